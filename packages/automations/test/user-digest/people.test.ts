import { describe, expect, it } from 'vitest';
import { userDigest, valueOf, type DigestSection, type UserDigest } from '../../src/index.js';
import { expectPlain } from '../support/positions.js';
import { Simulated } from '../support/simulated.js';

const id = (name: string): string => `${name}@grandharbour.test`;

async function digestOf(
  world: Simulated,
  name: string,
  sections?: readonly DigestSection[],
): Promise<UserDigest> {
  const digest = await userDigest(world.client, { userId: id(name), sections });
  expect(digest.problems).toEqual([]);
  expect(digest.complete).toBe(true);
  expectPlain(digest);
  return digest;
}

describe('the phones of a user', () => {
  it('are none for a trunk user without an address', async () => {
    await using world = await Simulated.start();
    const digest = await digestOf(world, 'lift.alarm');
    expect(digest.profile.endpointKind).toBe('trunk');
    expect(digest.devices).toEqual({ status: 'value', value: [] });
    expect(world.commands.GroupAccessDeviceGetRequest24V3).toBeUndefined();
  });

  it('are none for a user without a device', async () => {
    await using world = await Simulated.start();
    const digest = await digestOf(world, 'marta.vidal');
    expect(digest.profile.endpointKind).toBe('none');
    expect(digest.devices).toEqual({ status: 'value', value: [] });
    expect(world.commands.GroupAccessDeviceGetRequest24V3).toBeUndefined();
    expect(valueOf(digest.forwarding?.notReachable)).toEqual({
      isActive: true,
      forwardToPhoneNumber: '6001',
    });
  });

  it('have the own line only where two users share a device', async () => {
    await using world = await Simulated.start();
    const emil = valueOf((await digestOf(world, 'emil.novak')).devices);
    expect(emil).toMatchObject([
      {
        role: 'primary',
        deviceName: 'dora.nagy-phone',
        deviceType: 'Example Soft Client',
        linePort: id('emil.novak'),
        registration: 'none',
        contacts: [],
      },
    ]);
    const dora = valueOf((await digestOf(world, 'dora.nagy')).devices);
    expect(dora).toMatchObject([
      { deviceName: 'dora.nagy-phone', linePort: id('dora.nagy'), registration: 'registered' },
    ]);
  });

  it('may have a contact without an end', async () => {
    await using world = await Simulated.start();
    const [fax] = valueOf((await digestOf(world, 'fax.berlin')).devices) ?? [];
    expect(fax?.registration).toBe('static');
    expect(fax?.contacts).toMatchObject([{ uri: 'sip:fax@192.0.2.77' }]);
    expect(fax?.contacts[0]).not.toHaveProperty('expiration');
  });

  it('may have a registration that has run out', async () => {
    await using world = await Simulated.start();
    const [phone] = valueOf((await digestOf(world, 'carla.moreau')).devices) ?? [];
    expect(phone?.registration).toBe('expired');
    expect(phone?.contacts).toMatchObject([
      { registrationActive: false, expiration: 'Sat May 30 08:00:00 GMT 2026' },
    ]);
  });

  it('are registered by the best of several contacts', async () => {
    await using world = await Simulated.start();
    const carla = world.simulator.platform.user(id('carla.moreau'));
    const [old] = carla.registrations;
    carla.registrations.push({
      ...structuredClone(old!),
      contact: 'sip:elsewhere@192.0.2.9',
      expires: Date.parse('2100-01-01T00:00:00Z'),
    });
    const devices = valueOf((await digestOf(world, 'carla.moreau')).devices);
    expect(devices).toHaveLength(1);
    expect(devices?.[0]?.registration).toBe('registered');
    expect(devices?.[0]?.contacts.map((c) => c.registrationActive).sort()).toEqual([false, true]);
  });

  it('have registrations that belong to no endpoint as entries of their own', async () => {
    await using world = await Simulated.start();
    const marta = world.simulator.platform.user(id('marta.vidal'));
    const dora = world.simulator.platform.user(id('dora.nagy'));
    marta.registrations.push({
      ...structuredClone(dora.registrations[0]!),
      linePort: 'marta-seat@grandharbour.test',
      endpointType: 'Flexible Seating Guest',
    });
    expect(valueOf((await digestOf(world, 'marta.vidal')).devices)).toMatchObject([
      {
        role: 'Flexible Seating Guest',
        linePort: 'marta-seat@grandharbour.test',
        registration: 'registered',
      },
    ]);
  });
});

