import type { DepartmentKey } from '@ocipkit/commands/common';
import type { ShownAccount } from '../options.js';
import type {
  DeviceKey,
  Group,
  LinePort,
  Registration,
  Settings,
  User,
} from '../platform/model.js';
import type { Platform } from '../platform/platform.js';
import {
  createAdministrator,
  createDevice,
  createGroup,
  createInstance,
  createNumbers,
  createServiceProvider,
  createUser,
} from './create.js';
import { officePack, packs, plainServices, receptionPack } from './demo-services.js';
import { people, type Person } from './demo-people.js';
import { SEED_PASSWORD, type Soil } from './soil.js';

/*
 * A hotel group: the enterprise Grand-Harbour with its houses in Berlin and Vienna and its reservations,
 * the enterprise Alpenrose with one house, and the service provider Metro-Tel with a corner shop. All
 * that makes a look at a user worth while is somewhere: see `demo-people.ts`.
 */

/** Moment that the demo data speaks of; registrations end after it or before. */
const NOW = Date.parse('2026-06-01T08:00:00Z');
const DAY_MS = 86_400_000;

export function seedDemo({ platform }: Soil): readonly ShownAccount[] {
  platform.system.domains.push('grandharbour.test', 'alpenrose.test');
  grandHarbour(platform);
  alpenrose(platform);
  metroTel(platform);
  return administrators(platform);
}

function grandHarbour(platform: Platform): void {
  const enterprise = createServiceProvider(platform, 'Grand-Harbour', {
    isEnterprise: true,
    serviceProviderName: 'Grand Harbour Hotels',
    defaultDomain: 'grandharbour.test',
    domains: ['example.test', 'grandharbour.test'],
    supportEmail: 'support@grandharbour.test',
    contact: { contactName: 'Nora Winter', contactEmail: 'nora.winter@grandharbour.test' },
    address: { city: 'Hamburg', country: 'Germany' },
    packs: [officePack(200), receptionPack(20)],
    departments: [{ name: 'Management' }],
  });
  const berlin = createGroup(platform, enterprise, 'Berlin', {
    groupName: 'Grand Harbour Berlin',
    userLimit: 60,
    timeZone: 'Europe/Berlin',
    assignedServices: [
      'Auto Attendant',
      'Call Pickup',
      'Group Paging',
      'Hunt Group',
      'Incoming Calling Plan',
      'Meet-Me Conferencing',
      'Route Point',
    ],
    packs: packs(40, 4),
    departments: [
      { name: 'Front Office' },
      { name: 'Housekeeping' },
      { name: 'Night Shift', parent: department('Berlin', 'Front Office') },
    ],
    groupExternalId: 'GH-BER-01',
    locationDialingCode: '30',
    digitPatterns: [{ name: 'Premium', digitPattern: '0900*' }],
    services: limited(enterprise.services, { 'Call Forwarding Always': 30, 'Hoteling Host': 2 }),
  });
  const vienna = createGroup(platform, enterprise, 'Vienna', {
    groupName: 'Grand Harbour Vienna',
    userLimit: 30,
    timeZone: 'Europe/Berlin',
    assignedServices: ['Call Pickup', 'Hunt Group', 'Incoming Calling Plan'],
    packs: packs(20, 2),
    departments: [{ name: 'Front Office' }],
  });
  const reservations = createGroup(platform, enterprise, 'Reservations', {
    groupName: 'Grand Harbour Reservations',
    userLimit: 30,
    timeZone: 'Europe/Berlin',
    assignedServices: ['Auto Attendant', 'Call Pickup', 'Hunt Group'],
    packs: packs(20, 1),
  });
  createNumbers(platform, berlin, block('+1-202555', 100, 149));
  createNumbers(platform, berlin, block('+1-202555', 150, 159), false);
  createNumbers(platform, vienna, block('+1-202555', 200, 239));
  createNumbers(platform, reservations, block('+1-202555', 300, 329));
  createDevice(platform, enterprise, 'lobby-gateway', 'Example Gateway');
  populate(platform, berlin, 'berlin');
  populate(platform, vienna, 'vienna');
  populate(platform, reservations, 'reservations');
  berlinServices(platform, berlin);
  reservationServices(platform, reservations);
}

