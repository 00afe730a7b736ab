/** A street address as it is; what is not set is null. */
export interface RecordAddress {
  readonly addressLine1: string | null;
  readonly addressLine2: string | null;
  readonly city: string | null;
  /** Key of the system's list of states. */
  readonly stateOrProvince: string | null;
  /** The same for people; read-only. */
  readonly stateOrProvinceDisplayName: string | null;
  readonly zipOrPostalCode: string | null;
  readonly country: string | null;
}

/** A static SIP contact. */
export interface RecordContact {
  readonly sipContact: string;
  readonly pathHeader: string | null;
}

/** The line of a user on a device. */
export interface RecordDeviceEndpoint {
  readonly accessDevice: {
    readonly deviceLevel: string;
    readonly deviceName: string;
  };
  readonly linePort: string;
  /** XS data mode only. */
  readonly privateIdentity: string | null;
  /** At most five; elements `contact`. */
  readonly contacts: readonly RecordContact[];
  readonly staticRegistrationCapable: boolean | null;
  readonly useDomain: boolean | null;
  readonly portNumber: number | null;
  readonly supportVisualDeviceManagement: boolean | null;
  readonly useHotline: boolean | null;
  readonly hotlineContact: string | null;
}

/** The trunk of a user. All null: a trunk user without any address. */
export interface RecordTrunkAddressing {
  readonly trunkGroupDeviceEndpoint: {
    readonly name: string;
    readonly linePort: string;
    readonly contacts: readonly RecordContact[];
    readonly staticRegistrationCapable: boolean | null;
    readonly useDomain: boolean | null;
    readonly isPilotUser: boolean | null;
  } | null;
  readonly enterpriseTrunkName: string | null;
  readonly alternateTrunkIdentity: string | null;
  readonly alternateTrunkIdentityDomain: string | null;
  readonly physicalLocation: string | null;
}

/** A department by its key. */
export interface RecordDepartment {
  readonly serviceProviderId: string;
  /** Null: a department of the enterprise. */
  readonly groupId: string | null;
  /** The last step of its path. */
  readonly name: string;
}

/** What `passwordExpiresDays` says; `unknown` where the platform gives no usable number. */
export type PasswordStatus = 'expires' | 'expired' | 'never' | 'unknown';

/**
 * The profile of a user. Every key is always there: what is not set is null, a list without entries is
 * empty, and the endpoint that the user does not have is null. From UserGetResponse23V2 under the same
 * name unless a key says otherwise.
 */
export interface UserRecord {
  readonly serviceProviderId: string;
  readonly groupId: string;
  /** The primary id, also where an alternate one was asked for. */
  readonly userId: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly callingLineIdLastName: string;
  readonly callingLineIdFirstName: string;
  readonly nameDialingName: {
    readonly nameDialingLastName: string;
    readonly nameDialingFirstName: string;
  } | null;
  readonly hiraganaLastName: string | null;
  readonly hiraganaFirstName: string | null;
  readonly phoneNumber: string | null;
  /** Text: zeros in front count. */
  readonly extension: string | null;
  readonly callingLineIdPhoneNumber: string | null;
  readonly department: RecordDepartment | null;
  /** The department with those above it, for people. */
  readonly departmentFullPath: string | null;
  readonly language: string;
  readonly timeZone: string;
  /** From the platform; depends on the language and the season. */
  readonly timeZoneDisplayName: string;
  readonly defaultAlias: string;
  /** Elements `alias`; at most three. */
  readonly aliases: readonly string[];
  readonly accessDeviceEndpoint: RecordDeviceEndpoint | null;
  readonly trunkAddressing: RecordTrunkAddressing | null;
  readonly title: string | null;
  readonly pagerPhoneNumber: string | null;
  readonly mobilePhoneNumber: string | null;
  readonly emailAddress: string | null;
  readonly yahooId: string | null;
  readonly addressLocation: string | null;
  readonly address: RecordAddress | null;
  /** Of the number, else of the group, else of the system. */
  readonly countryCode: string;
  readonly nationalPrefix: string | null;
  readonly networkClassOfService: string | null;
  readonly officeZoneName: string | null;
  readonly primaryZoneName: string | null;
  readonly impId: string | null;
  /** At most four. */
  readonly alternateUserId: readonly {
    readonly alternateUserId: string;
    readonly description: string | null;
  }[];
  /** Always true in AS data mode; null where the release does not tell. */
  readonly allowVideo: boolean | null;
  readonly resellerId: string | null;
  readonly serviceProviderExternalId: string | null;
  readonly groupExternalId: string | null;
  readonly userExternalId: string | null;
  readonly userPersonId: string | null;
  readonly isPlace: boolean | null;
  readonly locationDialingCode: string | null;
  /** What follows the last @ of the user id; null without one. Not the default domain of the group. */
  readonly domain: string | null;
  /** Which endpoint is there; an empty `trunkAddressing` still means a trunk user. */
  readonly endpointType: 'accessDeviceEndpoint' | 'trunkAddressing' | 'none';
  /**
   * From UserDnGetActivationListResponse, the row of the primary number. Null without a number, and
   * where it could not be read.
   */
  readonly phoneNumberActivated: boolean | null;
  /** From UserGetLoginInfoResponseRI; null where it could not be read. */
  readonly isEnterprise: boolean | null;
  /**
   * Days until the password must be changed, negative if that is past; from UserGetLoginInfoResponseRI.
   * Null if it never expires, and where the platform gives no usable number: see `passwordStatus`.
   */
  readonly passwordExpiresDays: number | null;
  readonly passwordStatus: PasswordStatus;
}
