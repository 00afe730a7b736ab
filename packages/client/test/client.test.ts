import { ErrorResponse, SuccessResponse } from '@ocipkit/core';
import { UserDoNotDisturbGetRequest } from '@ocipkit/commands/do-not-disturb';
import { SystemSoftwareVersionGetResponse } from '@ocipkit/commands/system';
import {
  UserDeleteRequest,
  UserGetListInGroupRequest,
  UserModifyRequest22,
} from '@ocipkit/commands/user';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerOf } from '../src/call/answer.js';
import type { Interceptor } from '../src/call/interceptor.js';
import type { Client } from '../src/client.js';
import { ConnectionError } from '../src/errors.js';
import type { ClientOptions } from '../src/options.js';
import type { Credentials } from '../src/session/credentials.js';
import { FakePlatform, PASSWORD, refusal } from './support/fake-platform.js';
import { makeClient } from './support/make-client.js';

const read = new UserGetListInGroupRequest({ serviceProviderId: 'sp', GroupId: 'g' });
const write = new UserModifyRequest22({ userId: 'a@example.test', lastName: 'A' });
const fast = { retry: { baseMs: 1 } } as const;

let platform: FakePlatform;
const clients: Client[] = [];

beforeEach(async () => {
  platform = await FakePlatform.create();
});

afterEach(async () => {
  await Promise.all(clients.splice(0).map(async (client) => client.close()));
});

function client(options: ClientOptions = fast, credentials?: Credentials): Client {
  const made = makeClient(platform, options, credentials);
  clients.push(made);
  return made;
}

describe('send', () => {
  test('gives the typed response of a request', async () => {
    const { userTable } = await client().send(read);
    expect(userTable.rows[0]?.lastName).toBe('Ångström');
  });

  test('finds a command by its name', async () => {
    const response = await client().send('UserGetListInGroupRequest', {
      serviceProviderId: 'sp',
      GroupId: 'g',
    });
    expect(response.userTable.length).toBe(1);
  });

  test('refuses bad input before anything is sent, not even a connection is opened', async () => {
    const bad = new UserDeleteRequest({ userId: '' });
    await expect(client().send(bad)).rejects.toMatchObject({
      name: 'InvalidRequestError',
      code: 'invalid-request',
      outcome: 'not-sent',
      problems: [{ path: 'UserDeleteRequest.userId', code: 'too-short' }],
    });
    expect(platform.channels).toHaveLength(0);
  });

  test('#123 an ErrorResponse rejects with its number, texts and type', async () => {
    platform.script.push({
      kind: 'answer',
      with: () => [
        new ErrorResponse({
          summary: '[Error 4008] Benutzer nicht gefunden',
          summaryEnglish: '[Error 4008] User not found',
          detail: `<password>${PASSWORD}</password>`,
        }),
      ],
    });
    const error = await client()
      .send(read)
      .catch((e: unknown) => e);
    expect(error).toMatchObject({
      name: 'RefusedError',
      code: 'refused',
      outcome: 'rejected',
      type: 'Error',
      errorNumber: 4008,
      summaryEnglish: '[Error 4008] User not found',
      request: 'UserGetListInGroupRequest',
    });
    expect(JSON.stringify(error)).not.toContain(PASSWORD);
  });

  test('#126 a warning is a success that carries it', async () => {
    platform.script.push({
      kind: 'answer',
      with: () => [refusal('[Error 1] Mind this', 'Warning')],
    });
    const response = await client().send(write);
    expect(response).toBeInstanceOf(SuccessResponse);
    expect(answerOf(response)?.warning?.summary).toContain('Mind this');
  });

  test('a warning in place of data is no data, and the error says of what type it was', async () => {
    platform.script.push({
      kind: 'answer',
      with: () => [refusal('[Error 1] Mind this', 'Warning')],
    });
    await expect(client().send(read)).rejects.toMatchObject({
      name: 'RefusedError',
      type: 'Warning',
      errorNumber: 1,
    });
  });
});

