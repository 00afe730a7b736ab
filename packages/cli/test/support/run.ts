import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../src/main.js';
import type { ExitCode } from '../../src/program/exit-codes.js';
import { FakeTerminal, type FakeTerminalOptions } from './terminal.js';

export interface RunOptions extends FakeTerminalOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
}

export interface Ran {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
  readonly terminal: FakeTerminal;
}

/** Command lines run in this process, with settings and a folder of their own; ends with its scope. */
export class Workplace implements AsyncDisposable {
  readonly cwd: string;
  readonly configFolder: string;
  readonly #env: Readonly<Record<string, string | undefined>>;

  private constructor(folder: string, env: Readonly<Record<string, string | undefined>>) {
    this.cwd = folder;
    this.configFolder = join(folder, 'config');
    this.#env = { OCIP_CONFIG_DIR: this.configFolder, ...env };
  }

  static async create(env: Readonly<Record<string, string | undefined>> = {}): Promise<Workplace> {
    return new Workplace(await mkdtemp(join(tmpdir(), 'ocip-test-')), env);
  }

  /** Runs a command line; nothing of this process's environment or settings reaches it. */
  async ocip(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
    const terminal = new FakeTerminal(options);
    const code = await main(args, {
      terminal,
      env: { ...this.#env, ...options.env },
      cwd: this.cwd,
      signal: options.signal ?? new AbortController().signal,
      version: '0.0.0-test',
      takeInterrupts: () => () => undefined,
    });
    return { code, stdout: terminal.stdout, stderr: terminal.stderr, terminal };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.cwd, { recursive: true, force: true });
  }
}
