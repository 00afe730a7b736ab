import { describe, expect, it } from 'vitest';
import { UserAnnouncementFileGetListRequest } from '@ocipkit/commands/announcement';
import {
  UserBasicCallLogsGetListRequest14sp4,
  UserEnhancedCallLogsGetListRequest23,
  type UserEnhancedCallLogsGetListRequest23Input,
} from '@ocipkit/commands/call-logs';
import { UserCallParkGetRequest } from '@ocipkit/commands/call-park';
import {
  UserCommunicationBarringAuthorizationCodeGetListRequest,
  UserCommunicationBarringGetRequest,
} from '@ocipkit/commands/communication-barring';
import {
  UserFeatureAccessCodeGetListRequest21,
  UserFeatureAccessCodeModifyListRequest,
} from '@ocipkit/commands/feature-access-code';
import { UserSeriesCompletionGetRequest } from '@ocipkit/commands/series-completion';
import { UserDeleteRequest, UserGetRequest23V2 } from '@ocipkit/commands/user';
import {
  UserAlternateUserIdAddRequest,
  UserAlternateUserIdDeleteRequest,
  UserAlternateUserIdGetListRequest,
  UserAlternateUserIdModifyRequest,
  UserDnGetActivationListRequest,
  UserModifyUserIdRequest,
} from '@ocipkit/commands/user-identity';
import { allBehaviours } from '../../src/behaviours/index.js';
import { World } from '../support/world.js';

const userId = 'alice@example.test';

describe('alternate user ids', () => {
  const add = (alternateUserId: string, description?: string) =>
    new UserAlternateUserIdAddRequest({ userId, alternateUserId, description });
  const read = new UserAlternateUserIdGetListRequest({ userId });

  it('name the user wherever the id does', async () => {
    const world = new World();
    await world.send(add('allie@example.test', 'Short'));
    expect((await world.send(new UserGetRequest23V2({ userId: 'allie' }))).userId).toBe(userId);
    const { userIdTable } = await world.send(read);
    expect(userIdTable.rows).toMatchObject([
      { userId, description: '', alternate: 'false' },
      { userId: 'allie@example.test', description: 'Short', alternate: 'true' },
    ]);
  });

  it('are unique, at most four, and of a known domain', async () => {
    const world = new World();
    expect((await world.refusal(add('bob@example.test'))).code).toBe(4200);
    expect((await world.refusal(add('ALICE@example.test'))).message).toContain('already');
    expect((await world.refusal(add('allie@elsewhere.test'))).code).toBe(4015);
    for (const n of [1, 2, 3, 4]) await world.send(add(`a${String(n)}@example.test`));
    expect((await world.refusal(add('a5@example.test'))).message).toContain('at most 4');
    expect((await world.send(read)).userIdTable.length).toBe(5);
  });

  it('are changed in part', async () => {
    const world = new World();
    await world.send(add('allie@example.test', 'Short'));
    const modify = (more: object) =>
      new UserAlternateUserIdModifyRequest({
        userId,
        alternateUserId: 'allie@example.test',
        ...more,
      });
    expect((await world.refusal(modify({ newAlternateUserId: 'bob@example.test' }))).code).toBe(
      4200,
    );
    await world.send(modify({ newAlternateUserId: 'ally@example.test' }));
    expect((await world.send(read)).userIdTable.rows[1]).toMatchObject({
      userId: 'ally@example.test',
      description: 'Short',
    });
    expect((await world.refusal(modify({ description: 'x' }))).message).toContain('not found');
    await world.send(modify({ alternateUserId: 'ally', description: null }));
    expect((await world.send(read)).userIdTable.rows[1]).toMatchObject({ description: '' });
  });

  it('are free again once they are deleted', async () => {
    const world = new World();
    await world.send(add('allie@example.test'));
    const remove = new UserAlternateUserIdDeleteRequest({
      userId,
      alternateUserId: 'allie@example.test',
    });
    await world.send(remove);
    expect((await world.refusal(remove)).message).toContain('not found');
    await world.send(
      new UserAlternateUserIdAddRequest({
        userId: 'bob@example.test',
        alternateUserId: 'allie@example.test',
      }),
    );
  });
});

