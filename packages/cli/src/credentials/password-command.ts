import { spawn } from 'node:child_process';
import { MAX_BYTES, noPassword, passwordIn } from './one-line.js';

export interface PasswordCommandOptions {
  readonly signal: AbortSignal;
  /** Lets the program ask on the terminal; without, it reads nothing. */
  readonly isInteractive: boolean;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds that it may take; default 60 s. */
  readonly timeoutMs?: number | undefined;
}

const DEFAULT_TIMEOUT_MS = 60_000;

/**
 * Runs a program that prints the password. No shell reads the arguments; stderr goes where ours goes.
 *
 * @throws CliError if it can't be started, fails, takes too long or prints no password. Its arguments and
 * what it printed are not repeated.
 */
export async function runPasswordCommand(
  [program = '', ...args]: readonly string[],
  options: PasswordCommandOptions,
): Promise<string> {
  options.signal.throwIfAborted();
  const name = `The password command ${program}`;
  return passwordIn(await printed(name, program, args, options), name);
}

async function printed(
  name: string,
  program: string,
  args: readonly string[],
  { signal, isInteractive, cwd, env, timeoutMs = DEFAULT_TIMEOUT_MS }: PasswordCommandOptions,
): Promise<string> {
  const child = spawn(program, args, {
    stdio: [isInteractive ? 'inherit' : 'ignore', 'pipe', 'inherit'],
    cwd,
    env: { ...env },
    windowsHide: true,
  });
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    };
    const stop = (error: Error): void => {
      settle();
      child.kill();
      // What the program started may hold the pipe for longer.
      child.stdout.destroy();
      reject(error);
    };
    const onAbort = (): void => stop(signal.reason as Error);
    const timer = setTimeout(
      () => stop(noPassword(`${name} gave no password within ${String(timeoutMs / 1000)} s.`)),
      timeoutMs,
    );
    signal.addEventListener('abort', onAbort, { once: true });
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MAX_BYTES) stop(noPassword(`${name} prints too much to be a password.`));
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'ENOENT' ? 'there is no such program' : (error.code ?? 'unknown');
      stop(noPassword(`${name} can't be started: ${why}.`, [], error));
    });
    child.on('close', (code, killedBy) => {
      settle();
      if (code === 0) resolve(Buffer.concat(chunks).toString('utf8'));
      else {
        const end = code === null ? `by ${String(killedBy)}` : `with code ${String(code)}`;
        reject(noPassword(`${name} ended ${end}.`));
      }
    });
  });
}
