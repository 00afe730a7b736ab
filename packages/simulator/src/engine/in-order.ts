import {
  elementNames,
  structureOf,
  type ComplexType,
  type ElementSpec,
  type Particle,
} from '@ocipkit/core';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The first field of a decoded object that stands before one it should follow, as a path; undefined if
 * all are in schema order. The decoder takes fields in any order and keeps the one they came in.
 */
export function findDisorder(type: ComplexType, fields: Fields, path: string): string | undefined {
  const { $type } = fields;
  const structure = structureOf(type);
  const actual = typeof $type === 'string' ? (structure.subtypes?.get($type) ?? type) : type;
  if (actual !== type) return findDisorder(actual, withoutType(fields), path);
  const positions = new Map<string, number>();
  number(structure.particles, fields, positions);
  let last = -1;
  for (const name of Object.keys(fields)) {
    const position = positions.get(name);
    if (position === undefined) continue;
    if (position < last) return `${path}.${name}`;
    last = position;
  }
  for (const { element, repeated } of structure.fields.values()) {
    if (repeated !== undefined || element.type.kind !== 'complex') continue;
    const found = findInside(element, element.type, fields[element.name], path);
    if (found !== undefined) return found;
  }
  return undefined;
}

function findInside(
  { name, list }: ElementSpec,
  type: ComplexType,
  value: unknown,
  path: string,
): string | undefined {
  if (value === undefined || value === null) return undefined;
  const items = list ? (value as readonly Fields[]) : [value as Fields];
  for (const [i, item] of items.entries()) {
    const at = list ? `${path}.${name}[${String(i)}]` : `${path}.${name}`;
    const found = findDisorder(type, item, at);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Numbers the elements; where a name is in several branches, that of the branch that has most counts. */
function number(
  particles: readonly Particle[],
  fields: Fields,
  positions: Map<string, number>,
): void {
  for (const particle of particles) {
    if (particle.kind === 'element') positions.set(particle.name, positions.size);
    else {
      const ranked = [...particle.branches].sort(
        (a, b) => countPresent(a, fields) - countPresent(b, fields),
      );
      for (const branch of ranked) {
        for (const name of elementNames(branch)) positions.delete(name);
        number(branch, fields, positions);
      }
    }
  }
  // Deleting leaves gaps in the count: number again, in the order of insertion.
  let position = 0;
  for (const name of positions.keys()) positions.set(name, position++);
}

function countPresent(branch: readonly Particle[], fields: Fields): number {
  return [...elementNames(branch)].filter((name) => fields[name] !== undefined).length;
}

function withoutType(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== '$type'));
}
