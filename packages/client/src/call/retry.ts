import { ClientError, type ClientErrorCode } from '../errors.js';

/** When and how often a call is tried again. */
export interface RetryOptions {
  /** Further tries after the first; 0 switches retries off. Default 2. */
  readonly attempts: number;
  /** Longest wait before the first retry; doubled for each further one. Default 200 ms. */
  readonly baseMs: number;
  /** Longest wait at all. Default 5 s. */
  readonly maxMs: number;
  /**
   * Part of all calls that may be retries, so that a platform in trouble is not flooded by them.
   * Default 0.2.
   */
  readonly budget: number;
}

export const defaultRetry: RetryOptions = { attempts: 2, baseMs: 200, maxMs: 5_000, budget: 0.2 };

/** Failures that another connection may not have. */
const passing: ReadonlySet<ClientErrorCode> = new Set<ClientErrorCode>([
  'connection-refused',
  'connection-failed',
  'connection-lost',
  'session-lost',
  'http-error',
  'soap-fault',
]);

/**
 * Whether a failed call may be tried again: only where the failure may pass, and either nothing was
 * sent or doing it twice does no harm. An answer of the platform is never a reason.
 */
export function isRetryable(error: unknown, isRepeatable: boolean): boolean {
  if (!(error instanceof ClientError) || !passing.has(error.code)) return false;
  return error.outcome === 'not-sent' || (error.outcome === 'unknown' && isRepeatable);
}

/** How long to wait before a retry: anything up to a bound that doubles each time. */
export function retryDelay(attempt: number, options: RetryOptions, random = Math.random): number {
  return random() * Math.min(options.maxMs, options.baseMs * 2 ** attempt);
}

const MAX_SAVED = 10;

/** Keeps retries to a part of all calls; a few are always saved up. */
export class RetryBudget {
  readonly #share: number;
  #saved = MAX_SAVED;

  constructor(share: number) {
    this.#share = share;
  }

  /** A call begins. */
  earn(): void {
    this.#saved = Math.min(MAX_SAVED, this.#saved + this.#share);
  }

  /** True if one more retry is within the budget; it is then taken. */
  spend(): boolean {
    if (this.#saved < 1) return false;
    this.#saved -= 1;
    return true;
  }
}
