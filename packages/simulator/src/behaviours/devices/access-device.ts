import type { GroupAccessDeviceModifyRequest22 } from '@ocipkit/commands/group-device';
import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import { list, type Readers } from '../../engine/listing.js';
import { merge } from '../../engine/merge.js';
import { hashPassword } from '../../engine/passwords.js';
import { alreadyExists, invalid, notAllowed, Refusal, seen } from '../../engine/refusal.js';
import {
  checkUnused,
  deviceUseOf,
  deviceUses,
  unused,
  usersNear,
  type DeviceUse,
} from '../../platform/devices.js';
import { sameId } from '../../platform/id-map.js';
import type { Device, DeviceKey, DeviceType, Quantity } from '../../platform/model.js';
import { deviceId } from '../../platform/holders.js';
import type { Platform } from '../../platform/platform.js';
import { deviceKey } from './endpoint.js';

/** Devices of groups, of service providers and of the system. */
export function accessDevices(table: BehaviourTable): void {
  adding(table);
  reading(table);
  table
    .on('GroupAccessDeviceModifyRequest22', (request, { platform }) => {
      modifyDevice(platform, requestedDevice(platform, 'Group', request), request);
    })
    .on('GroupAccessDeviceDeleteRequest', (request, { platform }) => {
      deleteDevice(platform, requestedDevice(platform, 'Group', request));
    })
    .on('ServiceProviderAccessDeviceDeleteRequest', (request, { platform }) => {
      deleteDevice(platform, requestedDevice(platform, 'Service Provider', request));
    });
}

function adding(table: BehaviourTable): void {
  table
    .on('GroupAccessDeviceAddRequest22V2', (request, { platform }) => {
      const { serviceProviderId, groupId } = groupOf(platform, request);
      const owner = { deviceLevel: 'Group', serviceProviderId, groupId } as const;
      addDevice(platform, owner, request);
    })
    .on('ServiceProviderAccessDeviceAddRequest22V2', (request, { platform }) => {
      const { serviceProviderId } = serviceProviderOf(platform, request);
      addDevice(platform, { deviceLevel: 'Service Provider', serviceProviderId }, request);
    });
}

function reading(table: BehaviourTable): void {
  const read =
    (level: DeviceKey['deviceLevel'], show: (device: object) => object = (device) => device) =>
    (request: NamesDevice, { platform }: Call) =>
      show(readDevice(platform, requestedDevice(platform, level, request)));
  table
    .onFields('GroupAccessDeviceGetRequest24V3', read('Group'))
    .onFields('GroupAccessDeviceGetRequest18sp1', read('Group', withoutTls))
    .onFields('ServiceProviderAccessDeviceGetRequest24V3', read('Service Provider'))
    .onFields('ServiceProviderAccessDeviceGetRequest18sp1', read('Service Provider', withoutTls))
    .onFields('SystemAccessDeviceGetRequest24V3', read('System'))
    .onFields('SystemAccessDeviceGetRequest18sp1', read('System', withoutTls))
    .on('GroupAccessDeviceGetListRequest', (request, { platform }) => {
      const { serviceProviderId, groupId } = groupOf(platform, request);
      const owner = { serviceProviderId, groupId };
      return { accessDeviceTable: listDevices(platform, owner, request) };
    })
    .on('ServiceProviderAccessDeviceGetListRequest', (request, { platform }) => {
      const { serviceProviderId } = serviceProviderOf(platform, request);
      return { accessDeviceTable: listDevices(platform, { serviceProviderId }, request) };
    });
}

// What a request names

type OwnerIds = Pick<DeviceKey, 'serviceProviderId' | 'groupId'>;

interface NamesDevice {
  readonly serviceProviderId?: string | undefined;
  readonly groupId?: string | undefined;
  readonly deviceName?: string | undefined;
  readonly deviceExternalId?: string | undefined;
}

/**
 * The device that a request names, by its place and name or by its external id.
 *
 * @throws Refusal if there is none of that level, or its owner does not exist
 */
