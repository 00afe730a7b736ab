import { rowsOf } from '../run/columns.js';
import type { UserRecord } from '../user-record/types.js';
import { numberColumns, userRecordOf } from '../user-record/user-record.js';
import type { Devices } from './devices.js';
import { errorOf } from './problems.js';
import type { AuditedProfile, AuditRecord, AuditSlot } from './types.js';
import type { UserReader } from './user-reader.js';

export const PROFILE = 'UserGetRequest23V2';
export const LOGIN = 'UserGetLoginInfoRequestRI';
const NUMBERS = 'UserDnGetActivationListRequest';

/** The section `user`: profile, login, and the device of the primary endpoint. */
export async function readProfile(
  reader: UserReader,
  devices: Devices,
): Promise<AuditSlot<AuditedProfile>> {
  const { run, context, shaper, problems, isNumberActivated } = reader;
  const [profile, login, numbers] = await Promise.all([
    reader.ask(PROFILE, 'user'),
    reader.ask(LOGIN, 'user.passwordExpiresDays'),
    isNumberActivated === undefined ? reader.ask(NUMBERS, 'user.phoneNumberActivated') : undefined,
  ]);
  if (!profile.ok) return problems.fail('user', errorOf(profile));
  // Fields that a platform newer than the record has stay.
  const fields = await shaper.shape(PROFILE, profile.response);
  const record = userRecordOf(
    profile.response,
    login.ok ? login.response : undefined,
    numbers?.ok === true ? rowsOf(run, numbers.response, 'dnTable', numberColumns) : [],
    context.userId,
  );
  const hasNumber = record.phoneNumber !== null;
  if (!login.ok) problems.add('user.passwordExpiresDays', errorOf(login));
  if (hasNumber && numbers?.ok === false) {
    problems.add('user.phoneNumberActivated', errorOf(numbers));
  }
  const user = {
    ...fields,
    ...record,
    ...(hasNumber && isNumberActivated !== undefined
      ? { phoneNumberActivated: isNumberActivated }
      : {}),
    accessDeviceEndpoint: await withDevice(reader, devices, fields, record),
    ...context,
  };
  return user as unknown as AuditSlot<AuditedProfile>;
}

/** What stands after the last `@`. */
export function domainOf(id: string): string | null {
  const at = id.lastIndexOf('@');
  return at < 0 ? null : id.slice(at + 1);
}

async function withDevice(
  reader: UserReader,
  devices: Devices,
  fields: AuditRecord,
  { accessDeviceEndpoint }: UserRecord,
): Promise<object | null> {
  if (accessDeviceEndpoint === null) return null;
  const { deviceLevel, deviceName } = accessDeviceEndpoint.accessDevice;
  const device = await devices.fieldsOf(reader, deviceLevel, deviceName);
  return {
    ...(fields.accessDeviceEndpoint as AuditRecord | undefined),
    ...accessDeviceEndpoint,
    accessDevice: { ...device, deviceName, deviceLevel },
  };
}
