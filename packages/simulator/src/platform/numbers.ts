import { invalid } from '../engine/refusal.js';

/*
 * A phone number is kept as `+1-2405550123`: country code, hyphen, national number. Tables show it so;
 * fields of a user show the national number.
 */

/** The form in which a number is kept. Digits without a plus are of the platform's own country. */
export function canonicalNumber(text: string, countryCode = '1'): string {
  const match = /^\+(\d{1,3})-(.+)$/.exec(text.trim());
  if (match !== null) return `+${match[1] ?? ''}-${digits(match[2] ?? '', text)}`;
  const plain = digits(text.replace(/^\s*\+/, ''), text);
  if (!text.trim().startsWith('+')) return `+${countryCode}-${plain}`;
  return plain.startsWith(countryCode)
    ? `+${countryCode}-${plain.slice(countryCode.length)}`
    : `+${plain.slice(0, 2)}-${plain.slice(2)}`;
}

/** The national part of a number that is kept. */
export function nationalNumber(canonical: string): string {
  return canonical.slice(canonical.indexOf('-') + 1);
}

/** Country code of a number that is kept, without the plus. */
export function countryOf(canonical: string): string {
  return canonical.slice(1, canonical.indexOf('-'));
}

/** Every number from the first to the last, both included, with their width kept. */
export function expandRange(first: string, last: string): string[] {
  const from = nationalNumber(first);
  const to = nationalNumber(last);
  const count = BigInt(to === '' ? '0' : to) - BigInt(from === '' ? '0' : from);
  if (countryOf(first) !== countryOf(last) || from.length !== to.length || count < 0n) {
    throw invalid(`Invalid number range: ${first} - ${last}`);
  }
  if (count >= LARGEST_RANGE) throw invalid(`Number range too large: ${first} - ${last}`);
  const prefix = first.slice(0, first.indexOf('-') + 1);
  return Array.from(
    { length: Number(count) + 1 },
    (_, i) => prefix + String(BigInt(from) + BigInt(i)).padStart(from.length, '0'),
  );
}

const LARGEST_RANGE = 100_000n;

/** Runs of consecutive numbers, as `[first, last]`; the input sorted. */
export function rangesOf(sorted: readonly string[]): (readonly [string, string])[] {
  const ranges: [string, string][] = [];
  for (const number of sorted) {
    const range = ranges.at(-1);
    if (range !== undefined && isNext(range[1], number)) range[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
}

/** `+1-2405550100`, or `+1-2405550100 - +1-2405550109`. */
export function showRange([first, last]: readonly [string, string]): string {
  return first === last ? first : `${first} - ${last}`;
}

/** Whether a number comes right after another. */
export function isNext(a: string, b: string): boolean {
  return (
    a.length === b.length &&
    countryOf(a) === countryOf(b) &&
    BigInt(nationalNumber(b)) - BigInt(nationalNumber(a)) === 1n
  );
}

function digits(text: string, whole: string): string {
  const plain = text.replace(/[\s().-]/g, '');
  if (!/^\d{3,20}$/.test(plain)) throw invalid(`Invalid phone number: ${whole}`);
  return plain;
}
