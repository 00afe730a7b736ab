import type { OCITable } from '@ocipkit/core';
import { describe, expect, it } from 'vitest';
import {
  UserPriorityAlertGetCriteriaListRequest,
  UserPriorityAlertGetCriteriaRequest21,
  UserSelectiveCallAcceptanceAddCriteriaRequest16,
  UserSelectiveCallAcceptanceDeleteCriteriaRequest,
  UserSelectiveCallAcceptanceGetCriteriaListRequest,
  UserSelectiveCallAcceptanceGetCriteriaRequest21,
  UserSelectiveCallAcceptanceModifyActiveCriteriaListRequest,
  UserSelectiveCallAcceptanceModifyCriteriaRequest,
  UserSelectiveCallRejectionAddCriteriaRequest16,
  UserSelectiveCallRejectionDeleteCriteriaRequest,
  UserSelectiveCallRejectionGetCriteriaListRequest,
  UserSelectiveCallRejectionGetCriteriaRequest21,
  UserSelectiveCallRejectionModifyActiveCriteriaListRequest,
  UserSelectiveCallRejectionModifyCriteriaRequest16,
} from '@ocipkit/commands/call-screening';
import {
  UserPreAlertingAnnouncementGetCriteriaRequest21,
  UserPreAlertingAnnouncementGetRequest20,
} from '@ocipkit/commands/pre-alerting-announcement';
import {
  UserSequentialRingGetCriteriaRequest23,
  UserSequentialRingGetRequest14sp4,
  UserSequentialRingModifyRequest,
} from '@ocipkit/commands/sequential-ring';
import {
  UserSimultaneousRingFamilyGetCriteriaRequest,
  UserSimultaneousRingFamilyGetRequest17,
  UserSimultaneousRingPersonalAddCriteriaRequest,
  UserSimultaneousRingPersonalDeleteCriteriaRequest,
  UserSimultaneousRingPersonalGetCriteriaRequest,
  UserSimultaneousRingPersonalGetRequest17,
  UserSimultaneousRingPersonalModifyCriteriaRequest,
  UserSimultaneousRingPersonalModifyRequest17,
} from '@ocipkit/commands/simultaneous-ring';
import { World } from '../support/world.js';

const userId = 'alice@example.test';
const anyone = {
  fromDnCriteriaSelection: 'Any',
  includeAnonymousCallers: false,
  includeUnavailableCallers: false,
} as const;
const some = {
  fromDnCriteriaSelection: 'Specified Only',
  includeAnonymousCallers: true,
  includeUnavailableCallers: true,
  phoneNumber: ['12345', '54321'],
} as const;

const list = new UserSelectiveCallAcceptanceGetCriteriaListRequest({ userId });
const get = (criteriaName: string) =>
  new UserSelectiveCallAcceptanceGetCriteriaRequest21({ userId, criteriaName });
const add = (criteriaName: string, more: object = {}) =>
  new UserSelectiveCallAcceptanceAddCriteriaRequest16({
    userId,
    criteriaName,
    blacklisted: false,
    fromDnCriteria: anyone,
    ...more,
  });
const modify = (criteriaName: string, more: object) =>
  new UserSelectiveCallAcceptanceModifyCriteriaRequest({ userId, criteriaName, ...more });

/** With the service for alice, and schedules of hers and of her group. */
function withSchedules(): World {
  const world = new World();
  world.give(world.alice, 'Selective Call Acceptance');
  world.platform.changeUser(world.alice, (draft) => {
    draft.schedules = [{ scheduleName: 'Lunch', scheduleType: 'Time', events: [] }];
  });
  world.sales.schedules.push(
    { scheduleName: 'Office Hours', scheduleType: 'Time', events: [] },
    { scheduleName: 'Feasts', scheduleType: 'Holiday', events: [] },
  );
  return world;
}

async function rowsOf(world: World) {
  return (await world.send(list)).criteriaTable.rows;
}

