/** A line as typed, taken apart. */
export interface SplitLine {
  readonly words: readonly string[];
  /** A quote is still open. */
  readonly isOpen: boolean;
  /** Where the last word begins in the line; its length if that ends with a blank. */
  readonly lastStart: number;
}

/** Splits at blanks. Quotes keep blanks; a backslash keeps the next character, not inside single quotes. */
export function splitLine(line: string): SplitLine {
  const words: string[] = [];
  let word: string | undefined;
  let start = 0;
  let quote = '';
  for (let i = 0; i < line.length; i++) {
    const char = line.charAt(i);
    if (word === undefined && quote === '' && char !== ' ' && char !== '\t') start = i;
    if (quote !== '') {
      if (char === quote) quote = '';
      else if (char === '\\' && quote === '"' && /["\\]/.test(line.charAt(i + 1))) {
        word = (word ?? '') + line.charAt(++i);
      } else word = (word ?? '') + char;
    } else if (char === '"' || char === "'") {
      quote = char;
      word ??= '';
    } else if (char === '\\' && i + 1 < line.length) {
      word = (word ?? '') + line.charAt(++i);
    } else if (char === ' ' || char === '\t') {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + char;
  }
  if (word !== undefined) words.push(word);
  return { words, isOpen: quote !== '', lastStart: word === undefined ? line.length : start };
}

/** A word as {@link splitLine} reads it back. */
export function quoted(word: string): string {
  if (/^[^\s'"\\]+$/.test(word)) return word;
  return `"${word.replace(/["\\]/g, '\\$&')}"`;
}
