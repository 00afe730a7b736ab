import { describe, expect, it } from 'vitest';
import { describeReport } from '../src/output.js';
import { atLeast, atMost, ratioAtLeast, ratioAtMost, row } from '../src/report.js';

describe('a row', () => {
  it.each([
    { what: 'a median on its bound', goal: atMost(20), ok: true },
    { what: 'a median above it', goal: atMost(19), ok: false },
    { what: 'a median that reaches its bound', goal: atLeast(20), ok: true },
    { what: 'a median below it', goal: atLeast(21), ok: false },
    { what: 'a ratio within its bound', goal: ratioAtMost(2), ok: true },
    { what: 'a ratio beyond it', goal: ratioAtMost(1.9), ok: false },
    { what: 'a ratio that reaches its bound', goal: ratioAtLeast(2), ok: true },
    { what: 'a ratio that does not', goal: ratioAtLeast(2.1), ok: false },
  ])('given $what, then says so', ({ goal, ok }) => {
    expect(row('x', 'ms', [20], { base: [10], goal })).toMatchObject({ ratio: 2, ok });
  });

  it('given a goal for a ratio and nothing to compare with, then refuses', () => {
    expect(() => row('x', 'ms', [1], { goal: ratioAtMost(2) })).toThrow('of a row without one');
  });
});

describe('the table for people', () => {
  it('shows medians, ranges, ratios and goals in the units of the rows', () => {
    const text = describeReport({
      name: 'sample',
      title: 'what a table looks like',
      notes: ['Made up.'],
      rows: [
        row('slow', 'ms', [2000, 1500, 2500], { base: [1000, 1000, 1000], goal: atMost(1900) }),
        row('quick', 'ms', [-2, 4.25, 12]),
        row('size', 'bytes', [9120], { goal: atMost(15_000) }),
        row('memory', 'MB', [70.4, 71]),
        row('count', 'count', [3, 4]),
        row('whole', 'count', [1000]),
        row('rate', '1/s', [123456], { base: [1000], goal: ratioAtLeast(1) }),
      ],
    });

    expect(text.split('\n')).toEqual([
      '## sample: what a table looks like',
      '',
      '| what   |    median |        min–max | ratio |      goal | ok? |',
      '| ------ | --------: | -------------: | ----: | --------: | --: |',
      '| slow   |    2.00 s |  1.50 s–2.50 s | 2.00× |  ≤ 1.90 s |  no |',
      '| quick  |   4.25 ms | -2.00 ms–12 ms |       |           |     |',
      '| size   |    9.1 kB |                |       | ≤ 15.0 kB | yes |',
      '| memory |     71 MB |    70 MB–71 MB |       |           |     |',
      '| count  |       3.5 |            3–4 |       |           |     |',
      '| whole  |      1000 |                |       |           |     |',
      '| rate   | 123456 /s |                |  123× |   ≥ 1.00× | yes |',
      '',
      '- Made up.',
      '',
    ]);
  });
});
