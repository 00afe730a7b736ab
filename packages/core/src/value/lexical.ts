import { Buffer } from 'node:buffer';
import type { Primitive, SimpleType } from '../descriptor/types.js';
import { isDate, isDateTime } from './date.js';

/*
 * Text on the wire and values in TypeScript, by XSD primitive.
 */

export const INT_MIN = -2147483648;
export const INT_MAX = 2147483647;

const integer = /^[+-]?\d+$/;
const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;
const float = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** White space as the type prescribes it: kept, turned into blanks, or collapsed. */
export function normalizeSpace(text: string, type: SimpleType): string {
  switch (type.facets.whiteSpace ?? defaultWhiteSpace(type.primitive)) {
    case 'preserve':
      return text;
    case 'replace':
      return text.replace(/[\t\n\r]/g, ' ');
    case 'collapse':
      return collapse(text);
  }
}

// What collapsing changes; few texts have any of it.
const surplusSpace = /[\t\n\r]| {2}|^ | $/;

/** Blanks, tabs and line ends become single blanks; none at the ends. */
export function collapse(text: string): string {
  if (!surplusSpace.test(text)) return text;
  return text.replace(/[ \t\n\r]+/g, ' ').replace(/^ | $/g, '');
}

function defaultWhiteSpace(primitive: Primitive): 'preserve' | 'replace' | 'collapse' {
  if (primitive === 'string') return 'preserve';
  return primitive === 'normalizedString' ? 'replace' : 'collapse';
}

/**
 * Reads a text as a value; undefined if it is no such value. Facets are not looked at: the platform
 * may know more values than the schema.
 */
export function parseValue(text: string, type: SimpleType): unknown {
  switch (type.primitive) {
    case 'string':
    case 'normalizedString':
    case 'token':
    case 'NMTOKEN':
      return normalizeSpace(text, type);
    case 'marker':
      return true;
    case 'base64Binary': {
      const compact = text.replace(/[ \t\n\r]+/g, '');
      return base64.test(compact) ? new Uint8Array(Buffer.from(compact, 'base64')) : undefined;
    }
    default:
      return parseCollapsed(collapse(text), type.primitive);
  }
}

function parseCollapsed(text: string, primitive: Primitive): unknown {
  switch (primitive) {
    case 'boolean':
      if (text === 'true' || text === '1') return true;
      return text === 'false' || text === '0' ? false : undefined;
    case 'int':
      return parseInteger(text, INT_MIN, INT_MAX);
    case 'long':
      return parseInteger(text, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    case 'decimal':
      return decimal.test(text) ? Number(text) : undefined;
    case 'float':
      return float.test(text) ? Number(text) : undefined;
    case 'dateTime':
      return isDateTime(text) ? text : undefined;
    default:
      return isDate(text) ? text : undefined;
  }
}

function parseInteger(text: string, min: number, max: number): number | undefined {
  if (!integer.test(text)) return undefined;
  const value = Number(text);
  // The sum turns -0 into 0.
  return value >= min && value <= max ? value + 0 : undefined;
}

/** Writes a value of the right JavaScript type as text; undefined for any other. */
export function formatValue(value: unknown, type: SimpleType): string | undefined {
  switch (type.primitive) {
    case 'boolean':
      return typeof value === 'boolean' ? String(value) : undefined;
    case 'int':
    case 'long':
      return Number.isSafeInteger(value) ? String((value as number) + 0) : undefined;
    case 'decimal':
      return Number.isFinite(value) ? plainDecimal(value as number) : undefined;
    case 'float':
      return Number.isFinite(value) ? String((value as number) + 0) : undefined;
    case 'base64Binary':
      return value instanceof Uint8Array
        ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')
        : undefined;
    case 'marker':
      return value === true ? '' : undefined;
    default:
      return typeof value === 'string' ? value : undefined;
  }
}

/** XSD decimals have no exponent: `1e-7` is written as `0.0000001`. */
function plainDecimal(value: number): string {
  const text = String(value + 0);
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (parts === null) return text;
  const [, sign = '', lead = '', fraction = '', exponent = ''] = parts;
  const digits = lead + fraction;
  const point = 1 + Number(exponent);
  return point <= 0
    ? `${sign}0.${'0'.repeat(-point)}${digits}`
    : `${sign}${digits.padEnd(point, '0')}`;
}
