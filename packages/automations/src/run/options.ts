import type { Journal } from '../journal/journal.js';
import { AutomationUsageError } from './usage-error.js';

/** How a run is to be done; all may be left out. */
export interface RunOptions {
  /** Ends the run early: what has been read stays in the result, the rest is `skipped`. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for the whole run; it then ends as by `signal`. Default: no limit. */
  readonly timeoutMs?: number | undefined;
  /** Messages under way at once; default 5. The client's pool may allow fewer. */
  readonly concurrency?: number | undefined;
  /**
   * Members of lists whose details are read, in the whole run; default all. A member is what a run goes
   * through one by one: a user, a device, an agent, a hunt group, a group. For those beyond it nothing is
   * sent; their place has the state `unread`, and the run is not complete.
   */
  readonly maxDetails?: number | undefined;
  /** Called as the run goes on, and between the pages of a list. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /**
   * Where a run that keeps a journal writes what it is about to do and what came of it; a file, so that it
   * can be resumed or rolled back after a crash. Default: in memory.
   */
  readonly journal?: Journal | undefined;
}

/** What a timer takes, in milliseconds: almost 25 days. */
const MAX_TIMEOUT = 2_147_483_647;

/**
 * Checks options before anything is sent.
 *
 * @throws AutomationUsageError naming every one that nothing can be run with
 */
export function checkOptions({ timeoutMs, concurrency, maxDetails }: RunOptions): void {
  const problems = [
    ...range('timeoutMs', timeoutMs, 0, MAX_TIMEOUT),
    ...range('concurrency', concurrency, 1),
    ...range('maxDetails', maxDetails, 0),
  ];
  if (problems.length > 0) throw new AutomationUsageError(`Options: ${problems.join('; ')}.`);
}

function range(
  name: string,
  value: number | undefined,
  min: number,
  max?: number,
): readonly string[] {
  if (value === undefined) return [];
  if (Number.isInteger(value) && value >= min && value <= (max ?? Infinity)) return [];
  const end = max === undefined ? '' : ` to ${String(max)}`;
  return [`${name} is no whole number from ${String(min)}${end}`];
}

/** Where a run is. */
export interface Progress {
  /** What is being done, in a few words. */
  readonly step: string;
  readonly done: number;
  /** Undefined while it is not known. */
  readonly total?: number | undefined;
  /** Requests and messages sent so far. */
  readonly requests: number;
  readonly messages: number;
}

/** Messages that a run has under way at once, unless told otherwise. */
export const DEFAULT_CONCURRENCY = 5;
