import type { Recurrence } from '@ocipkit/commands/schedule';

/*
 * Repeated events as RFC 5545 text. The platform has dates and times of the user's zone.
 */

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const weeks: Readonly<Record<string, string>> = {
  First: '1',
  Second: '2',
  Third: '3',
  Fourth: '4',
  Last: '-1',
};

/**
 * DTSTART and RRULE of an event, in two lines.
 *
 * @param start local, such as `2019-12-25T00:00:00`
 * @param form `utc` gives the start in UTC, which can be another day than the rule says
 * @throws RangeError if UTC is needed and the time zone is not known here
 */
export function ruleOf(
  recurrence: Recurrence,
  start: string,
  timeZone: string,
  form: 'zone' | 'utc',
): string {
  const first =
    form === 'utc'
      ? `DTSTART:${basic(toUtc(start, timeZone))}Z`
      : `DTSTART;TZID=${timeZone}:${basic(start)}`;
  const parts = [...patternOf(recurrence), ...endOf(recurrence, timeZone)];
  return `${first}\nRRULE:${parts.join(';')}`;
}

/** The platform chooses one of them. */
type Patterns = { readonly [K in keyof Recurrence]?: Recurrence[K] | undefined };

function patternOf(recurrence: Patterns): string[] {
  const {
    recurDaily,
    recurWeekly,
    recurMonthlyByDay,
    recurMonthlyByWeek,
    recurYearlyByDay,
    recurYearlyByWeek,
  } = recurrence;
  if (recurDaily !== undefined) return every('DAILY', recurDaily);
  if (recurWeekly !== undefined) {
    const chosen = recurWeekly as unknown as Readonly<Record<string, unknown>>;
    const on = days.filter((day) => chosen[day.toLowerCase()] === true).map(dayCode);
    return [...every('WEEKLY', recurWeekly), ...(on.length === 0 ? [] : [`BYDAY=${on.join(',')}`])];
  }
  if (recurMonthlyByDay !== undefined) {
    return [
      ...every('MONTHLY', recurMonthlyByDay),
      `BYMONTHDAY=${String(recurMonthlyByDay.dayOfMonth)}`,
    ];
  }
  if (recurMonthlyByWeek !== undefined) {
    return [...every('MONTHLY', recurMonthlyByWeek), weekday(recurMonthlyByWeek)];
  }
  if (recurYearlyByDay !== undefined) {
    const { dayOfMonth, month } = recurYearlyByDay;
    return [
      ...every('YEARLY', recurYearlyByDay),
      `BYMONTHDAY=${String(dayOfMonth)}`,
      monthPart(month),
    ];
  }
  if (recurYearlyByWeek !== undefined) {
    return [
      ...every('YEARLY', recurYearlyByWeek),
      weekday(recurYearlyByWeek),
      monthPart(recurYearlyByWeek.month),
    ];
  }
  throw new RangeError('The event repeats in a way that is not known here.');
}

function every(
  frequency: string,
  { recurInterval }: { readonly recurInterval?: number | undefined },
): string[] {
  const isEach = recurInterval === undefined || recurInterval === 1;
  return [`FREQ=${frequency}`, ...(isEach ? [] : [`INTERVAL=${String(recurInterval)}`])];
}

function weekday({
  dayOfWeek,
  dayOfWeekInMonth,
}: {
  readonly dayOfWeek: string;
  readonly dayOfWeekInMonth: string;
}): string {
  return `BYDAY=${weeks[dayOfWeekInMonth] ?? ''}${dayCode(dayOfWeek)}`;
}

function monthPart(month: string): string {
  return `BYMONTH=${String(months.indexOf(month) + 1)}`;
}

function dayCode(day: string): string {
  return day.slice(0, 2).toUpperCase();
}

function endOf({ recurEndDate, recurEndOccurrence }: Recurrence, timeZone: string): string[] {
  if (recurEndOccurrence !== undefined) return [`COUNT=${String(recurEndOccurrence)}`];
  if (recurEndDate === undefined) return [];
  return [`UNTIL=${basic(toUtc(`${recurEndDate.slice(0, 10)}T23:59:59`, timeZone))}Z`];
}

/** `2019-12-25T00:00:00` as `20191225T000000`. */
function basic(time: string): string {
  return time.replaceAll(/[-:]/g, '');
}

/** A local time of a zone in UTC, both as ISO 8601 without zone. */
function toUtc(local: string, timeZone: string): string {
  const wanted = Date.parse(`${local}Z`);
  // The offset holds at the moment that is looked for: the second look has it.
  let moment = wanted - offsetAt(wanted, timeZone);
  moment = wanted - offsetAt(moment, timeZone);
  return new Date(moment).toISOString().slice(0, 19);
}

/** Milliseconds that a zone is ahead of UTC at a moment. */
function offsetAt(moment: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((p) => p.type === type)?.value);
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return shown - Math.floor(moment / 1000) * 1000;
}