describe('batch', () => {
  test.each([
    [1, 1],
    [15, 1],
    [16, 2],
    [31, 3],
  ])(
    '#51 %i requests go in %i messages, and the results keep their order',
    async (count, messages) => {
      const requests = Array.from({ length: count }, (_, i) =>
        i % 2 === 0
          ? read
          : new UserDoNotDisturbGetRequest({ userId: `u${String(i)}@example.test` }),
      );
      const normal = platform.answer.bind(platform);
      platform.answer = (command) =>
        command.$type === 'UserDoNotDisturbGetRequest'
          ? refusal('[Error 4410] no')
          : normal(command);
      const results = await client().batch(requests);
      expect(platform.messages).toHaveLength(messages);
      expect(results.map((r) => r.ok)).toEqual(requests.map((_, i) => i % 2 === 0));
    },
  );

  test('#52 one refused command leaves its neighbours alone', async () => {
    platform.script.push({
      kind: 'answer',
      with: (commands) =>
        commands.map((c, i) => (i === 1 ? refusal('[Error 4008] no') : platform.answer(c))),
    });
    const [a, b, c] = await client().batch([read, write, read]);
    expect(a.ok && a.response.userTable.length).toBe(1);
    expect(b).toMatchObject({ ok: false, error: { errorNumber: 4008 } });
    expect(c.ok).toBe(true);
  });

  test('#53 three requests and two answers: nothing is attributed, the connection is gone', async () => {
    platform.script.push({
      kind: 'answer',
      with: (c) => c.slice(1).map((x) => platform.answer(x)),
    });
    const results = await client().batch([read, read, write]);
    for (const result of results) {
      expect(result).toMatchObject({
        ok: false,
        error: { code: 'wrong-answer', outcome: 'unknown' },
      });
    }
    expect(platform.openChannels).toBe(0);
  });

  test('a message that is refused as a whole refuses each of its requests', async () => {
    platform.script.push({ kind: 'answer', with: () => [refusal('[Error 6004] invalid')] });
    const results = await client().batch([read, write]);
    expect(results.map((r) => !r.ok && r.error.code)).toEqual(['refused', 'refused']);
  });

  test('one invalid request refuses the whole batch, with the place of every problem', async () => {
    const bad = new UserDeleteRequest({ userId: '' });
    await expect(client().batch([read, bad, bad])).rejects.toMatchObject({
      outcome: 'not-sent',
      problems: [
        { path: '[1] UserDeleteRequest.userId' },
        { path: '[2] UserDeleteRequest.userId' },
      ],
    });
    expect(platform.channels).toHaveLength(0);
  });

  test('reads are spread over sessions, writes follow one another', async () => {
    platform.latencyMs = 10;
    const reader = client();
    await reader.warm(3);
    await reader.batch(Array.from({ length: 45 }, () => read));
    expect(platform.mostBusy).toBe(3);
    platform.mostBusy = 0;
    await reader.batch(Array.from({ length: 45 }, () => write));
    expect(platform.mostBusy).toBe(1);
  });
});

describe('answers that do not fit', () => {
  test('#122 the response of another request names both', async () => {
    platform.script.push({
      kind: 'answer',
      with: () => [new SystemSoftwareVersionGetResponse({ version: '25' })],
    });
    await expect(client().send(read)).rejects.toMatchObject({
      code: 'wrong-answer',
      outcome: 'unknown',
      message: expect.stringMatching(/UserGetListInGroupRequest.*SystemSoftwareVersionGetResponse/),
    });
    expect(platform.openChannels).toBe(0);
  });

  test('#17 a web page is a malformed reply, shown by its first bytes', async () => {
    platform.script.push({ kind: 'text', xml: '<html><body>502 Bad Gateway</body></html>' });
    await expect(client().send(read)).rejects.toMatchObject({
      code: 'malformed-reply',
      outcome: 'unknown',
      message: expect.stringContaining('502 Bad Gateway'),
    });
  });

  test('#41 a reply of another session is refused', async () => {
    const xml = `<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><sessionId xmlns="">other</sessionId><command xmlns="" xmlns:c="C" xsi:type="c:SuccessResponse"/></BroadsoftDocument>`;
    platform.script.push({ kind: 'text', xml });
    await expect(client().send(write)).rejects.toMatchObject({ code: 'wrong-answer' });
  });

  test('a logout that the platform sends by itself ends the session', async () => {
    const xml = `<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><command xmlns="" xsi:type="LogoutRequest"><userId>x</userId></command></BroadsoftDocument>`;
    platform.script.push({ kind: 'text', xml });
    await expect(client({ retry: false }).send(write)).rejects.toMatchObject({
      code: 'session-lost',
    });
    expect(platform.openChannels).toBe(0);
  });
});

