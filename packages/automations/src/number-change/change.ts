import { createHash } from 'node:crypto';
import type { Client } from '@ocipkit/client';
import {
  MemoryJournal,
  type Journal,
  type JournalEntry,
  type JournalStep,
} from '../journal/journal.js';
import { AutomationUsageError } from '../run/usage-error.js';
import type { RunOptions } from '../run/options.js';
import { localProblem, type Problem } from '../run/problem.js';
import { Run } from '../run/run.js';
import { AutomationError } from '../run/section.js';
import { makePlan, type ChangeRequest } from './check.js';
import { isRefusal, Mover } from './mover.js';
import { batchesOf, Operations, type ChangePlan } from './plan.js';
import { Recorder } from './recorder.js';
import { Survey } from './survey.js';
import type { NumberChange, NumberOutcome, NumberResult, NumberTotals } from './types.js';

/** Numbers that go in one request unless the caller says otherwise, and the most that may. */
export const DEFAULT_BATCH_SIZE = 20;
export const MAX_BATCH_SIZE = 100;

/** @throws AutomationUsageError */
export function checkBatchSize(size: number): number {
  if (Number.isInteger(size) && size >= 1 && size <= MAX_BATCH_SIZE) return size;
  throw new AutomationUsageError(
    `batchSize is no whole number from 1 to ${String(MAX_BATCH_SIZE)}.`,
  );
}

/** Plans a change and, unless it is a dry run, does it. */
export async function startChange(
  client: Client,
  request: ChangeRequest,
  { dryRun, confirmation }: { dryRun: boolean; confirmation?: string | undefined },
  options: RunOptions,
): Promise<NumberChange> {
  const journal = options.journal ?? new MemoryJournal();
  if (!dryRun && (await journal.read()).length > 0) {
    throw new AutomationUsageError(
      'The journal is that of another run: resume it or roll it back, or give a new one.',
    );
  }
  const run = new Run(client, options);
  run.progress('what is there', 0, request.numbers.length);
  const plan = await makePlan(run, request);
  const change = new Change(client, run, plan, new Recorder(journal, 0), options);
  if (dryRun) return change.dryRun();
  if (plan.automation === 'removeNumbers' && confirmation !== confirmationOf(plan)) {
    const message =
      'Nothing was removed: what can be removed is not what was confirmed. Make a dry run again.';
    const problem = localProblem('skipped', message, { path: 'confirmation', command: null });
    throw new AutomationError(problem);
  }
  await change.begin({ entry: 'plan', automation: plan.automation, plan });
  return change.forward('run', () => 0);
}

/**
 * Goes on with a move or a removal that ended early. What is done is read from the platform, not believed:
 * only what is missing is sent.
 *
 * @throws AutomationUsageError if the journal holds no such run, or one that was being rolled back;
 *   AutomationError if the lists can't be read, or the journal can't be written
 */
export async function resumeNumberChange(
  client: Client,
  journal: Journal,
  options: RunOptions = {},
): Promise<NumberChange> {
  const { plan, reach, entries } = await readJournal(journal);
  if (entries.some(({ entry }) => entry === 'rollback')) {
    throw new AutomationUsageError('The run was being rolled back: go on with that.');
  }
  const change = reopen(client, journal, plan, entries, options);
  return change.forward('resume', (number) => reach.get(number) ?? 0);
}

/**
 * Takes back what a move or a removal has done, in reverse order; nothing that somebody else has done
 * since. May be repeated until all is back.
 *
 * @throws AutomationUsageError if the journal holds no such run; AutomationError if the lists can't be
 *   read, or the journal can't be written
 */
export async function rollBackNumberChange(
  client: Client,
  journal: Journal,
  options: RunOptions = {},
): Promise<NumberChange> {
  const { plan, reach, entries } = await readJournal(journal);
  const change = reopen(client, journal, plan, entries, options);
  return change.back((number) => reach.get(number));
}

