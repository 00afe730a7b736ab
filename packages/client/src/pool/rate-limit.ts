import type { CallScope } from '../call/scope.js';

/**
 * Spreads commands over time: at most so many a second on average, with short bursts of up to one
 * second's worth. Waiting calls go on in the order they came.
 */
export class RateLimiter {
  readonly #perSecond: number;
  #tokens: number;
  #refilledAt = performance.now();
  #tail: Promise<void> = Promise.resolve();

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
    this.#tokens = perSecond;
  }

  /**
   * Waits until `count` commands may go.
   *
   * @throws TimeoutError or AbortError of the call
   */
  async take(count: number, scope: CallScope): Promise<void> {
    const before = this.#tail;
    let done = (): void => undefined;
    this.#tail = new Promise((resolve) => {
      done = resolve;
    });
    try {
      await before;
      await this.#takeNext(count, scope);
    } finally {
      done();
    }
  }

  async #takeNext(count: number, scope: CallScope): Promise<void> {
    scope.throwIfAborted();
    this.#refill();
    // A message may be larger than a second's worth: it goes alone, and those after it wait longer.
    const needed = Math.min(count, this.#perSecond);
    if (this.#tokens < needed) {
      await pause(((needed - this.#tokens) / this.#perSecond) * 1000, scope);
      this.#refill();
    }
    this.#tokens -= count;
  }

  #refill(): void {
    const now = performance.now();
    const gained = ((now - this.#refilledAt) / 1000) * this.#perSecond;
    this.#tokens = Math.min(this.#perSecond, this.#tokens + gained);
    this.#refilledAt = now;
  }
}

/**
 * Waits, unless the call ends before.
 *
 * @throws TimeoutError or AbortError of the call
 */
export async function pause(ms: number, scope: CallScope): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    if (scope.signal.aborted) {
      reject(scope.abortError());
      return;
    }
    const end = (): void => {
      clearTimeout(timer);
      reject(scope.abortError());
    };
    const timer = setTimeout(() => {
      scope.signal.removeEventListener('abort', end);
      resolve();
    }, ms);
    scope.signal.addEventListener('abort', end, { once: true });
  });
}
