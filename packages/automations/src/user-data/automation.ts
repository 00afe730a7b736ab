import { groupParameters } from '../registry/parameters.js';
import type { Automation } from '../registry/automation.js';
import {
  facts,
  parts,
  runParts,
  table,
  text,
  type Report,
  type ReportValue,
} from '../report/report.js';
import { groupUserData, type GroupUserDataInput } from './group-user-data.js';
import type { GroupUserData, ListedUserData, UserData } from './types.js';
import { userData, type UserDataInput } from './user-data.js';

const choices: Automation<UserDataInput, UserData>['parameters'] = [
  {
    name: 'team',
    type: 'choice',
    values: ['department', 'call-center'],
    isRequired: false,
    description: 'What counts as the team; the department by default.',
  },
  {
    name: 'guest',
    type: 'boolean',
    isRequired: false,
    description: 'Also read whose phone the user has borrowed.',
  },
];

/** {@link userData}, for programs that list automations. */
export const userDataAutomation: Automation<UserDataInput, UserData> = {
  name: 'userData',
  command: 'user data',
  description: 'A compact user record: name, team, extension, skills, roles and login state.',
  access: 'read',
  parameters: [
    {
      name: 'loginId',
      type: 'text',
      completion: 'userId',
      isRequired: true,
      description: 'Primary or alternate id of the user, with or without its domain.',
    },
    ...choices,
  ],
  run: userData,
  report,
};

/** {@link groupUserData}, for programs that list automations. */
export const groupUserDataAutomation: Automation<GroupUserDataInput, GroupUserData> = {
  name: 'groupUserData',
  command: 'group user-data',
  description:
    'The user records of a whole group: name, team, extension, skills, roles and login state.',
  access: 'read',
  parameters: [...groupParameters('Group whose users are read.'), ...choices],
  run: groupUserData,
  report: groupReport,
};

const unread = 'not read';

function report(data: UserData): Report {
  const { loginInfo, registrations, guest } = data;
  return {
    title: `${data.firstName} ${data.lastName}`,
    subtitle: data.loginId,
    parts: [
      ...parts({
        User: [
          facts({
            Team: data.team ?? undefined,
            Extension: data.extension ?? undefined,
            'E-mail': data.email ?? undefined,
            Roles: list(data.roles),
            Skills: list(data.skills),
            Disabled: yesNo(data.disabled),
            'Disabled by': data.disabledReasons?.join(', '),
            'Change password': yesNo(data.changePassword),
            Password: data.passwordStatus,
          }),
        ],
        Login: [
          facts({
            'Logged in': yesNo(loginInfo.isLoggedIn),
            'As told by': loginInfo.loginSource ?? undefined,
            'ACD state': loginInfo.acdState ?? undefined,
            'Unavailable code': loginInfo.agentUnavailableCode ?? undefined,
            'IP address': loginInfo.ipAddress ?? undefined,
            'User agent': loginInfo.userAgent ?? undefined,
            'Read at': loginInfo.readAt ?? undefined,
          }),
        ],
        'Skill levels':
          data.skillLevels === null || Object.keys(data.skillLevels).length === 0
            ? []
            : [table(['Call center', 'Level'], Object.entries(data.skillLevels))],
        Guest:
          guest === undefined
            ? []
            : guest === null
              ? [text(unread, 'warning')]
              : [
                  table(
                    ['Service', 'Host', 'Since'],
                    guest.map((g) => [g.service, g.hostUserId, g.since ?? undefined]),
                  ),
                ],
        Registrations:
          registrations === null
            ? [text(unread, 'warning')]
            : [
                table(
                  ['Line/port', 'Endpoint', 'Device', 'Live', 'Static', 'Address', 'User agent'],
                  registrations.map((r) => [
                    r.linePort ?? undefined,
                    r.endpointType ?? undefined,
                    r.deviceName ?? undefined,
                    r.active ?? undefined,
                    r.static,
                    r.publicNetAddress ?? r.privateNetAddress ?? undefined,
                    r.userAgent ?? undefined,
                  ]),
                ),
              ],
      }),
      ...runParts(data),
    ],
  };
}

function groupReport(data: GroupUserData): Report {
  return {
    title: `User data of ${data.groupId}`,
    subtitle: data.serviceProviderId,
    parts: [
      ...parts({
        Users: [
          facts({ 'In the group': data.total, Read: data.users.length }),
          table(
            ['User', 'Name', 'Team', 'Extension', 'Roles', 'Skills', 'Logged in', 'Disabled'],
            data.users.map(rowOf),
          ),
        ],
      }),
      ...runParts(data),
    ],
  };
}

function rowOf(user: ListedUserData): readonly ReportValue[] {
  return [
    user.loginId,
    `${user.firstName} ${user.lastName}`,
    user.team ?? undefined,
    user.extension ?? undefined,
    list(user.roles),
    list(user.skills),
    yesNo(user.loginInfo.isLoggedIn),
    yesNo(user.disabled),
  ];
}

function list(entries: readonly string[] | null): string {
  return entries === null ? unread : entries.length === 0 ? 'none' : entries.join(', ');
}

function yesNo(value: boolean | null): string | boolean {
  return value ?? 'not known';
}
