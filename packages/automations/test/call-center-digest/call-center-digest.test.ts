import { describe, expect, it } from 'vitest';
import {
  automations,
  AutomationError,
  AutomationUsageError,
  callCenterDigest,
  valueOf,
  type CallCenter,
  type CallCenterDigest,
} from '../../src/index.js';
import { Simulated } from '../support/simulated.js';

const bookings = 'cc-bookings@grandharbour.test';
const groups = 'cc-groups@grandharbour.test';
const gina = 'gina.rossi@grandharbour.test';
const hugo = 'hugo.lindqvist@grandharbour.test';
const kai = 'kai.oduya@grandharbour.test';
const lena = 'lena.brandt@grandharbour.test';
const group = { serviceProviderId: 'Grand-Harbour', groupId: 'Reservations' };

/** What each command of a digest of a group gives. */
const sectionOfCommand = {
  GroupCallCenterGetInstanceRequest22: 'config',
  GroupCallCenterGetAgentListRequest: 'agents',
  GroupCallCenterGetInstanceQueueStatusRequest: 'queue',
  GroupCallCenterGetSupervisorListRequest16: 'supervisors',
  UserCallCenterGetRequest23: 'state',
};

function only({ callCenters }: CallCenterDigest): CallCenter {
  expect(callCenters).toHaveLength(1);
  return callCenters[0]!;
}

function agentOf({ agents }: CallCenter, userId: string) {
  const found = valueOf(agents)?.find((agent) => agent.userId === userId);
  expect(found, userId).toBeDefined();
  return found!;
}

/** Takes the agent who has lost the service out of the demo data. */
function withoutKai(world: Simulated): void {
  const { platform } = world.simulator;
  platform.changeInstance(platform.instance(bookings), (draft) => {
    draft.agents = draft.agents.filter(({ userId }) => userId !== kai);
  });
}

