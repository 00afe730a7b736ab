import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { pinned } from './cpus.js';

const program = fileURLToPath(
  new URL('dist/bin.js', import.meta.resolve('@ocipkit/simulator/package.json')),
);
const probe = new URL('./peak.js', import.meta.url).href;

export interface SimulatorProcessOptions {
  /** Parameters beside `--tcp 0 --json`. */
  readonly parameters?: readonly string[];
  /** The processor it has to stay on; any by default. */
  readonly cpu?: number | undefined;
}

interface Ready {
  readonly pid: number;
  readonly tcp: { readonly port: number; readonly url: string };
  readonly accounts: readonly { readonly userId: string; readonly password: string }[];
}

/** A simulator in a process of its own; ends with its scope. */
export class SimulatorProcess implements AsyncDisposable {
  readonly pid: number;
  readonly port: number;
  readonly url: string;
  /** The system administrator. */
  readonly account: { readonly userId: string; readonly password: string };
  /** When its process was started, by this process's `performance.now()`. */
  readonly startedAt: number;
  /** Milliseconds from there to its word that it is ready. */
  readonly readyMs: number;
  readonly #stop: () => Promise<number>;
  #stopped: Promise<number> | undefined;

  private constructor(
    { pid, tcp, accounts: [account] }: Ready,
    times: { readonly startedAt: number; readonly readyMs: number },
    stop: () => Promise<number>,
  ) {
    if (account === undefined) throw new Error('the simulator names no account');
    this.pid = pid;
    this.port = tcp.port;
    this.url = tcp.url;
    const { userId, password } = account;
    this.account = { userId, password };
    this.startedAt = times.startedAt;
    this.readyMs = times.readyMs;
    this.#stop = stop;
  }

  /** @throws Error if it does not start */
  static async start(options: SimulatorProcessOptions = {}): Promise<SimulatorProcess> {
    const { parameters = [], cpu } = options;
    const folder = mkdtempSync(join(tmpdir(), 'ocipkit-peak-'));
    const file = join(folder, 'peak');
    const [command, args] = pinned(cpu, process.execPath, [
      ...['--import', probe, program, '--tcp', '0', '--json'],
      ...parameters,
    ]);
    const startedAt = performance.now();
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, PEAK_FILE: file },
    });
    const ended = once(child, 'exit');
    const stop = async (): Promise<number> => {
      child.kill();
      await ended;
      try {
        return Number(readFileSync(file, 'utf8'));
      } finally {
        rmSync(folder, { recursive: true });
      }
    };
    try {
      const line = await Promise.race([firstLine(child.stdout), ended.then(() => undefined)]);
      const readyMs = performance.now() - startedAt;
      if (line === undefined) throw new Error('the simulator of the benchmark did not start');
      return new SimulatorProcess(JSON.parse(line) as Ready, { startedAt, readyMs }, stop);
    } catch (error) {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Ends it; its peak resident memory in MB. */
  async stop(): Promise<number> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}

/** Undefined if there is none. */
async function firstLine(stream: Readable): Promise<string | undefined> {
  let text = '';
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (text.includes('\n')) return text;
  }
  return undefined;
}
