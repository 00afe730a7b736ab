import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Benchmark } from '../benchmark.js';
import { row } from '../report.js';
import { runProgram, timesOf } from '../run-process.js';
import { alternateAsync } from '../stats.js';

const program = fileURLToPath(
  new URL('bundle/ocip.js', import.meta.resolve('@ocipkit/cli/package.json')),
);
const nothing = fileURLToPath(new URL('../children/nothing.js', import.meta.url));
const userId = 'alexandra.mueller@example.com';

/** What somebody waits for who types a command. */
export const commandLine: Benchmark = {
  name: 'command-line',
  title: 'the command line, from the start of its process',
  runs: 15,
  async measure(_setting, runs) {
    await using listener = await Listener.start();
    // No settings of whoever runs the benchmark.
    const folder = mkdtempSync(join(tmpdir(), 'ocipkit-cli-'));
    const env = {
      ...process.env,
      OCIP_CONFIG_DIR: folder,
      OCIP_URL: `tcp://127.0.0.1:${String(listener.port)}`,
      OCIP_USERNAME: 'bench',
      OCIP_PASSWORD: 'bench',
    };
    const run = (parameters: readonly string[]) => async () =>
      Promise.resolve(runProgram(process.execPath, parameters, env));
    try {
      const samples = await alternateAsync(runs, {
        bare: run([nothing]),
        version: run([program, '--version']),
        help: run([program, '--help']),
        call: async () =>
          listener.firstByte([program, 'call', 'UserGetRequest23V2', '--userId', userId], env),
        digest: async () => listener.firstByte([program, 'user', 'digest', userId], env),
      });
      const base = timesOf(samples.bare);
      const goal = (value: number): { goal: { of: 'ratio'; bound: 'at most'; value: number } } => ({
        goal: { of: 'ratio', bound: 'at most', value },
      });
      return {
        notes: [
          'Ratios are to a process of bare Node that does nothing, round by round.',
          'To the first byte: until a server on the same machine has the first byte of the login.',
        ],
        rows: [
          row('bare Node', 'ms', base),
          row('ocip --version', 'ms', timesOf(samples.version), { base, ...goal(1.5) }),
          row('ocip --help', 'ms', timesOf(samples.help), { base }),
          row('ocip call, to its first byte', 'ms', timesOf(samples.call), { base, ...goal(2.5) }),
          row('ocip user digest, to its first byte', 'ms', timesOf(samples.digest), { base }),
        ],
      };
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** A server that takes the time of the first byte it gets, and answers nothing. */
class Listener implements AsyncDisposable {
  readonly #server: Server;
  #heard: ((at: number) => void) | undefined;

  private constructor() {
    this.#server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => this.#heard?.(performance.now()));
    });
  }

  static async start(): Promise<Listener> {
    const listener = new Listener();
    listener.#server.listen(0, '127.0.0.1');
    await once(listener.#server, 'listening');
    return listener;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Runs a program until it has sent something. */
  async firstByte(
    parameters: readonly string[],
    env: NodeJS.ProcessEnv,
  ): Promise<{ readonly ms: number }> {
    const heard = new Promise<number>((resolve) => {
      this.#heard = resolve;
    });
    const start = performance.now();
    const child = spawn(process.execPath, parameters, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const ended = once(child, 'exit').then(() => {
      throw new Error(`ocip ${parameters.slice(1).join(' ')} sent nothing:\n${said}`);
    });
    try {
      return { ms: (await Promise.race([heard, ended])) - start };
    } finally {
      ended.catch(() => undefined);
      child.kill('SIGKILL');
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    await once(this.#server, 'close');
  }
}