function berlinServices(platform: Platform, berlin: Group): void {
  const id = (name: string): string => platform.fullId(name, 'grandharbour.test');
  berlin.pickupGroups.push({ name: 'Front desk', userIds: [id('anna.schmidt'), id('ben.koch')] });
  for (const [name, key, members, policy] of [
    ['Front desk', 'front-desk', ['anna.schmidt', 'ben.koch', 'carla.moreau'], 'Circular'],
    ['Housekeeping', 'housekeeping', ['dora.nagy', 'emil.novak'], 'Regular'],
    // Its member works in another house of the enterprise.
    ['Night line', 'night-line', ['felix.gruber', 'ben.koch'], 'Simultaneous'],
  ] as const) {
    createInstance(platform, berlin, 'Hunt Group', `hg-${key}`, {
      name,
      extension: `70${String(berlin.pickupGroups.length)}${String(members.length)}${key.length % 10}`,
      aliases: key === 'front-desk' ? ['reception@grandharbour.test', '0@grandharbour.test'] : [],
      agents: members.map((member) => ({ userId: id(member), joined: true })),
      config: { policy, enableGroupBusy: key === 'night-line' },
    });
  }
  createInstance(platform, berlin, 'Auto Attendant', 'aa-berlin', {
    name: 'Berlin welcome',
    phoneNumber: '+1-2025550140',
    extension: '7100',
    aliases: ['welcome@grandharbour.test'],
    config: { type: 'Basic' },
  });
  createInstance(platform, berlin, 'Flexible Seating Host', 'fsh-back-office', {
    name: 'Hot desk back office',
    extension: '7210',
  });
  createInstance(platform, berlin, 'Group Paging', 'gp-staff', {
    name: 'All floors',
    extension: '7220',
    config: { originatorCLIDPrefix: 'Page' },
  });
  createInstance(platform, berlin, 'Meet-Me Conferencing', 'mm-berlin', {
    name: 'House meeting',
    extension: '7230',
    config: { hostUserIds: [id('anna.schmidt')], allocatedPorts: { quantity: 20 } },
  });
  // Its calls are given out by the booking application of the house.
  createInstance(platform, berlin, 'Route Point', 'rp-concierge', {
    name: 'Concierge',
    extension: '7240',
    aliases: ['concierge@grandharbour.test'],
    config: { queueLength: 15 },
  });
}

function reservationServices(platform: Platform, group: Group): void {
  const id = (name: string): string => platform.fullId(name, 'grandharbour.test');
  const agents = ['gina.rossi', 'hugo.lindqvist', 'ivan.petrov', 'jana.kralova', 'kai.oduya'];
  createInstance(platform, group, 'Call Center', 'cc-bookings', {
    name: 'Bookings',
    phoneNumber: '+1-2025550320',
    extension: '8100',
    aliases: ['bookings@grandharbour.test'],
    agents: agents.map((agent, i) => ({
      userId: id(agent),
      joined: i !== 3,
      skillLevel: (i % 4) + 1,
    })),
    supervisorIds: [id('lena.brandt')],
    config: { type: 'Premium', routingType: 'Skill Based', policy: 'Circular', queueLength: 25 },
  });
  createInstance(platform, group, 'Call Center', 'cc-groups', {
    name: 'Groups and events',
    phoneNumber: '+1-2025550321',
    extension: '8200',
    agents: [
      { userId: id('gina.rossi'), joined: false },
      { userId: id('lena.brandt'), joined: true },
    ],
    config: { type: 'Standard', policy: 'Regular', queueLength: 10 },
  });
  createInstance(platform, group, 'Hunt Group', 'hg-reservations', {
    name: 'Overflow',
    extension: '8900',
    agents: [{ userId: id('lena.brandt'), joined: true }],
    config: { policy: 'Uniform' },
  });
}