describe('login', () => {
  test('#26 ten first calls at once cost no more logins than sessions being opened', async () => {
    platform.connectMs = 5;
    const one = client({ ...fast, pool: { maxSessions: 1 } });
    await Promise.all(Array.from({ length: 10 }, async () => one.send(read)));
    expect(platform.logins).toBe(1);
  });

  test('#30 a plain connection signs the password, an encrypted one sends it', async () => {
    await client().send(read);
    platform.isSecure = false;
    await client().send(read);
    expect(platform.loginRequests).toEqual([
      'LoginRequest22V5',
      'AuthenticationRequest',
      'LoginRequest14sp4',
    ]);
  });

  test('the plain login is refused on a connection that is not encrypted', async () => {
    platform.isSecure = false;
    const credentials = { username: 'admin', password: PASSWORD, login: 'plain' } as const;
    await expect(client(fast, credentials).send(read)).rejects.toMatchObject({
      code: 'login-unsupported',
      outcome: 'not-sent',
    });
    expect(platform.logins).toBe(0);
  });

  test('#27 a refused password is tried once, until the caller asks for another try', async () => {
    platform.password = 'another';
    const one = client();
    await expect(one.send(read)).rejects.toMatchObject({
      code: 'login-refused',
      errorNumber: 4962,
    });
    await expect(one.send(read)).rejects.toMatchObject({
      code: 'login-refused',
      outcome: 'not-sent',
    });
    expect(platform.logins).toBe(1);
    platform.password = PASSWORD;
    one.retryLogin();
    await one.send(read);
    expect(platform.logins).toBe(2);
  });

  test('a password function is asked at each login, and not before', async () => {
    let asked = 0;
    const password = async (): Promise<string> => {
      asked += 1;
      return Promise.resolve(PASSWORD);
    };
    const one = client(fast, { username: 'admin', password });
    expect(asked).toBe(0);
    await one.send(read);
    platform.killSessions();
    await one.send(read);
    expect(asked).toBe(2);
  });

  test('#36 what the platform says of the account is kept', async () => {
    const one = client();
    expect(one.account).toBeUndefined();
    await one.send(read);
    expect(one.account).toMatchObject({ loginType: 'System', userDomain: 'example.test' });
    expect(one.account?.passwordExpiresDays).toBeUndefined();
  });

  test('without a login every message names the identity', async () => {
    const identity = { userId: 'alice@example.test' };
    await client(fast, { identity }).send(read);
    expect(platform.logins).toBe(0);
    expect(platform.identities).toEqual([identity]);
  });

  test('a call on behalf of somebody names them for that message only', async () => {
    const one = client();
    await one.send(read, { onBehalfOf: { phoneNumber: '+15555550100' } });
    await one.send(read);
    expect(platform.identities[1]).toEqual({ phoneNumber: '+15555550100' });
    expect(platform.identities[2]).toHaveProperty('sessionId');
  });
});

