import { readPlainRun, readQuotedRun, type HeadingRun } from './quoted-run.js';
import type { Span } from './span.js';
import { firstMode } from './text.js';
import type { DataMode } from './types.js';

/** A list of headings, and how the words before it introduce it. */
export interface ColumnList {
  /**
   * - `full`: the columns of a table
   * - `more`: further columns of the table named last
   * - `mode`: those columns that only one mode returns
   */
  readonly kind: 'full' | 'more' | 'mode';
  readonly headings: readonly string[];
  /** The only mode that the list holds for. */
  readonly mode?: DataMode;
  /** The words that introduce the list; they may name the table. */
  readonly context: string;
  /** Where the sentence begins that the list ends. */
  readonly start: number;
  /** Where the list ends. */
  readonly end: number;
}

interface Lead {
  readonly kind: ColumnList['kind'];
  readonly mode?: DataMode;
  readonly start: number;
  /** Where the list begins. */
  readonly list: number;
  /** Whether a colon stands before the list; it may do without quotes then. */
  readonly colon: boolean;
}

const LEAD = /\b(?:columns?(?:\sheadings?)?|table\sheadings?)\b/gi;
/** Nothing but "are", "as follows" and a colon up to the list. */
const DIRECT = /\s?(?:is|are)?(?:\sas\sfollows)?\s?(:?)\s?/y;
const OF_TABLE = /\s(?:for|of)\s(?:the\s)?\w+(?:\stable)?\s(?:are|is)(?:\sas\sfollows)?\s?(:?)\s?/y;
/** The rest of a sentence that ends with the list. */
const SENTENCE = /([^":]{0,200})(:?)\s?/y;
/** A sentence may hold two lists. */
const LONGEST_SENTENCE = 1000;
/** Directories name their last column in a sentence of its own. */
const FINALLY = /\bFinally,? (?=")/g;

/**
 * Finds the lists of headings in a documentation text, in order.
 *
 * @param text joined lines of `proseLines`
 */
export function findColumnLists(text: string): ColumnList[] {
  const lists: ColumnList[] = [];
  let end = 0;
  for (const lead of leadsOf(text)) {
    if (lead.start < end) continue;
    const run = readRun(text, lead);
    if (run.headings.length === 0) continue;
    const mode = lead.mode ?? modeOfSentence(text, lead.start);
    const about = mode === undefined ? {} : { mode };
    const start = sentenceStart(text, lead.start, end);
    const context = text.slice(start, lead.list);
    const { headings } = run;
    lists.push({ kind: lead.kind, headings, context, start, end: run.end, ...about });
    end = run.end;
    // The same table as another kind of administrator gets it, on a line of its own.
    for (let at = nextLineQuote(text, end); at >= 0; at = nextLineQuote(text, end)) {
      const variant = readQuotedRun(text, at);
      if (variant.headings.length < 2 || variant.headings[0] !== run.headings[0]) break;
      const place = { start: at, end: variant.end };
      lists.push({ kind: 'more', headings: variant.headings, context: '', ...place, ...about });
      end = variant.end;
    }
  }
  return lists;
}

/**
 * Finds the sentences that say no more than which columns a table has.
 *
 * @param text joined lines of `proseLines`
 * @param known headings that are shown otherwise
 */
export function columnSpans(text: string, known: ReadonlySet<string>): Span[] {
  const spans: Span[] = [];
  for (const { headings, start, end } of findColumnLists(text)) {
    const rest = /^\s?(?:\.|$|\n)/.exec(text.slice(end));
    if (rest === null || !headings.every((heading) => known.has(heading))) continue;
    spans.push({ start, end: end + rest[0].length });
  }
  return spans;
}

function leadsOf(text: string): Lead[] {
  const leads: Lead[] = [];
  for (const { index, 0: words } of text.matchAll(LEAD)) {
    const lead = readLead(text, index, words);
    if (lead !== undefined) leads.push(lead);
  }
  for (const { index, 0: words } of text.matchAll(FINALLY)) {
    leads.push({ kind: 'more', start: index, list: index + words.length, colon: false });
  }
  return leads.sort((a, b) => a.start - b.start);
}

function readLead(text: string, start: number, words: string): Lead | undefined {
  const after = start + words.length;
  const before = text.slice(Math.max(0, start - 12), start);
  // What follows a quoted heading tells of that column.
  if (/["']\s?$/.test(before)) return undefined;
  const following = /following\s$/i.test(before);
  if (following || before === '' || before.endsWith('\n')) {
    const [all, rest, colon] = matchAt(SENTENCE, text, after);
    const list = after + all.length;
    const modes = firstMode(rest)?.modes ?? [];
    const [mode] = modes;
    if (mode !== undefined) {
      if (modes.length > 1) return undefined;
      return { kind: 'mode', mode, start, list, colon: colon === ':' };
    }
    if (following && /\balso\b|\badditional/.test(rest)) {
      return { kind: 'more', start, list, colon: colon === ':' };
    }
  }
  for (const pattern of [OF_TABLE, DIRECT]) {
    const [all, colon] = matchAt(pattern, text, after);
    const list = after + all.length;
    // A single column is a list only after a colon.
    const introduces = colon === ':' || (words.endsWith('s') && isQuote(text.charAt(list)));
    if (introduces) return { kind: 'full', start, list, colon: colon === ':' };
  }
  return undefined;
}

function readRun(text: string, lead: Lead): HeadingRun {
  if (isQuote(text.charAt(lead.list))) return readQuotedRun(text, lead.list);
  const headings: string[] = [];
  let end = lead.list;
  while (lead.colon && end < text.length) {
    const [line = ''] = text.slice(end, end + LONGEST_SENTENCE).split('\n', 1);
    const names = readPlainRun(line);
    headings.push(...names);
    end += line.length + 1;
    if (names.length === 0 || lead.kind !== 'mode') break;
  }
  return { headings, end };
}

/** The mode that a list's sentence begins with: "In XS data mode, its columns are". */
function modeOfSentence(text: string, lead: number): DataMode | undefined {
  const from = sentenceStart(text, lead, Math.max(0, lead - LONGEST_SENTENCE));
  const sentence = text.slice(from, lead);
  const mention = firstMode(sentence);
  if (mention?.modes.length !== 1) return undefined;
  return /^in (?:the )?$/i.test(sentence.slice(0, mention.index)) ? mention.modes[0] : undefined;
}

/** Start of the sentence that goes on at an index, but not before `from`. */
function sentenceStart(text: string, index: number, from: number): number {
  for (let i = index - 1; i > from; i--) {
    const mark = text.charAt(i);
    const before = text.charAt(i - 1);
    if (mark === '\n' && before === '\n') return i + 1;
    if ((mark === '\n' || mark === ' ') && before === '.') return i + 1;
  }
  return from;
}

/** Index of a quote that begins the next line, if this line holds no more of them. */
function nextLineQuote(text: string, from: number): number {
  const lineEnd = text.indexOf('\n', from);
  if (lineEnd < 0 || text.charAt(lineEnd + 1) !== '"') return -1;
  return text.slice(from, lineEnd).includes('"') ? -1 : lineEnd + 1;
}

/** The match of a sticky pattern at an index: all of it and its groups, or empty strings. */
function matchAt(pattern: RegExp, text: string, index: number): [string, string, string] {
  pattern.lastIndex = index;
  const match = pattern.exec(text);
  return [match?.[0] ?? '', match?.[1] ?? '', match?.[2] ?? ''];
}

function isQuote(char: string): boolean {
  return char === '"' || char === "'";
}
