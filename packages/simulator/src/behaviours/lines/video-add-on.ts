import type { BehaviourTable } from '../../engine/behaviour.js';
import { userSettings } from '../../engine/user-settings.js';
import type { LinePort } from '../../platform/model.js';
import { videoLinePortOf } from '../../platform/holders.js';
import { linePortOf, readDeviceEndpoint } from '../devices/endpoint.js';

/** A second device that shows the picture. Its line/port is the user's, as those of phones are. */
export function videoAddOn(table: BehaviourTable): void {
  userSettings(table, {
    services: ['Video Add-On'],
    get: 'UserVideoAddOnGetRequest22',
    modify: ['UserVideoAddOnModifyRequest14'],
    keys: ['userId', 'accessDeviceEndpoint'],
    defaults: { isActive: false, maxOriginatingCallDelaySeconds: 10 },
    keep: (merged, request, user, call) => {
      const { accessDeviceEndpoint } = request as { accessDeviceEndpoint?: GivenEndpoint | null };
      if (accessDeviceEndpoint === undefined) return merged;
      if (accessDeviceEndpoint === null) return { ...merged, accessDeviceEndpoint: undefined };
      const { contact, pathHeader, ...given } = accessDeviceEndpoint;
      const line = linePortOf(given, user, call);
      const present = videoLinePortOf(user);
      const isSame = present?.linePort.toLowerCase() === line.linePort.toLowerCase();
      return {
        ...merged,
        accessDeviceEndpoint: {
          ...line,
          config: isSame ? { ...present.config, ...line.config } : line.config,
          contacts: contactsOf(contact, pathHeader, isSame ? present.contacts : []),
        },
      };
    },
    show: (_, user, { platform }) => {
      const line = videoLinePortOf(user);
      if (line === undefined) return {};
      const [contact] = line.contacts;
      return {
        accessDeviceEndpoint: {
          ...readDeviceEndpoint(platform, line),
          contact: contact?.sipContact,
          pathHeader: contact?.pathHeader,
        },
      };
    },
  });
}

interface GivenEndpoint {
  readonly contact?: string | null;
  readonly pathHeader?: string;
  readonly [field: string]: unknown;
}

/** What is left out stays, null clears. */
function contactsOf(
  contact: string | null | undefined,
  pathHeader: string | undefined,
  present: LinePort['contacts'],
): LinePort['contacts'] {
  if (contact === null) return [];
  if (contact === undefined)
    return present.map((c) => ({ ...c, pathHeader: pathHeader ?? c.pathHeader }));
  return [{ sipContact: contact, pathHeader }];
}