/** What the caller of a removal has to repeat: how many numbers, and a digest of them. */
function confirmationOf({ numbers, path }: ChangePlan): string {
  const removed = numbers.filter(({ decided }) => decided === null).map((n) => n.number);
  const text = [...path.map((place) => JSON.stringify(place)), ...removed.toSorted()].join('\n');
  const digest = createHash('sha256').update(text.toLowerCase()).digest('hex').slice(0, 12);
  return `${String(removed.length)}-${digest}`;
}

/** One change in the making. */
class Change {
  readonly #reading: Run;
  /** Without a signal: a batch that has been begun is ended, whatever happens. */
  readonly #writing: Run;
  readonly #plan: ChangePlan;
  readonly #operations: Operations;
  readonly #recorder: Recorder;
  readonly #mover: Mover;

  constructor(
    client: Client,
    reading: Run,
    plan: ChangePlan,
    recorder: Recorder,
    { concurrency, onProgress }: RunOptions,
  ) {
    this.#reading = reading;
    const { requests, messages } = reading.summary([]);
    this.#writing = new Run(client, {
      concurrency,
      onProgress: (p) =>
        onProgress?.({ ...p, requests: p.requests + requests, messages: p.messages + messages }),
    });
    this.#plan = plan;
    this.#operations = new Operations(plan);
    this.#recorder = recorder;
    this.#mover = new Mover(this.#writing, plan, this.#operations, recorder);
  }

  /** The first line; without it nothing is sent. */
  async begin(entry: Parameters<Recorder['note']>[0]): Promise<void> {
    await this.#recorder.note(entry);
    const { problem } = this.#recorder;
    if (problem !== undefined) {
      throw new AutomationError({ ...problem, message: `${problem.message} Nothing was sent.` });
    }
  }

  dryRun(): NumberChange {
    for (const batch of batchesOf(this.#open(), this.#plan.batchSize)) {
      for (const operation of this.#operations.forward) {
        const meant = batch.filter(operation.isFor);
        if (meant.length > 0) this.#recorder.step(operation, meant, 'planned');
      }
    }
    const numbers = this.#plan.numbers.map(({ number, before, decided }) => ({
      number,
      before,
      after: null,
      outcome: decided?.outcome ?? 'planned',
      problem: decided?.problem ?? null,
    }));
    return this.#result('dry-run', numbers);
  }

  /** `reach`: the furthest position to which this run can have taken a number. */
  async forward(mode: 'run' | 'resume', reach: (number: string) => number): Promise<NumberChange> {
    const last = this.#plan.path.length - 1;
    const positions = new Map<number, string[]>();
    const blocked = new Map<string, Blocked>();
    if (mode === 'run') positions.set(0, [...this.#open()]);
    else {
      const survey = await this.#survey();
      await this.begin({ entry: 'resume' });
      for (const number of this.#open()) {
        const state = survey.state(number);
        const position = survey.position(number);
        if (position < 0 || position > reach(number)) {
          const how = 'The number is not where this run can have taken it.';
          blocked.set(number, blockedBy('elsewhere', number, how));
        } else if (position === 0 && state.userId !== null) {
          const how = `The number is in use by ${state.userId}.`;
          blocked.set(number, blockedBy('in-use', number, how));
        } else if (position === last && this.#operations.isSettled('forward', number, state)) {
          continue;
        } else positions.set(position, [...(positions.get(position) ?? []), number]);
      }
    }
    await this.#inBatches(positions, (batch, position) => this.#mover.forward(batch, position));
    return this.#finish(mode, 'forward', reach, blocked);
  }

  async back(reach: (number: string) => number | undefined): Promise<NumberChange> {
    const positions = new Map<number, string[]>();
    const blocked = new Map<string, Blocked>();
    const survey = await this.#survey();
    await this.begin({ entry: 'rollback' });
    for (const number of this.#open()) {
      const furthest = reach(number);
      if (furthest === undefined) continue;
      const state = survey.state(number);
      const position = survey.position(number);
      if (position < 0 || position > furthest) {
        const how = 'The number is not where this run can have taken it: it is left there.';
        blocked.set(number, blockedBy('elsewhere', number, how));
      } else if (position > 0 && state.userId !== null) {
        const how = `The number is in use by ${state.userId} now: it is left there.`;
        blocked.set(number, blockedBy('in-use', number, how));
      } else if (position > 0 || !this.#operations.isSettled('back', number, state)) {
        positions.set(position, [...(positions.get(position) ?? []), number]);
      }
    }
    await this.#inBatches(positions, (batch, position) => this.#mover.back(batch, position));
    return this.#finish('rollback', 'back', reach, blocked);
  }

  /** Numbers that something is sent for. */
  #open(): readonly string[] {
    return this.#plan.numbers.filter((n) => n.decided === null).map((n) => n.number);
  }

  async #survey(): Promise<Survey> {
    const read = await Survey.read(this.#reading, this.#plan.path, this.#open());
    if ('problem' in read) throw new AutomationError(read.problem, read.error);
    return read.survey;
  }

  async #inBatches(
    positions: ReadonlyMap<number, readonly string[]>,
    take: (batch: readonly string[], position: number) => Promise<void>,
  ): Promise<void> {
    const total = [...positions.values()].reduce((sum, numbers) => sum + numbers.length, 0);
    let done = 0;
    for (const [position, numbers] of positions) {
      for (const batch of batchesOf(numbers, this.#plan.batchSize)) {
        if (this.#mover.halt !== undefined) return;
        this.#writing.progress('the numbers', done, total);
        if (this.#reading.isAborted) return;
        await take(batch, position);
        done += batch.length;
      }
    }
    this.#writing.progress('the numbers', done, total);
  }

  async #finish(
    mode: NumberChange['mode'],
    direction: 'forward' | 'back',
    reach: (number: string) => number | undefined,
    blocked: ReadonlyMap<string, Blocked>,
  ): Promise<NumberChange> {
    const read = await Survey.read(this.#writing, this.#plan.path, this.#open());
    const survey = 'survey' in read ? read.survey : undefined;
    const unread = 'problem' in read ? read.problem : undefined;
    const numbers = this.#plan.numbers.map(({ number, before, decided }): NumberResult => {
      if (decided !== null) {
        return { number, before, after: before, ...decided };
      }
      const after = survey?.state(number) ?? null;
      const { outcome, problem } =
        blocked.get(number) ??
        this.#judge(number, direction, survey, reach(number) !== undefined, unread);
      return { number, before, after, outcome, problem };
    });
    await this.#recorder.note({ entry: 'end' });
    return this.#result(mode, numbers);
  }

  /** What became of a number, by where it is now. */
  #judge(
    number: string,
    direction: 'forward' | 'back',
    survey: Survey | undefined,
    isOurs: boolean,
    unread: Problem | undefined,
  ): Blocked {
    const problem = this.#mover.problem(number) ?? this.#skipped(number);
    const isTouched = this.#mover.isTouched(number);
    if (direction === 'back' && !isOurs) return { outcome: 'unchanged', problem: null };
    if (survey === undefined) {
      const path = `numbers[${number}]`;
      return {
        outcome: isTouched || direction === 'back' ? 'unknown' : 'not-run',
        problem: unread === undefined ? problem : { ...unread, path, subject: number },
      };
    }
    const state = survey.state(number);
    const position = survey.position(number);
    const end = direction === 'forward' ? this.#plan.path.length - 1 : 0;
    if (position === end) {
      if (this.#operations.isSettled(direction, number, state)) {
        return { outcome: this.#achieved(direction), problem: null };
      }
      return { outcome: 'incomplete', problem };
    }
    if (position < 0) return { outcome: 'elsewhere', problem };
    if (direction === 'back' || position > 0) return { outcome: 'stranded', problem };
    if (!isTouched && this.#mover.problem(number) === undefined) {
      return { outcome: 'not-run', problem };
    }
    // Back where it was, though perhaps not in every respect.
    if (!this.#operations.isSettled('back', number, state))
      return { outcome: 'incomplete', problem };
    return { outcome: isRefusal(problem) ? 'refused' : 'failed', problem };
  }

  #achieved(direction: 'forward' | 'back'): NumberOutcome {
    if (direction === 'back') return 'restored';
    return this.#plan.automation === 'moveNumbers' ? 'moved' : 'removed';
  }

  #skipped(number: string): Problem {
    const message = this.#mover.halt?.message;
    const why = message === undefined ? 'The run was ended.' : `The run was ended: ${message}`;
    const place = { path: `numbers[${number}]`, command: null, subject: number };
    return localProblem('skipped', why, place);
  }

  #result(mode: NumberChange['mode'], numbers: readonly NumberResult[]): NumberChange {
    const { automation, path } = this.#plan;
    const [from, to] = [path[0], path.at(-1)];
    if (from === undefined || to === undefined) throw new TypeError('a path has two ends');
    const problems = numbers.flatMap(({ problem }) => (problem === null ? [] : [problem]));
    const { problem: journal } = this.#recorder;
    const read = this.#reading.summary([...problems, ...(journal === undefined ? [] : [journal])]);
    const written = this.#writing.summary([]);
    return {
      automation,
      mode,
      from,
      to,
      numbers,
      totals: totalsOf(numbers),
      steps: this.#recorder.steps,
      warnings: this.#mover.warnings,
      isResumable: numbers.some(({ outcome }) => half.has(outcome)),
      confirmation:
        mode === 'dry-run' && automation === 'removeNumbers' ? confirmationOf(this.#plan) : null,
      ...read,
      notes: [...read.notes, ...written.notes],
      requests: read.requests + written.requests,
      messages: read.messages + written.messages,
    };
  }
}

