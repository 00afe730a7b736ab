/*
 * Dates stay text, as they were sent. Whoever needs a Date asks for it, and says what an absent
 * offset means.
 */

const OFFSET = '(Z|[+-](?:0\\d|1[0-3]):[0-5]\\d|[+-]14:00)?';
const DAY = '(-?(?:[1-9]\\d{4,}|\\d{4}))-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])';
const TIME = '([01]\\d|2[0-3]):([0-5]\\d):([0-5]\\d(?:\\.\\d+)?)';
const MIDNIGHT = '(24):(00):(00(?:\\.0+)?)';
const dateForm = new RegExp(`^${DAY}${OFFSET}$`);
const dateTimeForm = new RegExp(`^${DAY}T(?:${TIME}|${MIDNIGHT})${OFFSET}$`);
const offsetForm = new RegExp(`^${OFFSET}$`);

/** True if the text is an XSD dateTime: a day, `T`, a time, and optionally an offset. */
export function isDateTime(text: string): boolean {
  const parts = dateTimeForm.exec(text);
  return parts !== null && isDay(parts);
}

/** True if the text is an XSD date: a day, and optionally an offset. */
export function isDate(text: string): boolean {
  const parts = dateForm.exec(text);
  return parts !== null && isDay(parts);
}

/** The forms let every month have 31 days. */
function isDay([, year, month, day]: RegExpExecArray): boolean {
  return new Date(utc(year, month, day)).getUTCDate() === Number(day);
}

/** Milliseconds since 1970 at the start of a day. `Date.UTC` takes years below 100 for 19xx. */
function utc(year = '', month = '', day = ''): number {
  return new Date(0).setUTCFullYear(Number(year), Number(month) - 1, Number(day));
}

/**
 * Turns a dateTime or date, as the platform sends it, into a Date.
 *
 * @param text a date stands for its first moment; fractions below a millisecond are cut off
 * @param offsetWhenMissing taken where the text has no offset, such as `+01:00`; default `Z`
 * @throws RangeError if the text is neither a dateTime nor a date, or the offset is none
 */
export function toDate(text: string, offsetWhenMissing = 'Z'): Date {
  const parts = dateTimeForm.exec(text) ?? dateForm.exec(text);
  if (parts === null || !isDay(parts)) {
    throw new RangeError(`'${text}' is neither a dateTime nor a date with an optional offset.`);
  }
  const [, year, month, day, ...rest] = parts;
  const zone = rest.at(-1) ?? offsetWhenMissing;
  if (zone === '' || !offsetForm.test(zone)) {
    throw new RangeError(`'${zone}' is no offset such as Z or +01:00.`);
  }
  // The groups of the alternative that did not match are empty.
  const [hour = '0', minute = '0', second = '0'] = rest.slice(0, -1).filter(Boolean);
  const minutes = Number(hour) * 60 + Number(minute) - offsetMinutes(zone);
  const date = new Date(utc(year, month, day) + minutes * 60_000 + milliseconds(second));
  if (!Number.isNaN(date.getTime())) return date;
  throw new RangeError(`'${text}' lies outside what a Date holds.`);
}

function milliseconds(seconds: string): number {
  const [whole, fraction = ''] = seconds.split('.');
  return Number(whole) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
}

function offsetMinutes(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4));
  return zone.startsWith('-') ? -minutes : minutes;
}

/** Writes a Date as a dateTime in UTC. */
export function fromDate(date: Date): string {
  return date.toISOString();
}
