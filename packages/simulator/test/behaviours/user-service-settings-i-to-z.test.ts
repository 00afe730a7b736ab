import type { OCIRequest } from '@ocipkit/core';
import { UserPrivacyGetRequest13mp17 } from '@ocipkit/commands/privacy';
import { registry } from '@ocipkit/commands/registry';
import { UserDeleteRequest } from '@ocipkit/commands/user';
import { UserModifyUserIdRequest } from '@ocipkit/commands/user-identity';
import { describe, expect, it } from 'vitest';
import { allBehaviours } from '../../src/behaviours/index.js';
import { World } from '../support/world.js';

type Fields = Readonly<Record<string, unknown>>;

const userId = 'alice@example.test';
const commands = new Map((await registry.all()).map((command) => [command.$.name, command]));

function request(name: string, input: object = {}): OCIRequest {
  const Command = commands.get(name) as unknown as (new (input: object) => OCIRequest) | undefined;
  if (Command === undefined) throw new TypeError(`no request ${name}`);
  return new Command({ userId, ...input });
}

/** Reads fields and compares them; those that are undefined must not be there. */
async function expectFields(world: World, get: OCIRequest, fields: Fields): Promise<void> {
  const read = (await world.send(get)) as unknown as Fields;
  expect(Object.fromEntries(Object.keys(fields).map((name) => [name, read[name]]))).toEqual(fields);
}

/** A service whose settings are plain fields. */
interface Case {
  readonly service: string;
  readonly get: string;
  readonly modify?: string;
  readonly defaults: Fields;
  /** What is modified, one request after the other; null removes a field. */
  readonly changes?: readonly Fields[];
  /** What is read in the end, beside the defaults that stay. */
  readonly after?: Fields;
}

const off = { isActive: false };
const on = { isActive: true };

function aSwitch(service: string, family: string, variant = '', isActive = false): Case {
  return {
    service,
    get: `${family}GetRequest${variant}`,
    modify: `${family}ModifyRequest`,
    defaults: { isActive },
    changes: [{ isActive: !isActive }, {}],
    after: { isActive: !isActive },
  };
}

const carrier = { useGroupPreferredCarrier: true };
const location = { numberOfRings: 5, answerConfirmationRequired: false };
const period = { startDateTime: '2026-03-02T09:00:00Z', stopDateTime: '2026-03-03T09:00:00Z' };

