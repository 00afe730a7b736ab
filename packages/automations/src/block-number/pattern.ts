/*
 * Digit patterns of calling plans: digits, `+`, `#`, `?` for any digit, ranges such as `[2-5]`, `\*` for
 * the star key, and `*` for any rest, at the end only.
 */

const MAX_PATTERN = 160;
export const MAX_NAME = 30;

const part = /[\d+#?]|\\\*|\[\d(?:-\d)?(?:,?\d(?:-\d)?)*\]/;
const whole = new RegExp(`^(?:${part.source})*\\*?$`);

/** Literal digits that a pattern needs in order not to match far and wide. */
const MIN_DIGITS = 3;

/** What is wrong with a pattern; undefined if nothing is. */
export function patternProblem(pattern: string): string | undefined {
  if (pattern === '' || pattern.length > MAX_PATTERN) {
    return `has ${String(pattern.length)} characters; expected 1 to ${String(MAX_PATTERN)}`;
  }
  if (!whole.test(pattern)) {
    return (
      'is no digit pattern; expected digits, +, #, ? for any digit, ranges such as [2-5], \\* for the ' +
      'star key, and * at the end for any rest'
    );
  }
  const backwards = [...pattern.matchAll(/(\d)-(\d)/g)].find(([, from = '', to = '']) => from > to);
  return backwards === undefined ? undefined : `has the range ${backwards[0]}, which is empty`;
}

/** Fewer than three literal digits: it would match numbers of all kinds. */
export function isBroad(pattern: string): boolean {
  const literal = pattern.replaceAll(/\[[^\]]*\]/g, '').replaceAll(/\D/g, '');
  return literal.length < MIN_DIGITS;
}

export function defaultName(pattern: string): string {
  return `Block ${pattern}`.slice(0, MAX_NAME).trimEnd();
}

/** In words which callers a pattern fits. */
export function describe(pattern: string): string {
  const isOpen = /(?<!\\)\*$/.test(pattern);
  const head = isOpen ? pattern.slice(0, -1) : pattern;
  const shown = head.replaceAll('\\*', '*');
  const isPlain = !/[?[]/.test(head);
  if (isOpen) {
    if (head === '') return 'every number';
    return isPlain ? `numbers that begin with ${shown}` : `numbers that begin as ${shown}`;
  }
  return isPlain ? `the number ${shown} alone` : `numbers of the form ${shown}`;
}

/** Country calling codes are 1 to 3 digits long, which their first digits tell. */
const callingCode = /^\+(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})(.+)$/;

/**
 * Patterns for the same numbers in other forms. National forms have a trunk prefix in most countries, and
 * none in some: both are offered. A national form is made international only with the calling code.
 */
export function otherForms(pattern: string, countryCode?: string): readonly string[] {
  if (pattern.startsWith('+')) {
    const match =
      countryCode !== undefined && pattern.startsWith(`+${countryCode}`)
        ? [pattern, countryCode, pattern.slice(countryCode.length + 1)]
        : callingCode.exec(pattern);
    const [, code = '', rest = ''] = match ?? [];
    if (rest === '' || rest === '*') return [];
    return code === '1' ? [rest, `1${rest}`] : [`0${rest}`, rest];
  }
  if (/^00[1-9]/.test(pattern)) return [`+${pattern.slice(2)}`];
  if (countryCode === undefined || !/^\d/.test(pattern)) return [];
  const trunk = countryCode === '1' ? /^1/ : /^0/;
  return [`+${countryCode}${pattern.replace(trunk, '')}`];
}
