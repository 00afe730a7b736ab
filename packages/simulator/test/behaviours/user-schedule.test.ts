import { describe, expect, it } from 'vitest';
import {
  UserScheduleAddEventRequest,
  UserScheduleAddRequest,
  UserScheduleDeleteEventListRequest,
  UserScheduleDeleteListRequest,
  UserScheduleGetEventDetailListRequest,
  UserScheduleGetEventListRequest,
  UserScheduleGetEventRequest,
  UserScheduleGetListRequest17sp1,
  UserScheduleModifyEventRequest,
  UserScheduleModifyRequest,
  type Recurrence,
} from '@ocipkit/commands/schedule';
import { World } from '../support/world.js';

const userId = 'alice@example.test';
const hours = { scheduleName: 'Hours', scheduleType: 'Time' } as const;

async function worldWithSchedule(): Promise<World> {
  const world = new World();
  await world.send(new UserScheduleAddRequest({ userId, ...hours }));
  return world;
}

async function namesIn(world: World, scheduleType?: 'Time' | 'Holiday'): Promise<string[]> {
  const { scheduleGlobalKey = [] } = await world.send(
    new UserScheduleGetListRequest17sp1({ userId, scheduleType }),
  );
  return scheduleGlobalKey.map((k) => `${k.scheduleLevel}: ${k.scheduleKey.scheduleName}`);
}

describe('schedules of a user', () => {
  it('are listed with those of the group', async () => {
    const world = await worldWithSchedule();
    world.sales.schedules.push({ scheduleName: 'Office', scheduleType: 'Holiday', events: [] });
    expect(await namesIn(world)).toEqual(['Group: Office', 'User: Hours']);
    expect(await namesIn(world, 'Time')).toEqual(['User: Hours']);
  });

  it('have names that are unique within their type', async () => {
    const world = await worldWithSchedule();
    const again = new UserScheduleAddRequest({
      userId,
      scheduleName: 'HOURS',
      scheduleType: 'Time',
    });
    expect((await world.refusal(again)).message).toContain('already exists');
    await world.send(
      new UserScheduleAddRequest({ userId, scheduleName: 'Hours', scheduleType: 'Holiday' }),
    );
    expect(await namesIn(world)).toHaveLength(2);
  });

  it('are renamed, and settings that name them go along', async () => {
    const world = await worldWithSchedule();
    world.alice.settings['Call Notify'] = {
      criteria: [{ criteriaName: 'a', timeSchedule: { type: 'User', name: 'Hours' } }],
    };
    await world.send(
      new UserScheduleAddRequest({ userId, scheduleName: 'Late', scheduleType: 'Time' }),
    );
    const rename = (newScheduleName: string) =>
      new UserScheduleModifyRequest({ userId, scheduleKey: hours, newScheduleName });
    expect((await world.refusal(rename('Late'))).message).toContain('already exists');
    await world.send(rename('Early'));
    expect(await namesIn(world)).toEqual(['User: Early', 'User: Late']);
    expect(world.alice.settings['Call Notify']).toMatchObject({
      criteria: [{ timeSchedule: { type: 'User', name: 'Early' } }],
    });
    expect((await world.refusal(rename('Other'))).message).toContain('Schedule not found: Hours');
  });

  it('are deleted all or none, and not while they are in use', async () => {
    const world = await worldWithSchedule();
    const unknown = { scheduleName: 'None', scheduleType: 'Time' } as const;
    const remove = (...scheduleKey: (typeof hours | typeof unknown)[]) =>
      new UserScheduleDeleteListRequest({ userId, scheduleKey });
    expect((await world.refusal(remove(hours, unknown))).message).toContain('not found: None');
    world.alice.settings['Call Notify'] = {
      criteria: [{ timeSchedule: { type: 'User', name: 'Hours' } }],
    };
    expect((await world.refusal(remove(hours))).message).toContain('in use');
    world.alice.settings = {};
    await world.send(remove(hours));
    expect(await namesIn(world)).toEqual([]);
  });
});

