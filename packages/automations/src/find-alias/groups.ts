import { sameId, text } from '../run/cells.js';
import { rawRow } from '../run/columns.js';
import { knownRefusals } from '../run/known-refusals.js';
import { plain } from '../run/plain.js';
import { problemAt } from '../run/problem.js';
import { matchProfile } from './instances.js';
import type { Group } from './lists.js';
import type { Search } from './search.js';
import type { AliasMatch } from './types.js';

const PORTAL = 'Voice Portal';
const ALTERNATE = 'Alternate User Id';
const FAX = 'Fax Messaging';

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
  const place = { path: `searched[${PORTAL}][${group.groupId}]`, subject: group.groupId };
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
  if (check?.ok === false) tally.problems.push(check.problem);
  if (!portal.ok && knownRefusals.meaning(portal.problem.code) === 'service-not-assigned')
    return [];
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
  const place = { path: `searched[${ALTERNATE}][${group.groupId}]`, subject: group.groupId };
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
  return outcome.response.alternateUserIdTable.rows.flatMap((row) => {
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
  const path = `searched[${FAX}]`;
  const outcome = await search.run.ask(
    'GroupGetUserServiceAssignedUserListRequest',
    { ...group, serviceName: FAX },
    { path, subject: group.groupId },
  );
  const tally = search.tally(FAX);
  if (!outcome.ok) {
    tally.missList(problemAt(`${path}[${group.groupId}]`, outcome.problem));
    return [];
  }
  const { rows } = outcome.response.userListTable;
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
    { path: `searched[${FAX}][${id}]`, subject: id },
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
