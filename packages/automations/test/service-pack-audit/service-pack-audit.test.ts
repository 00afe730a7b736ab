import { describe, expect, it } from 'vitest';
import {
  AutomationError,
  AutomationUsageError,
  automations,
  servicePackAudit,
  valueOf,
  type ServicePackAudit,
} from '../../src/index.js';
import { abortAt, eachPosition, expectPlain, without } from '../support/positions.js';
import { Simulated } from '../support/simulated.js';

const harbour = { serviceProviderId: 'Grand-Harbour' };
const berlin = { ...harbour, groupId: 'Berlin' };

function packIn(audit: ServicePackAudit, groupId: string, name: string) {
  const group = audit.groups.find((g) => g.groupId === groupId);
  return valueOf(group?.packs)?.find((pack) => pack.name === name);
}

describe('an audit of service packs', () => {
  it('tells of a group what is in them, who has them and how many are left', async () => {
    await using world = await Simulated.start();
    const audit = await servicePackAudit(world.client, berlin);
    expect(audit.complete).toBe(true);
    expect(audit.groups.map((g) => g.groupId)).toEqual(['Berlin']);
    expect(packIn(audit, 'Berlin', 'Reception')).toMatchObject({
      authorized: true,
      assigned: true,
      allocated: 4,
      allowed: 20,
      usage: 1,
      free: 3,
      overLimit: false,
      description: 'For front desks',
      users: { status: 'value', value: [{ userId: 'anna.schmidt@grandharbour.test' }] },
    });
    const [office, reception] = audit.packs;
    expect(office?.name).toBe('Office');
    expect(valueOf(reception?.content)).toMatchObject({
      isAvailableForUse: true,
      quantity: 20,
      services: [{ name: 'BroadWorks Receptionist - Office' }, {}, {}, {}],
    });
    expect(office?.utilization?.map((u) => [u.groupId, u.total])).toEqual([
      ['Berlin', 40],
      ['Vienna', 20],
      ['Reservations', 20],
    ]);
    expectPlain(audit);
  });

  it('tells of all groups, packs that nobody has included', async () => {
    await using world = await Simulated.start();
    const audit = await servicePackAudit(world.client, harbour);
    expect(audit.groups.map((g) => g.groupName).sort()).toEqual([
      'Grand Harbour Berlin',
      'Grand Harbour Reservations',
      'Grand Harbour Vienna',
    ]);
    expect(packIn(audit, 'Vienna', 'Reception')).toMatchObject({
      usage: 0,
      free: 2,
      users: { status: 'value', value: [] },
    });
    expect(audit.complete).toBe(true);
    expectPlain(audit);
  });

  it('knows unlimited packs, overbooked ones, and those of which too little is known', async () => {
    await using world = await Simulated.start();
    const group = world.simulator.platform.group('Grand-Harbour', 'Berlin');
    group.packs = { Office: 'unlimited', Reception: 0 };
    const audit = await servicePackAudit(world.client, berlin);
    expect(packIn(audit, 'Berlin', 'Office')).toMatchObject({
      allocated: 'unlimited',
      free: 'unlimited',
      overLimit: false,
    });
    expect(packIn(audit, 'Berlin', 'Reception')).toMatchObject({ free: 0, overLimit: true });
  });

  it('reads the content of a pack once, however many groups have it', async () => {
    await using world = await Simulated.start();
    const before = world.simulator.metrics.read().messages;
    const audit = await servicePackAudit(world.client, harbour);
    expect(world.commands.ServiceProviderServicePackGetDetailListRequest).toBe(2);
    expect(audit.messages).toBe(world.simulator.metrics.read().messages - before);
    expect(audit.messages).toBeLessThanOrEqual(4);
  });
});

