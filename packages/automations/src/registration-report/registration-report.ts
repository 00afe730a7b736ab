import type { Client } from '@ocipkit/client';
import { AutomationUsageError } from '../registry/automation.js';
import { compact } from '../run/cells.js';
import { requireTexts } from '../run/input.js';
import type { RunOptions } from '../run/options.js';
import { problemAt, type Problem } from '../run/problem.js';
import { Run } from '../run/run.js';
import {
  problemSection,
  problemsOf,
  rootOf,
  sectionOf,
  valueOf,
  valueSection,
} from '../run/section.js';
import type { Section } from '../run/section.js';
import { listDevices, withoutRegistration } from './devices.js';
import { Lines, type Row } from './lines.js';
import {
  registrationEndpointTypes,
  type RegistrationEndpoint,
  type RegistrationLine,
  type RegistrationReport,
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
 * provider nor a device type is given, a group comes without its service provider, or an endpoint type is
 * unknown
 */
export async function registrationReport(
  client: Client,
  input: RegistrationReportInput,
  options: RunOptions = {},
): Promise<RegistrationReport> {
  check(input);
  const { serviceProviderId, groupId, deviceType, endpointType } = input;
  const run = new Run(client, options);
  const isWhole = deviceType === undefined && endpointType === undefined;
  run.progress('the registrations', 0);
  const [all, over, listedUsers, listedDevices] = await Promise.all([
    readContacts(run, input, 'lines'),
    readContacts(run, input, 'expired', true),
    serviceProviderId === undefined ? undefined : listUsers(run, serviceProviderId, groupId),
    serviceProviderId === undefined || endpointType !== undefined
      ? undefined
      : listDevices(run, { serviceProviderId, groupId, deviceType }),
  ]);
  const rows: readonly Row[] = rootOf(all).registrationTable.rows;
  const overRows = over.ok ? over.response.registrationTable.rows : undefined;
  const lines = new Lines(rows, overRows);
  const users = listedUsers ?? (await listUsersOf(run, lines.serviceProviderIds));
  const userRows = valueOf(users) ?? [];
  if (isWhole)
    for (const row of userRows) lines.addUser(row, compact({ serviceProviderId, groupId }));
  const lockouts = input.lockouts === true ? await readLockouts(run, lines, isWhole) : undefined;
  const list = lines.toList(userRows);
  const sections = {
    users: counted(users, (value) => ({ users: value.length })),
    expired: sectionOf('expired', over, (r) => ({ contacts: r.registrationTable.rows.length })),
    ...compact({
      devices:
        listedDevices === undefined
          ? undefined
          : counted(listedDevices, (devices) => withoutRegistration(devices, list)),
      lockouts,
    }),
  };
  run.progress('done', 1, 1);
  return {
    ...compact({ serviceProviderId, groupId, deviceType, endpointType }),
    lines: list,
    totals: totalsOf(list),
    ...sections,
    ...run.summary(
      [sections.users, sections.expired, sections.devices, sections.lockouts].flatMap((section) =>
        section === undefined ? [] : problemsOf(section),
      ),
    ),
  };
}

function check(input: RegistrationReportInput): void {
  const name = 'registrationReport';
  const { serviceProviderId, groupId, deviceType, endpointType } = input;
  requireTexts(name, compact({ serviceProviderId, groupId, deviceType }));
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

async function listUsers(
  run: Run,
  serviceProviderId: string,
  groupId: string | undefined,
): Promise<Section<readonly Row[]>> {
  const path = 'users';
  if (groupId === undefined) {
    const place = { path, subject: serviceProviderId };
    const outcome = await run.ask(
      'UserGetListInServiceProviderRequest',
      { serviceProviderId },
      place,
    );
    return sectionOf(path, outcome, (r) => r.userTable.rows);
  }
  const place = { path, subject: groupId };
  const outcome = await run.ask(
    'UserGetListInGroupRequest',
    { serviceProviderId, GroupId: groupId },
    place,
  );
  return sectionOf(path, outcome, (r) => r.userTable.rows);
}

/** The users of several service providers; those of one that can't be listed are unread. */
async function listUsersOf(
  run: Run,
  serviceProviderIds: readonly string[],
): Promise<Section<readonly Row[]>> {
  const lists = await Promise.all(serviceProviderIds.map((id) => listUsers(run, id, undefined)));
  const unread = lists.flatMap((list, i) =>
    problemsOf(list).map((p) => problemAt(`users[${serviceProviderIds[i] ?? ''}]`, p)),
  );
  return valueSection(
    lists.flatMap((list) => valueOf(list) ?? []),
    unread,
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
        { path, subject: userId },
      );
      if (outcome.ok) lines.addDetails(userId, outcome.response.registrationTable.rows, isWhole);
      else unread.push(problemAt(path, outcome.problem));
      done += 1;
      run.progress('lockouts', done, userIds.length);
    }),
  );
  return valueSection({ users: userIds.length - unread.length }, unread);
}

/** The same section with less in it. */
function counted<T, U>(section: Section<T>, value: (of: T) => U): Section<U> {
  if (section.status === 'value') return valueSection(value(section.value), section.unread);
  return section.status === 'not-assigned'
    ? section
    : problemSection(section.problem.path, section.problem);
}

function totalsOf(lines: readonly RegistrationLine[]): RegistrationReport['totals'] {
  const totals = { registered: 0, static: 0, expired: 0, none: 0, unknown: 0 };
  for (const { state } of lines) totals[state] += 1;
  return totals;
}