describe('a digest of a call center', () => {
  it('has configuration, queue and the state of every agent', async () => {
    await using world = await Simulated.start();
    withoutKai(world);
    const { platform } = world.simulator;
    platform.changeInstance(platform.instance(bookings), (draft) => {
      draft.config.numberOfCallsQueuedNow = 3;
    });
    const digest = await callCenterDigest(world.client, {
      serviceUserId: bookings,
      sections: ['agents', 'queue', 'supervisors'],
    });
    expect(digest.problems).toEqual([]);
    expect(digest.complete).toBe(true);
    const center = only(digest);
    expect(valueOf(center.config)).toMatchObject({
      type: 'Premium',
      routingType: 'Skill Based',
      policy: 'Circular',
      queueLength: 25,
      serviceInstanceProfile: { name: 'Bookings', alias: ['bookings@grandharbour.test'] },
    });
    expect(center).not.toHaveProperty('isActive');
    const states = valueOf(center.agents)?.map((agent) => [
      agent.userId.split('@')[0],
      valueOf(agent.state)?.agentACDState,
      agent.joined,
      agent.staffed,
      agent.skillLevel,
      agent.otherCallCenters,
    ]);
    expect(states).toEqual([
      ['gina.rossi', 'Available', true, true, 1, 1],
      ['hugo.lindqvist', 'Wrap-Up', true, true, 2, 0],
      ['ivan.petrov', 'Unavailable', true, true, 3, 0],
      ['jana.kralova', 'Sign-Out', false, false, 4, 0],
    ]);
    expect(agentOf(center, gina)).toMatchObject({
      firstName: 'Gina',
      lastName: 'Rossi',
      routingPolicy: 'Skill Based',
      row: { skillLevel: '1', emailAddress: gina },
    });
    const { numberOfCallsQueuedNow, agentsCurrentlyStaffed } = valueOf(center.queue)!;
    expect(numberOfCallsQueuedNow).toBe(3);
    // Its table has the first name first.
    expect(agentsCurrentlyStaffed[0]).toMatchObject({ firstName: 'Gina', lastName: 'Rossi' });
    expect(valueOf(center.supervisors)?.map(({ userId }) => userId)).toEqual([lena]);
    expect(JSON.parse(JSON.stringify(digest))).toStrictEqual(digest);
  });

  it('says when the queue and each state were read', async () => {
    await using world = await Simulated.start();
    const center = only(await callCenterDigest(world.client, { serviceUserId: bookings }));
    const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
    expect(valueOf(center.queue)?.readAt).toMatch(iso);
    expect(valueOf(agentOf(center, gina).state)?.readAt).toMatch(iso);
  });

  it('costs two messages, and leaves supervisors out unless asked', async () => {
    await using world = await Simulated.start();
    const before = world.simulator.metrics.read().messages;
    const digest = await callCenterDigest(world.client, { serviceUserId: bookings });
    expect(digest).toMatchObject({ messages: 2, requests: 8 });
    expect(world.simulator.metrics.read().messages - before).toBe(2);
    expect(only(digest)).not.toHaveProperty('supervisors');
    expect(world.commands).not.toHaveProperty('GroupCallCenterGetSupervisorListRequest16');
  });

  it('keeps the refusal of an agent who lost the service apart from being unavailable', async () => {
    await using world = await Simulated.start();
    const digest = await callCenterDigest(world.client, { serviceUserId: bookings });
    const agent = agentOf(only(digest), kai);
    const path = `callCenters[${bookings}].agents[${kai}].state`;
    expect(agent.state).toMatchObject({ status: 'refused', problem: { code: 4410, path } });
    expect(agent).not.toHaveProperty('joined');
    expect(agent).not.toHaveProperty('otherCallCenters');
    expect(digest.complete).toBe(false);
    expect(digest.problems).toMatchObject([{ path, subject: kai, kind: 'refused' }]);
  });

  it('tells the guard timer only where the agent has one of its own that is on', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    const timer = (userId: string, useDefaultGuardTimer: boolean, enableGuardTimer: boolean) => {
      platform.changeUser(platform.user(userId), (draft) => {
        const settings = draft.settings['Call Center'];
        Object.assign(settings!, { useDefaultGuardTimer, enableGuardTimer, guardTimerSeconds: 7 });
      });
    };
    timer(gina, false, true);
    timer(hugo, true, true);
    const center = only(await callCenterDigest(world.client, { serviceUserId: bookings }));
    expect(valueOf(agentOf(center, gina).state)).toMatchObject({ guardTimerSeconds: 7 });
    expect(valueOf(agentOf(center, hugo).state)).not.toHaveProperty('guardTimerSeconds');
  });

  it('has a call center without agents', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    platform.changeInstance(platform.instance(bookings), (draft) => {
      draft.agents = [];
    });
    const digest = await callCenterDigest(world.client, { serviceUserId: bookings });
    expect(only(digest).agents).toEqual({ status: 'value', value: [] });
    expect(digest).toMatchObject({ complete: true, messages: 1 });
  });

  it('shows an agent who is listed twice twice, and reads the state once', async () => {
    await using world = await Simulated.start();
    withoutKai(world);
    const { platform } = world.simulator;
    platform.changeInstance(platform.instance(bookings), (draft) => {
      draft.agents.push({ ...draft.agents[0]! });
    });
    const digest = await callCenterDigest(world.client, { serviceUserId: bookings });
    const ids = valueOf(only(digest).agents)?.map(({ userId }) => userId);
    expect(ids?.filter((id) => id === gina)).toHaveLength(2);
    expect(world.commands.UserCallCenterGetRequest23).toBe(4);
  });

  it('has agents of other groups of the enterprise', async () => {
    await using world = await Simulated.start();
    const felix = 'felix.gruber@grandharbour.test';
    const { platform } = world.simulator;
    platform.changeInstance(platform.instance(groups), (draft) => {
      draft.agents.push({ userId: felix, joined: true });
    });
    platform.changeUser(platform.user(felix), (draft) => {
      draft.services.push('Call Center - Standard');
    });
    const digest = await callCenterDigest(world.client, { serviceUserId: groups });
    expect(agentOf(only(digest), felix)).toMatchObject({ joined: true, otherCallCenters: 0 });
    expect(digest.complete).toBe(true);
  });

  it('says so where the own list of an agent lacks the call center', async () => {
    await using world = await Simulated.start();
    const owner = 'owner@example.test';
    const { platform } = world.simulator;
    // The list of an agent has the call centers of the agent's own service provider.
    platform.changeInstance(platform.instance(groups), (draft) => {
      draft.agents.push({ userId: owner, joined: true });
    });
    platform.changeUser(platform.user(owner), (draft) => {
      draft.services.push('Call Center - Standard');
    });
    const digest = await callCenterDigest(world.client, { serviceUserId: groups });
    const agent = agentOf(only(digest), owner);
    expect(agent).not.toHaveProperty('joined');
    expect(agent.state.status).toBe('value');
    expect(digest.problems).toMatchObject([{ subject: owner, kind: 'inconsistent' }]);
  });

  it('rejects for an unknown call center without reading any agent', async () => {
    await using world = await Simulated.start();
    const failing = callCenterDigest(world.client, { serviceUserId: 'nobody@example.test' });
    await expect(failing).rejects.toThrow(AutomationError);
    await expect(failing).rejects.toMatchObject({ problem: { kind: 'refused' } });
    expect(world.commands).not.toHaveProperty('UserCallCenterGetRequest23');
  });

  it('rejects if the configuration cannot be read, and asks for no states any more', async () => {
    await using world = await Simulated.start();
    world.simulator.faults.set({ error: { code: 9001 }, only: ['no such request'] });
    world.simulator.faults.set({
      only: ['GroupCallCenterGetInstanceRequest22'],
      corrupt: 1,
    });
    await expect(callCenterDigest(world.client, { serviceUserId: bookings })).rejects.toMatchObject(
      { problem: { kind: 'transport' } },
    );
    expect(world.commands).not.toHaveProperty('UserCallCenterGetRequest23');
  });

  it('rejects for a login that may not read it', async () => {
    await using world = await Simulated.start({}, { username: 'anna.schmidt@grandharbour.test' });
    await expect(callCenterDigest(world.client, { serviceUserId: bookings })).rejects.toMatchObject(
      { problem: { code: 5404 } },
    );
  });

  it('reads an older platform with older commands', async () => {
    await using world = await Simulated.start({ release: 'R21' });
    withoutKai(world);
    const digest = await callCenterDigest(world.client, { serviceUserId: bookings });
    expect(digest.complete).toBe(true);
    expect(digest.notes.map(({ command }) => command)).toEqual(
      expect.arrayContaining([
        'GroupCallCenterGetInstanceRequest19sp1',
        'UserCallCenterGetRequest19',
      ]),
    );
    const center = only(digest);
    expect(valueOf(center.config)?.serviceInstanceProfile.name).toBe('Bookings');
    expect(valueOf(agentOf(center, gina).state)?.agentACDState).toBe('Available');
    expect(agentOf(center, gina).joined).toBe(true);
  });

  it('keeps what was read when it is cancelled half-way', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    // More agents than one message holds.
    platform.changeInstance(platform.instance(bookings), (draft) => {
      for (const { userId } of platform.usersOf(platform.group('Grand-Harbour', 'Berlin'))) {
        draft.agents.push({ userId, joined: true });
      }
    });
    const abort = new AbortController();
    const digest = await callCenterDigest(
      world.client,
      { serviceUserId: bookings },
      {
        signal: abort.signal,
        concurrency: 1,
        onProgress: ({ step, done }) => {
          if (step === 'states of agents' && done > 0) abort.abort();
        },
      },
    );
    expect(digest.complete).toBe(false);
    const center = only(digest);
    expect(center.config.status).toBe('value');
    expect(center.queue?.status).toBe('value');
    expect(agentOf(center, gina).state.status).toBe('value');
    const skipped = digest.problems.filter(({ kind }) => kind === 'skipped');
    expect(skipped.length).toBeGreaterThan(0);
    const unread = valueOf(center.agents)?.filter(({ state }) => state.status === 'failed');
    expect(unread).toHaveLength(skipped.length);
    expect(unread?.every((agent) => !('joined' in agent))).toBe(true);
  });

  it('rejects if it is cancelled before anything was read', async () => {
    await using world = await Simulated.start();
    const digest = callCenterDigest(
      world.client,
      { serviceUserId: bookings },
      { signal: AbortSignal.abort() },
    );
    await expect(digest).rejects.toMatchObject({ problem: { kind: 'skipped' } });
  });
});

