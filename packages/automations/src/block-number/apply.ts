import { answerOf } from '@ocipkit/client';
import type { OCIResponse } from '@ocipkit/core';
import { localProblem, type Problem } from '../run/problem.js';
import type { RequestName } from '../run/run.js';
import type { Outcome } from '../run/section.js';
import { allowOf, placeKey } from './place.js';
import { placesIn, type GroupPlan, type Present } from './plan.js';
import { pathOf, userPlace, type GroupReader } from './read.js';
import type { BlockJournalEntry, BlockPlace, BlockStep } from './types.js';

/** What sending the steps of a group came to. */
export interface Applied {
  readonly steps: readonly BlockStep[];
  /** Of the step that did not go through. */
  readonly problem?: Problem | undefined;
}

/** What is there after the changes. */
export interface ReadBack {
  readonly hasPattern: boolean;
  readonly places: readonly Present[];
}

const ADD = 'GroupCallingPlanAddDigitPatternRequest';
const DELETE = 'GroupCallingPlanDeleteDigitPatternListRequest';

/** Sends the steps of a group, one after the other; the first that does not go through is the last. */
export class Applier {
  readonly #reader: GroupReader;
  readonly #digitPattern: string;
  readonly #onStep: (entry: BlockJournalEntry) => void;

  constructor(
    reader: GroupReader,
    digitPattern: string,
    onStep: ((entry: BlockJournalEntry) => void) | undefined,
  ) {
    this.#reader = reader;
    this.#digitPattern = digitPattern;
    this.#onStep = onStep ?? (() => undefined);
  }

  async apply(groupId: string, plan: GroupPlan, planned: readonly BlockStep[]): Promise<Applied> {
    const steps: BlockStep[] = [];
    let problem: Problem | undefined;
    for (const step of planned) {
      if (problem !== undefined) {
        steps.push({ ...step, state: 'not-run' });
        continue;
      }
      if (this.#reader.run.isAborted) {
        problem = localProblem('skipped', 'The run was ended.', place(groupId, step));
        steps.push({ ...step, state: 'not-run' });
        continue;
      }
      this.#journal(groupId, step, 'sending');
      const outcome = await this.#write(groupId, step);
      const state = outcome.ok ? 'done' : await this.#settle(groupId, plan, step, outcome);
      if (!outcome.ok && state !== 'done') problem = outcome.problem;
      const notice = outcome.ok ? noticeOf(outcome.response) : undefined;
      steps.push({ ...step, state, ...(notice === undefined ? {} : { notice }) });
      this.#journal(groupId, step, state);
    }
    return { steps, ...(problem === undefined ? {} : { problem }) };
  }

  /** Reads what the steps were to change; undefined where something of it can't be read. */
  async readBack(
    groupId: string,
    plan: GroupPlan,
  ): Promise<ReadBack | { readonly problem: Problem }> {
    const users = plan.changes.flatMap(({ place: p }) => (p.kind === 'user' ? [p.userId] : []));
    const [patterns, rules, ...own] = await Promise.all([
      this.#reader.patterns(groupId),
      this.#reader.plan(groupId),
      ...users.map((userId) => this.#reader.user(userId, userPlace(groupId, userId))),
    ]);
    if (!patterns.ok) return { problem: patterns.problem };
    if (!rules.ok) return { problem: rules.problem };
    const failed = own.find((outcome) => !outcome.ok);
    if (failed?.ok === false) return { problem: failed.problem };
    const state = { patterns: patterns.response, plan: rules.response };
    const name = plan.patternName;
    return {
      hasPattern: hasPattern(state.patterns, name, this.#digitPattern),
      places: [
        ...placesIn(state, name),
        ...own.map((outcome, i): Present => ({
          place: { kind: 'user', userId: users[i] ?? '' },
          before: outcome.ok ? allowOf(outcome.response.userPermissions, name) : undefined,
        })),
      ],
    };
  }

  async #write(groupId: string, step: BlockStep): Promise<Outcome<unknown>> {
    const name = step.command as RequestName;
    // The plan made the fields for this very command.
    return this.#reader.run.write(name, step.input, {
      path: pathOf(groupId),
      subject: groupId,
    });
  }

  /** What became of a step that was not answered by a success: read, never sent again. */
  async #settle(
    groupId: string,
    plan: GroupPlan,
    step: BlockStep,
    outcome: Outcome<unknown> & { readonly ok: false },
  ): Promise<BlockStep['state']> {
    if (outcome.problem.kind === 'refused') return 'refused';
    const sent = outcome.error?.outcome === 'unknown';
    if (!sent) return outcome.problem.kind === 'skipped' ? 'not-run' : 'failed';
    const back = await this.readBack(groupId, plan);
    if ('problem' in back) return 'unknown';
    return isDone(step, back) ? 'done' : 'failed';
  }

  #journal(groupId: string, step: BlockStep, state: BlockJournalEntry['state']): void {
    const { command, input } = step;
    this.#onStep({ at: new Date().toISOString(), groupId, command, input, state });
  }
}

/** Whether what was read back is what a step wanted. */
export function isDone(step: BlockStep, { hasPattern: has, places }: ReadBack): boolean {
  if (step.command === ADD) return has;
  if (step.command === DELETE) return !has;
  return step.changes.every(({ place: p, after }) => (ruleAt(places, p) ?? true) === after);
}

export function ruleAt(places: readonly Present[], wanted: BlockPlace): boolean | undefined {
  const key = placeKey(wanted);
  return places.find(({ place: p }) => placeKey(p) === key)?.before;
}

function hasPattern(
  patterns: readonly { readonly name: string; readonly digitPattern: string }[],
  name: string | undefined,
  digits: string,
): boolean {
  return patterns.some(
    (p) => p.name.toLowerCase() === name?.toLowerCase() && p.digitPattern === digits,
  );
}

function noticeOf(response: unknown): string | undefined {
  const warning = answerOf(response as OCIResponse)?.warning;
  return warning === undefined ? undefined : `${warning.type}: ${warning.summaryEnglish}`;
}

function place(groupId: string, { command }: BlockStep) {
  return { path: pathOf(groupId), command, subject: groupId };
}
