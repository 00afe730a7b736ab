import { describe, expect, it } from 'vitest';
import { OCITable, type OCIRequest } from '@ocipkit/core';
import {
  GroupBroadWorksAnywhereGetInstanceListRequest,
  GroupBroadWorksAnywhereGetInstanceRequest19sp1,
  GroupFindMeFollowMeGetInstanceListRequest,
  GroupFindMeFollowMeGetInstanceRequest19sp1,
  GroupFlexibleSeatingHostGetInstanceListRequest,
  GroupFlexibleSeatingHostGetInstanceRequest22,
} from '@ocipkit/commands/mobility-instance';
import {
  GroupCollaborateBridgeGetInstanceListRequest,
  GroupCollaborateBridgeGetInstanceRequest20sp1,
  GroupMeetMeConferencingGetInstanceListRequest,
  GroupMeetMeConferencingGetInstanceRequest19sp1,
} from '@ocipkit/commands/conference-bridge';
import {
  GroupGroupPagingGetInstanceListRequest,
  GroupGroupPagingGetInstanceRequest19sp1,
  GroupInstantGroupCallGetInstanceListRequest,
  GroupInstantGroupCallGetInstanceRequest19sp1,
} from '@ocipkit/commands/group-paging';
import {
  GroupRoutePointGetInstanceListRequest,
  GroupRoutePointGetInstanceRequest23,
} from '@ocipkit/commands/route-point';
import { UserGetServiceInstanceListInServiceProviderRequest } from '@ocipkit/commands/service-instance';
import {
  GroupCollaborateBridgeGetInstanceRequest,
  GroupFlexibleSeatingHostGetInstanceRequest,
  GroupRoutePointGetInstanceRequest19sp1,
  GroupVoiceXmlGetInstanceRequest19sp1,
} from '@ocipkit/commands/service-instance-deprecated';
import { UserDeleteRequest } from '@ocipkit/commands/user';
import { UserModifyUserIdRequest } from '@ocipkit/commands/user-identity';
import { GroupVoiceMessagingGroupGetVoicePortalRequest21sp1 } from '@ocipkit/commands/voice-portal';
import { GroupVoiceMessagingGroupGetVoicePortalRequest19sp1 } from '@ocipkit/commands/voice-portal-deprecated';
import {
  GroupVoiceXmlGetInstanceListRequest,
  GroupVoiceXmlGetInstanceRequest23,
} from '@ocipkit/commands/voice-xml';
import type { InstanceKind } from '../../src/platform/model.js';
import { createInstance } from '../../src/seed/create.js';
import { Refused, World } from '../support/world.js';

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

const lists = [
  {
    kind: 'BroadWorks Anywhere',
    list: (more: object = {}) =>
      new GroupBroadWorksAnywhereGetInstanceListRequest({ ...inSales, ...more }),
    own: {},
    config: {},
    set: {},
  },
  {
    kind: 'Collaborate Bridge',
    list: (more: object = {}) =>
      new GroupCollaborateBridgeGetInstanceListRequest({ ...inSales, ...more }),
    own: { participants: '100', isDefault: 'false' },
    config: { maximumBridgeParticipants: { unlimited: true }, isDefault: true },
    set: { participants: 'Unlimited', isDefault: 'true' },
  },
  {
    kind: 'Find-me/Follow-me',
    service: 'Find-me/Follow-me',
    list: (more: object = {}) =>
      new GroupFindMeFollowMeGetInstanceListRequest({ ...inSales, ...more }),
    own: {},
    config: {},
    set: {},
  },
  {
    kind: 'Flexible Seating Host',
    list: (more: object = {}) =>
      new GroupFlexibleSeatingHostGetInstanceListRequest({ ...inSales, ...more }),
    own: {},
    config: {},
    set: {},
  },
  {
    kind: 'Group Paging',
    service: 'Group Paging',
    list: (more: object = {}) =>
      new GroupGroupPagingGetInstanceListRequest({ ...inSales, ...more }),
    own: {},
    config: {},
    set: {},
  },
  {
    kind: 'Instant Group Call',
    service: 'Instant Group Call',
    list: (more: object = {}) =>
      new GroupInstantGroupCallGetInstanceListRequest({ ...inSales, ...more }),
    own: {},
    config: {},
    set: {},
  },
  {
    kind: 'Meet-Me Conferencing',
    service: 'Meet-Me Conferencing',
    list: (more: object = {}) =>
      new GroupMeetMeConferencingGetInstanceListRequest({ ...inSales, ...more }),
    own: { ports: '10' },
    config: { allocatedPorts: { quantity: 25 } },
    set: { ports: '25' },
  },
  {
    kind: 'Route Point',
    service: 'Route Point',
    list: (more: object = {}) => new GroupRoutePointGetInstanceListRequest({ ...inSales, ...more }),
    own: { video: 'false' },
    config: { enableVideo: true },
    set: { video: 'true' },
  },
  {
    kind: 'VoiceXML',
    service: 'VoiceXML',
    list: (more: object = {}) => new GroupVoiceXmlGetInstanceListRequest({ ...inSales, ...more }),
    own: { isWebexMeetingCallback: 'false' },
    config: { webexMeetingCallback: true },
    set: { isWebexMeetingCallback: 'true' },
  },
] as const satisfies readonly { readonly kind: InstanceKind; readonly [key: string]: unknown }[];

