import type { DepartmentKey } from '@ocipkit/commands/common';

/*
 * What the platform keeps, as plain data: it goes into the state file as it stands. Fields that have a
 * counterpart in OCI-P bear its name.
 */

/** How many users may have a service, or how many packs there are. */
export type Quantity = number | 'unlimited';

/** Settings by service or topic, and in them by field name. */
export type Settings = Record<string, Record<string, unknown>>;

/** Whom to call about a service provider or a group. */
export interface Contact {
  contactName?: string;
  contactNumber?: string;
  contactEmail?: string;
}

/** A postal address. */
export interface StreetAddress {
  addressLine1?: string;
  addressLine2?: string;
  city?: string;
  stateOrProvince?: string;
  zipOrPostalCode?: string;
  country?: string;
}

/** A kind of device that the system knows. */
export interface DeviceType {
  readonly name: string;
  readonly protocol: string;
  /** Line/ports that a device of the type has. */
  readonly ports: Quantity;
  readonly isConferenceDevice: boolean;
  /** It takes its configuration from the platform. */
  readonly supportsConfiguration: boolean;
}

/** What holds for the whole system. */
export interface SystemState {
  /** Such as `Rel_25.0_1.456`. */
  softwareVersion: string;
  countryCode: string;
  defaultDomain: string;
  domains: string[];
  languages: { language: string; locale: string; encoding: string }[];
  timeZones: { name: string; displayName: string }[];
  deviceTypes: DeviceType[];
  settings: Settings;
}

/** A service pack of a service provider. */
export interface ServicePack {
  name: string;
  description?: string;
  isAvailableForUse: boolean;
  /** How many may be given to groups. */
  quantity: Quantity;
  services: string[];
}

/** A department of an enterprise or a group. */
export interface Department {
  name: string;
  /** The department it belongs to, at the same level or, for a group's, in the enterprise. */
  parent?: DepartmentKey;
  callingLineIdName?: string;
  callingLineIdPhoneNumber?: string;
}

/** A service provider or an enterprise, with what belongs to it. */
export interface ServiceProvider {
  readonly serviceProviderId: string;
  isEnterprise: boolean;
  defaultDomain: string;
  serviceProviderName?: string;
  supportEmail?: string;
  contact?: Contact;
  address?: StreetAddress;
  /** Unique among all service providers. */
  serviceProviderExternalId?: string;
  domains: string[];
  /** User and group services it is authorised for. */
  services: Record<string, Quantity>;
  packs: ServicePack[];
  /** Departments of the enterprise; none in a plain service provider. */
  departments: Department[];
  /** Of an enterprise. */
  enterpriseTrunks?: EnterpriseTrunk[];
  settings: Settings;
}

/** A group, with what belongs to it. */
export interface Group {
  readonly serviceProviderId: string;
  readonly groupId: string;
  defaultDomain: string;
  userLimit: number;
  groupName?: string;
  callingLineIdName?: string;
  /** Canonical. */
  callingLineIdPhoneNumber?: string;
  timeZone: string;
  locationDialingCode?: string;
  contact?: Contact;
  address?: StreetAddress;
  groupExternalId?: string;
  domains: string[];
  /** User and group services it is authorised for. */
  services: Record<string, Quantity>;
  /** Group services that are assigned. */
  assignedServices: string[];
  /** Service packs it is authorised for, by name. */
  packs: Record<string, Quantity>;
  departments: Department[];
  extensionLength: { min: number; max: number; default: number };
  pickupGroups: PickupGroup[];
  digitPatterns: { name: string; digitPattern: string }[];
  trunkGroups: TrunkGroup[];
  /** Of a group in a plain service provider. */
  enterpriseTrunks?: EnterpriseTrunk[];
  virtualOnNetUsers?: VirtualOnNetUser[];
  schedules: Schedule[];
  settings: Settings;
}

/** Users who may take each other’s calls. */
export interface PickupGroup {
  name: string;
  userIds: string[];
}

/** A trunk group of a group. */
export interface TrunkGroup {
  name: string;
  pilotUserId?: string;
  accessDevice?: DeviceKey;
  /** The other fields of its requests. */
  config: Record<string, unknown>;
}

/** Spreads calls over trunk groups. */
export interface EnterpriseTrunk {
  enterpriseTrunkName: string;
  /** How the trunk group of a call is found, as lists show it. */
  routingType: string;
}

/** A number outside the platform that has an extension in a group. */
export interface VirtualOnNetUser {
  lastName: string;
  firstName: string;
  /** Canonical. */
  phoneNumber: string;
  extension: string;
  virtualOnNetCallTypeName: string;
}

/** A schedule of holidays or times. */
export interface Schedule {
  scheduleName: string;
  scheduleType: 'Holiday' | 'Time';
  events: ScheduleEvent[];
}

/** One event of a schedule. */
export interface ScheduleEvent {
  eventName: string;
  /** The fields of its requests: dates, times, recurrence. */
  details: Record<string, unknown>;
}

/** A device, as other objects refer to it. */
export interface DeviceKey {
  readonly deviceLevel: 'System' | 'Service Provider' | 'Group';
  readonly deviceName: string;
  /** Owner; none at system level. */
  readonly serviceProviderId?: string;
  /** Owner; at group level only. */
  readonly groupId?: string;
}

export interface Device extends DeviceKey {
  deviceType: string;
  /** Unique among all devices. */
  deviceExternalId?: string;
  /** The other fields of its requests, such as `macAddress`, `protocol`, `description`. */
  config: Record<string, unknown>;
  customTags: { tagName: string; tagValue?: string }[];
}

