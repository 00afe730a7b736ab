import { describe, expect, it } from 'vitest';
import {
  automations,
  AutomationError,
  blockNumber,
  undoBlockNumber,
  type BlockGroup,
  type BlockJournalEntry,
  type BlockNumberInput,
  type BlockResult,
} from '../../src/index.js';
import { Simulated } from '../support/simulated.js';

const provider = 'Grand-Harbour';
const digitPattern = '+49900*';
const name = 'Block +49900*';
const request = { serviceProviderId: provider, digitPattern };
const apply = { ...request, apply: true };
const berlin = { ...apply, groups: ['Berlin'] };
const anna = 'anna.schmidt@grandharbour.test';

const ADD = 'GroupCallingPlanAddDigitPatternRequest';
const MODIFY = 'GroupIncomingCallingPlanModifyListRequest';
const DELETE = 'GroupCallingPlanDeleteDigitPatternListRequest';
const USER = 'UserIncomingCallingPlanModifyRequest';

function groupOf({ groups }: BlockResult, groupId: string): BlockGroup {
  const found = groups.find((group) => group.groupId === groupId);
  expect(found, groupId).toBeDefined();
  return found!;
}

function outcomes({ groups }: BlockResult): Readonly<Record<string, string>> {
  return Object.fromEntries(groups.map((group) => [group.groupId, group.outcome]));
}

function patternsOf(world: Simulated, groupId: string): readonly string[] {
  return world.simulator.platform.group(provider, groupId).digitPatterns.map((p) => p.name);
}

function written(world: Simulated): number {
  return [ADD, MODIFY, DELETE, USER].reduce((sum, c) => sum + (world.commands[c] ?? 0), 0);
}

/** A user whose own rules hold in place of the group's. */
function giveOwnRules(world: Simulated, userId: string): void {
  const { platform } = world.simulator;
  platform.changeUser(platform.user(userId), (draft) => {
    draft.settings['Incoming Calling Plan'] = {
      useCustomSettings: true,
      userPermissions: {
        allowFromWithinGroup: true,
        allowFromOutsideGroup: 'Allow',
        allowCollectCalls: false,
      },
    };
  });
}

describe('a plan', () => {
  it('changes nothing, and says exactly what would be sent', async () => {
    await using world = await Simulated.start();
    const result = await blockNumber(world.client, request);
    expect(result).toMatchObject({
      outcome: 'success',
      applied: false,
      isEnterprise: true,
      complete: true,
      problems: [],
      totals: { planned: 2, 'not-assigned': 1 },
      undo: { serviceProviderId: provider, digitPattern, groups: [] },
    });
    expect(written(world)).toBe(0);
    const group = groupOf(result, 'Vienna');
    expect(group.permission).toStrictEqual({ after: false });
    expect(group.steps.map(({ command, state, undo }) => [command, state, undo])).toEqual([
      [ADD, 'planned', DELETE],
      [MODIFY, 'planned', MODIFY],
    ]);
    expect(group.steps[0]?.input).toStrictEqual({
      serviceProviderId: provider,
      groupId: 'Vienna',
      name,
      digitPattern,
    });
    const applied = await blockNumber(world.client, apply);
    const sent = groupOf(applied, 'Vienna').steps.map(({ input }) => input);
    expect(sent).toStrictEqual(group.steps.map(({ input }) => input));
    expect(JSON.parse(JSON.stringify(result))).toStrictEqual(result);
    expect(JSON.parse(JSON.stringify(applied))).toStrictEqual(applied);
  });

  it('costs two messages for five groups, and one per five more', async () => {
    await using world = await Simulated.start();
    const result = await blockNumber(world.client, request);
    // Enterprise and list; three groups with three reads each, and the users.
    expect(result).toMatchObject({ messages: 2, requests: 2 + 9 + 1 });
  });

  it('says what the pattern matches, and which forms it does not', async () => {
    await using world = await Simulated.start();
    const { pattern } = await blockNumber(world.client, request);
    expect(pattern).toStrictEqual({
      name,
      digitPattern,
      matches: 'numbers that begin with +49900',
      otherForms: ['0900*', '900*'],
    });
  });
});

