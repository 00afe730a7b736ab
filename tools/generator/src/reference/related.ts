import type { Plan } from '../plan/plan.js';
import { readCommandName, type CommandName } from './command-names.js';
import { familyOf, kindOf, pageTypes, type Families } from './families.js';
import type { Related, Verb } from './types.js';

const order: readonly Verb[] = ['add', 'get', 'list', 'modify', 'delete', 'other'];

/** Finds the requests that have to do with the same object. */
export class RelatedRequests {
  readonly #families = new Map<string, readonly (Related & { readonly family: string })[]>();

  constructor(plan: Plan, families: Families) {
    for (const type of pageTypes(plan)) {
      // One of each family stands for all, and one that is out of date helps nobody.
      if (kindOf(type, plan.release) !== 'request' || families.statusOf(type) !== 'current')
        continue;
      const { name } = type;
      const read = readCommandName(name);
      const entry = { name, verb: read.verb, family: familyOf(name, 'request') };
      this.#families.set(objectOf(read), [...(this.#families.get(objectOf(read)) ?? []), entry]);
    }
  }

  /** Those of other families, in the order in which an object lives. */
  of(request: string): readonly Related[] {
    const family = familyOf(request, 'request');
    return (this.#families.get(objectOf(readCommandName(request))) ?? [])
      .filter((other) => other.family !== family)
      .map(({ name, verb }) => ({ name, verb }))
      .sort((a, b) => order.indexOf(a.verb) - order.indexOf(b.verb) || (a.name < b.name ? -1 : 1));
  }
}

function objectOf({ level, subject, part }: CommandName): string {
  return `${level}/${subject}/${part}`;
}
