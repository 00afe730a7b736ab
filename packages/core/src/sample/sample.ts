import { OCITable } from '../base/table.js';
import { structureOf, TYPE } from '../descriptor/structure.js';
import type {
  ChoiceSpec,
  ComplexType,
  ElementSpec,
  Particle,
  TableType,
} from '../descriptor/types.js';
import { sampleValue } from './values.js';

/** What a sample has beside what must be there. */
export interface SampleOptions {
  /** Fields that may be left out are there as well; default false. */
  readonly optional?: boolean | undefined;
  /**
   * Which branch of a choice to take, by the names of the first fields of the branches; default the
   * first branch that has to have a field.
   */
  readonly branch?: ((alternatives: readonly string[]) => number) | undefined;
}

/**
 * Fields of a type that are valid and look like the real thing: for examples, skeletons and stand-ins.
 * The same type gives the same fields.
 *
 * @throws TypeError if no valid value is known for a field that has to be there
 */
export function sampleFields(
  type: ComplexType,
  options: SampleOptions = {},
): Record<string, unknown> {
  const target: Record<string, unknown> = {};
  const concrete = concreteType(type);
  if (concrete !== type) target[TYPE] = concrete.name;
  const structure = structureOf(concrete);
  const fill = (particles: readonly Particle[], into: Record<string, unknown>): void => {
    for (const particle of particles) {
      if (particle.kind === 'element') addElement(particle, concrete, options, into);
      else addChoice(particle, into);
    }
  };
  const addChoice = (choice: ChoiceSpec, into: Record<string, unknown>): void => {
    if (choice.min === 0 && options.optional !== true) return;
    const branch = selectBranch(choice, options);
    const repeated = structure.repeated.get(choice);
    if (repeated === undefined) {
      addBranch(branch, concrete, options, into, fill);
    } else {
      const item: Record<string, unknown> = {};
      addBranch(branch, concrete, options, item, fill);
      into[repeated.property] = [item];
    }
  };
  fill(structure.particles, target);
  return target;
}

/** A branch of optional fields only is answered by its first. */
function addBranch(
  branch: readonly Particle[],
  type: ComplexType,
  options: SampleOptions,
  into: Record<string, unknown>,
  fill: (particles: readonly Particle[], into: Record<string, unknown>) => void,
): void {
  fill(branch, into);
  const [first] = branch;
  if (first?.kind === 'element' && branch.every((p) => p.min === 0) && !(first.name in into)) {
    addElement({ ...first, min: 1 }, type, options, into);
  }
}

function selectBranch(choice: ChoiceSpec, { branch }: SampleOptions): readonly Particle[] {
  const names = choice.branches.map((particles) => firstName(particles));
  const chosen = branch?.(names) ?? 0;
  return choice.branches[chosen] ?? choice.branches[0] ?? [];
}

function firstName(particles: readonly Particle[]): string {
  const [first] = particles;
  if (first === undefined) return '';
  return first.kind === 'element' ? first.name : firstName(first.branches[0] ?? []);
}

function addElement(
  element: ElementSpec,
  owner: ComplexType,
  options: SampleOptions,
  into: Record<string, unknown>,
): void {
  if (element.min === 0 && options.optional !== true) return;
  const value = elementValue(element, options);
  if (value === undefined) {
    if (element.min === 0) return;
    throw new TypeError(`no sample value is known for ${owner.name}.${element.name}`);
  }
  into[element.name] = element.list
    ? Array.from({ length: Math.max(element.min, 1) }, () => value)
    : value;
}

function elementValue(element: ElementSpec, options: SampleOptions): unknown {
  const { type } = element;
  switch (type.kind) {
    case 'simple':
      return sampleValue(element, type);
    case 'table':
      return sampleTable(type);
    case 'complex':
      return sampleFields(type, options);
  }
}

function sampleTable({ columns }: TableType): OCITable<object> {
  const headings = Object.values(columns);
  const shown = headings.length === 0 ? ['Name'] : headings;
  return new OCITable(shown, [shown.map((heading) => sampleCell(heading))], columns);
}

const cells: readonly (readonly [RegExp, string])[] = [
  [/user id/i, 'alice@example.test'],
  [/last name/i, 'Archer'],
  [/first name/i, 'Alice'],
  [/phone number|^dn/i, '+1-2025550101'],
  [/extension/i, '5101'],
  [/email/i, 'alice@example.test'],
  [/line\/port/i, 'alice-1@example.test'],
  [/^(?:is |in )|active|activated|enabled|available/i, 'true'],
  [/group id/i, 'Front-Desk'],
  [/service provider id/i, 'Example-SP'],
];

function sampleCell(heading: string): string {
  return cells.find(([pattern]) => pattern.test(heading))?.[1] ?? 'Example';
}

/** The type itself, or the first concrete one where it is abstract. */
function concreteType(type: ComplexType): ComplexType {
  if (!type.abstract) return type;
  const [first] = structureOf(type).subtypes?.values() ?? [];
  if (first === undefined) throw new TypeError(`${type.name} has no concrete type`);
  return first;
}
