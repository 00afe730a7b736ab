import type { GroupGetResponse22V5 } from '@ocipkit/commands/group';
import type { GroupTrunkGroupGetResponse23 } from '@ocipkit/commands/trunk-group-capacity';
import type { Plain } from '../run/plain.js';
import type { RunSummary } from '../run/run.js';
import type { Section } from '../run/section.js';

/**
 * A quantity in a table, whose cells have no format that the schema promises: a whole number, a word for
 * unlimited, or the text as it is.
 */
export type Amount = number | string;

/** A row as the platform sent it, columns that nobody knows included. */
export type RawRow = Readonly<Record<string, string>>;

/** What all kinds of licences have. */
interface LicenceBase {
  readonly name: string;
  /** The group may use it. */
  readonly authorized?: boolean | undefined;
  /** It is in use: of a group service that the group has it, otherwise that any user has it. */
  readonly assigned?: boolean | undefined;
  /** There is an upper limit. */
  readonly limited?: boolean | undefined;
  /** How many the service provider lets the group have: number, `unlimited`, or text. */
  readonly allowed?: Amount | undefined;
  /** How many are in use: number, `unlimited`, or text. */
  readonly usage?: Amount | undefined;
  /**
   * Quantity or allocation minus usage, below zero where more is used than given; `unlimited`; undefined
   * unless both are known.
   */
  readonly free?: number | 'unlimited' | undefined;
  /** More is used than the quantity or allocation; false where that is not known. */
  readonly overLimit: boolean;
  readonly raw: RawRow;
}

/** A row of `servicePacksAuthorizationTable` in `GroupServiceGetAuthorizationListResponse`. */
export interface ServicePackLicence extends LicenceBase {
  /** How many the group was given: number, `unlimited`, or text. */
  readonly allocated?: Amount | undefined;
  readonly description?: string | undefined;
}

/** A row of `groupServicesAuthorizationTable`. */
export interface GroupServiceLicence extends LicenceBase {
  /** How many the group was given: number, `unlimited`, or text. */
  readonly quantity?: Amount | undefined;
  /** The platform has a licence; text where the cell is neither yes nor no. */
  readonly licensed?: boolean | string | undefined;
  /** Instances that exist, such as hunt groups. */
  readonly instanceCount?: Amount | undefined;
}

/** A row of `userServicesAuthorizationTable`. */
export interface UserServiceLicence extends LicenceBase {
  /** How many the group was given: number, `unlimited`, or text. */
  readonly quantity?: Amount | undefined;
  /** The platform has a licence; text where the cell is neither yes nor no. */
  readonly licensed?: boolean | string | undefined;
  /** It can be given to users. */
  readonly userAssignable?: boolean | undefined;
  /** It can be given to service instances. */
  readonly groupServiceAssignable?: boolean | undefined;
}

/** All licences, those without any usage included, in the platform's order. */
export interface GroupLicences {
  readonly servicePacks: readonly ServicePackLicence[];
  readonly groupServices: readonly GroupServiceLicence[];
  readonly userServices: readonly UserServiceLicence[];
}

/** Numbers of one row of `dnTable`, first and last included. */
export interface NumberRow {
  /** As the platform writes it, zeros included. */
  readonly first: string;
  /** The same as `first` for a single number. */
  readonly last: string;
  readonly count: number;
  /** Department of the number, which may be another than its holder's. */
  readonly department?: string | undefined;
  /** `Enterprise` or `Group`; only where the numbers were read in pages. The next three likewise. */
  readonly departmentType?: string | undefined;
  readonly parentDepartment?: string | undefined;
  readonly parentDepartmentType?: string | undefined;
  /** What the platform says of its being free. */
  readonly available?: boolean | undefined;
  /** The network knows the number; undefined where the platform does not tell. */
  readonly activated?: boolean | undefined;
  readonly userId?: string | undefined;
  /** Of a service instance: its name. */
  readonly lastName?: string | undefined;
  /** Of a service instance: its kind. */
  readonly firstName?: string | undefined;
  readonly extension?: string | undefined;
  readonly emailAddress?: string | undefined;
  /** `Normal` for a user, otherwise the kind of service instance. */
  readonly userType?: string | undefined;
  readonly countryCode?: string | undefined;
  readonly nationalPrefix?: string | undefined;
  /** Who has the number. `unassigned` is not the same as free: see the guide. */
  readonly holder: 'user' | 'service' | 'unassigned';
  /** Name of the service instance that has it. */
  readonly serviceName?: string | undefined;
  readonly raw: RawRow;
}

/** Numbers that more than one row has, such as the calling line id of the group. */
export interface DuplicateNumbers {
  readonly first: string;
  /** The same as `first` for a single number. */
  readonly last: string;
  readonly count: number;
  /** Their places in `rows`, from 0. */
  readonly rows: readonly number[];
}

/** The phone numbers of the group. Those of the IMRN pool are in no list. */
export interface GroupNumbers {
  /** One per row of the table, in the platform's order; rows without a number are not among them. */
  readonly rows: readonly NumberRow[];
  /** Distinct numbers, ranges counted in full. */
  readonly total: number;
  /** Of these, those that a user or a service instance has. */
  readonly assigned: number;
  /** Those that nobody has. */
  readonly unassigned: number;
  /** Those of which the platform says that they are not activated. */
  readonly inactive: number;
  readonly duplicates: readonly DuplicateNumbers[];
  /** Cells that are neither a number nor a range. They are counted nowhere. */
  readonly unparsed: readonly { readonly text: string; readonly row: RawRow }[];
  /** The command that they were read with: the list, or its pages. */
  readonly source:
    'GroupDnGetAssignmentListRequest18' | 'GroupDnGetAssignmentPagedSortedListRequest';
}

/** A user who has a service or a service pack: a row of `userListTable`. */
export interface AssignedUser {
  readonly userId: string;
  readonly lastName?: string | undefined;
  readonly firstName?: string | undefined;
  readonly department?: string | undefined;
  readonly phoneNumber?: string | undefined;
  readonly extension?: string | undefined;
  readonly emailAddress?: string | undefined;
}

/** Who has a service or a service pack that is in use. */
export interface ServiceUsers {
  readonly kind: 'servicePack' | 'userService';
  readonly name: string;
  readonly users: readonly AssignedUser[];
}

/** Sections of an audit that can be asked for by name. */
export const groupAuditSections = ['licences', 'numbers', 'trunking', 'assignedUsers'] as const;
/** A part of the audit that may be asked for. */
export type GroupAuditSection = (typeof groupAuditSections)[number];

/** Those that are read unless others are asked for. */
export const defaultGroupAuditSections: readonly GroupAuditSection[] = ['licences', 'numbers'];

/** What a group may use and what it uses. What was not asked for is undefined. */
export interface GroupAudit extends RunSummary {
  readonly serviceProviderId: string;
  readonly groupId: string;
  /** The profile as the platform sent it: `GroupGetResponse22V5`. */
  readonly group: Plain<GroupGetResponse22V5>;
  readonly licences?: Section<GroupLicences> | undefined;
  readonly numbers?: Section<GroupNumbers> | undefined;
  /** Active calls that the trunk groups of the group may have. */
  readonly trunking?: Section<Plain<GroupTrunkGroupGetResponse23>> | undefined;
  /** Users by service pack and service, those that are in use only. */
  readonly assignedUsers?: Section<readonly ServiceUsers[]> | undefined;
}
