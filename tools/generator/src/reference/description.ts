import type { ComplexTypeDef, TypeDef } from '../model/types.js';
import { cleanProse } from '../prose/clean.js';
import { columnSpans } from '../prose/column-leads.js';
import { modeNoteSpans } from '../prose/data-modes.js';
import { tellsEffect } from '../prose/effects.js';
import { tellsRights } from '../prose/rights.js';
import type { Span } from '../prose/span.js';
import type { PageContext } from './context.js';
import { paragraphsOf, sentencesOf } from './paragraphs.js';
import type { Paragraph } from './types.js';

/** The documentation of a type, without what is said elsewhere on its page. */
export interface Description {
  readonly paragraphs: readonly Paragraph[];
  readonly rights: readonly string[];
  readonly effects: readonly string[];
}

/** Which kinds of sentences are told apart. */
type Sorter = (sentence: string) => 'rights' | 'effects' | undefined;

const nothing: Description = { paragraphs: [], rights: [], effects: [] };

/** The documentation of a type in parts. */
export function describeType(type: TypeDef, context: PageContext): Description {
  if (!context.prose) return nothing;
  const text = cleanProse(type.doc, (found) => spansOf(found, type, context));
  const paragraphs = paragraphsOf(text);
  if (type.kind === 'simple') return { ...nothing, paragraphs };
  const role = context.release.roles.get(type.name);
  if (role === 'response') return { ...nothing, paragraphs: withoutRequest(paragraphs) };
  const isRead = context.release.requests.get(type.name)?.access === 'read';
  return sortSentences(paragraphs, (sentence) => {
    if (tellsRights(sentence)) return 'rights';
    return !isRead && tellsEffect(sentence) ? 'effects' : undefined;
  });
}

/** What the fields of the page tell: their data modes, and the columns of tables. */
function spansOf(text: string, type: TypeDef, context: PageContext): readonly Span[] {
  if (type.kind === 'simple') return [];
  const headings = headingsOn(type, context);
  const { fields } = context.facts.of(type);
  return [
    ...(headings.size === 0 ? [] : columnSpans(text, headings)),
    ...(fields.length === 0 ? [] : modeNoteSpans(text, fields)),
  ];
}

/** Headings of the tables on a page; that of a request has those of its response. */
function headingsOn(type: ComplexTypeDef, { release, facts }: PageContext): ReadonlySet<string> {
  const answer = release.types.get(release.requests.get(type.name)?.response ?? '');
  const shown = answer?.kind === 'complex' ? [type, answer] : [type];
  const columns = shown.flatMap((one) => [...facts.of(one).columns.values()].flat());
  return new Set(columns.map(({ heading }) => heading));
}

function sortSentences(paragraphs: readonly Paragraph[], kindOf: Sorter): Description {
  const rest: Paragraph[] = [];
  const found = { rights: [] as string[], effects: [] as string[] };
  // A sentence that introduces a list takes the list along.
  let open: string[] | undefined;
  for (const paragraph of paragraphs) {
    if (typeof paragraph !== 'string') {
      if (open === undefined) rest.push(paragraph);
      else open.push(`${open.pop() ?? ''} ${paragraph.items.join(', ')}.`);
      open = undefined;
      continue;
    }
    open = undefined;
    const kept: string[] = [];
    for (const sentence of sentencesOf(paragraph)) {
      // The first sentence says what the type is.
      const kind = rest.length + kept.length === 0 ? undefined : kindOf(sentence);
      if (kind === undefined) kept.push(sentence);
      else {
        found[kind].push(sentence);
        if (sentence.endsWith(':')) open = found[kind];
      }
    }
    if (kept.length > 0) rest.push(kept.join(' '));
  }
  return { paragraphs: rest, ...found };
}

const TO_REQUEST =
  /^(?:Answers (?:an? |the )?\w*Request\w*|(?:The )?[Rr]esponse to (?:an? |the )?\w*Request\w*)\s?[.:]?\s?/;

/** Which request a response answers is told as a link. */
function withoutRequest(paragraphs: readonly Paragraph[]): readonly Paragraph[] {
  const [first, ...others] = paragraphs;
  if (typeof first !== 'string') return paragraphs;
  const rest = first.replace(TO_REQUEST, '');
  if (rest === first) return paragraphs;
  if (rest !== '') return [rest.charAt(0).toUpperCase() + rest.slice(1), ...others];
  return others.some((other) => typeof other === 'string') ? others : paragraphs;
}

/** The first sentence; empty where there is none. */
export function summaryOf(paragraphs: readonly Paragraph[]): string {
  const first = paragraphs.find((paragraph) => typeof paragraph === 'string');
  return first === undefined ? '' : (sentencesOf(first)[0] ?? '');
}