type Blocked = Pick<NumberResult, 'outcome' | 'problem'>;

function blockedBy(outcome: NumberOutcome, number: string, message: string): Blocked {
  const place = { path: `numbers[${number}]`, command: null, subject: number };
  return { outcome, problem: localProblem('skipped', message, place) };
}

const half: ReadonlySet<NumberOutcome> = new Set(['stranded', 'unknown', 'not-run', 'incomplete']);

function totalsOf(numbers: readonly NumberResult[]): NumberTotals {
  const totals: Partial<Record<NumberOutcome, number>> = {};
  for (const { outcome } of numbers) totals[outcome] = (totals[outcome] ?? 0) + 1;
  return totals;
}

// The journal of an earlier process

function reopen(
  client: Client,
  journal: Journal,
  plan: ChangePlan,
  entries: readonly JournalEntry[],
  options: RunOptions,
): Change {
  const run = new Run(client, options);
  run.progress('what is there', 0, plan.numbers.length);
  const sent = entries.filter(({ entry }) => entry === 'sending').length;
  return new Change(client, run, plan, new Recorder(journal, sent), options);
}

interface EarlierRun {
  readonly entries: readonly JournalEntry[];
  readonly plan: ChangePlan;
  /** Furthest position to which a number can have been taken; none for those nothing was sent for. */
  readonly reach: ReadonlyMap<string, number>;
}

