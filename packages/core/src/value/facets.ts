import { Buffer } from 'node:buffer';
import type { SimpleType } from '../descriptor/types.js';
import { isDate, isDateTime } from './date.js';
import { INT_MAX, INT_MIN, normalizeSpace } from './lexical.js';

/** A way in which a text does not fit its type. */
export type FacetCode =
  'too-short' | 'too-long' | 'pattern' | 'not-allowed-value' | 'out-of-range' | 'wrong-form';

export interface FacetViolation {
  readonly code: FacetCode;
  readonly expected: string;
}

const patterns = new Map<string, RegExp>();

/**
 * An XSD pattern as a regular expression. It matches the whole text, and `^` and `$` have no meaning
 * in it except for `^` at the start of a class. One that JavaScript cannot express (class
 * subtraction, `\i`, `\c`) is left to the platform to check.
 */
function compilePattern(pattern: string): RegExp {
  let compiled = patterns.get(pattern);
  if (compiled === undefined) {
    const body = pattern.replace(/\\.|\[\^?|[$^]/gs, (part) => {
      if (part === '$' || part === '^') return `\\${part}`;
      return part === '\\-' ? '\\x2d' : part;
    });
    try {
      compiled = new RegExp(`^(?:${body})$`, 'u');
    } catch {
      compiled = /^/;
    }
    patterns.set(pattern, compiled);
  }
  return compiled;
}

const surrogatePair = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;

/** Number of characters as XSD counts them: code points. */
export function characterCount(text: string): number {
  return text.length - (text.match(surrogatePair)?.length ?? 0);
}

/** Checks a text, as it would be written, against its type; undefined if it fits. */
export function checkFacets(text: string, type: SimpleType): FacetViolation | undefined {
  const { facets } = type;
  const value = normalizeSpace(text, type);
  if (type.values !== undefined) {
    const listed = type.values.some((allowed) => String(allowed) === text);
    return listed ? undefined : { code: 'not-allowed-value', expected: describeType(type) };
  }
  const length = lengthOf(value, type);
  if (length !== undefined) {
    const min = facets.length ?? facets.minLength ?? 0;
    const max = facets.length ?? facets.maxLength ?? Infinity;
    if (length < min) return { code: 'too-short', expected: describeType(type) };
    if (length > max) return { code: 'too-long', expected: describeType(type) };
  }
  if (facets.patterns?.some((pattern) => !compilePattern(pattern).test(value)) === true) {
    return { code: 'pattern', expected: describeType(type) };
  }
  if (isOutOfRange(value, type)) return { code: 'out-of-range', expected: describeType(type) };
  if (isWrongForm(value, type)) return { code: 'wrong-form', expected: describeType(type) };
  return undefined;
}

function isOutOfRange(value: string, { primitive, facets }: SimpleType): boolean {
  if (
    primitive !== 'int' &&
    primitive !== 'long' &&
    primitive !== 'decimal' &&
    primitive !== 'float'
  ) {
    return false;
  }
  const number = Number(value);
  if (primitive === 'int' && (number < INT_MIN || number > INT_MAX)) return true;
  return number < (facets.min ?? -Infinity) || number > (facets.max ?? Infinity);
}

function isWrongForm(value: string, { primitive }: SimpleType): boolean {
  if (primitive === 'NMTOKEN') return !/^[\p{L}\p{N}\p{M}._:\-\u00B7]+$/u.test(value);
  if (primitive === 'dateTime') return !isDateTime(value);
  return primitive === 'date' && !isDate(value);
}

/** What length facets count: characters of a text, bytes of binary data; nothing else has a length. */
function lengthOf(value: string, { primitive }: SimpleType): number | undefined {
  switch (primitive) {
    case 'string':
    case 'normalizedString':
    case 'token':
    case 'NMTOKEN':
      return characterCount(value);
    case 'base64Binary':
      return Buffer.byteLength(value, 'base64');
    default:
      return undefined;
  }
}

const SHOWN_VALUES = 12;

/** What a type allows, in words: for messages and documentation. */
export function describeType(type: SimpleType): string {
  if (type.values !== undefined) {
    const values = type.values.map((v) => (typeof v === 'string' ? `'${v}'` : String(v)));
    const shown = values.slice(0, SHOWN_VALUES).join(', ');
    const more = values.length - SHOWN_VALUES;
    return `one of ${shown}${more > 0 ? ` and ${String(more)} more` : ''}`;
  }
  const name = type.name === '' || type.name.startsWith('xs:') ? '' : ` (${type.name})`;
  return `${describePrimitive(type)}${name}`;
}

function describePrimitive(type: SimpleType): string {
  const { facets, primitive } = type;
  const pattern = facets.patterns?.map((p) => ` matching ${p}`).join('') ?? '';
  switch (primitive) {
    case 'boolean':
      return 'true or false';
    case 'int':
    case 'long':
      return `${range('an integer', facets.min, facets.max)}${pattern}`;
    case 'decimal':
    case 'float':
      return range('a number', facets.min, facets.max);
    case 'dateTime':
      return 'a dateTime such as 2024-01-31T09:30:00Z';
    case 'date':
      return 'a date such as 2024-01-31';
    case 'base64Binary':
      return `bytes (a Uint8Array)${lengths(type, 'bytes')}`;
    case 'marker':
      return 'true';
    default:
      return `a text${lengths(type, 'characters')}${pattern}`;
  }
}

function range(noun: string, min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined)
    return `${noun} from ${String(min)} to ${String(max)}`;
  if (min !== undefined) return `${noun} of at least ${String(min)}`;
  return max !== undefined ? `${noun} of at most ${String(max)}` : noun;
}

function lengths({ facets }: SimpleType, unit: string): string {
  const { length, minLength, maxLength } = facets;
  if (length !== undefined) return ` of exactly ${String(length)} ${unit}`;
  if (minLength !== undefined && maxLength !== undefined) {
    return ` of ${String(minLength)} to ${String(maxLength)} ${unit}`;
  }
  if (minLength !== undefined) return ` of at least ${String(minLength)} ${unit}`;
  return maxLength === undefined ? '' : ` of at most ${String(maxLength)} ${unit}`;
}