function alpenrose(platform: Platform): void {
  const enterprise = createServiceProvider(platform, 'Alpenrose', {
    isEnterprise: true,
    serviceProviderName: 'Hotel Alpenrose',
    defaultDomain: 'alpenrose.test',
    domains: ['example.test', 'alpenrose.test'],
    packs: [officePack(50)],
  });
  const house = createGroup(platform, enterprise, 'Alpenrose', {
    groupName: 'Hotel Alpenrose',
    timeZone: 'Europe/Berlin',
    assignedServices: ['Call Pickup', 'Hunt Group'],
    packs: packs(25),
    extensionLength: { min: 3, max: 3, default: 3 },
  });
  createNumbers(platform, house, block('+1-202555', 400, 419));
  populate(platform, house, 'alpenrose');
  // Extensions that begin with a zero: text, not numbers.
  createInstance(platform, house, 'Hunt Group', 'hg-alpenrose', {
    name: 'Reception',
    phoneNumber: '+1-2025550410',
    extension: '007',
    agents: platform.usersOf(house).map((user) => ({ userId: user.userId, joined: true })),
    config: { policy: 'Weighted Call Distribution' },
  });
}

function metroTel(platform: Platform): void {
  const provider = createServiceProvider(platform, 'Metro-Tel', {
    serviceProviderName: 'Metro Telephone',
    packs: [officePack(1_000)],
  });
  const shop = createGroup(platform, provider, 'Corner-Shop', {
    userLimit: 5,
    packs: packs(5),
    assignedServices: ['Incoming Calling Plan'],
  });
  createNumbers(platform, shop, block('+1-202555', 900, 904));
  populate(platform, shop, 'shop');
}

function administrators(platform: Platform): readonly ShownAccount[] {
  const made = [
    createAdministrator(platform, 'gh-admin', {
      level: 'Service Provider',
      serviceProviderId: 'Grand-Harbour',
      firstName: 'Nora',
      lastName: 'Winter',
      password: SEED_PASSWORD,
    }),
    createAdministrator(platform, 'berlin-admin', {
      level: 'Group',
      serviceProviderId: 'Grand-Harbour',
      groupId: 'Berlin',
      firstName: 'Otto',
      lastName: 'Frank',
      password: SEED_PASSWORD,
    }),
  ];
  createAdministrator(platform, 'former-admin', {
    level: 'System',
    isDisabled: true,
    password: SEED_PASSWORD,
  });
  return [
    ...made.map(({ userId, level }) => ({ userId, password: SEED_PASSWORD, level })),
    { userId: 'anna.schmidt@grandharbour.test', password: SEED_PASSWORD, level: 'User' },
  ];
}

// People

function populate(platform: Platform, group: Group, house: keyof typeof people): void {
  people[house].forEach((person) => addPerson(platform, group, person));
}

