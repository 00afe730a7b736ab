import { describe, expect, it } from 'vitest';
import type { OCIRequest } from '@ocipkit/core';
import { GroupBroadWorksAnywhereGetInstanceRequest19sp1 } from '@ocipkit/commands/mobility-instance';
import { GroupCollaborateBridgeGetInstanceRequest20sp1 } from '@ocipkit/commands/conference-bridge';
import { GroupMeetMeConferencingGetInstanceRequest19sp1 } from '@ocipkit/commands/conference-bridge';
import { GroupFlexibleSeatingHostGetInstanceRequest22 } from '@ocipkit/commands/mobility-instance';
import { GroupGroupPagingGetInstanceRequest19sp1 } from '@ocipkit/commands/group-paging';
import { GroupFindMeFollowMeGetInstanceRequest19sp1 } from '@ocipkit/commands/mobility-instance';
import { GroupInstantGroupCallGetInstanceRequest19sp1 } from '@ocipkit/commands/group-paging';
import { GroupRoutePointGetInstanceRequest23 } from '@ocipkit/commands/route-point';
import { UserGetServiceInstanceListInServiceProviderRequest } from '@ocipkit/commands/service-instance';
import { UserDeleteRequest } from '@ocipkit/commands/user';
import { UserModifyUserIdRequest } from '@ocipkit/commands/user-identity';
import { GroupVoiceMessagingGroupGetVoicePortalRequest21sp1 } from '@ocipkit/commands/voice-portal';
import { GroupVoiceMessagingGroupGetVoicePortalRequest19sp1 } from '@ocipkit/commands/voice-portal-deprecated';
import { GroupVoiceXmlGetInstanceRequest23 } from '@ocipkit/commands/voice-xml';
import type { InstanceKind } from '../../src/platform/model.js';
import { createInstance } from '../../src/seed/create.js';
import { World } from '../support/world.js';

const inSales = { serviceProviderId: 'Acme', groupId: 'Sales' };
const serviceUserId = 'thing@example.test';
const ids = { serviceUserId };

interface Kind {
  readonly kind: InstanceKind;
  readonly get: OCIRequest;
  /** What a new one has. */
  readonly defaults: object;
  /** Fields that are set, and read back. */
  readonly config: Record<string, unknown>;
}

const kinds: readonly Kind[] = [
  {
    kind: 'BroadWorks Anywhere',
    get: new GroupBroadWorksAnywhereGetInstanceRequest19sp1(ids),
    defaults: { broadWorksAnywhereScope: 'Group', silentPromptMode: false },
    config: { promptForCLID: 'Never Prompt', promptForPasscode: false },
  },
  {
    kind: 'Collaborate Bridge',
    get: new GroupCollaborateBridgeGetInstanceRequest20sp1(ids),
    defaults: { isDefault: false, supportOutdial: false },
    config: { maximumBridgeParticipants: { unlimited: true }, isDefault: true },
  },
  {
    kind: 'Find-me/Follow-me',
    get: new GroupFindMeFollowMeGetInstanceRequest19sp1(ids),
    defaults: {},
    config: {},
  },
  {
    kind: 'Flexible Seating Host',
    get: new GroupFlexibleSeatingHostGetInstanceRequest22(ids),
    defaults: { defaultAlias: serviceUserId },
    config: {},
  },
  {
    kind: 'Group Paging',
    get: new GroupGroupPagingGetInstanceRequest19sp1(ids),
    defaults: { confirmationToneTimeoutSeconds: 5, deliverOriginatorCLIDInstead: false },
    config: { originatorCLIDPrefix: 'Page' },
  },
  {
    kind: 'Instant Group Call',
    get: new GroupInstantGroupCallGetInstanceRequest19sp1(ids),
    defaults: { isAnswerTimeoutEnabled: false },
    config: { destinationPhoneNumber: ['5101', '5102'], answerTimeoutMinutes: 2 },
  },
  {
    kind: 'Meet-Me Conferencing',
    get: new GroupMeetMeConferencingGetInstanceRequest19sp1(ids),
    defaults: { allocatedPorts: { quantity: 10 }, enableMaxConferenceDuration: false },
    config: { securityPinLength: 8, operatorNumber: '5000' },
  },
  {
    kind: 'Route Point',
    get: new GroupRoutePointGetInstanceRequest23(ids),
    defaults: { agentStateAfterCall: 'Available', callAdmissionTimerSeconds: 3 },
    config: { queueLength: 99, wrapUpSeconds: 10 },
  },
  {
    kind: 'VoiceXML',
    get: new GroupVoiceXmlGetInstanceRequest23(ids),
    defaults: { webexMeetingCallback: false },
    config: {},
  },
];

