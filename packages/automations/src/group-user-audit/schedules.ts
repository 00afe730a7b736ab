import type { ScheduleEvents, UserScheduleGetListResponse17sp1 } from '@ocipkit/commands/schedule';
import { dependencyError, errorOf, localError } from './problems.js';
import { PROFILE } from './profile.js';
import { ruleOf } from './recurrence.js';
import type { AuditedEvent, AuditedSchedule, AuditFailure, AuditRecord } from './types.js';
import type { UserReader } from './user-reader.js';

const LIST = 'UserScheduleGetListRequest17sp1';
const EVENTS = 'UserScheduleGetEventDetailListRequest';

type ScheduleKey = NonNullable<UserScheduleGetListResponse17sp1['scheduleGlobalKey']>[number];

/** `utilities.userSchedules`: the schedules of the user itself, with their events. */
export async function readSchedules(
  reader: UserReader,
  path: string,
  form: 'zone' | 'utc',
): Promise<AuditFailure | AuditRecord> {
  const outcome = await reader.ask(LIST, path);
  if (!outcome.ok) return reader.problems.fail(path, errorOf(outcome));
  const { scheduleGlobalKey = [] } = outcome.response;
  const own = scheduleGlobalKey.filter(({ scheduleLevel }) => scheduleLevel === 'User');
  const schedules = await Promise.all(own.map((key) => readSchedule(reader, path, key, form)));
  return { schedules, ...reader.context } as unknown as AuditRecord;
}

async function readSchedule(
  reader: UserReader,
  parent: string,
  scheduleGlobalKey: ScheduleKey,
  form: 'zone' | 'utc',
): Promise<AuditedSchedule> {
  const { scheduleKey, scheduleLevel } = scheduleGlobalKey;
  const { scheduleName: name, scheduleType: type } = scheduleKey;
  const { userId } = reader.context;
  const path = `${parent}.schedules[${JSON.stringify(name)}].events`;
  const schedule = { name, type, level: scheduleLevel, userId };
  const profile = await reader.ask(PROFILE, 'user');
  if (!profile.ok && profile.problem.kind === 'refused') {
    reader.problems.add(path, dependencyError(EVENTS, 'the user'));
    return { ...schedule, events: null };
  }
  const outcome = await reader.ask(EVENTS, path, { scheduleGlobalKey });
  if (!outcome.ok) {
    reader.problems.add(path, errorOf(outcome));
    return { ...schedule, events: null };
  }
  const { scheduleEvents = [] } = outcome.response;
  const shaped = (await reader.shaper.shape(EVENTS, outcome.response))
    .events as readonly AuditRecord[];
  const zone = profile.ok ? profile.response.timeZone : undefined;
  const events = scheduleEvents.map((event, i): AuditedEvent => {
    const { eventname, recurrence } = event;
    const startTime = timeOf(event, 'start');
    let rrule: string | null = null;
    if (recurrence !== undefined) {
      const at = `${path}[${JSON.stringify(eventname)}].rrule`;
      if (zone === undefined) {
        reader.problems.add(at, dependencyError(PROFILE, 'the time zone of the user'));
      } else {
        try {
          rrule = ruleOf(recurrence, startTime, zone, form);
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
          reader.problems.add(at, localError('failed', EVENTS, error.message, 'malformed reply'));
        }
      }
    }
    return {
      eventName: eventname,
      startTime,
      endTime: timeOf(event, 'end'),
      allDayEvent: event.allDayEvent === true,
      name,
      type,
      userId,
      rrule,
      recurrence: (shaped[i]?.recurrence ?? null) as AuditRecord | null,
    };
  });
  return { ...schedule, events };
}

function timeOf(event: ScheduleEvents, which: 'start' | 'end'): string {
  const date = (which === 'start' ? event.startDate : event.endDate).slice(0, 10);
  const time = which === 'start' ? event.startTime : event.endTime;
  if (time === undefined) return `${date}T${which === 'start' ? '00:00:00' : '23:59:59'}`;
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date}T${two(time.hour)}:${two(time.minute)}:00`;
}
