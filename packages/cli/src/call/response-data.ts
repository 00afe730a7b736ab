import { OCITable, redacted, type OCICommand, type OCIResponse } from '@ocipkit/core';
import type { Shown } from '../output/shown.js';

type Row = Readonly<Record<string, unknown>>;

/** The fields of a response as plain data: tables as lists of rows, bytes as base64. */
export function responseData(response: OCIResponse, showSecrets: boolean): Row {
  return plain(
    showSecrets ? Object.fromEntries(Object.entries(response)) : redactedFields(response),
  ) as Row;
}

/** A response for every form of output. */
export function shownResponse(response: OCIResponse, showSecrets: boolean): Shown {
  const data = responseData(response, showSecrets);
  return { data, rows: rowsOf(response, data) };
}

/**
 * What a list of the response is: its table, or the only list that it is made of, or else itself in one
 * row. Undefined where there are several tables to choose from.
 */
function rowsOf(response: OCIResponse, data: Row): readonly Row[] | undefined {
  const tables = Object.entries(response).filter(([, value]) => value instanceof OCITable);
  const [table] = tables;
  if (table !== undefined) return tables.length === 1 ? (data[table[0]] as Row[]) : undefined;
  const [only, ...others] = Object.values(data);
  const isList = Array.isArray(only) && only.every((item) => typeof item === 'object');
  return isList && others.length === 0 ? (only as Row[]) : [data];
}

function redactedFields(response: OCIResponse): Row {
  return redacted(response as OCICommand<string, object>);
}

/** A value as JSON has it. */
export function plain(value: unknown): unknown {
  if (value instanceof OCITable) return [...(value as OCITable<object>).rows];
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}
