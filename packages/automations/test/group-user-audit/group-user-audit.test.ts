import { describe, expect, it } from 'vitest';
import {
  AutomationError,
  automations,
  AutomationUsageError,
  collectGroupUserAudit,
  groupUserAudit,
  isAuditFailure,
  MASKED,
  type AuditedUser,
  type AuditProblem,
  type AuditSlot,
  type GroupUserAuditInput,
  type GroupUserAuditSummary,
  type RunOptions,
} from '../../src/index.js';
import { Simulated } from '../support/simulated.js';
import { makeDocumentUser, prepareGroup } from './document-user.js';

const berlin = { serviceProviderId: 'Grand-Harbour', groupId: 'Berlin' };
const PAGES = 'UserGetListInGroupPagedSortedListRequest';
const scale = { serviceProviderId: 'Scale', groupId: 'Group-1' };

/** A group of users like the one of the document. */
async function documentGroup(
  count: number,
  more: Parameters<typeof Simulated.start>[0] = {},
): Promise<Simulated> {
  const world = await Simulated.start({ seed: `group:${String(count)}`, ...more });
  const { platform } = world.simulator;
  prepareGroup(platform, platform.user('user1'));
  for (let i = 0; i < count; i++) makeDocumentUser(platform, `user${String(i + 1)}`, i);
  return world;
}

async function stream(
  world: Simulated,
  input: GroupUserAuditInput,
  options: RunOptions = {},
): Promise<{ readonly users: readonly AuditedUser[]; readonly summary: GroupUserAuditSummary }> {
  const audit = groupUserAudit(world.client, input, options);
  const users: AuditedUser[] = [];
  for (;;) {
    const { done, value } = await audit.next();
    if (done === true) return { users, summary: value };
    users.push(value);
  }
}

const missing = ({ problems }: AuditedUser): readonly AuditProblem[] =>
  problems.filter(({ kind }) => kind !== 'not-assigned' && kind !== 'not-applicable');

