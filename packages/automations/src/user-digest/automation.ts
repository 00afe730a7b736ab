import type { Automation } from '../registry/automation.js';
import {
  facts,
  parts,
  runParts,
  sectionBlocks,
  table,
  type Report,
  type ReportBlock,
  type ReportValue,
} from '../report/report.js';
import type { Section } from '../run/section.js';
import {
  digestSections,
  type Forwarding,
  type SelectiveForwarding,
  type UserDigest,
} from './types.js';
import { userDigest, type UserDigestInput } from './user-digest.js';

/** {@link userDigest}, for programs that list automations. */
export const userDigestAutomation: Automation<UserDigestInput, UserDigest> = {
  name: 'userDigest',
  command: 'user digest',
  description: 'Everything about a user at a glance: calls, phones, services, memberships.',
  access: 'read',
  parameters: [
    {
      name: 'userId',
      type: 'text',
      completion: 'userId',
      isRequired: true,
      description: 'Primary or alternate id of the user.',
    },
    {
      name: 'sections',
      type: 'choices',
      values: digestSections,
      isRequired: false,
      description:
        'What to read beside the profile; by default everything but supervisedCallCenters.',
    },
  ],
  run: userDigest,
  report,
};

function report(digest: UserDigest): Report {
  const { profile } = digest;
  return {
    title: `${profile.firstName} ${profile.lastName}`,
    subtitle: digest.userId,
    parts: [
      ...parts({
        Profile: [
          facts({
            'Service provider': profile.serviceProviderId,
            Group: profile.groupId,
            Department: profile.departmentFullPath,
            Number: profile.phoneNumber,
            Extension: profile.extension,
            Title: profile.title,
            'E-mail': profile.emailAddress,
            Language: profile.language,
            'Time zone': profile.timeZoneDisplayName,
            Aliases: profile.alias?.join(', '),
            Endpoint: profile.endpointKind,
          }),
        ],
        Calls: callsBlocks(digest),
        'Selective forwarding': criteriaBlocks(digest.forwarding?.selective),
        Phones: sectionBlocks(digest.devices, (devices) => [
          table(
            ['Role', 'Device', 'Type', 'Line/port', 'Registration', 'User agent'],
            devices.map((d) => [
              d.role,
              d.deviceName,
              d.deviceType,
              d.linePort,
              d.registration,
              d.contacts[0]?.userAgent,
            ]),
          ),
        ]),
        'Shared call appearances': sectionBlocks(digest.sharedCallAppearance, (appearance) => [
          facts({ Maximum: appearance.maxAppearances }),
        ]),
        'Call centers': sectionBlocks(digest.callCenters, ({ callCenters, agent }) => [
          facts({
            'ACD state': agent.agentACDState,
            'Unavailable code': agent.agentUnavailableCode,
          }),
          table(
            ['Call center', 'Id', 'Type', 'Takes calls', 'Skill level'],
            callCenters.map((c) => [c.name, c.serviceUserId, c.type, c.available, c.skillLevel]),
          ),
        ]),
        'Supervised call centers': sectionBlocks(digest.supervisedCallCenters, (centers) => [
          table(
            ['Call center', 'Type', 'Number', 'Extension'],
            centers.map((c) => [c.serviceUserId, c.type, c.phoneNumber, c.extension]),
          ),
        ]),
        'Hunt groups': sectionBlocks(digest.huntGroups, (groups) => [
          table(
            ['Hunt group', 'Id', 'Group', 'Policy', 'Position', 'Group busy'],
            groups.map((g) => [
              g.name,
              g.serviceUserId,
              g.groupId,
              g.policy,
              g.position,
              g.enableGroupBusy,
            ]),
          ),
        ]),
        'Call pickup': sectionBlocks(digest.callPickup, (pickup) => [
          pickup === null
            ? { kind: 'text', text: 'in no pickup group' }
            : facts({
                Group: pickup.name,
                Members: pickup.members.map((m) => m.userId ?? '').join(', '),
              }),
        ]),
        'Service packs': sectionBlocks(digest.servicePacks, (packs) => [
          { kind: 'text', text: packs.length === 0 ? 'none' : packs.join(', ') },
        ]),
        Services: sectionBlocks(digest.services, (services) => [
          table(
            ['Service', 'Kind', 'Active'],
            services.map((s) => [s.name, s.kind, s.isActive]),
          ),
        ]),
      }),
      ...runParts(digest),
    ],
  };
}

/** What happens to a call, service by service, in the order in which the platform asks them. */
function callsBlocks({
  doNotDisturb,
  forwarding,
  simultaneousRing,
  voiceMail,
}: UserDigest): readonly ReportBlock[] {
  const forward = (f: Forwarding): CallState => [onOff(f.isActive), f.forwardToPhoneNumber];
  const rows = [
    callRow('Do Not Disturb', doNotDisturb, (d) => [
      onOff(d.isActive),
      undefined,
      d.ringSplash ? 'ring splash' : undefined,
    ]),
    callRow('Forwarding, selective', forwarding?.selective, (f) => [
      onOff(f.isActive),
      f.defaultForwardToPhoneNumber,
      f.criteria.length === 0 ? undefined : `${String(f.criteria.length)} criteria`,
    ]),
    callRow('Forwarding, always', forwarding?.always, forward),
    callRow('Forwarding, always, secondary', forwarding?.alwaysSecondary, forward),
    callRow('Forwarding, when busy', forwarding?.busy, forward),
    callRow('Forwarding, no answer', forwarding?.noAnswer, (f) => [
      onOff(f.isActive),
      f.forwardToPhoneNumber,
      `after ${String(f.numberOfRings)} rings`,
    ]),
    callRow('Forwarding, not reachable', forwarding?.notReachable, forward),
    callRow('Simultaneous ring', simultaneousRing, (s) => [
      onOff(s.isActive),
      s.numbers.map((n) => n.phoneNumber).join(', '),
    ]),
    callRow('Voice mail', voiceMail, (v) => [
      onOff(v.isActive),
      undefined,
      [
        v.processing,
        v.alwaysRedirectToVoiceMail ? 'always' : '',
        v.busyRedirectToVoiceMail ? 'when busy' : '',
        v.noAnswerRedirectToVoiceMail ? 'no answer' : '',
      ]
        .filter((remark) => remark !== '')
        .join(', '),
    ]),
  ].flatMap((row) => (row === undefined ? [] : [row]));
  return rows.length === 0 ? [] : [table(['Service', 'State', 'To', 'Remarks'], rows)];
}

/** Whether a service takes part, where calls go, and whatever else matters. */
type CallState = readonly [string, ReportValue?, ReportValue?];

function callRow<T>(
  service: string,
  section: Section<T> | undefined,
  stateOf: (value: T) => CallState,
): readonly ReportValue[] | undefined {
  if (section === undefined) return undefined;
  if (section.status === 'value') return [service, ...stateOf(section.value)];
  if (section.status === 'not-assigned') return [service, 'not assigned'];
  return [service, section.status, undefined, section.problem.message];
}

function criteriaBlocks(section: Section<SelectiveForwarding> | undefined): readonly ReportBlock[] {
  if (section?.status !== 'value' || section.value.criteria.length === 0) return [];
  return [
    table(
      ['Active', 'Criterion', 'Calls from', 'Forward to', 'Time', 'Holiday'],
      section.value.criteria.map((c) => [
        c.isActive,
        c.criteriaName,
        c.callsFrom,
        c.forwardTo,
        c.timeSchedule,
        c.holidaySchedule,
      ]),
    ),
  ];
}

function onOff(isActive: boolean | undefined): string {
  return isActive === true ? 'on' : 'off';
}
