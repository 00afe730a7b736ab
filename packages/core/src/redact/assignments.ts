import { isSensitiveName, MASK } from './sensitive.js';

/*
 * `password=…` in headers, addresses and attributes, `"password": "…"` in JSON, also where the quotes
 * are escaped because the text stands inside another.
 */

const QUOTE = '\\\\*["\']|&(?:amp;)*(?:quot|apos|#0*3[49]|#x0*2[27]);';
const separator = /[=:]/g;
const nameBefore = new RegExp(`([\\w-]+)(?:${QUOTE})?[ \\t]*$`, 'i');
const valueAfter = new RegExp(`[ \\t]*(?:(${QUOTE})|[^\\s&<>"'\\\\]|&amp;)`, 'iy');
const restOfValue = /(?:[^\s&<>"'\\]|&amp;)*/gy;

/** Names are short; looking no further back keeps the time linear. */
const LONGEST_NAME = 80;

/** Masks the values of assignments to names that speak of secrets. */
export function maskAssignments(text: string): string {
  let result = '';
  let position = 0;
  separator.lastIndex = 0;
  for (;;) {
    const match = separator.exec(text);
    if (match === null) return result + text.slice(position);
    const { index } = match;
    const before = text.slice(Math.max(0, index - LONGEST_NAME), index);
    const name = nameBefore.exec(before)?.[1];
    if (name === undefined || !isSensitiveName(name)) continue;
    const value = valueRange(text, index + 1);
    if (value === undefined) continue;
    const [start, end] = value;
    result += text.slice(position, start) + MASK;
    position = end;
    // What was taken for a value may be the next name: `oldPassword= newPassword="…"`.
    separator.lastIndex = /[=:]/.test(text.charAt(end - 1)) ? end - 1 : end;
  }
}

/** Where the value begins and ends, without its quotes; undefined if there is none to mask. */
function valueRange(text: string, from: number): [start: number, end: number] | undefined {
  valueAfter.lastIndex = from;
  const match = valueAfter.exec(text);
  if (match === null) return undefined;
  const [whole, quote] = match;
  if (quote !== undefined) {
    const start = from + whole.length;
    const end = closingQuote(text, start, quote);
    return end === start || text.startsWith(MASK, start) ? undefined : [start, end];
  }
  const start = from + whole.length - whole.trimStart().length;
  if (text.startsWith(MASK, start)) return undefined;
  const opening = text.charAt(start);
  // What is inside braces has names of its own; the entries of a list do not.
  if (opening === '{') return undefined;
  if (opening === '[') return [start, endOf(text, text.indexOf(']', start) + 1)];
  restOfValue.lastIndex = start;
  restOfValue.exec(text);
  return [start, restOfValue.lastIndex];
}

const endOf = (text: string, index: number): number => (index <= 0 ? text.length : index);

/** Index of the quote that ends a value: the same, with as many backslashes; else the end. */
function closingQuote(text: string, from: number, quote: string): number {
  const level = quote.length - 1;
  for (let at = from; ; at += 1) {
    at = text.indexOf(quote.startsWith('&') ? quote : quote.charAt(level), at);
    if (at < 0) return text.length;
    if (quote.startsWith('&')) return at;
    const slashes = backslashesBefore(text, at, from);
    if (slashes === level || (level === 0 && slashes % 2 === 0)) return at - level;
  }
}

function backslashesBefore(text: string, index: number, from: number): number {
  let start = index;
  while (start > from && text.charAt(start - 1) === '\\') start -= 1;
  return index - start;
}