const cases: readonly Case[] = [
  aSwitch('In-Call Service Activation', 'UserInCallServiceActivation'),
  aSwitch('Internal Calling Line ID Delivery', 'UserInternalCallingLineIDDelivery', '', true),
  aSwitch('Physical Location', 'UserPhysicalLocation'),
  aSwitch('Prepaid', 'UserPrepaid'),
  aSwitch('Silent Alerting', 'UserSilentAlerting'),
  aSwitch('Voice Portal Calling', 'UserVoicePortalCalling'),
  {
    service: 'Legacy Automatic Callback',
    get: 'UserLegacyAutomaticCallbackGetRequest',
    defaults: off,
  },
  {
    service: 'Number Portability Announcement',
    get: 'UserNumberPortabilityAnnouncementGetRequest',
    modify: 'UserNumberPortabilityAnnouncementModifyRequest',
    defaults: { enable: false },
    changes: [{ enable: true }],
    after: { enable: true },
  },
  {
    service: 'Two-Stage Dialing',
    get: 'UserTwoStageDialingGetRequest13Mp20',
    modify: 'UserTwoStageDialingModifyRequest',
    defaults: { ...off, allowActivationWithUserAddresses: false },
    changes: [on],
    after: on,
  },
  {
    service: 'Direct Route',
    get: 'UserDirectRouteGetRequest',
    modify: 'UserDirectRouteModifyRequest',
    defaults: {
      outgoingDTGPolicy: 'Direct Route DTG',
      outgoingTrunkIdentityPolicy: 'Direct Route Trunk Identity',
      directRouteIdentityList: undefined,
    },
    changes: [
      {
        outgoingDTGPolicy: 'Trunk Group DTG',
        directRouteIdentityList: {
          $items: [{ dtgIdentity: 'dtg-1' }, { trunkIdentity: 'trunk@example.test' }],
        },
      },
      { directRouteIdentityList: { $items: [{ dtgIdentity: 'dtg-2' }] } },
    ],
    after: {
      outgoingDTGPolicy: 'Trunk Group DTG',
      directRouteIdentityList: { $items: [{ dtgIdentity: 'dtg-2' }] },
    },
  },
  {
    service: 'Intercept User',
    get: 'UserInterceptUserGetRequest21sp1',
    modify: 'UserInterceptUserModifyRequest21sp1',
    defaults: {
      ...off,
      announcementSelection: 'Default',
      inboundCallMode: 'Intercept All',
      routeToVoiceMail: false,
      outboundCallMode: 'Block All',
      newPhoneNumber: undefined,
    },
    changes: [
      {
        ...on,
        announcementSelection: 'Personal',
        audioFile: { description: 'moved.wav', mediaType: 'WAV', sourceFileName: 'moved.wav' },
        videoFile: { description: 'moved.mov', mediaType: 'MOV', sourceFileName: 'moved.mov' },
        playNewPhoneNumber: true,
        newPhoneNumber: '2025550199',
        transferPhoneNumber: '2025550198',
      },
      { transferPhoneNumber: null },
    ],
    after: {
      ...on,
      announcementSelection: 'Personal',
      audioFileDescription: 'moved.wav',
      audioMediaType: 'WAV',
      videoFileDescription: 'moved.mov',
      videoMediaType: 'MOV',
      newPhoneNumber: '2025550199',
      transferPhoneNumber: undefined,
    },
  },
  {
    service: 'Malicious Call Trace',
    get: 'UserMaliciousCallTraceGetRequest',
    modify: 'UserMaliciousCallTraceModifyRequest',
    defaults: { ...off, traceTypeSelection: 'All Incoming', traceForTimePeriod: false },
    changes: [{ ...on, traceForTimePeriod: true, traceTimePeriod: period }],
    after: { ...on, traceForTimePeriod: true, traceTimePeriod: period },
  },
  {
    service: 'Music On Hold User',
    get: 'UserMusicOnHoldUserGetRequest20',
    defaults: {
      enableVideo: false,
      source: { messageSourceSelection: 'Group' },
      useAlternateSourceForInternalCalls: false,
    },
  },
  {
    service: 'MWI Delivery to Mobile Endpoint',
    get: 'UserMWIDeliveryToMobileEndpointGetRequest23',
    modify: 'UserMWIDeliveryToMobileEndpointModifyRequest',
    defaults: { ...off, mobilePhoneNumber: undefined, sendMissedCallAlert: false },
    changes: [{ ...on, mobilePhoneNumber: '2025550177' }, { mobilePhoneNumber: null }],
    after: on,
  },
  {
    service: 'PBX Integration',
    get: 'UserPBXIntegrationGetRequest',
    defaults: { proxyToHeaderFromNetwork: false },
  },
  {
    service: 'IN Integration',
    get: 'UserINIntegrationGetRequest',
    modify: 'UserINIntegrationModifyRequest',
    defaults: { originatingServiceKey: undefined, terminatingServiceKey: undefined },
    changes: [
      { originatingServiceKey: 7, terminatingServiceKey: 0 },
      { originatingServiceKey: null },
    ],
    after: { terminatingServiceKey: 0 },
  },
  {
    service: 'SMDI Message Desk',
    get: 'UserSMDIMessageDeskGetRequest',
    modify: 'UserSMDIMessageDeskModifyRequest',
    defaults: { ...off, messageDeskNumber: undefined },
    changes: [{ ...on, messageDeskNumber: '12' }, { messageDeskNumber: null }],
    after: on,
  },
  {
    service: 'Personal Assistant',
    get: 'UserPersonalAssistantGetRequest24',
    defaults: { presence: 'None', alertMeFirst: false, alertMeFirstNumberOfRings: 3 },
  },
  {
    service: 'Pre-alerting Announcement',
    get: 'UserPreAlertingAnnouncementGetRequest20',
    defaults: { ...off, audioSelection: 'Default', videoSelection: 'Default' },
  },
  {
    service: 'Preferred Carrier User',
    get: 'UserPreferredCarrierUserGetRequest',
    modify: 'UserPreferredCarrierUserModifyRequest',
    defaults: {
      intraLataCarrier: carrier,
      interLataCarrier: carrier,
      internationalCarrier: carrier,
    },
    changes: [
      { interLataCarrier: { useGroupPreferredCarrier: false, carrier: 'Carrier A' } },
      { internationalCarrier: { useGroupPreferredCarrier: false, carrier: 'Carrier B' } },
      {
        interLataCarrier: { useGroupPreferredCarrier: true },
        internationalCarrier: { useGroupPreferredCarrier: true, carrier: null },
      },
    ],
    after: { interLataCarrier: { useGroupPreferredCarrier: true, carrier: 'Carrier A' } },
  },
  {
    service: 'Remote Office',
    get: 'UserRemoteOfficeGetRequest',
    modify: 'UserRemoteOfficeModifyRequest',
    defaults: { ...off, remoteOfficePhoneNumber: undefined },
    changes: [{ remoteOfficePhoneNumber: '2025550155' }, on],
    after: { ...on, remoteOfficePhoneNumber: '2025550155' },
  },
  {
    service: 'Resource Priority',
    get: 'UserResourcePriorityGetRequest',
    defaults: { useDefaultResourcePriority: true, defaultResourcePriority: 'q735.4' },
  },
  {
    service: 'Security Classification',
    get: 'UserSecurityClassificationGetRequest22',
    modify: 'UserSecurityClassificationModifyRequest',
    defaults: { securityClassification: undefined },
    changes: [{ securityClassification: 'Restricted' }],
    after: { securityClassification: 'Restricted' },
  },
  {
    service: 'Sequential Ring',
    get: 'UserSequentialRingGetRequest14sp4',
    modify: 'UserSequentialRingModifyRequest',
    defaults: { ringBaseLocationFirst: true, baseLocationNumberOfRings: 5, Location05: location },
    changes: [
      { Location01: { phoneNumber: '2025550155', numberOfRings: 3 } },
      { Location02: { phoneNumber: '2025550156' } },
      { Location02: { phoneNumber: null }, callerMayStopSearch: false },
    ],
    after: {
      callerMayStopSearch: false,
      Location01: { ...location, phoneNumber: '2025550155', numberOfRings: 3 },
      Location02: location,
    },
  },
  {
    service: 'Simultaneous Ring Personal',
    get: 'UserSimultaneousRingPersonalGetRequest17',
    modify: 'UserSimultaneousRingPersonalModifyRequest17',
    defaults: { ...off, doNotRingIfOnCall: false, simultaneousRingNumber: undefined },
    changes: [
      {
        ...on,
        simultaneousRingNumberList: {
          simultaneousRingNumber: [
            { phoneNumber: '2025550155', answerConfirmationRequired: true },
            { phoneNumber: '2025550156', answerConfirmationRequired: false },
          ],
        },
      },
      {
        simultaneousRingNumberList: {
          simultaneousRingNumber: [
            { phoneNumber: '2025550157', answerConfirmationRequired: false },
          ],
        },
      },
      { doNotRingIfOnCall: true },
    ],
    after: {
      ...on,
      doNotRingIfOnCall: true,
      simultaneousRingNumber: [{ phoneNumber: '2025550157', answerConfirmationRequired: false }],
    },
  },
  {
    service: 'Simultaneous Ring Family',
    get: 'UserSimultaneousRingFamilyGetRequest17',
    defaults: { ...off, doNotRingIfOnCall: false, simultaneousRingNumber: undefined },
  },
  {
    service: 'Terminating Alternate Trunk Identity',
    get: 'UserTerminatingAlternateTrunkIdentityGetRequest',
    modify: 'UserTerminatingAlternateTrunkIdentityModifyRequest',
    defaults: { terminatingTrunkIdentity: undefined },
    changes: [{ terminatingTrunkIdentity: 'pbx-1' }],
    after: { terminatingTrunkIdentity: 'pbx-1' },
  },
  {
    service: 'Terminating Closed User Group',
    get: 'UserTerminatingClosedUserGroupGetRequest',
    defaults: { userInterlockCode: undefined },
  },
  {
    service: 'Third-Party Voice Mail Support',
    get: 'UserThirdPartyVoiceMailSupportGetRequest17',
    modify: 'UserThirdPartyVoiceMailSupportModifyRequest',
    defaults: {
      ...off,
      busyRedirectToVoiceMail: true,
      serverSelection: 'Group Mail Server',
      mailboxIdType: 'User Or Group Phone Number',
      noAnswerNumberOfRings: 3,
    },
    changes: [
      {
        ...on,
        serverSelection: 'User Specific Mail Server',
        userServer: 'mail.example.test',
        mailboxIdType: 'URL',
        mailboxURL: 'box@example.test',
      },
      { mailboxIdType: 'User Or Group Phone Number', mailboxURL: null },
    ],
    after: {
      ...on,
      serverSelection: 'User Specific Mail Server',
      userServer: 'mail.example.test',
      mailboxURL: undefined,
    },
  },
  {
    service: 'Zone Calling Restrictions',
    get: 'UserZoneCallingRestrictionsGetRequest',
    modify: 'UserZoneCallingRestrictionsModifyRequest',
    defaults: { homeZoneName: undefined },
    changes: [{ homeZoneName: 'North' }],
    after: { homeZoneName: 'North' },
  },
];