describe('a digest of a group', () => {
  it('has every call center, and reads an agent of several once', async () => {
    await using world = await Simulated.start();
    withoutKai(world);
    const digest = await callCenterDigest(world.client, group);
    expect(digest.complete).toBe(true);
    expect(digest.callCenters.map((c) => [c.serviceUserId, c.isActive])).toEqual([
      [bookings, true],
      [groups, true],
    ]);
    const joined = digest.callCenters.map((center) => agentOf(center, gina).joined);
    expect(joined).toEqual([true, false]);
    expect(world.commands.UserCallCenterGetRequest23).toBe(5);
    expect(digest.messages).toBe(3);
  });

  it('is empty for a group without call centers', async () => {
    await using world = await Simulated.start();
    const digest = await callCenterDigest(world.client, { ...group, groupId: 'Vienna' });
    expect(digest).toMatchObject({ complete: true, callCenters: [], requests: 1 });
  });

  it('rejects for an unknown group', async () => {
    await using world = await Simulated.start();
    await expect(
      callCenterDigest(world.client, { ...group, groupId: 'Nowhere' }),
    ).rejects.toMatchObject({ problem: { code: 4152, path: 'callCenters' } });
  });

  it('rejects for an administrator of another group', async () => {
    await using world = await Simulated.start({}, { username: 'berlin-admin@example.test' });
    await expect(callCenterDigest(world.client, group)).rejects.toMatchObject({
      problem: { code: 5404 },
    });
  });

  it('lists agents whom the login may not read as refused', async () => {
    await using world = await Simulated.start({}, { username: 'berlin-admin@example.test' });
    const { platform } = world.simulator;
    const anna = 'anna.schmidt@grandharbour.test';
    platform.changeUser(platform.user(anna), (draft) => {
      draft.services.push('Call Center - Standard');
    });
    const own = platform.instance('hg-front-desk@grandharbour.test');
    platform.addInstance({
      ...own,
      kind: 'Call Center',
      serviceUserId: 'cc-berlin@grandharbour.test',
      extension: '7990',
      aliases: [],
      config: { type: 'Standard' },
      agents: [anna, gina].map((userId) => ({ userId, joined: true })),
    });
    const digest = await callCenterDigest(world.client, { ...group, groupId: 'Berlin' });
    const center = only(digest);
    expect(agentOf(center, anna).state.status).toBe('value');
    expect(agentOf(center, gina).state).toMatchObject({
      status: 'refused',
      problem: { code: 5404 },
    });
  });

  it.each(Object.entries(sectionOfCommand))(
    'has everything else where %s fails',
    async (command, section) => {
      await using world = await Simulated.start();
      withoutKai(world);
      world.simulator.faults.set({ error: { code: 9001, text: 'not today' }, only: [command] });
      const digest = await callCenterDigest(world.client, {
        ...group,
        sections: ['agents', 'queue', 'supervisors'],
      });
      expect(digest.complete).toBe(false);
      expect(new Set(digest.problems.map((p) => p.command))).toEqual(new Set([command]));
      expect(digest.problems.every((p) => p.kind === 'refused' && p.code === 9001)).toBe(true);
      for (const center of digest.callCenters) {
        for (const name of ['config', 'agents', 'queue', 'supervisors'] as const) {
          expect(center[name]?.status, name).toBe(name === section ? 'refused' : 'value');
        }
        for (const agent of valueOf(center.agents) ?? []) {
          expect(agent.state.status).toBe(section === 'state' ? 'refused' : 'value');
          expect('joined' in agent).toBe(section !== 'state');
          expect('staffed' in agent).toBe(section !== 'queue');
        }
      }
    },
  );
});

