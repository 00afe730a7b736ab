import { maskAssignments } from './assignments.js';
import { isSensitiveElement, MASK, mayNameSecrets } from './sensitive.js';

/*
 * Works on any text, well-formed or not: what has to be logged is often what could not be parsed.
 * XML inside XML (in CDATA, or escaped once or several times) is masked as well. No expression here
 * takes more than linear time, since the text may come from a hostile sender.
 */

const LESS = '<|&(?:amp;)*(?:lt|#0*60|#x0*3c);';
const GREATER = '>|&(?:amp;)*(?:gt|#0*62|#x0*3e);';

/** `<name attributes>`, plain or with its angle brackets escaped any number of times. */
const openTag = new RegExp(
  `(${LESS})((?:[\\w.-]+:)?([\\w.-]+))((?:\\s(?:(?!${LESS}|${GREATER})[\\s\\S])*)?)(?:${GREATER})`,
  'gi',
);

/** What ends a CDATA section or a comment. */
const sectionEnd = new RegExp(`(?:\\]\\]|--)(?:${GREATER})`, 'gi');

/**
 * Masks every secret in a text that may hold OCI-P XML: the content of elements whose name speaks of
 * one, at any depth of escaping, up to the end of the text where the closing tag is missing, and the
 * values in `password=…` and `"password": "…"`.
 */
export function redactXml(text: string): string {
  return mayNameSecrets(text) ? maskAssignments(maskElements(text)) : text;
}

function maskElements(text: string): string {
  let result = '';
  let position = 0;
  openTag.lastIndex = 0;
  for (;;) {
    const match = openTag.exec(text);
    if (match === null) return result + text.slice(position);
    const [whole, open = '', qualified = '', local = '', attributes = ''] = match;
    if (!isSensitiveElement(local) || attributes.endsWith('/')) continue;
    const start = match.index + whole.length;
    const end = findClose(text, start, open, qualified);
    result += text.slice(position, start) + (end === start ? '' : MASK);
    if (end === text.length) return result;
    position = end;
    openTag.lastIndex = end;
  }
}

/** Index of the closing tag, or of the end; one inside a CDATA section or a comment is text. */
function findClose(text: string, from: number, open: string, qualified: string): number {
  const name = qualified.replaceAll('.', '\\.');
  const next = new RegExp(`${open}(?:/${name}(?![\\w.-])|!\\[CDATA\\[|!--)`, 'gi');
  next.lastIndex = from;
  for (;;) {
    const match = next.exec(text);
    if (match === null) return text.length;
    if (match[0].charAt(open.length) === '/') return match.index;
    sectionEnd.lastIndex = next.lastIndex;
    if (sectionEnd.exec(text) === null) return text.length;
    next.lastIndex = sectionEnd.lastIndex;
  }
}
