import { describe, expect, test } from 'vitest';
import { ConnectionError, PoolError, TimeoutError, type ClientError } from '../../src/errors.js';
import {
  clientOf,
  failure,
  leaveNothingOpen,
  platformOf,
  quiet,
  read,
  until,
  write,
} from '../support/faults.js';
import { errorOf } from '../transport/support/messages.js';
import { closedPort } from '../transport/support/servers.js';

leaveNothingOpen();

const CALLERS = 200;

/** What became of the calls: outcomes of the errors, or `done`. */
async function outcomes(calls: readonly Promise<unknown>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const result of await Promise.allSettled(calls)) {
    const key = result.status === 'fulfilled' ? 'done' : (result.reason as ClientError).outcome;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

const storm = (call: () => Promise<unknown>): Promise<unknown>[] =>
  Array.from({ length: CALLERS }, call);

describe('200 callers', () => {
  test('at once open no more connections than allowed, with one login each', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform, { pool: { maxSessions: 5, maxConnecting: 2 } });
    platform.latencyMs = 2;
    expect(await outcomes(storm(() => client.send(write)))).toEqual({ done: CALLERS });
    expect(platform.count(write)).toBe(CALLERS);
    expect(platform.mostOpening).toBeLessThanOrEqual(2);
    expect([platform.mostOpen, platform.connects]).toEqual([5, 5]);
    expect(new Set(platform.logins).size).toBe(5);
    expect(platform.logins).toHaveLength(5);
    await quiet(client, platform);
  });

  test('whose connections all break reconnect within the same bounds, and reads all end well', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform, { pool: { maxSessions: 5, maxConnecting: 2 } });
    await client.warm(5);
    platform.latencyMs = 2;
    const calls = storm(() => client.send(read));
    await until(() => platform.seen.length > 20);
    platform.reset();
    expect(await outcomes(calls)).toEqual({ done: CALLERS });
    expect(platform.mostOpening).toBeLessThanOrEqual(2);
    expect(platform.mostOpen).toBe(5);
    expect(platform.logins.length).toBeLessThanOrEqual(10);
    expect(new Set(platform.logins).size).toBe(platform.connects);
    await quiet(client, platform);
  });

  test('of a platform that is down fail together, after a handful of attempts to connect', async () => {
    const client = await clientOf({ url: `tcp://127.0.0.1:${String(await closedPort())}` });
    const calls = storm(() =>
      failure(client.send(write), ConnectionError, 'connection-refused', 'not-sent'),
    );
    await Promise.all(calls);
    // The first attempt, and the retries that are saved up.
    expect(client.stats.failedConnects).toBeLessThanOrEqual(11);
    await quiet(client);
  });

  test('of a platform that falls silent all end by their deadline, and none that was sent says it was not', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform, { pool: { maxSessions: 2 } });
    await client.warm(2);
    platform.script.push(...storm(() => Promise.resolve()).map(() => () => undefined));
    const sending = storm(() => client.send(write, { timeoutMs: 150 }));
    const errors = (await Promise.all(sending.map(errorOf))) as ClientError[];
    const inDoubt = errors.filter(({ outcome }) => outcome === 'unknown');
    for (const error of errors) {
      const call = Promise.reject(error);
      if (inDoubt.includes(error)) await failure(call, TimeoutError, 'timeout', 'unknown');
      else await failure(call, TimeoutError, 'timeout', 'not-sent');
    }
    expect(inDoubt.length).toBeGreaterThanOrEqual(2);
    expect(inDoubt.length).toBeLessThan(CALLERS);
    expect(platform.count(write)).toBeLessThanOrEqual(inDoubt.length);
    await quiet(client, platform);
    platform.script.length = 0;
    await client.send(write);
  });
});

describe('a queue that is full', () => {
  test('refuses the call that is one too many, and only that', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform, { pool: { maxSessions: 1, maxWaiting: 1 } });
    await client.warm(1);
    platform.latencyMs = 50;
    const calls = [client.send(write), client.send(write)];
    await failure(client.send(write), PoolError, 'pool-exhausted', 'not-sent');
    expect(await outcomes(calls)).toEqual({ done: 2 });
    expect(platform.count(write)).toBe(2);
    await client.send(write);
    await quiet(client, platform);
  });
});
