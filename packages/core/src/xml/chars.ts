/*
 * What XML 1.0 can carry. Control characters other than tab, line feed and carriage return, lone
 * surrogates, U+FFFE and U+FFFF cannot be written, escaped or not.
 */

// Built from escapes, so that no control character stands in the source.
const illegal = new RegExp(
  '[\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\uFFFE\\uFFFF]|' +
    '[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]',
);

/** Index of the first character that XML cannot carry, or -1. */
export function findIllegalCharacter(text: string): number {
  return text.search(illegal);
}

/** `U+000B`, for messages about characters that can't be shown. */
export function nameOfCharacter(text: string, index: number): string {
  const code = text.codePointAt(index) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
