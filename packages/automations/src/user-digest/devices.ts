import type { UserGetRegistrationListResponse } from '@ocipkit/commands/registration';
import { contactColumns, contactOf, detailColumns } from '../registrations/contact.js';
import type { RegistrationContact, RegistrationState } from '../registrations/types.js';
import { compact, flag, integer, sameId, text } from '../run/cells.js';
import { rowsOf } from '../run/columns.js';
import { withNeededLevel } from '../run/levels.js';
import { problemAt, type Problem } from '../run/problem.js';
import type { Run } from '../run/run.js';
import { problemsOf, valueSection, type Outcome, type Section } from '../run/section.js';
import type { SectionReader } from './section-reader.js';
import type { DigestDevice, DigestProfile } from './types.js';

type RegistrationRow = UserGetRegistrationListResponse['registrationTable']['rows'][number];
const registrationColumns = [
  'deviceLevel',
  'deviceName',
  'linePort',
  'endpointType',
  ...contactColumns,
  ...detailColumns,
] as const;

const lineColumns = [
  'deviceLevel',
  'deviceName',
  'linePort',
  'deviceType',
  'macAddress',
  'portNumber',
  'isActive',
  'allowOrigination',
  'allowTermination',
] as const;

type Line = Omit<DigestDevice, 'registration' | 'contacts'>;

/**
 * Every line/port of a user: that of the primary endpoint, those of shared call appearances, and those
 * that are registered for something else. What is known of one from several sides is one entry.
 */
export async function readDevices(
  reader: SectionReader,
  user: DigestProfile,
  registrations: Outcome<UserGetRegistrationListResponse>,
): Promise<Section<readonly DigestDevice[]>> {
  const [primary, appearances] = await Promise.all([
    primaryLine(reader.run, user),
    reader.appearances(),
  ]);
  const unread: Problem[] = [...primary.unread];
  const lines: Line[] = [...primary.lines];
  if (appearances.status === 'value') {
    for (const row of rowsOf(reader.run, appearances.value, 'endpointTable', lineColumns)) {
      lines.push({
        role: 'shared-call-appearance',
        ...compact({
          deviceLevel: text(row.deviceLevel),
          deviceName: text(row.deviceName),
          linePort: text(row.linePort),
          deviceType: text(row.deviceType),
          macAddress: text(row.macAddress),
          portNumber: integer(row.portNumber),
          isActive: flag(row.isActive),
          allowOrigination: flag(row.allowOrigination),
          allowTermination: flag(row.allowTermination),
        }),
      });
    }
  } else {
    unread.push(...problemsOf(appearances).map((p) => problemAt('devices', p)));
  }
  if (!registrations.ok) {
    unread.push(problemAt('devices', registrations.problem));
    return valueSection(withRegistrations(lines, [], undefined), unread);
  }
  const { readAt, response } = registrations;
  const rows = rowsOf(reader.run, response, 'registrationTable', registrationColumns);
  return valueSection(withRegistrations(lines, rows, readAt), unread);
}

async function primaryLine(
  run: Run,
  user: DigestProfile,
): Promise<{ readonly lines: readonly Line[]; readonly unread: readonly Problem[] }> {
  const endpoint = user.accessDeviceEndpoint;
  if (endpoint === undefined) {
    const trunk = user.trunkAddressing?.trunkGroupDeviceEndpoint;
    if (trunk === undefined) return { lines: [], unread: [] };
    return { lines: [{ role: 'trunk', linePort: trunk.linePort }], unread: [] };
  }
  const { accessDevice, linePort, portNumber } = endpoint;
  const { deviceLevel, deviceName } = accessDevice;
  const line: Line = {
    role: 'primary',
    deviceLevel,
    deviceName,
    linePort,
    ...compact({ portNumber }),
  };
  const device = await readDevice(run, user, deviceLevel, deviceName);
  if (!device.ok) {
    const needed = deviceLevel === 'System' ? 'Provisioning' : deviceLevel;
    const problem = withNeededLevel(run.client, needed, device.problem);
    return { lines: [line], unread: [problemAt('devices', problem)] };
  }
  const { deviceType, macAddress, status, version } = device.response;
  return {
    lines: [{ ...line, ...compact({ deviceType, macAddress, deviceStatus: status, version }) }],
    unread: [],
  };
}

/** What a device read gives at every level. */
interface DeviceRead {
  readonly deviceType?: string | undefined;
  readonly macAddress?: string | undefined;
  readonly status?: string | undefined;
  readonly version?: string | undefined;
}

function readDevice(
  run: Run,
  { serviceProviderId, groupId }: DigestProfile,
  level: string,
  deviceName: string,
): Promise<Outcome<DeviceRead>> {
  const place = { path: 'devices', subject: deviceName };
  switch (level) {
    case 'System':
      return run.share('SystemAccessDeviceGetRequest24V3', { deviceName }, place);
    case 'Service Provider':
      return run.share(
        'ServiceProviderAccessDeviceGetRequest24V3',
        { serviceProviderId, deviceName },
        place,
      );
    default:
      return run.share(
        'GroupAccessDeviceGetRequest24V3',
        { serviceProviderId, groupId, deviceName },
        place,
      );
  }
}

function withRegistrations(
  lines: readonly Line[],
  rows: readonly RegistrationRow[],
  readAt: Date | undefined,
): DigestDevice[] {
  const left = new Set(rows);
  const own = lines.map((line): DigestDevice => {
    const found = rows.filter((row) => isOf(row, line));
    for (const row of found) left.delete(row);
    return deviceOf(line, found, readAt);
  });
  const others = new Map<string, RegistrationRow[]>();
  for (const row of left) {
    const key = `${row.deviceLevel ?? ''}/${row.deviceName ?? ''}/${row.linePort ?? ''}`;
    others.set(key, [...(others.get(key) ?? []), row]);
  }
  for (const found of others.values()) {
    const [row] = found;
    const line: Line = {
      role: text(row?.endpointType) ?? 'other',
      ...compact({
        deviceLevel: text(row?.deviceLevel),
        deviceName: text(row?.deviceName),
        linePort: text(row?.linePort),
      }),
    };
    own.push(deviceOf(line, found, readAt));
  }
  return own;
}

/** The same line/port; on the same device, where the row names one. */
function isOf(row: RegistrationRow, { linePort, deviceName }: Line): boolean {
  const named = text(row.deviceName);
  return sameId(row.linePort, linePort) && (named === undefined || named === deviceName);
}

/** @param readAt when the registrations were read; undefined if they were not */
function deviceOf(
  line: Line,
  rows: readonly RegistrationRow[],
  readAt: Date | undefined,
): DigestDevice {
  const contacts = rows.map(contactOf);
  if (readAt === undefined) return { ...line, registration: 'unknown', contacts };
  const states = contacts.map((contact) => stateOf(contact, readAt));
  const ranks = ['registered', 'static', 'expired'] as const;
  return { ...line, registration: ranks.find((r) => states.includes(r)) ?? 'none', contacts };
}

function stateOf(
  { expiration, registrationActive }: RegistrationContact,
  readAt: Date,
): RegistrationState {
  if (expiration === undefined) return 'static';
  if (registrationActive !== undefined) return registrationActive ? 'registered' : 'expired';
  // In XS data mode it is 0 for all; text that is no date tells nothing of an end.
  if (expiration.trim() === '0') return 'registered';
  return Date.parse(expiration) <= readAt.getTime() ? 'expired' : 'registered';
}
