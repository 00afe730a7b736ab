import type { ChoiceDef, ElementDef, ParticleDef } from '../model/types.js';
import { particleText } from './describe.js';
import { isChoice, isField, matchFields, matchGroups, namesIn } from './match.js';
import { outOfOrder } from './order.js';
import type { Place } from './types.js';

type Sequence = readonly ParticleDef[];

/** Fields and choices before and after fields moved between them. */
export interface Rearrangement {
  readonly older: Sequence;
  readonly newer: Sequence;
}

export interface Move {
  readonly particle: ParticleDef;
  /** `first`, or `after x` */
  readonly before: string;
  readonly after: string;
}

/** Which particles of two sequences belong together, without looking into them. */
export class Level {
  readonly #older: Sequence;
  readonly #newer: Sequence;
  /** Where each older particle that still exists stands now. */
  readonly #now = new Map<ParticleDef, ParticleDef>();
  /** Newer particles that are new. */
  readonly #added: ReadonlySet<ParticleDef>;

  /** Older fields and choices by the newer ones of the same kind. */
  readonly fields = new Map<ParticleDef, ElementDef>();
  readonly choices = new Map<ParticleDef, ChoiceDef>();
  /** Older fields by the newer choice that they are branches of. */
  readonly introduced = new Map<ParticleDef, readonly ElementDef[]>();
  /** Newer fields by the older choice that they were branches of. */
  readonly dissolved = new Map<ChoiceDef, readonly ElementDef[]>();
  /** By newer choice. */
  readonly rearranged = new Map<ParticleDef, Rearrangement>();

  constructor(older: Sequence, newer: Sequence) {
    this.#older = older;
    this.#newer = newer;
    const fields = matchFields(older.filter(isField), newer.filter(isField));
    const choices = matchGroups(older.filter(isChoice), newer.filter(isChoice), (choice) =>
      namesIn([choice]),
    );
    for (const [left, right] of fields.pairs) this.#link(left, right, this.fields);
    for (const [left, right] of choices.pairs) this.#link(left, right, this.choices);

    const gone = new Set(fields.removed);
    const added = new Set<ParticleDef>([...fields.added, ...choices.added]);
    for (const choice of choices.added) {
      const own = takeInside(gone, choice);
      if (own.length === 0) continue;
      this.introduced.set(choice, own);
      added.delete(choice);
      for (const field of own) this.#now.set(field, choice);
    }
    const fresh = new Set(fields.added);
    for (const choice of choices.removed) {
      const own = takeInside(fresh, choice);
      const [first] = own;
      if (first === undefined) continue;
      this.dissolved.set(choice, own);
      for (const field of own) added.delete(field);
      this.#now.set(choice, first);
    }
    for (const [left, right] of choices.pairs) {
      const into = takeInside(gone, right);
      const outOf = takeInside(fresh, left);
      if (into.length + outOf.length === 0) continue;
      this.rearranged.set(right, { older: [...into, left], newer: [right, ...outOf] });
      for (const field of into) this.#now.set(field, right);
      for (const field of outOf) added.delete(field);
    }
    this.#added = added;
  }

  #link<T extends ParticleDef>(older: T, newer: T, map: Map<ParticleDef, T>): void {
    map.set(newer, older);
    this.#now.set(older, newer);
  }

  isRemoved(older: ParticleDef): boolean {
    return !this.#now.has(older);
  }

  isAdded(newer: ParticleDef): boolean {
    return this.#added.has(newer);
  }

  placeOf(newer: ParticleDef): Place {
    const index = this.#newer.indexOf(newer);
    const isKnown = (particle: ParticleDef): boolean => !this.#added.has(particle);
    const previous = this.#newer[index - 1];
    const at = !this.#newer.slice(index).some(isKnown)
      ? 'end'
      : this.#newer.slice(0, index).some(isKnown)
        ? 'middle'
        : 'start';
    return previous === undefined ? { at } : { at, follows: particleText(previous) };
  }

  /** What is no longer in the order it was in, as few particles as explain it. */
  moved(): readonly Move[] {
    const kept = this.#older.flatMap((particle) => {
      const now = this.#now.get(particle);
      return now === undefined ? [] : [{ particle, now }];
    });
    const moved = outOfOrder(kept.map(({ now }) => this.#newer.indexOf(now)));
    return kept
      .filter((_, i) => moved.has(i))
      .map(({ particle, now }) => ({
        particle,
        before: placeText(this.#older, particle),
        after: placeText(this.#newer, now),
      }));
  }
}

/** Takes the fields out of a set that a choice has by the same name. */
function takeInside(fields: Set<ElementDef>, choice: ChoiceDef): readonly ElementDef[] {
  const names = namesIn([choice]);
  const inside = [...fields].filter(({ name }) => names.has(name));
  for (const field of inside) fields.delete(field);
  return inside;
}

function placeText(sequence: Sequence, particle: ParticleDef): string {
  const previous = sequence[sequence.indexOf(particle) - 1];
  return previous === undefined ? 'first' : `after ${particleText(previous)}`;
}
