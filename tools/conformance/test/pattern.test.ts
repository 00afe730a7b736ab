import { describe, expect, it } from 'vitest';
import { parsePattern, textMatching, UnsupportedPatternError } from '../src/values/pattern.js';
import { Random } from '../src/values/random.js';

function texts(pattern: string, count = 300): string[] {
  const node = parsePattern(pattern);
  const random = new Random(pattern);
  return Array.from({ length: count }, () => textMatching(node, random));
}

describe('texts for a pattern', () => {
  it.each([
    '[0-9][0-9][0-9][0-9]',
    '[A-Z][A-Z][A-Z]',
    '0|15|30|45',
    '\\*|#',
    '[0-9]|\\*|#',
    '([0-9]|\\*|#){0,3}',
    '[0-9]|[1-9][0-9]{1,2}',
    '[^a-z]{2,}',
    'a+b*c?(de|f){2}',
    '\\d{3}-\\w+\\.[\\-+x-z]',
    '.{5}',
    'a{0}b',
    '[a-]',
  ])('match %s', (pattern) => {
    const whole = new RegExp(`^(?:${pattern})$`, 'u');
    for (const text of texts(pattern)) expect(text).toMatch(whole);
  });

  it('take every alternative and every length', () => {
    expect(new Set(texts('0|15|30|45'))).toEqual(new Set(['0', '15', '30', '45']));
    const lengths = new Set(texts('([0-9]|\\*|#){0,3}').map((text) => text.length));
    expect(lengths).toEqual(new Set([0, 1, 2, 3]));
  });

  it('read ^ and $ as the characters they are in a schema', () => {
    expect(texts('^x$', 1)).toEqual(['^x$']);
  });

  it.each(['\\p{Lu}', '(?=a)', '[a-z-[aeiou]]', '*a', 'a{x}', '(a', '[a', 'a)', 'a\\'])(
    'are refused for %s, which is not understood',
    (pattern) => {
      expect(() => parsePattern(pattern)).toThrow(UnsupportedPatternError);
    },
  );
});
