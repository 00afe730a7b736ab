import { describe, expect, it } from 'vitest';
import {
  UserBroadWorksAnywhereGetPhoneNumberRequest,
  UserBroadWorksAnywhereGetRequest16sp2,
  UserBroadWorksAnywhereGetSelectiveCriteriaRequest21,
  UserBroadWorksAnywhereModifyRequest,
} from '@ocipkit/commands/broadworks-anywhere';
import {
  UserCallMeNowGetCriteriaRequest,
  UserCallMeNowGetRequest,
} from '@ocipkit/commands/call-me-now';
import {
  UserCallNotifyGetCriteriaRequest21,
  UserCallNotifyGetRequest,
  UserCallNotifyModifyRequest,
} from '@ocipkit/commands/call-notify';
import {
  UserCustomRingbackUserGetCriteriaListRequest,
  UserCustomRingbackUserGetCriteriaRequest21,
} from '@ocipkit/commands/custom-ringback';
import { World } from '../support/world.js';

const userId = 'alice@example.test';

const criterion = {
  criteriaName: 'Boss',
  isActive: true,
  blacklisted: false,
  fromDnCriteria: {
    fromDnCriteriaSelection: 'Specified Only',
    includeAnonymousCallers: false,
    includeUnavailableCallers: false,
    phoneNumber: ['2025550170'],
  },
};

const row = {
  isActive: 'true',
  criteriaName: 'Boss',
  timeSchedule: 'Every Day All Day',
  callsFrom: '2025550170',
  blacklisted: 'false',
  holidaySchedule: 'None',
};

function worldWith(service: string, settings: Record<string, unknown> = {}): World {
  const made = new World();
  made.give(made.alice, service);
  made.alice.settings[service] = settings;
  return made;
}

describe('Call Notify', () => {
  const read = new UserCallNotifyGetRequest({ userId });
  const one = new UserCallNotifyGetCriteriaRequest21({ userId, criteriaName: 'Boss' });

  it('has neither address nor criteria at first', async () => {
    const response = await worldWith('Call Notify').send(read);
    expect(response.callNotifyEmailAddress).toBeUndefined();
    expect(response.criteriaTable.length).toBe(0);
  });

  it('keeps the address and switches criteria', async () => {
    const here = worldWith('Call Notify', { criteria: [criterion] });
    await here.send(
      new UserCallNotifyModifyRequest({ userId, callNotifyEmailAddress: 'a@example.test' }),
    );
    await here.send(
      new UserCallNotifyModifyRequest({
        userId,
        criteriaActivation: [{ criteriaName: 'Boss', isActive: false }],
      }),
    );
    const response = await here.send(read);
    expect(response.callNotifyEmailAddress).toBe('a@example.test');
    expect(response.criteriaTable.rows).toMatchObject([{ ...row, isActive: 'false' }]);
  });

  it('reads one criterion, and refuses a name that it does not know', async () => {
    const here = worldWith('Call Notify', { criteria: [criterion] });
    expect(await here.send(one)).toMatchObject({
      blacklisted: false,
      fromDnCriteria: criterion.fromDnCriteria,
    });
    const unknown = new UserCallNotifyGetCriteriaRequest21({ userId, criteriaName: 'x' });
    expect((await here.refusal(unknown)).message).toContain('Criteria not found: x');
  });

  it('needs the service', async () => {
    for (const request of [read, one, new UserCallNotifyModifyRequest({ userId })]) {
      expect((await new World().refusal(request)).code).toBe(4410);
    }
  });
});

