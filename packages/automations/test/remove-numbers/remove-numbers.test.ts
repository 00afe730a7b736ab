import type { Interceptor } from '@ocipkit/client';
import { ServiceProviderDnGetSummaryListResponse } from '@ocipkit/commands/numbers';
import { describe, expect, it } from 'vitest';
import {
  AutomationUsageError,
  automations,
  MemoryJournal,
  removeNumbers,
  type NumberChange,
  type RemoveNumbersInput,
} from '../../src/index.js';
import { number, putIntoDepartment, recordsOf } from '../support/numbers.js';
import { Simulated } from '../support/simulated.js';

const berlin = { serviceProviderId: 'Grand-Harbour', groupId: 'Berlin' } as const;
const written = ({ commands }: Simulated): number =>
  (commands.GroupDnUnassignListRequest ?? 0) + (commands.ServiceProviderDnDeleteListRequest ?? 0);

async function confirmed(world: Simulated, input: RemoveNumbersInput): Promise<NumberChange> {
  const { confirmation } = await removeNumbers(world.client, { ...input, dryRun: true });
  return removeNumbers(world.client, { ...input, confirmation: confirmation! });
}

describe('a removal', () => {
  it('takes numbers from the group and from the service provider', async () => {
    await using world = await Simulated.start();
    const input = { ...berlin, numbers: ['2025550141 - 2025550143', '2025550150'], batchSize: 2 };
    const change = await confirmed(world, input);
    expect(change.problems).toEqual([]);
    expect(change).toMatchObject({ complete: true, totals: { removed: 4 }, confirmation: null });
    expect(change.numbers[0]).toMatchObject({
      before: { place: { kind: 'group', groupId: 'Berlin' }, isActivated: true },
      after: { place: { kind: 'nobody' } },
    });
    expect(change.steps.map((s) => s.command)).toEqual([
      'GroupDnUnassignListRequest',
      'ServiceProviderDnDeleteListRequest',
      'GroupDnUnassignListRequest',
      'ServiceProviderDnDeleteListRequest',
    ]);
    expect(
      Object.values(
        recordsOf(
          world,
          change.numbers.map((n) => n.number),
        ),
      ),
    ).toEqual([undefined, undefined, undefined, undefined]);
    // The reads, a look at what can be deleted and two writes for each batch, and the last look.
    expect(change.messages).toBe(1 + 2 * 3 + 1);
    expect(JSON.parse(JSON.stringify(change))).toEqual(change);
  });

  it('takes numbers that are in no group, when no group is named', async () => {
    await using world = await Simulated.start();
    world.simulator.platform.numbers.add('Grand-Harbour', [number('0160')]);
    const input = { serviceProviderId: 'Grand-Harbour', numbers: [number('0160'), number('0141')] };
    const change = await confirmed(world, input);
    expect(change.totals).toEqual({ removed: 1, elsewhere: 1 });
    expect(recordsOf(world, [number('0141')])[number('0141')]?.groupId).toBe('Berlin');
  });

  it('never frees a number that is in use', async () => {
    await using world = await Simulated.start();
    world.simulator.platform.group('Grand-Harbour', 'Berlin').callingLineIdPhoneNumber =
      number('0142');
    const numbers = ['0101', '0140', '0142', '0201', '0141', '0999'].map(number);
    const change = await confirmed(world, { ...berlin, numbers });
    expect(change.numbers.map((n) => n.outcome)).toEqual([
      'in-use',
      'in-use',
      'in-use',
      'elsewhere',
      'removed',
      'unchanged',
    ]);
    expect(change.complete).toBe(false);
    expect(change.problems.map((p) => p.subject)).toEqual(numbers.slice(0, 4));
  });

  it('changes nothing the second time, and says so', async () => {
    await using world = await Simulated.start();
    const input = { ...berlin, numbers: ['+1-2025550141'] };
    await confirmed(world, input);
    const sent = written(world);
    const again = await confirmed(world, input);
    expect(again).toMatchObject({ totals: { unchanged: 1 }, complete: true, steps: [] });
    expect(written(world)).toBe(sent);
  });

  it('of a number that the service provider cannot delete takes it back to its group', async () => {
    await using world = await Simulated.start();
    putIntoDepartment(world, number('0141'), 'Housekeeping');
    const before = recordsOf(world, [number('0141')]);
    world.simulator.faults.once({
      only: ['ServiceProviderDnDeleteListRequest'],
      error: { code: 4711 },
    });
    const change = await confirmed(world, { ...berlin, numbers: [number('0141')] });
    expect(change.totals).toEqual({ refused: 1 });
    expect(change.problems[0]).toMatchObject({
      code: 4711,
      command: 'ServiceProviderDnDeleteListRequest',
      subject: number('0141'),
    });
    expect(recordsOf(world, [number('0141')])).toEqual(before);
  });

  it('of a number that the list says cannot be deleted is not tried: it goes back', async () => {
    let isKept = false;
    const interceptor: Interceptor = async (call, next) => {
      const results = await next(call);
      for (const result of results) {
        if (!result.ok || !(result.response instanceof ServiceProviderDnGetSummaryListResponse))
          continue;
        const row = result.response.dnSummaryTable.rows.find(
          (r) => r.phoneNumbers === number('0141'),
        );
        // Alone in its row once it has left its group.
        if (row !== undefined) {
          isKept = true;
          Object.assign(row, { canDelete: 'false' });
        }
      }
      return results;
    };
    await using world = await Simulated.start({}, { interceptors: [interceptor] });
    const before = recordsOf(world, [number('0141')]);
    const change = await confirmed(world, { ...berlin, numbers: [number('0141')] });
    expect(isKept).toBe(true);
    expect(change.totals).toEqual({ failed: 1 });
    expect(change.problems[0]?.message).toContain('cannot delete the number');
    expect(world.commands.ServiceProviderDnDeleteListRequest).toBeUndefined();
    expect(recordsOf(world, [number('0141')])).toEqual(before);
  });

  it('of which any request fails loses nothing', async () => {
    await using world = await Simulated.start();
    const before = recordsOf(world, [number('0141')]);
    const input = { ...berlin, numbers: [number('0141')] };
    for (const [command, code, outcome] of [
      ['GroupDnUnassignListRequest', 4711, 'refused'],
      ['GroupDnUnassignListRequest', 5404, 'refused'],
      ['ServiceProviderDnDeleteListRequest', 4711, 'refused'],
      ['ServiceProviderDnDeleteListRequest', 5404, 'refused'],
    ] as const) {
      world.simulator.faults.once({ only: [command], error: { code } });
      const change = await confirmed(world, input);
      expect([command, change.totals]).toEqual([command, { [outcome]: 1 }]);
      expect(change.problems).toHaveLength(1);
      expect(recordsOf(world, [number('0141')])).toEqual(before);
    }
  });
});

