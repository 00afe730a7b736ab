import { ErrorResponse } from '@ocipkit/core';
import { describe, expect, it } from 'vitest';
import { UserCallForwardingAlwaysModifyRequest } from '@ocipkit/commands/call-forwarding';
import { UserDoNotDisturbModifyRequest } from '@ocipkit/commands/do-not-disturb';
import {
  GroupServiceGetAuthorizationListRequest,
  GroupServiceGetAuthorizationRequest,
  GroupServiceIsAssignedRequest,
  GroupServiceModifyAuthorizationListRequest,
  ServiceProviderServiceGetAuthorizationListRequest,
} from '@ocipkit/commands/licensing';
import {
  UserAssignedServicesGetListRequest,
  UserServiceAssignListRequest,
  UserServiceGetAssignmentListRequest,
  UserServiceIsAssignedRequest,
  UserServiceUnassignListRequest,
} from '@ocipkit/commands/user-services';
import { createInstance } from '../../src/seed/create.js';
import { Refused, World } from '../support/world.js';

const userId = 'alice@example.test';
const inSales = { serviceProviderId: 'Acme', groupId: 'Sales' };

/** The enterprise has ten of pack `Standard`, five of them in group Sales, and one that is closed. */
function worldWithPacks(): World {
  const world = new World();
  world.acme.packs.push(
    {
      name: 'Standard',
      description: 'For everyone',
      isAvailableForUse: true,
      quantity: 10,
      services: ['Call Waiting', 'Do Not Disturb'],
    },
    { name: 'Old', isAvailableForUse: false, quantity: 'unlimited', services: ['Call Return'] },
  );
  world.sales.packs.Standard = 5;
  return world;
}

describe('assigning services to a user', () => {
  it('gives services and packs, which are shown with those that could be had', async () => {
    const world = worldWithPacks();
    delete world.sales.services['Call Recording'];
    await world.send(
      new UserServiceAssignListRequest({
        userId,
        serviceName: ['Call Return', 'Do Not Disturb'],
        servicePackName: ['Standard'],
      }),
    );
    const shown = await world.send(new UserServiceGetAssignmentListRequest({ userId }));
    expect(shown.servicePacksAssignmentTable.rows).toMatchObject([
      { servicePackName: 'Standard', assigned: 'true', description: 'For everyone' },
    ]);
    const services = new Map(
      shown.userServicesAssignmentTable.rows.map((row) => [row.serviceName, row.assigned]),
    );
    expect(services.get('Call Return')).toBe('true');
    expect(services.get('Call Waiting')).toBe('false');
    expect(services.has('Call Recording')).toBe(false);
  });

  it('warns where only part of it could be done', async () => {
    const world = new World();
    delete world.sales.services['Call Recording'];
    const request = new UserServiceAssignListRequest({
      userId,
      serviceName: ['Call Return', 'Call Recording'],
    });
    const { response } = await world.refusal(request);
    expect(response).toBeInstanceOf(ErrorResponse);
    expect(response.type).toBe('Warning');
    expect(response.detail).toContain('Call Recording');
    expect(response.detail).not.toContain('Call Return');
    expect(world.alice.services).toEqual(['Call Return']);
  });

  it('refuses where nothing could be done', async () => {
    const world = worldWithPacks();
    world.sales.services['Call Return'] = 1;
    world.give(world.bob, 'Call Return');
    const exhausted = await world.refusal(
      new UserServiceAssignListRequest({ userId, serviceName: ['Call Return'] }),
    );
    expect(exhausted.code).toBe(4400);
    expect(exhausted.response.type).toBe('Error');
    expect(exhausted.response.detail).toContain('in use');
    const pack = new UserServiceAssignListRequest({ userId, servicePackName: ['Old'] });
    expect((await world.refusal(pack)).code).toBe(4400);
    expect(world.alice.services).toEqual([]);
  });

  it('is for administrators', async () => {
    const world = new World().as('alice');
    const request = new UserServiceAssignListRequest({ userId, serviceName: ['Call Return'] });
    expect((await world.refusal(request)).code).toBe(5404);
    await world.as('sales-admin').send(request);
  });

  it('is undone with the settings, all or none', async () => {
    const world = worldWithPacks();
    world.give(world.alice, 'Do Not Disturb');
    await world.send(new UserDoNotDisturbModifyRequest({ userId, isActive: true }));
    const both = new UserServiceUnassignListRequest({
      userId,
      serviceName: ['Do Not Disturb', 'Call Return'],
    });
    expect((await world.refusal(both)).code).toBe(4410);
    expect(world.alice.services).toEqual(['Do Not Disturb']);
    await world.send(
      new UserServiceUnassignListRequest({ userId, serviceName: ['Do Not Disturb'] }),
    );
    world.give(world.alice, 'Do Not Disturb');
    const { userServiceEntry } = await world.send(
      new UserAssignedServicesGetListRequest({ userId }),
    );
    expect(userServiceEntry).toMatchObject([{ serviceName: 'Do Not Disturb', isActive: false }]);
  });

  it('is asked for one by one', async () => {
    const world = worldWithPacks();
    await world.send(new UserServiceAssignListRequest({ userId, servicePackName: ['Standard'] }));
    const isAssigned = async (input: object) =>
      (await world.send(new UserServiceIsAssignedRequest({ userId, ...input } as never)))
        .isAssigned;
    expect(await isAssigned({ serviceName: 'Call Waiting' })).toBe(true);
    expect(await isAssigned({ serviceName: 'Call Return' })).toBe(false);
    expect(await isAssigned({ servicePackName: 'Standard' })).toBe(true);
    expect(await isAssigned({ servicePackName: 'Old' })).toBe(false);
    await expect(isAssigned({ servicePackName: 'None' })).rejects.toThrow(Refused);
  });
});

