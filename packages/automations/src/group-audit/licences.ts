import type { GroupServiceGetAuthorizationListResponse } from '@ocipkit/commands/licensing';
import { compact, flag, text } from '../run/cells.js';
import { noteMissingColumns, rawRow } from '../run/columns.js';
import type { Run } from '../run/run.js';
import type { Amount, GroupLicences } from './types.js';

const packColumns = [
  'servicePackName',
  'authorized',
  'assigned',
  'limited',
  'allocated',
  'allowed',
  'usage',
  'description',
] as const;
const serviceColumns = [
  'serviceName',
  'authorized',
  'assigned',
  'limited',
  'quantity',
  'usage',
  'licensed',
  'allowed',
] as const;

/** The three tables of licences, every row of them. */
export function licencesOf(
  run: Run,
  response: GroupServiceGetAuthorizationListResponse,
): GroupLicences {
  const command = 'GroupServiceGetAuthorizationListRequest';
  const {
    servicePacksAuthorizationTable: packs,
    groupServicesAuthorizationTable: groupServices,
    userServicesAuthorizationTable: userServices,
  } = response;
  noteMissingColumns(run, command, 'servicePacksAuthorizationTable', packs, packColumns);
  noteMissingColumns(run, command, 'groupServicesAuthorizationTable', groupServices, [
    ...serviceColumns,
    'instanceCount',
  ]);
  noteMissingColumns(run, command, 'userServicesAuthorizationTable', userServices, [
    ...serviceColumns,
    'userAssignable',
    'groupServiceAssignable',
  ]);
  return {
    servicePacks: packs.rows.map((row) => ({
      name: row.servicePackName ?? '',
      ...common(row, row.allocated),
      ...compact({ allocated: amount(row.allocated), description: text(row.description) }),
      raw: rawRow(row),
    })),
    groupServices: groupServices.rows.map((row) => ({
      name: row.serviceName ?? '',
      ...common(row, row.quantity),
      ...compact({
        quantity: amount(row.quantity),
        licensed: licensed(row.licensed),
        instanceCount: amount(row.instanceCount),
      }),
      raw: rawRow(row),
    })),
    userServices: userServices.rows.map((row) => ({
      name: row.serviceName ?? '',
      ...common(row, row.quantity),
      ...compact({
        quantity: amount(row.quantity),
        licensed: licensed(row.licensed),
        userAssignable: flag(row.userAssignable),
        groupServiceAssignable: flag(row.groupServiceAssignable),
      }),
      raw: rawRow(row),
    })),
  };
}

interface Cells {
  readonly authorized?: string | undefined;
  readonly assigned?: string | undefined;
  readonly limited?: string | undefined;
  readonly allowed?: string | undefined;
  readonly usage?: string | undefined;
}

function common(row: Cells, given: string | undefined) {
  const usage = amount(row.usage);
  const quantity = amount(given);
  return {
    ...compact({
      authorized: flag(row.authorized),
      assigned: flag(row.assigned),
      limited: limited(row.limited),
      allowed: amount(row.allowed),
      usage,
      free: freeOf(quantity, usage),
    }),
    overLimit: typeof quantity === 'number' && typeof usage === 'number' && usage > quantity,
  };
}

function freeOf(
  quantity: Amount | undefined,
  usage: Amount | undefined,
): number | 'unlimited' | undefined {
  if (typeof usage !== 'number') return undefined;
  if (quantity === 'unlimited') return 'unlimited';
  return typeof quantity === 'number' ? quantity - usage : undefined;
}

/** A whole number becomes one, a word for unlimited becomes `unlimited`, anything else stays text. */
function amount(cell: string | undefined): Amount | undefined {
  const shown = text(cell)?.trim();
  if (shown === undefined) return undefined;
  if (/^(?:unlimited|unbounded)$/i.test(shown)) return 'unlimited';
  const number = /^\d+$/.test(shown) ? Number(shown) : NaN;
  return Number.isSafeInteger(number) ? number : shown;
}

function limited(cell: string | undefined): boolean | undefined {
  if (/^\s*limited\s*$/i.test(cell ?? '')) return true;
  if (/^\s*unlimited\s*$/i.test(cell ?? '')) return false;
  return flag(cell);
}

function licensed(cell: string | undefined): boolean | string | undefined {
  if (/^\s*yes\s*$/i.test(cell ?? '')) return true;
  if (/^\s*no\s*$/i.test(cell ?? '')) return false;
  return flag(cell) ?? text(cell);
}
