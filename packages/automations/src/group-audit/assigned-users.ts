import { UserService } from '@ocipkit/commands/service-names';
import { compact, text } from '../run/cells.js';
import { rowsOf } from '../run/columns.js';
import { localProblem, problemAt, type Problem } from '../run/problem.js';
import type { Run } from '../run/run.js';
import { problemSection, valueSection, type Section } from '../run/section.js';
import type { Amount, AssignedUser, GroupLicences, ServiceUsers } from './types.js';

const COMMAND = 'GroupGetUserServiceAssignedUserListRequest';

/** A service or a pack of which users are wanted. */
interface InUse {
  readonly kind: ServiceUsers['kind'];
  readonly name: string;
}

/**
 * Who has which service pack and which user service, for those with any usage. One request each: no
 * request gives them together.
 */
export async function readAssignedUsers(
  run: Run,
  group: { readonly serviceProviderId: string; readonly groupId: string },
  licences: Section<GroupLicences>,
): Promise<Section<readonly ServiceUsers[]>> {
  const path = 'assignedUsers';
  if (licences.status !== 'value') {
    return licences.status === 'not-assigned' ? licences : withoutLicences(path, licences.problem);
  }
  const { servicePacks, userServices } = licences.value;
  const inUse: readonly InUse[] = [
    ...servicePacks
      .filter(({ usage }) => isUsed(usage))
      .map(({ name }) => ({ kind: 'servicePack' as const, name })),
    ...userServices
      .filter(({ usage }) => isUsed(usage))
      .map(({ name }) => ({ kind: 'userService' as const, name })),
  ];
  const unread: Problem[] = [];
  let done = 0;
  const found = await Promise.all(
    inUse.map(async ({ kind, name }): Promise<ServiceUsers | undefined> => {
      const place = { path: `${path}[${name}]`, subject: name };
      if (kind === 'userService' && !isUserService(name)) {
        const message = `The loaded commands do not know the service ${name}.`;
        unread.push(localProblem('unsupported', message, { ...place, command: COMMAND }));
        return undefined;
      }
      const outcome = await run.ask(
        COMMAND,
        kind === 'servicePack'
          ? { ...group, servicePackName: name }
          : { ...group, serviceName: name as UserService },
        run.member(place),
      );
      run.progress('users of services', ++done, inUse.length);
      if (outcome.ok) {
        const rows = rowsOf(run, outcome.response, 'userListTable', userColumns);
        return { kind, name, users: rows.map(userOf) };
      }
      unread.push(problemAt(place.path, outcome.problem));
      return undefined;
    }),
  );
  return valueSection(
    found.filter((users) => users !== undefined),
    unread,
  );
}

/** Text may stand for a usage that nobody can read: better one request too many. */
function isUsed(usage: Amount | undefined): boolean {
  return usage !== undefined && usage !== 0;
}

function isUserService(name: string): name is UserService {
  return (UserService.values as readonly string[]).includes(name);
}

/** Nobody knows what is in use, so nothing was asked. */
function withoutLicences(path: string, problem: Problem): Section<never> {
  const message = `What is in use is not known: ${problem.message}`;
  return problemSection(path, {
    ...localProblem('skipped', message, { path, command: COMMAND }),
    subject: problem.subject,
  });
}

const userColumns = [
  'userId',
  'lastName',
  'firstName',
  'department',
  'phoneNumber',
  'extension',
  'emailAddress',
] as const;

function userOf(row: {
  readonly userId?: string | undefined;
  readonly lastName?: string | undefined;
  readonly firstName?: string | undefined;
  readonly department?: string | undefined;
  readonly phoneNumber?: string | undefined;
  readonly extension?: string | undefined;
  readonly emailAddress?: string | undefined;
}): AssignedUser {
  return {
    userId: row.userId ?? '',
    ...compact({
      lastName: text(row.lastName),
      firstName: text(row.firstName),
      department: text(row.department),
      phoneNumber: text(row.phoneNumber),
      extension: text(row.extension),
      emailAddress: text(row.emailAddress),
    }),
  };
}
