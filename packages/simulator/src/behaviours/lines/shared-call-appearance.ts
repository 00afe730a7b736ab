import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import { merge } from '../../engine/merge.js';
import { notFound, own, Refusal } from '../../engine/refusal.js';
import { userSettings } from '../../engine/user-settings.js';
import { sameId } from '../../platform/id-map.js';
import type { LinePort, User } from '../../platform/model.js';
import { deviceId } from '../../platform/holders.js';
import type { Platform } from '../../platform/platform.js';
import { hasService, requireService, servicesOf } from '../../platform/services.js';
import {
  maxAppearances,
  sharedCallAppearanceServices,
  sharedCallAppearanceTopic,
} from '../../platform/shared-call-appearance.js';
import { deviceKey, linePortOf, type NamedDevice } from '../devices/endpoint.js';

/** Line/ports that a user has beside the primary one. */
export function sharedCallAppearances(table: BehaviourTable): void {
  userSettings(table, {
    services: sharedCallAppearanceServices,
    topic: sharedCallAppearanceTopic,
    get: 'UserSharedCallAppearanceGetRequest21sp1',
    alsoGet: ['UserSharedCallAppearanceGetRequest16sp2'],
    modify: ['UserSharedCallAppearanceModifyRequest'],
    defaults: {
      alertAllAppearancesForClickToDialCalls: true,
      alertAllAppearancesForGroupPagingCalls: true,
      allowSCACallRetrieve: false,
      multipleCallArrangementIsActive: false,
      allowBridgingBetweenLocations: false,
      bridgeWarningTone: 'None',
      enableCallParkNotification: false,
    },
    show: (_, user, { platform }) => ({
      maxAppearances: maxAppearances(servicesOf(platform, user)),
      enableMultipleCallArrangement: hasService(platform, user, 'Multiple Call Arrangement'),
      endpointTable: user.appearances.map((line) => endpointRow(platform, line)),
    }),
  });
  table
    .on('UserSharedCallAppearanceAddEndpointRequest22', (request, call) => {
      const { platform } = call;
      const user = find(request.userId, call);
      requireRoom(platform, user);
      const { userId: _, accessDeviceEndpoint, ...use } = request;
      const { contact, pathHeader, ...endpoint } = accessDeviceEndpoint;
      const line = linePortOf(
        {
          ...endpoint,
          ...use,
          contact: contact === undefined ? [] : [{ sipContact: contact, pathHeader }],
        },
        user,
        call,
      );
      requireFreeNumber(platform, line);
      platform.changeUser(user, (draft) => {
        draft.appearances.push(line);
      });
    })
    .onFields('UserSharedCallAppearanceGetEndpointRequest22', (request: EndpointRequest, call) => {
      const user = find(request.userId, call);
      return { useHotline: false, ...appearanceOf(user, request.accessDeviceEndpoint).config };
    })
    .on('UserSharedCallAppearanceModifyEndpointRequest', (request, call) => {
      const user = find(request.userId, call);
      const index = user.appearances.indexOf(appearanceOf(user, request.accessDeviceEndpoint));
      call.platform.changeUser(user, (draft) => {
        draft.appearances = draft.appearances.map((line, i) =>
          i === index ? { ...line, config: merge(line.config, request, keys) } : line,
        );
      });
    })
    .on('UserSharedCallAppearanceDeleteEndpointListRequest14', (request, call) => {
      const user = find(request.userId, call);
      const gone = request.accessDeviceEndpoint.map((key) => appearanceOf(user, key).linePort);
      const stays = ({ linePort }: { linePort: string }): boolean =>
        !gone.some((id) => sameId(id, linePort));
      call.platform.changeUser(user, (draft) => {
        draft.appearances = draft.appearances.filter(stays);
        draft.registrations = draft.registrations.filter(stays);
      });
    });
}

/** Fields that name an endpoint. */
const keys = ['userId', 'accessDeviceEndpoint'];

interface EndpointKey {
  readonly accessDevice: NamedDevice;
  readonly linePort: string;
}

interface EndpointRequest {
  readonly userId: string;
  readonly accessDeviceEndpoint: EndpointKey;
}

function find(userId: string, { platform }: Call): User {
  const user = platform.user(userId);
  requireService(platform, user, ...sharedCallAppearanceServices);
  return user;
}

function appearanceOf(user: User, { accessDevice, linePort }: EndpointKey): LinePort {
  const device = deviceId(deviceKey(accessDevice, user));
  const found = user.appearances.find(
    (line) => sameId(line.linePort, linePort) && sameId(deviceId(line.device), device),
  );
  if (found === undefined) throw notFound('Shared call appearance', linePort);
  return found;
}

function requireRoom(platform: Platform, user: User): void {
  const limit = maxAppearances(servicesOf(platform, user));
  if (user.appearances.length >= limit) {
    throw new Refusal(
      own.limitReached,
      `Limit of shared call appearances reached: ${String(limit)}`,
    );
  }
}

/** A port of a device, where the request chooses one, takes one line. */
function requireFreeNumber(platform: Platform, line: LinePort): void {
  const { portNumber } = line.config;
  if (portNumber === undefined) return;
  const isTaken = platform
    .linePortsOn(line.device)
    .some(({ linePort }) => linePort.config.portNumber === portNumber);
  if (isTaken) {
    throw new Refusal(
      own.inUse,
      `Port is already in use: ${text(portNumber) ?? ''} of ${line.device.deviceName}`,
    );
  }
}

function endpointRow(platform: Platform, { device, linePort, contacts, config }: LinePort) {
  const found = platform.findDevice(device);
  const [contact] = contacts;
  return {
    deviceLevel: device.deviceLevel,
    deviceName: device.deviceName,
    deviceType: found?.deviceType,
    linePort,
    sipContact: contact?.sipContact.replace(/^sip:/i, ''),
    portNumber: text(config.portNumber),
    privateIdentity: text(config.privateIdentity),
    deviceSupportVisualDeviceManagement:
      found !== undefined && platform.deviceType(found.deviceType).supportsConfiguration,
    isActive: config.isActive === true,
    allowOrigination: config.allowOrigination === true,
    allowTermination: config.allowTermination === true,
    macAddress: text(found?.config.macAddress),
    pathHeader: contact?.pathHeader,
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
