import type { Client } from '@ocipkit/client';
import type { SystemGetRegistrationContactListResponse21sp1 } from '@ocipkit/commands/registration';
import { contactColumns, detailColumns } from '../registrations/contact.js';
import { AutomationUsageError } from '../run/usage-error.js';
import { compact } from '../run/cells.js';
import { rowsOf } from '../run/columns.js';
import { requireSections, requireTexts } from '../run/input.js';
import type { RunOptions } from '../run/options.js';
import { problemAt, type Problem } from '../run/problem.js';
import { Run, type Place } from '../run/run.js';
import { problemsOf, rootOf, sectionOf, valueOf, valueSection } from '../run/section.js';
import type { Section } from '../run/section.js';
import { listDevices, withoutRegistration } from './devices.js';
import { Lines, type Row } from './lines.js';
import {
  registrationEndpointTypes,
  registrationSections,
  type RegistrationEndpoint,
  type RegistrationLine,
  type RegistrationReport,
  type RegistrationSection,
} from './types.js';

/**
 * A group by both ids, a service provider by its own, or a device type on the whole platform. A login of a
 * group may ask for the group only.
 */
export interface RegistrationReportInput {
  readonly serviceProviderId?: string | undefined;
  readonly groupId?: string | undefined;
  /** Only registrations of devices of this type. */
  readonly deviceType?: string | undefined;
  /** Only registrations of endpoints of this kind. */
  readonly endpointType?: RegistrationEndpoint | undefined;
  /** Reads the registrations of every user for lockouts and for whether they are active. Default false. */
  readonly lockouts?: boolean | undefined;
  /**
   * What to read beside the registrations; default everything. Without `expired` it is not known of any
   * registration with an end whether it is over.
   */
  readonly sections?: readonly RegistrationSection[] | undefined;
}

/**
 * Which lines of a group, a service provider or a device type are registered, how and until when, and
 * which users and devices are not. Reads only.
 *
 * Costs one round of four requests in one message for a group; two for a service provider, with a request
 * for the devices of every group; two for a device type alone, with the users of every service provider
 * that has one. One more with `lockouts`: a request per user. 15 requests to a message.
 *
 * @throws AutomationError if the registrations can't be listed; AutomationUsageError if neither a service
 * provider nor a device type is given, a group comes without its service provider, or an endpoint type or a
 * section is unknown
 */
export async function registrationReport(
  client: Client,
  input: RegistrationReportInput,
  options: RunOptions = {},
): Promise<RegistrationReport> {
  check(input);
  const { serviceProviderId, groupId, deviceType, endpointType } = input;
  const wanted = new Set(input.sections ?? registrationSections);
  const hasProvider = serviceProviderId !== undefined;
  const run = new Run(client, options);
  const isWhole = deviceType === undefined && endpointType === undefined;
  run.progress('the registrations', 0);
  const [all, over, listedUsers, listedDevices] = await Promise.all([
    readContacts(run, input, 'lines'),
    wanted.has('expired') ? readContacts(run, input, 'expired', true) : undefined,
    hasProvider && wanted.has('users') ? listUsers(run, serviceProviderId, groupId) : undefined,
    hasProvider && wanted.has('devices') && endpointType === undefined
      ? listDevices(run, { serviceProviderId, groupId, deviceType })
      : undefined,
  ]);
  const rows = contactsIn(run, rootOf(all));
  const overRows = over?.ok === true ? contactsIn(run, over.response) : undefined;
  const lines = new Lines(rows, overRows);
  const users =
    wanted.has('users') && !hasProvider
      ? await listUsersOf(run, lines.serviceProviderIds)
      : listedUsers;
  const userRows = valueOf(users) ?? [];
  if (isWhole)
    for (const row of userRows) lines.addUser(row, compact({ serviceProviderId, groupId }));
  const lockouts = input.lockouts === true ? await readLockouts(run, lines, isWhole) : undefined;
  const list = lines.toList(userRows);
  const sections = compact({
    users: counted(users, (value) => ({ users: value.length })),
    expired:
      over === undefined
        ? undefined
        : sectionOf('expired', over, (r) => ({ contacts: r.registrationTable.rows.length })),
    devices: counted(listedDevices, (devices) => withoutRegistration(devices, list)),
    lockouts,
  });
  run.progress('done', 1, 1);
  return {
    ...compact({ serviceProviderId, groupId, deviceType, endpointType }),
    lines: list,
    totals: totalsOf(list),
    ...sections,
    ...run.summary(
      [sections.users, sections.expired, sections.devices, lockouts].flatMap((section) =>
        section === undefined ? [] : problemsOf(section),
      ),
    ),
  };
}

