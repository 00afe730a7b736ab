/*
 * Phone numbers, one by one or as ranges. They are text all the way; the digits are counted with as many
 * bits as they need, and never become a floating-point number.
 */

/** Consecutive numbers, first and last included. */
export interface NumberRange {
  /** As the platform, or the caller, writes it. */
  readonly first: string;
  /** The same as `first` for a single number. */
  readonly last: string;
  readonly count: number;
}

/** A range has blanks around its hyphen; those inside numbers have none. */
const SEPARATOR = /\s+-\s+/;

/**
 * The number or the range that a text holds; undefined if it is neither. Both ends of a range must be
 * equally long, differ in their last digits only, and be in order.
 *
 * @param isNumber whether one end is written as a number
 */
export function numberRangeOf(
  text: string,
  isNumber: (end: string) => boolean,
): NumberRange | undefined {
  const [first = '', last = first, ...more] = text.trim().split(SEPARATOR);
  if (more.length > 0 || !isNumber(first) || !isNumber(last)) return undefined;
  if (first.length !== last.length) return undefined;
  let tail = 0;
  while (tail < first.length && first[tail] === last[tail]) tail += 1;
  if (first !== last && !/^\d+$/.test(first.slice(tail) + last.slice(tail))) return undefined;
  const count = Number(integerOf(last) - integerOf(first) + 1n);
  return count >= 1 && Number.isSafeInteger(count) ? { first, last, count } : undefined;
}

/** Every number of a range, one at a time. */
export function* numbersIn({
  first,
  last,
}: Pick<NumberRange, 'first' | 'last'>): Generator<string, void> {
  const end = integerOf(last);
  for (let digits = integerOf(first); digits <= end; digits += 1n) yield written(digits, first);
}

/** All digits of a number, as one integer. */
export function integerOf(number: string): bigint {
  return BigInt(number.replace(/\D/g, ''));
}

/** Digits in the places that a number of the same shape has them in, zeros in front included. */
export function written(digits: bigint, pattern: string): string {
  const places = pattern.replace(/\D/g, '').length;
  const text = String(digits).padStart(places, '0');
  let next = 0;
  return pattern.replace(/\d/g, () => text.charAt(next++));
}
