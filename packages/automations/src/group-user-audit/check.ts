import { MOST_USERS_PER_PAGE, USERS_PER_PAGE } from '../group-users/group-users.js';
import { AutomationUsageError } from '../run/usage-error.js';
import {
  auditSections,
  type AuditChoices,
  type GroupUserAuditInput,
  type UserAuditInput,
} from './types.js';

/** Users under way at once, unless told otherwise. */
export const USERS_AT_ONCE = 10;
export const MAX_USERS_AT_ONCE = 100;

/** @throws AutomationUsageError for input that nothing can be read with */
export function checkGroupInput(input: GroupUserAuditInput): void {
  const { usersAtOnce = USERS_AT_ONCE, pageSize = USERS_PER_PAGE } = input;
  refuse('groupUserAudit', [
    ...(input.serviceProviderId === '' ? ['serviceProviderId is empty'] : []),
    ...(input.groupId === '' ? ['groupId is empty'] : []),
    ...(Number.isInteger(usersAtOnce) && usersAtOnce >= 1 && usersAtOnce <= MAX_USERS_AT_ONCE
      ? []
      : [`usersAtOnce is no whole number from 1 to ${String(MAX_USERS_AT_ONCE)}`]),
    ...(Number.isInteger(pageSize) && pageSize >= 1 && pageSize <= MOST_USERS_PER_PAGE
      ? []
      : [`pageSize is no whole number from 1 to ${String(MOST_USERS_PER_PAGE)}`]),
    ...choiceProblems(input),
  ]);
}

/** @throws AutomationUsageError for input that nothing can be read with */
export function checkUserInput(input: UserAuditInput): void {
  refuse('userAudit', [
    ...(input.userId === '' ? ['userId is empty'] : []),
    ...choiceProblems(input),
  ]);
}

function choiceProblems({ sections, ruleForm }: AuditChoices): readonly string[] {
  const forms: readonly unknown[] = [undefined, 'zone', 'utc'];
  return [
    ...(sections?.length === 0 ? ['sections is empty'] : []),
    ...(sections ?? [])
      .filter((section) => !auditSections.includes(section))
      .map((section) => `${section} is no section; expected ${auditSections.join(', ')}`),
    ...(forms.includes(ruleForm) ? [] : ['ruleForm is neither zone nor utc']),
  ];
}

function refuse(name: string, problems: readonly string[]): void {
  if (problems.length > 0) throw new AutomationUsageError(`${name}: ${problems.join('; ')}.`);
}
