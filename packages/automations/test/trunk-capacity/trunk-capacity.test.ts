import { describe, expect, it } from 'vitest';
import {
  AutomationError,
  AutomationUsageError,
  automations,
  trunkCapacity,
  valueOf,
  type TrunkCapacity,
} from '../../src/index.js';
import { eachPosition, expectPlain, without } from '../support/positions.js';
import { Simulated } from '../support/simulated.js';

const harbour = { serviceProviderId: 'Grand-Harbour' };
const topic = 'Trunk Group';

type Platform = Simulated['simulator']['platform'];

/** Berlin and Vienna have trunk groups, Reservations has not. */
function setUp({ platform }: { readonly platform: Platform }): void {
  const enterprise = platform.serviceProvider('Grand-Harbour');
  enterprise.settings[topic] = { maxActiveCalls: 100, burstingMaxActiveCalls: 40 };
  enterprise.enterpriseTrunks = [
    { enterpriseTrunkName: 'Harbour', routingType: 'Ordered Load Balancing' },
  ];
  const berlin = platform.group('Grand-Harbour', 'Berlin');
  berlin.assignedServices.push(topic);
  berlin.settings[topic] = { maxActiveCalls: 50, burstingMaxActiveCalls: 20 };
  berlin.trunkGroups.push(
    {
      name: 'PBX',
      config: {
        maxActiveCalls: 30,
        maxIncomingCalls: 20,
        enableBursting: true,
        burstingMaxActiveCalls: 15,
        totalActiveIncomingCalls: 4,
        totalActiveOutgoingCalls: 3,
      },
    },
    { name: 'Lift', config: { maxActiveCalls: 2, burstingMaxActiveCalls: 9 } },
  );
  const vienna = platform.group('Grand-Harbour', 'Vienna');
  vienna.assignedServices.push(topic);
  vienna.settings[topic] = { maxActiveCalls: 20, burstingMaxActiveCalls: 0 };
}

function groupIn(capacity: TrunkCapacity, groupId: string) {
  return capacity.groups.find((g) => g.groupId === groupId);
}

