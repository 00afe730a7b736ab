import type { Client } from '@ocipkit/client';
import type { GroupGetResponse22V5 } from '@ocipkit/commands/group';
import type { GroupServiceGetAuthorizationListResponse } from '@ocipkit/commands/licensing';
import type { GroupTrunkGroupGetResponse23 } from '@ocipkit/commands/trunk-group-capacity';
import { AutomationUsageError } from '../run/usage-error.js';
import { compact, flag } from '../run/cells.js';
import type { RunOptions } from '../run/options.js';
import { plain } from '../run/plain.js';
import { Run } from '../run/run.js';
import {
  notAssigned,
  problemsOf,
  rootOf,
  sectionOf,
  type Outcome,
  type Section,
} from '../run/section.js';
import { readAssignedUsers } from './assigned-users.js';
import { licencesOf } from './licences.js';
import { readNumbers } from './numbers.js';
import {
  defaultGroupAuditSections,
  groupAuditSections,
  type GroupAudit,
  type GroupAuditSection,
} from './types.js';

/** The group by its two ids, or by the id that another system gave it. */
export interface GroupAuditInput {
  readonly serviceProviderId?: string | undefined;
  readonly groupId?: string | undefined;
  /** In place of the other two; AS data mode only, and not in release 21. */
  readonly groupExternalId?: string | undefined;
  /** What to read beside the profile; default `licences` and `numbers`. */
  readonly sections?: readonly GroupAuditSection[] | undefined;
  /**
   * Reads the numbers in pages of so many rows, 1 to 2000, which also tell of what kind departments are;
   * default is all rows in one answer.
   */
  readonly pageSize?: number | undefined;
}

/** The largest page that a platform gives. */
export const LARGEST_PAGE = 2000;

/**
 * What a group may use and what it uses: licences of service packs, group services and user services,
 * and phone numbers with their holders. Reads only.
 *
 * Costs one round, which is one message of three requests. Another round comes before it where the group
 * is named by its external id, and one after it for the users of what is in use, with a request for each
 * service and pack. Numbers in pages cost a round per page.
 *
 * @throws AutomationUsageError before anything is sent if the group is named in neither way or in both,
 * or a section or the page size is none; AutomationError if the group can't be read
 */
export async function groupAudit(
  client: Client,
  input: GroupAuditInput,
  options: RunOptions = {},
): Promise<GroupAudit> {
  const named = groupIn(input);
  checkChoices(input);
  const run = new Run(client, options);
  run.progress('the group', 0);
  if ('groupExternalId' in named) {
    const subject = named.groupExternalId;
    const outcome = await run.ask('GroupGetRequest22V5', named, { path: 'group', subject });
    const group = rootOf(outcome);
    return finish(run, group, group, await readSections(run, group, input));
  }
  const [outcome, sections] = await Promise.all([
    run.ask('GroupGetRequest22V5', named, { path: 'group', subject: named.groupId }),
    readSections(run, named, input),
  ]);
  return finish(run, named, rootOf(outcome), sections);
}

/** A group by its ids. */
interface NamedGroup {
  readonly serviceProviderId: string;
  readonly groupId: string;
}

function groupIn({
  serviceProviderId = '',
  groupId = '',
  groupExternalId = '',
}: GroupAuditInput): NamedGroup | { readonly groupExternalId: string } {
  if (groupExternalId !== '' && serviceProviderId === '' && groupId === '') {
    return { groupExternalId };
  }
  if (groupExternalId === '' && serviceProviderId !== '' && groupId !== '') {
    return { serviceProviderId, groupId };
  }
  throw new AutomationUsageError(
    'groupAudit: expected serviceProviderId and groupId, or groupExternalId by itself.',
  );
}

function checkChoices({ sections = [], pageSize = 1 }: GroupAuditInput): void {
  const known: readonly string[] = groupAuditSections;
  const unknown = sections.filter((section) => !known.includes(section));
  if (unknown.length > 0) {
    throw new AutomationUsageError(
      `groupAudit: ${unknown.join(', ')} is no section; expected some of ${known.join(', ')}.`,
    );
  }
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > LARGEST_PAGE) {
    throw new AutomationUsageError(
      `groupAudit: pageSize is no whole number from 1 to ${String(LARGEST_PAGE)}.`,
    );
  }
}

type Sections = Pick<GroupAudit, GroupAuditSection>;

async function readSections(
  run: Run,
  { serviceProviderId, groupId }: NamedGroup,
  { sections = defaultGroupAuditSections, pageSize }: GroupAuditInput,
): Promise<Sections> {
  const wanted = new Set(sections);
  const group = { serviceProviderId, groupId };
  // Trunking and the users need to know what is assigned, and what is in use.
  const needsLicences = ['licences', 'trunking', 'assignedUsers'] as const;
  const [authorization, numbers, trunking] = await Promise.all([
    needsLicences.some((section) => wanted.has(section))
      ? run.ask('GroupServiceGetAuthorizationListRequest', group, {
          path: 'licences',
          subject: groupId,
        })
      : undefined,
    wanted.has('numbers') ? readNumbers(run, group, pageSize) : undefined,
    wanted.has('trunking')
      ? run.ask('GroupTrunkGroupGetRequest23', group, { path: 'trunking', subject: groupId })
      : undefined,
  ]);
  const licences =
    authorization === undefined
      ? undefined
      : sectionOf('licences', authorization, (response) => licencesOf(run, response));
  return {
    licences: wanted.has('licences') ? licences : undefined,
    numbers,
    trunking: trunking === undefined ? undefined : trunkingSection(trunking, authorization),
    assignedUsers:
      licences !== undefined && wanted.has('assignedUsers')
        ? await readAssignedUsers(run, group, licences)
        : undefined,
  };
}

/** The read is sent together with that of the assignments, which then says what its refusal means. */
function trunkingSection(
  outcome: Outcome<GroupTrunkGroupGetResponse23>,
  authorization: Outcome<GroupServiceGetAuthorizationListResponse> | undefined,
): NonNullable<GroupAudit['trunking']> {
  const service = 'Trunk Group';
  const rows = authorization?.ok
    ? authorization.response.groupServicesAuthorizationTable.rows
    : undefined;
  const row = rows?.find(({ serviceName }) => serviceName === service);
  const isAssigned = flag(row?.assigned);
  if (isAssigned === false) return notAssigned(service, 'assignment-list');
  // Where the group has it a refusal is one.
  return sectionOf('trunking', outcome, plain, isAssigned === undefined ? service : undefined);
}

function finish(
  run: Run,
  { serviceProviderId, groupId }: NamedGroup,
  group: GroupGetResponse22V5,
  sections: Sections,
): GroupAudit {
  run.progress('done', 1, 1);
  const all: readonly (Section<unknown> | undefined)[] = Object.values(sections);
  const problems = all.flatMap((section) => (section === undefined ? [] : problemsOf(section)));
  return {
    serviceProviderId,
    groupId,
    group: plain(group),
    ...compact(sections),
    ...run.summary(problems),
  };
}
