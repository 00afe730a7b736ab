import type { ReferenceKind, Status } from '@ocipkit/generator';

/** What a search result leads to. */
export type SearchKind = ReferenceKind | 'guide';

export const searchKinds: readonly SearchKind[] = [
  'request',
  'response',
  'type',
  'enumeration',
  'simple',
  'guide',
];

export const statuses: readonly Status[] = ['current', 'superseded', 'deprecated'];

/** A page, or a part of a guide. */
export type SearchDocument = readonly [
  title: string,
  /** Place in {@link searchKinds}. */
  kind: number,
  /** Place in {@link statuses}. */
  status: number,
  summary: string,
  /** Inside the site; left out where the title tells it. */
  path?: string,
];

/** Numbers in one list per document: places in a list of texts. */
export type Postings = readonly (readonly number[])[];

/**
 * The index, as the browser loads it. Each text is there once; documents refer to texts by their place,
 * in ascending order, each as the distance from the one before.
 */
export interface SearchData {
  readonly documents: readonly SearchDocument[];
  readonly fields: readonly string[];
  readonly values: readonly string[];
  readonly columns: readonly string[];
  /** Of descriptions and guides, in small letters. */
  readonly words: readonly string[];
  readonly fieldsOf: Postings;
  readonly valuesOf: Postings;
  readonly columnsOf: Postings;
  readonly wordsOf: Postings;
  /** Enumerations that fields of a document have for their type, as places in `documents`. */
  readonly enumerationsOf: Postings;
}

/** Name of the global that the index is kept in. */
export const SEARCH_GLOBAL = 'ocipSearchData';
