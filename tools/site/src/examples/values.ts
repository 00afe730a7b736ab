import { OCITable, structureOf, type ComplexType } from '@ocipkit/core';
import { sampleFields } from '@ocipkit/core/sample';

/** Fields as a program would give them. */
export type Values = Readonly<Record<string, unknown>>;

/** Fields that have to be there, and one branch of each required choice. */
export function minimalValues(type: ComplexType): Values | undefined {
  return attempt(() => sampleFields(type));
}

/**
 * Fields of an answer: all of them where that is readable, otherwise those that are always there.
 * Tables have two rows.
 */
export function answerValues(type: ComplexType): Values | undefined {
  const all = attempt(() => sampleFields(type, { optional: true }));
  const some = all !== undefined && countOf(all) <= MOST_FIELDS ? all : minimalValues(type);
  return some === undefined ? undefined : (withTwoRows(some) as Values);
}

/** More than this in an example hides what matters. */
const MOST_FIELDS = 40;

/** Types for which no value is known have no example. */
function attempt(make: () => Values): Values | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function countOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countOf(item), 0);
  if (!isFields(value)) return 1;
  return Object.values(value).reduce<number>((sum, item) => sum + countOf(item), 1);
}

/** An object with fields: no list, no table, no bytes. */
export function isFields(value: unknown): value is Values {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof OCITable) &&
    !(value instanceof Uint8Array)
  );
}

function withTwoRows(value: unknown): unknown {
  if (value instanceof OCITable) {
    const first = value.cells[0] ?? [];
    const columns = Object.fromEntries(value.keys.map((key, i) => [key, value.headings[i] ?? '']));
    return new OCITable(value.headings, [first, first.map(nextCell)], columns);
  }
  if (Array.isArray(value)) return value.map(withTwoRows);
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, withTwoRows(field)]));
}

/** Of the second row: somebody else's. */
const colleagues: readonly (readonly [RegExp, string])[] = [
  [/\balice\b/g, 'ben'],
  [/\bAlice\b/g, 'Ben'],
  [/\bArcher\b/g, 'Koch'],
  [/0101\b/g, '0102'],
  [/\b5101\b/g, '5102'],
  [/^true$/g, 'false'],
  [/^Example$/g, 'Another'],
  [/^Front-Desk$/g, 'Back-Office'],
];

function nextCell(cell: string): string {
  return colleagues.reduce((text, [pattern, other]) => text.replace(pattern, other), cell);
}

/** Paths of the values that are secrets, such as `deviceCredentials.password`. */
export function secretsIn(type: ComplexType, values: Values, path = ''): readonly string[] {
  const { fields, repeated } = structureOf(formOf(type, values));
  const found = [...fields].flatMap(([name, { element }]) => {
    const value = values[name];
    if (value === undefined) return [];
    if (element.sensitive) return [path + name];
    return element.type.kind === 'complex' ? secretsBelow(element.type, value, path + name) : [];
  });
  const items = [...repeated.values()].flatMap(({ property }) =>
    secretsBelow(type, values[property], path + property),
  );
  return [...found, ...items];
}

function secretsBelow(type: ComplexType, value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, i) => secretsBelow(type, item, `${path}[${String(i)}]`));
  }
  return isFields(value) ? secretsIn(type, value, `${path}.`) : [];
}

/** The type that a value names for itself, or else the declared one. */
function formOf(type: ComplexType, { $type: named }: Values): ComplexType {
  const form = typeof named === 'string' ? structureOf(type).subtypes?.get(named) : undefined;
  return form ?? type;
}
