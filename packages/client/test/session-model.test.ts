import { UserGetRequest23V2, UserModifyRequest22 } from '@ocipkit/commands/user';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CallScope } from '../src/call/scope.js';
import type { Client } from '../src/client.js';
import { ClientError, ConnectionError, type Outcome } from '../src/errors.js';
import type { CallOptions } from '../src/options.js';
import { pause } from '../src/pool/rate-limit.js';
import type { OutgoingText } from '../src/transport/transport.js';
import { FakePlatform, PASSWORD, refusal, type FakeChannel } from './support/fake-platform.js';
import { makeClient } from './support/make-client.js';

/** What happens to one message that is no login and no logout. */
type Fate = 'answer' | 'refuse' | 'lose-before' | 'lose-after' | 'silence' | 'server-logout';

/** What one channel has carried, in order. */
interface Line {
  readonly types: string[];
  readonly sessionIds: Set<string>;
  /** Messages under way. */
  outstanding: number;
}

const ATTEMPTS = 2;

const LOGOUT_BY_PLATFORM =
  '<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
  '<command xmlns="" xsi:type="LogoutRequest"><userId>x</userId></command></BroadsoftDocument>';

const isLoginStep = (type: string): boolean => /^(?:Authentication|Login)Request/.test(type);

/** A platform that notes what every channel carries, and checks each message against that. */
class WatchedPlatform extends FakePlatform {
  readonly fates: Fate[] = [];
  readonly lines = new Map<FakeChannel, Line>();
  /** How often each request has been sent, by the name in it. */
  readonly sent = new Map<string, number>();
  refusedLogins = 0;
  /** What must never be; empty at the end. */
  readonly violations: string[] = [];

  static override async create(): Promise<WatchedPlatform> {
    // What the base knows of commands is made once, and is the same for all.
    return Object.assign(new WatchedPlatform(), { base: await FakePlatform.create() });
  }

  base: FakePlatform | undefined;

  override async handle(
    message: OutgoingText,
    channel: FakeChannel,
    scope: CallScope,
  ): Promise<string> {
    const line = this.#line(channel);
    const [type = ''] = Array.from(message.xml.matchAll(/xsi:type="(\w+)"/g), (m) => m[1] ?? '');
    this.#check(type, line);
    line.types.push(type);
    line.sessionIds.add(/<sessionId[^>]*>([^<]*)</.exec(message.xml)?.[1] ?? '');
    line.outstanding += 1;
    try {
      const answer = await this.#answerTo(type, message, channel, scope);
      if (channel.isOpen || type === 'LogoutRequest') return answer;
      throw lost(scope);
    } finally {
      line.outstanding -= 1;
    }
  }

  #line(channel: FakeChannel): Line {
    let line = this.lines.get(channel);
    if (line === undefined) {
      line = { types: [], sessionIds: new Set(), outstanding: 0 };
      this.lines.set(channel, line);
    }
    return line;
  }

  #check(type: string, line: Line): void {
    const before = line.types.join(' ');
    if (line.outstanding > 0) this.violations.push(`${type} beside another message`);
    if (before.endsWith('LogoutRequest')) this.violations.push(`${type} after the logout`);
    if (before.includes('refused')) this.violations.push(`${type} after a refused login`);
    if (isLoginStep(type)) {
      const isSecond = type === 'LoginRequest14sp4' && before === 'AuthenticationRequest';
      if (before !== '' && !isSecond) this.violations.push(`${type} after ${before}`);
    } else if (!/^(?:AuthenticationRequest )?LoginRequest\w+ accepted/.test(before)) {
      this.violations.push(`${type} before the login`);
    }
  }

  async #answerTo(
    type: string,
    message: OutgoingText,
    channel: FakeChannel,
    scope: CallScope,
  ): Promise<string> {
    const base = this.base ?? this;
    base.password = this.password;
    if (isLoginStep(type)) {
      await this.#wait(scope);
      const answer = await base.handle(message, channel, scope);
      const isRefused = answer.includes('ErrorResponse');
      if (type.startsWith('Login')) {
        this.#line(channel).types.push(isRefused ? 'refused' : 'accepted');
        if (isRefused) this.refusedLogins += 1;
      }
      return answer;
    }
    if (type === 'LogoutRequest') return base.handle(message, channel, scope);
    const fate = this.fates.shift() ?? 'answer';
    const [name = ''] = /(?<=<userId>)[^<]*/.exec(message.xml) ?? [];
    if (fate !== 'lose-before') this.sent.set(name, (this.sent.get(name) ?? 0) + 1);
    await (fate === 'silence' ? pause(60_000, scope) : this.#wait(scope));
    if (fate === 'lose-before' || fate === 'lose-after') {
      scope.sent = fate === 'lose-after';
      channel.destroy();
      throw lost(scope);
    }
    if (fate === 'server-logout') return LOGOUT_BY_PLATFORM;
    const command = fate === 'refuse' ? refusalXml : successXml(type);
    return LOGOUT_BY_PLATFORM.replace(/<command .*<\/command>/, command);
  }

  async #wait(scope: CallScope): Promise<void> {
    if (this.latencyMs > 0) await pause(this.latencyMs, scope);
    else scope.throwIfAborted();
  }
}

