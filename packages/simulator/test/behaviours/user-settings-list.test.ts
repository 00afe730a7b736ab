import { describe, expect, it } from 'vitest';
import { UserCallForwardingAlwaysModifyRequest } from '@ocipkit/commands/call-forwarding';
import { UserCallWaitingModifyRequest } from '@ocipkit/commands/call-control';
import { UserIncomingCallingPlanModifyRequest } from '@ocipkit/commands/incoming-calling-plan';
import { UserOutgoingCallingPlanRedirectedModifyRequest } from '@ocipkit/commands/outgoing-calling-plan';
import {
  EnterpriseUserCallingPlanSettingsGetListRequest,
  GroupUserCallForwardingSettingsGetListRequest,
  GroupUserCallingPlanSettingsGetListRequest,
  GroupUserCallWaitingSettingsGetListRequest,
  GroupUserHotelingGuestSettingsGetListRequest,
} from '@ocipkit/commands/user-settings-list';
import { GroupVirtualOnNetEnterpriseExtensionsGetUserListRequest } from '@ocipkit/commands/virtual-on-net';
import { createInstance } from '../../src/seed/create.js';
import { World } from '../support/world.js';

const inSales = { serviceProviderId: 'Acme', groupId: 'Sales' };
const order = { isAscending: true, isCaseSensitive: false };
const firstPage = {
  responsePagingControl: { responseStartIndex: 1, responsePageSize: 50 },
  sortByUserLastName: order,
};

describe('the call forwarding settings of a group', () => {
  const list = async (world: World, more: object = {}) =>
    (
      await world.send(
        new GroupUserCallForwardingSettingsGetListRequest({
          ...inSales,
          callForwardingService: 'Call Forwarding Always',
          ...firstPage,
          ...more,
        }),
      )
    ).userCallForwardingTable;

  it('are those of the users who have the service', async () => {
    const world = new World();
    world.give(world.bob, 'Call Forwarding Always');
    world.give(world.alice, 'Call Forwarding Always');
    await world.send(
      new UserCallForwardingAlwaysModifyRequest({
        userId: 'bob',
        isActive: true,
        forwardToPhoneNumber: '5999',
      }),
    );
    expect((await list(world)).rows).toMatchObject([
      { userId: 'alice@example.test', isActive: 'false', forwardingAddress: '' },
      {
        userId: 'bob@example.test',
        phoneNumber: '+1-2025550102',
        inTrunkGroup: 'false',
        isActive: 'true',
        forwardingAddress: '5999',
      },
    ]);
    const to = [{ mode: 'Contains', value: '999', isCaseInsensitive: true }];
    const found = await list(world, { searchCriteriaForwardedToNumber: to });
    expect(found.column('First Name')).toEqual(['Bob']);
  });
});

describe('the call waiting settings of a group', () => {
  const list = async (world: World, more: object = {}) =>
    (
      await world.send(
        new GroupUserCallWaitingSettingsGetListRequest({ ...inSales, ...firstPage, ...more }),
      )
    ).userCallWaitingTable;

  it('say what the read of each user says, in the order asked for', async () => {
    const world = new World();
    for (const user of [world.alice, world.bob, world.carol]) world.give(user, 'Call Waiting');
    await world.send(new UserCallWaitingModifyRequest({ userId: 'bob', isActive: false }));
    const table = await list(world);
    expect(table.column('Last Name')).toEqual(['Archer', 'Baker', 'Cooper']);
    expect(table.column('Is Active')).toEqual(['true', 'false', 'true']);
    const down = await list(world, {
      sortByUserLastName: undefined,
      sortByDn: { ...order, isAscending: false },
      responsePagingControl: { responseStartIndex: 2, responsePageSize: 1 },
    });
    expect(down.column('Last Name')).toEqual(['Baker']);
    const byState = await list(world, {
      sortByUserLastName: undefined,
      sortByServiceStatus: order,
    });
    expect(byState.column('Last Name')?.[0]).toBe('Baker');
    const off = await list(world, { searchCriteriaServiceStatus: { isActive: false } });
    expect(off.column('Last Name')).toEqual(['Baker']);
  });
});

describe('the hoteling guest settings of a group', () => {
  it('are those of the users who have the service', async () => {
    const world = new World();
    world.give(world.carol, 'Hoteling Guest');
    const { userHotelingGuestTable: table } = await world.send(
      new GroupUserHotelingGuestSettingsGetListRequest({ ...inSales, ...firstPage }),
    );
    expect(table.rows).toMatchObject([{ userId: 'carol@example.test', isActive: 'false' }]);
    expect(table.length).toBe(1);
  });
});

