import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../src/values/random.js';

const draw = (random: Random, count: number): number[] =>
  Array.from({ length: count }, () => random.next());

describe('a seeded source of randomness', () => {
  it('repeats itself for the same seed', () => {
    expect(draw(new Random(1, 'A', 'full'), 20)).toEqual(draw(new Random(1, 'A', 'full'), 20));
  });

  it.each([
    [new Random(2, 'A', 'full')],
    [new Random(1, 'B', 'full')],
    [new Random(1, 'A', 'minimal')],
  ])('differs for another seed, command or case', (other) => {
    expect(draw(other, 20)).not.toEqual(draw(new Random(1, 'A', 'full'), 20));
  });

  it('draws whole numbers within their bounds, both included', () => {
    const random = new Random('bounds');
    const drawn = new Set(Array.from({ length: 500 }, () => random.integer(-2, 3)));
    expect([...drawn].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2, 3]);
  });

  it('shuffles without losing or doubling anything, and leaves the list alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (list, seed) => {
        const before = [...list];
        const sorted = (numbers: number[]) => [...numbers].sort((a, b) => a - b);
        expect(sorted(new Random(seed).shuffled(list))).toEqual(sorted(list));
        expect(list).toEqual(before);
      }),
    );
  });

  it('does not pick from nothing', () => {
    expect(() => new Random(1).pick([])).toThrow(RangeError);
  });
});