const lost = ({ outcome }: CallScope): ConnectionError =>
  new ConnectionError('connection-lost', 'The connection was lost.', { outcome });

const { summary } = refusal('[Error 4008] no');
const refusalXml =
  `<command xmlns="" xmlns:c="C" type="Error" xsi:type="c:ErrorResponse"><summary>${summary}</summary>` +
  `<summaryEnglish>${summary}</summaryEnglish></command>`;

const successXml = (type: string): string =>
  type.includes('Get')
    ? `<command xmlns="" xsi:type="${type.replace('Request', 'Response')}"/>`
    : '<command xmlns="" xmlns:c="C" xsi:type="c:SuccessResponse"/>';

/** How a call ended. */
type Ending = { readonly ok: true } | { readonly ok: false; readonly outcome: Outcome };

interface Started {
  readonly name: string;
  readonly isWrite: boolean;
  readonly ending: Promise<Ending>;
}

/** The client under test with its platform, and the calls that have been started. */
interface Real {
  readonly platform: WatchedPlatform;
  readonly client: Client;
  readonly calls: Started[];
}

/** What is known without looking at the client. */
interface Model {
  isClosed: boolean;
  /** The refusals that may be there: each reset of the client allows as many again. */
  allowedRefusals: number;
  readonly perReset: number;
}

type Step = fc.AsyncCommand<Model, Real>;

let counter = 0;

function start(real: Real, isWrite: boolean, options: CallOptions): void {
  const name = `u${String((counter += 1))}`;
  const request = isWrite
    ? new UserModifyRequest22({ userId: name, lastName: 'A' })
    : new UserGetRequest23V2({ userId: name });
  const ending = real.client.send(request, { timeoutMs: 200, ...options }).then(
    (): Ending => ({ ok: true }),
    (error: unknown): Ending => {
      if (!(error instanceof ClientError)) {
        real.platform.violations.push(`${name} ended with ${String(error)}`);
        return { ok: false, outcome: 'unknown' };
      }
      return { ok: false, outcome: error.outcome };
    },
  );
  real.calls.push({ name, isWrite, ending });
}

async function later(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

function step(name: string, run: (model: Model, real: Real) => Promise<void> | void): Step {
  return {
    check: () => true,
    run: async (model, real) => {
      await run(model, real);
      expect(real.platform.violations).toEqual([]);
    },
    toString: () => name,
  };
}

const fate = fc.constantFrom<Fate>(
  'answer',
  'refuse',
  'lose-before',
  'lose-after',
  'silence',
  'server-logout',
);

const callsAtOnce = fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 5 })).map(([isWrite, count]) =>
  step(`${String(count)} ${isWrite ? 'writes' : 'reads'}`, (_model, real) => {
    for (let i = 0; i < count; i++) start(real, isWrite, {});
  }),
);

const steps: fc.Arbitrary<Step>[] = [
  // What there is more of stands here more often.
  callsAtOnce,
  callsAtOnce,
  callsAtOnce,
  fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 4 })).map(([isWrite, timeoutMs]) =>
    step(`a call with ${String(timeoutMs)} ms`, (_model, real) => {
      start(real, isWrite, { timeoutMs });
    }),
  ),
  fc.tuple(fc.boolean(), fc.nat(3)).map(([isWrite, ms]) =>
    step(`a call given up after ${String(ms)} ms`, (_model, real) => {
      const controller = new AbortController();
      start(real, isWrite, { signal: controller.signal });
      if (ms === 0) controller.abort();
      else setTimeout(() => controller.abort(), ms);
    }),
  ),
  fc.array(fate, { minLength: 1, maxLength: 3 }).map((fates) =>
    step(`next: ${fates.join(', ')}`, (_model, { platform }) => {
      platform.fates.push(...fates);
    }),
  ),
  fc.nat(4).map((ms) => step(`wait ${String(ms)} ms`, async () => later(ms))),
  fc.nat(2).map((ms) =>
    step(`answers take ${String(ms)} ms`, (_model, { platform }) => {
      platform.latencyMs = ms;
    }),
  ),
  fc.constant(step('every connection breaks', (_model, { platform }) => platform.killSessions())),
  fc.constant(
    step('the next connection is refused', (_model, { platform }) => {
      const context = { outcome: 'not-sent' } as const;
      platform.refuseConnects.push(new ConnectionError('connection-refused', 'no', context));
    }),
  ),
  fc.constantFrom(true, true, false).map((isRight) =>
    step(`the password is ${isRight ? 'right' : 'wrong'}`, (_model, { platform }) => {
      platform.password = isRight ? PASSWORD : 'another';
    }),
  ),
  fc.constant(
    step('the caller asks for another login', async (model, real) => {
      await settled(real);
      expect(real.platform.refusedLogins).toBeLessThanOrEqual(model.allowedRefusals);
      model.allowedRefusals = real.platform.refusedLogins + model.perReset;
      real.client.retryLogin();
    }),
  ),
  fc.integer({ min: 1, max: 3 }).map((count) =>
    step(`warm ${String(count)}`, async (_model, { client, platform }) => {
      await client.warm(count, { timeoutMs: 50 }).catch((error: unknown) => {
        if (!(error instanceof ClientError)) platform.violations.push(String(error));
      });
    }),
  ),
  fc.constantFrom(true, false, false, false).map((closes) =>
    step(closes ? 'close' : 'wait 1 ms', async (model, { client }) => {
      model.isClosed ||= closes;
      if (closes) void client.close();
      else await later(1);
    }),
  ),
];

