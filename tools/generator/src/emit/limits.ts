import type { ValueType } from '../model/particles.js';
import type { Facets, Primitive } from '../model/types.js';

const MAX_VALUES = 12;

/** A text as code; it may hold backticks itself. */
export function codeSpan(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** What a simple type allows, as a sentence for documentation; empty if it limits nothing. */
export function describeLimits({ values, facets, primitive }: ValueType): string {
  if (values !== undefined) return '';
  const parts = [lengths(facets), range(facets), patterns(facets)].filter((part) => part !== '');
  const noun = nounOf(primitive);
  if (parts.length === 0) return noun === '' ? '' : `${noun}.`;
  const text = [noun, ...parts].filter((part) => part !== '').join(', ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** The values of an enumeration in one line. */
export function describeValues(values: readonly string[]): string {
  const shown = values.slice(0, MAX_VALUES).map(codeSpan);
  const more = values.length - MAX_VALUES;
  return `One of ${shown.join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}.`;
}

function nounOf(primitive: Primitive): string {
  switch (primitive) {
    case 'dateTime':
      return 'A dateTime with optional offset, as text';
    case 'date':
      return 'A date with optional offset, as text';
    case 'int':
    case 'long':
      return 'Integer';
    case 'NMTOKEN':
      return 'No blanks';
    default:
      return '';
  }
}

function lengths({ length, minLength, maxLength }: Facets): string {
  if (length !== undefined) return `exactly ${characters(length)}`;
  if (minLength !== undefined && maxLength !== undefined) {
    return minLength === maxLength
      ? `exactly ${characters(minLength)}`
      : `${String(minLength)} to ${characters(maxLength)}`;
  }
  if (minLength !== undefined) return `at least ${characters(minLength)}`;
  return maxLength === undefined ? '' : `at most ${characters(maxLength)}`;
}

function characters(count: number): string {
  return count === 1 ? '1 character' : `${String(count)} characters`;
}

function range({ min, max }: Facets): string {
  if (min !== undefined && max !== undefined) return `${String(min)} to ${String(max)}`;
  if (min !== undefined) return `at least ${String(min)}`;
  return max === undefined ? '' : `at most ${String(max)}`;
}

function patterns({ patterns: list }: Facets): string {
  return list === undefined ? '' : `matching ${list.map(codeSpan).join(' and ')}`;
}

/** How often an element may occur, where it is a list. */
export function describeOccurrence(min: number, max: number): string {
  if (max === 1) return '';
  if (max === Infinity) return min > 1 ? `At least ${String(min)} entries.` : '';
  if (min === max) return `Exactly ${String(max)} entries.`;
  return min > 1 ? `${String(min)} to ${String(max)} entries.` : `At most ${String(max)} entries.`;
}
