import type { Journal } from '../journal/journal.js';

/** How a run is to be done; all may be left out. */
export interface RunOptions {
  /** Ends the run early: what has been read stays in the result, the rest is `skipped`. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for the whole run; it then ends as by `signal`. Default: no limit. */
  readonly timeoutMs?: number | undefined;
  /** Messages under way at once; default 5. The client's pool may allow fewer. */
  readonly concurrency?: number | undefined;
  /** Called as the run goes on, and between the pages of a list. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /**
   * Where a run that keeps a journal writes what it is about to do and what came of it; a file, so that it
   * can be resumed or rolled back after a crash. Default: in memory.
   */
  readonly journal?: Journal | undefined;
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
