import { describe, expect, it } from 'vitest';
import {
  AutomationError,
  AutomationUsageError,
  automations,
  MemoryJournal,
  moveNumbers,
  type NumberChange,
} from '../../src/index.js';
import {
  number,
  putBack,
  putIntoDepartment,
  recordsOf,
  WatchedJournal,
} from '../support/numbers.js';
import { Simulated } from '../support/simulated.js';

const toVienna = {
  serviceProviderId: 'Grand-Harbour',
  groupId: 'Berlin',
  toGroupId: 'Vienna',
} as const;
const toShop = { ...toVienna, toServiceProviderId: 'Metro-Tel', toGroupId: 'Corner-Shop' } as const;

const outcomes = (change: NumberChange) =>
  Object.fromEntries(change.numbers.map((n) => [n.number, n.outcome]));
const writes = ({ commands }: Simulated) =>
  Object.entries(commands).filter(
    ([name]) => /Assign|Unassign|Add|Delete|ctivate/.test(name) && !name.includes('Get'),
  );

describe('a move within a service provider', () => {
  it('takes numbers and ranges to the other group with their activation', async () => {
    await using world = await Simulated.start();
    const change = await moveNumbers(world.client, {
      ...toVienna,
      numbers: ['2025550141', '+12025550150', '+1-2025550143 - +1-2025550145'],
    });
    expect(change.problems).toEqual([]);
    expect(change.complete).toBe(true);
    expect(change.totals).toEqual({ moved: 5 });
    expect(change.numbers[0]).toEqual({
      number: number('0141'),
      outcome: 'moved',
      before: {
        place: { kind: 'group', serviceProviderId: 'Grand-Harbour', groupId: 'Berlin' },
        userId: null,
        department: null,
        isActivated: true,
        canDelete: false,
      },
      after: {
        place: { kind: 'group', serviceProviderId: 'Grand-Harbour', groupId: 'Vienna' },
        userId: null,
        department: null,
        isActivated: true,
        canDelete: false,
      },
      problem: null,
    });
    const records = Object.values(
      recordsOf(
        world,
        change.numbers.map((n) => n.number),
      ),
    );
    expect(records.map((r) => [r?.groupId, r?.isActivated])).toEqual([
      ['Vienna', true],
      ['Vienna', false],
      ['Vienna', true],
      ['Vienna', true],
      ['Vienna', true],
    ]);
    expect(change.steps.map((s) => [s.command, s.state])).toEqual([
      ['GroupDnUnassignListRequest', 'done'],
      ['GroupDnAssignListRequest', 'done'],
      ['GroupDnActivateListRequest', 'done'],
      ['GroupDnDeactivateListRequest', 'done'],
    ]);
    expect(JSON.parse(JSON.stringify(change))).toEqual(change);
  });

  it('costs one round of reads, the writes of each batch, and one round at the end', async () => {
    await using world = await Simulated.start();
    const before = world.simulator.metrics.read().messages;
    const change = await moveNumbers(world.client, {
      ...toVienna,
      numbers: ['2025550141 - 2025550144'],
      batchSize: 2,
    });
    expect(change.messages).toBe(1 + 2 * 3 + 1);
    expect(world.simulator.metrics.read().messages - before).toBe(change.messages);
  });

  it('puts the numbers into a department when one is asked for', async () => {
    await using world = await Simulated.start();
    const change = await moveNumbers(world.client, {
      ...toVienna,
      numbers: [number('0141')],
      department: 'Front Office',
    });
    expect(change.complete).toBe(true);
    expect(change.numbers[0]?.after?.department).toBe('Front Office');
  });

  it('only plans in a dry run, and tells each request with its undo', async () => {
    await using world = await Simulated.start();
    putIntoDepartment(world, number('0142'), 'Night Shift');
    const journal = new MemoryJournal();
    const input = { ...toVienna, numbers: ['2025550141 - 2025550143'], batchSize: 2, dryRun: true };
    const change = await moveNumbers(world.client, input, { journal });
    expect(change.mode).toBe('dry-run');
    expect(change.totals).toEqual({ planned: 3 });
    expect(writes(world)).toEqual([]);
    expect(await journal.read()).toEqual([]);
    expect(change.steps).toHaveLength(6);
    expect(change.steps[0]).toEqual({
      id: '1',
      command: 'GroupDnUnassignListRequest',
      input: {
        serviceProviderId: 'Grand-Harbour',
        groupId: 'Berlin',
        phoneNumber: [number('0141'), number('0142')],
      },
      before: 'group Grand-Harbour/Berlin',
      after: 'Grand-Harbour, in no group',
      undo: {
        command: 'GroupDnAssignListRequest',
        input: {
          serviceProviderId: 'Grand-Harbour',
          groupId: 'Berlin',
          phoneNumber: [number('0141'), number('0142')],
        },
      },
      direction: 'forward',
      state: 'planned',
    });
    expect(change.numbers[1]?.before?.department).toBe('Front Office \\ Night Shift');
    expect(JSON.parse(JSON.stringify(change))).toEqual(change);
  });

  it('sends in the run what the dry run told', async () => {
    await using world = await Simulated.start();
    const input = { ...toVienna, numbers: ['2025550148 - 2025550151'], batchSize: 3 };
    const plan = await moveNumbers(world.client, { ...input, dryRun: true });
    const change = await moveNumbers(world.client, input);
    expect(change.steps).toEqual(plan.steps.map((step) => ({ ...step, state: 'done' })));
  });

  it('changes nothing the second time, and says so', async () => {
    await using world = await Simulated.start();
    const input = { ...toVienna, numbers: ['2025550141', '2025550142'] };
    await moveNumbers(world.client, input);
    const sent = writes(world);
    const again = await moveNumbers(world.client, input);
    expect(again.totals).toEqual({ unchanged: 2 });
    expect(again.complete).toBe(true);
    expect(writes(world)).toEqual(sent);
  });

  it('takes numbers that are in no group, when no group is named', async () => {
    await using world = await Simulated.start();
    world.simulator.platform.numbers.add('Grand-Harbour', [number('0160')]);
    const input = {
      serviceProviderId: 'Grand-Harbour',
      toGroupId: 'Vienna',
      numbers: [number('0160')],
    };
    const change = await moveNumbers(world.client, input);
    expect(outcomes(change)).toEqual({ [number('0160')]: 'moved' });
    expect(change.numbers[0]?.after?.isActivated).toBe(false);
  });
});

