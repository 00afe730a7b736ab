import { describe, expect, it } from 'vitest';
import {
  AutomationError,
  collectGroupUserAudit,
  groupUserAudit,
  isAuditFailure,
  userAudit,
  type AuditedUser,
  type GroupUserAudit,
} from '../../src/index.js';
import { Simulated } from '../support/simulated.js';
import { makeDocumentUser, prepareGroup } from './document-user.js';

const scale = { serviceProviderId: 'Scale', groupId: 'Group-1' };
const ROOT = 'UserGetListInGroupPagedSortedListRequest';

async function oneUser(more: Parameters<typeof Simulated.start>[0] = {}): Promise<Simulated> {
  const world = await Simulated.start({ seed: 'group:1', ...more });
  const { platform } = world.simulator;
  prepareGroup(platform, platform.user('user1'));
  makeDocumentUser(platform, 'user1');
  return world;
}

function only(audit: GroupUserAudit): AuditedUser {
  const [user] = audit.data[0]?.users ?? [];
  if (user === undefined) throw new Error('there is no user');
  return user;
}

/** Places of a user that have an error, or are null, though they are not in a whole audit. */
function lost(whole: unknown, part: unknown, path = ''): readonly string[] {
  if (whole === null || typeof whole !== 'object') {
    return JSON.stringify(whole) === JSON.stringify(part) ? [] : [path];
  }
  if (part === null || typeof part !== 'object' || 'error' in part) return [path];
  return Object.entries(whole).flatMap(([key, value]) =>
    lost(value, (part as Readonly<Record<string, unknown>>)[key], `${path}.${key}`),
  );
}