async function rowsOf(world: World, request: OCIRequest): Promise<readonly object[]> {
  const answer = await world.send(request);
  const table: unknown = Object.values(answer).find((value) => value instanceof OCITable);
  return table instanceof OCITable ? (table.rows as readonly object[]) : [];
}

describe.each(lists)('the list of instances of $kind in a group', (of) => {
  const { kind, list, own, config, set } = of;
  const isDepartmentName = kind === 'Collaborate Bridge' || kind === 'Meet-Me Conferencing';
  const inDepartment = (name: string) =>
    list({ [isDepartmentName ? 'departmentName' : 'groupDepartmentName']: name });

  function newWorld(): World {
    const world = new World();
    const { platform, sales, support } = world;
    if ('service' in of) sales.assignedServices.push(of.service);
    sales.departments.push({ name: 'Field' });
    createInstance(platform, sales, kind, 'one', {
      name: 'One',
      phoneNumber: '+1-2025550113',
      extension: '5113',
      isActive: false,
    });
    const two = createInstance(platform, sales, kind, 'two', { name: 'Two', config });
    two.profile.department = { $type: 'GroupDepartmentKey', ...inSales, name: 'Field' };
    createInstance(platform, sales, 'Hunt Group', 'hunt', { name: 'Hunt' });
    createInstance(platform, support, kind, 'other', { name: 'Other' });
    return world;
  }

  it('has those of the group and of the kind', async () => {
    const world = newWorld();
    const isActive = kind === 'Collaborate Bridge' ? {} : { isActive: 'false' };
    expect(await rowsOf(world, list())).toMatchObject([
      {
        serviceUserId: 'one@example.test',
        name: 'One',
        phoneNumber: '+1-2025550113',
        extension: '5113',
        department: '',
        ...isActive,
        ...own,
      },
      { serviceUserId: 'two@example.test', name: 'Two', department: 'Field', ...set },
    ]);
  });

  it('can be that of a department, which must exist', async () => {
    const world = newWorld();
    expect(await rowsOf(world, inDepartment('Field'))).toMatchObject([{ name: 'Two' }]);
    await expect(world.refusal(inDepartment('Nowhere'))).resolves.toBeInstanceOf(Refused);
  });

  it('is for the administrators of the group, not of another', async () => {
    const world = newWorld();
    expect(await rowsOf(world.as('sales-admin'), list())).toHaveLength(2);
    const other = await world.refusal(list({ groupId: 'Support' }));
    expect(other.code).toBe(5404);
  });
});

it.each(lists.filter((of) => 'service' in of))(
  'the list of $kind is refused where the group does not have the service',
  async ({ list, service }) => {
    const world = new World();
    expect((await world.refusal(list())).code).toBe(4410);
    world.sales.assignedServices.push(service);
    expect(await rowsOf(world, list())).toEqual([]);
  },
);

