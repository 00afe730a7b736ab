import type { Claim, Holder } from './claims.js';
import type { Administrator, DeviceKey, LinePort, ServiceInstance, User } from './model.js';

/*
 * What users, service instances and administrators have that nobody else may have.
 */

export function userClaims(user: User): Claim[] {
  return [
    ...idClaims([
      user.userId,
      ...user.aliases,
      ...user.alternateUserIds.map((a) => a.alternateUserId),
      ...faxAliasesOf(user),
    ]),
    ...numberClaims(user),
    ...sideNumbersOf(user).flatMap((side) =>
      numberClaims({ ...side, serviceProviderId: user.serviceProviderId, groupId: user.groupId }),
    ),
    ...linePortsOf(user).map(({ linePort }): Claim => ({ kind: 'linePort', value: linePort })),
  ];
}

/** All line/ports of a user: the primary one first, that of the video add-on last. */
export function linePortsOf(user: User): readonly LinePort[] {
  const video = videoLinePortOf(user);
  return [
    ...(user.endpoint?.kind === 'device' ? [user.endpoint] : []),
    ...user.appearances,
    ...(video === undefined ? [] : [video]),
  ];
}

/** The line/port of the video add-on. */
export function videoLinePortOf({ settings }: User): LinePort | undefined {
  return settings['Video Add-On']?.accessDeviceEndpoint as LinePort | undefined;
}

export function userHolder({ userId }: User): Holder {
  return `user:${userId.toLowerCase()}`;
}

export function instanceHolder({ serviceUserId }: ServiceInstance): Holder {
  return `instance:${serviceUserId.toLowerCase()}`;
}

export function administratorHolder({ userId }: Administrator): Holder {
  return `administrator:${userId.toLowerCase()}`;
}

/** An administrator has an id, and nothing else of its own. */
export function administratorClaims({ userId }: Administrator): Claim[] {
  return idClaims([userId]);
}

function idClaims(ids: readonly string[]): Claim[] {
  return ids.map((value) => ({ kind: 'id', value }));
}

export function instanceClaims(instance: ServiceInstance): Claim[] {
  return [...idClaims([instance.serviceUserId, ...instance.aliases]), ...numberClaims(instance)];
}

interface Numbered {
  readonly phoneNumber?: string;
  readonly extension?: string;
}

/** Numbers and extensions that a user has beside the own one: alternate numbers and fax. */
export function sideNumbersOf({ settings }: User): readonly Numbered[] {
  const alternate = Object.entries(settings['Alternate Numbers'] ?? {})
    .filter(([name]) => name.startsWith('alternateEntry'))
    .map(([, entry]) => entry as Numbered);
  const fax = settings['Fax Messaging'];
  return fax === undefined ? alternate : [...alternate, fax];
}

/** The primary number and those beside it. */
export function phoneNumbersOf(user: User): readonly string[] {
  return [user, ...sideNumbersOf(user)].flatMap(({ phoneNumber }) => phoneNumber ?? []);
}

/** SIP addresses that receive faxes for a user. */
function faxAliasesOf({ settings }: User): readonly string[] {
  return (settings['Fax Messaging']?.alias ?? []) as readonly string[];
}

function numberClaims(holder: Numbered & Pick<User, 'serviceProviderId' | 'groupId'>): Claim[] {
  const { phoneNumber, extension, serviceProviderId, groupId } = holder;
  return [
    ...(phoneNumber === undefined ? [] : [{ kind: 'number', value: phoneNumber } as const]),
    ...(extension === undefined
      ? []
      : [
          {
            kind: 'extension',
            value: `${serviceProviderId}\n${groupId}\n${extension}`,
            shown: extension,
          } as const,
        ]),
  ];
}

/** Names a device among all. */
export function deviceId({ deviceName, serviceProviderId = '', groupId = '' }: DeviceKey): string {
  return `${serviceProviderId}\n${groupId}\n${deviceName}`;
}
