import type { Random } from './random.js';

/** What a type does with white space; decides which blanks a text may hold. */
export type WhiteSpace = 'preserve' | 'replace' | 'collapse';

const letters = Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');
const marks = Array.from('&<>"\'];=/-.,+@#*()[]{}%$!?\\|~^`_:');
// The first four are control characters of ISO-8859-1, which Windows' code page reads otherwise.
const latin1 = Array.from('\u0080\u0085\u0092\u009F\u00A0¡£ÄÖÜßàéîõøÿ');
const beyondLatin1 = Array.from('ĀčŁŸ€“”…ΩЖאकあセ漢한\uD7FF\uE000\uFFFD');
const beyondBasicPlane = Array.from('😀𝒳𠮷🇨🏳\u{10FFFF}');
/** Text that would end or begin markup if it were not escaped. */
const fragments = [']]>', '<![CDATA[', '&amp;', '</command>', '<!--', '-->', '<?', '&#65;'];

/**
 * A text of exactly `length` characters (code points) that its white space rule leaves as it is:
 * letters, markup, accents, and characters that neither ISO-8859-1 nor one UTF-16 unit can hold.
 */
export function randomText(random: Random, length: number, space: WhiteSpace): string {
  const characters: string[] = [];
  while (characters.length < length) {
    const fragment = random.chance(0.03) ? random.pick(fragments) : '';
    if (fragment !== '' && fragment.length <= length - characters.length) {
      characters.push(...Array.from(fragment));
    } else if (random.chance(0.1)) {
      characters.push(blank(random, space, characters, length));
    } else {
      characters.push(visible(random));
    }
  }
  return characters.join('');
}

/** Plain letters, for where only the length matters. */
export function plainText(length: number): string {
  return 'x'.repeat(length);
}

function visible(random: Random): string {
  const kind = random.next();
  if (kind < 0.7) return random.pick(letters);
  if (kind < 0.82) return random.pick(marks);
  if (kind < 0.88) return random.pick(latin1);
  return random.pick(kind < 0.94 ? beyondLatin1 : beyondBasicPlane);
}

function blank(
  random: Random,
  space: WhiteSpace,
  before: readonly string[],
  length: number,
): string {
  if (space === 'preserve') return random.pick([' ', ' ', '\t', '\n', '\r']);
  if (space === 'replace') return ' ';
  // Collapsing takes blanks at the ends, and all but one in a row.
  const position = before.length;
  const survives = position > 0 && position < length - 1 && before[position - 1] !== ' ';
  return survives ? ' ' : random.pick(letters);
}
