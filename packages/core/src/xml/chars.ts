/*
 * What XML 1.0 can carry. Control characters other than tab, line feed and carriage return, lone
 * surrogates, U+FFFE and U+FFFF cannot be written, escaped or not.
 */

// Built from escapes, so that no control character stands in the source.
const illegal = new RegExp(
  '[\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\uFFFE\\uFFFF]|' +
    '[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]',
);

// A single class is quick to look for, and next to no text has a character of it.
const suspicious = new RegExp('[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD]');

/** Index of the first character that XML cannot carry, or -1. */
export function findIllegalCharacter(text: string): number {
  return suspicious.test(text) ? text.search(illegal) : -1;
}

/** `U+000B`, for messages about characters that can't be shown. */
export function nameOfCharacter(text: string, index: number): string {
  const code = text.codePointAt(index) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
