import type {
  GroupDnGetAssignmentListResponse18,
  GroupDnGetAssignmentPagedSortedListResponse,
} from '@ocipkit/commands/numbers';
import { AutomationUsageError } from '../run/usage-error.js';
import { compact, flag, text } from '../run/cells.js';
import { noteMissingColumns, rawRow } from '../run/columns.js';
import { numbersIn } from '../run/number-ranges.js';
import { problemAt, type Problem } from '../run/problem.js';
import type { Run } from '../run/run.js';
import { AutomationError, problemSection, valueSection, type Section } from '../run/section.js';
import { numbersOfCell, stretchesOf } from './number-ranges.js';
import type { GroupAudit, GroupNumbers, NumberRow } from './types.js';

const LIST = 'GroupDnGetAssignmentListRequest18';
const PAGES = 'GroupDnGetAssignmentPagedSortedListRequest';

type Table =
  | GroupDnGetAssignmentListResponse18['dnTable']
  | GroupDnGetAssignmentPagedSortedListResponse['dnTable'];
type Row = GroupDnGetAssignmentListResponse18['dnTable']['rows'][number] &
  GroupDnGetAssignmentPagedSortedListResponse['dnTable']['rows'][number];

interface NamedGroup {
  readonly serviceProviderId: string;
  readonly groupId: string;
}

/**
 * The numbers of a group, in one answer or in pages of so many rows. Platforms that have no pages answer
 * as a whole.
 */
export async function readNumbers(
  run: Run,
  group: NamedGroup,
  pageSize: number | undefined,
): Promise<Section<GroupNumbers>> {
  const place = { path: 'numbers', subject: group.groupId };
  if (pageSize !== undefined) {
    const paged = await readPages(run, group, pageSize);
    if (paged !== undefined) return paged;
  }
  const outcome = await run.ask(LIST, group, place);
  if (!outcome.ok) return problemSection(place.path, outcome.problem);
  const { dnTable } = outcome.response;
  noteColumns(run, LIST, dnTable);
  return valueSection(numbersOf(dnTable.rows as readonly Row[], LIST));
}

/** Undefined where the platform has no pages. What came before a page that failed stays. */
async function readPages(
  run: Run,
  group: NamedGroup,
  pageSize: number,
): Promise<Section<GroupNumbers> | undefined> {
  const path = 'numbers';
  const rows: Row[] = [];
  const unread: Problem[] = [];
  for (let isLast = false; !isLast;) {
    const responsePagingControl = {
      responseStartIndex: rows.length + 1,
      responsePageSize: pageSize,
    };
    const outcome = await run.ask(
      PAGES,
      { ...group, responsePagingControl },
      { path, subject: group.groupId },
    );
    if (outcome.ok) {
      const { dnTable } = outcome.response;
      if (rows.length === 0) noteColumns(run, PAGES, dnTable);
      rows.push(...(dnTable.rows as readonly Row[]));
      isLast = dnTable.length < pageSize;
      run.progress('numbers', rows.length);
    } else {
      const { problem } = outcome;
      if (rows.length === 0) {
        return problem.kind === 'unsupported' ? undefined : problemSection(path, problem);
      }
      unread.push(problemAt(`${path}[${String(rows.length)}…]`, problem));
      isLast = true;
    }
  }
  return valueSection(numbersOf(rows, PAGES), unread);
}

function noteColumns(run: Run, command: string, table: Table): void {
  noteMissingColumns(run, command, 'dnTable', table, [
    'phoneNumbers',
    'department',
    'activated',
    'userId',
    'lastName',
    'firstName',
    'extension',
    'emailAddress',
    'userType',
    'countryCode',
    'nationalPrefix',
    ...(command === PAGES
      ? (['departmentType', 'parentDepartment', 'parentDepartmentType', 'available'] as const)
      : []),
  ]);
}

function numbersOf(table: readonly Row[], source: GroupNumbers['source']): GroupNumbers {
  const rows: NumberRow[] = [];
  const unparsed: GroupNumbers['unparsed'][number][] = [];
  for (const row of table) {
    const cell = row.phoneNumbers ?? '';
    const range = numbersOfCell(cell);
    if (range === undefined) unparsed.push({ text: cell, row: rawRow(row) });
    else rows.push({ ...range, ...holderOf(row), ...detailsOf(row), raw: rawRow(row) });
  }
  const stretches = stretchesOf(rows);
  const count = (has: (row: NumberRow) => boolean): number =>
    stretches
      .filter((s) => s.rows.some((index) => rows[index] !== undefined && has(rows[index])))
      .reduce((sum, s) => sum + s.count, 0);
  const total = count(() => true);
  const assigned = count((row) => row.holder !== 'unassigned');
  return {
    rows,
    total,
    assigned,
    unassigned: total - assigned,
    inactive: count((row) => row.activated === false),
    duplicates: stretches
      .filter((stretch) => stretch.rows.length > 1)
      .map(({ first, last, count: length, rows: indexes }) => ({
        first,
        last,
        count: length,
        rows: indexes,
      })),
    unparsed,
    source,
  };
}

function holderOf(row: Row): Pick<NumberRow, 'holder' | 'serviceName'> {
  if (text(row.userId) === undefined) return { holder: 'unassigned' };
  const type = text(row.userType)?.trim() ?? 'Normal';
  if (type === 'Normal') return { holder: 'user' };
  return { holder: 'service', ...compact({ serviceName: text(row.lastName) }) };
}

function detailsOf(row: Row) {
  return compact({
    department: text(row.department),
    departmentType: text(row.departmentType),
    parentDepartment: text(row.parentDepartment),
    parentDepartmentType: text(row.parentDepartmentType),
    available: flag(row.available),
    activated: flag(row.activated),
    userId: text(row.userId),
    lastName: text(row.lastName),
    firstName: text(row.firstName),
    extension: text(row.extension),
    emailAddress: text(row.emailAddress),
    userType: text(row.userType),
    countryCode: text(row.countryCode),
    nationalPrefix: text(row.nationalPrefix),
  });
}

/**
 * Every number of an audit as text, in ascending order, once each; one at a time, since ranges can be
 * large.
 *
 * @throws AutomationError at once if the numbers could not be read; AutomationUsageError if they were
 * not asked for
 */
export function expandNumbers({ numbers }: Pick<GroupAudit, 'numbers'>): Generator<string, void> {
  if (numbers === undefined) {
    throw new AutomationUsageError('The audit has no numbers: they were not asked for.');
  }
  if (numbers.status === 'not-assigned') {
    throw new AutomationUsageError(`The audit has no numbers: ${numbers.service} is not assigned.`);
  }
  if (numbers.status !== 'value') throw new AutomationError(numbers.problem);
  return expand(numbers.value);
}

function* expand({ rows }: GroupNumbers): Generator<string, void> {
  for (const stretch of stretchesOf(rows)) yield* numbersIn(stretch);
}
