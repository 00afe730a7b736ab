import { describe, expect, it } from 'vitest';
import {
  GroupDnDeactivateListRequest,
  GroupDnListAssignDepartmentRequest,
} from '@ocipkit/commands/number-assignment';
import {
  GroupDnGetAssignmentListRequest18,
  GroupDnGetAssignmentPagedSortedListRequest,
} from '@ocipkit/commands/numbers';
import { createInstance } from '../../src/seed/create.js';
import { World } from '../support/world.js';

const sales = { serviceProviderId: 'Acme', groupId: 'Sales' };
const startsWith = (value: string) => [
  { mode: 'Starts With', value, isCaseInsensitive: true } as const,
];

/** Hunt group at 0110, 0114 and 0115 inactive, 0118 and 0119 in department Desk below East. */
async function world(): Promise<World> {
  const made = new World();
  createInstance(made.platform, made.sales, 'Hunt Group', 'hunt', {
    name: 'Front Desk',
    phoneNumber: '+1-2025550110',
    extension: '5110',
  });
  made.acme.departments.push({ name: 'East' });
  made.sales.departments.push({
    name: 'Desk',
    parent: { $type: 'EnterpriseDepartmentKey', serviceProviderId: 'Acme', name: 'East' },
  });
  await made.send(
    new GroupDnDeactivateListRequest({ ...sales, phoneNumber: ['2025550114', '2025550115'] }),
  );
  await made.send(
    new GroupDnListAssignDepartmentRequest({
      ...sales,
      departmentKey: { $type: 'GroupDepartmentKey', ...sales, name: 'Desk' },
      phoneNumber: ['2025550118', '2025550119'],
    }),
  );
  return made;
}

describe('the list of numbers with their holders', () => {
  it('joins free numbers that are alike and shows holders one by one', async () => {
    const { dnTable } = await (await world()).send(new GroupDnGetAssignmentListRequest18(sales));
    expect(dnTable.column('Phone Numbers')).toEqual([
      '+1-2025550100',
      '+1-2025550101',
      '+1-2025550102',
      '+1-2025550103',
      '+1-2025550104 - +1-2025550109',
      '+1-2025550110',
      '+1-2025550111 - +1-2025550113',
      '+1-2025550114 - +1-2025550115',
      '+1-2025550116 - +1-2025550117',
      '+1-2025550118 - +1-2025550119',
    ]);
    expect(dnTable.rows[1]).toMatchObject({
      userId: 'alice@example.test',
      lastName: 'Archer',
      firstName: 'Alice',
      extension: '5101',
      activated: 'true',
      userType: 'Normal',
      countryCode: '1',
      nationalPrefix: '1',
    });
    expect(dnTable.rows[5]).toMatchObject({
      userId: 'hunt@example.test',
      lastName: 'Front Desk',
      firstName: 'Hunt Group',
      userType: 'Hunt Group',
    });
    expect(dnTable.rows[7]).toMatchObject({ userId: '', activated: 'false' });
    expect(dnTable.rows[9]?.department).toBe('East \\ Desk');
  });

  it('searches numbers before it joins them, and limits rows', async () => {
    const made = await world();
    const find = async (more: object) => {
      const request = new GroupDnGetAssignmentListRequest18({ ...sales, ...more });
      return (await made.send(request)).dnTable.column('Phone Numbers');
    };
    expect(await find({ searchCriteriaDn: startsWith('+1-202555010') })).toHaveLength(5);
    expect(await find({ searchCriteriaDn: [{ mode: 'Contains', value: '0107' }] })).toEqual([
      '+1-2025550107',
    ]);
    expect(await find({ searchCriteriaUserLastName: startsWith('b') })).toEqual(['+1-2025550102']);
    expect(await find({ searchCriteriaUserFirstName: startsWith('hunt') })).toEqual([
      '+1-2025550110',
    ]);
    expect(await find({ searchCriteriaUserId: startsWith('carol') })).toEqual(['+1-2025550103']);
    expect(await find({ searchCriteriaExtension: startsWith('511') })).toEqual(['+1-2025550110']);
    expect(await find({ searchCriteriaExactDnActivation: { activated: false } })).toEqual([
      '+1-2025550114 - +1-2025550115',
    ]);
    expect(
      await find({
        searchCriteriaExactDnDepartment: {
          departmentKey: { $type: 'GroupDepartmentKey', ...sales, name: 'Desk' },
        },
      }),
    ).toEqual(['+1-2025550118 - +1-2025550119']);
    expect(await find({ responseSizeLimit: 2 })).toEqual(['+1-2025550100', '+1-2025550101']);
  });

  it('shows the extension that goes with an alternate number', async () => {
    const made = await world();
    made.give(made.alice, 'Alternate Numbers');
    made.platform.changeUser(made.alice, (draft) => {
      draft.settings['Alternate Numbers'] = {
        alternateEntry01: { phoneNumber: '+1-2025550105', extension: '5105' },
      };
    });
    const { dnTable } = await made.send(new GroupDnGetAssignmentListRequest18(sales));
    expect(dnTable.rows.find((row) => row.phoneNumbers === '+1-2025550105')).toMatchObject({
      userId: 'alice@example.test',
      extension: '5105',
    });
  });
});

