import { connect, type Client } from '@ocipkit/client';
import { ErrorResponse } from '@ocipkit/core';
import { UserDoNotDisturbGetRequest } from '@ocipkit/commands/do-not-disturb';
import { UserGetRequest23V2 } from '@ocipkit/commands/user';
import { describe, expect, test } from 'vitest';
import { FaultInjector } from '../../src/wire/fault-plan.js';
import { faultProfiles, parseLatency, readFaults, type Faults } from '../../src/wire/faults.js';
import { UsageError } from '../../src/usage-error.js';
import { PASSWORD } from './support/fake-engine.js';
import { command, document, RawClient, REQUEST } from './support/raw-client.js';
import { simulate, type Simulated } from './support/simulate.js';

/** A client that is logged in and repeats nothing. */
async function connected(
  sim: Simulated,
  transport: 'tcp' | 'tls' | 'soap' | 'https' = 'tcp',
): Promise<Client> {
  const { simulator } = sim;
  return connect({
    url: simulator[transport]!.url,
    ...(simulator.ca !== undefined && { tls: { ca: simulator.ca } }),
    username: 'admin',
    password: PASSWORD,
    retry: false,
    timeoutMs: 10_000,
    pool: { maxSessions: 1 },
  });
}

const request = (userId = 'x'): UserGetRequest23V2 => new UserGetRequest23V2({ userId });

/** What a call fails with. */
async function failure(client: Client, timeoutMs?: number): Promise<Record<string, unknown>> {
  try {
    await client.send(request(), { timeoutMs });
  } catch (error) {
    const { code, outcome, errorNumber, message } = error as Record<string, unknown>;
    return { code, outcome, errorNumber, message };
  }
  throw new Error('the call succeeded');
}

/** Error codes of a message of several requests. */
async function codes(client: Client, count: number): Promise<unknown[]> {
  const results = await client.batch(Array.from({ length: count }, (_, i) => request(String(i))));
  return results.map((r) => (r.ok ? undefined : (r.error as { code?: unknown }).code));
}

/** True for calls that come to the platform's own answer, which is no data. */
async function works(client: Client): Promise<boolean> {
  const { code, errorNumber } = await failure(client);
  return code === 'refused' && errorNumber === 4008;
}

async function withPlatform(...transports: ('tls' | 'soap' | 'https')[]): Promise<Simulated> {
  const ports = Object.fromEntries(transports.map((t) => [t, 0]));
  const sim = await simulate({ tcp: 0, ...ports });
  const summary = '[Error 4008] User not found: Zoë';
  sim.engine.answer = () => new ErrorResponse({ summary, summaryEnglish: summary });
  return sim;
}

describe('a connection that fails on demand', () => {
  for (const transport of ['tcp', 'tls', 'soap', 'https'] as const) {
    test(`over ${transport}: closed, reset, cut or silent, the outcome is unknown`, async () => {
      await using sim = await withPlatform('tls', 'soap', 'https');
      await using client = await connected(sim, transport);
      const { faults } = sim.simulator;
      for (const fault of ['drop', 'reset', 'truncate'] as const) {
        faults.once({ [fault]: 1, only: ['UserGetRequest23V2'] });
        expect(await failure(client)).toMatchObject({
          code: 'connection-lost',
          outcome: 'unknown',
        });
        expect(await works(client)).toBe(true);
      }
      faults.once({ stall: 1, only: ['UserGetRequest23V2'] });
      expect(await failure(client, 200)).toMatchObject({ code: 'timeout', outcome: 'unknown' });
      expect(await works(client)).toBe(true);
      // The commands were run all the same.
      expect(sim.engine.seen).toHaveLength(8);
    });
  }

  test('a late answer comes after the client has given up, and answers nothing else', async () => {
    await using sim = await withPlatform();
    await using client = await connected(sim);
    sim.simulator.faults.once({ late: { ms: 400 }, only: ['UserGetRequest23V2'] });
    expect(await failure(client, 150)).toMatchObject({ code: 'timeout' });
    expect(await works(client)).toBe(true);
  });

  test('closing, resetting and half an answer look different on the socket', async () => {
    await using sim = await withPlatform();
    for (const [fault, ending, hasBytes] of [
      ['drop', 'end', false],
      ['reset', 'reset', false],
      ['truncate', 'end', true],
    ] as const) {
      using client = await RawClient.open(sim.simulator.tcp!);
      await client.logIn();
      sim.simulator.faults.once(fault);
      client.write(document(REQUEST));
      expect(await client.ended()).toBe(ending);
      const text = client.bytes.toString().trim();
      expect(text.startsWith('<?xml')).toBe(hasBytes);
      expect(text).not.toContain('</BroadsoftDocument>');
    }
  });
});

