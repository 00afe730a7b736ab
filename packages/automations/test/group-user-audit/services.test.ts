import { registry } from '@ocipkit/commands/registry';
import { GroupService, UserService } from '@ocipkit/commands/service-names';
import { describe, expect, it } from 'vitest';
import {
  auditedServices,
  otherServices,
  readsOf,
  retiredServices,
  type FurtherRead,
  type ServiceReads,
} from '../../src/group-user-audit/services.js';
import { collectGroupUserAudit, type AuditedUser } from '../../src/index.js';
import { Simulated } from '../support/simulated.js';

const scale = { serviceProviderId: 'Scale', groupId: 'Group-1' };

/** Of releases before R25. */
const ofRetired = [
  'UserAttendantConsoleGetRequest14sp2',
  'UserCommPilotCallManagerGetRequest',
  'UserOutlookIntegrationGetRequest',
];

function commandsOf({ reads, numbered }: ServiceReads): readonly string[] {
  const further = (read: FurtherRead | undefined): readonly string[] =>
    read === undefined ? [] : [read.command, ...further(read.further)];
  return [
    ...reads.flatMap((read) => [read.command, ...further(read.further)]),
    ...(numbered === undefined ? [] : [numbered.command]),
  ];
}

async function auditWith(
  world: Simulated,
  services: readonly string[],
  settings: Readonly<Record<string, Record<string, unknown>>> = {},
): Promise<AuditedUser> {
  const { platform } = world.simulator;
  platform.changeUser(platform.user('user1'), (draft) => {
    draft.services = [...services];
    Object.assign(draft.settings, settings);
  });
  const audit = await collectGroupUserAudit(world.client, {
    ...scale,
    sections: ['serviceSettings'],
  });
  const [user] = audit.data[0]?.users ?? [];
  if (user === undefined) throw new Error('there is no user');
  expect(JSON.parse(JSON.stringify(user))).toEqual(user);
  return user;
}

describe('the table of services', () => {
  it('has the 76 services of the audit, three of them retired', () => {
    expect(Object.keys(auditedServices)).toHaveLength(76);
    expect([...retiredServices].every((name) => name in auditedServices)).toBe(true);
    expect(Object.keys(otherServices).filter((name) => name in auditedServices)).toEqual([]);
  });

  it('names services of the platform', () => {
    const known: readonly string[] = [...UserService.values, ...GroupService.values];
    const names = Object.keys({ ...auditedServices, ...otherServices });
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
    expect(readsOf('constructor')).toBeUndefined();
  });

  it('names reads that there are, in their newest variant', () => {
    const commands = [
      ...new Set(Object.values({ ...auditedServices, ...otherServices }).flatMap(commandsOf)),
    ];
    const unknown = commands.filter(
      (command) => !registry.family(command).some(({ name }) => name === command),
    );
    expect(unknown.sort()).toEqual([...ofRetired].sort());
    const older = commands.filter((command) => {
      const family = registry.family(command).filter(({ deprecated }) => !deprecated);
      return family.length > 0 && family.at(-1)?.name !== command;
    });
    expect(older).toEqual([]);
  });
});