describe('trunk capacity', () => {
  it('adds up from trunk groups to the service provider', async () => {
    await using world = await Simulated.start();
    setUp(world.simulator);
    const capacity = await trunkCapacity(world.client, harbour);
    expect(capacity.problems).toEqual([]);
    expect(valueOf(capacity.limits)).toMatchObject({
      maxActiveCalls: 100,
      burstingMaxActiveCalls: 40,
    });
    const berlin = groupIn(capacity, 'Berlin');
    expect(berlin?.groupName).toBe('Grand Harbour Berlin');
    expect(valueOf(berlin?.limits)).toMatchObject({
      maxActiveCalls: 50,
      burstingMaxActiveCalls: 20,
    });
    const [pbx, lift] = valueOf(berlin?.trunkGroups) ?? [];
    expect(valueOf(pbx?.limits)).toEqual({
      maxActiveCalls: 30,
      maxIncomingCalls: 20,
      enableBursting: true,
      burstingMaxActiveCalls: 15,
      totalActiveIncomingCalls: 4,
      totalActiveOutgoingCalls: 3,
    });
    expect(valueOf(lift?.limits)?.enableBursting).toBe(false);
    // Bursting is off for the lift: its limit does not count.
    expect(berlin?.sum).toEqual({ maxActiveCalls: 32, burstingMaxActiveCalls: 15 });
    expect(berlin?.difference).toEqual({ maxActiveCalls: 18, burstingMaxActiveCalls: 5 });
    expect(groupIn(capacity, 'Vienna')?.sum).toEqual({
      maxActiveCalls: 0,
      burstingMaxActiveCalls: 0,
    });
    expect(capacity.sum).toEqual({ maxActiveCalls: 70, burstingMaxActiveCalls: 20 });
    expect(capacity.difference).toEqual({ maxActiveCalls: 30, burstingMaxActiveCalls: 20 });
    expectPlain(capacity);
  });

  it('is not assigned, and not zero, where a group has no Trunk Group service', async () => {
    await using world = await Simulated.start();
    setUp(world.simulator);
    const capacity = await trunkCapacity(world.client, harbour);
    expect(groupIn(capacity, 'Reservations')).toMatchObject({
      limits: { status: 'not-assigned', service: 'Trunk Group', evidence: 'group-service-check' },
      trunkGroups: { status: 'not-assigned' },
      sum: {},
      difference: {},
    });
    expect(groupIn(capacity, 'Reservations')?.sum).toEqual({});
    expect(capacity.complete).toBe(true);
  });

  it('has an unlimited sum with an unlimited part, and no difference then', async () => {
    await using world = await Simulated.start();
    setUp(world.simulator);
    const { platform } = world.simulator;
    const [pbx] = platform.group('Grand-Harbour', 'Berlin').trunkGroups;
    delete pbx?.config.burstingMaxActiveCalls;
    platform.group('Grand-Harbour', 'Vienna').settings[topic] = {
      maxActiveCalls: 20,
      burstingMaxActiveCalls: 'unlimited',
    };
    const capacity = await trunkCapacity(world.client, harbour);
    expect(groupIn(capacity, 'Berlin')?.sum).toEqual({
      maxActiveCalls: 32,
      burstingMaxActiveCalls: 'unlimited',
    });
    expect(groupIn(capacity, 'Berlin')?.difference).toEqual({ maxActiveCalls: 18 });
    expect(capacity.sum.burstingMaxActiveCalls).toBe('unlimited');
    expect(capacity.difference).toEqual({ maxActiveCalls: 30 });
  });

  it('is below zero where more is handed out than there is', async () => {
    await using world = await Simulated.start();
    setUp(world.simulator);
    const { platform } = world.simulator;
    platform.serviceProvider('Grand-Harbour').settings[topic] = {
      maxActiveCalls: 60,
      burstingMaxActiveCalls: 40,
    };
    const capacity = await trunkCapacity(world.client, harbour);
    expect(capacity.difference.maxActiveCalls).toBe(-10);
  });

  it('has the enterprise trunks of the enterprise, or of the groups of a service provider', async () => {
    await using world = await Simulated.start();
    setUp(world.simulator);
    const enterprise = await trunkCapacity(world.client, harbour);
    expect(valueOf(enterprise.isEnterprise)).toBe(true);
    expect(valueOf(enterprise.enterpriseTrunks)).toEqual([
      { name: 'Harbour', routingType: 'Ordered Load Balancing' },
    ]);
    expect(groupIn(enterprise, 'Berlin')).not.toHaveProperty('enterpriseTrunks');
    const shop = world.simulator.platform.group('Metro-Tel', 'Corner-Shop');
    shop.assignedServices.push(topic);
    shop.enterpriseTrunks = [{ enterpriseTrunkName: 'Corner', routingType: 'Overflow' }];
    const provider = await trunkCapacity(world.client, { serviceProviderId: 'Metro-Tel' });
    expect(provider.complete).toBe(true);
    expect(provider).not.toHaveProperty('enterpriseTrunks');
    expect(valueOf(groupIn(provider, 'Corner-Shop')?.enterpriseTrunks)).toEqual([
      { name: 'Corner', routingType: 'Overflow' },
    ]);
    expectPlain(provider);
  });

  it('costs three rounds', async () => {
    await using world = await Simulated.start();
    setUp(world.simulator);
    const before = world.simulator.metrics.read().messages;
    const capacity = await trunkCapacity(world.client, harbour);
    expect(capacity.messages).toBe(world.simulator.metrics.read().messages - before);
    expect(capacity.messages).toBe(3);
  });
});

