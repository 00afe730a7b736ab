import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import type { Context } from './context.js';
import { exitCodes, type ExitCode } from './exit-codes.js';
import { CliError } from './failure.js';
import { Interrupt } from './interrupt.js';

const require = createRequire(import.meta.url);

/** Milliseconds that a child has to end after Ctrl-C. */
const PATIENCE = 3000;

/**
 * Runs the program of another package of ocipkit in a process of its own, on this terminal. Its exit
 * codes are the same as ours where they occur: 0, 1 and 2.
 *
 * @throws CliError if the package is not installed
 */
export async function runProgram(
  packageName: string,
  args: readonly string[],
  { signal, cwd }: Context,
): Promise<ExitCode> {
  const script = await programOf(packageName);
  const child = spawn(process.execPath, [script, ...args], { stdio: 'inherit', cwd });
  let waiting: NodeJS.Timeout | undefined;
  const end = (): void => {
    child.kill('SIGTERM');
  };
  const stop = (): void => {
    const reason: unknown = signal.reason;
    const isCtrlC = reason instanceof Interrupt && reason.signal === 'SIGINT';
    // Ctrl-C reaches the child by itself, and a second signal would end it at once.
    if (isCtrlC) waiting = setTimeout(end, PATIENCE);
    else end();
  };
  // A second Ctrl-C ends this process; the child is not to stay behind.
  process.once('exit', end);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise<ExitCode>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, ended) => {
        resolve(ended === null ? asExitCode(code ?? 1) : bySignal(ended));
      });
    });
  } finally {
    clearTimeout(waiting);
    process.off('exit', end);
    signal.removeEventListener('abort', stop);
  }
}

async function programOf(packageName: string): Promise<string> {
  let manifest: string;
  try {
    manifest = require.resolve(`${packageName}/package.json`);
  } catch (error) {
    throw new CliError(`${packageName} is not installed.`, {
      next: [`npm install ${packageName}`],
      cause: error,
    });
  }
  const { bin } = JSON.parse(await readFile(manifest, 'utf8')) as {
    readonly bin: Readonly<Record<string, string>>;
  };
  return join(dirname(manifest), Object.values(bin)[0] ?? '');
}

function asExitCode(code: number): ExitCode {
  return Object.values(exitCodes).find((known) => known === code) ?? exitCodes.bug;
}

function bySignal(name: NodeJS.Signals): ExitCode {
  const isWanted = name === 'SIGINT' || name === 'SIGTERM';
  return isWanted && constants.signals[name] > 0 ? exitCodes.interrupted : exitCodes.bug;
}
