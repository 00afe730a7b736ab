import type { MutationKind } from './mutations/kinds.js';

/** What is checked, in the order in which it happens to a command. */
export const checks = [
  'registry',
  'build',
  'validate',
  'encode',
  'decode',
  'round-trip',
  'same-bytes',
  'oracle-accepts',
  'refused',
  'oracle-refuses',
] as const;

export type Check = (typeof checks)[number];

/** What a check was made on. */
export interface Subject {
  /** Position in the run: reports are in this order, whenever the oracle answers. */
  readonly order: number;
  /** Name of the command. */
  readonly type: string;
  /** Which instance or mutation of it. */
  readonly variant: string;
}

export interface Failure {
  readonly type: string;
  readonly variant: string;
  readonly check: Check;
  readonly path: string;
  readonly message: string;
  /** The message as sent; of the first failures only. */
  document?: string;
}

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Failures that are listed, and those of them that are listed with their document. */
const LISTED = 1000;
const WITH_DOCUMENT = 20;

/** Counts checks, and keeps the first failures. */
export class Report {
  readonly counts: Readonly<Record<Check, Counts>>;
  /** Documents that were spoilt, by how. */
  readonly mutations: Partial<Record<MutationKind, number>> = {};
  readonly #failures: { readonly order: number; readonly failure: Failure }[] = [];

  constructor() {
    this.counts = Object.fromEntries(
      checks.map((check) => [check, { passed: 0, failed: 0, skipped: 0 }]),
    ) as Record<Check, Counts>;
  }

  pass(check: Check): void {
    this.counts[check].passed += 1;
  }

  skip(check: Check, count = 1): void {
    this.counts[check].skipped += count;
  }

  /** @param document read only if the failure is among the first */
  fail(
    { order, type, variant }: Subject,
    check: Check,
    path: string,
    message: string,
    document?: () => string | undefined,
  ): void {
    this.counts[check].failed += 1;
    const position = this.#failures.findLastIndex((f) => f.order <= order) + 1;
    if (position >= LISTED) return;
    const failure: Failure = { type, variant, check, path, message };
    const text = position < WITH_DOCUMENT ? document?.() : undefined;
    if (text !== undefined) failure.document = text;
    this.#failures.splice(position, 0, { order, failure });
    // What came before may have been pushed back by this one.
    delete this.#failures[WITH_DOCUMENT]?.failure.document;
    this.#failures.length = Math.min(this.#failures.length, LISTED);
  }

  countMutation(kind: MutationKind): void {
    this.mutations[kind] = (this.mutations[kind] ?? 0) + 1;
  }

  /** The first failures, in the order of the run. */
  get failures(): readonly Failure[] {
    return this.#failures.map(({ failure }) => failure);
  }

  get total(): Counts {
    const total = { passed: 0, failed: 0, skipped: 0 };
    for (const { passed, failed, skipped } of Object.values(this.counts)) {
      total.passed += passed;
      total.failed += failed;
      total.skipped += skipped;
    }
    return total;
  }
}
