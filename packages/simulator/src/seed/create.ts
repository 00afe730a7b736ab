import { GroupService, UserService } from '@ocipkit/commands/service-names';
import { hashPassword } from '../engine/passwords.js';
import type {
  Administrator,
  Device,
  Group,
  InstanceKind,
  Quantity,
  ServiceInstance,
  ServiceProvider,
  User,
} from '../platform/model.js';
import { newGroup, newServiceProvider } from '../platform/new-owners.js';
import type { Platform } from '../platform/platform.js';

/*
 * Puts objects into a platform with everything that they need set, past the requests that an operator
 * would send: for seeds and tests.
 */

/** Every user and group service, as many as are wanted. */
function allServices(): Record<string, Quantity> {
  return Object.fromEntries(
    [...UserService.values, ...GroupService.values].map((service) => [service, 'unlimited']),
  );
}

export function createServiceProvider(
  platform: Platform,
  serviceProviderId: string,
  more: Partial<ServiceProvider> = {},
): ServiceProvider {
  const { defaultDomain } = platform.system;
  const serviceProvider = newServiceProvider({
    serviceProviderId,
    defaultDomain,
    serviceProviderName: serviceProviderId,
    services: allServices(),
    ...more,
  });
  platform.serviceProviders.set(serviceProviderId, serviceProvider);
  return serviceProvider;
}

export function createGroup(
  platform: Platform,
  serviceProvider: ServiceProvider,
  groupId: string,
  more: Partial<Group> = {},
): Group {
  const { serviceProviderId, defaultDomain } = serviceProvider;
  const group = newGroup({
    serviceProviderId,
    groupId,
    defaultDomain,
    groupName: groupId,
    userLimit: 25,
    timeZone: 'America/New_York',
    services: { ...serviceProvider.services },
    ...more,
  });
  platform.addGroup(group);
  return group;
}

/** Adds numbers to a group and its service provider. */
export function createNumbers(
  platform: Platform,
  group: Group,
  numbers: readonly string[],
  isActivated = true,
): void {
  const canonical = numbers.map((number) => platform.number(number));
  platform.numbers.add(group.serviceProviderId, canonical);
  for (const number of canonical) {
    const record = platform.numbers.get(number);
    if (record === undefined) continue;
    platform.numbers.assign(record, group);
    record.isActivated = isActivated;
  }
}

export interface NewUser extends Partial<Omit<User, 'userId' | 'profile'>> {
  readonly firstName: string;
  readonly lastName: string;
  readonly password?: string;
  readonly profile?: Partial<User['profile']>;
}

export function createUser(platform: Platform, group: Group, id: string, given: NewUser): User {
  const { firstName, lastName, password, profile, ...more } = given;
  const user: User = {
    userId: platform.fullId(id, group.defaultDomain),
    serviceProviderId: group.serviceProviderId,
    groupId: group.groupId,
    profile: {
      firstName,
      lastName,
      callingLineIdFirstName: firstName,
      callingLineIdLastName: lastName,
      language: 'English',
      timeZone: group.timeZone,
      allowVideo: true,
      ...profile,
    },
    aliases: [],
    alternateUserIds: [],
    appearances: [],
    registrations: [],
    services: [],
    packs: [],
    schedules: [],
    settings: {},
    ...(password === undefined ? {} : { passwordHash: hashPassword(password) }),
    ...more,
  };
  platform.addUser(user);
  return user;
}

export function createInstance(
  platform: Platform,
  group: Group,
  kind: InstanceKind,
  id: string,
  more: Partial<ServiceInstance> & { readonly name: string },
): ServiceInstance {
  const { name, profile, ...rest } = more;
  const instance: ServiceInstance = {
    serviceUserId: platform.fullId(id, group.defaultDomain),
    kind,
    serviceProviderId: group.serviceProviderId,
    groupId: group.groupId,
    isActive: true,
    profile: {
      name,
      callingLineIdFirstName: name,
      callingLineIdLastName: kind,
      language: 'English',
      timeZone: group.timeZone,
      ...profile,
    },
    aliases: [],
    agents: [],
    supervisorIds: [],
    config: {},
    ...rest,
  };
  platform.addInstance(instance);
  return instance;
}

export function createDevice(
  platform: Platform,
  owner: Group | ServiceProvider | undefined,
  deviceName: string,
  deviceType: string,
  more: Partial<Device> = {},
): Device {
  const device: Device = {
    ...(owner === undefined
      ? { deviceLevel: 'System' }
      : 'groupId' in owner
        ? {
            deviceLevel: 'Group',
            serviceProviderId: owner.serviceProviderId,
            groupId: owner.groupId,
          }
        : { deviceLevel: 'Service Provider', serviceProviderId: owner.serviceProviderId }),
    deviceName,
    deviceType,
    config: {},
    customTags: [],
    ...more,
  };
  platform.addDevice(device);
  return device;
}

export interface NewAdministrator extends Partial<Administrator> {
  readonly level: Administrator['level'];
  readonly password?: string;
}

export function createAdministrator(
  platform: Platform,
  id: string,
  { password, ...given }: NewAdministrator,
): Administrator {
  const administrator: Administrator = {
    userId: platform.fullId(id),
    isDisabled: false,
    policy: {},
    language: 'English',
    ...(password === undefined ? {} : { passwordHash: hashPassword(password) }),
    ...given,
  };
  platform.addAdministrator(administrator);
  return administrator;
}
