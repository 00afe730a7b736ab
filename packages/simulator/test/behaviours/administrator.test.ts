import { describe, expect, it } from 'vitest';
import {
  GroupAdminAddRequest,
  GroupAdminDeleteRequest,
  GroupAdminGetListRequest,
  GroupAdminGetRequest22V3,
  GroupAdminModifyRequest,
  ServiceProviderAdminAddRequest14,
  ServiceProviderAdminDeleteRequest,
  ServiceProviderAdminGetListRequest14,
  ServiceProviderAdminGetRequest22V3,
  ServiceProviderAdminModifyRequest,
} from '@ocipkit/commands/administrator';
import {
  GroupAdminGetPolicyRequest20,
  GroupAdminModifyPolicyRequest,
} from '@ocipkit/commands/group-administrator-policy';
import {
  ServiceProviderAdminGetPolicyRequest20,
  ServiceProviderAdminModifyPolicyRequest14,
} from '@ocipkit/commands/service-provider-administrator-policy';
import { createAdministrator } from '../../src/seed/create.js';
import { hashPassword } from '../../src/engine/passwords.js';
import { World } from '../support/world.js';

const userId = 'erin@example.test';
const sales = { serviceProviderId: 'Acme', groupId: 'Sales' };
const names = { firstName: 'Erin', lastName: 'Evans' };

/** Both levels have the same rules. */
const levels = [
  {
    level: 'service provider',
    add: (more: object = {}) =>
      new ServiceProviderAdminAddRequest14({
        serviceProviderId: 'Acme',
        userId,
        administratorType: 'Customer',
        ...more,
      }),
    get: new ServiceProviderAdminGetRequest22V3({ userId }),
    modify: (more: object) => new ServiceProviderAdminModifyRequest({ userId, ...more }),
    remove: new ServiceProviderAdminDeleteRequest({ userId }),
    otherLevel: new ServiceProviderAdminGetRequest22V3({ userId: 'sales-admin' }),
  },
  {
    level: 'group',
    add: (more: object = {}) => new GroupAdminAddRequest({ ...sales, userId, ...more }),
    get: new GroupAdminGetRequest22V3({ userId }),
    modify: (more: object) => new GroupAdminModifyRequest({ userId, ...more }),
    remove: new GroupAdminDeleteRequest({ userId }),
    otherLevel: new GroupAdminGetRequest22V3({ userId: 'acme-admin' }),
  },
];

