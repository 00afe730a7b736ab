import type { UserGetRegistrationListResponse } from '@ocipkit/commands/registration';
import { contactColumns, detailColumns } from '../registrations/contact.js';
import { flag, text } from '../run/cells.js';
import type { UserDataRegistration } from './types.js';

type Row = UserGetRegistrationListResponse['registrationTable']['rows'][number];

/** Columns that are read. */
export const registrationColumns = [
  'linePort',
  'endpointType',
  'deviceLevel',
  'deviceName',
  ...contactColumns,
  ...detailColumns,
] as const;

/** The same for the list of a group. */
export const listedRegistrationColumns = [
  'userId',
  'linePort',
  'endpointType',
  'deviceLevel',
  'deviceName',
  'contact',
  ...contactColumns,
] as const;

/** The rows of a registration table; `readAt` decides which have run out. */
export function registrationsOf(rows: readonly Row[], readAt: Date): UserDataRegistration[] {
  return rows.map((row) => {
    const expiration = text(row.expiration) ?? null;
    return {
      linePort: text(row.linePort) ?? null,
      endpointType: text(row.endpointType) ?? null,
      deviceLevel: text(row.deviceLevel) ?? null,
      deviceName: text(row.deviceName) ?? null,
      order: text(row.order) ?? null,
      uri: text(row.uri) ?? null,
      expiration,
      publicNetAddress: text(row.publicNetAddress) ?? null,
      publicPort: text(row.publicPort) ?? null,
      privateNetAddress: text(row.privateNetAddress) ?? null,
      privatePort: text(row.privatePort) ?? null,
      userAgent: text(row.userAgent) ?? null,
      lockoutStarted: text(row.lockoutStarted) ?? null,
      lockoutExpires: text(row.lockoutExpires) ?? null,
      lockoutCount: text(row.lockoutCount) ?? null,
      active: isActive(row, expiration, readAt),
      static: expiration === null,
    };
  });
}

function isActive(row: Row, expiration: string | null, readAt: Date): boolean | null {
  const told = flag(row.registrationActive);
  if (told !== undefined) return told;
  // Without an expiration it is static; 0 is what XS data mode gives for every dynamic one.
  if (expiration === null || expiration.trim() === '0') return true;
  const time = Date.parse(expiration);
  return Number.isNaN(time) ? null : time > readAt.getTime();
}

/** A live registration that is not static; null where that can't be told. */
export function isPresent(registrations: readonly UserDataRegistration[]): boolean | null {
  const dynamic = registrations.filter((r) => !r.static);
  if (dynamic.some((r) => r.active === true)) return true;
  return dynamic.some((r) => r.active === null) ? null : false;
}

/** The live one of the primary endpoint that is lowest in order, else any live one. */
export function chosenRegistration(
  registrations: readonly UserDataRegistration[],
): UserDataRegistration | undefined {
  const live = registrations.filter((r) => r.active === true);
  const primary = live
    .filter((r) => r.endpointType?.toLowerCase() === 'primary')
    .sort((a, b) => orderOf(a) - orderOf(b));
  return primary[0] ?? live[0];
}

/** `q=0.5`, or a bare number; those without come last. */
function orderOf({ order }: UserDataRegistration): number {
  const [digits] = /\d+(?:\.\d+)?/.exec(order ?? '') ?? [];
  return digits === undefined ? Number.MAX_VALUE : Number(digits);
}

/** Where the phone or client is. */
export function addressOf(registration: UserDataRegistration | undefined): string | null {
  if (registration === undefined) return null;
  const { publicNetAddress, privateNetAddress, uri } = registration;
  return publicNetAddress ?? privateNetAddress ?? hostOf(uri);
}

/** The host of `sip:user@host:port;parameters`; of an IPv6 address without its brackets. */
export function hostOf(uri: string | null): string | null {
  if (uri === null) return null;
  const bare = uri.replace(/^.*</, '').replace(/>.*$/, '');
  const match = /^(?:sips?:)?(?:[^@]*@)?(?:\[([^\]]+)\]|([^:;?]+))/i.exec(bare.trim());
  return match?.[1] ?? match?.[2] ?? null;
}
