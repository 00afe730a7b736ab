import {
  commandTypeOf,
  MAX_COMMANDS,
  OCICommand,
  OCIRequest,
  requestTypeOf,
  validate,
  type CommandInfo,
  type CommandRegistry,
  type Identity,
  type InputOf,
  type Problem,
  type ReceivedCommand,
  type ResponseOf,
} from '@ocipkit/core';
import type { Requests, Responses } from '@ocipkit/commands/registry';
import { settle } from './call/answer.js';
import type { Call, Interceptor, Settled } from './call/interceptor.js';
import { rawFields, rawRequest, type RawAnswer, type RawFields } from './call/raw.js';
import {
  defaultRetry,
  isRetryable,
  RetryBudget,
  retryDelay,
  type RetryOptions,
} from './call/retry.js';
import { CallScope } from './call/scope.js';
import {
  ClientError,
  InvalidRequestError,
  PoolError,
  withOutcome,
  type Outcome,
} from './errors.js';
import { channels } from './observe/channels.js';
import { silent, type Logger } from './observe/logger.js';
import type { BatchOptions, CallOptions, ClientOptions } from './options.js';
import { readPages, type PageOptions, type PageSummary, type RowOf } from './pages.js';
import { SessionPool, type PoolOptions, type PoolStats } from './pool/pool.js';
import { pause, RateLimiter } from './pool/rate-limit.js';
import { discoverRelease } from './release.js';
import type { LoginInfo } from './session/login.js';
import type { ExportedSession, SessionOpener } from './session/opener.js';
import { UsageError } from './transport/usage-error.js';

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_DRAIN_MS = 5_000;

const defaultPool: PoolOptions = {
  maxSessions: 5,
  maxConnecting: 2,
  maxWaiting: 10_000,
  idleMs: 60_000,
  maxAgeMs: 15 * 60_000,
  openTimeoutMs: 20_000,
};

/** What a batch gives for each of its requests, in order. */
export type BatchResults<T extends readonly OCIRequest[]> = {
  readonly [K in keyof T]: Settled<ResponseOf<T[K]>>;
};

/**
 * A BroadWorks platform to send requests to.
 *
 * Every call settles by its deadline, and every failure is a {@link ClientError} that says whether
 * the request reached the platform. A client may be used from any number of tasks at once.
 */
export class Client<Q extends object = Requests, R extends object = Responses> {
  readonly #opener: SessionOpener;
  readonly #options: ClientOptions<Q, R>;
  readonly #pool: SessionPool;
  readonly #limiter: RateLimiter | undefined;
  readonly #budget: RetryBudget;
  readonly #logger: Logger;
  readonly #registry: () => Promise<CommandRegistry<Q, R>>;
  #release: Promise<number> | undefined;
  #knownRelease: number | undefined;
  #closing: Promise<void> | undefined;
  /** Calls under way. */
  readonly #scopes = new Set<CallScope>();

  /**
   * Use `connect`.
   *
   * @param limiter shared by several clients; one of its own by default
   */
  constructor(
    opener: SessionOpener,
    registry: () => Promise<CommandRegistry<Q, R>>,
    options: ClientOptions<Q, R>,
    limiter?: RateLimiter,
  ) {
    this.#opener = opener;
    this.#registry = registry;
    this.#options = options;
    this.#logger = options.logger ?? silent;
    this.#pool = new SessionPool(opener, { ...defaultPool, ...defined(options.pool) });
    const rate = options.commandsPerSecond;
    this.#limiter = limiter ?? (rate === undefined ? undefined : new RateLimiter(rate));
    const retry = options.retry === false ? undefined : options.retry;
    this.#budget = new RetryBudget(retry?.budget ?? defaultRetry.budget);
  }

  /** `host:port`, or the URL. */
  get endpoint(): string {
    return this.#opener.endpoint;
  }

  /** What the platform said of the account at the last login. */
  get account(): LoginInfo | undefined {
    return this.#opener.account;
  }

  get stats(): PoolStats {
    return this.#pool.stats;
  }