describe('numbers that stay where they are', () => {
  it('are told with the reason, and the others are moved', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    platform.group('Grand-Harbour', 'Berlin').callingLineIdPhoneNumber = number('0146');
    platform.numbers.add('Grand-Harbour', [number('0160')]);
    const change = await moveNumbers(world.client, {
      ...toVienna,
      numbers: ['2025550101', '2025550140', '0146', '0160', '0205', '0301', '0999', '0141'].map(
        (n) => (n.length === 4 ? number(n) : n),
      ),
    });
    expect(outcomes(change)).toEqual({
      [number('0101')]: 'in-use',
      [number('0140')]: 'in-use',
      [number('0146')]: 'in-use',
      [number('0160')]: 'elsewhere',
      [number('0205')]: 'unchanged',
      [number('0301')]: 'elsewhere',
      [number('0999')]: 'not-found',
      [number('0141')]: 'moved',
    });
    expect(change.complete).toBe(false);
    expect(change.problems.map((p) => [p.path, p.kind])).toEqual(
      ['0101', '0140', '0146', '0160', '0301', '0999'].map((n) => [
        `numbers[${number(n)}]`,
        'skipped',
      ]),
    );
    expect(change.problems[0]?.message).toContain('anna.schmidt@grandharbour.test');
    expect(change.problems[2]?.message).toContain('calling line id');
    expect(change.isResumable).toBe(false);
  });

  it('are those that stand for several', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    platform.numbers.add('Grand-Harbour', ['+49-2025550141']);
    const change = await moveNumbers(world.client, { ...toVienna, numbers: ['2025550141'] });
    expect(outcomes(change)).toEqual({ '2025550141': 'ambiguous' });
    const exact = await moveNumbers(world.client, { ...toVienna, numbers: [number('0141')] });
    expect(outcomes(exact)).toEqual({ [number('0141')]: 'moved' });
  });

  it('keep their zeros in ranges', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    const german = ['+49-0309', '+49-0310', '+49-0311'];
    platform.numbers.add('Grand-Harbour', german);
    const input = { serviceProviderId: 'Grand-Harbour', toGroupId: 'Vienna' };
    const change = await moveNumbers(world.client, { ...input, numbers: ['+49-0309 - +49-0311'] });
    expect(change.numbers.map((n) => n.number)).toEqual(german);
    expect(change.totals).toEqual({ moved: 3 });
  });

  it('named in two writings count once', async () => {
    await using world = await Simulated.start();
    const numbers = ['2025550141', number('0141'), '+12025550141'];
    const change = await moveNumbers(world.client, { ...toVienna, numbers });
    expect(outcomes(change)).toEqual({ [number('0141')]: 'moved' });
  });
});

