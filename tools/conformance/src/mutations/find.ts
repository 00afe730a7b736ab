import {
  structureOf,
  type ChoiceSpec,
  type CommandType,
  type ComplexType,
  type ElementSpec,
  type Particle,
  type Structure,
} from '@ocipkit/core';
import { buildBranch } from '../instances/build.js';
import {
  actualType,
  branchHolding,
  concreteTypes,
  isEmptiable,
  namesIn,
  presentNames,
  TYPE,
  type Fields,
} from '../instances/particles.js';
import { mutationPlan } from '../instances/plan.js';
import type { Random } from '../values/random.js';
import type { Mutation, MutationKind, Writing } from './kinds.js';
import { badValues } from './scalar.js';

/** Puts a changed part back into a copy of the whole command. */
type Put = (changed: unknown) => Fields;

/** The part of a command being looked at. */
interface Place {
  readonly structure: Structure;
  readonly value: Fields;
  readonly path: string;
  readonly put: Put;
}

/** The longest list that is filled beyond its maximum. */
const LONGEST_OVERFILLED_LIST = 100;
const BOGUS_TYPE = 'NoSuchType';

/** All ways known here to spoil a valid command, each by one defect. */
export function findMutations(type: CommandType, value: Fields, random: Random): Mutation[] {
  const finder = new MutationFinder(random);
  const put: Put = (changed) => changed as Fields;
  finder.fields({ structure: structureOf(type), value, path: type.name, put });
  return finder.found;
}

class MutationFinder {
  readonly found: Mutation[] = [];
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  fields(place: Place): void {
    this.#particles(place.structure.particles, place, undefined);
  }

  #particles(particles: readonly Particle[], place: Place, choice: ChoiceSpec | undefined): void {
    for (const particle of particles) {
      if (particle.kind === 'element') this.#element(particle, place, choice);
      else if (place.structure.repeated.has(particle)) this.#repeated(particle, place);
      else this.#choice(particle, place, false);
    }
  }

  #element(element: ElementSpec, place: Place, choice: ChoiceSpec | undefined): void {
    const { value, path, put } = place;
    const field = value[element.name];
    if (field === undefined) return;
    const at = `${path}.${element.name}`;
    if (isMissed(element, value, choice)) {
      this.#add('missing-field', at, () => put(without(value, [element.name])));
    }
    const putField: Put = (changed) => put({ ...value, [element.name]: changed });
    if (!element.list) {
      this.#value(element, field, at, putField);
      return;
    }
    const entries = field as readonly unknown[];
    const { min, max } = element;
    // Among alternatives, no entry at all is no branch at all.
    if (min > (choice === undefined ? 0 : 1)) {
      this.#add('too-few', at, () => putField(entries.slice(0, min - 1)));
    }
    if (max <= LONGEST_OVERFILLED_LIST && entries.length > 0) {
      this.#add('too-many', at, () => putField(overfilled(entries, max)));
    }
    entries.forEach((entry, i) => {
      this.#value(element, entry, `${at}[${String(i)}]`, (changed) =>
        putField(entries.with(i, changed)),
      );
    });
  }

  #value(element: ElementSpec, value: unknown, path: string, put: Put): void {
    if (!element.nillable) this.#add('nil-not-nillable', path, () => put(null));
    const { type } = element;
    if (value === null || type.kind === 'table') return;
    if (type.kind === 'complex') {
      this.#complex(type, value as Fields, path, put);
      return;
    }
    for (const { kind, value: bad } of badValues(element, type)) {
      this.#add(kind, path, () => put(bad));
    }
  }

  #complex(type: ComplexType, value: Fields, path: string, put: Put): void {
    const at = `${path}.${TYPE}`;
    this.#add('wrong-type', at, () => put({ ...value, [TYPE]: BOGUS_TYPE }), 'loosened');
    if (type.abstract && concreteTypes(type).length > 0) {
      this.#add('no-type', at, () => put(without(value, [TYPE])), 'loosened');
    }
    this.fields({ structure: structureOf(actualType(type, value)), value, path, put });
  }

  #repeated(choice: ChoiceSpec, place: Place): void {
    const { structure, value, path, put } = place;
    const property = structure.repeated.get(choice)?.property ?? '';
    const items = value[property] as readonly Fields[] | undefined;
    if (items === undefined) return;
    const at = `${path}.${property}`;
    const putItems: Put = (changed) => put({ ...value, [property]: changed });
    if (choice.min > 0) this.#add('too-few', at, () => putItems(items.slice(0, choice.min - 1)));
    if (choice.max <= LONGEST_OVERFILLED_LIST && items.length > 0) {
      this.#add('too-many', at, () => putItems(overfilled(items, choice.max)));
    }
    items.forEach((item, i) => {
      const putItem: Put = (changed) => putItems(items.with(i, changed as Fields));
      this.#choice(
        choice,
        { structure, value: item, path: `${at}[${String(i)}]`, put: putItem },
        true,
      );
    });
  }

  #choice(choice: ChoiceSpec, place: Place, isItem: boolean): void {
    const { structure, value, path, put } = place;
    const present = presentNames(choice, value);
    const branch = branchHolding(choice, present);
    if (branch === undefined) return;
    if (choice.min > 0 && !isItem && !choice.branches.some((b) => isEmptiable(b))) {
      this.#add('no-branch', path, () => put(without(value, present)));
    }
    const other = this.#otherBranch(choice, structure, present);
    if (other !== undefined) {
      // Two branches in one item read as two items, which is valid.
      const writing = isItem ? 'none' : 'loosened';
      this.#add('two-branches', path, () => put({ ...other, ...value }), writing);
    }
    this.#particles(branch, place, choice);
  }

  /** Content of a branch that does not go with the names already there. */
  #otherBranch(
    choice: ChoiceSpec,
    structure: Structure,
    present: readonly string[],
  ): Fields | undefined {
    for (const branch of this.#random.shuffled(choice.branches)) {
      const other = buildBranch(structure, branch, mutationPlan, this.#random);
      const names = Object.keys(other).filter((name) => other[name] !== undefined);
      const union = [...new Set([...present, ...names])];
      if (names.length > 0 && branchHolding(choice, union) === undefined) return other;
    }
    return undefined;
  }

  #add(kind: MutationKind, path: string, apply: () => Fields, writing: Writing = 'as-is'): void {
    this.found.push({ kind, path, apply, writing });
  }
}

/**
 * True if leaving a field out is an error of that very field. In a branch, something else has to
 * show that the branch is meant.
 */
function isMissed(element: ElementSpec, value: Fields, choice: ChoiceSpec | undefined): boolean {
  if (element.min === 0 || element.default !== undefined) return false;
  if (choice === undefined) return true;
  const rest = presentNames(choice, value).filter((name) => name !== element.name);
  const holding = choice.branches.filter((branch) =>
    rest.some((name) => namesIn(branch).has(name)),
  );
  return holding.length === 1;
}

function without(value: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}

function overfilled<T>(entries: readonly T[], max: number): readonly T[] {
  return Array.from({ length: max + 1 }, (_, i) => entries[i % entries.length] as T);
}
