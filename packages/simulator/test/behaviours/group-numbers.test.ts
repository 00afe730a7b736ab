import { describe, expect, it } from 'vitest';
import {
  GroupDnActivateListRequest,
  GroupDnAssignListRequest,
  GroupDnDeactivateListRequest,
  GroupDnListAssignDepartmentRequest,
  GroupDnUnassignListRequest,
} from '@ocipkit/commands/number-assignment';
import {
  GroupDnGetActivationListRequest,
  GroupDnGetAvailableListRequest,
  GroupDnGetAvailableRangesListRequest,
  GroupDnGetDetailedAvailableListRequest,
  GroupDnGetStatusListRequest,
  GroupDnGetSummaryListRequest,
} from '@ocipkit/commands/numbers';
import { createInstance } from '../../src/seed/create.js';
import { World } from '../support/world.js';

const sales = { serviceProviderId: 'Acme', groupId: 'Sales' };
const support = { serviceProviderId: 'Acme', groupId: 'Support' };
const range = (from: string, to: string) => ({
  minPhoneNumber: `+1-202555${from}`,
  maxPhoneNumber: `+1-202555${to}`,
});

/** A world in which the enterprise has 0400 to 0409, which no group has. */
function worldWithSpareNumbers(): World {
  const world = new World();
  world.platform.numbers.add(
    'Acme',
    Array.from({ length: 10 }, (_, i) => `+1-202555040${String(i)}`),
  );
  return world;
}

describe('giving numbers to a group', () => {
  it('takes single numbers and ranges, which are inactive at first', async () => {
    const world = worldWithSpareNumbers();
    await world.send(
      new GroupDnAssignListRequest({
        ...support,
        phoneNumber: ['2025550409'],
        dnRange: [range('0400', '0402')],
      }),
    );
    const { phoneNumber } = await world.send(new GroupDnGetAvailableRangesListRequest(support));
    expect(phoneNumber).toEqual([
      '+1-2025550200',
      '+1-2025550202 - +1-2025550209',
      '+1-2025550400 - +1-2025550402',
      '+1-2025550409',
    ]);
    expect(world.platform.numbers.get('+1-2025550400')?.isActivated).toBe(false);
  });

  it('refuses all if one is unknown, of another service provider, or of a group', async () => {
    const world = worldWithSpareNumbers();
    for (const bad of ['+1-2025550999', '+1-2025550305', '+1-2025550105']) {
      const request = new GroupDnAssignListRequest({
        ...support,
        phoneNumber: ['+1-2025550400', bad],
      });
      expect((await world.refusal(request)).message).toContain(bad);
    }
    expect(world.platform.numbers.get('+1-2025550400')?.groupId).toBeUndefined();
  });

  it('refuses ranges that end before they begin, and groups that do not exist', async () => {
    const world = worldWithSpareNumbers();
    const backwards = { ...support, dnRange: [range('0402', '0400')] };
    expect((await world.refusal(new GroupDnAssignListRequest(backwards))).message).toContain(
      'Invalid number range',
    );
    const nowhere = { ...support, groupId: 'Nowhere', phoneNumber: ['+1-2025550400'] };
    expect((await world.refusal(new GroupDnAssignListRequest(nowhere))).code).toBe(4152);
  });

  it('is for administrators of the service provider', async () => {
    const world = worldWithSpareNumbers().as('sales-admin');
    const request = new GroupDnAssignListRequest({ ...sales, phoneNumber: ['+1-2025550400'] });
    expect((await world.refusal(request)).code).toBe(5404);
  });
});

describe('taking numbers from a group', () => {
  it('takes department and activation away', async () => {
    const world = new World();
    world.sales.departments.push({ name: 'Desk' });
    const number = { phoneNumber: ['+1-2025550119'] };
    const departmentKey = { $type: 'GroupDepartmentKey', ...sales, name: 'Desk' } as const;
    await world.send(
      new GroupDnListAssignDepartmentRequest({ ...sales, departmentKey, ...number }),
    );
    await world.send(new GroupDnUnassignListRequest({ ...sales, ...number }));
    expect(world.platform.numbers.get('+1-2025550119')).toEqual({
      number: '+1-2025550119',
      serviceProviderId: 'Acme',
      isActivated: false,
    });
  });

  it('refuses all if one is in use, or not the group’s', async () => {
    const world = new World();
    createInstance(world.platform, world.sales, 'Hunt Group', 'hunt', {
      name: 'Hunt',
      phoneNumber: '+1-2025550110',
    });
    world.sales.callingLineIdPhoneNumber = '+1-2025550111';
    world.sales.departments.push({ name: 'Desk', callingLineIdPhoneNumber: '+1-2025550112' });
    for (const used of ['0101', '0110', '0111', '0112', '0201']) {
      const phoneNumber = ['+1-2025550119', `+1-202555${used}`];
      const request = new GroupDnUnassignListRequest({ ...sales, phoneNumber });
      expect((await world.refusal(request)).message).toContain(`+1-202555${used}`);
    }
    expect(world.platform.numbers.get('+1-2025550119')?.groupId).toBe('Sales');
  });
});