/** Waits for all calls; fails if one of them never ends. */
async function settled({ calls }: Real): Promise<void> {
  const endings = Promise.all(calls.map((call) => call.ending));
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('a call never ended')), 8_000);
  });
  await Promise.race([endings, late]);
  clearTimeout(timer);
}

/** What has become of every call has to fit what the platform has seen. */
async function checkCalls({ calls, platform }: Real): Promise<void> {
  for (const { name, isWrite, ending } of calls) {
    const result = await ending;
    const sent = platform.sent.get(name) ?? 0;
    expect(sent, `${name} was sent`).toBeLessThanOrEqual(isWrite ? 1 : 1 + ATTEMPTS);
    if (result.ok || result.outcome !== 'not-sent') expect(sent).toBeGreaterThan(0);
    else if (isWrite) expect(sent, `${name} ended as not sent`).toBe(0);
  }
}

function checkLines({ lines }: WatchedPlatform): void {
  const ids: string[] = [];
  for (const { types, sessionIds, outstanding } of lines.values()) {
    const logins = types.filter((type) => type.startsWith('LoginRequest'));
    expect(logins.length).toBeLessThanOrEqual(1);
    expect(outstanding).toBe(0);
    expect(sessionIds.size).toBe(1);
    ids.push(...sessionIds);
  }
  // No two connections share an id.
  expect(new Set(ids).size).toBe(ids.length);
}

const setting = fc.record({
  maxSessions: fc.integer({ min: 1, max: 3 }),
  maxConnecting: fc.integer({ min: 1, max: 2 }),
  maxAgeMs: fc.constantFrom(3, 60_000),
  idleMs: fc.constantFrom(2, 60_000),
  isSecure: fc.boolean(),
});

test('model: whatever happens to sessions in whatever order, what is promised of them holds', async () => {
  const seen = { calls: 0, writes: 0, channels: 0, refusedLogins: 0, closed: 0 };
  await fc.assert(
    fc.asyncProperty(
      setting,
      fc.commands(steps, { maxCommands: 30, size: 'max' }),
      async ({ isSecure, ...pool }, commands) => {
        const platform = await WatchedPlatform.create();
        platform.isSecure = isSecure;
        const retry = { attempts: ATTEMPTS, baseMs: 1, budget: 1 };
        const client = makeClient(platform, { retry, pool, drainMs: 15 });
        const model: Model = {
          isClosed: false,
          allowedRefusals: pool.maxConnecting,
          perReset: pool.maxConnecting,
        };
        const real: Real = { platform, client, calls: [] };
        try {
          await fc.asyncModelRun(() => ({ model, real }), commands);
          if (!model.isClosed) {
            const { busy, idle, connecting } = client.stats;
            expect(busy + idle + connecting).toBeLessThanOrEqual(pool.maxSessions);
          }
        } finally {
          await client.close();
        }
        await settled(real);
        expect(platform.violations).toEqual([]);
        expect(platform.refusedLogins).toBeLessThanOrEqual(model.allowedRefusals);
        await checkCalls(real);
        checkLines(platform);
        expect(platform.openChannels).toBe(0);
        expect(client.stats).toMatchObject({ busy: 0, idle: 0, connecting: 0, waiting: 0 });
        start(real, false, {});
        expect(await real.calls.at(-1)?.ending).toEqual({ ok: false, outcome: 'not-sent' });
        seen.calls += real.calls.length;
        seen.writes += real.calls.filter((c) => c.isWrite && platform.sent.has(c.name)).length;
        seen.channels += platform.channels.length;
        seen.refusedLogins += platform.refusedLogins;
        seen.closed += model.isClosed ? 1 : 0;
      },
    ),
    { seed: 20_261_123, numRuns: 120 },
  );
  // The runs have met what they are about.
  expect(seen.writes).toBeGreaterThan(100);
  expect(seen.channels).toBeGreaterThan(100);
  expect(seen.refusedLogins).toBeGreaterThan(3);
  expect(seen.closed).toBeGreaterThan(10);
  expect(seen.calls).toBeGreaterThan(seen.writes);
}, 60_000);