describe('an answer that is odd on demand', () => {
  test('comes in pieces over every transport, and is read all the same', async () => {
    await using sim = await withPlatform('tls', 'soap', 'https');
    for (const transport of ['tcp', 'tls', 'soap', 'https'] as const) {
      await using client = await connected(sim, transport);
      sim.simulator.faults.once({ trickle: { bytes: 7, ms: 0 } });
      expect(await works(client)).toBe(true);
      expect(sim.simulator.faults.waiting).toBe(0);
    }
  });

  test('comes one byte per write', async () => {
    await using sim = await withPlatform();
    using client = await RawClient.open(sim.simulator.tcp!);
    await client.logIn();
    sim.simulator.faults.once({ trickle: { bytes: 1, ms: 1 } });
    const before = client.chunkCount;
    client.write(document(REQUEST));
    await expect.poll(() => client.bytes.toString(), { timeout: 5000 }).toContain('</Broadsoft');
    expect(client.chunkCount - before).toBeGreaterThan(20);
  });

  test('waits for the latency', async () => {
    await using sim = await withPlatform();
    await using client = await connected(sim);
    sim.simulator.faults.set({ latency: '300ms±10' });
    expect(await failure(client, 100)).toMatchObject({ code: 'timeout' });
    sim.simulator.faults.set({ latency: 1 });
    expect(await works(client)).toBe(true);
  });

  test('is not well-formed when damaged', async () => {
    await using sim = await withPlatform('soap');
    for (const transport of ['tcp', 'soap'] as const) {
      await using client = await connected(sim, transport);
      sim.simulator.faults.once({ corrupt: 1, only: ['UserGetRequest23V2'] });
      expect(await failure(client)).toMatchObject({ code: 'malformed-reply', outcome: 'unknown' });
      expect(await works(client)).toBe(true);
    }
  });

  test('has bytes against its declaration', async () => {
    await using sim = await withPlatform();
    await using client = await connected(sim);
    sim.simulator.faults.once({ wrongEncoding: 1, only: ['UserGetRequest23V2'] });
    const { message } = await failure(client);
    expect(message).toContain('ZoÃ«');
    expect((await failure(client)).message).toContain('Zoë');
  });

  test('has bytes that are no UTF-8 although it says so', async () => {
    await using sim = await simulate({ encoding: 'UTF-8' });
    sim.engine.answer = () => new ErrorResponse({ summary: 'Zoë', summaryEnglish: 'Zoë' });
    await using client = await connected(sim);
    sim.simulator.faults.once({ wrongEncoding: 1, only: ['UserGetRequest23V2'] });
    expect(await failure(client)).toMatchObject({ code: 'malformed-reply' });
  });

  test('has bytes against the charset of HTTP', async () => {
    await using sim = await withPlatform('soap');
    await using client = await connected(sim, 'soap');
    sim.simulator.faults.once({ wrongEncoding: 1, only: ['UserGetRequest23V2'] });
    expect(await failure(client)).toMatchObject({ code: 'malformed-reply' });
  });

  test('has no final line feed', async () => {
    await using sim = await withPlatform();
    using client = await RawClient.open(sim.simulator.tcp!);
    await client.logIn();
    sim.simulator.faults.once('noFinalLineFeed');
    const logout = document(command('LogoutRequest', '<userId>admin</userId>'));
    client.write(document(REQUEST) + logout);
    expect(await client.ended()).toBe('end');
    expect(client.bytes.toString('latin1')).toMatch(/<\/BroadsoftDocument>$/);
    await using other = await connected(sim);
    sim.simulator.faults.set({ noFinalLineFeed: 1 });
    expect(await works(other)).toBe(true);
  });

  test('has no prefix on the types of the core', async () => {
    await using sim = await withPlatform();
    using raw = await RawClient.open(sim.simulator.tcp!);
    await raw.logIn();
    sim.simulator.faults.set({ noPrefix: 1 });
    const answer = await raw.ask(document(REQUEST));
    expect(answer).toContain('xsi:type="SuccessResponse"');
    expect(answer).not.toContain('xmlns:c');
    await using client = await connected(sim);
    expect(await works(client)).toBe(true);
  });

  test('has a blank echo', async () => {
    await using sim = await withPlatform();
    using raw = await RawClient.open(sim.simulator.tcp!);
    await raw.logIn();
    const asked = document(command('VerifySessionIsValidRequest', '', '7'));
    expect(await raw.ask(asked)).toContain('echo="7"');
    sim.simulator.faults.once('blankEcho');
    expect(await raw.ask(asked)).toContain('echo=""');
  });

  test('has its answers in another order, which the client notices by their echoes', async () => {
    await using sim = await withPlatform();
    await using client = await connected(sim);
    sim.simulator.faults.once('answersOutOfOrder');
    expect(await codes(client, 2)).toEqual(['wrong-answer', 'wrong-answer']);
    expect(await works(client)).toBe(true);
  });

  test('has an answer too few, or too many', async () => {
    await using sim = await withPlatform();
    await using client = await connected(sim);
    const { faults } = sim.simulator;
    faults.once({ wrongAnswerCount: 1, only: ['UserGetRequest23V2'] });
    expect(await codes(client, 3)).toEqual(['wrong-answer', 'wrong-answer', 'wrong-answer']);
    faults.once({ wrongAnswerCount: 1, only: ['UserGetRequest23V2'] });
    expect(await failure(client)).toMatchObject({ code: 'wrong-answer', outcome: 'unknown' });
  });
});

