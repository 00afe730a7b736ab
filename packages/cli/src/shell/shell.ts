import { createInterface } from 'node:readline';
import type { Client } from '@ocipkit/client';
import { complete } from '../completion/complete.js';
import { LiveIds } from '../completion/live-ids.js';
import { clientWithoutAsking } from '../completion/quiet-client.js';
import { createSources } from '../completion/sources.js';
import type { Context } from '../program/context.js';
import { execute } from '../program/execute.js';
import { exitCodes, type ExitCode } from '../program/exit-codes.js';
import { connectionFlags } from '../program/flags.js';
import type { Given } from '../program/spec.js';
import { createContext, type Shared } from '../program/world.js';
import { History } from './history.js';
import { quoted, splitLine } from './split-line.js';

/** Milliseconds that Tab waits for the platform at most. */
const PATIENCE = 3500;

/** A line of stdin, or why there is none. */
type Line = { readonly text: string } | 'end' | 'interrupt';

/**
 * Reads lines and runs each as a command, on one connection. On a terminal it goes on until `exit` or
 * Ctrl-D; from a file or pipe it ends at the first line that fails, with its exit code.
 */
export async function runShell(context: Context, given: Given): Promise<ExitCode> {
  const shell = new Shell(context, given);
  return context.terminal.isInTerminal ? shell.prompt() : shell.runScript();
}

class Shell {
  readonly #context: Context;
  readonly #given: Given;
  readonly #shared: Shared;
  #client: Promise<Client> | undefined;

  constructor(context: Context, given: Given) {
    this.#context = context;
    this.#given = given;
    const names = new Set(connectionFlags.map(({ name }) => name));
    const flags = Object.fromEntries(
      Object.entries(given.flags).filter(([name]) => names.has(name)),
    );
    this.#shared = {
      flags,
      connect: async (line) => {
        const isOther = [...names].some((name) => line.flags[name] !== undefined);
        return isOther ? undefined : this.#connect();
      },
    };
  }

  /** One client for all lines; a failed attempt is forgotten, so that the next line tries again. */
  async #connect(): Promise<Client> {
    this.#client ??= this.#context.connect(this.#given);
    try {
      return await this.#client;
    } catch (error) {
      this.#client = undefined;
      throw error;
    }
  }

  async prompt(): Promise<ExitCode> {
    const { terminal } = this.#context;
    const history = await History.open(this.#context);
    const title = await this.#title();
    terminal.note(`Tab completes, help lists commands, exit or Ctrl-D ends.`);
    const ids = new LiveIds(async (line) => this.#clientToAsk(line));
    for (;;) {
      const line = await this.#ask(`${title}> `, history, ids);
      if (line === 'end') break;
      if (line === 'interrupt') continue;
      const text = line.text.trim();
      if (text === '') continue;
      history.add(text);
      if (text === 'exit' || text === 'quit') break;
      await this.#run(text);
    }
    if (!(await history.save())) terminal.note('The history could not be kept.');
    return exitCodes.ok;
  }

  async runScript(): Promise<ExitCode> {
    const text = await this.#context.terminal.readInput();
    for (const line of text.split(/\r?\n/)) {
      const command = line.trim();
      if (command === '' || command.startsWith('#')) continue;
      if (command === 'exit' || command === 'quit') break;
      const code = await this.#run(command);
      if (code !== exitCodes.ok) return code;
    }
    return exitCodes.ok;
  }

  async #run(line: string): Promise<ExitCode> {
    const { terminal } = this.#context;
    const { words, isOpen } = splitLine(line);
    if (isOpen) {
      terminal.note('A quote is not closed.');
      return exitCodes.usage;
    }
    const args = words[0] === 'ocip' ? words.slice(1) : words;
    const ended = new AbortController();
    // Ctrl-C ends the command, not the shell.
    const release = this.#context.takeInterrupts(() => {
      ended.abort(new Error('interrupted'));
    });
    const signal = AbortSignal.any([this.#context.signal, ended.signal]);
    const context = createContext({ ...this.#context, signal }, this.#shared);
    try {
      return await execute(args, context);
    } finally {
      release();
      await context.close();
    }
  }

  /** A prompt of its own for each line: in between, commands may ask for something themselves. */
  async #ask(prompt: string, history: History, ids: LiveIds): Promise<Line> {
    let search = new AbortController();
    const lines = createInterface({
      input: process.stdin,
      output: process.stderr,
      terminal: true,
      prompt: this.#context.terminal.noteStyle.bold(prompt),
      history: [...history.lines],
      removeHistoryDuplicates: true,
      completer: (line: string, done: (error: null, found: [string[], string]) => void) => {
        search.abort();
        search = new AbortController();
        const signal = AbortSignal.any([search.signal, AbortSignal.timeout(PATIENCE)]);
        this.#complete(line, ids, signal).then(
          (found) => {
            done(null, found);
          },
          () => {
            done(null, [[], line]);
          },
        );
      },
    });
    try {
      return await new Promise<Line>((resolve) => {
        lines.once('line', (text) => {
          resolve({ text });
        });
        lines.once('close', () => {
          resolve('end');
        });
        lines.once('SIGINT', () => {
          process.stderr.write('^C\n');
          resolve('interrupt');
        });
        lines.prompt();
      });
    } finally {
      search.abort();
      lines.close();
    }
  }

  async #complete(line: string, ids: LiveIds, signal: AbortSignal): Promise<[string[], string]> {
    const { words, lastStart } = splitLine(line);
    const typed = lastStart === line.length ? '' : (words.at(-1) ?? '');
    const before = typed === '' ? [...words] : words.slice(0, -1);
    const args = before[0] === 'ocip' ? before.slice(1) : before;
    const context = createContext({ ...this.#context, signal }, this.#shared);
    const found = await complete([...args, typed], context, createSources(context, ids));
    const hits = found.list.map(({ value }) => `${quoted(value)} `);
    return [hits, line.slice(lastStart)];
  }

  /** The shell's client; where there is none yet, one that can log in without asking becomes it. */
  async #clientToAsk(line: Given): Promise<Client | undefined> {
    if (this.#client !== undefined) return this.#client;
    const given = { ...line, flags: { ...this.#shared.flags, ...line.flags } };
    const client = await clientWithoutAsking(this.#context, given);
    if (client !== undefined) this.#client ??= Promise.resolve(client);
    return client;
  }

  async #title(): Promise<string> {
    const { profile, url } = await this.#context.settings(this.#given);
    return `ocip ${profile?.value ?? url?.value ?? ''}`.trim();
  }
}
