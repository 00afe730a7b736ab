import type { Automation } from '../registry/automation.js';
import { facts, parts, runParts, sectionBlocks, table, type Report } from '../report/report.js';
import { servicePackAudit, type ServicePackAuditInput } from './service-pack-audit.js';
import {
  servicePackSections,
  type AuditedPack,
  type GroupServicePack,
  type ServicePackAudit,
} from './types.js';

/** {@link servicePackAudit}, for programs that list automations. */
export const servicePackAuditAutomation: Automation<ServicePackAuditInput, ServicePackAudit> = {
  name: 'servicePackAudit',
  command: 'service-pack audit',
  description: 'Service packs: what is in them, who has them, and how many are left.',
  access: 'read',
  parameters: [
    {
      name: 'serviceProviderId',
      type: 'text',
      completion: 'serviceProviderId',
      isRequired: true,
      description: 'Service provider or enterprise that the packs are of.',
    },
    {
      name: 'groupId',
      type: 'text',
      completion: 'groupId',
      isRequired: false,
      description: 'One group; all groups by default.',
    },
    {
      name: 'sections',
      type: 'choices',
      values: servicePackSections,
      isRequired: false,
      description: 'What to read beside the packs of the groups; everything by default.',
    },
  ],
  run: servicePackAudit,
  report,
};

function report(audit: ServicePackAudit): Report {
  const { serviceProviderId, groupId, groups, packs } = audit;
  return {
    title: `Service packs of ${groupId ?? serviceProviderId}`,
    subtitle: `${String(packs.length)} packs in ${String(groups.length)} groups`,
    parts: [
      ...parts({
        ...Object.fromEntries(
          groups.map((group) => [
            `Group ${group.groupId}`,
            sectionBlocks(group.packs, (rows) => [
              table(
                ['Pack', 'Authorized', 'Limited', 'Allocated', 'Allowed', 'Usage', 'Free', 'Over'],
                rows.map((p) => [
                  p.name,
                  p.authorized,
                  p.limited,
                  p.allocated,
                  p.allowed,
                  p.usage,
                  p.free,
                  p.overLimit,
                ]),
              ),
              ...rows.flatMap(userBlocks),
            ]),
          ]),
        ),
        ...Object.fromEntries(packs.map((pack) => [`Pack ${pack.name}`, packBlocks(pack)])),
        Utilization: sectionBlocks(audit.utilization, () => [
          table(
            ['Pack', 'Group', 'Packs', 'Assigned'],
            packs.flatMap((p) =>
              (p.utilization ?? []).map((u) => [p.name, u.groupId, u.total, u.assigned]),
            ),
          ),
        ]),
      }),
      ...runParts(audit),
    ],
  };
}

function userBlocks({ name, users }: GroupServicePack): ReturnType<typeof sectionBlocks> {
  if (users?.status === 'value' && users.value.length === 0) return [];
  return sectionBlocks(users, (list) => [
    table(
      [`Users with ${name}`, 'Last name', 'First name', 'Extension'],
      list.map((u) => [u.userId, u.lastName, u.firstName, u.extension]),
    ),
  ]);
}

function packBlocks({ content }: AuditedPack): ReturnType<typeof sectionBlocks> {
  return sectionBlocks(content, (c) => [
    facts({
      Description: c.description,
      'Available for use': c.isAvailableForUse,
      Quantity: c.quantity,
      Assigned: c.assigned,
      Allowed: c.allowed,
    }),
    table(
      ['Service', 'Authorized', 'Allocated', 'Available'],
      c.services.map((s) => [s.name, s.authorized, s.allocated, s.available]),
    ),
  ]);
}
