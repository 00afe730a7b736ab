import { describe, expect, it } from 'vitest';
import {
  GroupHuntGroupAddInstanceRequest20,
  GroupHuntGroupDeleteInstanceRequest,
  GroupHuntGroupGetInstanceListRequest,
  GroupHuntGroupGetInstanceRequest20,
  GroupHuntGroupModifyInstanceRequest,
} from '@ocipkit/commands/hunt-group';
import { UserDeleteRequest } from '@ocipkit/commands/user';
import { UserModifyUserIdRequest } from '@ocipkit/commands/user-identity';
import { World } from '../support/world.js';

const inSales = { serviceProviderId: 'Acme', groupId: 'Sales' };
const serviceUserId = 'orders@example.test';
const key = { $type: 'GroupDepartmentKey', ...inSales, name: 'Field' } as const;

function add(profile: object = {}, more: object = {}): GroupHuntGroupAddInstanceRequest20 {
  return new GroupHuntGroupAddInstanceRequest20({
    ...inSales,
    serviceUserId,
    serviceInstanceProfile: {
      name: 'Orders',
      callingLineIdLastName: 'Orders',
      callingLineIdFirstName: 'Acme',
      phoneNumber: '2025550110',
      ...profile,
    },
    policy: 'Regular',
    huntAfterNoAnswer: true,
    noAnswerNumberOfRings: 4,
    forwardAfterTimeout: false,
    forwardTimeoutSeconds: 0,
    agentUserId: ['bob', 'alice'],
    allowCallWaitingForAgents: false,
    useSystemHuntGroupCLIDSetting: true,
    includeHuntGroupNameInCLID: true,
    enableNotReachableForwarding: false,
    makeBusyWhenNotReachable: false,
    allowMembersToControlGroupBusy: false,
    enableGroupBusy: false,
    applyGroupBusyWhenTerminatingToAgent: false,
    ...more,
  });
}

function newWorld(): World {
  const world = new World();
  world.sales.assignedServices.push('Hunt Group');
  world.sales.departments.push({ name: 'Field' });
  return world;
}

const read = (world: World) =>
  world.send(new GroupHuntGroupGetInstanceRequest20({ serviceUserId }));