describe('blocking', () => {
  it('adds the pattern and sets the rules of group and departments, read back', async () => {
    await using world = await Simulated.start();
    const result = await blockNumber(world.client, apply);
    expect(outcomes(result)).toEqual({
      Berlin: 'blocked',
      Reservations: 'not-assigned',
      Vienna: 'blocked',
    });
    expect(result).toMatchObject({ outcome: 'success', complete: true, applied: true });
    expect(groupOf(result, 'Berlin')).toMatchObject({
      patternName: name,
      patternAdded: true,
      verified: true,
      exemptUsers: [],
    });
    expect(patternsOf(world, 'Vienna')).toEqual([name]);
    expect(patternsOf(world, 'Reservations')).toEqual([]);
  });

  it('leaves every other permission alone', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    const group = platform.group(provider, 'Berlin');
    platform.change(group, (draft) => {
      draft.settings['Incoming Calling Plan'] = {
        groupPermissions: {
          allowCollectCalls: false,
          digitPatternPermission: [{ digitPatternName: 'Premium', allow: false }],
        },
        departmentPermissions: [],
      };
    });
    await blockNumber(world.client, berlin);
    expect(platform.group(provider, 'Berlin').settings['Incoming Calling Plan']).toMatchObject({
      groupPermissions: {
        allowCollectCalls: false,
        digitPatternPermission: [
          { digitPatternName: 'Premium', allow: false },
          { digitPatternName: name, allow: false },
        ],
      },
    });
  });

  it('tells departments of group and enterprise with one name apart', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    platform.change(platform.group(provider, 'Vienna'), (draft) => {
      draft.departments.push({ name: 'Management' });
    });
    const result = await blockNumber(world.client, { ...apply, groups: ['Vienna'] });
    const found = groupOf(result, 'Vienna').departments.filter((d) => d.key.name === 'Management');
    expect(found.map(({ key, after }) => [key.$type, after])).toEqual([
      ['EnterpriseDepartmentKey', false],
      ['GroupDepartmentKey', false],
    ]);
    const nested = await blockNumber(world.client, berlin);
    expect(groupOf(nested, 'Berlin').departments.map(({ fullPath }) => fullPath)).toContain(
      'Front Office \\ Night Shift',
    );
  });

  it('leaves departments alone where it is told to', async () => {
    await using world = await Simulated.start();
    const input = { ...berlin, departments: false };
    const result = await blockNumber(world.client, input);
    const { permission, departments } = groupOf(result, 'Berlin');
    expect(permission?.after).toBe(false);
    expect(departments).toHaveLength(4);
    // The platform gives a new pattern a rule that lets calls through.
    expect(departments.every(({ after }) => after === true)).toBe(true);
    expect(outcomes(await blockNumber(world.client, input))).toEqual({ Berlin: 'already-blocked' });
    expect(outcomes(await blockNumber(world.client, berlin))).toEqual({ Berlin: 'blocked' });
  });

  it('changes nothing the second time, and says so', async () => {
    await using world = await Simulated.start();
    await blockNumber(world.client, apply);
    const before = written(world);
    const again = await blockNumber(world.client, apply);
    expect(written(world)).toBe(before);
    expect(again).toMatchObject({
      outcome: 'success',
      complete: true,
      totals: { 'already-blocked': 2, 'not-assigned': 1 },
      undo: { groups: [] },
    });
    expect(groupOf(again, 'Berlin')).toMatchObject({ steps: [], patternAdded: false });
  });

  it('completes a run that stopped between pattern and permissions', async () => {
    await using world = await Simulated.start();
    world.simulator.faults.set({ error: { code: 9001 }, only: [MODIFY] });
    const stopped = await blockNumber(world.client, berlin);
    expect(outcomes(stopped)).toEqual({ Berlin: 'partly' });
    expect(stopped).toMatchObject({ outcome: 'failure', complete: false });
    expect(groupOf(stopped, 'Berlin')).toMatchObject({
      patternAdded: true,
      permission: { after: true },
      problem: { command: MODIFY, code: 9001 },
    });
    world.simulator.faults.clear();
    const next = await blockNumber(world.client, berlin);
    expect(outcomes(next)).toEqual({ Berlin: 'blocked' });
    expect(groupOf(next, 'Berlin').steps.map(({ command }) => command)).toEqual([MODIFY]);
  });

  it('uses a pattern of the same digits under its own name, and says so', async () => {
    await using world = await Simulated.start();
    const input = { ...berlin, digitPattern: '0900*' };
    const result = await blockNumber(world.client, input);
    expect(groupOf(result, 'Berlin')).toMatchObject({
      outcome: 'blocked',
      patternName: 'Premium',
      patternAdded: false,
      notes: ['The group has the digits under the name Premium.'],
    });
    expect(patternsOf(world, 'Berlin')).toEqual(['Premium']);
  });

  it('leaves a group alone whose pattern of the name has other digits', async () => {
    await using world = await Simulated.start();
    const result = await blockNumber(world.client, { ...apply, name: 'premium' });
    expect(outcomes(result)).toMatchObject({ Berlin: 'conflict', Vienna: 'blocked' });
    expect(result).toMatchObject({ outcome: 'incomplete', complete: false });
    expect(groupOf(result, 'Berlin').problem?.message).toContain('0900*');
    expect(patternsOf(world, 'Berlin')).toEqual(['Premium']);
  });

  it('is for a service provider without enterprise departments, too', async () => {
    await using world = await Simulated.start();
    const result = await blockNumber(world.client, { ...apply, serviceProviderId: 'Metro-Tel' });
    expect(result).toMatchObject({ isEnterprise: false, complete: true });
    expect(groupOf(result, 'Corner-Shop')).toMatchObject({
      outcome: 'blocked',
      departments: [],
      exemptUsers: [],
    });
    expect(world.commands).not.toHaveProperty('EnterpriseUserCallingPlanSettingsGetListRequest');
  });
});