describe('a platform that refuses on demand', () => {
  test('gives an error with any number, and does not run the command', async () => {
    await using sim = await withPlatform();
    await using client = await connected(sim);
    sim.simulator.faults.set({ error: { code: 4410 }, only: ['UserGetRequest23V2'] });
    expect(await failure(client)).toMatchObject({ code: 'refused', errorNumber: 4410 });
    expect(sim.engine.seen).toEqual([]);
    sim.simulator.faults.set({ error: { code: 4410 }, only: ['UserAddRequest22'] });
    expect(await works(client)).toBe(true);
  });

  test('refuses only the commands that are named, not their neighbours in a message', async () => {
    await using sim = await withPlatform();
    await using client = await connected(sim);
    sim.simulator.faults.set({ error: { code: 4410 }, only: ['UserGetRequest23V2'] });
    const results = await client.batch([
      request(),
      new UserDoNotDisturbGetRequest({ userId: 'nobody@example.test' }),
    ]);
    const numbers = results.map((r) =>
      r.ok ? undefined : (r.error as { errorNumber?: number }).errorNumber,
    );
    expect(numbers).toEqual([4410, 4008]);
  });

  test('draws errors for each command at their rate, the same for the same seed', async () => {
    await using sim = await withPlatform();
    await using client = await connected(sim);
    const numbers = async (): Promise<unknown[]> => {
      sim.simulator.faults.set({ error: { code: 1, rate: 0.5 }, seed: 42 });
      const results = await client.batch(Array.from({ length: 15 }, () => request()));
      return results.map((r) =>
        r.ok ? undefined : (r.error as { errorNumber?: number }).errorNumber,
      );
    };
    const first = await numbers();
    expect(new Set(first)).toEqual(new Set([1, 4008]));
    expect(await numbers()).toEqual(first);
  });

  test('gives a notice instead of a success', async () => {
    await using sim = await simulate();
    using client = await RawClient.open(sim.simulator.tcp!);
    await client.logIn();
    for (const type of ['Warning', 'Info'] as const) {
      sim.simulator.faults.set({ notice: { type, code: 7, text: 'mind' } });
      const answer = await client.ask(document(command('UserGetRequest23V2')));
      expect(answer).toContain(`type="${type}"`);
      expect(answer).toContain(`<summaryEnglish>[${type} 7] mind</summaryEnglish>`);
    }
    expect(sim.engine.seen).toHaveLength(2);
  });

  test('is under maintenance for everybody, logins too', async () => {
    await using sim = await withPlatform();
    await using client = await connected(sim);
    sim.simulator.faults.set('maintenance');
    expect(await failure(client)).toMatchObject({ code: 'refused', errorNumber: 9001 });
    await expect(connected(sim)).rejects.toMatchObject({ code: 'login-refused' });
    sim.simulator.faults.set({});
    expect(await works(client)).toBe(true);
  });

  test('takes only so many commands a second', async () => {
    await using sim = await withPlatform();
    await using client = await connected(sim);
    sim.simulator.faults.set({ ratePerSecond: 2 });
    const results = await client.batch(Array.from({ length: 10 }, () => request()));
    const numbers = results.map((r) =>
      r.ok ? undefined : (r.error as { errorNumber?: number }).errorNumber,
    );
    expect(numbers.slice(0, 2)).toEqual([4008, 4008]);
    expect(numbers.slice(3).filter((n) => n === 9001).length).toBeGreaterThan(5);
    await expect.poll(async () => works(client), { timeout: 5000 }).toBe(true);
  });
});

