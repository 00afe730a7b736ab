import type { TypeTable } from './link.js';
import { keyOf, type ElementDef, type ParticleDef, type SimpleTypeDef } from './types.js';

/** All elements of a list of particles, those in choices included. */
export function elementsOf(particles: readonly ParticleDef[]): ElementDef[] {
  return particles.flatMap((p) => (p.kind === 'element' ? [p] : p.branches.flatMap(elementsOf)));
}

/** True if a message needs none of these. */
export function mayBeEmpty(particles: readonly ParticleDef[]): boolean {
  return particles.every(
    (p) => p.min === 0 || (p.kind === 'choice' && p.branches.some(mayBeEmpty)),
  );
}

/** What is known of the values of a simple type, built-in ones included. */
export type ValueType = Pick<SimpleTypeDef, 'name' | 'primitive' | 'values' | 'facets'>;

/** What an element's text must be; undefined where it holds fields, or is an empty marker. */
export function valueTypeOf({ type }: ElementDef, types: TypeTable): ValueType | undefined {
  if (type.kind === 'builtin') return { name: '', primitive: type.primitive, facets: {} };
  if (type.kind === 'inline') return type.type;
  if (type.kind === 'any') return undefined;
  const found = types.get(keyOf(type.type));
  return found?.kind === 'simple' ? found : undefined;
}
