import type { RunSummary } from '../run/run.js';
import type { RecordDeviceEndpoint, UserRecord } from '../user-record/types.js';

/** A value of the audit: what JSON has. */
export type AuditValue =
  string | number | boolean | null | readonly AuditValue[] | { readonly [key: string]: AuditValue };

/** An object of the audit. What the platform left out is `null`, and a list that it left out is empty. */
export type AuditRecord = Readonly<Record<string, AuditValue>>;

/** Stands for a secret. */
export const MASKED = '*****';

/** Parts of a user that can be asked for by name. */
export const auditSections = [
  'user',
  'outgoingCallingPlans',
  'assignedServices',
  'serviceAssignment',
  'serviceSettings',
  'utilities',
] as const;
/** A part of a user that may be asked for. */
export type AuditSection = (typeof auditSections)[number];

/** What a portal calls a service, and how it sorts it; no part of OCI-P. */
export interface CatalogueEntry {
  readonly alias?: string | undefined;
  readonly tags?: readonly string[] | undefined;
}

/** What is to be read of each user, and how it is to be shown. */
export interface AuditChoices {
  /** Default: all six. */
  readonly sections?: readonly AuditSection[] | undefined;
  /**
   * Shows authorization codes, of calling plans and of communication barring, which are secrets; default
   * false: masked.
   */
  readonly showCodes?: boolean | undefined;
  /**
   * How `rrule` gives the start of a repeated event: with the time zone of the user, or in UTC, which can
   * move it to another day than the rule says. Default `zone`.
   */
  readonly ruleForm?: 'zone' | 'utc' | undefined;
  /** Also reads `useHotline` and `hotlineContact` of each shared call appearance. Default false. */
  readonly appearanceDetails?: boolean | undefined;
  /**
   * Asks for the settings of every service where the list of a user's services can't be read; those that
   * are not assigned then have no key. Over 100 requests for such a user. Default false.
   */
  readonly askEveryService?: boolean | undefined;
  /** Aliases and tags of services and service packs by name, for `serviceAssignment`. */
  readonly catalogue?: Readonly<Record<string, CatalogueEntry>> | undefined;
}

export interface GroupUserAuditInput extends AuditChoices {
  readonly serviceProviderId: string;
  readonly groupId: string;
  /** Users to leave out: those that an earlier run has written. */
  readonly skipUserIds?: readonly string[] | undefined;
  /** Users under way at once, 1 to 100; default 10. No more than these are kept in memory. */
  readonly usersAtOnce?: number | undefined;
  /** Users per page of the group's list, 1 to 2000; default 1000. */
  readonly pageSize?: number | undefined;
}

export interface UserAuditInput extends AuditChoices {
  /** Primary or alternate user id. */
  readonly userId: string;
}

/** Keys that every section object repeats. */
export interface AuditContext {
  readonly userId: string;
  readonly serviceProviderId: string;
  readonly groupId: string;
  /** The service provider is an enterprise; null if neither it nor a login told. */
  readonly isEnterprise: boolean | null;
}

/** Why something is not there. */
export type AuditErrorKind =
  /** The service is not assigned to the user, or not to the group. */
  | 'not-assigned'
  /** The platform said no. */
  | 'refused'
  /** Not sent, because it can't apply. */
  | 'not-applicable'
  /** The platform's release, or the loaded commands, have no such command. */
  | 'unsupported'
  /** No usable answer, or nothing sent: see `reason`. */
  | 'failed';

/** What may become of a request of the audit that gave no data. */
export const auditErrorKinds = [
  'not-assigned',
  'refused',
  'not-applicable',
  'unsupported',
  'failed',
] as const satisfies readonly AuditErrorKind[];

