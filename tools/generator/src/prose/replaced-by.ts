import { firstMode, matchEnd, proseLines } from './text.js';
import type { DataMode } from './types.js';

/** What documentation says about the successors of a type. */
export interface ReplacedBy {
  /** Names as written, in order; they may be misspelt, missing, deprecated or the type itself. */
  readonly targets: readonly string[];
  /** The only data mode that the note holds for. */
  readonly mode?: DataMode;
}

/** One note and where it stands in the text. */
export interface ReplacedByNote extends ReplacedBy {
  readonly start: number;
  readonly end: number;
}

/** At the start of a line, sentence or list item, perhaps with a subject: "This request is replaced by". */
const LEAD =
  /(?<=^|\n|[.:-] )(?:this [a-z]+ is )?(?:replaced?|deprecated) by(?:\s?:\s?|\s)(?:the )?(?:response to )?/gi;
/** A name in mixed case, as all types have that get a successor. */
const TARGET = /[A-Z][A-Za-z0-9]*[a-z0-9][A-Z]\w*/y;
const NEXT_TARGET = /\s?,\s?(?:and\s)?|\sand\s/y;
const IN_MODE = /\sin\s(?:the\s)?(?:AS|XS|HSS|AMS)\b[^.,;\n]{0,30}?\smode\b/y;
/** Anything else after the name makes it a sentence about something else. */
const END = /\s?[.,;]|$|\n/y;

/**
 * Finds the notes that name the successors of a type.
 *
 * Notes that hold for different modes are taken together and then hold for all modes.
 */
export function mineReplacedBy(doc: string): ReplacedBy | undefined {
  const notes = findReplacedBy(proseLines(doc).join('\n'));
  if (notes.length === 0) return undefined;
  const targets = [...new Set(notes.flatMap((note) => note.targets))];
  const [mode, other] = new Set(notes.map((note) => note.mode));
  return mode === undefined || other !== undefined ? { targets } : { targets, mode };
}

/** @param text joined lines of `proseLines` */
export function findReplacedBy(text: string): ReplacedByNote[] {
  const notes: ReplacedByNote[] = [];
  for (const lead of text.matchAll(LEAD)) {
    const start = lead.index;
    const targets: string[] = [];
    let at: number | undefined = start + lead[0].length;
    let end = at;
    while (at !== undefined) {
      const after = matchEnd(TARGET, text, at);
      if (after === undefined) break;
      targets.push(text.slice(at, after));
      end = after;
      at = matchEnd(NEXT_TARGET, text, after);
    }
    const modeEnd = matchEnd(IN_MODE, text, end);
    const stop = matchEnd(END, text, modeEnd ?? end);
    if (targets.length === 0 || stop === undefined) continue;
    const modes = modeEnd === undefined ? [] : (firstMode(text.slice(end, modeEnd))?.modes ?? []);
    const [mode, other] = modes;
    const only = mode === undefined || other !== undefined ? {} : { mode };
    notes.push({ targets, start, end: stop, ...only });
  }
  return notes;
}
