import { sameId } from '../run/cells.js';
import { problemAt, type Problem, type ProblemKind } from '../run/problem.js';
import type { Run } from '../run/run.js';
import { Applier, type Applied, type ReadBack } from './apply.js';
import { allowOf } from './place.js';
import { othersBlock, patternIn, planGroup, stepsOf, type Present, type Wish } from './plan.js';
import { ExemptUsers, GroupReader, pathOf, userPlace, type Exempt, type GroupRef } from './read.js';
import { bareGroup, groupOf, groupProblem, type GroupFacts } from './result.js';
import type { BlockAction, BlockGroup, BlockOptions, BlockStep } from './types.js';

export interface Setting {
  readonly serviceProviderId: string;
  readonly digitPattern: string;
  readonly isEnterprise: boolean;
  readonly action: BlockAction | 'undo';
  readonly applies: boolean;
  /** Whether users with rules of their own are listed. */
  readonly listsExempt: boolean;
}

/** What is wanted of a group. */
export interface Task {
  readonly ref: GroupRef;
  readonly wish: Wish;
  /** Users whose own rules are meant as well: these, or those with rules of their own. */
  readonly users: readonly string[] | 'exempt';
}

/** A group that is settled before anything is changed, or one with steps to take. */
type Planned =
  | { readonly group: BlockGroup }
  | { readonly facts: GroupFacts; readonly steps: readonly BlockStep[] };

interface Taken {
  readonly facts: GroupFacts;
  readonly applied: Applied;
}

/** Kinds of problems of groups that were not looked at. */
const notRun: ReadonlySet<ProblemKind> = new Set(['skipped', 'unread']);

/** Reads all groups, plans them, changes them one by one, and reads them back. */
export class GroupsRun {
  readonly #run: Run;
  readonly #setting: Setting;
  readonly #reader: GroupReader;
  readonly #exempt: ExemptUsers | undefined;
  readonly #applier: Applier;
  readonly #problems: Problem[] = [];
  #read = 0;

