import { compact, text } from '../run/cells.js';
import { rowsOf } from '../run/columns.js';
import { problemAt, type Problem } from '../run/problem.js';
import type { Place, Run } from '../run/run.js';
import {
  problemSection,
  problemsOf,
  sectionOf,
  valueOf,
  valueSection,
  type Section,
} from '../run/section.js';
import type { Row } from './lines.js';
import type { RegistrationLine, UnregisteredDevice } from './types.js';

interface Scope {
  readonly serviceProviderId: string;
  readonly groupId?: string | undefined;
  readonly deviceType?: string | undefined;
}

/** A device as a list names it. */
interface Listed {
  readonly deviceLevel: UnregisteredDevice['deviceLevel'];
  readonly groupId?: string | undefined;
  readonly row: Row;
}

const path = 'devices';

const deviceColumns = [
  'deviceName',
  'deviceType',
  'macAddress',
  'netAddress',
  'status',
  'version',
] as const;

/** The devices of a group, or of a service provider and all its groups. */
export async function listDevices(run: Run, place: Scope): Promise<Section<readonly Listed[]>> {
  const { groupId } = place;
  if (groupId !== undefined) return ofGroup(run, place, groupId, { path, subject: groupId });
  const { serviceProviderId } = place;
  const at = { path, subject: serviceProviderId };
  const [own, groups] = await Promise.all([
    run.ask(
      'ServiceProviderAccessDeviceGetListRequest',
      { serviceProviderId, ...typeCriterion(place) },
      at,
    ),
    run.ask('GroupGetListInServiceProviderRequest', { serviceProviderId }, at),
  ]);
  if (!groups.ok) return problemSection(path, groups.problem);
  const unread: Problem[] = own.ok ? [] : [problemAt(`${path}[${serviceProviderId}]`, own.problem)];
  const rows = rowsOf(run, groups.response, 'groupTable', ['groupId']);
  let done = 0;
  const found = await Promise.all(
    rows.map(async (row) => {
      const id = row.groupId ?? '';
      const member = run.member({ path: `${path}[${id}]`, subject: id });
      const devices = await ofGroup(run, place, id, member);
      done += 1;
      run.progress('devices of groups', done, rows.length);
      unread.push(...problemsOf(devices));
      return valueOf(devices) ?? [];
    }),
  );
  const ofProvider = own.ok ? rowsOf(run, own.response, 'accessDeviceTable', deviceColumns) : [];
  return valueSection(
    [
      ...ofProvider.map((row): Listed => ({ deviceLevel: 'Service Provider', row })),
      ...found.flat(),
    ],
    unread,
  );
}

async function ofGroup(
  run: Run,
  place: Scope,
  groupId: string,
  at: Place,
): Promise<Section<readonly Listed[]>> {
  const { serviceProviderId } = place;
  const outcome = await run.ask(
    'GroupAccessDeviceGetListRequest',
    { serviceProviderId, groupId, ...typeCriterion(place) },
    at,
  );
  return sectionOf(at.path, outcome, (response) =>
    rowsOf(run, response, 'accessDeviceTable', deviceColumns).map((row): Listed => ({
      deviceLevel: 'Group',
      groupId,
      row,
    })),
  );
}

function typeCriterion({ deviceType }: Scope): {
  readonly searchCriteriaExactDeviceType?: { readonly deviceType: string };
} {
  return deviceType === undefined ? {} : { searchCriteriaExactDeviceType: { deviceType } };
}

/** Those of the devices that no line is registered from. */
export function withoutRegistration(
  devices: readonly Listed[],
  lines: readonly RegistrationLine[],
): readonly UnregisteredDevice[] {
  const states = new Map<string, boolean>();
  for (const line of lines) {
    if (line.deviceName === undefined || line.state === 'none') continue;
    const key = keyOf(line.deviceLevel, line.groupId, line.deviceName);
    states.set(key, (states.get(key) ?? false) || line.state !== 'expired');
  }
  return devices.flatMap(({ deviceLevel, groupId, row }): readonly UnregisteredDevice[] => {
    const deviceName = row.deviceName ?? '';
    const isRegistered = states.get(keyOf(deviceLevel, groupId, deviceName));
    if (isRegistered === true) return [];
    return [
      {
        deviceLevel,
        deviceName,
        ...compact({
          groupId,
          deviceType: text(row.deviceType),
          macAddress: text(row.macAddress),
          netAddress: text(row.netAddress),
          status: text(row.status),
          version: text(row.version),
        }),
        hasExpired: isRegistered === false,
      },
    ];
  });
}

/** Names of devices are unique within their owner: the group, or the service provider. */
function keyOf(level: string | undefined, groupId: string | undefined, name: string): string {
  return JSON.stringify([level, level === 'Group' ? groupId : '', name]).toLowerCase();
}