describe('the numbers of a user', () => {
  it('come with their activation, alternate numbers too', async () => {
    const world = new World();
    world.platform.numbers.get('+1-2025550104')!.isActivated = false;
    world.alice.settings['Alternate Numbers'] = {
      alternateEntry01: { phoneNumber: '+1-2025550104', ringPattern: 'Normal' },
    };
    const { dnTable } = await world.send(new UserDnGetActivationListRequest({ userId }));
    expect(dnTable.rows).toMatchObject([
      { phoneNumber: '+1-2025550101', activated: 'true' },
      { phoneNumber: '+1-2025550104', activated: 'false' },
    ]);
    delete world.bob.phoneNumber;
    const none = await world.send(new UserDnGetActivationListRequest({ userId: 'bob' }));
    expect(none.dnTable.length).toBe(0);
  });
});

describe('feature access codes', () => {
  const read = new UserFeatureAccessCodeGetListRequest21({ userId });

  it('are all enabled until they are switched off, one by one', async () => {
    const world = new World();
    const { featureAccessCode: before = [] } = await world.send(read);
    expect(before.every((code) => code.enableFAC === true)).toBe(true);
    const modify = (name: string, enableFAC?: boolean) =>
      new UserFeatureAccessCodeModifyListRequest({
        userId,
        featureAccessCode: [{ featureAccessCodeName: name, enableFAC }],
      });
    await world.send(modify('Call Return', false));
    await world.send(modify('Call Park', false));
    await world.send(modify('Call Park', true));
    await world.send(modify('Call Return'));
    const { featureAccessCode: after = [] } = await world.send(read);
    expect(after.filter((code) => code.enableFAC === false)).toMatchObject([
      { featureAccessCodeName: 'Call Return', mainCode: '*69' },
    ]);
    expect((await world.refusal(modify('None', false))).message).toContain('not found: None');
  });

  it('are those of the group, where it has its own', async () => {
    const world = new World();
    world.sales.settings['Feature Access Codes'] = {
      codes: [{ featureAccessCodeName: 'Call Return', mainCode: '#69', alternateCode: '*70' }],
    };
    expect((await world.send(read)).featureAccessCode).toMatchObject([
      { featureAccessCodeName: 'Call Return', mainCode: '#69', alternateCode: '*70' },
    ]);
  });
});

describe('call park and series completion groups', () => {
  const kinds = [
    ['Call Park', UserCallParkGetRequest],
    ['Series Completion', UserSeriesCompletionGetRequest],
  ] as const;

  it.each(kinds)('are shown with their members: %s', async (service, Get) => {
    const world = new World();
    const none = await world.send(new Get({ userId }));
    expect(none.name).toBeUndefined();
    expect(none.userTable.length).toBe(0);
    world.sales.settings[service] = {
      groups: [
        { name: 'Others', userIds: ['carol@example.test'] },
        { name: 'Desk', userIds: ['bob@example.test', userId] },
      ],
    };
    const desk = await world.send(new Get({ userId }));
    expect(desk.name).toBe('Desk');
    expect(desk.userTable.column('User Id')).toEqual(['bob@example.test', userId]);
  });

  it('follow their members when these get another id or are deleted', async () => {
    const world = new World();
    world.sales.settings['Call Park'] = {
      groups: [{ name: 'Desk', userIds: ['bob@example.test', userId, 'carol@example.test'] }],
    };
    await world.send(
      new UserModifyUserIdRequest({ userId: 'bob', newUserId: 'robert@example.test' }),
    );
    await world.send(new UserDeleteRequest({ userId: 'carol' }));
    const { userTable } = await world.send(new UserCallParkGetRequest({ userId }));
    expect(userTable.column('User Id')).toEqual(['robert@example.test', userId]);
  });
});

describe('announcement files', () => {
  it('are listed by kind and name, with the space they take', async () => {
    const world = new World();
    world.alice.settings['Announcement Files'] = {
      files: [
        { name: 'Welcome', mediaType: 'WAV', fileSize: 120 },
        { name: 'Closed', mediaType: 'WAV', fileSize: 80 },
        { name: 'Welcome film', mediaType: 'MOV', fileSize: 900 },
      ],
    };
    const list = async (more: object, includeAnnouncementTable = true) =>
      world.send(
        new UserAnnouncementFileGetListRequest({ userId, includeAnnouncementTable, ...more }),
      );
    const all = await list({});
    expect(all).toMatchObject({ totalFileSize: 1100, maxFileSize: 1000 });
    expect(all.announcementTable?.rows[0]).toMatchObject({
      name: 'Welcome',
      mediaType: 'WAV',
      fileSize: '120',
    });
    const video = await list({ announcementFileType: 'Video' });
    expect(video.announcementTable?.column('Name')).toEqual(['Welcome film']);
    const found = await list({
      responseSizeLimit: 1,
      searchCriteriaAnnouncementFileName: [
        { mode: 'Starts With', value: 'wel', isCaseInsensitive: true },
      ],
    });
    expect(found.announcementTable?.column('Name')).toEqual(['Welcome']);
    const sizes = await list({}, false);
    expect(sizes.announcementTable).toBeUndefined();
    expect(sizes.totalFileSize).toBe(1100);
  });

  it('are none at first', async () => {
    const request = new UserAnnouncementFileGetListRequest({
      userId,
      includeAnnouncementTable: true,
    });
    const { announcementTable, totalFileSize } = await new World().send(request);
    expect(announcementTable?.length).toBe(0);
    expect(totalFileSize).toBe(0);
  });
});

