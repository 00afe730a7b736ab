/** The middle value and the range of what was measured. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** @throws RangeError if nothing was measured */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const min = sorted[0];
  const max = sorted.at(-1);
  if (min === undefined || max === undefined) throw new RangeError('nothing was measured');
  const middle = (sorted.length - 1) / 2;
  const low = sorted[Math.floor(middle)] ?? min;
  const high = sorted[Math.ceil(middle)] ?? max;
  return { median: (low + high) / 2, min, max };
}

/**
 * The median of what each round says by itself. Rounds are short, so whatever else the machine does
 * slows both sides of a round alike and leaves its quotient as it is.
 */
export function ratioOf(values: readonly number[], base: readonly number[]): number {
  if (values.length !== base.length) throw new RangeError('the two sides have different rounds');
  return spreadOf(values.map((value, round) => value / (base[round] ?? NaN))).median;
}

/** The value that a part of all values does not exceed, such as 0.95 of them. */
export function percentileOf(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)];
  if (value === undefined) throw new RangeError('nothing was measured');
  return value;
}

type Subjects = Readonly<Record<string, (round: number) => unknown>>;

/** The samples of each subject, in the order of the rounds. */
type SamplesOf<S extends Subjects> = { readonly [K in keyof S]: ReturnType<S[K]>[] };

/** Runs every subject once per round, A B C A B C. */
export function alternate<S extends Subjects>(rounds: number, subjects: S): SamplesOf<S> {
  const names = Object.keys(subjects);
  const samples = Object.fromEntries(names.map((name) => [name, [] as unknown[]]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) samples[name]?.push(subjects[name]?.(round));
  }
  return samples as SamplesOf<S>;
}

type AsyncSubjects = Readonly<Record<string, (round: number) => Promise<unknown>>>;

type AsyncSamplesOf<S extends AsyncSubjects> = {
  readonly [K in keyof S]: Awaited<ReturnType<S[K]>>[];
};

/** {@link alternate} for subjects that take their time; never two at once. */
export async function alternateAsync<S extends AsyncSubjects>(
  rounds: number,
  subjects: S,
): Promise<AsyncSamplesOf<S>> {
  const names = Object.keys(subjects);
  const samples = Object.fromEntries(names.map((name) => [name, [] as unknown[]]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) samples[name]?.push(await subjects[name]?.(round));
  }
  return samples as AsyncSamplesOf<S>;
}