/** Why something is not there. */
export interface AuditError {
  readonly kind: AuditErrorKind;
  /** Sent, or that would have been. */
  readonly command: string | null;
  /** Of a refusal: `Error`; `Warning` or `Info` of a notice that came in place of data. */
  readonly type: string | null;
  /** Number of the refusal; null where the platform gave none. */
  readonly code: number | null;
  /** What the platform said, in the language of the login. */
  readonly summary: string | null;
  readonly summaryEnglish: string | null;
  /** Secrets in it are masked. */
  readonly detail: string | null;
  /**
   * Of `failed`. `dependency`: a read that it depends on has no value. Null where a notice came in place of
   * data.
   */
  readonly reason:
    | 'timeout'
    | 'connection'
    | 'malformed reply'
    | 'cancelled'
    | 'dependency'
    | 'invalid request'
    | null;
  /** All of it in one sentence. */
  readonly message: string;
}

/** An error with its place in the user, such as `serviceSettings["Call Recording"]`. */
export interface AuditProblem extends AuditError {
  readonly path: string;
}

/** Stands for a section object that has no value. */
export interface AuditFailure extends AuditContext {
  readonly error: AuditError;
}

/** A section object, or why there is none. */
export type AuditSlot<T> = (AuditContext & T) | AuditFailure;

/** Tells the two apart. */
export function isAuditFailure<T>(slot: AuditSlot<T>): slot is AuditFailure {
  return 'error' in slot;
}

/**
 * The profile of a user as other automations have it, and the device of the primary endpoint. From
 * UserGetRequest23V2, UserGetLoginInfoRequestRI, the list of the group (of one user
 * UserDnGetActivationListRequest), and the reads of the device.
 */
export interface AuditedProfile extends UserRecord {
  /** Null for trunk users and users without endpoint. */
  readonly accessDeviceEndpoint: AuditedEndpoint | null;
}

export interface AuditedEndpoint extends RecordDeviceEndpoint {
  /**
   * The fields of the device read at the level of the device; all but `deviceLevel` and `deviceName` are
   * null if it failed. `numberOfPorts` is {unlimited: true} or {quantity}; `accessDeviceCredentials` is
   * {userName}; `serviceProviderId` and `groupId` are the owner's; `tags` are {tagName, tagValue,
   * isEncrypted, actualTagValue}, the values of encrypted ones masked; `relatedServices` is always
   * empty.
   */
  readonly accessDevice: RecordDeviceEndpoint['accessDevice'] & AuditRecord;
}

/** Kinds of calls, in the order of the platform. */
export type CallKind =
  | 'group'
  | 'local'
  | 'tollFree'
  | 'toll'
  | 'international'
  | 'operatorAssisted'
  | 'chargeableDirectoryAssisted'
  | 'specialServicesI'
  | 'specialServicesII'
  | 'premiumServicesI'
  | 'premiumServicesII'
  | 'casual'
  | 'urlDialing'
  | 'unknown';

/** A plan by kind of call. */
export interface AuditedPlan<P> {
  readonly useCustomSettings: boolean;
  readonly userPermissions: Readonly<Record<CallKind, P>>;
}

/** A plan by digit pattern: no entry for patterns that the user has no rule for. */
export interface AuditedDigitPlan<P> {
  readonly useCustomSettings: boolean;
  readonly userPermissions: readonly {
    readonly digitPatternName: string;
    readonly permission: P;
  }[];
}

/** A code, and what it is for. */
export interface AuthorizationCode {
  /** Masked unless `showCodes` was set. */
  readonly code: string;
  readonly description: string | null;
}

