import { characterCount, validateValue, type SimpleType } from '@ocipkit/core';
import {
  complex,
  el,
  enumeration,
  simple,
  xsBase64Binary,
  xsBoolean,
  xsDate,
  xsDateTime,
  xsDecimal,
  xsFloat,
  xsInt,
  xsLong,
  xsMarker,
  xsNMTOKEN,
  xsNormalizedString,
  xsString,
  xsToken,
} from '@ocipkit/core/codegen';
import { describe, expect, it } from 'vitest';
import { Random } from '../src/values/random.js';
import { fieldValue, scalarValue, type Fill } from '../src/values/scalar.js';

const types: Readonly<Record<string, SimpleType>> = {
  string: xsString,
  normalizedString: xsNormalizedString,
  token: xsToken,
  NMTOKEN: xsNMTOKEN,
  boolean: xsBoolean,
  int: xsInt,
  long: xsLong,
  decimal: xsDecimal,
  float: xsFloat,
  dateTime: xsDateTime,
  date: xsDate,
  base64Binary: xsBase64Binary,
  marker: xsMarker,
  'short token': simple('Short', 'token', { minLength: 1, maxLength: 30 }),
  'fixed length': simple('Fixed', 'token', { length: 5 }),
  'long token': simple('Long', 'token', { minLength: 1, maxLength: 5899 }),
  'preserved token': simple('Kept', 'token', { maxLength: 20, whiteSpace: 'preserve' }),
  'bounded int': simple('Bounded', 'int', { min: 3, max: 9 }),
  'bounded float': simple('Weight', 'float', { min: 0, max: 1000 }),
  'int with pattern': simple('Quarter', 'int', { min: 0, max: 45, patterns: ['0|15|30|45'] }),
  'token with patterns': simple('Code', 'token', {
    minLength: 2,
    maxLength: 3,
    patterns: ['[0-9]*', '.*7'],
  }),
  enumeration: enumeration('Color', 'token', ['Red', 'Light Blue', 'None']),
  'int enumeration': enumeration('Level', 'int', [1, 2, 5]),
};

const valuesOf = (type: SimpleType, fill: Fill, count = 200): unknown[] =>
  Array.from({ length: count }, (_, i) => scalarValue(type, fill, new Random(fill, i)));

describe.each(Object.entries(types))('values of %s', (_name, type) => {
  const holder = complex('Holder', () => [el('field', type)]);

  it.each(['minimal', 'full', 'random'] as const)('are valid when %s', (fill) => {
    for (const field of valuesOf(type, fill)) {
      expect(validateValue(holder, { field }), JSON.stringify(field)).toEqual([]);
    }
  });
});

describe('values at their bounds', () => {
  const lengths = (values: unknown[]) => new Set(values.map((v) => characterCount(v as string)));

  it('are as short as allowed when minimal, and as long as allowed when full', () => {
    const type = types['short token']!;
    expect(lengths(valuesOf(type, 'minimal'))).toEqual(new Set([1]));
    expect(lengths(valuesOf(type, 'full'))).toEqual(new Set([30]));
    expect(scalarValue(types['bounded int']!, 'minimal', new Random(1))).toBe(3);
    expect(scalarValue(types['bounded int']!, 'full', new Random(1))).toBe(9);
  });

  it('are reached by random values as well', () => {
    expect([...lengths(valuesOf(types['short token']!, 'random'))]).toEqual(
      expect.arrayContaining([1, 30]),
    );
    expect(valuesOf(types['bounded int']!, 'random')).toEqual(expect.arrayContaining([3, 9]));
  });
});

describe('random texts', () => {
  const all = valuesOf(types['short token']!, 'random').join('');

  it.each([
    ['markup', /[&<>]/],
    ['accents', /[À-ÿ]/],
    ['what Windows reads otherwise', /[\u0080-\u009F]/u],
    ['characters beyond ISO-8859-1', /[\u0100-\uD7FF]/u],
    ['characters beyond the basic plane', /[\u{10000}-\u{10FFFF}]/u],
    ['the end of a CDATA section', /\]\]>/],
  ])('hold %s', (_what, characters) => {
    expect(all).toMatch(characters);
  });

  it('hold white space where it is kept, and only there', () => {
    expect(valuesOf(xsString, 'random').join('')).toMatch(/[\t\n\r]/);
    expect(valuesOf(xsToken, 'random').join('|')).not.toMatch(/[\t\n\r]| {2}|^ | \|/);
  });
});

describe('fields with a fixed value', () => {
  it('have that value', () => {
    const random = new Random(1);
    expect(fieldValue(el('a', xsBoolean, 0, { fixed: 'true' }), xsBoolean, 'minimal', random)).toBe(
      true,
    );
    expect(fieldValue(el('a', xsInt, 0, { fixed: '7' }), xsInt, 'full', random)).toBe(7);
    expect(fieldValue(el('a', xsToken, 0, { fixed: 'Random' }), xsToken, 'full', random)).toBe(
      'Random',
    );
  });
});

describe('types that nothing fits', () => {
  it('are an error that names the type', () => {
    const type = simple('Impossible', 'token', { maxLength: 2, patterns: ['[0-9]{4}'] });
    expect(() => scalarValue(type, 'random', new Random(1))).toThrow(/Impossible/);
  });
});
