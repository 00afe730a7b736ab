import type { Simulated } from '../support/simulated.js';

/** Services of the user of the document: those with settings, and others. */
const documentServices = [
  'Alternate Numbers',
  'Anonymous Call Rejection',
  'Busy Lamp Field',
  'Call Forwarding Always',
  'Call Forwarding Busy',
  'Call Forwarding No Answer',
  'Call Forwarding Not Reachable',
  'Call Forwarding Selective',
  'CommPilot Express',
  'Fax Messaging',
  'Intercept User',
  'Selective Call Rejection',
  'Shared Call Appearance',
  'Speed Dial 100',
  'Speed Dial 8',
  'Voice Portal Calling',
  'Zone Calling Restrictions',
] as const;

/** Has no settings. */
export const licence = 'Three-Way Call';

type Platform = Simulated['simulator']['platform'];
type User = ReturnType<Platform['user']>;

/** Gives the group what its users need for the document's user. */
export function prepareGroup(platform: Platform, user: User): void {
  const group = platform.groupOf(user);
  group.assignedServices.push('Outgoing Calling Plan', 'Intercept Group', 'Music On Hold');
  group.digitPatterns.push({ name: 'Premium', digitPattern: '0900' });
  platform.serviceProvider(user.serviceProviderId).packs.push({
    name: 'Standard',
    description: 'Standard',
    isAvailableForUse: true,
    quantity: 'unlimited',
    services: [],
  });
  group.packs.Standard = 'unlimited';
}

/** Makes a user like the one of the document, with data in every place. */
export function makeDocumentUser(platform: Platform, userId: string, index = 0): User {
  const user = platform.user(userId);
  const [name = ''] = user.userId.split('@');
  const numbers = [0, 1].map((i) => `+1-${String(2_100_000_000 + 2 * index + i)}`);
  const extensions = [0, 1].map((i) => String(60_000 + 2 * index + i));
  platform.numbers.add(user.serviceProviderId, numbers);
  for (const number of numbers) {
    const record = platform.numbers.get(number);
    if (record !== undefined) platform.numbers.assign(record, platform.groupOf(user));
  }
  const sharedDevice = {
    deviceLevel: 'Group',
    deviceName: `${name}-shared`,
    serviceProviderId: user.serviceProviderId,
    groupId: user.groupId,
  } as const;
  platform.addDevice({
    ...sharedDevice,
    deviceType: 'Generic SIP Phone',
    config: { macAddress: '02005E999999' },
    customTags: [],
  });
  const device =
    user.endpoint?.kind === 'device' ? platform.device(user.endpoint.device) : undefined;
  if (device !== undefined) {
    device.deviceType = 'Example Desk Phone 6';
    Object.assign(device.config, {
      protocol: 'SIP 2.0',
      transportProtocol: 'UDP',
      configurationMode: 'Default',
      useCustomUserNamePassword: true,
      userName: `${name}-phone`,
    });
    device.customTags = [{ tagName: '%LANG%', tagValue: 'de' }];
  }
  platform.changeUser(user, (draft) => {
    Object.assign(draft.profile, {
      hiraganaLastName: 'アドラー',
      hiraganaFirstName: 'アンナ',
      callingLineIdPhoneNumber: '+1-2000000000',
      timeZone: 'America/New_York',
    });
    draft.aliases = [1, 2, 3].map((i) => `${name}-alias-${String(i)}@example.test`);
    draft.alternateUserIds = [
      { alternateUserId: `${name}-other`, description: 'other id' },
      { alternateUserId: `${name}-third` },
    ];
    draft.services = [...documentServices, licence];
    draft.appearances = [
      {
        device: sharedDevice,
        linePort: `${name}-shared@example.test`,
        contacts: [{ sipContact: 'sip:192.0.2.1' }],
        config: {
          portNumber: 2,
          isActive: true,
          allowOrigination: true,
          allowTermination: true,
          useHotline: true,
          hotlineContact: '7100',
        },
      },
    ];
    draft.schedules = [
      {
        scheduleName: 'user schedule1',
        scheduleType: 'Holiday',
        events: [
          {
            eventName: 'Christmas',
            details: {
              startDate: '2019-12-25',
              endDate: '2019-12-25',
              allDayEvent: true,
              recurrence: {
                recurYearlyByDay: { dayOfMonth: 25, month: 'December' },
                recurForEver: true,
              },
            },
          },
        ],
      },
    ];
    draft.settings = {
      ...draft.settings,
      'Alternate Numbers': {
        distinctiveRing: true,
        alternateEntry01: {
          phoneNumber: numbers[0],
          extension: extensions[0],
          ringPattern: 'Long-Long',
        },
      },
      'Announcement Files': {
        files: [{ name: 'Hello', mediaType: 'WAV', fileSize: 120 }],
      },
      'Busy Lamp Field': { enableCallParkNotification: true },
      'Call Forwarding Always': {
        isActive: true,
        isRingSplashActive: true,
        forwardToPhoneNumber: '006500',
      },
      'Call Forwarding No Answer': { isActive: false, numberOfRings: 3 },
      'Call Forwarding Selective': {
        isActive: true,
        defaultForwardToPhoneNumber: '6500',
        playRingReminder: true,
      },
      'CommPilot Express': {
        profile: 'Available In Office',
        availableInOffice: {
          additionalPhoneNumberToRing: '1113334444',
          busySetting: { action: 'Transfer To Voice Mail' },
          noAnswerSetting: { action: 'Transfer To Voice Mail' },
        },
      },
      'Communication Barring': {
        useGroupSetting: false,
        profileName: 'test',
        codes: [{ code: '2002', description: 'abroad' }],
      },
      'Fax Messaging': {
        isActive: true,
        phoneNumber: numbers[1],
        extension: extensions[1],
        alias: [`${name}-fax-1@example.test`, `${name}-fax-2@example.test`],
      },
      'Intercept User': {
        newPhoneNumber: '123',
        transferPhoneNumber: '111111',
        outboundReroutePhoneNumber: '1234',
      },
      'Outgoing Calling Plan Authorization Codes': {
        useCustomSettings: true,
        codeEntry: [{ code: '1001', description: 'main' }],
      },
      'Outgoing Calling Plan Sustained Authorization Code': { code: '3003' },
      'Outgoing Calling Plan Transfer Numbers': {
        useCustomSettings: true,
        userNumbers: { phoneNumber01: '6500' },
      },
      Password: { expirationDays: 12 },
      'Portal Passcode': { expirationDays: -22 },
      'Selective Call Rejection': {
        criteria: [
          {
            criteriaName: 'Reject Calls',
            isActive: true,
            holidaySchedule: { type: 'User', name: 'user schedule1' },
            blacklisted: true,
            private: false,
            fromDnCriteria: {
              fromDnCriteriaSelection: 'Specified Only',
              includeAnonymousCallers: false,
              includeUnavailableCallers: false,
              phoneNumber: ['12345', '54321'],
            },
            callToNumber: [{ type: 'Primary' }],
          },
        ],
      },
      'Speed Dial 100': { entries: [{ speedCode: 0, phoneNumber: '1111', description: 'one' }] },
      'Speed Dial 8': { entries: [{ speedCode: 2, phoneNumber: '2000', description: 'two' }] },
      'Zone Calling Restrictions': { homeZoneName: 'Harbour' },
    };
  });
  return platform.user(userId);
}