describe('communication barring', () => {
  const read = (id: string) => new UserCommunicationBarringGetRequest({ userId: id });
  const codes = (id: string) =>
    new UserCommunicationBarringAuthorizationCodeGetListRequest({ userId: id });

  it('is that of the group until the user has an own profile', async () => {
    const world = new World();
    const before = await world.send(read(userId));
    expect(before.useGroupSetting).toBe(true);
    expect(before.profileName).toBeUndefined();
    expect((await world.send(codes(userId))).code ?? []).toEqual([]);
    world.alice.settings['Communication Barring'] = {
      useGroupSetting: false,
      profileName: 'Strict',
      codes: [{ code: '4711' }],
    };
    expect(await world.send(read(userId))).toMatchObject({
      useGroupSetting: false,
      profileName: 'Strict',
    });
    expect((await world.send(codes(userId))).code).toMatchObject([{ code: '4711' }]);
  });

  it('is refused outside of enterprises', async () => {
    const world = new World();
    expect((await world.refusal(read('mia'))).code).toBe(9014);
    expect((await world.refusal(codes('mia'))).code).toBe(9014);
  });
});

describe('basic call logs', () => {
  const call = (callLogId: string, phoneNumber: string, time: string) => ({
    callLogId,
    phoneNumber,
    name: 'Somebody',
    time,
  });

  it('are listed by kind, the latest calls first', async () => {
    const world = new World();
    world.give(world.alice, 'Basic Call Logs').settings['Basic Call Logs'] = {
      placed: [
        call('1', '+12025550102', '2026-03-01T08:00:00.000Z'),
        call('2', 'sip:door@example.test', '2026-03-01T10:00:00.000+01:00'),
      ],
      missed: [call('3', '+498955501', '2026-03-01T07:00:00.000Z')],
    };
    const all = await world.send(new UserBasicCallLogsGetListRequest14sp4({ userId }));
    expect(all.placed?.map((c) => c.callLogId)).toEqual(['2', '1']);
    expect(all.received ?? []).toEqual([]);
    expect(all.missed?.map((c) => c.phoneNumber)).toEqual(['+498955501']);
    const placed = await world.send(
      new UserBasicCallLogsGetListRequest14sp4({
        userId,
        callLogType: 'Placed',
        formatNameAndNumber: true,
      }),
    );
    expect(placed.placed?.map((c) => c.phoneNumber)).toEqual([
      'sip:door@example.test',
      '202-555-0102',
    ]);
    expect(placed.missed ?? []).toEqual([]);
  });

  it('need the service', async () => {
    const request = new UserBasicCallLogsGetListRequest14sp4({ userId });
    expect((await new World().refusal(request)).code).toBe(4410);
  });
});