describe('the id of a user', () => {
  it('may be an alternate one: what follows is about the primary one', async () => {
    await using world = await Simulated.start();
    const digest = await userDigest(world.client, { userId: 'aschmidt@example.test' });
    expect(digest.userId).toBe(id('anna.schmidt'));
    expect(digest.complete).toBe(true);
    expect(valueOf(digest.huntGroups)).toMatchObject([{ name: 'Front desk', position: 1 }]);
    expect(valueOf(digest.devices)?.[0]?.registration).toBe('registered');
  });

  it('may differ in case', async () => {
    await using world = await Simulated.start();
    const digest = await userDigest(world.client, { userId: 'BEN.Koch@GrandHarbour.TEST' });
    expect(digest.userId).toBe(id('ben.koch'));
    expect(valueOf(digest.huntGroups)?.map((g) => g.position)).toEqual([2, 2]);
  });
});

describe('call centers', () => {
  it('are those the user is an agent of, with the state of the agent', async () => {
    await using world = await Simulated.start();
    const centers = valueOf((await digestOf(world, 'gina.rossi')).callCenters);
    expect(centers?.callCenters).toMatchObject([
      {
        serviceUserId: id('cc-bookings'),
        name: 'Bookings',
        type: 'Premium',
        available: true,
        logoffAllowed: true,
        routingPolicy: 'Skill Based',
        skillLevel: 1,
      },
      { serviceUserId: id('cc-groups'), name: 'Groups and events', available: false },
    ]);
    expect(centers?.callCenters[1]).not.toHaveProperty('skillLevel');
    expect(centers?.agent).toMatchObject({ agentACDState: 'Available', enableGuardTimer: false });
    expect(world.commands.GroupCallCenterGetInstanceRequest22).toBeUndefined();
  });

  it('of another group get their names one by one', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    const [center] = platform
      .instancesOf(platform.group('Grand-Harbour', 'Reservations'))
      .filter((i) => i.serviceUserId === id('cc-bookings'));
    const services = platform.user(id('gina.rossi')).services;
    platform.user(id('felix.gruber')).services.push(...services);
    center!.agents.push({ userId: id('felix.gruber'), joined: true, skillLevel: 7 });
    const centers = valueOf((await digestOf(world, 'felix.gruber')).callCenters);
    expect(centers?.callCenters).toMatchObject([{ name: 'Bookings', skillLevel: 7 }]);
    expect(world.commands.GroupCallCenterGetInstanceRequest22).toBe(1);
  });

  it('are not assigned for an agent who lost the licence', async () => {
    await using world = await Simulated.start();
    const digest = await digestOf(world, 'kai.oduya');
    expect(digest.callCenters).toMatchObject({
      status: 'not-assigned',
      evidence: 'assignment-list',
    });
    expect(world.commands.UserCallCenterGetRequest23).toBeUndefined();
  });

  it('that a user supervises are read on request', async () => {
    await using world = await Simulated.start();
    expect(await digestOf(world, 'lena.brandt')).not.toHaveProperty('supervisedCallCenters');
    const digest = await digestOf(world, 'lena.brandt', ['supervisedCallCenters']);
    expect(digest.supervisedCallCenters).toEqual({
      status: 'value',
      value: [
        {
          serviceUserId: id('cc-bookings'),
          type: 'Premium',
          phoneNumber: '+1-2025550320',
          extension: '8100',
        },
      ],
    });
  });
});

