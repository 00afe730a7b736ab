import type { UserPolycomPhoneServicesGetResponse } from '@ocipkit/commands/polycom-phone-services';
import type { BehaviourTable } from '../../engine/behaviour.js';
import { merge } from '../../engine/merge.js';
import { notAllowed } from '../../engine/refusal.js';
import { sameId } from '../../platform/id-map.js';
import { deviceId } from '../../platform/holders.js';
import type { User } from '../../platform/model.js';
import type { Platform } from '../../platform/platform.js';
import { requireService } from '../../platform/services.js';
import { deviceKey, type NamedDevice } from './endpoint.js';

const service = 'Polycom Phone Services';

type Settings = Partial<Omit<UserPolycomPhoneServicesGetResponse, '$type'>>;

/** The directory of each phone of a user, as far as it comes from the platform. */
export function phoneServices(table: BehaviourTable): void {
  table
    .on('UserPolycomPhoneServicesGetRequest', ({ userId, accessDevice }, { platform }) => {
      const user = platform.user(userId);
      return settingsOf(user, phoneOf(platform, user, accessDevice));
    })
    .on('UserPolycomPhoneServicesModifyRequest', (request, { platform }) => {
      const user = platform.user(request.userId);
      const phone = phoneOf(platform, user, request.accessDevice);
      const next = merge<Settings>(settingsOf(user, phone), request, ['userId', 'accessDevice']);
      platform.changeUser(user, (draft) => {
        draft.settings[service] = { ...draft.settings[service], [phone]: next };
      });
    });
}

function settingsOf(user: User, phone: string) {
  return {
    integratePhoneDirectoryWithBroadWorks: false,
    includeUserPersonalPhoneListInDirectory: false,
    includeGroupCustomContactDirectoryInDirectory: false,
    ...(user.settings[service]?.[phone] as Settings | undefined),
  };
}

/** @throws Refusal if it is not the device of the user's primary endpoint */
function phoneOf(platform: Platform, user: User, named: NamedDevice): string {
  requireService(platform, user, service);
  const phone = deviceId(platform.device(deviceKey(named, user)));
  const { endpoint } = user;
  if (endpoint?.kind !== 'device' || !sameId(deviceId(endpoint.device), phone)) {
    throw notAllowed(`The user is not the primary user of device ${named.deviceName}`);
  }
  return phone;
}
