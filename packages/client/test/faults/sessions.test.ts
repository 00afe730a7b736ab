/* eslint-disable @typescript-eslint/no-deprecated -- the signed login is deprecated and in use */
import { SuccessResponse } from '@ocipkit/core';
import { LogoutRequest } from '@ocipkit/commands/login';
import { AuthenticationResponse } from '@ocipkit/commands/login-deprecated';
import { describe, expect, test } from 'vitest';
import { connect } from '../../src/connect.js';
import { ConnectionError, LoginError, ProtocolError, TimeoutError } from '../../src/errors.js';
import { refusal } from '../support/fake-platform.js';
import {
  admin,
  clientOf,
  failure,
  leaveNothingOpen,
  platformOf,
  quiet,
  read,
  until,
  write,
} from '../support/faults.js';

leaveNothingOpen();

describe('a session that is killed', () => {
  test('with 50 calls in hand costs one login per session: reads are repeated, writes are in doubt', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform, { pool: { maxSessions: 2 } });
    await client.warm(2);
    platform.latencyMs = 5;
    platform.script.push(
      () => undefined,
      () => undefined,
    );
    const calls = Array.from({ length: 50 }, (_, i) => client.send(i % 2 === 0 ? read : write));
    const settled = Promise.allSettled(calls);
    await until(() => platform.seen.length === 2 && client.stats.waiting === 48);
    platform.reset();
    const results = await settled;
    const failed = results.flatMap((r) => (r.status === 'rejected' ? [r.reason as Error] : []));
    expect(failed).toHaveLength(1);
    await failure(Promise.reject(failed[0]!), ConnectionError, 'connection-lost', 'unknown');
    expect([platform.count(read), platform.count(write)]).toEqual([26, 25]);
    expect(platform.logins).toHaveLength(4);
    expect(new Set(platform.logins).size).toBe(4);
    await quiet(client, platform);
  });

  test('while idle is replaced: the next call, read or write, notices nothing', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform);
    await client.send(read);
    platform.reset();
    await until(() => client.stats.idle === 0);
    await client.send(write);
    expect([platform.count(write), platform.logins.length]).toEqual([1, 2]);
    await quiet(client, platform);
  });
});

describe('a message that nobody asked for', () => {
  test('on an idle session ends it; the next call notices nothing', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform);
    let logout = '';
    platform.script.push(({ socket, reply, replyWith }) => {
      logout = replyWith([new LogoutRequest({ userId: 'admin' })]);
      socket.write(reply);
    });
    await client.send(read);
    platform.open[0]!.write(logout);
    await until(() => client.stats.idle === 0);
    await client.send(write);
    expect([platform.count(write), platform.connects]).toEqual([1, 2]);
    await quiet(client, platform);
  });

  test('in place of an answer ends the session: a read is repeated, a write is not', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform);
    for (let i = 0; i < 2; i++) {
      platform.script.push(({ socket, replyWith }) => {
        socket.write(replyWith([new LogoutRequest({ userId: 'admin' })]));
      });
      if (i === 0) await client.send(read);
    }
    await failure(client.send(write), ConnectionError, 'session-lost', 'unknown');
    expect([platform.count(read), platform.count(write)]).toEqual([2, 1]);
    await client.send(write);
    await quiet(client, platform);
  });
});