describe('criteria of the lists in a group', () => {
  const text = (value: string) => [{ mode: 'Contains', value, isCaseInsensitive: true }] as const;
  const namesOf = async (world: World, request: OCIRequest): Promise<unknown> =>
    (await rowsOf(world, request)).map((row) => 'name' in row && row.name);

  it('find route points by name, as many as are wanted', async () => {
    const world = new World();
    world.sales.assignedServices.push('Route Point');
    for (const name of ['North', 'South', 'Noon']) {
      createInstance(world.platform, world.sales, 'Route Point', name, { name });
    }
    const find = async (more: Partial<GroupRoutePointGetInstanceListRequest>) =>
      namesOf(world, new GroupRoutePointGetInstanceListRequest({ ...inSales, ...more }));
    expect(await find({ searchCriteriaRoutePointName: text('no') })).toEqual(['North', 'Noon']);
    expect(await find({ searchCriteriaRoutePointName: [...text('no'), ...text('th')] })).toEqual([
      'North',
    ]);
    expect(await find({ responseSizeLimit: 2 })).toEqual(['North', 'South']);
  });

  it('find flexible seating hosts by name, id, number, extension and department', async () => {
    const world = new World();
    const departmentKey = {
      $type: 'EnterpriseDepartmentKey',
      serviceProviderId: 'Acme',
      name: 'Board',
    } as const;
    world.acme.departments.push({ name: 'Board' });
    createInstance(world.platform, world.sales, 'Flexible Seating Host', 'desk-1', {
      name: 'Window',
      phoneNumber: '+1-2025550113',
      extension: '5113',
    });
    const door = createInstance(world.platform, world.sales, 'Flexible Seating Host', 'desk-2', {
      name: 'Door',
      extension: '5200',
    });
    door.profile.department = departmentKey;
    const find = async (more: Partial<GroupFlexibleSeatingHostGetInstanceListRequest>) =>
      namesOf(world, new GroupFlexibleSeatingHostGetInstanceListRequest({ ...inSales, ...more }));
    expect(await find({ searchCriteriaServiceInstanceName: text('win') })).toEqual(['Window']);
    expect(await find({ searchCriteriaUserId: text('desk-2') })).toEqual(['Door']);
    expect(await find({ searchCriteriaDn: text('2025550113') })).toEqual(['Window']);
    expect(await find({ searchCriteriaExtension: text('52') })).toEqual(['Door']);
    expect(await find({ searchCriteriaExactUserDepartment: { departmentKey } })).toEqual(['Door']);
    expect(await find({ responseSizeLimit: 1 })).toEqual(['Window']);
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

describe('an older read of an instance', () => {
  const accessDeviceEndpoint = {
    accessDevice: { deviceLevel: 'Group', deviceName: 'alice-phone' },
    linePort: 'thing@example.test',
    contact: [{ sipContact: 'sip:thing@192.0.2.7' }],
  };
  const olderReads: readonly {
    readonly kind: InstanceKind;
    readonly request: (input: typeof ids) => OCIRequest;
    readonly config: Record<string, unknown>;
    readonly shown: object;
    readonly not: string;
  }[] = [
    {
      kind: 'Route Point',
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- older programs send it
      request: (input) => new GroupRoutePointGetInstanceRequest19sp1(input),
      config: { queueLength: 99 },
      shown: { queueLength: 99, agentStateAfterCall: 'Available' },
      not: 'callAdmissionTimerSeconds',
    },
    {
      kind: 'VoiceXML',
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- older programs send it
      request: (input) => new GroupVoiceXmlGetInstanceRequest19sp1(input),
      config: { accessDeviceEndpoint },
      shown: {
        accessDeviceEndpoint: { linePort: 'thing@example.test', contact: 'sip:thing@192.0.2.7' },
      },
      not: 'webexMeetingCallback',
    },
    {
      kind: 'Flexible Seating Host',
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- older programs send it
      request: (input) => new GroupFlexibleSeatingHostGetInstanceRequest(input),
      config: { accessDeviceEndpoint },
      shown: {
        defaultAlias: serviceUserId,
        accessDeviceEndpoint: { contact: ['sip:thing@192.0.2.7'] },
      },
      not: 'pathHeader',
    },
    {
      kind: 'Flexible Seating Host',
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- older programs send it
      request: (input) => new GroupFlexibleSeatingHostGetInstanceRequest(input),
      config: {},
      shown: { defaultAlias: serviceUserId },
      not: 'accessDeviceEndpoint',
    },
    {
      kind: 'Collaborate Bridge',
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- older programs send it
      request: (input) => new GroupCollaborateBridgeGetInstanceRequest(input),
      config: { maxCollaborateRoomParticipants: 145, isDefault: true },
      shown: { maxCollaborateRoomParticipants: 30, isDefault: true },
      not: 'ownerUserIds',
    },
  ];

  it.each(olderReads)('shows a $kind from the same state, as far as it can', async (read) => {
    const { kind, request, config, shown, not } = read;
    const world = new World();
    createInstance(world.platform, world.sales, kind, 'thing', { name: 'Thing', config });
    const answer = await world.send(request(ids));
    expect(answer).toMatchObject({ serviceInstanceProfile: { name: 'Thing' }, ...shown });
    expect(answer).not.toHaveProperty(not);
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
