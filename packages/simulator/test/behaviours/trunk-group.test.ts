import { describe, expect, it } from 'vitest';
import {
  EnterpriseEnterpriseTrunkGetListRequest,
  GroupEnterpriseTrunkGetListRequest,
} from '@ocipkit/commands/enterprise-trunk';
import {
  GroupTrunkGroupGetInstanceListRequest14sp4,
  GroupTrunkGroupGetInstanceRequest23,
} from '@ocipkit/commands/trunk-group';
import {
  GroupTrunkGroupGetRequest23,
  ServiceProviderTrunkGroupGetRequest23,
} from '@ocipkit/commands/trunk-group-capacity';
import { UserDeleteRequest } from '@ocipkit/commands/user';
import { UserModifyUserIdRequest } from '@ocipkit/commands/user-identity';
import { World } from '../support/world.js';

const inSales = { serviceProviderId: 'Acme', groupId: 'Sales' };
const field = { $type: 'GroupDepartmentKey', ...inSales, name: 'Field' } as const;

function newWorld(): World {
  const world = new World();
  const { sales, support } = world;
  sales.assignedServices.push('Trunk Group');
  support.assignedServices.push('Trunk Group');
  sales.departments.push({ name: 'Field' });
  sales.trunkGroups.push(
    {
      name: 'PBX',
      pilotUserId: 'alice@example.test',
      accessDevice: { deviceLevel: 'Group', deviceName: 'alice-phone', ...inSales },
      config: { maxActiveCalls: 30, department: field, enableBursting: true },
    },
    { name: 'Spare', config: {} },
  );
  support.trunkGroups.push({ name: 'PBX', config: {} });
  world.platform.changeUser(world.bob, (draft) => {
    draft.endpoint = {
      kind: 'trunk',
      config: { trunkGroupDeviceEndpoint: { name: 'pbx', linePort: 'bob@example.test' } },
    };
  });
  return world;
}

const get = (name = 'PBX') =>
  new GroupTrunkGroupGetInstanceRequest23({ trunkGroupKey: { ...inSales, name } });

describe('a trunk group', () => {
  it('reads with its device, pilot user and hosted users', async () => {
    const trunk = await newWorld().send(get('pbx'));
    expect(trunk).toMatchObject({
      pilotUserId: 'alice@example.test',
      department: field,
      accessDevice: { deviceLevel: 'Group', deviceName: 'alice-phone' },
      maxActiveCalls: 30,
      enableBursting: true,
      invitationTimeout: 6,
      trunkGroupState: 'Available',
    });
    expect(trunk.maxIncomingCalls).toBeUndefined();
    expect(trunk.hostedUserTable?.rows).toMatchObject([
      { userId: 'bob@example.test', lastName: 'Baker' },
    ]);
    expect(trunk.hostedUserTable?.length).toBe(1);
  });

  it('follows a pilot user who is renamed, and loses one who is deleted', async () => {
    const world = newWorld();
    await world.send(
      new UserModifyUserIdRequest({ userId: 'alice', newUserId: 'alicia@example.test' }),
    );
    expect((await world.send(get())).pilotUserId).toBe('alicia@example.test');
    await world.send(new UserDeleteRequest({ userId: 'alicia' }));
    expect((await world.send(get())).pilotUserId).toBeUndefined();
  });

  it('must exist, in a group with the service, within reach of the login', async () => {
    const world = newWorld();
    expect((await world.refusal(get('Nowhere'))).message).toContain('Trunk group not found');
    await world.as('sales-admin').send(get());
    const other = new GroupTrunkGroupGetInstanceRequest23({
      trunkGroupKey: { ...inSales, groupId: 'Support', name: 'PBX' },
    });
    expect((await world.refusal(other)).code).toBe(5404);
    expect((await new World().refusal(get())).code).toBe(4410);
  });
});

