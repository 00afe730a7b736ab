import type { ExitCode } from '../../program/exit-codes.js';

export type CheckState = 'ok' | 'warn' | 'fail' | 'skipped';

/** What one look at the way to the platform found. */
export interface Check {
  readonly name: string;
  readonly state: CheckState;
  readonly found: string;
  /** What to do about it. */
  readonly next?: string | undefined;
  /** Milliseconds that it took, where that is what it is about. */
  readonly ms?: number | undefined;
  /** What the program ends with, where the check failed. */
  readonly exitCode?: ExitCode | undefined;
}

/** Rounded to tenths, as people read them. */
export function milliseconds(since: number): number {
  return Math.round((performance.now() - since) * 10) / 10;
}

/** Ends what takes too long. */
export function withDeadline(signal: AbortSignal, ms: number): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(ms)]);
}

/** Rejects as soon as the signal is aborted, whatever the work does. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  // Nobody may be left to hear of its failure.
  work.catch(() => undefined);
  signal.throwIfAborted();
  let onAbort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
