import { compact } from '../run/cells.js';
import { localProblem, type Problem } from '../run/problem.js';
import { isDone, ruleAt, type Applied, type ReadBack } from './apply.js';
import type { GroupPlan } from './plan.js';
import { pathOf, type Exempt, type GroupRef } from './read.js';
import type {
  BlockAction,
  BlockGroup,
  BlockOutcome,
  BlockPermission,
  BlockPlace,
  BlockResult,
  BlockStep,
  BlockUndoGroup,
} from './types.js';

/** What a group comes to by what is wanted of it. */
const words: Readonly<
  Record<BlockAction | 'undo', { readonly done: BlockOutcome; readonly already: BlockOutcome }>
> = {
  block: { done: 'blocked', already: 'already-blocked' },
  unblock: { done: 'unblocked', already: 'already-unblocked' },
  undo: { done: 'undone', already: 'already-undone' },
  report: { done: 'blocked', already: 'already-blocked' },
};

const good: ReadonlySet<BlockOutcome> = new Set<BlockOutcome>([
  'blocked',
  'unblocked',
  'undone',
  'already-blocked',
  'already-unblocked',
  'already-undone',
  'planned',
  'not-assigned',
]);

/** A group of which nothing is known but what became of it. */
export function bareGroup(
  { groupId, groupName }: GroupRef,
  outcome: BlockOutcome,
  problem?: Problem,
  more: {
    readonly departments?: BlockGroup['departments'];
    readonly exempt?: Exempt | undefined;
  } = {},
): BlockGroup {
  const { departments = [], exempt } = more;
  return {
    groupId,
    ...compact({ groupName }),
    outcome,
    patternAdded: false,
    patternRemoved: false,
    departments,
    ...exemptOf(exempt),
    users: [],
    steps: [],
    notes: [],
    ...compact({ problem }),
  };
}

/** A problem of a group that no request gave. */
export function groupProblem(groupId: string, message: string, isSkipped = true): Problem {
  const place = { path: pathOf(groupId), command: null, subject: groupId };
  return localProblem(isSkipped ? 'skipped' : 'inconsistent', message, place);
}

export interface GroupFacts {
  readonly ref: GroupRef;
  readonly plan: GroupPlan;
  /** Full paths by department, in the order of the plan. */
  readonly fullPaths: readonly string[];
  readonly exempt: Exempt | undefined;
  /** Why users whose rules are meant could not be looked at; undefined if all were. */
  readonly unread: Problem | undefined;
}

/** The entry of a group: as it is, as planned, or after its steps. */
export function groupOf(
  action: BlockAction | 'undo',
  facts: GroupFacts,
  steps: readonly BlockStep[],
  applied?: Applied,
  back?: ReadBack | { readonly problem: Problem },
): BlockGroup {
  const { ref, plan, fullPaths, exempt } = facts;
  const ran = applied?.steps ?? steps;
  const read = back === undefined || 'problem' in back ? undefined : back;
  const after = (place: BlockPlace): boolean | undefined => {
    const step = ran.find(({ changes }) => changes.some((change) => change.place === place));
    // Own rules of users are read back only where they change.
    const isReadBack = place.kind !== 'user' || step !== undefined;
    if (read !== undefined && isReadBack) return ruleAt(read.places, place);
    const isSent = step?.state === 'done' || step?.state === 'unknown';
    if (isSent) return undefined;
    const planned = plan.changes.find((change) => change.place === place)?.after;
    const before = plan.present.find((present) => present.place === place)?.before;
    return step?.state === 'planned' ? planned : before;
  };
  const permission = (place: BlockPlace, before: boolean | undefined): BlockPermission =>
    compact({ before, after: after(place) });
  const { outcome, verified, problem } = withUnread(
    judge(action, facts, ran, applied, back),
    facts,
    words[action],
  );
  let department = 0;
  const departments: BlockGroup['departments'][number][] = [];
  const users: BlockGroup['users'][number][] = [];
  let own: BlockPermission = {};
  for (const { place, before } of plan.present) {
    if (place.kind === 'group') own = permission(place, before);
    else if (place.kind === 'user')
      users.push({ userId: place.userId, ...permission(place, before) });
    else {
      const fullPath = fullPaths[department++] ?? '';
      departments.push({ key: place.departmentKey, fullPath, ...permission(place, before) });
    }
  }
  const isDoneOf = (command: string): boolean =>
    ran.some((step) => step.command.includes(command) && step.state === 'done');
  return {
    groupId: ref.groupId,
    ...compact({ groupName: ref.groupName }),
    outcome,
    ...compact({ patternName: plan.patternName }),
    patternAdded: isDoneOf('AddDigitPattern'),
    patternRemoved: isDoneOf('DeleteDigitPattern'),
    permission: own,
    departments,
    ...exemptOf(exempt),
    users,
    steps: ran,
    ...compact({ verified }),
    notes: plan.notes,
    ...compact({ problem }),
  };
}

