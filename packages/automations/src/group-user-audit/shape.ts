import type { Client } from '@ocipkit/client';
import {
  OCITable,
  structureOf,
  type ComplexType,
  type ElementSpec,
  type OCIResponse,
  type TableType,
} from '@ocipkit/core';
import { flag, integer, text } from '../run/cells.js';
import { noteMissingColumns } from '../run/columns.js';
import type { Run } from '../run/run.js';
import {
  columnKeys,
  fieldKeys,
  flagColumns,
  identifiers,
  listKeys,
  numberColumns,
  numberedKeys,
  tableKeys,
} from './names.js';
import { MASKED, type AuditRecord, type AuditValue } from './types.js';

type Fields = Readonly<Record<string, unknown>>;
type Draft = Record<string, AuditValue>;

/**
 * Makes answers into the plain data of the audit, by the description of the newest variant of a command:
 * every field of it is there, `null` where the answer has none. What only an older variant has comes
 * after it.
 */
export class Shaper {
  readonly #run: Run;
  readonly #showCodes: boolean;
  readonly #types = new Map<string, Promise<ComplexType | undefined>>();

  /** @param showCodes authorization codes are shown; other secrets never are */
  constructor(run: Run, showCodes: boolean) {
    this.#run = run;
    this.#showCodes = showCodes;
  }

  /** The fields of an answer to a command, or to an older variant of it. */
  async shape(command: string, response: OCIResponse): Promise<AuditRecord> {
    const type = await this.#type(command);
    if (type !== undefined) this.#noteColumns(type, response);
    // A command that the loaded ones don't have was answered by an older variant: its fields are all.
    return type === undefined
      ? (copyOf(response) as AuditRecord)
      : this.#object(type, response as object as Fields);
  }

  /** All documented columns are read. */
  #noteColumns(type: ComplexType, response: OCIResponse): void {
    const command = response.$type.replace('Response', 'Request');
    for (const [name, table] of Object.entries(response)) {
      const described = structureOf(type).fields.get(name)?.element.type;
      if (described?.kind !== 'table' || !(table instanceof OCITable)) continue;
      const columns = Object.keys(described.columns);
      noteMissingColumns(this.#run, command, name, table as OCITable, columns);
    }
  }

  /** What stands for an answer that did not come: every field is null. */
  async blank(command: string): Promise<AuditRecord> {
    const type = await this.#type(command);
    if (type === undefined) return {};
    return Object.fromEntries(Object.keys(this.#object(type, {})).map((key) => [key, null]));
  }

  #type(command: string): Promise<ComplexType | undefined> {
    let type = this.#types.get(command);
    if (type === undefined)
      this.#types.set(command, (type = responseType(this.#run.client, command)));
    return type;
  }

  #object(declared: ComplexType, value: Fields): AuditRecord {
    const type = structureOf(declared).subtypes?.get(String(value.$type)) ?? declared;
    const { fields, repeated } = structureOf(type);
    const shaped: Draft = {};
    const lists = [...repeated.values()].flatMap(({ property }) => {
      const items = value[property];
      return Array.isArray(items) ? (items as readonly Fields[]) : [];
    });
    for (const { element, repeated: inChoice } of fields.values()) {
      const { name } = element;
      const given = value[name];
      if (inChoice !== undefined) {
        shaped[listKeys[name] ?? name] = lists
          .filter((item) => item[name] !== undefined)
          .map((item) => this.#item(element, item[name]));
      } else if (!this.#addNumbered(shaped, element, given)) {
        // One of the two is there, never both.
        if (given === undefined && fields.has('unlimited')) continue;
        shaped[keyOf(element)] = this.#field(element, given);
      }
    }
    const known = new Set<string>([...repeated.values()].map(({ property }) => property));
    for (const [name, given] of Object.entries(value)) {
      if (fields.has(name) || known.has(name) || name === '$type' || given === undefined) continue;
      shaped[name] = copyOf(given);
    }
    return shaped;
  }

  #addNumbered(shaped: Draft, element: ElementSpec, given: unknown): boolean {
    for (const { pattern, key, id } of numberedKeys) {
      const number = pattern.exec(element.name)?.[1];
      if (number === undefined || element.type.kind !== 'complex') continue;
      const entry = this.#object(element.type, (given ?? {}) as Fields);
      const list = (shaped[key] ?? []) as AuditValue[];
      list.push(id === undefined ? entry : { ...entry, [id]: Number(number) });
      shaped[key] = list;
      return true;
    }
    return false;
  }

  #field(element: ElementSpec, given: unknown): AuditValue {
    if (element.type.kind === 'table') return tableOf(element, element.type, given);
    if (!element.list) return this.#item(element, given);
    return ((given ?? []) as readonly unknown[]).map((one) => this.#item(element, one));
  }

  #item({ name, type, fixed, sensitive }: ElementSpec, given: unknown): AuditValue {
    if (given === undefined || given === null || given === '')
      return fixed === 'true' ? false : null;
    if (type.kind === 'complex') return this.#object(type, given as Fields);
    if (sensitive && !(this.#showCodes && name === 'code')) return MASKED;
    return identifiers.has(name) && typeof given === 'number'
      ? String(given)
      : (given as AuditValue);
  }
}

async function responseType(client: Client, command: string): Promise<ComplexType | undefined> {
  const registry = await client.commands();
  if (!registry.family(command).some(({ name }) => name === command)) return undefined;
  const { $ } = await registry.request(command);
  return $.response?.().$;
}

function keyOf({ name, type, list }: ElementSpec): string {
  if (type.kind === 'table') return tableKeys[name] ?? name;
  return (list ? listKeys[name] : fieldKeys[name]) ?? name;
}

/** A table that must be there and is not was not sent by an older platform: that is no empty one. */
function tableOf({ name, min }: ElementSpec, { columns }: TableType, given: unknown): AuditValue {
  if (!(given instanceof OCITable)) return min === 0 ? [] : null;
  const keys = columnKeys[name] ?? {};
  return given.rows.map((row) => {
    const cells = row as Readonly<Record<string, string | undefined>>;
    const shaped: Draft = {};
    for (const column of Object.keys(columns)) {
      shaped[keys[column] ?? column] = cellOf(column, text(cells[column]));
    }
    for (const [column, cell] of Object.entries(cells)) {
      if (!(column in columns)) shaped[column] = text(cell) ?? null;
    }
    return shaped;
  });
}

/** Text that is not what the column promises stays text. */
function cellOf(column: string, cell: string | undefined): AuditValue {
  if (flagColumns.has(column)) return flag(cell) ?? cell ?? null;
  if (numberColumns.has(column)) return integer(cell) ?? cell ?? null;
  return cell ?? null;
}

/** A deep copy as plain data. */
function copyOf(given: unknown): AuditValue {
  if (given instanceof OCITable) return given.rows.map(copyOf);
  if (Array.isArray(given)) return given.map(copyOf);
  if (typeof given !== 'object' || given === null) return (given ?? null) as AuditValue;
  return Object.fromEntries(
    Object.entries(given)
      .filter(([name, value]) => name !== '$type' && value !== undefined)
      .map(([name, value]) => [name, copyOf(value)]),
  );
}
