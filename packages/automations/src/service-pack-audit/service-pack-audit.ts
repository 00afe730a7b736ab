import type { Client } from '@ocipkit/client';
import type { GroupServiceGetAuthorizationListResponse } from '@ocipkit/commands/licensing';
import { compact, flag, quantity, text } from '../run/cells.js';
import { rowsOf } from '../run/columns.js';
import { requireSections, requireTexts } from '../run/input.js';
import type { RunOptions } from '../run/options.js';
import { Run, type Place } from '../run/run.js';
import {
  problemSection,
  problemsOf,
  rootOf,
  sectionOf,
  valueOf,
  valueSection,
} from '../run/section.js';
import type { Outcome, Section } from '../run/section.js';
import { contentOf, readUtilization, type Mention } from './packs.js';
import {
  servicePackSections,
  type AuditedPack,
  type GroupServicePack,
  type PackContent,
  type PackGroup,
  type PackQuantity,
  type PackUser,
  type ServicePackAudit,
  type ServicePackSection,
} from './types.js';

/** What `servicePackAudit` takes. */
export interface ServicePackAuditInput {
  readonly serviceProviderId: string;
  /** Default: all groups of the service provider. */
  readonly groupId?: string | undefined;
  /** What to read beside the packs of the groups; default everything. */
  readonly sections?: readonly ServicePackSection[] | undefined;
}

/**
 * Service packs of a group, or of all groups of a service provider: what is in them, who has them, and
 * how many are left. Reads only.
 *
 * Costs two dependent rounds for a group: its packs with the utilization; then for every pack in use its
 * users, and for every pack its content. For all groups one round more: their list goes before. 15
 * requests to a message.
 *
 * @throws AutomationError if the packs of the group, or the list of groups, can't be read;
 * AutomationUsageError if an id is empty, or a section unknown
 */
export async function servicePackAudit(
  client: Client,
  input: ServicePackAuditInput,
  options: RunOptions = {},
): Promise<ServicePackAudit> {
  const { serviceProviderId, groupId, sections: asked = servicePackSections } = input;
  requireTexts('servicePackAudit', {
    serviceProviderId,
    ...(groupId === undefined ? {} : { groupId }),
  });
  requireSections('servicePackAudit', asked, servicePackSections);
  const wanted = new Set(asked);
  const run = new Run(client, options);
  run.progress('the groups', 0);
  const contents = new Map<string, Promise<Section<PackContent>> | undefined>();
  const mention: Mention = (name) => {
    if (contents.has(name)) return;
    const content = wanted.has('content') ? contentOf(run, serviceProviderId, name) : undefined;
    contents.set(name, content);
  };
  const reading: Reading = { mention, hasUsers: wanted.has('users') };
  const [groups, utilizations] = await Promise.all([
    groupId === undefined
      ? readGroups(run, serviceProviderId, reading)
      : readOne(run, serviceProviderId, groupId, reading),
    wanted.has('utilization') ? readUtilization(run, serviceProviderId, mention) : undefined,
  ]);
  const packs = await Promise.all(
    [...contents]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(async ([name, content]): Promise<AuditedPack> => ({
        name,
        ...compact({
          content: await content,
          utilization: valueOf(utilizations)?.get(name),
        }),
      })),
  );
  const utilization =
    utilizations?.status === 'value'
      ? valueSection({ packs: utilizations.value.size })
      : utilizations;
  const sections: readonly (Section<unknown> | undefined)[] = [
    ...groups.flatMap((group) => [
      group.packs,
      ...(valueOf(group.packs) ?? []).map((pack) => pack.users),
    ]),
    ...packs.map((pack) => pack.content),
    utilization,
  ];
  run.progress('done', groups.length, groups.length);
  return {
    serviceProviderId,
    ...compact({ groupId }),
    groups,
    packs,
    ...compact({ utilization }),
    ...run.summary(sections.flatMap((s) => (s === undefined ? [] : problemsOf(s)))),
  };
}

// Groups

interface Reading {
  readonly mention: Mention;
  readonly hasUsers: boolean;
}

async function readOne(
  run: Run,
  serviceProviderId: string,
  groupId: string,
  reading: Reading,
): Promise<readonly PackGroup[]> {
  const path = `groups[${groupId}].packs`;
  const list = await askPacks(run, { serviceProviderId, groupId }, { path, subject: groupId });
  const rows = rowsOf(run, rootOf(list), 'servicePacksAuthorizationTable', packColumns);
  const packs = await packsOf(run, { serviceProviderId, groupId }, path, rows, reading);
  return [{ groupId, packs: valueSection(packs) }];
}

