import type { TypeTable } from '../model/link.js';
import { elementsOf } from '../model/particles.js';
import { keyOf, type ComplexTypeDef } from '../model/types.js';
import type { Plan } from '../plan/plan.js';
import { pageTypes } from './families.js';
import type { Use } from './types.js';

/**
 * The places that refer to each type, by its key, sorted by name and then in the order of the
 * fields. What is declared in place counts as part of the type around it.
 */
export function findFieldUses(plan: Plan): ReadonlyMap<string, readonly Use[]> {
  const uses = new Map<string, Use[]>();
  const types = [...pageTypes(plan)].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const type of types) {
    if (type.kind === 'simple') continue;
    for (const [key, field] of referencesOf(type, plan.release.types, '')) {
      const found = uses.get(key);
      const use = { type: type.name, field };
      if (found === undefined) uses.set(key, [use]);
      else found.push(use);
    }
  }
  return uses;
}

/** Keys of the types that fields are declared with, and the paths of these fields. */
function referencesOf(
  owner: ComplexTypeDef,
  types: TypeTable,
  path: string,
): readonly (readonly [key: string, field: string])[] {
  return elementsOf(owner.particles).flatMap(({ name, type }) => {
    if (type.kind !== 'named') return [];
    const key = keyOf(type.type);
    const field = path === '' ? name : `${path}.${name}`;
    const inner = types.get(key);
    const isInPlace = inner?.kind === 'complex' && inner.anonymous !== undefined;
    return isInPlace ? referencesOf(inner, types, field) : [[key, field] as const];
  });
}
