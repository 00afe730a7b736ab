import { describe, expect, it } from 'vitest';
import {
  AutomationError,
  AutomationUsageError,
  automations,
  serviceMembership,
  valueOf,
} from '../../src/index.js';
import { eachPosition, expectPlain, without } from '../support/positions.js';
import { Simulated } from '../support/simulated.js';

const harbour = { serviceProviderId: 'Grand-Harbour' };
const berlin = { ...harbour, groupId: 'Berlin' };
const reservations = { ...harbour, groupId: 'Reservations' };

describe('the memberships of a group', () => {
  it('have auto attendants and hunt groups with their agents in order', async () => {
    await using world = await Simulated.start();
    const result = await serviceMembership(world.client, berlin);
    expect(result.complete).toBe(true);
    expect(result.group.groupName).toBe('Grand Harbour Berlin');
    expect(valueOf(result.autoAttendants)).toMatchObject([
      {
        serviceUserId: 'aa-berlin@grandharbour.test',
        name: 'Berlin welcome',
        extension: '7100',
        type: 'Basic',
        aliases: ['welcome@grandharbour.test'],
        services: { status: 'value' },
      },
    ]);
    const night = valueOf(result.huntGroups)?.find((h) => h.name === 'Night line');
    expect(night).toMatchObject({ policy: 'Simultaneous' });
    expect(valueOf(night?.config)?.enableGroupBusy).toBe(true);
    expect(valueOf(night?.agents)?.map((a) => [a.position, a.userId])).toEqual([
      [1, 'felix.gruber@grandharbour.test'],
      [2, 'ben.koch@grandharbour.test'],
    ]);
    const desk = valueOf(result.huntGroups)?.find((h) => h.name === 'Front desk');
    expect(desk?.aliases).toEqual(['reception@grandharbour.test', '0@grandharbour.test']);
    expect(valueOf(result.callCenters)).toEqual([]);
    expectPlain(result);
  });

  it('have call centers with agents and their skill levels', async () => {
    await using world = await Simulated.start();
    const result = await serviceMembership(world.client, reservations);
    const [bookings, events] = valueOf(result.callCenters) ?? [];
    expect(bookings).toMatchObject({
      name: 'Bookings',
      type: 'Premium',
      policy: 'Circular',
      aliases: ['bookings@grandharbour.test'],
    });
    expect(valueOf(bookings?.agents)?.map((a) => a.skillLevel)).toEqual([1, 2, 3, 4, 1]);
    expect(valueOf(events?.agents)?.map((a) => a.lastName)).toEqual(['Rossi', 'Brandt']);
    expectPlain(result);
  });

  it('keep extensions as text', async () => {
    await using world = await Simulated.start();
    const result = await serviceMembership(world.client, {
      serviceProviderId: 'Alpenrose',
      groupId: 'Alpenrose',
    });
    expect(valueOf(result.huntGroups)?.[0]?.extension).toBe('007');
    expect(result.autoAttendants).toEqual({
      status: 'not-assigned',
      service: 'Auto Attendant',
      evidence: 'group-service-check',
    });
    expect(result.complete).toBe(true);
  });

  it('show instances that outlived the service of the group', async () => {
    await using world = await Simulated.start();
    const group = world.simulator.platform.group('Grand-Harbour', 'Berlin');
    group.assignedServices = [];
    const result = await serviceMembership(world.client, berlin);
    expect(valueOf(result.autoAttendants)).toHaveLength(1);
    expect(result.huntGroups).toMatchObject({ status: 'not-assigned', service: 'Hunt Group' });
    expect(result.complete).toBe(true);
  });

  it('are read by kind on request', async () => {
    await using world = await Simulated.start();
    const result = await serviceMembership(world.client, { ...berlin, kinds: ['huntGroups'] });
    expect(Object.keys(result)).not.toContain('callCenters');
    expect(Object.keys(result)).not.toContain('autoAttendants');
    expect(world.commands.GroupCallCenterGetInstanceListRequest).toBeUndefined();
  });

  it('cost two rounds', async () => {
    await using world = await Simulated.start();
    const before = world.simulator.metrics.read().messages;
    const result = await serviceMembership(world.client, reservations);
    expect(world.simulator.metrics.read().messages - before).toBe(result.messages);
    expect(result.messages).toBe(2);
  });
});

