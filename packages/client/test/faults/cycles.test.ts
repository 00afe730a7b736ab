import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { admin, leaveNothingOpen, platformOf } from '../support/faults.js';

leaveNothingOpen();

/** What a process looked like after so many rounds. */
interface Sample {
  readonly heapBytes: number;
  readonly resources: readonly string[];
}

interface Report {
  /** When everything was loaded, compiled and as large as it gets, and at the end. */
  readonly samples: readonly [Sample, Sample];
  /** How often calls failed with which code. */
  readonly codes: Readonly<Record<string, number>>;
  readonly result?: unknown;
}

const built = (path: string): string =>
  JSON.stringify(new URL(`../../dist/${path}.js`, import.meta.url).href);

interface Rounds {
  readonly count: number;
  /** Rounds before the first sample. */
  readonly settled: number;
  readonly before?: string;
  readonly round: string;
  readonly after?: string;
}

/** Runs the built client in a process of its own, round after round. */
async function run({ count, settled, before = '', round, after = '' }: Rounds): Promise<Report> {
  const source = `
    import { getEventListeners } from 'node:events';
    import { UserGetListInGroupRequest, UserModifyRequest22 } from '@ocipkit/commands/user';
    const { connect } = await import(${built('index')});
    const { username, password } = ${JSON.stringify(admin)};
    const read = new UserGetListInGroupRequest({ serviceProviderId: 'sp', GroupId: 'g' });
    const write = new UserModifyRequest22({ userId: 'a@example.test', lastName: 'A' });
    const codes = {};
    const samples = [];
    let result;

    async function sample() {
      for (let i = 0; i < 5; i++) await new Promise(setImmediate);
      gc();
      gc();
      const resources = process.getActiveResourcesInfo();
      samples.push({ heapBytes: process.memoryUsage().heapUsed, resources });
    }

    ${before}
    for (let i = 1; i <= ${String(count)}; i++) {
      try {
        ${round}
      } catch ({ code }) {
        codes[code] = (codes[code] ?? 0) + 1;
      }
      if (i === ${String(settled)} || i === ${String(count)}) await sample();
    }
    ${after}
    process.stdout.write(JSON.stringify({ samples, codes, result }));
  `;
  const args = ['--expose-gc', '--input-type=module', '--eval', source];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Report;
}

/** A few hundred bytes that stay behind from each round would show. */
const MOST_GROWTH = 2_000_000;

function expectNoGrowth({ samples: [settled, last] }: Report): void {
  // The pipe is where the report goes.
  expect(last.resources.filter((name) => name !== 'PipeWrap')).toEqual([]);
  expect(last.resources).toEqual(settled.resources);
  expect(last.heapBytes - settled.heapBytes).toBeLessThan(MOST_GROWTH);
}

describe('ten thousand times connect, login, call and close', () => {
  test('leave no handle, no timer and no memory behind', { timeout: 120_000 }, async () => {
    const platform = await platformOf();
    // A connection that is reset leaves no port that has to wait before it is used again.
    platform.onLogout = 'reset';
    const report = await run({
      count: 10_000,
      settled: 2_000,
      // One password in ten is refused.
      round: `
        const client = await connect({
          url: ${JSON.stringify(platform.url)},
          username,
          password: i % 10 === 0 ? 'Another-Example' : password,
        });
        await client.send(read);
        await client.close();`,
    });
    expect(report.codes).toEqual({ 'login-refused': 1_000 });
    expect([platform.connects, platform.logins.length]).toEqual([10_000, 10_000]);
    expect(platform.seen).toHaveLength(9_000);
    expect(platform.open).toEqual([]);
    expectNoGrowth(report);
  });
});

describe('four thousand calls of one client with one signal', () => {
  test(
    'leave nothing behind, though one in ten loses its connection',
    { timeout: 120_000 },
    async () => {
      const platform = await platformOf();
      for (let i = 1; i <= 4_000; i++) {
        platform.script.push(({ socket, reply }) => {
          if (i % 10 === 0) socket.resetAndDestroy();
          else socket.write(reply);
        });
      }
      const report = await run({
        count: 4_000,
        settled: 1_000,
        before: `
        const { signal } = new AbortController();
        const client = await connect({
          url: ${JSON.stringify(platform.url)},
          username,
          password,
          retry: { baseMs: 1 },
        });`,
        round: `await client.send(write, { signal });`,
        after: `
        const listeners = getEventListeners(signal, 'abort').length;
        result = { listeners, stats: client.stats };
        await client.close();`,
      });
      expect(report.codes).toEqual({ 'connection-lost': 400 });
      expect(report.result).toEqual({
        listeners: 0,
        stats: {
          busy: 0,
          idle: 0,
          connecting: 0,
          waiting: 0,
          opened: 400,
          closed: 400,
          failedConnects: 0,
        },
      });
      expect(platform.connects).toBe(400);
      expect(platform.count({ $type: 'UserModifyRequest22' })).toBe(4_000);
      expectNoGrowth(report);
    },
  );
});

describe('a process', () => {
  test('ends by itself when a client was not closed, and has nothing to do', async () => {
    const platform = await platformOf();
    const source = `
      const { connect } = await import(${built('index')});
      const options = ${JSON.stringify({ ...admin, url: platform.url })};
      const client = await connect(options);
      console.log(client.stats.idle);
    `;
    const args = ['--input-type=module', '--eval', source];
    // One that something keeps alive is ended by the time limit, which fails the test.
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 15_000 });
    expect(stdout).toBe('1\n');
  });
});
