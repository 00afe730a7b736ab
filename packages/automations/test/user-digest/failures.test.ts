import { describe, expect, it } from 'vitest';
import {
  AutomationError,
  AutomationUsageError,
  automations,
  digestSections,
  userDigest,
  valueOf,
  type DigestSection,
} from '../../src/index.js';
import { abortAt, eachPosition, expectPlain, without } from '../support/positions.js';
import { Simulated } from '../support/simulated.js';

const id = (name: string): string => `${name}@grandharbour.test`;
const ben = { userId: id('ben.koch') };

describe('a digest that cannot be read in full', () => {
  /** Those without which nothing is missing: what they would tell is then found out otherwise. */
  const helpers = [
    'UserGetRequest23V2',
    'GroupServiceIsAssignedRequest',
    'ServiceProviderGetRequest22V4',
    'GroupCallCenterGetInstanceListRequest',
  ];

  it.each(['ben.koch', 'gina.rossi'])('keeps the rest: %s', async (name) => {
    await using world = await Simulated.start();
    const input = { userId: id(name), sections: digestSections };
    const whole = await userDigest(world.client, input);
    const unlike = new Set(['complete', 'problems', 'startedAt', 'durationMs', 'requests']);
    await eachPosition(
      world,
      () => userDigest(world.client, input),
      helpers,
      (result, command) => {
        const broken = result.problems.map(({ path }) => path.split(/[.[]/)[0] ?? '');
        const changed = new Set(broken);
        // What a user lacks is then told by the refusals.
        const isByCode = command === 'UserAssignedServicesGetListRequest';
        if (command === 'UserGetServiceInstanceListInServiceProviderRequest') {
          changed.add('huntGroupScope');
        }
        const left = Object.entries(whole).filter(
          ([key]) => !unlike.has(key) && !changed.has(key) && key !== 'messages',
        );
        expect(left.length, command).toBeGreaterThan(5);
        for (const [key, value] of left) {
          const found = (result as unknown as Record<string, unknown>)[key];
          const seen = JSON.stringify(found ?? null).replaceAll('error-code', 'assignment-list');
          if (isByCode) expect(seen, `${command}: ${key}`).toBe(JSON.stringify(value));
          else expect(found, `${command}: ${key}`).toEqual(value);
        }
      },
    );
  });

  it.each([
    'GroupServiceIsAssignedRequest',
    'ServiceProviderGetRequest22V4',
    'GroupCallCenterGetInstanceListRequest',
  ])('is whole without %s', async (name) => {
    await using world = await Simulated.start();
    const run = () => userDigest(world.client, { userId: id('gina.rossi') });
    const whole = await run();
    const result = await without(world, name, run);
    expect(result.complete).toBe(true);
    expect(result.callCenters).toEqual(whole.callCenters);
    expect(result.huntGroups).toEqual(whole.huntGroups);
    expect(result.callPickup).toEqual(whole.callPickup);
  });

  it('asks every service if nobody tells which are assigned', async () => {
    await using world = await Simulated.start();
    const run = () => userDigest(world.client, ben);
    const result = await without(world, 'UserAssignedServicesGetListRequest', run);
    expect(result.services).toMatchObject({ status: 'refused', problem: { code: 9777 } });
    expect(result.forwarding?.alwaysSecondary).toEqual({
      status: 'not-assigned',
      service: 'Call Forwarding Always Secondary',
      evidence: 'error-code',
    });
    expect(result.callCenters).toMatchObject({ status: 'not-assigned', evidence: 'error-code' });
    expect(valueOf(result.doNotDisturb)).toMatchObject({ isActive: true });
    expect(result.problems.map((p) => p.path)).toEqual(['services']);
    expect(world.commands.UserCallForwardingAlwaysSecondaryGetRequest).toBe(1);
  });

  it('knows a missing service from the assignment alone', async () => {
    await using world = await Simulated.start();
    const result = await userDigest(world.client, { userId: id('fax.berlin') });
    expect(result.doNotDisturb).toEqual({
      status: 'not-assigned',
      service: 'Do Not Disturb',
      evidence: 'assignment-list',
    });
    expect(result.complete).toBe(true);
    expect(world.commands.UserDoNotDisturbGetRequest).toBeUndefined();
  });

  it('keeps a call center whose name is refused', async () => {
    await using world = await Simulated.start();
    const only = ['GroupCallCenterGetInstanceListRequest', 'GroupCallCenterGetInstanceRequest22'];
    world.simulator.faults.set({ only, error: { code: 9777, text: 'Not today' } });
    const result = await userDigest(world.client, { userId: id('gina.rossi') });
    const centers = valueOf(result.callCenters)?.callCenters ?? [];
    expect(centers.map((c) => c.serviceUserId)).toEqual([id('cc-bookings'), id('cc-groups')]);
    for (const center of centers) expect(center).not.toHaveProperty('name');
    expect(result.problems.map((p) => p.path)).toEqual([
      `callCenters[${id('cc-bookings')}]`,
      `callCenters[${id('cc-groups')}]`,
    ]);
    expect(result.complete).toBe(false);
  });

  it('lists the phones without their registrations', async () => {
    await using world = await Simulated.start();
    const run = () => userDigest(world.client, ben);
    const result = await without(world, 'UserGetRegistrationListRequest', run);
    expect(valueOf(result.devices)?.map((d) => d.registration)).toEqual(['unknown', 'unknown']);
    expect(result.problems.map((p) => p.path)).toEqual(['devices']);
  });

  it('takes the hunt groups of the group from the enterprise if need be', async () => {
    await using world = await Simulated.start();
    const run = () => userDigest(world.client, ben);
    const result = await without(world, 'GroupHuntGroupGetInstanceListRequest', run);
    expect(
      valueOf(result.huntGroups)
        ?.map((g) => g.name)
        .sort(),
    ).toEqual(['Front desk', 'Night line']);
    expect(result.problems.map((p) => p.path)).toEqual(['huntGroups']);
  });

  it('never calls unread hunt groups none', async () => {
    await using world = await Simulated.start();
    const run = () => userDigest(world.client, ben);
    const result = await without(world, 'GroupHuntGroupGetInstanceRequest20', run);
    expect(result.complete).toBe(false);
    expect(result.problems.map((p) => p.path)).toContain(`huntGroups[${id('hg-night-line')}]`);
    expect(result.problems.map((p) => p.subject)).toContain(id('hg-front-desk'));
  });

  it('keeps two runs at once apart', async () => {
    await using world = await Simulated.start();
    const [first, second] = await Promise.all([
      userDigest(world.client, ben),
      userDigest(world.client, { userId: id('anna.schmidt') }),
    ]);
    expect(valueOf(first.doNotDisturb)?.isActive).toBe(true);
    expect(valueOf(second.doNotDisturb)?.isActive).toBe(false);
    expect([first.userId, second.userId]).toEqual([ben.userId, id('anna.schmidt')]);
  });
});

describe('a digest without rights', () => {
  it('rejects if the user is of another group', async () => {
    await using world = await Simulated.start({}, { username: 'berlin-admin@example.test' });
    const failing = userDigest(world.client, { userId: id('felix.gruber') });
    await expect(failing).rejects.toThrow(AutomationError);
    await expect(failing).rejects.toMatchObject({ problem: { code: 5404, path: 'profile' } });
  });

  it('has the hunt groups of the own group for its administrator', async () => {
    await using world = await Simulated.start({}, { username: 'berlin-admin@example.test' });
    const result = await userDigest(world.client, ben);
    expect(result.huntGroupScope).toBe('group');
    expect(result.complete).toBe(true);
    expect(valueOf(result.huntGroups)).toHaveLength(2);
  });

  it('has of herself what a user may read, and says what level the rest needs', async () => {
    const anna = id('anna.schmidt');
    await using world = await Simulated.start({}, { username: anna });
    const result = await userDigest(world.client, { userId: anna });
    expect(result.profile.lastName).toBe('Schmidt');
    expect(valueOf(result.doNotDisturb)?.isActive).toBe(false);
    expect(valueOf(result.forwarding?.noAnswer)).toMatchObject({ numberOfRings: 4 });
    expect(valueOf(result.callPickup)?.name).toBe('Front desk');
    expect(valueOf(result.devices)?.map((d) => d.registration)).toEqual(['registered']);
    expect(result.huntGroups).toMatchObject({ status: 'refused', problem: { code: 5404 } });
    expect(result.complete).toBe(false);
    expect(result.problems.map((p) => p.path)).toEqual(['devices', 'huntGroups']);
    for (const { message } of result.problems) expect(message).toContain('level Group or wider');
    expectPlain(result);
  });
});

describe('a digest that is ended early', () => {
  it('keeps what was read', async () => {
    await using world = await Simulated.start();
    const result = await userDigest(world.client, ben, abortAt('the services'));
    expect(result.profile.lastName).toBe('Koch');
    expect(valueOf(result.services)?.map((s) => s.name)).toContain('Do Not Disturb');
    expect(valueOf(result.callPickup)?.name).toBe('Front desk');
    expect(result.doNotDisturb).toMatchObject({
      status: 'failed',
      problem: { kind: 'skipped', path: 'doNotDisturb' },
    });
    expect(result.huntGroups).toMatchObject({ status: 'failed', problem: { kind: 'skipped' } });
    expect(valueOf(result.devices)).toMatchObject([
      { role: 'primary', registration: 'registered' },
    ]);
    expect(result.complete).toBe(false);
    expect(result.messages).toBe(1);
    expectPlain(result);
  });

  it('keeps the hunt groups that were read, and lists the others', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    const [first] = platform
      .instancesOf(platform.group('Grand-Harbour', 'Berlin'))
      .filter((i) => i.serviceUserId === id('hg-front-desk'));
    for (let i = 0; i < 30; i++) {
      platform.addInstance({
        ...structuredClone(first!),
        serviceUserId: id(`hg-more-${String(i)}`),
        extension: String(9000 + i),
        aliases: [],
      });
    }
    const result = await userDigest(world.client, ben, {
      ...abortAt('hunt groups'),
      concurrency: 1,
    });
    const read = valueOf(result.huntGroups) ?? [];
    const unread = result.problems.filter((p) => p.path.startsWith('huntGroups['));
    expect(read.length).toBeGreaterThan(0);
    expect(unread.length).toBeGreaterThan(0);
    expect(unread.every((p) => p.kind === 'skipped')).toBe(true);
    expect(valueOf(result.doNotDisturb)).toMatchObject({ isActive: true });
    expectPlain(result);
  });
});

