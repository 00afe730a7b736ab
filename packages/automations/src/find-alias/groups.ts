import { sameId, text } from '../run/cells.js';
import { rawRow, rowsOf } from '../run/columns.js';
import { knownRefusals } from '../run/known-refusals.js';
import { plain } from '../run/plain.js';
import { matchProfile } from './instances.js';
import type { Problem } from '../run/problem.js';
import type { Search } from './search.js';
import type { AliasMatch } from './types.js';

const PORTAL = 'Voice Portal';
const ALTERNATE = 'Alternate User Id';
const FAX = 'Fax Messaging';

/** A group by its ids. */
export interface Group {
  readonly serviceProviderId: string;
  readonly groupId: string;
}

/**
 * The voice portal of a group: there is one where the group has Voice Messaging Group.
 *
 * @param isAssigned whether it has; undefined if that is not known, and then it is asked together with
 * the portal
 */
export async function lookAtVoicePortal(
  search: Search,
  group: Group,
  isAssigned: boolean | undefined,
): Promise<readonly AliasMatch[]> {
  if (isAssigned === false) return [];
  const { run } = search;
  const tally = search.tally(PORTAL);
  const { groupId } = group;
  const place = run.member({ path: `searched[${PORTAL}][${groupId}]`, subject: groupId });
  const [check, portal] = await Promise.all([
    isAssigned === true || search.scope.groupId !== undefined
      ? undefined
      : run.ask(
          'GroupServiceIsAssignedRequest',
          { ...group, serviceName: 'Voice Messaging Group' },
          place,
        ),
    run.ask('GroupVoiceMessagingGroupGetVoicePortalRequest21sp1', group, place),
  ]);
  if (check?.ok === true && !check.response.isAssigned) return [];
  // Where a limit left out both, one problem tells.
  if (check?.ok === false && check.problem.kind !== 'unread') tally.problems.push(check.problem);
  const isUnknown = isAssigned === undefined && check?.ok !== true;
  if (!portal.ok && isUnknown && isNotAssigned(portal.problem)) return [];
  tally.listed += 1;
  if (!portal.ok) {
    tally.missHolder(portal.problem);
    return [];
  }
  tally.read += 1;
  const { serviceUserId, serviceInstanceProfile } = portal.response;
  const holder = { holderType: PORTAL, id: serviceUserId, name: serviceInstanceProfile.name };
  return matchProfile(search, { ...holder, ...group }, portal.response);
}

function isNotAssigned({ code }: Problem): boolean {
  return knownRefusals.meaning(code) === 'service-not-assigned';
}

/**
 * The alternate user ids of a group. Platforms that have none are left out.
 *
 * @param users those in scope: the list of ids has no names
 */
export async function lookAtAlternateIds(
  search: Search,
  group: Group,
  alias: string,
  users: readonly ListedUser[],
): Promise<readonly AliasMatch[]> {
  const tally = search.tally(ALTERNATE);
  const { groupId } = group;
  const place = search.run.member({
    path: `searched[${ALTERNATE}][${groupId}]`,
    subject: groupId,
  });
  const outcome = await search.run.ask(
    'GroupAlternateUserIdGetListRequest',
    {
      ...group,
      searchCriteriaAlternateUserId: [
        // Without a host, any will do.
        {
          mode: alias.includes('@') ? 'Equal To' : 'Starts With',
          value: alias,
          isCaseInsensitive: true,
        },
      ],
    },
    place,
  );
  if (!outcome.ok && outcome.problem.kind === 'unsupported') {
    tally.isLeftOut = true;
    return [];
  }
  tally.listed += 1;
  if (!outcome.ok) {
    tally.missHolder(outcome.problem);
    return [];
  }
  tally.read += 1;
  const columns = ['alternateUserId', 'userId', 'userType'] as const;
  const rows = rowsOf(search.run, outcome.response, 'alternateUserIdTable', columns);
  return rows.flatMap((row) => {
    const type = text(row.userType) ?? 'Normal';
    const holder = {
      holderType: type === 'Normal' ? 'User' : type,
      id: row.userId ?? '',
      name: users.find(({ id }) => sameId(id, row.userId))?.name ?? '',
      ...group,
    };
    return search.match(holder, [['alternate-user-id', row.alternateUserId]], rawRow(row));
  });
}

/** A user as lists name it. */
export interface ListedUser {
  readonly id: string;
  readonly name: string;
  readonly serviceProviderId: string;
  readonly groupId: string;
}

/** The users of a group that have the fax service. */
export async function listFaxUsers(search: Search, group: Group): Promise<readonly ListedUser[]> {
  const { groupId } = group;
  const outcome = await search.run.ask(
    'GroupGetUserServiceAssignedUserListRequest',
    { ...group, serviceName: FAX },
    search.run.member({ path: `searched[${FAX}][${groupId}]`, subject: groupId }),
  );
  const tally = search.tally(FAX);
  if (!outcome.ok) {
    tally.missList(outcome.problem);
    return [];
  }
  const columns = ['userId', 'lastName', 'firstName'] as const;
  const rows = rowsOf(search.run, outcome.response, 'userListTable', columns);
  tally.listed += rows.length;
  return rows.map((row) => ({
    id: row.userId ?? '',
    name: `${row.firstName ?? ''} ${row.lastName ?? ''}`.trim(),
    ...group,
  }));
}

export async function lookAtFax(search: Search, user: ListedUser): Promise<readonly AliasMatch[]> {
  const { id } = user;
  const tally = search.tally(FAX);
  const outcome = await search.run.ask(
    'UserFaxMessagingGetRequest17sp1',
    { userId: id },
    search.run.member({ path: `searched[${FAX}][${id}]`, subject: id }),
  );
  if (!outcome.ok) {
    tally.missHolder(outcome.problem);
    return [];
  }
  tally.read += 1;
  const { alias = [] } = outcome.response;
  return search.match(
    { holderType: 'User', ...user },
    alias.map((stored) => ['fax-alias', stored] as const),
    plain(outcome.response),
  );
}

/** Alternate ids are in the profiles of users, too: there with more about the user. */
export function withoutRepetitions(matches: readonly AliasMatch[]): readonly AliasMatch[] {
  const isAlternate = ({ kind }: AliasMatch): boolean => kind === 'alternate-user-id';
  const isOfProfile = ({ detail }: AliasMatch): boolean => detail !== null && 'lastName' in detail;
  const fromProfiles = matches.filter((match) => isAlternate(match) && isOfProfile(match));
  return matches.filter(
    (match) =>
      !isAlternate(match) ||
      isOfProfile(match) ||
      !fromProfiles.some((f) => sameId(f.id, match.id) && sameId(f.alias, match.alias)),
  );
}
