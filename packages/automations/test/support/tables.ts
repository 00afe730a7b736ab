import { OCITable, structureOf } from '@ocipkit/core';
import type { Interceptor } from '@ocipkit/client';
import { registry } from '@ocipkit/commands/registry';

type Row = Readonly<Record<string, string | undefined>>;

/** Columns by the table that they are of: the request and the field, `UserGetListRequest.userTable`. */
export type Columns = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Watches which documented columns a program reads of the tables that come, and takes columns away as a
 * platform that does not have them.
 */
export class TableWatch {
  /** Columns to take away. */
  without: Columns = new Map();
  readonly #read = new Map<string, Set<string>>();

  /** What was read since the last call. */
  taken(): Columns {
    const read = new Map(this.#read);
    this.#read.clear();
    return read;
  }

  readonly interceptor: Interceptor = async (call, next) =>
    Promise.all(
      (await next(call)).map(async (settled) => {
        if (!settled.ok) return settled;
        const { response } = settled;
        const changed = await this.#watched(response as unknown as Fields);
        return { ...settled, response: changed as unknown as typeof response };
      }),
    );

  async #watched(response: Fields): Promise<Fields> {
    const tables = Object.entries(response).filter(([, value]) => isTables(value));
    if (tables.length === 0) return response;
    const request = String(response.$type).replace('Response', 'Request');
    const type = (await registry.request(request)).$.response?.().$;
    const described = new Map(
      tables.map(([name]) => {
        const of = type === undefined ? undefined : structureOf(type).fields.get(name);
        return [name, of?.element.type.kind === 'table' ? of.element.type.columns : {}] as const;
      }),
    );
    const changed = Object.assign(
      Object.create(Object.getPrototypeOf(response) as object) as object,
      response,
    ) as Record<string, unknown>;
    for (const [name, given] of tables) {
      const key = `${request}.${name}`;
      const columns = described.get(name) ?? {};
      const watch = (table: OCITable<Row>) => this.#table(key, table, columns);
      changed[name] = Array.isArray(given)
        ? (given as OCITable<Row>[]).map(watch)
        : watch(given as OCITable<Row>);
    }
    return changed;
  }

  #table(key: string, table: OCITable<Row>, columns: Readonly<Record<string, string>>) {
    const gone = this.without.get(key);
    const kept = table.headings.flatMap((_, i) => (gone?.has(table.keys[i] ?? '') ? [] : [i]));
    const pick = (cells: readonly string[]) => kept.map((i) => cells[i] ?? '');
    const note = (column: string): void => {
      if (!(column in columns)) return;
      let read = this.#read.get(key);
      if (read === undefined) this.#read.set(key, (read = new Set()));
      read.add(column);
    };
    return new WatchedTable(pick(table.headings), table.cells.map(pick), columns, note);
  }
}

type Fields = Readonly<Record<string, unknown>>;

function isTables(value: unknown): boolean {
  return Array.isArray(value)
    ? value.some((one) => one instanceof OCITable)
    : value instanceof OCITable;
}

class WatchedTable extends OCITable<Row> {
  readonly #note: (column: string) => void;
  #watched: readonly Row[] | undefined;

  constructor(
    headings: readonly string[],
    cells: readonly (readonly string[])[],
    columns: Readonly<Record<string, string>>,
    note: (column: string) => void,
  ) {
    super(headings, cells, columns);
    this.#note = note;
  }

  override get rows(): readonly Row[] {
    return (this.#watched ??= super.rows.map((row) => this.#watch(row)));
  }

  override *[Symbol.iterator](): Iterator<Row> {
    yield* this.rows;
  }

  /** A row that tells which of its columns are read by name; a copy of the whole row is no such read. */
  #watch(row: Row): Row {
    const copied = new Set<PropertyKey>();
    return new Proxy(row, {
      get: (target, key) => {
        if (!copied.delete(key) && typeof key === 'string') this.#note(key);
        return Reflect.get(target, key) as unknown;
      },
      getOwnPropertyDescriptor: (target, key) => {
        copied.add(key);
        return Reflect.getOwnPropertyDescriptor(target, key);
      },
    });
  }
}
