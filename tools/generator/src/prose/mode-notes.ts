import { firstMode, proseLines } from './text.js';
import type { DataMode, Elsewhere } from './types.js';

/** A remark that names fields and the data modes they exist in. */
export interface ModeNote {
  /** The only modes of the fields; empty if the remark says that no mode uses them. */
  readonly modes: readonly DataMode[];
  /** What the other modes do with them, where the remark says so. */
  readonly elsewhere?: Elsewhere;
  /** The lines of its list, without bullets; each begins with what it names. */
  readonly items: readonly string[];
  /** Where the remark stands among the lines of the text: the first one, and the one after it. */
  readonly lines: { readonly start: number; readonly end: number };
  /** The line of each item; the first may stand on the last line of the remark itself. */
  readonly itemLines: readonly number[];
}

/** Remarks on values, types, columns or on fields of another type speak of no field of this one. */
const LEAD = /^(?:[-*] )?the (?:two )?following\b/i;
const ABOUT_FIELDS =
  /^(?:[-*] )?the (?:two )?following (?:data )?(?:elements?|attributes?|fields?) ?(?:is|are)\b/i;
const NEGATED = /\b(?:ignored|note? [a-z]+|no longer [a-z]+) in (?:both |the )?$/;
/** What one of these modes ignores exists in the other only. */
const counterpart: Partial<Record<DataMode, DataMode>> = { AS: 'XS', XS: 'AS' };

/** Finds the remarks on fields in the documentation of a type. */
export function readModeNotes(doc: string): ModeNote[] {
  const lines = proseLines(doc);
  const notes: ModeNote[] = [];
  for (let i = 0; i < lines.length; i++) {
    if (!LEAD.test(lines[i] ?? '')) continue;
    const { sentence, inline, next } = readSentence(lines, i);
    const modes = ABOUT_FIELDS.test(sentence) ? modesOf(sentence) : undefined;
    if (modes === undefined) continue;
    const elsewhere = elsewhereOf(sentence);
    const { items, itemLines, end } = readItems(lines, next, inline);
    notes.push({
      modes,
      ...(elsewhere === undefined ? {} : { elsewhere }),
      items,
      itemLines,
      lines: { start: i, end },
    });
    i = next - 1;
  }
  return notes;
}

/** A lead-in runs over up to three lines; its list may begin on the last of them. */
function readSentence(
  lines: readonly string[],
  start: number,
): { sentence: string; inline: string; next: number } {
  let sentence = '';
  for (let i = start; i < Math.min(start + 3, lines.length); i++) {
    sentence = `${sentence} ${lines[i] ?? ''}`.trimStart();
    const colon = sentence.indexOf(':');
    if (colon >= 0) {
      const inline = sentence.slice(colon + 1).trim();
      return { sentence: sentence.slice(0, colon), inline, next: i + 1 };
    }
    const more = /^(?:and|or|in|returned|ignored)\b/.test(lines[i + 1] ?? '');
    if (/[Mm]ode ?\.?$/.test(sentence) && !more) return { sentence, inline: '', next: i + 1 };
  }
  return { sentence, inline: '', next: start + 1 };
}

function modesOf(sentence: string): readonly DataMode[] | undefined {
  const mention = firstMode(sentence);
  if (mention === undefined || /\bnillable\b/.test(sentence)) return undefined;
  if (!NEGATED.test(sentence.slice(0, mention.index))) return mention.modes;
  return mention.modes
    .map((mode) => counterpart[mode])
    .filter((mode) => mode !== undefined && !mention.modes.includes(mode)) as DataMode[];
}

function elsewhereOf(sentence: string): Elsewhere | undefined {
  if (/\bignored\b/.test(sentence)) return 'ignored';
  if (/\bnote? returned\b/.test(sentence)) return 'absent';
  return /\b(?:fails?|errors?|ErrorResponse|rejected)\b/.test(sentence) ? 'refused' : undefined;
}

function readItems(
  lines: readonly string[],
  start: number,
  inline: string,
): { items: readonly string[]; itemLines: readonly number[]; end: number } {
  const items = inline === '' ? [] : [inline];
  const itemLines = inline === '' ? [] : [start - 1];
  let i = start;
  for (; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (line === '' && items.length === 0) continue;
    if (line === '' || LEAD.test(line)) break;
    const last = items.at(-1);
    // A remark on a value that wraps before the word "mode".
    if (last !== undefined && /\bdata$/.test(last) && /^mode\b/.test(line)) continue;
    items.push(line.replace(/^[-*] /, ''));
    itemLines.push(i);
  }
  return { items, itemLines, end: i };
}