describe('the input of a digest', () => {
  it.each([...digestSections])('may be one section: %s', async (section: DigestSection) => {
    await using world = await Simulated.start();
    const result = await userDigest(world.client, { ...ben, sections: [section] });
    expect(result.complete).toBe(true);
    const others = digestSections.filter((other) => other !== section);
    expect(Object.keys(result)).toContain(section);
    for (const other of others) expect(Object.keys(result)).not.toContain(other);
    expectPlain(result);
  });

  it('may be no section: then there is the profile', async () => {
    await using world = await Simulated.start();
    const result = await userDigest(world.client, { ...ben, sections: [] });
    expect(result.profile.lastName).toBe('Koch');
    expect(result.complete).toBe(true);
    for (const section of digestSections) expect(Object.keys(result)).not.toContain(section);
    expect(result.messages).toBe(1);
    expect(world.commands.UserCallPickupGetRequest).toBeUndefined();
  });

  it('is refused before anything is sent', async () => {
    await using world = await Simulated.start();
    const before = world.simulator.metrics.read().messages;
    await expect(userDigest(world.client, { userId: '' })).rejects.toThrow(AutomationUsageError);
    const sections = ['phones' as DigestSection];
    const failing = userDigest(world.client, { ...ben, sections });
    await expect(failing).rejects.toThrow(AutomationUsageError);
    await expect(failing).rejects.toThrow(/phones is no section/);
    expect(world.simulator.metrics.read().messages).toBe(before);
  });
});

