import { AbortError, RefusedError, type ClientError } from '@ocipkit/client';
import { redactXml } from '@ocipkit/core';

/**
 * Why something is not there: the platform said no; no usable answer came; the run ended before, or
 * something it depends on has no value; the platform's release has no such command.
 */
export type ProblemKind = 'refused' | 'transport' | 'skipped' | 'unsupported';

/** What could not be read or done, and why. */
export interface Problem {
  /** Place in the result, such as `forwarding.always` or `huntGroups[hg-1@example.test]`. */
  readonly path: string;
  readonly kind: ProblemKind;
  /** Name of the request that was sent; null where none was. */
  readonly command: string | null;
  /** Of a refusal: `Error`, `Warning` or `Info`; null otherwise. */
  readonly type: string | null;
  /** Number of the refusal; null where the platform gave none. */
  readonly code: number | null;
  /** What the platform said, in the language of the login: to be shown, never matched. */
  readonly summary: string | null;
  readonly summaryEnglish: string | null;
  /** What the platform added; secrets are masked. */
  readonly detail: string | null;
  /** Id that the command was about. */
  readonly subject: string | null;
  /** All of it in one sentence, for a person. */
  readonly message: string;
}

export interface ProblemPlace {
  readonly path: string;
  readonly command: string | null;
  readonly subject?: string | undefined;
}

/** Describes a failed request. */
export function problemOf(error: ClientError, place: ProblemPlace): Problem {
  const base = emptyProblem(place);
  if (error instanceof RefusedError) {
    const { errorNumber, summary, summaryEnglish, detail } = error;
    return {
      ...base,
      kind: 'refused',
      type: 'Error',
      code: errorNumber ?? null,
      summary,
      summaryEnglish,
      detail: detail === undefined ? null : redactXml(detail),
      message: error.message,
    };
  }
  const kind = error instanceof AbortError ? 'skipped' : 'transport';
  return { ...base, kind, message: error.message };
}

/** A problem without any request: the run ended, or the release lacks the command. */
export function localProblem(
  kind: 'skipped' | 'unsupported' | 'transport',
  message: string,
  place: ProblemPlace,
): Problem {
  return { ...emptyProblem(place), kind, message };
}

/** The same problem at another place of the result. */
export function problemAt(path: string, problem: Problem): Problem {
  return { ...problem, path };
}

function emptyProblem({ path, command, subject }: ProblemPlace): Omit<Problem, 'kind' | 'message'> {
  return {
    path,
    command,
    type: null,
    code: null,
    summary: null,
    summaryEnglish: null,
    detail: null,
    subject: subject ?? null,
  };
}