describe('criteria of a service', () => {
  it('are active once they are added, and read as they were given', async () => {
    const world = withSchedules();
    await world.send(
      add('One', {
        timeSchedule: { type: 'Group', name: 'Office Hours' },
        holidaySchedule: { type: 'Group', name: 'Feasts' },
        blacklisted: true,
        fromDnCriteria: some,
      }),
    );
    expect(await world.send(get('one'))).toMatchObject({
      timeSchedule: { type: 'Group', name: 'Office Hours' },
      holidaySchedule: { type: 'Group', name: 'Feasts' },
      blacklisted: true,
      fromDnCriteria: some,
    });
    expect(await rowsOf(world)).toMatchObject([
      {
        isActive: 'true',
        criteriaName: 'One',
        timeSchedule: 'Office Hours',
        holidaySchedule: 'Feasts',
        callsFrom: 'Any Private Number,Any Unavailable Number,12345,54321',
        blacklisted: 'true',
        callsToType: '',
      },
    ]);
  });

  it('without limits hold always, for all calls', async () => {
    const world = withSchedules();
    expect(await rowsOf(world)).toEqual([]);
    await world.send(add('One'));
    expect(await rowsOf(world)).toMatchObject([
      {
        timeSchedule: 'Every Day All Day',
        holidaySchedule: 'None',
        callsFrom: 'All calls',
        blacklisted: 'false',
      },
    ]);
    expect((await world.send(get('One'))).timeSchedule).toBeUndefined();
  });

  it('name numbers of the user with the digits that they have', async () => {
    const world = withSchedules();
    world.platform.changeUser(world.alice, (draft) => {
      draft.settings['Alternate Numbers'] = { alternateEntry02: { extension: '5999' } };
    });
    const callToNumber = [
      { type: 'Primary' },
      { type: 'Alternate2' },
      { type: 'BroadWorks Mobility', number: '2025550144' },
    ];
    await world.send(add('One', { callToNumber }));
    expect(await rowsOf(world)).toMatchObject([
      {
        callsToType: 'Primary,Alternate 2,Mobility',
        callsToNumber: '2025550101,,2025550144',
        callsToExtension: '5101,5999,',
      },
    ]);
    expect((await world.send(get('One'))).callToNumber).toEqual([
      { type: 'Primary', number: '2025550101', extension: '5101' },
      { type: 'Alternate2', extension: '5999' },
      { type: 'BroadWorks Mobility', number: '2025550144' },
    ]);
    const other = add('Two', { callToNumber: [{ type: 'Alternate10' }] });
    expect((await world.refusal(other)).message).toContain('no such number: Alternate10');
    expect(await rowsOf(world)).toHaveLength(1);
  });

  it('are modified field by field', async () => {
    const world = withSchedules();
    await world.send(
      add('One', {
        timeSchedule: { type: 'User', name: 'Lunch' },
        fromDnCriteria: some,
        callToNumber: [{ type: 'Primary' }],
      }),
    );
    await world.send(modify('One', { fromDnCriteria: { includeAnonymousCallers: false } }));
    expect(await world.send(get('One'))).toMatchObject({
      timeSchedule: { type: 'User', name: 'Lunch' },
      fromDnCriteria: { ...some, includeAnonymousCallers: false },
      callToNumber: [{ type: 'Primary' }],
    });
    await world.send(
      modify('One', {
        timeSchedule: { type: 'Group', name: 'Office Hours' },
        fromDnCriteria: { phoneNumberList: { phoneNumber: ['777'] } },
        blacklisted: true,
      }),
    );
    const changed = await world.send(get('One'));
    expect(changed.timeSchedule).toEqual({ type: 'Group', name: 'Office Hours' });
    expect(changed.fromDnCriteria.phoneNumber).toEqual(['777']);
    expect(changed.blacklisted).toBe(true);
    await world.send(
      modify('One', {
        timeSchedule: null,
        fromDnCriteria: { phoneNumberList: null },
        callToNumberList: null,
      }),
    );
    const cleared = await world.send(get('One'));
    expect(cleared.timeSchedule).toBeUndefined();
    expect(cleared.fromDnCriteria.phoneNumber ?? []).toEqual([]);
    expect(cleared.callToNumber ?? []).toEqual([]);
    await world.send(modify('One', { callToNumberList: { callToNumber: [{ type: 'Primary' }] } }));
    expect((await world.send(get('One'))).callToNumber).toHaveLength(1);
  });

  it('keep their place and their switch when they get another name', async () => {
    const world = withSchedules();
    for (const name of ['One', 'Two']) await world.send(add(name));
    const off = { criteriaName: 'One', isActive: false };
    await world.send(
      new UserSelectiveCallAcceptanceModifyActiveCriteriaListRequest({
        userId,
        criteriaActivation: [off],
      }),
    );
    await world.send(modify('one', { newCriteriaName: 'First' }));
    expect(await rowsOf(world)).toMatchObject([
      { criteriaName: 'First', isActive: 'false' },
      { criteriaName: 'Two', isActive: 'true' },
    ]);
    await world.send(modify('First', { newCriteriaName: 'FIRST' }));
    expect((await rowsOf(world))[0]).toMatchObject({ criteriaName: 'FIRST' });
    const taken = modify('Two', { newCriteriaName: 'first', blacklisted: true });
    expect((await world.refusal(taken)).message).toContain('already exists: first');
    expect((await world.send(get('Two'))).blacklisted).toBe(false);
  });

  it('have one name each, and must exist', async () => {
    const world = withSchedules();
    await world.send(add('One'));
    expect((await world.refusal(add('ONE'))).message).toContain('already exists: ONE');
    const missing = [
      get('Two'),
      modify('Two', { blacklisted: true }),
      new UserSelectiveCallAcceptanceDeleteCriteriaRequest({ userId, criteriaName: 'Two' }),
      new UserSelectiveCallAcceptanceModifyActiveCriteriaListRequest({
        userId,
        criteriaActivation: [
          { criteriaName: 'One', isActive: false },
          { criteriaName: 'Two', isActive: false },
        ],
      }),
    ];
    for (const request of missing) {
      expect((await world.refusal(request)).message).toContain('Criteria not found: Two');
    }
    expect(await rowsOf(world)).toMatchObject([{ isActive: 'true' }]);
    await world.send(
      new UserSelectiveCallAcceptanceDeleteCriteriaRequest({ userId, criteriaName: 'one' }),
    );
    expect(await rowsOf(world)).toEqual([]);
  });

  it.each([
    ['of another kind', { timeSchedule: { type: 'Group', name: 'Feasts' } }],
    ['of another level', { timeSchedule: { type: 'Group', name: 'Lunch' } }],
    ['unknown', { holidaySchedule: { type: 'User', name: 'Summer' } }],
    ['of the enterprise', { holidaySchedule: { type: 'Service Provider', name: 'Feasts' } }],
  ])('do not refer to a schedule that is %s', async (_, more) => {
    const world = withSchedules();
    expect((await world.refusal(add('One', more))).message).toContain('Schedule not found');
    expect(world.alice.settings).toEqual({});
    await world.send(add('One'));
    expect((await world.refusal(modify('One', more))).message).toContain('Schedule not found');
    expect(await world.send(get('One'))).toMatchObject({ blacklisted: false });
  });

  it('are of users who have the service', async () => {
    const world = new World();
    for (const request of [list, get('One'), add('One'), modify('One', {})]) {
      expect((await world.refusal(request)).code).toBe(4410);
    }
  });
});