describe('settings of a user service', () => {
  it.each(cases)('$service reads its defaults', async ({ service, get, defaults }) => {
    const world = new World();
    world.give(world.alice, service);
    await expectFields(world, request(get), defaults);
  });

  it.each(cases.filter((c) => c.modify !== undefined))(
    '$service keeps what is modified, and leaves what is not',
    async ({ service, get, modify = '', changes = [], defaults, after }) => {
      const world = new World();
      world.give(world.alice, service);
      for (const change of changes) await world.send(request(modify, change));
      await expectFields(world, request(get), { ...defaults, ...after });
    },
  );

  it.each(cases)('$service must be assigned', async ({ get, modify, changes = [] }) => {
    const world = new World();
    expect((await world.refusal(request(get))).code).toBe(4410);
    if (modify === undefined) return;
    expect((await world.refusal(request(modify, changes[0]))).code).toBe(4410);
    expect(world.alice.settings).toEqual({});
  });

  it.each(cases)('$service is of a user who exists', async ({ get }) => {
    const world = new World();
    expect((await world.refusal(request(get, { userId: 'nobody' }))).code).toBe(4008);
  });

  it.each([
    [
      'Direct Route',
      'UserDirectRoute',
      'directRouteIdentityList',
      { $items: [{ dtgIdentity: 'a' }] },
    ],
    ['Zone Calling Restrictions', 'UserZoneCallingRestrictions', 'homeZoneName', 'North'],
    [
      'Terminating Alternate Trunk Identity',
      'UserTerminatingAlternateTrunkIdentity',
      'terminatingTrunkIdentity',
      'pbx-1',
    ],
    ['Malicious Call Trace', 'UserMaliciousCallTrace', 'traceTimePeriod', period],
  ])('%s clears what is nil', async (service, family, field, value) => {
    const world = new World();
    world.give(world.alice, service);
    await world.send(request(`${family}ModifyRequest`, { [field]: value }));
    await expectFields(world, request(`${family}GetRequest`), { [field]: value });
    await world.send(request(`${family}ModifyRequest`, { [field]: null }));
    const read = (await world.send(request(`${family}GetRequest`))) as unknown as Fields;
    expect(read[field]).toBeUndefined();
  });

  it('Security Classification and the numbers of Simultaneous Ring clear with nil', async () => {
    const world = new World();
    world.give(world.alice, 'Security Classification', 'Simultaneous Ring Personal');
    const classify = (securityClassification: string | null) =>
      world.send(request('UserSecurityClassificationModifyRequest', { securityClassification }));
    await classify('Restricted');
    await classify(null);
    await expectFields(world, request('UserSecurityClassificationGetRequest22'), {
      securityClassification: undefined,
    });
    const ring = (simultaneousRingNumberList: object | null) =>
      world.send(
        request('UserSimultaneousRingPersonalModifyRequest17', { simultaneousRingNumberList }),
      );
    await ring({
      simultaneousRingNumber: [{ phoneNumber: '2025550155', answerConfirmationRequired: true }],
    });
    await ring(null);
    await expectFields(world, request('UserSimultaneousRingPersonalGetRequest17'), {
      simultaneousRingNumber: undefined,
    });
  });

  it('Malicious Call Trace does not end before it begins', async () => {
    const world = new World();
    world.give(world.alice, 'Malicious Call Trace');
    const traceTimePeriod = {
      startDateTime: period.stopDateTime,
      stopDateTime: period.startDateTime,
    };
    const modify = request('UserMaliciousCallTraceModifyRequest', { traceTimePeriod });
    expect((await world.refusal(modify)).message).toContain('ends before it begins');
    expect(world.alice.settings).toEqual({});
  });

  it('Remote Office needs a number to be switched on', async () => {
    const world = new World();
    world.give(world.alice, 'Remote Office');
    const modify = request('UserRemoteOfficeModifyRequest', on);
    expect((await world.refusal(modify)).message).toContain('phone number is needed');
    await expectFields(world, request('UserRemoteOfficeGetRequest'), off);
  });
});

