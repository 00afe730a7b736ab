import type { RunSummary } from '../run/run.js';
import type { Section } from '../run/section.js';

/** Sections of the groups that can be asked for by name; their limits are always read. */
export const trunkCapacitySections = ['trunkGroups', 'enterpriseTrunks'] as const;
/** A part of the report that may be asked for. */
export type TrunkCapacitySection = (typeof trunkCapacitySections)[number];

/** Calls at a time, or no limit. */
export type CallLimit = number | 'unlimited';

/** Limits of a service provider: ServiceProviderTrunkGroupGetRequest23. */
export interface ServiceProviderTrunking {
  readonly maxActiveCalls: CallLimit;
  /** Calls that may come on top while bursting. */
  readonly burstingMaxActiveCalls: CallLimit;
  /** Bursting licences (BTLU). */
  readonly numberOfBurstingBTLUs: CallLimit;
}

/** Limits of a group: GroupTrunkGroupGetRequest23. */
export interface GroupTrunking {
  readonly maxActiveCalls: CallLimit;
  /** The most that `maxActiveCalls` could be. */
  readonly maxAvailableActiveCalls: CallLimit;
  readonly burstingMaxActiveCalls: CallLimit;
  /** The most that `burstingMaxActiveCalls` could be. */
  readonly burstingMaxAvailableActiveCalls: CallLimit;
  readonly numberOfBurstingBTLUs?: CallLimit | undefined;
  /** The most that `numberOfBurstingBTLUs` could be. */
  readonly maxAvailableNumberOfBurstingBTLUs?: CallLimit | undefined;
}

/** Limits of a trunk group, and its calls. */
export interface TrunkGroupLimits {
  readonly maxActiveCalls: number;
  readonly maxIncomingCalls?: number | undefined;
  readonly maxOutgoingCalls?: number | undefined;
  readonly enableBursting: boolean;
  /** Undefined: bursting, if enabled, has no limit of its own. */
  readonly burstingMaxActiveCalls?: number | undefined;
  /** Calls at the moment of the read. */
  readonly totalActiveIncomingCalls: number;
  readonly totalActiveOutgoingCalls: number;
}

/** One trunk group and the calls it may have at a time. */
export interface TrunkGroupCapacity {
  readonly name: string;
  /** Full path. */
  readonly department?: string | undefined;
  readonly deviceLevel?: string | undefined;
  readonly deviceName?: string | undefined;
  /** From GroupTrunkGroupGetInstanceRequest23. */
  readonly limits: Section<TrunkGroupLimits>;
}

/** Spreads calls over trunk groups; it has no capacity of its own. */
export interface EnterpriseTrunkEntry {
  readonly name: string;
  /** How the trunk group of a call is found, as the list shows it. */
  readonly routingType?: string | undefined;
}

/**
 * Sums of limits. With an unlimited member a sum is `unlimited`. Undefined where a member could not be
 * read, and for a group without the service.
 */
export interface CapacitySum {
  readonly maxActiveCalls?: CallLimit | undefined;
  readonly burstingMaxActiveCalls?: CallLimit | undefined;
}

/**
 * Limit of the whole less the sum of its parts; below 0 where more is handed out than there is. Undefined
 * where one of the two is unlimited or unknown.
 */
export interface CapacityDifference {
  readonly maxActiveCalls?: number | undefined;
  readonly burstingMaxActiveCalls?: number | undefined;
}

/** Trunking of a group; `not-assigned` throughout where it has no Trunk Group service. */
export interface TrunkingGroup {
  readonly groupId: string;
  readonly groupName?: string | undefined;
  readonly limits: Section<GroupTrunking>;
  /** Undefined where they were not asked for; then there is no `sum` either. */
  readonly trunkGroups?: Section<readonly TrunkGroupCapacity[]> | undefined;
  /**
   * Of groups of a plain service provider; those of an enterprise belong to the enterprise. Undefined, too,
   * where they were not asked for.
   */
  readonly enterpriseTrunks?: Section<readonly EnterpriseTrunkEntry[]> | undefined;
  /** Of the trunk groups. One without bursting adds nothing to the bursting calls. */
  readonly sum: CapacitySum;
  /** `limits` less `sum`. */
  readonly difference: CapacityDifference;
}

/** How many calls trunk groups may have, from the service provider down to each trunk group. */
export interface TrunkCapacity extends RunSummary {
  readonly serviceProviderId: string;
  /** It is an enterprise; from ServiceProviderGetRequest22V4. */
  readonly isEnterprise: Section<boolean>;
  readonly limits: Section<ServiceProviderTrunking>;
  /** Of an enterprise; undefined for a plain service provider, and where they were not asked for. */
  readonly enterpriseTrunks?: Section<readonly EnterpriseTrunkEntry[]> | undefined;
  readonly groups: readonly TrunkingGroup[];
  /** Of the limits of the groups that have the service. */
  readonly sum: CapacitySum;
  /** `limits` less `sum`. */
  readonly difference: CapacityDifference;
}
