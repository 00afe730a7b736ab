import type { Automation } from '../registry/automation.js';
import { facts, parts, runParts, sectionBlocks, table, type Report } from '../report/report.js';
import { registrationReport, type RegistrationReportInput } from './registration-report.js';
import {
  registrationEndpointTypes,
  registrationSections,
  type ListedContact,
  type RegistrationLine,
  type RegistrationReport,
} from './types.js';

/** {@link registrationReport}, for programs that list automations. */
export const registrationReportAutomation: Automation<RegistrationReportInput, RegistrationReport> =
  {
    name: 'registrationReport',
    command: 'registration report',
    description:
      'Which lines are registered, how and until when, and which users and devices are not.',
    access: 'read',
    parameters: [
      {
        name: 'serviceProviderId',
        type: 'text',
        completion: 'serviceProviderId',
        isRequired: false,
        description: 'Service provider or enterprise; may be left out with a device type.',
      },
      {
        name: 'groupId',
        type: 'text',
        completion: 'groupId',
        isRequired: false,
        description: 'One group; the whole service provider by default.',
      },
      {
        name: 'deviceType',
        type: 'text',
        isRequired: false,
        description: 'Only registrations of devices of this type.',
      },
      {
        name: 'endpointType',
        type: 'choice',
        values: registrationEndpointTypes,
        isRequired: false,
        description: 'Only registrations of endpoints of this kind.',
      },
      {
        name: 'lockouts',
        type: 'boolean',
        isRequired: false,
        description: 'Read the registrations of every user for lockouts.',
      },
      {
        name: 'sections',
        type: 'choices',
        values: registrationSections,
        isRequired: false,
        description: 'What to read beside the registrations; everything by default.',
      },
    ],
    run: registrationReport,
    report,
  };

function report(result: RegistrationReport): Report {
  const { serviceProviderId, groupId, deviceType, endpointType, lines, totals } = result;
  return {
    title: `Registrations of ${groupId ?? serviceProviderId ?? deviceType ?? ''}`,
    subtitle: `${String(totals.registered + totals.static)} of ${String(lines.length)} lines registered`,
    parts: [
      ...parts({
        Totals: [facts({ ...totals, 'Device type': deviceType, 'Endpoint type': endpointType })],
        Lines: [table(lineColumns, lines.flatMap(lineRows))],
        'Devices without registration': sectionBlocks(result.devices, (devices) => [
          table(
            ['Device', 'Level', 'Group', 'Type', 'MAC address', 'Status', 'Expired'],
            devices.map((d) => [
              d.deviceName,
              d.deviceLevel,
              d.groupId,
              d.deviceType,
              d.macAddress,
              d.status,
              d.hasExpired,
            ]),
          ),
        ]),
        Users: sectionBlocks(result.users, ({ users }) => [facts({ Listed: users })]),
        'Expired contacts': sectionBlocks(result.expired, (e) => [facts({ Listed: e.contacts })]),
        Lockouts: sectionBlocks(result.lockouts, ({ users }) => [facts({ 'Users read': users })]),
      }),
      ...runParts(result),
    ],
  };
}

const lineColumns = [
  'User',
  'Last name',
  'First name',
  'Extension',
  'Group',
  'Device',
  'Line/port',
  'Endpoint',
  'State',
  'Expiration',
  'Contact',
  'Public address',
  'User agent',
  'Lockout since',
  'Lockouts',
] as const;

/** One row per contact; one for a line without any. */
function lineRows(line: RegistrationLine) {
  const none: readonly ListedContact[] = [{ state: line.state }];
  return (line.contacts.length === 0 ? none : line.contacts).map((contact) => [
    line.userId,
    line.lastName,
    line.firstName,
    line.extension,
    line.groupId,
    line.deviceName,
    line.linePort,
    line.endpointType,
    contact.state,
    contact.expiration,
    contact.contact ?? contact.uri,
    addressOf(contact.publicNetAddress, contact.publicPort),
    contact.userAgent,
    contact.lockoutStarted,
    contact.lockoutCount,
  ]);
}

function addressOf(address: string | undefined, port: string | undefined): string | undefined {
  return address === undefined || port === undefined ? address : `${address}:${port}`;
}