describe('users with rules of their own', () => {
  it('are listed, and left alone', async () => {
    await using world = await Simulated.start();
    giveOwnRules(world, anna);
    const result = await blockNumber(world.client, apply);
    expect(groupOf(result, 'Berlin')).toMatchObject({ exemptUsers: [anna], users: [] });
    expect(groupOf(result, 'Vienna').exemptUsers).toEqual([]);
    expect(world.commands).not.toHaveProperty(USER);
  });

  it('are changed where it is asked for, and only in the rule for the pattern', async () => {
    await using world = await Simulated.start();
    giveOwnRules(world, anna);
    const input = { ...berlin, changeExemptUsers: true };
    const result = await blockNumber(world.client, input);
    expect(groupOf(result, 'Berlin')).toMatchObject({
      outcome: 'blocked',
      verified: true,
      users: [{ userId: anna, after: false }],
    });
    const step = groupOf(result, 'Berlin').steps.find(({ command }) => command === USER);
    expect(step?.input).toStrictEqual({
      userId: anna,
      userPermissions: { digitPatternPermission: [{ digitPatternName: name, allow: false }] },
    });
    expect(outcomes(await blockNumber(world.client, input))).toEqual({ Berlin: 'already-blocked' });
  });

  it('are asked for by group where the enterprise list is refused', async () => {
    await using world = await Simulated.start();
    giveOwnRules(world, anna);
    const only = ['EnterpriseUserCallingPlanSettingsGetListRequest'];
    world.simulator.faults.set({ error: { code: 5404 }, only });
    const result = await blockNumber(world.client, request);
    expect(groupOf(result, 'Berlin').exemptUsers).toEqual([anna]);
    expect(result.complete).toBe(true);
  });

  it('are not known where no list can be read, which is not none', async () => {
    await using world = await Simulated.start();
    const only = [
      'EnterpriseUserCallingPlanSettingsGetListRequest',
      'GroupUserCallingPlanSettingsGetListRequest',
    ];
    world.simulator.faults.set({ error: { code: 5404 }, only });
    const result = await blockNumber(world.client, apply);
    expect(groupOf(result, 'Berlin')).not.toHaveProperty('exemptUsers');
    expect(groupOf(result, 'Berlin').outcome).toBe('blocked');
    expect(result.problems.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['groups[Berlin].exemptUsers', 'groups[Vienna].exemptUsers']),
    );
    expect(result).toMatchObject({ complete: false, outcome: 'success' });
  });

  it('make a group partly done where they are meant and cannot be listed', async () => {
    await using world = await Simulated.start();
    const only = [
      'EnterpriseUserCallingPlanSettingsGetListRequest',
      'GroupUserCallingPlanSettingsGetListRequest',
    ];
    world.simulator.faults.set({ error: { code: 5404 }, only });
    const result = await blockNumber(world.client, { ...berlin, changeExemptUsers: true });
    expect(outcomes(result)).toEqual({ Berlin: 'partly' });
    expect(result.outcome).toBe('failure');
    expect(result.problems).toHaveLength(1);
  });

  it('are found behind the first page of the list', async () => {
    await using world = await Simulated.start({ seed: 'group:1100' });
    const { platform } = world.simulator;
    const group = platform.group('Scale', 'Group-1');
    platform.change(group, (draft) => {
      draft.assignedServices.push('Incoming Calling Plan');
    });
    const last = platform.usersOf(group).at(-1)!.userId;
    giveOwnRules(world, last);
    const result = await blockNumber(world.client, { ...request, serviceProviderId: 'Scale' });
    expect(groupOf(result, 'Group-1').exemptUsers).toEqual([last]);
    expect(world.commands.EnterpriseUserCallingPlanSettingsGetListRequest).toBe(2);
  });
});

