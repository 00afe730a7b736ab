import { describe, expect, it } from 'vitest';
import { ruleOf } from '../../src/group-user-audit/recurrence.js';

type Recurrence = Parameters<typeof ruleOf>[0];

const start = '2026-03-01T09:30:00';
const zone = 'Europe/Berlin';

function rule(recurrence: Recurrence): string | undefined {
  return ruleOf(recurrence, start, zone, 'zone').split('\n')[1];
}

const days = {
  sunday: true,
  monday: false,
  tuesday: false,
  wednesday: true,
  thursday: false,
  friday: false,
  saturday: true,
} as const;
const forEver = { recurForEver: true } as const;

describe('the rule of a repeated event', () => {
  it.each<[string, Recurrence]>([
    ['FREQ=DAILY', { recurDaily: {}, ...forEver }],
    ['FREQ=DAILY', { recurDaily: { recurInterval: 1 }, ...forEver }],
    ['FREQ=DAILY;INTERVAL=3', { recurDaily: { recurInterval: 3 }, ...forEver }],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,WE,SA',
      { recurWeekly: { ...days, recurInterval: 2 }, ...forEver },
    ],
    ['FREQ=MONTHLY;BYMONTHDAY=15', { recurMonthlyByDay: { dayOfMonth: 15 }, ...forEver }],
    [
      'FREQ=MONTHLY;BYDAY=-1FR',
      { recurMonthlyByWeek: { dayOfWeek: 'Friday', dayOfWeekInMonth: 'Last' }, ...forEver },
    ],
    [
      'FREQ=YEARLY;BYMONTHDAY=25;BYMONTH=12',
      { recurYearlyByDay: { dayOfMonth: 25, month: 'December' }, ...forEver },
    ],
    [
      'FREQ=YEARLY;BYDAY=2TU;BYMONTH=1',
      {
        recurYearlyByWeek: {
          dayOfWeek: 'Tuesday',
          dayOfWeekInMonth: 'Second',
          month: 'January',
        },
        ...forEver,
      },
    ],
    ['FREQ=DAILY;COUNT=5', { recurDaily: {}, recurEndOccurrence: 5 }],
    // The end of the day in Berlin, which is two hours ahead in summer and one in winter.
    ['FREQ=DAILY;UNTIL=20260701T215959Z', { recurDaily: {}, recurEndDate: '2026-07-01' }],
    ['FREQ=DAILY;UNTIL=20261201T225959Z', { recurDaily: {}, recurEndDate: '2026-12-01' }],
  ])('is %s', (expected, recurrence) => {
    expect(rule(recurrence)).toBe(`RRULE:${expected}`);
  });

  it('starts in the zone of the user, or in UTC', () => {
    const recurrence: Recurrence = { recurDaily: {}, ...forEver };
    expect(ruleOf(recurrence, start, zone, 'zone')).toMatch(
      /^DTSTART;TZID=Europe\/Berlin:20260301T093000\n/,
    );
    expect(ruleOf(recurrence, start, zone, 'utc')).toMatch(/^DTSTART:20260301T083000Z\n/);
    // In the night in which the clocks go forward.
    expect(ruleOf(recurrence, '2026-03-29T03:30:00', zone, 'utc')).toMatch(
      /^DTSTART:20260329T013000Z\n/,
    );
  });

  it('is none where UTC is needed and the zone is not known', () => {
    const recurrence: Recurrence = { recurDaily: {}, ...forEver };
    expect(() => ruleOf(recurrence, start, 'Harbour/Time', 'utc')).toThrow(RangeError);
    expect(ruleOf(recurrence, start, 'Harbour/Time', 'zone')).toContain('TZID=Harbour/Time');
  });
});
