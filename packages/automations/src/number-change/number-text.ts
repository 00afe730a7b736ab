import { AutomationUsageError } from '../run/usage-error.js';
import { numberRangeOf, numbersIn } from '../run/number-ranges.js';

/*
 * Phone numbers are text: zeros in front count, and ranges keep their width. Lists of the platform show
 * `+1-2405550123`, country code, hyphen, national number; people also write `2405550123` or
 * `+12405550123`.
 */

/** The digits of a number, as far as its writing tells them apart. */
export interface NumberDigits {
  /** Country code and national number; undefined where the country code is not given. */
  readonly full: string | undefined;
  /** National number; undefined where it is not told apart from the country code. */
  readonly national: string | undefined;
}

/** Most numbers of one run. */
const MAX_NUMBERS = 10_000;

/** Undefined for what is no phone number. */
export function digitsOf(text: string): NumberDigits | undefined {
  const match = /^(?:\+(\d{1,3})-)?(\+?)([\d\s().-]*\d)$/.exec(text.trim());
  if (match === null) return undefined;
  const [, country, plus, rest = ''] = match;
  const digits = rest.replace(/[\s().-]/g, '');
  if (!/^\d{3,20}$/.test(digits) || (country !== undefined && plus !== '')) return undefined;
  if (country !== undefined) return { full: country + digits, national: digits };
  return plus === ''
    ? { full: undefined, national: digits }
    : { full: digits, national: undefined };
}

/**
 * Every number that a caller names: single numbers, and ranges written `first - last` with blanks around
 * the hyphen. What is named twice in the same writing counts once.
 *
 * @throws AutomationUsageError naming every text that is neither, and for too many numbers
 */
export function namedNumbers(texts: readonly string[]): readonly string[] {
  const bad: string[] = [];
  const numbers = new Set<string>();
  for (const text of texts) {
    const range = numberRangeOf(text, isNumber);
    if (range === undefined) bad.push(text);
    else if (range.count > MAX_NUMBERS) throw tooMany();
    else for (const number of numbersIn(range)) numbers.add(number);
    if (numbers.size > MAX_NUMBERS) throw tooMany();
  }
  if (bad.length > 0) {
    throw new AutomationUsageError(
      `No number, and no range 'first - last' of numbers of the same length: ${bad.map((b) => `'${b.slice(0, 60)}'`).join(', ')}.`,
    );
  }
  if (numbers.size === 0) throw new AutomationUsageError('No numbers are named.');
  return [...numbers];
}

function tooMany(): AutomationUsageError {
  return new AutomationUsageError(`More than ${String(MAX_NUMBERS)} numbers are named.`);
}

function isNumber(text: string): boolean {
  return digitsOf(text) !== undefined;
}

/** Finds those of a number of wanted ones that the rows of a list hold. */
export class WantedNumbers {
  readonly #full: readonly Wanted[];
  readonly #national: readonly Wanted[];
  /** Those whose country code is not given. */
  readonly #onlyNational: readonly Wanted[];

  constructor(numbers: readonly string[]) {
    const wanted = numbers.map((number) => ({ number, digits: digitsOf(number) }));
    const by = (read: (digits: NumberDigits) => string | undefined): readonly Wanted[] =>
      wanted
        .flatMap(({ number, digits: known }) => {
          const digits = known === undefined ? undefined : read(known);
          return digits === undefined ? [] : [{ number, digits }];
        })
        .sort(compare);
    this.#full = by(({ full }) => full);
    this.#national = by(({ national }) => national);
    this.#onlyNational = by(({ full, national }) => (full === undefined ? national : undefined));
  }

  /**
   * The wanted numbers within a cell such as `+1-2405550100 - +1-2405550109`, each with the writing that
   * the list has for it.
   */
  within(cell: string): readonly { readonly wanted: string; readonly listed: string }[] {
    const range = numberRangeOf(cell, isNumber);
    if (range === undefined) return [];
    const [first, last] = [range.first, range.last].map(digitsOf);
    if (first === undefined || last === undefined) return [];
    // A list that shows no country code is matched by what it shows.
    const national = first.full === undefined ? this.#national : this.#onlyNational;
    const found = [
      ...between(this.#full, first.full, last.full),
      ...between(national, first.national, last.national),
    ];
    return found.map(({ number, digits }) => ({
      wanted: number,
      listed: listedAs(range.first, digits),
    }));
  }
}

interface Wanted {
  readonly number: string;
  readonly digits: string;
}

function compare(a: Wanted, b: Wanted): number {
  return a.digits < b.digits ? -1 : a.digits > b.digits ? 1 : 0;
}

/** Those of the same length from the first to the last; text of one width sorts as numbers do. */
function between(
  sorted: readonly Wanted[],
  first: string | undefined,
  last: string | undefined,
): readonly Wanted[] {
  if (first === undefined || last === undefined) return [];
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.digits ?? '') < first) low = middle + 1;
    else high = middle;
  }
  const found: Wanted[] = [];
  for (let i = low; i < sorted.length; i++) {
    const wanted = sorted[i];
    if (wanted === undefined || wanted.digits > last) break;
    if (wanted.digits.length === first.length) found.push(wanted);
  }
  return found;
}

/** A number in the writing of a list, by one of its numbers. */
function listedAs(sample: string, digits: string): string {
  const shown = sample.replace(/\D/g, '');
  const prefix = /^\+\d{1,3}-/.exec(sample)?.[0];
  if (prefix === undefined) return sample.startsWith('+') ? `+${digits}` : digits;
  const country = prefix.replace(/\D/g, '');
  return digits.length === shown.length ? prefix + digits.slice(country.length) : prefix + digits;
}