describe('scope', () => {
  it('takes groups by id in any case, less those to leave alone', async () => {
    await using world = await Simulated.start();
    const all = await blockNumber(world.client, { ...request, excludeGroups: ['vienna'] });
    expect(Object.keys(outcomes(all))).toEqual(['Berlin', 'Reservations']);
    const some = await blockNumber(world.client, {
      ...request,
      groups: ['VIENNA', 'Berlin', 'vienna'],
      excludeGroups: ['Berlin'],
    });
    expect(some.groups.map((g) => [g.groupId, g.groupName])).toEqual([
      ['Vienna', 'Grand Harbour Vienna'],
    ]);
  });

  it('reports a group that is not there', async () => {
    await using world = await Simulated.start();
    const result = await blockNumber(world.client, { ...apply, groups: ['Berlin', 'Nowhere'] });
    expect(outcomes(result)).toEqual({ Berlin: 'blocked', Nowhere: 'refused' });
    expect(result).toMatchObject({ outcome: 'incomplete', complete: false });
  });

  it('refuses to leave a group alone that is not there', async () => {
    await using world = await Simulated.start();
    const failing = blockNumber(world.client, { ...apply, excludeGroups: ['Viena'] });
    await expect(failing).rejects.toThrow('there is no group Viena');
    expect(written(world)).toBe(0);
  });

  it('rejects for an unknown service provider', async () => {
    await using world = await Simulated.start();
    const failing = blockNumber(world.client, { ...apply, serviceProviderId: 'Nobody' });
    await expect(failing).rejects.toThrow(AutomationError);
  });

  it('works in the own group of an administrator who may not list groups', async () => {
    await using world = await Simulated.start({}, { username: 'berlin-admin@example.test' });
    await expect(blockNumber(world.client, apply)).rejects.toMatchObject({
      problem: { code: 5404, path: 'groups' },
    });
    const result = await blockNumber(world.client, { ...apply, groups: ['Berlin', 'Vienna'] });
    expect(outcomes(result)).toEqual({ Berlin: 'blocked', Vienna: 'refused' });
    expect(groupOf(result, 'Berlin').exemptUsers).toEqual([]);
  });

  it('rejects for a user', async () => {
    await using world = await Simulated.start({}, { username: anna });
    await expect(blockNumber(world.client, apply)).rejects.toMatchObject({
      problem: { code: 5404, path: 'isEnterprise' },
    });
  });
});

