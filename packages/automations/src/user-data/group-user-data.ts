import type { Client } from '@ocipkit/client';
import { listGroupUsers } from '../group-users/group-users.js';
import { text } from '../run/cells.js';
import { rowsOf } from '../run/columns.js';
import { requireTexts } from '../run/input.js';
import type { RunOptions } from '../run/options.js';
import { localProblem, problemAt, type Problem } from '../run/problem.js';
import { Run } from '../run/run.js';
import type { Outcome } from '../run/section.js';
import { readRecord, type RegistrationsRead } from './record.js';
import { listedRegistrationColumns, registrationsOf } from './registrations.js';
import type {
  GroupUserData,
  ListedUserData,
  UserDataChoices,
  UserDataRegistration,
} from './types.js';

/** What `groupUserData` takes. */
export interface GroupUserDataInput extends UserDataChoices {
  readonly serviceProviderId: string;
  readonly groupId: string;
}

/** Users under way at once. */
const USERS_AT_ONCE = 20;

/**
 * The records of `userData` for all users of a group. Registrations are read once for the group, and names
 * of its call centers once. Reads only.
 *
 * Costs one message for the group and one more for each page of its list after the first; per user four
 * requests and up to three (five with `guest`), in messages that users share.
 *
 * @throws AutomationUsageError for bad input; AutomationError if the users can't be listed
 */
export async function groupUserData(
  client: Client,
  input: GroupUserDataInput,
  options: RunOptions = {},
): Promise<GroupUserData> {
  const { serviceProviderId, groupId } = input;
  requireTexts('groupUserData', { serviceProviderId, groupId });
  const run = new Run(client, options);
  run.progress('the group', 0);
  const [list, registrations] = await Promise.all([
    listGroupUsers(run, input, 'users'),
    readRegistrations(run, input),
  ]);
  const ids = list.users.map(({ userId }) => userId);
  const allowed = run.takeDetails(ids.length);
  const found: (ListedUserData | undefined)[] = [];
  const problems: Problem[] = [];
  let begun = 0;
  let done = 0;
  const readNext = async (): Promise<void> => {
    while (begun < allowed && !run.isAborted) {
      const index = begun++;
      const userId = ids[index] ?? '';
      const read = await readRecord(run, userId, input, () =>
        Promise.resolve(ownOf(registrations, userId)),
      );
      const path = `users[${JSON.stringify(userId)}]`;
      if (read.record === undefined) {
        if (!read.profile.ok) problems.push(problemAt(path, read.profile.problem));
      } else {
        found[index] = {
          ...read.record,
          complete: read.problems.length === 0,
          problems: read.problems,
        };
        // That of the registrations is the same for all.
        const own = read.problems.filter((p) => p.path !== REGISTRATIONS);
        problems.push(...own.map((p) => problemAt(`${path}.${p.path}`, p)));
      }
      run.progress('users', ++done, allowed);
    }
  };
  await Promise.all(Array.from({ length: USERS_AT_ONCE }, readNext));
  return {
    serviceProviderId,
    groupId,
    users: found.filter((record) => record !== undefined),
    total: ids.length,
    ...run.summary([
      ...list.problems,
      ...(registrations.ok ? [] : [registrations.problem]),
      ...problems,
      ...left('skipped', allowed - begun, 'The run was ended before'),
      ...left('unread', ids.length - allowed, 'The limit of details was reached before'),
    ]),
  };
}

const REGISTRATIONS = 'registrations';

type RegistrationsByUser = Outcome<ReadonlyMap<string, readonly UserDataRegistration[]>>;

/** The registrations of all users, by user id in lower case. */
async function readRegistrations(
  run: Run,
  { serviceProviderId, groupId }: GroupUserDataInput,
): Promise<RegistrationsByUser> {
  const outcome = await run.ask(
    'SystemGetRegistrationContactListRequest21sp1',
    { svcProviderId: serviceProviderId, groupId },
    { path: REGISTRATIONS, subject: groupId },
  );
  if (!outcome.ok) return outcome;
  const { response, readAt } = outcome;
  const rows = rowsOf(run, response, 'registrationTable', listedRegistrationColumns);
  const byUser = new Map<string, UserDataRegistration[]>();
  // The address of record is another column here than the contact.
  const contacts = rows.map((row) => ({ ...row, uri: row.contact ?? row.uri }));
  registrationsOf(contacts, readAt).forEach((registration, i) => {
    const userId = text(rows[i]?.userId)?.toLowerCase() ?? '';
    const own = byUser.get(userId);
    if (own === undefined) byUser.set(userId, [registration]);
    else own.push(registration);
  });
  return { ...outcome, response: byUser };
}

function ownOf(registrations: RegistrationsByUser, userId: string): RegistrationsRead {
  if (!registrations.ok) return registrations;
  return { ...registrations, response: registrations.response.get(userId.toLowerCase()) ?? [] };
}

function left(kind: 'skipped' | 'unread', count: number, why: string): readonly Problem[] {
  if (count === 0) return [];
  const message = `${why} ${String(count)} users were read.`;
  return [localProblem(kind, message, { path: 'users', command: null })];
}
