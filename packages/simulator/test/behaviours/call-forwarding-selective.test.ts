import { describe, expect, it } from 'vitest';
import { UserAlternateNumbersModifyRequest } from '@ocipkit/commands/alternate-numbers';
import {
  UserCallForwardingSelectiveAddCriteriaRequest16,
  UserCallForwardingSelectiveDeleteCriteriaRequest,
  UserCallForwardingSelectiveGetCriteriaRequest21,
  UserCallForwardingSelectiveGetRequest16,
  UserCallForwardingSelectiveModifyCriteriaRequest,
  UserCallForwardingSelectiveModifyRequest,
} from '@ocipkit/commands/call-forwarding';
import { World } from '../support/world.js';

const userId = 'alice@example.test';
const anybody = {
  fromDnCriteriaSelection: 'Any',
  includeAnonymousCallers: false,
  includeUnavailableCallers: false,
} as const;

const read = new UserCallForwardingSelectiveGetRequest16({ userId });
const readOne = (criteriaName: string) =>
  new UserCallForwardingSelectiveGetCriteriaRequest21({ userId, criteriaName });
const add = (criteriaName: string, fields: object = {}) =>
  new UserCallForwardingSelectiveAddCriteriaRequest16({
    userId,
    criteriaName,
    fromDnCriteria: anybody,
    ...fields,
  });
const modifyOne = (criteriaName: string, fields: object) =>
  new UserCallForwardingSelectiveModifyCriteriaRequest({ userId, criteriaName, ...fields });
const modify = (fields: object) =>
  new UserCallForwardingSelectiveModifyRequest({ userId, ...fields });
const remove = (criteriaName: string) =>
  new UserCallForwardingSelectiveDeleteCriteriaRequest({ userId, criteriaName });

function world(): World {
  const made = new World();
  made.give(made.alice, 'Call Forwarding Selective', 'Alternate Numbers');
  made.sales.schedules.push({ scheduleName: 'Office', scheduleType: 'Time', events: [] });
  return made;
}

