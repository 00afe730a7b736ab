import type { ClientError } from '@ocipkit/client';
import { knownRefusals } from '../run/known-refusals.js';
import type { Problem, ProblemKind } from '../run/problem.js';
import type { Outcome } from '../run/section.js';
import type { AuditContext, AuditError, AuditFailure, AuditProblem } from './types.js';

/** The errors of one user, in the order they were found. */
export class UserProblems {
  readonly #context: AuditContext;
  readonly #problems: AuditProblem[] = [];

  constructor(context: AuditContext) {
    this.#context = context;
  }

  /** Lists an error, which leaves a key null. */
  add(path: string, error: AuditError): void {
    this.#problems.push({ path, ...error });
  }

  /** Lists an error, and gives what stands in place of the section object. */
  fail(path: string, error: AuditError): AuditFailure {
    this.add(path, error);
    return { ...this.#context, error };
  }

  get all(): readonly AuditProblem[] {
    return this.#problems;
  }

  get isComplete(): boolean {
    return this.#problems.every((problem) => !isMissing(problem));
  }
}

/** Something that was asked for is not there. */
export function isMissing({ kind }: AuditError): boolean {
  return kind !== 'not-assigned' && kind !== 'not-applicable';
}

/** The error of a request. */
export function errorOf({ problem, error }: Extract<Outcome<unknown>, { ok: false }>): AuditError {
  const { command, type, code, summary, summaryEnglish, detail, message } = problem;
  return {
    kind: kindOf(problem),
    command,
    type,
    code,
    summary,
    summaryEnglish,
    detail,
    reason: reasonOf(problem, error),
    message,
  };
}

/** An error without any answer. */
export function localError(
  kind: AuditError['kind'],
  command: string | null,
  message: string,
  reason: AuditError['reason'] = null,
): AuditError {
  return {
    kind,
    command,
    type: null,
    code: null,
    summary: null,
    summaryEnglish: null,
    detail: null,
    reason,
    message,
  };
}

/** Nothing was sent, since what it depends on has no value. */
export function dependencyError(command: string, needed: string): AuditError {
  const message = `Not sent: ${needed} could not be read.`;
  return localError('failed', command, message, 'dependency');
}

/** The problem of a user among those of a run. */
export function runProblem(userId: string, error: AuditProblem): Problem {
  const { path, command, type, code, summary, summaryEnglish, detail, message } = error;
  return {
    path: `users[${JSON.stringify(userId)}].${path}`,
    kind: problemKindOf(error),
    command,
    type,
    code,
    summary,
    summaryEnglish,
    detail,
    subject: userId,
    message,
  };
}

function problemKindOf({ kind, reason, type }: AuditError): ProblemKind {
  if (kind === 'refused' || kind === 'unsupported') return kind;
  if (reason === 'cancelled' || reason === 'dependency') return 'skipped';
  if (reason === 'invalid request') return 'invalid';
  return type === null ? 'transport' : 'notice';
}

function kindOf({ kind, code }: Problem): AuditError['kind'] {
  if (kind === 'unsupported') return 'unsupported';
  if (kind !== 'refused') return 'failed';
  return knownRefusals.meaning(code) === 'service-not-assigned' ? 'not-assigned' : 'refused';
}

function reasonOf({ kind }: Problem, error: ClientError | undefined): AuditError['reason'] {
  if (kind === 'skipped') return 'cancelled';
  if (kind === 'invalid') return 'invalid request';
  if (kind !== 'transport') return null;
  switch (error?.code) {
    case 'timeout':
      return 'timeout';
    case 'malformed-reply':
    case 'reply-too-large':
    case 'wrong-answer':
    case 'http-error':
    case 'soap-fault':
      return 'malformed reply';
    default:
      return 'connection';
  }
}