/** A line/port on a device. */
export interface LinePort {
  device: DeviceKey;
  linePort: string;
  /** Static SIP contacts. */
  contacts: { sipContact: string; pathHeader?: string | undefined }[];
  /** The other fields, such as `useHotline`, `isActive`, `allowOrigination`. */
  config: Record<string, unknown>;
}

/** How a user reaches the network: a line/port of a device, or a trunk group. */
export type Endpoint =
  | ({ kind: 'device' } & LinePort)
  | {
      kind: 'trunk';
      /** The fields of `trunkAddressing`. */
      config: Record<string, unknown>;
    };

/** What a phone told the platform when it registered. */
export interface Registration {
  linePort: string;
  /** Of which service the endpoint is: primary, shared call appearance, … */
  endpointType: string;
  device: DeviceKey;
  contact: string;
  /** Milliseconds since 1970; undefined for a static registration. */
  expires?: number;
  userAgent?: string;
  publicNetAddress?: string;
  privateNetAddress?: string;
}

/** Fields of a user as UserGetResponse has them, those apart that are derived. */
export interface UserProfile {
  lastName: string;
  firstName: string;
  callingLineIdLastName: string;
  callingLineIdFirstName: string;
  nameDialingName?: { nameDialingLastName: string; nameDialingFirstName: string };
  hiraganaLastName?: string;
  hiraganaFirstName?: string;
  /** Canonical. */
  callingLineIdPhoneNumber?: string;
  department?: DepartmentKey;
  language: string;
  timeZone: string;
  title?: string;
  pagerPhoneNumber?: string;
  mobilePhoneNumber?: string;
  emailAddress?: string;
  yahooId?: string;
  addressLocation?: string;
  address?: StreetAddress;
  networkClassOfService?: string;
  officeZoneName?: string;
  primaryZoneName?: string;
  impId?: string;
  allowVideo: boolean;
  userExternalId?: string;
  userPersonId?: string;
  isPlace?: boolean;
}

/** A user, with services and settings. */
export interface User {
  readonly userId: string;
  readonly serviceProviderId: string;
  readonly groupId: string;
  profile: UserProfile;
  /** Canonical. */
  phoneNumber?: string;
  extension?: string;
  /** Up to three, beside the default alias, which is the user id. */
  aliases: string[];
  alternateUserIds: { alternateUserId: string; description?: string | undefined }[];
  endpoint?: Endpoint;
  /** Line/ports beside the primary one: shared call appearances. */
  appearances: LinePort[];
  registrations: Registration[];
  /** Lower-case hex SHA-1 of the password. */
  passwordHash?: string;
  /** Services assigned one by one. */
  services: string[];
  /** Service packs assigned. */
  packs: string[];
  schedules: Schedule[];
  /** By service name, or by topic for what is no service. */
  settings: Settings;
}

/** The services that have a number and a user id of their own. */
export type InstanceKind =
  | 'Auto Attendant'
  | 'Auto Attendant - Standard'
  | 'BroadWorks Anywhere'
  | 'Call Center'
  | 'Collaborate Bridge'
  | 'Find-me/Follow-me'
  | 'Flexible Seating Host'
  | 'Group Paging'
  | 'Hunt Group'
  | 'Instant Group Call'
  | 'Meet-Me Conferencing'
  | 'Route Point'
  | 'Voice Messaging'
  | 'VoiceXML';

/** Fields that all service instances share: those of `serviceInstanceProfile`. */
export interface InstanceProfile {
  name: string;
  callingLineIdLastName: string;
  callingLineIdFirstName: string;
  hiraganaLastName?: string;
  hiraganaFirstName?: string;
  department?: DepartmentKey;
  language: string;
  timeZone: string;
  publicUserIdentity?: string;
  callingLineIdPhoneNumber?: string;
  networkClassOfService?: string;
}

/** A member of a call center or a hunt group. */
export interface Agent {
  userId: string;
  /** For policy `Weighted`. */
  weight?: number;
  /** 1 to 20, for skill-based routing. */
  skillLevel?: number;
  /** Takes calls of this call center. */
  joined: boolean;
}

/** A call center, hunt group, auto attendant, and the like. */
export interface ServiceInstance {
  readonly serviceUserId: string;
  readonly kind: InstanceKind;
  readonly serviceProviderId: string;
  readonly groupId: string;
  isActive: boolean;
  profile: InstanceProfile;
  /** Canonical. */
  phoneNumber?: string;
  extension?: string;
  aliases: string[];
  passwordHash?: string;
  /** Agents of a call center, members of a hunt group, in order. */
  agents: Agent[];
  /** Supervisors of a call center. */
  supervisorIds: string[];
  /** The fields of its own requests. */
  config: Record<string, unknown>;
}

/** How far an administrator reaches. */
export type AdministratorLevel =
  'System' | 'Provisioning' | 'Service Provider' | 'Group' | 'Group Department';

/** An administrator of any level. */
export interface Administrator {
  readonly userId: string;
  readonly level: AdministratorLevel;
  /** Of administrators of a service provider and below. */
  readonly serviceProviderId?: string;
  readonly groupId?: string;
  readonly department?: DepartmentKey;
  /** Kind of administrator as its requests have it, such as `Normal` or `Customer`. */
  administratorType?: string;
  firstName?: string;
  lastName?: string;
  language?: string;
  passwordHash?: string;
  isDisabled: boolean;
  /** When the last login was, as ISO 8601; undefined if there was none. */
  lastAuthenticatedDate?: string;
  /** Fields of its policy requests. */
  policy: Record<string, unknown>;
}

/** A phone number that a service provider has. */
export interface NumberRecord {
  /** Canonical. */
  readonly number: string;
  readonly serviceProviderId: string;
  groupId?: string;
  department?: DepartmentKey;
  isActivated: boolean;
}