describe('a login', () => {
  test('serves all of ten first calls', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform, { pool: { maxSessions: 1 } });
    await Promise.all(Array.from({ length: 10 }, () => client.send(read)));
    expect([platform.connects, platform.logins.length]).toEqual([1, 1]);
    await quiet(client, platform);
  });

  test('with a refused password is tried once, however many calls wait, until retryLogin()', async () => {
    const platform = await platformOf();
    platform.password = 'Another-Example';
    const client = await clientOf(platform);
    const first = Array.from({ length: 20 }, (_, i) =>
      failure(client.send(i % 2 === 0 ? read : write), LoginError, 'login-refused', 'not-sent'),
    );
    for (const error of await Promise.all(first)) expect(error.errorNumber).toBe(4962);
    await failure(client.send(read), LoginError, 'login-refused', 'not-sent');
    expect([platform.connects, platform.logins.length]).toEqual([1, 1]);
    await quiet(client, platform);
    platform.password = admin.password;
    await failure(client.send(write), LoginError, 'login-refused', 'not-sent');
    client.retryLogin();
    await client.send(write);
    expect([platform.connects, platform.count(write)]).toEqual([2, 1]);
    await quiet(client, platform);
  });

  test('that is refused while sessions come back is not tried by each of them', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform, { pool: { maxSessions: 4, maxConnecting: 4 } });
    await client.warm(4);
    platform.password = 'Another-Example';
    platform.reset();
    await until(() => client.stats.idle === 0);
    const calls = Array.from({ length: 8 }, () =>
      failure(client.send(read), LoginError, 'login-refused', 'not-sent'),
    );
    await Promise.all(calls);
    expect([platform.connects, platform.logins.length]).toEqual([5, 5]);
    await quiet(client, platform);
  });

  test('that is refused while others are under way gives those up, and harms no call after retryLogin()', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform, { pool: { maxSessions: 4, maxConnecting: 3 } });
    await client.send(read);
    platform.script.push(() => undefined);
    const running = failure(
      client.send(write, { timeoutMs: 500 }),
      TimeoutError,
      'timeout',
      'unknown',
    );
    await until(() => platform.count(write) === 1);
    // One login is refused, the two others never answered.
    platform.loginScript.push(
      ({ socket, replyWith }) => {
        setTimeout(() => socket.write(replyWith([refusal('[Error 4962] Invalid password')])), 20);
      },
      () => undefined,
      () => undefined,
    );
    const refused = Array.from({ length: 3 }, async () => {
      await failure(client.send(read), LoginError, 'login-refused', 'not-sent');
      client.retryLogin();
      await client.send(read);
    });
    await Promise.all(refused);
    await running;
    expect(platform.connects).toBeGreaterThan(4);
    await quiet(client, platform);
  });

  test.each([
    ['a disabled account', '[Error 5202] Account is disabled', 5202],
    ['an expired password', '[Error 4963] Password has expired', 4963],
  ])('of %s passes the number of the platform on', async (_, text, errorNumber) => {
    const platform = await platformOf();
    platform.password = 'Another-Example';
    platform.refusalText = text;
    const connecting = connect({ url: platform.url, ...admin });
    const error = await failure(connecting, LoginError, 'login-refused', 'not-sent');
    expect(error.errorNumber).toBe(errorNumber);
    expect(platform.logins).toHaveLength(1);
    await until(() => platform.open.length === 0);
  });

  test('that is refused at its first step sends no password', async () => {
    const platform = await platformOf();
    platform.loginScript.push(({ socket, replyWith }) => {
      socket.write(replyWith([refusal('[Error 5202] Account is disabled')]));
    });
    const client = await clientOf(platform);
    const error = await failure(client.send(write), LoginError, 'login-refused', 'not-sent');
    expect(error.errorNumber).toBe(5202);
    expect(platform.logins).toEqual([]);
    client.retryLogin();
    await client.send(write);
    await quiet(client, platform);
  });

  test('by another algorithm than MD5 is not attempted', async () => {
    const platform = await platformOf();
    platform.loginScript.push(({ socket, replyWith }) => {
      const passwordAlgorithm = 'SHA' as 'MD5';
      const challenge = { userId: 'admin', nonce: '1', passwordAlgorithm };
      socket.write(replyWith([new AuthenticationResponse(challenge)]));
    });
    const client = await clientOf(platform);
    const error = await failure(client.send(write), LoginError, 'login-unsupported', 'not-sent');
    expect(error.message).toContain('SHA');
    expect(platform.logins).toEqual([]);
    await quiet(client, platform);
  });

  test('that is answered by something else leaves the request unsent', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform);
    platform.loginScript.push(({ socket, replyWith }) => {
      socket.write(replyWith([new SuccessResponse()]));
    });
    await failure(client.send(write), ProtocolError, 'wrong-answer', 'not-sent');
    platform.loginScript.push(({ socket }) => {
      socket.write('<html></html></BroadsoftDocument>');
    });
    await failure(client.send(read), ProtocolError, 'malformed-reply', 'not-sent');
    expect([platform.connects, platform.seen.length]).toEqual([2, 0]);
    await client.send(write);
    await quiet(client, platform);
  });

  test('that loses its connection after the challenge is tried again: nothing was sent', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform);
    platform.loginScript.push(
      ({ socket, reply }) => void socket.write(reply),
      ({ socket }) => void socket.resetAndDestroy(),
    );
    await client.send(write);
    expect([platform.connects, platform.count(write)]).toEqual([2, 1]);
    await quiet(client, platform);
  });

  test('that waits for a password function which never answers ends at the limit of opening', async () => {
    const platform = await platformOf();
    let isAnswered = false;
    const password = (): Promise<string> =>
      isAnswered ? Promise.resolve(admin.password) : new Promise(() => undefined);
    const client = await connect({
      url: platform.url,
      username: 'admin',
      password,
      lazy: true,
      pool: { openTimeoutMs: 100 },
    });
    const error = await failure(client.send(write), TimeoutError, 'timeout', 'not-sent');
    expect(error.phase).toBe('login');
    isAnswered = true;
    await client.send(write);
    expect([platform.connects, platform.logins.length]).toEqual([2, 1]);
    await client.close();
    await quiet(client, platform);
  });
});