describe('a hunt group', () => {
  it('reads back as it was added, with the agents in their order', async () => {
    const world = newWorld();
    await world.send(
      add({ department: key, alias: ['o1@example.test'], password: 'Orders-Secret-1' }),
    );
    const huntGroup = await read(world);
    expect(huntGroup.serviceInstanceProfile).toEqual({
      name: 'Orders',
      callingLineIdLastName: 'Orders',
      callingLineIdFirstName: 'Acme',
      phoneNumber: '2025550110',
      countryCode: '1',
      extension: '0110',
      department: key,
      language: 'English',
      timeZone: 'America/New_York',
      timeZoneDisplayName: '(GMT-05:00) (US) Eastern Time',
      alias: ['o1@example.test'],
    });
    expect(huntGroup).toMatchObject({ policy: 'Regular', noAnswerNumberOfRings: 4 });
    expect(huntGroup.agentUserTable.column('Last Name')).toEqual(['Baker', 'Archer']);
    expect(huntGroup.agentUserTable.rows[0]).toMatchObject({
      phoneNumber: '+1-2025550102',
      isPhoneNumberActivated: 'true',
      groupId: 'Sales',
      groupName: 'Sales',
      weight: '',
    });
  });

  it('is listed with its group and its department', async () => {
    const world = newWorld();
    await world.send(add({ department: key }));
    await world.send(
      add({ phoneNumber: undefined }, { serviceUserId: 'other@example.test', agentUserId: [] }),
    );
    const all = await world.send(new GroupHuntGroupGetInstanceListRequest(inSales));
    expect(all.huntGroupTable.rows).toMatchObject([
      {
        serviceUserId,
        name: 'Orders',
        phoneNumber: '+1-2025550110',
        extension: '0110',
        department: 'Field',
        isActive: 'true',
        policy: 'Regular',
      },
      { serviceUserId: 'other@example.test', phoneNumber: '', extension: '', department: '' },
    ]);
    const some = await world.send(
      new GroupHuntGroupGetInstanceListRequest({ ...inSales, groupDepartmentName: 'Field' }),
    );
    expect(some.huntGroupTable.column('Service User Id')).toEqual([serviceUserId]);
    const none = new GroupHuntGroupGetInstanceListRequest({ ...inSales, groupDepartmentName: 'X' });
    expect((await world.refusal(none)).message).toContain('Department not found: X');
  });

  it('changes what is sent, clears what is nil and replaces lists', async () => {
    const world = newWorld();
    await world.send(
      add(
        { department: key, publicUserIdentity: 'o@example.test', alias: ['o1@example.test'] },
        { forwardAfterTimeout: true, forwardToPhoneNumber: '2025550199' },
      ),
    );
    await world.send(
      new GroupHuntGroupModifyInstanceRequest({
        serviceUserId,
        serviceInstanceProfile: {
          name: 'Sales orders',
          phoneNumber: null,
          extension: '77',
          department: null,
          publicUserIdentity: null,
          callingLineIdPhoneNumber: '2025550111',
          sipAliasList: { sipAlias: ['o2@example.test'] },
        },
        policy: 'Weighted',
        forwardAfterTimeout: false,
        forwardToPhoneNumber: null,
        agentUserIdList: { userId: ['carol', 'bob'] },
        networkClassOfService: 'Gold',
      }),
    );
    const huntGroup = await read(world);
    expect(huntGroup.serviceInstanceProfile).toEqual({
      name: 'Sales orders',
      callingLineIdLastName: 'Orders',
      callingLineIdFirstName: 'Acme',
      extension: '77',
      language: 'English',
      timeZone: 'America/New_York',
      timeZoneDisplayName: '(GMT-05:00) (US) Eastern Time',
      alias: ['o2@example.test'],
      callingLineIdPhoneNumber: '2025550111',
    });
    expect(huntGroup).toMatchObject({ policy: 'Weighted', networkClassOfService: 'Gold' });
    expect(huntGroup.noAnswerNumberOfRings).toBe(4);
    expect(huntGroup.forwardToPhoneNumber).toBeUndefined();
    expect(huntGroup.agentUserTable.column('User Id')).toEqual([
      'carol@example.test',
      'bob@example.test',
    ]);
    expect(huntGroup.agentUserTable.column('Weight')).toEqual(['0', '0']);
    await world.send(
      new GroupHuntGroupModifyInstanceRequest({
        serviceUserId,
        serviceInstanceProfile: { sipAliasList: null },
        agentUserIdList: null,
      }),
    );
    const emptied = await read(world);
    expect(emptied.agentUserTable.length).toBe(0);
    expect(emptied.serviceInstanceProfile.alias).toBeUndefined();
  });

  it('takes agents of other groups in an enterprise, and of its own group elsewhere', async () => {
    const world = newWorld();
    await world.send(add({}, { agentUserId: ['dave', 'alice'] }));
    const table = (await read(world)).agentUserTable;
    expect(table.column('Group Id')).toEqual(['Support', 'Sales']);
    const foreign = add({}, { serviceUserId: 'x@example.test', agentUserId: ['mia'] });
    expect((await world.refusal(foreign)).code).toBe(4008);
    world.acme.isEnterprise = false;
    const outside = new GroupHuntGroupModifyInstanceRequest({
      serviceUserId,
      agentUserIdList: { userId: ['alice', 'dave'] },
    });
    expect((await world.refusal(outside)).code).toBe(4008);
    const twice = new GroupHuntGroupModifyInstanceRequest({
      serviceUserId,
      agentUserIdList: { userId: ['alice', 'alice@example.test'] },
    });
    expect((await world.refusal(twice)).message).toContain('twice');
    expect((await read(world)).agentUserTable.length).toBe(2);
  });

  it('loses agents that are deleted, and follows those that are renamed', async () => {
    const world = newWorld();
    await world.send(add());
    await world.send(new UserDeleteRequest({ userId: 'bob' }));
    await world.send(
      new UserModifyUserIdRequest({ userId: 'alice', newUserId: 'alicia@example.test' }),
    );
    const { agentUserTable } = await read(world);
    expect(agentUserTable.column('User Id')).toEqual(['alicia@example.test']);
  });

  it('is refused, and not there, where the id, number, extension or alias is not free', async () => {
    const world = newWorld();
    const codeOf = async (profile: object, more: object = {}): Promise<number | undefined> =>
      (await world.refusal(add(profile, more))).code;
    expect(await codeOf({}, { serviceUserId: 'alice@example.test' })).toBe(4200);
    expect(await codeOf({}, { serviceUserId: 'orders@elsewhere.test' })).toBe(4015);
    expect(await codeOf({ alias: ['bob@example.test'] })).toBe(4200);
    expect(await codeOf({ alias: ['bob@elsewhere.test'] })).toBe(4015);
    expect(await codeOf({ extension: '5101' })).toBe(4909);
    expect(await codeOf({ extension: '1234567' })).toBe(4909);
    const messageOf = async (profile: object): Promise<string> =>
      (await world.refusal(add(profile))).message;
    expect(await messageOf({ phoneNumber: '2025550101' })).toContain('already in use');
    expect(await messageOf({ phoneNumber: '2025550201' })).toContain('not assigned to the group');
    expect(await messageOf({ department: { ...key, name: 'Nowhere' } })).toContain('Department');
    expect(await messageOf({ department: { ...key, groupId: 'Support' } })).toContain('Department');
    expect(await messageOf({ language: 'Klingon' })).toContain('Language');
    const list = await world.send(new GroupHuntGroupGetInstanceListRequest(inSales));
    expect(list.huntGroupTable.length).toBe(0);
  });

  it('stays as it was where a change is refused', async () => {
    const world = newWorld();
    await world.send(add());
    const before = await read(world);
    const change = new GroupHuntGroupModifyInstanceRequest({
      serviceUserId,
      serviceInstanceProfile: { name: 'Other', phoneNumber: '2025550111' },
      policy: 'Uniform',
      agentUserIdList: { userId: ['nobody'] },
    });
    expect((await world.refusal(change)).code).toBe(4008);
    expect(await read(world)).toEqual(before);
  });

  it('needs a number to forward to', async () => {
    const world = newWorld();
    expect((await world.refusal(add({}, { forwardAfterTimeout: true }))).message).toContain(
      'phone number is needed',
    );
    await world.send(add());
    const change = new GroupHuntGroupModifyInstanceRequest({
      serviceUserId,
      enableNotReachableForwarding: true,
    });
    expect((await world.refusal(change)).message).toContain('phone number is needed');
  });

  it('gives back its id and number when it is deleted', async () => {
    const world = newWorld();
    await world.send(add());
    await world.send(new GroupHuntGroupDeleteInstanceRequest({ serviceUserId }));
    const gone = new GroupHuntGroupGetInstanceRequest20({ serviceUserId });
    expect((await world.refusal(gone)).code).toBe(4008);
    await world.send(add());
  });

  it('needs the group service', async () => {
    const world = new World();
    expect((await world.refusal(add())).code).toBe(4410);
    const list = new GroupHuntGroupGetInstanceListRequest(inSales);
    expect((await world.refusal(list)).code).toBe(4410);
  });

  it('is out of reach for administrators of other groups', async () => {
    const world = newWorld();
    await world.send(add());
    world.as('sales-admin');
    await read(world);
    const other = new GroupHuntGroupGetInstanceListRequest({ ...inSales, groupId: 'Support' });
    expect((await world.refusal(other)).code).toBe(5404);
  });
});