describe('enhanced call logs', () => {
  const call = (callLogId: string, time: string, more: object = {}) => ({
    callLogType: 'Placed',
    countryCode: '1',
    callLogId,
    callId: `call-${callLogId}`,
    subscriberType: 'User',
    callingPresentationIndicator: 'Public',
    basicCallType: 'Network',
    time,
    startTime: Date.parse(time),
    ...more,
  });

  function worldWithCalls(): World {
    const world = new World();
    world.give(world.alice, 'Enhanced Call Logs').settings['Enhanced Call Logs'] = {
      calls: [
        call('1', '2026-03-01T08:00:00.000Z', { dialedNumber: '0115', callCategory: 'Local' }),
        call('2', '2026-03-01T09:00:00.000Z', {
          callLogType: 'Received',
          basicCallType: 'Group',
          serviceInvocationDisposition: 'Call Forward Always',
          serviceInvocationCalledNumber: '2025550199',
        }),
        call('3', '2026-03-01T10:00:00.000Z', {
          callLogType: 'Missed',
          accountAuthorizationCode: '4711',
        }),
        call('4', '2026-03-02T08:00:00.000Z', {
          dialedNumber: '0116',
          callAuthorizationCode: '0815',
          subscriberType: 'Hunt Group',
        }),
      ],
    };
    return world;
  }

  type Filters = Partial<UserEnhancedCallLogsGetListRequest23Input>;
  const ask = (filters: Filters = {}) =>
    new UserEnhancedCallLogsGetListRequest23({
      userId,
      dateTimeRange: {
        startDateTime: '2026-03-01T00:00:00.000Z',
        endDateTime: '2026-03-31T00:00:00.000Z',
      },
      ...filters,
    });

  async function found(filters: Filters): Promise<readonly string[]> {
    const { extendedEntry } = await worldWithCalls().send(ask(filters));
    return (extendedEntry?.extendedCallLog ?? []).map((c) => c.callLogId);
  }

  const redirectedBy = (redirectedCall: boolean, redirectType?: readonly 'Call Park'[]) => ({
    redirectedNumberFilter: { redirectedCall: { redirectedCall, redirectType } },
  });
  const starts = (value: string) =>
    [{ mode: 'Starts With', value, isCaseInsensitive: false }] as const;

  it.each<[string, Filters, string[]]>([
    ['nothing', {}, ['4', '3', '2', '1']],
    ['type', { callLogType: 'Placed' }, ['4', '1']],
    ['received or missed', { callLogType: 'ReceivedOrMissed' }, ['3', '2']],
    [
      'time',
      {
        dateTimeRange: {
          startDateTime: '2026-03-01T09:00:00.000Z',
          endDateTime: '2026-03-01T10:00:00.000Z',
        },
      },
      ['3', '2'],
    ],
    ['subscriber', { subscriberType: 'Hunt Group' }, ['4']],
    ['basic type', { numberFilter: { includeBasicCallType: ['Group'] } }, ['2']],
    ['category', { numberFilter: { includeCallCategory: ['Local', 'Private'] } }, ['1']],
    ['dialled number', { numberFilter: { searchCriteriaDialedNumber: starts('011') } }, ['4', '1']],
    ['redirection', redirectedBy(true), ['2']],
    ['no redirection', redirectedBy(false), ['4', '3', '1']],
    ['redirection by another service', redirectedBy(true, ['Call Park']), []],
    [
      'number redirected to',
      { redirectedNumberFilter: { searchCriteriaServiceInvocationCalledNumber: starts('202') } },
      ['2'],
    ],
    ['any account code', { accountAuthorizationCodeFilter: { callsWithCodes: true } }, ['3']],
    [
      'an account code',
      { accountAuthorizationCodeFilter: { accountAuthorizationCode: '4712' } },
      [],
    ],
    ['no call code', { callAuthorizationCodeFilter: { callsWithCodes: false } }, ['3', '2', '1']],
    ['a call code', { callAuthorizationCodeFilter: { authorizationCode: '0815' } }, ['4']],
  ])('are filtered by %s', async (_, filters, ids) => {
    expect(await found(filters)).toEqual(ids);
  });

  it('come in pages, with the number of all', async () => {
    const responsePagingControl = { responseStartIndex: 2, responsePageSize: 2 };
    const { totalNumberOfRows, extendedEntry } = await worldWithCalls().send(
      ask({ responsePagingControl }),
    );
    expect(totalNumberOfRows).toBe(4);
    expect(extendedEntry?.extendedCallLog?.map((c) => c.callLogId)).toEqual(['3', '2']);
  });

  it('need the service, and a range that does not end before it begins', async () => {
    expect((await new World().refusal(ask())).code).toBe(4410);
    const dateTimeRange = {
      startDateTime: '2026-03-02T00:00:00.000Z',
      endDateTime: '2026-03-01T00:00:00.000Z',
    };
    expect((await worldWithCalls().refusal(ask({ dateTimeRange }))).code).toBe(9017);
  });
});

