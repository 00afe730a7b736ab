import type { Client } from '@ocipkit/client';
import { checkOptions, type RunOptions } from '../run/options.js';
import { Run } from '../run/run.js';
import { auditUser } from './audit-user.js';
import { checkGroupInput, USERS_AT_ONCE } from './check.js';
import { collected, Counts } from './counts.js';
import { enterpriseOfFirst, readGroupFacts, unknownKind } from './group-facts.js';
import { Shaper } from './shape.js';
import type {
  AuditedUser,
  GroupUserAudit,
  GroupUserAuditInput,
  GroupUserAuditSummary,
} from './types.js';
import { UserReader } from './user-reader.js';

/**
 * Everything about every user of a group: profile, calling plans, services, settings, utilities. Gives
 * one user at a time, in the order of the group's list, and the summary of the run as its return value.
 * A fixed number of users is under way and in memory, however large the group is. Reads only.
 *
 * Costs one message for the group and one more for each page of its list after the first, and three
 * rounds per user: what all users have; the settings of the
 * assigned services, the device and the events; criteria and other details (a fourth round for criteria
 * of BroadWorks Anywhere). Users that are under way share their messages of 15 requests.
 *
 * Ended early, by `signal` or `timeoutMs`, it gives the users under way with what was read of them, and
 * begins no others; `users.notRead` counts those, and those beyond `maxDetails`. Leaving the loop ends it as
 * well.
 *
 * The problems of a user are in the user; `problems` of the summary has those of the run as a whole.
 *
 * @throws AutomationUsageError at once for bad input; AutomationError from the iteration if the users of
 * the group can't be listed
 */
export function groupUserAudit(
  client: Client,
  input: GroupUserAuditInput,
  options: RunOptions = {},
): AsyncGenerator<AuditedUser, GroupUserAuditSummary, undefined> {
  checkGroupInput(input);
  checkOptions(options);
  return readGroup(client, input, options);
}

/**
 * The same for small groups, in one object: `{data: [{users}]}` and the summary, whose `problems` has
 * those of the users too. All users are in memory: some 50 KB each.
 *
 * @throws AutomationUsageError, AutomationError as {@link groupUserAudit}
 */
export async function collectGroupUserAudit(
  client: Client,
  input: GroupUserAuditInput,
  options: RunOptions = {},
): Promise<GroupUserAudit> {
  const audit = groupUserAudit(client, input, options);
  const users: AuditedUser[] = [];
  for (;;) {
    const { done, value } = await audit.next();
    if (done === true) return collected(users, value);
    users.push(value);
  }
}

async function* readGroup(
  client: Client,
  input: GroupUserAuditInput,
  options: RunOptions,
): AsyncGenerator<AuditedUser, GroupUserAuditSummary, undefined> {
  const { serviceProviderId, groupId, skipUserIds = [], usersAtOnce = USERS_AT_ONCE } = input;
  const ended = new AbortController();
  const signal =
    options.signal === undefined ? ended.signal : AbortSignal.any([options.signal, ended.signal]);
  const run = new Run(client, { ...options, signal });
  run.progress('the group', 0);
  const group = await readGroupFacts(run, input);
  const skip = new Set(skipUserIds.map((id) => id.toLowerCase()));
  const users = group.users.filter(({ userId }) => !skip.has(userId.toLowerCase()));
  const counts = new Counts(group.users.length, group.users.length - users.length);
  const allowed = run.takeDetails(users.length);
  const isEnterprise =
    group.isEnterprise ?? (await enterpriseOfFirst(run, users[0]?.userId)) ?? null;
  const context = { serviceProviderId, groupId, isEnterprise };
  const shaper = new Shaper(run, input.showCodes ?? false);
  const underWay: Promise<AuditedUser>[] = [];
  let begun = 0;
  try {
    for (;;) {
      while (underWay.length < usersAtOnce && !run.isAborted) {
        const listed = users[begun];
        if (listed === undefined || begun === allowed) break;
        begun += 1;
        const { userId, isNumberActivated } = listed;
        const reader = new UserReader(run, shaper, { userId, ...context }, isNumberActivated);
        const audit = auditUser(reader, input, group.facts);
        // Seen to when its turn comes.
        audit.catch(() => undefined);
        underWay.push(audit);
      }
      const next = underWay.shift();
      if (next === undefined) break;
      const user = await next;
      counts.add(user);
      run.progress('users', counts.read, allowed);
      yield user;
    }
  } finally {
    ended.abort();
  }
  const problems = [
    ...group.problems,
    ...(isEnterprise === null ? [unknownKind(serviceProviderId)] : []),
  ];
  return counts.summary(run, context, problems, users.length - allowed);
}
