import { answerOf } from '@ocipkit/client';
import { UserModifyRequest22 } from '@ocipkit/commands/user';
import { redactedValue, structureOf, type OCIResponse } from '@ocipkit/core';
import { localProblem, type Problem } from '../run/problem.js';
import type { Outcome } from '../run/section.js';
import type { UserRecord } from '../user-record/types.js';
import { presentElements } from './compare.js';
import { writeOnly, type Fields } from './fields.js';
import type { UpdateCommand, UpdateNotice, UpdateStep } from './types.js';

/** A step as it goes on. */
export type Step = { -readonly [K in keyof UpdateStep]: UpdateStep[K] };

/** What the answer to a write says, or the lack of one. */
export type Answered =
  /** The platform carried it out; or says so, with a notice. */
  | 'answered'
  | 'refused'
  /** It never reached the platform. */
  | 'not-sent'
  /** The run was ended before. */
  | 'not-attempted'
  | 'no-answer';

export function answeredOf(outcome: Outcome<unknown>): Answered {
  if (outcome.ok) return 'answered';
  const { problem, error } = outcome;
  if (problem.kind === 'refused') return 'refused';
  // It may have been carried out: reading tells.
  if (problem.kind === 'notice') return 'no-answer';
  if (error === undefined) return problem.kind === 'skipped' ? 'not-attempted' : 'not-sent';
  return error.outcome === 'unknown' ? 'no-answer' : 'not-sent';
}

/** The step that writes the elements of a patch. A password alone has a command of its own. */
export function profileStep(patch: Fields, user: UserRecord): Step {
  const names = Object.keys(patch);
  const isPassword =
    typeof patch.newPassword === 'string' && names.every((name) => passwordFields.has(name));
  const before = presentElements(patch, user);
  const back = Object.fromEntries(
    Object.entries(before).filter(([name, value]) => value !== null || isNillable(name)),
  );
  const withoutUndo = names.filter((name) => !(name in back));
  return {
    ...shown(isPassword ? 'PasswordModifyRequest' : 'UserModifyRequest22', {
      userId: user.userId,
      ...patch,
    }),
    state: 'planned',
    before,
    undo:
      Object.keys(back).length === 0
        ? null
        : shown('UserModifyRequest22', { userId: user.userId, ...back }),
    withoutUndo,
    notice: null,
    problem: null,
  };
}

const passwordFields = new Set(['oldPassword', 'newPassword']);

function isNillable(element: string): boolean {
  if (element === 'address') return true;
  return structureOf(UserModifyRequest22.$).fields.get(element)?.element.nillable === true;
}

export function userIdStep({ userId }: UserRecord, newUserId: string): Step {
  return {
    ...shown('UserModifyUserIdRequest', { userId, newUserId }),
    state: 'planned',
    before: { userId },
    undo: shown('UserModifyUserIdRequest', { userId: newUserId, newUserId: userId }),
    withoutUndo: [],
    notice: null,
    problem: null,
  };
}

/** Moving back is another move, no undo: what went with the first one stays gone. */
export function groupStep({ userId, groupId }: UserRecord, newGroupId: string): Step {
  return {
    ...shown('UserModifyGroupIdRequest', { userId, newGroupId }),
    state: 'planned',
    before: { groupId },
    undo: null,
    withoutUndo: ['groupId'],
    notice: null,
    problem: null,
  };
}

/** A command as people may see it: in the order of the wire, secrets masked. */
function shown(command: string, fields: Fields): UpdateCommand {
  const order = [...structureOf(UserModifyRequest22.$).fields.keys()];
  const sorted = Object.fromEntries(
    Object.entries(fields).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)),
  );
  // The other commands have fields of the same names and kinds.
  return { command, fields: redactedValue(UserModifyRequest22.$, sorted) };
}

/** What the platform said beside its success. */
export function noticeOf(outcome: Outcome<OCIResponse>): UpdateNotice | null {
  const warning = outcome.ok ? answerOf(outcome.response)?.warning : undefined;
  if (warning === undefined) return null;
  const { type, code, summary, summaryEnglish, detail } = warning;
  return { type, code: code ?? null, summary, summaryEnglish, detail: detail ?? null };
}

/** Elements that can be read, and those that can't. */
export function readable(patch: Fields): Fields {
  return Object.fromEntries(Object.entries(patch).filter(([name]) => !writeOnly.has(name)));
}

/** A problem that no request of the run had: something else stands against the write. */
export function obstacle(
  message: string,
  path: string,
  step: Pick<Step, 'command'>,
  userId: string,
): Problem {
  return localProblem('skipped', message, { path, command: step.command, subject: userId });
}