describe('Call Me Now', () => {
  const read = new UserCallMeNowGetRequest({ userId });
  const one = new UserCallMeNowGetCriteriaRequest({ userId, criteriaName: 'Shop' });
  const toDnCriteria = { toDnCriteriaSelection: 'Specified Only', phoneNumber: ['2025550170'] };

  it('is off and has no criteria at first', async () => {
    const response = await worldWith('Call Me Now').send(read);
    expect(response).toMatchObject({ isActive: false, answerConfirmation: 'None' });
    expect(response.criteriaTable.length).toBe(0);
  });

  it('shows criteria with the numbers that may be called', async () => {
    const here = worldWith('Call Me Now', {
      criteria: [
        { criteriaName: 'Shop', isActive: true, rejectCall: true, toDnCriteria },
        { criteriaName: 'Rest', isActive: false, rejectCall: false },
      ],
    });
    expect((await here.send(read)).criteriaTable.rows).toMatchObject([
      { criteriaName: 'Shop', callTo: '2025550170', rejectCall: 'true', isActive: 'true' },
      { criteriaName: 'Rest', callTo: 'All calls', rejectCall: 'false', isActive: 'false' },
    ]);
    expect(await here.send(one)).toMatchObject({ rejectCall: true, toDnCriteria });
  });

  it('needs the service', async () => {
    expect((await new World().refusal(read)).code).toBe(4410);
    expect((await new World().refusal(one)).code).toBe(4410);
  });
});

describe('Custom Ringback User', () => {
  const read = new UserCustomRingbackUserGetCriteriaListRequest({ userId });
  const one = new UserCustomRingbackUserGetCriteriaRequest21({ userId, criteriaName: 'Boss' });
  const media = { audioSelection: 'URL', audioFileUrl: 'http://192.0.2.7/a.wav' };

  it('shows its criteria and what is played', async () => {
    const service = 'Custom Ringback User';
    expect((await worldWith(service).send(read)).criteriaTable.length).toBe(0);
    const here = worldWith(service, {
      criteria: [{ ...criterion, ...media, videoSelection: 'Default' }],
    });
    expect((await here.send(read)).criteriaTable.rows).toMatchObject([row]);
    expect(await here.send(one)).toMatchObject({ ...media, videoSelection: 'Default' });
  });

  it('needs the service', async () => {
    expect((await new World().refusal(read)).code).toBe(4410);
    expect((await new World().refusal(one)).code).toBe(4410);
  });
});

describe('BroadWorks Anywhere', () => {
  const service = 'BroadWorks Anywhere';
  const read = new UserBroadWorksAnywhereGetRequest16sp2({ userId });
  const location = (phoneNumber: string) =>
    new UserBroadWorksAnywhereGetPhoneNumberRequest({ userId, phoneNumber });
  const one = new UserBroadWorksAnywhereGetSelectiveCriteriaRequest21({
    userId,
    phoneNumber: '2025550190',
    criteriaName: 'Boss',
  });
  const locations = [
    {
      phoneNumber: '+1-2025550190',
      description: 'Home',
      isActive: true,
      answerConfirmationRequired: true,
      criteria: [criterion],
    },
  ];

  it('has no locations at first', async () => {
    const response = await worldWith(service).send(read);
    expect(response).toMatchObject({
      alertAllLocationsForClickToDialCalls: false,
      alertAllLocationsForGroupPagingCalls: false,
    });
    expect(response.phoneNumberTable.length).toBe(0);
  });

  it('modifies what holds for all locations and leaves them as they are', async () => {
    const here = worldWith(service, { locations });
    await here.send(
      new UserBroadWorksAnywhereModifyRequest({
        userId,
        alertAllLocationsForGroupPagingCalls: true,
      }),
    );
    const response = await here.send(read);
    expect(response).toMatchObject({
      alertAllLocationsForClickToDialCalls: false,
      alertAllLocationsForGroupPagingCalls: true,
    });
    expect(response.phoneNumberTable.rows).toMatchObject([
      { phoneNumber: '+1-2025550190', description: 'Home' },
    ]);
  });

  it('reads a location by its number in either form, and its criteria', async () => {
    const here = worldWith(service, { locations });
    for (const number of ['2025550190', '+1-2025550190']) {
      const response = await here.send(location(number));
      expect(response).toMatchObject({
        description: 'Home',
        isActive: true,
        broadworksCallControl: false,
        answerConfirmationRequired: true,
      });
      expect(response.criteriaTable.rows).toMatchObject([row]);
    }
    expect(await here.send(one)).toMatchObject({ fromDnCriteria: criterion.fromDnCriteria });
    expect((await here.refusal(location('2025550191'))).message).toContain('not found');
  });

  it('needs the service', async () => {
    const modify = new UserBroadWorksAnywhereModifyRequest({ userId });
    for (const request of [read, location('2025550190'), one, modify]) {
      expect((await new World().refusal(request)).code).toBe(4410);
    }
  });
});
