import type { GroupService } from '@ocipkit/commands/service-names';
import type { BehaviourTable, Call, Cell, RequestName } from '../../engine/behaviour.js';
import { instanceRow, instancesIn, memberRows, readInstance } from '../../engine/instances.js';
import { keyText, list, type Readers } from '../../engine/listing.js';
import type { InstanceKind, ServiceInstance } from '../../platform/model.js';
import { nationalNumber } from '../../platform/numbers.js';
import type { Platform } from '../../platform/platform.js';
import { requireGroupService } from '../../platform/services.js';
import { deviceKey, readDeviceEndpoint, type NamedDevice } from '../devices/endpoint.js';

/**
 * Service instances that are only read, their lists in a group, and the list of all instances of a service
 * provider.
 */
export function serviceInstances(table: BehaviourTable): void {
  for (const { get, kind, defaults, more, older, list: ofGroup } of reads) {
    const read = ({ serviceUserId }: { serviceUserId: string }, { platform }: Call) => {
      const instance = platform.instance(serviceUserId, kind);
      return { ...readInstance(platform, instance, defaults), ...more?.(instance, platform) };
    };
    table.onFields(get, read);
    if (older !== undefined) {
      table.onFields(older.get, (request: { serviceUserId: string }, call) => {
        const fields = read(request, call);
        return older.as?.(fields) ?? fields;
      });
    }
    table.onFields(ofGroup.request, (request: GroupListRequest, call) =>
      listInGroup(request, call, kind, ofGroup, defaults),
    );
  }
  table.on('UserGetServiceInstanceListInServiceProviderRequest', (request, { platform }) => {
    const { serviceProviderId, isEnterprise } = platform.serviceProvider(request.serviceProviderId);
    const rows = platform
      .groupsOf(serviceProviderId)
      .flatMap((group) => platform.instancesOf(group))
      .flatMap((instance) => instanceRows(platform, instance));
    // Plain service providers have no departments to search by.
    const { searchCriteriaExactUserDepartment: department, ...others } = criteria;
    return {
      serviceInstanceTable: list(rows, request, {
        criteria: isEnterprise
          ? { ...others, searchCriteriaExactUserDepartment: department }
          : others,
      }),
    };
  });
}

// Reads

type Fields = Readonly<Record<string, unknown>>;

interface InstanceRead {
  readonly get: RequestName;
  readonly kind: InstanceKind;
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** Fields that are derived. */
  readonly more?: (instance: ServiceInstance, platform: Platform) => Record<string, unknown>;
  /** The variant of release 21, and what it shows in another form. */
  readonly older?: { readonly get: RequestName; readonly as?: (fields: Fields) => Fields };
  readonly list: GroupList;
}

/** How the instances of a group are listed. */
interface GroupList {
  readonly request: RequestName;
  /** Field of the answer. */
  readonly table: string;
  /** The group service without which there is no list. */
  readonly service?: GroupService;
  /** Columns of this kind only, from the settings. */
  readonly columns?: (config: Readonly<Record<string, unknown>>) => Readonly<Record<string, Cell>>;
}

