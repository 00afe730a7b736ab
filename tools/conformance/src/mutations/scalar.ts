import type { ElementSpec, SimpleType } from '@ocipkit/core';
import {
  fitsPatterns,
  isNumber,
  isText,
  isWholeNumber,
  lengthRange,
  numberRange,
} from '../values/limits.js';
import { plainText } from '../values/text.js';
import type { MutationKind } from './kinds.js';

/** A value that its type must refuse. */
export interface BadValue {
  readonly kind: MutationKind;
  readonly value: unknown;
}

const INT_MAX = 2147483647;

/** Values that a field must refuse, at most one of each kind. */
export function badValues(element: ElementSpec, type: SimpleType): BadValue[] {
  if (element.fixed !== undefined)
    return [{ kind: 'bad-value', value: otherThan(element.fixed, type) }];
  if (type.values !== undefined) return [{ kind: 'bad-value', value: unlisted(type.values) }];
  return [...badLengths(element, type), ...badPattern(type), ...badNumber(type), ...badForm(type)];
}

function otherThan(fixed: string, { primitive }: SimpleType): unknown {
  return primitive === 'boolean' ? fixed !== 'true' : `${fixed}x`;
}

function unlisted(values: readonly unknown[]): unknown {
  if (values.every((v) => typeof v === 'number')) return Math.max(...values) + 1;
  const longest = values.map(String).reduce((a, b) => (b.length > a.length ? b : a));
  return `${longest.replaceAll(' ', '')}x`;
}

function badLengths(element: ElementSpec, type: SimpleType): BadValue[] {
  const isBinary = type.primitive === 'base64Binary';
  if (!isText(type) && !isBinary) return [];
  const ofLength = (n: number): unknown => (isBinary ? new Uint8Array(n) : plainText(n));
  const { min, max } = lengthRange(type);
  const bad: BadValue[] = [];
  if (max !== Infinity) bad.push({ kind: 'over-long', value: ofLength(max + 1) });
  // An empty element of a field with a default stands for the default.
  if (min > 0 && element.default === undefined) {
    bad.push({ kind: 'too-short', value: ofLength(min - 1) });
  }
  return bad;
}

function badPattern(type: SimpleType): BadValue[] {
  if (type.facets.patterns === undefined) return [];
  const candidates = isNumber(type) ? numbersIn(type) : textsIn(type);
  const value = candidates.find((candidate) => !fitsPatterns(String(candidate), type));
  return value === undefined ? [] : [{ kind: 'bad-pattern', value }];
}

function numbersIn(type: SimpleType): number[] {
  const { min, max } = numberRange(type);
  return Array.from({ length: 100 }, (_, i) => min + i).filter((n) => n <= max);
}

function textsIn(type: SimpleType): string[] {
  const { min, max } = lengthRange(type);
  const lengths = [Math.max(min, 1), Math.min(max, Math.max(min, 1) + 8)];
  return lengths.flatMap((length) => ['~', 'x', '0', '7'].map((c) => c.repeat(length)));
}

function badNumber(type: SimpleType): BadValue[] {
  // A number out of range that also breaks a pattern would be reported as that.
  if (!isNumber(type) || type.facets.patterns !== undefined) return [];
  const { min, max } = type.facets;
  const above = max ?? (type.primitive === 'int' ? INT_MAX : undefined);
  if (above !== undefined && above < Number.MAX_SAFE_INTEGER) {
    return [{ kind: 'out-of-range', value: above + 1 }];
  }
  if (min === undefined) return [];
  return [{ kind: 'out-of-range', value: isWholeNumber(type) ? min - 1 : min - 0.5 }];
}

function badForm(type: SimpleType): BadValue[] {
  const { primitive, facets } = type;
  // A text that also breaks a pattern is reported as that.
  if (facets.patterns !== undefined) return [];
  // No February has 30 days.
  if (primitive === 'date') return [{ kind: 'bad-form', value: '2024-02-30' }];
  if (primitive === 'dateTime') return [{ kind: 'bad-form', value: '2024-02-30T12:00:00' }];
  if (primitive !== 'NMTOKEN') return [];
  const { min, max } = lengthRange(type);
  const value = `${plainText(Math.max(1, min - 2))} x`;
  return value.length <= max ? [{ kind: 'bad-form', value }] : [];
}
