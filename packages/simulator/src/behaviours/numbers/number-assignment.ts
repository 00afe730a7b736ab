import type { BehaviourTable } from '../../engine/behaviour.js';
import { keyText, page, search, sort, type Readers } from '../../engine/listing.js';
import { departmentPath, departmentsOf } from '../../platform/departments.js';
import { sameId } from '../../platform/id-map.js';
import type { Department, NumberRecord } from '../../platform/model.js';
import { useOf } from '../../platform/number-use.js';
import { countryOf, nationalNumber } from '../../platform/numbers.js';
import type { Platform } from '../../platform/platform.js';
import { joinRuns } from './number-request.js';

/** Lists of a group's phone numbers with who has them. */
export function numberAssignment(table: BehaviourTable): void {
  table
    .on('GroupDnGetAssignmentListRequest18', (request, { platform }) => ({
      dnTable: page(rowsOf(platform, request), request),
    }))
    .on('GroupDnGetAssignmentPagedSortedListRequest', (request, { platform }) => {
      const rows = sort(rowsOf(platform, request), request, sorts).map((row) => ({
        ...row,
        department: row.departmentName,
        // Free numbers have an activation, but this list does not tell it.
        activated: row.available ? undefined : row.activated,
      }));
      const { responsePagingControl = largestPage } = request;
      return { dnTable: page(rows, { responsePagingControl }) };
    });
}

/** What holds where a request asks for no page. */
const largestPage = { responseStartIndex: 1, responsePageSize: 2000 };

/** The numbers that a request looks for; free ones that are alike and consecutive share a row. */
function rowsOf(
  platform: Platform,
  request: { readonly serviceProviderId: string; readonly groupId: string },
) {
  const group = platform.group(request.serviceProviderId, request.groupId);
  const numbers = platform.numbers.ofGroup(group).map((record) => rowOf(platform, record));
  return joinRuns(search(numbers, request, criteria), isAlike);
}

type Row = ReturnType<typeof rowOf>;

function isAlike(a: Row, b: Row): boolean {
  return (
    a.available && b.available && a.activated === b.activated && a.departmentKey === b.departmentKey
  );
}

function rowOf(platform: Platform, record: NumberRecord) {
  const { number, department: key, isActivated: activated } = record;
  const use = useOf(platform, number);
  const parent = key === undefined ? undefined : parentOf(platform, key);
  const countryCode = countryOf(number);
  return {
    ...use,
    number,
    departmentKey: key === undefined ? undefined : keyText(key),
    department: departmentPath(platform, key),
    departmentName: key?.name,
    departmentType: departmentType(key),
    parentDepartment: parent?.name,
    parentDepartmentType: departmentType(parent),
    activated,
    available: use === undefined,
    countryCode,
    // The North American numbering plan has one; others are not known.
    nationalPrefix: countryCode === '1' ? '1' : undefined,
  };
}

function parentOf(
  platform: Platform,
  key: NonNullable<NumberRecord['department']>,
): Department['parent'] {
  return departmentsOf(platform, key).find((d) => sameId(d.name, key.name))?.parent;
}

function departmentType(key: NumberRecord['department']): string | undefined {
  if (key === undefined) return undefined;
  return key.$type === 'EnterpriseDepartmentKey' ? 'Enterprise' : 'Group';
}

const criteria: Readers<Row> = {
  searchCriteriaDn: ({ number }) => [number, number.replace('-', ''), nationalNumber(number)],
  searchCriteriaUserFirstName: (row) => row.firstName,
  searchCriteriaUserLastName: (row) => row.lastName,
  searchCriteriaUserId: (row) => row.userId,
  searchCriteriaExtension: (row) => row.extension,
  searchCriteriaEmailAddress: (row) => row.emailAddress,
  searchCriteriaExactUserType: (row) => row.userType,
  searchCriteriaExactDnDepartment: (row) => row.departmentKey,
  searchCriteriaDepartmentName: (row) => row.departmentName,
  searchCriteriaExactDnActivation: (row) => String(row.activated),
  searchCriteriaExactDnAvailability: (row) => String(row.available),
};

const sorts: Readers<Row> = {
  sortByDn: (row) => row.number,
  sortByDepartmentName: (row) => row.departmentName,
  sortByDnActivated: (row) => String(row.activated),
  sortByDnAvailable: (row) => String(row.available),
  sortByUserId: (row) => row.userId,
  sortByUserFirstName: (row) => row.firstName,
  sortByUserLastName: (row) => row.lastName,
  sortByExtension: (row) => row.extension,
  sortByEmailAddress: (row) => row.emailAddress,
};
