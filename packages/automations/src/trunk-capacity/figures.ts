import type { UnboundedNonNegativeInt } from '@ocipkit/commands/common';
import { compact } from '../run/cells.js';
import { valueOf, type Section } from '../run/section.js';
import type {
  CallLimit,
  CapacityDifference,
  CapacitySum,
  TrunkGroupCapacity,
  TrunkGroupLimits,
  TrunkingGroup,
} from './types.js';

/*
 * Sums and differences of limits. What is unknown stays unknown: a part that could not be read never
 * counts as 0.
 */

/** A limit as the platform writes it: plain, or with a word for no limit. */
export function limitOf(limit: UnboundedNonNegativeInt | number): CallLimit {
  return typeof limit === 'number' ? limit : (limit.quantity ?? 'unlimited');
}

/** What the trunk groups of a group may have together. */
export function sumOfTrunkGroups(
  section: Section<readonly TrunkGroupCapacity[]> | undefined,
): CapacitySum {
  const limits = valueOf(section)?.map((trunk) => valueOf(trunk.limits));
  return compact({
    maxActiveCalls: sum(limits?.map((l) => l?.maxActiveCalls)),
    burstingMaxActiveCalls: sum(limits?.map((l) => (l === undefined ? l : burstingOf(l)))),
  });
}

/** What the groups may have together; those without the service have nothing. */
export function sumOfGroups(groups: readonly TrunkingGroup[]): CapacitySum {
  const limits = groups
    .filter((group) => group.limits.status !== 'not-assigned')
    .map((group) => valueOf(group.limits));
  return compact({
    maxActiveCalls: sum(limits.map((l) => l?.maxActiveCalls)),
    burstingMaxActiveCalls: sum(limits.map((l) => l?.burstingMaxActiveCalls)),
  });
}

export function differenceOf(
  limits: CapacitySum | undefined,
  sums: CapacitySum,
): CapacityDifference {
  return compact({
    maxActiveCalls: difference(limits?.maxActiveCalls, sums.maxActiveCalls),
    burstingMaxActiveCalls: difference(limits?.burstingMaxActiveCalls, sums.burstingMaxActiveCalls),
  });
}

function burstingOf({ enableBursting, burstingMaxActiveCalls }: TrunkGroupLimits): CallLimit {
  return enableBursting ? (burstingMaxActiveCalls ?? 'unlimited') : 0;
}

function sum(limits: readonly (CallLimit | undefined)[] | undefined): CallLimit | undefined {
  return limits?.reduce<CallLimit | undefined>((total, limit) => {
    if (total === undefined || limit === undefined) return undefined;
    return total === 'unlimited' || limit === 'unlimited' ? 'unlimited' : total + limit;
  }, 0);
}

function difference(
  whole: CallLimit | undefined,
  parts: CallLimit | undefined,
): number | undefined {
  return typeof whole === 'number' && typeof parts === 'number' ? whole - parts : undefined;
}
