/** A value that is none of the setting. */
export class Mismatch {
  /** What was found, in words that tell no secret. */
  readonly found: string;
  readonly expected: string;
  /** Names that would do, where a near one helps. */
  readonly known: readonly string[];

  constructor(found: string, expected: string, known: readonly string[] = []) {
    this.found = found;
    this.expected = expected;
    this.known = known;
  }
}

/** The value where it is short, and what kind it is otherwise. For what is never a secret. */
export function shown(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value.length <= 40 ? `'${value}'` : kindOf(value);
}

/** What kind of JSON value it is; never the value, which may be a secret. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'string':
      return 'a text';
    case 'object':
      return 'an object';
    case 'undefined':
      return 'nothing';
    default:
      return `a ${typeof value}`;
  }
}