describe('limits', () => {
  it('reads long lists of agents page by page', async () => {
    await using world = await Simulated.start();
    withoutKai(world);
    const whole = await callCenterDigest(world.client, { serviceUserId: bookings });
    const paged = await callCenterDigest(world.client, {
      serviceUserId: bookings,
      agentPageSize: 2,
    });
    expect(valueOf(only(paged).agents)?.map(({ userId }) => userId)).toEqual(
      valueOf(only(whole).agents)?.map(({ userId }) => userId),
    );
    expect(paged.complete).toBe(true);
    expect(world.commands.GroupCallCenterGetAgentPagedSortedListRequest).toBe(3);
  });

  it('keeps the pages that were read', async () => {
    await using world = await Simulated.start();
    withoutKai(world);
    const abort = new AbortController();
    const digest = await callCenterDigest(
      world.client,
      { serviceUserId: bookings, agentPageSize: 2 },
      {
        signal: abort.signal,
        onProgress: ({ step }) => {
          if (step === 'agents listed') abort.abort();
        },
      },
    );
    expect(valueOf(only(digest).agents)).toHaveLength(2);
    expect(digest.complete).toBe(false);
    const path = `callCenters[${bookings}].agents`;
    expect(digest.problems).toContainEqual(expect.objectContaining({ path, kind: 'skipped' }));
  });

  it('asks for the whole list where the platform has no pages', async () => {
    await using world = await Simulated.start({ release: 'R21' });
    withoutKai(world);
    const digest = await callCenterDigest(world.client, {
      serviceUserId: bookings,
      agentPageSize: 2,
    });
    expect(valueOf(only(digest).agents)).toHaveLength(4);
    expect(digest.complete).toBe(true);
  });

  it.each([undefined, 2])('reports a list of agents that was cut (page size %s)', async (size) => {
    await using world = await Simulated.start();
    const digest = await callCenterDigest(world.client, {
      serviceUserId: bookings,
      maxAgents: 3,
      ...(size === undefined ? {} : { agentPageSize: size }),
    });
    expect(valueOf(only(digest).agents)).toHaveLength(3);
    expect(digest.complete).toBe(false);
    expect(digest.problems[0]?.message).toContain('cut after 3');
  });

  it('reports the agents beyond the limit of states as not read', async () => {
    await using world = await Simulated.start();
    const digest = await callCenterDigest(world.client, { serviceUserId: bookings, maxStates: 2 });
    const read = valueOf(only(digest).agents)?.map(({ state }) => state.status);
    expect(read).toEqual(['value', 'value', 'unread', 'unread', 'unread']);
    expect(world.commands.UserCallCenterGetRequest23).toBe(2);
    expect(digest.problems).toHaveLength(3);
  });

  it('takes a call center of hundreds of agents', async () => {
    await using world = await Simulated.start({ seed: 'group:300' });
    const { platform } = world.simulator;
    const users = platform.usersOf(platform.group('Scale', 'Group-1'));
    for (const user of users) {
      platform.changeUser(user, (draft) => {
        draft.services.push('Call Center - Basic');
      });
    }
    const [first] = users;
    platform.addInstance({
      serviceUserId: 'cc-1@example.test',
      kind: 'Call Center',
      serviceProviderId: 'Scale',
      groupId: 'Group-1',
      isActive: true,
      profile: { ...first!.profile, name: 'Large' },
      aliases: [],
      agents: users.map(({ userId }) => ({ userId, joined: true })),
      supervisorIds: [],
      config: { type: 'Basic' },
    });
    const digest = await callCenterDigest(world.client, { serviceUserId: 'cc-1@example.test' });
    expect(digest.complete).toBe(true);
    expect(valueOf(only(digest).agents)).toHaveLength(300);
    expect(digest.messages).toBe(21);
  });
});

