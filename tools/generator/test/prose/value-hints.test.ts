import { describe, expect, it } from 'vitest';
import { mineReturnedValues, mineValueHints } from '../../src/prose/value-hints.js';

const known = ['kiteKind', 'hasTail', 'windSpeed'];

describe('value hints', () => {
  it('are read per field, mode and value', () => {
    const doc = `The following fields are only kept in AS data mode:
        hasTail, use value "false" in XS data mode
        kiteKind, use value "Big Kite" in XS data mode
        windSpeed
      The following fields are only kept in XS data mode:
        windSpeed, use value "0" in AS data mode`;
    expect(mineValueHints(doc, known)).toEqual({
      hints: new Map([
        ['hasTail', [{ mode: 'XS', value: 'false' }]],
        ['kiteKind', [{ mode: 'XS', value: 'Big Kite' }]],
        ['windSpeed', [{ mode: 'AS', value: '0' }]],
      ]),
      unread: [],
    });
  });

  it.each([
    ['without quotes', 'hasTail, use value false in XS data mode'],
    ['in single quotes', "- hasTail, use value 'false' in XS data mode."],
    ['in typographic quotes', '- hasTail, use value ‘false’ in XS data mode.'],
    ['without a comma', 'hasTail use value "false" in XS mode'],
    ['after a dash', 'hasTail - use value "false" in XS data mode'],
    ['in parentheses', 'hasTail (use value "false" in XS data mode),'],
    ['in one word', 'hasTail, useValue false in XS data mode'],
    ['over two lines', 'hasTail, use value "false" in XS\n   data mode'],
    ['twice', 'hasTail, use value "false" in XS mode; hasTail, use value "false" in XS mode'],
  ])('are read %s', (_, doc) => {
    expect(mineValueHints(doc, known).hints).toEqual(
      new Map([['hasTail', [{ mode: 'XS', value: 'false' }]]]),
    );
  });

  it('may hold for several modes', () => {
    const doc =
      'hasTail, use value "true" in AS and XS data mode; hasTail, use value "false" in HSS mode';
    expect(mineValueHints(doc, known).hints.get('hasTail')).toEqual([
      { mode: 'AS', value: 'true' },
      { mode: 'XS', value: 'true' },
      { mode: 'HSS', value: 'false' },
    ]);
  });

  it('may name no mode', () => {
    const doc = 'hasTail, should be set to "false" if not used';
    expect(mineValueHints(doc, known).hints).toEqual(
      new Map([['hasTail', [{ mode: undefined, value: 'false' }]]]),
    );
  });

  it('are unread where the field is unknown or the value is an expression', () => {
    const doc = `hasTial, use value "false" in XS data mode
      kiteKind, use KiteKind.BIG in XS mode.`;
    expect(mineValueHints(doc, known)).toEqual({
      hints: new Map(),
      unread: ['hasTial', 'kiteKind'],
    });
  });

  it.each([
    'hasTail, value "false" is sent in XS data mode',
    'When hasTail is set to "true", use a value of your choice in the field.',
    'To fly higher, use wind in XS data mode',
  ])('are not read from other remarks: %s', (doc) => {
    expect(mineValueHints(doc, known).hints.size).toBe(0);
  });
});

describe('returned values', () => {
  it('are read per field, mode and value', () => {
    const doc = `hasTail, value "false" is returned in XS data mode
      kiteKind value "Big Kite" is returned in the AS mode`;
    expect(mineReturnedValues(doc, known)).toEqual(
      new Map([
        ['hasTail', [{ mode: 'XS', value: 'false' }]],
        ['kiteKind', [{ mode: 'AS', value: 'Big Kite' }]],
      ]),
    );
  });

  it('are told once', () => {
    const doc =
      'hasTail, value "0" is returned in XS mode. hasTail, value "0" is returned in XS mode';
    expect(mineReturnedValues(doc, known).get('hasTail')).toHaveLength(1);
  });

  it.each([
    ['another field', 'kiteTail, value "false" is returned in XS data mode'],
    ['no mode', 'hasTail, value "false" is returned in summer'],
    ['what is sent', 'hasTail, use value "false" in XS data mode'],
  ])('are not read from a remark on %s', (_, doc) => {
    expect(mineReturnedValues(doc, known)).toEqual(new Map());
  });
});
