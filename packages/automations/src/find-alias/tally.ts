import type { Problem } from '../run/problem.js';
import type { SearchedKind } from './types.js';

/** Keeps count of one kind of holder. */
export class Tally {
  readonly kind: string;
  listed = 0;
  read = 0;
  refused = 0;
  failed = 0;
  notSearched = 0;
  /** Nobody asked for this kind, or the platform has none. */
  isLeftOut = false;
  isNotAssigned = false;
  /** Some list could not be read. */
  #listProblem: Problem | undefined;
  readonly problems: Problem[] = [];

  constructor(kind: string) {
    this.kind = kind;
  }

  /** A list of such holders could not be read: there may be more of them. */
  missList(problem: Problem): void {
    if (this.#listProblem?.kind !== 'refused') this.#listProblem = problem;
    this.problems.push(problem);
  }

  /** A holder could not be read. */
  missHolder(problem: Problem): void {
    if (problem.kind === 'refused') this.refused += 1;
    else if (problem.kind === 'unread') this.notSearched += 1;
    else this.failed += 1;
    this.problems.push(problem);
  }

  /** No request reads this holder. */
  missRequest(problem: Problem): void {
    this.notSearched += 1;
    this.problems.push(problem);
  }

  /** The search has ended before all holders were read. */
  stop(): void {
    this.notSearched = this.listed - this.read - this.refused - this.failed;
  }

  /** Every holder of this kind was read, as far as that was asked for. */
  get isExhausted(): boolean {
    const hasAllLists = this.#listProblem === undefined;
    return this.isLeftOut || (hasAllLists && this.read === this.listed);
  }

  result(): SearchedKind {
    const { kind, listed, read, refused, failed, notSearched } = this;
    return { kind, status: this.#status(), listed, read, refused, failed, notSearched };
  }

  #status(): SearchedKind['status'] {
    if (this.isLeftOut) return 'not-searched';
    if (this.#listProblem !== undefined) {
      const { kind } = this.#listProblem;
      return kind === 'refused' || kind === 'unread' ? kind : 'failed';
    }
    return this.isNotAssigned ? 'not-assigned' : 'value';
  }
}
