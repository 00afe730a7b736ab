import { describe, expect, it } from 'vitest';
import {
  UserHotelingGuestGetRequest14sp4,
  UserHotelingGuestModifyRequest21,
  UserHotelingHostGetRequest17,
  UserHotelingHostModifyRequest,
} from '@ocipkit/commands/hoteling';
import { UserDeleteRequest } from '@ocipkit/commands/user';
import { World } from '../support/world.js';

const readGuest = new UserHotelingGuestGetRequest14sp4({ userId: 'alice' });
const readHost = new UserHotelingHostGetRequest17({ userId: 'bob' });
const guest = (fields: object, userId = 'alice') =>
  new UserHotelingGuestModifyRequest21({ userId, ...fields });
const host = (fields: object, userId = 'bob') =>
  new UserHotelingHostModifyRequest({ userId, ...fields });

/** Alice and carol can be guests; bob and dave, of another group, can be hosts. */
function world(): World {
  const made = new World();
  for (const user of [made.alice, made.carol]) made.give(user, 'Hoteling Guest');
  for (const user of [made.bob, made.dave]) made.give(user, 'Hoteling Host');
  return made;
}

async function checkedIn(): Promise<World> {
  const here = world();
  await here.send(host({ isActive: true }));
  await here.send(guest({ isActive: true, hostUserId: 'bob' }));
  return here;
}

function later(here: World, hours: number): void {
  here.now = new Date(here.now.getTime() + hours * 3_600_000);
}

describe('hoteling', () => {
  it('is off on both sides at first', async () => {
    const here = world();
    expect(await here.send(readGuest)).toEqual({
      isActive: false,
      enableAssociationLimit: true,
      associationLimitHours: 12,
    });
    expect(await here.send(readHost)).toEqual({
      isActive: false,
      enforceAssociationLimit: true,
      associationLimitHours: 24,
      accessLevel: 'Group',
    });
  });

  it('shows guest and host to each other', async () => {
    const here = await checkedIn();
    expect(await here.send(readGuest)).toMatchObject({
      hostUserId: 'bob@example.test',
      hostLastName: 'Baker',
      hostFirstName: 'Bob',
      hostAssociationDateTime: '2026-03-02T09:00:00.000Z',
      hostEnforcesAssociationLimit: true,
      hostAssociationLimitHours: 24,
    });
    expect(await here.send(readHost)).toMatchObject({
      guestLastName: 'Archer',
      guestFirstName: 'Alice',
      guestPhoneNumber: '2025550101',
      guestExtension: '5101',
      guestAssociationDateTime: '2026-03-02T09:00:00.000Z',
    });
  });

  it('goes on while other settings are modified', async () => {
    const here = await checkedIn();
    await here.send(guest({ associationLimitHours: 6 }));
    await here.send(host({ associationLimitHours: 8 }));
    expect(await here.send(readGuest)).toMatchObject({
      hostUserId: 'bob@example.test',
      associationLimitHours: 6,
      hostAssociationLimitHours: 8,
    });
  });

  it.each([
    ['the guest leaves', guest({ hostUserId: null })],
    ['the guest is switched off', guest({ isActive: false })],
    ['the host sends the guest away', host({ removeGuestAssociation: true })],
    ['the host is switched off', host({ isActive: false })],
  ])('ends when %s, for good', async (_, request) => {
    const here = await checkedIn();
    await here.send(request);
    await here.send(guest({ isActive: true }));
    await here.send(host({ isActive: true }));
    expect((await here.send(readGuest)).hostUserId).toBeUndefined();
    expect((await here.send(readHost)).guestLastName).toBeUndefined();
  });

  it('ends when the shorter of the two limits is over', async () => {
    const here = await checkedIn();
    later(here, 11);
    expect((await here.send(readGuest)).hostUserId).toBe('bob@example.test');
    later(here, 1);
    expect((await here.send(readGuest)).hostUserId).toBeUndefined();
    expect((await here.send(readHost)).guestLastName).toBeUndefined();
    await here.send(guest({ enableAssociationLimit: false, hostUserId: 'bob' }));
    later(here, 23);
    expect((await here.send(readGuest)).hostUserId).toBe('bob@example.test');
    later(here, 1);
    expect((await here.send(readGuest)).hostUserId).toBeUndefined();
  });

  it('ends when the host is deleted', async () => {
    const here = await checkedIn();
    await here.send(new UserDeleteRequest({ userId: 'bob' }));
    expect((await here.send(readGuest)).hostUserId).toBeUndefined();
  });

  it('takes one guest at a time', async () => {
    const here = await checkedIn();
    const carol = guest({ isActive: true, hostUserId: 'bob' }, 'carol');
    expect((await here.refusal(carol)).message).toContain('has a guest');
    await here.send(guest({ hostUserId: null }));
    await here.send(carol);
    expect((await here.send(readHost)).guestLastName).toBe('Cooper');
  });

  it('takes guests of other groups where the host says so', async () => {
    const here = world();
    await here.send(host({ isActive: true }, 'dave'));
    const request = guest({ isActive: true, hostUserId: 'dave' });
    expect((await here.refusal(request)).message).toContain('of its group only');
    await here.send(host({ accessLevel: 'Enterprise' }, 'dave'));
    await here.send(request);
    expect((await here.send(readGuest)).hostUserId).toBe('dave@example.test');
  });

  it('refuses hosts that are off, are none, or do not exist, and guests that are off', async () => {
    const here = world();
    const go = (hostUserId: string) => guest({ isActive: true, hostUserId });
    expect((await here.refusal(go('bob'))).message).toContain('not switched on');
    expect((await here.refusal(go('carol'))).code).toBe(4410);
    expect((await here.refusal(go('nobody'))).code).toBe(4008);
    await here.send(host({ isActive: true }));
    const asleep = guest({ hostUserId: 'bob' });
    expect((await here.refusal(asleep)).message).toContain('to be switched on');
    expect((await here.send(readGuest)).isActive).toBe(false);
  });

  it('needs the services', async () => {
    const here = new World();
    for (const request of [readGuest, readHost, guest({}), host({})]) {
      expect((await here.refusal(request)).code).toBe(4410);
    }
  });
});