function exemptOf(exempt: Exempt | undefined): { readonly exemptUsers?: readonly string[] } {
  return exempt?.ok === true ? { exemptUsers: exempt.userIds } : {};
}

interface Judgement {
  readonly outcome: BlockOutcome;
  readonly verified?: boolean | undefined;
  readonly problem?: Problem | undefined;
}

/** What is so for the group is not so for users who were meant and could not be looked at. */
function withUnread(
  judgement: Judgement,
  { unread }: GroupFacts,
  { done, already }: { readonly done: BlockOutcome; readonly already: BlockOutcome },
): Judgement {
  const { outcome, problem = unread } = judgement;
  if (unread === undefined) return judgement;
  const isPartial = outcome === done || outcome === already;
  return { ...judgement, outcome: isPartial ? 'partly' : outcome, problem };
}

function judge(
  action: BlockAction | 'undo',
  { ref, plan }: GroupFacts,
  steps: readonly BlockStep[],
  applied: Applied | undefined,
  back: ReadBack | { readonly problem: Problem } | undefined,
): Judgement {
  if (action === 'report') return { outcome: present(plan) };
  const { done, already } = words[action];
  if (steps.length === 0) return { outcome: already };
  if (applied === undefined) return { outcome: 'planned' };
  const has = (state: BlockStep['state']): boolean => steps.some((step) => step.state === state);
  const problem = back !== undefined && 'problem' in back ? back.problem : applied.problem;
  const read = back === undefined || 'problem' in back ? undefined : back;
  const wanted = steps.filter(({ state }) => state === 'done');
  // Once the pattern is gone there are no rules to look at.
  const isThere = wanted.every((step) => read !== undefined && isDone(step, read));
  const verified = read === undefined || wanted.length === 0 ? undefined : isThere;
  if (has('unknown')) {
    if (read !== undefined && steps.every((step) => isDone(step, read)))
      return { outcome: done, verified: true };
    return { outcome: 'unknown', verified, problem: applied.problem };
  }
  if (steps.every(({ state }) => state === 'done')) {
    if (verified !== false) return { outcome: done, verified, problem };
    const message = 'What was read back is not what was set.';
    return { outcome: 'partly', verified, problem: groupProblem(ref.groupId, message, false) };
  }
  if (has('done')) return { outcome: 'partly', verified, problem };
  const outcome = has('refused') ? 'refused' : has('failed') ? 'failed' : 'not-run';
  return { outcome, problem };
}

/** How things are, for a report. */
function present({ scope: places }: GroupPlan): BlockOutcome {
  const blocked = places.filter(({ before }) => before === false).length;
  if (blocked === 0) return 'already-unblocked';
  return blocked === places.length ? 'already-blocked' : 'partly';
}

/** What takes back the steps that were sent; undefined if there are none. */
export function undoOf(group: BlockGroup): BlockUndoGroup | undefined {
  const { groupId, patternName = '', steps } = group;
  const sent = steps.filter(({ state }) => state === 'done' || state === 'unknown');
  if (sent.length === 0) return undefined;
  const has = (command: string): boolean => sent.some((step) => step.command.includes(command));
  return {
    groupId,
    patternName,
    pattern: has('DeleteDigitPattern') ? 'add' : has('AddDigitPattern') ? 'remove' : 'keep',
    permissions: sent
      .flatMap(({ changes }) => changes)
      .map(({ place, before }) => ({ place, allow: before ?? true }))
      .reverse(),
  };
}

export function totalsOf(groups: readonly BlockGroup[]): BlockResult['totals'] {
  const totals: Partial<Record<BlockOutcome, number>> = {};
  for (const { outcome } of groups) totals[outcome] = (totals[outcome] ?? 0) + 1;
  return totals;
}

export function outcomeOf(
  action: BlockAction | 'undo',
  groups: readonly BlockGroup[],
): BlockResult['outcome'] {
  // A report that finds a number blocked in places is a good report.
  const isGood = ({ outcome }: BlockGroup): boolean =>
    good.has(outcome) || (action === 'report' && outcome === 'partly');
  const count = groups.filter(isGood).length;
  if (count === groups.length) return 'success';
  return count === 0 ? 'failure' : 'incomplete';
}
