import { typeFile } from '../urls.js';
import { searchKinds, statuses, type Postings, type SearchData, type SearchKind } from './data.js';
import { compact, paddedWords, wordsOf } from './words.js';

/** A page that was found. */
export interface Hit {
  readonly title: string;
  readonly kind: SearchKind;
  readonly isDeprecated: boolean;
  readonly summary: string;
  /** Inside the site. */
  readonly path: string;
  /** What was found, where it is not the title: `field userId`. */
  readonly reason?: string;
}

export interface SearchResult {
  /** The best first. */
  readonly hits: readonly Hit[];
  /** Of all pages that were found. */
  readonly total: number;
}

/** Texts of one kind, prepared for comparison. */
interface Dictionary {
  readonly label: string;
  /** What a match is worth. */
  readonly weight: number;
  readonly texts: readonly string[];
  readonly compact: readonly string[];
  readonly padded: readonly string[];
  /** Documents by text. */
  readonly documents: readonly (readonly number[])[];
}

/** How much of the query a text is. */
const EXACT = 3;
const STARTS = 1.5;
const HOLDS = 0.9;

/** How well a word of the query fits a text. */
const WORD = 1;
const WORD_STARTS = 0.75;
const INSIDE = 0.35;

/** Most people look for a request, whose name seldom begins with what they type: its level does. */
const kindFactors: Readonly<Record<SearchKind, number>> = {
  request: 1,
  guide: 0.97,
  response: 0.92,
  type: 0.74,
  enumeration: 0.72,
  simple: 0.7,
};
const statusFactors = [1, 0.85, 0.6];

/** Finds pages while somebody types. */
export class SearchEngine {
  readonly #data: SearchData;
  readonly #dictionaries: readonly Dictionary[];

  constructor(data: SearchData) {
    this.#data = data;
    const { documents } = data;
    this.#dictionaries = [
      dictionary(
        '',
        10,
        documents.map(([title]) => title),
        documents.map((_, i) => [i]),
      ),
      dictionary('field', 3.5, data.fields, inverted(data.fieldsOf, data.fields.length)),
      dictionary('value', 3.5, data.values, valueDocuments(data)),
      dictionary('column', 3, data.columns, inverted(data.columnsOf, data.columns.length)),
      dictionary('', 1, data.words, inverted(data.wordsOf, data.words.length)),
    ];
  }

  /** @param most hits to return; all are counted */
  search(query: string, most = 30): SearchResult {
    const terms = [...new Set(wordsOf(query))];
    const whole = compact(query);
    if (whole === '' || terms.length === 0) return { hits: [], total: 0 };
    const found = new Findings(this.#data.documents.length, terms.length);
    for (const [d, texts] of this.#dictionaries.entries()) match(texts, d, terms, whole, found);
    const ranked = this.#rank(found, terms.length);
    return {
      hits: ranked.slice(0, most).map(({ document }) => this.#hit(document, found)),
      total: ranked.length,
    };
  }

  #rank(found: Findings, terms: number): readonly Ranked[] {
    const ranked: Ranked[] = [];
    this.#data.documents.forEach(([title, kind, status], document) => {
      let sum = 0;
      for (let t = 0; t < terms; t++) {
        const best = found.best(t, document);
        if (best === 0) return;
        sum += best;
      }
      const bonus = found.whole[document] ?? 0;
      const isExact = bonus >= EXACT * 10;
      const factor = isExact
        ? 1
        : (statusFactors[status] ?? 1) * kindFactors[searchKinds[kind] ?? 'type'];
      ranked.push({ document, score: (sum / terms + bonus) * factor, title });
    });
    return ranked.sort(
      (a, b) =>
        b.score - a.score || a.title.length - b.title.length || (a.title < b.title ? -1 : 1),
    );
  }

  #hit(document: number, found: Findings): Hit {
    const [title = '', kind = 0, status = 0, summary = '', path] =
      this.#data.documents[document] ?? [];
    const [dictionaryAt, text] = found.reason(document);
    const texts = this.#dictionaries[dictionaryAt];
    const label = texts?.label ?? '';
    return {
      title,
      kind: searchKinds[kind] ?? 'type',
      isDeprecated: statuses[status] === 'deprecated',
      summary,
      path: path ?? `reference/${typeFile(title)}`,
      ...(label === '' ? {} : { reason: `${label} ${texts?.texts[text] ?? ''}` }),
    };
  }
}