describe('failure', () => {
  it('is no success where every group refuses', async () => {
    await using world = await Simulated.start();
    const only = ['GroupIncomingCallingPlanGetListRequest'];
    world.simulator.faults.set({ error: { code: 5404 }, only });
    const result = await blockNumber(world.client, { ...apply, groups: ['Berlin', 'Vienna'] });
    expect(result).toMatchObject({
      outcome: 'failure',
      complete: false,
      totals: { refused: 2 },
    });
    expect(result.problems.map(({ path }) => path)).toEqual(['groups[Berlin]', 'groups[Vienna]']);
    expect(written(world)).toBe(0);
  });

  it.each([
    // That the rules can be read shows that the service is there.
    ['GroupServiceIsAssignedRequest', 'blocked'],
    ['GroupCallingPlanGetDigitPatternListRequest', 'refused'],
    ['GroupIncomingCallingPlanGetListRequest', 'refused'],
    [ADD, 'refused'],
    [MODIFY, 'partly'],
  ])('of %s is told, and is gone in the next run', async (command, outcome) => {
    await using world = await Simulated.start();
    const { faults } = world.simulator;
    faults.set({ error: { code: 9001 }, only: [command] });
    const result = await blockNumber(world.client, berlin);
    expect(outcomes(result)).toEqual({ Berlin: outcome });
    if (outcome !== 'blocked') {
      expect(result.complete).toBe(false);
      expect(groupOf(result, 'Berlin').problem).toMatchObject({ command, code: 9001 });
    }
    faults.clear();
    const next = await blockNumber(world.client, berlin);
    expect(next).toMatchObject({ outcome: 'success', complete: true });
  });

  it.each(['ServiceProviderGetRequest22V4', 'GroupGetListInServiceProviderRequest'])(
    'of %s rejects',
    async (command) => {
      await using world = await Simulated.start();
      world.simulator.faults.set({ error: { code: 9001 }, only: [command] });
      await expect(blockNumber(world.client, apply)).rejects.toMatchObject({
        problem: { command, code: 9001 },
      });
      expect(written(world)).toBe(0);
    },
  );

  it('of the service check does not hide that the service is not assigned', async () => {
    await using world = await Simulated.start();
    const only = ['GroupServiceIsAssignedRequest'];
    world.simulator.faults.set({ error: { code: 9001 }, only });
    const result = await blockNumber(world.client, { ...apply, groups: ['Reservations'] });
    expect(outcomes(result)).toEqual({ Reservations: 'not-assigned' });
  });

  it.each(['UserIncomingCallingPlanGetRequest', USER])(
    'of %s leaves the rules of the user, and is told',
    async (command) => {
      await using world = await Simulated.start();
      giveOwnRules(world, anna);
      world.simulator.faults.set({ error: { code: 9001 }, only: [command] });
      const result = await blockNumber(world.client, { ...berlin, changeExemptUsers: true });
      const group = groupOf(result, 'Berlin');
      expect(group.permission?.after).toBe(false);
      expect(group.outcome).toBe('partly');
      expect(result.complete).toBe(false);
      expect(result.problems).toMatchObject([{ command, code: 9001 }]);
    },
  );

  it.each([ADD, MODIFY])('of %s in the first group does not stop the second', async (command) => {
    await using world = await Simulated.start();
    world.simulator.faults.once({ error: { code: 9001 }, only: [command] });
    const result = await blockNumber(world.client, { ...apply, groups: ['Berlin', 'Vienna'] });
    expect(outcomes(result)).toEqual({
      Berlin: command === ADD ? 'refused' : 'partly',
      Vienna: 'blocked',
    });
    expect(result.outcome).toBe('incomplete');
    expect(result.totals.blocked).toBe(1);
  });

  it.each([ADD, MODIFY])(
    'settles a lost answer to %s by reading, and sends once',
    async (command) => {
      await using world = await Simulated.start();
      world.simulator.faults.once({ drop: 1, only: [command] });
      const result = await blockNumber(world.client, berlin);
      expect(outcomes(result)).toEqual({ Berlin: 'blocked' });
      expect(groupOf(result, 'Berlin')).toMatchObject({ patternAdded: true, verified: true });
      expect(result.complete).toBe(true);
      expect(world.commands[command]).toBe(1);
    },
  );

  it('says unknown where a lost answer cannot be settled', async () => {
    await using world = await Simulated.start();
    const { faults } = world.simulator;
    const result = await blockNumber(world.client, berlin, {
      onStep: ({ command, state }) => {
        if (command !== MODIFY || state !== 'sending') return;
        faults.set({
          error: { code: 9001 },
          only: ['GroupIncomingCallingPlanGetListRequest'],
        });
        faults.once({ drop: 1, only: [MODIFY] });
      },
    });
    expect(outcomes(result)).toEqual({ Berlin: 'unknown' });
    expect(result).toMatchObject({ outcome: 'failure', complete: false });
    const group = groupOf(result, 'Berlin');
    expect(group).not.toHaveProperty('verified');
    expect(group.permission).not.toHaveProperty('after');
    expect(world.commands[MODIFY]).toBe(1);
    // Whatever became of it, it can be taken back.
    faults.clear();
    const undone = await undoBlockNumber(world.client, { undo: result.undo, apply: true });
    expect(outcomes(undone)).toEqual({ Berlin: 'undone' });
    expect(patternsOf(world, 'Berlin')).toEqual(['Premium']);
  });

  it('reports what was read back where that is not what was set', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    const result = await blockNumber(world.client, berlin, {
      onStep: ({ command, state }) => {
        if (command !== MODIFY || state !== 'done') return;
        platform.change(platform.group(provider, 'Berlin'), (draft) => {
          Reflect.deleteProperty(draft.settings, 'Incoming Calling Plan');
        });
      },
    });
    expect(groupOf(result, 'Berlin')).toMatchObject({
      outcome: 'partly',
      verified: false,
      permission: { after: true },
    });
    expect(result.complete).toBe(false);
  });

  it('takes a warning for what it is, and reads back', async () => {
    await using world = await Simulated.start();
    const notice = { type: 'Warning', code: 7, text: 'mind the rules' } as const;
    world.simulator.faults.set({ notice, only: [MODIFY] });
    const result = await blockNumber(world.client, berlin);
    const step = groupOf(result, 'Berlin').steps.at(-1);
    expect(step?.notice).toContain('mind the rules');
    expect(groupOf(result, 'Berlin')).toMatchObject({ outcome: 'blocked', verified: true });
  });

  it('keeps what was done where it cannot be read back, and says so', async () => {
    await using world = await Simulated.start();
    const { faults } = world.simulator;
    const result = await blockNumber(world.client, berlin, {
      onStep: ({ command, state }) => {
        if (command !== MODIFY || state !== 'done') return;
        faults.set({ error: { code: 9001 }, only: ['GroupIncomingCallingPlanGetListRequest'] });
      },
    });
    expect(groupOf(result, 'Berlin')).toMatchObject({
      outcome: 'blocked',
      problem: { code: 9001 },
    });
    expect(groupOf(result, 'Berlin')).not.toHaveProperty('verified');
    expect(result.complete).toBe(false);
    expect(result.undo.groups).toHaveLength(1);
  });

  it('refuses a group that is deleted between read and write', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    const result = await blockNumber(
      world.client,
      { ...apply, groups: ['Vienna', 'Berlin'] },
      {
        onProgress: ({ step, done, total }) => {
          const vienna = platform.findGroup(provider, 'Vienna');
          if (step === 'groups read' && done === total && vienna !== undefined) {
            platform.removeGroup(vienna);
          }
        },
      },
    );
    expect(outcomes(result)).toEqual({ Vienna: 'refused', Berlin: 'blocked' });
  });

  it('says which groups were not reached when it is cancelled', async () => {
    await using world = await Simulated.start();
    const abort = new AbortController();
    const result = await blockNumber(world.client, apply, {
      signal: abort.signal,
      onStep: ({ groupId, command, state }) => {
        if (groupId === 'Berlin' && command === MODIFY && state === 'done') abort.abort();
      },
    });
    expect(outcomes(result)).toEqual({
      Berlin: 'blocked',
      Reservations: 'not-assigned',
      Vienna: 'not-run',
    });
    expect(result.complete).toBe(false);
    expect(groupOf(result, 'Vienna').steps.map(({ state }) => state)).toEqual([
      'not-run',
      'not-run',
    ]);
    expect(result.undo.groups.map(({ groupId }) => groupId)).toEqual(['Berlin']);
    expect(patternsOf(world, 'Vienna')).toEqual([]);
  });

  it('changes nothing when it is cancelled while reading', async () => {
    await using world = await Simulated.start();
    const abort = new AbortController();
    const result = await blockNumber(world.client, apply, {
      signal: abort.signal,
      onProgress: ({ step }) => {
        if (step === 'groups read') abort.abort();
      },
    });
    expect(new Set(Object.values(outcomes(result)))).toEqual(new Set(['not-run', 'not-assigned']));
    expect(result.complete).toBe(false);
    expect(written(world)).toBe(0);
  });
});

