import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { isatty } from 'node:tty';
import picocolors from 'picocolors';
import { CliError } from '../program/failure.js';
import type { Terminal } from './terminal.js';

const DEFAULT_WIDTH = 100;

export interface TerminalOptions {
  readonly stdin: () => NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** As set by the environment or by a flag; undefined where neither says anything. */
  readonly color: boolean | undefined;
  /** Errors only. */
  readonly quiet: boolean;
}

/** The terminal of the process. */
export function processTerminal(options: TerminalOptions): Terminal {
  const { stdin, stdout, stderr, color, quiet } = options;
  const isErrTerminal = stderr.isTTY;
  let hasStatus = false;
  const clear = (): void => {
    if (hasStatus) stderr.write('\r\x1b[K');
    hasStatus = false;
  };
  return {
    out: async (text) => {
      clear();
      await new Promise<void>((resolve, reject) => {
        stdout.write(text, (error) => {
          // Whoever reads the output may stop early, as `head` does.
          if (error === null || error === undefined || isClosedPipe(error)) resolve();
          else reject(error);
        });
      });
    },
    note: (line) => {
      clear();
      stderr.write(`${line}\n`);
    },
    style: picocolors.createColors(color ?? stdout.isTTY),
    noteStyle: picocolors.createColors(color ?? stderr.isTTY),
    isOutTerminal: stdout.isTTY,
    isErrTerminal,
    isInTerminal: isatty(0),
    get width() {
      return stdout.isTTY ? stdout.columns : DEFAULT_WIDTH;
    },
    readInput: async () => textOf(stdin()),
    ask: async (question, { hidden = false } = {}) => ask(question, hidden, options),
    status: (line) => {
      if (quiet || !isErrTerminal) return;
      clear();
      if (line === undefined) return;
      stderr.write(line.slice(0, Math.max(10, stderr.columns - 1)));
      hasStatus = true;
    },
  };
}

/** Asks on stderr, so that stdout stays data only. */
async function ask(
  question: string,
  hidden: boolean,
  { stdin, stderr }: TerminalOptions,
): Promise<string> {
  if (!isatty(0)) {
    throw new CliError(`Nobody can be asked: ${question.replace(/[:?]?\s*$/, '')}.`, {
      next: ['stdin is no terminal; give the answer by a flag, a file or the environment.'],
    });
  }
  let isMuted = false;
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      if (!isMuted) stderr.write(chunk);
      done();
    },
  });
  const lines = createInterface({ input: stdin(), output, terminal: true, historySize: 0 });
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('SIGINT', () => {
        reject(new CliError('Interrupted.', { exitCode: 130 }));
      });
      lines.once('close', () => {
        reject(new CliError('The terminal was closed before there was an answer.'));
      });
      lines.question(question, resolve);
      isMuted = hidden;
    });
  } finally {
    lines.close();
    if (hidden) stderr.write('\n');
  }
}

function isClosedPipe(error: Error): boolean {
  return (error as NodeJS.ErrnoException).code === 'EPIPE';
}