describe('the paged list of numbers', () => {
  const page = (start: number, size: number) => ({
    responsePagingControl: { responseStartIndex: start, responsePageSize: size },
  });

  it('gives pages in the order asked for', async () => {
    const made = await world();
    const numbers = async (more: object) => {
      const request = new GroupDnGetAssignmentPagedSortedListRequest({ ...sales, ...more });
      return (await made.send(request)).dnTable.column('Phone Numbers');
    };
    expect(await numbers({})).toHaveLength(10);
    expect(await numbers(page(9, 5))).toEqual([
      '+1-2025550116 - +1-2025550117',
      '+1-2025550118 - +1-2025550119',
    ]);
    const sortOrder = [
      { sortByDnAvailable: { isAscending: true } },
      { sortByUserLastName: { isAscending: false, isCaseSensitive: false } },
    ];
    expect(await numbers({ ...page(1, 3), sortOrder })).toEqual([
      '+1-2025550110',
      '+1-2025550103',
      '+1-2025550102',
    ]);
  });

  it('tells departments with their parents, and no activation of free numbers', async () => {
    const made = await world();
    const { dnTable } = await made.send(
      new GroupDnGetAssignmentPagedSortedListRequest({
        ...sales,
        searchCriteriaDepartmentName: startsWith('desk'),
      }),
    );
    expect(dnTable.rows).toHaveLength(1);
    expect(dnTable.rows[0]).toMatchObject({
      department: 'Desk',
      departmentType: 'Group',
      parentDepartment: 'East',
      parentDepartmentType: 'Enterprise',
      activated: '',
      available: 'true',
    });
  });

  it('takes one condition as enough where the request says so', async () => {
    const made = await world();
    const conditions = {
      ...sales,
      searchCriteriaUserLastName: startsWith('archer'),
      searchCriteriaExactUserType: [{ userType: 'Hunt Group' as const }],
    };
    const found = async (more: object) => {
      const request = new GroupDnGetAssignmentPagedSortedListRequest({ ...conditions, ...more });
      return (await made.send(request)).dnTable.column('User Id');
    };
    expect(await found({})).toEqual([]);
    expect(await found({ searchCriteriaModeOr: true })).toEqual([
      'alice@example.test',
      'hunt@example.test',
    ]);
  });

  it('finds free and used numbers', async () => {
    const made = await world();
    const found = async (available: boolean) => {
      const request = new GroupDnGetAssignmentPagedSortedListRequest({
        ...sales,
        searchCriteriaExactDnAvailability: { available },
      });
      return (await made.send(request)).dnTable.length;
    };
    expect(await found(true)).toBe(6);
    expect(await found(false)).toBe(4);
  });
});
