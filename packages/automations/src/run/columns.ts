import type { OCIResponse, OCITable } from '@ocipkit/core';
import type { Run } from './run.js';

/** Names of the tables of a response. */
type TableName<R> = {
  [K in keyof R & string]-?: NonNullable<R[K]> extends OCITable<infer Row>
    ? Row extends object
      ? K
      : never
    : never;
}[keyof R & string];

type RowOf<R, T extends keyof R> = NonNullable<R[T]> extends OCITable<infer Row> ? Row : never;

/** The documented columns of a row, by property name. */
type ColumnOf<Row> = keyof { [K in keyof Row as string extends K ? never : K]: Row[K] } & string;

/**
 * The rows of a table in an answer. Columns that are read of it and that the platform did not send are
 * noted: their fields are undefined in the result.
 *
 * @param columns property names of those that are read
 */
export function rowsOf<R extends OCIResponse, T extends TableName<R> & keyof R>(
  run: Run,
  response: R,
  tableName: T,
  columns: readonly ColumnOf<RowOf<R, T>>[],
): readonly RowOf<R, T>[] {
  const table = response[tableName] as OCITable<RowOf<R, T> & object> | undefined;
  if (table === undefined) return [];
  const command = response.$type.replace('Response', 'Request');
  noteMissingColumns(run, command, tableName, table, columns);
  return table.rows;
}

/**
 * Notes the columns that a table should have and does not, once in a run for each command. An empty table
 * lacks nothing.
 *
 * @param keys property names of a row
 */
export function noteMissingColumns(
  run: Run,
  command: string,
  tableName: string,
  table: OCITable<object>,
  keys: readonly string[],
): void {
  if (table.length === 0) return;
  const lacking = keys.filter((key) => !table.keys.includes(key));
  if (lacking.length === 0) return;
  const noted = run.notes.flatMap((note) => (note.command === command ? note.missing : []));
  const missing = lacking
    .map((key) => `${tableName}.${key}`)
    .filter((name) => !noted.includes(name));
  if (missing.length > 0) run.notes.push({ command, insteadOf: command, missing });
}

/** A row as the platform sent it: every cell by the property name of its column. */
export function rawRow(row: object): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(row).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