describe('the confirmation of a removal', () => {
  it('is told by a dry run, which sends nothing', async () => {
    await using world = await Simulated.start();
    const numbers = ['2025550141', '2025550142', '2025550101'];
    const plan = await removeNumbers(world.client, { ...berlin, numbers, dryRun: true });
    expect(plan.totals).toEqual({ planned: 2, 'in-use': 1 });
    expect(plan.confirmation).toMatch(/^2-[0-9a-f]{12}$/);
    expect(plan.steps.map((s) => [s.command, s.undo?.command, s.state])).toEqual([
      ['GroupDnUnassignListRequest', 'GroupDnAssignListRequest', 'planned'],
      ['ServiceProviderDnDeleteListRequest', 'ServiceProviderDnAddListRequest', 'planned'],
    ]);
    expect(written(world)).toBe(0);
  });

  it('is the same for the same numbers in another order and writing', async () => {
    await using world = await Simulated.start();
    const plan = (numbers: readonly string[]) =>
      removeNumbers(world.client, { ...berlin, numbers, dryRun: true });
    const one = await plan(['2025550141', '2025550142']);
    const other = await plan(['+1-2025550142', '+12025550141']);
    expect(one.confirmation).toBe(other.confirmation);
  });

  it('must be given', async () => {
    await using world = await Simulated.start();
    const failing = removeNumbers(world.client, { ...berlin, numbers: ['2025550141'] });
    await expect(failing).rejects.toThrow(AutomationUsageError);
    expect(written(world)).toBe(0);
  });

  it('of other numbers removes nothing, nor does one that the platform has overtaken', async () => {
    await using world = await Simulated.start();
    const input = { ...berlin, numbers: ['2025550141', '2025550142'] };
    const { confirmation } = await removeNumbers(world.client, { ...input, dryRun: true });
    const other = { ...berlin, numbers: ['2025550143'], confirmation: confirmation! };
    await expect(removeNumbers(world.client, other)).rejects.toMatchObject({
      problem: { path: 'confirmation' },
    });
    world.simulator.platform.group('Grand-Harbour', 'Berlin').callingLineIdPhoneNumber =
      number('0142');
    const journal = new MemoryJournal();
    await expect(
      removeNumbers(world.client, { ...input, confirmation: confirmation! }, { journal }),
    ).rejects.toMatchObject({ problem: { path: 'confirmation' } });
    expect(await journal.read()).toEqual([]);
    expect(written(world)).toBe(0);
  });
});