describe('an older platform', () => {
  it('gives the same with older commands', async () => {
    await using old = await Simulated.start({ release: 'R21' });
    await using world = await Simulated.start();
    const input = { userId: id('gina.rossi') };
    const result = await userDigest(old.client, input);
    const today = await userDigest(world.client, input);
    expectPlain(result);
    expect(result.notes.map((n) => n.insteadOf)).toContain('UserCallCenterGetRequest23');
    expect(valueOf(result.callCenters)?.callCenters.map((c) => c.name)).toEqual([
      'Bookings',
      'Groups and events',
    ]);
    expect(result.huntGroups).toEqual(today.huntGroups);
    expect(result.forwarding).toEqual(today.forwarding);
    expect(result.callPickup).toEqual(today.callPickup);
  });
});

describe('the report of a digest', () => {
  const report = automations.findCommand('user digest')!.report;

  it('names every section', async () => {
    await using world = await Simulated.start();
    const input = { userId: id('gina.rossi'), sections: digestSections };
    const shown = report(await userDigest(world.client, input));
    expect(shown.title).toBe('Gina Rossi');
    expect(shown.parts.map((part) => part.title)).toEqual([
      'Profile',
      'Calls',
      'Phones',
      'Shared call appearances',
      'Call centers',
      'Supervised call centers',
      'Hunt groups',
      'Call pickup',
      'Service packs',
      'Services',
      'Run',
    ]);
    expect(JSON.stringify(shown)).toContain('Groups and events');
    const calls = shown.parts.find((part) => part.title === 'Calls')!.blocks;
    expect(calls).toMatchObject([
      { kind: 'table', columns: ['Service', 'State', 'To', 'Remarks'] },
    ]);
    expect(calls[0]!.kind === 'table' && calls[0]!.rows.map(([service]) => service)).toEqual([
      'Do Not Disturb',
      'Forwarding, selective',
      'Forwarding, always',
      'Forwarding, always, secondary',
      'Forwarding, when busy',
      'Forwarding, no answer',
      'Forwarding, not reachable',
      'Simultaneous ring',
      'Voice mail',
    ]);
    expect(JSON.stringify(shown)).toContain('in no pickup group');
  });

  it('leaves out what was not asked for, and tells what is missing', async () => {
    await using world = await Simulated.start();
    const input = { ...ben, sections: ['doNotDisturb'] as const };
    const run = () => userDigest(world.client, input);
    const shown = report(await without(world, 'UserDoNotDisturbGetRequest', run));
    expect(shown.parts.map((part) => part.title)).toEqual(['Profile', 'Calls', 'Run']);
    expect(JSON.stringify(shown)).toContain('Not today');
  });
});
