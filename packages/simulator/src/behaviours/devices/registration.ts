import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import { search, type Readers } from '../../engine/listing.js';
import type { Login } from '../../engine/login.js';
import { notFound, Refusal, seen } from '../../engine/refusal.js';
import { usersNear } from '../../platform/devices.js';
import { sameId } from '../../platform/id-map.js';
import type { DeviceKey, Registration, User } from '../../platform/model.js';
import { linePortsOf } from '../../platform/holders.js';
import type { Platform } from '../../platform/platform.js';

/** What phones have registered, and static registrations. */
export function registrations(table: BehaviourTable): void {
  table
    .on('UserGetRegistrationListRequest', ({ userId }, { platform, now }) => ({
      registrationTable: registrationsOf(platform, platform.user(userId), now).map((r) => ({
        ...r,
        // Here the column tells where the device is reached.
        uri: r.contact,
        registrationActive: !r.isExpired,
      })),
    }))
    .onFields('SystemGetRegistrationContactListRequest21sp1', contactList)
    .onFields('SystemGetRegistrationContactListRequest', contactList);
}

type Row = ReturnType<typeof rowOf>;

/** By line/port, those that expire before static ones. */
function registrationsOf(platform: Platform, user: User, now: Date): readonly Row[] {
  const dynamic = user.registrations.map((r) => rowOf(platform, user, r, now));
  const known = new Set(dynamic.map(({ linePort, contact }) => `${linePort}\n${contact}`));
  const fixed = linePortsOf(user)
    .flatMap(({ device, linePort, contacts }, i) =>
      contacts.map(({ sipContact, pathHeader }) => {
        const isPrimary = i === 0 && user.endpoint?.kind === 'device';
        const endpointType = isPrimary ? 'Primary' : 'Shared Call Appearance';
        const registration = { linePort, endpointType, device, contact: sipContact };
        return { ...rowOf(platform, user, registration, now), pathHeader };
      }),
    )
    .filter(({ linePort, contact }) => !known.has(`${linePort}\n${contact}`));
  return [...dynamic, ...fixed].sort(
    (a, b) => a.linePort.localeCompare(b.linePort) || Number(a.isStatic) - Number(b.isStatic),
  );
}

function rowOf(platform: Platform, user: User, registration: Registration, now: Date) {
  const { linePort, endpointType, device, contact, expires, userAgent } = registration;
  const publicAddress = splitAddress(registration.publicNetAddress);
  const privateAddress = splitAddress(registration.privateNetAddress);
  return {
    serviceProviderId: user.serviceProviderId,
    groupId: user.groupId,
    userId: user.userId,
    linePort,
    endpointType,
    order: 'q=0.5',
    uri: `sip:${linePort}`,
    contact,
    isStatic: expires === undefined,
    expiration: expires === undefined ? undefined : dateText(expires),
    isExpired: expires !== undefined && expires <= now.getTime(),
    deviceType: platform.findDevice(device)?.deviceType,
    deviceLevel: device.deviceLevel,
    deviceName: device.deviceName,
    publicNetAddress: publicAddress.host,
    publicPort: publicAddress.port,
    privateNetAddress: privateAddress.host,
    privatePort: privateAddress.port,
    userAgent,
    pathHeader: undefined as string | undefined,
  };
}

/** `192.0.2.1:5060` in two; an IPv6 address with a port has brackets. */
function splitAddress(address: string | undefined): { host?: string; port?: string } {
  if (address === undefined) return {};
  const [, host, port] = /^(\[.*\]|[^:]*):(\d+)$/.exec(address) ?? [];
  return host === undefined || port === undefined ? { host: address } : { host, port };
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `Mon Mar 02 09:30:00 GMT 2026`. */
function dateText(time: number): string {
  const date = new Date(time);
  const two = (n: number): string => String(n).padStart(2, '0');
  const clock = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  return [
    weekdays[date.getUTCDay()],
    months[date.getUTCMonth()],
    two(date.getUTCDate()),
    clock,
    'GMT',
    date.getUTCFullYear(),
  ].join(' ');
}

// Registrations of many users

interface ContactListRequest {
  readonly resellerId?: string | undefined;
  readonly serviceProviderId?: string | undefined;
  readonly svcProviderId?: string | undefined;
  readonly groupId?: string | undefined;
  readonly userId?: string | undefined;
  readonly linePort?: string | undefined;
  readonly deviceLevel?: DeviceKey['deviceLevel'] | undefined;
  readonly deviceName?: string | undefined;
  readonly deviceType?: string | undefined;
  readonly endpointType?: string | undefined;
  readonly expired?: boolean | undefined;
}

function contactList(request: ContactListRequest, { platform, login, now }: Call): object {
  checkPlace(request, login);
  const rows = usersIn(platform, request, login).flatMap((user) =>
    registrationsOf(platform, user, now),
  );
  const wanted = rows.filter((row) => isWanted(platform, row, request));
  return { registrationTable: search(wanted, request, criteria) };
}

const criteria: Readers<Row> = {
  searchCriteriaRegistrationURI: (row) => row.uri,
  searchCriteriaSIPContact: (row) => row.contact,
};

/** A group asks for itself by two ids, and a user by the own id or a line/port. */
function checkPlace(
  { serviceProviderId, userId, linePort }: ContactListRequest,
  login: Login,
): void {
  const { loginType } = login;
  const isWide =
    (loginType === 'User' && userId === undefined && linePort === undefined) ||
    (loginType.startsWith('Group') && serviceProviderId !== undefined);
  if (isWide) {
    throw new Refusal(
      seen.unauthorized,
      'Unauthorized transaction: SystemGetRegistrationContactListRequest',
    );
  }
}

/** Users of the place that a request chooses, as far as the login reaches. */
function usersIn(platform: Platform, request: ContactListRequest, login: Login): readonly User[] {
  const { resellerId, serviceProviderId, svcProviderId, groupId, userId } = request;
  if (resellerId !== undefined) throw notFound('Reseller', resellerId);
  if (userId !== undefined) return [platform.user(userId)];
  const place = {
    serviceProviderId: svcProviderId ?? serviceProviderId ?? login.serviceProviderId,
    groupId: groupId ?? login.groupId,
  };
  if (place.serviceProviderId !== undefined) {
    platform.serviceProvider(place.serviceProviderId);
    if (place.groupId !== undefined) platform.group(place.serviceProviderId, place.groupId);
  }
  const users = [...usersNear(platform, place)];
  return login.loginType === 'User' ? users.filter((u) => sameId(u.userId, login.userId)) : users;
}

function isWanted(platform: Platform, row: Row, request: ContactListRequest): boolean {
  const { linePort, deviceLevel, deviceName, deviceType, endpointType, expired } = request;
  const fits = (asked: string | undefined, value: string | undefined): boolean =>
    asked === undefined || sameId(asked, value);
  return (
    fits(linePort === undefined ? undefined : platform.fullId(linePort), row.linePort) &&
    fits(deviceLevel, row.deviceLevel) &&
    fits(deviceName, row.deviceName) &&
    fits(endpointType, row.endpointType) &&
    fits(deviceType, row.deviceType) &&
    (expired === undefined || expired === row.isExpired)
  );
}
