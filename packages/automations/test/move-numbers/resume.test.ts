import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  AutomationError,
  AutomationUsageError,
  FileJournal,
  MemoryJournal,
  moveNumbers,
  removeNumbers,
  resumeNumberChange,
  rollBackNumberChange,
  type JournalEntry,
  type JournalStep,
  type MoveNumbersInput,
} from '../../src/index.js';
import {
  CrashingJournal,
  number,
  putBack,
  putIntoDepartment,
  recordsOf,
  temporaryDirectory,
  WatchedJournal,
} from '../support/numbers.js';
import { Simulated } from '../support/simulated.js';

type User = ReturnType<Simulated['simulator']['platform']['usersOf']>[number];

/** Two active, one of them in a department, and one inactive: two batches with steps of every kind. */
const numbers = ['0141', '0142', '0150'].map(number);
const input: MoveNumbersInput = {
  serviceProviderId: 'Grand-Harbour',
  groupId: 'Berlin',
  toGroupId: 'Vienna',
  department: 'Front Office',
  numbers,
  batchSize: 2,
};
const toShop: MoveNumbersInput = {
  serviceProviderId: 'Grand-Harbour',
  groupId: 'Berlin',
  toServiceProviderId: 'Metro-Tel',
  toGroupId: 'Corner-Shop',
  numbers,
  batchSize: 2,
};

async function worldWithDepartment(): Promise<Simulated> {
  const world = await Simulated.start();
  putIntoDepartment(world, numbers[1]!, 'Housekeeping');
  return world;
}

/** Limit of tests that write hundreds of lines, each of which waits for the disk. */
const MANY_FLUSHES_MS = 120_000;

/** The lines of a run that goes well. */
async function linesOf(world: Simulated, move: MoveNumbersInput): Promise<readonly JournalEntry[]> {
  const journal = new MemoryJournal();
  const change = await moveNumbers(world.client, move, { journal });
  expect(change.totals).toEqual({ moved: 3 });
  return journal.read();
}

const stepsOf = (lines: readonly JournalEntry[]): readonly JournalStep[] =>
  lines.flatMap((line) => (line.entry === 'sending' ? [line.step] : []));

describe.each([
  ['within a service provider', input, 8],
  ['to another service provider', toShop, 10],
] as const)('a move %s that crashes', (_, move, stepCount) => {
  it.each(['resumed', 'rolled back'] as const)(
    'at any line of its journal can be %s',
    async (how) => {
      await using world = await worldWithDepartment();
      const before = recordsOf(world, numbers);
      const lines = await linesOf(world, move);
      const moved = recordsOf(world, numbers);
      expect(stepsOf(lines)).toHaveLength(stepCount);
      expect(lines).toHaveLength(2 * stepCount + 2);
      const directory = await temporaryDirectory();
      for (let line = 0; line < lines.length; line++) {
        // A line that is written and the next that is not are the same, unless something was to be sent.
        const isSending = lines[line]?.entry === 'sending';
        for (const isWritten of isSending ? [false, true] : [false]) {
          putBack(world, before);
          const place = `line ${String(line)}, ${isWritten ? 'written' : 'not written'}`;
          const path = join(directory, place);
          await using crashed = await FileJournal.create(path);
          const journal = new CrashingJournal(crashed, line, isWritten);
          void moveNumbers(world.client, move, { journal });
          await journal.crashed;
          await using reopened = await FileJournal.open(path);
          if (line === 0 && !isWritten) {
            const failing = resumeNumberChange(world.client, reopened);
            await expect(failing).rejects.toThrow(AutomationUsageError);
            expect(recordsOf(world, numbers)).toEqual(before);
          } else if (how === 'resumed') {
            const change = await resumeNumberChange(world.client, reopened);
            expect([place, change.totals, change.problems]).toEqual([place, { moved: 3 }, []]);
            expect(recordsOf(world, numbers), place).toEqual(moved);
          } else {
            const change = await rollBackNumberChange(world.client, reopened);
            expect([place, change.problems]).toEqual([place, []]);
            expect(recordsOf(world, numbers), place).toEqual(before);
          }
        }
      }
    },
    MANY_FLUSHES_MS,
  );

  it('again while it is rolled back can be rolled back from any line', async () => {
    await using world = await worldWithDepartment();
    const before = recordsOf(world, numbers);
    const lines = await linesOf(world, move);
    const moved = recordsOf(world, numbers);
    const rollback = async (line: number): Promise<number> => {
      putBack(world, moved);
      const journal = new MemoryJournal();
      for (const entry of lines) await journal.append(entry);
      const watched = new WatchedJournal(journal, () => undefined);
      const crashing = new CrashingJournal(watched, line, true);
      const running = rollBackNumberChange(world.client, crashing);
      await Promise.race([running, crashing.crashed]);
      const change = await rollBackNumberChange(world.client, journal);
      expect([line, change.totals]).toEqual([line, { restored: 3 }]);
      expect(recordsOf(world, numbers), String(line)).toEqual(before);
      return watched.lines;
    };
    const count = await rollback(Infinity);
    expect(count).toBeGreaterThan(stepCount);
    for (let line = 0; line < count; line++) await rollback(line);
  });
});

