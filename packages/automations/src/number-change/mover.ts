import { answerOf } from '@ocipkit/client';
import type { OCIResponse } from '@ocipkit/core';
import { knownRefusals } from '../run/known-refusals.js';
import type { StepAnswer } from '../journal/journal.js';
import { localProblem, problemAt, type Problem } from '../run/problem.js';
import type { Run } from '../run/run.js';
import type { Outcome } from '../run/section.js';
import { type Operations, type ChangePlan, type Operation } from './plan.js';
import type { Recorder } from './recorder.js';
import { Survey } from './survey.js';
import type { NumberCommand, NumberNotice } from './types.js';

/** What came of a step: all done; or, by reading, which numbers are through, which not, which elsewhere. */
type Result =
  | { readonly kind: 'done' }
  | { readonly kind: 'unread'; readonly cause: Problem }
  | {
      readonly kind: 'partly';
      readonly through: readonly string[];
      readonly stuck: readonly string[];
      readonly lost: readonly string[];
      readonly cause: Problem;
      /** A part of the numbers may be taken where all of them were not. */
      readonly isDivisible: boolean;
      /** The answer was lost, and reading has shown that nothing had happened. */
      readonly isRepeatable: boolean;
    };

/**
 * Takes numbers along a path, some at a time. What is refused for several is tried for fewer, until the
 * bad number is alone; a number that does not get through goes back the way it came.
 */
export class Mover {
  readonly warnings: NumberNotice[] = [];
  readonly #run: Run;
  readonly #plan: ChangePlan;
  readonly #operations: Operations;
  readonly #recorder: Recorder;
  readonly #problems = new Map<string, Problem>();
  readonly #touched = new Set<string>();
  #halt: Problem | undefined;

  constructor(run: Run, plan: ChangePlan, operations: Operations, recorder: Recorder) {
    this.#run = run;
    this.#plan = plan;
    this.#operations = operations;
    this.#recorder = recorder;
  }

  /** Why no further numbers are to be taken; undefined if they may. */
  get halt(): Problem | undefined {
    return this.#halt ?? this.#recorder.problem;
  }

  /** Why a number did not get through. */
  problem(number: string): Problem | undefined {
    return this.#problems.get(number);
  }

  /** Something was sent for the number. */
  isTouched(number: string): boolean {
    return this.#touched.has(number);
  }

  /** Takes numbers from a position to the end of the path. */
  async forward(numbers: readonly string[], position: number): Promise<void> {
    const index = this.#operations.forward.findIndex((o) => o.from >= position);
    if (index >= 0) await this.#forward(numbers, index, false);
  }

  /** Takes numbers from a position back to the beginning of the path. */
  async back(numbers: readonly string[], position: number, cause?: Problem): Promise<void> {
    const index = this.#operations.back.findIndex((o) => o.from <= position);
    if (index >= 0) await this.#back(numbers, index, cause, false);
    else if (cause !== undefined) this.#fail(numbers, cause);
  }

