import { readModeNotes, type ModeNote } from './mode-notes.js';
import type { Span } from './span.js';
import { firstMode, NameIndex, proseLines } from './text.js';
import { isValueRemark } from './value-hints.js';
import type { DataMode, Elsewhere } from './types.js';

export interface MinedModes {
  /**
   * The only data modes that a field exists in, for the fields that depend on the mode. An empty
   * list means that no mode uses the field any more.
   */
  readonly fields: ReadonlyMap<string, readonly DataMode[]>;
  /** What the other modes do with a field, where a remark says so. */
  readonly elsewhere: ReadonlyMap<string, Elsewhere>;
  /** What remarks name as a field although the type has none of that name. */
  readonly unread: readonly string[];
}

/**
 * Finds the fields that exist in some data modes only, from the remarks in a type's documentation.
 * A hint for readers: a required field stays required.
 *
 * @param fieldNames elements of the type, those of its anonymous types included
 */
export function mineDataModes(typeDoc: string, fieldNames: Iterable<string>): MinedModes {
  const known = new NameIndex(fieldNames);
  const fields = new Map<string, DataMode[]>();
  const elsewhere = new Map<string, Elsewhere>();
  const unread = new Set<string>();
  // Without fields the remarks speak of values.
  const notes = known.size === 0 ? [] : readModeNotes(typeDoc);
  for (const note of notes) {
    for (const name of listOf(note, known).flatMap(({ names }) => names)) {
      const field = known.find(name);
      if (field === undefined) unread.add(name);
      else {
        fields.set(field, [...new Set([...(fields.get(field) ?? []), ...note.modes])]);
        if (note.elsewhere !== undefined) elsewhere.set(field, note.elsewhere);
      }
    }
  }
  return { fields, elsewhere, unread: [...unread] };
}

interface NoteItem {
  readonly text: string;
  readonly line: number;
  readonly names: readonly string[];
}

/** The items of a remark up to the first line of prose, which ends the list. */
function listOf({ items, itemLines }: ModeNote, known: NameIndex): readonly NoteItem[] {
  const list: NoteItem[] = [];
  for (const [i, text] of items.entries()) {
    const names = namesOf(text, known);
    if (names === undefined) break;
    list.push({ text, line: itemLines[i] ?? 0, names });
  }
  return list;
}

/**
 * Finds the remarks on data modes that say no more than {@link mineDataModes} and the miners of
 * values read from them.
 *
 * @param text joined lines of `proseLines`
 */
export function modeNoteSpans(text: string, fieldNames: Iterable<string>): Span[] {
  const known = new NameIndex(fieldNames);
  const starts = lineStarts(text);
  const spans: Span[] = [];
  for (const note of readModeNotes(text)) {
    const list = listOf(note, known);
    if (list.length === 0 || !list.every((item) => isUnderstood(item, known))) continue;
    const end = list.length < note.items.length ? (list.at(-1)?.line ?? 0) + 1 : note.lines.end;
    spans.push({
      start: starts[note.lines.start] ?? 0,
      end: (starts[end] ?? text.length + 1) - 1,
    });
  }
  return spans;
}

function isUnderstood({ text, names }: NoteItem, known: NameIndex): boolean {
  if (names.length === 0 || names.some((name) => known.find(name) === undefined)) return false;
  const remark = text.search(/ ?[-,;(]* ?\b(?:use|the value|value|should be) /);
  const list = remark < 0 ? text : text.slice(0, remark);
  const words = list.split(/[^\w-]+/).filter((word) => word !== '' && word !== 'and');
  const isList = words.every((word) => known.find(word) !== undefined);
  return isList && isValueRemark(text.slice(list.length));
}

/** Where each line of a text begins. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The mode in which alone an element exists, by the last sentence of its own documentation. */
export function modeOfElementDoc(doc: string): DataMode | undefined {
  const text = proseLines(doc).join('\n');
  const mention = /(?:^|\n|[.:;]\s)((?:AS|XS|HSS|AMS)\sdata\smode)\sonly\.?$/.exec(text)?.[1];
  return mention === undefined ? undefined : firstMode(mention)?.modes[0];
}

/**
 * The names at the beginning of a line of a list. None if the line goes on about the one before or
 * means something else than a field, such as a column or one entry of a repeated field.
 *
 * @returns nothing if the line is prose
 */
function namesOf(item: string, known: NameIndex): readonly string[] | undefined {
  if (/^value\b/.test(item) || /^\w+\[/.test(item)) return [];
  const words = item.split(/[ ,.;"]+/).filter((word) => word !== '');
  if (words.every((word) => known.find(word) !== undefined)) return words;
  const [all, name] = /^"?([A-Za-z][\w-]*)"?/.exec(item) ?? [];
  if (all === undefined || name === undefined) return undefined;
  const remark = /^(?:[.,;:]|$| ?\(| - )/.test(item.slice(all.length));
  if (remark || known.find(name) === name) return [name];
  return words.every((word) => /^[A-Z]/.test(word)) ? [] : undefined;
}
