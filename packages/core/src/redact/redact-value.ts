import type { OCICommand } from '../base/command.js';
import { OCITable } from '../base/table.js';
import { setField } from '../base/fields.js';
import { structureOf, TYPE, type Structure } from '../descriptor/structure.js';
import type { CommandType, ComplexType } from '../descriptor/types.js';
import { isSensitiveName, MASK } from './sensitive.js';
import { redactXml } from './redact-xml.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * A copy of a command's fields that can be logged: every field the schema marks as a secret is
 * masked, and so is every unknown field whose name speaks of one. Free texts in which the platform
 * echoes requests (the detail of an error) are masked as XML.
 */
export function redacted(command: OCICommand<string, object>): Record<string, unknown> {
  const { constructor } = Object.getPrototypeOf(command) as {
    readonly constructor: { readonly $: CommandType };
  };
  return redactFields(structureOf(constructor.$), command as unknown as Fields);
}

/** The same for the value of a data type. */
export function redactedValue(type: ComplexType, value: object): Record<string, unknown> {
  return redactFields(structureOf(type), value as Fields);
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
  if (element === undefined) {
    const isItems = [...structure.repeated.values()].some((r) => r.property === name);
    if (isItems && Array.isArray(field)) {
      return field.map((item: unknown) => redactNested(structure, item));
    }
    return redactUnknown(name, field);
  }
  if (element.sensitive) return Array.isArray(field) ? field.map(() => MASK) : MASK;
  const { type } = element;
  const each = (value: unknown): unknown => {
    if (type.kind === 'complex') return redactNested(structureOf(subtypeOf(type, value)), value);
    return typeof value === 'string' ? redactXml(value) : value;
  };
  return Array.isArray(field) ? field.map(each) : each(field);
}

function redactNested(structure: Structure, value: unknown): unknown {
  return typeof value === 'object' && value !== null
    ? redactFields(structure, value as Fields)
    : value;
}

function subtypeOf(type: ComplexType, value: unknown): ComplexType {
  const named = (value as Fields | null)?.[TYPE];
  if (typeof named !== 'string') return type;
  return structureOf(type).subtypes?.get(named) ?? type;
}

/** A value without a schema: masked by the names inside it. */
export function redactUnknown(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((entry) => redactUnknown(name, entry));
  if (typeof value === 'object' && value !== null && !(value instanceof OCITable)) {
    const copy: Record<string, unknown> = {};
    for (const key of Object.keys(value)) {
      setField(copy, key, redactUnknown(key, (value as Fields)[key]));
    }
    return copy;
  }
  if (isSensitiveName(name) && value !== null && value !== undefined) return MASK;
  return typeof value === 'string' ? redactXml(value) : value;
}
