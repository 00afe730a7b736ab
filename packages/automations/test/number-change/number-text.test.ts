import { describe, expect, it } from 'vitest';
import { AutomationUsageError } from '../../src/index.js';
import { namedNumbers, WantedNumbers } from '../../src/number-change/number-text.js';

describe('numbers and ranges that a caller names', () => {
  it.each([
    ['+1-2025550120', ['+1-2025550120']],
    [' 2025550120 ', ['2025550120']],
    ['+1-0400 - +1-0402', ['+1-0400', '+1-0401', '+1-0402']],
    ['0098 - 0101', ['0098', '0099', '0100', '0101']],
    ['+49-0999998 - +49-1000000', ['+49-0999998', '+49-0999999', '+49-1000000']],
    ['+12025550120 - +12025550121', ['+12025550120', '+12025550121']],
    ['202-555-0120 - 202-555-0121', ['202-555-0120', '202-555-0121']],
    ['(202) 555-0120', ['(202) 555-0120']],
    ['2025550120 - 2025550120', ['2025550120']],
  ])('%s is expanded as text', (text, numbers) => {
    expect(namedNumbers([text])).toEqual(numbers);
  });

  it.each([
    '',
    'x',
    '12',
    '+1-2025550120 -',
    '+1-2025550120 - ',
    '- +1-2025550120',
    '2025550121 - 2025550120',
    '2025550120 - 20255501',
    '+1-2025550120 - 2025550121',
    '+1-2025550120 - +2-2025550121',
    '1000 - 2000 - 3000',
    'sip:2025550120',
    '2025550120;ext=1',
  ])("'%s' is neither", (text) => {
    expect(() => namedNumbers([text])).toThrow(AutomationUsageError);
    expect(() => namedNumbers([text])).toThrow(/No number, and no range/);
  });

  it('all that are neither are named at once', () => {
    expect(() => namedNumbers(['x', '2025550120', 'y'])).toThrow(/'x', 'y'/);
  });

  it('more than can be are refused', () => {
    for (const texts of [
      ['00000 - 09999', '10000'],
      ['00000 - 10000'],
      ['1000000000 - 1999999999'],
    ]) {
      expect(() => namedNumbers(texts)).toThrow('More than 10000');
    }
    expect(namedNumbers(['00000 - 09999'])).toHaveLength(10_000);
  });
});

describe('numbers that are looked for in a list', () => {
  const within = (wanted: readonly string[], cell: string) =>
    new WantedNumbers(wanted).within(cell).map((w) => [w.wanted, w.listed]);

  it('are found in any writing, in the writing of the list', () => {
    for (const text of ['+1-2025550121', '+12025550121', '2025550121', '(202) 555-0121']) {
      expect(within([text], '+1-2025550120 - +1-2025550129')).toEqual([[text, '+1-2025550121']]);
      expect(within([text], '+1-2025550121')).toEqual([[text, '+1-2025550121']]);
      expect(within([text], '+1-2025550122 - +1-2025550129')).toEqual([]);
    }
  });

  it('of another country, or of another length, are not', () => {
    expect(
      within(['+49-2025550121', '+1-25550121', '02025550121'], '+1-2025550120 - +1-2025550129'),
    ).toEqual([]);
  });

  it('are found in a list without country codes', () => {
    expect(within(['+1-2025550121', '2025550122'], '2025550120 - 2025550129')).toEqual([
      ['+1-2025550121', '2025550121'],
      ['2025550122', '2025550122'],
    ]);
    expect(within(['+12025550121', '+1-2025550122'], '+12025550120 - +12025550129')).toEqual([
      ['+12025550121', '+12025550121'],
      ['+1-2025550122', '+12025550122'],
    ]);
  });

  it('are not found in cells that hold none', () => {
    expect(within(['2025550121'], '')).toEqual([]);
    expect(within(['2025550121'], 'none')).toEqual([]);
  });
});