describe('a bad number', () => {
  it('is found among the others by halving, and goes back with all that it had', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    // A department's calling line id is not in the lists that are read: the platform refuses it.
    const berlin = platform.group('Grand-Harbour', 'Berlin');
    berlin.departments[0]!.callingLineIdPhoneNumber = number('0144');
    const change = await moveNumbers(world.client, {
      ...toVienna,
      numbers: ['2025550141 - 2025550148'],
    });
    expect(change.totals).toEqual({ moved: 7, refused: 1 });
    expect(change.numbers[3]).toMatchObject({
      outcome: 'refused',
      after: { place: { groupId: 'Berlin' } },
      problem: { kind: 'refused', command: 'GroupDnUnassignListRequest', subject: number('0144') },
    });
  });

  it('that gets half-way is taken back in reverse order, its department and activation set again', async () => {
    await using world = await Simulated.start();
    putIntoDepartment(world, number('0141'), 'Housekeeping');
    const before = recordsOf(world, [number('0141')]);
    world.simulator.faults.set({ only: ['GroupDnActivateListRequest'], error: { code: 4711 } });
    const journal = new WatchedJournal(new MemoryJournal(), (line) => {
      const isBack = line.entry === 'sending' && line.step.direction === 'back';
      if (isBack) world.simulator.faults.set({});
    });
    const input = { ...toVienna, numbers: [number('0141')] };
    const change = await moveNumbers(world.client, input, { journal });
    expect(change.totals).toEqual({ refused: 1 });
    expect(change.problems[0]).toMatchObject({ code: 4711, command: 'GroupDnActivateListRequest' });
    expect(change.steps.map((s) => [s.direction, s.command, s.state])).toEqual([
      ['forward', 'GroupDnUnassignListRequest', 'done'],
      ['forward', 'GroupDnAssignListRequest', 'done'],
      ['forward', 'GroupDnActivateListRequest', 'rejected'],
      ['back', 'GroupDnUnassignListRequest', 'done'],
      ['back', 'GroupDnAssignListRequest', 'done'],
      ['back', 'GroupDnActivateListRequest', 'done'],
      ['back', 'GroupDnListAssignDepartmentRequest', 'done'],
    ]);
    expect(recordsOf(world, [number('0141')])).toEqual(before);
  });

  it('that cannot be taken back is stranded, and the result tells where', async () => {
    await using world = await Simulated.start();
    world.simulator.faults.set({ only: ['GroupDnAssignListRequest'], error: { code: 4711 } });
    const journal = new MemoryJournal();
    const input = { ...toVienna, numbers: [number('0141'), number('0142')] };
    const change = await moveNumbers(world.client, input, { journal });
    expect(change.totals).toEqual({ stranded: 2 });
    expect(change.isResumable).toBe(true);
    expect(change.numbers[0]?.after?.place).toEqual({
      kind: 'service-provider',
      serviceProviderId: 'Grand-Harbour',
    });
    expect(change.problems[0]?.message).toContain('could not be taken back');
  });

  it('among those that were answered by a notice is told apart by reading', async () => {
    await using world = await Simulated.start();
    world.simulator.faults.once({
      only: ['GroupDnAssignListRequest'],
      notice: { type: 'Warning', code: 5001, text: 'Some of it' },
    });
    const change = await moveNumbers(world.client, { ...toVienna, numbers: [number('0141')] });
    expect(change.totals).toEqual({ moved: 1 });
    expect(change.warnings).toEqual([
      {
        step: '2',
        command: 'GroupDnAssignListRequest',
        type: 'Warning',
        code: 5001,
        summary: '[Warning 5001] Some of it',
      },
    ]);
  });
});

