import type { Automation } from '../registry/automation.js';
import { facts, parts, runParts, sectionBlocks, table, type Report } from '../report/report.js';
import { digestSections, type UserDigest } from './types.js';
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
  const { profile, forwarding } = digest;
  const onOff = (isActive: boolean | undefined): string => (isActive === true ? 'on' : 'off');
  const forward = (f: { isActive: boolean; forwardToPhoneNumber?: string | undefined }): string =>
    f.isActive ? `on, to ${f.forwardToPhoneNumber ?? 'nowhere'}` : 'off';
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
        'Do Not Disturb': sectionBlocks(digest.doNotDisturb, (dnd) => [
          facts({ State: onOff(dnd.isActive), 'Ring splash': dnd.ringSplash }),
        ]),
        'Forwarding always': sectionBlocks(forwarding?.always, (f) => [
          facts({ State: forward(f) }),
        ]),
        'Forwarding always, secondary': sectionBlocks(forwarding?.alwaysSecondary, (f) => [
          facts({ State: forward(f) }),
        ]),
        'Forwarding when busy': sectionBlocks(forwarding?.busy, (f) => [
          facts({ State: forward(f) }),
        ]),
        'Forwarding on no answer': sectionBlocks(forwarding?.noAnswer, (f) => [
          facts({ State: forward(f), Rings: f.numberOfRings }),
        ]),
        'Forwarding when not reachable': sectionBlocks(forwarding?.notReachable, (f) => [
          facts({ State: forward(f) }),
        ]),
        'Selective forwarding': sectionBlocks(forwarding?.selective, (f) => [
          facts({ State: onOff(f.isActive), Default: f.defaultForwardToPhoneNumber }),
          table(
            ['Active', 'Criterion', 'Calls from', 'Forward to', 'Time', 'Holiday'],
            f.criteria.map((c) => [
              c.isActive,
              c.criteriaName,
              c.callsFrom,
              c.forwardTo,
              c.timeSchedule,
              c.holidaySchedule,
            ]),
          ),
        ]),
        'Voice mail': sectionBlocks(digest.voiceMail, (v) => [
          facts({
            State: onOff(v.isActive),
            Processing: v.processing,
            Always: v.alwaysRedirectToVoiceMail,
            Busy: v.busyRedirectToVoiceMail,
            'No answer': v.noAnswerRedirectToVoiceMail,
          }),
        ]),
        'Shared call appearances': sectionBlocks(digest.sharedCallAppearance, (s) => [
          facts({ Maximum: s.maxAppearances }),
        ]),
        'Simultaneous ring': sectionBlocks(digest.simultaneousRing, (s) => [
          facts({
            State: onOff(s.isActive),
            Numbers: s.numbers.map((n) => n.phoneNumber).join(', '),
          }),
        ]),
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
