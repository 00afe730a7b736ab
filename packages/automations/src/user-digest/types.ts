import type { UserCallCenterGetResponse23 } from '@ocipkit/commands/call-center-user';
import type { UserCallForwardingAlwaysGetResponse } from '@ocipkit/commands/call-forwarding';
import type { UserDoNotDisturbGetResponse } from '@ocipkit/commands/do-not-disturb';
import type { UserGetResponse23V2 } from '@ocipkit/commands/user';
import type { UserVoiceMessagingUserGetVoiceManagementResponse23 } from '@ocipkit/commands/voice-messaging';
import type { RegistrationContact, RegistrationState } from '../registrations/types.js';
import type { Plain } from '../run/plain.js';
import type { RunSummary } from '../run/run.js';
import type { Section } from '../run/section.js';

/** The profile as the platform sent it, and what follows from it. */
export type DigestProfile = Plain<UserGetResponse23V2> & {
  /** Of what kind the department is; undefined without one. */
  readonly departmentKind?: 'group' | 'enterprise' | undefined;
  /** How the user reaches the network. An empty `trunkAddressing` still means a trunk user. */
  readonly endpointKind: 'device' | 'trunk' | 'none';
};

/** A service that is assigned to the user. */
export interface DigestService {
  readonly name: string;
  /** `user` services are the user's own, `group` services those of the group that reach the user. */
  readonly kind: 'user' | 'group';
  /** The service is switched on; undefined for services that have no switch. */
  readonly isActive?: boolean | undefined;
}

/** Forwarding when busy, or when not reachable. */
export interface Forwarding {
  readonly isActive: boolean;
  readonly forwardToPhoneNumber?: string | undefined;
}

export interface NoAnswerForwarding extends Forwarding {
  /** 0, or 2 to 20. */
  readonly numberOfRings: number;
}

/** One line of the criteria table of selective forwarding. */
export interface ForwardingCriterion {
  readonly isActive?: boolean | undefined;
  readonly criteriaName?: string | undefined;
  readonly timeSchedule?: string | undefined;
  readonly holidaySchedule?: string | undefined;
  readonly callsFrom?: string | undefined;
  readonly forwardTo?: string | undefined;
  readonly blacklisted?: boolean | undefined;
  /** The next three belong together by position; an entry may be empty. AS data mode only. */
  readonly callsToType: readonly string[];
  readonly callsToNumber: readonly string[];
  readonly callsToExtension: readonly string[];
}

/** Call Forwarding Selective, with its criteria in order. */
export interface SelectiveForwarding {
  readonly isActive: boolean;
  readonly defaultForwardToPhoneNumber?: string | undefined;
  readonly playRingReminder: boolean;
  readonly criteria: readonly ForwardingCriterion[];
}

/** All call forwarding; each kind by itself. */
export interface DigestForwarding {
  readonly always: Section<Plain<UserCallForwardingAlwaysGetResponse>>;
  readonly alwaysSecondary: Section<Plain<UserCallForwardingAlwaysGetResponse>>;
  readonly busy: Section<Forwarding>;
  readonly noAnswer: Section<NoAnswerForwarding>;
  readonly notReachable: Section<Forwarding>;
  readonly selective: Section<SelectiveForwarding>;
}

/** A line/port on a device, wherever it is known from. */
export interface DigestDevice {
  /** `primary`, `shared-call-appearance`, `trunk`, or what the registration calls it. */
  readonly role: string;
  readonly deviceLevel?: string | undefined;
  readonly deviceName?: string | undefined;
  readonly linePort?: string | undefined;
  readonly deviceType?: string | undefined;
  readonly macAddress?: string | undefined;
  readonly portNumber?: number | undefined;
  /** State of its configuration, not of its registration: `Online`, `Offline`, … */
  readonly deviceStatus?: string | undefined;
  readonly version?: string | undefined;
  /** The next three are of shared call appearances. */
  readonly isActive?: boolean | undefined;
  readonly allowOrigination?: boolean | undefined;
  readonly allowTermination?: boolean | undefined;
  /** The best of its contacts; `unknown` where the registrations could not be read. */
  readonly registration: RegistrationState;
  readonly contacts: readonly RegistrationContact[];
}

/** A call center that the user is an agent of. */
export interface DigestCallCenter {
  readonly serviceUserId: string;
  readonly name?: string | undefined;
  readonly type?: string | undefined;
  readonly phoneNumber?: string | undefined;
  readonly extension?: string | undefined;
  /** The user takes calls of this call center. */
  readonly available?: boolean | undefined;
  readonly logoffAllowed?: boolean | undefined;
  readonly priority?: string | undefined;
  readonly routingPolicy?: string | undefined;
  /** 1 to 20; in skill-based call centers only. */
  readonly skillLevel?: number | undefined;
}

