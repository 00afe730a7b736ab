import type { ComplexType } from '@ocipkit/core';
import type { Fill } from '../values/scalar.js';
import { alternativesOf, hasNillable } from './particles.js';

/** How to fill in a type. */
export interface InstancePlan {
  /** Name of the case, for reports and as part of the seed. */
  readonly name: string;
  readonly fill: Fill;
  /** Probability that an optional field is there. */
  readonly optional: number;
  /** Probability that a nillable field is nil. */
  readonly nil: number;
  /** Which branch of each choice, and which type of each abstract field, counted around; any by default. */
  readonly alternative?: number;
  /** Most entries of a list whose minimum allows it. */
  readonly entries: number;
}

const LIST_ENTRIES = 3;

/**
 * The valid instances to make of a type: the smallest and the fullest once for each alternative, one
 * with all nillable fields cleared, and `instances` random ones.
 */
export function plansFor(type: ComplexType, instances: number): InstancePlan[] {
  const plans: InstancePlan[] = [];
  const alternatives = alternativesOf(type);
  for (let alternative = 0; alternative < alternatives; alternative++) {
    const suffix = alternatives === 1 ? '' : `-${String(alternative + 1)}`;
    plans.push(
      { name: `minimal${suffix}`, fill: 'minimal', optional: 0, nil: 0, alternative, entries: 1 },
      {
        name: `full${suffix}`,
        fill: 'full',
        optional: 1,
        nil: 0,
        alternative,
        entries: LIST_ENTRIES,
      },
    );
  }
  if (hasNillable(type)) {
    plans.push({ name: 'cleared', fill: 'full', optional: 1, nil: 1, entries: 1 });
  }
  for (let i = 0; i < instances; i++) {
    const optional = [0.5, 0.8, 0.25][i % 3] ?? 0.5;
    plans.push({
      name: `random-${String(i + 1)}`,
      fill: 'random',
      optional,
      nil: 0.2,
      entries: LIST_ENTRIES,
    });
  }
  return plans;
}

/** The instance that mutations start from: every field, no list without entries, nothing nil. */
export const mutationPlan: InstancePlan = {
  name: 'mutated',
  fill: 'random',
  optional: 1,
  nil: 0,
  entries: 2,
};
