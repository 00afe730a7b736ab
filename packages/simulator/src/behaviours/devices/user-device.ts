import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import { Refusal, seen } from '../../engine/refusal.js';
import { userSettings } from '../../engine/user-settings.js';
import type { Device, LinePort, User } from '../../platform/model.js';
import { nationalNumber } from '../../platform/numbers.js';
import { deviceId, linePortsOf } from '../../platform/holders.js';
import { deviceKey } from './endpoint.js';

/** Policies for the devices of a user, and the tags that their configuration files are filled with. */
export function userDevices(table: BehaviourTable): void {
  userSettings(table, {
    topic: 'Device Policies',
    get: 'UserDevicePoliciesGetRequest21',
    modify: ['UserDevicePoliciesModifyRequest'],
    defaults: {
      lineMode: 'Single User Private and Shared',
      enableDeviceFeatureSynchronization: false,
      enableDnd: false,
      enableCallForwardingAlways: false,
      enableCallForwardingBusy: false,
      enableCallForwardingNoAnswer: false,
      enableAcd: false,
      enableExecutive: false,
      enableExecutiveAssistant: false,
      enableSecurityClassification: false,
      enableCallRecording: false,
      enableCallDecline: false,
    },
    keep: (merged, request, user, { login }) => {
      if (login.loginType === 'User') {
        checkOwnChange(request, merged.lineMode);
      }
      return merged;
    },
  });
  table.on('UserAccessDeviceTagsGetRequest', ({ userId, accessDevice }, { platform }) => {
    const user = platform.user(userId);
    const device = platform.device(deviceKey(accessDevice, user));
    const id = deviceId(device);
    const line = linePortsOf(user).find((l) => deviceId(l.device) === id);
    if (line === undefined) {
      throw new Refusal(seen.deviceNotFound, `Device not found: ${device.deviceName}`);
    }
    const isMain = user.endpoint?.kind === 'device' && deviceId(user.endpoint.device) === id;
    return { deviceTagsTable: tagsOf(user, device, line, isMain, platform) };
  });
}

/** A user may change one of the policies alone, and not on a phone that several users share. */
function checkOwnChange(request: object, lineMode: unknown): void {
  const changesOther = Object.entries(request).some(
    ([name, value]) => value !== undefined && name !== 'userId' && name !== 'enableCallDecline',
  );
  if (changesOther || lineMode !== 'Single User Private and Shared') {
    throw new Refusal(
      seen.unauthorized,
      'Unauthorized transaction: UserDevicePoliciesModifyRequest',
    );
  }
}

/** Values of the platform's own tags are known for the main device of the user alone. */
function tagsOf(
  user: User,
  device: Device,
  { linePort }: LinePort,
  isMain: boolean,
  platform: Call['platform'],
): readonly { tagName: string; tagValue: string | undefined }[] {
  const { phoneNumber, extension, profile } = user;
  const macAddress = device.config.macAddress;
  const [lineId = '', host = ''] = linePort.split('@');
  const own: Readonly<Record<string, string | undefined>> = {
    '%BWMACADDRESS%': typeof macAddress === 'string' ? macAddress : undefined,
    '%BWTIMEZONE%': profile.timeZone,
    '%BWCOUNTRYCODE%': platform.system.countryCode,
    '%BWLINEPORT-1%': lineId,
    '%BWHOST-1%': host,
    '%BWFIRSTNAME-1%': profile.firstName,
    '%BWLASTNAME-1%': profile.lastName,
    '%BWNAME-1%': `${profile.firstName} ${profile.lastName}`,
    '%BWE164-1%': phoneNumber?.replace('-', ''),
    '%BWCLID-1%': phoneNumber === undefined ? undefined : nationalNumber(phoneNumber),
    '%BWEXTENSION-1%': extension,
  };
  return [
    ...Object.entries(own).map(([tagName, value]) => ({
      tagName,
      tagValue: isMain ? value : undefined,
    })),
    ...device.customTags.map(({ tagName, tagValue }) => ({ tagName, tagValue })),
  ];
}
