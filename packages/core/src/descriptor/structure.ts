import type { ChoiceSpec, ComplexType, ElementSpec, Particle } from './types.js';

/** The property that holds the ordered branches of a repeated choice. */
const ITEMS = '$items';
/** The property that names a value's type where several types are possible. */
export const TYPE = '$type';

/** A choice that may occur more than once: its branches form one ordered list. */
export interface RepeatedChoice {
  /** `$items`, or `$items2`, … for the second such choice of a type. */
  readonly property: string;
  readonly choice: ChoiceSpec;
  /** Which branch an element starts or continues, by element name. */
  readonly branchOf: ReadonlyMap<string, number>;
}

/** Where an element of a type goes when it is read. */
export interface FieldSlot {
  readonly element: ElementSpec;
  readonly repeated: RepeatedChoice | undefined;
}

/** A complex type, resolved once: inherited particles first, lookups by name. */
export interface Structure {
  readonly type: ComplexType;
  readonly particles: readonly Particle[];
  readonly fields: ReadonlyMap<string, FieldSlot>;
  readonly repeated: ReadonlyMap<ChoiceSpec, RepeatedChoice>;
  /** Choices that are answered by the fields of the object itself. */
  readonly choices: readonly ChoiceSpec[];
  /** Concrete types by name, where another type may be named by `xsi:type`. */
  readonly subtypes: ReadonlyMap<string, ComplexType> | undefined;
}

const structures = new WeakMap<ComplexType, Structure>();

/** Resolves a type's structure; computed once per type. */
export function structureOf(type: ComplexType): Structure {
  let structure = structures.get(type);
  if (structure === undefined) {
    structure = resolve(type);
    structures.set(type, structure);
  }
  return structure;
}

function inheritedParticles(type: ComplexType): readonly Particle[] {
  const own = type.particles();
  const base = type.extends?.();
  return base === undefined ? own : [...inheritedParticles(base), ...own];
}

function resolve(type: ComplexType): Structure {
  const particles = inheritedParticles(type);
  const fields = new Map<string, FieldSlot>();
  const repeated = new Map<ChoiceSpec, RepeatedChoice>();

  const collect = (list: readonly Particle[], inRepeated: RepeatedChoice | undefined): void => {
    for (const particle of list) {
      if (particle.kind === 'element') {
        if (!fields.has(particle.name)) {
          fields.set(particle.name, { element: particle, repeated: inRepeated });
        }
      } else if (particle.max > 1 && inRepeated === undefined) {
        const entry = describeRepeated(particle, repeated.size);
        repeated.set(particle, entry);
        for (const branch of particle.branches) collect(branch, entry);
      } else {
        for (const branch of particle.branches) collect(branch, inRepeated);
      }
    }
  };
  collect(particles, undefined);

  const subtypes = type.subtypes?.();
  return {
    type,
    particles,
    fields,
    repeated,
    choices: particles.filter((p): p is ChoiceSpec => p.kind === 'choice' && p.max === 1),
    subtypes:
      subtypes === undefined ? undefined : new Map(subtypes.map((sub) => [sub.name, sub] as const)),
  };
}

function describeRepeated(spec: ChoiceSpec, index: number): RepeatedChoice {
  const branchOf = new Map<string, number>();
  spec.branches.forEach((branch, i) => {
    for (const name of elementNames(branch)) if (!branchOf.has(name)) branchOf.set(name, i);
  });
  const property = index === 0 ? ITEMS : `${ITEMS}${String(index + 1)}`;
  return { property, choice: spec, branchOf };
}

/**
 * Which type a value of a declared type is of, by the name it gives for itself. Undefined if no such
 * type may stand there, or if the declared type is abstract and no name is given.
 */
export function formOf(type: ComplexType, named: unknown): ComplexType | undefined {
  if (named === undefined || named === type.name) return type.abstract ? undefined : type;
  return typeof named === 'string' ? structureOf(type).subtypes?.get(named) : undefined;
}

/** The names {@link formOf} accepts. */
export function formNames(type: ComplexType): readonly string[] {
  const subtypes = structureOf(type).subtypes?.keys() ?? [];
  return [...(type.abstract ? [] : [type.name]), ...subtypes];
}

const names = new WeakMap<readonly Particle[], ReadonlySet<string>>();

/** The names of all elements in a list of particles, at any depth of choices. */
export function elementNames(particles: readonly Particle[]): ReadonlySet<string> {
  let set = names.get(particles);
  if (set === undefined) {
    const collected = new Set<string>();
    for (const particle of particles) {
      if (particle.kind === 'element') collected.add(particle.name);
      else {
        for (const branch of particle.branches) {
          for (const name of elementNames(branch)) collected.add(name);
        }
      }
    }
    set = collected;
    names.set(particles, set);
  }
  return set;
}
