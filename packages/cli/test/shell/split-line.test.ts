import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quoted, splitLine } from '../../src/shell/split-line.js';

describe('a line is split', () => {
  test.each([
    ['', [], 0],
    ['user digest anna', ['user', 'digest', 'anna'], 12],
    ['user  digest ', ['user', 'digest'], 13],
    [`call X --name "Anna Schmidt"`, ['call', 'X', '--name', 'Anna Schmidt'], 14],
    [`a 'b "c"' d\\ e`, ['a', 'b "c"', 'd e'], 10],
    [`a ""`, ['a', ''], 2],
  ])('%j', (line, words, lastStart) => {
    expect(splitLine(line)).toEqual({ words, isOpen: false, lastStart });
  });

  test('an open quote is told', () => {
    expect(splitLine('a "b c')).toEqual({ words: ['a', 'b c'], isOpen: true, lastStart: 2 });
  });

  test('what is quoted reads back as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => {
        expect(splitLine(words.map(quoted).join(' ')).words).toEqual(words);
      }),
    );
  });
});
