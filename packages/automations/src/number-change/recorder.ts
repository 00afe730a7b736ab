import type { Journal, JournalEntry, StepAnswer } from '../journal/journal.js';
import { localProblem, type Problem } from '../run/problem.js';
import type { Operation } from './plan.js';
import type { NumberStep } from './types.js';

/** The entry without its time. */
type Timeless<E> = E extends JournalEntry ? Omit<E, 'at'> : never;

/** Writes a run into its journal, and keeps the steps for the result. */
export class Recorder {
  readonly #journal: Journal;
  readonly #steps: NumberStep[] = [];
  #next: number;
  #problem: Problem | undefined;

  constructor(journal: Journal, stepsBefore: number) {
    this.#journal = journal;
    this.#next = stepsBefore + 1;
  }

  get steps(): readonly NumberStep[] {
    return this.#steps;
  }

  /** Why the journal cannot be written any more; undefined as long as it can. */
  get problem(): Problem | undefined {
    return this.#problem;
  }

  /** A step for some numbers, not sent yet. */
  step(operation: Operation, numbers: readonly string[], state: NumberStep['state']): NumberStep {
    const { direction, before, after } = operation;
    const step: NumberStep = {
      id: String(this.#next++),
      ...operation.request(numbers),
      before,
      after,
      undo: operation.undo(numbers),
      direction,
      state,
    };
    this.#steps.push(step);
    return step;
  }

  async sending({ id, command, input, undo, direction }: NumberStep, stage: number): Promise<void> {
    const targets = input.phoneNumber;
    await this.note({
      entry: 'sending',
      step: { id, command, input, undo, targets, direction, stage },
    });
  }

  async answer(step: NumberStep, answer: StepAnswer, problem: Problem | undefined): Promise<void> {
    const index = this.#steps.findIndex(({ id }) => id === step.id);
    this.#steps[index] = { ...step, state: answer };
    const code = problem?.code ?? null;
    const message = problem?.message ?? null;
    await this.note({ entry: 'answer', step: step.id, answer, code, message });
  }

  /** A step that was not sent after all leaves no trace in the result. */
  drop(step: NumberStep): void {
    const index = this.#steps.findIndex(({ id }) => id === step.id);
    this.#steps.splice(index, 1);
  }

  /** Adds a line. A journal that has failed once is left alone. */
  async note(entry: Timeless<JournalEntry>): Promise<void> {
    if (this.#problem !== undefined) return;
    try {
      await this.#journal.append({ at: new Date().toISOString(), ...entry });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const message = `The journal cannot be written: ${reason}`;
      this.#problem = localProblem('skipped', message, { path: 'journal', command: null });
    }
  }
}