describe.each(kinds)('an instance of $kind', ({ kind, get, defaults, config }) => {
  it('reads with its profile and the values of a new one', async () => {
    const world = new World();
    createInstance(world.platform, world.sales, kind, 'thing', {
      name: 'Thing',
      phoneNumber: '+1-2025550113',
      extension: '5113',
      aliases: ['thing-1@example.test'],
    });
    const read = await world.send(get);
    expect(read).toMatchObject({
      ...defaults,
      serviceInstanceProfile: {
        name: 'Thing',
        phoneNumber: '2025550113',
        extension: '5113',
        alias: ['thing-1@example.test'],
        timeZoneDisplayName: '(GMT-05:00) (US) Eastern Time',
      },
    });
    expect(read).not.toHaveProperty('networkClassOfService');
  });

  it('reads what was set', async () => {
    const world = new World();
    const instance = createInstance(world.platform, world.sales, kind, 'thing', {
      name: 'Thing',
      config,
    });
    instance.profile.networkClassOfService = 'Gold';
    expect(await world.send(get)).toMatchObject({ ...config, networkClassOfService: 'Gold' });
  });

  it('is not found under the id of a user or of another kind', async () => {
    const world = new World();
    expect((await world.refusal(get)).code).toBe(4008);
    createInstance(world.platform, world.sales, 'Hunt Group', 'thing', { name: 'Thing' });
    expect((await world.refusal(get)).code).toBe(4008);
  });
});

describe('the device of an instance', () => {
  const config = {
    accessDeviceEndpoint: {
      accessDevice: { deviceLevel: 'Group', deviceName: 'alice-phone' },
      linePort: 'thing@example.test',
      contact: [{ sipContact: 'sip:thing@192.0.2.7' }],
    },
  };

  it('is shown with all contacts of a flexible seating host', async () => {
    const world = new World();
    const more = { name: 'Thing', config };
    createInstance(world.platform, world.sales, 'Flexible Seating Host', 'thing', more);
    const host = await world.send(new GroupFlexibleSeatingHostGetInstanceRequest22(ids));
    expect(host.accessDeviceEndpoint).toMatchObject(config.accessDeviceEndpoint);
  });

  it('is shown with the one contact of a VoiceXML instance', async () => {
    const world = new World();
    const more = { name: 'Thing', config };
    createInstance(world.platform, world.sales, 'VoiceXML', 'thing', more);
    const script = await world.send(new GroupVoiceXmlGetInstanceRequest23(ids));
    expect(script.accessDeviceEndpoint).toMatchObject({
      linePort: 'thing@example.test',
      contact: 'sip:thing@192.0.2.7',
    });
  });
});

describe('users of a bridge', () => {
  it('are shown, renamed with the user and gone with the user', async () => {
    const world = new World();
    const owners = { ownerUserIds: ['alice@example.test', 'bob@example.test'] };
    const hosts = { hostUserIds: ['alice@example.test', 'carol@example.test'] };
    createInstance(world.platform, world.sales, 'Collaborate Bridge', 'room', {
      name: 'Room',
      config: owners,
    });
    createInstance(world.platform, world.sales, 'Meet-Me Conferencing', 'bridge', {
      name: 'Bridge',
      config: hosts,
    });
    await world.send(
      new UserModifyUserIdRequest({ userId: 'alice', newUserId: 'alicia@example.test' }),
    );
    await world.send(new UserDeleteRequest({ userId: 'carol' }));
    const room = await world.send(
      new GroupCollaborateBridgeGetInstanceRequest20sp1({ serviceUserId: 'room' }),
    );
    expect(room.collaborateOwnerUserTable?.column('User Id')).toEqual([
      'alicia@example.test',
      'bob@example.test',
    ]);
    const bridge = await world.send(
      new GroupMeetMeConferencingGetInstanceRequest19sp1({ serviceUserId: 'bridge' }),
    );
    expect(bridge.conferenceHostUserTable.rows).toMatchObject([
      { userId: 'alicia@example.test', lastName: 'Archer' },
    ]);
    expect(bridge.conferenceHostUserTable.length).toBe(1);
  });
});

