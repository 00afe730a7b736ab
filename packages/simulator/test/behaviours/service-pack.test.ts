import { describe, expect, it } from 'vitest';
import {
  GroupGetUserServiceAssignedUserListRequest,
  GroupServiceAssignListRequest,
  GroupServiceIsAssignedRequest,
  GroupServiceModifyAuthorizationListRequest,
  GroupServiceUnassignListRequest,
  ServiceProviderServiceGetAuthorizationListRequest,
  ServiceProviderServiceModifyAuthorizationListRequest,
} from '@ocipkit/commands/licensing';
import {
  ServiceProviderServicePackAddRequest,
  ServiceProviderServicePackDeleteRequest,
  ServiceProviderServicePackGetDetailListRequest,
  ServiceProviderServicePackGetListRequest,
  ServiceProviderServicePackGetUtilizationListRequest,
} from '@ocipkit/commands/service-pack';
import { UserServiceAssignListRequest } from '@ocipkit/commands/user-services';
import { createInstance } from '../../src/seed/create.js';
import type { Quantity } from '../../src/platform/model.js';
import { World } from '../support/world.js';

const acme = { serviceProviderId: 'Acme' };
const sales = { ...acme, groupId: 'Sales' };
const dnd = 'Do Not Disturb';
const privacy = 'Privacy';

/** Acme has this many of the two services, and its groups none. */
function limited(quantity: Quantity): World {
  const world = new World();
  world.acme.services = { [dnd]: quantity, [privacy]: 'unlimited' };
  world.sales.services = {};
  world.support.services = {};
  return world;
}

const desk = {
  ...acme,
  servicePackName: 'Desk',
  isAvailableForUse: true,
  servicePackQuantity: { quantity: 10 },
  serviceName: [dnd, privacy],
} as const;

const addDesk = (more: object = {}) =>
  new ServiceProviderServicePackAddRequest({ ...desk, ...more });

const authorizeSales = (quantity: number) =>
  new GroupServiceModifyAuthorizationListRequest({
    ...sales,
    servicePackAuthorization: [{ servicePackName: 'Desk', authorizedQuantity: { quantity } }],
  });

const detail = (world: World, servicePackName = 'Desk') =>
  world.send(new ServiceProviderServicePackGetDetailListRequest({ ...acme, servicePackName }));