describe('call forwarding selective', () => {
  it('is off and has no criteria at first', async () => {
    const response = await world().send(read);
    expect(response).toMatchObject({ isActive: false, playRingReminder: false });
    expect(response.criteriaTable.length).toBe(0);
    expect(response.defaultForwardToPhoneNumber).toBeUndefined();
  });

  it('lists its criteria with times, callers and destination', async () => {
    const here = world();
    await here.send(
      new UserAlternateNumbersModifyRequest({
        userId,
        alternateEntry02: { phoneNumber: '2025550110', extension: '5110' },
      }),
    );
    await here.send(modify({ defaultForwardToPhoneNumber: '2025550188' }));
    await here.send(add('Everybody'));
    await here.send(
      add('Some', {
        timeSchedule: { type: 'Group', name: 'Office' },
        forwardToNumberSelection: 'Forward To Specified Number',
        forwardToPhoneNumber: '2025550199',
        fromDnCriteria: {
          fromDnCriteriaSelection: 'Specified Only',
          includeAnonymousCallers: true,
          includeUnavailableCallers: false,
          phoneNumber: ['2025550170', '2025550171'],
        },
        callToNumber: [{ type: 'Primary' }, { type: 'Alternate2' }],
      }),
    );
    await here.send(add('Nobody', { forwardToNumberSelection: 'Do not forward' }));
    const { criteriaTable } = await here.send(read);
    expect(criteriaTable.rows).toMatchObject([
      {
        isActive: 'true',
        criteriaName: 'Everybody',
        timeSchedule: 'Every Day All Day',
        callsFrom: 'All calls',
        forwardTo: '2025550188',
        blacklisted: 'false',
        holidaySchedule: 'None',
        callsToType: '',
      },
      {
        criteriaName: 'Some',
        timeSchedule: 'Office',
        callsFrom: 'Any Private Number,2025550170,2025550171',
        forwardTo: '2025550199',
        callsToType: 'Primary,Alternate 2',
        callsToNumber: '2025550101,2025550110',
        callsToExtension: '5101,5110',
      },
      { criteriaName: 'Nobody', forwardTo: '', blacklisted: 'true' },
    ]);
    expect(await here.send(readOne('Some'))).toMatchObject({
      timeSchedule: { type: 'Group', name: 'Office' },
      forwardToNumberSelection: 'Forward To Specified Number',
      forwardToPhoneNumber: '2025550199',
      fromDnCriteria: { phoneNumber: ['2025550170', '2025550171'] },
    });
  });

  it('changes a criterion, and leaves of it what is left out', async () => {
    const here = world();
    await here.send(
      add('Some', {
        timeSchedule: { type: 'Group', name: 'Office' },
        fromDnCriteria: {
          ...anybody,
          fromDnCriteriaSelection: 'Specified Only',
          phoneNumber: ['2025550170'],
        },
        callToNumber: [{ type: 'Primary' }],
      }),
    );
    await here.send(
      modifyOne('some', {
        newCriteriaName: 'Few',
        timeSchedule: null,
        fromDnCriteria: { phoneNumberList: { phoneNumber: ['2025550172'] } },
        callToNumberList: null,
      }),
    );
    expect((await here.refusal(readOne('Some'))).message).toContain('not found');
    const few = await here.send(readOne('Few'));
    expect(few.timeSchedule).toBeUndefined();
    expect(few.callToNumber ?? []).toEqual([]);
    expect(few.fromDnCriteria).toEqual({
      fromDnCriteriaSelection: 'Specified Only',
      includeAnonymousCallers: false,
      includeUnavailableCallers: false,
      phoneNumber: ['2025550172'],
    });
    expect(few.forwardToNumberSelection).toBe('Forward To Default Number');
  });

  it('switches single criteria, and deletes them', async () => {
    const here = world();
    await here.send(add('One'));
    await here.send(add('Two'));
    await here.send(modify({ criteriaActivation: [{ criteriaName: 'One', isActive: false }] }));
    const { criteriaTable } = await here.send(read);
    expect(criteriaTable.column('Is Active')).toEqual(['false', 'true']);
    await here.send(remove('One'));
    expect((await here.send(read)).criteriaTable.column('Criteria Name')).toEqual(['Two']);
    expect((await here.refusal(remove('One'))).message).toContain('not found');
    const unknown = modify({ criteriaActivation: [{ criteriaName: 'One', isActive: true }] });
    expect((await here.refusal(unknown)).message).toContain('not found');
  });

  it('refuses a name that is taken, and schedules and numbers that do not exist', async () => {
    const here = world();
    await here.send(add('One'));
    expect((await here.refusal(add('ONE'))).message).toContain('already exists');
    const schedule = add('Two', { timeSchedule: { type: 'User', name: 'Office' } });
    expect((await here.refusal(schedule)).message).toContain('Schedule not found');
    const number = add('Two', { callToNumber: [{ type: 'Alternate3' }] });
    expect((await here.refusal(number)).message).toContain('Alternate3');
    expect((await here.send(read)).criteriaTable.length).toBe(1);
  });

  it('does not forward to nowhere', async () => {
    const here = world();
    const nowhere = add('One', { forwardToNumberSelection: 'Forward To Specified Number' });
    expect((await here.refusal(nowhere)).message).toContain('phone number is needed');
    await here.send(add('One'));
    expect((await here.refusal(modify({ isActive: true }))).message).toContain('needed');
    expect((await here.send(read)).isActive).toBe(false);
    await here.send(modify({ isActive: true, defaultForwardToPhoneNumber: '2025550188' }));
    const cleared = modify({ defaultForwardToPhoneNumber: null });
    expect((await here.refusal(cleared)).message).toContain('needed');
    await here.send(modify({ defaultForwardToPhoneNumber: null, isActive: false }));
    expect((await here.send(read)).defaultForwardToPhoneNumber).toBeUndefined();
  });

  it('needs the service', async () => {
    const here = new World();
    const requests = [read, readOne('x'), add('x'), modifyOne('x', {}), modify({}), remove('x')];
    for (const request of requests) expect((await here.refusal(request)).code).toBe(4410);
  });
});