describe('the services that a user has', () => {
  it('come with their switch, those of packs too', async () => {
    const world = worldWithPacks();
    world.give(world.alice, 'Call Forwarding Always', 'Calling Name Delivery', 'Call Return');
    world.alice.packs.push('Standard');
    world.sales.assignedServices.push('Incoming Calling Plan', 'Hunt Group');
    await world.send(
      new UserCallForwardingAlwaysModifyRequest({
        userId,
        isActive: true,
        forwardToPhoneNumber: '2025550199',
      }),
    );
    const { userServiceEntry = [], groupServiceEntry = [] } = await world.send(
      new UserAssignedServicesGetListRequest({ userId }),
    );
    const switches = new Map(userServiceEntry.map((e) => [e.serviceName, e.isActive]));
    expect(switches.get('Call Forwarding Always')).toBe(true);
    expect(switches.get('Do Not Disturb')).toBe(false);
    expect(switches.has('Call Return')).toBe(true);
    expect(switches.get('Call Return')).toBeUndefined();
    expect(switches.has('Call Waiting')).toBe(true);
    expect(groupServiceEntry.map((e) => e.serviceName)).toEqual(['Incoming Calling Plan']);
  });

  it('are those of whoever asks, where no id is given', async () => {
    const world = new World();
    world.give(world.bob, 'Call Return');
    const own = new UserAssignedServicesGetListRequest({});
    expect((await world.refusal(own)).message).toContain('user id is missing');
    const { userServiceEntry } = await world.as('bob').send(own);
    expect(userServiceEntry).toMatchObject([{ serviceName: 'Call Return' }]);
  });

  it('are none for a service instance', async () => {
    const world = new World();
    createInstance(world.platform, world.sales, 'Hunt Group', 'desk', { name: 'Desk' });
    const request = new UserAssignedServicesGetListRequest({ userId: 'desk@example.test' });
    expect((await world.send(request)).userServiceEntry ?? []).toEqual([]);
    const nobody = new UserAssignedServicesGetListRequest({ userId: 'nobody' });
    expect((await world.refusal(nobody)).code).toBe(4008);
  });
});

