import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { CallScope } from '../src/call/scope.js';
import { ConnectionError, LoginError } from '../src/errors.js';
import { SessionPool, type PoolOptions, type SessionFactory } from '../src/pool/pool.js';
import type { Session } from '../src/session/session.js';

const options: PoolOptions = {
  maxSessions: 3,
  maxConnecting: 2,
  maxWaiting: 100,
  idleMs: 60_000,
  maxAgeMs: 60_000,
  openTimeoutMs: 1_000,
};

/** Opens sessions that are nothing but open or closed, and counts. */
class CountingFactory implements SessionFactory {
  readonly endpoint = 'pool.example.test:2209';
  readonly sessions: FakeSession[] = [];
  failures: Error[] = [];
  opening = 0;
  mostOpening = 0;
  closed = 0;
  delayMs = 0;

  async open(): Promise<Session> {
    this.opening += 1;
    this.mostOpening = Math.max(this.mostOpening, this.opening);
    try {
      if (this.delayMs > 0) await later(this.delayMs);
      else await Promise.resolve();
      const failure = this.failures.shift();
      if (failure !== undefined) throw failure;
      const session = new FakeSession();
      this.sessions.push(session);
      return session as unknown as Session;
    } finally {
      this.opening -= 1;
    }
  }

  async close(session: Session): Promise<void> {
    this.closed += 1;
    session.channel.destroy();
    return Promise.resolve();
  }

  get open_(): number {
    return this.sessions.filter((s) => s.isOpen).length;
  }
}

