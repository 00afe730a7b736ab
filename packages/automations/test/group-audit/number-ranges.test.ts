import { describe, expect, it } from 'vitest';
import { numbersOfCell, stretchesOf } from '../../src/group-audit/number-ranges.js';
import { numbersIn } from '../../src/run/number-ranges.js';

describe('a cell with numbers', () => {
  it.each([
    ['+1-2025550100', { first: '+1-2025550100', last: '+1-2025550100', count: 1 }],
    ['0400', { first: '0400', last: '0400', count: 1 }],
    ['+1-5551231207 - +1-5551231210', { first: '+1-5551231207', last: '+1-5551231210', count: 4 }],
    ['+44-0998 - +44-1002', { first: '+44-0998', last: '+44-1002', count: 5 }],
    ['+1-0400 - +1-0400', { first: '+1-0400', last: '+1-0400', count: 1 }],
    // Hyphens inside numbers are no ranges.
    ['+49-30-5550-100', { first: '+49-30-5550-100', last: '+49-30-5550-100', count: 1 }],
    [
      '+88-10000000000000000000 - +88-10000000000000000009',
      { first: '+88-10000000000000000000', last: '+88-10000000000000000009', count: 10 },
    ],
  ])('is read: %s', (cell, range) => {
    expect(numbersOfCell(cell)).toEqual(range);
  });

  it.each([
    ['nothing', ''],
    ['a word', 'unassigned'],
    ['ends of unequal length', '+1-0400 - +1-10402'],
    ['last below first', '+1-0402 - +1-0400'],
    ['different country codes', '+1-0400 - +2-0400'],
    ['three ends', '+1-0400 - +1-0402 - +1-0404'],
    ['hyphens in other places', '+1-20400 - +1-2-0402'],
    ['no blanks around the hyphen', '+1-0400-+1-0402'],
    ['an open end', '+1-0400 - '],
    ['more numbers than can be counted', '10000000000000000000 - 99999999999999999999'],
  ])('is no range with %s', (_, cell) => {
    expect(numbersOfCell(cell)).toBeUndefined();
  });

  it('gives every number with its zeros', () => {
    expect([...numbersIn({ first: '+1-0400', last: '+1-0402' })]).toEqual([
      '+1-0400',
      '+1-0401',
      '+1-0402',
    ]);
    expect([...numbersIn({ first: '+44-0998', last: '+44-1002' })]).toEqual([
      '+44-0998',
      '+44-0999',
      '+44-1000',
      '+44-1001',
      '+44-1002',
    ]);
  });

  it('gives numbers only as they are asked for', () => {
    const numbers = numbersIn({ first: '+1-0000000000', last: '+1-9999999999' });
    expect(numbers.next().value).toBe('+1-0000000000');
    expect(numbers.next().value).toBe('+1-0000000001');
  });
});

describe('ranges that overlap', () => {
  const range = (first: string, last: string) => ({ first, last, count: 0 });

  it('are cut where the rows change', () => {
    expect(
      stretchesOf([
        range('+1-0100', '+1-0109'),
        range('+1-0103', '+1-0104'),
        range('+1-0109', '+1-0109'),
        range('+1-0200', '+1-0200'),
      ]),
    ).toEqual([
      { rows: [0], first: '+1-0100', last: '+1-0102', count: 3 },
      { rows: [0, 1], first: '+1-0103', last: '+1-0104', count: 2 },
      { rows: [0], first: '+1-0105', last: '+1-0108', count: 4 },
      { rows: [0, 2], first: '+1-0109', last: '+1-0109', count: 1 },
      { rows: [3], first: '+1-0200', last: '+1-0200', count: 1 },
    ]);
  });

  it('are the same numbers whatever the hyphens, and others with other widths', () => {
    expect(
      stretchesOf([
        range('+1-2000', '+1-2000'),
        range('+12-000', '+12-000'),
        range('2000', '2000'),
      ]),
    ).toEqual([
      { rows: [0, 1], first: '+1-2000', last: '+1-2000', count: 1 },
      { rows: [2], first: '2000', last: '2000', count: 1 },
    ]);
  });

  it('that touch stay apart', () => {
    expect(stretchesOf([range('0001', '0002'), range('0003', '0004')]).map((s) => s.rows)).toEqual([
      [0],
      [1],
    ]);
  });

  it('are none without rows', () => {
    expect(stretchesOf([])).toEqual([]);
  });
});
