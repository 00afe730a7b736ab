import type { Paragraph } from './types.js';

/** Lines of a text that was wrapped at a width are at least this long, but for the last. */
const WRAPPED = 0.7;

/**
 * Paragraphs of a text of `cleanProse`: its lines put together again, its lists as lists.
 *
 * A line that ends early without a full stop, before one that begins with a capital, was meant to
 * end there.
 */
export function paragraphsOf(text: string): readonly Paragraph[] {
  if (text === '') return [];
  const lines = text.split('\n');
  const width = Math.max(...lines.map((line) => line.length));
  const found: Paragraph[] = [];
  let words: string[] = [];
  let items: string[] = [];
  const end = (): void => {
    if (words.length > 0) found.push(words.join(' '));
    if (items.length > 0) found.push({ items });
    words = [];
    items = [];
  };
  lines.forEach((line, i) => {
    const item = /^- (.*)$/.exec(line)?.[1];
    if (item !== undefined) {
      if (words.length > 0) end();
      items.push(item);
      return;
    }
    if (items.length > 0 || line === '') end();
    if (line === '') return;
    words.push(line);
    if (endsEarly(line, lines[i + 1] ?? '', width)) end();
  });
  end();
  return found;
}

function endsEarly(line: string, next: string, width: number): boolean {
  const [word = ''] = next.split(' ', 1);
  const isShort = line.length + 1 + word.length < width * WRAPPED;
  return isShort && /[\w)"']$/.test(line) && /^["(]?[A-Z]/.test(next);
}

/** Paragraphs in one text: a line for each, and for each item of a list. */
export function paragraphText(paragraphs: readonly Paragraph[]): string {
  return paragraphs
    .flatMap((p) => (typeof p === 'string' ? [p] : p.items.map((item) => `- ${item}`)))
    .join('\n');
}

/** Sentences of a paragraph. A full stop after an abbreviation ends none. */
export function sentencesOf(paragraph: string): readonly string[] {
  return paragraph.split(SENTENCE_END);
}

// A sentence may begin with the name of a field.
const SENTENCE_END =
  /(?<=[.!?]["')]?)(?<!\b(?:[Ee]\.g|[Ii]\.e|etc|vs|approx|incl)\.) (?=["'(]?(?:[A-Z0-9]|[a-z]+[A-Z]))/;
