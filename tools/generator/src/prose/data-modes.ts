import { readModeNotes } from './mode-notes.js';
import { firstMode, NameIndex, proseLines } from './text.js';
import type { DataMode } from './types.js';

export interface MinedModes {
  /**
   * The only data modes that a field exists in, for the fields that depend on the mode. An empty
   * list means that no mode uses the field any more.
   */
  readonly fields: ReadonlyMap<string, readonly DataMode[]>;
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
  const unread = new Set<string>();
  // Without fields the remarks speak of values.
  const notes = known.size === 0 ? [] : readModeNotes(typeDoc);
  for (const { modes, items } of notes) {
    for (const item of items) {
      const names = namesOf(item, known);
      // Prose ends the list.
      if (names === undefined) break;
      for (const name of names) {
        const field = known.find(name);
        if (field === undefined) unread.add(name);
        else fields.set(field, [...new Set([...(fields.get(field) ?? []), ...modes])]);
      }
    }
  }
  return { fields, unread: [...unread] };
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
