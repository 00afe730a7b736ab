/* eslint-disable @typescript-eslint/no-deprecated -- older releases are asked too */
import { describe, expect, it } from 'vitest';
import {
  GroupDeleteRequest,
  GroupGetListInServiceProviderPagedSortedListRequest,
  GroupGetListInServiceProviderRequest,
  GroupGetRequest22V5,
  GroupModifyRequest,
} from '@ocipkit/commands/group';
import { GroupAddRequest, GroupGetRequest14sp7 } from '@ocipkit/commands/group-deprecated';
import { UserGetRequest23V2 } from '@ocipkit/commands/user';
import { createInstance } from '../../src/seed/create.js';
import { World } from '../support/world.js';

const sales = { serviceProviderId: 'Acme', groupId: 'Sales' };
const lab = {
  serviceProviderId: 'Acme',
  groupId: 'Lab',
  defaultDomain: 'example.test',
  userLimit: 5,
};

describe('adding a group', () => {
  it('gives a group that can be read back', async () => {
    const world = new World();
    await world.send(
      new GroupAddRequest({
        ...lab,
        groupName: 'Laboratory',
        callingLineIdName: 'Acme Lab',
        locationDialingCode: '77',
        contact: { contactName: 'Lou' },
        address: { city: 'Springfield' },
      }),
    );
    const group = await world.send(
      new GroupGetRequest22V5({ serviceProviderId: 'Acme', groupId: 'Lab' }),
    );
    expect(group).toMatchObject({
      ...lab,
      userCount: 0,
      groupName: 'Laboratory',
      callingLineIdName: 'Acme Lab',
      locationDialingCode: '77',
      contact: { contactName: 'Lou' },
      address: { city: 'Springfield' },
      timeZone: 'America/New_York',
      timeZoneDisplayName: '(GMT-05:00) (US) Eastern Time',
    });
    expect(group.callingLineIdPhoneNumber).toBeUndefined();
  });

  it('authorises it for nothing', async () => {
    const world = new World();
    await world.send(new GroupAddRequest(lab));
    expect(world.platform.group('Acme', 'Lab')).toMatchObject({ services: {}, packs: {} });
  });

  it('refuses what is taken or unknown', async () => {
    const world = new World();
    await world.send(new GroupModifyRequest({ ...sales, locationDialingCode: '77' }));
    const add = (more: object) => world.refusal(new GroupAddRequest({ ...lab, ...more }));
    expect((await add({ groupId: 'SALES' })).message).toContain('Group already exists');
    expect((await add({ serviceProviderId: 'Nobody' })).message).toContain('not found: Nobody');
    expect((await add({ defaultDomain: 'a.test' })).message).toContain('Domain not found: a.test');
    expect((await add({ timeZone: 'Mars/Olympus' })).message).toContain('Time zone not found');
    expect((await add({ locationDialingCode: '77' })).message).toContain('already in use: 77');
    expect(world.platform.findGroup('Acme', 'Lab')).toBeUndefined();
  });
});

