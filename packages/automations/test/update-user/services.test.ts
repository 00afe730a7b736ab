import { describe, expect, it } from 'vitest';
import {
  AutomationError,
  automations,
  AutomationUsageError,
  updateUser,
  type UpdateUserInput,
} from '../../src/index.js';
import { expectPlain } from '../support/positions.js';
import { Simulated } from '../support/simulated.js';

const ben = 'ben.koch@grandharbour.test';
const place = { serviceProviderId: 'Grand-Harbour', groupId: 'Berlin', userId: ben };
const ASSIGN = 'UserServiceAssignListRequest';
const UNASSIGN = 'UserServiceUnassignListRequest';

function userOf({ simulator: { platform } }: Simulated): ReturnType<typeof platform.user> {
  return platform.user(ben);
}

const sent = ({ commands }: Simulated, name: string): number => commands[name] ?? 0;

describe('services and service packs', () => {
  it('are assigned and taken away, packs beside them, and read back', async () => {
    await using world = await Simulated.start();
    const before = [...userOf(world).services];
    const result = await updateUser(world.client, {
      ...place,
      updates: { title: 'Porter' },
      services: { assign: ['Remote Office', 'Authentication'], unassign: ['Basic Call Logs'] },
      servicePacks: { assign: ['Reception'], unassign: ['Office'] },
    });
    expectPlain(result);
    expect(result).toMatchObject({ state: 'applied', complete: true, problems: [] });
    expect(userOf(world)).toMatchObject({
      services: [...before.filter((name) => name !== 'Basic Call Logs'), 'Remote Office'],
      packs: ['Reception'],
      profile: { title: 'Porter' },
    });
    expect(result.steps.map((step) => step.command)).toEqual([
      ASSIGN,
      'UserModifyRequest22',
      UNASSIGN,
    ]);
    const names = { serviceName: ['Remote Office'], servicePackName: ['Reception'] };
    expect(result.steps[0]).toMatchObject({
      fields: { userId: ben, ...names },
      before: { serviceName: before, servicePackName: ['Office'] },
      undo: { command: UNASSIGN, fields: { userId: ben, ...names } },
      withoutUndo: [],
    });
    expect(result.steps[2]).toMatchObject({ undo: { command: ASSIGN }, withoutUndo: ['settings'] });
    expect(result.unchanged).toEqual(['services.assign: Authentication']);
    expect(result.services).toEqual({
      services: ['Authentication', 'Remote Office'],
      servicePacks: ['Reception'],
    });
    expect(result.changed).toEqual([
      { field: 'title', before: null, after: 'Porter' },
      {
        field: 'services',
        before: ['Authentication', 'Basic Call Logs'],
        after: ['Authentication', 'Remote Office'],
      },
      { field: 'servicePacks', before: ['Office'], after: ['Reception'] },
    ]);
    expect(result.warnings).toEqual([
      'The settings of Basic Call Logs, the services of Office are lost; to assign again does not ' +
        'bring them back.',
    ]);
  });

  it('are not sent where they hold already', async () => {
    await using world = await Simulated.start();
    const result = await updateUser(world.client, {
      ...place,
      services: { assign: ['Authentication'], unassign: ['Prepaid', 'Do Not Disturb'] },
      servicePacks: { assign: ['Office'], unassign: ['Reception'] },
    });
    expect(result).toMatchObject({ state: 'unchanged', steps: [], changed: [] });
    expect(result.unchanged).toHaveLength(5);
    expect(result.messages).toBe(1);
    expect(result.services?.servicePacks).toEqual(['Office']);
  });

  it('that come in a pack are not taken away by their name', async () => {
    await using world = await Simulated.start();
    const result = await updateUser(world.client, {
      ...place,
      services: { assign: ['Remote Office'], unassign: ['Do Not Disturb'] },
    });
    expect(result.warnings).toEqual(['Do Not Disturb stays: the user has it by a service pack.']);
    expect(sent(world, UNASSIGN)).toBe(0);
  });

  it('that the group does not have are refused before anything is sent', async () => {
    await using world = await Simulated.start();
    Reflect.deleteProperty(
      world.simulator.platform.group('Grand-Harbour', 'Berlin').services,
      'Prepaid',
    );
    const result = await updateUser(world.client, {
      ...place,
      updates: { title: 'Porter' },
      services: { assign: ['Prepaid'] },
      servicePacks: { assign: ['Suite'] },
    });
    expect(result).toMatchObject({ state: 'refused', changed: [] });
    expect(result.checks).toEqual([
      {
        field: 'services.assign',
        state: 'failed',
        message: 'Prepaid can not be assigned in the group',
      },
      {
        field: 'servicePacks.assign',
        state: 'failed',
        message: 'Suite can not be assigned in the group',
      },
    ]);
    expect(result.problems.map((p) => p.path)).toEqual([
      'checks.services.assign',
      'checks.servicePacks.assign',
    ]);
    expect(sent(world, ASSIGN) + sent(world, 'UserModifyRequest22')).toBe(0);
  });

  it('are shown by a dry run', async () => {
    await using world = await Simulated.start();
    const result = await updateUser(world.client, {
      ...place,
      services: { assign: ['Remote Office'] },
      dryRun: true,
    });
    expect(result).toMatchObject({ state: 'planned', steps: [{ state: 'planned' }] });
    expect(result.checks).toMatchObject([{ state: 'passed' }]);
    expect(sent(world, ASSIGN)).toBe(0);
  });

  it('are in part assigned where the platform warns of it', async () => {
    await using world = await Simulated.start();
    const group = world.simulator.platform.group('Grand-Harbour', 'Berlin');
    group.services.Prepaid = 0;
    const result = await updateUser(world.client, {
      ...place,
      services: { assign: ['Remote Office', 'Prepaid'] },
    });
    expect(result.state).toBe('partly');
    expect(result.steps[0]).toMatchObject({ state: 'partly', notice: { type: 'Warning' } });
    expect(result.warnings).toContain('Answered as done, but not in effect: Prepaid.');
    expect(result.services?.services).toContain('Remote Office');
    expect(result.services?.services).not.toContain('Prepaid');
  });

  it('stop the update where they are refused', async () => {
    await using world = await Simulated.start();
    world.simulator.faults.set({ only: [ASSIGN], error: { code: 9999, text: 'no' } });
    const result = await updateUser(world.client, {
      ...place,
      updates: { title: 'Porter' },
      services: { assign: ['Remote Office'] },
    });
    expect(result).toMatchObject({ state: 'refused', changed: [], complete: false });
    expect(result.steps.map((step) => step.state)).toEqual(['refused', 'not-attempted']);
    expect(result.problems).toMatchObject([{ command: ASSIGN, kind: 'refused', code: 9999 }]);
  });

  it.each([
    ['applied', {}],
    ['failed', { error: { code: 9999 } }],
  ])('are settled by reading where no answer came: %s', async (state, error) => {
    await using world = await Simulated.start();
    for (const [input, only] of [
      [{ services: { assign: ['Remote Office'] } }, ASSIGN],
      [{ servicePacks: { unassign: ['Office'] } }, UNASSIGN],
    ] as const) {
      world.simulator.faults.once({ only: [only], drop: 1, ...error });
      const result = await updateUser(world.client, { ...place, ...input });
      expect([only, result.state]).toEqual([only, state]);
      expect(result.changed).toHaveLength(state === 'applied' ? 1 : 0);
      expect(sent(world, only)).toBe(1);
    }
  });

  it('stay unknown where no answer came and they can not be read', async () => {
    await using world = await Simulated.start();
    const { faults } = world.simulator;
    const result = await updateUser(
      world.client,
      { ...place, services: { assign: ['Remote Office'] } },
      {
        onProgress: ({ step }) => {
          if (step === `sending ${ASSIGN}`) faults.once({ only: [ASSIGN], drop: 1 });
          if (step === 'reading the user again') {
            faults.set({ only: ['UserServiceGetAssignmentListRequest'], error: { code: 9999 } });
          }
        },
      },
    );
    expect(result).toMatchObject({ state: 'unknown', services: null, complete: false });
    expect(result.problems.map((p) => p.path)).toEqual(['services', `steps.${ASSIGN}`]);
  });

  it('reject the update where they can not be read before', async () => {
    await using world = await Simulated.start();
    world.simulator.faults.set({
      only: ['UserServiceGetAssignmentListRequest'],
      error: { code: 5404 },
    });
    await expect(
      updateUser(world.client, { ...place, services: { assign: ['Remote Office'] } }),
    ).rejects.toThrow(AutomationError);
    expect(sent(world, ASSIGN)).toBe(0);
  });

  it('can be assigned by an administrator of the group', async () => {
    await using world = await Simulated.start({}, { username: 'berlin-admin@example.test' });
    const result = await updateUser(world.client, {
      ...place,
      services: { assign: ['Remote Office'] },
    });
    expect(result.state).toBe('applied');
  });

  it.each([
    [{ services: [] }, 'services is no object'],
    [{ services: { add: ['Prepaid'] } }, 'services.add is neither assign nor unassign'],
    [{ services: { assign: 'Prepaid' } }, 'services.assign is no list'],
    [{ services: { assign: ['Do Not Distrub'] } }, 'services.assign[0]'],
    [{ servicePacks: { unassign: [''] } }, 'servicePacks.unassign[0]'],
    [
      { services: { assign: ['Prepaid'], unassign: ['Prepaid'] } },
      'services both assigns and unassigns Prepaid',
    ],
    [{}, 'there is nothing to update'],
  ])('are refused as bad input before anything is sent: %j', async (input, message) => {
    await using world = await Simulated.start();
    const before = world.simulator.metrics.read().messages;
    const update = updateUser(world.client, { ...place, ...input } as UpdateUserInput);
    await expect(update).rejects.toThrow(AutomationUsageError);
    await expect(update).rejects.toThrow(message);
    expect(world.simulator.metrics.read().messages).toBe(before);
  });

  it('are in the report', async () => {
    await using world = await Simulated.start();
    const automation = automations.findCommand('user update');
    const result = await automation?.run(world.client, {
      ...place,
      services: { assign: ['Remote Office'] },
    });
    const report = JSON.stringify(result === undefined ? {} : automation?.report(result));
    expect(report).toContain('Remote Office');
    expect(report).toContain(ASSIGN);
  });
});
