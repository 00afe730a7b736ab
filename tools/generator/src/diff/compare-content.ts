import { elementsOf } from '../model/particles.js';
import type { ChoiceDef, ElementDef, ParticleDef } from '../model/types.js';
import {
  addedBranchEffect,
  addedChoiceEffect,
  addedEffect,
  choiceOccurrenceEffect,
  introducedEffect,
} from './choice-effects.js';
import { choiceText, fieldText, occurrence, particleText, sequenceText } from './describe.js';
import {
  backwards,
  EVERY_EFFECT,
  REFUSED_BY_NEWER,
  REFUSED_BY_OLDER,
  type Effect,
  type Finding,
} from './effect.js';
import { Level, type Move, type Rearrangement } from './level.js';
import { isChoice, isField, matchFields, matchGroups, namesIn, splitByBranch } from './match.js';
import type { Change, ChangeCode, Place } from './types.js';

type Sequence = readonly ParticleDef[];

/** Compares a field that both releases have. */
export type CompareField = (
  older: ElementDef,
  newer: ElementDef,
  path: string,
) => readonly Finding[];

/**
 * Compares the content of two types. Fields are the same if they have the same name, choices and
 * branches if they share the most fields.
 *
 * @param path of the element whose type is compared; empty for a type of its own
 */
export function compareContent(
  older: Sequence,
  newer: Sequence,
  path: string,
  compareField: CompareField,
): readonly Finding[] {
  const comparison = new ContentComparison(path, compareField);
  return [...comparison.sequence(older, newer), ...comparison.strays(older, newer)];
}

class ContentComparison {
  readonly #path: string;
  readonly #compareField: CompareField;
  readonly #compared = new Set<string>();

  constructor(path: string, compareField: CompareField) {
    this.#path = path;
    this.#compareField = compareField;
  }

