import {
  nearestNames,
  structureOf,
  type ComplexType,
  type ElementSpec,
  type FieldSlot,
  type RepeatedChoice,
} from '@ocipkit/core';
import { formNames, formOf, isFields, TYPE, type Fields } from './fields.js';
import { pathText, type Step } from './path.js';

/** What a path leads to: a field, or the name of the type of a value. */
export type Place =
  | {
      readonly kind: 'field';
      readonly element: ElementSpec;
      /** Another value begins another item of a repeated choice. */
      readonly repeats: boolean;
    }
  | { readonly kind: 'type'; readonly names: readonly string[] };

/** A path leads nowhere; the message says why and names what may be meant. */
export class PathError extends Error {
  override readonly name = 'PathError';
}

/**
 * Finds the field that a path leads to. Where several types may stand, the fields that are there tell
 * which one does.
 *
 * @throws PathError if there is no such field
 */
export function placeOf(root: ComplexType, fields: Fields, steps: readonly Step[]): Place {
  let type = root;
  let value: unknown = fields;
  let isItem = false;
  for (const [i, step] of steps.entries()) {
    const isLast = i === steps.length - 1;
    if (step.name === TYPE) throw new PathError(`${root.name} has one type only`);
    if (repeatedOf(type, step.name) !== undefined) {
      if (isLast) throw new PathError('it holds fields, no value of its own');
      value = entryOf(value, step);
      isItem = true;
      continue;
    }
    const { element, repeated } = slotOf(type, step.name, steps.slice(0, i));
    if (step.index !== undefined && !element.list) throw new PathError('it is no list');
    if (isLast) return { kind: 'field', element, repeats: repeated !== undefined && !isItem };
    if (element.type.kind !== 'complex') {
      throw new PathError(`${pathText(steps.slice(0, i + 1))} has no fields of its own`);
    }
    const declared = element.type;
    const holder = repeated === undefined || isItem ? value : lastItem(value, repeated);
    value = entryOf(holder, step);
    isItem = false;
    if (i === steps.length - 2 && steps.at(-1)?.name === TYPE) {
      return { kind: 'type', names: formNames(declared) };
    }
    type = actualType(declared, value, steps.slice(0, i + 1));
  }
  throw new PathError('it is no path of a field');
}

/** Sets the value at a path that {@link placeOf} knows; what stands in between is made. */
export function setAt(
  root: ComplexType,
  fields: Fields,
  steps: readonly Step[],
  value: unknown,
): void {
  let type = root;
  let holder = fields;
  let isItem = false;
  for (const [i, step] of steps.entries()) {
    const isLast = i === steps.length - 1;
    const structure = structureOf(type);
    const slot = structure.fields.get(step.name);
    if (slot === undefined) {
      if (step.name === TYPE) holder[TYPE] = value;
      else {
        holder = entryIn(holder, step.name, step.index ?? 0);
        isItem = true;
      }
      continue;
    }
    const { element, repeated } = slot;
    if (repeated !== undefined && !isItem) holder = itemFor(holder, repeated, element, isLast);
    isItem = false;
    if (isLast) {
      setLast(holder, element, step, value);
      return;
    }
    holder = element.list
      ? entryIn(holder, step.name, step.index ?? 0)
      : objectIn(holder, step.name);
    if (element.type.kind === 'complex') type = formOf(element.type, holder) ?? element.type;
  }
}

function setLast(holder: Fields, { name, list }: ElementSpec, step: Step, value: unknown): void {
  if (!list || value === null) holder[name] = value;
  else if (step.index === undefined) holder[name] = [...listIn(holder, name), value];
  else listIn(holder, name)[step.index] = value;
}

function slotOf(type: ComplexType, name: string, before: readonly Step[]): FieldSlot {
  const { fields } = structureOf(type);
  const slot = fields.get(name);
  if (slot !== undefined) return slot;
  const prefix = before.length === 0 ? '' : `${pathText(before)}.`;
  const near = nearestNames(name, fields.keys());
  const meant = near.length > 0 ? near : deeper(type, name, 3);
  const advice =
    meant.length === 0 ? '' : `; did you mean ${meant.map((m) => `--${prefix}${m}`).join(', ')}?`;
  throw new PathError(`${type.name} has no field ${name}${advice}`);
}

/** Paths below a type that end in a name. */
function deeper(type: ComplexType, name: string, depth: number): readonly string[] {
  if (depth === 0) return [];
  const { fields, subtypes } = structureOf(type);
  const own = [...fields.values()].flatMap(({ element }) => {
    if (element.type.kind !== 'complex') return [];
    if (structureOf(element.type).fields.has(name)) return [`${element.name}.${name}`];
    return deeper(element.type, name, depth - 1).map((path) => `${element.name}.${path}`);
  });
  const inForms = [...(subtypes?.values() ?? [])].flatMap((form) =>
    structureOf(form).fields.has(name) ? [name] : [],
  );
  return [...new Set([...own, ...inForms])].slice(0, 3);
}

function actualType(declared: ComplexType, value: unknown, steps: readonly Step[]): ComplexType {
  const actual = formOf(declared, value);
  if (actual !== undefined) return actual;
  const named = isFields(value) ? value[TYPE] : undefined;
  const names = formNames(declared);
  const path = pathText(steps);
  throw new PathError(
    named === undefined
      ? `${path} may be of several types; say which by --${path}.xsi:type ${names.join('|')}`
      : `${path} can't be of type ${typeof named === 'string' ? named : 'that kind'}; expected ${names.join(' or ')}`,
  );
}

function repeatedOf(type: ComplexType, property: string): RepeatedChoice | undefined {
  return [...structureOf(type).repeated.values()].find((choice) => choice.property === property);
}

function lastItem(value: unknown, { property }: RepeatedChoice): unknown {
  const items = isFields(value) ? value[property] : undefined;
  return Array.isArray(items) ? (items.at(-1) as unknown) : undefined;
}

function entryOf(value: unknown, { name, index }: Step): unknown {
  const inside = isFields(value) ? value[name] : undefined;
  return Array.isArray(inside) ? (inside[index ?? 0] as unknown) : inside;
}

/** The item of a repeated choice that a field belongs to: the last one, or a new one. */
function itemFor(
  holder: Fields,
  { property, branchOf }: RepeatedChoice,
  element: ElementSpec,
  isLast: boolean,
): Fields {
  const items = listIn(holder, property);
  const last = items.at(-1);
  const branch = branchOf.get(element.name);
  const continues =
    isFields(last) &&
    Object.keys(last).every((name) => branchOf.get(name) === branch) &&
    (element.list || !isLast || !Object.hasOwn(last, element.name));
  if (continues) return last;
  const item: Fields = {};
  items.push(item);
  return item;
}

function listIn(holder: Fields, name: string): unknown[] {
  const list = holder[name];
  if (Array.isArray(list)) return list;
  const made: unknown[] = [];
  holder[name] = made;
  return made;
}

function objectIn(holder: Fields, name: string): Fields {
  const value = holder[name];
  if (isFields(value)) return value;
  const made: Fields = {};
  holder[name] = made;
  return made;
}

function entryIn(holder: Fields, name: string, index: number): Fields {
  const list = listIn(holder, name);
  const entry = list[index];
  if (isFields(entry)) return entry;
  const made: Fields = {};
  list[index] = made;
  return made;
}
