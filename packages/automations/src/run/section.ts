import type { ClientError } from '@ocipkit/client';
import { knownRefusals } from './known-refusals.js';
import { problemAt, type Problem } from './problem.js';

/**
 * A part of a result that needs requests of its own. `unread` of a value lists members of a list whose
 * details could not be read; as a status it tells that a limit of the caller left the whole section out.
 */
export type Section<T> =
  | {
      readonly status: 'value';
      readonly value: T;
      readonly unread?: readonly Problem[] | undefined;
    }
  | { readonly status: 'not-assigned'; readonly service: string; readonly evidence: Evidence }
  | { readonly status: 'refused'; readonly problem: Problem }
  | { readonly status: 'unread'; readonly problem: Problem }
  | { readonly status: 'failed'; readonly problem: Problem };

/** How it is known that a service is not assigned. */
export type Evidence = 'assignment-list' | 'group-service-check' | 'error-code';

/** What became of one request: its response, or why there is none. */
export type Outcome<R> =
  | { readonly ok: true; readonly response: R; readonly readAt: Date }
  | {
      readonly ok: false;
      readonly problem: Problem;
      /** What the client threw; none where nothing was sent. */
      readonly error?: ClientError | undefined;
    };

/** The root of a result could not be read: there is nothing to tell. */
export class AutomationError extends Error {
  override readonly name = 'AutomationError';
  readonly problem: Problem;

  constructor(problem: Problem, cause?: unknown) {
    super(problem.message, { cause });
    this.problem = problem;
  }
}

/**
 * The response of a request that the result stands on.
 *
 * @throws AutomationError if there is none
 */
export function rootOf<R>(outcome: Outcome<R>): R {
  if (outcome.ok) return outcome.response;
  throw new AutomationError(outcome.problem, outcome.error);
}

/** A section that was read; members of a list that were not are in `unread`. */
export function valueSection<T>(value: T, unread: readonly Problem[] = []): Section<T> {
  return unread.length === 0 ? { status: 'value', value } : { status: 'value', value, unread };
}

/** The section of a service that is not assigned, with how that is known. */
export function notAssigned(service: string, evidence: Evidence): Section<never> {
  return { status: 'not-assigned', service, evidence };
}

/** The section of a problem: refused by the platform, left out by a limit, or failed. */
export function problemSection(path: string, problem: Problem): Section<never> {
  const placed = problemAt(path, problem);
  const { kind } = placed;
  return { status: kind === 'refused' || kind === 'unread' ? kind : 'failed', problem: placed };
}

/**
 * The section of a request: what its response comes to, or its problem. A refusal that is known to mean
 * that the service is not assigned becomes that, if the section is of a service.
 */
export function sectionOf<R, T>(
  path: string,
  outcome: Outcome<R>,
  value: (response: R) => T,
  service?: string,
): Section<T> {
  if (outcome.ok) return valueSection(value(outcome.response));
  const { problem } = outcome;
  if (service !== undefined && knownRefusals.meaning(problem.code) === 'service-not-assigned') {
    return notAssigned(service, 'error-code');
  }
  return problemSection(path, problem);
}

/** The value of a section; undefined if it has none. */
export function valueOf<T>(section: Section<T> | undefined): T | undefined {
  return section?.status === 'value' ? section.value : undefined;
}

/** Every problem of a section, unread members included. */
export function problemsOf(section: Section<unknown>): readonly Problem[] {
  switch (section.status) {
    case 'value':
      return section.unread ?? [];
    case 'not-assigned':
      return [];
    default:
      return [section.problem];
  }
}