describe.each(levels)(
  'an administrator of a $level',
  ({ add, get, modify, remove, otherLevel }) => {
    it('is added with what is given', async () => {
      const world = new World();
      await world.send(add({ ...names, password: 'Erins-Secret-1', language: 'German' }));
      expect(await world.send(get)).toMatchObject({
        serviceProviderId: 'Acme',
        ...names,
        language: 'German',
        locale: 'de_DE',
        encoding: 'ISO-8859-1',
        accountDisabled: false,
        lastAuthenticatedDate: '1970-01-01T00:00:00.000Z',
        hasPassword: true,
      });
    });

    it('has no names, no password and the language of the platform by default', async () => {
      const world = new World();
      await world.send(add({ userId: 'erin' }));
      const read = await world.send(get);
      expect(read).toMatchObject({ language: 'English', locale: 'en_US', hasPassword: false });
      expect(read.firstName).toBeUndefined();
      expect(read.lastName).toBeUndefined();
    });

    it('can log in with the password, which is kept as a hash', async () => {
      const world = new World();
      await world.send(add({ password: 'Erins-Secret-1' }));
      expect(world.platform.account(userId)?.passwordHash).toBe(hashPassword('Erins-Secret-1'));
      expect(JSON.stringify(world.platform.administrator(userId))).not.toContain('Erins-Secret');
    });

    it('shows when the last login was', async () => {
      const world = new World();
      await world.send(add());
      world.platform.administrator(userId).lastAuthenticatedDate = '2026-03-01T08:00:00.000Z';
      expect((await world.send(get)).lastAuthenticatedDate).toBe('2026-03-01T08:00:00.000Z');
    });

    it('needs an id that is free, a known domain and language, and a good password', async () => {
      const world = new World();
      expect((await world.refusal(add({ userId: 'ALICE@example.test' }))).code).toBe(4200);
      expect((await world.refusal(add({ userId: 'erin@a.test' }))).code).toBe(4015);
      expect((await world.refusal(add({ language: 'Klingon' }))).message).toContain('Klingon');
      const short = await world.refusal(add({ password: 'Zq9' }));
      expect(short.message).toContain('at least 6 characters');
      expect(JSON.stringify(short.response)).not.toContain('Zq9');
      expect((await world.refusal(get)).code).toBe(4008);
    });

    it('keeps what a modification leaves out and loses what is nil', async () => {
      const world = new World();
      await world.send(add({ ...names, password: 'Erins-Secret-1' }));
      await world.send(modify({ lastName: 'Ford', accountDisabled: true }));
      expect(await world.send(get)).toMatchObject({
        firstName: 'Erin',
        lastName: 'Ford',
        accountDisabled: true,
        hasPassword: true,
      });
      expect(world.platform.account(userId)?.isDisabled).toBe(true);
      await world.send(
        modify({ firstName: null, password: null, language: 'French', accountDisabled: false }),
      );
      const read = await world.send(get);
      expect(read).toMatchObject({
        lastName: 'Ford',
        language: 'French',
        accountDisabled: false,
        hasPassword: false,
      });
      expect(read.firstName).toBeUndefined();
      await world.send(modify({ password: 'Other-Secret-2' }));
      expect(world.platform.account(userId)?.passwordHash).toBe(hashPassword('Other-Secret-2'));
    });

    it('stays as it is when a modification is refused', async () => {
      const world = new World();
      await world.send(add(names));
      await world.refusal(modify({ lastName: 'Ford', password: 'erin@example.test' }));
      await world.refusal(modify({ lastName: 'Ford', language: 'Klingon' }));
      expect(await world.send(get)).toMatchObject({ ...names, hasPassword: false });
    });

    it('is gone when it is deleted, and the id is free', async () => {
      const world = new World();
      await world.send(add());
      await world.send(remove);
      expect((await world.refusal(get)).code).toBe(4008);
      expect((await world.refusal(remove)).code).toBe(4008);
      await world.send(add());
    });

    it('is not one of another level', async () => {
      expect((await new World().refusal(otherLevel)).code).toBe(4008);
    });
  },
);

describe('listing administrators', () => {
  it('shows those of a service provider with their kind', async () => {
    const world = new World();
    await world.send(
      new ServiceProviderAdminAddRequest14({
        serviceProviderId: 'Acme',
        userId,
        administratorType: 'Password Reset Only',
        ...names,
      }),
    );
    const request = new ServiceProviderAdminGetListRequest14({ serviceProviderId: 'Acme' });
    const { serviceProviderAdminTable } = await world.send(request);
    expect(serviceProviderAdminTable.rows).toMatchObject([
      { administratorId: 'acme-admin@example.test', administratorType: 'Normal', lastName: '' },
      {
        administratorId: userId,
        administratorType: 'Password Reset Only',
        ...names,
        language: 'English',
        locale: 'en_US',
        encoding: 'ISO-8859-1',
      },
    ]);
    const read = await world.send(new ServiceProviderAdminGetRequest22V3({ userId }));
    expect(read.administratorType).toBe('Password Reset Only');
    const metro = new ServiceProviderAdminGetListRequest14({ serviceProviderId: 'Metro' });
    expect((await world.send(metro)).serviceProviderAdminTable.rows).toEqual([]);
  });

  it('shows those of a group and of its departments', async () => {
    const world = new World();
    world.sales.departments.push({ name: 'Hotels' });
    createAdministrator(world.platform, 'clerk', {
      level: 'Group Department',
      ...sales,
      department: { $type: 'GroupDepartmentKey', ...sales, name: 'Hotels' },
    });
    await world.send(new GroupAdminAddRequest({ ...sales, groupId: 'Support', userId }));
    const { groupAdminTable } = await world.send(new GroupAdminGetListRequest(sales));
    expect(groupAdminTable.rows).toMatchObject([
      { administratorId: 'sales-admin@example.test', department: '' },
      { administratorId: 'clerk@example.test', department: 'Hotels' },
    ]);
  });

  it('needs an owner that exists', async () => {
    const world = new World();
    const nobody = new ServiceProviderAdminGetListRequest14({ serviceProviderId: 'Nobody' });
    expect((await world.refusal(nobody)).message).toContain('not found: Nobody');
    const nowhere = new GroupAdminGetListRequest({ ...sales, groupId: 'Nowhere' });
    expect((await world.refusal(nowhere)).code).toBe(4152);
  });
});

