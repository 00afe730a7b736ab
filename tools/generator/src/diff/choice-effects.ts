import { mayBeEmpty } from '../model/particles.js';
import type { ChoiceDef, ElementDef } from '../model/types.js';
import {
  backwards,
  MISSED_BY_NEWER,
  MISSED_BY_OLDER,
  REFUSED_BY_NEWER,
  REFUSED_BY_OLDER,
  when,
  type Effect,
} from './effect.js';
import { splitByBranch } from './match.js';

/** What a field that is not in the older release does. */
export function addedEffect({ min }: { readonly min: number }): Effect {
  // The older client doesn't send it, and the newer one finds none in an answer.
  return REFUSED_BY_OLDER | when(min > 0, REFUSED_BY_NEWER | MISSED_BY_NEWER);
}

/** What it does that a field or a choice may occur more or less often. */
export function occurrenceEffect(older: Bounds, newer: Bounds): Effect {
  return looserEffect(older, newer) | backwards(looserEffect(newer, older));
}

interface Bounds {
  readonly min: number;
  readonly max: number;
}

function looserEffect(older: Bounds, newer: Bounds): Effect {
  const isLooser = newer.min < older.min || newer.max > older.max;
  const mayBeMissing = older.min > 0 && newer.min === 0;
  const mayBeRepeated = older.max === 1 && newer.max > 1;
  return when(isLooser, REFUSED_BY_OLDER) | when(mayBeMissing || mayBeRepeated, MISSED_BY_OLDER);
}

export function choiceOccurrenceEffect(older: ChoiceDef, newer: ChoiceDef): Effect {
  const bounds = (choice: ChoiceDef): Bounds => ({
    // Where every field of a branch is optional, the choice may be left out in any case.
    min: mayBeEmpty([choice]) ? 0 : choice.min,
    max: choice.max,
  });
  return occurrenceEffect(bounds(older), bounds(newer));
}

export function addedChoiceEffect(choice: ChoiceDef): Effect {
  return addedEffect({ min: mayBeEmpty([choice]) ? 0 : 1 });
}

/** A server may answer with a branch that a client doesn't know, and leave out those it knows. */
export function addedBranchEffect(older: ChoiceDef): Effect {
  return REFUSED_BY_OLDER | when(!mayBeEmpty([older]), MISSED_BY_OLDER);
}

/**
 * What it does that fields become branches of a choice.
 *
 * @param fields what was there before, as it was
 */
export function introducedEffect(fields: readonly ElementDef[], choice: ChoiceDef): Effect {
  const branches = splitByBranch(fields, choice).length;
  const hasNewBranch = branches < choice.branches.length;
  const wereApart = branches > 1;
  const couldBeEmpty = fields.every(({ min }) => min === 0);
  const canBeEmpty = mayBeEmpty([choice]);
  const loosens = hasNewBranch || wereApart || choice.min === 0 || choice.max > 1;
  return (
    // Together, or none of them: both were fine before.
    when(wereApart || (couldBeEmpty && !canBeEmpty), REFUSED_BY_NEWER) |
    when(hasNewBranch || choice.max > 1 || (!couldBeEmpty && loosens), REFUSED_BY_OLDER) |
    when((!couldBeEmpty && loosens) || choice.max > 1, MISSED_BY_OLDER) |
    when(couldBeEmpty && !canBeEmpty, MISSED_BY_NEWER)
  );
}