describe('a move to another service provider', () => {
  const five = ['0141', '0142', '0143', '0144', '0145'].map(number);

  it('goes by way of nobody', async () => {
    await using world = await Simulated.start();
    const change = await moveNumbers(world.client, { ...toShop, numbers: five, batchSize: 5 });
    expect(change.totals).toEqual({ moved: 5 });
    expect(change.steps.map((s) => s.command)).toEqual([
      'GroupDnUnassignListRequest',
      'ServiceProviderDnDeleteListRequest',
      'ServiceProviderDnAddListRequest',
      'GroupDnAssignListRequest',
      'GroupDnActivateListRequest',
    ]);
    expect(change.numbers.map((n) => n.after?.place)).toEqual(
      five.map(() => ({ kind: 'group', serviceProviderId: 'Metro-Tel', groupId: 'Corner-Shop' })),
    );
  });

  it('takes a number back from any step that is refused', async () => {
    const steps = [
      'GroupDnUnassignListRequest',
      'ServiceProviderDnDeleteListRequest',
      'ServiceProviderDnAddListRequest',
      'GroupDnAssignListRequest',
      'GroupDnActivateListRequest',
    ];
    await using world = await Simulated.start();
    putIntoDepartment(world, five[0]!, 'Housekeeping');
    const before = recordsOf(world, five);
    for (const command of steps) {
      world.simulator.faults.once({ only: [command], error: { code: 4711 } });
      const input = { ...toShop, numbers: five.slice(0, 1) };
      const change = await moveNumbers(world.client, input);
      expect([command, change.totals]).toEqual([command, { refused: 1 }]);
      expect(change.problems).toHaveLength(1);
      expect(recordsOf(world, five)).toEqual(before);
    }
  });

  it('does not begin where the login cannot delete and add numbers', async () => {
    await using world = await Simulated.start({}, { username: 'gh-admin' });
    const refused = moveNumbers(world.client, { ...toShop, numbers: five });
    await expect(refused).rejects.toMatchObject({ problem: { kind: 'refused', code: 5404 } });
    expect(writes(world)).toEqual([]);
  });
});

