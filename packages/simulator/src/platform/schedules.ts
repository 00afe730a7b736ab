import type { ScheduleKey } from '@ocipkit/commands/call-criteria';
import type { Recurrence } from '@ocipkit/commands/schedule';
import { alreadyExists, invalid, notFound, own, Refusal } from '../engine/refusal.js';
import { sameId } from './id-map.js';
import type { Schedule, ScheduleEvent } from './model.js';

/*
 * Schedules of users and groups, and their events. Names are unique among the schedules of an owner that
 * have the same type, and event names within their schedule.
 */

/** Who has schedules. */
export interface ScheduleOwner {
  schedules: Schedule[];
}

function findSchedule(owner: ScheduleOwner, key: ScheduleKey): Schedule | undefined {
  return owner.schedules.find(
    (s) => s.scheduleType === key.scheduleType && sameId(s.scheduleName, key.scheduleName),
  );
}

/** @throws Refusal if there is none */
export function scheduleOf(owner: ScheduleOwner, key: ScheduleKey): Schedule {
  const found = findSchedule(owner, key);
  if (found === undefined) throw notFound('Schedule', key.scheduleName);
  return found;
}

/** @throws Refusal if the owner has one of that name and type */
export function addSchedule(owner: ScheduleOwner, key: ScheduleKey): void {
  if (findSchedule(owner, key) !== undefined) throw alreadyExists('Schedule', key.scheduleName);
  owner.schedules.push({ ...key, events: [] });
}

/** @throws Refusal if there is no such schedule, or the name is taken by another */
export function renameSchedule(owner: ScheduleOwner, key: ScheduleKey, scheduleName: string): void {
  const schedule = scheduleOf(owner, key);
  const other = findSchedule(owner, { ...key, scheduleName });
  if (other !== undefined && other !== schedule) throw alreadyExists('Schedule', scheduleName);
  schedule.scheduleName = scheduleName;
}

/** @throws Refusal if one of them does not exist */
export function deleteSchedules(owner: ScheduleOwner, keys: readonly ScheduleKey[]): void {
  const gone = new Set(keys.map((key) => scheduleOf(owner, key)));
  owner.schedules = owner.schedules.filter((schedule) => !gone.has(schedule));
}

/** How the criteria of services name a schedule. */
interface ScheduleReference {
  type: string;
  name: string;
}

/**
 * The places in settings where a schedule is named, as `timeSchedule` or `holidaySchedule`, at any
 * depth.
 */
export function referencesTo(
  settings: object,
  level: 'User' | 'Group',
  key: ScheduleKey,
): readonly ScheduleReference[] {
  const field = key.scheduleType === 'Time' ? 'timeSchedule' : 'holidaySchedule';
  const fields: [string, unknown][] = Object.entries(settings);
  return fields.flatMap(([name, value]) => {
    if (typeof value !== 'object' || value === null) return [];
    if (name === field && isReference(value)) {
      return value.type === level && sameId(value.name, key.scheduleName) ? [value] : [];
    }
    return referencesTo(value, level, key);
  });
}

function isReference(value: object): value is ScheduleReference {
  return 'type' in value && 'name' in value && typeof value.name === 'string';
}

/** @throws Refusal if settings name the schedule */
export function checkNotUsed(settings: object, level: 'User' | 'Group', key: ScheduleKey): void {
  if (referencesTo(settings, level, key).length === 0) return;
  throw new Refusal(own.inUse, `Schedule is in use: ${key.scheduleName}`);
}

// Events

export function findEvent(schedule: Schedule, name: string): ScheduleEvent | undefined {
  return schedule.events.find((e) => sameId(e.eventName, name));
}

/** @throws Refusal if there is none */
export function eventOf(schedule: Schedule, name: string): ScheduleEvent {
  const found = findEvent(schedule, name);
  if (found === undefined) throw notFound('Event', name);
  return found;
}

