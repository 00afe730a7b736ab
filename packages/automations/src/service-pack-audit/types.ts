import type { RunSummary } from '../run/run.js';
import type { Section } from '../run/section.js';

/** Sections that can be asked for by name; the packs of the groups are always read. */
export const servicePackSections = ['users', 'content', 'utilization'] as const;
/** A part of the audit that may be asked for. */
export type ServicePackSection = (typeof servicePackSections)[number];

/** A number, `unlimited`, or the cell as it is where it is neither. */
export type PackQuantity = number | string;

/** A user who has a service pack. */
export interface PackUser {
  readonly userId: string;
  readonly lastName?: string | undefined;
  readonly firstName?: string | undefined;
  readonly department?: string | undefined;
  readonly phoneNumber?: string | undefined;
  readonly extension?: string | undefined;
  readonly emailAddress?: string | undefined;
}

/** What a group may have of a service pack, and has: a row of `servicePacksAuthorizationTable`. */
export interface GroupServicePack {
  readonly name: string;
  /** The group may use it. */
  readonly authorized?: boolean | undefined;
  /** Somebody has it. */
  readonly assigned?: boolean | undefined;
  /** Column "Limited", as the platform writes it. */
  readonly limited?: string | undefined;
  /** How many the group may give to users. */
  readonly allocated?: PackQuantity | undefined;
  /** The most that it could be allocated. */
  readonly allowed?: PackQuantity | undefined;
  /** How many users have it. */
  readonly usage?: PackQuantity | undefined;
  readonly description?: string | undefined;
  /**
   * Allocated less used, not below 0; `unlimited` if the allocation is. Undefined unless both are known.
   */
  readonly free?: number | 'unlimited' | undefined;
  /** More users have it than are allocated. Undefined unless both are known. */
  readonly overLimit?: boolean | undefined;
  /**
   * From GroupGetUserServiceAssignedUserListRequest. Nothing is sent where the usage is 0: the list is
   * empty then. Undefined where users were not asked for.
   */
  readonly users?: Section<readonly PackUser[]> | undefined;
  /** The row with all its columns, by their names in code. */
  readonly raw: Readonly<Record<string, string>>;
}

/** A group with its service packs. */
export interface PackGroup {
  readonly groupId: string;
  readonly groupName?: string | undefined;
  /** Every pack of the list, those without any use included. */
  readonly packs: Section<readonly GroupServicePack[]>;
}

/** A user service in a pack, with what the service provider has of it. */
export interface PackService {
  readonly name: string;
  readonly authorized?: PackQuantity | undefined;
  readonly allocated?: PackQuantity | undefined;
  readonly available?: PackQuantity | undefined;
}

/** A service pack as the service provider made it. */
export interface PackContent {
  readonly description?: string | undefined;
  /** Groups can be authorized for it. */
  readonly isAvailableForUse: boolean;
  readonly quantity: number | 'unlimited';
  readonly assigned: number | 'unlimited';
  readonly allowed: number | 'unlimited';
  readonly services: readonly PackService[];
}

/** What one group uses of a pack, as the service provider counts it. */
export interface PackUtilization {
  readonly groupId: string;
  /** How many packs the group has. */
  readonly total?: PackQuantity | undefined;
  /** How many of them users have. */
  readonly assigned?: PackQuantity | undefined;
}

/** A service pack of the service provider. */
export interface AuditedPack {
  readonly name: string;
  /** From ServiceProviderServicePackGetDetailListRequest. Undefined where it was not asked for. */
  readonly content?: Section<PackContent> | undefined;
  /**
   * Use in all groups of the service provider, whichever were asked for; undefined where the list does
   * not name the pack, or could not be read (see `ServicePackAudit.utilization`).
   */
  readonly utilization?: readonly PackUtilization[] | undefined;
}

/** Service packs: what is in them, who has them, and how many are left. */
export interface ServicePackAudit extends RunSummary {
  readonly serviceProviderId: string;
  /** Undefined where all groups were asked for. */
  readonly groupId?: string | undefined;
  readonly groups: readonly PackGroup[];
  /** Every pack that a group or the list of utilization names, by name. */
  readonly packs: readonly AuditedPack[];
  /**
   * Whether ServiceProviderServicePackGetUtilizationListRequest could be read; its value is in `packs`.
   * Undefined where it was not asked for.
   */
  readonly utilization?: Section<{ readonly packs: number }> | undefined;
}