export function requestedDevice(
  platform: Platform,
  deviceLevel: DeviceKey['deviceLevel'],
  request: NamesDevice,
): Device {
  const { serviceProviderId, groupId, deviceName, deviceExternalId = '' } = request;
  if (deviceName === undefined) {
    const found = platform.findDeviceBy(deviceExternalId);
    if (found?.deviceLevel === deviceLevel) return found;
    throw new Refusal(seen.deviceNotFound, `Device not found: ${deviceExternalId}`);
  }
  if (serviceProviderId !== undefined) {
    platform.serviceProvider(serviceProviderId);
    if (groupId !== undefined) platform.group(serviceProviderId, groupId);
  }
  return platform.device(deviceKey({ deviceLevel, deviceName }, request));
}

function groupOf(
  platform: Platform,
  request: {
    readonly serviceProviderId?: string | undefined;
    readonly groupId?: string | undefined;
    readonly groupExternalId?: string | undefined;
  },
): Required<OwnerIds> {
  const { serviceProviderId, groupId, groupExternalId } = request;
  if (serviceProviderId !== undefined && groupId !== undefined) {
    return platform.group(serviceProviderId, groupId);
  }
  for (const group of platform.groups()) {
    if (sameId(group.groupExternalId, groupExternalId)) return group;
  }
  throw new Refusal(seen.groupNotFound, `Group not found: ${groupExternalId ?? ''}`);
}

function serviceProviderOf(
  platform: Platform,
  { serviceProviderId }: { readonly serviceProviderId?: string | undefined },
): { readonly serviceProviderId: string } {
  if (serviceProviderId === undefined) {
    throw invalid('Service provider external ids are not simulated');
  }
  return platform.serviceProvider(serviceProviderId);
}

// Adding, changing, deleting

interface NewDevice {
  readonly deviceName?: string | undefined;
  readonly deviceExternalId?: string | undefined;
  readonly deviceType: string;
}

const notConfig = [
  'serviceProviderId',
  'groupId',
  'deviceName',
  'groupExternalId',
  'serviceProviderExternalId',
  'deviceExternalId',
  'deviceType',
  'accessDeviceCredentials',
  'configurationFile',
];

function addDevice(
  platform: Platform,
  owner: Omit<DeviceKey, 'deviceName'>,
  request: NewDevice & Fields,
): void {
  const { deviceExternalId, deviceName = deviceExternalId ?? '', deviceType } = request;
  const config = Object.fromEntries(
    Object.entries(request).filter(
      ([name, value]) => value !== undefined && !notConfig.includes(name),
    ),
  );
  const device: Device = {
    ...owner,
    deviceName,
    deviceType,
    ...(deviceExternalId === undefined ? {} : { deviceExternalId }),
    config: { ...config, ...credentials(request.accessDeviceCredentials) },
    customTags: [],
  };
  // Asks for the name first: the platform tells of a device that exists rather than of its fields.
  if (platform.findDevice(device) === undefined) {
    checkConfig(platform.deviceType(deviceType), config);
    if (deviceExternalId !== undefined && platform.findDeviceBy(deviceExternalId) !== undefined) {
      throw alreadyExists('Device with external id', deviceExternalId);
    }
  }
  platform.addDevice(device);
}

interface Fields {
  readonly accessDeviceCredentials?: Credentials | null | undefined;
}

interface Credentials {
  readonly userName: string;
  readonly password: string;
}

/** Credentials as they are kept; the password can not be read. */
function credentials(given: Credentials | null | undefined): Record<string, unknown> {
  if (given === undefined || given === null) return {};
  return { userName: given.userName, passwordHash: hashPassword(given.password) };
}