describe('input', () => {
  it.each([
    [{}],
    [{ serviceUserId: '' }],
    [{ serviceProviderId: 'Grand-Harbour' }],
    [{ serviceUserId: bookings, ...group }],
    [{ serviceUserId: bookings, agentPageSize: 0 }],
    [{ serviceUserId: bookings, agentPageSize: 2_001 }],
    [{ serviceUserId: bookings, maxAgents: 1.5 }],
    [{ serviceUserId: bookings, maxStates: -1 }],
    [{ serviceUserId: bookings, sections: ['calls' as 'queue'] }],
  ])('is refused before anything is sent: %j', async (input) => {
    await using world = await Simulated.start();
    await expect(callCenterDigest(world.client, input)).rejects.toThrow(AutomationUsageError);
    const sent = Object.keys(world.commands).filter((name) => !/Login|Authentication/.test(name));
    expect(sent).toEqual([]);
  });
});

describe('the report', () => {
  it('shows a state that was not read as such', async () => {
    await using world = await Simulated.start();
    const automation = automations.findCommand('call-center digest');
    const digest = await callCenterDigest(world.client, { serviceUserId: bookings });
    const report = automation!.report(digest);
    const [part] = report.parts;
    expect(part?.title).toBe('Bookings');
    const rows = part?.blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));
    expect(rows?.find((row) => row[1] === kai)?.[2]).toBe('not read');
    expect(rows?.find((row) => row[1] === gina)?.[2]).toBe('Available');
  });
});
