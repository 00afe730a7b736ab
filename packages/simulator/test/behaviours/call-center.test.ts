import { describe, expect, it } from 'vitest';
import {
  GroupCallCenterAddInstanceRequest22,
  GroupCallCenterDeleteInstanceRequest,
  GroupCallCenterGetInstanceListRequest,
  GroupCallCenterGetInstanceRequest22,
  GroupCallCenterModifyInstanceRequest22,
} from '@ocipkit/commands/call-center';
import {
  GroupCallCenterAddAgentListRequest,
  GroupCallCenterDeleteAgentListRequest,
  GroupCallCenterGetAgentListRequest,
  GroupCallCenterGetAgentPagedSortedListRequest,
  GroupCallCenterGetInstanceQueueStatusRequest,
  GroupCallCenterGetSupervisorListRequest16,
  GroupCallCenterModifyAgentListRequest,
} from '@ocipkit/commands/call-center-agent';
import { GroupCallCenterGetInstanceRequest19sp1 } from '@ocipkit/commands/call-center-deprecated';
import {
  UserCallCenterGetRequest23,
  UserCallCenterGetSupervisorCallCenterListRequest,
  UserCallCenterModifyRequest19,
} from '@ocipkit/commands/call-center-user';
import { World } from '../support/world.js';

const inSales = { serviceProviderId: 'Acme', groupId: 'Sales' };
const serviceUserId = 'hotline@example.test';

function add(more: object = {}): GroupCallCenterAddInstanceRequest22 {
  return new GroupCallCenterAddInstanceRequest22({
    ...inSales,
    serviceUserId,
    serviceInstanceProfile: {
      name: 'Hotline',
      callingLineIdLastName: 'Hotline',
      callingLineIdFirstName: 'Acme',
      phoneNumber: '2025550112',
      password: 'Hotline-Secret-1',
    },
    type: 'Basic',
    policy: 'Regular',
    enableVideo: false,
    queueLength: 5,
    allowCallerToDialEscapeDigit: false,
    escapeDigit: '0',
    resetCallStatisticsUponEntryInQueue: false,
    allowAgentLogoff: true,
    allowCallWaitingForAgents: false,
    externalPreferredAudioCodec: 'OPUS',
    internalPreferredAudioCodec: 'G722',
    playRingingWhenOfferingCall: true,
    ...more,
  });
}

const skillBased = { type: 'Premium', routingType: 'Skill Based' };

/** Alice and bob have the service for premium call centers, carol and dave that for basic ones. */
async function newWorld(more: object = {}): Promise<World> {
  const world = new World();
  for (const user of [world.alice, world.bob]) world.give(user, 'Call Center - Premium');
  for (const user of [world.carol, world.dave]) world.give(user, 'Call Center - Basic');
  await world.send(add(more));
  return world;
}

const addAgents = (...agentUserId: string[]) =>
  new GroupCallCenterAddAgentListRequest({ serviceUserId, agentUserId });
const agentList = new GroupCallCenterGetAgentListRequest({ serviceUserId });

async function agentIds(world: World): Promise<readonly (string | undefined)[] | undefined> {
  return (await world.send(agentList)).agentTable.column('User Id');
}

