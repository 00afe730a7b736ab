import type { PasswordStatus } from '../user-record/types.js';
import type { Problem } from '../run/problem.js';
import type { RunSummary } from '../run/run.js';

/*
 * The user record that contact-center products publish. Every published key is always there; those for
 * which the platform has no fact are always null, and so is what could not be read: `problems` tells
 * which. What the published record does not have is marked as an addition.
 */

/** Login state, as published. */
export interface PublishedLoginInfo {
  /**
   * Logged in at the moment of the read. An agent: agentACDState of UserCallCenterGetResponse23 is not
   * `Sign-Out`. Anyone else, and agents whose state the platform does not give: a live registration that
   * is not static exists. A registered phone says nothing about a person.
   */
  readonly isLoggedIn: boolean | null;
  /** The platform does not keep it: always null. */
  readonly lastLogin: null;
  /** The platform does not keep it: always null. */
  readonly lastLogout: null;
  /** Always null. */
  readonly browser: null;
  /** Always null. */
  readonly phoneMode: null;
  /** Always null. */
  readonly os: null;
  /**
   * Address of the phone or client, perhaps that of a session border controller: "Public Net Address" of
   * the registration, else "Private Net Address", else the host of "URI".
   */
  readonly ipAddress: string | null;
  /** SIP User-Agent of the same registration; no browser text. */
  readonly userAgent: string | null;
  /** Always null. */
  readonly adHelperVersion: null;
  /** Always null. */
  readonly appType: null;
  /** Always null. */
  readonly appVersion: null;
}

/** The record with its published keys and no other. */
export interface PublishedUserData {
  /**
   * The web login is locked (UserPasswordInfoGetResponse22.isLoginDisabled), or Intercept User is active
   * for all incoming calls. Null where neither is known to be so and one could not be read.
   */
  readonly disabled: boolean | null;
  /**
   * The password has run out: UserGetLoginInfoResponseRI.passwordExpiresDays is 0 or less. Null where the
   * platform gives no days, also for passwords that never expire: see `passwordStatus`.
   */
  readonly changePassword: boolean | null;
  /** Names of the call centers in which the user has a skill level; the id where a name can't be read. */
  readonly skills: readonly string[] | null;
  /** UserGetResponse23V2.userId: the primary id, also where an alternate one was asked for. */
  readonly loginId: string;
  readonly firstName: string;
  readonly lastName: string;
  /** Department; its full path where it is below another. Or the call center, where that was asked for. */
  readonly team: string | null;
  /** Text: zeros in front count. */
  readonly extension: string | null;
  readonly email: string | null;
  /** `Agent` and `Supervisor`, by assignment to a call center; client licences are no roles. */
  readonly roles: readonly ('Agent' | 'Supervisor')[] | null;
  readonly loginInfo: PublishedLoginInfo;
}

/** Why an account is disabled: its web login is locked, or its calls are intercepted. */
export type DisabledReason = 'login-disabled' | 'intercept';

/** Additions to the published login state. */
export interface UserDataLoginInfo extends PublishedLoginInfo {
  /** What `isLoggedIn` was taken from. */
  readonly loginSource: 'acd' | 'registration' | null;
  /** UserCallCenterGetResponse23.agentACDState; null where the platform gives none. */
  readonly acdState: string | null;
  /** Why the agent is unavailable: UserCallCenterGetResponse23.agentUnavailableCode. */
  readonly agentUnavailableCode: string | null;
  /** ISO 8601: when `isLoggedIn` was read; null where it was not. */
  readonly readAt: string | null;
}

/**
 * A row of the registration table of UserGetRegistrationListResponse; in the records of a group, of
 * SystemGetRegistrationContactListResponse21sp1, which has no lockouts.
 */
export interface UserDataRegistration {
  readonly linePort: string | null;
  /** `Primary`, `Shared Call Appearance`, … */
  readonly endpointType: string | null;
  readonly deviceLevel: string | null;
  readonly deviceName: string | null;
  readonly order: string | null;
  /** The contact. */
  readonly uri: string | null;
  /** As the platform writes it; null for a static registration. */
  readonly expiration: string | null;
  readonly publicNetAddress: string | null;
  readonly publicPort: string | null;
  readonly privateNetAddress: string | null;
  readonly privatePort: string | null;
  readonly userAgent: string | null;
  readonly lockoutStarted: string | null;
  readonly lockoutExpires: string | null;
  /** A number, or the word Permanent. */
  readonly lockoutCount: string | null;
  /**
   * Live: "Registration Active", or where that column is missing no expiration, one of 0 (dynamic, in XS
   * data mode), or one to come. Null where the expiration can't be read as a time.
   */
  readonly active: boolean | null;
  /** Configured, without an expiration: it proves no presence. */
  readonly static: boolean;
}

/** Where a user is a guest at present. */
export interface UserDataGuest {
  readonly service: 'Hoteling Guest' | 'Flexible Seating Guest';
  readonly hostUserId: string;
  /** ISO 8601 in UTC with milliseconds; null where the platform gives none. */
  readonly since: string | null;
}

/** What a record is to have. */
export interface UserDataChoices {
  /**
   * What `team` is: the department, or the name of the call center where the user is an agent of exactly
   * one. Default `department`.
   */
  readonly team?: 'department' | 'call-center' | undefined;
  /** Also reads whose phone the user has borrowed. Default false. */
  readonly guest?: boolean | undefined;
}

/** The published record of a user, and what else the platform knows of the same facts. */
export interface UserDataRecord extends PublishedUserData {
  /** Addition. Null where no reason is known and one could not be read. */
  readonly disabledReasons: readonly DisabledReason[] | null;
  /**
   * Addition. Minutes until a locked login opens again, from UserGetLoginInfoResponseRI; null where it is
   * not locked for a time.
   */
  readonly lockoutPeriodExpiry: number | null;
  /** Addition. What `passwordExpiresDays` says. */
  readonly passwordStatus: PasswordStatus;
  /** Addition. Skill level, 1 to 20, by id of the call center. */
  readonly skillLevels: Readonly<Record<string, number>> | null;
  readonly loginInfo: UserDataLoginInfo;
  /** Addition. */
  readonly registrations: readonly UserDataRegistration[] | null;
  /** Addition, on request: empty where the user is no guest now. */
  readonly guest?: readonly UserDataGuest[] | null;
}

/** The record of one user. */
export interface UserData extends UserDataRecord, RunSummary {}

/** The record of a user of a group. */
export interface ListedUserData extends UserDataRecord {
  /** All of it could be read. */
  readonly complete: boolean;
  /** What could not; places are keys of the record. */
  readonly problems: readonly Problem[];
}

/** The records of a group. */
export interface GroupUserData extends RunSummary {
  readonly serviceProviderId: string;
  readonly groupId: string;
  /** By user id. Users whose profile could not be read are not among them: see `problems`. */
  readonly users: readonly ListedUserData[];
  /** Users in the list of the group. */
  readonly total: number;
}
