import type { Client } from '@ocipkit/client';
import { compact, text } from '../run/cells.js';
import { rowsOf } from '../run/columns.js';
import { requireSections, requireTexts } from '../run/input.js';
import type { RunOptions } from '../run/options.js';
import { Run, type Place } from '../run/run.js';
import {
  problemsOf,
  rootOf,
  sectionOf,
  valueOf,
  valueSection,
  type Section,
} from '../run/section.js';
import { checkGroupService, type GroupServiceCheck } from '../user-digest/section-reader.js';
import { differenceOf, limitOf, sumOfGroups, sumOfTrunkGroups } from './figures.js';
import {
  trunkCapacitySections,
  type EnterpriseTrunkEntry,
  type GroupTrunking,
  type TrunkCapacity,
  type TrunkCapacitySection,
  type TrunkGroupCapacity,
  type TrunkGroupLimits,
  type TrunkingGroup,
} from './types.js';

/** What `trunkCapacity` takes. */
export interface TrunkCapacityInput {
  readonly serviceProviderId: string;
  /** What to read beside the limits; default both. */
  readonly sections?: readonly TrunkCapacitySection[] | undefined;
}

/**
 * How many calls trunk groups may have: the limits of a service provider, of its groups and of their
 * trunk groups, with what is handed out and what is left. Reads only.
 *
 * Costs three dependent rounds: the service provider and its groups in one message; three or four requests
 * for every group; one for every trunk group. 15 requests to a message.
 *
 * @throws AutomationError if the groups can't be listed; AutomationUsageError if the id is empty,
 * or a section unknown
 */
export async function trunkCapacity(
  client: Client,
  input: TrunkCapacityInput,
  options: RunOptions = {},
): Promise<TrunkCapacity> {
  const { serviceProviderId, sections: asked = trunkCapacitySections } = input;
  requireTexts('trunkCapacity', { serviceProviderId });
  requireSections('trunkCapacity', asked, trunkCapacitySections);
  const wanted = new Set(asked);
  const run = new Run(client, options);
  const provider = { serviceProviderId };
  run.progress('the groups', 0);
  const [list, profile, capacity] = await Promise.all([
    run.ask('GroupGetListInServiceProviderRequest', provider, {
      path: 'groups',
      subject: serviceProviderId,
    }),
    run.ask('ServiceProviderGetRequest22V4', provider, {
      path: 'isEnterprise',
      subject: serviceProviderId,
    }),
    run.ask('ServiceProviderTrunkGroupGetRequest23', provider, {
      path: 'limits',
      subject: serviceProviderId,
    }),
  ]);
  const rows = rowsOf(run, rootOf(list), 'groupTable', ['groupId', 'groupName']);
  const isEnterprise = sectionOf('isEnterprise', profile, (r) => r.isEnterprise === true);
  const limits = sectionOf('limits', capacity, (r) => ({
    maxActiveCalls: limitOf(r.maxActiveCalls),
    burstingMaxActiveCalls: limitOf(r.burstingMaxActiveCalls),
    numberOfBurstingBTLUs: limitOf(r.numberOfBurstingBTLUs),
  }));
  let done = 0;
  const [enterpriseTrunks, groups] = await Promise.all([
    wanted.has('enterpriseTrunks') && valueOf(isEnterprise) !== false
      ? readEnterpriseTrunks(run, serviceProviderId)
      : undefined,
    Promise.all(
      rows.map(async (row) => {
        const ids = { serviceProviderId, groupId: row.groupId ?? '' };
        const group = await readGroup(run, ids, {
          hasTrunkGroups: wanted.has('trunkGroups'),
          hasTrunks: wanted.has('enterpriseTrunks') && valueOf(isEnterprise) !== true,
        });
        done += 1;
        run.progress('groups', done, rows.length);
        return { ...group, ...compact({ groupName: text(row.groupName) }) };
      }),
    ),
  ]);
  const sum = sumOfGroups(groups);
  const sections = [isEnterprise, limits, enterpriseTrunks, ...groups.flatMap(sectionsOf)];
  return {
    serviceProviderId,
    isEnterprise,
    limits,
    ...compact({ enterpriseTrunks }),
    groups,
    sum,
    difference: differenceOf(valueOf(limits), sum),
    ...run.summary(sections.flatMap((s) => (s === undefined ? [] : problemsOf(s)))),
  };
}

function sectionsOf({ limits, trunkGroups, enterpriseTrunks }: TrunkingGroup) {
  const trunks = (valueOf(trunkGroups) ?? []).map((trunk) => trunk.limits);
  return [limits, trunkGroups, enterpriseTrunks, ...trunks] satisfies (
    Section<unknown> | undefined
  )[];
}

interface GroupIds {
  readonly serviceProviderId: string;
  readonly groupId: string;
}

/** What is read of a group; `hasTrunks` if enterprise trunks may be the group's own. */
interface GroupReading {
  readonly hasTrunkGroups: boolean;
  readonly hasTrunks: boolean;
}