describe('a call center', () => {
  it('reads back as it was added, with defaults for the rest', async () => {
    const world = await newWorld();
    const callCenter = await world.send(new GroupCallCenterGetInstanceRequest22({ serviceUserId }));
    expect(callCenter).toMatchObject({
      serviceInstanceProfile: { name: 'Hotline', phoneNumber: '2025550112', extension: '0112' },
      type: 'Basic',
      policy: 'Regular',
      queueLength: 5,
      enableReporting: false,
      agentStateAfterCall: 'Available',
      externalPreferredAudioCodec: 'OPUS',
    });
    expect(callCenter.routingType).toBeUndefined();
    expect(JSON.stringify(callCenter)).not.toContain('Secret');
  });

  it('reads the same in the older variant, without codecs it does not know', async () => {
    const world = await newWorld();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- older programs send it
    const request = new GroupCallCenterGetInstanceRequest19sp1({ serviceUserId });
    const older = await world.send(request);
    expect(older).toMatchObject({
      queueLength: 5,
      externalPreferredAudioCodec: 'None',
      internalPreferredAudioCodec: 'G722',
    });
  });

  it('is listed with type and policy', async () => {
    const world = await newWorld(skillBased);
    const list = await world.send(new GroupCallCenterGetInstanceListRequest(inSales));
    expect(list.callCenterTable.rows).toMatchObject([
      { serviceUserId, name: 'Hotline', video: 'false', policy: 'Regular', type: 'Premium' },
    ]);
  });

  it('changes what is sent and clears what is nil', async () => {
    const world = await newWorld({ ...skillBased, wrapUpSeconds: 30, agentUnavailableCode: 'A' });
    await world.send(
      new GroupCallCenterModifyInstanceRequest22({
        serviceUserId,
        serviceInstanceProfile: { name: 'Line', phoneNumber: null },
        type: 'Standard',
        policy: 'Uniform',
        wrapUpSeconds: null,
        agentUnavailableCode: null,
      }),
    );
    const callCenter = await world.send(new GroupCallCenterGetInstanceRequest22({ serviceUserId }));
    expect(callCenter).toMatchObject({ type: 'Standard', policy: 'Uniform', queueLength: 5 });
    expect(callCenter.serviceInstanceProfile.name).toBe('Line');
    expect(callCenter.serviceInstanceProfile.phoneNumber).toBeUndefined();
    expect(callCenter.routingType).toBeUndefined();
    expect(callCenter.wrapUpSeconds).toBeUndefined();
    expect(callCenter.agentUnavailableCode).toBeUndefined();
  });

  it('needs a group with the service of its type', async () => {
    const world = new World();
    const { 'Call Center - Premium': _, ...others } = world.sales.services;
    world.sales.services = others;
    expect((await world.refusal(add(skillBased))).message).toContain('not authorized');
    await world.send(add());
    const upgrade = new GroupCallCenterModifyInstanceRequest22({ serviceUserId, type: 'Premium' });
    expect((await world.refusal(upgrade)).message).toContain('not authorized');
    const routed = add({ serviceUserId: 'x@example.test', routingType: 'Skill Based' });
    expect((await world.refusal(routed)).message).toContain('routing type');
  });

  it('keeps its type while an agent has no service for the new one', async () => {
    const world = await newWorld();
    await world.send(addAgents('alice', 'carol'));
    const upgrade = new GroupCallCenterModifyInstanceRequest22({ serviceUserId, type: 'Premium' });
    expect((await world.refusal(upgrade)).code).toBe(4410);
    await world.send(
      new GroupCallCenterDeleteAgentListRequest({ serviceUserId, agentUserId: ['carol'] }),
    );
    await world.send(upgrade);
  });

  it('is gone for its agents when it is deleted', async () => {
    const world = await newWorld();
    await world.send(addAgents('alice'));
    await world.send(new GroupCallCenterDeleteInstanceRequest({ serviceUserId }));
    expect((await world.refusal(agentList)).code).toBe(4008);
    const user = await world.send(new UserCallCenterGetRequest23({ userId: 'alice' }));
    expect(user.callCenterTable.length).toBe(0);
  });
});

