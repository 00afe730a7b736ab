import { describe, expect, it } from 'vitest';
import { UserGetListInGroupRequest } from '@ocipkit/commands/user';
import { Platform } from '../../src/platform/platform.js';
import { fill } from '../../src/seed/seed.js';
import { newSystem } from '../../src/seed/system.js';
import { takeSnapshot } from '../../src/store/snapshot.js';
import { Simulated } from '../support/simulated.js';

function seeded(name: string): Platform {
  const platform = new Platform(newSystem());
  fill({ platform }, name);
  return platform;
}

describe('the demo seed', () => {
  it('has two enterprises, a service provider, their groups, and some sixty users', () => {
    const platform = seeded('demo');
    const kinds = platform.serviceProviders.values().map((sp) => sp.isEnterprise);
    expect(kinds).toEqual([true, true, false]);
    expect([...platform.groups()]).toHaveLength(5);
    expect(platform.userCount).toBeGreaterThan(50);
    expect(platform.userCount).toBeLessThan(70);
  });

  it('gives everyone no more than the groups are authorised for', () => {
    const platform = seeded('demo');
    for (const group of platform.groups()) {
      const users = platform.usersOf(group);
      expect(users.length).toBeLessThanOrEqual(group.userLimit);
      for (const user of users) {
        for (const service of user.services) expect(group.services).toHaveProperty([service]);
        for (const pack of user.packs) expect(group.packs).toHaveProperty([pack]);
      }
    }
  });
});

describe('every seed', () => {
  it.each(['empty', 'demo', 'group:20', 'users:2500'])('is the same each time: %s', (name) => {
    expect(JSON.stringify(takeSnapshot(seeded(name)))).toBe(
      JSON.stringify(takeSnapshot(seeded(name))),
    );
  });

  it('has as many users as are asked for', () => {
    expect(seeded('group:300').userCount).toBe(300);
    expect(seeded('users:2500').userCount).toBe(2500);
    expect([...seeded('users:2500').groups()].map((g) => g.groupId)).toEqual([
      'Group-1',
      'Group-2',
      'Group-3',
    ]);
  });

  it.each([
    ['forest', 'There is no seed forest. Expected one of empty, demo, group:N, users:N.'],
    ['group:0', 'no number from 1'],
    ['users:many', 'no number from 1'],
  ])('is refused: %s', async (seed, why) => {
    await expect(Simulated.start({ seed })).rejects.toThrow(why);
  });

  it('lists a group of 3,000 over a socket', async () => {
    await using world = await Simulated.start({ seed: 'group:3000' });
    const client = await world.client();
    const { userTable } = await client.send(
      new UserGetListInGroupRequest({ serviceProviderId: 'Scale', GroupId: 'Group-1' }),
    );
    expect(userTable.length).toBe(3000);
  });
});
