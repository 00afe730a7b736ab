import { MOST_USERS_PER_PAGE, USERS_PER_PAGE } from '../group-users/group-users.js';
import { groupParameters } from '../registry/parameters.js';
import type { Automation } from '../registry/automation.js';
import { facts, runParts, table, text, type Report, type ReportValue } from '../report/report.js';
import { MAX_USERS_AT_ONCE, USERS_AT_ONCE } from './check.js';
import { collectGroupUserAudit, groupUserAudit } from './group-user-audit.js';
import {
  auditSections,
  isAuditFailure,
  type AuditedUser,
  type GroupUserAudit,
  type GroupUserAuditInput,
} from './types.js';

/**
 * {@link collectGroupUserAudit}, for programs that list automations. Programs that write users one by one
 * call `groupUserAudit`.
 */
export const groupUserAuditAutomation: Automation<GroupUserAuditInput, GroupUserAudit> = {
  name: 'groupUserAudit',
  command: 'group users',
  description:
    'Everything about every user of a group: profile, calling plans, services, settings.',
  access: 'read',
  parameters: [
    ...groupParameters('Group whose users are read.'),
    {
      name: 'sections',
      type: 'choices',
      values: auditSections,
      isRequired: false,
      description: 'What to read of each user; everything by default.',
    },
    {
      name: 'skipUserIds',
      type: 'texts',
      completion: 'userId',
      isRequired: false,
      description: 'Users to leave out, such as those of an earlier run.',
    },
    {
      name: 'usersAtOnce',
      type: 'integer',
      min: 1,
      max: MAX_USERS_AT_ONCE,
      isRequired: false,
      description: `Users under way at once; ${String(USERS_AT_ONCE)} by default.`,
    },
    {
      name: 'pageSize',
      type: 'integer',
      min: 1,
      max: MOST_USERS_PER_PAGE,
      isRequired: false,
      description: `Users per page of the list; ${String(USERS_PER_PAGE)} by default.`,
    },
    {
      name: 'showCodes',
      type: 'boolean',
      isRequired: false,
      description: 'Shows authorization codes, which are secrets.',
    },
    {
      name: 'ruleForm',
      type: 'choice',
      values: ['zone', 'utc'],
      isRequired: false,
      description: 'Start of repeated events with a time zone, or in UTC; zone by default.',
    },
    {
      name: 'appearanceDetails',
      type: 'boolean',
      isRequired: false,
      description: 'Also reads the hotline of each shared call appearance.',
    },
    {
      name: 'askEveryService',
      type: 'boolean',
      isRequired: false,
      description: 'Asks for the settings of every service of a user whose services are not known.',
    },
    {
      name: 'catalogue',
      type: 'object',
      isRequired: false,
      description: 'Aliases and tags of services by name.',
    },
  ],
  run: collectGroupUserAudit,
  stream: groupUserAudit,
  report,
};

function report(audit: GroupUserAudit): Report {
  const { users, problemCounts } = audit;
  const all = audit.data.flatMap((batch) => batch.users);
  const errors = Object.entries(problemCounts).filter(([, count]) => count > 0);
  return {
    title: `Users of ${audit.groupId}`,
    subtitle: audit.serviceProviderId,
    parts: [
      {
        title: 'Users',
        blocks: [
          facts({
            'In the group': users.total,
            Read: users.read,
            'Without problems': users.complete,
            'Left out': users.skipped === 0 ? undefined : users.skipped,
            'Not read': users.notRead === 0 ? undefined : users.notRead,
            ...Object.fromEntries(errors.map(([kind, count]) => [`Reads ${kind}`, count])),
          }),
          table(
            ['User', 'Name', 'Number', 'Extension', 'Endpoint', 'Device', 'Services', 'Complete'],
            all.map(rowOf),
          ),
          ...(users.notRead === 0 ? [] : [text('The list is not whole.', 'warning')]),
        ],
      },
      ...runParts(audit),
    ],
  };
}

function rowOf({ userId, user, assignedServices, complete }: AuditedUser): readonly ReportValue[] {
  const profile = user === undefined || isAuditFailure(user) ? undefined : user;
  const services =
    assignedServices === undefined || isAuditFailure(assignedServices)
      ? undefined
      : assignedServices.userServices.length;
  const device = profile?.accessDeviceEndpoint?.accessDevice.deviceName;
  return [
    userId,
    profile === undefined ? undefined : `${profile.firstName} ${profile.lastName}`,
    profile?.phoneNumber ?? undefined,
    profile?.extension ?? undefined,
    profile?.endpointType,
    typeof device === 'string' ? device : undefined,
    services,
    complete,
  ];
}