describe('what a group may use', () => {
  it('is listed with what it uses', async () => {
    const world = worldWithPacks();
    world.sales.services['Call Return'] = 7;
    delete world.sales.services['Call Recording'];
    world.acme.services['Call Return'] = 20;
    world.give(world.alice, 'Call Return', 'Do Not Disturb');
    world.bob.packs.push('Standard');
    world.sales.assignedServices.push('Hunt Group');
    createInstance(world.platform, world.sales, 'Hunt Group', 'desk', { name: 'Desk' });
    createInstance(world.platform, world.sales, 'Hunt Group', 'shop', { name: 'Shop' });
    const tables = await world.send(new GroupServiceGetAuthorizationListRequest(inSales));
    expect(tables.servicePacksAuthorizationTable.rows).toMatchObject([
      {
        servicePackName: 'Standard',
        authorized: 'true',
        assigned: 'true',
        limited: 'Limited',
        allocated: '5',
        allowed: '10',
        usage: '1',
        description: 'For everyone',
      },
      { servicePackName: 'Old', authorized: 'false', usage: '0', description: '' },
    ]);
    const user = new Map(
      tables.userServicesAuthorizationTable.rows.map((row) => [row.serviceName, row]),
    );
    expect(user.get('Call Return')).toMatchObject({
      authorized: 'true',
      assigned: 'true',
      limited: 'Limited',
      quantity: '7',
      usage: '1',
      licensed: 'Yes',
      allowed: '20',
      userAssignable: 'true',
      groupServiceAssignable: 'false',
    });
    expect(user.get('Do Not Disturb')).toMatchObject({ quantity: 'Unlimited', usage: '2' });
    expect(user.get('Call Recording')).toMatchObject({ authorized: 'false', assigned: 'false' });
    const group = new Map(
      tables.groupServicesAuthorizationTable.rows.map((row) => [row.serviceName, row]),
    );
    expect(group.get('Hunt Group')).toMatchObject({
      authorized: 'true',
      assigned: 'true',
      usage: '2',
      instanceCount: '2',
    });
    expect(group.get('Call Pickup')).toMatchObject({ assigned: 'false', usage: '0' });
  });

  it('is told for one service or pack', async () => {
    const world = worldWithPacks();
    world.sales.services['Call Return'] = 7;
    world.give(world.alice, 'Call Return');
    delete world.sales.services['Hunt Group'];
    const ask = (what: object) =>
      new GroupServiceGetAuthorizationRequest({ ...inSales, ...what } as never);
    expect(await world.send(ask({ userServiceName: 'Call Return' }))).toMatchObject({
      authorized: true,
      authorizedQuantity: { quantity: 7 },
      usedQuantity: { quantity: 1 },
      authorizable: true,
    });
    const free = await world.send(ask({ groupServiceName: 'Call Pickup' }));
    expect(free.authorizedQuantity).toMatchObject({ unlimited: true });
    const hunt = await world.send(ask({ groupServiceName: 'Hunt Group' }));
    expect(hunt.authorized).toBe(false);
    expect(hunt.authorizedQuantity).toBeUndefined();
    const pack = await world.send(ask({ servicePackName: 'Standard' }));
    expect(pack).toMatchObject({ authorized: true, authorizedQuantity: { quantity: 5 } });
    expect(pack.authorizable).toBeUndefined();
    expect((await world.send(ask({ servicePackName: 'Old' }))).authorized).toBe(false);
    expect((await world.refusal(ask({ servicePackName: 'None' }))).code).toBe(9010);
  });

  it('says whether a group service is assigned', async () => {
    const world = new World();
    const ask = new GroupServiceIsAssignedRequest({ ...inSales, serviceName: 'Hunt Group' });
    expect((await world.send(ask)).isAssigned).toBe(false);
    world.sales.assignedServices.push('Hunt Group');
    expect((await world.send(ask)).isAssigned).toBe(true);
  });
});

