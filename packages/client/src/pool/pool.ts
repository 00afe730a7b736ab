import { CallScope } from '../call/scope.js';
import { ClientError, LoginError, PoolError, withOutcome } from '../errors.js';
import type { Session } from '../session/session.js';

/** Opens and ends the sessions of a pool. */
export interface SessionFactory {
  readonly endpoint: string;
  /** Connects and logs in. */
  open(scope: CallScope): Promise<Session>;
  /** Ends a session in good order; never fails. */
  close(session: Session): Promise<void>;
}

/** How many sessions a client keeps, and how long. */
export interface PoolOptions {
  /** Most sessions at once; default 5. */
  readonly maxSessions: number;
  /** Most sessions being opened at once; default 2. */
  readonly maxConnecting: number;
  /** Most calls waiting for a session; one more is refused. Default 10,000. */
  readonly maxWaiting: number;
  /** A session idle for longer is closed; default 60 s. */
  readonly idleMs: number;
  /** A session older than this is closed after its call; default 15 min. */
  readonly maxAgeMs: number;
  /** Bound on connecting and logging in; default 20 s. */
  readonly openTimeoutMs: number;
}

/** Numbers about a pool at one moment, and since its start. */
export interface PoolStats {
  readonly busy: number;
  readonly idle: number;
  readonly connecting: number;
  readonly waiting: number;
  /** Sessions opened since the start. */
  readonly opened: number;
  /** Sessions that ended, for whatever reason. */
  readonly closed: number;
  readonly failedConnects: number;
}

interface Waiter {
  readonly scope: CallScope;
  readonly resolve: (session: Session) => void;
  readonly reject: (error: unknown) => void;
  readonly cancel: () => void;
}

/**
 * Sessions shared by calls. Rules, each under test:
 *
 * - A session serves one call at a time. A free one goes to the call that has waited longest.
 * - At most `maxSessions` exist and `maxConnecting` are being opened, however many calls wait.
 * - While no session stands only one is being opened: a wrong password is not tried side by side.
 * - When opening fails, the calls that only it could have served fail with its error; calls that a
 *   living session can serve go on waiting.
 * - A refused login is not tried again until {@link reset}; every call until then gets that refusal.
 * - A session that is not open, or too old, never serves a call.
 */
export class SessionPool {
  readonly #factory: SessionFactory;
  readonly #options: PoolOptions;
  readonly #idle: { readonly session: Session; readonly timer: NodeJS.Timeout }[] = [];
  readonly #busy = new Set<Session>();
  readonly #waiting: Waiter[] = [];
  /** Sessions being opened, each with what gives that up. */
  readonly #opening = new Map<CallScope, AbortController>();
  /** Sessions being logged out. */
  readonly #ending = new Set<Promise<void>>();
  #refusal: LoginError | undefined;
  #closed = false;
  #drained: (() => void) | undefined;
  #opened = 0;
  #ended = 0;
  #failed = 0;

  constructor(factory: SessionFactory, options: PoolOptions) {
    this.#factory = factory;
    this.#options = options;
  }

  get stats(): PoolStats {
    return {
      busy: this.#busy.size,
      idle: this.#idle.length,
      connecting: this.#opening.size,
      waiting: this.#waiting.length,
      opened: this.#opened,
      closed: this.#ended,
      failedConnects: this.#failed,
    };
  }

  /**
   * Runs work on a session of its own.
   *
   * @throws PoolError if the pool is closed or too many calls wait; the errors of connecting and
   * login; whatever the work throws
   */
  async use<T>(scope: CallScope, work: (session: Session) => Promise<T>): Promise<T> {
    const session = await this.#acquire(scope);
    try {
      return await work(session);
    } finally {
      this.#release(session);
    }
  }