describe('the audit of a group', () => {
  it('gives every user of the list, in its order', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    const { users, summary } = await stream(world, berlin);
    const all = platform.usersOf(platform.group('Grand-Harbour', 'Berlin'));
    expect(users.map((u) => u.userId).sort()).toEqual(all.map((u) => u.userId).sort());
    expect(summary).toMatchObject({
      ...berlin,
      isEnterprise: true,
      complete: true,
      problems: [],
      users: { total: all.length, read: all.length, complete: all.length, notRead: 0, skipped: 0 },
    });
    for (const user of users) {
      expect(missing(user)).toEqual([]);
      expect(JSON.parse(JSON.stringify(user))).toEqual(user);
    }
  });

  it('says of plans that the group has none, without asking every user', async () => {
    await using world = await Simulated.start();
    const { users, summary } = await stream(world, berlin);
    const plan = users[0]?.outgoingCallingPlans?.outgoingCallingPlanOriginating;
    expect(plan).toMatchObject({
      userId: users[0]?.userId,
      isEnterprise: true,
      error: { kind: 'not-assigned', command: 'UserOutgoingCallingPlanOriginatingGetRequest' },
    });
    expect(summary.problemCounts['not-assigned']).toBe(13 * users.length);
    expect(Object.keys(world.commands).filter((c) => c.includes('OutgoingCallingPlan'))).toEqual(
      [],
    );
  });

  it('has only the sections that were asked for', async () => {
    await using world = await Simulated.start();
    const { users } = await stream(world, { ...berlin, sections: ['serviceSettings'] });
    const anna = users.find((u) => u.userId.startsWith('anna'));
    expect(Object.keys(anna ?? {})).toEqual([
      'serviceProviderId',
      'groupId',
      'userId',
      'serviceSettings',
      'servicesWithoutSettings',
      'complete',
      'problems',
    ]);
    expect(Object.keys(anna?.serviceSettings ?? {})).toContain('Shared Call Appearance 5');
    expect(anna?.servicesWithoutSettings).toContain('Basic Call Logs');
    expect(world.commands.UserGetRequest23V2).toBeUndefined();
  });

  it('costs at most four messages for a user like that of the document', async () => {
    await using world = await documentGroup(20);
    // The logins of its sessions are none of its messages.
    await world.client.warm(5);
    const before = world.simulator.metrics.read();
    const { users, summary } = await stream(world, scale);
    const after = world.simulator.metrics.read();
    expect(users.every((user) => user.complete)).toBe(true);
    expect(after.messages - before.messages).toBe(summary.messages);
    expect(summary.messages / users.length).toBeLessThanOrEqual(4);
    // 28 of all users, 17 settings and that of Music On Hold, device and tags, events, one criterion.
    expect((summary.requests - 3) / users.length).toBe(50);
  });

  it('reads the list in pages, and every user once', async () => {
    await using world = await Simulated.start({ seed: 'group:25' });
    const input = { ...scale, sections: ['assignedServices'] as const };
    const whole = await stream(world, input);
    const inOnePage = world.commands[PAGES];
    expect(inOnePage).toBe(1);
    const steps: (readonly [string, number])[] = [];
    const paged = await stream(
      world,
      { ...input, pageSize: 10 },
      { onProgress: ({ step, done }) => steps.push([step, done]) },
    );
    expect(world.commands[PAGES]).toBe(1 + 3);
    expect(paged.users).toEqual(whole.users);
    expect(new Set(paged.users.map((u) => u.userId)).size).toBe(25);
    expect(paged.summary).toMatchObject({ complete: true, users: { total: 25, read: 25 } });
    expect(steps.filter(([step]) => step === 'the users of the group')).toEqual([
      ['the users of the group', 20],
      ['the users of the group', 25],
    ]);
    // A last page that is full tells nothing: one more is asked for, and it is empty.
    const even = await stream(world, { ...input, pageSize: 5 });
    expect(world.commands[PAGES]).toBe(4 + 6);
    expect(even.summary).toMatchObject({ complete: true, users: { total: 25 } });
  });

  it('says that the list is not whole where a page of it is refused', async () => {
    await using world = await Simulated.start({ seed: 'group:25' });
    const { faults } = world.simulator;
    const { users, summary } = await stream(
      world,
      { ...scale, sections: ['assignedServices'], pageSize: 10 },
      {
        onProgress: ({ step, done }) => {
          if (step !== 'the users of the group' || done !== 20) return;
          faults.once({ only: [PAGES], error: { code: 5555, text: 'Not today' } });
        },
      },
    );
    expect(users).toHaveLength(20);
    expect(summary.complete).toBe(false);
    expect(summary.users).toMatchObject({ total: 20, read: 20, complete: 20 });
    expect(summary.problems).toMatchObject([
      { path: 'users[20…]', kind: 'refused', command: PAGES, code: 5555 },
    ]);
  });

  it('asks for the list as a whole where the platform has no pages', async () => {
    await using world = await Simulated.start({ seed: 'group:25', release: 'R21' });
    const { users, summary } = await stream(world, {
      ...scale,
      sections: ['assignedServices'],
      pageSize: 10,
    });
    expect(users).toHaveLength(25);
    expect(summary).toMatchObject({ complete: true, problems: [] });
    expect(world.commands.UserGetListInGroupRequest).toBe(1);
  });

  it('begins no more users than are to be under way', async () => {
    await using world = await documentGroup(8);
    const audit = groupUserAudit(world.client, { ...scale, usersAtOnce: 3 });
    await audit.next();
    expect(world.commands.UserGetRequest23V2).toBe(3);
    await audit.next();
    expect(world.commands.UserGetRequest23V2).toBeLessThanOrEqual(4);
    const { value } = await audit.return(undefined as never);
    expect(value).toBeUndefined();
    expect(world.commands.UserGetRequest23V2).toBeLessThanOrEqual(4);
  });

  it('goes through a large group with a fixed number of users in hand', async () => {
    await using world = await Simulated.start({ seed: 'group:300' });
    const sections = ['user', 'assignedServices'] as const;
    const audit = groupUserAudit(world.client, { ...scale, sections, usersAtOnce: 7 });
    const ids = new Set<string>();
    let most = 0;
    for await (const user of audit) {
      most = Math.max(most, (world.commands.UserGetRequest23V2 ?? 0) - ids.size);
      ids.add(user.userId);
    }
    expect(ids.size).toBe(300);
    expect(most).toBeLessThanOrEqual(7);
    // Devices of one user each are read for it and forgotten.
    expect(world.commands.GroupAccessDeviceGetRequest24V3).toBe(300);
  });

  it('leaves out users of an earlier run', async () => {
    await using world = await documentGroup(3);
    const ids = (await stream(world, { ...scale, sections: ['user'] })).users.map((u) => u.userId);
    const [first = ''] = ids;
    const { users, summary } = await stream(world, {
      ...scale,
      sections: ['user'],
      skipUserIds: [first.toUpperCase()],
    });
    expect(users.map((u) => u.userId)).toEqual(ids.slice(1));
    expect(summary.users).toMatchObject({ total: 3, skipped: 1, read: 2 });
    expect(summary.complete).toBe(true);
  });

  it('reads a device once that several users share', async () => {
    await using world = await documentGroup(4);
    const { platform } = world.simulator;
    const { endpoint } = platform.user('user1');
    if (endpoint?.kind !== 'device') throw new Error('the user has no device');
    for (const name of ['user2', 'user3', 'user4']) {
      platform.changeUser(platform.user(name), (draft) => {
        draft.endpoint = { ...endpoint, linePort: `${name}-second@example.test` };
      });
    }
    const { users } = await stream(world, { ...scale, sections: ['user'], usersAtOnce: 1 });
    expect(world.commands.GroupAccessDeviceGetRequest24V3).toBe(1);
    expect(users.map(deviceName)).toEqual(users.map(() => 'user1-phone'));
  });

  it('reads devices at their level', async () => {
    await using world = await documentGroup(2);
    const { platform } = world.simulator;
    for (const [name, level] of [
      ['user1', 'Service Provider'],
      ['user2', 'System'],
    ] as const) {
      const device = {
        deviceLevel: level,
        deviceName: `${name}-high`,
        ...(level === 'System' ? {} : { serviceProviderId: 'Scale' }),
      };
      platform.addDevice({
        ...device,
        deviceType: 'Example Gateway',
        config: {},
        customTags: [{ tagName: '%A%', tagValue: 'b' }],
      });
      platform.changeUser(platform.user(name), (draft) => {
        if (draft.endpoint?.kind === 'device') draft.endpoint.device = device;
      });
    }
    const { users } = await stream(world, { ...scale, sections: ['user'] });
    expect(users.flatMap(missing)).toEqual([]);
    const devices = new Map(users.map((u) => [u.userId.split('@')[0], deviceOf(u)]));
    expect(devices.get('user1')).toMatchObject({
      deviceLevel: 'Service Provider',
      serviceProviderId: 'Scale',
      groupId: null,
      configurationMode: null,
      numberOfPorts: { quantity: 24 },
      tags: [{ tagName: '%A%', tagValue: 'b' }],
    });
    expect(devices.get('user2')).toMatchObject({
      deviceLevel: 'System',
      serviceProviderId: null,
      groupId: null,
    });
  });

  it('masks codes and passcodes, and shows codes on request alone', async () => {
    await using world = await documentGroup(1);
    const codesOf = async (showCodes: boolean): Promise<readonly unknown[]> => {
      const { users } = await stream(world, { ...scale, showCodes });
      const [user] = users;
      expect(JSON.stringify(user?.utilities)).not.toContain('246813');
      expect(user?.utilities?.portalPasscode).toMatchObject({
        passcode: MASKED,
        expirationDays: -22,
        doesNotExpire: false,
      });
      const { outgoingCallingPlans: plans, utilities } = user ?? {};
      return [
        valueOf(plans?.outgoingCallingPlanAuthorizationCode)?.codes,
        valueOf(plans?.outgoingCallingPlanSustainedAuthorizationCode)?.code,
        valueOf(utilities?.communicationBarringAuthorizationCode)?.codes,
      ];
    };
    expect(await codesOf(false)).toEqual([
      [{ code: MASKED, description: 'main' }],
      MASKED,
      [{ code: MASKED, description: 'abroad' }],
    ]);
    expect(await codesOf(true)).toEqual([
      [{ code: '1001', description: 'main' }],
      '3003',
      [{ code: '2002', description: 'abroad' }],
    ]);
  });

  it('does not ask for communication barring outside of enterprises', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    const group = platform.groupsOf('Metro-Tel')[0];
    const { users, summary } = await stream(world, {
      serviceProviderId: 'Metro-Tel',
      groupId: group?.groupId ?? '',
      sections: ['user', 'utilities'],
    });
    expect(summary.isEnterprise).toBe(false);
    expect(users.length).toBeGreaterThan(0);
    expect(users[0]?.utilities?.communicationBarring).toMatchObject({
      isEnterprise: false,
      error: { kind: 'not-applicable', command: 'UserCommunicationBarringGetRequest' },
    });
    expect(users[0]?.utilities?.communicationBarringAuthorizationCode).toMatchObject({
      error: { kind: 'not-applicable' },
    });
    expect(users.every((user) => user.complete)).toBe(true);
    expect(Object.keys(world.commands).filter((c) => c.includes('CommunicationBarring'))).toEqual(
      [],
    );
  });

  it('keeps digits as text, flags as flags, and the display text of schedules', async () => {
    await using world = await documentGroup(1);
    const [user] = (await stream(world, scale)).users;
    const settings = user?.serviceSettings as Readonly<Record<string, unknown>>;
    expect(settings['Call Forwarding Always']).toMatchObject({ forwardToPhoneNumber: '006500' });
    expect(settings['Call Forwarding Busy']).toMatchObject({ forwardToPhoneNumber: null });
    expect(settings['Speed Dial 100']).toMatchObject({
      speedCodes: [{ speedCode: '0', phoneNumber: '1111', description: 'one' }],
    });
    expect(settings['Selective Call Rejection']).toMatchObject({
      criteria: [
        {
          timeSchedule: 'Every Day All Day',
          timeScheduleKey: null,
          holidaySchedule: 'user schedule1',
          holidayScheduleKey: { type: 'User', name: 'user schedule1' },
          callsFrom: '12345,54321',
          private: false,
        },
      ],
    });
    expect(settings['Shared Call Appearance']).toMatchObject({
      endpoints: [{ portNumber: 2, sipContact: '192.0.2.1', pathHeader: null }],
    });
    const alternate = settings['Alternate Numbers'] as { alternateEntries: readonly unknown[] };
    expect(alternate.alternateEntries).toHaveLength(10);
    expect(alternate.alternateEntries[9]).toEqual({
      phoneNumber: null,
      extension: null,
      ringPattern: null,
      description: null,
      alternateEntryId: 10,
    });
    expect(user?.user).toMatchObject({ passwordExpiresDays: 12, passwordStatus: 'expires' });
  });

  it('reads the hotline of shared call appearances on request', async () => {
    await using world = await documentGroup(1);
    const [user] = (
      await stream(world, { ...scale, sections: ['serviceSettings'], appearanceDetails: true })
    ).users;
    expect(user?.serviceSettings).toMatchObject({
      'Shared Call Appearance': { endpoints: [{ useHotline: true, hotlineContact: '7100' }] },
    });
  });

  it('takes aliases and tags of services from a catalogue', async () => {
    await using world = await documentGroup(1);
    const [user] = (
      await stream(world, {
        ...scale,
        sections: ['serviceAssignment'],
        catalogue: { 'Client License 4': { alias: 'Receptionist', tags: ['Console'] } },
      })
    ).users;
    expect(user?.serviceAssignment).toMatchObject({
      servicePackServices: [{ serviceName: 'Standard', assigned: false, alias: 'Standard' }],
    });
    const assignment = user?.serviceAssignment;
    if (assignment === undefined || isAuditFailure(assignment)) throw new Error('not read');
    expect(assignment.userServices.find((s) => s.serviceName === 'Client License 4')).toEqual({
      serviceName: 'Client License 4',
      assigned: false,
      alias: 'Receptionist',
      tags: ['Console'],
    });
    expect(assignment.userServices.find((s) => s.serviceName === 'Speed Dial 8')).toEqual({
      serviceName: 'Speed Dial 8',
      assigned: true,
      alias: 'Speed Dial 8',
      tags: [],
    });
  });

  it('gives the start of repeated events with the zone of the user, or in UTC', async () => {
    await using world = await documentGroup(1);
    const eventOf = async (ruleForm: 'zone' | 'utc'): Promise<unknown> => {
      const [user] = (await stream(world, { ...scale, sections: ['utilities'], ruleForm })).users;
      const schedules = user?.utilities?.userSchedules;
      if (schedules === undefined || isAuditFailure(schedules)) throw new Error('not read');
      return schedules.schedules[0]?.events?.[0];
    };
    expect(await eventOf('zone')).toMatchObject({
      eventName: 'Christmas',
      startTime: '2019-12-25T00:00:00',
      endTime: '2019-12-25T23:59:59',
      allDayEvent: true,
      name: 'user schedule1',
      rrule:
        'DTSTART;TZID=America/New_York:20191225T000000\nRRULE:FREQ=YEARLY;BYMONTHDAY=25;BYMONTH=12',
      recurrence: { recurYearlyByDay: { dayOfMonth: 25, month: 'December' } },
    });
    expect(await eventOf('utc')).toMatchObject({
      rrule: 'DTSTART:20191225T050000Z\nRRULE:FREQ=YEARLY;BYMONTHDAY=25;BYMONTH=12',
    });
  });

  it('is complete for a group without users', async () => {
    await using world = await Simulated.start({ seed: 'group:1' });
    const { platform } = world.simulator;
    platform.removeUser(platform.user('user1'));
    const audit = await collectGroupUserAudit(world.client, scale);
    expect(audit.data).toEqual([{ users: [] }]);
    expect(audit).toMatchObject({ complete: true, users: { total: 0, read: 0 } });
  });

  it('is listed among the automations, with a report', async () => {
    await using world = await Simulated.start();
    const automation = automations.findCommand('group users');
    const result = await automation?.run(world.client, { ...berlin, sections: ['user'] });
    const report = result === undefined ? undefined : automation?.report(result);
    expect(report?.title).toBe('Users of Berlin');
    expect(JSON.stringify(report)).toContain('anna.schmidt-phone');
  });

  it.each([
    [{ ...berlin, groupId: '' }, 'groupId is empty'],
    [{ ...berlin, serviceProviderId: '' }, 'serviceProviderId is empty'],
    [{ ...berlin, usersAtOnce: 0 }, 'usersAtOnce'],
    [{ ...berlin, pageSize: 2001 }, 'pageSize'],
    [{ ...berlin, sections: [] }, 'sections is empty'],
    [{ ...berlin, sections: ['settings' as 'user'] }, 'settings is no section'],
    [{ ...berlin, ruleForm: 'local' as 'utc' }, 'ruleForm'],
  ])('refuses bad input before anything is sent: %j', async (input, message) => {
    await using world = await Simulated.start();
    const before = world.simulator.metrics.read().messages;
    expect(() => groupUserAudit(world.client, input)).toThrow(AutomationUsageError);
    expect(() => groupUserAudit(world.client, input)).toThrow(message);
    expect(world.simulator.metrics.read().messages).toBe(before);
  });

  it('rejects for an unknown group', async () => {
    await using world = await Simulated.start();
    await expect(
      collectGroupUserAudit(world.client, { ...berlin, groupId: 'Nowhere' }),
    ).rejects.toThrow(AutomationError);
  });
});

function valueOf<T>(slot: AuditSlot<T> | undefined): T | undefined {
  return slot === undefined || isAuditFailure(slot) ? undefined : slot;
}

function deviceOf({ user }: AuditedUser): Readonly<Record<string, unknown>> | undefined {
  if (user === undefined || isAuditFailure(user)) return undefined;
  return user.accessDeviceEndpoint?.accessDevice;
}

function deviceName(user: AuditedUser): unknown {
  return deviceOf(user)?.deviceName;
}
