import type { OCICommand } from '../base/command.js';
import { setField } from '../base/fields.js';
import { headingToKey, OCITable, type TableColumns } from '../base/table.js';
import { commandTypeOf } from '../base/type-of.js';
import { formOf, structureOf, TYPE, type Structure } from '../descriptor/structure.js';
import type { ComplexType, ElementSpec } from '../descriptor/types.js';
import { redactXml } from './redact-xml.js';
import { isSensitiveName, MASK } from './sensitive.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * A copy of a command's fields that can be logged: every field the schema marks as a secret is
 * masked, and so is every unknown field whose name speaks of one, and every such column of a table.
 * Texts in which the platform echoes requests (the detail of an error) are masked as XML.
 */
export function redacted(command: OCICommand<string, object>): Record<string, unknown> {
  return redactFields(structureOf(commandTypeOf(command)), command as unknown as Fields);
}

/** The same for the value of a data type. */
export function redactedValue(type: ComplexType, value: object): Record<string, unknown> {
  return redactFields(structureOf(type), value as Fields);
}

/**
 * A copy of a value without a schema that can be logged: whatever has a name that speaks of a secret
 * is masked whole, commands and tables as by {@link redacted}.
 */
export function redactUnknown(name: string, value: unknown): unknown {
  return redactAny(name, value, []);
}

function redactFields(structure: Structure, value: Fields): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const field = value[name];
    if (field !== undefined) setField(copy, name, redactField(structure, name, field));
  }
  return copy;
}

function redactField(structure: Structure, name: string, field: unknown): unknown {
  if (field === null || name === TYPE) return field;
  const element = structure.fields.get(name)?.element;
  if (element !== undefined) {
    return Array.isArray(field)
      ? field.map((entry: unknown) => redactEntry(element, entry))
      : redactEntry(element, field);
  }
  const holdsBranches = [...structure.repeated.values()].some((r) => r.property === name);
  if (holdsBranches && Array.isArray(field)) {
    return field.map((item: unknown) => redactObject(structure, item));
  }
  return redactUnknown(name, field);
}

function redactEntry({ name, type, sensitive }: ElementSpec, value: unknown): unknown {
  if (value === null) return null;
  if (sensitive) return MASK;
  switch (type.kind) {
    case 'complex': {
      const actual = formOf(type, (value as Fields)[TYPE]) ?? type;
      return redactObject(structureOf(actual), value);
    }
    case 'table':
      return value instanceof OCITable
        ? redactTable(value as OCITable<object>, type.columns)
        : redactUnknown(name, value);
    case 'simple':
      return typeof value === 'string' ? redactXml(value) : value;
  }
}

/** Text where an object is expected may be anything, a secret too. */
function redactObject(structure: Structure, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  return typeof value === 'object' ? redactFields(structure, value as Fields) : MASK;
}

function redactTable(table: OCITable<object>, columns?: TableColumns): OCITable<object> {
  const secret = table.headings.map((heading) => isSensitiveName(headingToKey(heading)));
  if (!secret.includes(true)) return table;
  const cells = table.cells.map((row) =>
    row.map((cell, i) => (secret[i] === true && cell !== '' ? MASK : cell)),
  );
  return new OCITable(table.headings, cells, columns);
}

/** @param around the objects that hold the value: it may hold one of them in turn */
function redactAny(name: string, value: unknown, around: readonly object[]): unknown {
  if (value === null || value === undefined) return value;
  if (isSensitiveName(name)) return MASK;
  if (typeof value === 'string') return redactXml(value);
  if (typeof value !== 'object' || value instanceof Date || ArrayBuffer.isView(value)) return value;
  if (around.includes(value)) return '[circular]';
  const inside = [...around, value];
  if (Array.isArray(value)) return value.map((entry) => redactAny(name, entry, inside));
  if (value instanceof OCITable) return redactTable(value as OCITable<object>);
  if (isCommand(value)) return redacted(value);
  const copy: Record<string, unknown> = {};
  const keys =
    value instanceof Error ? ['name', 'message', ...Object.keys(value)] : Object.keys(value);
  for (const key of keys) setField(copy, key, redactAny(key, (value as Fields)[key], inside));
  return copy;
}

/** Commands have `$type` from their class. */
function isCommand(value: object): value is OCICommand<string, object> {
  return '$type' in value && !Object.hasOwn(value, '$type');
}