describe('the settings of services', () => {
  it('are read for a user with every service there is', async () => {
    await using world = await Simulated.start({ seed: 'group:1' });
    const user = await auditWith(world, UserService.values);
    const unsupported = user.problems.filter((p) => p.kind === 'unsupported').map((p) => p.command);
    expect(unsupported.sort()).toEqual([...ofRetired].sort());
    // The platform has no bridge for the user; the room can be read all the same.
    const refused = user.problems.filter((p) => p.kind !== 'unsupported').map((p) => p.path);
    expect(refused.sort()).toEqual([
      'serviceSettings["Collaborate - Audio"].bridge',
      'serviceSettings["Collaborate - Sharing"].bridge',
      'serviceSettings["Collaborate - Video"].bridge',
    ]);
    const shown = Object.keys(user.serviceSettings ?? {});
    const expected = Object.keys({ ...auditedServices, ...otherServices });
    expect(shown.sort()).toEqual(expected.filter((name) => name !== 'Music On Hold').sort());
    expect(JSON.stringify(user.serviceSettings)).not.toMatch(/"[^"]+Table":|"\$/);
    const without = user.servicesWithoutSettings ?? [];
    expect([...shown, ...without].sort()).toEqual([...UserService.values].sort());
  });

  it('of IN Integration, SMDI Message Desk and Polycom Phone Services are read', async () => {
    await using world = await Simulated.start({ seed: 'group:1' });
    const user = await auditWith(
      world,
      ['IN Integration', 'SMDI Message Desk', 'Polycom Phone Services'],
      {
        'IN Integration': { originatingServiceKey: 7 },
        'SMDI Message Desk': { isActive: true, messageDeskNumber: '012' },
      },
    );
    expect(user.problems).toEqual([]);
    expect(user.serviceSettings).toMatchObject({
      'IN Integration': { originatingServiceKey: 7, terminatingServiceKey: null },
      'SMDI Message Desk': { isActive: true, messageDeskNumber: '012' },
      'Polycom Phone Services': {
        integratePhoneDirectoryWithBroadWorks: false,
        groupCustomContactDirectory: null,
      },
    });
  });

  it('of a phone do not apply to a user without one', async () => {
    await using world = await Simulated.start({ seed: 'group:1' });
    const { platform } = world.simulator;
    platform.changeUser(platform.user('user1'), (draft) => {
      delete draft.endpoint;
    });
    const user = await auditWith(world, ['Polycom Phone Services']);
    expect(user.serviceSettings).toMatchObject({
      'Polycom Phone Services': {
        error: { kind: 'not-applicable', command: 'UserPolycomPhoneServicesGetRequest' },
      },
    });
    expect(user.complete).toBe(true);
    expect(world.commands.UserPolycomPhoneServicesGetRequest).toBeUndefined();
  });

  it('of voice mail are in one object per read, with all distribution lists', async () => {
    await using world = await Simulated.start({ seed: 'group:1' });
    const user = await auditWith(world, ['Voice Messaging User']);
    const settings = user.serviceSettings as Readonly<Record<string, object>>;
    const voiceMail = settings['Voice Messaging User'] as Readonly<Record<string, unknown>>;
    expect(Object.keys(voiceMail)).toEqual([
      'management',
      'advanced',
      'greeting',
      'voicePortal',
      'aliasList',
      'outgoingSMDIMWI',
      'distributionLists',
      'userId',
      'serviceProviderId',
      'groupId',
      'isEnterprise',
    ]);
    const lists = voiceMail.distributionLists as readonly { readonly listId: number }[];
    expect(lists.map((l) => l.listId)).toEqual(Array.from({ length: 15 }, (_, i) => i));
    expect(lists[0]).toEqual({ listId: 0, description: null, phoneNumbers: [] });
    expect(voiceMail.aliasList).toEqual({ phoneNumbers: [] });
  });

  it('of voice mail keep the parts that could be read', async () => {
    await using world = await Simulated.start({ seed: 'group:1' });
    world.simulator.faults.set({
      only: ['UserVoiceMessagingUserGetGreetingRequest20'],
      error: { code: 5555, text: 'Not today' },
    });
    const user = await auditWith(world, ['Voice Messaging User']);
    expect(user.serviceSettings).toMatchObject({
      'Voice Messaging User': { management: { isActive: false }, greeting: null },
    });
    expect(user.problems.map((p) => p.path)).toEqual([
      'serviceSettings["Voice Messaging User"].greeting',
    ]);
  });

  it('of one read stand under each of its services', async () => {
    await using world = await Simulated.start({ seed: 'group:1' });
    const user = await auditWith(world, ['Call Center - Basic', 'Call Center - Premium']);
    const settings = user.serviceSettings as Readonly<Record<string, unknown>>;
    expect(settings['Call Center - Basic']).toEqual(settings['Call Center - Premium']);
    expect(world.commands.UserCallCenterGetRequest23).toBe(1);
  });

  it('of BroadWorks Anywhere have numbers, and criteria in them', async () => {
    await using world = await Simulated.start({ seed: 'group:1' });
    const userId = 'user1@example.test';
    const locations = [
      {
        phoneNumber: '+1-2025550188',
        description: 'Mobile',
        answerConfirmationRequired: true,
        criteria: [
          {
            criteriaName: 'Boss',
            isActive: true,
            blacklisted: false,
            fromDnCriteria: {
              fromDnCriteriaSelection: 'Specified Only',
              includeAnonymousCallers: false,
              includeUnavailableCallers: false,
              phoneNumber: ['12345'],
            },
          },
        ],
      },
    ];
    const user = await auditWith(world, ['BroadWorks Anywhere'], {
      'BroadWorks Anywhere': { locations },
    });
    expect(user.problems).toEqual([]);
    expect(user.serviceSettings).toMatchObject({
      'BroadWorks Anywhere': {
        phoneNumbers: [
          {
            description: 'Mobile',
            outboundAlternateNumber: null,
            answerConfirmationRequired: true,
            criteria: [
              {
                criteriaName: 'Boss',
                userId,
                timeSchedule: 'Every Day All Day',
                timeScheduleKey: null,
                fromDnCriteria: { phoneNumbers: ['12345'] },
                callToNumber: [],
              },
            ],
          },
        ],
      },
    });
  });

  it('of Sequential Ring have five locations, and criteria under one name', async () => {
    await using world = await Simulated.start({ seed: 'group:1' });
    const user = await auditWith(world, ['Sequential Ring'], {
      'Sequential Ring': {
        criteria: [
          {
            criteriaName: 'All',
            isActive: true,
            blacklisted: false,
            fromDnCriteria23: {
              fromDnCriteriaSelection: 'Any',
              includeAnonymousCallers: false,
              includeUnavailableCallers: false,
              includeInternalCallers: true,
              includeExternalCallers: false,
            },
          },
        ],
      },
    });
    const settings = user.serviceSettings as unknown as Readonly<
      Record<string, { readonly locations: readonly unknown[] }>
    >;
    expect(settings['Sequential Ring']?.locations).toHaveLength(5);
    expect(settings['Sequential Ring']).toMatchObject({
      criteria: [{ fromDnCriteria: { includeInternalCallers: true, phoneNumbers: [] } }],
    });
  });
});