describe('retry', () => {
  test('a read whose connection is lost is repeated on another', async () => {
    platform.script.push({ kind: 'lose', sent: true });
    await client().send(read);
    expect(platform.messages).toHaveLength(2);
  });

  test('#131 a write without an answer is not repeated: its outcome is unknown', async () => {
    platform.script.push({ kind: 'lose', sent: true });
    await expect(client().send(write)).rejects.toMatchObject({
      code: 'connection-lost',
      outcome: 'unknown',
    });
    expect(platform.messages).toHaveLength(1);
  });

  test('a write is repeated if nothing was sent, or if the caller vouches for it', async () => {
    platform.script.push({ kind: 'lose', sent: false });
    await client().send(write);
    platform.script.push({ kind: 'lose', sent: true });
    await client().send(write, { idempotent: true });
    expect(platform.messages).toHaveLength(4);
  });

  test('retries end after the given attempts, with the last error', async () => {
    for (let i = 0; i < 5; i++) platform.script.push({ kind: 'lose', sent: true });
    await expect(client().send(read)).rejects.toMatchObject({ code: 'connection-lost' });
    expect(platform.messages).toHaveLength(3);
    await expect(client({ retry: false }).send(read)).rejects.toMatchObject({
      code: 'connection-lost',
    });
    expect(platform.messages).toHaveLength(4);
  });

  test('a refusal is an answer and never repeated', async () => {
    platform.answer = () => refusal('[Error 5404] no');
    await expect(client().send(read)).rejects.toMatchObject({ code: 'refused' });
    expect(platform.messages).toHaveLength(1);
  });

  test('retries stay within the budget, however many calls fail', async () => {
    const one = client({ retry: { baseMs: 1, attempts: 1, budget: 0.2 } });
    for (let i = 0; i < 200; i++) platform.script.push({ kind: 'lose', sent: true });
    for (let i = 0; i < 50; i++) await one.send(read).catch(() => undefined);
    const retries = platform.messages.length - 50;
    expect(retries).toBeGreaterThanOrEqual(10);
    expect(retries).toBeLessThanOrEqual(21);
  });
});

describe('deadline and cancelling', () => {
  test('a silent platform: the call ends by its deadline, the connection is destroyed', async () => {
    platform.script.push({ kind: 'silent' });
    await expect(client().send(read, { timeoutMs: 30 })).rejects.toMatchObject({
      name: 'TimeoutError',
      code: 'timeout',
      phase: 'receive',
      outcome: 'unknown',
    });
    expect(platform.openChannels).toBe(0);
  });

  test('a call that waits for a session gives up alone', async () => {
    const one = client({ ...fast, pool: { maxSessions: 1 } });
    platform.latencyMs = 60;
    const running = one.send(read);
    await expect(one.send(read, { timeoutMs: 20 })).rejects.toMatchObject({
      code: 'timeout',
      outcome: 'not-sent',
    });
    await running;
    expect(platform.openChannels).toBe(1);
  });

  test('#22 an abort signal before, while waiting, and while receiving', async () => {
    const one = client();
    await expect(one.send(read, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'aborted',
      outcome: 'not-sent',
    });
    const controller = new AbortController();
    platform.script.push({ kind: 'silent' });
    const call = one.send(read, { signal: controller.signal });
    setTimeout(() => {
      controller.abort('enough');
    }, 10);
    await expect(call).rejects.toMatchObject({
      code: 'aborted',
      outcome: 'unknown',
      cause: 'enough',
    });
    expect(platform.openChannels).toBe(0);
  });
});

describe('sendRaw', () => {
  test('sends any command, and gives what came as plain data', async () => {
    platform.script.push({
      kind: 'text',
      xml: `<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><command xmlns="" xsi:type="AcmeGetResponse"><a>1</a><b><c>x</c><c>y</c></b><d xsi:nil="true"/></command></BroadsoftDocument>`,
    });
    const answer = await client().sendRaw('AcmeGetRequest', {
      userId: 'u',
      list: [{ n: 1 }, { n: 2 }],
      gone: null,
    });
    expect(answer).toMatchObject({
      type: 'AcmeGetResponse',
      fields: { a: '1', b: { c: ['x', 'y'] }, d: null },
    });
  });

  test('a refusal rejects', async () => {
    platform.script.push({ kind: 'answer', with: () => [refusal('[Error 6004] unknown command')] });
    await expect(client().sendRaw('AcmeGetRequest')).rejects.toMatchObject({ errorNumber: 6004 });
  });
});