/** The twelve outgoing calling plans and the sustained authorization code; 14 reads. */
export interface AuditedPlans {
  readonly outgoingCallingPlanAuthorizationCode: AuditSlot<{
    readonly settings: AuditContext & { readonly useCustomSettings: boolean };
    /** Null if the list could not be read. */
    readonly codes: readonly AuthorizationCode[] | null;
  }>;
  readonly outgoingCallingPlanCallMeNow: AuditSlot<AuditedPlan<boolean>>;
  readonly outgoingCallingPlanDigitPlanCallMeNow: AuditSlot<AuditedDigitPlan<boolean>>;
  readonly outgoingCallingPlanDigitPlanOriginating: AuditSlot<AuditedDigitPlan<string>>;
  readonly outgoingCallingPlanDigitPlanRedirecting: AuditSlot<AuditedDigitPlan<boolean>>;
  readonly outgoingCallingPlanOriginating: AuditSlot<AuditedPlan<string>>;
  readonly outgoingCallingPlanRedirected: AuditSlot<{
    readonly useCustomSettings: boolean;
    readonly userPermissions: { readonly outsideGroup: boolean };
  }>;
  readonly outgoingCallingPlanRedirecting: AuditSlot<AuditedPlan<boolean>>;
  /** The code that holds for every call without being entered, masked unless `showCodes` was set. */
  readonly outgoingCallingPlanSustainedAuthorizationCode: AuditSlot<{
    readonly code: string | null;
  }>;
  readonly outgoingCallingPlanTransferNumbers: AuditSlot<{
    readonly useCustomSettings: boolean;
    readonly userNumbers: Readonly<
      Record<'phoneNumber01' | 'phoneNumber02' | 'phoneNumber03', string | null>
    >;
  }>;
  readonly outgoingCallingPlanPinholeDigitPlanCallMeNow: AuditSlot<AuditedDigitPlan<string>>;
  readonly outgoingCallingPlanPinholeDigitPlanOriginating: AuditSlot<AuditedDigitPlan<string>>;
  readonly outgoingCallingPlanPinholeDigitPlanRedirecting: AuditSlot<AuditedDigitPlan<string>>;
}

/** A service that the user has. */
export interface AuditedService {
  readonly serviceName: string;
  /** Null: the service has no switch. */
  readonly isActive: boolean | null;
}

/** UserAssignedServicesGetListRequest: what the user has, by itself or in a pack. */
export interface AssignedServices {
  readonly userServices: readonly AuditedService[];
  readonly groupServices: readonly AuditedService[];
}

/** UserServiceGetAssignmentListRequest: what can be assigned, and whether it is, packs aside. */
export interface ServiceAssignment {
  readonly userServices: readonly {
    readonly serviceName: string;
    readonly assigned: boolean;
    /** The name of the service, and no tags, unless a catalogue says otherwise. */
    readonly alias: string;
    readonly tags: readonly string[];
  }[];
  readonly servicePackServices: readonly {
    /** Name of the pack. */
    readonly serviceName: string;
    readonly assigned: boolean;
    readonly description: string | null;
    readonly alias: string;
  }[];
}

/** A repeated or single event of a schedule. */
export interface AuditedEvent {
  readonly userId: string;
  readonly eventName: string;
  /** Local time without zone, such as `2019-12-25T00:00:00`. */
  readonly startTime: string;
  readonly endTime: string;
  readonly allDayEvent: boolean;
  /** Of the schedule. */
  readonly name: string;
  readonly type: string;
  /** RFC 5545, DTSTART and RRULE in two lines; null for an event that does not repeat. */
  readonly rrule: string | null;
  /** As the platform has it. */
  readonly recurrence: AuditRecord | null;
}

/** A schedule that the user may choose, and who owns it. */
export interface AuditedSchedule {
  readonly userId: string;
  readonly name: string;
  readonly type: string;
  readonly level: string;
  /** Null if they could not be read. */
  readonly events: readonly AuditedEvent[] | null;
}