describe('an older platform', () => {
  it('is changed as well; who has own rules it cannot list', async () => {
    await using world = await Simulated.start({ release: 'R21' });
    const result = await blockNumber(world.client, apply);
    expect(outcomes(result)).toMatchObject({ Berlin: 'blocked', Vienna: 'blocked' });
    expect(result.isEnterprise).toBe(true);
    expect(result.problems).toMatchObject([{ path: 'exemptUsers', kind: 'unsupported' }]);
    expect(groupOf(result, 'Berlin')).not.toHaveProperty('exemptUsers');
    expect(result.notes.map(({ command }) => command)).toContain('ServiceProviderGetRequest17sp1');
  });
});

describe('a journal', () => {
  it('has a line before each change and one after', async () => {
    await using world = await Simulated.start();
    const lines: BlockJournalEntry[] = [];
    await blockNumber(world.client, berlin, { onStep: (entry) => lines.push(entry) });
    expect(lines.map(({ groupId, command, state }) => [groupId, command, state])).toEqual([
      ['Berlin', ADD, 'sending'],
      ['Berlin', ADD, 'done'],
      ['Berlin', MODIFY, 'sending'],
      ['Berlin', MODIFY, 'done'],
    ]);
  });
});

describe('a report', () => {
  it('tells where a number is blocked, and changes nothing', async () => {
    await using world = await Simulated.start();
    await blockNumber(world.client, berlin);
    const before = written(world);
    const result = await blockNumber(world.client, { ...apply, action: 'report' });
    expect(outcomes(result)).toEqual({
      Berlin: 'already-blocked',
      Reservations: 'not-assigned',
      Vienna: 'already-unblocked',
    });
    expect(result).toMatchObject({ applied: false, outcome: 'success' });
    expect(written(world)).toBe(before);
  });

  it('says partly where departments differ', async () => {
    await using world = await Simulated.start();
    await blockNumber(world.client, { ...berlin, departments: false });
    const result = await blockNumber(world.client, { ...berlin, action: 'report' });
    expect(outcomes(result)).toEqual({ Berlin: 'partly' });
    expect(result.outcome).toBe('success');
  });
});

