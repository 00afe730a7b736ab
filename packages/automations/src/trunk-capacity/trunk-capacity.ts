import type { Client } from '@ocipkit/client';
import { compact, text } from '../run/cells.js';
import { requireTexts } from '../run/input.js';
import type { RunOptions } from '../run/options.js';
import { Run } from '../run/run.js';
import {
  problemsOf,
  rootOf,
  sectionOf,
  valueOf,
  valueSection,
  type Section,
} from '../run/section.js';
import { missingGroupService } from '../user-digest/section-reader.js';
import { differenceOf, limitOf, sumOfGroups, sumOfTrunkGroups } from './figures.js';
import type {
  EnterpriseTrunkEntry,
  GroupTrunking,
  TrunkCapacity,
  TrunkGroupCapacity,
  TrunkGroupLimits,
  TrunkingGroup,
} from './types.js';

export interface TrunkCapacityInput {
  readonly serviceProviderId: string;
}

/**
 * How many calls trunk groups may have: the limits of a service provider, of its groups and of their
 * trunk groups, with what is handed out and what is left. Reads only.
 *
 * Costs three dependent rounds: the service provider and its groups in one message; three or four requests
 * for every group; one for every trunk group. 15 requests to a message.
 *
 * @throws AutomationError if the groups can't be listed; AutomationUsageError if the id is empty
 */
export async function trunkCapacity(
  client: Client,
  input: TrunkCapacityInput,
  options: RunOptions = {},
): Promise<TrunkCapacity> {
  const { serviceProviderId } = input;
  requireTexts('trunkCapacity', { serviceProviderId });
  const run = new Run(client, options);
  const asked = { serviceProviderId };
  run.progress('the groups', 0);
  const [list, profile, capacity] = await Promise.all([
    run.ask('GroupGetListInServiceProviderRequest', asked, {
      path: 'groups',
      subject: serviceProviderId,
    }),
    run.ask('ServiceProviderGetRequest22V4', asked, {
      path: 'isEnterprise',
      subject: serviceProviderId,
    }),
    run.ask('ServiceProviderTrunkGroupGetRequest23', asked, {
      path: 'limits',
      subject: serviceProviderId,
    }),
  ]);
  const { rows } = rootOf(list).groupTable;
  const isEnterprise = sectionOf('isEnterprise', profile, (r) => r.isEnterprise === true);
  const limits = sectionOf('limits', capacity, (r) => ({
    maxActiveCalls: limitOf(r.maxActiveCalls),
    burstingMaxActiveCalls: limitOf(r.burstingMaxActiveCalls),
    numberOfBurstingBTLUs: limitOf(r.numberOfBurstingBTLUs),
  }));
  let done = 0;
  const [enterpriseTrunks, groups] = await Promise.all([
    valueOf(isEnterprise) === false ? undefined : readEnterpriseTrunks(run, serviceProviderId),
    Promise.all(
      rows.map(async (row) => {
        const ids = { serviceProviderId, groupId: row.groupId ?? '' };
        const group = await readGroup(run, ids, valueOf(isEnterprise) !== true);
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

const service = 'Trunk Group';

interface GroupIds {
  readonly serviceProviderId: string;
  readonly groupId: string;
}

/** The trunking of a group; `hasTrunks` if enterprise trunks may be the group's own. */
async function readGroup(run: Run, group: GroupIds, hasTrunks: boolean): Promise<TrunkingGroup> {
  const { groupId } = group;
  const path = `groups[${groupId}]`;
  const place = (section: string) => ({ path: `${path}.${section}`, subject: groupId });
  const [missing, limits, trunkGroups, enterpriseTrunks] = await Promise.all([
    missingGroupService(run, group, service, place('limits').path),
    readLimits(run, group, place('limits')),
    readTrunkGroups(run, group, place('trunkGroups')),
    hasTrunks ? readGroupTrunks(run, group, place('enterpriseTrunks')) : undefined,
  ]);
  const sections =
    missing === undefined
      ? { limits, trunkGroups, ...compact({ enterpriseTrunks }) }
      : {
          limits: missing,
          trunkGroups: missing,
          ...compact({ enterpriseTrunks: hasTrunks ? missing : undefined }),
        };
  const sum = sumOfTrunkGroups(sections.trunkGroups);
  return { groupId, ...sections, sum, difference: differenceOf(valueOf(sections.limits), sum) };
}

interface Place {
  readonly path: string;
  readonly subject: string;
}

async function readLimits(
  run: Run,
  group: GroupIds,
  place: Place,
): Promise<Section<GroupTrunking>> {
  const outcome = await run.ask('GroupTrunkGroupGetRequest23', group, place);
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
    service,
  );
}

async function readTrunkGroups(
  run: Run,
  group: GroupIds,
  place: Place,
): Promise<Section<readonly TrunkGroupCapacity[]>> {
  const outcome = await run.ask('GroupTrunkGroupGetInstanceListRequest14sp4', group, place);
  const rows = sectionOf(place.path, outcome, (r) => r.trunkGroupTable.rows, service);
  if (rows.status !== 'value') return rows;
  const trunkGroups = await Promise.all(
    rows.value.map(async (row): Promise<TrunkGroupCapacity> => {
      const name = row.name ?? '';
      const at = { path: `${place.path}[${name}].limits`, subject: name };
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
  return sectionOf(path, outcome, (r) => r.enterpriseTrunkTable.rows.map(trunkOf));
}

async function readGroupTrunks(
  run: Run,
  group: GroupIds,
  place: Place,
): Promise<Section<readonly EnterpriseTrunkEntry[]>> {
  const outcome = await run.ask('GroupEnterpriseTrunkGetListRequest', group, place);
  return sectionOf(place.path, outcome, (r) => r.enterpriseTrunkTable.rows.map(trunkOf), service);
}

function trunkOf(row: Readonly<Record<string, string | undefined>>): EnterpriseTrunkEntry {
  return {
    name: row.enterpriseTrunkName ?? '',
    ...compact({ routingType: text(row.routingType) }),
  };
}
