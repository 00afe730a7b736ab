import { ratioOf, spreadOf, type Spread } from './stats.js';

export type Unit = 'ms' | 'MB' | 'bytes' | '1/s' | 'count';

/** A bound that we want to keep. Missing it is shown, and is no failure. */
export interface Goal {
  readonly of: 'median' | 'ratio';
  readonly bound: 'at most' | 'at least';
  readonly value: number;
}

/** One line of a benchmark's table. */
export interface Row extends Spread {
  readonly what: string;
  readonly unit: Unit;
  /** How many times the value of the row it is compared with. */
  readonly ratio?: number;
  readonly goal?: Goal;
  /** The goal is kept. */
  readonly ok?: boolean;
}

export interface Report {
  readonly name: string;
  readonly title: string;
  /** What the ratios are ratios to, and whatever else is needed to read the rows. */
  readonly notes: readonly string[];
  readonly rows: readonly Row[];
}

export interface RowOptions {
  /** The same rounds of what this row is compared with. */
  readonly base?: readonly number[] | undefined;
  readonly goal?: Goal | undefined;
}

/** Makes a row of the samples of all rounds. */
export function row(
  what: string,
  unit: Unit,
  values: readonly number[],
  { base, goal }: RowOptions = {},
): Row {
  const spread = spreadOf(values);
  const ratio = base === undefined ? undefined : ratioOf(values, base);
  return {
    what,
    unit,
    ...spread,
    ...(ratio === undefined ? {} : { ratio }),
    ...(goal === undefined ? {} : { goal, ok: keeps(goal, spread.median, ratio) }),
  };
}

function keeps({ of, bound, value }: Goal, median: number, ratio: number | undefined): boolean {
  const actual = of === 'median' ? median : ratio;
  if (actual === undefined) throw new TypeError('a goal for a ratio, of a row without one');
  return bound === 'at most' ? actual <= value : actual >= value;
}

export const atMost = (value: number): Goal => ({ of: 'median', bound: 'at most', value });
export const atLeast = (value: number): Goal => ({ of: 'median', bound: 'at least', value });
export const ratioAtMost = (value: number): Goal => ({ of: 'ratio', bound: 'at most', value });
export const ratioAtLeast = (value: number): Goal => ({ of: 'ratio', bound: 'at least', value });