describe('events of a schedule', () => {
  const meeting = {
    userId,
    scheduleKey: hours,
    eventName: 'Meeting',
    startDate: '2026-03-04',
    startTime: { hour: 9, minute: 0 },
    endTime: { hour: 10, minute: 30 },
    endDate: '2026-03-04',
  } as const;
  const readMeeting = new UserScheduleGetEventRequest({
    userId,
    scheduleKey: hours,
    eventName: 'meeting',
  });

  it('are kept with their times', async () => {
    const world = await worldWithSchedule();
    await world.send(new UserScheduleAddEventRequest(meeting));
    const event = await world.send(readMeeting);
    expect(event).toMatchObject({ startDate: '2026-03-04', startTime: { hour: 9, minute: 0 } });
    expect(event.allDayEvent).toBeUndefined();
    expect(event.recurrence).toBeUndefined();
    const { eventName } = await world.send(
      new UserScheduleGetEventListRequest({ userId, scheduleKey: hours }),
    );
    expect(eventName).toEqual(['Meeting']);
    expect((await world.refusal(new UserScheduleAddEventRequest(meeting))).message).toContain(
      'Event already exists: Meeting',
    );
  });

  it('are read in full at the level of the user and of the group', async () => {
    const world = await worldWithSchedule();
    await world.send(new UserScheduleAddEventRequest(meeting));
    world.sales.schedules.push({
      ...hours,
      events: [
        {
          eventName: 'Day off',
          details: { startDate: '2026-05-01', allDayEvent: true, endDate: '2026-05-01' },
        },
      ],
    });
    const read = (scheduleLevel: 'User' | 'Group' | 'Service Provider') =>
      new UserScheduleGetEventDetailListRequest({
        userId,
        scheduleGlobalKey: { scheduleKey: hours, scheduleLevel },
      });
    expect((await world.send(read('User'))).scheduleEvents).toMatchObject([
      { eventname: 'Meeting', endTime: { hour: 10, minute: 30 } },
    ]);
    expect((await world.send(read('Group'))).scheduleEvents).toMatchObject([
      { eventname: 'Day off', allDayEvent: true },
    ]);
    expect((await world.refusal(read('Service Provider'))).message).toContain('not found');
  });

  it('are modified in part, and times give way to a whole day', async () => {
    const world = await worldWithSchedule();
    await world.send(
      new UserScheduleAddEventRequest({
        ...meeting,
        recurrence: { recurDaily: { recurInterval: 1 }, recurForEver: true },
      }),
    );
    const key = { userId, scheduleKey: hours, eventName: 'Meeting' };
    await world.send(
      new UserScheduleModifyEventRequest({ ...key, newEventName: 'Workshop', allDayEvent: true }),
    );
    const readWorkshop = new UserScheduleGetEventRequest({ ...key, eventName: 'Workshop' });
    const event = await world.send(readWorkshop);
    expect(event).toMatchObject({ allDayEvent: true, recurrence: { recurForEver: true } });
    expect(event.startTime).toBeUndefined();
    await world.send(
      new UserScheduleModifyEventRequest({ ...key, eventName: 'Workshop', recurrence: null }),
    );
    expect((await world.send(readWorkshop)).recurrence).toBeUndefined();
    expect((await world.refusal(readMeeting)).message).toContain('Event not found');
  });

  it('do not end before they begin', async () => {
    const world = await worldWithSchedule();
    const early = new UserScheduleAddEventRequest({ ...meeting, endDate: '2026-03-03' });
    expect((await world.refusal(early)).message).toContain('end before it begins');
    const backwards = { ...meeting, endTime: { hour: 8, minute: 0 } };
    expect((await world.refusal(new UserScheduleAddEventRequest(backwards))).code).toBe(9017);
    await world.send(new UserScheduleAddEventRequest(meeting));
    const move = { userId, scheduleKey: hours, eventName: 'Meeting', startDate: '2026-03-05' };
    expect((await world.refusal(new UserScheduleModifyEventRequest(move))).code).toBe(9017);
    expect((await world.send(readMeeting)).startDate).toBe('2026-03-04');
  });

  const weekly = {
    sunday: false,
    monday: true,
    tuesday: false,
    wednesday: false,
    thursday: false,
    friday: false,
    saturday: false,
  };
  const yearly = { dayOfMonth: 29, month: 'February' } as const;
  const lastFriday = { dayOfWeekInMonth: 'Last', dayOfWeek: 'Friday' } as const;
  const forEver = { recurForEver: true } as const;
  const rhythms: readonly [string, Recurrence, string][] = [
    ['daily', { recurDaily: {}, ...forEver }, '2026-03-04'],
    ['weekly', { recurWeekly: weekly, ...forEver }, '2026-03-09'],
    ['monthly by day', { recurMonthlyByDay: { dayOfMonth: 2 }, ...forEver }, '2026-04-02'],
    ['monthly by week', { recurMonthlyByWeek: lastFriday, ...forEver }, '2026-03-27'],
    ['yearly by day', { recurYearlyByDay: yearly, ...forEver }, '2028-02-29'],
    [
      'yearly by week',
      {
        recurYearlyByWeek: { dayOfWeek: 'Tuesday', dayOfWeekInMonth: 'Second', month: 'February' },
        ...forEver,
      },
      '2027-02-09',
    ],
  ];

  it.each(rhythms)('begin with the first repetition: %s', async (_, recurrence, first) => {
    const world = await worldWithSchedule();
    await world.send(
      new UserScheduleAddEventRequest({ ...meeting, endDate: '2026-03-05', recurrence }),
    );
    const { startDate, endDate } = await world.send(readMeeting);
    expect(startDate).toBe(first);
    expect(Date.parse(endDate) - Date.parse(startDate)).toBe(86_400_000);
  });

  it('refuse a recurrence without a day, and one that is over before it begins', async () => {
    const world = await worldWithSchedule();
    const add = (recurrence: Recurrence) =>
      new UserScheduleAddEventRequest({ ...meeting, recurrence });
    const never = { recurWeekly: { ...weekly, monday: false }, recurForEver: true } as const;
    expect((await world.refusal(add(never))).message).toContain('no day');
    const over = { recurWeekly: weekly, recurEndDate: '2026-03-06' };
    expect((await world.refusal(add(over))).message).toContain('ends before');
  });

  it('are deleted all or none', async () => {
    const world = await worldWithSchedule();
    await world.send(new UserScheduleAddEventRequest(meeting));
    const remove = (...eventName: string[]) =>
      new UserScheduleDeleteEventListRequest({ userId, scheduleKey: hours, eventName });
    expect((await world.refusal(remove('Meeting', 'None'))).message).toContain('not found: None');
    await world.send(readMeeting);
    await world.send(remove('Meeting'));
    expect((await world.refusal(readMeeting)).message).toContain('Event not found');
  });
});