describe('music on hold', () => {
  it('of a user is that of the group, which must have the service', async () => {
    const world = new World();
    const get = request('UserMusicOnHoldGetRequest');
    expect((await world.refusal(get)).code).toBe(4410);
    world.sales.assignedServices.push('Music On Hold');
    await expectFields(world, get, on);
  });
});

describe('lists of users in settings', () => {
  it.each([
    {
      service: 'Privacy',
      get: 'UserPrivacyGetRequest13mp17',
      modify: 'UserPrivacyModifyRequest',
      list: 'permittedMonitorUserIdList',
      table: 'permittedMonitorUserIdTable',
      defaults: { enableDirectoryPrivacy: false, enablePhoneStatusPrivacy: false },
      change: { enableDirectoryPrivacy: true },
    },
    {
      service: 'Push to Talk',
      get: 'UserPushToTalkGetRequest',
      modify: 'UserPushToTalkModifyRequest',
      list: 'selectedUserIdList',
      table: 'selectedUserTable',
      defaults: {
        allowAutoAnswer: true,
        outgoingConnectionSelection: 'One Way',
        accessListSelection: 'Allow Calls From Selected Users',
      },
      change: { outgoingConnectionSelection: 'Two Way' },
    },
  ])(
    '$service has the users of the enterprise that were named last',
    async ({ service, get, modify, list, table, defaults, change }) => {
      const world = new World();
      expect((await world.refusal(request(get))).code).toBe(4410);
      world.give(world.alice, service);
      const ids = async (): Promise<readonly string[]> => {
        const read = (await world.send(request(get))) as unknown as Record<
          string,
          { column(name: string): readonly string[] }
        >;
        return read[table]!.column('User Id');
      };
      await expectFields(world, request(get), defaults);
      expect(await ids()).toEqual([]);
      await world.send(request(modify, { [list]: { userId: ['bob', 'dave@example.test'] } }));
      expect(await ids()).toEqual(['bob@example.test', 'dave@example.test']);
      await world.send(request(modify, change));
      await expectFields(world, request(get), change);
      expect(await ids()).toHaveLength(2);
      const other = request(modify, { [list]: { userId: ['carol', 'mia'] } });
      expect((await world.refusal(other)).message).toContain('not in the same group');
      const unknown = request(modify, { [list]: { userId: ['nobody'] } });
      expect((await world.refusal(unknown)).code).toBe(4008);
      expect(await ids()).toHaveLength(2);
      await world.send(request(modify, { [list]: { userId: ['carol'] } }));
      expect(await ids()).toEqual(['carol@example.test']);
      await world.send(request(modify, { [list]: null }));
      expect(await ids()).toEqual([]);
    },
  );
});