describe('a login that fails on demand', () => {
  const cases = [
    ['refuseLogin', { code: 'login-refused', errorNumber: 4962 }],
    ['refuseSignedLogin', { code: 'login-refused', errorNumber: 9014 }],
    ['wrongPasswordAlgorithm', { code: 'login-unsupported' }],
  ] as const;
  for (const [fault, expected] of cases) {
    test(`${fault}: the client is told`, async () => {
      await using sim = await withPlatform();
      sim.simulator.faults.once(fault);
      await expect(connected(sim)).rejects.toMatchObject(expected);
      await using client = await connected(sim);
      expect(await works(client)).toBe(true);
    });
  }

  test('a plain login goes where the signed one is refused', async () => {
    await using sim = await withPlatform('tls');
    sim.simulator.faults.set({ refuseSignedLogin: 1 });
    await using client = await connected(sim, 'tls');
    expect(await works(client)).toBe(true);
  });

  test('the nonce comes a second time, and can be used', async () => {
    await using sim = await withPlatform();
    using raw = await RawClient.open(sim.simulator.tcp!);
    const ask = document(command('AuthenticationRequest', '<userId>admin</userId>'));
    const first = await raw.ask(ask);
    expect(await raw.ask(ask)).not.toBe(first);
    sim.simulator.faults.set({ reuseNonce: 1 });
    const third = await raw.ask(ask);
    expect(await raw.ask(ask)).toBe(third);
    expect(await raw.logIn()).toContain('LoginResponse14sp4');
  });
});

describe('a session that is lost on demand', () => {
  test('over TCP the client is refused, and the next login helps', async () => {
    await using sim = await withPlatform();
    await using client = await connected(sim);
    sim.simulator.faults.once('killSession');
    expect(await failure(client)).toMatchObject({ code: 'refused', errorNumber: 9020 });
    expect(sim.engine.seen).toEqual([]);
  });

  test('over SOAP the client is told that it is not logged in', async () => {
    await using sim = await withPlatform('soap');
    await using client = await connected(sim, 'soap');
    for (const fault of ['killSession', 'loseCookie'] as const) {
      sim.simulator.faults.once({ [fault]: 1, only: ['UserGetRequest23V2'] });
      expect(await failure(client)).toMatchObject({ code: 'session-lost' });
      expect(await works(client)).toBe(true);
    }
  });

  test('over SOAP a fault may come with HTTP 200', async () => {
    await using sim = await withPlatform('soap');
    await using client = await connected(sim, 'soap');
    sim.simulator.faults.once({ killSession: 1, faultStatus200: 1 });
    expect(await failure(client)).toMatchObject({ code: 'session-lost' });
  });

  test('over SOAP a login whose cookie is lost is none', async () => {
    await using sim = await withPlatform('soap');
    sim.simulator.faults.set({ loseCookie: 1 });
    await expect(connected(sim, 'soap')).rejects.toMatchObject({ errorNumber: 4962 });
  });

  test('a LogoutRequest comes instead of the answer', async () => {
    await using sim = await withPlatform('tls');
    for (const transport of ['tcp', 'tls'] as const) {
      await using client = await connected(sim, transport);
      sim.simulator.faults.once('unsolicitedLogout');
      expect(await failure(client)).toMatchObject({ code: 'session-lost', outcome: 'unknown' });
      expect(await works(client)).toBe(true);
    }
  });

  test('a LogoutRequest comes while the client is idle, and the connection ends', async () => {
    await using sim = await withPlatform();
    using raw = await RawClient.open(sim.simulator.tcp!);
    await raw.logIn();
    sim.simulator.killSessions('logout');
    expect(await raw.message()).toMatch(
      /xsi:type="LogoutRequest"><userId>admin<\/userId><reason>Open Client Server Forced Logout</,
    );
    expect(await raw.ended()).toBe('end');
  });

  test('all sessions end at once', async () => {
    await using sim = await withPlatform('soap');
    await using client = await connected(sim);
    await using web = await connected(sim, 'soap');
    sim.simulator.killSessions();
    expect(sim.simulator.metrics.read().openSessions).toBe(0);
    expect(await failure(web)).toMatchObject({ code: 'session-lost' });
    await expect.poll(async () => works(client), { timeout: 5000 }).toBe(true);
    sim.simulator.killSessions('forget');
    expect(await failure(client)).toMatchObject({ errorNumber: 9020 });
  });
});