  /** Opens sessions ahead of need, up to `count` in all. */
  async warm(count: number, scope: CallScope): Promise<void> {
    const wanted = Math.min(count, this.#options.maxSessions);
    const held: Session[] = [];
    try {
      const missing = wanted - this.#idle.length - this.#busy.size;
      for (let i = 0; i < missing; i++) held.push(await this.#acquire(scope, true));
    } finally {
      for (const session of held) this.#release(session);
    }
  }

  /** Forgets a refused login: the next call tries again. */
  reset(): void {
    this.#refusal = undefined;
  }

  /**
   * Takes no more calls, lets running ones finish for up to `drainMs`, logs out, and destroys what is
   * left. Calls that wait are refused, and sessions that are being opened for them are given up.
   *
   * @param onDrained called once no more time is given to running calls
   */
  async close(drainMs: number, onDrained?: () => void): Promise<void> {
    this.#closed = true;
    for (const waiter of this.#waiting.splice(0)) {
      waiter.cancel();
      waiter.reject(this.#closedError());
    }
    this.#stopOpening();
    if (this.#busy.size > 0 || this.#opening.size > 0) await this.#drain(drainMs);
    onDrained?.();
    for (const session of this.#busy) session.channel.destroy();
    for (const { session, timer } of this.#idle.splice(0)) {
      clearTimeout(timer);
      this.#discard(session);
    }
    await Promise.all(this.#ending);
  }

  #stopOpening(): void {
    for (const controller of this.#opening.values()) controller.abort();
  }

  async #drain(drainMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, drainMs);
      this.#drained = (): void => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #acquire(scope: CallScope, fresh = false): Promise<Session> {
    scope.phase = 'queue';
    scope.throwIfAborted();
    if (this.#closed) throw this.#closedError();
    if (this.#refusal !== undefined) throw this.#refusal;
    const idle = fresh ? undefined : this.#takeIdle();
    if (idle !== undefined) return idle;
    // Those that a session is being opened for do not count.
    if (this.#waiting.length - this.#opening.size >= this.#options.maxWaiting) {
      throw new PoolError(
        'pool-exhausted',
        `${String(this.#waiting.length)} calls already wait for a session; this one was not queued.`,
        { outcome: 'not-sent', endpoint: this.#factory.endpoint },
      );
    }
    return new Promise<Session>((resolve, reject) => {
      const onAbort = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        scope.phase =
          this.#opening.size > 0 && this.#busy.size === 0 ? this.#openingPhase() : 'queue';
        reject(scope.abortError());
      };
      const waiter: Waiter = {
        scope,
        resolve,
        reject,
        cancel: () => {
          scope.offAbort(onAbort);
        },
      };
      scope.onAbort(onAbort);
      this.#waiting.push(waiter);
      this.#openMore();
    });
  }

  #openingPhase(): CallScope['phase'] {
    const [scope] = this.#opening.keys();
    return scope === undefined || scope.phase === 'queue' ? 'connect' : scope.phase;
  }

  #takeIdle(): Session | undefined {
    // The one used last is the least likely to have been closed by the other side.
    for (let entry = this.#idle.pop(); entry !== undefined; entry = this.#idle.pop()) {
      clearTimeout(entry.timer);
      if (this.#isUsable(entry.session)) {
        this.#busy.add(entry.session);
        return entry.session;
      }
      this.#discard(entry.session);
    }
    return undefined;
  }

  #isUsable(session: Session): boolean {
    return (
      !session.isDetached &&
      session.isOpen &&
      performance.now() - session.openedAt < this.#options.maxAgeMs
    );
  }

  #release(session: Session): void {
    this.#busy.delete(session);
    if (!this.#isUsable(session)) this.#discard(session);
    else {
      const waiter = this.#waiting.shift();
      if (waiter !== undefined) this.#give(waiter, session);
      else this.#rest(session);
    }
    this.#openMore();
    if (this.#closed && this.#busy.size === 0 && this.#opening.size === 0) this.#drained?.();
  }

  #give(waiter: Waiter, session: Session): void {
    waiter.cancel();
    this.#busy.add(session);
    waiter.resolve(session);
  }

  #rest(session: Session): void {
    const timer = setTimeout(() => {
      const index = this.#idle.findIndex((entry) => entry.session === session);
      if (index < 0) return;
      this.#idle.splice(index, 1);
      this.#discard(session);
    }, this.#options.idleMs);
    timer.unref();
    this.#idle.push({ session, timer });
  }

  /** Ends a session that serves no more calls. */
  #discard(session: Session): void {
    this.#ended += 1;
    if (!session.isOpen) {
      session.channel.destroy();
      return;
    }
    const ending = this.#factory.close(session).finally(() => this.#ending.delete(ending));
    this.#ending.add(ending);
  }

  #openMore(): void {
    const { maxSessions, maxConnecting } = this.#options;
    const standing = this.#busy.size + this.#idle.length;
    const mostAtOnce = standing === 0 ? 1 : maxConnecting;
    while (
      !this.#closed &&
      this.#opening.size < mostAtOnce &&
      this.#waiting.length > this.#opening.size &&
      standing + this.#opening.size < maxSessions
    ) {
      void this.#open();
    }
  }

  async #open(): Promise<void> {
    const controller = new AbortController();
    const { signal } = controller;
    const scope = new CallScope({ timeoutMs: this.#options.openTimeoutMs, signal });
    scope.phase = 'connect';
    this.#opening.set(scope, controller);
    try {
      const session = await this.#factory.open(scope);
      this.#opened += 1;
      this.#opening.delete(scope);
      session.channel.onClose(() => {
        this.#forget(session);
      });
      this.#busy.add(session);
      this.#release(session);
    } catch (error) {
      this.#failed += 1;
      this.#opening.delete(scope);
      // Those that one which was given up was for have been told already; others may wait by now.
      if (!signal.aborted) this.#openFailed(error);
      this.#openMore();
      if (this.#closed && this.#busy.size === 0 && this.#opening.size === 0) this.#drained?.();
    } finally {
      scope[Symbol.dispose]();
    }
  }

  /** An idle session that the other side ended makes room at once. */
  #forget(session: Session): void {
    const index = this.#idle.findIndex((entry) => entry.session === session);
    if (index < 0) return;
    const [entry] = this.#idle.splice(index, 1);
    clearTimeout(entry?.timer);
    this.#ended += 1;
  }

  #openFailed(error: unknown): void {
    if (error instanceof LoginError) {
      this.#refusal = error;
      this.#stopOpening();
    }
    const canBeServed = this.#busy.size + this.#idle.length + this.#opening.size > 0;
    if (!canBeServed || this.#refusal !== undefined) {
      for (const waiter of this.#waiting.splice(0)) {
        waiter.cancel();
        waiter.reject(forWaiter(error));
      }
    }
  }

  #closedError(): PoolError {
    return new PoolError('client-closed', 'The client is closed.', {
      outcome: 'not-sent',
      endpoint: this.#factory.endpoint,
    });
  }
}

/** Whatever became of the login, the request that waited for it was not sent. */
function forWaiter(error: unknown): unknown {
  return error instanceof ClientError ? withOutcome(error, 'not-sent') : error;
}