/** What is read of every user, whatever services it has. */
export interface AuditedUtilities {
  /** Alternate ids; the primary one is not among them. */
  readonly alternateUserId: AuditSlot<{
    readonly users: readonly {
      readonly userId: string;
      readonly alternate: boolean;
      readonly description: string | null;
    }[];
  }>;
  readonly announcementFile: AuditSlot<{
    /** kB. */
    readonly totalFileSize: number;
    /** MB. */
    readonly maxFileSize: number;
    /** The filter of the request: always null, for files of all kinds. */
    readonly announcementType: string | null;
    /** {name, mediaType, fileSize in kB, announcementFileExternalId} each. */
    readonly announcements: readonly AuditRecord[];
  }>;
  /** UserCallPoliciesGetRequest19sp1. */
  readonly callPolicies: AuditSlot<AuditRecord>;
  /** UserCallProcessingGetPolicyRequest23. */
  readonly callProcessingPolicy: AuditSlot<AuditRecord>;
  /** Of enterprises only. */
  readonly communicationBarring: AuditSlot<{
    readonly useGroupSetting: boolean;
    readonly profileName: string | null;
  }>;
  /** The codes with which the user makes calls that the profile bars. Of enterprises only. */
  readonly communicationBarringAuthorizationCode: AuditSlot<{
    readonly codes: readonly AuthorizationCode[];
  }>;
  /** UserDevicePoliciesGetRequest21. */
  readonly devicePolicies: AuditSlot<AuditRecord>;
  readonly featureAccessCode: AuditSlot<{
    /** {featureAccessCodeName, mainCode, alternateCode, enableFAC} each, in the order of the platform. */
    readonly featureAccessCodes: readonly AuditRecord[];
  }>;
  readonly portalPasscode: AuditSlot<{
    readonly isLoginDisabled: boolean;
    /** Null if it does not expire. */
    readonly expirationDays: number | null;
    readonly doesNotExpire: boolean;
    /** Always masked. */
    readonly passcode: string;
  }>;
  /** The user's own schedules; not those of the group and above. */
  readonly userSchedules: AuditSlot<{ readonly schedules: readonly AuditedSchedule[] }>;
}

/** One user of an audit. Sections that were not asked for are not there. */
export interface AuditedUser {
  readonly serviceProviderId: string;
  readonly groupId: string;
  readonly userId: string;
  readonly user?: AuditSlot<AuditedProfile> | undefined;
  readonly outgoingCallingPlans?: AuditedPlans | undefined;
  readonly assignedServices?: AuditSlot<AssignedServices> | undefined;
  readonly serviceAssignment?: AuditSlot<ServiceAssignment> | undefined;
  /**
   * Settings by the exact name of the service, for every assigned service that has some; one failure if
   * it is not known which those are. The keys of a service are those of its answer in R25.
   */
  readonly serviceSettings?:
    Readonly<Record<string, AuditSlot<AuditRecord>>> | AuditFailure | undefined;
  /**
   * Assigned services of which an audit shows no settings: licences, and what has memberships or logs
   * only. There with `serviceSettings`; null if it is not known which services are assigned.
   */
  readonly servicesWithoutSettings?: readonly string[] | null | undefined;
  readonly utilities?: AuditedUtilities | undefined;
  /** No problem but services that are not assigned and reads that do not apply. */
  readonly complete: boolean;
  /** Every error of the user, with its place. */
  readonly problems: readonly AuditProblem[];
}

/** What a run over a group tells at its end. */
export interface GroupUserAuditSummary extends RunSummary {
  readonly serviceProviderId: string;
  readonly groupId: string;
  readonly isEnterprise: boolean | null;
  readonly users: {
    /** Users in the list of the group. If it could not be read to its end, `problems` has `users[n…]`. */
    readonly total: number;
    /** Left out as `skipUserIds` said. */
    readonly skipped: number;
    /** Given out. */
    readonly read: number;
    /** Of these, without any problem. */
    readonly complete: number;
    /** Not begun when the run ended, or beyond `maxDetails`. */
    readonly notRead: number;
  };
  /** Problems of the users that were read, by kind. */
  readonly problemCounts: Readonly<Record<AuditErrorKind, number>>;
}

/** All users of a group in the envelope of the audit. `data` has one batch. */
export interface GroupUserAudit extends GroupUserAuditSummary {
  readonly data: readonly { readonly users: readonly AuditedUser[] }[];
}