const reads: readonly InstanceRead[] = [
  {
    get: 'GroupBroadWorksAnywhereGetInstanceRequest19sp1',
    kind: 'BroadWorks Anywhere',
    list: {
      request: 'GroupBroadWorksAnywhereGetInstanceListRequest',
      table: 'broadWorksAnywhereTable',
    },
    defaults: {
      broadWorksAnywhereScope: 'Group',
      promptForCLID: 'Prompt When Not Available',
      silentPromptMode: false,
      promptForPasscode: true,
    },
  },
  {
    get: 'GroupCollaborateBridgeGetInstanceRequest20sp1',
    older: { get: 'GroupCollaborateBridgeGetInstanceRequest', as: withSmallRooms },
    kind: 'Collaborate Bridge',
    list: {
      request: 'GroupCollaborateBridgeGetInstanceListRequest',
      table: 'collaborateBridgeTable',
      columns: ({ maximumBridgeParticipants: most, isDefault }) => ({
        participants: quantityCell(most),
        isDefault: isDefault === true,
      }),
    },
    defaults: {
      maximumBridgeParticipants: { quantity: 100 },
      isDefault: false,
      maxCollaborateRoomParticipants: 15,
      supportOutdial: false,
    },
    more: ({ config }, platform) => ({
      collaborateOwnerUserTable: memberRows(platform, idsIn(config, 'ownerUserIds')),
    }),
  },
  {
    get: 'GroupFindMeFollowMeGetInstanceRequest19sp1',
    kind: 'Find-me/Follow-me',
    list: {
      request: 'GroupFindMeFollowMeGetInstanceListRequest',
      table: 'findMeFollowMeTable',
      service: 'Find-me/Follow-me',
    },
  },
  {
    get: 'GroupFlexibleSeatingHostGetInstanceRequest22',
    older: { get: 'GroupFlexibleSeatingHostGetInstanceRequest', as: withPlainContacts },
    kind: 'Flexible Seating Host',
    list: {
      request: 'GroupFlexibleSeatingHostGetInstanceListRequest',
      table: 'flexibleSeatingHostTable',
    },
    more: (instance, platform) => ({
      defaultAlias: instance.serviceUserId,
      accessDeviceEndpoint: endpointOf(instance, platform),
    }),
  },
  {
    get: 'GroupGroupPagingGetInstanceRequest19sp1',
    kind: 'Group Paging',
    list: {
      request: 'GroupGroupPagingGetInstanceListRequest',
      table: 'pagingGroupTable',
      service: 'Group Paging',
    },
    defaults: { confirmationToneTimeoutSeconds: 5, deliverOriginatorCLIDInstead: false },
  },
  {
    get: 'GroupInstantGroupCallGetInstanceRequest19sp1',
    kind: 'Instant Group Call',
    list: {
      request: 'GroupInstantGroupCallGetInstanceListRequest',
      table: 'instantGroupCallTable',
      service: 'Instant Group Call',
    },
    defaults: { isAnswerTimeoutEnabled: false },
  },
  {
    get: 'GroupMeetMeConferencingGetInstanceRequest19sp1',
    kind: 'Meet-Me Conferencing',
    list: {
      request: 'GroupMeetMeConferencingGetInstanceListRequest',
      table: 'conferenceBridgeTable',
      service: 'Meet-Me Conferencing',
      columns: ({ allocatedPorts }) => ({ ports: quantityCell(allocatedPorts) }),
    },
    defaults: {
      allocatedPorts: { quantity: 10 },
      securityPinLength: 6,
      allowIndividualOutDial: false,
      playWarningPrompt: false,
      conferenceEndWarningPromptMinutes: 10,
      enableMaxConferenceDuration: false,
      maxConferenceDurationMinutes: { hours: 3, minutes: 0 },
      maxScheduledConferenceDurationMinutes: { hours: 23, minutes: 45 },
    },
    more: ({ config }, platform) => ({
      conferenceHostUserTable: memberRows(platform, idsIn(config, 'hostUserIds')),
    }),
  },
  {
    get: 'GroupRoutePointGetInstanceRequest23',
    older: { get: 'GroupRoutePointGetInstanceRequest19sp1' },
    kind: 'Route Point',
    list: {
      request: 'GroupRoutePointGetInstanceListRequest',
      table: 'routePointTable',
      service: 'Route Point',
      columns: ({ enableVideo }) => ({ video: enableVideo === true }),
    },
    defaults: {
      externalPreferredAudioCodec: 'None',
      internalPreferredAudioCodec: 'None',
      queueLength: 10,
      noAnswerTimeoutRings: 5,
      enableVideo: false,
      playRingingWhenOfferingCall: true,
      overrideAgentWrapUpTime: false,
      enableAutomaticStateChangeForAgents: false,
      agentStateAfterCall: 'Available',
      forceDeliveryOfCalls: false,
      sendCallAdmissionNotification: false,
      callAdmissionTimerSeconds: 3,
    },
  },
  {
    get: 'GroupVoiceXmlGetInstanceRequest23',
    older: { get: 'GroupVoiceXmlGetInstanceRequest19sp1' },
    kind: 'VoiceXML',
    list: {
      request: 'GroupVoiceXmlGetInstanceListRequest',
      table: 'voiceXmlTable',
      service: 'VoiceXML',
      columns: ({ webexMeetingCallback }) => ({
        isWebexMeetingCallback: webexMeetingCallback === true,
      }),
    },
    defaults: { webexMeetingCallback: false },
    more: (instance, platform) => ({ accessDeviceEndpoint: withOneContact(instance, platform) }),
  },
];

function idsIn(config: Readonly<Record<string, unknown>>, name: string): readonly string[] {
  return (config[name] ?? []) as readonly string[];
}

/** The line/port in `config.accessDeviceEndpoint`, which is as a request gives it. */
function endpointOf(instance: ServiceInstance, platform: Platform) {
  const { accessDeviceEndpoint: given } = instance.config as {
    accessDeviceEndpoint?: {
      readonly accessDevice: NamedDevice;
      readonly linePort: string;
      readonly contact?: readonly { readonly sipContact: string }[];
    };
  };
  if (given === undefined) return undefined;
  const { accessDevice, linePort, contact = [], ...config } = given;
  return readDeviceEndpoint(platform, {
    device: deviceKey(accessDevice, instance),
    linePort,
    contacts: [...contact],
    config,
  });
}

