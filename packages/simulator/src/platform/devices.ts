import { own, Refusal } from '../engine/refusal.js';
import type { Device, DeviceKey, Group, Registration, User } from './model.js';
import { deviceId, linePortsOf } from './holders.js';
import type { Platform } from './platform.js';

/** How a device is used. */
export interface DeviceUse {
  /** Line/ports in use. */
  readonly ports: number;
  /** The User-Agent header of the last registration. */
  readonly userAgent?: string | undefined;
}

/** The use of all devices that these users have line/ports on, by {@link deviceId}. */
export function deviceUses(users: Iterable<User>): ReadonlyMap<string, DeviceUse> {
  const uses = new Map<string, DeviceUse>();
  const update = (device: DeviceKey, change: (use: DeviceUse) => DeviceUse): void => {
    const id = deviceId(device);
    uses.set(id, change(uses.get(id) ?? unused));
  };
  for (const user of users) {
    for (const { device } of linePortsOf(user)) {
      update(device, (use) => ({ ...use, ports: use.ports + 1 }));
    }
    for (const registration of user.registrations) {
      update(registration.device, (use) => ({ ...use, userAgent: newestAgent(use, registration) }));
    }
  }
  return uses;
}

/** The use of one device, as {@link deviceUses} has it. */
export function deviceUseOf(device: DeviceKey, users: Iterable<User>): DeviceUse {
  const id = deviceId(device);
  // Most devices have another name: nothing is built for them.
  const isSame = (other: DeviceKey): boolean =>
    other.deviceName === device.deviceName && deviceId(other) === id;
  let use = unused;
  for (const user of users) {
    for (const line of linePortsOf(user)) {
      if (isSame(line.device)) use = { ...use, ports: use.ports + 1 };
    }
    for (const registration of user.registrations) {
      if (!isSame(registration.device)) continue;
      use = { ...use, userAgent: newestAgent(use, registration) };
    }
  }
  return use;
}

/** The use of a device that nobody has a line/port on. */
export const unused: DeviceUse = { ports: 0 };

function newestAgent({ userAgent }: DeviceUse, registration: Registration): string | undefined {
  return registration.userAgent ?? userAgent;
}

/** Users who can have line/ports on a device of an owner. */
export function usersNear(
  platform: Platform,
  {
    serviceProviderId,
    groupId,
  }: { readonly serviceProviderId?: string | undefined; readonly groupId?: string | undefined },
): Iterable<User> {
  if (serviceProviderId === undefined) return platform.users();
  if (groupId !== undefined) {
    const group = platform.findGroup(serviceProviderId, groupId);
    return group === undefined ? [] : platform.usersOf(group);
  }
  return platform.groupsOf(serviceProviderId).flatMap((group) => platform.usersOf(group));
}

/** @throws Refusal if a line/port or a trunk group is on the device */
export function checkUnused(platform: Platform, device: Device): void {
  const [line] = platform.linePortsOn(device);
  if (line !== undefined) throw inUse(device, `user ${line.user.userId}`);
  const trunkGroup = trunkGroupOn(platform, device);
  if (trunkGroup !== undefined) throw inUse(device, `trunk group ${trunkGroup}`);
}

function inUse({ deviceName }: Device, by: string): Refusal {
  return new Refusal(own.inUse, `Device is in use: ${deviceName}`, by);
}

function trunkGroupOn(platform: Platform, device: Device): string | undefined {
  const id = deviceId(device);
  for (const group of platform.groups()) {
    const found = group.trunkGroups.find(
      ({ accessDevice }) =>
        accessDevice !== undefined && deviceId(ownedBy(group, accessDevice)) === id,
    );
    if (found !== undefined) return found.name;
  }
  return undefined;
}

/** The full key of a device that a group names by level and name. */
function ownedBy({ serviceProviderId, groupId }: Group, key: DeviceKey): DeviceKey {
  const { deviceLevel, deviceName } = key;
  switch (deviceLevel) {
    case 'System':
      return { deviceLevel, deviceName };
    case 'Service Provider':
      return { deviceLevel, deviceName, serviceProviderId };
    case 'Group':
      return { deviceLevel, deviceName, serviceProviderId, groupId };
  }
}