  constructor(run: Run, { onStep }: BlockOptions, setting: Setting) {
    this.#run = run;
    this.#setting = setting;
    this.#reader = new GroupReader(run, setting.serviceProviderId);
    this.#exempt = setting.listsExempt
      ? new ExemptUsers(this.#reader, setting.isEnterprise)
      : undefined;
    this.#applier = new Applier(this.#reader, setting.digitPattern, onStep);
  }

  async run(
    tasks: readonly Task[],
  ): Promise<{ readonly groups: readonly BlockGroup[]; readonly problems: readonly Problem[] }> {
    const planned = await Promise.all(
      tasks.map(async (task) => {
        const plan = await this.#plan(task);
        this.#run.progress('groups read', ++this.#read, tasks.length);
        return plan;
      }),
    );
    const groups = this.#setting.applies ? await this.#apply(planned) : planned.map(this.#asIs);
    const own = groups.flatMap(({ problem }) => (problem === undefined ? [] : [problem]));
    // A problem that is why a group is not done is among the others as well.
    return { groups, problems: [...new Set([...own, ...this.#problems])] };
  }

  readonly #asIs = (planned: Planned): BlockGroup =>
    'group' in planned
      ? planned.group
      : groupOf(this.#setting.action, planned.facts, planned.steps);

  async #plan({ ref, wish, users: wanted }: Task): Promise<Planned> {
    const { groupId } = ref;
    const read = await this.#reader.group(groupId);
    if (read.status === 'not-assigned') return { group: bareGroup(ref, 'not-assigned') };
    if (read.status === 'problem') {
      const { problem } = read;
      const outcome =
        problem.kind === 'refused' ? 'refused' : notRun.has(problem.kind) ? 'not-run' : 'failed';
      return { group: bareGroup(ref, outcome, problem) };
    }
    const { state } = read;
    const departments = state.plan.departmentPermissions ?? [];
    const exempt = await this.#exemptOf(groupId);
    const found = patternIn(state, wish);
    if ('kind' in found) {
      const rows = departments.map((d) => ({
        key: d.departmentKey,
        fullPath: d.departmentFullPathName,
      }));
      const problem = groupProblem(groupId, found.message);
      return { group: bareGroup(ref, 'conflict', problem, { departments: rows, exempt }) };
    }
    const removes = wish.removes && found.name !== undefined;
    const listed = exempt?.ok === true ? exempt.userIds : [];
    const meant = wanted === 'exempt' ? listed : wanted;
    const ids = removes ? [...new Set([...meant, ...listed])] : meant;
    const [users, mayHaveOutgoing] = await Promise.all([
      this.#users(groupId, ids, found.name),
      removes ? this.#reader.mayHaveOutgoing(groupId) : false,
    ]);
    const plan = planGroup(state, wish, users.present, (changes, present) => {
      if (mayHaveOutgoing) return 'rules for calls made may name it';
      if (exempt?.ok === false) return 'users with rules of their own could not be listed';
      if (users.unread.length > 0) return 'the rules of a user could not be read';
      const count = othersBlock(changes, present).length;
      return count === 0 ? undefined : `${String(count)} other rules block by it`;
    });
    if (plan.kind === 'conflict') throw new TypeError('a conflict was found once only');
    const fullPaths = departments.map(({ departmentFullPathName }) => departmentFullPathName);
    const { serviceProviderId, digitPattern, action } = this.#setting;
    const steps =
      action === 'report' ? [] : stepsOf({ serviceProviderId, groupId }, plan, digitPattern);
    const isListMissing = wanted === 'exempt' && exempt?.ok === false;
    const unread = isListMissing
      ? exempt.problem
      : users.unread.find(({ subject }) => meant.some((id) => sameId(id, subject ?? undefined)));
    return { facts: { ref, plan, fullPaths, exempt, unread }, steps };
  }

  async #exemptOf(groupId: string): Promise<Exempt | undefined> {
    const exempt = await this.#exempt?.of(groupId);
    if (exempt?.ok !== false) return exempt;
    const { problem } = exempt;
    const isUnsupported = problem.kind === 'unsupported';
    const path = isUnsupported ? 'exemptUsers' : `${pathOf(groupId)}.exemptUsers`;
    // That the platform has no such list is said once.
    const known = this.#problems.find((other) => isUnsupported && other.path === path);
    const placed = known ?? problemAt(path, problem);
    if (known === undefined) this.#problems.push(placed);
    return { ok: false, problem: placed };
  }

  async #users(
    groupId: string,
    userIds: readonly string[],
    patternName: string | undefined,
  ): Promise<{ readonly present: readonly Present[]; readonly unread: readonly Problem[] }> {
    const unread: Problem[] = [];
    const read = await Promise.all(
      userIds.map(async (userId): Promise<Present | undefined> => {
        const place = this.#run.member(userPlace(groupId, userId));
        const outcome = await this.#reader.user(userId, place);
        if (!outcome.ok) {
          unread.push(outcome.problem);
          return undefined;
        }
        const before = allowOf(outcome.response.userPermissions, patternName);
        return { place: { kind: 'user', userId }, before };
      }),
    );
    this.#problems.push(...unread);
    return { present: read.filter((user) => user !== undefined), unread };
  }

  async #apply(planned: readonly Planned[]): Promise<readonly BlockGroup[]> {
    const toDo = planned.filter((p) => 'facts' in p && p.steps.length > 0).length;
    const taken: (BlockGroup | Taken)[] = [];
    let done = 0;
    for (const entry of planned) {
      if ('group' in entry || entry.steps.length === 0) {
        taken.push(this.#asIs(entry));
        continue;
      }
      const { facts, steps } = entry;
      const applied = await this.#applier.apply(facts.ref.groupId, facts.plan, steps);
      taken.push({ facts, applied });
      this.#run.progress('groups written', ++done, toDo);
    }
    return Promise.all(
      taken.map(async (entry) => {
        if (!('applied' in entry)) return entry;
        const { facts, applied } = entry;
        const back = await this.#readBack(entry);
        return groupOf(this.#setting.action, facts, applied.steps, applied, back);
      }),
    );
  }

  async #readBack({
    facts,
    applied,
  }: Taken): Promise<ReadBack | { readonly problem: Problem } | undefined> {
    const isSent = applied.steps.some(({ state }) => state === 'done' || state === 'unknown');
    return isSent ? this.#applier.readBack(facts.ref.groupId, facts.plan) : undefined;
  }
}
