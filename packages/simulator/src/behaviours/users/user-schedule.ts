import type { ScheduleKey } from '@ocipkit/commands/call-criteria';
import type { UserScheduleModifyEventRequest } from '@ocipkit/commands/schedule';
import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import { merge } from '../../engine/merge.js';
import { alreadyExists, notFound } from '../../engine/refusal.js';
import type { Schedule, User } from '../../platform/model.js';
import {
  addSchedule,
  checkNotUsed,
  deleteSchedules,
  eventOf,
  findEvent,
  referencesTo,
  renameSchedule,
  scheduleOf,
  settledTimes,
  type EventTimes,
  type ScheduleOwner,
} from '../../platform/schedules.js';

/** Schedules of users, and those of their group as users see them. */
export function userSchedules(table: BehaviourTable): void {
  table
    .on('UserScheduleGetListRequest17sp1', ({ userId, scheduleType }, { platform }) => {
      const user = platform.user(userId);
      const keysOf = ({ schedules }: ScheduleOwner, scheduleLevel: 'User' | 'Group') =>
        schedules
          .filter((s) => scheduleType === undefined || s.scheduleType === scheduleType)
          .map((s) => ({ scheduleKey: keyOf(s), scheduleLevel }));
      return {
        scheduleGlobalKey: [...keysOf(platform.groupOf(user), 'Group'), ...keysOf(user, 'User')],
      };
    })
    .on('UserScheduleAddRequest', ({ userId, scheduleName, scheduleType }, { platform }) => {
      platform.changeUser(platform.user(userId), (draft) => {
        addSchedule(draft, { scheduleName, scheduleType });
      });
    })
    .on('UserScheduleModifyRequest', ({ userId, scheduleKey, newScheduleName }, { platform }) => {
      platform.changeUser(platform.user(userId), (draft) => {
        const name = newScheduleName ?? scheduleKey.scheduleName;
        const references = referencesTo(draft.settings, 'User', scheduleKey);
        renameSchedule(draft, scheduleKey, name);
        for (const reference of references) reference.name = name;
      });
    })
    .on('UserScheduleDeleteListRequest', ({ userId, scheduleKey }, { platform }) => {
      platform.changeUser(platform.user(userId), (draft) => {
        deleteSchedules(draft, scheduleKey);
        for (const key of scheduleKey) checkNotUsed(draft.settings, 'User', key);
      });
    })
    .on('UserScheduleGetEventListRequest', ({ userId, scheduleKey }, { platform }) => ({
      eventName: scheduleOf(platform.user(userId), scheduleKey).events.map((e) => e.eventName),
    }))
    .on('UserScheduleGetEventDetailListRequest', ({ userId, scheduleGlobalKey }, { platform }) => {
      const { scheduleKey, scheduleLevel } = scheduleGlobalKey;
      const user = platform.user(userId);
      if (scheduleLevel === 'Service Provider')
        throw notFound('Schedule', scheduleKey.scheduleName);
      const owner = scheduleLevel === 'User' ? user : platform.groupOf(user);
      return {
        scheduleEvents: scheduleOf(owner, scheduleKey).events.map(({ eventName, details }) => ({
          eventname: eventName,
          ...timesIn(details),
        })),
      };
    })
    .on('UserScheduleGetEventRequest', ({ userId, scheduleKey, eventName }, { platform }) =>
      timesIn(eventOf(scheduleOf(platform.user(userId), scheduleKey), eventName).details),
    )
    .on('UserScheduleAddEventRequest', (request, call) => {
      const { startDate, endDate, allDayEvent, startTime, endTime, recurrence } = request;
      const details = {
        ...settledTimes({ startDate, endDate, allDayEvent, startTime, endTime, recurrence }),
      };
      changeSchedule(request, call, (schedule) => {
        const { eventName } = request;
        if (findEvent(schedule, eventName) !== undefined) throw alreadyExists('Event', eventName);
        schedule.events.push({ eventName, details });
      });
    })
    .on('UserScheduleModifyEventRequest', (request, call) => {
      changeSchedule(request, call, (schedule) => {
        modifyEvent(schedule, request);
      });
    })
    .on('UserScheduleDeleteEventListRequest', (request, call) => {
      changeSchedule(request, call, (schedule) => {
        const gone = new Set(request.eventName.map((name) => eventOf(schedule, name)));
        schedule.events = schedule.events.filter((event) => !gone.has(event));
      });
    });
}

function keyOf({ scheduleName, scheduleType }: Schedule): ScheduleKey {
  return { scheduleName, scheduleType };
}

/** The choice between a day and times is checked where they come in. */
type Times = EventTimes & {
  readonly allDayEvent: true;
  readonly startTime?: undefined;
  readonly endTime?: undefined;
};

function timesIn(details: Record<string, unknown>): Times {
  return details as unknown as Times;
}

function changeSchedule(
  { userId, scheduleKey }: { readonly userId: string; readonly scheduleKey: ScheduleKey },
  { platform }: Call,
  change: (schedule: Schedule) => void,
): void {
  platform.changeUser(platform.user(userId), (draft: User) => {
    change(scheduleOf(draft, scheduleKey));
  });
}

function modifyEvent(schedule: Schedule, request: UserScheduleModifyEventRequest): void {
  const { eventName, newEventName, recurrence } = request;
  const event = eventOf(schedule, eventName);
  const other = newEventName === undefined ? undefined : findEvent(schedule, newEventName);
  if (newEventName !== undefined && other !== undefined && other !== event) {
    throw alreadyExists('Event', newEventName);
  }
  const times = merge<Record<string, unknown>>(event.details, request, [
    'userId',
    'scheduleKey',
    'eventName',
    'newEventName',
    'recurrence',
  ]);
  const repeats = recurrence === undefined ? event.details.recurrence : (recurrence ?? undefined);
  event.eventName = newEventName ?? event.eventName;
  event.details = { ...settledTimes({ ...times, recurrence: repeats } as unknown as EventTimes) };
}