describe('modifying a group', () => {
  const read = (world: World) => world.send(new GroupGetRequest22V5(sales));

  it('keeps what is left out, merges nested fields and clears what is nil', async () => {
    const world = new World();
    const modify = (more: object) => world.send(new GroupModifyRequest({ ...sales, ...more }));
    await modify({
      callingLineIdName: 'Acme Sales',
      callingLineIdPhoneNumber: '2025550110',
      locationDialingCode: '71',
      contact: { contactName: 'Sam', contactEmail: 'sam@example.test' },
      timeZone: 'Europe/Berlin',
      userLimit: 30,
    });
    expect(await read(world)).toMatchObject({
      callingLineIdName: 'Acme Sales',
      callingLineIdPhoneNumber: '+1-2025550110',
      callingLineIdDisplayPhoneNumber: '2025550110',
      locationDialingCode: '71',
      timeZone: 'Europe/Berlin',
      userLimit: 30,
      userCount: 3,
      groupName: 'Sales',
    });
    await modify({
      groupName: null,
      callingLineIdPhoneNumber: null,
      contact: { contactEmail: null },
    });
    const group = await read(world);
    expect(group.contact).toEqual({ contactName: 'Sam' });
    expect(group.groupName).toBeUndefined();
    expect(group.callingLineIdPhoneNumber).toBeUndefined();
    expect(group.callingLineIdDisplayPhoneNumber).toBeUndefined();
    expect(group.callingLineIdName).toBe('Acme Sales');
  });

  it('answers the older read from the same state', async () => {
    const world = new World();
    await world.send(new GroupModifyRequest({ ...sales, groupName: 'Sellers' }));
    const old = await world.send(new GroupGetRequest14sp7(sales));
    expect(old).toMatchObject({ groupName: 'Sellers', userLimit: 25, userCount: 3 });
  });

  it('sets extension lengths and the dial plan', async () => {
    const world = new World();
    await world.send(
      new GroupModifyRequest({
        ...sales,
        extensionLengthSettings: { maxExtensionLength: 5 },
        dialPlanAccessCode: { accessCode: '9', enableSecondaryDialTone: true },
        dialPlanPolicy: { allowE164PublicCalls: true },
      }),
    );
    await world.send(
      new GroupModifyRequest({
        ...sales,
        dialPlanAccessCode: null,
        dialPlanPolicy: { requiresAccessCodeForPublicCalls: true },
      }),
    );
    expect(world.sales.extensionLength).toEqual({ min: 2, max: 5, default: 4 });
    expect(world.sales.settings['Dial Plan']).toEqual({
      dialPlanPolicy: { allowE164PublicCalls: true, requiresAccessCodeForPublicCalls: true },
    });
    const wrong = new GroupModifyRequest({
      ...sales,
      groupName: 'X',
      extensionLengthSettings: { minExtensionLength: 5 },
    });
    expect((await world.refusal(wrong)).message).toContain('default extension length');
    expect((await read(world)).groupName).toBe('Sales');
  });

  it('refuses numbers of other groups, unknown domains and limits below the users', async () => {
    const world = new World();
    const modify = (more: object) => world.refusal(new GroupModifyRequest({ ...sales, ...more }));
    expect((await modify({ callingLineIdPhoneNumber: '2025550205' })).message).toContain(
      'not assigned to the group',
    );
    expect((await modify({ defaultDomain: 'a.test' })).message).toContain('Domain not found');
    expect((await modify({ userLimit: 2 })).message).toContain('number of users');
    expect((await modify({ timeZone: 'Mars/Olympus' })).message).toContain('Time zone not found');
    expect(await read(world)).toMatchObject({ userLimit: 25, defaultDomain: 'example.test' });
  });

  it('lets groups of plain service providers, and a group itself, repeat a dialing code', async () => {
    const world = new World();
    await world.send(new GroupModifyRequest({ ...sales, locationDialingCode: '71' }));
    await world.send(new GroupModifyRequest({ ...sales, locationDialingCode: '71', userLimit: 9 }));
    const support = { serviceProviderId: 'Acme', groupId: 'Support', locationDialingCode: '71' };
    expect((await world.refusal(new GroupModifyRequest(support))).message).toContain('in use: 71');
  });
});

describe('reading a group', () => {
  it('finds it by external id', async () => {
    const world = new World();
    world.sales.groupExternalId = 'crm-1';
    const group = await world.send(new GroupGetRequest22V5({ groupExternalId: 'crm-1' }));
    expect(group).toMatchObject({ ...sales, groupExternalId: 'crm-1' });
    const unknown = new GroupGetRequest22V5({ groupExternalId: 'crm-2' });
    expect((await world.refusal(unknown)).code).toBe(4152);
  });
});