describe('what cannot be written', () => {
  const unwritable = 'a\u0000b';

  /** What a caller sees of it. */
  const refused = (path: string): object => ({
    name: 'ClientError',
    code: 'invalid-request',
    outcome: 'not-sent',
    endpoint: platform.endpoint,
    cause: expect.objectContaining({ name: 'EncodeError', path }) as unknown,
  });

  test.each([
    ['a text', 'AcmeRequest', { userId: unwritable }, 'AcmeRequest.userId'],
    ['a nested text', 'AcmeRequest', { a: { b: unwritable } }, 'AcmeRequest.a.b'],
    ['the name of a field', 'AcmeRequest', { 'a/><b': 'x' }, 'AcmeRequest'],
    ['the name of a nested field', 'AcmeRequest', { a: [{ 'b c': 'x' }] }, 'AcmeRequest.a'],
    ['the name of the command', 'Acme" x="', {}, 'the command'],
  ])('of a raw request is refused: %s', async (_what, name, fields, path) => {
    const one = client();
    await one.warm(1);
    await expect(one.sendRaw(name, fields)).rejects.toMatchObject(refused(path));
    await one.send(read);
    // The session has not suffered.
    expect([platform.messages.length, platform.logins]).toEqual([1, 1]);
  });

  test('is refused where requests are not checked, and leaves other messages alone', async () => {
    const one = client({ ...fast, validate: false });
    const bad = new UserDeleteRequest({ userId: unwritable });
    const expected = refused('UserDeleteRequest.userId');
    await expect(one.send(bad)).rejects.toMatchObject({
      ...expected,
      request: 'UserDeleteRequest',
    });
    const results = await one.batch([read, bad, read], { messageSize: 1 });
    expect(results).toMatchObject([{ ok: true }, { ok: false, error: expected }, { ok: true }]);
    expect(platform.messages).toHaveLength(2);
  });

  test('is refused of an identity', async () => {
    const calls = client().send(read, { onBehalfOf: { userId: unwritable } });
    await expect(calls).rejects.toMatchObject(refused('userId'));
  });

  test.each([
    ['password', 'plain', { username: 'admin', password: unwritable }, 'LoginRequest22V5.password'],
    ['user name', 'plain', { username: unwritable, password: 'x' }, 'LoginRequest22V5.userId'],
    [
      'user name',
      'signed',
      { username: unwritable, password: 'x', login: 'signed' },
      'AuthenticationRequest.userId',
    ],
  ] as const)('is refused of a %s at a %s login, once', async (_what, _kind, given, path) => {
    const one = client(fast, given);
    const expected = {
      name: 'LoginError',
      code: 'login-unsupported',
      outcome: 'not-sent',
      cause: { name: 'EncodeError', path },
    };
    await expect(one.send(read)).rejects.toMatchObject(expected);
    await expect(one.send(read)).rejects.toMatchObject(expected);
    expect(platform.loginRequests).toEqual([]);
    expect([platform.channels.length, platform.openChannels]).toEqual([1, 0]);
  });
});

describe('what is no request', () => {
  const response = new SuccessResponse();

  test.each([{}, { validate: false }])('is refused before anything is sent, with %o', async (o) => {
    const one = client({ ...fast, ...o });
    await expect(one.send(response as never)).rejects.toMatchObject({
      name: 'InvalidRequestError',
      code: 'invalid-request',
      outcome: 'not-sent',
      problems: [
        {
          path: 'SuccessResponse',
          code: 'wrong-type',
          found: 'a response',
          expected: 'a request',
        },
      ],
    });
    const others = [read, response, undefined, { userId: PASSWORD }] as never[];
    const error: unknown = await one.batch(others).catch((e: unknown) => e);
    expect(error).toMatchObject({
      problems: [
        { path: '[1] SuccessResponse', found: 'a response' },
        { path: '[2] request', found: 'no command' },
        { path: '[3] request', found: 'no command' },
      ],
    });
    expect(JSON.stringify(error)).not.toContain(PASSWORD);
    expect(platform.channels).toHaveLength(0);
  });
});