it('lists of users in settings follow the users', async () => {
  const world = new World();
  world.give(world.alice, 'Privacy');
  const userIdList = { userId: ['bob', 'carol'] };
  await world.send(request('UserPrivacyModifyRequest', { permittedMonitorUserIdList: userIdList }));
  const ids = async () => {
    const read = await world.send(new UserPrivacyGetRequest13mp17({ userId }));
    return read.permittedMonitorUserIdTable.column('User Id');
  };
  await world.send(new UserModifyUserIdRequest({ userId: 'bob', newUserId: 'rob@example.test' }));
  expect(await ids()).toEqual(['rob@example.test', 'carol@example.test']);
  await world.send(new UserDeleteRequest({ userId: 'carol' }));
  expect(await ids()).toEqual(['rob@example.test']);
});

describe('route list', () => {
  const modify = (more: object) => request('UserRouteListModifyRequest', more);

  it('has the ranges and prefixes that were named last, each of one user', async () => {
    const world = new World();
    const get = request('UserRouteListGetRequest24');
    expect((await world.refusal(get)).code).toBe(4410);
    world.give(world.alice, 'Route List');
    world.give(world.bob, 'Route List');
    await world.send(
      modify({
        treatOriginationsAndPBXRedirectionsAsScreened: true,
        assignedNumberRangeStartList: { phoneNumber: ['2025550100'] },
        assignedNumberPrefixList: { numberPrefix: ['20255', '20256'] },
      }),
    );
    await world.send(modify({ assignedNumberPrefixList: { numberPrefix: ['20257'] } }));
    const of = async (id: string) =>
      (await world.send(request('UserRouteListGetRequest24', { userId: id }))) as unknown as Record<
        string,
        { column(name: string): readonly string[] }
      > &
        Fields;
    const read = await of('alice');
    expect(read.treatOriginationsAndPBXRedirectionsAsScreened).toBe(true);
    expect(read.assignedNumberRangeTable!.column('Number Range Start')).toEqual(['+1-2025550100']);
    expect(read.assignedNumberPrefixTable!.column('Number Prefix')).toEqual(['20257']);

    const same = { assignedNumberRangeStartList: { phoneNumber: ['+1-2025550100'] } };
    const message = (await world.refusal(modify({ userId: 'bob', ...same }))).message;
    expect(message).toContain('Number range is already in use');
    const prefix = { assignedNumberPrefixList: { numberPrefix: ['20257'] } };
    expect((await world.refusal(modify({ userId: 'bob', ...prefix }))).message).toContain(
      'Number prefix is already in use',
    );
    await world.send(
      modify({ assignedNumberRangeStartList: null, assignedNumberPrefixList: null }),
    );
    await world.send(modify({ userId: 'bob', ...same }));
    expect((await of('alice')).assignedNumberRangeTable!.column('Is Active')).toEqual([]);
    expect((await of('bob')).assignedNumberRangeTable!.column('Is Active')).toEqual(['true']);
  });
});

