import type { ElementSpec, SimpleType } from '../descriptor/types.js';
import { checkFacets, describeType } from '../value/facets.js';
import { formatValue, normalizeSpace } from '../value/lexical.js';
import { findIllegalCharacter, nameOfCharacter } from '../xml/chars.js';
import { nearestNames } from './nearest.js';
import type { ProblemCode } from './problem.js';

/** A problem without its place. */
export interface ScalarProblem {
  readonly code: ProblemCode;
  readonly found: string;
  readonly expected: string;
  readonly hint?: string | undefined;
}

/** What a scalar field expects, in words. */
export function expectedScalar(element: ElementSpec, type: SimpleType): string {
  return element.fixed === undefined ? describeType(type) : `only ${element.fixed}`;
}

/** Checks one value that is neither undefined nor null. */
export function checkScalar(
  element: ElementSpec,
  type: SimpleType,
  value: unknown,
): readonly ScalarProblem[] {
  // The words are put together only if there is something to say.
  const wrong = (code: ProblemCode, hint?: string): readonly ScalarProblem[] => {
    const expected = expectedScalar(element, type);
    return [{ code, found: show(value, element.sensitive), expected, hint }];
  };
  const text = formatValue(value, type);
  if (text === undefined) return wrong('wrong-type', typeHint(value, type));
  const bad = findIllegalCharacter(text);
  if (bad >= 0) {
    const name = nameOfCharacter(text, bad);
    return [{ code: 'illegal-character', found: name, expected: 'characters that XML can carry' }];
  }
  if (element.fixed !== undefined) {
    return text === element.fixed ? [] : wrong('not-allowed-value');
  }
  const violation = checkFacets(text, type);
  if (violation !== undefined) {
    const hint =
      type.values === undefined ? emptyHint(text, element) : nearValue(text, type.values);
    return wrong(violation.code, hint);
  }
  if (typeof value === 'string' && normalizeSpace(value, type) !== value) {
    const hint = 'the platform stores it without the surplus white space';
    const found = show(value, element.sensitive);
    return [{ code: 'white-space', found, expected: 'no surplus white space', hint }];
  }
  return [];
}

function typeHint(value: unknown, type: SimpleType): string | undefined {
  if (value instanceof Date) return 'write the date as text; fromDate does it';
  if (typeof value !== 'string') return undefined;
  return type.primitive === 'boolean' || type.primitive === 'int' || type.primitive === 'long'
    ? 'give the value itself, not a text'
    : undefined;
}

function emptyHint(text: string, element: ElementSpec): string | undefined {
  return text === '' && element.nillable ? 'to clear the field, set it to null' : undefined;
}

function nearValue(text: string, values: readonly unknown[]): string | undefined {
  const near = nearestNames(text.trim(), values.map(String), 1)[0];
  return near === undefined ? undefined : `did you mean '${near}'?`;
}

const SHOWN_LENGTH = 60;

/** A value for a message; of a secret only its kind. */
export function show(value: unknown, sensitive = false): string {
  if (sensitive && value !== '') return kindOf(value);
  switch (typeof value) {
    case 'string': {
      if (value === '') return 'an empty text';
      if (value.length <= SHOWN_LENGTH) return `'${value}'`;
      return `'${value.slice(0, SHOWN_LENGTH)}…' (${String(value.length)} characters)`;
    }
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(value);
    default:
      return kindOf(value);
  }
}

/** What a value is, without saying which: for places where any content may be a secret. */
export function kindOf(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (Array.isArray(value)) return `a list of ${String(value.length)}`;
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'a text' : `a ${typeof value}`;
}
