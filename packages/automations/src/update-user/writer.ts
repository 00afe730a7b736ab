import type { UserModifyGroupIdResponse } from '@ocipkit/commands/user-identity';
import { knownRefusals } from '../run/known-refusals.js';
import { sameId } from '../run/cells.js';
import { localProblem, problemAt, type Problem } from '../run/problem.js';
import type { Run } from '../run/run.js';
import type { Outcome } from '../run/section.js';
import type { UserRecord } from '../user-record/types.js';
import { readUserRecord, type ReadUser } from '../user-record/user-record.js';
import { check } from './checks.js';
import { differing } from './compare.js';
import type { Fields } from './fields.js';
import {
  answeredOf,
  groupStep,
  noticeOf,
  obstacle,
  profileStep,
  readable,
  userIdStep,
  type Answered,
  type Step,
} from './steps.js';
import type { ServicePlan } from './services.js';
import type { UpdateCheck, UpdateMove, UpdateState } from './types.js';

/** What a writer needs of the input. */
export interface WriterInput {
  readonly newUserId?: string | undefined;
  readonly newGroupId?: string | undefined;
  readonly acceptImpacts?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
}

/** The user as read, the fields that differ, and the services that do. */
interface Work {
  readonly user: UserRecord;
  readonly patch: Fields;
  readonly services?: ServicePlan | undefined;
}

/** Plans, checks and carries out the writes of one update, in order, and stops at the first that fails. */
export class Writer {
  readonly steps: readonly Step[];
  readonly problems: Problem[];
  readonly warnings: string[] = [];
  checks: readonly UpdateCheck[] = [];
  move: UpdateMove | null = null;
  /** The user as last read; null where that failed after a write. */
  after: UserRecord | null;
  /** Primary id as far as it is known. */
  userId: string;
  readonly #run: Run;
  readonly #input: WriterInput;
  readonly #before: UserRecord;
  readonly #patch: Fields;
  readonly #profile: Step | undefined;
  readonly #services: ServicePlan | undefined;
  readonly #assign: Step | undefined;
  readonly #unassign: Step | undefined;
  readonly #newId: Step | undefined;
  readonly #newGroup: Step | undefined;

