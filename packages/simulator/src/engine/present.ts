import {
  OCITable,
  structureOf,
  type ComplexType,
  type ElementSpec,
  type TableType,
} from '@ocipkit/core';
import type { Cell } from './behaviour.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Makes fields fit a type: what the type does not have is left out, lists of rows become tables, in
 * schema order. So one behaviour can serve several variants of a command.
 */
export function present(type: ComplexType, fields: Fields): Record<string, unknown> {
  const actual = subtypeOf(type, fields);
  const shown: Record<string, unknown> = actual === type ? {} : { $type: actual.name };
  const structure = structureOf(actual);
  for (const { property } of structure.repeated.values()) {
    if (fields[property] !== undefined) shown[property] = fields[property];
  }
  for (const { element, repeated } of structure.fields.values()) {
    if (repeated !== undefined) continue;
    const value = fields[element.name];
    if (value !== undefined) shown[element.name] = presentField(element, value);
  }
  return shown;
}

function presentField(element: ElementSpec, value: unknown): unknown {
  const { type, list } = element;
  if (value === null || type.kind === 'simple') return value;
  if (type.kind === 'table') {
    if (!list) return tableOf(type, value);
    return (value as readonly unknown[]).map((one) => tableOf(type, one));
  }
  if (!list) return present(type, value as Fields);
  return (value as readonly Fields[]).map((item) => present(type, item));
}

function subtypeOf(type: ComplexType, { $type }: Fields): ComplexType {
  if (typeof $type !== 'string' || $type === type.name) return type;
  return structureOf(type).subtypes?.get($type) ?? type;
}

/** A table with the documented columns, filled by their property names. */
function tableOf({ columns }: TableType, value: unknown): unknown {
  if (value instanceof OCITable || !Array.isArray(value)) return value;
  const keys = Object.keys(columns);
  const cells = (value as readonly Readonly<Record<string, Cell>>[]).map((row) =>
    keys.map((key) => cellText(row[key])),
  );
  return new OCITable(Object.values(columns), cells, columns);
}

function cellText(cell: Cell): string {
  return cell === undefined ? '' : String(cell);
}