describe('the calling plan settings', () => {
  const plan = {
    callingPlanService: 'Incoming Calling Plan',
    ...firstPage,
  } as const;
  const ofGroup = (more: object = {}) =>
    new GroupUserCallingPlanSettingsGetListRequest({ ...inSales, ...plan, ...more });
  const ofEnterprise = (more: object = {}) =>
    new EnterpriseUserCallingPlanSettingsGetListRequest({
      serviceProviderId: 'Acme',
      ...plan,
      ...more,
    });

  function newWorld(): World {
    const world = new World();
    world.sales.assignedServices.push('Incoming Calling Plan', 'Outgoing Calling Plan');
    return world;
  }

  it('of a group tell who has own rules', async () => {
    const world = newWorld();
    await world.send(
      new UserIncomingCallingPlanModifyRequest({ userId: 'bob', useCustomSettings: true }),
    );
    const { userCallingPlanTable: table } = await world.send(ofGroup());
    expect(table.column('First Name')).toEqual(['Alice', 'Bob', 'Carol']);
    expect(table.column('Use Custom Settings')).toEqual(['false', 'true', 'false']);
  });

  it('of outgoing calls count any part of the plan', async () => {
    const world = newWorld();
    await world.send(
      new UserOutgoingCallingPlanRedirectedModifyRequest({
        userId: 'carol',
        useCustomSettings: true,
      }),
    );
    const { userCallingPlanTable: table } = await world.send(
      ofGroup({ callingPlanService: 'Outgoing Calling Plan' }),
    );
    expect(table.column('Use Custom Settings')).toEqual(['false', 'false', 'true']);
  });

  it('have service instances if they are asked for', async () => {
    const world = newWorld();
    createInstance(world.platform, world.sales, 'Hunt Group', 'orders', {
      name: 'Zebra',
      extension: '5113',
    });
    const table = (await world.send(ofGroup({ includeVirtualUsers: true }))).userCallingPlanTable;
    expect(table.length).toBe(4);
    expect(table.rows[3]).toMatchObject({
      userId: 'orders@example.test',
      lastName: 'Zebra',
      firstName: 'Hunt Group',
      extension: '5113',
      useCustomSettings: 'false',
    });
    expect((await world.send(ofGroup())).userCallingPlanTable.length).toBe(3);
  });

  it('of an enterprise have all groups with the service', async () => {
    const world = newWorld();
    const table = async () => (await world.send(ofEnterprise())).userCallingPlanTable;
    expect((await table()).column('Group Id')).toEqual(['Sales', 'Sales', 'Sales']);
    world.support.assignedServices.push('Incoming Calling Plan');
    const byGroup = {
      sortByUserLastName: undefined,
      sortByGroupId: { ...order, isAscending: false },
    };
    const sorted = (await world.send(ofEnterprise(byGroup))).userCallingPlanTable;
    expect(sorted.column('First Name')?.[0]).toBe('Dave');
    const plain = ofEnterprise({ serviceProviderId: 'Metro' });
    expect((await world.refusal(plain)).message).toContain('not an enterprise');
  });

  it('of a group need the group service', async () => {
    expect((await new World().refusal(ofGroup())).code).toBe(4410);
  });
});

describe('virtual on-net users', () => {
  it('are listed, searched and limited', async () => {
    const world = new World();
    const find = async (more: object = {}): Promise<unknown> =>
      (
        await world.send(
          new GroupVirtualOnNetEnterpriseExtensionsGetUserListRequest({ ...inSales, ...more }),
        )
      ).userTable.column('Extension');
    expect(await find()).toEqual([]);
    const person = (lastName: string, extension: string, virtualOnNetCallTypeName: string) => ({
      lastName,
      firstName: 'Vera',
      phoneNumber: `+1-202555${extension}`,
      extension,
      virtualOnNetCallTypeName,
    });
    world.sales.virtualOnNetUsers = [
      person('Vogel', '7001', 'Mobile'),
      person('Wolf', '7002', 'Branch'),
    ];
    expect(await find()).toEqual(['7001', '7002']);
    const type = {
      searchCriteriaExactVirtualOnNetCallTypeName: { virtualOnNetCallTypeName: 'Branch' },
    };
    expect(await find(type)).toEqual(['7002']);
    const number = [{ mode: 'Equal To', value: '2025557001', isCaseInsensitive: true }];
    expect(await find({ searchCriteriaDn: number })).toEqual(['7001']);
    expect(await find({ responseSizeLimit: 1 })).toEqual(['7001']);
  });
});