  /**
   * Sends one request and resolves with its response.
   *
   * @throws ClientError: {@link InvalidRequestError} before anything is sent, `RefusedError`
   * for an `ErrorResponse`, others for everything between
   */
  async send<T extends OCIRequest>(request: T, options?: CallOptions): Promise<ResponseOf<T>>;
  async send<N extends string & keyof Q>(
    name: N,
    input: InputOf<Q[N]>,
    options?: CallOptions,
  ): Promise<ResponseOf<Q[N]>>;
  async send(
    requestOrName: OCIRequest | string,
    inputOrOptions?: object,
    maybeOptions?: CallOptions,
  ): Promise<unknown> {
    const isNamed = typeof requestOrName === 'string';
    const request = isNamed
      ? await this.#byName(requestOrName, inputOrOptions ?? {})
      : requestOrName;
    const options = (isNamed ? maybeOptions : inputOrOptions) as CallOptions | undefined;
    const [result] = await this.#run([request], options ?? {});
    if (result === undefined) throw noResult(request, this.endpoint);
    if (!result.ok) throw result.error;
    return result.response;
  }

  /**
   * Sends any number of requests in as few messages as possible. The results are in the order of the
   * requests; one that is refused leaves the others alone.
   *
   * A batch is no transaction: what has been done stays done.
   *
   * @throws InvalidRequestError if any request does not fit the schema, or is none; then nothing was
   * sent at all
   */
  async batch<const T extends readonly OCIRequest[]>(
    requests: T,
    options: BatchOptions = {},
  ): Promise<BatchResults<T>> {
    if (requests.length === 0) return [] as unknown as BatchResults<T>;
    return (await this.#run(requests, options)) as unknown as BatchResults<T>;
  }

  /**
   * Sends a command that no schema knows. Fields go out in the order given, unchecked.
   *
   * @throws RefusedError for an `ErrorResponse`; other ClientErrors as {@link send}
   */
  async sendRaw(
    name: string,
    fields: RawFields = {},
    options: CallOptions = {},
  ): Promise<RawAnswer> {
    const request = rawRequest(name, fields);
    this.#assertOpen();
    return this.#within(options, async (scope) => {
      const [received] = await this.#exchange([request], options, scope);
      if (received === undefined) throw noResult(request, this.endpoint);
      if (received.type === 'ErrorResponse') {
        const result = settle(request, received, this.endpoint);
        if (!result.ok) throw result.error;
      }
      const element = received.raw();
      return { type: received.type, fields: rawFields(element), element };
    });
  }

  /**
   * Reads a list row by row, page by page where the request has `responsePagingControl`. The return
   * value of the iteration tells whether the list is complete.
   *
   * @throws as {@link send}, from the iteration
   */
  pages<T extends OCIRequest>(
    request: T,
    options: CallOptions & PageOptions = {},
  ): AsyncGenerator<RowOf<T>, PageSummary> {
    return readPages(request, async (page) => this.send(page, options), options);
  }

  /** The commands that requests by name are taken from. */
  async commands(): Promise<CommandRegistry<Q, R>> {
    return this.#registry();
  }

  /** The release as far as it is known without asking: as told, or as {@link release} found out. */
  get knownRelease(): number | undefined {
    return this.#options.release ?? this.#knownRelease;
  }

  /** The number of the platform's release, such as 22: as told, or as the platform says. */
  async release(): Promise<number> {
    if (this.#options.release !== undefined) return this.#options.release;
    this.#release ??= discoverRelease(async (request) => this.send(request));
    try {
      this.#knownRelease = await this.#release;
      return this.#knownRelease;
    } catch (error) {
      this.#release = undefined;
      throw error;
    }
  }

  /** The newest variant of a family, such as `UserGetRequest`, that the platform has. */
  async newest(family: string): Promise<CommandInfo | undefined> {
    const [registry, release] = await Promise.all([this.#registry(), this.release()]);
    return registry.newest(family, release);
  }

  /** Opens sessions ahead of need, up to `count` in all. */
  async warm(count: number, options: CallOptions = {}): Promise<void> {
    this.#assertOpen();
    await this.#within(options, async (scope) => this.#pool.warm(count, scope));
  }

  /**
   * Hands a session over, for another process to go on with by the option `resume`. Over HTTP only:
   * a session on a socket ends with it. The client opens another for its own further calls.
   *
   * @throws UsageError if the transport's sessions can't be handed over
   */
  async exportSession(options: CallOptions = {}): Promise<ExportedSession> {
    this.#assertOpen();
    return this.#within(options, async (scope) => {
      return await this.#pool.use(scope, (session) => {
        const state = session.channel.exportState?.();
        if (state === undefined) {
          throw new UsageError(
            `A session with ${this.endpoint} ends with its connection; only those over HTTP can be handed over.`,
          );
        }
        session.isDetached = true;
        return Promise.resolve({ sessionId: session.id, state, account: session.login });
      });
    });
  }

  /** Forgets a refused login, so that the next call tries again. */
  retryLogin(): void {
    this.#pool.reset();
  }

  /**
   * Takes no more calls, lets running ones finish for a while, logs out, and destroys what is left.
   * Never fails; a second call waits for the first.
   */
  async close(): Promise<void> {
    const endCalls = (): void => {
      for (const scope of this.#scopes) scope.end((outcome) => this.#closedError(outcome));
    };
    this.#closing ??= this.#pool
      .close(this.#options.drainMs ?? DEFAULT_DRAIN_MS, endCalls)
      .finally(() => {
        this.#opener.dispose();
      });
    await this.#closing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #byName(name: string, input: object): Promise<OCIRequest> {
    const registry = await this.#registry();
    const RequestOfName = await registry.request(name);
    return new RequestOfName(input);
  }

  async #run(requests: readonly OCIRequest[], options: BatchOptions): Promise<readonly Settled[]> {
    this.#assertOpen();
    this.#assertRequests(requests);
    if (this.#options.validate !== false) this.#assertValid(requests);
    return this.#within(options, async (scope) => {
      const perform = async (call: Call): Promise<readonly Settled[]> =>
        this.#perform(call.requests, options, scope);
      const chain = (this.#options.interceptors ?? []).reduceRight<
        (call: Call) => Promise<readonly Settled[]>
      >((next, interceptor: Interceptor) => async (call) => interceptor(call, next), perform);
      const results = chain({ requests, endpoint: this.endpoint });
      // Interceptors are code of the caller, and may wait for anything.
      return this.#options.interceptors === undefined ? results : scope.race(results);
    });
  }

  #assertOpen(): void {
    if (this.#closing !== undefined) throw this.#closedError('not-sent');
  }

  #closedError(outcome: Outcome): PoolError {
    const { endpoint } = this;
    return new PoolError('client-closed', 'The client is closed.', { outcome, endpoint });
  }

  /** Types keep others out; programs without types may still pass them. */
  #assertRequests(requests: readonly unknown[]): void {
    const problems: Problem[] = [];
    requests.forEach((request, i) => {
      if (request instanceof OCIRequest) return;
      const isCommand = request instanceof OCICommand;
      const path = isCommand
        ? commandTypeOf(request as OCICommand<string, object>).name
        : 'request';
      problems.push({
        code: 'wrong-type',
        severity: 'error',
        path: requests.length === 1 ? path : `[${String(i)}] ${path}`,
        found: isCommand ? 'a response' : 'no command',
        expected: 'a request',
      });
    });
    if (problems.length > 0) throw new InvalidRequestError(problems, { endpoint: this.endpoint });
  }

  #assertValid(requests: readonly OCIRequest[]): void {
    const problems: Problem[] = [];
    requests.forEach((request, i) => {
      for (const problem of validate(request)) {
        if (problem.severity === 'warning')
          this.#logger.warn({ problem }, 'request changed by the platform');
        else if (requests.length === 1) problems.push(problem);
        else problems.push({ ...problem, path: `[${String(i)}] ${problem.path}` });
      }
    });
    if (problems.length === 0) return;
    const [only] = requests;
    throw new InvalidRequestError(problems, {
      endpoint: this.endpoint,
      request: requests.length === 1 ? only?.$type : undefined,
    });
  }

  /** Runs work within the bounds of a call, and lets go of its timer and signal afterwards. */
  async #within<T>(options: CallOptions, work: (scope: CallScope) => Promise<T>): Promise<T> {
    const timeoutMs = options.timeoutMs ?? this.#options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    const scope = new CallScope({ timeoutMs, signal: options.signal });
    this.#scopes.add(scope);
    try {
      return await work(scope);
    } finally {
      this.#scopes.delete(scope);
      scope[Symbol.dispose]();
    }
  }

  async #perform(
    requests: readonly OCIRequest[],
    options: BatchOptions,
    scope: CallScope,
  ): Promise<readonly Settled[]> {
    const size = Math.min(MAX_COMMANDS, Math.max(1, options.messageSize ?? MAX_COMMANDS));
    const messages: OCIRequest[][] = [];
    for (let i = 0; i < requests.length; i += size) messages.push(requests.slice(i, i + size));
    const one = async (message: readonly OCIRequest[]): Promise<readonly Settled[]> => {
      const own = scope.fork();
      try {
        const received = await this.#exchange(message, options, own);
        return message.map((request, i) => this.#settle(request, received[i]));
      } catch (error) {
        if (!(error instanceof ClientError)) throw error;
        return message.map(() => ({ ok: false, error }));
      } finally {
        own[Symbol.dispose]();
      }
    };
    const [only] = messages;
    if (only !== undefined && messages.length === 1) return one(only);
    const anyOrder = options.anyOrder ?? requests.every((r) => requestTypeOf(r).access === 'read');
    if (anyOrder) return (await Promise.all(messages.map(one))).flat();
    const results: Settled[] = [];
    for (const message of messages) results.push(...(await one(message)));
    return results;
  }

  #settle(request: OCIRequest, received: ReceivedCommand | undefined): Settled {
    if (received === undefined) return { ok: false, error: noResult(request, this.endpoint) };
    return settle(request, received, this.endpoint);
  }

  /** One message, tried again where that is allowed. */
  async #exchange(
    message: readonly OCIRequest[],
    options: CallOptions,
    scope: CallScope,
  ): Promise<readonly ReceivedCommand[]> {
    const retry = retryOptions(this.#options.retry, options.retry);
    const isRead = message.every((r) => requestTypeOf(r).access === 'read');
    const isRepeatable = options.idempotent === true || isRead;
    /** An earlier try of a write may have been done. */
    let isInDoubt = false;
    this.#budget.earn();
    for (let attempt = 0; ; attempt++) {
      try {
        scope.sent = isInDoubt;
        return await this.#once(message, options.onBehalfOf, scope);
      } catch (error) {
        isInDoubt ||= !isRead && error instanceof ClientError && error.outcome === 'unknown';
        const isFinal = attempt >= retry.attempts || !isRetryable(error, isRepeatable);
        const final = isInDoubt ? inDoubt(error) : error;
        if (isFinal || !this.#budget.spend()) throw final;
        const delayMs = retryDelay(attempt, retry);
        if (delayMs >= scope.remainingMs) throw final;
        this.#reportRetry(message, attempt, delayMs, error);
        await pause(delayMs, scope);
      }
    }
  }

  async #once(
    message: readonly OCIRequest[],
    onBehalfOf: Identity | undefined,
    scope: CallScope,
  ): Promise<readonly ReceivedCommand[]> {
    return this.#pool.use(scope, async (session) => {
      await this.#limiter?.take(message.length, scope);
      const startedAt = performance.now();
      let code: string | undefined;
      try {
        return await session.exchange(message, scope, onBehalfOf);
      } catch (error) {
        code = error instanceof ClientError ? error.code : 'error';
        throw error;
      } finally {
        this.#reportExchange(message, startedAt, code);
      }
    });
  }

  #reportExchange(
    message: readonly OCIRequest[],
    startedAt: number,
    error: string | undefined,
  ): void {
    if (this.#logger === silent && !channels.exchange.hasSubscribers) return;
    const event = {
      endpoint: this.endpoint,
      requests: namesOf(message),
      durationMs: performance.now() - startedAt,
      error,
    };
    this.#logger.debug(event, error === undefined ? 'answered' : 'failed');
    if (channels.exchange.hasSubscribers) channels.exchange.publish(event);
  }

  #reportRetry(
    message: readonly OCIRequest[],
    attempt: number,
    delayMs: number,
    error: unknown,
  ): void {
    const reason = error instanceof ClientError ? error.code : 'error';
    const event = {
      endpoint: this.endpoint,
      requests: namesOf(message),
      attempt: attempt + 1,
      delayMs,
      reason,
    };
    this.#logger.info(event, 'trying again');
    if (channels.retry.hasSubscribers) channels.retry.publish(event);
  }
}

function namesOf(requests: readonly OCIRequest[]): string[] {
  return requests.map((request) => commandTypeOf(request).name);
}

function retryOptions(general: ClientOptions['retry'], own: CallOptions['retry']): RetryOptions {
  if (own === false || (own === undefined && general === false))
    return { ...defaultRetry, attempts: 0 };
  return { ...defaultRetry, ...defined(general === false ? undefined : general), ...defined(own) };
}

/** The given options without those that are undefined, which would hide a default. */
function defined<T extends object>(options: T | undefined): Partial<T> {
  return Object.fromEntries(
    Object.entries(options ?? {}).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}

/** A write that may have been done by an earlier try is not unsent because the last one was. */
function inDoubt(error: unknown): unknown {
  const isUnsent = error instanceof ClientError && error.outcome === 'not-sent';
  return isUnsent ? withOutcome(error, 'unknown') : error;
}

function noResult(request: OCIRequest, endpoint: string): ClientError {
  return new ClientError('wrong-answer', `No result came for ${request.$type}.`, {
    outcome: 'unknown',
    request: request.$type,
    endpoint,
  });
}