describe('hunt groups', () => {
  it('of another group of the enterprise have the user, too', async () => {
    await using world = await Simulated.start();
    const digest = await digestOf(world, 'felix.gruber');
    expect(digest.profile.groupId).toBe('Vienna');
    expect(digest.huntGroupScope).toBe('enterprise');
    expect(valueOf(digest.huntGroups)).toMatchObject([
      { name: 'Night line', groupId: 'Berlin', policy: 'Simultaneous', position: 1 },
    ]);
  });

  it('of other groups are left alone outside enterprises', async () => {
    await using world = await Simulated.start();
    world.simulator.platform.serviceProvider('Grand-Harbour').isEnterprise = false;
    const digest = await digestOf(world, 'felix.gruber');
    expect(digest.huntGroupScope).toBe('group');
    expect(digest.huntGroups).toEqual({ status: 'value', value: [] });
    expect(world.commands.GroupHuntGroupGetInstanceRequest20).toBeUndefined();
  });

  it('are not assigned where the group lacks the service and nobody else has the user', async () => {
    await using world = await Simulated.start();
    const digest = await userDigest(world.client, { userId: shopOwner(world) });
    expect(digest.huntGroups).toEqual({
      status: 'not-assigned',
      service: 'Hunt Group',
      evidence: 'group-service-check',
    });
    expect(digest.callPickup).toMatchObject({ status: 'not-assigned', service: 'Call Pickup' });
    expect(digest.complete).toBe(true);
  });

  it('cost one more message for each 15', async () => {
    await using world = await Simulated.start();
    addHuntGroups(world, 30);
    const digest = await digestOf(world, 'ben.koch');
    const details = 30 + 3 + 1;
    expect(world.commands.GroupHuntGroupGetInstanceRequest20).toBe(details);
    // One message for the user, two at most for the services.
    expect(digest.messages).toBeLessThanOrEqual(3 + Math.ceil(details / 15));
    expect(valueOf(digest.huntGroups)).toHaveLength(32);
  });
});

it('names stay as they are written', async () => {
  await using world = await Simulated.start();
  const haruka = await digestOf(world, 'haruka.sato');
  expect(haruka.profile).toMatchObject({
    hiraganaLastName: 'さとう',
    hiraganaFirstName: 'はるか',
  });
  expect(valueOf(haruka.simultaneousRing)).toEqual({
    isActive: true,
    doNotRingIfOnCall: true,
    numbers: [{ phoneNumber: '+4915187654321', answerConfirmationRequired: true }],
  });
  const emil = await digestOf(world, 'emil.novak');
  expect(emil.profile).toMatchObject({ firstName: 'Émile', lastName: 'Novák' });
});

it('selective forwarding has its criteria, false as false', async () => {
  await using world = await Simulated.start();
  const nils = await digestOf(world, 'nils.holm');
  expect(valueOf(nils.forwarding?.selective)).toMatchObject({
    isActive: true,
    playRingReminder: false,
    defaultForwardToPhoneNumber: '6001',
    criteria: [
      {
        criteriaName: 'Suppliers',
        isActive: true,
        blacklisted: false,
        callsFrom: '+493055501*',
        callsToNumber: [],
      },
    ],
  });
  expect(nils.profile.departmentKind).toBe('enterprise');
});

function shopOwner({ simulator: { platform } }: Simulated): string {
  return platform.usersOf(platform.group('Metro-Tel', 'Corner-Shop'))[0]!.userId;
}

function addHuntGroups({ simulator: { platform } }: Simulated, count: number): void {
  const [first] = platform
    .instancesOf(platform.group('Grand-Harbour', 'Berlin'))
    .filter((i) => i.serviceUserId === id('hg-front-desk'));
  for (let i = 0; i < count; i++) {
    platform.addInstance({
      ...structuredClone(first!),
      serviceUserId: id(`hg-more-${String(i)}`),
      extension: String(9000 + i),
      aliases: [],
    });
  }
}