describe('what keeps a move from beginning', () => {
  it('is bad input, refused before anything is sent', async () => {
    await using world = await Simulated.start();
    const sent = world.simulator.metrics.read().messages;
    for (const bad of [
      { numbers: [] },
      { numbers: [''] },
      { numbers: ['sip:1'] },
      { numbers: ['+1-2025550141 - '] },
      { numbers: ['+1-2025550141 - +1-20255501'] },
      { numbers: ['+1-2025550146 - +1-2025550141'] },
      { numbers: ['2025550141 - +1-2025550146'] },
      { numbers: ['2000000000 - 2009999999'] },
      { serviceProviderId: ' ' },
      { groupId: '' },
      { toGroupId: '' },
      { toGroupId: 'BERLIN' },
      { department: '' },
      { batchSize: 0 },
      { batchSize: 101 },
      { batchSize: 1.5 },
    ]) {
      const failing = moveNumbers(world.client, { ...toVienna, numbers: ['2025550141'], ...bad });
      await expect(failing, JSON.stringify(bad)).rejects.toThrow(AutomationUsageError);
    }
    expect(world.simulator.metrics.read().messages).toBe(sent);
  });

  it('is an unknown group, an unknown service provider, an unknown department', async () => {
    await using world = await Simulated.start();
    const numbers = ['2025550141'];
    for (const [bad, code] of [
      [{ groupId: 'Nowhere' }, 4152],
      [{ toGroupId: 'Nowhere' }, 4152],
      [{ toServiceProviderId: 'Nobody' }, undefined],
      [{ department: 'Nothing' }, null],
    ] as const) {
      const failing = moveNumbers(world.client, { ...toVienna, numbers, ...bad });
      await expect(failing, JSON.stringify(bad)).rejects.toThrow(AutomationError);
      if (code !== undefined) await expect(failing).rejects.toMatchObject({ problem: { code } });
    }
    expect(writes(world)).toEqual([]);
  });

  it('is a login without the rights', async () => {
    for (const username of ['berlin-admin@example.test', 'anna.schmidt@grandharbour.test']) {
      await using world = await Simulated.start({}, { username });
      const failing = moveNumbers(world.client, { ...toVienna, numbers: ['2025550141'] });
      await expect(failing).rejects.toMatchObject({ problem: { kind: 'refused', code: 5404 } });
      expect(writes(world)).toEqual([]);
    }
  });

  it('is any of its reads that fails', async () => {
    await using world = await Simulated.start();
    for (const command of [
      'GroupGetRequest22V5',
      'GroupDnGetAssignmentListRequest18',
      'ServiceProviderDnGetSummaryListRequest',
      'GroupDepartmentGetListRequest18',
    ]) {
      world.simulator.faults.set({ only: [command], error: { code: 4711 } });
      const input = { ...toVienna, numbers: ['2025550141'], department: 'Front Office' };
      await expect(moveNumbers(world.client, input), command).rejects.toThrow(AutomationError);
    }
    expect(writes(world)).toEqual([]);
  });

  it('is a journal that is that of another run, or that cannot be written', async () => {
    await using world = await Simulated.start();
    const input = { ...toVienna, numbers: ['2025550141'] };
    const journal = new MemoryJournal();
    await moveNumbers(world.client, input, { journal });
    const sent = writes(world);
    await expect(moveNumbers(world.client, input, { journal })).rejects.toThrow(
      AutomationUsageError,
    );
    const full = new WatchedJournal(new MemoryJournal(), () => {
      throw new Error('no space left');
    });
    const failing = moveNumbers(
      world.client,
      { ...input, numbers: ['2025550142'] },
      { journal: full },
    );
    await expect(failing).rejects.toThrow('no space left Nothing was sent.');
    expect(writes(world)).toEqual(sent);
  });
});