function check(input: RegistrationReportInput): void {
  const name = 'registrationReport';
  const { serviceProviderId, groupId, deviceType, endpointType } = input;
  requireTexts(name, compact({ serviceProviderId, groupId, deviceType }));
  requireSections(name, input.sections ?? [], registrationSections);
  const problems = [
    ...(serviceProviderId === undefined && deviceType === undefined
      ? ['serviceProviderId or deviceType is missing']
      : []),
    ...(groupId !== undefined && serviceProviderId === undefined
      ? ['groupId needs serviceProviderId']
      : []),
    ...(endpointType === undefined || registrationEndpointTypes.includes(endpointType)
      ? []
      : [`endpointType is none of ${registrationEndpointTypes.join(', ')}`]),
  ];
  if (problems.length > 0) throw new AutomationUsageError(`${name}: ${problems.join('; ')}.`);
}

/** @param expired only those that are over */
function readContacts(
  run: Run,
  { serviceProviderId, groupId, deviceType, endpointType }: RegistrationReportInput,
  path: string,
  expired?: true,
) {
  const filters = compact({ deviceType, endpointType, expired });
  // A group has a field of its own for its service provider.
  const place =
    serviceProviderId === undefined
      ? {}
      : groupId === undefined
        ? { serviceProviderId }
        : { svcProviderId: serviceProviderId, groupId };
  const subject = groupId ?? serviceProviderId ?? deviceType;
  return run.ask(
    'SystemGetRegistrationContactListRequest21sp1',
    { ...place, ...filters },
    { path, subject },
  );
}

function contactsIn(
  run: Run,
  response: SystemGetRegistrationContactListResponse21sp1,
): readonly Row[] {
  return rowsOf(run, response, 'registrationTable', [
    'serviceProviderId',
    'groupId',
    'userId',
    'linePort',
    'endpointType',
    'deviceLevel',
    'deviceName',
    'contact',
    'pathHeader',
    ...contactColumns,
  ]);
}

const userColumns = ['userId', 'lastName', 'firstName', 'extension'] as const;

async function listUsers(
  run: Run,
  serviceProviderId: string,
  groupId: string | undefined,
): Promise<Section<readonly Row[]>> {
  const path = 'users';
  if (groupId === undefined) {
    return listUsersAt(run, serviceProviderId, { path, subject: serviceProviderId });
  }
  const place = { path, subject: groupId };
  const outcome = await run.ask(
    'UserGetListInGroupRequest',
    { serviceProviderId, GroupId: groupId },
    place,
  );
  return sectionOf(path, outcome, (r) => rowsOf(run, r, 'userTable', userColumns));
}

/** The users of a service provider. */
async function listUsersAt(
  run: Run,
  serviceProviderId: string,
  place: Place,
): Promise<Section<readonly Row[]>> {
  const outcome = await run.ask(
    'UserGetListInServiceProviderRequest',
    { serviceProviderId },
    place,
  );
  return sectionOf(place.path, outcome, (r) =>
    rowsOf(run, r, 'userTable', [...userColumns, 'groupId']),
  );
}

/** The users of several service providers; those of one that can't be listed are unread. */
async function listUsersOf(
  run: Run,
  serviceProviderIds: readonly string[],
): Promise<Section<readonly Row[]>> {
  const lists = await Promise.all(
    serviceProviderIds.map((id) =>
      listUsersAt(run, id, run.member({ path: `users[${id}]`, subject: id })),
    ),
  );
  return valueSection(
    lists.flatMap((list) => valueOf(list) ?? []),
    lists.flatMap(problemsOf),
  );
}

async function readLockouts(
  run: Run,
  lines: Lines,
  isWhole: boolean,
): Promise<Section<{ readonly users: number }>> {
  const unread: Problem[] = [];
  const { userIds } = lines;
  let done = 0;
  await Promise.all(
    userIds.map(async (userId) => {
      const path = `lockouts[${userId}]`;
      const outcome = await run.ask(
        'UserGetRegistrationListRequest',
        { userId },
        run.member({ path, subject: userId }),
      );
      if (outcome.ok) {
        const rows = rowsOf(run, outcome.response, 'registrationTable', [
          'linePort',
          'endpointType',
          'deviceLevel',
          'deviceName',
          ...contactColumns,
          ...detailColumns,
        ]);
        lines.addDetails(userId, rows, isWhole);
      } else unread.push(problemAt(path, outcome.problem));
      done += 1;
      run.progress('lockouts', done, userIds.length);
    }),
  );
  return valueSection({ users: userIds.length - unread.length }, unread);
}

/** The same section with less in it. */
function counted<T, U>(
  section: Section<T> | undefined,
  value: (of: T) => U,
): Section<U> | undefined {
  return section?.status === 'value' ? valueSection(value(section.value), section.unread) : section;
}

function totalsOf(lines: readonly RegistrationLine[]): RegistrationReport['totals'] {
  const totals = { registered: 0, static: 0, expired: 0, none: 0, unknown: 0 };
  for (const { state } of lines) totals[state] += 1;
  return totals;
}