describe('integrated IMP', () => {
  const get = request('UserIntegratedIMPGetRequest21sp1');
  const modify = (more: object) => request('UserIntegratedIMPModifyRequest', more);

  it('takes an id when it is switched on, and only then', async () => {
    const world = new World();
    expect((await world.refusal(get)).code).toBe(4410);
    expect((await world.refusal(modify(on))).code).toBe(4410);
    world.give(world.alice, 'Integrated IMP');
    await expectFields(world, get, { ...off, impId: undefined });
    await world.send(modify({ impId: 'early@example.test' }));
    await expectFields(world, get, { ...off, impId: undefined });
    await world.send(modify({ ...on, impId: 'alice.im@example.test' }));
    await world.send(modify({ ...on, impId: 'late@example.test' }));
    await expectFields(world, get, { ...on, impId: 'alice.im@example.test' });
    await world.send(modify(off));
    await expectFields(world, get, { ...off, impId: 'alice.im@example.test' });
  });

  it('has the user id where none is given, and tells an alternate one', async () => {
    const world = new World();
    world.give(world.alice, 'Integrated IMP');
    await world.send(modify(on));
    await expectFields(world, get, { impId: userId, isAlternateImpId: undefined });
    world.platform.changeUser(world.alice, (draft) => {
      draft.alternateUserIds = [{ alternateUserId: 'al@example.test' }];
    });
    await world.send(modify(off));
    await world.send(modify({ ...on, impId: 'al@example.test', isAlternateImpId: true }));
    await expectFields(world, get, {
      impId: 'al@example.test',
      isAlternateImpId: true,
    });
  });
});