describe('a service pack', () => {
  it('is defined with its services and read back', async () => {
    const world = limited(20);
    await world.send(addDesk({ servicePackDescription: 'For desks' }));
    const list = await world.send(new ServiceProviderServicePackGetListRequest(acme));
    expect(list.servicePackName).toEqual(['Desk']);
    const read = await detail(world);
    expect(read).toMatchObject({
      servicePackName: 'Desk',
      servicePackDescription: 'For desks',
      isAvailableForUse: true,
      servicePackQuantity: { quantity: 10 },
      assignedQuantity: { quantity: 0 },
      allowedQuantity: { quantity: 20 },
    });
    expect(read.userServiceTable.rows).toEqual([
      { service: dnd, authorized: '20', allocated: '10', available: '10' },
      { service: privacy, authorized: 'Unlimited', allocated: '10', available: 'Unlimited' },
    ]);
  });

  it('may be unlimited, and empty', async () => {
    const world = limited('unlimited');
    await world.send(addDesk({ servicePackQuantity: { unlimited: true }, serviceName: undefined }));
    const read = await detail(world);
    expect(read).toMatchObject({
      servicePackQuantity: { unlimited: true },
      allowedQuantity: { unlimited: true },
    });
    expect(read.userServiceTable.rows).toEqual([]);
  });

  it('needs a name that is free, and services that the service provider has enough of', async () => {
    const world = limited(20);
    const refused = async (more: object) => (await world.refusal(addDesk(more))).message;
    expect(await refused({ serviceName: ['Call Waiting'] })).toContain('Call Waiting');
    expect(await refused({ servicePackQuantity: { quantity: 21 } })).toContain('has 20');
    expect(await refused({ servicePackQuantity: { unlimited: true } })).toContain('has 20');
    await world.send(addDesk());
    expect(await refused({})).toContain('already exists: Desk');
    expect(
      await refused({ servicePackName: 'More', servicePackQuantity: { quantity: 11 } }),
    ).toContain('service packs 10');
    expect(world.acme.packs.map((p) => p.name)).toEqual(['Desk']);
  });

  it('leaves groups only what it does not bind', async () => {
    const world = limited(20);
    await world.send(addDesk());
    const authorize = (quantity: number) =>
      new GroupServiceModifyAuthorizationListRequest({
        ...sales,
        userServiceAuthorization: [{ serviceName: dnd, authorizedQuantity: { quantity } }],
      });
    expect((await world.refusal(authorize(11))).message).toContain('service packs 10');
    await world.send(authorize(10));
    expect((await detail(world)).userServiceTable.rows[0]).toMatchObject({
      allocated: '20',
      available: '0',
    });
  });

  it('gives its users its services, and its use is counted by group', async () => {
    const world = limited(20);
    await world.send(addDesk());
    await world.send(addDesk({ servicePackName: 'Spare', servicePackQuantity: { quantity: 1 } }));
    await world.send(authorizeSales(5));
    for (const userId of ['alice', 'bob']) {
      await world.send(new UserServiceAssignListRequest({ userId, servicePackName: ['Desk'] }));
    }
    expect((await detail(world)).assignedQuantity).toMatchObject({ quantity: 5 });
    const request = new ServiceProviderServicePackGetUtilizationListRequest(acme);
    const { servicePackName, serviceUtilizationTable = [] } = await world.send(request);
    expect(servicePackName).toEqual(['Desk', 'Spare']);
    expect(serviceUtilizationTable.map((table) => table.rows)).toEqual([
      [{ group: 'Sales', totalPacks: '5', assigned: '2' }],
      [],
    ]);
  });

  it('can be deleted once no group is authorised for it', async () => {
    const world = limited(20);
    await world.send(addDesk());
    await world.send(authorizeSales(5));
    const deletion = new ServiceProviderServicePackDeleteRequest({
      ...acme,
      servicePackName: 'Desk',
    });
    expect((await world.refusal(deletion)).message).toContain('Sales is authorised for it');
    await world.send(
      new GroupServiceModifyAuthorizationListRequest({
        ...sales,
        servicePackAuthorization: [{ servicePackName: 'Desk', unauthorized: true }],
      }),
    );
    await world.send(deletion);
    expect((await world.refusal(deletion)).message).toContain('Service pack not found: Desk');
    const list = await world.send(new ServiceProviderServicePackGetListRequest(acme));
    expect(list.servicePackName ?? []).toEqual([]);
  });
});

describe('what a service provider is authorised for', () => {
  const modify = (more: object) =>
    new ServiceProviderServiceModifyAuthorizationListRequest({ ...acme, ...more });
  const shown = async (world: World, name: string) => {
    const lists = await world.send(new ServiceProviderServiceGetAuthorizationListRequest(acme));
    return [
      ...lists.userServicesAuthorizationTable.rows,
      ...lists.groupServicesAuthorizationTable.rows,
    ].find((row) => row.serviceName === name);
  };

  it('changes service by service', async () => {
    const world = limited(20);
    await world.send(
      modify({
        groupServiceAuthorization: [
          { serviceName: 'Hunt Group', authorizedQuantity: { quantity: 3 } },
        ],
        userServiceAuthorization: [
          { serviceName: 'Call Waiting', authorizedQuantity: { unlimited: true } },
          { serviceName: dnd, unauthorized: true },
        ],
      }),
    );
    expect(await shown(world, 'Hunt Group')).toMatchObject({ authorized: 'true', quantity: '3' });
    expect(await shown(world, 'Call Waiting')).toMatchObject({ quantity: 'Unlimited' });
    expect(await shown(world, dnd)).toMatchObject({ authorized: 'false', quantity: '0' });
    expect(await shown(world, privacy)).toMatchObject({ authorized: 'true' });
  });

  it('can not fall below what groups and service packs were given', async () => {
    const world = limited(20);
    await world.send(addDesk());
    world.sales.services = { [dnd]: 4 };
    const change = (authorization: object) =>
      modify({
        userServiceAuthorization: [
          { serviceName: 'Call Waiting', authorizedQuantity: { unlimited: true } },
          { serviceName: dnd, ...authorization },
        ],
      });
    for (const refused of [{ unauthorized: true }, { authorizedQuantity: { quantity: 13 } }]) {
      expect((await world.refusal(change(refused))).message).toContain('were given 14');
    }
    expect(world.acme.services['Call Waiting']).toBeUndefined();
    await world.send(change({ authorizedQuantity: { quantity: 14 } }));
    expect(world.acme.services[dnd]).toBe(14);
  });

  it('stays unlimited while a group has no limit', async () => {
    const world = limited('unlimited');
    world.sales.services = { [dnd]: 'unlimited' };
    const limit = modify({
      userServiceAuthorization: [{ serviceName: dnd, authorizedQuantity: { quantity: 999 } }],
    });
    expect((await world.refusal(limit)).message).toContain('were given unlimited');
  });
});

