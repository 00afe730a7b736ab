import { elementNames } from './structure.js';
import type { ChoiceSpec, Particle } from './types.js';

/** Which branch of a choice an object answers. */
export interface BranchSelection {
  /** Index of the best branch, or -1 where no field of the choice is set. */
  readonly index: number;
  /** Fields of the choice that are set. */
  readonly present: readonly string[];
  /** Set fields that do not belong to the best branch: a second branch has been given. */
  readonly foreign: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Selects the branch by the fields that are set. A branch that holds all of them and lacks nothing
 * wins; failing that, the one that holds most of them. Names may occur in several branches.
 */
export function selectBranch(spec: ChoiceSpec, value: Fields): BranchSelection {
  const present = presentNames(spec, value);
  if (present.length === 0) return { index: -1, present, foreign: present };
  let best = -1;
  let bestScore = -Infinity;
  spec.branches.forEach((branch, index) => {
    const names = elementNames(branch);
    const held = present.filter((name) => names.has(name)).length;
    if (held === 0) return;
    // What is there weighs more than what is not; no type has 1000 fields.
    const score = held * 1000 - countMissing(branch, value);
    if (score > bestScore) {
      best = index;
      bestScore = score;
    }
  });
  const names = elementNames(spec.branches[best] ?? []);
  return { index: best, present, foreign: present.filter((name) => !names.has(name)) };
}

function presentNames(spec: ChoiceSpec, value: Fields): string[] {
  const present = new Set<string>();
  for (const branch of spec.branches) {
    for (const name of elementNames(branch)) {
      if (isSet(value, name)) present.add(name);
    }
  }
  return [...present];
}

/** How many required elements of a branch (outside nested choices) an object lacks. */
function countMissing(branch: readonly Particle[], value: Fields): number {
  return branch.filter(
    (p) => p.kind === 'element' && p.min > 0 && p.default === undefined && !isSet(value, p.name),
  ).length;
}

/** A field counts as given if it is its object's own and not undefined. */
export function isSet(value: Fields, name: string): boolean {
  return value[name] !== undefined && Object.hasOwn(value, name);
}

/** True if the choice is answered without any field: a branch of it may be empty. */
export function mayBeEmpty({ min, branches }: ChoiceSpec): boolean {
  return (
    min === 0 ||
    branches.some((branch) =>
      branch.every((p) => (p.kind === 'element' ? p.min === 0 : mayBeEmpty(p))),
    )
  );
}

/** The branches of a choice in words, such as `unlimited or quantity`. */
export function describeBranches(spec: ChoiceSpec): string {
  return spec.branches.map((branch) => [...elementNames(branch)].join(' + ')).join(' or ');
}
