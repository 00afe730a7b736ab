/*
 * How names and texts come apart into words, the same way for the index and for what is typed.
 */

/** Words in small letters: `useCLIDSetting` is `use`, `clid`, `setting`. */
export function wordsOf(text: string): readonly string[] {
  const parts = text.match(/[A-Z]+s?(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_]+/gu) ?? [];
  return parts.map((part) => part.toLowerCase());
}

/** Letters and digits alone. */
export function compact(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** What engineers write for the words of the schemas, and the other way round. */
const acronyms: readonly (readonly [string, string])[] = [
  ['clid', 'calling line id'],
  ['cli', 'calling line id'],
  ['sca', 'shared call appearance'],
  ['dnd', 'do not disturb'],
  ['moh', 'music on hold'],
  ['acr', 'anonymous call rejection'],
  ['bwa', 'broad works anywhere'],
  ['aa', 'auto attendant'],
  ['cc', 'call center'],
  ['acd', 'automatic call distribution'],
  ['cfa', 'call forwarding always'],
  ['cfb', 'call forwarding busy'],
  ['cfna', 'call forwarding no answer'],
  ['cfnr', 'call forwarding not reachable'],
  ['ncos', 'network class of service'],
  ['fac', 'feature access code'],
  ['sp', 'service provider'],
  ['vm', 'voice messaging'],
  ['mwi', 'message waiting indicator'],
  ['lac', 'location code'],
  ['dpubi', 'directed call pickup with barge in'],
];

/** The words, each between blanks, followed by the acronyms that stand for some of them or are among them. */
export function paddedWords(text: string): string {
  const words = ` ${wordsOf(text).join(' ')} `;
  let padded = words;
  for (const [short, long] of acronyms) {
    if (words.includes(` ${long} `)) padded += `${short} `;
    else if (words.includes(` ${short} `)) padded += `${long} `;
  }
  return padded;
}
