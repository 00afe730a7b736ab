import type { ValueType } from '../model/particles.js';
import type { Facets, Primitive } from '../model/types.js';
import { facetText, simpleText } from './describe.js';
import {
  backwards,
  finding,
  MISSED_BY_NEWER,
  MISSED_BY_OLDER,
  NO_EFFECT,
  REFUSED_BY_NEWER,
  REFUSED_BY_OLDER,
  when,
  type Effect,
  type Finding,
} from './effect.js';

/**
 * Compares two simple types: kind of content, values, limits. The order of an enumeration's values
 * means nothing and is not compared.
 */
export function compareSimple(
  older: ValueType,
  newer: ValueType,
  path: string,
): readonly Finding[] {
  return [...primitiveFindings(older, newer, path), ...limitFindings(older, newer, path)];
}

function primitiveFindings(older: ValueType, newer: ValueType, path: string): readonly Finding[] {
  const [before, after] = [older.primitive, newer.primitive];
  if (before === after) return [];
  const effect = primitiveEffect(before, after);
  return [finding('primitive-changed', path, `xs:${before}`, `xs:${after}`, effect)];
}

function limitFindings(older: ValueType, newer: ValueType, path: string): readonly Finding[] {
  const [before, after] = [older.values, newer.values];
  if (before !== undefined && after !== undefined) return valueFindings(before, after, path);
  const texts = [simpleText(older), simpleText(newer)] as const;
  if (after !== undefined) {
    const effect = enumerationEffect(older, after);
    return [finding('enumeration-introduced', path, ...texts, effect)];
  }
  if (before !== undefined) {
    const effect = backwards(enumerationEffect(newer, before));
    return [finding('enumeration-dropped', path, ...texts, effect)];
  }
  return facetFindings(older.facets, newer.facets, path);
}

function valueFindings(
  older: readonly string[],
  newer: readonly string[],
  path: string,
): readonly Finding[] {
  const [before, after] = [new Set(older), new Set(newer)];
  const removed = older.filter((value) => !after.has(value));
  const added = newer.filter((value) => !before.has(value));
  return [
    ...removed.map((v) => finding('value-removed', path, v, undefined, REFUSED_BY_NEWER)),
    ...added.map((v) => finding('value-added', path, undefined, v, REFUSED_BY_OLDER)),
  ];
}

function facetFindings(older: Facets, newer: Facets, path: string): readonly Finding[] {
  const [before, after] = [limitsOf(older), limitsOf(newer)];
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((name): readonly Finding[] => {
    const [left, right] = [before.get(name), after.get(name)];
    if (JSON.stringify(left) === JSON.stringify(right)) return [];
    const text = (limit: unknown): string | undefined =>
      limit === undefined ? undefined : facetText(name, limit);
    const effect = facetEffect(name, left, right);
    return [finding('facet-changed', path, text(left), text(right), effect)];
  });
}

const texts: ReadonlySet<Primitive> = new Set<Primitive>(['string', 'normalizedString', 'token']);

/** What else each kind of content takes without loss. */
const wider: Partial<Record<Primitive, readonly Primitive[]>> = {
  long: ['int'],
  decimal: ['int', 'long'],
  float: ['int', 'long', 'decimal'],
  NMTOKEN: ['int', 'long', 'boolean'],
};

function accepts(kind: Primitive, other: Primitive): boolean {
  return kind === other || texts.has(kind) || wider[kind]?.includes(other) === true;
}

function primitiveEffect(older: Primitive, newer: Primitive): Effect {
  // A reader takes any text for a name token.
  const reads = (kind: Primitive, other: Primitive): boolean =>
    kind === 'NMTOKEN' || accepts(kind, other);
  return (
    when(!accepts(newer, older), REFUSED_BY_NEWER) |
    when(!accepts(older, newer), REFUSED_BY_OLDER) |
    when(!reads(older, newer), MISSED_BY_OLDER) |
    when(!reads(newer, older), MISSED_BY_NEWER)
  );
}

/** Values beyond the list are refused from now on; the list may hold some that were refused before. */
function enumerationEffect(open: ValueType, values: readonly string[]): Effect {
  const fits = values.every((value) => isWithin(value, open));
  return REFUSED_BY_NEWER | when(!fits, REFUSED_BY_OLDER);
}

function isWithin(value: string, { facets }: ValueType): boolean {
  const limits = limitsOf(facets);
  // Lengths are in characters, not in UTF-16 units.
  const size = Array.from(value).length;
  return [...limits].every(([name, limit]) => {
    switch (name) {
      case 'minLength':
        return size >= Number(limit);
      case 'maxLength':
        return size <= Number(limit);
      case 'min':
        return Number(value) >= Number(limit);
      case 'max':
        return Number(value) <= Number(limit);
      case 'patterns':
        return (limit as readonly string[]).every((p) => new RegExp(`^(?:${p})$`, 'u').test(value));
      default:
        return true;
    }
  });
}

/** The facets by name; a fixed length is a lower and an upper bound. */
function limitsOf({ length, ...facets }: Facets): ReadonlyMap<string, unknown> {
  const limits = new Map<string, unknown>(Object.entries(facets));
  if (length !== undefined) limits.set('minLength', length).set('maxLength', length);
  return limits;
}

function facetEffect(name: string, older: unknown, newer: unknown): Effect {
  const [isLower, isUpper] = [name.startsWith('min'), name.startsWith('max')];
  if (isLower || isUpper) {
    const open = name === 'minLength' ? 0 : isLower ? -Infinity : Infinity;
    const step = Number(newer ?? open) - Number(older ?? open);
    const isTighter = isLower ? step > 0 : step < 0;
    const isLooser = isLower ? step < 0 : step > 0;
    return when(isTighter, REFUSED_BY_NEWER) | when(isLooser, REFUSED_BY_OLDER);
  }
  if (name === 'patterns') {
    return (
      when(newer !== undefined, REFUSED_BY_NEWER) | when(older !== undefined, REFUSED_BY_OLDER)
    );
  }
  // White space is what the value is stored with, not whether it is taken.
  return NO_EFFECT;
}