describe('Polycom Phone Services', () => {
  const alicesPhone = { deviceLevel: 'Group', deviceName: 'alice-phone' };
  const bobsPhone = { deviceLevel: 'Group', deviceName: 'bob-phone' };
  const get = (accessDevice = alicesPhone): OCIRequest =>
    request('UserPolycomPhoneServicesGetRequest', { accessDevice });
  const modify = (fields: object, accessDevice = alicesPhone): OCIRequest =>
    request('UserPolycomPhoneServicesModifyRequest', { accessDevice, ...fields });
  const endpoint = (deviceName: string): object => ({
    endpoint: {
      accessDeviceEndpoint: {
        accessDevice: { deviceLevel: 'Group', deviceName },
        linePort: `alice-on-${deviceName}@example.test`,
      },
    },
  });

  it('are of each phone of which the user is the primary one', async () => {
    const world = new World();
    world.give(world.alice, 'Polycom Phone Services');
    await world.send(request('UserModifyRequest22', endpoint('alice-phone')));
    await expectFields(world, get(), {
      integratePhoneDirectoryWithBroadWorks: false,
      includeUserPersonalPhoneListInDirectory: false,
      includeGroupCustomContactDirectoryInDirectory: false,
      groupCustomContactDirectory: undefined,
    });
    await world.send(
      modify({
        integratePhoneDirectoryWithBroadWorks: true,
        groupCustomContactDirectory: 'Suppliers',
      }),
    );
    await world.send(modify({ includeUserPersonalPhoneListInDirectory: true }));
    await expectFields(world, get(), {
      integratePhoneDirectoryWithBroadWorks: true,
      includeUserPersonalPhoneListInDirectory: true,
      groupCustomContactDirectory: 'Suppliers',
    });
    await world.send(modify({ groupCustomContactDirectory: null }));
    await expectFields(world, get(), { groupCustomContactDirectory: undefined });
    expect((await world.refusal(get(bobsPhone))).message).toContain('not the primary user');
    await world.send(request('UserModifyRequest22', endpoint('bob-phone')));
    await expectFields(world, get(bobsPhone), { integratePhoneDirectoryWithBroadWorks: false });
    expect((await world.refusal(modify({}))).message).toContain('not the primary user');
  });

  it('need the service, and a device that exists', async () => {
    const world = new World();
    expect((await world.refusal(get())).code).toBe(4410);
    world.give(world.alice, 'Polycom Phone Services');
    const unknown = { deviceLevel: 'Group', deviceName: 'nobody-phone' };
    expect((await world.refusal(get(unknown))).code).toBe(4505);
  });
});