describe('listing groups', () => {
  const criterion = (mode: 'Contains' | 'Starts With', value: string) => ({
    mode,
    value,
    isCaseInsensitive: true,
  });
  const prepared = async () => {
    const world = new World();
    await world.send(new GroupAddRequest({ ...lab, groupName: 'Testers' }));
    world.sales.groupName = 'Zebra';
    return world;
  };

  it('honours criteria and the size limit', async () => {
    const world = await prepared();
    const list = async (more: object) => {
      const request = new GroupGetListInServiceProviderRequest({
        serviceProviderId: 'Acme',
        ...more,
      });
      return (await world.send(request)).groupTable.rows;
    };
    expect(await list({})).toMatchObject([
      { groupId: 'Lab', groupName: 'Testers', userLimit: '5' },
      { groupId: 'Sales', groupName: 'Zebra', userLimit: '25' },
      { groupId: 'Support' },
    ]);
    expect(await list({ responseSizeLimit: 2 })).toHaveLength(2);
    expect(await list({ searchCriteriaGroupId: [criterion('Starts With', 's')] })).toMatchObject([
      { groupId: 'Sales' },
      { groupId: 'Support' },
    ]);
    expect(
      await list({
        searchCriteriaGroupId: [criterion('Starts With', 's'), criterion('Contains', 'upp')],
        searchCriteriaGroupName: [criterion('Contains', 'port')],
      }),
    ).toMatchObject([{ groupId: 'Support' }]);
  });

  it('sorts and pages', async () => {
    const world = await prepared();
    const list = async (more: object) => {
      const request = new GroupGetListInServiceProviderPagedSortedListRequest({
        serviceProviderId: 'Acme',
        ...more,
      });
      return (await world.send(request)).groupTable.rows.map((row) => row.groupId);
    };
    expect(await list({})).toEqual(['Lab', 'Sales', 'Support']);
    const byName = { sortByGroupName: { isAscending: false, isCaseSensitive: false } };
    expect(await list({ sortOrder: [byName] })).toEqual(['Sales', 'Lab', 'Support']);
    expect(
      await list({
        sortOrder: [byName],
        responsePagingControl: { responseStartIndex: 2, responsePageSize: 1 },
      }),
    ).toEqual(['Lab']);
    expect(
      await list({
        searchCriteriaGroupId: [criterion('Contains', 'lab')],
        searchCriteriaGroupName: [criterion('Contains', 'zeb')],
        searchCriteriaModeOr: true,
      }),
    ).toEqual(['Lab', 'Sales']);
  });
});

describe('deleting a group', () => {
  it('takes its users, devices and administrators away and frees its numbers', async () => {
    const world = new World();
    await world.send(new GroupDeleteRequest(sales));
    expect((await world.refusal(new GroupGetRequest22V5(sales))).code).toBe(4152);
    expect((await world.refusal(new UserGetRequest23V2({ userId: 'alice' }))).code).toBe(4008);
    expect(world.platform.devices()).toEqual([]);
    expect(world.platform.account('sales-admin')).toBeUndefined();
    expect(world.platform.numbers.get('+1-2025550101')).toEqual({
      number: '+1-2025550101',
      serviceProviderId: 'Acme',
      isActivated: false,
    });
    expect((await world.send(new UserGetRequest23V2({ userId: 'dave' }))).groupId).toBe('Support');
  });

  it('takes its users out of what is in other groups', async () => {
    const world = new World();
    const hunt = createInstance(world.platform, world.support, 'Hunt Group', 'hunt', {
      name: 'Hunt',
      agents: [
        { userId: 'ALICE@example.test', joined: true },
        { userId: 'dave@example.test', joined: true },
      ],
      supervisorIds: ['bob@example.test'],
    });
    world.platform.changeUser(world.dave, (draft) => {
      draft.settings['Busy Lamp Field'] = {
        monitoredUserId: ['carol@example.test', 'mia@example.test'],
      };
    });
    await world.send(new GroupDeleteRequest(sales));
    expect(hunt.agents.map((agent) => agent.userId)).toEqual(['dave@example.test']);
    expect(hunt.supervisorIds).toEqual([]);
    expect(world.dave.settings['Busy Lamp Field']).toEqual({
      monitoredUserId: ['mia@example.test'],
    });
  });

  it('refuses one that is not there', async () => {
    const request = new GroupDeleteRequest({ serviceProviderId: 'Acme', groupId: 'Nowhere' });
    expect((await new World().refusal(request)).code).toBe(4152);
  });
});
