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
 * One deadline and one signal for all phases of a call. Phases see a single `AbortSignal`, which
 * fires when the time is up or the caller gives up; what is left of the budget passes from one to the
 * next.
 */
export class CallScope {
  readonly signal: AbortSignal;
  /** Where the call is. */
  phase: CallPhase = 'queue';
  /** A byte of the request has left. */
  sent = false;
  readonly #timeoutMs: number;
  readonly #startedAt = performance.now();
  readonly #timer: NodeJS.Timeout;
  readonly #callerSignal: AbortSignal | undefined;
  readonly #onAbort: (() => void) | undefined;

  constructor({ timeoutMs, signal }: ScopeOptions) {
    const controller = new AbortController();
    this.signal = controller.signal;
    this.#timeoutMs = timeoutMs;
    this.#timer = setTimeout(() => {
      controller.abort(TIMED_OUT);
    }, timeoutMs);
    this.#callerSignal = signal;
    if (signal?.aborted === true) controller.abort(signal.reason);
    else if (signal !== undefined) {
      this.#onAbort = (): void => {
        controller.abort(signal.reason);
      };
      signal.addEventListener('abort', this.#onAbort, { once: true });
    }
  }

  /** What is left of the budget, in milliseconds; never negative. */
  get remainingMs(): number {
    return Math.max(0, this.#timeoutMs - (performance.now() - this.#startedAt));
  }

  /** The outcome of a request that fails now without an answer. */
  get outcome(): Outcome {
    return this.sent ? 'unknown' : 'not-sent';
  }

  /** The error for a signal that has fired. */
  abortError(): ClientError {
    const where = `while ${phaseNames[this.phase]}`;
    if (this.signal.reason === TIMED_OUT) {
      const message = `No answer within ${String(this.#timeoutMs)} ms; the time ran out ${where}.`;
      return new TimeoutError(message, this.phase, { outcome: this.outcome });
    }
    return new AbortError(`The call was cancelled ${where}.`, this.phase, {
      outcome: this.outcome,
      cause: this.#callerSignal?.reason,
    });
  }

  /** @throws TimeoutError or AbortError if the signal has fired */
  throwIfAborted(): void {
    if (this.signal.aborted) throw this.abortError();
  }

  /** Clears the timer and lets go of the caller's signal. */
  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    if (this.#onAbort !== undefined) {
      this.#callerSignal?.removeEventListener('abort', this.#onAbort);
    }
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
