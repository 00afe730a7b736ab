import type { OCIResponse } from '@ocipkit/core';
import type { ServiceInstanceReadProfile19sp1 } from '@ocipkit/commands/hunt-group';
import { sameId } from '../run/cells.js';
import { rowsOf } from '../run/columns.js';
import { withNeededLevel } from '../run/levels.js';
import { plain } from '../run/plain.js';
import { localProblem, problemAt, type Problem } from '../run/problem.js';
import type { Place } from '../run/run.js';
import type { Outcome } from '../run/section.js';
import {
  instanceKinds,
  instanceRequests,
  isInstanceKind,
  type InstanceKind,
} from '../service-instances/instance-kinds.js';
import { ALL_KINDS, listByKind } from '../service-instances/lists.js';
import type { Holder, Search } from './search.js';
import type { AliasMatch } from './types.js';

/** A service instance as a list names it; `holderType` is its service type. */
export type ListedInstance = Holder;

/** The instances of a service provider, or of the group in scope; each kind asked for is counted. */
export async function listInstances(
  search: Search,
  serviceProviderId: string,
  place: Place,
): Promise<Outcome<readonly ListedInstance[]>> {
  const { run, scope } = search;
  const { groupId } = scope;
  const outcome = await run.ask(
    ALL_KINDS,
    {
      serviceProviderId,
      ...(groupId === undefined
        ? {}
        : {
            SearchCriteriaGroupId: [{ mode: 'Equal To', value: groupId, isCaseInsensitive: true }],
          }),
    },
    place,
  );
  if (!outcome.ok) return outcome;
  const columns = ['userId', 'groupId', 'serviceType', 'name'] as const;
  const response = rowsOf(run, outcome.response, 'serviceInstanceTable', columns)
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
function isWanted(search: Search, type: string): boolean {
  return isInstanceKind(type) ? search.kinds.has(type) : wantsAllKinds(search);
}

function wantsAllKinds({ kinds }: Search): boolean {
  return instanceKinds.every((kind) => kinds.has(kind));
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

/**
 * The instances of a group by one list per kind, for logins that may not list those of the service
 * provider.
 *
 * @param unassigned kinds that the group is known not to have
 * @param refusal what the platform said to the list of the service provider
 */
export async function listInstancesByKind(
  search: Search,
  group: { readonly serviceProviderId: string; readonly groupId: string },
  unassigned: readonly InstanceKind[],
  refusal: Problem,
): Promise<readonly ListedInstance[]> {
  const { run } = search;
  const kinds = wantedKinds(search).filter((kind) => !unassigned.includes(kind));
  const told = withNeededLevel(run.client, 'Service Provider', refusal);
  const lists = await listByKind(run, group, kinds, (kind) => ({
    path: `searched[${kind}]`,
    subject: group.groupId,
  }));
  return lists.flatMap((list): readonly ListedInstance[] => {
    const { kind } = list;
    const tally = search.tally(kind);
    switch (list.status) {
      case 'listed':
        return list.rows.map((row) => ({
          holderType: kind,
          id: row.serviceUserId ?? '',
          name: row.name ?? '',
          ...group,
        }));
      case 'not-assigned':
        tally.isNotAssigned = true;
        return [];
      case 'missed': {
        const isMissing = list.problem.kind === 'unsupported';
        tally.missList(isMissing ? problemAt(list.problem.path, told) : list.problem);
        return [];
      }
      case 'not-listable':
        // There can be none that the platform's release made; who asks for the kind by name is told.
        if (wantsAllKinds(search)) tally.isLeftOut = true;
        else tally.missList(problemAt(`searched[${kind}]`, told));
        return [];
    }
  });
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
    search.run.member(place),
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
