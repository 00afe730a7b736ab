import { collapse } from './text.js';

/** Headings of one list, and where in the text the list ends. */
export interface HeadingRun {
  readonly headings: readonly string[];
  readonly end: number;
}

const MAX_LENGTH = 60;
const MAX_WORDS = 8;
const HEADING = /^[A-Z0-9][\w /%().&+#'-]*$/i;

/**
 * Reads a list of quoted headings.
 *
 * The lists are written by hand and quotes go astray: one is missing before or after a heading, or
 * one stands where nothing is quoted. So quotes only propose where a heading begins and ends; what
 * stands between two of them decides whether it is a heading, a separator or the prose after the
 * list.
 *
 * @param text joined lines of `proseLines`
 * @param start index of the first quote, which is `"` or `'`
 */
export function readQuotedRun(text: string, start: number): HeadingRun {
  const quote = text.charAt(start);
  const headings: string[] = [];
  let inside = true;
  let at = start + 1;
  let end = at;
  for (;;) {
    const next = text.indexOf(quote, at);
    const piece = text.slice(at, next < 0 ? text.length : next);
    if (inside) {
      if (next >= 0 && isSeparator(piece)) {
        // A stray quote: the heading begins after it.
        at = next + 1;
        continue;
      }
      const heading = next < 0 ? undefined : asHeading(piece);
      if (heading === undefined) {
        const line = firstLine(piece);
        const unclosed = asHeading(line);
        if (unclosed === undefined) return { headings, end };
        return { headings: [...headings, unclosed], end: at + line.length };
      }
      headings.push(heading);
      // After a comma the quote opens the next heading, and this one was never closed.
      inside = piece.trimEnd().endsWith(',');
    } else if (next < 0) {
      return { headings, end };
    } else if (isSeparator(piece)) {
      if (!/[,;]|and|or/i.test(piece) && !continues(text, piece, next)) return { headings, end };
      inside = true;
    } else {
      const heading = asUnopened(piece);
      if (heading === undefined) return { headings, end };
      headings.push(heading);
    }
    at = next + 1;
    end = at;
  }
}

/** The text as a heading, or nothing if it can't be one. */
function asHeading(text: string): string | undefined {
  if (text.includes('\n\n')) return undefined;
  // A heading never holds a comma.
  const heading = collapse(text).replace(/ ?[,;]$/, '');
  if (heading.length > MAX_LENGTH || heading.split(' ').length > MAX_WORDS) return undefined;
  return HEADING.test(heading) && !heading.includes('. ') ? heading : undefined;
}

/**
 * Reads a list without quotes from one line: names that begin in upper case, between commas.
 *
 * @returns nothing if any part of the line is more than a name
 */
export function readPlainRun(line: string): readonly string[] {
  const parts = line
    .replace(/\.$/, '')
    .split(/[,;] ?(?:and )?| and /)
    .filter((part) => part !== '');
  return parts.every(isPlainName) ? parts : [];
}

function isPlainName(text: string): boolean {
  return /^[A-Z]/.test(text) && text.split(' ').length <= 5 && asHeading(text) === text;
}

/** Whether a text holds nothing but punctuation between two items and perhaps an "and". */
function isSeparator(text: string): boolean {
  const words = text.split(/[\s,;.]+/).filter((word) => word !== '');
  return words.length === 0 || (words.length === 1 && /^(?:and|or)$/i.test(words[0] ?? ''));
}

/** A heading whose opening quote is missing stands between a comma and its closing quote. */
function asUnopened(piece: string): string | undefined {
  if (!/^\s?[,;]/.test(piece) || /\s$/.test(piece)) return undefined;
  const name = collapse(piece.replace(/^\s?[,;]\s*(?:and\s)?/, ''));
  const words = name.split(' ');
  return words.length <= 5 && words.every((word) => /^[A-Z0-9(]/.test(word))
    ? asHeading(name)
    : undefined;
}

/**
 * Whether a list goes on after a blank, a line end or a full stop alone. It does unless what
 * follows is a sentence that begins with a quoted heading.
 *
 * @param next index of the quote after the separator
 */
function continues(text: string, separator: string, next: number): boolean {
  if (separator.includes('.') && separator.includes('\n')) return false;
  const close = text.indexOf(text.charAt(next), next + 1);
  if (close < 0) return false;
  const item = text.slice(next + 1, close);
  if (isSeparator(item)) return true;
  if (asHeading(item) === undefined) return false;
  return /^ ?(?:[,;.]|and\b|or\b|["']|\n|$)/i.test(text.slice(close + 1, close + 10));
}

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? text : text.slice(0, end);
}