describe('authorizing a group', () => {
  const modify = (more: object) =>
    new GroupServiceModifyAuthorizationListRequest({ ...inSales, ...more });

  it('gives quantities and takes authorizations back', async () => {
    const world = worldWithPacks();
    await world.send(
      modify({
        servicePackAuthorization: [
          { servicePackName: 'Standard', authorizedQuantity: { quantity: 8 } },
        ],
        groupServiceAuthorization: [{ serviceName: 'Hunt Group', unauthorized: true }],
        userServiceAuthorization: [
          { serviceName: 'Call Return', authorizedQuantity: { quantity: 3 } },
          { serviceName: 'Call Recording', authorizedQuantity: { unlimited: true } },
        ],
      }),
    );
    expect(world.sales.packs).toEqual({ Standard: 8 });
    expect(world.sales.services['Hunt Group']).toBeUndefined();
    expect(world.sales.services['Call Return']).toBe(3);
    expect(world.sales.services['Call Recording']).toBe('unlimited');
  });

  it('does not go beyond what the enterprise has, together with its other groups', async () => {
    const world = worldWithPacks();
    world.acme.services['Call Notify'] = 10;
    world.sales.services['Call Notify'] = 2;
    world.support.services['Call Notify'] = 6;
    world.support.packs.Standard = 4;
    delete world.acme.services['Call Recording'];
    const service = (serviceName: string, authorizedQuantity: object) =>
      modify({ userServiceAuthorization: [{ serviceName, authorizedQuantity }] });
    const pack = (servicePackName: string, quantity: number) =>
      modify({ servicePackAuthorization: [{ servicePackName, authorizedQuantity: { quantity } }] });
    await world.send(service('Call Notify', { quantity: 4 }));
    expect((await world.refusal(service('Call Notify', { quantity: 5 }))).code).toBe(9015);
    expect((await world.refusal(service('Call Notify', { unlimited: true }))).code).toBe(9015);
    expect((await world.refusal(service('Call Recording', { quantity: 1 }))).code).toBe(9013);
    await world.send(pack('Standard', 6));
    expect((await world.refusal(pack('Standard', 7))).code).toBe(9015);
    expect((await world.refusal(pack('Old', 1))).code).toBe(9013);
    expect((await world.refusal(pack('None', 1))).code).toBe(9010);
  });

  it('leaves what is bound in service packs', async () => {
    const world = worldWithPacks();
    world.acme.services['Call Waiting'] = 15;
    delete world.support.services['Call Waiting'];
    const waiting = (quantity: number) =>
      modify({
        userServiceAuthorization: [
          { serviceName: 'Call Waiting', authorizedQuantity: { quantity } },
        ],
      });
    await world.send(waiting(5));
    expect((await world.refusal(waiting(6))).code).toBe(9015);
  });

  it('does not go below what is in use, and changes nothing then', async () => {
    const world = worldWithPacks();
    world.give(world.alice, 'Call Return');
    world.give(world.bob, 'Call Return');
    world.alice.packs.push('Standard');
    world.sales.assignedServices.push('Call Pickup');
    const gone = { unauthorized: true };
    for (const request of [
      modify({ groupServiceAuthorization: [{ serviceName: 'Call Pickup', ...gone }] }),
      modify({ servicePackAuthorization: [{ servicePackName: 'Standard', ...gone }] }),
      modify({
        userServiceAuthorization: [
          { serviceName: 'Call Waiting', authorizedQuantity: { quantity: 9 } },
          { serviceName: 'Call Return', authorizedQuantity: { quantity: 1 } },
        ],
      }),
    ]) {
      expect((await world.refusal(request)).code).toBe(9012);
    }
    expect(world.sales.services['Call Waiting']).toBe('unlimited');
    expect(world.sales.packs.Standard).toBe(5);
  });

  it('is for administrators of the enterprise', async () => {
    const request = modify({
      userServiceAuthorization: [{ serviceName: 'Call Return', unauthorized: true }],
    });
    const world = new World().as('sales-admin');
    expect((await world.refusal(request)).code).toBe(5404);
    await world.as('acme-admin').send(request);
  });
});

describe('what a service provider may use', () => {
  it('is listed with what went to groups and packs', async () => {
    const world = worldWithPacks();
    world.acme.services['Do Not Disturb'] = 50;
    world.sales.services['Do Not Disturb'] = 20;
    world.support.services['Do Not Disturb'] = 5;
    world.give(world.alice, 'Do Not Disturb');
    delete world.acme.services['Call Recording'];
    world.support.assignedServices.push('Call Pickup');
    const tables = await world.send(
      new ServiceProviderServiceGetAuthorizationListRequest({ serviceProviderId: 'Acme' }),
    );
    const user = new Map(
      tables.userServicesAuthorizationTable.rows.map((row) => [row.serviceName, row]),
    );
    expect(user.get('Do Not Disturb')).toMatchObject({
      authorized: 'true',
      assigned: 'true',
      limited: 'Limited',
      quantity: '50',
      allocated: '25',
      licensed: 'Yes',
      servicePackAllocation: '10',
      userAssignable: 'true',
      servicePackAssignable: 'true',
    });
    expect(user.get('Call Return')).toMatchObject({
      quantity: 'Unlimited',
      allocated: 'Unlimited',
      servicePackAllocation: 'Unlimited',
      assigned: 'false',
    });
    expect(user.get('Call Recording')).toMatchObject({ authorized: 'false', quantity: '0' });
    const [pickup] = tables.groupServicesAuthorizationTable.rows.filter(
      (row) => row.serviceName === 'Call Pickup',
    );
    expect(pickup).toMatchObject({ assigned: 'true', authorized: 'true' });
  });
});
