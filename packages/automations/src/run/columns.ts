import type { OCITable } from '@ocipkit/core';
import type { Run } from './run.js';

/**
 * Notes the columns that a table should have and does not: their fields are undefined in the result.
 * `keys` are names of properties of a row.
 */
export function noteMissingColumns<R extends object>(
  run: Run,
  command: string,
  tableName: string,
  table: OCITable<R>,
  keys: readonly (keyof R & string)[],
): void {
  const has = new Set(table.keys);
  const missing = keys.filter((key) => !has.has(key)).map((key) => `${tableName}.${key}`);
  if (missing.length > 0) run.notes.push({ command, insteadOf: command, missing });
}

/** A row as the platform sent it: every cell by the property name of its column. */
export function rawRow(row: object): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(row).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
