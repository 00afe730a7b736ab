import type { SimpleType } from '@ocipkit/core';
import type { WhiteSpace } from './text.js';

const INT_MAX = 2147483647;

/** Smallest and largest number that a numeric type takes. */
export function numberRange({ primitive, facets }: SimpleType): { min: number; max: number } {
  const [lowest, highest] = {
    int: [-INT_MAX - 1, INT_MAX],
    long: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  }[primitive as string] ?? [-1e9, 1e9];
  return { min: facets.min ?? lowest ?? 0, max: facets.max ?? highest ?? 0 };
}

/** Fewest and most characters of a text, or bytes of a base64Binary. */
export function lengthRange({ facets }: SimpleType): { min: number; max: number } {
  return {
    min: facets.length ?? facets.minLength ?? 0,
    max: facets.length ?? facets.maxLength ?? Infinity,
  };
}

export function whiteSpaceOf({ primitive, facets }: SimpleType): WhiteSpace {
  if (facets.whiteSpace !== undefined) return facets.whiteSpace;
  if (primitive === 'string') return 'preserve';
  return primitive === 'normalizedString' ? 'replace' : 'collapse';
}

/** True for types whose values are texts of our choice. */
export function isText({ primitive }: SimpleType): boolean {
  return ['string', 'normalizedString', 'token', 'NMTOKEN'].includes(primitive);
}

export function isWholeNumber({ primitive }: SimpleType): boolean {
  return primitive === 'int' || primitive === 'long';
}

export function isNumber(type: SimpleType): boolean {
  return isWholeNumber(type) || type.primitive === 'decimal' || type.primitive === 'float';
}

/** True if a text fits every pattern of the type. */
export function fitsPatterns(text: string, { facets }: SimpleType): boolean {
  return (facets.patterns ?? []).every((pattern) => new RegExp(`^(?:${pattern})$`, 'u').test(text));
}
