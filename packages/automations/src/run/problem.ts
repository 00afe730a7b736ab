import { RefusedError, type ClientError } from '@ocipkit/client';
import { redactXml } from '@ocipkit/core';

/** Why something is not there, or was not done. The set is closed. */
export type ProblemKind =
  /** The platform understood, and said no. */
  | 'refused'
  /** The platform answered by a warning or an information in place of data, or of a plain success. */
  | 'notice'
  /** Nothing was sent: the request does not fit its schema. */
  | 'invalid'
  /** No usable answer: no connection or session, none in time, or one that is no answer to it. */
  | 'transport'
  /** Answers came that contradict each other, or what was done before. */
  | 'inconsistent'
  /**
   * Nothing was sent: the run had ended, or what it depends on has no value or does not allow it.
   */
  | 'skipped'
  /** Nothing was sent: a limit that the caller has set was reached. */
  | 'unread'
  /** The platform's release, or the loaded commands, have no such command. */
  | 'unsupported';

/** What could not be read or done, and why. */
export interface Problem {
  /** Place in the result, such as `forwarding.always` or `huntGroups[hg-1@example.test]`. */
  readonly path: string;
  readonly kind: ProblemKind;
  /** Name of the request that was sent, or would have been; null where there is none. */
  readonly command: string | null;
  /** Of an `ErrorResponse`: `Error`, or `Warning` or `Info` of a notice; null without one. */
  readonly type: string | null;
  /** Number of the refusal or the notice; null where the platform gave none. */
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
  const { message } = error;
  if (!(error instanceof RefusedError)) return { ...base, kind: kindOf(error), message };
  const { type, errorNumber, summary, summaryEnglish, detail } = error;
  return {
    ...base,
    kind: type === 'Error' ? 'refused' : 'notice',
    type,
    code: errorNumber ?? null,
    summary,
    summaryEnglish,
    detail: detail === undefined ? null : redactXml(detail),
    message,
  };
}

function kindOf({ code }: ClientError): ProblemKind {
  switch (code) {
    case 'invalid-request':
      return 'invalid';
    case 'aborted':
    case 'client-closed':
      return 'skipped';
    default:
      return 'transport';
  }
}

/** A problem that no answer of the platform tells of. */
export function localProblem(
  kind: Exclude<ProblemKind, 'refused' | 'notice'>,
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
