import type { Level, Paragraph, ReferenceKind, TypePage } from '@ocipkit/generator';
import { fieldsOf } from './pages.js';
import { queryTerms, wordsOf, type Term } from './words.js';

export interface SearchFilter {
  readonly kinds: readonly ReferenceKind[];
  readonly levels: readonly Level[];
}

/** A type that was found. */
export interface Hit {
  readonly name: string;
  readonly kind: ReferenceKind;
  readonly status: TypePage['status'];
  /** Where the words are, such as `name` or `field lastName`. */
  readonly matched: readonly string[];
  readonly summary: string;
}

interface Match {
  readonly score: number;
  readonly where: string;
}

/** How much a place weighs. */
const weights = { name: 24, field: 8, value: 5, column: 6, description: 3 } as const;
/** A newer member of the family exists, and the deprecated ones come last anyway. */
const SUPERSEDED = 0.6;
const byKind: Readonly<Record<ReferenceKind, number>> = {
  request: 1,
  response: 0.8,
  type: 0.7,
  enumeration: 0.75,
  simple: 0.6,
};

/**
 * Finds the types in which every word of the query occurs: in the name, the names of fields, values of
 * enumerations, headings of columns or the description. Best first, deprecated ones last.
 */
export function search(
  pages: readonly TypePage[],
  query: readonly string[],
  { kinds, levels }: SearchFilter,
): readonly Hit[] {
  const terms = queryTerms(query);
  const wanted = query.join(' ').trim().toLowerCase();
  const answered = levelsOf(pages);
  const found = pages
    .filter(
      (page) =>
        (kinds.length === 0 || kinds.includes(page.kind)) &&
        (levels.length === 0 || levels.some((level) => answered(page) === level)),
    )
    .flatMap((page) => {
      const result = scored(page, terms, wanted);
      return result === undefined ? [] : [{ page, ...result }];
    });
  found.sort(
    (a, b) =>
      Number(a.page.status === 'deprecated') - Number(b.page.status === 'deprecated') ||
      b.score - a.score ||
      a.page.name.length - b.page.name.length ||
      (a.page.name < b.page.name ? -1 : 1),
  );
  return found.map(({ page, matched }) => ({
    name: page.name,
    kind: page.kind,
    status: page.status,
    matched,
    summary: summaryOf(page),
  }));
}

/** A response belongs where its request does. */
function levelsOf(pages: readonly TypePage[]): (page: TypePage) => Level | undefined {
  const byRequest = new Map(
    pages.flatMap(({ name, request }) => (request === undefined ? [] : [[name, request.level]])),
  );
  return ({ request, answers }) => request?.level ?? byRequest.get(answers?.[0] ?? '');
}

function scored(
  page: TypePage,
  terms: readonly Term[],
  wanted: string,
): { readonly score: number; readonly matched: readonly string[] } | undefined {
  const places = [...placesOf(page)];
  const matches: Match[] = [];
  for (const term of terms) {
    const best = bestMatch(term, places);
    if (best === undefined) return undefined;
    matches.push(best);
  }
  const name = page.name.toLowerCase();
  const exact = name === wanted ? 1000 : name.includes(wanted.replaceAll(' ', '')) ? 10 : 0;
  const sum = matches.reduce((total, { score }) => total + score, exact);
  // Of two names with the words, the one with less beside them is meant.
  const density = terms.length / Math.max(terms.length, wordsOf(page.name).length);
  const score =
    (sum + 6 * density) * byKind[page.kind] * (page.status === 'superseded' ? SUPERSEDED : 1);
  return { score, matched: [...new Set(matches.map(({ where }) => where))] };
}

/** A text of a page. It is taken apart only where it may hold what is looked for: most do not. */
class Place {
  readonly weight: number;
  readonly #kind: string;
  readonly #of: string | undefined;
  readonly #text: string;
  readonly #isProse: boolean;
  /** In lower case, without blanks. */
  #flat: string | undefined;
  #words: readonly string[] | undefined;

  constructor(kind: keyof typeof weights, text: string, of?: string) {
    this.weight = weights[kind];
    this.#kind = kind;
    this.#of = of;
    this.#text = text;
    this.#isProse = kind === 'description';
  }

  /** Such as `name`, `field address.city` or `value On of mode`. */
  get where(): string {
    const of = this.#of;
    switch (this.#kind) {
      case 'name':
        return 'name';
      case 'description':
        return of === undefined ? 'description' : `text of ${of}`;
      case 'field':
        return `field ${of ?? this.#text}`;
      default:
        return `${this.#kind} ${this.#text}${of === undefined ? '' : ` of ${of}`}`;
    }
  }

  /** 1 for whole words, less for beginnings and parts of words, 0 for nothing. */
  likeness(meaning: readonly string[]): number {
    const flat = (this.#flat ??= this.#text.toLowerCase().replace(/\s+/g, ''));
    if (!meaning.every((word) => flat.includes(word.replace(/s$/, '')))) return 0;
    const words = (this.#words ??= wordsOf(this.#text));
    for (let i = 0; i + meaning.length <= words.length; i++) {
      if (meaning.every((word, k) => isSame(words[i + k] ?? '', word))) return 1;
    }
    const [first = ''] = meaning;
    if (meaning.length > 1 || first.length < LEAST) return 0;
    if (words.some((word) => word.startsWith(first))) return 0.7;
    return !this.#isProse && flat.includes(first) ? 0.5 : 0;
  }
}

/** Letters that tell a part of a word from chance. */
const LEAST = 3;

function placesOf(page: TypePage): readonly Place[] {
  const places = [new Place('name', page.name), new Place('description', textOf(page.description))];
  for (const { path, field } of fieldsOf(page.particles)) {
    places.push(new Place('field', field.name, path));
    for (const { heading } of field.columns ?? []) places.push(new Place('column', heading, path));
    for (const value of field.values ?? []) places.push(new Place('value', value, path));
    if (field.doc !== '') places.push(new Place('description', field.doc, path));
  }
  for (const { value, doc } of page.value?.values ?? []) {
    places.push(new Place('value', value));
    if (doc !== undefined) places.push(new Place('description', doc, value));
  }
  return places;
}

function bestMatch(term: Term, places: readonly Place[]): Match | undefined {
  let best: Place | undefined;
  let most = 0;
  for (const place of places) {
    for (const meaning of term) {
      const score = place.weight > most ? place.weight * place.likeness(meaning) : 0;
      if (score > most) [best, most] = [place, score];
    }
  }
  return best === undefined ? undefined : { score: most, where: best.where };
}

/** One may be the plural of the other. */
function isSame(word: string, wanted: string): boolean {
  return word === wanted || `${word}s` === wanted || word === `${wanted}s`;
}

function textOf(description: readonly Paragraph[]): string {
  return description
    .flatMap((paragraph) => (typeof paragraph === 'string' ? [paragraph] : paragraph.items))
    .join(' ');
}

/** The first sentence of the description. */
function summaryOf({ description }: TypePage): string {
  const [first] = description;
  if (first === undefined) return '';
  const text = typeof first === 'string' ? first : (first.items[0] ?? '');
  return /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;
}