class FakeSession {
  isOpen = true;
  isDetached = false;
  openedAt = performance.now();
  users = 0;
  readonly #listeners: (() => void)[] = [];
  readonly channel = {
    destroy: (): void => {
      if (!this.isOpen) return;
      this.isOpen = false;
      for (const listener of this.#listeners) listener();
    },
    onClose: (listener: () => void): void => {
      this.#listeners.push(listener);
    },
  };
}

let factory: CountingFactory;

beforeEach(() => {
  factory = new CountingFactory();
});

const pool = (more: Partial<PoolOptions> = {}): SessionPool =>
  new SessionPool(factory, { ...options, ...more });

async function use<T>(
  from: SessionPool,
  work: (session: FakeSession) => Promise<T>,
  timeoutMs = 1_000,
): Promise<T> {
  const scope = new CallScope({ timeoutMs });
  try {
    return await from.use(scope, async (session) => work(session as unknown as FakeSession));
  } finally {
    scope[Symbol.dispose]();
  }
}

describe('a pool', () => {
  test('serves one call at a time with a session, and uses it again', async () => {
    const one = pool({ maxSessions: 1 });
    await Promise.all(
      Array.from({ length: 10 }, async () =>
        use(one, async (session) => {
          session.users += 1;
          expect(session.users).toBe(1);
          await later(1);
          session.users -= 1;
        }),
      ),
    );
    expect(one.stats).toMatchObject({ opened: 1, idle: 1, busy: 0, waiting: 0 });
  });

  test('a storm of 200 callers opens no more sessions than allowed, nor more at a time', async () => {
    factory.delayMs = 2;
    const one = pool({ maxWaiting: 1_000 });
    await Promise.all(
      Array.from({ length: 200 }, async () => use(one, async () => later(0), 5_000)),
    );
    expect(factory.sessions).toHaveLength(3);
    expect(factory.mostOpening).toBe(2);
  });

  test('calls are served in the order they came', async () => {
    const one = pool({ maxSessions: 1 });
    const order: number[] = [];
    await Promise.all(
      Array.from({ length: 8 }, async (_, i) =>
        use(one, async () => {
          order.push(i);
          await later(0);
        }),
      ),
    );
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test('#38 a session that broke is gone, and its place is free', async () => {
    const one = pool({ maxSessions: 1 });
    await use(one, async (session) => {
      session.channel.destroy();
      return Promise.resolve();
    });
    await use(one, async (session) => {
      expect(session.isOpen).toBe(true);
      return Promise.resolve();
    });
    expect(one.stats).toMatchObject({ opened: 2, closed: 1 });
  });

  test('a session that the other side ends while idle is not handed out', async () => {
    const one = pool({ maxSessions: 1 });
    await use(one, async () => Promise.resolve());
    factory.sessions[0]?.channel.destroy();
    expect(one.stats).toMatchObject({ idle: 0, closed: 1 });
    await use(one, async () => Promise.resolve());
    expect(one.stats.opened).toBe(2);
  });

  test('a session past its age serves no further call', async () => {
    const one = pool({ maxAgeMs: 5 });
    await use(one, async () => later(10));
    await use(one, async () => Promise.resolve());
    expect(factory.closed).toBe(1);
    expect(one.stats.opened).toBe(2);
  });

  test('an idle session is closed after its time', async () => {
    const one = pool({ idleMs: 5 });
    await use(one, async () => Promise.resolve());
    await later(20);
    expect(one.stats).toMatchObject({ idle: 0, closed: 1 });
    expect(factory.open_).toBe(0);
  });

  test('#39 a call that waits too long leaves, and nothing leaks', async () => {
    const one = pool({ maxSessions: 1 });
    const holding = use(one, async () => later(40));
    await expect(use(one, async () => Promise.resolve(), 10)).rejects.toMatchObject({
      code: 'timeout',
    });
    await holding;
    expect(one.stats).toMatchObject({ waiting: 0, idle: 1, busy: 0 });
  });

  test('refuses the call that is one too many to wait', async () => {
    const one = pool({ maxSessions: 1, maxWaiting: 1 });
    const first = use(one, async () => later(20));
    await Promise.resolve();
    const second = use(one, async () => later(0));
    await expect(use(one, async () => Promise.resolve())).rejects.toMatchObject({
      code: 'pool-exhausted',
      outcome: 'not-sent',
    });
    await Promise.all([first, second]);
  });

  test('a refused login is not tried again until reset, and reaches every call', async () => {
    const refusal = new LoginError('login-refused', 'no', { outcome: 'not-sent' });
    factory.failures = [refusal];
    const one = pool({ maxConnecting: 1 });
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, async () => use(one, async () => Promise.resolve())),
    );
    expect(results.every((r) => r.status === 'rejected' && r.reason === refusal)).toBe(true);
    await expect(use(one, async () => Promise.resolve())).rejects.toBe(refusal);
    expect(factory.sessions).toHaveLength(0);
    one.reset();
    await use(one, async () => Promise.resolve());
  });

  test('calls that a living session can serve survive a failing connection', async () => {
    const one = pool();
    const failure = new ConnectionError('connection-refused', 'no', { outcome: 'not-sent' });
    const busy = use(one, async () => later(15));
    await later(1);
    factory.failures = [failure, failure];
    const results = await Promise.all(
      Array.from({ length: 4 }, async () => use(one, async () => Promise.resolve(1))),
    );
    expect(results).toEqual([1, 1, 1, 1]);
    await busy;
  });

  test('warm opens sessions ahead of need, within the limit', async () => {
    const one = pool();
    const scope = new CallScope({ timeoutMs: 1_000 });
    await one.warm(10, scope);
    scope[Symbol.dispose]();
    expect(one.stats).toMatchObject({ idle: 3, opened: 3 });
  });

  test('closing refuses waiting calls, lets running ones end, and closes what is idle', async () => {
    const one = pool({ maxSessions: 1 });
    const running = use(one, async () => later(10));
    await later(1);
    const waiting = expect(use(one, async () => Promise.resolve())).rejects.toMatchObject({
      code: 'client-closed',
    });
    await one.close(1_000);
    await Promise.all([running, waiting]);
    expect(factory.open_).toBe(0);
    await expect(use(one, async () => Promise.resolve())).rejects.toMatchObject({
      code: 'client-closed',
    });
  });
});

test('model: whatever happens in whatever order, limits hold and every call settles', async () => {
  const action = fc.oneof(
    fc.record({
      kind: fc.constant('call' as const),
      ms: fc.nat(4),
      timeoutMs: fc.integer({ min: 1, max: 30 }),
      breaks: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('fail' as const) }),
    fc.record({ kind: fc.constant('kill' as const) }),
    fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(4) }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(action, { maxLength: 40 }),
      fc.integer({ min: 1, max: 4 }),
      async (actions, maxSessions) => {
        const own = new CountingFactory();
        own.delayMs = 1;
        const one = new SessionPool(own, { ...options, maxSessions });
        const calls: Promise<unknown>[] = [];
        let busy = 0;
        for (const step of actions) {
          if (step.kind === 'fail')
            own.failures.push(
              new ConnectionError('connection-refused', 'no', { outcome: 'not-sent' }),
            );
          else if (step.kind === 'kill') own.sessions.at(-1)?.channel.destroy();
          else if (step.kind === 'wait') await later(step.ms);
          else {
            const call = use(
              one,
              async (session) => {
                busy += 1;
                session.users += 1;
                expect(session.users).toBe(1);
                expect(busy).toBeLessThanOrEqual(maxSessions);
                await later(step.ms);
                if (step.breaks) session.channel.destroy();
                session.users -= 1;
                busy -= 1;
              },
              step.timeoutMs,
            );
            calls.push(
              call.catch((error: unknown) => {
                expect(error).toMatchObject({ outcome: 'not-sent' });
              }),
            );
          }
          const { stats } = one;
          expect(stats.busy + stats.idle + stats.connecting).toBeLessThanOrEqual(maxSessions);
        }
        await Promise.all(calls);
        expect(one.stats).toMatchObject({ busy: 0, waiting: 0 });
        await one.close(100);
        expect(own.open_).toBe(0);
        expect(own.mostOpening).toBeLessThanOrEqual(options.maxConnecting);
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);

async function later(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
