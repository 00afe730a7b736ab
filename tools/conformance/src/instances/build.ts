import {
  OCITable,
  structureOf,
  type ChoiceSpec,
  type CommandType,
  type ComplexType,
  type ElementSpec,
  type Particle,
  type Structure,
  type TableType,
} from '@ocipkit/core';
import type { Random } from '../values/random.js';
import { fieldValue, scalarValue } from '../values/scalar.js';
import { randomText } from '../values/text.js';
import { concreteTypes, isEmptiable, TYPE, type Fields } from './particles.js';
import type { InstancePlan } from './plan.js';

type Target = Record<string, unknown>;

/** A bounded list is now and then filled to its very end; a longer one would only cost time. */
const LONGEST_FULL_LIST = 32;

/** Builds a valid instance of a type by a plan. */
export function buildInstance(type: ComplexType, plan: InstancePlan, random: Random): Fields {
  const builder = new InstanceBuilder(plan, random);
  const target: Target = {};
  builder.fill(structureOf(type), target);
  return target;
}

/** As {@link buildInstance}, with the attributes that commands such as `ErrorResponse` have. */
export function buildCommand(type: CommandType, plan: InstancePlan, random: Random): Fields {
  const attributes = (type.attributes ?? []).map(
    (a) => [a.name, scalarValue(a.type, plan.fill, random)] as const,
  );
  return { ...Object.fromEntries(attributes), ...buildInstance(type, plan, random) };
}

/** Builds valid content for one branch of a choice. */
export function buildBranch(
  structure: Structure,
  branch: readonly Particle[],
  plan: InstancePlan,
  random: Random,
): Fields {
  const target: Target = {};
  new InstanceBuilder(plan, random).particles(branch, structure, target, true);
  return target;
}

class InstanceBuilder {
  readonly #plan: InstancePlan;
  readonly #random: Random;

  constructor(plan: InstancePlan, random: Random) {
    this.#plan = plan;
    this.#random = random;
  }

  fill(structure: Structure, target: Target): void {
    this.particles(structure.particles, structure, target, false);
  }

  particles(
    particles: readonly Particle[],
    structure: Structure,
    target: Target,
    inBranch: boolean,
  ): void {
    for (const particle of particles) {
      if (particle.kind === 'element') this.#element(particle, target, inBranch);
      else this.#choice(particle, structure, target);
    }
  }

  #element(element: ElementSpec, target: Target, inBranch: boolean): void {
    if (!this.#isPresent(element, inBranch)) return;
    if (!element.list) {
      target[element.name] = this.#value(element, 0);
      return;
    }
    const count = this.#count(element.min, element.max, inBranch);
    target[element.name] = Array.from({ length: count }, (_, i) => this.#value(element, i));
  }

  #isPresent({ min, default: standIn }: ElementSpec, inBranch: boolean): boolean {
    // A required field with a default may be left out: the encoder writes the default.
    if (min > 0 && (standIn === undefined || inBranch)) return true;
    return this.#random.chance(this.#plan.optional);
  }

  #count(min: number, max: number, inBranch: boolean): number {
    const { fill, entries, optional } = this.#plan;
    const top = Math.max(min, Math.min(max, entries));
    if (fill !== 'random') return fill === 'minimal' ? Math.max(min, 1) : top;
    if (max <= LONGEST_FULL_LIST && this.#random.chance(0.05)) return max;
    // Among alternatives, only entries show which one is meant.
    const needsEntries = inBranch || optional === 1;
    return this.#random.integer(needsEntries ? Math.max(min, 1) : min, top);
  }

  #choice(choice: ChoiceSpec, structure: Structure, target: Target): void {
    const repeated = structure.repeated.get(choice);
    if (choice.min === 0 && !this.#random.chance(this.#plan.optional)) return;
    if (repeated === undefined) {
      const branch = choice.branches[this.#alternative(choice.branches.length, 0)] ?? [];
      this.particles(branch, structure, target, true);
    } else {
      target[repeated.property] = this.#items(choice, structure);
    }
  }

  /**
   * The entries of a repeated choice. Two neighbours of one branch must not be readable as one, so
   * that either a branch repeats its first element at once, or another branch comes next.
   */
  #items(choice: ChoiceSpec, structure: Structure): Fields[] {
    const items: Fields[] = [];
    const count = this.#count(Math.max(choice.min, 1), choice.max, true);
    let last = -1;
    while (items.length < count) {
      const usable = choice.branches
        .map((branch, index) => ({ branch, index }))
        .filter(({ branch, index }) => index !== last || startsAnew(branch));
      const next = usable[this.#alternative(usable.length, items.length)];
      if (next === undefined) break;
      const item: Target = {};
      this.particles(next.branch, structure, item, true);
      last = Object.keys(item).length === 0 ? last : next.index;
      if (!isEmptiable(next.branch) || Object.keys(item).length > 0) items.push(item);
      else if (choice.branches.every(isEmptiable)) break;
    }
    return items;
  }

  #value(element: ElementSpec, index: number): unknown {
    const { type } = element;
    const { fill, nil } = this.#plan;
    if (element.nillable && this.#random.chance(nil)) return null;
    switch (type.kind) {
      case 'simple':
        return fieldValue(element, type, fill, this.#random);
      case 'table':
        return this.#table(type);
      case 'complex':
        return this.#complex(type, index);
    }
  }

  #complex(declared: ComplexType, index: number): Fields {
    const types = concreteTypes(declared);
    const type = types[this.#alternative(types.length, index)] ?? declared;
    const target: Target = {};
    // Naming the declared type where others are possible is needless, and legal.
    const namesItself = types.length > 1 && !declared.abstract && this.#random.chance(0.3);
    if (type !== declared || namesItself) target[TYPE] = type.name;
    this.fill(structureOf(type), target);
    return target;
  }

  #table({ columns }: TableType): OCITable {
    const { fill } = this.#plan;
    const random = this.#random;
    const documented = Object.values(columns);
    if (fill === 'minimal') return new OCITable(['x'], [], columns);
    const text = (): string => randomText(random, random.integer(0, 12), 'preserve');
    const headings =
      documented.length > 0 && random.chance(0.5) ? documented : [text(), text(), text()];
    // Rows may be shorter or longer than the headings, and cells empty.
    const rows = Array.from({ length: random.integer(0, 3) }, () =>
      Array.from({ length: random.integer(1, headings.length + 1) }, text),
    );
    return new OCITable(headings, rows, columns);
  }

  #alternative(count: number, index: number): number {
    const { alternative } = this.#plan;
    return alternative === undefined
      ? this.#random.integer(0, count - 1)
      : (alternative + index) % count;
  }
}

/** True if a second item of the branch can't be taken for the rest of the first. */
function startsAnew(branch: readonly Particle[]): boolean {
  const [first] = branch;
  return first?.kind === 'element' && first.min > 0 && !first.list;
}