describe.each([
  ['within a service provider', input, 8],
  ['to another service provider', toShop, 10],
] as const)('a move %s whose connection is lost', (_, move, stepCount) => {
  it.each(['before', 'after'] as const)(
    '%s any write reads what was done, and goes on',
    async (when) => {
      await using world = await worldWithDepartment();
      const before = recordsOf(world, numbers);
      await linesOf(world, move);
      const moved = recordsOf(world, numbers);
      for (let index = 0; index < stepCount; index++) {
        putBack(world, before);
        const { faults } = world.simulator;
        let seen = 0;
        let isSoAlready = false;
        const journal = new WatchedJournal(new MemoryJournal(), (line) => {
          if (line.entry !== 'sending' || seen++ !== index) return;
          const only = [line.step.command];
          // Numbers are assigned inactive.
          isSoAlready = only.includes('GroupDnDeactivateListRequest');
          // Without its session the write is not run; with `drop` it is, and the answer is lost.
          faults.once(when === 'before' ? { killSession: 1, drop: 1, only } : { drop: 1, only });
        });
        const change = await moveNumbers(world.client, move, { journal });
        expect([index, change.totals, change.problems]).toEqual([index, { moved: 3 }, []]);
        expect(recordsOf(world, numbers), String(index)).toEqual(moved);
        expect(change.steps.filter((s) => s.state !== 'done').map((s) => s.state)).toEqual([
          'unknown',
        ]);
        // Only what was not run, and is not so, is sent again.
        const isRepeated = when === 'before' && !isSoAlready;
        expect(change.steps).toHaveLength(stepCount + (isRepeated ? 1 : 0));
        expect(faults.waiting).toBe(0);
      }
    },
  );

  it.each([
    ['before', 'resumed'],
    ['before', 'rolled back'],
    ['after', 'resumed'],
    ['after', 'rolled back'],
  ] as const)(
    'for good %s any write leaves a journal that can be %s',
    async (when, how) => {
      await using world = await Simulated.start({}, { retry: false });
      putIntoDepartment(world, numbers[1]!, 'Housekeeping');
      const before = recordsOf(world, numbers);
      await linesOf(world, move);
      const moved = recordsOf(world, numbers);
      const directory = await temporaryDirectory();
      for (let index = 0; index < stepCount; index++) {
        putBack(world, before);
        const { faults } = world.simulator;
        const path = join(directory, String(index));
        let seen = 0;
        {
          await using file = await FileJournal.create(path);
          const journal = new WatchedJournal(file, (line) => {
            if (line.entry !== 'sending' || seen++ !== index) return;
            faults.set(when === 'before' ? { killSession: 1, drop: 1 } : { drop: 1 });
          });
          const change = await moveNumbers(world.client, move, { journal });
          expect(change.complete).toBe(false);
          expect(change.isResumable).toBe(true);
          expect(change.numbers.map((n) => n.after)).toEqual([null, null, null]);
        }
        faults.clear();
        await using reopened = await FileJournal.open(path);
        if (how === 'resumed') {
          const change = await resumeNumberChange(world.client, reopened);
          expect([index, change.totals]).toEqual([index, { moved: 3 }]);
          expect(recordsOf(world, numbers), String(index)).toEqual(moved);
        } else {
          const change = await rollBackNumberChange(world.client, reopened);
          expect([index, change.problems]).toEqual([index, []]);
          expect(recordsOf(world, numbers), String(index)).toEqual(before);
        }
      }
    },
    MANY_FLUSHES_MS,
  );
});

