/** Words of a name in mixed case or of a text, in lower case. */
export function wordsOf(text: string): readonly string[] {
  const words = text.match(/BroadWorks|CommPilot|VoIP|[A-Z]+\d*(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];
  return words.map((word) => word.toLowerCase());
}

/** What the field writes in short, and names of commands at length, or the other way round. */
const shortForms: Readonly<Record<string, string>> = {
  aa: 'auto attendant',
  acd: 'automatic call distribution',
  blf: 'busy lamp field',
  bwa: 'broadworks anywhere',
  cc: 'call center',
  cfa: 'call forwarding always',
  cfb: 'call forwarding busy',
  cfna: 'call forwarding no answer',
  cfnr: 'call forwarding not reachable',
  clid: 'calling line id',
  dn: 'phone number',
  dnd: 'do not disturb',
  hg: 'hunt group',
  imp: 'instant messaging presence',
  moh: 'music on hold',
  mwi: 'message waiting indicator',
  ocp: 'outgoing calling plan',
  sca: 'shared call appearance',
  sp: 'service provider',
  vm: 'voice messaging',
};

/** What a word of a query may stand for: alternatives, each of words that stand together. */
export type Term = readonly (readonly string[])[];

/**
 * Reads a query. Words that have a short form count as one: `calling line id` finds names with `CLID`
 * as well, and `clid` those with `CallingLineId`.
 */
export function queryTerms(query: readonly string[]): readonly Term[] {
  const words = query.flatMap((part) => part.toLowerCase().match(/[\p{L}\p{N}@._+-]+/gu) ?? []);
  const terms: Term[] = [];
  let left: readonly string[] = words;
  for (let [word] = left; word !== undefined; [word] = left) {
    const phrase = phraseAt(left);
    const long = Object.hasOwn(shortForms, word) ? shortForms[word] : undefined;
    terms.push(
      phrase === undefined
        ? [[word], ...(long === undefined ? [] : [long.split(' ')])]
        : [phrase.words, [phrase.short]],
    );
    left = left.slice(phrase?.words.length ?? 1);
  }
  return terms;
}

/** Words at the beginning that have a short form: all of them, or the first two of more. */
function phraseAt(
  words: readonly string[],
): { readonly words: readonly string[]; readonly short: string } | undefined {
  for (const isWhole of [true, false]) {
    for (const [short, long] of Object.entries(shortForms)) {
      const parts = long.split(' ');
      if (!isWhole && parts.length < 3) continue;
      const phrase = isWhole ? parts : parts.slice(0, 2);
      if (phrase.every((part, i) => words[i] === part)) return { words: phrase, short };
    }
  }
  return undefined;
}
