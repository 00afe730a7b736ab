import type { IncomingCallingPlanPermissions } from '@ocipkit/commands/group-calling-plan';
import { notFound } from '../engine/refusal.js';
import { sameId } from './id-map.js';
import type { Group } from './model.js';

/*
 * Calling plans of users: what they may call and be called by. A user's own rules are in the settings of
 * the user, under the name of the service: `useCustomSettings` and `userPermissions`.
 */

export const incomingCallingPlan = 'Incoming Calling Plan';
/** Also the topic of a user's rules for calls made; other rules have longer names. */
export const outgoingCallingPlan = 'Outgoing Calling Plan';

/** The kinds of calls that an outgoing calling plan tells apart. */
export const callTypes = [
  'group',
  'local',
  'tollFree',
  'toll',
  'international',
  'operatorAssisted',
  'chargeableDirectoryAssisted',
  'specialServicesI',
  'specialServicesII',
  'premiumServicesI',
  'premiumServicesII',
  'casual',
  'urlDialing',
  'unknown',
] as const;

/** The same permission for calls of every kind. */
export function forAllCallTypes<P>(permission: P): Record<(typeof callTypes)[number], P> {
  return Object.fromEntries(callTypes.map((type) => [type, permission])) as Record<
    (typeof callTypes)[number],
    P
  >;
}

/** Which calls members may receive where nothing was set. */
export const defaultIncoming: IncomingCallingPlanPermissions = {
  allowFromWithinGroup: true,
  allowFromOutsideGroup: 'Allow',
  allowCollectCalls: true,
};

/** A rule by digit pattern; the value is in a field that differs by kind of plan. */
export interface PatternRule {
  readonly digitPatternName: string;
}

/**
 * Puts rules for digit patterns into those that are there; patterns that are not named keep theirs.
 *
 * @throws Refusal if the group has no such pattern
 */
export function mergePatternRules<R extends PatternRule>(
  group: Group,
  present: readonly R[],
  given: readonly R[],
): readonly R[] {
  for (const { digitPatternName: name } of given) {
    if (!group.digitPatterns.some((pattern) => sameId(pattern.name, name))) {
      throw notFound('Digit pattern', name);
    }
  }
  const isGiven = (rule: R): boolean =>
    given.some((other) => sameId(other.digitPatternName, rule.digitPatternName));
  return [...present.filter((rule) => !isGiven(rule)), ...given];
}

/** One rule per digit pattern of the group; undefined if it has none. */
export function patternRules<R extends PatternRule>(
  group: Group,
  present: readonly R[],
  fallback: (digitPatternName: string) => R,
): readonly R[] | undefined {
  if (group.digitPatterns.length === 0) return undefined;
  return group.digitPatterns.map(
    ({ name }) => present.find((rule) => sameId(rule.digitPatternName, name)) ?? fallback(name),
  );
}