describe('an audit that can not read everything', () => {
  it('has the rest, and lists the problem, whichever command fails', async () => {
    await using world = await oneUser();
    const before = { ...world.commands };
    const whole = await collectGroupUserAudit(world.client, scale);
    expect(whole.problems).toEqual([]);
    const sent = Object.keys(world.commands).filter(
      (name) => (world.commands[name] ?? 0) > (before[name] ?? 0) && name !== ROOT,
    );
    expect(sent.length).toBeGreaterThan(45);
    for (const name of sent) {
      world.simulator.faults.set({ only: [name], error: { code: 5555, text: 'Not today' } });
      const audit = await collectGroupUserAudit(world.client, scale);
      world.simulator.faults.set({});
      const user = only(audit);
      const isFact =
        name === 'ServiceProviderGetRequest22V4' ||
        name === 'GroupServiceGetAuthorizationListRequest';
      if (isFact) {
        // The same is known from elsewhere.
        expect([name, audit.complete, user.problems]).toEqual([name, true, []]);
        continue;
      }
      expect([name, audit.complete, user.complete]).toEqual([name, false, false]);
      const problems = user.problems.filter((p) => p.command === name);
      expect([name, problems.length > 0]).toEqual([name, true]);
      for (const problem of problems) {
        const isDependent = problem.path === 'serviceSettings';
        expect([name, problem.kind]).toEqual([name, isDependent ? 'failed' : 'refused']);
        expect(problem).toMatchObject({ code: 5555, detail: null });
      }
      expect(audit.problems.map((p) => p.subject)).toEqual(audit.problems.map(() => user.userId));
      const { problems: _, complete: __, ...data } = only(whole);
      const gone = lost(data, user);
      const isRoot = name === 'UserGetRequest23V2' || name === 'UserAssignedServicesGetListRequest';
      if (!isRoot) {
        // One section object, or keys of one place in it.
        const places = new Set(
          gone.map((path) =>
            path
              .split('.')
              .slice(0, 3)
              .join('.')
              .replace(/^\.user\.password.*/, '.user.password'),
          ),
        );
        expect([name, [...places]]).toEqual([name, [[...places][0]]]);
      }
    }
  }, 60_000);

  it('keeps name and level of a device that it may not read', async () => {
    await using world = await oneUser();
    world.simulator.faults.set({
      only: ['GroupAccessDeviceGetRequest24V3'],
      error: { code: 5404, text: 'No' },
    });
    const user = only(await collectGroupUserAudit(world.client, { ...scale, sections: ['user'] }));
    expect(user.user).toMatchObject({
      accessDeviceEndpoint: {
        accessDevice: {
          deviceLevel: 'Group',
          deviceName: 'user1-phone',
          deviceType: null,
          accessDeviceCredentials: null,
          tags: [{ tagName: '%LANG%', tagValue: 'de' }],
        },
      },
    });
    expect(user.problems.map((p) => [p.path, p.kind])).toEqual([
      ['user.accessDeviceEndpoint.accessDevice', 'refused'],
    ]);
  });

  it('does not ask further for a user that is gone', async () => {
    await using world = await oneUser();
    world.simulator.faults.set({
      only: ['UserGetRequest23V2'],
      error: { code: 4008, text: 'Gone' },
    });
    const user = only(await collectGroupUserAudit(world.client, scale));
    expect(user.user).toMatchObject({ error: { kind: 'refused', code: 4008 } });
    expect(user.serviceSettings).toMatchObject({
      'Speed Dial 8': {
        error: { kind: 'failed', reason: 'dependency', command: 'UserSpeedDial8GetListRequest' },
      },
    });
    expect(user.utilities?.userSchedules).toMatchObject({ schedules: [{ events: null }] });
    expect(world.commands.UserSpeedDial8GetListRequest).toBeUndefined();
    expect(world.commands.UserScheduleGetEventDetailListRequest).toBeUndefined();
  });

  it('does not guess which services are assigned, unless it is told to ask for all', async () => {
    await using world = await oneUser();
    world.simulator.faults.set({
      only: ['UserAssignedServicesGetListRequest'],
      error: { code: 5404, text: 'No' },
    });
    const sections = ['serviceSettings'] as const;
    const cautious = only(await collectGroupUserAudit(world.client, { ...scale, sections }));
    expect(cautious.serviceSettings).toMatchObject({
      error: { kind: 'failed', reason: 'dependency', code: 5404 },
    });
    expect(cautious.servicesWithoutSettings).toBeNull();
    const asked = only(
      await collectGroupUserAudit(world.client, { ...scale, sections, askEveryService: true }),
    );
    const keys = Object.keys(asked.serviceSettings ?? {});
    expect(keys).toContain('Speed Dial 8');
    expect(keys).toContain('Shared Call Appearance');
    expect(keys).not.toContain('Do Not Disturb');
    expect(keys).not.toContain('Attendant Console');
    expect(asked.problems.map((p) => p.kind)).not.toContain('not-assigned');
  });

  it('takes the word of a refusal that a service is not assigned', async () => {
    await using world = await oneUser();
    world.simulator.faults.set({
      only: ['UserSpeedDial8GetListRequest'],
      error: { code: 4410, text: 'Not assigned' },
    });
    const user = only(
      await collectGroupUserAudit(world.client, { ...scale, sections: ['serviceSettings'] }),
    );
    expect(user.serviceSettings).toMatchObject({
      'Speed Dial 8': { error: { kind: 'not-assigned' } },
    });
    expect(user.complete).toBe(true);
    expect(user.problems).toHaveLength(1);
  });

  it('leaves the keys of a criterion null that can not be read, and keeps its row', async () => {
    await using world = await oneUser();
    world.simulator.faults.set({
      only: ['UserSelectiveCallRejectionGetCriteriaRequest21'],
      error: { code: 5555, text: 'Not today' },
    });
    const user = only(
      await collectGroupUserAudit(world.client, { ...scale, sections: ['serviceSettings'] }),
    );
    expect(user.serviceSettings).toMatchObject({
      'Selective Call Rejection': {
        criteria: [
          {
            criteriaName: 'Reject Calls',
            blacklisted: true,
            fromDnCriteria: null,
            private: null,
            holidaySchedule: 'user schedule1',
            holidayScheduleKey: null,
          },
        ],
      },
    });
    expect(user.problems.map((p) => p.path)).toEqual([
      'serviceSettings["Selective Call Rejection"].criteria["Reject Calls"]',
    ]);
  });

  it('says of a retired service that there is no such read', async () => {
    await using world = await oneUser();
    const { platform } = world.simulator;
    platform.changeUser(platform.user('user1'), (draft) => {
      draft.services = ['Outlook Integration'];
    });
    const user = only(
      await collectGroupUserAudit(world.client, { ...scale, sections: ['serviceSettings'] }),
    );
    expect(user.serviceSettings).toMatchObject({
      'Outlook Integration': {
        error: { kind: 'unsupported', command: 'UserOutlookIntegrationGetRequest' },
      },
    });
    expect(user.complete).toBe(false);
  });

  it('sends the commands of a message that fails as a whole one by one', async () => {
    await using world = await oneUser();
    world.simulator.faults.set({ only: ['UserCallPoliciesGetRequest19sp1'], corrupt: 1 });
    const audit = await collectGroupUserAudit(world.client, { ...scale, sections: ['utilities'] });
    expect(audit.problems.map((p) => [p.command, p.kind])).toEqual([
      ['UserCallPoliciesGetRequest19sp1', 'transport'],
    ]);
    expect(only(audit).utilities?.callPolicies).toMatchObject({
      error: { kind: 'failed', reason: 'malformed reply' },
    });
  });

  it('rejects if the list of users is refused', async () => {
    await using world = await oneUser();
    world.simulator.faults.set({ only: [ROOT], error: { code: 5555, text: 'Not today' } });
    const audit = groupUserAudit(world.client, scale);
    await expect(audit.next()).rejects.toThrow(AutomationError);
  });

  it('reads what a group administrator may read', async () => {
    await using world = await Simulated.start({}, { username: 'berlin-admin@example.test' });
    const audit = await collectGroupUserAudit(world.client, {
      serviceProviderId: 'Grand-Harbour',
      groupId: 'Berlin',
    });
    expect(audit.isEnterprise).toBe(true);
    expect(audit.data[0]?.users.length).toBeGreaterThan(0);
    expect(audit.problems.filter((p) => p.kind !== 'refused')).toEqual([]);
  });

  it('rejects for a user, who may not list the group', async () => {
    await using world = await Simulated.start({}, { username: 'anna.schmidt@grandharbour.test' });
    await expect(
      collectGroupUserAudit(world.client, {
        serviceProviderId: 'Grand-Harbour',
        groupId: 'Berlin',
      }),
    ).rejects.toThrow(AutomationError);
  });

  it('reads an older platform with older commands, and says what that lacks', async () => {
    await using world = await oneUser({ release: 'R21' });
    const audit = await collectGroupUserAudit(world.client, scale);
    const user = only(audit);
    expect(audit.notes.map((n) => n.command)).toContain('UserGetRequest21');
    expect(audit.problems.filter((p) => p.kind !== 'unsupported')).toEqual([]);
    expect(user.utilities?.alternateUserId).toMatchObject({ error: { kind: 'unsupported' } });
    expect(user.user).toMatchObject({ userId: user.userId, allowVideo: null });
    expect(JSON.parse(JSON.stringify(audit))).toEqual(audit);
  });

  it('keeps what it has when it is cancelled, and begins no other user', async () => {
    await using world = await Simulated.start({ seed: 'group:12' });
    const controller = new AbortController();
    const audit = await collectGroupUserAudit(
      world.client,
      { ...scale, usersAtOnce: 2 },
      {
        signal: controller.signal,
        onProgress: ({ step, done }) => {
          if (step === 'users' && done === 3) controller.abort();
        },
      },
    );
    const users = audit.data[0]?.users ?? [];
    expect(users.slice(0, 3).every((user) => user.problems.every((p) => p.kind !== 'failed'))).toBe(
      true,
    );
    expect(audit.complete).toBe(false);
    expect(audit.users).toMatchObject({
      total: 12,
      read: users.length,
      notRead: 12 - users.length,
    });
    expect(users.length).toBeLessThanOrEqual(5);
    expect(audit.problems.some((p) => p.path === 'users' && p.kind === 'skipped')).toBe(true);
  });
});

