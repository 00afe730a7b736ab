import { UserCallForwardingAlwaysGetRequest } from '@ocipkit/commands/call-forwarding';
import { UserModifyGroupIdRequest } from '@ocipkit/commands/user-identity';
import { UserGetRequest23V2, UserModifyRequest22 } from '@ocipkit/commands/user';
import { describe, expect, it } from 'vitest';
import { World } from '../support/world.js';

const userId = 'alice@example.test';
const newGroupId = 'Support';

const evaluate = new UserModifyGroupIdRequest({ userId, newGroupId, evaluateOnly: true });
const move = new UserModifyGroupIdRequest({ userId, newGroupId });

async function findings(world: World, request = evaluate) {
  const { error = [], impact = [] } = await world.send(request);
  for (const { summary, summaryEnglish } of [...error, ...impact]) {
    expect(summaryEnglish).toBe(summary);
  }
  const texts = (entries: typeof error): readonly string[] => entries.map((e) => e.summary);
  return { errors: texts(error), impacts: texts(impact) };
}

/** Alice with something of everything that is of her group. */
async function settledAlice(): Promise<World> {
  const world = new World();
  const { platform, alice, sales } = world;
  const department = {
    $type: 'GroupDepartmentKey',
    serviceProviderId: 'Acme',
    groupId: 'Sales',
    name: 'Inside',
  } as const;
  sales.departments.push({ name: 'Inside' });
  sales.pickupGroups.push({ name: 'Front', userIds: [userId, 'bob@example.test'] });
  sales.settings['Call Park'] = { groups: [{ name: 'Lot', userIds: [userId] }] };
  platform.serviceProvider('Acme').packs.push({
    name: 'Office',
    isAvailableForUse: true,
    quantity: 'unlimited',
    services: ['Remote Office'],
  });
  sales.packs.Office = 'unlimited';
  Reflect.deleteProperty(world.support.services, 'Call Forwarding Always');
  world.support.services['Speed Dial 8'] = 0;
  world.give(alice, 'Call Forwarding Always', 'Speed Dial 8', 'Do Not Disturb');
  platform.changeUser(alice, (draft) => {
    draft.packs.push('Office');
    draft.profile.department = department;
    draft.settings['Remote Office'] = { isActive: true };
    draft.settings['Do Not Disturb'] = { isActive: true };
  });
  await world.send(
    new UserModifyRequest22({
      userId,
      endpoint: {
        accessDeviceEndpoint: {
          accessDevice: { deviceLevel: 'Group', deviceName: 'alice-phone' },
          linePort: 'alice-line@example.test',
        },
      },
    }),
  );
  return world;
}

const losses = [
  'Phone number +1-2025550101 is unassigned from the user',
  'The user is removed from department Inside',
  'Device alice-phone is unassigned from the user',
  'Service Call Forwarding Always is unassigned from the user',
  'Service Speed Dial 8 is unassigned from the user',
  'Service pack Office is unassigned from the user',
  'The user is removed from call pickup group Front',
  'The user is removed from Call Park',
];

