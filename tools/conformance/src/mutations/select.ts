import type { Random } from '../values/random.js';
import type { Mutation, MutationKind } from './kinds.js';

/** Picks up to `count` mutations, of as many kinds as there are, each at a place of its own. */
export function selectMutations(
  mutations: readonly Mutation[],
  count: number,
  random: Random,
): Mutation[] {
  const byKind = new Map<MutationKind, Mutation[]>();
  for (const mutation of random.shuffled(mutations)) {
    const same = byKind.get(mutation.kind);
    if (same === undefined) byKind.set(mutation.kind, [mutation]);
    else same.push(mutation);
  }
  const queues = random.shuffled([...byKind.values()]);
  const selected: Mutation[] = [];
  for (let round = 0; selected.length < Math.min(count, mutations.length); round++) {
    for (const queue of queues) {
      const next = queue[round];
      if (next !== undefined && selected.length < count) selected.push(next);
    }
  }
  return selected;
}