describe('a move that is ended early', () => {
  it('ends the batch that is under way, and tells which numbers were not begun', async () => {
    await using world = await Simulated.start();
    const abort = new AbortController();
    const journal = new WatchedJournal(new MemoryJournal(), (line) => {
      if (line.entry === 'sending') abort.abort();
    });
    const input = { ...toVienna, numbers: ['2025550141 - 2025550144'], batchSize: 2 };
    const change = await moveNumbers(world.client, input, { journal, signal: abort.signal });
    expect(change.totals).toEqual({ moved: 2, 'not-run': 2 });
    expect(change.complete).toBe(false);
    expect(change.isResumable).toBe(true);
    expect(change.problems.map((p) => p.kind)).toEqual(['skipped', 'skipped']);
  });

  it('sends nothing if it is ended while it reads', async () => {
    await using world = await Simulated.start();
    const abort = new AbortController();
    const failing = moveNumbers(
      world.client,
      { ...toVienna, numbers: ['2025550141'] },
      { signal: abort.signal, onProgress: () => abort.abort() },
    );
    await expect(failing).rejects.toMatchObject({ problem: { kind: 'skipped' } });
    expect(writes(world)).toEqual([]);
  });

  it('by a right that is missing does not try the other batches', async () => {
    await using world = await Simulated.start();
    world.simulator.faults.set({ only: ['GroupDnUnassignListRequest'], error: { code: 5404 } });
    const input = { ...toVienna, numbers: ['2025550141 - 2025550144'], batchSize: 2 };
    const change = await moveNumbers(world.client, input);
    expect(change.totals).toEqual({ refused: 2, 'not-run': 2 });
    expect(world.commands.GroupDnUnassignListRequest).toBe(1);
  });

  it('by a journal that fails takes back what it has begun', async () => {
    await using world = await Simulated.start();
    const numbers = ['0141', '0142', '0150'].map(number);
    const before = recordsOf(world, numbers);
    for (let failing = 1; failing <= 8; failing++) {
      const journal = new WatchedJournal(new MemoryJournal(), (_, index) => {
        if (index >= failing) throw new Error('no space left');
      });
      const input = { ...toVienna, numbers };
      const change = await moveNumbers(world.client, input, { journal });
      // Two are through once they are active; the third has yet to be made inactive.
      const totals =
        failing < 6 ? { failed: 3 } : failing < 8 ? { moved: 2, failed: 1 } : { moved: 3 };
      expect([failing, change.totals]).toEqual([failing, totals]);
      const failed = change.numbers.filter((n) => n.outcome === 'failed').map((n) => n.number);
      for (const n of failed) expect(recordsOf(world, [n])[n]).toEqual(before[n]);
      putBack(world, before);
      expect(change.problems.at(-1)).toMatchObject({ path: 'journal' });
    }
  });
});

describe('an older platform', () => {
  it('is read with older commands', async () => {
    await using world = await Simulated.start({ release: 'R21' });
    const change = await moveNumbers(world.client, { ...toVienna, numbers: ['2025550141'] });
    expect(change.totals).toEqual({ moved: 1 });
    expect(change.notes.map((n) => n.command)).toEqual(['GroupGetRequest14sp7']);
  });
});

describe('a large move', () => {
  it('goes in batches, and tells how far it is', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    const numbers = Array.from({ length: 500 }, (_, i) => `+1-303555${String(i).padStart(4, '0')}`);
    platform.numbers.add('Grand-Harbour', numbers);
    const berlin = platform.group('Grand-Harbour', 'Berlin');
    for (const n of numbers) platform.numbers.assign(platform.numbers.get(n)!, berlin);
    const seen: number[] = [];
    const change = await moveNumbers(
      world.client,
      { ...toVienna, numbers: ['+1-3035550000 - +1-3035550499'], batchSize: 100 },
      { onProgress: ({ step, done }) => step === 'the numbers' && seen.push(done) },
    );
    expect(change.totals).toEqual({ moved: 500 });
    expect(seen).toEqual([0, 100, 200, 300, 400, 500]);
    expect(change.messages).toBe(1 + 5 * 3 + 1);
  });
});

describe('the definition', () => {
  it('reports a move for people', async () => {
    await using world = await Simulated.start();
    const automation = automations.findCommand('number move')!;
    const change = await automation.run(world.client, {
      ...toVienna,
      numbers: ['2025550101', '2025550141'],
    });
    const report = automation.report(change);
    expect(report.subtitle).toBe('1 in-use, 1 moved');
    expect(report.parts.map((p) => p.title)).toEqual(['Task', 'Numbers', 'Steps', 'Run']);
  });
});
