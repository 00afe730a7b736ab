import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { SEED_PASSWORD, type StartedSimulator } from '@ocipkit/simulator';
import { vi } from 'vitest';
import { runNode, type ProcessOptions, type ProcessResult } from './process.js';

// A process takes a second or more on a busy machine, and some tests start many.
vi.setConfig({ testTimeout: 120_000 });

/** The program as it is installed. */
export const program = resolve(import.meta.dirname, '../../bundle/ocip.js');

type Env = Readonly<Record<string, string | undefined>>;

/** A folder with settings of its own, in which the program is run as people run it; ends with its scope. */
export class Folder implements AsyncDisposable {
  readonly path: string;
  readonly env: Env;

  private constructor(path: string, env: Env) {
    this.path = path;
    this.env = env;
  }

  /** @param env beside where the settings are; nothing of this process's environment is passed on */
  static async create(env: Env = {}): Promise<Folder> {
    if (!existsSync(program)) throw new Error(`${program} is missing: build the package first`);
    const path = await mkdtemp(join(tmpdir(), 'ocip-process-'));
    return new Folder(path, { OCIP_CONFIG_DIR: join(path, 'config'), HOME: path, ...env });
  }

  /** A folder whose environment names a simulator and its administrator. */
  static async at(simulator: StartedSimulator, env: Env = {}): Promise<Folder> {
    return Folder.create({
      OCIP_URL: simulator.tcp!.url,
      OCIP_USERNAME: 'admin',
      OCIP_PASSWORD: SEED_PASSWORD,
      ...env,
    });
  }

  async ocip(args: readonly string[], options: ProcessOptions = {}): Promise<ProcessResult> {
    const env = { ...this.env, ...options.env };
    return runNode([program, ...args], { cwd: this.path, ...options, env });
  }

  /** Starts the program in a process group of its own, as a terminal does. */
  start(args: readonly string[], env: Env = {}): Running {
    const { PATH } = process.env;
    const child = spawn(process.execPath, [program, ...args], {
      cwd: this.path,
      env: { PATH, ...this.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    return new Running(child);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}

/** A program that has not ended yet. */
export class Running {
  readonly #child: ChildProcess;
  readonly ended: Promise<ProcessResult>;
  stdout = '';
  stderr = '';

  constructor(child: ChildProcess) {
    this.#child = child;
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.ended = new Promise((done, fail) => {
      child.on('error', fail);
      child.on('close', (code, signal) =>
        done({ code, signal, stdout: this.stdout, stderr: this.stderr }),
      );
    });
  }

  /** Resolves once stdout or stderr has a text. */
  async says(text: string): Promise<void> {
    await until(() => (this.stdout + this.stderr).includes(text), `the program to say ${text}`);
  }

  /** Ctrl-C: the terminal sends it to the program and all it has started. */
  interrupt(): void {
    process.kill(-(this.#child.pid ?? 0), 'SIGINT');
  }

  terminate(): void {
    this.#child.kill('SIGTERM');
  }
}

/** Waits for what comes from another process. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  what: string,
  patienceMs = 30_000,
): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((done) => setTimeout(done, 25));
  }
}