/** The trunking of a group. */
async function readGroup(
  run: Run,
  group: GroupIds,
  { hasTrunkGroups, hasTrunks }: GroupReading,
): Promise<TrunkingGroup> {
  const { groupId } = group;
  const path = `groups[${groupId}]`;
  const own = run.member({ path, subject: groupId });
  const place = (section: string): Place => ({ ...own, path: `${path}.${section}` });
  const check = checkGroupService(run, group, 'Trunk Group', place('limits'));
  const [{ missing }, limits, trunkGroups, enterpriseTrunks] = await Promise.all([
    check,
    readLimits(run, group, place('limits'), check),
    hasTrunkGroups ? readTrunkGroups(run, group, place('trunkGroups'), check) : undefined,
    hasTrunks ? readGroupTrunks(run, group, place('enterpriseTrunks'), check) : undefined,
  ]);
  const sections =
    missing === undefined
      ? { limits, trunkGroups, enterpriseTrunks }
      : {
          limits: missing,
          trunkGroups: hasTrunkGroups ? missing : undefined,
          enterpriseTrunks: hasTrunks ? missing : undefined,
        };
  const sum = sumOfTrunkGroups(sections.trunkGroups);
  return {
    groupId,
    ...compact(sections),
    sum,
    difference: differenceOf(valueOf(sections.limits), sum),
  };
}

async function readLimits(
  run: Run,
  group: GroupIds,
  place: Place,
  check: Promise<GroupServiceCheck>,
): Promise<Section<GroupTrunking>> {
  const outcome = await run.ask('GroupTrunkGroupGetRequest23', group, place);
  const { unknown } = await check;
  return sectionOf(
    place.path,
    outcome,
    (r) => ({
      // A plain number here; older variants have a word for no limit.
      maxActiveCalls: limitOf(r.maxActiveCalls),
      maxAvailableActiveCalls: limitOf(r.maxAvailableActiveCalls),
      burstingMaxActiveCalls: limitOf(r.burstingMaxActiveCalls),
      burstingMaxAvailableActiveCalls: limitOf(r.burstingMaxAvailableActiveCalls),
      maxAvailableNumberOfBurstingBTLUs: limitOf(r.maxAvailableNumberOfBurstingBTLUs),
      ...compact({ numberOfBurstingBTLUs: r.numberOfBurstingBTLUs }),
    }),
    unknown,
  );
}

async function readTrunkGroups(
  run: Run,
  group: GroupIds,
  place: Place,
  check: Promise<GroupServiceCheck>,
): Promise<Section<readonly TrunkGroupCapacity[]>> {
  const outcome = await run.ask('GroupTrunkGroupGetInstanceListRequest14sp4', group, place);
  const { unknown } = await check;
  const columns = ['name', 'department', 'deviceLevel', 'deviceName'] as const;
  const rows = sectionOf(
    place.path,
    outcome,
    (r) => rowsOf(run, r, 'trunkGroupTable', columns),
    unknown,
  );
  if (rows.status !== 'value') return rows;
  const trunkGroups = await Promise.all(
    rows.value.map(async (row): Promise<TrunkGroupCapacity> => {
      const name = row.name ?? '';
      const at = run.member({ path: `${place.path}[${name}].limits`, subject: name });
      const trunk = await run.ask(
        'GroupTrunkGroupGetInstanceRequest23',
        { trunkGroupKey: { ...group, name } },
        at,
      );
      return {
        name,
        ...compact({
          department: text(row.department),
          deviceLevel: text(row.deviceLevel),
          deviceName: text(row.deviceName),
        }),
        limits: sectionOf(at.path, trunk, (r): TrunkGroupLimits => ({
          maxActiveCalls: r.maxActiveCalls,
          enableBursting: r.enableBursting,
          totalActiveIncomingCalls: r.totalActiveIncomingCalls,
          totalActiveOutgoingCalls: r.totalActiveOutgoingCalls,
          ...compact({
            maxIncomingCalls: r.maxIncomingCalls,
            maxOutgoingCalls: r.maxOutgoingCalls,
            burstingMaxActiveCalls: r.burstingMaxActiveCalls,
          }),
        })),
      };
    }),
  );
  return valueSection(trunkGroups);
}

// Enterprise trunks

async function readEnterpriseTrunks(
  run: Run,
  serviceProviderId: string,
): Promise<Section<readonly EnterpriseTrunkEntry[]>> {
  const path = 'enterpriseTrunks';
  const outcome = await run.ask(
    'EnterpriseEnterpriseTrunkGetListRequest',
    { serviceProviderId },
    { path, subject: serviceProviderId },
  );
  return sectionOf(path, outcome, (r) =>
    rowsOf(run, r, 'enterpriseTrunkTable', trunkColumns).map(trunkOf),
  );
}

async function readGroupTrunks(
  run: Run,
  group: GroupIds,
  place: Place,
  check: Promise<GroupServiceCheck>,
): Promise<Section<readonly EnterpriseTrunkEntry[]>> {
  const outcome = await run.ask('GroupEnterpriseTrunkGetListRequest', group, place);
  const { unknown } = await check;
  return sectionOf(
    place.path,
    outcome,
    (r) => rowsOf(run, r, 'enterpriseTrunkTable', trunkColumns).map(trunkOf),
    unknown,
  );
}

const trunkColumns = ['enterpriseTrunkName', 'routingType'] as const;

function trunkOf(row: Readonly<Record<string, string | undefined>>): EnterpriseTrunkEntry {
  return {
    name: row.enterpriseTrunkName ?? '',
    ...compact({ routingType: text(row.routingType) }),
  };
}