describe('activation', () => {
  it('is switched off and on, and numbers in that state already are accepted', async () => {
    const world = new World();
    const some = { ...sales, dnRange: [range('0101', '0105')] };
    const table = async () => {
      const { dnTable } = await world.send(new GroupDnGetActivationListRequest(sales));
      return dnTable.rows.map((row) => `${row.phoneNumbers} ${row.activated}`);
    };
    await world.send(new GroupDnDeactivateListRequest(some));
    await world.send(new GroupDnDeactivateListRequest(some));
    expect(await table()).toEqual([
      '+1-2025550100 true',
      '+1-2025550101 false',
      '+1-2025550102 false',
      '+1-2025550103 false',
      '+1-2025550104 - +1-2025550105 false',
      '+1-2025550106 - +1-2025550119 true',
    ]);
    await world.send(new GroupDnActivateListRequest(some));
    await world.send(new GroupDnActivateListRequest(some));
    expect(await table()).toHaveLength(5);
  });

  it('is refused for numbers of other groups, and then for none', async () => {
    const world = new World();
    const phoneNumber = ['+1-2025550100', '+1-2025550200'];
    const request = new GroupDnDeactivateListRequest({ ...sales, phoneNumber });
    expect((await world.refusal(request)).message).toContain('+1-2025550200');
    expect(world.platform.numbers.get('+1-2025550100')?.isActivated).toBe(true);
    const activate = new GroupDnActivateListRequest({ ...sales, phoneNumber });
    expect((await world.refusal(activate)).message).toContain('+1-2025550200');
  });
});

describe('departments of numbers', () => {
  it('are set, shown with the free numbers, and taken away', async () => {
    const world = new World();
    world.acme.departments.push({ name: 'East' });
    world.sales.departments.push({
      name: 'Desk',
      parent: { $type: 'EnterpriseDepartmentKey', serviceProviderId: 'Acme', name: 'East' },
    });
    const numbers = { phoneNumber: ['+1-2025550118'] };
    const departmentKey = { $type: 'GroupDepartmentKey', ...sales, name: 'Desk' } as const;
    const departmentOf18 = async () => {
      const { dnTable } = await world.send(new GroupDnGetDetailedAvailableListRequest(sales));
      expect(dnTable.length).toBe(17);
      return dnTable.rows.find((row) => row.phoneNumber === '+1-2025550118')?.department;
    };
    await world.send(
      new GroupDnListAssignDepartmentRequest({ ...sales, departmentKey, ...numbers }),
    );
    expect(await departmentOf18()).toBe('East \\ Desk');
    await world.send(new GroupDnListAssignDepartmentRequest({ ...sales, ...numbers }));
    expect(await departmentOf18()).toBe('');
  });

  it('must exist and be near the group', async () => {
    const world = new World();
    world.support.departments.push({ name: 'Help' });
    const numbers = { ...sales, phoneNumber: ['+1-2025550118'] };
    for (const departmentKey of [
      { $type: 'GroupDepartmentKey', ...sales, name: 'Help' },
      { $type: 'GroupDepartmentKey', ...support, name: 'Help' },
      { $type: 'EnterpriseDepartmentKey', serviceProviderId: 'Metro', name: 'Help' },
    ] as const) {
      const request = new GroupDnListAssignDepartmentRequest({ ...numbers, departmentKey });
      expect((await world.refusal(request)).message).toContain('Department not found: Help');
    }
  });
});

describe('lists of free numbers and totals', () => {
  it('leave out what users and service instances have', async () => {
    const world = new World();
    createInstance(world.platform, world.sales, 'Hunt Group', 'hunt', {
      name: 'Hunt',
      phoneNumber: '+1-2025550110',
    });
    const { phoneNumber } = await world.send(new GroupDnGetAvailableListRequest(sales));
    expect(phoneNumber).toHaveLength(16);
    expect(phoneNumber).not.toContain('+1-2025550110');
    const { dnTable } = await world.send(new GroupDnGetSummaryListRequest(sales));
    expect(dnTable.rows.map((row) => [row.phoneNumbers, row.assigned, row.activated])).toEqual([
      ['+1-2025550100', 'false', 'true'],
      ['+1-2025550101 - +1-2025550103', 'true', 'true'],
      ['+1-2025550104 - +1-2025550109', 'false', 'true'],
      ['+1-2025550110', 'true', 'true'],
      ['+1-2025550111 - +1-2025550119', 'false', 'true'],
    ]);
  });

  it('tell the status of given numbers', async () => {
    const world = new World();
    const { dnStatus } = await world.send(
      new GroupDnGetStatusListRequest({
        ...sales,
        dn: ['+1-2025550104', '2025550104', '+1-2025550101', '+1-2025550200', '+1-999', 'never'],
      }),
    );
    expect(dnStatus?.map(({ dn, status }) => [dn, status])).toEqual([
      ['+1-2025550104', 'Available'],
      ['2025550104', 'Duplicate In List'],
      ['+1-2025550101', 'Duplicate'],
      ['+1-2025550200', 'Unavailable'],
      ['+1-999', 'Unavailable'],
      ['never', 'Invalid'],
    ]);
    expect(dnStatus?.[0]?.summary).toBeUndefined();
    expect(dnStatus?.[2]?.summaryEnglish).toContain('already in use');
  });
});
