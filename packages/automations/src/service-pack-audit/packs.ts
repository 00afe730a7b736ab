import type { UnboundedNonNegativeInt } from '@ocipkit/commands/common';
import type { ServiceProviderServicePackGetUtilizationListResponse } from '@ocipkit/commands/service-pack';
import { compact, quantity } from '../run/cells.js';
import { noteMissingColumns, rowsOf } from '../run/columns.js';
import { localProblem } from '../run/problem.js';
import type { Run } from '../run/run.js';
import { problemSection, sectionOf, valueSection, type Section } from '../run/section.js';
import type { PackContent, PackUtilization } from './types.js';

/** Called for every pack that is mentioned. */
export type Mention = (name: string) => void;

/** What is in a pack. */
export async function contentOf(
  run: Run,
  serviceProviderId: string,
  servicePackName: string,
): Promise<Section<PackContent>> {
  const path = `packs[${servicePackName}].content`;
  const outcome = await run.ask(
    'ServiceProviderServicePackGetDetailListRequest',
    { serviceProviderId, servicePackName },
    run.member({ path, subject: servicePackName }),
  );
  return sectionOf(path, outcome, (response) => ({
    ...compact({ description: response.servicePackDescription }),
    isAvailableForUse: response.isAvailableForUse,
    quantity: limitOf(response.servicePackQuantity),
    assigned: limitOf(response.assignedQuantity),
    allowed: limitOf(response.allowedQuantity),
    services: rowsOf(run, response, 'userServiceTable', serviceColumns).map((row) => ({
      name: row.service ?? '',
      ...compact({
        authorized: quantity(row.authorized),
        allocated: quantity(row.allocated),
        available: quantity(row.available),
      }),
    })),
  }));
}

const serviceColumns = ['service', 'authorized', 'allocated', 'available'] as const;

function limitOf(limit: UnboundedNonNegativeInt): number | 'unlimited' {
  return limit.quantity ?? 'unlimited';
}

/**
 * What the groups use of each pack, by its name. The response has names and tables, which belong together
 * by position.
 */
export async function readUtilization(
  run: Run,
  serviceProviderId: string,
  mention: Mention,
): Promise<Section<ReadonlyMap<string, readonly PackUtilization[]>>> {
  const path = 'utilization';
  const place = { path, subject: serviceProviderId };
  const name = 'ServiceProviderServicePackGetUtilizationListRequest';
  const outcome = await run.ask(name, { serviceProviderId }, place);
  if (!outcome.ok) return problemSection(path, outcome.problem);
  const { servicePackName: names = [], serviceUtilizationTable: tables = [] } = outcome.response;
  if (names.length !== tables.length) {
    const message =
      `The list has ${String(names.length)} names and ${String(tables.length)} tables, ` +
      'which belong together by position.';
    return problemSection(path, localProblem('inconsistent', message, { ...place, command: name }));
  }
  names.forEach(mention);
  const columns = ['group', 'totalPacks', 'assigned'];
  for (const table of tables) {
    noteMissingColumns(run, name, 'serviceUtilizationTable', table, columns);
  }
  return valueSection(new Map(names.map((pack, i) => [pack, utilizationOf(tables[i])])));
}

type UtilizationTable = NonNullable<
  ServiceProviderServicePackGetUtilizationListResponse['serviceUtilizationTable']
>[number];

function utilizationOf(table: UtilizationTable | undefined): readonly PackUtilization[] {
  return (table?.rows ?? []).map((row) => ({
    groupId: row.group ?? '',
    ...compact({ total: quantity(row.totalPacks), assigned: quantity(row.assigned) }),
  }));
}