describe('requests of user services, from In-Call Service Activation to Zone Calling Restrictions', () => {
  it.each([
    'UserDirectRouteGetRequest',
    'UserDirectRouteModifyRequest',
    'UserINIntegrationGetRequest',
    'UserINIntegrationModifyRequest',
    'UserInCallServiceActivationGetRequest',
    'UserInCallServiceActivationModifyRequest',
    'UserIntegratedIMPGetRequest21sp1',
    'UserIntegratedIMPModifyRequest',
    'UserInterceptUserGetRequest21sp1',
    'UserInterceptUserModifyRequest21sp1',
    'UserInternalCallingLineIDDeliveryGetRequest',
    'UserInternalCallingLineIDDeliveryModifyRequest',
    'UserLegacyAutomaticCallbackGetRequest',
    'UserMWIDeliveryToMobileEndpointGetRequest23',
    'UserMWIDeliveryToMobileEndpointModifyRequest',
    'UserMaliciousCallTraceGetRequest',
    'UserMaliciousCallTraceModifyRequest',
    'UserMusicOnHoldGetRequest',
    'UserMusicOnHoldUserGetRequest20',
    'UserNumberPortabilityAnnouncementGetRequest',
    'UserNumberPortabilityAnnouncementModifyRequest',
    'UserPBXIntegrationGetRequest',
    'UserPersonalAssistantGetRequest24',
    'UserPhysicalLocationGetRequest',
    'UserPhysicalLocationModifyRequest',
    'UserPolycomPhoneServicesGetRequest',
    'UserPolycomPhoneServicesModifyRequest',
    'UserPreAlertingAnnouncementGetCriteriaRequest21',
    'UserPreAlertingAnnouncementGetRequest20',
    'UserPreferredCarrierUserGetRequest',
    'UserPreferredCarrierUserModifyRequest',
    'UserPrepaidGetRequest',
    'UserPrepaidModifyRequest',
    'UserPriorityAlertGetCriteriaListRequest',
    'UserPriorityAlertGetCriteriaRequest21',
    'UserPrivacyGetRequest13mp17',
    'UserPrivacyModifyRequest',
    'UserPushToTalkGetRequest',
    'UserPushToTalkModifyRequest',
    'UserRemoteOfficeGetRequest',
    'UserRemoteOfficeModifyRequest',
    'UserResourcePriorityGetRequest',
    'UserRouteListGetRequest24',
    'UserRouteListModifyRequest',
    'UserSMDIMessageDeskGetRequest',
    'UserSMDIMessageDeskModifyRequest',
    'UserSecurityClassificationGetRequest22',
    'UserSecurityClassificationModifyRequest',
    'UserSelectiveCallAcceptanceAddCriteriaRequest16',
    'UserSelectiveCallAcceptanceDeleteCriteriaRequest',
    'UserSelectiveCallAcceptanceGetCriteriaListRequest',
    'UserSelectiveCallAcceptanceGetCriteriaRequest21',
    'UserSelectiveCallAcceptanceModifyActiveCriteriaListRequest',
    'UserSelectiveCallAcceptanceModifyCriteriaRequest',
    'UserSelectiveCallRejectionAddCriteriaRequest16',
    'UserSelectiveCallRejectionDeleteCriteriaRequest',
    'UserSelectiveCallRejectionGetCriteriaListRequest',
    'UserSelectiveCallRejectionGetCriteriaRequest21',
    'UserSelectiveCallRejectionModifyActiveCriteriaListRequest',
    'UserSelectiveCallRejectionModifyCriteriaRequest16',
    'UserSequentialRingGetCriteriaRequest23',
    'UserSequentialRingGetRequest14sp4',
    'UserSequentialRingModifyRequest',
    'UserSharedCallAppearanceAddEndpointRequest22',
    'UserSharedCallAppearanceDeleteEndpointListRequest14',
    'UserSharedCallAppearanceGetEndpointRequest22',
    'UserSharedCallAppearanceGetRequest16sp2',
    'UserSharedCallAppearanceGetRequest21sp1',
    'UserSharedCallAppearanceModifyEndpointRequest',
    'UserSharedCallAppearanceModifyRequest',
    'UserSilentAlertingGetRequest',
    'UserSilentAlertingModifyRequest',
    'UserSimultaneousRingFamilyGetCriteriaRequest',
    'UserSimultaneousRingFamilyGetRequest17',
    'UserSimultaneousRingPersonalAddCriteriaRequest',
    'UserSimultaneousRingPersonalDeleteCriteriaRequest',
    'UserSimultaneousRingPersonalGetCriteriaRequest',
    'UserSimultaneousRingPersonalGetRequest17',
    'UserSimultaneousRingPersonalModifyCriteriaRequest',
    'UserSimultaneousRingPersonalModifyRequest17',
    'UserSpeedDial100AddListRequest',
    'UserSpeedDial100DeleteListRequest',
    'UserSpeedDial100GetListRequest17sp1',
    'UserSpeedDial100GetRequest',
    'UserSpeedDial100ModifyListRequest',
    'UserSpeedDial8GetListRequest',
    'UserSpeedDial8ModifyListRequest',
    'UserTerminatingAlternateTrunkIdentityGetRequest',
    'UserTerminatingAlternateTrunkIdentityModifyRequest',
    'UserTerminatingClosedUserGroupGetRequest',
    'UserThirdPartyVoiceMailSupportGetRequest17',
    'UserThirdPartyVoiceMailSupportModifyRequest',
    'UserTwoStageDialingGetRequest13Mp20',
    'UserTwoStageDialingModifyRequest',
    'UserVideoAddOnGetRequest22',
    'UserVideoAddOnModifyRequest14',
    'UserVoiceMessagingUserAddAliasListRequest',
    'UserVoiceMessagingUserDeleteAliasListRequest',
    'UserVoiceMessagingUserGetAdvancedVoiceManagementRequest14sp3',
    'UserVoiceMessagingUserGetAliasListRequest',
    'UserVoiceMessagingUserGetDistributionListRequest',
    'UserVoiceMessagingUserGetGreetingRequest20',
    'UserVoiceMessagingUserGetOutgoingSMDIMWIRequest',
    'UserVoiceMessagingUserGetVoiceManagementRequest17',
    'UserVoiceMessagingUserGetVoiceManagementRequest23',
    'UserVoiceMessagingUserGetVoicePortalRequest20',
    'UserVoiceMessagingUserModifyAdvancedVoiceManagementRequest',
    'UserVoiceMessagingUserModifyDistributionListRequest',
    'UserVoiceMessagingUserModifyGreetingRequest20',
    'UserVoiceMessagingUserModifyOutgoingSMDIMWIRequest',
    'UserVoiceMessagingUserModifyRequest23V2',
    'UserVoiceMessagingUserModifyVoiceManagementRequest23',
    'UserVoiceMessagingUserModifyVoicePortalRequest20',
    'UserVoicePortalCallingGetRequest',
    'UserVoicePortalCallingModifyRequest',
    'UserZoneCallingRestrictionsGetRequest',
    'UserZoneCallingRestrictionsModifyRequest',
  ])('%s has a behaviour', (name) => {
    expect(allBehaviours().get(name)).toBeDefined();
  });
});
