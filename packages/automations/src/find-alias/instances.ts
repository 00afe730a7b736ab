import { OCITable, type OCIResponse } from '@ocipkit/core';
import type { ServiceInstanceReadProfile19sp1 } from '@ocipkit/commands/hunt-group';
import type { GroupServiceGetAuthorizationListResponse } from '@ocipkit/commands/licensing';
import { flag, sameId } from '../run/cells.js';
import { withNeededLevel } from '../run/levels.js';
import { plain } from '../run/plain.js';
import { localProblem, problemAt, type Problem } from '../run/problem.js';
import type { Outcome } from '../run/section.js';
import { instanceKinds, instanceRequests, isInstanceKind } from './instance-kinds.js';
import type { Holder, Search } from './search.js';
import type { AliasMatch, InstanceKind } from './types.js';

/** A service instance as a list names it; `holderType` is its service type. */
export type ListedInstance = Holder;

const LIST = 'UserGetServiceInstanceListInServiceProviderRequest';

/** The instances of a service provider, or of the group in scope; each kind asked for is counted. */
export async function listInstances(
  search: Search,
  serviceProviderId: string,
): Promise<Outcome<readonly ListedInstance[]>> {
  const { run, scope } = search;
  const { groupId } = scope;
  const outcome = await run.ask(
    LIST,
    {
      serviceProviderId,
      ...(groupId === undefined
        ? {}
        : {
            SearchCriteriaGroupId: [{ mode: 'Equal To', value: groupId, isCaseInsensitive: true }],
          }),
    },
    { path: 'searched', subject: groupId ?? serviceProviderId },
  );
  if (!outcome.ok) return outcome;
  const response = outcome.response.serviceInstanceTable.rows
    .filter((row) => groupId === undefined || sameId(row.groupId, groupId))
    .map((row): ListedInstance => ({
      holderType: row.serviceType ?? '',
      id: row.userId ?? '',
      name: row.name ?? '',
      serviceProviderId,
      groupId: row.groupId ?? groupId ?? '',
    }))
    .filter(({ holderType }) => isWanted(search, holderType));
  return { ...outcome, response };
}

/** Kinds that this version does not know are wanted as long as kinds were not chosen. */
function isWanted({ kinds }: Search, type: string): boolean {
  return isInstanceKind(type) ? kinds.has(type) : instanceKinds.every((kind) => kinds.has(kind));
}

/** No list of a service provider could be read: every kind may have more holders. */
export function missInstances(search: Search, problem: Problem): void {
  const told = withNeededLevel(search.run.client, 'Service Provider', problem);
  for (const kind of wantedKinds(search)) {
    search.tally(kind).missList(problemAt(`searched[${kind}]`, told));
  }
}

function wantedKinds({ kinds }: Search): readonly InstanceKind[] {
  return instanceKinds.filter((kind) => kinds.has(kind));
}

/** The kinds whose group service the group does not have. */
export function unassignedKinds(
  { groupServicesAuthorizationTable: { rows } }: GroupServiceGetAuthorizationListResponse,
  kinds: readonly InstanceKind[] = instanceKinds,
): readonly InstanceKind[] {
  return kinds.filter((kind) => {
    const { service } = instanceRequests[kind];
    const row = rows.find(({ serviceName }) => serviceName === service);
    return flag(row?.assigned) === false;
  });
}

/**
 * The instances of a group by one list per kind, for logins that may not list those of the service
 * provider.
 *
 * @param refusal what the platform said to the list of the service provider
 */
export async function listInstancesByKind(
  search: Search,
  group: { readonly serviceProviderId: string; readonly groupId: string },
  unassigned: readonly InstanceKind[],
  refusal: Problem,
): Promise<readonly ListedInstance[]> {
  const kinds = wantedKinds(search).filter((kind) => !unassigned.includes(kind));
  const told = withNeededLevel(search.run.client, 'Service Provider', refusal);
  const listed = await Promise.all(
    kinds.map(async (kind): Promise<readonly ListedInstance[]> => {
      const path = `searched[${kind}]`;
      const { list } = instanceRequests[kind];
      const outcome =
        list === undefined
          ? undefined
          : // Where the commands lack it, the run says so.
            await search.run.share(list as 'GroupHuntGroupGetInstanceListRequest', group, {
              path,
              subject: group.groupId,
            });
      if (outcome?.ok !== true) {
        const isMissing = outcome === undefined || outcome.problem.kind === 'unsupported';
        search.tally(kind).missList(problemAt(path, isMissing ? told : outcome.problem));
        return [];
      }
      return rowsOf(outcome.response, kind).map((row) => ({
        holderType: kind,
        id: row.serviceUserId ?? '',
        name: row.name ?? '',
        ...group,
      }));
    }),
  );
  search.run.notes.push({
    command: 'Group…GetInstanceListRequest',
    insteadOf: LIST,
    missing: [],
  });
  return listed.flat();
}

type Row = Readonly<Record<string, string | undefined>>;

/** The rows of the only table; auto attendants of both types share one. */
function rowsOf(response: OCIResponse, kind: InstanceKind): readonly Row[] {
  const table: unknown = Object.values(response).find((value) => value instanceof OCITable);
  const rows = table instanceof OCITable ? (table.rows as readonly Row[]) : [];
  switch (kind) {
    case 'Auto Attendant':
      return rows.filter((row) => row.type !== 'Standard');
    case 'Auto Attendant - Standard':
      return rows.filter((row) => row.type === 'Standard');
    default:
      return rows;
  }
}

/** What the reads of all kinds have in common. */
interface InstanceAnswer extends OCIResponse {
  readonly serviceInstanceProfile: ServiceInstanceReadProfile19sp1;
  /** Of flexible seating hosts. */
  readonly defaultAlias?: string | undefined;
}

/** Reads an instance, and compares what it has. */
export async function lookAtInstance(
  search: Search,
  instance: ListedInstance,
): Promise<readonly AliasMatch[]> {
  const { holderType: kind, id } = instance;
  const tally = search.tally(kind);
  const place = { path: `searched[${kind}][${id}]`, subject: id };
  const known = isInstanceKind(kind) ? instanceRequests[kind] : {};
  if (known.detail === undefined || id === '') {
    const message =
      id === '' ? `A ${kind} is listed without its id.` : `No request reads a ${kind}.`;
    tally.missRequest(localProblem('unsupported', message, { ...place, command: null }));
    return search.match(instance, [['user-id', id]], null);
  }
  const outcome = (await search.run.ask(
    known.detail,
    { serviceUserId: id },
    place,
  )) as Outcome<InstanceAnswer>;
  if (!outcome.ok) {
    tally.missHolder(outcome.problem);
    return search.match(instance, [['user-id', id]], null);
  }
  tally.read += 1;
  return matchProfile(search, instance, outcome.response);
}

/** Compares the ids and aliases that service instances and voice portals have. */
export function matchProfile(
  search: Search,
  holder: Holder,
  response: InstanceAnswer,
): readonly AliasMatch[] {
  const { serviceInstanceProfile: profile, defaultAlias } = response;
  return search.match(
    { ...holder, name: profile.name },
    [
      ['user-id', holder.id],
      ...(profile.alias ?? []).map((alias) => ['alias', alias] as const),
      ['default-alias', defaultAlias],
      ['public-user-identity', profile.publicUserIdentity],
    ],
    plain(response),
  );
}
