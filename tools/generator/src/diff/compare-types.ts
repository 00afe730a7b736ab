import { valueTypeOf } from '../model/particles.js';
import type { Release } from '../model/release.js';
import { DerivedTypes } from '../model/roles.js';
import { keyOf, type ComplexTypeDef, type ElementDef, type TypeDef } from '../model/types.js';
import { occurrenceEffect } from './choice-effects.js';
import { attributeFindings } from './compare-attributes.js';
import { compareContent } from './compare-content.js';
import { compareSimple } from './compare-simple.js';
import { contentOf } from './content.js';
import { occurrence, typeName } from './describe.js';
import {
  backwards,
  effectOf,
  EVERY_EFFECT,
  finding,
  MISSED_BY_OLDER,
  NO_EFFECT,
  REFUSED_BY_NEWER,
  REFUSED_BY_OLDER,
  when,
  type Finding,
} from './effect.js';

/** Compares types of two releases, whatever their names. */
export class TypeComparison {
  readonly #from: Release;
  readonly #to: Release;
  readonly #fromForms: DerivedTypes;
  readonly #toForms: DerivedTypes;
  /** Pairs under comparison, for types that contain themselves. */
  readonly #open = new Set<string>();

  constructor(from: Release, to: Release) {
    this.#from = from;
    this.#to = to;
    this.#fromForms = new DerivedTypes(from.types);
    this.#toForms = new DerivedTypes(to.types);
  }

  /**
   * What changed in a type itself. What changed in the types of its fields is left to those, unless
   * they are declared inside it. Types of different kinds have nothing to compare.
   */
  compare(older: TypeDef, newer: TypeDef): readonly Finding[] {
    if (older.kind === 'simple' && newer.kind === 'simple') return compareSimple(older, newer, '');
    if (older.kind === 'simple' || newer.kind === 'simple') return [];
    return this.#compareComplex(older, newer, '');
  }

