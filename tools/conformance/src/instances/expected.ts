import { structureOf, type ComplexType, type ElementSpec, type Structure } from '@ocipkit/core';
import { literalValue } from '../values/scalar.js';
import { actualType, TYPE, type Fields } from './particles.js';

/**
 * What reading back must give: the fields as put in, save for what the wire cannot tell apart. An
 * optional list without entries is no element at all, a default that was left out has been written,
 * and a needless `$type` is gone.
 */
export function expectedFields(type: ComplexType, value: Fields): Fields {
  const result = fieldsAsRead(structureOf(type), value);
  for (const particle of structureOf(type).particles) {
    if (particle.kind !== 'element' || particle.min === 0 || particle.default === undefined)
      continue;
    if (particle.type.kind !== 'simple' || value[particle.name] !== undefined) continue;
    result[particle.name] = literalValue(particle.default, particle.type);
  }
  return result;
}

function fieldsAsRead(structure: Structure, value: Fields): Record<string, unknown> {
  const { fields, repeated } = structure;
  const lists = new Set([...repeated.values()].map((r) => r.property));
  const result: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) {
    if (name === TYPE || field === undefined) continue;
    const slot = fields.get(name);
    if (slot !== undefined) {
      const expected = expectedField(slot.element, field);
      if (expected !== undefined) result[name] = expected;
    } else if (lists.has(name)) {
      const items = field as readonly Fields[];
      if (items.length > 0) result[name] = items.map((item) => fieldsAsRead(structure, item));
    } else result[name] = field;
  }
  return result;
}

function expectedField(element: ElementSpec, value: unknown): unknown {
  const { type } = element;
  if (element.list && (value as readonly unknown[]).length === 0 && element.min === 0) {
    return undefined;
  }
  if (type.kind !== 'complex') return value;
  return element.list
    ? (value as readonly unknown[]).map((entry) => expectedValue(type, entry))
    : expectedValue(type, value);
}

function expectedValue(type: ComplexType, value: unknown): unknown {
  if (value === null) return null;
  const actual = actualType(type, value as Fields);
  const fields = expectedFields(actual, value as Fields);
  return actual === type ? fields : { [TYPE]: actual.name, ...fields };
}
