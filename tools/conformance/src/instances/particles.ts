import { structureOf, type ChoiceSpec, type ComplexType, type Particle } from '@ocipkit/core';

/** A plain object that holds the fields of a type. */
export type Fields = Readonly<Record<string, unknown>>;

/** The property that names a value's type, where several are possible. */
export const TYPE = '$type';

/** The names of all elements in a list of particles. */
export function namesIn(particles: readonly Particle[]): Set<string> {
  const names = new Set<string>();
  for (const particle of particles) {
    if (particle.kind === 'element') names.add(particle.name);
    else for (const name of namesIn(particle.branches.flat())) names.add(name);
  }
  return names;
}

/** True if nothing in a branch has to be there. */
export function isEmptiable(branch: readonly Particle[]): boolean {
  return branch.every(
    (p) => p.min === 0 || (p.kind === 'choice' && p.branches.some((b) => isEmptiable(b))),
  );
}

/** The names of a choice that are set. */
export function presentNames(choice: ChoiceSpec, value: Fields): string[] {
  return [...namesIn(choice.branches.flat())].filter((name) => value[name] !== undefined);
}

/** The first branch that has all the given names; undefined if there is none, or no name. */
export function branchHolding(
  choice: ChoiceSpec,
  names: readonly string[],
): readonly Particle[] | undefined {
  if (names.length === 0) return undefined;
  return choice.branches.find((branch) => {
    const known = namesIn(branch);
    return names.every((name) => known.has(name));
  });
}

/** The concrete types that may stand for a declared one. */
export function concreteTypes(type: ComplexType): readonly ComplexType[] {
  const subtypes = [...(structureOf(type).subtypes?.values() ?? [])].filter((t) => t !== type);
  return type.abstract ? subtypes : [type, ...subtypes];
}

/** The type a value is of: the declared one, or the one that it names. */
export function actualType(type: ComplexType, value: Fields): ComplexType {
  const named = value[TYPE];
  return concreteTypes(type).find((t) => t.name === named) ?? type;
}

const widths = new WeakMap<ComplexType, number>();

/** The most alternatives that any one choice, or abstract type, within a type offers; at least 1. */
export function alternativesOf(type: ComplexType): number {
  let width = widths.get(type);
  if (width === undefined) {
    width = widest(structureOf(type).particles);
    widths.set(type, width);
  }
  return width;
}

function widest(particles: readonly Particle[]): number {
  let width = 1;
  for (const particle of particles) {
    if (particle.kind === 'choice') {
      width = Math.max(width, particle.branches.length, widest(particle.branches.flat()));
    } else if (particle.type.kind === 'complex') {
      const types = concreteTypes(particle.type);
      width = Math.max(width, types.length, ...types.map((t) => alternativesOf(t)));
    }
  }
  return width;
}

const nillables = new WeakMap<ComplexType, boolean>();

/** True if a type has a nillable field, directly or deeper. */
export function hasNillable(type: ComplexType): boolean {
  let found = nillables.get(type);
  if (found === undefined) {
    found = anyNillable(structureOf(type).particles);
    nillables.set(type, found);
  }
  return found;
}

function anyNillable(particles: readonly Particle[]): boolean {
  return particles.some((particle) => {
    if (particle.kind === 'choice') return anyNillable(particle.branches.flat());
    if (particle.nillable) return true;
    return (
      particle.type.kind === 'complex' && concreteTypes(particle.type).some((t) => hasNillable(t))
    );
  });
}