describe('capacity that cannot all be read', () => {
  it('keeps the rest, and knows no sum of what it has not seen', async () => {
    await using world = await Simulated.start();
    setUp(world.simulator);
    const vienna = world.simulator.platform.group('Grand-Harbour', 'Vienna');
    vienna.trunkGroups.push({ name: 'Gate', config: {} });
    const roots = ['GroupGetListInServiceProviderRequest', 'GroupServiceIsAssignedRequest'];
    await eachPosition(
      world,
      () => trunkCapacity(world.client, harbour),
      roots,
      (capacity, name) => {
        expect(capacity.groups).toHaveLength(3);
        const berlin = groupIn(capacity, 'Berlin');
        if (name.includes('TrunkGroupGetInstance')) {
          expect(berlin?.sum).toEqual({});
          expect(berlin?.difference).toEqual({});
        }
        if (name === 'GroupTrunkGroupGetRequest23') {
          expect(berlin?.limits.status).toBe('refused');
          expect(capacity.sum).toEqual({});
          expect(capacity.difference).toEqual({});
        }
        if (name === 'ServiceProviderTrunkGroupGetRequest23') {
          expect(capacity.sum.maxActiveCalls).toBe(70);
          expect(capacity.difference).toEqual({});
        }
      },
    );
  });

  it('looks for enterprise trunks in both places if the kind is not known', async () => {
    await using world = await Simulated.start();
    setUp(world.simulator);
    const run = () => trunkCapacity(world.client, harbour);
    const capacity = await without(world, 'ServiceProviderGetRequest22V4', run);
    expect(capacity.isEnterprise.status).toBe('refused');
    expect(valueOf(capacity.enterpriseTrunks)).toHaveLength(1);
    expect(valueOf(groupIn(capacity, 'Berlin')?.enterpriseTrunks)).toEqual([]);
  });

  it('knows a missing service by the number of the refusal if nothing else tells', async () => {
    await using world = await Simulated.start();
    setUp(world.simulator);
    const run = () => trunkCapacity(world.client, harbour);
    const capacity = await without(world, 'GroupServiceIsAssignedRequest', run);
    expect(groupIn(capacity, 'Reservations')).toMatchObject({
      limits: { status: 'not-assigned', evidence: 'error-code' },
      trunkGroups: { status: 'not-assigned' },
    });
    expect(capacity.sum.maxActiveCalls).toBe(70);
    expect(capacity.complete).toBe(true);
  });

  it('rejects without the groups', async () => {
    await using world = await Simulated.start();
    const unknown = trunkCapacity(world.client, { serviceProviderId: 'Nobody' });
    await expect(unknown).rejects.toThrow(AutomationError);
    const empty = trunkCapacity(world.client, { serviceProviderId: '' });
    await expect(empty).rejects.toThrow(AutomationUsageError);
    await using berlin = await Simulated.start({}, { username: 'berlin-admin@example.test' });
    await expect(trunkCapacity(berlin.client, harbour)).rejects.toMatchObject({
      problem: { code: 5404, command: 'GroupGetListInServiceProviderRequest' },
    });
  });

  it('keeps what was read when it is ended', async () => {
    await using world = await Simulated.start();
    setUp(world.simulator);
    const controller = new AbortController();
    const capacity = await trunkCapacity(world.client, harbour, {
      signal: controller.signal,
      onProgress: ({ step, done }) => {
        if (step === 'groups' && done === 1) controller.abort();
      },
    });
    expect(capacity.complete).toBe(false);
    expect(valueOf(capacity.limits)?.maxActiveCalls).toBe(100);
    expect(groupIn(capacity, 'Berlin')?.limits.status).toBe('value');
    expect(groupIn(capacity, 'Berlin')?.sum).toEqual({});
    expect(capacity.problems.every((p) => p.kind === 'skipped')).toBe(true);
    expectPlain(capacity);
  });

  it('says of an older platform what that does not have', async () => {
    await using world = await Simulated.start({ release: 'R21' });
    setUp(world.simulator);
    const capacity = await trunkCapacity(world.client, harbour);
    expect(capacity.groups).toHaveLength(3);
    expect(groupIn(capacity, 'Reservations')?.limits.status).toBe('not-assigned');
    expect(capacity.limits).toMatchObject({ status: 'failed', problem: { kind: 'unsupported' } });
    expect(capacity.problems.filter((p) => p.kind !== 'unsupported')).toEqual([]);
  });
});

it('shows unknown sums as unknown in a report', async () => {
  await using world = await Simulated.start();
  setUp(world.simulator);
  const run = () => trunkCapacity(world.client, harbour);
  const automation = automations.findCommand('trunk capacity');
  const whole = automation?.report(await run());
  expect(whole?.subtitle).toBe('2 of 3 groups with trunk groups');
  const partly = automation?.report(await without(world, 'GroupTrunkGroupGetRequest23', run));
  expect(JSON.stringify(partly?.parts[0])).toContain('["Active calls of the groups","unknown"]');
});
