import { groupParameters } from '../registry/parameters.js';
import type { Automation } from '../registry/automation.js';
import { facts, parts, runParts, sectionBlocks, table, type Report } from '../report/report.js';
import { serviceMembership, type ServiceMembershipInput } from './service-membership.js';
import {
  membershipKinds,
  type MembershipAgent,
  type MembershipAutoAttendant,
  type MembershipCallCenter,
  type MembershipHuntGroup,
  type ServiceMembership,
} from './types.js';

/** {@link serviceMembership}, for programs that list automations. */
export const serviceMembershipAutomation: Automation<ServiceMembershipInput, ServiceMembership> = {
  name: 'serviceMembership',
  command: 'group memberships',
  description: 'Auto attendants, call centers and hunt groups of a group, with their agents.',
  access: 'read',
  parameters: [
    ...groupParameters('The group.'),
    {
      name: 'kinds',
      type: 'choices',
      values: membershipKinds,
      isRequired: false,
      description: 'What to read; everything by default.',
    },
  ],
  run: serviceMembership,
  report,
};

type Blocks = ReturnType<typeof sectionBlocks>;

function report(result: ServiceMembership): Report {
  const { groupId, group, autoAttendants, callCenters, huntGroups } = result;
  return {
    title: `Memberships of ${group.groupName ?? groupId}`,
    subtitle: groupId,
    parts: [
      ...parts({
        'Auto attendants': sectionBlocks(autoAttendants, (list) => [
          table(
            ['Name', 'Id', 'Number', 'Extension', 'Type', 'Active', 'Aliases'],
            list.map((a) => [...common(a), a.type, a.isActive, a.aliases?.join(', ')]),
          ),
          ...list.flatMap(details),
        ]),
        'Call centers': sectionBlocks(callCenters, (list) => [
          table(
            ['Name', 'Id', 'Number', 'Extension', 'Type', 'Policy', 'Active', 'Aliases'],
            list.map((c) => [...common(c), c.type, c.policy, c.isActive, c.aliases?.join(', ')]),
          ),
          ...list.flatMap((c) => [...agentBlocks(c), ...details(c)]),
        ]),
        'Hunt groups': sectionBlocks(huntGroups, (list) => [
          table(
            ['Name', 'Id', 'Number', 'Extension', 'Policy', 'Active', 'Aliases'],
            list.map((h) => [...common(h), h.policy, h.isActive, h.aliases?.join(', ')]),
          ),
          ...list.flatMap((h) => [...agentBlocks(h), ...details(h)]),
        ]),
      }),
      ...runParts(result),
    ],
  };
}

type Instance = MembershipAutoAttendant | MembershipCallCenter | MembershipHuntGroup;

function common({ name, serviceUserId, phoneNumber, extension }: Instance) {
  return [name, serviceUserId, phoneNumber, extension] as const;
}

function agentBlocks({
  serviceUserId,
  agents,
}: MembershipCallCenter | MembershipHuntGroup): Blocks {
  return sectionBlocks(agents, (list: readonly MembershipAgent[]) => [
    table(
      [`Agents of ${serviceUserId}`, 'Last name', 'First name', 'Extension', 'Weight', 'Skill'],
      list.map((a) => [a.userId, a.lastName, a.firstName, a.extension, a.weight, a.skillLevel]),
    ),
  ]);
}

function details({ serviceUserId, config, services }: Instance): Blocks {
  return [
    ...sectionBlocks<unknown>(config, () => []),
    ...sectionBlocks(services, (list) => [
      facts({ [`Services of ${serviceUserId}`]: list.map((s) => s.name).join(', ') }),
    ]),
  ];
}