describe('a front end that fails on demand', () => {
  test('sends a web page', async () => {
    await using sim = await withPlatform('soap');
    await using client = await connected(sim, 'soap');
    sim.simulator.faults.once({ html: {} });
    expect(await failure(client)).toMatchObject({ code: 'malformed-reply' });
    sim.simulator.faults.once({ html: { status: 503 }, only: ['UserGetRequest23V2'] });
    expect(await failure(client)).toMatchObject({ code: 'http-error' });
    expect(await works(client)).toBe(true);
  });
});

describe('faults', () => {
  test('for one message wait for one that they can happen to', () => {
    const faults = new FaultInjector();
    faults.once({ drop: 1, only: ['B'] });
    faults.once('loseCookie');
    faults.once('answersOutOfOrder');
    faults.once('refuseLogin');
    const plan = (names: string[], transport: 'tcp' | 'soap' = 'tcp'): readonly string[] =>
      faults.plan({ names, transport }).names;
    expect(plan(['A'])).toEqual([]);
    expect(plan(['A', 'B'])).toEqual(['drop']);
    expect(plan(['A', 'B'])).toEqual(['answersOutOfOrder']);
    expect(plan(['A', 'B'])).toEqual([]);
    expect(plan(['A'], 'soap')).toEqual(['loseCookie']);
    expect(plan(['LoginRequest22V5'])).toEqual(['refuseLogin']);
    expect(faults.waiting).toBe(0);
  });

  test('are drawn at their rate, and again in the same way from the same seed', () => {
    const faults = new FaultInjector();
    const run = (seed: number): boolean[] => {
      faults.set({ drop: 0.25, seed });
      return Array.from({ length: 1000 }, () =>
        faults.plan({ names: ['A'], transport: 'tcp' }).has('drop'),
      );
    };
    const drops = run(7).filter(Boolean).length;
    expect(drops).toBeGreaterThan(200);
    expect(drops).toBeLessThan(300);
    expect(run(7)).toEqual(run(7));
    expect(run(8)).not.toEqual(run(7));
  });

  test('can be combined of profiles, the later one on top', () => {
    for (const name of faultProfiles) expect(Object.keys(readFaults(name))).not.toEqual([]);
    expect(readFaults(['maintenance', { maintenance: false, drop: 1 }])).toEqual({
      maintenance: false,
      drop: 1,
    });
  });

  const wrong: readonly unknown[] = [
    'unknown',
    null,
    3,
    { drop: 2 },
    { drop: 'often' },
    { drip: 1 },
    { only: 'UserGetRequest23V2' },
    { latency: 'long' },
    { latency: -1 },
    { late: { rate: 1 } },
    { trickle: { bytes: 0, ms: 1 } },
    { trickle: { bytes: 1, ms: 1, size: 1 } },
    { error: { text: 'x' } },
    { notice: { type: 'Error' } },
    { notice: 'Warning' },
    { html: { status: 42 } },
    { ratePerSecond: 0 },
    { maintenance: 1 },
    { seed: 'x' },
  ];
  test.each(wrong)('that make no sense are refused, and nothing changes: %j', (setting) => {
    const faults = new FaultInjector();
    faults.set({ drop: 0.5 });
    expect(() => faults.set(setting as Faults)).toThrow(UsageError);
    expect(() => faults.once(setting as Faults)).toThrow(UsageError);
    expect(faults.read()).toEqual({ drop: 0.5 });
    expect(faults.waiting).toBe(0);
  });

  test('have latencies in several notations', () => {
    expect(parseLatency(20)).toEqual({ ms: 20, jitter: 0 });
    expect(parseLatency('20ms')).toEqual({ ms: 20, jitter: 0 });
    expect(parseLatency('20ms±5')).toEqual({ ms: 20, jitter: 5 });
    expect(parseLatency('1.5s +- 200ms')).toEqual({ ms: 1500, jitter: 200 });
  });
});
