import { describe as suite, expect, it } from 'vitest';
import {
  defaultName,
  describe,
  isBroad,
  otherForms,
  patternProblem,
} from '../../src/block-number/pattern.js';

suite('digit patterns', () => {
  it.each(['0900', '+49900*', '123?', '12[2-5]', '12[25-7]', '\\*56', '#31#', '*', '1\\*'])(
    'take %s',
    (pattern) => {
      expect(patternProblem(pattern)).toBeUndefined();
    },
  );

  it.each(['1 2', '1-2', '(1)', '1**', '[', '[]', '[-2]', '1*2', 'x', '\\'])(
    'do not take %s',
    (pattern) => {
      expect(patternProblem(pattern)).toContain('is no digit pattern');
    },
  );

  it.each([
    ['110', false],
    ['11', true],
    ['1[1-9]1*', true],
    ['0900*', false],
    ['+1?????', true],
  ])('with fewer than three literal digits are broad: %s', (pattern, expected) => {
    expect(isBroad(pattern)).toBe(expected);
  });

  it('get a name that fits', () => {
    expect(defaultName('0900*')).toBe('Block 0900*');
    expect(defaultName('1'.repeat(50))).toHaveLength(30);
  });

  it.each([
    ['*', 'every number'],
    ['0900*', 'numbers that begin with 0900'],
    ['09[0-5]0*', 'numbers that begin as 09[0-5]0'],
    ['110', 'the number 110 alone'],
    ['11?', 'numbers of the form 11?'],
    ['\\*56', 'the number *56 alone'],
    ['56\\*', 'the number 56* alone'],
  ])('are told in words: %s', (pattern, words) => {
    expect(describe(pattern)).toBe(words);
  });

  it.each<[string, string | undefined, readonly string[]]>([
    ['+49301234', undefined, ['0301234', '301234']],
    ['+35312345', undefined, ['012345', '12345']],
    ['+12025550100', undefined, ['2025550100', '12025550100']],
    ['+49*', undefined, []],
    ['0049301234', undefined, ['+49301234']],
    ['0301234', undefined, []],
    ['0301234', '49', ['+49301234']],
    ['12025550100', '1', ['+12025550100']],
    ['?123', '49', []],
  ])('have other forms: %s with %s', (pattern, countryCode, forms) => {
    expect(otherForms(pattern, countryCode)).toEqual(forms);
  });
});
