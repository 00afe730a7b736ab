import type { AccessDeviceMultipleIdentityAndContactEndpointRead22V2 } from '@ocipkit/commands/device-endpoint';
import type { Call } from '../../engine/behaviour.js';
import { own, Refusal } from '../../engine/refusal.js';
import type { DeviceKey, Endpoint, LinePort } from '../../platform/model.js';
import type { Platform } from '../../platform/platform.js';

/** A device as requests name it: by level and name, its owner being that of whoever asks. */
export interface NamedDevice {
  readonly deviceLevel: DeviceKey['deviceLevel'];
  readonly deviceName: string;
}

/** Owner of what refers to a device. */
export interface DeviceOwner {
  readonly serviceProviderId?: string | undefined;
  readonly groupId?: string | undefined;
}

/** The full key of a device that is named from within a group. */
export function deviceKey({ deviceLevel, deviceName }: NamedDevice, owner: DeviceOwner): DeviceKey {
  const { serviceProviderId = '', groupId = '' } = owner;
  switch (deviceLevel) {
    case 'System':
      return { deviceLevel, deviceName };
    case 'Service Provider':
      return { deviceLevel, deviceName, serviceProviderId };
    case 'Group':
      return { deviceLevel, deviceName, serviceProviderId, groupId };
  }
}

/**
 * Makes a line/port of what a request says of an access device endpoint.
 *
 * @throws Refusal if the device does not exist or has no free port; whether the line/port itself is free
 * is seen when the user is changed
 */
export function linePortOf(given: unknown, owner: DeviceOwner, { platform }: Call): LinePort {
  const { accessDevice, linePort, contact, ...config } = given as {
    accessDevice: NamedDevice;
    linePort: string;
    contact?: LinePort['contacts'];
  } & Record<string, unknown>;
  const device = platform.device(deviceKey(accessDevice, owner));
  const { deviceLevel, deviceName, serviceProviderId, groupId } = device;
  const full = platform.fullId(linePort);
  const { ports } = platform.deviceType(device.deviceType);
  const others = platform
    .linePortsOn(device)
    .filter((used) => used.linePort.linePort.toLowerCase() !== full.toLowerCase());
  if (ports !== 'unlimited' && others.length >= ports) {
    throw new Refusal(own.limitReached, `No free port on device: ${deviceName}`);
  }
  return {
    device: {
      deviceLevel,
      deviceName,
      ...(serviceProviderId === undefined ? {} : { serviceProviderId }),
      ...(groupId === undefined ? {} : { groupId }),
    },
    linePort: full,
    contacts: (contact ?? []).map((c) => ({ ...c })),
    config,
  };
}

/** The same as the primary endpoint of a user. */
export function requireFreePort(given: unknown, owner: DeviceOwner, call: Call): Endpoint {
  return { kind: 'device', ...linePortOf(given, owner, call) };
}

/** A line/port as reads of a user show it. */
export function readDeviceEndpoint(
  platform: Platform,
  { device, linePort, contacts, config }: LinePort,
): AccessDeviceMultipleIdentityAndContactEndpointRead22V2 & Record<string, unknown> {
  const { deviceLevel, deviceName } = device;
  const type = platform.findDevice(device)?.deviceType;
  return {
    useHotline: false,
    ...config,
    accessDevice: { deviceLevel, deviceName },
    linePort,
    contact: contacts,
    staticRegistrationCapable: contacts.length > 0,
    useDomain: true,
    supportVisualDeviceManagement:
      type !== undefined && platform.deviceType(type).supportsConfiguration,
  };
}