/** @throws Refusal if the type of the device does not take what it is to have */
function checkConfig(type: DeviceType, config: Record<string, unknown>): void {
  const { protocol, macAddress, configurationMode } = config;
  if (typeof protocol === 'string' && protocol !== type.protocol) {
    throw invalid(`Device type ${type.name} does not support the protocol ${protocol}`);
  }
  if (typeof macAddress === 'string' && !/^[\da-f]{12}$/i.test(macAddress)) {
    throw invalid(`Invalid MAC address: ${macAddress}`);
  }
  if (configurationMode !== undefined && !type.supportsConfiguration) {
    throw notAllowed(`Device type ${type.name} takes no configuration`);
  }
}

function modifyDevice(
  platform: Platform,
  device: Device,
  request: GroupAccessDeviceModifyRequest22,
): void {
  const { accessDeviceCredentials, configurationFile } = request;
  const config: Record<string, unknown> = {
    ...merge(device.config, request, notConfig),
    ...credentials(accessDeviceCredentials),
  };
  if (accessDeviceCredentials === null) {
    delete config.userName;
    delete config.passwordHash;
  }
  if (configurationFile?.sourceFileName !== undefined) {
    config.configurationFileName = configurationFile.sourceFileName;
  }
  checkConfig(platform.deviceType(device.deviceType), config);
  device.config = config;
}

function deleteDevice(platform: Platform, device: Device): void {
  checkUnused(platform, device);
  platform.removeDevice(device);
}

// Reading

function readDevice(platform: Platform, device: Device): object {
  const { config, deviceType, deviceName, deviceExternalId, serviceProviderId, groupId } = device;
  const type = platform.deviceType(deviceType);
  const use = deviceUseOf(device, usersNear(platform, device));
  return {
    protocol: type.protocol,
    transportProtocol: 'Unspecified',
    useCustomUserNamePassword: false,
    useDeviceCode: false,
    configurationMode: type.supportsConfiguration ? 'Default' : undefined,
    isWebexTeamsDevice: false,
    ...config,
    deviceType,
    numberOfPorts: type.ports === 'unlimited' ? { unlimited: true } : { quantity: type.ports },
    numberOfAssignedPorts: use.ports,
    status,
    version: use.userAgent,
    serviceProviderId,
    groupId,
    deviceName,
    deviceExternalId,
  };
}

/** Devices are never taken out of service here. */
const status = 'Online';

/** Older reads know no TLS. */
function withoutTls(device: object): object {
  const { transportProtocol, ...others } = device as { readonly transportProtocol?: string };
  return transportProtocol === 'TLS' ? others : device;
}

type DeviceRow = ReturnType<typeof deviceRow>;

function listDevices(platform: Platform, owner: OwnerIds, request: object): readonly DeviceRow[] {
  const { serviceProviderId, groupId } = owner;
  const isOwn = (device: Device): boolean =>
    sameId(device.serviceProviderId, serviceProviderId) &&
    (groupId === undefined ? device.groupId === undefined : sameId(device.groupId, groupId));
  const uses = deviceUses(usersNear(platform, owner));
  const rows = platform
    .devices()
    .filter(isOwn)
    .map((device) => deviceRow(platform, device, uses.get(deviceId(device)) ?? unused));
  return list(rows, request, { criteria });
}

function deviceRow(platform: Platform, device: Device, use: DeviceUse) {
  const { deviceName, deviceType, deviceExternalId, config } = device;
  return {
    deviceName,
    deviceType,
    availablePorts: freePorts(platform.deviceType(deviceType).ports, use.ports),
    netAddress: text(config.netAddress),
    macAddress: text(config.macAddress),
    status,
    version: use.userAgent,
    accessDeviceExternalId: deviceExternalId,
  };
}

function freePorts(ports: Quantity, used: number): string {
  return ports === 'unlimited' ? 'Unlimited' : String(ports - used);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

const criteria: Readers<DeviceRow> = {
  searchCriteriaDeviceName: (row) => row.deviceName,
  searchCriteriaDeviceMACAddress: (row) => row.macAddress,
  searchCriteriaDeviceNetAddress: (row) => row.netAddress,
  searchCriteriaExactDeviceType: (row) => row.deviceType,
  searchCriteriaAccessDeviceVersion: (row) => row.version,
};