interface Ranked {
  readonly document: number;
  readonly score: number;
  readonly title: string;
}

/** The best that was found for each document. */
class Findings {
  /** For the query as a whole. */
  readonly whole: Float32Array;
  readonly #best: readonly Float32Array[];
  /** The best match of a single word, and where it was. */
  readonly #top: Float32Array;
  readonly #dictionary: Uint8Array;
  readonly #text: Int32Array;

  constructor(documents: number, terms: number) {
    this.whole = new Float32Array(documents);
    this.#best = Array.from({ length: terms }, () => new Float32Array(documents));
    this.#top = new Float32Array(documents);
    this.#dictionary = new Uint8Array(documents);
    this.#text = new Int32Array(documents);
  }

  best(term: number, document: number): number {
    return this.#best[term]?.[document] ?? 0;
  }

  add(
    document: number,
    qualities: readonly number[],
    whole: number,
    at: number,
    text: number,
  ): void {
    let sum = whole;
    qualities.forEach((quality, t) => {
      sum += quality;
      const best = this.#best[t];
      if (best !== undefined && quality > (best[document] ?? 0)) best[document] = quality;
    });
    if (whole > (this.whole[document] ?? 0)) this.whole[document] = whole;
    if (sum > (this.#top[document] ?? 0)) {
      this.#top[document] = sum;
      this.#dictionary[document] = at;
      this.#text[document] = text;
    }
  }

  reason(document: number): readonly [dictionary: number, text: number] {
    return [this.#dictionary[document] ?? 0, this.#text[document] ?? 0];
  }
}

function match(
  { weight, compact: compacts, padded, documents }: Dictionary,
  at: number,
  terms: readonly string[],
  whole: string,
  found: Findings,
): void {
  for (let text = 0; text < padded.length; text++) {
    const words = padded[text] ?? '';
    const letters = compacts[text] ?? '';
    const qualities = terms.map((term) => termQuality(term, words, letters) * weight);
    if (qualities.every((quality) => quality === 0)) continue;
    const bonus = wholeQuality(whole, letters) * weight;
    for (const document of documents[text] ?? []) found.add(document, qualities, bonus, at, text);
  }
}

function termQuality(term: string, words: string, letters: string): number {
  const at = words.indexOf(` ${term}`);
  if (at >= 0) return words.includes(` ${term} `) ? WORD : WORD_STARTS;
  return term.length > 2 && letters.includes(term) ? INSIDE : 0;
}

function wholeQuality(whole: string, letters: string): number {
  const at = letters.indexOf(whole);
  if (at < 0) return 0;
  if (at > 0) return HOLDS;
  return letters.length === whole.length ? EXACT : STARTS;
}

function dictionary(
  label: string,
  weight: number,
  texts: readonly string[],
  documents: readonly (readonly number[])[],
): Dictionary {
  return {
    label,
    weight,
    texts,
    compact: texts.map(compact),
    padded: texts.map(paddedWords),
    documents,
  };
}

/** Documents by text, from texts by document. */
function inverted(postings: Postings, texts: number): readonly (readonly number[])[] {
  const documents: number[][] = Array.from({ length: texts }, () => []);
  postings.forEach((steps, document) => {
    let text = 0;
    for (const step of steps) {
      text += step;
      documents[text]?.push(document);
    }
  });
  return documents;
}

/** A value leads to its enumeration, and to all that has a field of that type. */
function valueDocuments(data: SearchData): readonly (readonly number[])[] {
  const users = inverted(data.enumerationsOf, data.documents.length);
  return inverted(data.valuesOf, data.values.length).map((own) => [
    ...new Set(own.flatMap((document) => [document, ...(users[document] ?? [])])),
  ]);
}
