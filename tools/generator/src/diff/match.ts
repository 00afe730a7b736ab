import { elementsOf } from '../model/particles.js';
import type { ChoiceDef, ElementDef, ParticleDef } from '../model/types.js';

export interface Matches<T> {
  readonly pairs: readonly (readonly [older: T, newer: T])[];
  readonly removed: readonly T[];
  readonly added: readonly T[];
}

/** Pairs fields that have the same name; a name that occurs again is paired in order. */
export function matchFields(
  older: readonly ElementDef[],
  newer: readonly ElementDef[],
): Matches<ElementDef> {
  const open = byName(newer);
  const pairs: (readonly [ElementDef, ElementDef])[] = [];
  for (const field of older) {
    const same = open.get(field.name)?.shift();
    if (same !== undefined) pairs.push([field, same]);
  }
  return withRest(older, newer, pairs);
}

/** Pairs choices, or branches of a choice, by the fields they share; the most alike first. */
export function matchGroups<T>(
  older: readonly T[],
  newer: readonly T[],
  namesOf: (group: T) => ReadonlySet<string>,
): Matches<T> {
  const candidates = older.flatMap((left, i) =>
    newer.map((right, j) => {
      const [a, b] = [namesOf(left), namesOf(right)];
      const shared = [...a].filter((name) => b.has(name)).length;
      return { left, right, i, j, shared, others: a.size + b.size - 2 * shared };
    }),
  );
  candidates.sort((a, b) => b.shared - a.shared || a.others - b.others || a.i - b.i || a.j - b.j);
  const taken = new Set<T>();
  const pairs: (readonly [T, T])[] = [];
  for (const { left, right, shared } of candidates) {
    if (shared === 0 || taken.has(left) || taken.has(right)) continue;
    taken.add(left).add(right);
    pairs.push([left, right]);
  }
  return withRest(older, newer, pairs);
}

function withRest<T>(
  older: readonly T[],
  newer: readonly T[],
  pairs: readonly (readonly [T, T])[],
): Matches<T> {
  const taken = new Set(pairs.flat());
  return {
    pairs,
    removed: older.filter((item) => !taken.has(item)),
    added: newer.filter((item) => !taken.has(item)),
  };
}

/** Splits fields up by the branch of a choice that each is in; the branch with most of them first. */
export function splitByBranch(
  fields: readonly ElementDef[],
  choice: ChoiceDef,
): readonly (readonly [own: readonly ElementDef[], branch: readonly ParticleDef[]])[] {
  const within = (branch: readonly ParticleDef[]): readonly ElementDef[] => {
    const names = namesIn(branch);
    return fields.filter(({ name }) => names.has(name));
  };
  const open = new Set(fields);
  return choice.branches
    .map((branch) => ({ branch, own: within(branch) }))
    .sort((a, b) => b.own.length - a.own.length)
    .map(({ branch, own }) => {
      const rest = own.filter((field) => open.delete(field));
      return [rest, branch] as const;
    })
    .filter(([own]) => own.length > 0);
}

export function byName(fields: readonly ElementDef[]): ReadonlyMap<string, ElementDef[]> {
  const map = new Map<string, ElementDef[]>();
  for (const field of fields) {
    const same = map.get(field.name);
    if (same === undefined) map.set(field.name, [field]);
    else same.push(field);
  }
  return map;
}

/** Names of all fields in a sequence, those in its choices included. */
export function namesIn(particles: readonly ParticleDef[]): ReadonlySet<string> {
  return new Set(elementsOf(particles).map(({ name }) => name));
}

export function isChoice(particle: ParticleDef): particle is ChoiceDef {
  return particle.kind === 'choice';
}

export function isField(particle: ParticleDef): particle is ElementDef {
  return particle.kind === 'element';
}
