import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@ocipkit/client';
import { describe, expect, test } from 'vitest';
import { run, type CommandLine, type Start } from '../../src/cli.js';
import type { PlatformOptions, ShownAccount, SimulatorOptions } from '../../src/options.js';
import { createSimulator, type Simulator } from '../../src/server.js';
import { makeServerIdentity } from '../../src/wire/certificate.js';
import { FakeEngine, PASSWORD } from '../wire/support/fake-engine.js';

class TestLine implements CommandLine {
  readonly version = '1.2.3';
  output = '';
  errors = '';
  kills = 0;
  options: (SimulatorOptions & PlatformOptions) | undefined;
  simulator: Simulator | undefined;
  accounts: readonly ShownAccount[] = [{ userId: 'admin', password: PASSWORD, level: 'System' }];
  readonly #interrupts: (() => void)[] = [];
  readonly #onOutput: (() => void)[] = [];

  readonly out = (text: string): void => {
    this.output += text;
    for (const listener of this.#onOutput) listener();
  };
  readonly err = (text: string): void => {
    this.errors += text;
  };
  readonly onInterrupt = (listener: () => void): void => {
    this.#interrupts.push(listener);
  };
  readonly kill = (): void => {
    this.kills += 1;
  };

  interrupt(): void {
    for (const listener of this.#interrupts) listener();
  }

  readonly start: Start = async (options) => {
    this.options = options;
    this.simulator = await createSimulator(await FakeEngine.create(), options);
    return { simulator: this.simulator, accounts: this.accounts };
  };

  /** Runs until it is ready. */
  async ready(...args: string[]): Promise<{ readonly code: Promise<number> }> {
    const isReady = new Promise<void>((resolve) => this.#onOutput.push(resolve));
    const code = run(args, this.start, this);
    await Promise.race([isReady, code]);
    return { code };
  }
}

/** What the options are read as, without starting anything. */
async function optionsFor(...args: string[]): Promise<SimulatorOptions & PlatformOptions> {
  const line = new TestLine();
  let seen: (SimulatorOptions & PlatformOptions) | undefined;
  const start: Start = async (options) => {
    seen = options;
    return Promise.reject(new Error('not started'));
  };
  expect(await run(args, start, line)).toBe(1);
  return seen!;
}

describe('the command line', () => {
  test('listens over TCP and TLS on the usual ports, on this host only, by default', async () => {
    expect(await optionsFor()).toMatchObject({
      tcp: 2208,
      tls: 2209,
      soap: false,
      https: false,
      control: false,
      host: '127.0.0.1',
      trustedAddresses: [],
    });
    expect(await optionsFor()).not.toHaveProperty('allowedAddresses');
  });

  test('listens over what is named only', async () => {
    expect(await optionsFor('--soap')).toMatchObject({ tcp: false, tls: false, soap: 8080 });
    expect(await optionsFor('--tcp', '0', '--https', '--control', '0')).toMatchObject({
      tcp: 0,
      tls: false,
      https: 8443,
      control: 0,
    });
  });

  test('passes on faults, addresses, and what only the platform understands', async () => {
    const options = await optionsFor(
      ...['--fault', 'slow', 'lossy', '--latency', '20ms±5', '--fault-seed', '7'],
      ...['--allow', '127.0.0.1', '--allow', '10.0.0.0/8', '--trust', 'localhost'],
      ...['--seed', 'demo', '--state', 's.json', '--load', 'l.json', '--schemas', 'dir'],
      ...['--commands', '@acme/commands', '--sample', '--release', 'R25'],
    );
    expect(options).toMatchObject({
      faults: ['slow', 'lossy', { latency: '20ms±5' }, { seed: 7 }],
      allowedAddresses: ['127.0.0.1', '10.0.0.0/8'],
      trustedAddresses: ['localhost'],
      seed: 'demo',
      state: 's.json',
      load: 'l.json',
      schemas: 'dir',
      commands: '@acme/commands',
      sample: true,
      release: 'R25',
    });
  });

  test('says where it listens, who can log in, and what to try; ends at an interrupt', async () => {
    const line = new TestLine();
    const { code } = await line.ready('--tcp', '0', '--soap', '0', '--control', '0');
    const { tcp, soap, control } = line.simulator!;
    expect(line.output).toBe(
      `Listening on\n  ${tcp!.url}\n  ${soap!.url}\nControl port\n  ${control!.url}\n` +
        `Accounts\n  admin  ${PASSWORD}  (System)\n` +
        `Try\n  import { connect } from '@ocipkit/client';\n` +
        `  const client = await connect({ url: '${tcp!.url}', username: 'admin', password: '${PASSWORD}' });\n` +
        `Stop with Ctrl-C.\n`,
    );
    await using client = await connect({
      url: tcp!.url,
      username: 'admin',
      password: PASSWORD,
    });
    expect(client).toBeDefined();
    line.interrupt();
    expect(await code).toBe(0);
    expect(line.kills).toBe(0);
    await expect(
      connect({ url: tcp!.url, username: 'admin', password: PASSWORD }),
    ).rejects.toMatchObject({ code: 'connection-refused' });
  });

  test('ends at once at the second interrupt', async () => {
    const line = new TestLine();
    const { code } = await line.ready('--tcp', '0');
    line.interrupt();
    line.interrupt();
    expect(line.kills).toBe(1);
    expect(await code).toBe(0);
  });

  test('writes one line of JSON for programs, and the certificate to a file', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'ocip-simulator-'));
    try {
      const line = new TestLine();
      const file = join(directory, 'ca.pem');
      const { code } = await line.ready('--tls', '0', '--json', '--ca-out', file);
      expect(line.output.endsWith('\n')).toBe(true);
      expect(line.output.trimEnd()).not.toContain('\n');
      const ready = JSON.parse(line.output) as Record<string, unknown>;
      expect(ready).toMatchObject({
        ready: true,
        tls: { host: '127.0.0.1', port: line.simulator!.tls!.port },
        accounts: [{ userId: 'admin' }],
      });
      expect(await readFile(file, 'utf8')).toBe(ready.ca);
      line.interrupt();
      expect(await code).toBe(0);
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  test('takes a certificate from files', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'ocip-simulator-'));
    try {
      const { cert, key } = await makeServerIdentity();
      await writeFile(join(directory, 'cert.pem'), cert);
      await writeFile(join(directory, 'key.pem'), key);
      const paths = ['--cert', join(directory, 'cert.pem'), '--key', join(directory, 'key.pem')];
      expect((await optionsFor(...paths)).certificate).toEqual({ cert, key });
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  test.each([
    ['--unknown'],
    ['--tcp', '70000'],
    ['--latency', 'long'],
    ['--fault', 'none'],
    ['--fault-seed', 'x'],
    ['--log', 'loud'],
    ['--cert', 'x.pem'],
    ['--tcp', '0', '--trust', 'somewhere'],
    ['stray'],
  ])('ends with 2 and says why if it is used wrongly: %s %s', async (...args) => {
    const line = new TestLine();
    expect(await run(args.filter(Boolean), line.start, line)).toBe(2);
    expect(line.errors).not.toBe('');
    expect(line.output).toBe('');
  });

  test('ends with 1 and says why if it cannot start', async () => {
    await using taken = await createSimulator(await FakeEngine.create());
    const line = new TestLine();
    const { port } = taken.tcp!;
    expect(await run(['--tcp', String(port)], line.start, line)).toBe(1);
    expect(line.errors).toBe(
      `Port ${String(port)} is in use. Choose another one; 0 takes one that is free.\n`,
    );
  });

  test('shows help and version, and ends with 0', async () => {
    const line = new TestLine();
    expect(await run(['--help'], line.start, line)).toBe(0);
    expect(line.output).toContain('Usage: ocip-simulator [options]');
    expect(line.output).toMatch(/slow, flaky, drip, lossy, overloaded,\s+maintenance, hostile/);
    expect(await run(['--version'], line.start, line)).toBe(0);
    expect(line.output).toContain('1.2.3\n');
  });

  test('writes log lines from a level on, without secrets, to standard error', async () => {
    const line = new TestLine();
    const { code } = await line.ready('--tcp', '0', '--log', 'debug');
    const { url } = line.simulator!.tcp!;
    await connect({ url, username: 'admin', password: 'Wr0ng-Example' }).catch(() => undefined);
    line.interrupt();
    await code;
    const lines = line.errors
      .trim()
      .split('\n')
      .map((l) => JSON.parse(l) as { message: string });
    expect(lines.map(({ message }) => message)).toContain('received');
    expect(line.errors).not.toContain('Wr0ng-Example');
    const quiet = new TestLine();
    const second = await quiet.ready('--tcp', '0');
    await connect({
      url: quiet.simulator!.tcp!.url,
      username: 'admin',
      password: PASSWORD,
    }).then(async (client) => client.close());
    quiet.interrupt();
    await second.code;
    expect(quiet.errors).toBe('');
  });
});
