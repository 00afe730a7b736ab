/**
 * What a run that writes has done, line by line: before a step is sent, and after its answer. It is what a
 * crashed run is resumed or rolled back from. A journal belongs to one run, and one process uses it at a
 * time.
 */
export interface Journal {
  /** Adds a line; it is safe once the promise resolves. Lines keep the order of the calls. */
  append(entry: JournalEntry): Promise<void>;
  /** All lines so far. */
  read(): Promise<readonly JournalEntry[]>;
}

/** A write that a run sends. */
export interface JournalStep {
  /** Unique in the journal. */
  readonly id: string;
  /** Name of the request. */
  readonly command: string;
  readonly input: object;
  /** What takes it back; null if nothing does. */
  readonly undo: { readonly command: string; readonly input: object } | null;
  /** Ids of what it changes. */
  readonly targets: readonly string[];
  /** Part of the task, or of taking the task back. */
  readonly direction: 'forward' | 'back';
  /** How far along its task a target is once the step is done; the automation counts. */
  readonly stage: number;
}

/**
 * What came of a step: `done`; `notice` if the platform answered with a warning or an information;
 * `rejected` if it said no; `not-sent` if no byte has left; `unknown` if no usable answer came.
 */
export type StepAnswer = 'done' | 'notice' | 'rejected' | 'not-sent' | 'unknown';

/** A line of a journal. `at` is ISO 8601. Nothing in it is a secret. */
export type JournalEntry =
  | {
      /** The first line: what is going to be done. */
      readonly entry: 'plan';
      readonly at: string;
      /** Name of the automation. */
      readonly automation: string;
      /** All that is needed to go on: plain data. */
      readonly plan: object;
    }
  | { readonly entry: 'sending'; readonly at: string; readonly step: JournalStep }
  | {
      readonly entry: 'answer';
      readonly at: string;
      /** Id of the step. */
      readonly step: string;
      readonly answer: StepAnswer;
      /** Number of the refusal or of the notice; null without. */
      readonly code: number | null;
      /** What the platform or the network said; null if the step is done. */
      readonly message: string | null;
    }
  | {
      /** What a read has shown of a step whose answer was not plain. */
      readonly entry: 'settled';
      readonly at: string;
      readonly step: string;
      readonly done: readonly string[];
      readonly notDone: readonly string[];
    }
  | { readonly entry: 'resume' | 'rollback' | 'end'; readonly at: string };

/** A journal in memory: it does not outlive the process. */
export class MemoryJournal implements Journal {
  readonly #entries: JournalEntry[] = [];

  append(entry: JournalEntry): Promise<void> {
    this.#entries.push(structuredClone(entry));
    return Promise.resolve();
  }

  read(): Promise<readonly JournalEntry[]> {
    return Promise.resolve([...this.#entries]);
  }
}
