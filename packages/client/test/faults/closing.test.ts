import { describe, expect, test } from 'vitest';
import { connect } from '../../src/connect.js';
import { PoolError } from '../../src/errors.js';
import {
  admin,
  clientOf,
  failure,
  leaveNothingOpen,
  pause,
  platformOf,
  quiet,
  read,
  soapPlatform,
  until,
  untilTheEnd,
  write,
} from '../support/faults.js';
import { blackHole, closedPort } from '../transport/support/servers.js';

leaveNothingOpen();

/** Long enough to fail any test that waits for it. */
const LONG_MS = 60_000;

const timers = (): number =>
  process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

describe('close()', () => {
  test('while busy lets the running call end, refuses the waiting one, and logs out', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform, { pool: { maxSessions: 1 }, drainMs: LONG_MS });
    platform.latencyMs = 50;
    const running = client.send(write);
    await until(() => platform.count(write) === 1);
    const waiting = failure(client.send(read), PoolError, 'client-closed', 'not-sent');
    await Promise.all([client.close(), client.close()]);
    await running;
    await waiting;
    expect([platform.logouts, platform.seen]).toEqual([1, [write.$type]]);
    await quiet(client, platform);
    await failure(client.send(read), PoolError, 'client-closed', 'not-sent');
    await client.close();
    expect(platform.connects).toBe(1);
  });

  test('ends calls that outlast the drain; what was sent is in doubt, and nothing is repeated', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform, { drainMs: 50 });
    platform.script.push(
      () => undefined,
      () => undefined,
    );
    const calls = [read, write].map((request) =>
      failure(client.send(request), PoolError, 'client-closed', 'unknown'),
    );
    await until(() => platform.seen.length === 2);
    await client.close();
    await Promise.all(calls);
    expect([platform.count(read), platform.count(write)]).toEqual([1, 1]);
    await quiet(client, platform);
    expect(platform.open).toEqual([]);
  });

  test('before anything was connected connects to nothing', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform);
    await client.close();
    await failure(client.send(read), PoolError, 'client-closed', 'not-sent');
    await failure(client.warm(1), PoolError, 'client-closed', 'not-sent');
    expect(platform.connects).toBe(0);
  });

  test('while connecting gives up at once', async () => {
    const hole = untilTheEnd(await blackHole());
    const url = `tcp://127.0.0.1:${String(hole.port)}`;
    const client = await clientOf({ url }, { drainMs: LONG_MS });
    const sending = failure(client.send(write), PoolError, 'client-closed', 'not-sent');
    await until(() => client.stats.connecting === 1);
    await client.close();
    await sending;
    await quiet(client);
  });

  test('during a login gives up at once', async () => {
    const platform = await platformOf();
    platform.loginScript.push(() => undefined);
    const client = await clientOf(platform, { drainMs: LONG_MS });
    const sending = failure(client.send(write), PoolError, 'client-closed', 'not-sent');
    await until(() => platform.connects === 1);
    await pause(20);
    await client.close();
    await sending;
    await quiet(client, platform);
    expect(platform.open).toEqual([]);
  });

  test('while a retry is due ends that call too', async () => {
    const url = `tcp://127.0.0.1:${String(await closedPort())}`;
    const retry = { attempts: 1_000, baseMs: LONG_MS, maxMs: LONG_MS };
    const client = await clientOf({ url }, { retry, timeoutMs: 2 * LONG_MS });
    const sending = failure(client.send(write), PoolError, 'client-closed', 'not-sent');
    await until(() => client.stats.failedConnects > 0);
    await pause(20);
    const before = timers();
    await client.close();
    await sending;
    expect(timers()).toBeLessThan(before);
    await quiet(client);
  });

  test('does not wait long for a platform that does not answer the logout', async () => {
    const platform = await platformOf();
    platform.onLogout = 'silence';
    const client = await clientOf(platform);
    await client.send(read);
    await client.close();
    await quiet(client, platform);
    expect(platform.open).toEqual([]);
  });

  test('waits for a logout that has begun before', async () => {
    const platform = await platformOf();
    platform.onLogout = 'silence';
    const before = timers();
    const client = await clientOf(platform, { pool: { idleMs: 10 } });
    await client.send(read);
    await until(() => client.stats.idle === 0);
    expect(platform.open).toHaveLength(1);
    await client.close();
    expect(timers()).toBeLessThanOrEqual(before);
    await until(() => platform.open.length === 0);
  });

  test('over SOAP logs out and ends its connections', async () => {
    const platform = await soapPlatform();
    const client = await clientOf(platform);
    await Promise.all([client.send(read), client.send(write)]);
    await client.close();
    expect(platform.logouts).toBe(client.stats.opened);
    await until(() => platform.open.length === 0);
    await failure(client.send(read), PoolError, 'client-closed', 'not-sent');
  });
});

describe('await using', () => {
  test('closes the client when the block throws, and the exception is the one thrown', async () => {
    const platform = await platformOf();
    const block = async (): Promise<void> => {
      await using client = await connect({ url: platform.url, ...admin });
      await client.send(read);
      throw new RangeError('mine');
    };
    await expect(block()).rejects.toThrow(new RangeError('mine'));
    expect(platform.logouts).toBe(1);
    await until(() => platform.open.length === 0);
  });
});
