import type { GroupServiceGetAuthorizationListResponse } from '@ocipkit/commands/licensing';
import { OCITable, type OCIResponse } from '@ocipkit/core';
import { flag } from '../run/cells.js';
import { noteMissingColumns, rowsOf } from '../run/columns.js';
import { knownRefusals } from '../run/known-refusals.js';
import { problemAt, type Problem } from '../run/problem.js';
import type { Place, Run } from '../run/run.js';
import { instanceKinds, instanceRequests, type InstanceKind } from './instance-kinds.js';

/** The request that lists the instances of all kinds; logins of level Service Provider may send it. */
export const ALL_KINDS = 'UserGetServiceInstanceListInServiceProviderRequest';

/** A row of the list of one kind; some lists have more columns. */
type InstanceRow = Readonly<Record<'serviceUserId' | 'name' | 'extension', string | undefined>>;

/** The instances of one kind in a group, or why they are not known. */
export type InstancesOfKind =
  | {
      readonly kind: InstanceKind;
      readonly status: 'listed';
      /** The request that was answered. */
      readonly command: string;
      readonly rows: readonly InstanceRow[];
    }
  /** The group does not have the service, and so has no instances. */
  | { readonly kind: InstanceKind; readonly status: 'not-assigned' }
  /** No request lists the kind by group. */
  | { readonly kind: InstanceKind; readonly status: 'not-listable' }
  | { readonly kind: InstanceKind; readonly status: 'missed'; readonly problem: Problem };

interface Group {
  readonly serviceProviderId: string;
  readonly groupId: string;
}

/**
 * The instances of a group by one list per kind, all in one round: for logins that may not list those of
 * the service provider. The run notes that it was done so, and the kinds that no request lists by group.
 */
export async function listByKind(
  run: Run,
  group: Group,
  kinds: readonly InstanceKind[],
  placeOf: (kind: InstanceKind) => Place,
): Promise<readonly InstancesOfKind[]> {
  const missing = kinds.filter((kind) => instanceRequests[kind].list === undefined);
  run.notes.push({ command: 'Group…GetInstanceListRequest', insteadOf: ALL_KINDS, missing });
  return Promise.all(kinds.map(async (kind) => listKind(run, group, kind, placeOf(kind))));
}

async function listKind(
  run: Run,
  group: Group,
  kind: InstanceKind,
  place: Place,
): Promise<InstancesOfKind> {
  const { list } = instanceRequests[kind];
  if (list === undefined) return { kind, status: 'not-listable' };
  // Both types of auto attendants have one list.
  const outcome = await run.share(list, group, place);
  if (outcome.ok) return { kind, status: 'listed', ...rowsOfKind(run, outcome.response, kind) };
  const { problem } = outcome;
  return knownRefusals.meaning(problem.code) === 'service-not-assigned'
    ? { kind, status: 'not-assigned' }
    : { kind, status: 'missed', problem: problemAt(place.path, problem) };
}

/** The rows of the only table. */
function rowsOfKind(
  run: Run,
  response: OCIResponse,
  kind: InstanceKind,
): { readonly command: string; readonly rows: readonly InstanceRow[] } {
  const command = response.$type.replace('Response', 'Request');
  const isAttendant = kind === 'Auto Attendant' || kind === 'Auto Attendant - Standard';
  const columns = ['serviceUserId', 'name', 'extension', ...(isAttendant ? ['type'] : [])];
  const rows = Object.entries(response).flatMap(([name, table]) => {
    if (!(table instanceof OCITable)) return [];
    noteMissingColumns(run, command, name, table as OCITable, columns);
    return table.rows as readonly (InstanceRow & { readonly type?: string })[];
  });
  if (!isAttendant) return { command, rows };
  const isStandard = kind === 'Auto Attendant - Standard';
  return { command, rows: rows.filter(({ type }) => (type === 'Standard') === isStandard) };
}

/** The kinds whose group service the group does not have. */
export function unassignedKinds(
  run: Run,
  response: GroupServiceGetAuthorizationListResponse,
): readonly InstanceKind[] {
  const columns = ['serviceName', 'assigned'] as const;
  const rows = rowsOf(run, response, 'groupServicesAuthorizationTable', columns);
  return instanceKinds.filter((kind) => {
    const { service } = instanceRequests[kind];
    const row = rows.find(({ serviceName }) => serviceName === service);
    return flag(row?.assigned) === false;
  });
}
