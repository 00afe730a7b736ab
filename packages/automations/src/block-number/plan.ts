import { compact, sameId } from '../run/cells.js';
import { allowOf, placeKey } from './place.js';
import type { GroupState } from './read.js';
import type { BlockChange, BlockPlace, BlockStep } from './types.js';

/** What is wanted in a group. */
export interface Wish {
  /** Name for a pattern that is to be added. */
  readonly name: string;
  readonly digitPattern: string;
  /** Add the pattern where it is missing; without it a group that lacks the pattern is left alone. */
  readonly adds: boolean;
  /** Delete the pattern of the name, if nothing else uses it. */
  readonly removes: boolean;
  /** Only the pattern of the name counts, not others of the same digits. */
  readonly isExact: boolean;
  /** Whether a place is to let calls through; undefined leaves it as it is. */
  readonly allow: (place: BlockPlace) => boolean | undefined;
}

/** A place with what is there. */
export interface Present {
  readonly place: BlockPlace;
  /** Undefined without a rule. */
  readonly before: boolean | undefined;
}

/** What is to be done in a group. */
export interface GroupPlan {
  readonly kind: 'plan';
  readonly patternName: string | undefined;
  readonly adds: boolean;
  readonly removes: boolean;
  /** Every place of the group, those that do not change included. */
  readonly present: readonly Present[];
  /** Places that the wish is about. */
  readonly scope: readonly Present[];
  /** Places that change. */
  readonly changes: readonly BlockChange[];
  readonly notes: readonly string[];
}

export interface Conflict {
  readonly kind: 'conflict';
  readonly message: string;
}

/**
 * The pattern of a group that stands for the digits: the one of the name if that has them, else any. A
 * pattern of the name with other digits is a conflict where one would have to be added.
 */
export function patternIn(
  { patterns }: GroupState,
  { name, digitPattern, adds, isExact }: Wish,
): { readonly name?: string; readonly notes: readonly string[] } | Conflict {
  const same = patterns.filter(
    (pattern) => pattern.digitPattern === digitPattern && (!isExact || sameId(pattern.name, name)),
  );
  const used = same.find((pattern) => sameId(pattern.name, name)) ?? same[0];
  const namesake = patterns.find((pattern) => sameId(pattern.name, name));
  if (used === undefined) {
    if (namesake === undefined || !adds) return { notes: [] };
    const message = `The pattern ${namesake.name} is there already, for ${namesake.digitPattern}.`;
    return { kind: 'conflict', message };
  }
  const others = same.filter((pattern) => pattern !== used).map((pattern) => pattern.name);
  return {
    name: used.name,
    notes: [
      ...(sameId(used.name, name) ? [] : [`The group has the digits under the name ${used.name}.`]),
      ...(others.length === 0
        ? []
        : [`The group has the digits under other names, too: ${others.join(', ')}.`]),
    ],
  };
}

/** The rules for a pattern in the places of a group, users' own excluded. */
export function placesIn({ plan }: GroupState, patternName: string | undefined): Present[] {
  return [
    { place: { kind: 'group' }, before: allowOf(plan.groupPermissions, patternName) },
    ...(plan.departmentPermissions ?? []).map((department): Present => ({
      place: { kind: 'department', departmentKey: department.departmentKey },
      before: allowOf(department, patternName),
    })),
  ];
}

/**
 * Makes the plan of a group.
 *
 * @param users own rules of users, as far as they were read
 * @param keep why the pattern must not be deleted; undefined if nothing is known against it
 */
export function planGroup(
  state: GroupState,
  wish: Wish,
  users: readonly Present[],
  keep: (changes: readonly BlockChange[], present: readonly Present[]) => string | undefined,
): GroupPlan | Conflict {
  const found = patternIn(state, wish);
  if ('kind' in found) return found;
  const adds = found.name === undefined && wish.adds;
  const patternName = found.name ?? (adds ? wish.name : undefined);
  const present = [...placesIn(state, found.name), ...users];
  const changes = patternName === undefined ? [] : changesOf(present, wish);
  const wantsRemoval = wish.removes && found.name !== undefined;
  const kept = !wantsRemoval
    ? undefined
    : sameId(found.name, wish.name)
      ? keep(changes, present)
      : 'it has another name';
  return {
    kind: 'plan',
    patternName,
    adds,
    removes: wantsRemoval && kept === undefined,
    present,
    scope: present.filter(({ place }) => wish.allow(place) !== undefined),
    changes,
    notes: [...found.notes, ...(kept === undefined ? [] : [`The pattern is kept: ${kept}.`])],
  };
}

function changesOf(present: readonly Present[], { allow }: Wish): BlockChange[] {
  return present.flatMap(({ place, before }) => {
    const after = allow(place);
    // Without a rule calls are let through.
    const isThere = after === undefined || (before ?? true) === after;
    return isThere ? [] : [{ place, ...compact({ before }), after }];
  });
}

/** Other rules that stop the pattern's calls; deleting it would let them through. */
export function othersBlock(
  changes: readonly BlockChange[],
  present: readonly Present[],
): readonly BlockPlace[] {
  const changed = new Set(changes.map(({ place }) => placeKey(place)));
  return present
    .filter(({ place, before }) => before === false && !changed.has(placeKey(place)))
    .map(({ place }) => place);
}

/** The requests of a plan in their order, with exactly the fields that are sent. */
export function stepsOf(
  ids: { readonly serviceProviderId: string; readonly groupId: string },
  { patternName = '', adds, removes, changes }: GroupPlan,
  digitPattern: string,
): readonly BlockStep[] {
  const steps: BlockStep[] = [];
  const add = (step: Omit<BlockStep, 'state'>): void =>
    void steps.push({ ...step, state: 'planned' });
  const rule = (allow: boolean) => ({
    digitPatternPermission: [{ digitPatternName: patternName, allow }],
  });
  if (adds) {
    add({
      command: 'GroupCallingPlanAddDigitPatternRequest',
      input: { ...ids, name: patternName, digitPattern },
      changes: [],
      undo: 'GroupCallingPlanDeleteDigitPatternListRequest',
    });
  }
  const shared = changes.filter(({ place }) => place.kind !== 'user');
  if (shared.length > 0) {
    const group = shared.find(({ place }) => place.kind === 'group');
    const departments = shared.flatMap(({ place, after }) =>
      place.kind === 'department' ? [{ departmentKey: place.departmentKey, ...rule(after) }] : [],
    );
    add({
      command: 'GroupIncomingCallingPlanModifyListRequest',
      input: {
        ...ids,
        ...(group === undefined ? {} : { groupPermissions: rule(group.after) }),
        ...(departments.length === 0 ? {} : { departmentPermissions: departments }),
      },
      changes: shared,
      undo: 'GroupIncomingCallingPlanModifyListRequest',
    });
  }
  for (const change of changes) {
    if (change.place.kind !== 'user') continue;
    add({
      command: 'UserIncomingCallingPlanModifyRequest',
      input: { userId: change.place.userId, userPermissions: rule(change.after) },
      changes: [change],
      undo: 'UserIncomingCallingPlanModifyRequest',
    });
  }
  if (removes) {
    add({
      command: 'GroupCallingPlanDeleteDigitPatternListRequest',
      input: { ...ids, name: [patternName] },
      changes: [],
      undo: 'GroupCallingPlanAddDigitPatternRequest',
    });
  }
  return steps;
}