  sequence(older: Sequence, newer: Sequence): readonly Finding[] {
    const level = new Level(older, newer);
    const removed = older.filter((particle) => level.isRemoved(particle));
    return [
      ...removed.map((particle) => this.#removed(particle)),
      ...[...level.dissolved].flatMap(([choice, fields]) => this.#dissolved(choice, fields)),
      ...newer.flatMap((particle) => this.#particle(particle, level)),
      ...level.moved().map((move) => this.#moved(move)),
    ];
  }

  /** Fields that went from one choice to another, which no pair of choices shows. */
  strays(older: Sequence, newer: Sequence): readonly Finding[] {
    const { pairs } = matchFields(elementsOf(older), elementsOf(newer));
    return pairs
      .filter(([field]) => !this.#compared.has(field.name))
      .flatMap(([left, right]) => {
        const texts = { before: whereText(older, left), after: whereText(newer, right) };
        const moved = this.#finding('field-moved', texts, EVERY_EFFECT, right);
        return [moved, ...this.#field(left, right)];
      });
  }

  #particle(particle: ParticleDef, level: Level): readonly Finding[] {
    if (level.isAdded(particle)) return [this.#added(particle, level.placeOf(particle))];
    const rearranged = level.rearranged.get(particle);
    if (rearranged !== undefined) return this.#rearranged(rearranged);
    if (isChoice(particle)) {
      const fields = level.introduced.get(particle);
      if (fields !== undefined) return this.#introduced(fields, particle);
      const before = level.choices.get(particle);
      return before === undefined ? [] : this.#choice(before, particle);
    }
    const before = level.fields.get(particle);
    return before === undefined ? [] : this.#field(before, particle);
  }

  #field(older: ElementDef, newer: ElementDef): readonly Finding[] {
    this.#compared.add(newer.name);
    return this.#compareField(older, newer, this.#pathOf(newer));
  }

  #choice(older: ChoiceDef, newer: ChoiceDef): readonly Finding[] {
    const [before, after] = [choiceText(older), choiceText(newer)];
    const findings: Finding[] = [];
    if (older.min !== newer.min || older.max !== newer.max) {
      const texts = {
        before: `${before} ${occurrence(older)}`,
        after: `${after} ${occurrence(newer)}`,
      };
      const effect = choiceOccurrenceEffect(older, newer);
      findings.push(this.#finding('choice-occurrence-changed', texts, effect));
    }
    const { pairs, removed, added } = matchGroups(older.branches, newer.branches, namesIn);
    for (const branch of removed) {
      const texts = { before: sequenceText(branch), after };
      findings.push(this.#finding('branch-removed', texts, backwards(addedBranchEffect(newer))));
    }
    for (const branch of added) {
      const texts = { before, after: sequenceText(branch) };
      findings.push(this.#finding('branch-added', texts, addedBranchEffect(older)));
    }
    return [...findings, ...pairs.flatMap(([left, right]) => this.sequence(left, right))];
  }

  #introduced(fields: readonly ElementDef[], choice: ChoiceDef): readonly Finding[] {
    const texts = { before: sequenceText(fields), after: choiceText(choice) };
    return [
      this.#finding('choice-introduced', texts, introducedEffect(fields, choice)),
      ...splitByBranch(fields, choice).flatMap(([own, branch]) => this.sequence(own, branch)),
    ];
  }

  #dissolved(choice: ChoiceDef, fields: readonly ElementDef[]): readonly Finding[] {
    const texts = { before: choiceText(choice), after: sequenceText(fields) };
    return [
      this.#finding('choice-dissolved', texts, backwards(introducedEffect(fields, choice))),
      ...splitByBranch(fields, choice).flatMap(([own, branch]) => this.sequence(branch, own)),
    ];
  }

  /** Which combinations of fields are still allowed is beyond a rule, so it counts as anything. */
  #rearranged({ older, newer }: Rearrangement): readonly Finding[] {
    const texts = { before: sequenceText(older), after: sequenceText(newer) };
    const { pairs } = matchFields(elementsOf(older), elementsOf(newer));
    return [
      this.#finding('choice-rearranged', texts, EVERY_EFFECT),
      ...pairs.flatMap(([left, right]) => this.#field(left, right)),
    ];
  }

  #added(particle: ParticleDef, place: Place): Finding {
    if (isChoice(particle)) {
      const change = { after: choiceText(particle), place };
      return this.#finding('choice-added', change, addedChoiceEffect(particle));
    }
    const change = { after: fieldText(particle), required: particle.min > 0, place };
    return this.#finding('field-added', change, addedEffect(particle), particle);
  }

  #removed(particle: ParticleDef): Finding {
    if (isChoice(particle)) {
      const effect = backwards(addedChoiceEffect(particle));
      return this.#finding('choice-removed', { before: choiceText(particle) }, effect);
    }
    const change = { before: fieldText(particle), required: particle.min > 0 };
    return this.#finding('field-removed', change, backwards(addedEffect(particle)), particle);
  }

  #moved({ particle, before, after }: Move): Finding {
    // A server insists on the order, a reader doesn't.
    const effect = REFUSED_BY_NEWER | REFUSED_BY_OLDER;
    if (isField(particle)) return this.#finding('field-moved', { before, after }, effect, particle);
    const text = choiceText(particle);
    const texts = { before: `${text} ${before}`, after: `${text} ${after}` };
    return this.#finding('choice-moved', texts, effect);
  }

  #finding(
    code: ChangeCode,
    change: Omit<Change, 'code' | 'path' | 'breaks'>,
    effect: Effect,
    field?: ElementDef,
  ): Finding {
    const path = field === undefined ? this.#path : this.#pathOf(field);
    return { change: { code, path, ...change }, effect };
  }

  #pathOf({ name }: ElementDef): string {
    return this.#path === '' ? name : `${this.#path}.${name}`;
  }
}

function whereText(sequence: Sequence, field: ElementDef): string {
  const within = sequence.find((p) => isChoice(p) && elementsOf([p]).includes(field));
  return within === undefined ? 'in no choice' : `in ${particleText(within)}`;
}