function giveNumber({ simulator: { platform } }: Simulated): void {
  const user = platform.user('user1');
  const number = '+1-2025550100';
  platform.numbers.add(user.serviceProviderId, [number]);
  const record = platform.numbers.get(number);
  if (record === undefined) throw new Error('the number was not added');
  platform.numbers.assign(record, platform.groupOf(user));
  record.isActivated = true;
  platform.changeUser(user, (draft) => {
    draft.phoneNumber = number;
  });
}

describe('the audit of one user', () => {
  it('finds the user by its id, and has the same shape', async () => {
    await using world = await oneUser();
    giveNumber(world);
    const group = await collectGroupUserAudit(world.client, scale);
    const before = world.simulator.metrics.read().messages;
    const one = await userAudit(world.client, { userId: 'user1' });
    expect(world.simulator.metrics.read().messages - before).toBe(one.messages);
    expect(one.messages).toBeLessThanOrEqual(6);
    expect(one.data).toEqual(group.data);
    expect(only(one).user).toMatchObject({ phoneNumber: '2025550100', phoneNumberActivated: true });
    expect(one.users).toEqual({ total: 1, skipped: 0, read: 1, complete: 1, notRead: 0 });
  });

  it('can not tell whether a number is activated that it may not ask for', async () => {
    await using world = await oneUser();
    giveNumber(world);
    world.simulator.faults.set({
      only: ['UserDnGetActivationListRequest'],
      error: { code: 5404, text: 'No' },
    });
    const audit = await userAudit(world.client, { userId: 'user1', sections: ['user'] });
    expect(only(audit).user).toMatchObject({
      phoneNumber: '2025550100',
      phoneNumberActivated: null,
    });
    expect(only(audit).problems.map((p) => p.path)).toEqual(['user.phoneNumberActivated']);
  });

  it('says of plans that they are not assigned where the platform says so', async () => {
    await using world = await Simulated.start();
    const audit = await userAudit(world.client, { userId: 'ben.koch@grandharbour.test' });
    const plan = only(audit).outgoingCallingPlans?.outgoingCallingPlanRedirected;
    expect(plan !== undefined && isAuditFailure(plan) ? plan.error : undefined).toMatchObject({
      kind: 'not-assigned',
      code: 4410,
    });
    expect(audit.complete).toBe(true);
  });

  it('rejects for an unknown user', async () => {
    await using world = await Simulated.start();
    await expect(userAudit(world.client, { userId: 'nobody@example.test' })).rejects.toMatchObject({
      problem: { code: 4008, kind: 'refused' },
    });
  });

  it('reads a user that asks for itself', async () => {
    const userId = 'anna.schmidt@grandharbour.test';
    await using world = await Simulated.start({}, { username: userId });
    const audit = await userAudit(world.client, { userId });
    expect(only(audit).user).toMatchObject({ userId, lastName: 'Schmidt' });
    expect(audit.problems.filter((p) => p.kind !== 'refused')).toEqual([]);
  });
});