describe('a move to another group', () => {
  it('is told what it takes from the user, and changes nothing by that', async () => {
    const world = await settledAlice();
    const before = structuredClone(world.alice);
    expect(await findings(world)).toEqual({ errors: [], impacts: losses });
    expect(world.alice).toEqual(before);
    expect(world.sales.pickupGroups[0]?.userIds).toContain(userId);
  });

  it('takes it, and leaves the rest', async () => {
    const world = await settledAlice();
    expect(await findings(world, move)).toEqual({ errors: [], impacts: losses });
    const { platform } = world;
    const moved = platform.user(userId);
    expect(moved).toMatchObject({
      groupId: 'Support',
      extension: '5101',
      services: ['Do Not Disturb'],
      packs: [],
      settings: { 'Do Not Disturb': { isActive: true } },
    });
    expect(moved.settings['Remote Office']).toBeUndefined();
    const read = await world.send(new UserGetRequest23V2({ userId }));
    expect(read.groupId).toBe('Support');
    expect([read.phoneNumber, read.department, read.accessDeviceEndpoint]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(world.sales.pickupGroups[0]?.userIds).toEqual(['bob@example.test']);
    expect(world.sales.settings['Call Park']).toEqual({ groups: [{ name: 'Lot', userIds: [] }] });
    expect(platform.numbers.get('+1-2025550101')?.groupId).toBe('Sales');
    const forwarding = new UserCallForwardingAlwaysGetRequest({ userId });
    expect((await world.refusal(forwarding)).code).toBe(4410);
    expect(await findings(world, move)).toEqual({ errors: [], impacts: [] });
  });

  it('keeps a department, a device and a line of the enterprise', async () => {
    const world = new World();
    const { platform, alice, acme } = world;
    acme.departments.push({ name: 'Management' });
    const department = {
      $type: 'EnterpriseDepartmentKey',
      serviceProviderId: 'Acme',
      name: 'Management',
    } as const;
    const device = {
      deviceLevel: 'Service Provider',
      deviceName: 'gateway',
      serviceProviderId: 'Acme',
    } as const;
    platform.addDevice({ ...device, deviceType: 'Example Gateway', config: {}, customTags: [] });
    platform.changeUser(alice, (draft) => {
      delete draft.phoneNumber;
      draft.profile.department = department;
      draft.endpoint = {
        kind: 'device',
        device,
        linePort: 'alice@example.test',
        contacts: [],
        config: {},
      };
    });
    expect(await findings(world, move)).toEqual({ errors: [], impacts: [] });
    expect(platform.user(userId)).toMatchObject({
      groupId: 'Support',
      profile: { department },
      endpoint: { device },
    });
  });

  it('takes second lines on devices of the group, the video line, and the trunk', async () => {
    const world = new World();
    const { platform, alice } = world;
    const line = (name: string) => ({
      device: {
        deviceLevel: 'Group',
        deviceName: `${name}-phone`,
        serviceProviderId: 'Acme',
        groupId: 'Sales',
      } as const,
      linePort: `alice-on-${name}@example.test`,
      contacts: [],
      config: {},
    });
    world.give(alice, 'Shared Call Appearance', 'Video Add-On');
    platform.changeUser(alice, (draft) => {
      delete draft.phoneNumber;
      draft.appearances = [line('bob')];
      draft.settings['Video Add-On'] = { isActive: true, accessDeviceEndpoint: line('carol') };
      draft.endpoint = { kind: 'trunk', config: { trunkGroupDeviceEndpoint: { name: 'pbx' } } };
    });
    expect(await findings(world, move)).toEqual({
      errors: [],
      impacts: [
        'The user is removed from the trunk group',
        'The shared call appearance alice-on-bob@example.test on device bob-phone is removed',
        'Device carol-phone is unassigned from Video Add-On',
      ],
    });
    const moved = platform.user(userId);
    expect([moved.endpoint, moved.appearances]).toEqual([undefined, []]);
    expect(moved.settings['Video Add-On']).toEqual({ isActive: true });
  });

  it('is prevented by the user limit and by extensions', async () => {
    const world = new World();
    const { platform, alice, dave, support } = world;
    support.userLimit = platform.usersOf(support).length;
    platform.changeUser(alice, (draft) => {
      draft.extension = dave.extension ?? '';
    });
    const { errors } = await findings(world, move);
    expect(errors).toEqual([
      'The user limit of the target group is reached',
      'Extension 5201 is in use in the target group',
    ]);
    expect(platform.user(userId).groupId).toBe('Sales');
    support.userLimit = 50;
    support.extensionLength = { min: 2, max: 3, default: 3 };
    platform.changeUser(alice, (draft) => {
      draft.extension = '5188';
    });
    expect((await findings(world)).errors).toEqual([
      'Extension 5188 has not the length that the target group asks for',
    ]);
  });
});