async function readJournal(journal: Journal): Promise<EarlierRun> {
  const entries = await journal.read();
  const [first] = entries;
  if (first?.entry !== 'plan' || !['moveNumbers', 'removeNumbers'].includes(first.automation)) {
    throw new AutomationUsageError(
      'The journal holds no move and no removal of numbers: nothing was sent, or it is of another automation.',
    );
  }
  return { entries, plan: first.plan as ChangePlan, reach: reachOf(entries) };
}

function reachOf(entries: readonly JournalEntry[]): ReadonlyMap<string, number> {
  const reach = new Map<string, number>();
  const notDone = new Map<string, ReadonlySet<string>>();
  const notSent = new Set<string>();
  const steps: JournalStep[] = [];
  for (const line of entries) {
    if (line.entry === 'sending') steps.push(line.step);
    else if (line.entry === 'settled') notDone.set(line.step, new Set(line.notDone));
    else if (line.entry === 'answer' && line.answer === 'not-sent') notSent.add(line.step);
  }
  for (const { id, direction, stage, targets } of steps) {
    if (direction !== 'forward' || notSent.has(id)) continue;
    for (const number of targets) {
      if (notDone.get(id)?.has(number) === true) continue;
      reach.set(number, Math.max(stage, reach.get(number) ?? 0));
    }
  }
  return reach;
}