function withOneContact(instance: ServiceInstance, platform: Platform): object | undefined {
  const endpoint = endpointOf(instance, platform);
  if (endpoint === undefined) return undefined;
  const [first] = endpoint.contact ?? [];
  return { ...endpoint, contact: first?.sipContact, pathHeader: first?.pathHeader };
}

/** Addresses without the routes to them. */
function withPlainContacts(fields: Fields): Fields {
  const endpoint = fields.accessDeviceEndpoint as ReturnType<typeof endpointOf>;
  if (endpoint === undefined) return fields;
  const contact = endpoint.contact?.map(({ sipContact }) => sipContact);
  return { ...fields, accessDeviceEndpoint: { ...endpoint, contact } };
}

/** Older rooms hold 30 at most. */
function withSmallRooms(fields: Fields): Fields {
  const most = fields.maxCollaborateRoomParticipants as number;
  return { ...fields, maxCollaborateRoomParticipants: Math.min(most, 30) };
}

// Lists

/** What the list requests of a group have in common; each has one of the two departments. */
interface GroupListRequest {
  readonly serviceProviderId: string;
  readonly groupId: string;
  readonly departmentName?: string | undefined;
  readonly groupDepartmentName?: string | undefined;
}

function listInGroup(
  request: GroupListRequest,
  call: Call,
  kind: InstanceKind,
  { table, service, columns }: GroupList,
  defaults: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const { platform } = call;
  const { serviceProviderId, groupId, departmentName } = request;
  const { groupDepartmentName = departmentName } = request;
  if (service !== undefined) {
    requireGroupService(platform.group(serviceProviderId, groupId), service);
  }
  const instances = instancesIn(call, { serviceProviderId, groupId, groupDepartmentName }, kind);
  const rows = instances.map((instance) => ({
    ...instanceRow(platform, instance),
    ...columns?.({ ...defaults, ...instance.config }),
    departmentKey: departmentKeyOf(instance),
  }));
  return { [table]: list(rows, request, { criteria: groupCriteria }) };
}

/** A number, or `Unlimited`. */
function quantityCell(given: unknown): Cell {
  const { unlimited, quantity } = given as { unlimited?: boolean; quantity?: number };
  return unlimited === true ? 'Unlimited' : quantity;
}

function departmentKeyOf({ profile: { department } }: ServiceInstance): string | undefined {
  return department === undefined ? undefined : keyText(department);
}

const groupCriteria = {
  searchCriteriaRoutePointName: (row) => row.name,
  searchCriteriaServiceInstanceName: (row) => row.name,
  searchCriteriaUserId: (row) => row.serviceUserId,
  searchCriteriaDn: numbersOf,
  searchCriteriaExtension: (row) => row.extension,
  searchCriteriaExactUserDepartment: (row) => row.departmentKey,
} as const satisfies Readers<
  ReturnType<typeof instanceRow> & { departmentKey?: string | undefined }
>;

/** A number is found in both forms. */
function numbersOf({ phoneNumber }: { phoneNumber?: string | undefined }): readonly string[] {
  return phoneNumber === undefined ? [] : [phoneNumber, nationalNumber(phoneNumber)];
}

/** Names that differ from the kind; a voice portal is in no list. */
const serviceTypes: Partial<Record<InstanceKind, string | null>> = {
  'BroadWorks Anywhere': 'BroadWorks Anywhere Portal',
  'Meet-Me Conferencing': 'Meet-Me Conference Bridge',
  'Voice Messaging': null,
};

function instanceRows(platform: Platform, instance: ServiceInstance) {
  const { kind } = instance;
  const serviceType = kind in serviceTypes ? serviceTypes[kind] : kind;
  if (serviceType === null) return [];
  const { serviceUserId: userId, ...row } = instanceRow(platform, instance);
  return [{ ...row, userId, serviceType, departmentKey: departmentKeyOf(instance) }];
}

type InstanceRow = ReturnType<typeof instanceRows>[number];

const criteria = {
  SearchCriteriaGroupId: (row) => row.groupId,
  SearchCriteriaExactServiceType: (row) => row.serviceType,
  searchCriteriaUserId: (row) => row.userId,
  searchCriteriaUserLastName: (row) => row.name,
  searchCriteriaDn: numbersOf,
  searchCriteriaExtension: (row) => row.extension,
  searchCriteriaExactUserDepartment: (row) => row.departmentKey,
} as const satisfies Readers<InstanceRow>;
