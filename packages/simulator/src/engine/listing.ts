import { sameId } from '../platform/id-map.js';

/*
 * Search criteria, sorting, paging and size limits, as list requests have them. All work on rows that a
 * behaviour has collected.
 */

/** A field that a criterion or a sort looks at; several values where any of them may match. */
type Reader<T> = (row: T) => string | undefined | readonly string[];

/** How each criterion of a request is answered, by its field name. */
export type Readers<T> = Readonly<Record<string, Reader<T>>>;

type Request = object;

/** `SearchCriteria…` with a mode and a value. */
interface TextCriterion {
  readonly mode: 'Starts With' | 'Contains' | 'Equal To';
  readonly value: string;
  readonly isCaseInsensitive?: boolean;
}

/**
 * Rows that answer the criteria of a request: all of them, also several for one field, or any of them
 * where the request says `searchCriteriaModeOr`. Criteria of an exact kind (a department key, a service
 * provider id) have their own readers, compared as JSON or as ids.
 */
export function search<T>(rows: Iterable<T>, request: Request, readers: Readers<T>): T[] {
  const fields = request as Readonly<Record<string, unknown>>;
  const tests: ((row: T) => boolean)[] = [];
  for (const [name, reader] of Object.entries(readers)) {
    const given = fields[name];
    if (given === undefined || given === null) continue;
    const criteria = Array.isArray(given) ? (given as readonly unknown[]) : [given];
    for (const criterion of criteria) {
      tests.push((row) => matches(criterion, valuesOf(reader(row))));
    }
  }
  const any = fields.searchCriteriaModeOr === true;
  if (tests.length === 0) return [...rows];
  return [...rows].filter((row) =>
    any ? tests.some((test) => test(row)) : tests.every((test) => test(row)),
  );
}

function valuesOf(value: string | undefined | readonly string[]): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

function matches(criterion: unknown, values: readonly string[]): boolean {
  if (isTextCriterion(criterion)) return values.some((value) => matchesText(criterion, value));
  if (typeof criterion === 'object' && criterion !== null) {
    // An exact criterion holds one field, such as `deviceType` or `departmentKey`, or the fields of a key.
    const [exact, ...more] = Object.values(criterion as Readonly<Record<string, unknown>>).filter(
      (v) => v !== undefined,
    );
    if (more.length > 0) return values.some((value) => sameId(value, keyText(criterion)));
    if (typeof exact === 'object' && exact !== null) {
      const key = keyText(exact);
      return values.some((value) => sameId(value, key));
    }
    return matches(exact, values);
  }
  return values.some((value) => sameId(value, String(criterion)));
}

/**
 * A key of several fields as one text: what a reader gives for a department or a device, so that an
 * exact criterion finds it.
 */
export function keyText(key: object): string {
  return JSON.stringify(
    Object.entries(key)
      .filter(([, value]) => value !== undefined)
      .sort(),
  );
}

function isTextCriterion(criterion: unknown): criterion is TextCriterion {
  return typeof criterion === 'object' && criterion !== null && 'mode' in criterion;
}

function matchesText(criterion: TextCriterion, value: string): boolean {
  const fold = (text: string): string =>
    criterion.isCaseInsensitive === false ? text : text.toLowerCase();
  const text = fold(value);
  const sought = fold(criterion.value);
  switch (criterion.mode) {
    case 'Starts With':
      return text.startsWith(sought);
    case 'Contains':
      return text.includes(sought);
    case 'Equal To':
      return text === sought;
  }
}

/** `SortCriteria`, as a request carries it in a field such as `sortByUserLastName`. */
interface Sort {
  readonly isAscending?: boolean;
  readonly isCaseSensitive?: boolean;
}

/** Sorts by the criteria that the request has, the first of them first; without any the order stays. */
export function sort<T>(rows: readonly T[], request: Request, readers: Readers<T>): readonly T[] {
  const orders = sortsOf(request as Readonly<Record<string, unknown>>).flatMap(([name, given]) => {
    const reader = readers[name];
    return reader === undefined ? [] : [compareBy(reader, given)];
  });
  if (orders.length === 0) return rows;
  return [...rows].sort((a, b) => {
    for (const compare of orders) {
      const result = compare(a, b);
      if (result !== 0) return result;
    }
    return 0;
  });
}

function compareBy<T>(
  reader: Reader<T>,
  { isAscending = true, isCaseSensitive = false }: Sort,
): (a: T, b: T) => number {
  const key = (row: T): string => {
    const text = valuesOf(reader(row))[0] ?? '';
    return isCaseSensitive ? text : text.toLowerCase();
  };
  const sign = isAscending ? 1 : -1;
  return (a, b) => {
    const [x, y] = [key(a), key(b)];
    return x === y ? 0 : x < y ? -sign : sign;
  };
}

/** Sort criteria by name: in the request itself, or in a `sortOrder` of it, which may be a list. */
function sortsOf(request: Readonly<Record<string, unknown>>): [string, Sort][] {
  const { sortOrder } = request;
  const orders = Array.isArray(sortOrder)
    ? (sortOrder as readonly unknown[])
    : [sortOrder, request];
  return orders.flatMap((order) =>
    Object.entries(order ?? {}).filter(
      (entry): entry is [string, Sort] =>
        entry[0].startsWith('sortBy') && typeof entry[1] === 'object' && entry[1] !== null,
    ),
  );
}

/** The page that a request asks for, or as many rows as it allows. */
export function page<T>(rows: readonly T[], request: Request): readonly T[] {
  const { responsePagingControl: paging, responseSizeLimit } = request as {
    readonly responsePagingControl?: { responseStartIndex: number; responsePageSize: number };
    readonly responseSizeLimit?: number;
  };
  if (paging !== undefined) {
    const start = paging.responseStartIndex - 1;
    return rows.slice(start, start + paging.responsePageSize);
  }
  return responseSizeLimit === undefined ? rows : rows.slice(0, responseSizeLimit);
}

/** Search, sort and page in one. */
export function list<T>(
  rows: Iterable<T>,
  request: Request,
  { criteria = {}, sorts = {} }: { criteria?: Readers<T>; sorts?: Readers<T> } = {},
): readonly T[] {
  return page(sort(search(rows, request, criteria), request, sorts), request);
}