describe('the agents of a call center', () => {
  it('are added, replaced and taken out', async () => {
    const world = await newWorld();
    await world.send(addAgents('alice', 'dave'));
    await world.send(addAgents('bob'));
    const { agentTable } = await world.send(agentList);
    expect(agentTable.column('Last Name')).toEqual(['Archer', 'Dyer', 'Baker']);
    expect(agentTable.rows[0]).toMatchObject({
      userId: 'alice@example.test',
      phoneNumber: '+1-2025550101',
      skillLevel: '',
      weight: '',
    });
    await world.send(
      new GroupCallCenterDeleteAgentListRequest({ serviceUserId, agentUserId: ['alice', 'bob'] }),
    );
    expect(await agentIds(world)).toEqual(['dave@example.test']);
    await world.send(
      new GroupCallCenterModifyAgentListRequest({
        serviceUserId,
        agentUserIdList: { userId: ['bob', 'carol'] },
      }),
    );
    expect(await agentIds(world)).toEqual(['bob@example.test', 'carol@example.test']);
    await world.send(new GroupCallCenterModifyAgentListRequest({ serviceUserId }));
    expect((await agentIds(world))?.length).toBe(2);
    await world.send(
      new GroupCallCenterModifyAgentListRequest({ serviceUserId, agentUserIdList: null }),
    );
    expect(await agentIds(world)).toEqual([]);
  });

  it('must exist, be in reach, have a service that fits, and be there once', async () => {
    const world = await newWorld(skillBased);
    await world.send(addAgents('alice'));
    expect((await world.refusal(addAgents('nobody'))).code).toBe(4008);
    expect((await world.refusal(addAgents('mia'))).code).toBe(4008);
    expect((await world.refusal(addAgents('bob', 'carol'))).code).toBe(4410);
    expect((await world.refusal(addAgents('bob', 'alice'))).message).toContain('already exists');
    const gone = new GroupCallCenterDeleteAgentListRequest({
      serviceUserId,
      agentUserId: ['alice', 'bob'],
    });
    expect((await world.refusal(gone)).message).toContain('Agent not found');
    expect(await agentIds(world)).toEqual(['alice@example.test']);
  });

  it('have skill levels where routing goes by them', async () => {
    const world = await newWorld(skillBased);
    world.give(world.carol, 'Call Center - Premium');
    await world.send(addAgents('alice'));
    await world.send(
      new GroupCallCenterAddAgentListRequest({
        serviceUserId,
        agentSkillList: [{ skillLevel: 7, agent: ['bob'] }],
      }),
    );
    const { agentTable } = await world.send(agentList);
    expect(agentTable.column('Skill Level')).toEqual(['1', '7']);
    await world.send(
      new GroupCallCenterModifyAgentListRequest({
        serviceUserId,
        skilledAgentUserIdList: [
          { skillLevel: 7, agents: { userId: ['alice'] } },
          { skillLevel: 3, agents: { userId: ['carol'] } },
        ],
      }),
    );
    const paged = await world.send(
      new GroupCallCenterGetAgentPagedSortedListRequest({ serviceUserId }),
    );
    expect(paged.agentTable.rows).toMatchObject([
      { userId: 'carol@example.test', skillLevel: '3' },
      { userId: 'alice@example.test', skillLevel: '7' },
    ]);
    await world.send(
      new GroupCallCenterModifyAgentListRequest({
        serviceUserId,
        skilledAgentUserIdList: [{ skillLevel: 3, agents: null }],
      }),
    );
    expect(await agentIds(world)).toEqual(['alice@example.test']);
  });

  it('get no skill level elsewhere, nor two of them', async () => {
    const world = await newWorld();
    const skilled = new GroupCallCenterAddAgentListRequest({
      serviceUserId,
      agentSkillList: [
        { skillLevel: 1, agent: ['alice'] },
        { skillLevel: 2, agent: ['alice'] },
      ],
    });
    expect((await world.refusal(skilled)).message).toContain('skill-based');
    await world.send(
      new GroupCallCenterModifyInstanceRequest22({
        serviceUserId,
        type: 'Premium',
        routingType: 'Skill Based',
      }),
    );
    expect((await world.refusal(skilled)).message).toContain('two skill levels');
  });

  it('are searched, limited and paged', async () => {
    const world = await newWorld(skillBased);
    world.give(world.dave, 'Call Center - Premium');
    await world.send(addAgents('alice', 'bob', 'dave'));
    const found = async (more: object): Promise<unknown> =>
      (
        await world.send(new GroupCallCenterGetAgentListRequest({ serviceUserId, ...more }))
      ).agentTable.column('First Name');
    const inGroup = { searchCriteriaExactUserGroup: { ...inSales, groupId: 'Support' } };
    expect(await found(inGroup)).toEqual(['Dave']);
    expect(await found({ searchCriteriaExactSkillLevel: { skillLevel: 2 } })).toEqual([]);
    expect(await found({ responseSizeLimit: 2 })).toEqual(['Alice', 'Bob']);
    const page = async (more: object): Promise<unknown> =>
      (
        await world.send(
          new GroupCallCenterGetAgentPagedSortedListRequest({ serviceUserId, ...more }),
        )
      ).agentTable.column('First Name');
    const second = { responsePagingControl: { responseStartIndex: 2, responsePageSize: 1 } };
    expect(await page(second)).toEqual(['Bob']);
    const text = (value: string) => [{ mode: 'Equal To', value, isCaseInsensitive: true }];
    const both = {
      searchCriteriaUserLastName: text('archer'),
      searchCriteriaUserFirstName: text('bob'),
    };
    expect(await page(both)).toEqual([]);
    expect(await page({ ...both, searchCriteriaModeOr: true })).toEqual(['Alice', 'Bob']);
  });
});

