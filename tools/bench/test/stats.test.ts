import { describe, expect, it } from 'vitest';
import { alternate, alternateAsync, percentileOf, ratioOf, spreadOf } from '../src/stats.js';

describe('the spread of samples', () => {
  it('given an odd number, then the median is the middle one', () => {
    expect(spreadOf([9, 1, 5])).toEqual({ median: 5, min: 1, max: 9 });
  });

  it('given an even number, then the median is between the two in the middle', () => {
    expect(spreadOf([1, 10, 4, 2])).toEqual({ median: 3, min: 1, max: 10 });
  });

  it('given none, then refuses', () => {
    expect(() => spreadOf([])).toThrow('nothing was measured');
  });
});

describe('the ratio of two sides', () => {
  it('given a round that was slow for both, then it does not change the ratio', () => {
    expect(ratioOf([20, 200, 20], [10, 100, 10])).toBe(2);
  });

  it('given one round that was slow for one side, then the other rounds outvote it', () => {
    expect(ratioOf([20, 20, 90], [10, 10, 10])).toBe(2);
  });

  it('given different numbers of rounds, then refuses', () => {
    expect(() => ratioOf([1, 2], [1])).toThrow('different rounds');
  });
});

describe('a percentile', () => {
  it.each([
    { part: 0.5, expected: 5 },
    { part: 0.95, expected: 10 },
    { part: 0.1, expected: 1 },
    { part: 0.11, expected: 2 },
    { part: 0, expected: 1 },
  ])('given ten values, then $part of them do not exceed $expected', ({ part, expected }) => {
    expect(percentileOf([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], part)).toBe(expected);
  });

  it('given none, then refuses', () => {
    expect(() => percentileOf([], 0.5)).toThrow('nothing was measured');
  });
});

describe('alternating rounds', () => {
  it('runs every subject once per round, and keeps its samples apart', () => {
    const order: string[] = [];
    const samples = alternate(2, {
      a: (round) => order.push(`a${String(round)}`),
      b: (round) => order.push(`b${String(round)}`),
    });

    expect(order).toEqual(['a0', 'b0', 'a1', 'b1']);
    expect(samples).toEqual({ a: [1, 3], b: [2, 4] });
  });
});

describe('alternating rounds of subjects that take their time', () => {
  it('runs one after the other, and keeps their samples apart', async () => {
    let running = 0;
    const subject = (name: string) => async (round: number) => {
      running += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return `${name}${String(round)}`;
    };
    const samples = await alternateAsync(2, { a: subject('a'), b: subject('b') });

    expect(samples).toEqual({ a: ['a0', 'a1'], b: ['b0', 'b1'] });
  });
});
