import type { ShownAccount } from '../options.js';
import type { Group, User } from '../platform/model.js';
import type { Platform } from '../platform/platform.js';
import {
  createAdministrator,
  createDevice,
  createGroup,
  createNumbers,
  createServiceProvider,
  createUser,
} from './create.js';
import { SEED_PASSWORD, type Soil } from './soil.js';

/*
 * Many users that are all alike, for measuring. Every one has a number, a registered phone and the
 * services of an ordinary office.
 */

const services = [
  'Authentication',
  'Call Forwarding Always',
  'Call Forwarding Busy',
  'Call Forwarding No Answer',
  'Call Forwarding Not Reachable',
  'Call Waiting',
  'Do Not Disturb',
  'Shared Call Appearance 5',
  'Speed Dial 8',
  'Third-Party MWI Control',
  'Voice Messaging User',
];

const USERS_PER_GROUP = 1_000;

/** One enterprise with one group. */
export function seedGroup({ platform }: Soil, count: number): readonly ShownAccount[] {
  const enterprise = createServiceProvider(platform, 'Scale', { isEnterprise: true });
  const group = createGroup(platform, enterprise, 'Group-1', { userLimit: count + 10 });
  fillGroup(platform, group, count, 0);
  const admin = createAdministrator(platform, 'group-admin', {
    level: 'Group',
    serviceProviderId: 'Scale',
    groupId: 'Group-1',
    password: SEED_PASSWORD,
  });
  return [{ userId: admin.userId, password: SEED_PASSWORD, level: 'Group' }];
}

/** One enterprise with as many groups as are needed. */
export function seedUsers({ platform }: Soil, count: number): readonly ShownAccount[] {
  const enterprise = createServiceProvider(platform, 'Scale', { isEnterprise: true });
  for (let first = 0; first < count; first += USERS_PER_GROUP) {
    const size = Math.min(USERS_PER_GROUP, count - first);
    const number = String(first / USERS_PER_GROUP + 1);
    const group = createGroup(platform, enterprise, `Group-${number}`, {
      userLimit: USERS_PER_GROUP + 10,
      services: enterprise.services,
    });
    fillGroup(platform, group, size, first);
  }
  const admin = createAdministrator(platform, 'enterprise-admin', {
    level: 'Service Provider',
    serviceProviderId: 'Scale',
    password: SEED_PASSWORD,
  });
  return [{ userId: admin.userId, password: SEED_PASSWORD, level: 'Service Provider' }];
}

function fillGroup(platform: Platform, group: Group, count: number, first: number): void {
  const numbers = Array.from({ length: count }, (_, i) => numberOf(first + i));
  createNumbers(platform, group, numbers);
  for (let i = 0; i < count; i++) {
    const index = first + i;
    const id = `user${String(index + 1)}`;
    const deviceName = `${id}-phone`;
    createDevice(platform, group, deviceName, 'Generic SIP Phone', {
      config: { macAddress: (0x02_00_00_00_00_00 + index).toString(16).padStart(12, '0') },
    });
    createUser(platform, group, id, userOf(platform, group, index, deviceName));
  }
}

const firstNames = [
  'Anna',
  'Ben',
  'Chloé',
  'David',
  'Eva',
  'Farid',
  'Greta',
  'Hugo',
  'Ines',
  'Jan',
];
const lastNames = ['Adler', 'Bauer', 'Conti', 'Dubois', 'Ekström', 'Fuchs', 'García', 'Huber'];

function userOf(
  platform: Platform,
  group: Group,
  index: number,
  deviceName: string,
): Partial<User> & { firstName: string; lastName: string } {
  const linePort = platform.fullId(`user${String(index + 1)}-line`);
  const device = {
    deviceLevel: 'Group',
    deviceName,
    serviceProviderId: group.serviceProviderId,
    groupId: group.groupId,
  } as const;
  return {
    firstName: firstNames[index % firstNames.length] ?? '',
    lastName: lastNames[Math.floor(index / firstNames.length) % lastNames.length] ?? '',
    phoneNumber: numberOf(index),
    extension: String(10_000 + (index % 90_000)),
    endpoint: {
      kind: 'device',
      device,
      linePort,
      contacts: [],
      config: { useHotline: false },
    },
    registrations: [
      {
        linePort,
        endpointType: 'Primary',
        device,
        contact: `sip:${linePort};transport=tcp`,
        userAgent: 'Example/1.0',
      },
    ],
    services: [...services],
    settings:
      index % 7 === 0
        ? {
            'Call Forwarding Always': {
              isActive: true,
              isRingSplashActive: false,
              forwardToPhoneNumber: numberOf(0),
            },
          }
        : {},
  };
}

/** Numbers set aside for fiction are too few: these have an area code that is not in use. */
function numberOf(index: number): string {
  return `+1-${String(2_000_000_000 + index)}`;
}