describe('group services', () => {
  const assign = (...serviceName: ('Hunt Group' | 'Call Park' | 'Voice Messaging Group')[]) =>
    new GroupServiceAssignListRequest({ ...sales, serviceName });
  const unassign = (...serviceName: ('Hunt Group' | 'Call Park' | 'Voice Messaging Group')[]) =>
    new GroupServiceUnassignListRequest({ ...sales, serviceName });
  const isAssigned = async (world: World, serviceName: 'Hunt Group' | 'Call Park') =>
    (await world.send(new GroupServiceIsAssignedRequest({ ...sales, serviceName }))).isAssigned;

  it('are assigned once the group is authorised, all or none', async () => {
    const world = new World();
    Reflect.deleteProperty(world.sales.services, 'Call Park');
    expect((await world.refusal(assign('Hunt Group', 'Call Park'))).code).toBe(4400);
    expect(await isAssigned(world, 'Hunt Group')).toBe(false);
    await world.send(assign('Hunt Group'));
    await world.send(assign('Hunt Group'));
    expect(world.sales.assignedServices).toEqual(['Hunt Group']);
  });

  it('are taken off with their settings, and can come back', async () => {
    const world = new World();
    await world.send(assign('Hunt Group', 'Call Park'));
    world.sales.settings['Call Park'] = { recallTo: 'Parking User Only' };
    await world.send(unassign('Call Park'));
    expect(await isAssigned(world, 'Call Park')).toBe(false);
    expect(await isAssigned(world, 'Hunt Group')).toBe(true);
    expect(world.sales.settings['Call Park']).toBeUndefined();
    expect((await world.refusal(unassign('Hunt Group', 'Call Park'))).code).toBe(4410);
    expect(await isAssigned(world, 'Hunt Group')).toBe(true);
    await world.send(assign('Call Park'));
  });

  it('stay while there are instances of them', async () => {
    const world = new World();
    await world.send(assign('Hunt Group', 'Call Park'));
    const hunt = createInstance(world.platform, world.sales, 'Hunt Group', 'hunt', { name: 'H' });
    expect((await world.refusal(unassign('Call Park', 'Hunt Group'))).message).toContain(
      '1 instances',
    );
    expect(await isAssigned(world, 'Call Park')).toBe(true);
    world.platform.removeInstance(hunt);
    await world.send(unassign('Call Park', 'Hunt Group'));
  });

  it('take the voice portal with them', async () => {
    const world = new World();
    await world.send(assign('Voice Messaging Group'));
    createInstance(world.platform, world.sales, 'Voice Messaging', 'portal', { name: 'Portal' });
    await world.send(unassign('Voice Messaging Group'));
    expect(world.platform.instancesOf(world.sales)).toEqual([]);
  });
});

describe('users who have a service', () => {
  const list = async (
    world: World,
    by: { serviceName: typeof dnd } | { servicePackName: string },
  ) => {
    const request = new GroupGetUserServiceAssignedUserListRequest({ ...sales, ...by });
    return (await world.send(request)).userListTable.rows;
  };

  it('are those who have it by itself or in a pack', async () => {
    const world = limited(20);
    await world.send(addDesk());
    world.give(world.bob, dnd);
    world.platform.changeUser(world.carol, (draft) => draft.packs.push('Desk'));
    const rows = await list(world, { serviceName: dnd });
    expect(rows.map((row) => row.userId)).toEqual(['bob@example.test', 'carol@example.test']);
    expect(rows[0]).toMatchObject({
      lastName: 'Baker',
      firstName: 'Bob',
      department: '',
      phoneNumber: '+1-2025550102',
      extension: '5102',
    });
    const packed = await list(world, { servicePackName: 'Desk' });
    expect(packed.map((row) => row.userId)).toEqual(['carol@example.test']);
  });

  it('are not to be had of a pack that does not exist', async () => {
    const request = new GroupGetUserServiceAssignedUserListRequest({
      ...sales,
      servicePackName: 'Nothing',
    });
    expect((await new World().refusal(request)).message).toContain('Service pack not found');
  });
});