describe('closing', () => {
  test('#33 logs out, closes the transport, and may be called twice', async () => {
    const one = makeClient(platform);
    await one.send(read);
    await Promise.all([one.close(), one.close()]);
    expect(platform.logouts).toBe(1);
    expect(platform.openChannels).toBe(0);
    expect(platform.isClosed).toBe(true);
    await expect(one.send(read)).rejects.toMatchObject({
      code: 'client-closed',
      outcome: 'not-sent',
    });
  });

  test('a running call may finish, a waiting one is refused', async () => {
    const one = makeClient(platform, { pool: { maxSessions: 1 } });
    await one.warm(1);
    platform.latencyMs = 20;
    const running = one.send(read);
    const waiting = one.send(read);
    const refused = expect(waiting).rejects.toMatchObject({ code: 'client-closed' });
    await one.close();
    await refused;
    await expect(running).resolves.toBeDefined();
  });

  test('a call that outlasts the drain ends with the connection', async () => {
    const one = makeClient(platform, { drainMs: 10, retry: false });
    await one.warm(1);
    platform.script.push({ kind: 'silent' });
    const running = expect(one.send(read, { timeoutMs: 200 })).rejects.toBeDefined();
    await one.close();
    expect(platform.openChannels).toBe(0);
    await running;
  });

  test('#21 `await using` closes the client when the block throws, and the exception is the one thrown', async () => {
    const block = async (): Promise<void> => {
      await using one = makeClient(platform);
      await one.send(read);
      throw new RangeError('mine');
    };
    await expect(block()).rejects.toThrow('mine');
    expect(platform.openChannels).toBe(0);
  });
});

describe('interceptors', () => {
  test('stand around the call, the first given outermost', async () => {
    const order: string[] = [];
    const named =
      (name: string): Interceptor =>
      async (call, next) => {
        order.push(`${name} in`);
        const results = await next(call);
        order.push(`${name} out`);
        return results;
      };
    await client({ interceptors: [named('a'), named('b')] }).send(read);
    expect(order).toEqual(['a in', 'b in', 'b out', 'a out']);
  });

  test('may answer themselves', async () => {
    const cached: Interceptor = async (call) =>
      Promise.resolve(
        call.requests.map(() => ({
          ok: true as const,
          response: new SuccessResponse(),
          notices: [],
          raw: () => ({ name: 'command', attributes: {}, children: [], text: '' }),
        })),
      );
    expect(await client({ interceptors: [cached] }).send(write)).toBeInstanceOf(SuccessResponse);
    expect(platform.channels).toHaveLength(0);
  });
});

test('#220 a client shows no secret', async () => {
  const { inspect } = await import('node:util');
  const one = client();
  await one.send(read);
  expect(inspect(one, { depth: 20, showHidden: true })).not.toContain(PASSWORD);
  expect(JSON.stringify(one)).not.toContain(PASSWORD);
});

test('a failing connection is reported to all that wait, and the next call tries afresh', async () => {
  const refused = new ConnectionError('connection-refused', 'refused', { outcome: 'not-sent' });
  platform.refuseConnects.push(refused, refused);
  platform.connectMs = 5;
  const one = client({ retry: false, pool: { maxSessions: 1 } });
  const results = await Promise.allSettled(Array.from({ length: 20 }, async () => one.send(read)));
  expect(results.every((r) => r.status === 'rejected')).toBe(true);
  await expect(one.send(read)).rejects.toBe(refused);
  await one.send(read);
});