/** The user as an agent. */
export interface DigestCallCenters {
  readonly callCenters: readonly DigestCallCenter[];
  /** The agent as a whole, over all call centers: ACD state, unavailable code, guard timer, … */
  readonly agent: Plain<UserCallCenterGetResponse23>;
}

/** A call center that the user supervises. */
export interface DigestSupervisedCallCenter {
  readonly serviceUserId: string;
  readonly type?: string | undefined;
  readonly phoneNumber?: string | undefined;
  readonly extension?: string | undefined;
  readonly priority?: string | undefined;
}

/** A hunt group that the user is a member of. */
export interface DigestHuntGroup {
  readonly serviceUserId: string;
  readonly groupId: string;
  readonly name?: string | undefined;
  readonly phoneNumber?: string | undefined;
  readonly extension?: string | undefined;
  readonly department?: string | undefined;
  readonly isActive?: boolean | undefined;
  readonly policy?: string | undefined;
  /** The hunt group as a whole is busy. */
  readonly enableGroupBusy?: boolean | undefined;
  /** Percentage of calls, for policy `Weighted`. */
  readonly weight?: number | undefined;
  /** Place of the user in the list of members, from 1. */
  readonly position: number;
}

/** The pickup group of the user. */
export interface DigestPickup {
  readonly name: string;
  readonly members: readonly {
    readonly userId?: string | undefined;
    readonly lastName?: string | undefined;
    readonly firstName?: string | undefined;
    readonly phoneNumber?: string | undefined;
    readonly extension?: string | undefined;
  }[];
}

/** Numbers that ring together with the user. */
export interface DigestSimultaneousRing {
  readonly isActive: boolean;
  readonly doNotRingIfOnCall: boolean;
  readonly numbers: readonly {
    readonly phoneNumber: string;
    readonly answerConfirmationRequired: boolean;
  }[];
}

/** Shared call appearances as a whole; their lines are among the devices. */
export interface DigestAppearances {
  readonly maxAppearances: number;
  readonly alertAllAppearancesForClickToDialCalls: boolean;
  readonly enableMultipleCallArrangement: boolean;
  readonly multipleCallArrangementIsActive: boolean;
  readonly allowBridgingBetweenLocations?: boolean | undefined;
}

/** Sections of a digest that are read unless told otherwise. */
export const defaultDigestSections = [
  'services',
  'servicePacks',
  'forwarding',
  'doNotDisturb',
  'devices',
  'callCenters',
  'huntGroups',
  'callPickup',
  'voiceMail',
  'sharedCallAppearance',
  'simultaneousRing',
] as const;

/** Sections of a digest that can be asked for by name. */
export const digestSections = [...defaultDigestSections, 'supervisedCallCenters'] as const;
/** A part of the digest that may be asked for. */
export type DigestSection = (typeof digestSections)[number];

/** Everything about a user at a glance. What was not asked for is undefined. */
export interface UserDigest extends RunSummary {
  /** The primary id; it may differ from the one asked for. */
  readonly userId: string;
  readonly profile: DigestProfile;
  readonly services?: Section<readonly DigestService[]> | undefined;
  /** Names of the service packs that are assigned. */
  readonly servicePacks?: Section<readonly string[]> | undefined;
  readonly doNotDisturb?: Section<Plain<UserDoNotDisturbGetResponse>> | undefined;
  readonly forwarding?: DigestForwarding | undefined;
  readonly voiceMail?:
    Section<Plain<UserVoiceMessagingUserGetVoiceManagementResponse23>> | undefined;
  readonly sharedCallAppearance?: Section<DigestAppearances> | undefined;
  readonly simultaneousRing?: Section<DigestSimultaneousRing> | undefined;
  readonly devices?: Section<readonly DigestDevice[]> | undefined;
  readonly callCenters?: Section<DigestCallCenters> | undefined;
  /** On request only. */
  readonly supervisedCallCenters?: Section<readonly DigestSupervisedCallCenter[]> | undefined;
  /** Of the own group, and of the whole enterprise where `huntGroupScope` says so. */
  readonly huntGroups?: Section<readonly DigestHuntGroup[]> | undefined;
  /**
   * Where was looked. `group` in an enterprise: the login may not list the hunt groups of other groups, or
   * a problem says why those are missing. Outside enterprises the own group is all there is.
   */
  readonly huntGroupScope?: 'group' | 'enterprise' | undefined;
  /** Null: in no pickup group. */
  readonly callPickup?: Section<DigestPickup | null> | undefined;
}