describe('the state of an agent', () => {
  const modify = (more: object) => new UserCallCenterModifyRequest19({ userId: 'alice', ...more });
  const get = new UserCallCenterGetRequest23({ userId: 'alice' });

  it('is signed out, with the default settings, until it is changed', async () => {
    const world = await newWorld(skillBased);
    await world.send(addAgents('alice'));
    const agent = await world.send(get);
    expect(agent).toMatchObject({
      agentACDState: 'Sign-Out',
      useDefaultGuardTimer: true,
      enableGuardTimer: false,
      guardTimerSeconds: 5,
      makeOutgoingCallsAsCallCenter: false,
    });
    expect(agent.callCenterTable.rows).toMatchObject([
      {
        serviceUserId,
        phoneNumber: '+1-2025550112',
        extension: '0112',
        available: 'true',
        logoffAllowed: 'true',
        type: 'Premium',
        priority: '',
        routingPolicy: 'Skill Based',
        skillLevel: '1',
      },
    ]);
  });

  it('is one for all call centers; joined and skill are of each', async () => {
    const world = await newWorld(skillBased);
    await world.send(add({ serviceUserId: 'second@example.test', serviceInstanceProfile: second }));
    await world.send(addAgents('alice'));
    await world.send(
      new GroupCallCenterAddAgentListRequest({
        serviceUserId: 'second@example.test',
        agentUserId: ['alice'],
      }),
    );
    await world.send(
      modify({
        agentACDState: 'Available',
        enableGuardTimer: true,
        guardTimerSeconds: 9,
        callCenterAgentSettings: [{ serviceUserId, available: false, skillLevel: 4 }],
      }),
    );
    const agent = await world.send(get);
    expect(agent).toMatchObject({ agentACDState: 'Available', guardTimerSeconds: 9 });
    expect(agent.callCenterTable.rows).toMatchObject([
      { available: 'false', skillLevel: '4' },
      { available: 'true', skillLevel: '', routingPolicy: '', type: 'Basic' },
    ]);
  });

  it('has a reason only while it is unavailable', async () => {
    const world = await newWorld();
    const codeAfter = async (more: object): Promise<string | undefined> => {
      await world.send(modify(more));
      return (await world.send(get)).agentUnavailableCode;
    };
    const unavailable = { agentACDState: 'Unavailable' };
    expect(await codeAfter({ ...unavailable, agentUnavailableCode: '12' })).toBe('12');
    expect(await codeAfter({ guardTimerSeconds: 3 })).toBe('12');
    expect(await codeAfter({ agentUnavailableCode: null })).toBeUndefined();
    expect(await codeAfter({ agentUnavailableCode: '13' })).toBe('13');
    expect(await codeAfter({ agentACDState: 'Available' })).toBeUndefined();
    expect(await codeAfter(unavailable)).toBeUndefined();
    expect(
      await codeAfter({ agentACDState: 'Wrap-Up', agentUnavailableCode: '1' }),
    ).toBeUndefined();
  });

  it('can be changed by the agent, as far as the call center allows', async () => {
    const world = await newWorld({ allowAgentLogoff: false });
    await world.send(addAgents('alice'));
    const leave = modify({ callCenterAgentSettings: [{ serviceUserId, available: false }] });
    world.as('alice');
    expect((await world.refusal(leave)).message).toContain('may not join or leave');
    await world.send(modify({ agentACDState: 'Available' }));
    const other = new UserCallCenterGetRequest23({ userId: 'bob' });
    expect((await world.refusal(other)).code).toBe(5404);
    await world.as('sales-admin').send(leave);
    const agent = await world.send(get);
    expect(agent.callCenterTable.rows[0]).toMatchObject({
      available: 'false',
      logoffAllowed: 'false',
    });
  });

  it('is refused, and unchanged, for call centers that the user is not in', async () => {
    const world = await newWorld();
    const foreign = modify({
      agentACDState: 'Available',
      callCenterAgentSettings: [{ serviceUserId, available: true }],
    });
    expect((await world.refusal(foreign)).message).toContain('Agent not found');
    const dnis = modify({ outgoingCallDNIS: { serviceUserId, name: 'Main' } });
    expect((await world.refusal(dnis)).message).toContain('Agent not found');
    expect((await world.send(get)).agentACDState).toBe('Sign-Out');
    await world.send(addAgents('alice'));
    const skill = modify({ callCenterAgentSettings: [{ serviceUserId, skillLevel: 2 }] });
    expect((await world.refusal(skill)).message).toContain('skill-based');
    await world.send(dnis);
    expect((await world.send(get)).outgoingCallDNIS).toEqual({ serviceUserId, name: 'Main' });
    await world.send(new GroupCallCenterDeleteInstanceRequest({ serviceUserId }));
    expect((await world.send(get)).outgoingCallDNIS).toBeUndefined();
  });

  it('needs one of the services', async () => {
    const world = new World();
    expect((await world.refusal(get)).code).toBe(4410);
    expect((await world.refusal(modify({ agentACDState: 'Available' }))).code).toBe(4410);
  });
});