describe('the voice portal of a group', () => {
  const get = new GroupVoiceMessagingGroupGetVoicePortalRequest21sp1(inSales);

  it('is there with the service, before anybody has set it up', async () => {
    const world = new World();
    expect((await world.refusal(get)).code).toBe(4410);
    world.sales.assignedServices.push('Voice Messaging Group');
    const portal = await world.send(get);
    expect(portal).toMatchObject({
      serviceUserId: 'Sales_VoicePortal@example.test',
      serviceInstanceProfile: { name: 'Voice Portal' },
      isActive: false,
      useExternalRouting: false,
      expressMode: false,
    });
  });

  it('reads what was set, in both variants', async () => {
    const world = new World();
    world.sales.assignedServices.push('Voice Messaging Group');
    createInstance(world.platform, world.sales, 'Voice Messaging', 'portal', {
      name: 'Portal',
      extension: '5999',
      config: { expressMode: true, useVoicePortalWizard: false },
    });
    const portal = await world.send(get);
    expect(portal).toMatchObject({
      serviceUserId: 'portal@example.test',
      serviceInstanceProfile: { extension: '5999' },
      isActive: true,
      expressMode: true,
    });
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- older programs send it
    const request = new GroupVoiceMessagingGroupGetVoicePortalRequest19sp1(inSales);
    const older = await world.send(request);
    expect(older.useVoicePortalWizard).toBe(false);
    expect(older).not.toHaveProperty('expressMode');
  });
});

describe('the list of service instances of a service provider', () => {
  const board = {
    $type: 'EnterpriseDepartmentKey',
    serviceProviderId: 'Acme',
    name: 'Board',
  } as const;

  function newWorld(): World {
    const world = new World();
    world.acme.departments.push({ name: 'Board' });
    const { platform, sales, support } = world;
    createInstance(platform, sales, 'Hunt Group', 'orders', {
      name: 'Orders',
      phoneNumber: '+1-2025550113',
      extension: '5113',
    });
    const bridge = createInstance(platform, support, 'Meet-Me Conferencing', 'bridge', {
      name: 'Bridge',
    });
    bridge.profile.department = board;
    createInstance(platform, support, 'BroadWorks Anywhere', 'anywhere', { name: 'Anywhere' });
    createInstance(platform, sales, 'Voice Messaging', 'portal', { name: 'Portal' });
    return world;
  }

  const namesOf = async (world: World, more: object = {}): Promise<unknown> =>
    (
      await world.send(
        new UserGetServiceInstanceListInServiceProviderRequest({
          serviceProviderId: 'Acme',
          ...more,
        }),
      )
    ).serviceInstanceTable.column('Name');

  it('has those of all groups, without voice portals', async () => {
    const world = newWorld();
    const { serviceInstanceTable: table } = await world.send(
      new UserGetServiceInstanceListInServiceProviderRequest({ serviceProviderId: 'Acme' }),
    );
    expect(table.rows).toMatchObject([
      {
        userId: 'orders@example.test',
        groupId: 'Sales',
        serviceType: 'Hunt Group',
        name: 'Orders',
        phoneNumber: '+1-2025550113',
        extension: '5113',
        department: '',
      },
      { name: 'Bridge', serviceType: 'Meet-Me Conference Bridge', department: 'Board' },
      { name: 'Anywhere', serviceType: 'BroadWorks Anywhere Portal' },
    ]);
    expect(await namesOf(world, { serviceProviderId: 'Metro' })).toEqual([]);
  });

  it('is searched and limited', async () => {
    const world = newWorld();
    const text = (value: string) => [{ mode: 'Contains', value, isCaseInsensitive: true }];
    expect(await namesOf(world, { SearchCriteriaGroupId: text('sal') })).toEqual(['Orders']);
    const type = { serviceType: 'BroadWorks Anywhere Portal' };
    expect(await namesOf(world, { SearchCriteriaExactServiceType: type })).toEqual(['Anywhere']);
    expect(await namesOf(world, { searchCriteriaUserId: text('BRI') })).toEqual(['Bridge']);
    expect(await namesOf(world, { searchCriteriaUserLastName: text('any') })).toEqual(['Anywhere']);
    expect(await namesOf(world, { searchCriteriaDn: text('550113') })).toEqual(['Orders']);
    expect(await namesOf(world, { searchCriteriaExtension: text('5113') })).toEqual(['Orders']);
    const several = [...text('an'), ...text('where')];
    expect(await namesOf(world, { searchCriteriaUserLastName: several })).toEqual(['Anywhere']);
    expect(await namesOf(world, { responseSizeLimit: 2 })).toEqual(['Orders', 'Bridge']);
    const department = { searchCriteriaExactUserDepartment: { departmentKey: board } };
    expect(await namesOf(world, department)).toEqual(['Bridge']);
    world.acme.isEnterprise = false;
    expect(await namesOf(world, department)).toEqual(['Orders', 'Bridge', 'Anywhere']);
  });

  it('is not for group administrators', async () => {
    const world = newWorld().as('sales-admin');
    const request = new UserGetServiceInstanceListInServiceProviderRequest({
      serviceProviderId: 'Acme',
    });
    expect((await world.refusal(request)).code).toBe(5404);
    expect((await world.as('acme-admin').send(request)).serviceInstanceTable.length).toBe(3);
  });
});