describe('criteria of selective call rejection', () => {
  it('take forwarded calls too', async () => {
    const world = new World();
    world.give(world.alice, 'Selective Call Rejection');
    const one = { userId, criteriaName: 'One' };
    await world.send(
      new UserSelectiveCallRejectionAddCriteriaRequest16({
        ...one,
        blacklisted: true,
        fromDnCriteria: { ...anyone, fromDnCriteriaSelection: 'Forwarded' },
      }),
    );
    const table = async () =>
      (await world.send(new UserSelectiveCallRejectionGetCriteriaListRequest({ userId })))
        .criteriaTable.rows;
    expect(await table()).toMatchObject([{ callsFrom: 'All forwarded calls', isActive: 'true' }]);
    await world.send(
      new UserSelectiveCallRejectionModifyCriteriaRequest16({
        ...one,
        fromDnCriteria: {
          fromDnCriteriaSelection: 'Specified Only',
          phoneNumberList: { phoneNumber: ['12345', '54321'] },
        },
      }),
    );
    expect(await table()).toMatchObject([{ callsFrom: '12345,54321', blacklisted: 'true' }]);
    expect(await world.send(new UserSelectiveCallRejectionGetCriteriaRequest21(one))).toMatchObject(
      { private: false, fromDnCriteria: { phoneNumber: ['12345', '54321'] } },
    );
    await world.send(
      new UserSelectiveCallRejectionModifyActiveCriteriaListRequest({
        userId,
        criteriaActivation: [{ criteriaName: 'One', isActive: false }],
      }),
    );
    expect(await table()).toMatchObject([{ isActive: 'false' }]);
    await world.send(new UserSelectiveCallRejectionDeleteCriteriaRequest(one));
    expect(await table()).toEqual([]);
  });
});

