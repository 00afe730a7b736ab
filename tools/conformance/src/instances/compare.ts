import { OCITable } from '@ocipkit/core';

/** The first place where two values differ. */
export interface Difference {
  readonly path: string;
  readonly message: string;
}

/** Compares own fields deeply, text by text and byte by byte; undefined if nothing differs. */
export function findDifference(
  expected: unknown,
  actual: unknown,
  path: string,
): Difference | undefined {
  if (Object.is(expected, actual)) return undefined;
  if (expected instanceof Uint8Array && actual instanceof Uint8Array) {
    return findDifference([...expected], [...actual], path);
  }
  if (expected instanceof OCITable && actual instanceof OCITable) {
    return (
      findDifference(expected.headings, actual.headings, `${path}.headings`) ??
      findDifference(expected.cells, actual.cells, `${path}.cells`)
    );
  }
  if (Array.isArray(expected) && Array.isArray(actual)) {
    if (expected.length !== actual.length) {
      const counts = `${String(expected.length)} entries became ${String(actual.length)}`;
      return { path, message: counts };
    }
    return first(expected.keys(), (i) =>
      findDifference(expected[i], actual[i], `${path}[${String(i)}]`),
    );
  }
  if (isObject(expected) && isObject(actual) && isTable(expected) === isTable(actual)) {
    const names = new Set([...Object.keys(expected), ...Object.keys(actual)]);
    return first(names, (name) => findDifference(expected[name], actual[name], `${path}.${name}`));
  }
  return { path, message: `${show(expected)} became ${show(actual)}` };
}

const isTable = (value: unknown): boolean => value instanceof OCITable;

function first<T>(
  list: Iterable<T>,
  compare: (item: T) => Difference | undefined,
): Difference | undefined {
  for (const item of list) {
    const found = compare(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
