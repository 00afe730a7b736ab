import type { GroupServiceGetAuthorizationListResponse } from '@ocipkit/commands/licensing';
import { sameId } from '../run/cells.js';
import { noteMissingColumns, rowsOf } from '../run/columns.js';
import { knownRefusals } from '../run/known-refusals.js';
import { withNeededLevel } from '../run/levels.js';
import { problemAt, type Problem } from '../run/problem.js';
import type { Place } from '../run/run.js';
import { AutomationError, type Outcome } from '../run/section.js';
import { instanceKinds } from '../service-instances/instance-kinds.js';
import { unassignedKinds } from '../service-instances/lists.js';
import type { Group, ListedUser } from './groups.js';
import {
  listInstances,
  listInstancesByKind,
  missInstances,
  type ListedInstance,
} from './instances.js';
import type { Search } from './search.js';
import type { AliasHolderKind } from './types.js';

/** Everything in scope that may have an alias. */
export interface Lists {
  readonly instances: readonly ListedInstance[];
  readonly groups: readonly Group[];
  readonly users: readonly ListedUser[];
  /** Whether the group in scope has Voice Messaging Group; undefined if not known, or not one group. */
  readonly hasVoicePortal: boolean | undefined;
  /** Of reads that only help. */
  readonly problems: readonly Problem[];
}

/** Kinds that are looked for group by group. */
const byGroup: readonly AliasHolderKind[] = ['Voice Portal', 'Alternate User Id', 'Fax Messaging'];

/**
 * Lists what is in scope.
 *
 * @throws AutomationError if the scope does not exist, or no list of it can be read
 */
export async function readLists(search: Search): Promise<Lists> {
  const roots: Outcome<unknown>[] = [];
  const root = <T>(outcome: Outcome<T>): Outcome<T> => {
    roots.push(outcome);
    return outcome;
  };
  const [owned, users, authorization] = await Promise.all([
    readOwners(search, root),
    search.kinds.has('User') ? listUsers(search).then(root) : undefined,
    readAuthorization(search)?.then(root),
  ]);
  checkRoots(roots);
  const { instances, groups } = owned;
  const known = authorization?.ok === true ? authorization.response : undefined;
  const unassigned = known === undefined ? [] : unassignedKinds(search.run, known);
  const listed: ListedInstance[] = [];
  for (const outcome of instances) {
    if (outcome.ok) listed.push(...outcome.response);
    else listed.push(...(await fallBack(search, outcome.problem, unassigned)));
  }
  for (const { holderType } of listed) search.tally(holderType).listed += 1;
  for (const kind of unassigned) {
    const tally = search.tally(kind);
    if (tally.listed === 0) tally.isNotAssigned = true;
  }
  if (users !== undefined && !users.ok) {
    search.tally('User').missList(problemAt('searched[User]', users.problem));
  }
  const listedUsers = users?.ok === true ? users.response : [];
  search.tally('User').listed = listedUsers.length;
  return {
    instances: listed,
    groups,
    users: listedUsers,
    hasVoicePortal: known === undefined ? undefined : hasVoiceMessaging(known),
    problems: authorization?.ok === false ? [authorization.problem] : [],
  };
}

/** The scope is there if a list of it could be read, and none says that it is not. */
function checkRoots(roots: readonly Outcome<unknown>[]): void {
  const failed = roots.filter((outcome) => !outcome.ok);
  const isUnknown = ({ problem }: (typeof failed)[number]): boolean =>
    problem.kind === 'refused' && knownRefusals.meaning(problem.code) === 'not-found';
  const reason = failed.find(isUnknown) ?? (failed.length === roots.length ? failed[0] : undefined);
  if (reason !== undefined) throw new AutomationError(reason.problem, reason.error);
}

type Root = <T>(outcome: Outcome<T>) => Outcome<T>;

/** Instances and groups of the service providers in scope. */
async function readOwners(
  search: Search,
  root: Root,
): Promise<{
  readonly instances: readonly Outcome<readonly ListedInstance[]>[];
  readonly groups: readonly Group[];
}> {
  const { serviceProviderId } = search.scope;
  const ids =
    serviceProviderId === undefined ? await listOwners(search, root) : [serviceProviderId];
  const wantsInstances = instanceKinds.some((kind) => search.kinds.has(kind));
  const read = await Promise.all(
    ids.map((id) => {
      const whole = { path: 'searched', subject: search.scope.groupId ?? id };
      const place = serviceProviderId === undefined ? search.run.member(whole) : whole;
      return both(
        wantsInstances ? listInstances(search, id, place).then(root) : undefined,
        listGroups(search, id, place, root),
      );
    }),
  );
  return {
    instances: read.flatMap(({ first }) => (first === undefined ? [] : [first])),
    groups: read.flatMap(({ second }) => second),
  };
}

async function both<A, B>(
  first: Promise<A> | undefined,
  second: Promise<B>,
): Promise<{ readonly first: A | undefined; readonly second: B }> {
  const [a, b] = await Promise.all([first, second]);
  return { first: a, second: b };
}