describe('an audit that cannot see everything', () => {
  it('keeps the rest of a group', async () => {
    await using world = await Simulated.start();
    await eachPosition(
      world,
      () => servicePackAudit(world.client, berlin),
      ['GroupServiceGetAuthorizationListRequest'],
      (audit) => {
        expect(packIn(audit, 'Berlin', 'Office')?.usage).toBe(18);
        expect(audit.packs.map((p) => p.name)).toEqual(['Office', 'Reception']);
      },
    );
  });

  it('keeps the rest of all groups', async () => {
    await using world = await Simulated.start();
    await eachPosition(
      world,
      () => servicePackAudit(world.client, harbour),
      ['GroupGetListInServiceProviderRequest'],
      (audit) => {
        expect(audit.groups).toHaveLength(3);
        expect(audit.packs.map((p) => p.name)).toEqual(['Office', 'Reception']);
      },
    );
  });

  it('shows the administrator of a group what belongs to the group', async () => {
    await using world = await Simulated.start({}, { username: 'berlin-admin@example.test' });
    const audit = await servicePackAudit(world.client, berlin);
    expect(packIn(audit, 'Berlin', 'Office')).toMatchObject({ usage: 18, free: 22 });
    expect(audit.packs.map((p) => p.content?.status)).toEqual(['refused', 'refused']);
    expect(audit.utilization).toMatchObject({ status: 'refused', problem: { code: 5404 } });
    expect(audit.complete).toBe(false);
  });

  it('rejects without the root', async () => {
    await using world = await Simulated.start();
    const run = (groupId?: string) => servicePackAudit(world.client, { ...harbour, groupId });
    await expect(run('Nowhere')).rejects.toThrow(AutomationError);
    await expect(run('Nowhere')).rejects.toMatchObject({ problem: { code: 4152 } });
    const nobody = servicePackAudit(world.client, { serviceProviderId: 'Nobody' });
    await expect(nobody).rejects.toThrow(AutomationError);
    await expect(run('')).rejects.toThrow(AutomationUsageError);
    await using anna = await Simulated.start({}, { username: 'anna.schmidt@grandharbour.test' });
    await expect(servicePackAudit(anna.client, berlin)).rejects.toMatchObject({
      problem: { code: 5404 },
    });
  });

  it('keeps what was read when it is ended', async () => {
    await using world = await Simulated.start();
    const groups = Array.from({ length: 20 }, (_, i) => `House-${String(i)}`);
    const { platform } = world.simulator;
    const berlinGroup = platform.group('Grand-Harbour', 'Berlin');
    for (const groupId of groups) {
      platform.addGroup({ ...structuredClone(berlinGroup), groupId });
    }
    const controller = new AbortController();
    const audit = await servicePackAudit(world.client, harbour, {
      signal: controller.signal,
      concurrency: 1,
      onProgress: ({ step, done }) => {
        if (step === 'groups' && done === 1) controller.abort();
      },
    });
    expect(audit.complete).toBe(false);
    expect(audit.groups).toHaveLength(23);
    expect(audit.groups.some((g) => g.packs.status === 'value')).toBe(true);
    expect(audit.problems.some((p) => p.kind === 'skipped')).toBe(true);
    expectPlain(audit);
  });

  it('ends before the first answer with nothing', async () => {
    await using world = await Simulated.start();
    const abort = abortAt('the groups');
    await expect(servicePackAudit(world.client, berlin, abort)).rejects.toMatchObject({
      problem: { kind: 'skipped' },
    });
  });
});

it('works on an older platform', async () => {
  await using world = await Simulated.start({ release: 'R21' });
  const audit = await servicePackAudit(world.client, berlin);
  expect(packIn(audit, 'Berlin', 'Office')?.usage).toBe(18);
  expect(audit.problems.filter((p) => p.kind !== 'unsupported')).toEqual([]);
});

it('shows in a report every pack and what is missing', async () => {
  await using world = await Simulated.start();
  const automation = automations.findCommand('service-pack audit');
  const run = () => servicePackAudit(world.client, berlin);
  const audit = await without(world, 'ServiceProviderServicePackGetUtilizationListRequest', run);
  const report = automation?.report(audit);
  expect(report?.subtitle).toBe('2 packs in 1 groups');
  expect(report?.parts.map((part) => part.title)).toEqual([
    'Group Berlin',
    'Pack Office',
    'Pack Reception',
    'Utilization',
    'Run',
  ]);
});
