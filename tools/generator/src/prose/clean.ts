import { findReplacedBy } from './replaced-by.js';
import { findResponseSentences } from './response-named.js';
import type { FindSpans } from './span.js';
import { collapse, proseLines } from './text.js';

/**
 * Documentation as plain text lines: without indentation, with lists as lines that begin with `- `,
 * and without the sentences that are data and shown otherwise (successors, the response's name).
 *
 * @param findMore finds what else is shown otherwise, in joined lines of `proseLines`
 */
export function cleanProse(doc: string, findMore: FindSpans = () => []): string {
  if (doc === '') return '';
  const text = withoutData(proseLines(withBullets(doc)).join('\n'), findMore);
  const lines = text.split('\n').filter((line) => line.trim() !== '-');
  return proseLines(lines.join('\n')).join('\n');
}

/**
 * Makes any text safe inside a `/** … *\/` comment, as TSDoc and as TypeScript read it.
 *
 * Code between a pair of backticks on one line stays as it is, but for the end of a comment.
 */
export function escapeTsDoc(text: string): string {
  return text.split('\n').map(escapeLine).join('\n').replace(/\*\//g, '*\\/');
}

function escapeLine(line: string): string {
  const parts = line.split('`');
  // An odd number of backticks encloses nothing.
  if (parts.length % 2 === 0) return parts.map(escapePlain).join('\\`');
  return parts.map((part, i) => (i % 2 === 0 ? escapePlain(part) : part)).join('`');
}

function escapePlain(text: string): string {
  return text.replace(/[\\{}<>@]|^\/|&(?=#?\w{1,30};)/g, '\\$&');
}

function withoutData(text: string, findMore: FindSpans): string {
  const spans = [
    ...findMore(text),
    ...findReplacedBy(text),
    ...findResponseSentences(text).filter((sentence) => sentence.complete),
  ].sort((a, b) => a.start - b.start);
  let rest = '';
  let from = 0;
  for (const { start, end } of spans) {
    if (end <= from) continue;
    rest += text.slice(from, Math.max(from, start));
    // A note may end with its line; the line after it stays one of its own.
    from = text.charAt(end - 1) === '\n' ? end - 1 : end;
  }
  return rest + text.slice(from);
}

interface Line {
  readonly indent: number;
  readonly text: string;
}

/** Marks the lines of lists, which are shown by indentation after a colon or by bullets. */
function withBullets(doc: string): string {
  const lines = readLines(doc);
  const out: string[] = [];
  for (let i = 0; i < lines.length;) {
    const list = listAt(lines, i);
    if (list.length === 0) {
      out.push(lines[i]?.text ?? '');
      i++;
      continue;
    }
    out.push(...list.map(({ text }) => `- ${text.replace(/^[-*•] ?/, '')}`), '');
    i += list.length;
  }
  return out.join('\n');
}

function readLines(doc: string): Line[] {
  const [first, ...rest] = doc.split(/\r\n|\r|\n/).map(readLine);
  if (first === undefined) return [];
  // Text right behind the tag has lost its indentation.
  const depths = rest.filter(({ text }) => text !== '').map(({ indent }) => indent);
  const indent =
    first.indent > 0 ? first.indent : depths.reduce((a, b) => Math.min(a, b), Infinity);
  return [{ ...first, indent }, ...rest];
}

function readLine(raw: string): Line {
  const line = raw.replace(/\t/g, '        ');
  return { indent: line.length - line.trimStart().length, text: collapse(line) };
}

/** The lines of the list that begins at an index; none if no list does. */
function listAt(lines: readonly Line[], start: number): readonly Line[] {
  const before = lines[start - 1];
  const lead = before !== undefined && introducesList(before) ? before : undefined;
  const block: Line[] = [];
  for (let i = start; i < lines.length; i++) {
    const line = lines[i];
    if (line === undefined || line.text === '') break;
    const inside = lead !== undefined && (line.indent > lead.indent || isItem(line));
    if (!inside && !isBullet(line)) break;
    block.push(line);
  }
  const isEntry = (line: Line): boolean => isBullet(line) || isItem(line);
  if (block.every((line) => isEntry(line) || isShort(line))) return block;
  // Prose goes on at the depth of the list.
  const prose = block.findIndex((line) => !isEntry(line));
  return block.slice(0, prose);
}

function introducesList({ text }: Line): boolean {
  return text.endsWith(':') && !/\bby ?:$/i.test(text);
}

function isBullet({ text }: Line): boolean {
  return /^[-*•] ?[^\s*-]/.test(text);
}

/** A name, alone or with a remark on it. */
function isItem({ text }: Line): boolean {
  return /^\w[\w.[\]=-]*(?:[,;.]?$| ?\(| - |[,;]? ?(?:use|should|value)\b)/.test(text);
}

function isShort({ text }: Line): boolean {
  return text.length <= 60 && !/^"|[.:]$/.test(text);
}
