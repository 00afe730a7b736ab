import { findColumnLists, type ColumnList } from './column-leads.js';
import { readModeNotes } from './mode-notes.js';
import { matchTables } from './table-match.js';
import { proseLines } from './text.js';
import type { DataMode, TableColumn } from './types.js';

/** A table element and the documentation that stands on it. */
export interface TableElement {
  readonly name: string;
  readonly doc: string;
}

export interface MinedColumns {
  /** Columns by the name of the table element, in order. Tables without known columns are absent. */
  readonly columns: ReadonlyMap<string, readonly TableColumn[]>;
  /**
   * What is missing: the name of a table without known columns, or in double quotes a heading that
   * is said to depend on the data mode but belongs to no table.
   */
  readonly unread: readonly string[];
}

/**
 * Finds the column headings of tables in documentation. They are hints: a server may return fewer,
 * further or differently spelled ones.
 *
 * Documentation on the table element goes before that of the type:
 *
 * ```
 * Columns: "User Id", "Extension", "Country Code".
 * Columns in AS data mode only: "Country Code".
 * ```
 *
 * @param typeDoc documentation of the type that has the tables
 */
export function mineColumns(typeDoc: string, tables: readonly TableElement[]): MinedColumns {
  const columns = new Map<string, readonly TableColumn[]>();
  for (const { name, doc } of tables) {
    const own = readText(doc, [name]).columns.get(name);
    if (own !== undefined) columns.set(name, own);
  }
  const names = tables.map(({ name }) => name);
  if (names.every((name) => columns.has(name))) return { columns, unread: [] };
  const mined = readText(typeDoc, names);
  const unread: string[] = [];
  for (const name of names.filter((other) => !columns.has(other))) {
    const found = mined.columns.get(name);
    if (found === undefined) unread.push(name);
    else columns.set(name, found);
  }
  return { columns, unread: [...unread, ...mined.unread] };
}

/** Columns of one table while its lists are read. */
class Table {
  readonly name: string;
  readonly #headings: string[] = [];
  /** Modes of a column; none means all of them. */
  readonly #modes = new Map<string, Set<DataMode>>();

  constructor(name: string) {
    this.name = name;
  }

  /** Takes in a list of columns: known ones stay where they are, new ones follow their neighbour. */
  add({ headings, mode }: ColumnList): void {
    let previous = -1;
    for (const heading of headings) {
      const known = this.#headings.indexOf(heading);
      if (known < 0) {
        const at = previous < 0 ? this.#headings.length : previous + 1;
        this.#headings.splice(at, 0, heading);
        this.#modes.set(heading, new Set(mode === undefined ? [] : [mode]));
        previous = at;
      } else {
        const modes = this.#modes.get(heading);
        if (mode === undefined) modes?.clear();
        else if (modes !== undefined && modes.size > 0) modes.add(mode);
        previous = known;
      }
    }
  }

  /** Notes that a column depends on a mode. */
  mark(heading: string, mode: DataMode): boolean {
    const known = this.#headings.find((other) => alike(other, heading));
    if (known !== undefined) this.#modes.get(known)?.add(mode);
    return known !== undefined;
  }

  get columns(): readonly TableColumn[] {
    return this.#headings.map((heading) => {
      const [mode, other] = this.#modes.get(heading) ?? [];
      return mode === undefined || other !== undefined ? { heading } : { heading, mode };
    });
  }
}

function readText(doc: string, names: readonly string[]): MinedColumns {
  const text = mendQuotes(proseLines(doc).join('\n'));
  const lists = findColumnLists(text);
  const owners = matchTables(
    lists.filter((list) => list.kind === 'full'),
    names,
  );
  const tables = names.map((name) => new Table(name));
  let last: readonly string[] = names;
  for (const list of lists) {
    if (list.kind === 'mode') continue;
    last = owners.get(list) ?? last;
    for (const table of tables) if (last.includes(table.name)) table.add(list);
  }

  const unread: string[] = [];
  for (const list of lists) {
    if (list.kind !== 'mode' || list.mode === undefined) continue;
    for (const heading of list.headings) {
      const { mode } = list;
      if (tables.filter((table) => table.mark(heading, mode)).length > 0) continue;
      if (tables.length === 1) tables[0]?.add({ ...list, headings: [heading] });
      else unread.push(`"${heading}"`);
    }
  }
  // A few types list columns among the fields that depend on a mode.
  for (const { modes, items } of readModeNotes(doc)) {
    const [mode] = modes;
    if (mode === undefined || modes.length > 1) continue;
    for (const item of items) for (const table of tables) table.mark(item, mode);
  }
  const read = tables.filter((table) => table.columns.length > 0);
  return { columns: new Map(read.map((table) => [table.name, table.columns])), unread };
}

/** The same notion varies in case, and sometimes in number, within one text. */
function alike(a: string, b: string): boolean {
  const plain = (heading: string): string =>
    heading
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')
      .replace(/s$/, '');
  return plain(a) === plain(b);
}

/** Quotes that lost their encoding arrived as question marks on both sides of a name. */
function mendQuotes(text: string): string {
  return text.replace(/\?([A-Z][\w /-]{0,60})\?(?=[\s,.])/g, '"$1"');
}
