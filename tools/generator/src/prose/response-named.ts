import { matchEnd, proseLines } from './text.js';

/** A sentence that names the response of a request, and where it stands in the text. */
export interface ResponseSentence {
  /** All names, `ErrorResponse` included. */
  readonly names: readonly string[];
  readonly start: number;
  readonly end: number;
  /** Whether the sentence says no more than that. */
  readonly complete: boolean;
}

/** `The response is either a … or an …`, and the looser forms of it. */
const LEAD = /\b(?:the )?response\sis\s(?:either\s|always\s)?(?:an?\s|the\s)?/gi;
/** In mixed case; the first letter may be in the wrong one. */
const NAME = /[A-Z][A-Za-z0-9]*[a-z0-9][A-Z]\w*|[a-z][A-Za-z0-9]*Response\w*/y;
/** A blank went astray inside the name. */
const TORN = /\s\w*Response\w*/y;
const OR = /,?\s(?:or|and)(?:\sand)?\s(?:an?\s)?/y;
const END = /\.|$|\n/y;
const ERROR = /^Err?orResponse$/;

/**
 * The types that a request's documentation calls its response, but for `ErrorResponse`, which is
 * always possible. Too often wrong to rely on: the response of a request follows from its name.
 */
export function mineResponseNames(doc: string): readonly string[] {
  const sentences = findResponseSentences(proseLines(doc).join('\n'));
  const names = sentences.flatMap((sentence) => sentence.names);
  return [...new Set(names)].filter((name) => !ERROR.test(name));
}

/** @param text joined lines of `proseLines` */
export function findResponseSentences(text: string): ResponseSentence[] {
  const sentences: ResponseSentence[] = [];
  for (const lead of text.matchAll(LEAD)) {
    const names: string[] = [];
    let end = lead.index;
    let at: number | undefined = end + lead[0].length;
    while (at !== undefined) {
      const nameEnd = matchEnd(NAME, text, at);
      if (nameEnd === undefined) break;
      const whole = /Re[qs]/.test(text.slice(at, nameEnd));
      end = (whole ? undefined : matchEnd(TORN, text, nameEnd)) ?? nameEnd;
      names.push(text.slice(at, end).replace(/\s/, ''));
      at = matchEnd(OR, text, end);
    }
    if (names.length === 0) continue;
    const stop = matchEnd(END, text, end);
    sentences.push({ names, start: lead.index, end: stop ?? end, complete: stop !== undefined });
  }
  return sentences;
}
