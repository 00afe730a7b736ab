import type { Change, ChangeCode, Place } from './types.js';

/** Marks a name or a value of the schemas within a sentence. */
export type Quote = (text: string) => string;

/** Says what a change is, as part of a sentence: `extension: now optional`. */
export function describeChange(change: Change, quote: Quote): string {
  const before = change.before === undefined ? '' : quote(change.before);
  const after = change.after === undefined ? '' : quote(change.after);
  const text = sentences[change.code]({ change, before, after, quote });
  return change.path === '' ? text : `${quote(change.path)}: ${text}`;
}

interface Texts {
  readonly change: Change;
  readonly before: string;
  readonly after: string;
  readonly quote: Quote;
}

type Sentence = (texts: Texts) => string;

const became =
  (what: string): Sentence =>
  ({ before, after }) =>
    `${what} ${before} became ${after}`;

/** For what may be missing on either side. */
const setOrBecame =
  (what: string): Sentence =>
  ({ change, before, after }) => {
    if (change.before === undefined) return `${what} ${after} added`;
    return change.after === undefined
      ? `${what} ${before} removed`
      : `${what} ${before} became ${after}`;
  };

const sentences: Readonly<Record<ChangeCode, Sentence>> = {
  'kind-changed': ({ change }) => `was a ${change.before ?? ''}, is a ${change.after ?? ''}`,
  'response-changed': became('the response'),
  'access-changed': became('access'),
  'base-changed': setOrBecame('the base type'),
  'abstract-changed': ({ change }) =>
    change.after === 'true' ? 'abstract from now on' : 'no longer abstract',
  'form-added': ({ after }) => `${after} may take its place as well`,
  'form-removed': ({ before }) => `${before} may no longer take its place`,
  'attribute-added': ({ change }) => `attribute added, ${change.after ?? ''}`,
  'attribute-removed': ({ change }) => `attribute removed, was ${change.before ?? ''}`,
  'attribute-changed': ({ change }) =>
    `attribute now ${change.after ?? ''}, was ${change.before ?? ''}`,
  'field-added': ({ after, change, quote }) => `added ${placeText(change.place, quote)}, ${after}`,
  'field-removed': ({ before }) => `removed, was ${before}`,
  'field-moved': ({ change }) => `moved, ${change.after ?? ''}, was ${change.before ?? ''}`,
  'type-changed': became('type'),
  'occurrence-changed': ({ change, before, after }) => occurrenceText(change, before, after),
  'nillable-changed': ({ change }) =>
    change.after === 'true' ? 'nillable from now on' : 'no longer nillable',
  'default-changed': setOrBecame('default'),
  'fixed-changed': setOrBecame('fixed value'),
  'choice-added': ({ after, change, quote }) =>
    `choice added ${placeText(change.place, quote)}: ${after}`,
  'choice-removed': ({ before }) => `choice removed: ${before}`,
  'choice-introduced': ({ before, after }) => `${before} became a choice: ${after}`,
  'choice-dissolved': ({ before, after }) => `choice ${before} dissolved into ${after}`,
  'choice-rearranged': became('choice'),
  'choice-moved': became('choice'),
  'choice-occurrence-changed': became('choice'),
  'branch-added': ({ before, after }) => `choice ${before} also offers ${after}`,
  'branch-removed': ({ before, after }) => `choice ${after} no longer offers ${before}`,
  'primitive-changed': became('content'),
  'facet-changed': setOrBecame('limit'),
  'value-added': ({ after }) => `value ${after} added`,
  'value-removed': ({ before }) => `value ${before} removed`,
  'enumeration-introduced': became('content'),
  'enumeration-dropped': became('content'),
};

function placeText(place: Place | undefined, quote: Quote): string {
  if (place === undefined) return '';
  if (place.at !== 'middle') return `at the ${place.at}`;
  return place.follows === undefined
    ? 'in the middle'
    : `in the middle after ${quote(place.follows)}`;
}

function occurrenceText({ before, after }: Change, was: string, is: string): string {
  if (before === '1..1' && after === '0..1') return 'now optional';
  if (before === '0..1' && after === '1..1') return 'now required';
  return `occurrence ${was} became ${is}`;
}
