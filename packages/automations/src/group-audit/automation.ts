import type { Automation } from '../registry/automation.js';
import {
  facts,
  parts,
  runParts,
  sectionBlocks,
  table,
  text,
  type Report,
  type ReportBlock,
} from '../report/report.js';
import { groupAudit, LARGEST_PAGE, type GroupAuditInput } from './group-audit.js';
import { groupAuditSections, type Amount, type GroupAudit, type GroupNumbers } from './types.js';

/** {@link groupAudit}, for programs that list automations. */
export const groupAuditAutomation: Automation<GroupAuditInput, GroupAudit> = {
  name: 'groupAudit',
  command: 'group audit',
  description:
    'What a group may use and what it uses: licences, and phone numbers with their holders.',
  access: 'read',
  parameters: [
    {
      name: 'serviceProviderId',
      type: 'text',
      completion: 'serviceProviderId',
      isRequired: false,
      description: 'Service provider or enterprise of the group.',
    },
    {
      name: 'groupId',
      type: 'text',
      completion: 'groupId',
      isRequired: false,
      description: 'Id of the group.',
    },
    {
      name: 'groupExternalId',
      type: 'text',
      isRequired: false,
      description: 'Id that another system gave the group, in place of the two others.',
    },
    {
      name: 'sections',
      type: 'choices',
      values: groupAuditSections,
      isRequired: false,
      description: 'What to read beside the profile; licences and numbers by default.',
    },
    {
      name: 'pageSize',
      type: 'integer',
      min: 1,
      max: LARGEST_PAGE,
      isRequired: false,
      description: 'Reads the numbers in pages of so many rows; all at once by default.',
    },
  ],
  run: groupAudit,
  report,
};

const licenceColumns = ['Name', 'Authorized', 'Quantity', 'Usage', 'Free', 'Over limit'];

function report(audit: GroupAudit): Report {
  const { group, serviceProviderId, groupId } = audit;
  return {
    title: group.groupName ?? groupId,
    subtitle: `${serviceProviderId} / ${groupId}`,
    parts: [
      ...parts({
        Group: [
          facts({
            Users: `${String(group.userCount)} of ${String(group.userLimit)}`,
            Domain: group.defaultDomain,
            'Time zone': group.timeZoneDisplayName,
            'Calling line id': group.callingLineIdPhoneNumber,
            'Location dialing code': group.locationDialingCode,
            'External id': group.groupExternalId,
          }),
        ],
        'Service packs': sectionBlocks(audit.licences, ({ servicePacks }) => [
          licences(servicePacks.map((pack) => ({ ...pack, quantity: pack.allocated }))),
        ]),
        'Group services': sectionBlocks(audit.licences, ({ groupServices }) =>
          inUse(groupServices),
        ),
        'User services': sectionBlocks(audit.licences, ({ userServices }) => inUse(userServices)),
        Numbers: sectionBlocks(audit.numbers, numberBlocks),
        Trunking: sectionBlocks(audit.trunking, (trunking) => [
          facts({
            'Active calls': trunking.maxActiveCalls,
            'Active calls that can be given': bounded(trunking.maxAvailableActiveCalls),
            'Bursting calls': bounded(trunking.burstingMaxActiveCalls),
            'Bursting calls that can be given': bounded(trunking.burstingMaxAvailableActiveCalls),
            'Bursting BTLUs': trunking.numberOfBurstingBTLUs,
            'Bursting BTLUs that can be given': bounded(trunking.maxAvailableNumberOfBurstingBTLUs),
          }),
        ]),
        'Users of services': sectionBlocks(audit.assignedUsers, (services) => [
          table(
            ['Service or pack', 'Users', 'Ids'],
            services.map(({ name, users }) => [
              name,
              users.length,
              users.map((user) => user.userId).join(', '),
            ]),
          ),
        ]),
      }),
      ...runParts(audit),
    ],
  };
}

interface ShownLicence {
  readonly name: string;
  readonly authorized?: boolean | undefined;
  readonly quantity?: Amount | undefined;
  readonly usage?: Amount | undefined;
  readonly free?: Amount | undefined;
  readonly overLimit: boolean;
}

/** Most services are not in use anywhere: a person is told how many there are. */
function inUse(services: readonly ShownLicence[]): readonly ReportBlock[] {
  const shown = services.filter(({ usage }) => usage !== undefined && usage !== 0);
  const others = services.length - shown.length;
  return [licences(shown), ...(others === 0 ? [] : [text(`${String(others)} others without use`)])];
}

function licences(rows: readonly ShownLicence[]): ReportBlock {
  return table(
    licenceColumns,
    rows.map((l) => [
      l.name,
      l.authorized,
      l.quantity,
      l.usage,
      l.free,
      l.overLimit ? 'yes' : undefined,
    ]),
  );
}

function numberBlocks(numbers: GroupNumbers): readonly ReportBlock[] {
  const range = ({ first, last }: { readonly first: string; readonly last: string }): string =>
    first === last ? first : `${first} - ${last}`;
  return [
    facts({
      Total: numbers.total,
      Assigned: numbers.assigned,
      Unassigned: numbers.unassigned,
      'Not activated': numbers.inactive,
    }),
    table(
      ['Numbers', 'Count', 'Holder', 'Name', 'Extension', 'Activated', 'Department'],
      numbers.rows.map((row) => [
        range(row),
        row.count,
        row.userId ?? row.holder,
        row.serviceName ?? [row.firstName, row.lastName].filter(Boolean).join(' '),
        row.extension,
        row.activated,
        row.department,
      ]),
    ),
    ...numbers.duplicates.map((d) =>
      text(`${range(d)} is listed ${String(d.rows.length)} times`, 'warning'),
    ),
    ...numbers.unparsed.map((u) => text(`neither number nor range: '${u.text}'`, 'warning')),
  ];
}

function bounded(amount: {
  readonly quantity?: number | undefined;
  readonly unlimited?: true | undefined;
}): Amount {
  return amount.quantity ?? 'unlimited';
}