/** When an event takes place: the fields of its requests. */
export interface EventTimes {
  readonly startDate: string;
  readonly endDate: string;
  readonly allDayEvent?: true | undefined;
  readonly startTime?: { readonly hour: number; readonly minute: number } | undefined;
  readonly endTime?: { readonly hour: number; readonly minute: number } | undefined;
  readonly recurrence?: Recurrence | undefined;
}

/**
 * The times of an event as they are kept: with a recurrence the first repetition on or after the start
 * date, its end moved along.
 *
 * @throws Refusal if the event ends before it begins, or its recurrence has no day
 */
export function settledTimes(times: EventTimes): EventTimes {
  const start = dayNumber(times.startDate);
  const end = dayNumber(times.endDate);
  const isShort =
    times.startTime !== undefined &&
    times.endTime !== undefined &&
    end === start &&
    minuteOf(times.endTime) <= minuteOf(times.startTime);
  if (end < start || isShort) throw invalid('An event can not end before it begins');
  const { recurrence } = times;
  if (recurrence === undefined) return times;
  const first = firstRepetition(start, recurrence);
  checkEnd(first, recurrence);
  return { ...times, startDate: dateText(first), endDate: dateText(first + end - start) };
}

function checkEnd(first: number, { recurEndDate }: Recurrence): void {
  if (recurEndDate !== undefined && dayNumber(recurEndDate) < first) {
    throw invalid('The recurrence ends before the event begins');
  }
}

function minuteOf({ hour, minute }: { readonly hour: number; readonly minute: number }): number {
  return hour * 60 + minute;
}

const DAY = 86_400_000;

/** Days since 1970 of an `xs:date`; its time zone has no meaning here. */
function dayNumber(date: string): number {
  return Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / DAY;
}

function dateText(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** A leap day comes at least every eight years. */
const FARTHEST = 366 * 9;

function firstRepetition(start: number, recurrence: Recurrence): number {
  const fits = dayTest(recurrence);
  for (let day = start; day < start + FARTHEST; day++) {
    if (fits(new Date(day * DAY))) return day;
  }
  throw invalid('The recurrence has no day');
}

const weekdays = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const;

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

/** Tells the days on which a recurrence takes place; intervals count from the first of them. */
function dayTest(recurrence: Recurrence): (date: Date) => boolean {
  const {
    recurWeekly: weekly,
    recurMonthlyByDay: monthlyByDay,
    recurMonthlyByWeek: monthlyByWeek,
    recurYearlyByDay: yearlyByDay,
    recurYearlyByWeek: yearlyByWeek,
  } = recurrence;
  if (weekly !== undefined) {
    return (date) => weekdays.some((name, i) => weekly[name] && date.getUTCDay() === i);
  }
  if (monthlyByDay !== undefined) return (date) => date.getUTCDate() === monthlyByDay.dayOfMonth;
  if (monthlyByWeek !== undefined) return (date) => isWeekdayInMonth(date, monthlyByWeek);
  if (yearlyByDay !== undefined) {
    return (date) => isIn(date, yearlyByDay.month) && date.getUTCDate() === yearlyByDay.dayOfMonth;
  }
  if (yearlyByWeek !== undefined) {
    return (date) => isIn(date, yearlyByWeek.month) && isWeekdayInMonth(date, yearlyByWeek);
  }
  return () => true;
}

function isIn(date: Date, month: string): boolean {
  return months[date.getUTCMonth()] === month;
}

function isWeekdayInMonth(
  date: Date,
  {
    dayOfWeek,
    dayOfWeekInMonth,
  }: { readonly dayOfWeek: string; readonly dayOfWeekInMonth: string },
): boolean {
  if (weekdays[date.getUTCDay()] !== dayOfWeek.toLowerCase()) return false;
  const day = date.getUTCDate();
  if (dayOfWeekInMonth === 'Last') {
    return new Date(date.getTime() + 7 * DAY).getUTCMonth() !== date.getUTCMonth();
  }
  return ['First', 'Second', 'Third', 'Fourth'][Math.floor((day - 1) / 7)] === dayOfWeekInMonth;
}
