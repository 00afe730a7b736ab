import { setField } from './fields.js';

/** Documented columns of a table: property name of a row to column heading. */
export type TableColumns = Readonly<Record<string, string>>;

/** A row whose columns are not documented. Unknown headings become properties in camelCase. */
export type TableRow = Readonly<Record<string, string | undefined>>;

/**
 * A table as the platform sends it: headings and rows of text.
 *
 * Columns are found by heading, because the platform moves and adds columns between releases.
 * `rows` gives typed access, `headings` and `cells` what was sent, untouched.
 *
 * @example
 * for (const row of response.userTable) console.log(row.userId, row.lastName);
 */
export class OCITable<R extends object = TableRow> implements Iterable<R> {
  /** Headings in the order they were sent. */
  readonly headings: readonly string[];
  /** Rows of cells as sent; a row may be shorter or longer than the headings. */
  readonly cells: readonly (readonly string[])[];
  readonly #columns: TableColumns;
  #rows: readonly R[] | undefined;
  #keys: readonly string[] | undefined;

  constructor(
    headings: readonly string[],
    cells: readonly (readonly string[])[],
    columns: TableColumns = {},
  ) {
    this.headings = headings;
    this.cells = cells;
    this.#columns = columns;
  }

  /** Number of rows. */
  get length(): number {
    return this.cells.length;
  }

  /** Property names of a row, by column; empty where an earlier column has the name already. */
  get keys(): readonly string[] {
    return (this.#keys ??= rowKeys(this.headings, this.#columns));
  }

  /** All rows as objects; built on first use. Iterating over the table builds one row at a time. */
  get rows(): readonly R[] {
    return (this.#rows ??= this.cells.map((cells) => this.#row(cells)));
  }

  *[Symbol.iterator](): Iterator<R> {
    if (this.#rows !== undefined) yield* this.#rows;
    else for (const cells of this.cells) yield this.#row(cells);
  }

  /** The cells of a column by its heading; undefined if there is no such column. */
  column(heading: string): readonly (string | undefined)[] | undefined {
    const index = this.headings.indexOf(heading);
    return index < 0 ? undefined : this.cells.map((cells) => cells[index]);
  }

  /**
   * The table as CSV (RFC 4180, with a heading line). Short rows are filled up. Cells that a
   * spreadsheet would run as a formula are preceded by an apostrophe; numbers and ranges of numbers such
   * as `+1-555` are left alone.
   */
  toCsv(): string {
    const width = this.headings.length;
    const line = (cells: readonly string[]): string => {
      const missing = new Array<string>(Math.max(0, width - cells.length)).fill('');
      const text = [...cells, ...missing].map(csvCell).join(',');
      // A blank line is no row to most readers.
      return `${text === '' ? '""' : text}\r\n`;
    };
    const headings = width === 0 ? '' : line(this.headings);
    return headings + this.cells.map(line).join('');
  }

  /** Headings and cells, as `JSON.stringify` shows them. */
  toJSON(): { headings: readonly string[]; rows: readonly (readonly string[])[] } {
    return { headings: this.headings, rows: this.cells };
  }

  #row(cells: readonly string[]): R {
    const row: Record<string, string | undefined> = {};
    const keys = this.keys;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      if (key !== undefined && key !== '') setField(row, key, cells[i]);
    }
    return row as R;
  }
}

/**
 * The property name of each column: documented, or made from the heading; empty for a repetition. A
 * heading that merely resembles a documented one doesn't take its name.
 */
function rowKeys(headings: readonly string[], columns: TableColumns): string[] {
  const documented = new Map<string, string[]>();
  for (const [key, heading] of Object.entries(columns)) {
    const keys = documented.get(heading);
    if (keys === undefined) documented.set(heading, [key]);
    else keys.push(key);
  }
  const keys = headings.map((heading) => {
    const known = documented.get(heading);
    return known === undefined ? undefined : (known.shift() ?? '');
  });
  const taken = new Set(keys);
  return headings.map((heading, i) => {
    const known = keys[i];
    if (known !== undefined) return known;
    const key = headingToKey(heading);
    if (taken.has(key)) return '';
    taken.add(key);
    return key;
  });
}

const inherited = new Set(Object.getOwnPropertyNames(Object.prototype));

/**
 * The property name of a heading: `Service User Id` becomes `serviceUserId`. Symbols separate words
 * (`Line/Port` is `linePort`) and acronyms stay words (`MAC Address` is `macAddress`).
 */
export function headingToKey(heading: string): string {
  const words = heading
    .replace(/%/g, ' percent ')
    .replace(/'/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const key = words
    .map((word, i) => {
      const lower = isAcronym(word)
        ? word.toLowerCase()
        : word.charAt(0).toLowerCase() + word.slice(1);
      return i === 0 ? lower : lower.charAt(0).toUpperCase() + lower.slice(1);
    })
    .join('');
  if (key === '' || /^\p{N}/u.test(key) || inherited.has(key)) return `_${key}`;
  return key;
}

/** Two or more capitals (and digits, and a plural s): `URI`, `E164`, `DNs`. */
function isAcronym(word: string): boolean {
  return /^\p{Lu}[\p{Lu}\p{N}]+s?$/u.test(word);
}

/** Also the full-width forms, which spreadsheets take for the plain ones. */
const formula = /^(?:[=@\t\r\n＝＠＋－]|[+-](?![\d\s+-]*$))/;

function csvCell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