describe('unblocking', () => {
  const unblock: BlockNumberInput = { ...berlin, action: 'unblock' };

  it('lets the calls through, and keeps the pattern', async () => {
    await using world = await Simulated.start();
    await blockNumber(world.client, berlin);
    const result = await blockNumber(world.client, unblock);
    expect(groupOf(result, 'Berlin')).toMatchObject({
      outcome: 'unblocked',
      verified: true,
      permission: { before: false, after: true },
    });
    expect(patternsOf(world, 'Berlin')).toEqual(['Premium', name]);
    expect(outcomes(await blockNumber(world.client, unblock))).toEqual({
      Berlin: 'already-unblocked',
    });
  });

  it('has nothing to do in a group without the pattern', async () => {
    await using world = await Simulated.start();
    expect(outcomes(await blockNumber(world.client, unblock))).toEqual({
      Berlin: 'already-unblocked',
    });
    expect(written(world)).toBe(0);
  });

  it('deletes the pattern where it is asked to, and can take that back', async () => {
    await using world = await Simulated.start();
    await blockNumber(world.client, berlin);
    const result = await blockNumber(world.client, { ...unblock, removePattern: true });
    expect(groupOf(result, 'Berlin')).toMatchObject({
      outcome: 'unblocked',
      patternRemoved: true,
      verified: true,
    });
    expect(patternsOf(world, 'Berlin')).toEqual(['Premium']);
    const undone = await undoBlockNumber(world.client, { undo: result.undo, apply: true });
    expect(outcomes(undone)).toEqual({ Berlin: 'undone' });
    const report = await blockNumber(world.client, { ...berlin, action: 'report' });
    expect(outcomes(report)).toEqual({ Berlin: 'already-blocked' });
  });

  it('keeps a pattern that rules for calls made may name', async () => {
    await using world = await Simulated.start();
    await blockNumber(world.client, berlin);
    const { platform } = world.simulator;
    platform.change(platform.group(provider, 'Berlin'), (draft) => {
      draft.assignedServices.push('Outgoing Calling Plan');
    });
    const result = await blockNumber(world.client, { ...unblock, removePattern: true });
    expect(groupOf(result, 'Berlin')).toMatchObject({
      outcome: 'unblocked',
      patternRemoved: false,
      notes: ['The pattern is kept: rules for calls made may name it.'],
    });
  });

  it('keeps a pattern by which a user blocks', async () => {
    await using world = await Simulated.start();
    giveOwnRules(world, anna);
    await blockNumber(world.client, { ...berlin, changeExemptUsers: true });
    const result = await blockNumber(world.client, { ...unblock, removePattern: true });
    expect(groupOf(result, 'Berlin')).toMatchObject({
      patternRemoved: false,
      users: [{ userId: anna, before: false, after: false }],
      notes: ['The pattern is kept: 1 other rules block by it.'],
    });
  });

  it('keeps a pattern of another name', async () => {
    await using world = await Simulated.start();
    const premium = { ...berlin, digitPattern: '0900*' };
    await blockNumber(world.client, premium);
    const input = { ...premium, action: 'unblock', removePattern: true } as const;
    const result = await blockNumber(world.client, input);
    expect(groupOf(result, 'Berlin')).toMatchObject({
      outcome: 'unblocked',
      patternRemoved: false,
    });
    expect(patternsOf(world, 'Berlin')).toEqual(['Premium']);
  });
});

