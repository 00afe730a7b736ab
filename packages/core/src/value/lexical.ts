import { Buffer } from 'node:buffer';
import type { Primitive, SimpleType } from '../descriptor/types.js';

/*
 * Text on the wire and values in TypeScript, by XSD primitive.
 */

export const INT_MIN = -2147483648;
export const INT_MAX = 2147483647;

const integer = /^[+-]?\d+$/;
const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;
const float = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const offset = '(?:Z|[+-](?:0\\d|1[0-3]):[0-5]\\d|[+-]14:00)?';
const day = '-?\\d{4,}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])';
const time = '(?:(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?|24:00:00(?:\\.0+)?)';
const dateTimeText = new RegExp(`^${day}T${time}${offset}$`);
const dateText = new RegExp(`^${day}${offset}$`);
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** True if the text is an XSD dateTime: a day, `T`, a time, and optionally an offset. */
export const isDateTime = (text: string): boolean => dateTimeText.test(text);

/** True if the text is an XSD date: a day, and optionally an offset. */
export const isDate = (text: string): boolean => dateText.test(text);

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

/** Blanks, tabs and line ends become single blanks; none at the ends. */
export function collapse(text: string): string {
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

/** XSD decimals have no exponent. */
function plainDecimal(value: number): string {
  const text = String(value + 0);
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text;
}

/**
 * Turns a dateTime or date as sent into a Date.
 *
 * @param text as the platform sent it
 * @param offsetWhenMissing taken where the text has no offset, such as `+01:00`; default `Z`
 * @throws RangeError if the text is neither a dateTime nor a date
 */
export function toDate(text: string, offsetWhenMissing = 'Z'): Date {
  const hasOffset = /(?:Z|[+-]\d\d:\d\d)$/.test(text);
  let local = hasOffset ? text.replace(/(?:Z|[+-]\d\d:\d\d)$/, '') : text;
  const zone = hasOffset ? text.slice(local.length) : offsetWhenMissing;
  if (!local.includes('T')) local += 'T00:00:00';
  const date = new Date(local + zone);
  if (!(isDateTime(text) || isDate(text)) || Number.isNaN(date.getTime())) {
    throw new RangeError(`'${text}' is neither a dateTime nor a date with an optional offset.`);
  }
  return date;
}

/** Writes a Date as a dateTime in UTC. */
export function fromDate(date: Date): string {
  return date.toISOString();
}