  async #forward(all: readonly string[], start: number, isRepeated: boolean): Promise<void> {
    let numbers = all;
    for (const [i, operation] of this.#operations.forward.entries()) {
      if (i < start) continue;
      numbers = await this.#deletable(numbers, operation);
      const meant = numbers.filter(operation.isFor);
      if (meant.length === 0) continue;
      const result = await this.#perform(operation, meant);
      if (result.kind === 'done') continue;
      if (result.kind === 'unread') {
        this.#fail(numbers, result.cause);
        return;
      }
      const { through, stuck, lost, cause } = result;
      this.#fail(lost, displaced(cause));
      const others = numbers.filter((number) => !meant.includes(number));
      const onward = [...through, ...others];
      if (onward.length > 0) await this.#forward(onward, i + 1, false);
      if (stuck.length === 0) return;
      if (result.isDivisible && stuck.length > 1) {
        for (const half of halves(stuck)) await this.#forward(half, i, false);
      } else if (result.isRepeatable && !isRepeated) await this.#forward(stuck, i, true);
      else if (operation.from === 0 && operation.to !== 0) this.#fail(stuck, cause);
      else await this.back(stuck, operation.from, cause);
      return;
    }
  }

  async #back(
    numbers: readonly string[],
    start: number,
    cause: Problem | undefined,
    isRepeated: boolean,
  ): Promise<void> {
    for (const [i, operation] of this.#operations.back.entries()) {
      if (i < start) continue;
      const meant = numbers.filter(operation.isFor);
      if (meant.length === 0) continue;
      const result = await this.#perform(operation, meant);
      if (result.kind === 'done') continue;
      if (result.kind === 'unread') {
        this.#fail(numbers, notBack(cause, result.cause));
        return;
      }
      const { through, stuck, lost } = result;
      this.#fail(lost, displaced(cause ?? result.cause));
      const others = numbers.filter((number) => !meant.includes(number));
      const onward = [...through, ...others];
      if (onward.length > 0) await this.#back(onward, i + 1, cause, false);
      if (stuck.length === 0) return;
      if (result.isDivisible && stuck.length > 1) {
        for (const half of halves(stuck)) await this.#back(half, i, cause, false);
      } else if (result.isRepeatable && !isRepeated) await this.#back(stuck, i, cause, true);
      else this.#fail(stuck, notBack(cause, result.cause));
      return;
    }
    if (cause !== undefined) this.#fail(numbers, cause);
  }

  /** Before numbers are deleted: those that the platform would not let go, go back. */
  async #deletable(numbers: readonly string[], operation: Operation): Promise<readonly string[]> {
    if (this.#plan.path[operation.to]?.kind !== 'nobody' || numbers.length === 0) return numbers;
    const read = await Survey.read(this.#run, this.#plan.path, numbers);
    if ('problem' in read) {
      this.#halt = read.problem;
      await this.back(numbers, operation.from, read.problem);
      return [];
    }
    const kept = numbers.filter((number) => read.survey.state(number).canDelete === false);
    if (kept.length === 0) return numbers;
    const message = 'The service provider cannot delete the number: its list says so.';
    const cause = localProblem('skipped', message, { path: 'numbers', command: null });
    await this.back(kept, operation.from, cause);
    return numbers.filter((number) => !kept.includes(number));
  }

  async #perform(operation: Operation, numbers: readonly string[]): Promise<Result> {
    const step = this.#recorder.step(operation, numbers, 'unknown');
    await this.#recorder.sending(step, operation.to);
    const { problem } = this.#recorder;
    // Nothing new is begun without a journal; what was begun is taken back all the same.
    if (problem !== undefined && operation.direction === 'forward') {
      this.#recorder.drop(step);
      return { ...untouched(numbers, problem), isDivisible: false, isRepeatable: false };
    }
    for (const number of numbers) this.#touched.add(number);
    const outcome = await this.#run.write<NumberCommand>(step.command, step.input, {
      path: `numbers[${numbers[0] ?? ''}]`,
      subject: numbers[0],
    });
    const { answer, cause } = this.#answerOf(step.id, step.command, outcome);
    await this.#recorder.answer(step, answer, cause);
    if (cause === undefined) return { kind: 'done' };
    return this.#settle(step.id, operation, numbers, answer, cause);
  }

  #answerOf(
    step: string,
    command: string,
    outcome: Outcome<OCIResponse>,
  ): { readonly answer: StepAnswer; readonly cause?: Problem } {
    if (outcome.ok) {
      const warning = answerOf(outcome.response)?.warning;
      if (warning === undefined) return { answer: 'done' };
      const { type, code = null, summary, summaryEnglish } = warning;
      const said = summaryEnglish === '' ? summary : summaryEnglish;
      this.warnings.push({ step, command, type, code, summary: said });
      const message = `${command} was answered by a notice: ${said}`;
      const cause = localProblem('inconsistent', message, { path: 'numbers', command });
      return {
        answer: 'notice',
        cause: { ...cause, kind: 'notice', type, code, summary, summaryEnglish },
      };
    }
    const { problem, error } = outcome;
    if (problem.kind === 'refused') return { answer: 'rejected', cause: problem };
    const isSent = error !== undefined && error.outcome !== 'not-sent';
    return { answer: isSent ? 'unknown' : 'not-sent', cause: problem };
  }

  /** Reads what a step has done whose answer was not plain. */
  async #settle(
    step: string,
    operation: Operation,
    numbers: readonly string[],
    answer: StepAnswer,
    cause: Problem,
  ): Promise<Result> {
    const isForbidden = knownRefusals.meaning(cause.code) === 'unauthorized';
    if (isForbidden || answer === 'not-sent') this.#halt = cause;
    const read = await Survey.read(this.#run, this.#plan.path, numbers);
    if ('problem' in read) {
      this.#halt = cause;
      return { kind: 'unread', cause };
    }
    const { survey } = read;
    const isThrough = (number: string): boolean =>
      operation.isDone(survey.state(number), survey.position(number), number);
    const through = numbers.filter(isThrough);
    const rest = numbers.filter((number) => !isThrough(number));
    const stuck = rest.filter((number) => survey.position(number) === operation.from);
    const lost = rest.filter((number) => survey.position(number) !== operation.from);
    await this.#recorder.note({ entry: 'settled', step, done: through, notDone: rest });
    return {
      kind: 'partly',
      through,
      stuck,
      lost,
      cause,
      isDivisible: isRefusal(cause) && !isForbidden,
      isRepeatable: cause.kind === 'transport',
    };
  }

  #fail(numbers: readonly string[], problem: Problem): void {
    for (const number of numbers) {
      this.#problems.set(number, { ...problemAt(`numbers[${number}]`, problem), subject: number });
    }
  }
}

/** The platform answered, and what it said need not hold for each of the numbers. */
export function isRefusal({ kind }: Problem): boolean {
  return kind === 'refused' || kind === 'notice';
}

function untouched(numbers: readonly string[], cause: Problem) {
  return { kind: 'partly', through: [], stuck: numbers, lost: [], cause } as const;
}

function halves(numbers: readonly string[]): readonly (readonly string[])[] {
  const middle = Math.ceil(numbers.length / 2);
  return [numbers.slice(0, middle), numbers.slice(middle)];
}

function displaced(cause: Problem): Problem {
  return { ...cause, message: `${cause.message} Somebody else has moved the number meanwhile.` };
}

function notBack(cause: Problem | undefined, problem: Problem): Problem {
  if (cause === undefined) return problem;
  return { ...cause, message: `${cause.message} It could not be taken back: ${problem.message}` };
}
