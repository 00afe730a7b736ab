import type { Paragraph, TypePage } from '@ocipkit/generator';
import { allFields } from '../pages/particles.js';
import type { Reference } from '../release/reference.js';
import { typeFile } from '../urls.js';
import { searchKinds, statuses, type SearchData, type SearchDocument } from './data.js';
import { wordsOf } from './words.js';

/** A guide, as the search knows it. */
export interface SearchableGuide {
  readonly title: string;
  readonly path: string;
  readonly lead: string;
  readonly text: string;
  readonly contents?: readonly { readonly id: string; readonly text: string }[] | undefined;
}

/** Texts by place; each is kept once. */
class Texts {
  readonly list: string[] = [];
  readonly #places = new Map<string, number>();

  place(text: string): number {
    let place = this.#places.get(text);
    if (place === undefined) {
      place = this.list.length;
      this.list.push(text);
      this.#places.set(text, place);
    }
    return place;
  }

  places(texts: Iterable<string>): readonly number[] {
    return steps([...new Set(texts)].map((text) => this.place(text)));
  }
}

/** Ascending, each as the distance from the one before. */
function steps(places: readonly number[]): readonly number[] {
  const sorted = [...places].sort((a, b) => a - b);
  return sorted.map((place, i) => place - (sorted[i - 1] ?? 0));
}

const noPostings = (): (readonly number[])[] => [];

/** The index of all pages of a release and of the guides. */
export function buildSearch(reference: Reference, guides: readonly SearchableGuide[]): SearchData {
  const texts = {
    fields: new Texts(),
    values: new Texts(),
    columns: new Texts(),
    words: new Texts(),
  };
  const numbers = new Map(reference.entries.map(({ name }, i) => [name, i]));
  const documents: SearchDocument[] = [];
  const lists = {
    fieldsOf: noPostings(),
    valuesOf: noPostings(),
    columnsOf: noPostings(),
    wordsOf: noPostings(),
    enumerationsOf: noPostings(),
  };
  for (const entry of reference.entries) {
    const page = reference.page(entry.name);
    const path = reference.pathOf(entry.name) ?? '';
    const plain = [
      entry.name,
      searchKinds.indexOf(entry.kind),
      statuses.indexOf(entry.status),
      shortened(entry.summary),
    ] as const;
    documents.push(path === `reference/${typeFile(entry.name)}` ? plain : [...plain, path]);
    const content = page === undefined ? NOTHING : contentOf(page, reference, numbers);
    lists.fieldsOf.push(texts.fields.places(content.fields));
    lists.valuesOf.push(texts.values.places(content.values));
    lists.columnsOf.push(texts.columns.places(content.columns));
    lists.wordsOf.push(texts.words.places(content.words));
    lists.enumerationsOf.push(steps([...new Set(content.enumerations)]));
  }
  for (const [document, words] of guides.flatMap(guideDocuments)) {
    documents.push(document);
    lists.wordsOf.push(texts.words.places(words));
  }
  return {
    documents,
    fields: texts.fields.list,
    values: texts.values.list,
    columns: texts.columns.list,
    words: texts.words.list,
    ...lists,
  };
}

interface Content {
  readonly fields: readonly string[];
  readonly values: readonly string[];
  readonly columns: readonly string[];
  readonly words: readonly string[];
  readonly enumerations: readonly number[];
}

const NOTHING: Content = { fields: [], values: [], columns: [], words: [], enumerations: [] };

function contentOf(
  page: TypePage,
  reference: Reference,
  numbers: ReadonlyMap<string, number>,
): Content {
  const fields = allFields(page.particles ?? []).map(({ field }) => field);
  const answer =
    page.request?.response === undefined ? undefined : reference.page(page.request.response);
  const answerFields = allFields(answer?.particles ?? []).map(({ field }) => field);
  const enumerations = fields.flatMap(({ type }) =>
    type.kind === 'enumeration' ? (numbers.get(type.name) ?? []) : [],
  );
  return {
    fields: fields.map(({ name }) => name),
    values: [
      ...(page.value?.values ?? []).map(({ value }) => value),
      // Of enumerations that are declared in place.
      ...fields.flatMap(({ type, values = [] }) => (numbers.has(type.name) ? [] : values)),
    ],
    columns: [...fields, ...answerFields].flatMap(({ columns = [] }) =>
      columns.map(({ heading }) => heading),
    ),
    words: textWords(page.description.map(paragraphText).join(' '), page.name),
    enumerations,
  };
}

function paragraphText(paragraph: Paragraph): string {
  return typeof paragraph === 'string' ? paragraph : paragraph.items.join(' ');
}

const stop = new Set(
  (
    'a an and are as at be been but by can for from has have if in into is it its may no not of on or ' +
    'only same so than that the their them then there these they this to was when where which will with'
  ).split(' '),
);

/** Words that say something, and that the name does not say already. */
function textWords(text: string, name = ''): readonly string[] {
  const own = new Set(wordsOf(name));
  return wordsOf(text).filter((word) => word.length > 1 && !stop.has(word) && !own.has(word));
}

function guideDocuments(
  guide: SearchableGuide,
): readonly (readonly [SearchDocument, readonly string[]])[] {
  const kind = searchKinds.indexOf('guide');
  const own: SearchDocument = [guide.title, kind, 0, shortened(guide.lead), guide.path];
  const parts = (guide.contents ?? []).map(
    ({ id, text }): readonly [SearchDocument, readonly string[]] => [
      [`${guide.title}: ${text}`, kind, 0, '', `${guide.path}#${id}`],
      [],
    ],
  );
  return [[own, textWords(guide.text)], ...parts];
}

function shortened(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 117).replace(/\s+\S*$/, '')} …`;
}
