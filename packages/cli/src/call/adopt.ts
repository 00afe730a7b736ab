import { structureOf, type ComplexType, type FieldType } from '@ocipkit/core';
import { formOf, isFields, type Fields } from './fields.js';
import { readBase64 } from './value.js';

/** Makes of plain JSON what a request takes: JSON has no bytes, so base64 stands for them. */
export function adoptFields(type: ComplexType, fields: Fields): Fields {
  const { fields: slots, repeated } = structureOf(type);
  const lists = new Set([...repeated.values()].map(({ property }) => property));
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (lists.has(name)) return [name, eachOf(value, (item) => inside(type, item))];
      const element = slots.get(name)?.element;
      return [name, element === undefined ? value : eachOf(value, (v) => adopt(element.type, v))];
    }),
  );
}

function adopt(type: FieldType, value: unknown): unknown {
  switch (type.kind) {
    case 'simple':
      return type.primitive === 'base64Binary' && typeof value === 'string'
        ? readBase64(value)
        : value;
    case 'complex':
      return inside(formOf(type, value) ?? type, value);
    case 'table':
      return value;
  }
}

function inside(type: ComplexType, value: unknown): unknown {
  return isFields(value) ? adoptFields(type, value) : value;
}

function eachOf(value: unknown, work: (value: unknown) => unknown): unknown {
  return Array.isArray(value) ? value.map(work) : work(value);
}