const second = {
  name: 'Second',
  callingLineIdLastName: 'Second',
  callingLineIdFirstName: 'Acme',
  password: 'Second-Secret-1',
};

describe('the queue of a call center', () => {
  it('counts agents as staffed who have joined and are signed in', async () => {
    const world = await newWorld();
    await world.send(addAgents('alice', 'bob', 'carol', 'dave'));
    const set = (userId: string, more: object) =>
      world.send(new UserCallCenterModifyRequest19({ userId, ...more }));
    await set('alice', { agentACDState: 'Available' });
    await set('bob', { agentACDState: 'Unavailable' });
    await set('carol', {
      agentACDState: 'Available',
      callCenterAgentSettings: [{ serviceUserId, available: false }],
    });
    const status = await world.send(
      new GroupCallCenterGetInstanceQueueStatusRequest({ serviceUserId }),
    );
    expect(status.numberOfCallsQueuedNow).toBe(0);
    expect(status.agentsCurrentlyStaffed.rows).toMatchObject([
      { userId: 'alice@example.test', firstName: 'Alice', lastName: 'Archer', extension: '5101' },
      { userId: 'bob@example.test' },
    ]);
    expect(status.agentsCurrentlyStaffed.length).toBe(2);
  });
});

describe('the supervisors of a call center', () => {
  it('are listed, and so are the call centers of a supervisor', async () => {
    const world = await newWorld();
    const call = new UserCallCenterGetSupervisorCallCenterListRequest({ supervisorUserId: 'bob' });
    expect((await world.send(call)).callCenterTable.length).toBe(0);
    const instance = world.platform.instance(serviceUserId);
    world.platform.changeInstance(instance, (draft) => {
      draft.supervisorIds.push('bob@example.test');
    });
    const list = new GroupCallCenterGetSupervisorListRequest16({ serviceUserId });
    const { supervisorTable } = await world.send(list);
    expect(supervisorTable.rows).toMatchObject([
      { userId: 'bob@example.test', lastName: 'Baker', phoneNumber: '+1-2025550102' },
    ]);
    expect((await world.send(call)).callCenterTable.rows).toMatchObject([
      { serviceUserId, phoneNumber: '+1-2025550112', extension: '0112', type: 'Basic' },
    ]);
    expect((await world.as('alice').refusal(call)).code).toBe(5404);
  });
});