function addPerson(platform: Platform, group: Group, person: Person): void {
  const { id, firstName, lastName, extension, number, phone = 'desk', packs: own } = person;
  const domain = group.defaultDomain;
  const userId = platform.fullId(id, domain);
  const device =
    phone === 'none' || phone === 'trunk' ? undefined : deviceOf(platform, group, person);
  const linePort = `${id}@${domain}`;
  const endpoint: User['endpoint'] =
    phone === 'trunk'
      ? { kind: 'trunk', config: {} }
      : device === undefined
        ? undefined
        : {
            kind: 'device',
            device,
            linePort,
            contacts:
              person.staticContact === undefined ? [] : [{ sipContact: person.staticContact }],
            config: { useHotline: false },
          };
  createUser(platform, group, id, {
    firstName,
    lastName,
    password: SEED_PASSWORD,
    extension,
    ...(number === undefined ? {} : { phoneNumber: `+1-2025550${number}` }),
    ...(endpoint === undefined ? {} : { endpoint }),
    aliases: (person.aliases ?? []).map((alias) => `${alias}@${domain}`),
    alternateUserIds: (person.alternateIds ?? []).map((alternateUserId) => ({ alternateUserId })),
    packs: [...(own ?? ['Office'])],
    services: [...plainServices, ...(person.services ?? [])],
    appearances: appearancesOf(platform, group, person),
    registrations:
      device === undefined || person.registered === false
        ? []
        : [registrationOf(person, device, linePort)],
    settings: settingsOf(person),
    profile: {
      emailAddress: userId,
      ...(person.title === undefined ? {} : { title: person.title }),
      ...(person.department === undefined
        ? {}
        : { department: department(group.groupId, person.department) }),
      ...(person.hiragana === undefined
        ? {}
        : { hiraganaLastName: person.hiragana[0], hiraganaFirstName: person.hiragana[1] }),
      ...(person.language === undefined ? {} : { language: person.language }),
    },
  });
}

function deviceOf(platform: Platform, group: Group, { id, phone = 'desk', sharesPhoneOf }: Person) {
  const deviceName = `${sharesPhoneOf ?? id}-phone`;
  const key: DeviceKey = {
    deviceLevel: 'Group',
    deviceName,
    serviceProviderId: group.serviceProviderId,
    groupId: group.groupId,
  };
  if (platform.findDevice(key) === undefined) {
    const type = phone === 'soft' ? 'Example Soft Client' : 'Example Desk Phone 6';
    createDevice(platform, group, deviceName, type, {
      config: phone === 'soft' ? {} : { macAddress: macAddress(platform.devices().length) },
      customTags: phone === 'desk' ? [{ tagName: '%LANG%', tagValue: 'de' }] : [],
    });
  }
  return key;
}

function appearancesOf(platform: Platform, group: Group, { id, appearsOn }: Person): LinePort[] {
  return (appearsOn ?? []).map((other, i) => ({
    device: {
      deviceLevel: 'Group',
      deviceName: `${other}-phone`,
      serviceProviderId: group.serviceProviderId,
      groupId: group.groupId,
    },
    linePort: platform.fullId(`${id}-shared-${String(i + 1)}`, group.defaultDomain),
    contacts: [],
    config: {
      isActive: true,
      allowOrigination: true,
      allowTermination: i === 0,
      allowVideo: true,
      useHotline: false,
    },
  }));
}

function registrationOf(person: Person, device: DeviceKey, linePort: string): Registration {
  const { staticContact, expired = false, userAgent = 'Example/6.4' } = person;
  return {
    linePort,
    endpointType: 'Primary',
    device,
    contact: staticContact ?? `sip:${linePort};transport=tls`,
    ...(staticContact === undefined ? { expires: NOW + (expired ? -2 : 3_650) * DAY_MS } : {}),
    userAgent,
    publicNetAddress: '198.51.100.20',
    privateNetAddress: '192.168.10.20',
  };
}

function settingsOf({ settings }: Person): Settings {
  return structuredClone(settings ?? {}) as Settings;
}

// Small things

function department(groupId: string, name: string): DepartmentKey {
  const isShared = name === 'Management';
  return isShared
    ? { $type: 'EnterpriseDepartmentKey', serviceProviderId: 'Grand-Harbour', name }
    : { $type: 'GroupDepartmentKey', serviceProviderId: 'Grand-Harbour', groupId, name };
}

function block(prefix: string, from: number, to: number): string[] {
  return Array.from(
    { length: to - from + 1 },
    (_, i) => prefix + String(from + i).padStart(4, '0'),
  );
}

function macAddress(index: number): string {
  return (0x02_00_5e_10_00_00 + index).toString(16).padStart(12, '0').toUpperCase();
}

function limited(
  services: Group['services'],
  limits: Readonly<Record<string, number>>,
): Group['services'] {
  return { ...services, ...limits };
}
