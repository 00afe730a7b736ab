import type { UserGetLoginInfoResponseRI } from '@ocipkit/commands/login';
import type { Outcome } from '../run/section.js';
import type { Devices } from './devices.js';
import { errorOf } from './problems.js';
import type { AuditedProfile, AuditRecord, AuditSlot } from './types.js';
import type { UserReader } from './user-reader.js';

export const PROFILE = 'UserGetRequest23V2';
export const LOGIN = 'UserGetLoginInfoRequestRI';

/** The section `user`: profile, login, and the device of the primary endpoint. */
export async function readProfile(
  reader: UserReader,
  devices: Devices,
): Promise<AuditSlot<AuditedProfile>> {
  const [profile, login] = await Promise.all([
    reader.ask(PROFILE, 'user'),
    reader.ask(LOGIN, 'user.passwordExpiresDays'),
  ]);
  if (!profile.ok) return reader.problems.fail('user', errorOf(profile));
  const { context, shaper } = reader;
  const fields = await shaper.shape(PROFILE, profile.response);
  const { accessDeviceEndpoint, trunkAddressing } = profile.response;
  const endpointType =
    accessDeviceEndpoint !== undefined
      ? 'accessDeviceEndpoint'
      : trunkAddressing === undefined
        ? 'none'
        : 'trunkAddressing';
  if (!login.ok) reader.problems.add('user.passwordExpiresDays', errorOf(login));
  return {
    ...fields,
    accessDeviceEndpoint: await withDevice(reader, devices, fields.accessDeviceEndpoint),
    ...context,
    domain: domainOf(context.userId),
    endpointType,
    ...passwordExpiry(login),
  } as unknown as AuditSlot<AuditedProfile>;
}

/** What stands after the last `@`. */
export function domainOf(id: string): string | null {
  const at = id.lastIndexOf('@');
  return at < 0 ? null : id.slice(at + 1);
}

async function withDevice(
  reader: UserReader,
  devices: Devices,
  endpoint: AuditRecord[string] | undefined,
): Promise<AuditRecord | null> {
  if (endpoint === undefined || endpoint === null) return null;
  const fields = endpoint as AuditRecord;
  const { deviceLevel, deviceName } = fields.accessDevice as {
    readonly deviceLevel: string;
    readonly deviceName: string;
  };
  const device = await devices.fieldsOf(reader, deviceLevel, deviceName);
  return { ...fields, accessDevice: { ...device, deviceName, deviceLevel } };
}

/** The largest int says never, the smallest that there is no value. */
const NEVER = 2_147_483_647;
const NO_VALUE = -2_147_483_648;

function passwordExpiry(
  login: Outcome<UserGetLoginInfoResponseRI>,
): Pick<AuditedProfile, 'passwordExpiresDays' | 'passwordStatus'> {
  const days = login.ok ? login.response.passwordExpiresDays : undefined;
  if (days === undefined || days === NO_VALUE) {
    return { passwordExpiresDays: null, passwordStatus: 'unknown' };
  }
  if (days === NEVER) return { passwordExpiresDays: null, passwordStatus: 'never' };
  return { passwordExpiresDays: days, passwordStatus: days < 0 ? 'expired' : 'expires' };
}
