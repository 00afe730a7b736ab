import type { Problem } from '../run/problem.js';
import type { RunSummary } from '../run/run.js';
import type { UserRecord } from '../user-record/types.js';

/**
 * Fields to change. A key that is missing or undefined leaves the field as it is; null clears it, where
 * it can be cleared; a value sets it. An empty text is refused. Keys are those of {@link UserRecord} and
 * of UserModifyRequest22; where both are listed, give one of them.
 */
export interface UserUpdates {
  readonly lastName?: string | undefined;
  readonly firstName?: string | undefined;
  /** Does not follow `lastName` by itself. */
  readonly callingLineIdLastName?: string | undefined;
  /** Does not follow `firstName` by itself. */
  readonly callingLineIdFirstName?: string | undefined;
  /** AS data mode only. */
  readonly nameDialingName?:
    | { readonly nameDialingLastName: string; readonly nameDialingFirstName: string }
    | null
    | undefined;
  readonly hiraganaLastName?: string | undefined;
  readonly hiraganaFirstName?: string | undefined;
  /** A free number of the group; null takes it from the user, it stays in the group. */
  readonly phoneNumber?: string | null | undefined;
  /** Text: zeros in front count. Unique in the group. */
  readonly extension?: string | null | undefined;
  readonly callingLineIdPhoneNumber?: string | null | undefined;
  /** Only with a new password, for a user who changes the own one. */
  readonly oldPassword?: string | undefined;
  readonly newPassword?: string | null | undefined;
  /** The same as `newPassword`. */
  readonly password?: string | null | undefined;
  /** With `groupId` a department of the group, without it one of the enterprise. */
  readonly department?:
    | {
        readonly serviceProviderId: string;
        readonly groupId?: string | null | undefined;
        readonly name: string;
      }
    | null
    | undefined;
  readonly language?: string | undefined;
  /** A key of the system's list of time zones. */
  readonly timeZone?: string | undefined;
  /** All aliases, at most three: those that are left out go. Null or an empty list removes all. */
  readonly aliases?: readonly string[] | null | undefined;
  /** The same as `aliases`. */
  readonly sipAliasList?:
    readonly string[] | { readonly sipAlias: readonly string[] } | null | undefined;
  /** Null removes the endpoint; nothing else does. Not with the next three. */
  readonly endpoint?:
    | { readonly accessDeviceEndpoint: DeviceEndpointUpdate }
    | { readonly trunkAddressing: TrunkUpdate }
    | null
    | undefined;
  /** Null is for users without a device only: see `endpoint`. */
  readonly accessDeviceEndpoint?: DeviceEndpointUpdate | null | undefined;
  /** Null is for users without a trunk only: see `endpoint`. */
  readonly trunkAddressing?: TrunkUpdate | null | undefined;
  /** Static contacts of the user's device, as in `accessDeviceEndpoint`. */
  readonly contacts?: readonly ContactUpdate[] | null | undefined;
  readonly title?: string | null | undefined;
  readonly pagerPhoneNumber?: string | null | undefined;
  readonly mobilePhoneNumber?: string | null | undefined;
  readonly emailAddress?: string | null | undefined;
  readonly yahooId?: string | null | undefined;
  readonly addressLocation?: string | null | undefined;
  /** Members that are left out stay. Null clears all six. */
  readonly address?:
    | {
        readonly addressLine1?: string | null | undefined;
        readonly addressLine2?: string | null | undefined;
        readonly city?: string | null | undefined;
        /** A key of the system's list of states. */
        readonly stateOrProvince?: string | null | undefined;
        readonly zipOrPostalCode?: string | null | undefined;
        readonly country?: string | null | undefined;
      }
    | null
    | undefined;
  readonly networkClassOfService?: string | undefined;
  readonly officeZoneName?: string | undefined;
  readonly primaryZoneName?: string | undefined;
  /** Needs Third-Party IMP. */
  readonly impId?: string | null | undefined;
  readonly impPassword?: string | null | undefined;
  /** All alternate ids, at most four: those that are left out go. Null or an empty list removes all. */
  readonly alternateUserId?: readonly AlternateIdUpdate[] | null | undefined;
  /** The same as `alternateUserId`. */
  readonly alternateUserIdList?:
    | readonly AlternateIdUpdate[]
    | { readonly alternateUserId: readonly AlternateIdUpdate[] }
    | null
    | undefined;
  /** XS data mode and system administrators only; AS data mode ignores it. */
  readonly allowVideo?: boolean | undefined;
  readonly userExternalId?: string | null | undefined;
  /** The same as `userExternalId`. */
  readonly newUserExternalId?: string | null | undefined;
  readonly userPersonId?: string | null | undefined;
  /** The same as `userPersonId`. */
  readonly newUserPersonId?: string | null | undefined;
}

/** An alternate user id as it is to be; null clears the description. */
/** Services, or service packs, to give a user and to take away, by their exact names. */
export interface ServiceUpdates {
  /** What is not available to users of the group is refused. */
  readonly assign?: readonly string[] | undefined;
  /** Its settings go with it. What the user has by a service pack only is left. */
  readonly unassign?: readonly string[] | undefined;
}

/** What is assigned to a user by its own name, in the order of the platform. */
export interface DirectServices {
  /** Without those that come in a pack. */
  readonly services: readonly string[];
  readonly servicePacks: readonly string[];
}

/** An alternate user id as it is to be; null clears the description. */
export interface AlternateIdUpdate {
  readonly alternateUserId: string;
  readonly description?: string | null | undefined;
}

/** A static SIP contact as it is to be; null clears the path header. */
export interface ContactUpdate {
  readonly sipContact: string;
  readonly pathHeader?: string | null | undefined;
}