  constructor(
    run: Run,
    input: WriterInput,
    { user: before, patch, services }: Work,
    problems: readonly Problem[],
  ) {
    this.#run = run;
    this.#input = input;
    this.#before = before;
    this.#patch = patch;
    this.problems = [...problems];
    this.after = before;
    this.userId = before.userId;
    const { newUserId, newGroupId } = input;
    const isNew = (id: string | undefined, present: string): id is string =>
      id !== undefined && id !== present;
    this.#services = services;
    this.#assign = services?.step('assign', before.userId);
    this.#unassign = services?.step('unassign', before.userId);
    this.#profile = Object.keys(patch).length === 0 ? undefined : profileStep(patch, before);
    this.#newId = isNew(newUserId, before.userId) ? userIdStep(before, newUserId) : undefined;
    this.#newGroup =
      isNew(newGroupId, before.groupId) && !sameId(newGroupId, before.groupId)
        ? groupStep(
            { ...before, userId: this.#newId ? (newUserId ?? '') : before.userId },
            newGroupId,
          )
        : undefined;
    // Some fields can only be set while the user has a service.
    this.steps = [this.#assign, this.#profile, this.#unassign, this.#newId, this.#newGroup].filter(
      (step) => step !== undefined,
    );
  }

  async run(): Promise<UpdateState> {
    if (this.steps.length === 0) return 'unchanged';
    this.#warn();
    if (!(await this.#isAllowed())) {
      for (const step of this.steps) step.state = 'not-attempted';
      return 'refused';
    }
    if (this.#input.dryRun === true) return 'planned';
    for (const step of this.steps) {
      this.#run.progress(`sending ${step.command}`, this.#done(), this.steps.length);
      await this.#carryOut(step);
      this.#run.progress(`${step.command}: ${step.state}`, this.#done(), this.steps.length);
      if (step.problem !== null) this.problems.push(step.problem);
      if (!isApplied(step)) break;
    }
    for (const step of this.steps) if (step.state === 'planned') step.state = 'not-attempted';
    return this.#state();
  }

  #done(): number {
    return this.steps.filter((step) => step.state === 'applied').length;
  }

  #state(): UpdateState {
    const has = (...states: readonly Step['state'][]): boolean =>
      this.steps.some((step) => states.includes(step.state));
    if (this.steps.every((step) => step.state === 'applied')) return 'applied';
    if (has('unconfirmed')) return 'unknown';
    if (has('applied', 'partly')) return 'partly';
    return has('refused') ? 'refused' : 'failed';
  }

  // Before the writes

  #warn(): void {
    for (const name of ['lastName', 'firstName'] as const) {
      const shown = name === 'lastName' ? 'callingLineIdLastName' : 'callingLineIdFirstName';
      if (
        name in this.#patch &&
        !(shown in this.#patch) &&
        this.#before[shown] === this.#before[name]
      ) {
        this.warnings.push(`${shown} stays ${this.#before[shown]}: it does not follow ${name}.`);
      }
    }
    if ('allowVideo' in this.#patch) {
      this.warnings.push('allowVideo is for XS data mode and system administrators only.');
    }
    if (this.#newId !== undefined) {
      this.warnings.push('Whatever names the user by the old id is to be changed as well.');
    }
  }

  async #isAllowed(): Promise<boolean> {
    this.#run.progress('checks', 0, this.steps.length);
    const [checked, mayMove] = await Promise.all([
      check(this.#run, this.#patch, this.#before),
      this.#newGroup === undefined ? true : this.#mayMove(this.#newGroup, this.userId),
    ]);
    this.checks = [...(this.#services?.checks ?? []), ...checked.checks];
    this.problems.push(...checked.problems);
    this.warnings.push(...checked.warnings, ...(this.#services?.warnings ?? []));
    const failed = this.checks.filter((c) => c.state === 'failed');
    const [first] = this.steps;
    for (const { field, message } of failed) {
      if (first === undefined) continue;
      const sentence = `${field}: ${message}.`;
      this.problems.push(obstacle(sentence, `checks.${field}`, first, this.userId));
    }
    return failed.length === 0 && mayMove;
  }

  /** Asks the platform what it thinks of the move; nothing moves. */
  async #mayMove(step: Step, userId: string): Promise<boolean> {
    const newGroupId = this.#input.newGroupId ?? '';
    const place = { path: 'move', subject: userId };
    const outcome = await this.#run.write(
      'UserModifyGroupIdRequest',
      { userId, newGroupId, evaluateOnly: true },
      place,
    );
    if (!outcome.ok) {
      this.problems.push(outcome.problem);
      return false;
    }
    const { error: errors = [], impact: impacts = [] } = outcome.response;
    this.move = { newGroupId, errors, impacts };
    // Other steps may take the obstacles away; the platform is asked again after them.
    const isFirst = this.steps[0] === step || this.#done() > 0;
    if (errors.length > 0 && isFirst) {
      this.problems.push(refusalOf(errors, userId));
      return false;
    }
    if (impacts.length > 0 && this.#input.acceptImpacts !== true) {
      const message = 'The move brings changes; it is carried out with acceptImpacts only.';
      this.problems.push(obstacle(message, 'move.impacts', step, userId));
      return false;
    }
    return true;
  }

  // The writes

  #carryOut(step: Step): Promise<void> {
    if (step === this.#profile) return this.#writeProfile(step);
    if (step === this.#assign) return this.#writeServices(step, 'assign');
    if (step === this.#unassign) return this.#writeServices(step, 'unassign');
    return step === this.#newId ? this.#writeId(step) : this.#writeGroup(step);
  }

  async #writeProfile(step: Step): Promise<void> {
    const { userId } = this;
    const input = { userId, ...this.#patch };
    const place = { path: 'steps', subject: userId };
    const outcome: Outcome<never> =
      step.command === 'PasswordModifyRequest'
        ? ((await this.#run.write('PasswordModifyRequest', input as never, place)) as never)
        : ((await this.#run.write('UserModifyRequest22', input, place)) as never);
    const answered = this.#note(step, outcome);
    if (answered === 'not-sent' || answered === 'not-attempted') return;
    await this.#readAgain(userId);
    const wanted = readable(this.#patch);
    const names = Object.keys(wanted);
    if (this.after === null) {
      if (answered === 'no-answer') step.state = 'unconfirmed';
      return;
    }
    const open = Object.keys(differing(wanted, this.after));
    this.#settle(step, answered, names, open);
    const secrets = Object.keys(this.#patch).filter((name) => !names.includes(name));
    if (answered === 'no-answer' && step.state === 'applied' && secrets.length > 0) {
      this.warnings.push(
        `No answer came; ${secrets.join(', ')} can't be read and is not confirmed.`,
      );
    }
  }

  async #writeServices(step: Step, direction: 'assign' | 'unassign'): Promise<void> {
    const { userId } = this;
    if (this.#services === undefined) return;
    const answered = this.#note(step, await this.#services.write(this.#run, direction, userId));
    if (answered === 'not-sent' || answered === 'not-attempted') return;
    const [found] = await Promise.all([
      this.#services.confirm(this.#run, direction, userId),
      this.#readAgain(userId),
    ]);
    if ('names' in found) this.#settle(step, answered, found.names, found.open);
    else if (!found.ok) this.problems.push(found.problem);
  }

  /**
   * What a write came to, by what was read after it.
   *
   * @param names all that it was to do, as far as it can be read
   * @param open what of it is not in effect
   */
  #settle(step: Step, answered: Answered, names: readonly string[], open: readonly string[]): void {
    const held = names.filter((name) => !open.includes(name));
    if (answered === 'answered') {
      if (open.length > 0) {
        step.state = 'partly';
        this.warnings.push(`Answered as done, but not in effect: ${open.join(', ')}.`);
      }
    } else if (answered === 'refused') {
      if (held.length === 0) return;
      step.state = 'partly';
      this.warnings.push(`Refused, but in effect: ${held.join(', ')}.`);
    } else if (names.length === 0) step.state = 'unconfirmed';
    else if (held.length === 0) step.state = 'failed';
    else step.state = open.length > 0 ? 'partly' : 'applied';
  }

  async #writeId(step: Step): Promise<void> {
    const { userId } = this;
    const newUserId = this.#input.newUserId ?? '';
    const outcome = await this.#run.write(
      'UserModifyUserIdRequest',
      { userId, newUserId },
      { path: 'steps', subject: userId },
    );
    const answered = this.#note(step, outcome);
    if (answered === 'answered') {
      this.userId = newUserId;
      await this.#readAgain(newUserId);
      return;
    }
    if (answered !== 'no-answer') return;
    const read = await readUserRecord(this.#run, newUserId, 'user');
    if (read.record !== undefined) {
      this.#take(read);
      step.state = 'applied';
      return;
    }
    await this.#readAgain(userId);
    // Only if the new id is unknown, and the old one is not, nothing happened.
    const isGone =
      !read.profile.ok && knownRefusals.meaning(read.profile.problem.code) === 'not-found';
    step.state = isGone && this.after !== null ? 'failed' : 'unconfirmed';
  }

  async #writeGroup(step: Step): Promise<void> {
    const { userId } = this;
    if (this.#done() > 0 && !(await this.#mayMove(step, userId))) {
      step.state = 'refused';
      return;
    }
    const newGroupId = this.#input.newGroupId ?? '';
    const outcome = await this.#run.write(
      'UserModifyGroupIdRequest',
      { userId, newGroupId },
      { path: 'steps', subject: userId },
    );
    const answered = this.#note(step, outcome);
    if (answered === 'not-sent' || answered === 'not-attempted' || answered === 'refused') return;
    if (outcome.ok && this.#isMoveRefused(step, outcome.response)) return;
    await this.#readAgain(userId);
    if (this.after === null) {
      if (answered === 'no-answer') step.state = 'unconfirmed';
      return;
    }
    const isThere = sameId(this.after.groupId, newGroupId);
    if (answered === 'no-answer') step.state = isThere ? 'applied' : 'failed';
    else if (!isThere) {
      step.state = 'partly';
      this.warnings.push(`Answered as done, but the user is in group ${this.after.groupId}.`);
    }
  }

  /** The answer to a refused move is data, and no error. */
  #isMoveRefused(
    step: Step,
    { error: errors = [], impact: impacts = [] }: UserModifyGroupIdResponse,
  ): boolean {
    this.move = { newGroupId: this.#input.newGroupId ?? '', errors, impacts };
    if (errors.length === 0) return false;
    step.state = 'refused';
    step.problem = refusalOf(errors, this.userId);
    return true;
  }

  #note(
    step: Step,
    outcome: Outcome<never> | Outcome<UserModifyGroupIdResponse> | Outcome<object>,
  ): Answered {
    const answered = answeredOf(outcome);
    step.notice = noticeOf(outcome as never);
    if (step.notice !== null) {
      this.warnings.push(
        `${step.notice.type}: ${step.notice.summaryEnglish || step.notice.summary}`,
      );
    }
    if (!outcome.ok) step.problem = problemAt(`steps.${step.command}`, outcome.problem);
    step.state = (
      {
        answered: 'applied',
        refused: 'refused',
        'not-sent': 'failed',
        'not-attempted': 'not-attempted',
        'no-answer': 'unconfirmed',
      } as const
    )[answered];
    return answered;
  }

  async #readAgain(userId: string): Promise<void> {
    this.#run.progress('reading the user again', this.#done(), this.steps.length);
    const read = await readUserRecord(this.#run, userId, 'user');
    if (!this.#take(read) && !read.profile.ok) this.problems.push(read.profile.problem);
  }

  #take(read: ReadUser): boolean {
    this.problems.push(...read.problems);
    this.after = read.record ?? null;
    if (read.record !== undefined) this.userId = read.record.userId;
    return read.record !== undefined;
  }
}

/** Steps change while they are carried out. */
function isApplied({ state }: Step): boolean {
  return state === 'applied';
}

interface Message {
  readonly messageCode: number;
  readonly summary: string;
  readonly summaryEnglish: string;
}

function refusalOf(errors: readonly Message[], userId: string): Problem {
  const [first] = errors;
  const message = `The move is refused: ${errors.map((e) => e.summaryEnglish || e.summary).join('; ')}`;
  return {
    ...localProblem('skipped', message, {
      path: 'move.errors',
      command: 'UserModifyGroupIdRequest',
      subject: userId,
    }),
    kind: 'refused',
    type: 'Error',
    code: first?.messageCode ?? null,
    summary: first?.summary ?? null,
    summaryEnglish: first?.summaryEnglish ?? null,
  };
}