describe('memberships that cannot all be read', () => {
  it('keep the rest', async () => {
    await using world = await Simulated.start();
    const checks = ['GroupGetRequest22V5', 'GroupServiceIsAssignedRequest'];
    await eachPosition(
      world,
      () => serviceMembership(world.client, reservations),
      checks,
      (result, name) => {
        if (name !== 'GroupCallCenterGetInstanceListRequest') {
          expect(valueOf(result.callCenters)).toMatchObject([{ name: 'Bookings' }, {}]);
        }
        if (name !== 'GroupHuntGroupGetInstanceListRequest') {
          expect(valueOf(result.huntGroups)).toMatchObject([{ name: 'Overflow' }]);
        }
      },
    );
    await eachPosition(world, () => serviceMembership(world.client, berlin), checks);
  });

  it('never show unread agents as none', async () => {
    await using world = await Simulated.start();
    const run = () => serviceMembership(world.client, berlin);
    const result = await without(world, 'GroupHuntGroupGetInstanceRequest20', run);
    const [first] = valueOf(result.huntGroups) ?? [];
    expect(first).toMatchObject({ config: { status: 'refused' }, agents: { status: 'refused' } });
    expect(first).not.toHaveProperty('aliases');
    expect(first?.policy).toBe('Circular');
    expect(result.problems.map((p) => p.path)).toContain(
      `huntGroups[${first?.serviceUserId ?? ''}].agents`,
    );
  });

  it('take a service for missing by the number of the refusal if nothing else tells', async () => {
    await using world = await Simulated.start();
    const run = () => serviceMembership(world.client, berlin);
    const name = 'GroupCallCenterGetInstanceListRequest';
    const result = await without(world, name, run, 4410);
    expect(result.callCenters).toMatchObject({ status: 'not-assigned', evidence: 'error-code' });
    expect(result.complete).toBe(true);
  });

  it('belong to the administrator of the group, too', async () => {
    await using world = await Simulated.start({}, { username: 'berlin-admin@example.test' });
    const result = await serviceMembership(world.client, berlin);
    expect(result.complete).toBe(true);
    expect(valueOf(result.huntGroups)).toHaveLength(3);
  });

  it('reject without the group', async () => {
    await using world = await Simulated.start();
    const run = (more: object) => serviceMembership(world.client, { ...berlin, ...more });
    await expect(run({ groupId: 'Nowhere' })).rejects.toThrow(AutomationError);
    await expect(run({ groupId: 'Nowhere' })).rejects.toMatchObject({ problem: { code: 4152 } });
    await expect(run({ groupId: '' })).rejects.toThrow(AutomationUsageError);
    await expect(run({ kinds: ['trunks'] })).rejects.toThrow(AutomationUsageError);
    await using anna = await Simulated.start({}, { username: 'anna.schmidt@grandharbour.test' });
    await expect(serviceMembership(anna.client, berlin)).rejects.toMatchObject({
      problem: { code: 5404 },
    });
  });

  it('keep what was read when it is ended', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    const first = platform.instancesOf(platform.group('Grand-Harbour', 'Berlin'))[0];
    for (let i = 0; i < 30; i++) {
      platform.addInstance({
        ...structuredClone(first!),
        serviceUserId: `hg-more-${String(i)}@grandharbour.test`,
        extension: String(9000 + i),
        aliases: [],
      });
    }
    const controller = new AbortController();
    const result = await serviceMembership(world.client, berlin, {
      signal: controller.signal,
      concurrency: 1,
      onProgress: ({ step, done }) => {
        if (step === 'service instances' && done === 2) controller.abort();
      },
    });
    expect(result.complete).toBe(false);
    const groups = valueOf(result.huntGroups) ?? [];
    expect(groups).toHaveLength(33);
    expect(groups.some((g) => g.config.status === 'value')).toBe(true);
    expect(groups.some((g) => g.config.status === 'failed')).toBe(true);
    expectPlain(result);
  });
});

it('works on an older platform', async () => {
  await using world = await Simulated.start({ release: 'R21' });
  const result = await serviceMembership(world.client, reservations);
  expect(valueOf(result.callCenters)?.map((c) => c.name)).toEqual([
    'Bookings',
    'Groups and events',
  ]);
  expect(result.problems.filter((p) => p.kind !== 'unsupported')).toEqual([]);
  expect(result.notes.map((n) => n.command)).toContain('GroupCallCenterGetInstanceRequest19sp1');
});

it('shows in a report who is in what', async () => {
  await using world = await Simulated.start();
  const automation = automations.findCommand('group memberships');
  const result = await serviceMembership(world.client, reservations);
  const report = automation?.report(result);
  expect(report?.parts.map((part) => part.title)).toEqual([
    'Auto attendants',
    'Call centers',
    'Hunt groups',
    'Run',
  ]);
  expect(JSON.stringify(report)).toContain('Agents of cc-bookings@grandharbour.test');
});
