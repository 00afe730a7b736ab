import { main } from './main.js';
import { HandOver } from './program/hand-over.js';
import { Interrupt } from './program/interrupt.js';
import type { World } from './program/world.js';
import { exitCodes } from './program/exit-codes.js';
import { processTerminal } from './terminal/process-terminal.js';

/**
 * Runs a command line in this process, and ends it with the exit code.
 *
 * @returns `hand over` where the unbundled program has to do it; nothing was done then
 */
export async function start(
  args: readonly string[],
  version: string,
): Promise<'done' | 'hand over'> {
  const { stdout, stderr, env } = process;
  const interrupt = new AbortController();
  let taken: (() => void) | undefined;
  const onSignal = (name: NodeJS.Signals): void => {
    if (taken !== undefined && name === 'SIGINT') {
      taken();
      return;
    }
    // The first one lets the command end in order; nobody has to wait for that.
    if (interrupt.signal.aborted) process.exit(exitCodes.interrupted);
    interrupt.abort(new Interrupt(name));
    const remind = (): boolean => stderr.write('\nEnding in order; Ctrl-C again ends at once.\n');
    if (stderr.isTTY) setTimeout(remind, 1000).unref();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  // Whoever reads the output may stop early, as `head` does.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const terminal = processTerminal({
    // Opened only by a command that reads it.
    stdin: () => process.stdin,
    stdout,
    stderr,
    color: colorWanted(args, env),
    quiet: args.includes('--quiet') || args.includes('-q'),
  });
  const world: World = {
    terminal,
    env,
    cwd: process.cwd(),
    signal: interrupt.signal,
    version,
    takeInterrupts: (listener) => {
      taken = listener;
      return () => {
        taken = undefined;
      };
    },
  };
  try {
    process.exitCode = await main(args, world);
    return 'done';
  } catch (error) {
    if (!(error instanceof HandOver)) throw error;
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    return 'hand over';
  }
}

/** NO_COLOR and --no-color go before FORCE_COLOR; undefined lets the terminal decide. */
function colorWanted(
  args: readonly string[],
  { NO_COLOR: no, FORCE_COLOR: force, TERM: term }: NodeJS.ProcessEnv,
): boolean | undefined {
  if (args.includes('--no-color') || (no !== undefined && no !== '')) return false;
  if (force !== undefined && force !== '' && force !== '0') return true;
  return term === 'dumb' ? false : undefined;
}
