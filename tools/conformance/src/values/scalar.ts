import { characterCount, type ElementSpec, type SimpleType } from '@ocipkit/core';
import {
  fitsPatterns,
  isNumber,
  isWholeNumber,
  lengthRange,
  numberRange,
  whiteSpaceOf,
} from './limits.js';
import { parsePattern, textMatching } from './pattern.js';
import type { Random } from './random.js';
import { plainText, randomText } from './text.js';

/** Which value of a type to take: the smallest, the largest, or any. */
export type Fill = 'minimal' | 'full' | 'random';

/** Length of a text whose type sets no maximum. */
const OPEN_LENGTH = 40;
const PATTERN_ATTEMPTS = 500;

/** A valid value of a field that holds no other fields. */
export function fieldValue(
  element: ElementSpec,
  type: SimpleType,
  fill: Fill,
  random: Random,
): unknown {
  return element.fixed === undefined
    ? scalarValue(type, fill, random)
    : literalValue(element.fixed, type);
}

/** The value that a literal of the schema, such as a default, stands for. */
export function literalValue(text: string, type: SimpleType): unknown {
  if (type.primitive === 'boolean') return text === 'true' || text === '1';
  return isNumber(type) ? Number(text) : text;
}

/**
 * A valid value of a type.
 *
 * @throws Error if its facets can't be met, or its pattern isn't understood
 */
export function scalarValue(type: SimpleType, fill: Fill, random: Random): unknown {
  const { values } = type;
  if (values !== undefined) {
    return fill === 'random'
      ? random.pick(values)
      : values[fill === 'full' ? values.length - 1 : 0];
  }
  if (type.facets.patterns !== undefined) return patternValue(type, random);
  switch (type.primitive) {
    case 'boolean':
      return fill === 'random' ? random.chance(0.5) : fill === 'full';
    case 'int':
    case 'long':
    case 'decimal':
    case 'float':
      return numberValue(type, fill, random);
    case 'dateTime':
      return fill === 'minimal' ? '2024-02-29T00:00:00' : dateTime(random);
    case 'date':
      return fill === 'minimal' ? '2024-02-29' : date(random) + offset(random);
    case 'base64Binary':
      return Uint8Array.from({ length: lengthFor(type, fill, random) }, () =>
        random.integer(0, 255),
      );
    case 'marker':
      return true;
    case 'NMTOKEN':
      return nameToken(Math.max(1, lengthFor(type, fill, random)), random);
    default: {
      const length = lengthFor(type, fill, random);
      return fill === 'minimal'
        ? plainText(length)
        : randomText(random, length, whiteSpaceOf(type));
    }
  }
}

/** At the bounds more often than not, since that is where limits go wrong. */
function lengthFor(type: SimpleType, fill: Fill, random: Random): number {
  const { min, max } = lengthRange(type);
  if (fill === 'minimal') return min;
  const top = max === Infinity ? min + OPEN_LENGTH : max;
  if (fill === 'full') return top;
  const somewhere = random.integer(min, Math.min(top, min + OPEN_LENGTH));
  return random.pick([min, somewhere, somewhere, top]);
}

function numberValue(type: SimpleType, fill: Fill, random: Random): number {
  const { min, max } = numberRange(type);
  if (fill !== 'random') return fill === 'minimal' ? min : max;
  const somewhere = min + random.next() * (max - min);
  const whole = Math.floor(somewhere);
  if (isWholeNumber(type)) return random.pick([min, max, whole, whole]);
  const candidates = [min, max, whole, Math.round(somewhere * 100) / 100, 0.5, 1e-7];
  // Zero has one sign once it is written; the sum takes the other away.
  return random.pick(candidates.filter((n) => n >= min && n <= max)) + 0;
}

function patternValue(type: SimpleType, random: Random): unknown {
  const [first = ''] = type.facets.patterns ?? [];
  const node = parsePattern(first);
  const { min, max } = lengthRange(type);
  for (let attempt = 0; attempt < PATTERN_ATTEMPTS; attempt++) {
    const text = textMatching(node, random);
    if (!fitsPatterns(text, type)) continue;
    if (isNumber(type)) {
      const number = Number(text);
      const range = numberRange(type);
      // A text such as 007 fits the pattern, but is not how the number is written.
      if (String(number) === text && number >= range.min && number <= range.max) return number;
    } else {
      const length = characterCount(text);
      if (length >= min && length <= max) return text;
    }
  }
  throw new Error(`no value of ${type.name} found that fits ${first} and its other limits`);
}

const nameCharacters = Array.from(
  'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:-',
);

function nameToken(length: number, random: Random): string {
  return Array.from({ length }, () => random.pick(nameCharacters)).join('');
}

const two = (n: number): string => String(n).padStart(2, '0');

function date(random: Random): string {
  return `${String(random.integer(1970, 2100))}-${two(random.integer(1, 12))}-${two(random.integer(1, 28))}`;
}

function dateTime(random: Random): string {
  const [h, m, s] = [random.integer(0, 23), random.integer(0, 59), random.integer(0, 59)];
  const fraction = random.chance(0.5) ? `.${String(random.integer(1, 999))}` : '';
  return `${date(random)}T${two(h)}:${two(m)}:${two(s)}${fraction}${offset(random)}`;
}

function offset(random: Random): string {
  return random.pick(['', 'Z', '-05:00', '+05:30', '+14:00']);
}