describe('a removal is not begun', () => {
  it('without the rights', async () => {
    for (const username of [
      'gh-admin',
      'berlin-admin@example.test',
      'anna.schmidt@grandharbour.test',
    ]) {
      await using world = await Simulated.start({}, { username });
      const failing = removeNumbers(world.client, {
        ...berlin,
        numbers: ['2025550141'],
        dryRun: true,
      });
      await expect(failing, username).rejects.toMatchObject({ name: 'AutomationError' });
      expect(written(world)).toBe(0);
    }
  });

  it('for an unknown group, or with bad input', async () => {
    await using world = await Simulated.start();
    const input = { ...berlin, numbers: ['2025550141'], dryRun: true };
    const unknown = removeNumbers(world.client, { ...input, groupId: 'Nowhere' });
    await expect(unknown).rejects.toMatchObject({ problem: { code: 4152 } });
    for (const bad of [
      { numbers: [] },
      { serviceProviderId: '' },
      { groupId: '' },
      { batchSize: 0 },
    ]) {
      const failing = removeNumbers(world.client, { ...input, ...bad });
      await expect(failing, JSON.stringify(bad)).rejects.toThrow(AutomationUsageError);
    }
  });
});

describe('a removal on an older platform', () => {
  it('uses older commands', async () => {
    await using world = await Simulated.start({ release: 'R21' });
    const change = await confirmed(world, { ...berlin, numbers: ['2025550141'] });
    expect(change.totals).toEqual({ removed: 1 });
  });
});

describe('the definition', () => {
  it('can run, resume and roll back a removal, and reports it for people', async () => {
    await using world = await Simulated.start();
    const automation = automations.findCommand('number remove')!;
    const journal = new MemoryJournal();
    const input = { ...berlin, numbers: ['2025550141'] };
    const plan = (await automation.run(world.client, { ...input, dryRun: true })) as NumberChange;
    const options = { journal };
    await automation.run(world.client, { ...input, confirmation: plan.confirmation }, options);
    const back = await automation.rollback!(world.client, journal);
    expect(automation.report(back)).toMatchObject({
      title: 'Removal of numbers: rollback',
      subtitle: '1 restored',
    });
    expect(automation.report(plan).parts[0]?.blocks[0]).toMatchObject({
      facts: expect.arrayContaining([['Confirmation', plan.confirmation]]) as unknown,
    });
    await expect(automation.resume!(world.client, journal)).rejects.toThrow(AutomationUsageError);
  });
});