describe('the requests of these topics', () => {
  const requests = [
    'AuthenticationVerifyRequest22V4',
    'GroupServiceGetAuthorizationListRequest',
    'GroupServiceGetAuthorizationRequest',
    'GroupServiceIsAssignedRequest',
    'GroupServiceModifyAuthorizationListRequest',
    'PasswordGenerateRequest',
    'PasswordModifyRequest',
    'ServiceProviderServiceGetAuthorizationListRequest',
    'UserAccessDeviceTagsGetRequest',
    'UserAlternateUserIdAddRequest',
    'UserAlternateUserIdDeleteRequest',
    'UserAlternateUserIdGetListRequest',
    'UserAlternateUserIdModifyRequest',
    'UserAnnouncementFileGetListRequest',
    'UserAssignedServicesGetListRequest',
    'UserAuthenticationGetRequest',
    'UserAuthenticationModifyRequest',
    'UserBasicCallLogsGetListRequest14sp4',
    'UserCallParkGetRequest',
    'UserCallPoliciesGetRequest19sp1',
    'UserCallPoliciesModifyRequest',
    'UserCallProcessingGetPolicyRequest19sp1',
    'UserCallProcessingGetPolicyRequest23',
    'UserCallProcessingModifyPolicyRequest14sp7',
    'UserCommunicationBarringAuthorizationCodeGetListRequest',
    'UserCommunicationBarringGetRequest',
    'UserDevicePoliciesGetRequest21',
    'UserDevicePoliciesModifyRequest',
    'UserDnGetActivationListRequest',
    'UserEnhancedCallLogsGetListRequest23',
    'UserFeatureAccessCodeGetListRequest21',
    'UserFeatureAccessCodeModifyListRequest',
    'UserGetLoginInfoRequest',
    'UserGetLoginInfoRequestRI',
    'UserIncomingCallingPlanGetRequest',
    'UserIncomingCallingPlanModifyRequest',
    'UserOutgoingCallingPlanAuthorizationCodeGetListRequest',
    'UserOutgoingCallingPlanAuthorizationCodeGetRequest',
    'UserOutgoingCallingPlanAuthorizationCodeModifyRequest',
    'UserOutgoingCallingPlanCallMeNowGetRequest',
    'UserOutgoingCallingPlanCallMeNowModifyRequest',
    'UserOutgoingCallingPlanDigitPlanCallMeNowGetRequest',
    'UserOutgoingCallingPlanDigitPlanCallMeNowModifyRequest',
    'UserOutgoingCallingPlanDigitPlanOriginatingGetRequest',
    'UserOutgoingCallingPlanDigitPlanOriginatingModifyRequest',
    'UserOutgoingCallingPlanDigitPlanRedirectingGetRequest',
    'UserOutgoingCallingPlanDigitPlanRedirectingModifyRequest',
    'UserOutgoingCallingPlanOriginatingGetRequest',
    'UserOutgoingCallingPlanOriginatingModifyRequest',
    'UserOutgoingCallingPlanPinholeDigitPlanCallMeNowGetRequest',
    'UserOutgoingCallingPlanPinholeDigitPlanCallMeNowModifyRequest',
    'UserOutgoingCallingPlanPinholeDigitPlanOriginatingGetRequest',
    'UserOutgoingCallingPlanPinholeDigitPlanOriginatingModifyRequest',
    'UserOutgoingCallingPlanPinholeDigitPlanRedirectingGetRequest',
    'UserOutgoingCallingPlanPinholeDigitPlanRedirectingModifyRequest',
    'UserOutgoingCallingPlanRedirectedGetRequest',
    'UserOutgoingCallingPlanRedirectedModifyRequest',
    'UserOutgoingCallingPlanRedirectingGetRequest',
    'UserOutgoingCallingPlanRedirectingModifyRequest',
    'UserOutgoingCallingPlanSustainedAuthorizationCodeGetRequest',
    'UserOutgoingCallingPlanSustainedAuthorizationCodeModifyRequest',
    'UserOutgoingCallingPlanTransferNumbersGetRequest',
    'UserOutgoingCallingPlanTransferNumbersModifyRequest',
    'UserPasswordInfoGetRequest',
    'UserPasswordInfoGetRequest22',
    'UserPortalPasscodeGetInfoRequest',
    'UserPortalPasscodeModifyRequest',
    'UserScheduleAddEventRequest',
    'UserScheduleAddRequest',
    'UserScheduleDeleteEventListRequest',
    'UserScheduleDeleteListRequest',
    'UserScheduleGetEventDetailListRequest',
    'UserScheduleGetEventListRequest',
    'UserScheduleGetEventRequest',
    'UserScheduleGetListRequest17sp1',
    'UserScheduleModifyEventRequest',
    'UserScheduleModifyRequest',
    'UserSeriesCompletionGetRequest',
    'UserServiceAssignListRequest',
    'UserServiceGetAssignmentListRequest',
    'UserServiceIsAssignedRequest',
    'UserServiceUnassignListRequest',
  ];

  it.each(requests)('%s has a behaviour', (name) => {
    expect(allBehaviours().names()).toContain(name);
  });
});