describe('the list of trunk groups', () => {
  const list = async (world: World, more: object = {}) =>
    (await world.send(new GroupTrunkGroupGetInstanceListRequest14sp4({ ...inSales, ...more })))
      .trunkGroupTable;

  it('has those of the group, of a department or of the enterprise', async () => {
    const world = newWorld();
    expect((await list(world)).rows).toMatchObject([
      {
        name: 'PBX',
        department: 'Field',
        deviceName: 'alice-phone',
        deviceLevel: 'Group',
        groupId: 'Sales',
      },
      { name: 'Spare', department: '', deviceName: '', deviceLevel: '' },
    ]);
    const ofDepartment = await list(world, { groupDepartmentName: 'field' });
    expect(ofDepartment.column('Name')).toEqual(['PBX']);
    const all = { includeEnterpriseTrunkGroups: true };
    expect((await list(world, all)).column('Group Id')).toEqual(['Sales', 'Sales', 'Support']);
    const withDevice = await list(world, { ...all, onlyTrunkGroupsWithDevice: true });
    expect(withDevice.column('Name')).toEqual(['PBX']);
    world.acme.isEnterprise = false;
    expect((await list(world, all)).length).toBe(2);
  });

  it('needs the service, and a department that exists', async () => {
    const world = newWorld();
    const request = new GroupTrunkGroupGetInstanceListRequest14sp4({
      ...inSales,
      groupDepartmentName: 'Nowhere',
    });
    expect((await world.refusal(request)).message).toContain('Department not found');
    expect((await new World().refusal(request)).code).toBe(4410);
  });
});

describe('the capacity for trunk group calls', () => {
  const ofGroup = new GroupTrunkGroupGetRequest23(inSales);
  const ofEnterprise = new ServiceProviderTrunkGroupGetRequest23({ serviceProviderId: 'Acme' });

  it('is unlimited for the service provider and none for a group until it is set', async () => {
    const world = newWorld();
    expect(await world.send(ofEnterprise)).toMatchObject({
      maxActiveCalls: { unlimited: true },
      burstingMaxActiveCalls: { unlimited: true },
      numberOfBurstingBTLUs: { unlimited: true },
    });
    const group = await world.send(ofGroup);
    expect(group).toMatchObject({
      maxActiveCalls: 0,
      maxAvailableActiveCalls: { unlimited: true },
      burstingMaxActiveCalls: { quantity: 0 },
    });
    expect(group.numberOfBurstingBTLUs).toBeUndefined();
  });

  it('leaves a group what the other groups do not have', async () => {
    const world = newWorld();
    world.acme.settings['Trunk Group'] = { maxActiveCalls: 100, burstingMaxActiveCalls: 10 };
    world.sales.settings['Trunk Group'] = { maxActiveCalls: 20, numberOfBurstingBTLUs: 4 };
    world.support.settings['Trunk Group'] = { maxActiveCalls: 30, burstingMaxActiveCalls: 12 };
    expect(await world.send(ofEnterprise)).toMatchObject({ maxActiveCalls: { quantity: 100 } });
    expect(await world.send(ofGroup)).toMatchObject({
      maxActiveCalls: 20,
      maxAvailableActiveCalls: { quantity: 70 },
      burstingMaxAvailableActiveCalls: { quantity: 0 },
      maxAvailableNumberOfBurstingBTLUs: { unlimited: true },
      numberOfBurstingBTLUs: 4,
    });
  });

  it('is refused to groups without the service', async () => {
    expect((await new World().refusal(ofGroup)).code).toBe(4410);
  });
});

describe('enterprise trunks', () => {
  const ofEnterprise = (serviceProviderId: string) =>
    new EnterpriseEnterpriseTrunkGetListRequest({ serviceProviderId });
  const ofGroup = new GroupEnterpriseTrunkGetListRequest(inSales);
  const trunk = { enterpriseTrunkName: 'Main', routingType: 'Ordered Load Balancing' };

  it('are listed for an enterprise and for a group', async () => {
    const world = newWorld();
    expect((await world.send(ofEnterprise('Acme'))).enterpriseTrunkTable.length).toBe(0);
    world.acme.enterpriseTrunks = [trunk];
    expect((await world.send(ofEnterprise('Acme'))).enterpriseTrunkTable.rows).toMatchObject([
      trunk,
    ]);
    expect((await world.send(ofGroup)).enterpriseTrunkTable.length).toBe(0);
    world.sales.enterpriseTrunks = [{ ...trunk, enterpriseTrunkName: 'Own' }];
    expect((await world.send(ofGroup)).enterpriseTrunkTable.rows).toMatchObject([
      { enterpriseTrunkName: 'Own' },
    ]);
  });

  it('are not for plain service providers, nor for groups without trunk groups', async () => {
    const world = new World();
    const refused = await world.refusal(ofEnterprise('Metro'));
    expect(refused.message).toContain('not an enterprise');
    expect((await world.refusal(ofGroup)).code).toBe(4410);
  });
});
