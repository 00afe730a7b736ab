/** Anything that introduces itself with words, such as a list of headings. */
interface Introduced {
  readonly context: string;
}

/**
 * Finds out which table each list belongs to: by the element's name, by words that resemble it, or
 * by order.
 *
 * @param names table elements in schema order
 * @returns for each list the tables it belongs to
 */
export function matchTables(
  lists: readonly Introduced[],
  names: readonly string[],
): ReadonlyMap<Introduced, readonly string[]> {
  const found = new Map<Introduced, readonly string[]>();
  if (names.length === 1) {
    for (const list of lists) found.set(list, names);
    return found;
  }
  for (const list of lists) {
    const name = mostAlike(list.context, names);
    if (name !== undefined) found.set(list, [name]);
  }
  const taken = new Set([...found.values()].flat());
  const free = names.filter((name) => !taken.has(name));
  const open = lists.filter((list) => !found.has(list));
  if (open.length === 1 && open[0] !== undefined && free.length > 0) {
    // "Each of the tables has the columns …"
    found.set(open[0], free);
  } else {
    open.forEach((list, i) => {
      const name = free[i];
      if (name !== undefined) found.set(list, [name]);
    });
  }
  return found;
}

/** The name that a text resembles most, if one does so more than any other. */
function mostAlike(text: string, names: readonly string[]): string | undefined {
  const lower = text.toLowerCase();
  const spelled = names.filter((name) => lower.includes(name.toLowerCase()));
  if (spelled.length === 1) return spelled[0];
  const words = new Set(wordsOf(text));
  let best: { name: string; score: number; unique: boolean } | undefined;
  for (const name of names) {
    const own = wordsOf(name);
    const shared = own.filter((word) => words.has(word)).length;
    if (shared === 0) continue;
    // More shared words first; among equals the name that has the fewest words besides.
    const score = shared + shared / (own.length + 1);
    if (best === undefined || score > best.score) best = { name, score, unique: true };
    else if (score === best.score) best.unique = false;
  }
  return best?.unique === true ? best.name : undefined;
}

/** Words of a text and of the identifiers in it, in lower case and without a plural ending. */
function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((word) => (word.length > 3 ? word.replace(/s$/, '') : word))
    .filter((word) => word !== '' && word !== 'table');
}