describe('policies', () => {
  const ofGroup = (id: string) => new GroupAdminGetPolicyRequest20({ userId: id });
  const ofOwner = (id: string) => new ServiceProviderAdminGetPolicyRequest20({ userId: id });

  it('give full access until they are modified', async () => {
    const world = new World();
    const group = await world.send(ofGroup('sales-admin'));
    const owner = await world.send(ofOwner('acme-admin'));
    for (const policy of [group, owner]) {
      const topics = Object.entries(policy).filter(([name]) => name.endsWith('Access'));
      expect(topics).toHaveLength(policy === group ? 17 : 18);
      expect(new Set(topics.map(([, value]) => value as unknown))).toEqual(new Set(['Full']));
    }
  });

  it('change topic by topic', async () => {
    const world = new World();
    await world.send(
      new GroupAdminModifyPolicyRequest({
        userId: 'sales-admin',
        userAccess: 'Read-Only Profile',
        communicationBarringUserProfileAccess: 'None',
      }),
    );
    await world.send(
      new GroupAdminModifyPolicyRequest({ userId: 'sales-admin', serviceAccess: 'Read-Only' }),
    );
    expect(await world.send(ofGroup('sales-admin'))).toMatchObject({
      userAccess: 'Read-Only Profile',
      communicationBarringUserProfileAccess: 'None',
      serviceAccess: 'Read-Only',
      profileAccess: 'Full',
    });
    await world.send(
      new ServiceProviderAdminModifyPolicyRequest14({
        userId: 'acme-admin',
        groupAccess: 'Restricted from Adding or Removing Groups',
        networkPolicyAccess: 'None',
      }),
    );
    expect(await world.send(ofOwner('acme-admin'))).toMatchObject({
      groupAccess: 'Restricted from Adding or Removing Groups',
      networkPolicyAccess: 'None',
      numberActivationAccess: 'Full',
    });
  });

  it('have topics of enterprises in enterprises only', async () => {
    const world = new World();
    createAdministrator(world.platform, 'metro-admin', {
      level: 'Service Provider',
      serviceProviderId: 'Metro',
    });
    createAdministrator(world.platform, 'metro-1-admin', {
      level: 'Group',
      serviceProviderId: 'Metro',
      groupId: 'Metro-1',
    });
    await world.send(
      new ServiceProviderAdminModifyPolicyRequest14({
        userId: 'metro-admin',
        networkPolicyAccess: 'None',
        serviceAccess: 'Read-Only',
      }),
    );
    await world.send(
      new GroupAdminModifyPolicyRequest({
        userId: 'metro-1-admin',
        communicationBarringUserProfileAccess: 'None',
      }),
    );
    const owner = await world.send(ofOwner('metro-admin'));
    expect(owner.serviceAccess).toBe('Read-Only');
    expect(owner.networkPolicyAccess).toBeUndefined();
    expect(owner.numberActivationAccess).toBeUndefined();
    const group = await world.send(ofGroup('metro-1-admin'));
    expect(group.communicationBarringUserProfileAccess).toBeUndefined();
  });

  it('are those of administrators of their level', async () => {
    const world = new World();
    expect((await world.refusal(ofGroup('acme-admin'))).code).toBe(4008);
    expect((await world.refusal(ofOwner('sales-admin'))).code).toBe(4008);
    const unknown = new GroupAdminModifyPolicyRequest({ userId: 'nobody', userAccess: 'None' });
    expect((await world.refusal(unknown)).code).toBe(4008);
  });
});
