import { describe, expect, it } from 'vitest';
import {
  UserAddRequest22V2,
  UserDeleteRequest,
  UserGetListInGroupRequest,
  UserGetRequest23V2,
  UserModifyRequest22,
} from '@ocipkit/commands/user';
import { UserModifyUserIdRequest } from '@ocipkit/commands/user-identity';
import { World } from '../support/world.js';

const frank = {
  serviceProviderId: 'Acme',
  groupId: 'Sales',
  userId: 'frank@example.test',
  lastName: 'Fisher',
  firstName: 'Frank',
  callingLineIdLastName: 'Fisher',
  callingLineIdFirstName: 'Frank',
};

describe('adding a user', () => {
  it('gives a user that can be read back', async () => {
    const world = new World();
    await world.send(
      new UserAddRequest22V2({ ...frank, phoneNumber: '2025550105', alias: ['ff@example.test'] }),
    );
    const user = await world.send(new UserGetRequest23V2({ userId: 'frank@example.test' }));
    expect(user).toMatchObject({
      userId: 'frank@example.test',
      phoneNumber: '2025550105',
      extension: '0105',
      alias: ['ff@example.test'],
      defaultAlias: 'frank@example.test',
      timeZone: 'America/New_York',
      language: 'English',
    });
    expect(user.accessDeviceEndpoint).toBeUndefined();
  });

  it('refuses an id, alias, number or extension that somebody has', async () => {
    const world = new World();
    const add = (more: object) => new UserAddRequest22V2({ ...frank, ...more });
    expect((await world.refusal(add({ userId: 'ALICE@example.test' }))).code).toBe(4200);
    expect((await world.refusal(add({ alias: ['bob@example.test'] }))).code).toBe(4200);
    expect((await world.refusal(add({ phoneNumber: '+1-2025550101' }))).message).toContain(
      'already in use: +1-2025550101',
    );
    expect((await world.refusal(add({ extension: '5102' }))).code).toBe(4909);
    expect((await world.refusal(new UserGetRequest23V2({ userId: frank.userId }))).code).toBe(4008);
  });

  it('refuses a number of another group, and an unknown domain', async () => {
    const world = new World();
    const number = new UserAddRequest22V2({ ...frank, phoneNumber: '+1-2025550205' });
    expect((await world.refusal(number)).message).toContain('not assigned to the group');
    const domain = new UserAddRequest22V2({ ...frank, userId: 'frank@elsewhere.test' });
    expect((await world.refusal(domain)).code).toBe(4015);
  });

  it('stops at the limit of the group', async () => {
    const world = new World();
    world.sales.userLimit = 3;
    expect((await world.refusal(new UserAddRequest22V2(frank))).message).toContain('limit');
  });
});

describe('modifying a user', () => {
  it('leaves what is left out, clears what is nil and replaces lists', async () => {
    const world = new World();
    const userId = world.alice.userId;
    await world.send(
      new UserModifyRequest22({
        userId,
        title: 'Head of Sales',
        emailAddress: 'alice@example.test',
        sipAliasList: { sipAlias: ['a1@example.test', 'a2@example.test'] },
        address: { city: 'Berlin', country: 'Germany' },
        endpoint: {
          accessDeviceEndpoint: {
            accessDevice: { deviceLevel: 'Group', deviceName: 'alice-phone' },
            linePort: 'alice-1@example.test',
            useHotline: false,
            contactList: { contact: [{ sipContact: 'sip:alice@192.0.2.1' }] },
          },
        },
      }),
    );
    await world.send(
      new UserModifyRequest22({
        userId,
        title: null,
        extension: null,
        sipAliasList: { sipAlias: ['a3@example.test'] },
        address: { city: 'Bonn' },
      }),
    );
    const user = await world.send(new UserGetRequest23V2({ userId }));
    expect(user.title).toBeUndefined();
    expect(user.extension).toBeUndefined();
    expect(user.emailAddress).toBe('alice@example.test');
    expect(user.alias).toEqual(['a3@example.test']);
    expect(user.address).toEqual({ city: 'Bonn', country: 'Germany' });
    expect(user.accessDeviceEndpoint).toMatchObject({
      accessDevice: { deviceLevel: 'Group', deviceName: 'alice-phone' },
      linePort: 'alice-1@example.test',
      contact: [{ sipContact: 'sip:alice@192.0.2.1' }],
    });
  });

  it('changes nothing where one of the values is refused', async () => {
    const world = new World();
    const { userId } = world.alice;
    const request = new UserModifyRequest22({ userId, title: 'Boss', extension: '5102' });
    expect((await world.refusal(request)).code).toBe(4909);
    const user = await world.send(new UserGetRequest23V2({ userId }));
    expect(user.title).toBeUndefined();
    expect(user.extension).toBe('5101');
  });

  it('gives another id, under which everything goes on', async () => {
    const world = new World();
    await world.send(
      new UserModifyUserIdRequest({ userId: 'alice', newUserId: 'alicia@example.test' }),
    );
    const user = await world.send(new UserGetRequest23V2({ userId: 'alicia@example.test' }));
    expect(user.phoneNumber).toBe('2025550101');
    expect((await world.refusal(new UserGetRequest23V2({ userId: 'alice' }))).code).toBe(4008);
  });
});

describe('deleting a user', () => {
  it('frees the number and the extension', async () => {
    const world = new World();
    await world.send(new UserDeleteRequest({ userId: 'alice@example.test' }));
    await world.send(
      new UserAddRequest22V2({ ...frank, phoneNumber: '+1-2025550101', extension: '5101' }),
    );
  });
});

describe('listing the users of a group', () => {
  const inSales = { serviceProviderId: 'Acme', GroupId: 'Sales' };

  it('shows them with their numbers', async () => {
    const { userTable } = await new World().send(new UserGetListInGroupRequest(inSales));
    expect(userTable.length).toBe(3);
    expect(userTable.rows[0]).toMatchObject({
      userId: 'alice@example.test',
      phoneNumber: '+1-2025550101',
      phoneNumberActivated: 'true',
      inTrunkGroup: 'false',
      department: '',
    });
  });

  it('searches and limits', async () => {
    const world = new World();
    const found = await world.send(
      new UserGetListInGroupRequest({
        ...inSales,
        searchCriteriaUserLastName: [
          { mode: 'Starts With', value: 'b', isCaseInsensitive: true },
          { mode: 'Contains', value: 'AK', isCaseInsensitive: true },
        ],
      }),
    );
    expect(found.userTable.column('Last Name')).toEqual(['Baker']);
    const one = await world.send(
      new UserGetListInGroupRequest({ ...inSales, responseSizeLimit: 1 }),
    );
    expect(one.userTable.length).toBe(1);
  });
});

describe('rights', () => {
  it('keep each login within its level and its own', async () => {
    const world = new World().as('alice');
    await world.send(new UserGetRequest23V2({ userId: 'alice' }));
    expect((await world.refusal(new UserGetRequest23V2({ userId: 'bob' }))).code).toBe(5404);
    expect((await world.refusal(new UserDeleteRequest({ userId: 'alice' }))).code).toBe(5404);
    world.as('sales-admin');
    await world.send(new UserGetRequest23V2({ userId: 'bob' }));
    expect((await world.refusal(new UserGetRequest23V2({ userId: 'dave' }))).code).toBe(5404);
    world.as('acme-admin');
    await world.send(new UserGetRequest23V2({ userId: 'dave' }));
    expect((await world.refusal(new UserGetRequest23V2({ userId: 'mia' }))).code).toBe(5404);
  });
});