describe('from a journal', () => {
  it('a finished move is resumed without sending anything, and rolled back as a whole', async () => {
    await using world = await worldWithDepartment();
    const before = recordsOf(world, numbers);
    const journal = new MemoryJournal();
    await moveNumbers(world.client, input, { journal });
    const resumed = await resumeNumberChange(world.client, journal);
    expect(resumed).toMatchObject({ mode: 'resume', totals: { moved: 3 }, steps: [] });
    const back = await rollBackNumberChange(world.client, journal);
    expect(back).toMatchObject({ mode: 'rollback', totals: { restored: 3 }, complete: true });
    expect(back.steps.every((s) => s.direction === 'back')).toBe(true);
    expect(recordsOf(world, numbers)).toEqual(before);
    expect(JSON.parse(JSON.stringify(back))).toEqual(back);
    const again = await rollBackNumberChange(world.client, journal);
    expect(again).toMatchObject({ totals: { restored: 3 }, steps: [] });
  });

  it('nothing is taken back that the run has not done, or that is in use by now', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    const journal = new MemoryJournal();
    const move = { ...input, numbers: ['0141', '0142', '0143', '0101'].map(number), batchSize: 1 };
    const abort = new AbortController();
    let begun = 0;
    const watched = new WatchedJournal(journal, (line) => {
      if (line.entry === 'sending' && line.step.stage === 1 && ++begun === 2) abort.abort();
    });
    const change = await moveNumbers(world.client, move, {
      journal: watched,
      signal: abort.signal,
    });
    expect(change.totals).toEqual({ moved: 2, 'not-run': 1, 'in-use': 1 });
    // One is given to a user, and the one that the run did not come to is moved by somebody else.
    const vienna = platform.group('Grand-Harbour', 'Vienna');
    const [guest] = platform.usersOf(vienna) as [User];
    platform.changeUser(guest, (draft) => {
      draft.phoneNumber = number('0142');
    });
    platform.numbers.assign(platform.numbers.get(number('0143'))!, vienna);
    const back = await rollBackNumberChange(world.client, journal);
    expect(back.numbers.map((n) => n.outcome)).toEqual([
      'restored',
      'in-use',
      'unchanged',
      'in-use',
    ]);
    expect(platform.numbers.get(number('0143'))?.groupId).toBe('Vienna');
    expect(back.problems[0]?.message).toContain(guest.userId);
  });

  it('a number that somebody else has moved meanwhile is left alone', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    const directory = await temporaryDirectory();
    await using file = await FileJournal.create(join(directory, 'journal'));
    // It dies when both are taken from their group.
    const journal = new CrashingJournal(file, 2, true);
    const move = { ...input, numbers: numbers.slice(0, 2) };
    void moveNumbers(world.client, move, { journal });
    await journal.crashed;
    const reservations = platform.group('Grand-Harbour', 'Reservations');
    platform.numbers.assign(platform.numbers.get(numbers[0]!)!, reservations);
    const change = await resumeNumberChange(world.client, file);
    expect(change.numbers.map((n) => n.outcome)).toEqual(['elsewhere', 'moved']);
    const back = await rollBackNumberChange(world.client, file);
    expect(back.numbers.map((n) => n.outcome)).toEqual(['elsewhere', 'restored']);
    expect(platform.numbers.get(numbers[0]!)?.groupId).toBe('Reservations');
  });

  it('a run that was being rolled back is not resumed', async () => {
    await using world = await Simulated.start();
    const journal = new MemoryJournal();
    await moveNumbers(world.client, input, { journal });
    await rollBackNumberChange(world.client, journal);
    await expect(resumeNumberChange(world.client, journal)).rejects.toThrow(AutomationUsageError);
  });

  it('of another automation, or an empty one, nothing is resumed or rolled back', async () => {
    await using world = await Simulated.start();
    const journal = new MemoryJournal();
    await expect(resumeNumberChange(world.client, journal)).rejects.toThrow(AutomationUsageError);
    await journal.append({ entry: 'plan', at: 'now', automation: 'other', plan: {} });
    await expect(rollBackNumberChange(world.client, journal)).rejects.toThrow(AutomationUsageError);
  });

  it('nothing is sent if the lists cannot be read', async () => {
    await using world = await Simulated.start();
    const journal = new MemoryJournal();
    await moveNumbers(world.client, input, { journal });
    const lines = await journal.read();
    world.simulator.faults.set({
      only: ['ServiceProviderDnGetSummaryListRequest'],
      error: { code: 4711 },
    });
    await expect(resumeNumberChange(world.client, journal)).rejects.toThrow(AutomationError);
    await expect(rollBackNumberChange(world.client, journal)).rejects.toThrow(AutomationError);
    expect((await journal.read()).filter((l) => l.entry === 'sending')).toHaveLength(
      stepsOf(lines).length,
    );
    // A rollback that never began does not stand in the way.
    world.simulator.faults.clear();
    expect((await resumeNumberChange(world.client, journal)).totals).toEqual({ moved: 3 });
  });

  it('a removal is resumed and rolled back as well', async () => {
    await using world = await worldWithDepartment();
    const before = recordsOf(world, numbers);
    const removal = {
      serviceProviderId: 'Grand-Harbour',
      groupId: 'Berlin',
      numbers,
      batchSize: 2,
    };
    const { confirmation } = await removeNumbers(world.client, { ...removal, dryRun: true });
    const journal = new MemoryJournal();
    const crashing = new CrashingJournal(journal, 3, true);
    void removeNumbers(
      world.client,
      { ...removal, confirmation: confirmation! },
      { journal: crashing },
    );
    await crashing.crashed;
    const change = await resumeNumberChange(world.client, journal);
    expect(change.totals).toEqual({ removed: 3 });
    const back = await rollBackNumberChange(world.client, journal);
    expect(back.totals).toEqual({ restored: 3 });
    expect(recordsOf(world, numbers)).toEqual(before);
  });
});