  #compareComplex(older: ComplexTypeDef, newer: ComplexTypeDef, path: string): readonly Finding[] {
    const pair = `${keyOf(older)} ${keyOf(newer)}`;
    if (this.#open.has(pair)) return [];
    this.#open.add(pair);
    const [before, after] = [baseText(older), baseText(newer)];
    const isSameBase = before === after;
    const content = isSameBase
      ? ([older.particles, newer.particles] as const)
      : ([contentOf(older, this.#from.types), contentOf(newer, this.#to.types)] as const);
    const findings = [
      // What a type inherits is compared with its fields; where it comes from, no message shows.
      ...(isSameBase ? [] : [finding('base-changed', path, before, after, NO_EFFECT)]),
      ...abstractFindings(older, newer, path),
      ...this.#formFindings(older, newer, path),
      ...attributeFindings(older, newer, path),
      ...compareContent(...content, path, (a, b, at) => this.#compareField(a, b, at)),
    ];
    this.#open.delete(pair);
    return findings;
  }

  #compareField(older: ElementDef, newer: ElementDef, path: string): readonly Finding[] {
    const findings = [...this.#compareTypeOf(older, newer, path)];
    if (older.min !== newer.min || older.max !== newer.max) {
      const [before, after] = [occurrence(older), occurrence(newer)];
      const effect = occurrenceEffect(older, newer);
      findings.push(finding('occurrence-changed', path, before, after, effect));
    }
    if (older.nillable !== newer.nillable) {
      const effect = REFUSED_BY_OLDER | MISSED_BY_OLDER;
      const [before, after] = [String(older.nillable), String(newer.nillable)];
      const actual = newer.nillable ? effect : backwards(effect);
      findings.push(finding('nillable-changed', path, before, after, actual));
    }
    if (older.default !== newer.default) {
      // A client writes the default it knows, so the server's own is never asked for.
      const effect = NO_EFFECT;
      findings.push(finding('default-changed', path, older.default, newer.default, effect));
    }
    if (older.fixed !== newer.fixed) {
      const effect =
        when(newer.fixed !== undefined, REFUSED_BY_NEWER) |
        when(older.fixed !== undefined, REFUSED_BY_OLDER);
      findings.push(finding('fixed-changed', path, older.fixed, newer.fixed, effect));
    }
    return findings;
  }

  #compareTypeOf(older: ElementDef, newer: ElementDef, path: string): readonly Finding[] {
    const isOwn = isDeclaredInside(older, this.#from) && isDeclaredInside(newer, this.#to);
    const [before, after] = [typeText(older, this.#from), typeText(newer, this.#to)];
    if (!isOwn && before === after) return [];
    const findings = this.#compareStructure(older, newer, path);
    if (isOwn && findings !== undefined) return findings;
    const effect = findings === undefined ? EVERY_EFFECT : effectOf(findings);
    return [finding('type-changed', path, before, after, effect)];
  }

  /** Undefined where one has fields and the other hasn't. */
  #compareStructure(
    older: ElementDef,
    newer: ElementDef,
    path: string,
  ): readonly Finding[] | undefined {
    const values = [valueTypeOf(older, this.#from.types), valueTypeOf(newer, this.#to.types)];
    if (values[0] !== undefined && values[1] !== undefined) {
      return compareSimple(values[0], values[1], path);
    }
    const [left, right] = [complexTypeOf(older, this.#from), complexTypeOf(newer, this.#to)];
    if (left === undefined || right === undefined) return undefined;
    return this.#compareComplex(left, right, path);
  }

  /** Concrete types that may stand in an element of the type, and are named there by `xsi:type`. */
  #formFindings(older: ComplexTypeDef, newer: ComplexTypeDef, path: string): readonly Finding[] {
    if (!this.#from.subtypes.has(keyOf(older)) && !this.#to.subtypes.has(keyOf(newer))) return [];
    const before = this.#fromForms.concrete(older).map(keyOf).sort();
    const after = this.#toForms.concrete(newer).map(keyOf).sort();
    const effect = REFUSED_BY_OLDER | MISSED_BY_OLDER;
    const removed = before.filter((name) => !after.includes(name));
    const added = after.filter((name) => !before.includes(name));
    return [
      ...removed.map((f) => finding('form-removed', path, f, undefined, backwards(effect))),
      ...added.map((f) => finding('form-added', path, undefined, f, effect)),
    ];
  }
}

function abstractFindings(
  older: ComplexTypeDef,
  newer: ComplexTypeDef,
  path: string,
): readonly Finding[] {
  if (older.abstract === newer.abstract) return [];
  // An abstract type needs an `xsi:type` that a concrete one does without.
  const effect = newer.abstract ? REFUSED_BY_NEWER : REFUSED_BY_OLDER;
  const [before, after] = [String(older.abstract), String(newer.abstract)];
  return [finding('abstract-changed', path, before, after, effect)];
}

function complexTypeOf({ type }: ElementDef, { types }: Release): ComplexTypeDef | undefined {
  const found = type.kind === 'named' ? types.get(keyOf(type.type)) : undefined;
  return found?.kind === 'complex' ? found : undefined;
}

/** True if the type is declared inside its element, and is compared as a part of it. */
function isDeclaredInside(element: ElementDef, release: Release): boolean {
  const { type } = element;
  return type.kind === 'inline' || complexTypeOf(element, release)?.anonymous !== undefined;
}

function typeText(element: ElementDef, release: Release): string {
  const isAnonymous = complexTypeOf(element, release)?.anonymous !== undefined;
  return isAnonymous ? 'a type of its own' : typeName(element.type);
}

function baseText({ derivation }: ComplexTypeDef): string | undefined {
  if (derivation === undefined) return undefined;
  const { by, base } = derivation;
  return by === 'extension' ? keyOf(base) : `restricted ${keyOf(base)}`;
}
