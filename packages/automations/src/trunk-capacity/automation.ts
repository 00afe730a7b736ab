import type { Automation } from '../registry/automation.js';
import {
  facts,
  parts,
  runParts,
  sectionBlocks,
  table,
  text,
  type Report,
} from '../report/report.js';
import { valueOf, type Section } from '../run/section.js';
import { trunkCapacity, type TrunkCapacityInput } from './trunk-capacity.js';
import {
  trunkCapacitySections,
  type EnterpriseTrunkEntry,
  type TrunkCapacity,
  type TrunkingGroup,
} from './types.js';

/** {@link trunkCapacity}, for programs that list automations. */
export const trunkCapacityAutomation: Automation<TrunkCapacityInput, TrunkCapacity> = {
  name: 'trunkCapacity',
  command: 'trunk capacity',
  description:
    'Calls that trunk groups may have: of a service provider, its groups and each of them.',
  access: 'read',
  parameters: [
    {
      name: 'serviceProviderId',
      type: 'text',
      completion: 'serviceProviderId',
      isRequired: true,
      description: 'The service provider or enterprise.',
    },
    {
      name: 'sections',
      type: 'choices',
      values: trunkCapacitySections,
      isRequired: false,
      description: 'What to read beside the limits; both by default.',
    },
  ],
  run: trunkCapacity,
  report,
};

type Blocks = ReturnType<typeof sectionBlocks>;

function report(capacity: TrunkCapacity): Report {
  const { serviceProviderId, limits, groups, sum, difference } = capacity;
  const withService = groups.filter((group) => group.limits.status !== 'not-assigned');
  return {
    title: `Trunk capacity of ${serviceProviderId}`,
    subtitle: `${String(withService.length)} of ${String(groups.length)} groups with trunk groups`,
    parts: [
      ...parts({
        'Service provider': [
          ...sectionBlocks(limits, (l) => [
            facts({
              'Active calls': l.maxActiveCalls,
              'Bursting calls': l.burstingMaxActiveCalls,
              'Bursting licences': l.numberOfBurstingBTLUs,
            }),
          ]),
          facts({
            'Active calls of the groups': sum.maxActiveCalls ?? 'unknown',
            'Bursting calls of the groups': sum.burstingMaxActiveCalls ?? 'unknown',
            'Active calls left': difference.maxActiveCalls,
            'Bursting calls left': difference.burstingMaxActiveCalls,
          }),
        ],
        'Kind of service provider': sectionBlocks(capacity.isEnterprise, (isEnterprise) => [
          text(isEnterprise ? 'enterprise' : 'service provider'),
        ]),
        'Enterprise trunks': trunkBlocks(capacity.enterpriseTrunks),
        ...Object.fromEntries(groups.map((g) => [`Group ${g.groupId}`, groupBlocks(g)])),
      }),
      ...runParts(capacity),
    ],
  };
}

function groupBlocks({
  limits,
  trunkGroups,
  enterpriseTrunks,
  sum,
  difference,
}: TrunkingGroup): Blocks {
  if (limits.status === 'not-assigned') return sectionBlocks(limits, () => []);
  return [
    ...sectionBlocks(limits, (l) => [
      facts({
        'Active calls': l.maxActiveCalls,
        'At most': l.maxAvailableActiveCalls,
        'Bursting calls': l.burstingMaxActiveCalls,
        'Bursting at most': l.burstingMaxAvailableActiveCalls,
        'Active calls of the trunk groups': sum.maxActiveCalls ?? 'unknown',
        'Bursting calls of the trunk groups': sum.burstingMaxActiveCalls ?? 'unknown',
        'Active calls left': difference.maxActiveCalls,
        'Bursting calls left': difference.burstingMaxActiveCalls,
      }),
    ]),
    ...sectionBlocks(trunkGroups, (list) => [
      table(
        [
          'Trunk group',
          'Active calls',
          'Bursting',
          'Bursting calls',
          'Incoming now',
          'Outgoing now',
        ],
        list.map(({ name, limits: section }) => {
          const l = valueOf(section);
          return [
            name,
            l?.maxActiveCalls,
            l?.enableBursting,
            l?.burstingMaxActiveCalls,
            l?.totalActiveIncomingCalls,
            l?.totalActiveOutgoingCalls,
          ];
        }),
      ),
      ...list.flatMap(({ limits: section }) => sectionBlocks(section, () => [])),
    ]),
    ...trunkBlocks(enterpriseTrunks),
  ];
}

function trunkBlocks(trunks: Section<readonly EnterpriseTrunkEntry[]> | undefined): Blocks {
  return sectionBlocks(trunks, (list) => [
    table(
      ['Enterprise trunk', 'Routing type'],
      list.map((trunk) => [trunk.name, trunk.routingType]),
    ),
  ]);
}