/** The ids of all service providers. Without them there are neither instances nor groups. */
async function listOwners(search: Search, root: Root): Promise<readonly string[]> {
  const { run } = search;
  const outcome = root(await run.ask('ServiceProviderGetListRequest', {}, { path: 'searched' }));
  if (outcome.ok) {
    const rows = rowsOf(run, outcome.response, 'serviceProviderTable', ['serviceProviderId']);
    return rows.flatMap((row) => row.serviceProviderId ?? []);
  }
  const problem = withNeededLevel(run.client, 'Provisioning', outcome.problem);
  missInstances(search, problem);
  missGroups(search, problem);
  return [];
}

async function listGroups(
  search: Search,
  serviceProviderId: string,
  place: Place,
  root: Root,
): Promise<readonly Group[]> {
  const { groupId } = search.scope;
  if (groupId !== undefined) return [{ serviceProviderId, groupId }];
  if (!byGroup.some((kind) => search.kinds.has(kind))) return [];
  const outcome = root(
    await search.run.ask('GroupGetListInServiceProviderRequest', { serviceProviderId }, place),
  );
  if (outcome.ok) {
    return rowsOf(search.run, outcome.response, 'groupTable', ['groupId']).flatMap((row) =>
      row.groupId === undefined ? [] : [{ serviceProviderId, groupId: row.groupId }],
    );
  }
  missGroups(search, withNeededLevel(search.run.client, 'Service Provider', outcome.problem));
  return [];
}

function missGroups(search: Search, problem: Problem): void {
  for (const kind of byGroup.filter((k) => search.kinds.has(k))) {
    search.tally(kind).missList(problemAt(`searched[${kind}]`, problem));
  }
}

async function listUsers(search: Search): Promise<Outcome<readonly ListedUser[]>> {
  const { run, scope } = search;
  const { serviceProviderId, groupId } = scope;
  const path = 'searched[User]';
  const outcome =
    serviceProviderId === undefined
      ? await run.ask('UserGetListInSystemRequest', {}, { path })
      : groupId === undefined
        ? await run.ask(
            'UserGetListInServiceProviderRequest',
            { serviceProviderId },
            { path, subject: serviceProviderId },
          )
        : await run.ask(
            'UserGetListInGroupRequest',
            { serviceProviderId, GroupId: groupId },
            { path, subject: groupId },
          );
  if (!outcome.ok) {
    const needed =
      serviceProviderId === undefined
        ? 'Provisioning'
        : groupId === undefined
          ? 'Service Provider'
          : 'Group';
    return { ...outcome, problem: withNeededLevel(run.client, needed, outcome.problem) };
  }
  const { $type, userTable } = outcome.response;
  noteMissingColumns(run, $type.replace('Response', 'Request'), 'userTable', userTable, [
    ...['userId', 'firstName', 'lastName'],
    ...(groupId === undefined ? ['groupId'] : []),
    ...(serviceProviderId === undefined ? ['serviceProviderId'] : []),
  ]);
  const rows = userTable.rows as readonly UserRow[];
  const response = rows.map((row) => ({
    id: row.userId ?? '',
    name: `${row.firstName ?? ''} ${row.lastName ?? ''}`.trim(),
    serviceProviderId: serviceProviderId ?? row.serviceProviderId ?? '',
    groupId: groupId ?? row.groupId ?? '',
  }));
  return { ...outcome, response };
}

/** What the three lists of users have in common; two of them tell the group, one the service provider. */
interface UserRow {
  readonly userId?: string | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly groupId?: string | undefined;
  readonly serviceProviderId?: string | undefined;
}

/** Which group services the group in scope has. It also tells whether there is such a group. */
function readAuthorization(
  search: Search,
): Promise<Outcome<GroupServiceGetAuthorizationListResponse>> | undefined {
  const { serviceProviderId, groupId } = search.scope;
  if (serviceProviderId === undefined || groupId === undefined) return undefined;
  return search.run.ask(
    'GroupServiceGetAuthorizationListRequest',
    { serviceProviderId, groupId },
    { path: 'services', subject: groupId },
  );
}

function hasVoiceMessaging({
  groupServicesAuthorizationTable: { rows },
}: GroupServiceGetAuthorizationListResponse): boolean | undefined {
  const row = rows.find(({ serviceName }) => sameId(serviceName, 'Voice Messaging Group'));
  return row === undefined ? undefined : row.assigned?.toLowerCase() === 'true';
}

async function fallBack(
  search: Search,
  problem: Problem,
  unassigned: Parameters<typeof listInstancesByKind>[2],
): Promise<readonly ListedInstance[]> {
  const { serviceProviderId, groupId } = search.scope;
  const isRefused = problem.kind === 'refused' || problem.kind === 'unsupported';
  if (serviceProviderId !== undefined && groupId !== undefined && isRefused) {
    return listInstancesByKind(search, { serviceProviderId, groupId }, unassigned, problem);
  }
  missInstances(search, problem);
  return [];
}
