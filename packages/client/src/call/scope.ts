import {
  AbortError,
  TimeoutError,
  type CallPhase,
  type ClientError,
  type Outcome,
} from '../errors.js';

/** What bounds a call. */
export interface ScopeOptions {
  /** Milliseconds for everything together: waiting, connecting, login, sending, receiving. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * One deadline and one signal for all phases of a call. It ends when the time is up, or the caller
 * gives up; what is left of the budget passes from one phase to the next.
 */
export class CallScope {
  #phase: CallPhase = 'queue';
  #sent = false;
  readonly #timeoutMs: number;
  readonly #startedAt: number;
  readonly #parent: CallScope | undefined;
  readonly #timer: NodeJS.Timeout | undefined;
  readonly #callerSignal: AbortSignal | undefined;
  readonly #onAbort: (() => void) | undefined;
  #isAborted = false;
  #reason: unknown;
  readonly #listeners = new Set<() => void>();
  /** Made for those who ask: it costs as much as the rest of a scope. */
  #controller: AbortController | undefined;
  #ending: ((outcome: Outcome) => ClientError) | undefined;

  /** @param parent see {@link CallScope.fork} */
  constructor({ timeoutMs, signal }: ScopeOptions, parent?: CallScope) {
    this.#timeoutMs = timeoutMs;
    this.#startedAt = parent === undefined ? performance.now() : parent.#startedAt;
    this.#parent = parent;
    this.#callerSignal = signal;
    if (parent !== undefined) {
      this.#onAbort = (): void => {
        this.#abort(parent.#reason);
      };
      if (parent.#isAborted) this.#onAbort();
      else parent.onAbort(this.#onAbort);
      return;
    }
    this.#timer = setTimeout(() => {
      this.#abort(TIMED_OUT);
    }, timeoutMs);
    if (signal?.aborted === true) this.#abort(signal.reason);
    else if (signal !== undefined) {
      this.#onAbort = (): void => {
        this.#abort(signal.reason);
      };
      signal.addEventListener('abort', this.#onAbort, { once: true });
    }
  }

  /** Fires when the call ends. {@link CallScope.onAbort} is the cheaper way to hear of it. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#isAborted) this.#controller.abort(this.#reason);
    return this.#controller.signal;
  }

  /** Calls back once when the call ends; not if it has ended already. */
  onAbort(listener: () => void): void {
    this.#listeners.add(listener);
  }

  offAbort(listener: () => void): void {
    this.#listeners.delete(listener);
  }

  #abort(reason: unknown): void {
    if (this.#isAborted) return;
    this.#isAborted = true;
    this.#reason = reason;
    this.#controller?.abort(reason);
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener();
  }

  /** Where the call is; of several messages, the one that moved last. */
  get phase(): CallPhase {
    return this.#phase;
  }
  set phase(phase: CallPhase) {
    this.#phase = phase;
    if (this.#parent !== undefined) this.#parent.phase = phase;
  }

  /** A byte of the request has left; of several messages, a byte of any. */
  get sent(): boolean {
    return this.#sent;
  }
  set sent(sent: boolean) {
    this.#sent = sent;
    if (sent && this.#parent !== undefined) this.#parent.sent = true;
  }

  /** What is left of the budget, in milliseconds; never negative. */
  get remainingMs(): number {
    return Math.max(0, this.#timeoutMs - (performance.now() - this.#startedAt));
  }

  /** The outcome of a request that fails now without an answer. */
  get outcome(): Outcome {
    return this.sent ? 'unknown' : 'not-sent';
  }

  /**
   * Ends the call for another reason than its time or its caller.
   *
   * @param explain gives its error
   */
  end(explain: (outcome: Outcome) => ClientError): void {
    if (this.#isAborted) return;
    this.#ending = explain;
    this.#abort(undefined);
  }

  /** For one of several messages of the call: same deadline and signal, its own phase and `sent`. */
  fork(): CallScope {
    return new CallScope({ timeoutMs: this.#timeoutMs }, this);
  }

  /**
   * Waits for work that knows nothing of the call, and no longer than the call lasts. Work that ends
   * by the signal too is heard first.
   *
   * @throws the error of the work; TimeoutError or AbortError of the call
   */
  async race<T>(work: Promise<T>): Promise<T> {
    let onAbort = (): void => undefined;
    const ended = new Promise<never>((_, reject) => {
      onAbort = (): void => void setImmediate(() => reject(this.abortError()));
    });
    if (this.#isAborted) onAbort();
    else this.onAbort(onAbort);
    try {
      return await Promise.race([work, ended]);
    } finally {
      this.offAbort(onAbort);
    }
  }

  /** The error for a signal that has fired. */
  abortError(): ClientError {
    const ending = this.#ending ?? (this.#parent === undefined ? undefined : this.#parent.#ending);
    if (ending !== undefined) return ending(this.outcome);
    const where = `while ${phaseNames[this.phase]}`;
    if (this.#reason === TIMED_OUT) {
      const message = `No answer within ${String(this.#timeoutMs)} ms; the time ran out ${where}.`;
      return new TimeoutError(message, this.phase, { outcome: this.outcome });
    }
    return new AbortError(`The call was cancelled ${where}.`, this.phase, {
      outcome: this.outcome,
      cause: this.#reason,
    });
  }

  /** @throws TimeoutError or AbortError if the signal has fired */
  throwIfAborted(): void {
    if (this.#isAborted) throw this.abortError();
  }

  /** Clears the timer and lets go of the caller's signal. */
  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    if (this.#onAbort === undefined) return;
    this.#callerSignal?.removeEventListener('abort', this.#onAbort);
    this.#parent?.offAbort(this.#onAbort);
  }
}

const TIMED_OUT = Symbol('timed out');

const phaseNames: Readonly<Record<CallPhase, string>> = {
  queue: 'waiting for a connection',
  connect: 'connecting',
  login: 'logging in',
  send: 'sending',
  receive: 'waiting for the answer',
};