describe('undo', () => {
  it('takes back all that a run has changed, through JSON, and nothing else', async () => {
    await using world = await Simulated.start();
    giveOwnRules(world, anna);
    const settings = () =>
      structuredClone(world.simulator.platform.group(provider, 'Berlin').digitPatterns);
    const before = settings();
    const result = await blockNumber(world.client, { ...apply, changeExemptUsers: true });
    const undo = JSON.parse(JSON.stringify(result.undo)) as typeof result.undo;
    const plan = await undoBlockNumber(world.client, { undo });
    expect(outcomes(plan)).toEqual({ Berlin: 'planned', Vienna: 'planned' });
    const undone = await undoBlockNumber(world.client, { undo, apply: true });
    expect(undone).toMatchObject({ outcome: 'success', complete: true, action: 'undo' });
    expect(outcomes(undone)).toEqual({ Berlin: 'undone', Vienna: 'undone' });
    expect(settings()).toEqual(before);
    const again = await undoBlockNumber(world.client, { undo, apply: true });
    expect(outcomes(again)).toEqual({ Berlin: 'already-undone', Vienna: 'already-undone' });
  });

  it('leaves what was blocked before the run blocked', async () => {
    await using world = await Simulated.start();
    await blockNumber(world.client, { ...berlin, departments: false });
    const second = await blockNumber(world.client, berlin);
    await undoBlockNumber(world.client, { undo: second.undo, apply: true });
    const report = await blockNumber(world.client, { ...berlin, action: 'report' });
    expect(groupOf(report, 'Berlin').permission?.before).toBe(false);
    expect(groupOf(report, 'Berlin').departments.every((d) => d.before === true)).toBe(true);
    expect(patternsOf(world, 'Berlin')).toEqual(['Premium', name]);
  });

  it('keeps a pattern that someone else blocks by in the meantime', async () => {
    await using world = await Simulated.start();
    const result = await blockNumber(world.client, { ...berlin, departments: false });
    await blockNumber(world.client, berlin);
    const undone = await undoBlockNumber(world.client, { undo: result.undo, apply: true });
    expect(groupOf(undone, 'Berlin')).toMatchObject({
      outcome: 'undone',
      patternRemoved: false,
      permission: { before: false, after: true },
      notes: ['The pattern is kept: 4 other rules block by it.'],
    });
  });

  it.each([{}, [], { serviceProviderId: provider, digitPattern, groups: [{ groupId: 'Berlin' }] }])(
    'refuses what is no plan before anything is sent: %j',
    async (undo) => {
      await using world = await Simulated.start();
      const failing = undoBlockNumber(world.client, { undo: undo as never });
      await expect(failing).rejects.toThrow('undoBlockNumber: undo is not what');
    },
  );
});

describe('input', () => {
  it.each<[Partial<BlockNumberInput>, string]>([
    [{ serviceProviderId: '' }, 'serviceProviderId is missing'],
    [{ digitPattern: '' }, 'digitPattern is missing'],
    [{ digitPattern: '12a' }, 'is no digit pattern'],
    [{ digitPattern: '1*23' }, 'is no digit pattern'],
    [{ digitPattern: '123[52' }, 'is no digit pattern'],
    [{ digitPattern: '123[5-2]' }, 'the range 5-2, which is empty'],
    [{ digitPattern: '1'.repeat(161) }, 'has 161 characters'],
    [{ digitPattern: '*' }, 'fewer than 3 literal digits'],
    [{ digitPattern: '?*' }, 'fewer than 3 literal digits'],
    [{ digitPattern: '+49*' }, 'fewer than 3 literal digits'],
    [{ digitPattern: '[0-9][0-9][0-9]1' }, 'fewer than 3 literal digits'],
    [{ name: 'x'.repeat(31) }, 'name is no text of 1 to 30'],
    [{ name: ' x' }, 'name is no text of 1 to 30'],
    [{ action: 'stop' as 'block' }, 'action is none of'],
    [{ groups: [] }, 'groups is no list of ids'],
    [{ excludeGroups: [''] }, 'excludeGroups is no list of ids'],
    [{ removePattern: true }, 'removePattern goes with'],
    [{ countryCode: '+49' }, 'countryCode is no calling code'],
  ])('is refused before anything is sent: %j', async (input, why) => {
    await using world = await Simulated.start();
    const failing = blockNumber(world.client, { ...apply, ...input });
    await expect(failing).rejects.toMatchObject({ name: 'AutomationUsageError' });
    await expect(failing).rejects.toThrow(why);
    const sent = Object.keys(world.commands).filter((c) => !/Login|Authentication/.test(c));
    expect(sent).toEqual([]);
  });

  it('takes a broad pattern where it is told to', async () => {
    await using world = await Simulated.start();
    const input = { ...request, digitPattern: '+4*', allowBroad: true };
    expect(await blockNumber(world.client, input)).toMatchObject({ outcome: 'success' });
  });
});

describe('as programs list it', () => {
  it('says in the report that a plan changed nothing', async () => {
    await using world = await Simulated.start();
    const automation = automations.findCommand('number block')!;
    const result = await blockNumber(world.client, request);
    const { subtitle, parts } = automation.report(result);
    expect(subtitle).toContain('nothing was changed');
    const table = parts.flatMap(({ blocks }) => blocks).find((b) => b.kind === 'table');
    expect(table?.kind === 'table' && table.rows.map((row) => [row[0], row[2]])).toEqual([
      ['Berlin', 'planned'],
      ['Reservations', 'not-assigned'],
      ['Vienna', 'planned'],
    ]);
    expect(automations.findCommand('number undo-block')?.access).toBe('write');
  });
});