async function readGroups(
  run: Run,
  serviceProviderId: string,
  reading: Reading,
): Promise<readonly PackGroup[]> {
  const list = await run.ask(
    'GroupGetListInServiceProviderRequest',
    { serviceProviderId },
    { path: 'groups', subject: serviceProviderId },
  );
  const rows = rowsOf(run, rootOf(list), 'groupTable', ['groupId', 'groupName']);
  let done = 0;
  return Promise.all(
    rows.map(async (row): Promise<PackGroup> => {
      const groupId = row.groupId ?? '';
      const path = `groups[${groupId}].packs`;
      const place = run.member({ path, subject: groupId });
      const outcome = await askPacks(run, { serviceProviderId, groupId }, place);
      const packs: PackGroup['packs'] = outcome.ok
        ? valueSection(
            await packsOf(
              run,
              { serviceProviderId, groupId },
              path,
              rowsOf(run, outcome.response, 'servicePacksAuthorizationTable', packColumns),
              reading,
            ),
          )
        : problemSection(path, outcome.problem);
      done += 1;
      run.progress('groups', done, rows.length);
      return { groupId, ...compact({ groupName: text(row.groupName) }), packs };
    }),
  );
}

function askPacks(
  run: Run,
  group: GroupIds,
  place: Place,
): Promise<Outcome<GroupServiceGetAuthorizationListResponse>> {
  return run.ask('GroupServiceGetAuthorizationListRequest', group, place);
}

const packColumns = [
  'servicePackName',
  'authorized',
  'assigned',
  'limited',
  'allocated',
  'allowed',
  'usage',
  'description',
] as const;

type PackRow =
  GroupServiceGetAuthorizationListResponse['servicePacksAuthorizationTable']['rows'][number];
interface GroupIds {
  readonly serviceProviderId: string;
  readonly groupId: string;
}

async function packsOf(
  run: Run,
  group: GroupIds,
  path: string,
  rows: readonly PackRow[],
  reading: Reading,
): Promise<readonly GroupServicePack[]> {
  return Promise.all(
    rows.map(async (row): Promise<GroupServicePack> => {
      const name = row.servicePackName ?? '';
      reading.mention(name);
      const allocated = quantity(row.allocated);
      const usage = quantity(row.usage);
      return {
        name,
        ...compact({
          authorized: flag(row.authorized),
          assigned: flag(row.assigned),
          limited: text(row.limited),
          allocated,
          allowed: quantity(row.allowed),
          usage,
          description: text(row.description),
          ...balance(allocated, usage),
        }),
        ...compact({
          users: !reading.hasUsers
            ? undefined
            : usage === 0
              ? valueSection([])
              : await usersOf(run, group, name, `${path}[${name}].users`),
        }),
        raw: compact({ ...row }) as Record<string, string>,
      };
    }),
  );
}

/** What is left, and whether more are in use than there may be: only of what is known. */
function balance(
  allocated: PackQuantity | undefined,
  usage: PackQuantity | undefined,
): Pick<GroupServicePack, 'free' | 'overLimit'> {
  if (typeof usage !== 'number') return {};
  if (allocated === 'unlimited') return { free: 'unlimited', overLimit: false };
  if (typeof allocated !== 'number') return {};
  return { free: Math.max(0, allocated - usage), overLimit: usage > allocated };
}

const userColumns = [
  'userId',
  'lastName',
  'firstName',
  'department',
  'phoneNumber',
  'extension',
  'emailAddress',
] as const;

async function usersOf(
  run: Run,
  group: GroupIds,
  servicePackName: string,
  path: string,
): Promise<Section<readonly PackUser[]>> {
  const outcome = await run.ask(
    'GroupGetUserServiceAssignedUserListRequest',
    { ...group, servicePackName },
    run.member({ path, subject: group.groupId }),
  );
  return sectionOf(path, outcome, (response) =>
    rowsOf(run, response, 'userListTable', userColumns).map((row) => ({
      userId: row.userId ?? '',
      ...compact({
        lastName: text(row.lastName),
        firstName: text(row.firstName),
        department: text(row.department),
        phoneNumber: text(row.phoneNumber),
        extension: text(row.extension),
        emailAddress: text(row.emailAddress),
      }),
    })),
  );
}
