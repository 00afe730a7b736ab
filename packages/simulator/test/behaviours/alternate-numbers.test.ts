import { describe, expect, it } from 'vitest';
import {
  UserAlternateNumbersGetRequest21,
  UserAlternateNumbersModifyRequest,
} from '@ocipkit/commands/alternate-numbers';
import {
  UserFaxMessagingGetRequest17sp1,
  UserFaxMessagingModifyRequest,
} from '@ocipkit/commands/fax-messaging';
import { UserDeleteRequest, UserModifyRequest22 } from '@ocipkit/commands/user';
import { UserModifyGroupIdRequest } from '@ocipkit/commands/user-identity';
import { World } from '../support/world.js';

const userId = 'alice@example.test';
const read = new UserAlternateNumbersGetRequest21({ userId });
const readFax = new UserFaxMessagingGetRequest17sp1({ userId });

function modify(fields: object, user = userId): UserAlternateNumbersModifyRequest {
  return new UserAlternateNumbersModifyRequest({ userId: user, ...fields });
}

function modifyFax(fields: object, user = userId): UserFaxMessagingModifyRequest {
  return new UserFaxMessagingModifyRequest({ userId: user, ...fields });
}

function world(): World {
  const made = new World();
  for (const user of [made.alice, made.bob]) made.give(user, 'Alternate Numbers', 'Fax Messaging');
  return made;
}

describe('alternate numbers', () => {
  it('are none until they are set', async () => {
    expect(await world().send(read)).toEqual({ distinctiveRing: true });
  });

  it('are shown in their places, with the ring pattern', async () => {
    const here = world();
    await here.send(
      modify({
        distinctiveRing: false,
        alternateEntry01: { phoneNumber: '2025550110', description: 'Hotline' },
        alternateEntry10: { extension: '5110', ringPattern: 'Long-Long' },
      }),
    );
    expect(await here.send(read)).toEqual({
      distinctiveRing: false,
      alternateEntry01: {
        phoneNumber: '2025550110',
        ringPattern: 'Normal',
        description: 'Hotline',
      },
      alternateEntry10: { extension: '5110', ringPattern: 'Long-Long' },
    });
  });

  it('merge within an entry, and go when number and extension are cleared', async () => {
    const here = world();
    await here.send(modify({ alternateEntry01: { phoneNumber: '2025550110', extension: '5110' } }));
    await here.send(modify({ alternateEntry01: { phoneNumber: null } }));
    expect((await here.send(read)).alternateEntry01).toEqual({
      extension: '5110',
      ringPattern: 'Normal',
    });
    await here.send(modify({ alternateEntry01: { extension: null } }));
    expect((await here.send(read)).alternateEntry01).toBeUndefined();
  });

  it('belong to one user only, and are free again when they are cleared', async () => {
    const here = world();
    const entry = { alternateEntry02: { phoneNumber: '2025550110', extension: '5110' } };
    await here.send(modify(entry));
    expect((await here.refusal(modify(entry, 'bob'))).message).toContain('already in use');
    const primary = new UserModifyRequest22({ userId: 'bob', extension: '5110' });
    expect((await here.refusal(primary)).code).toBe(4909);
    await here.send(modify({ alternateEntry02: { phoneNumber: null, extension: null } }));
    await here.send(modify(entry, 'bob'));
    await here.send(new UserDeleteRequest({ userId: 'bob' }));
    await here.send(modify(entry));
  });

  it('are refused where a number is had already, is not the group’s, or is too long', async () => {
    const here = world();
    const own = modify({ alternateEntry01: { phoneNumber: '2025550101' } });
    expect((await here.refusal(own)).message).toContain('already in use: +1-2025550101');
    const twice = modify({
      alternateEntry01: { extension: '5111' },
      alternateEntry02: { extension: '5111' },
    });
    expect((await here.refusal(twice)).code).toBe(4909);
    const others = modify({ alternateEntry01: { phoneNumber: '2025550201' } });
    expect((await here.refusal(others)).message).toContain('not assigned to the group');
    const long = modify({ alternateEntry01: { extension: '1234567' } });
    expect((await here.refusal(long)).code).toBe(4909);
    expect(await here.send(read)).toEqual({ distinctiveRing: true });
  });

  it('stay in their group when the user is moved', async () => {
    const here = world();
    await here.send(new UserModifyRequest22({ userId, phoneNumber: null }));
    await here.send(
      modify({
        alternateEntry01: { phoneNumber: '2025550110', extension: '5110' },
        alternateEntry02: { phoneNumber: '2025550111' },
      }),
    );
    const move = new UserModifyGroupIdRequest({ userId, newGroupId: 'Support' });
    const { error = [], impact = [] } = await here.send(move);
    expect(error).toEqual([]);
    expect(impact.map(({ summary }) => summary)).toEqual([
      'Phone number +1-2025550110 is unassigned from the user',
      'Phone number +1-2025550111 is unassigned from the user',
    ]);
    expect(here.platform.user(userId).groupId).toBe('Support');
    expect((await here.send(read)).alternateEntry01).toEqual({
      extension: '5110',
      ringPattern: 'Normal',
    });
    expect((await here.send(read)).alternateEntry02).toBeUndefined();
    expect(here.platform.numbers.get('+1-2025550110')?.groupId).toBe('Sales');
  });

  it('need the service', async () => {
    const here = new World();
    expect((await here.refusal(read)).code).toBe(4410);
    expect((await here.refusal(modify({ distinctiveRing: false }))).code).toBe(4410);
  });
});

describe('fax messaging', () => {
  it('is off and has no addresses until it is modified', async () => {
    expect(await world().send(readFax)).toEqual({ isActive: false });
  });

  it('keeps number, extension and aliases, and clears what is nil', async () => {
    const here = world();
    await here.send(
      modifyFax({
        isActive: true,
        phoneNumber: '2025550112',
        extension: '5112',
        sipAliasList: { sipAlias: ['fax1@example.test', 'fax2@example.test'] },
      }),
    );
    await here.send(modifyFax({ extension: null }));
    expect(await here.send(readFax)).toEqual({
      isActive: true,
      phoneNumber: '2025550112',
      alias: ['fax1@example.test', 'fax2@example.test'],
    });
    await here.send(modifyFax({ sipAliasList: { sipAlias: ['fax3@example.test'] } }));
    expect((await here.send(readFax)).alias).toEqual(['fax3@example.test']);
    await here.send(modifyFax({ phoneNumber: null, sipAliasList: null }));
    expect(await here.send(readFax)).toEqual({ isActive: true });
  });

  it('claims its addresses', async () => {
    const here = world();
    const taken = { phoneNumber: '2025550112', extension: '5112' };
    const alias = { sipAliasList: { sipAlias: ['fax1@example.test'] } };
    await here.send(modifyFax({ ...taken, ...alias }));
    expect((await here.refusal(modifyFax(taken, 'bob'))).message).toContain('already in use');
    expect((await here.refusal(modifyFax(alias, 'bob'))).code).toBe(4200);
    const alternate = modify({ alternateEntry01: { extension: '5112' } });
    expect((await here.refusal(alternate)).code).toBe(4909);
    const elsewhere = modifyFax({ sipAliasList: { sipAlias: ['fax@elsewhere.test'] } });
    expect((await here.refusal(elsewhere)).code).toBe(4015);
  });

  it('needs the service', async () => {
    const here = new World();
    expect((await here.refusal(readFax)).code).toBe(4410);
    expect((await here.refusal(modifyFax({ isActive: true }))).code).toBe(4410);
  });
});