describe('criteria of simultaneous ring', () => {
  const one = { userId, criteriaName: 'One' };

  it('are read and switched with the service', async () => {
    const world = new World();
    world.give(world.alice, 'Simultaneous Ring Personal');
    const read = () => world.send(new UserSimultaneousRingPersonalGetRequest17({ userId }));
    expect((await read()).criteriaTable.length).toBe(0);
    await world.send(
      new UserSimultaneousRingPersonalAddCriteriaRequest({
        ...one,
        blacklisted: false,
        fromDnCriteria: some,
      }),
    );
    await world.send(
      new UserSimultaneousRingPersonalModifyRequest17({
        userId,
        isActive: true,
        criteriaActivation: [{ criteriaName: 'One', isActive: false }],
      }),
    );
    const service = await read();
    expect(service.isActive).toBe(true);
    expect(service.criteriaTable.rows).toMatchObject([{ criteriaName: 'One', isActive: 'false' }]);
    await world.send(
      new UserSimultaneousRingPersonalModifyCriteriaRequest({ ...one, blacklisted: true }),
    );
    expect(await world.send(new UserSimultaneousRingPersonalGetCriteriaRequest(one))).toMatchObject(
      { blacklisted: true, fromDnCriteria: some },
    );
    const unknown = new UserSimultaneousRingPersonalModifyRequest17({
      userId,
      isActive: false,
      criteriaActivation: [{ criteriaName: 'Two', isActive: true }],
    });
    expect((await world.refusal(unknown)).message).toContain('Criteria not found: Two');
    expect((await read()).isActive).toBe(true);
    await world.send(new UserSimultaneousRingPersonalDeleteCriteriaRequest(one));
    expect((await read()).criteriaTable.length).toBe(0);
    expect((await read()).isActive).toBe(true);
  });
});

describe('criteria that no request adds', () => {
  const seed = (world: World, service: string, more: object) => {
    world.give(world.alice, service);
    world.platform.changeUser(world.alice, (draft) => {
      draft.settings[service] = {
        criteria: [{ criteriaName: 'One', isActive: true, blacklisted: false, ...more }],
      };
    });
  };
  const one = { userId, criteriaName: 'One' };
  const columnOf = (table: OCITable) => table.column('Calls From');

  it('of priority alert take external calls', async () => {
    const world = new World();
    const fromDnCriteria = { ...anyone, fromDnCriteriaSelection: 'Any External' };
    seed(world, 'Priority Alert', { fromDnCriteria });
    const { criteriaTable } = await world.send(
      new UserPriorityAlertGetCriteriaListRequest({ userId }),
    );
    expect(columnOf(criteriaTable)).toEqual(['All external calls']);
    const read = await world.send(new UserPriorityAlertGetCriteriaRequest21(one));
    expect(read.fromDnCriteria).toEqual(fromDnCriteria);
  });

  it('of the pre-alerting announcement are read with it', async () => {
    const world = new World();
    seed(world, 'Pre-alerting Announcement', { fromDnCriteria: some });
    const { criteriaTable } = await world.send(
      new UserPreAlertingAnnouncementGetRequest20({ userId }),
    );
    expect(columnOf(criteriaTable)).toHaveLength(1);
    const read = await world.send(new UserPreAlertingAnnouncementGetCriteriaRequest21(one));
    expect(read.fromDnCriteria).toEqual(some);
  });

  it('of sequential ring are read and switched with it', async () => {
    const world = new World();
    const fromDnCriteria23 = {
      ...some,
      includeInternalCallers: false,
      includeExternalCallers: true,
    };
    seed(world, 'Sequential Ring', { fromDnCriteria23 });
    await world.send(
      new UserSequentialRingModifyRequest({
        userId,
        criteriaActivation: [{ criteriaName: 'One', isActive: false }],
      }),
    );
    const { criteriaTable } = await world.send(new UserSequentialRingGetRequest14sp4({ userId }));
    expect(criteriaTable.rows).toMatchObject([{ isActive: 'false' }]);
    expect(columnOf(criteriaTable)).toEqual([
      'Any Private Number,Any Unavailable Number,12345,54321',
    ]);
    const read = await world.send(new UserSequentialRingGetCriteriaRequest23(one));
    expect(read.fromDnCriteria23).toEqual(fromDnCriteria23);
  });

  it('of simultaneous ring family are read with it', async () => {
    const world = new World();
    seed(world, 'Simultaneous Ring Family', { fromDnCriteria: some });
    const { criteriaTable } = await world.send(
      new UserSimultaneousRingFamilyGetRequest17({ userId }),
    );
    expect(columnOf(criteriaTable)).toHaveLength(1);
    const read = await world.send(new UserSimultaneousRingFamilyGetCriteriaRequest(one));
    expect(read).toMatchObject({ blacklisted: false, fromDnCriteria: some });
  });
});