/** What is left out stays, if the user has a device already. */
export interface DeviceEndpointUpdate {
  readonly accessDevice?: { readonly deviceLevel: string; readonly deviceName: string } | undefined;
  readonly linePort?: string | undefined;
  readonly privateIdentity?: string | null | undefined;
  /** All contacts, at most five. */
  readonly contacts?: readonly ContactUpdate[] | null | undefined;
  /** The same as `contacts`. */
  readonly contactList?:
    readonly ContactUpdate[] | { readonly contact: readonly ContactUpdate[] } | null | undefined;
  readonly portNumber?: number | undefined;
  readonly useHotline?: boolean | undefined;
  readonly hotlineContact?: string | null | undefined;
}

/** What is left out stays, if the user has a trunk already. */
export interface TrunkUpdate {
  readonly trunkGroupDeviceEndpoint?:
    | {
        readonly name?: string | undefined;
        readonly linePort?: string | undefined;
        /** All contacts, at most five. */
        readonly contacts?: readonly ContactUpdate[] | null | undefined;
        /** The same as `contacts`. */
        readonly contactList?:
          | readonly ContactUpdate[]
          | { readonly contact: readonly ContactUpdate[] }
          | null
          | undefined;
      }
    | null
    | undefined;
  readonly enterpriseTrunkName?: string | null | undefined;
  readonly alternateTrunkIdentity?: string | null | undefined;
  readonly alternateTrunkIdentityDomain?: string | null | undefined;
  readonly physicalLocation?: string | null | undefined;
}

/**
 * What became of the update.
 *
 * - `unchanged`: all of it held already; nothing was sent.
 * - `planned`: a dry run; nothing was changed.
 * - `applied`: carried out.
 * - `partly`: some of it is in effect; `steps` and `warnings` tell what is not.
 * - `conflict`: the user is not as expected; nothing was sent.
 * - `refused`: a check or the platform says no, and nothing is in effect.
 * - `failed`: not carried out, for another reason; nothing is in effect.
 * - `unknown`: sent without an answer, and reading does not tell.
 */
export type UpdateState =
  'unchanged' | 'planned' | 'applied' | 'partly' | 'conflict' | 'refused' | 'failed' | 'unknown';

/** A command as it is sent, with secrets masked. Null stands for nil. */
export interface UpdateCommand {
  readonly command: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** One write: of services, the profile, the user id or the group. */
export interface UpdateStep extends UpdateCommand {
  /** `unconfirmed`: sent, no answer, and reading does not tell. */
  readonly state:
    'planned' | 'applied' | 'partly' | 'refused' | 'failed' | 'unconfirmed' | 'not-attempted';
  /** The fields as they were, null where not set; without those that can't be read. */
  readonly before: Readonly<Record<string, unknown>>;
  /** What sets the fields back; null if nothing does. */
  readonly undo: UpdateCommand | null;
  /**
   * Fields that `undo` can't set back: secrets, and what can't be cleared; `settings`, of services that are
   * taken away.
   */
  readonly withoutUndo: readonly string[];
  /** A warning or an information that the platform gave in place of a plain success. */
  readonly notice: UpdateNotice | null;
  readonly problem: Problem | null;
}

/** A warning or an information that came in place of a plain success. */
export interface UpdateNotice {
  readonly type: string;
  readonly code: number | null;
  readonly summary: string;
  readonly summaryEnglish: string;
  readonly detail: string | null;
}

/** A check of what the platform would refuse. */
export interface UpdateCheck {
  /** Field of the updates. */
  readonly field: string;
  /** `unknown`: what it needs could not be read. */
  readonly state: 'passed' | 'failed' | 'unknown';
  /** What was found; never a secret. */
  readonly message: string;
}

/** What the platform says of a move to another group. */
export interface UpdateMove {
  readonly newGroupId: string;
  /** What prevents it. */
  readonly errors: readonly MoveMessage[];
  /** What it changes, and what can't be had back. */
  readonly impacts: readonly MoveMessage[];
}

/** What the platform says of a move to another group. */
export interface MoveMessage {
  readonly messageCode: number;
  readonly summary: string;
  readonly summaryEnglish: string;
}

/** A field whose value differs between the read before and the read after. */
export interface ChangedField {
  /** Key of {@link UserRecord}, `services` or `servicePacks`. */
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What an update did, and the user as it is now. */
export interface UpdateUserResult extends RunSummary {
  readonly state: UpdateState;
  /** The primary id now; it may differ from the one asked for. */
  readonly userId: string;
  /**
   * The user, read again after the writes; as read before where nothing was sent. Null where it could
   * not be read again: `state` still tells what became of the writes, which are not to be repeated.
   */
  readonly user: UserRecord | null;
  /**
   * The services of the user, read again after the writes. Null where the input has none, and where they
   * could not be read again.
   */
  readonly services: DirectServices | null;
  readonly changed: readonly ChangedField[];
  /** The writes, in the order in which they are sent. */
  readonly steps: readonly UpdateStep[];
  /** Fields of the updates that hold already: they are not sent. */
  readonly unchanged: readonly string[];
  /** Fields that can't be written and were given with their present value, and empty objects. */
  readonly dropped: readonly string[];
  readonly checks: readonly UpdateCheck[];
  /** Where another group was asked for and the platform could be asked; null otherwise. */
  readonly move: UpdateMove | null;
  /** Fields that are not as `expected`. */
  readonly conflicts: readonly {
    readonly field: string;
    readonly expected: unknown;
    readonly found: unknown;
  }[];
  /** Sentences for people. */
  readonly warnings: readonly string[];
}
