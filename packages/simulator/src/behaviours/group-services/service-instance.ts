import type { BehaviourTable, RequestName } from '../../engine/behaviour.js';
import { instanceRow, memberRows, readInstance } from '../../engine/instances.js';
import { keyText, list, type Readers } from '../../engine/listing.js';
import type { InstanceKind, ServiceInstance } from '../../platform/model.js';
import { nationalNumber } from '../../platform/numbers.js';
import type { Platform } from '../../platform/platform.js';
import { deviceKey, readDeviceEndpoint, type NamedDevice } from '../devices/endpoint.js';

/** Service instances that are only read, and the list of the instances of a service provider. */
export function serviceInstances(table: BehaviourTable): void {
  for (const { get, kind, defaults, more } of reads) {
    table.onFields(get, ({ serviceUserId }: { serviceUserId: string }, { platform }) => {
      const instance = platform.instance(serviceUserId, kind);
      return { ...readInstance(platform, instance, defaults), ...more?.(instance, platform) };
    });
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

interface InstanceRead {
  readonly get: RequestName;
  readonly kind: InstanceKind;
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** Fields that are derived. */
  readonly more?: (instance: ServiceInstance, platform: Platform) => Record<string, unknown>;
}

const reads: readonly InstanceRead[] = [
  {
    get: 'GroupBroadWorksAnywhereGetInstanceRequest19sp1',
    kind: 'BroadWorks Anywhere',
    defaults: {
      broadWorksAnywhereScope: 'Group',
      promptForCLID: 'Prompt When Not Available',
      silentPromptMode: false,
      promptForPasscode: true,
    },
  },
  {
    get: 'GroupCollaborateBridgeGetInstanceRequest20sp1',
    kind: 'Collaborate Bridge',
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
  { get: 'GroupFindMeFollowMeGetInstanceRequest19sp1', kind: 'Find-me/Follow-me' },
  {
    get: 'GroupFlexibleSeatingHostGetInstanceRequest22',
    kind: 'Flexible Seating Host',
    more: (instance, platform) => ({
      defaultAlias: instance.serviceUserId,
      accessDeviceEndpoint: endpointOf(instance, platform),
    }),
  },
  {
    get: 'GroupGroupPagingGetInstanceRequest19sp1',
    kind: 'Group Paging',
    defaults: { confirmationToneTimeoutSeconds: 5, deliverOriginatorCLIDInstead: false },
  },
  {
    get: 'GroupInstantGroupCallGetInstanceRequest19sp1',
    kind: 'Instant Group Call',
    defaults: { isAnswerTimeoutEnabled: false },
  },
  {
    get: 'GroupMeetMeConferencingGetInstanceRequest19sp1',
    kind: 'Meet-Me Conferencing',
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
    kind: 'Route Point',
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
    kind: 'VoiceXML',
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

// List

/** Names that differ from the kind; a voice portal is in no list. */
const serviceTypes: Partial<Record<InstanceKind, string | null>> = {
  'BroadWorks Anywhere': 'BroadWorks Anywhere Portal',
  'Meet-Me Conferencing': 'Meet-Me Conference Bridge',
  'Voice Messaging': null,
};

function instanceRows(platform: Platform, instance: ServiceInstance) {
  const { kind, profile } = instance;
  const serviceType = kind in serviceTypes ? serviceTypes[kind] : kind;
  if (serviceType === null) return [];
  const { serviceUserId: userId, ...row } = instanceRow(platform, instance);
  const { department } = profile;
  return [
    {
      ...row,
      userId,
      serviceType,
      departmentKey: department === undefined ? undefined : keyText(department),
    },
  ];
}

type InstanceRow = ReturnType<typeof instanceRows>[number];

const criteria = {
  SearchCriteriaGroupId: (row) => row.groupId,
  SearchCriteriaExactServiceType: (row) => row.serviceType,
  searchCriteriaUserId: (row) => row.userId,
  searchCriteriaUserLastName: (row) => row.name,
  searchCriteriaDn: ({ phoneNumber }) =>
    phoneNumber === undefined ? [] : [phoneNumber, nationalNumber(phoneNumber)],
  searchCriteriaExtension: (row) => row.extension,
  searchCriteriaExactUserDepartment: (row) => row.departmentKey,
} as const satisfies Readers<InstanceRow>;
