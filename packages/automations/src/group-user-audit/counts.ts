import { localProblem, type Problem } from '../run/problem.js';
import type { Run } from '../run/run.js';
import { isMissing, runProblem } from './problems.js';
import {
  auditErrorKinds,
  type AuditedUser,
  type GroupUserAudit,
  type GroupUserAuditSummary,
} from './types.js';

/** Counts the users of a run. */
export class Counts {
  read = 0;
  #complete = 0;
  readonly #total: number;
  readonly #skipped: number;
  readonly #kinds = new Map<string, number>();

  constructor(total: number, skipped: number) {
    this.#total = total;
    this.#skipped = skipped;
  }

  add({ complete, problems }: AuditedUser): void {
    this.read += 1;
    if (complete) this.#complete += 1;
    for (const { kind } of problems) this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + 1);
  }

  summary(
    run: Run,
    context: Pick<GroupUserAuditSummary, 'serviceProviderId' | 'groupId' | 'isEnterprise'>,
    problems: readonly Problem[],
    beyondLimit = 0,
  ): GroupUserAuditSummary {
    const notRead = this.#total - this.#skipped - this.read;
    const summary = run.summary([
      ...problems,
      ...leftOut('skipped', notRead - beyondLimit, 'The run was ended before'),
      ...leftOut('unread', beyondLimit, 'The limit of details was reached before'),
    ]);
    return {
      ...context,
      users: {
        total: this.#total,
        skipped: this.#skipped,
        read: this.read,
        complete: this.#complete,
        notRead,
      },
      problemCounts: Object.fromEntries(
        auditErrorKinds.map((kind) => [kind, this.#kinds.get(kind) ?? 0]),
      ) as GroupUserAuditSummary['problemCounts'],
      ...summary,
      complete: summary.complete && this.#complete === this.read,
    };
  }
}

/** Users in the envelope of the audit. */
export function collected(
  users: readonly AuditedUser[],
  summary: GroupUserAuditSummary,
): GroupUserAudit {
  const ofUsers = users.flatMap(({ userId, problems }) =>
    problems.filter(isMissing).map((problem) => runProblem(userId, problem)),
  );
  return { data: [{ users }], ...summary, problems: [...summary.problems, ...ofUsers] };
}

function leftOut(kind: 'skipped' | 'unread', count: number, why: string): readonly Problem[] {
  if (count === 0) return [];
  const message = `${why} ${String(count)} users were read.`;
  return [localProblem(kind, message, { path: 'users', command: null })];
}
