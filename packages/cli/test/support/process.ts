import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../dist/bin.js', import.meta.url));

export interface ProcessResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProcessOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** What stdin holds; it ends after that. */
  readonly input?: string;
}

/** Runs the built program in a process of its own. */
export async function runProcess(
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<ProcessResult> {
  return runNode([bin, ...args], options);
}

/** Runs Node with nothing of this process's environment but what it needs to start. */
export async function runNode(
  args: readonly string[],
  { env = {}, cwd, input = '' }: ProcessOptions = {},
): Promise<ProcessResult> {
  const { PATH, HOME, SystemRoot } = process.env;
  const child = spawn(process.execPath, args, {
    cwd,
    env: { PATH, HOME, SystemRoot, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.on('error', () => undefined).end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}
