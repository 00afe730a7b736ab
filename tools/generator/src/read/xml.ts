import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { fail, type Position } from '../diagnostics.js';

/** An element of a schema file. */
export interface XmlNode {
  /** As written, with its prefix. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlNode[];
  /** Own text, as written. */
  readonly text: string;
  readonly position: Position;
}

type Ordered = Record<string, unknown> & { readonly ':@'?: Readonly<Record<string, string>> };

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  captureMetaData: true,
});

const metaData = XMLParser.getMetaDataSymbol() as unknown as symbol;

/**
 * Parses a schema file.
 *
 * @throws GenerationError with file and line if it is not well-formed or has a DOCTYPE
 */
export function parseXml(file: string, bytes: Uint8Array): XmlNode {
  const text = decode(file, bytes);
  const lines = new LineIndex(text);
  checkWellFormed(file, text, lines);
  const [root, ...others] = parseOrdered(file, text).filter((n) => !('#text' in n));
  if (root === undefined || others.length > 0) {
    fail('not-well-formed', { file, line: 1 }, 'The file is not XML: expected one root element.');
  }
  return toNode(root, file, lines);
}

function parseOrdered(file: string, text: string): readonly Ordered[] {
  try {
    return parser.parse(text) as Ordered[];
  } catch (error) {
    // The parser has limits of its own, which no schema comes near.
    const reason = error instanceof Error ? error.message : String(error);
    return fail('not-well-formed', { file, line: 1 }, `The file cannot be parsed: ${reason}.`);
  }
}

/** Comments, CDATA and instructions, whose content is free; then what XML has nowhere else. */
const oddities =
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|(?<odd><!DOCTYPE|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)[^\s;<"']{0,20};?|[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff])/gi;

function checkWellFormed(file: string, text: string, lines: LineIndex): void {
  for (const { index, groups } of text.matchAll(oddities)) {
    const odd = groups?.odd;
    if (odd === undefined) continue;
    const position = { file, line: lines.at(index) };
    if (odd.startsWith('<')) fail('doctype', position, 'A schema file must not have a DOCTYPE.');
    const found = odd.startsWith('&') ? `'${odd}'` : `the character ${String(odd.charCodeAt(0))}`;
    fail('not-well-formed', position, `The file is not well-formed XML: it holds ${found}.`);
  }
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the package it moved to has the same code
  const verdict = XMLValidator.validate(text);
  if (verdict !== true) {
    const { line, msg } = verdict.err;
    fail('not-well-formed', { file, line }, `The file is not well-formed XML: ${msg}`);
  }
  const end = text.trimEnd().length;
  if (text[end - 1] !== '>') {
    fail(
      'not-well-formed',
      { file, line: lines.at(end - 1) },
      'Text stands after the root element.',
    );
  }
}

function textOf(node: Ordered): string | undefined {
  const text = node['#text'];
  return typeof text === 'string' ? text : undefined;
}

function toNode(ordered: Ordered, file: string, lines: LineIndex): XmlNode {
  const name = Object.keys(ordered).find((key) => key !== ':@') ?? '';
  const content = ordered[name] as Ordered[];
  const start = (ordered as Record<symbol, { startIndex?: number } | undefined>)[metaData]
    ?.startIndex;
  const children: XmlNode[] = [];
  let text = '';
  for (const child of content) {
    const own = textOf(child);
    if (own === undefined) children.push(toNode(child, file, lines));
    else text += own;
  }
  return {
    name,
    attributes: new Map(Object.entries(ordered[':@'] ?? {})),
    children,
    text,
    position: { file, line: lines.at(start ?? 0) },
  };
}

/** By byte order mark, then by declaration; UTF-8 otherwise. Line ends become LF. */
function decode(file: string, bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']/.exec(head)?.[1];
  const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : undefined;
  const big = bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
  const utf8 = bytes[0] === 0xef && bytes[1] === 0xbb ? 'utf-8' : undefined;
  const label = mark ?? big ?? utf8 ?? declared ?? 'utf-8';
  try {
    const text = new TextDecoder(label, { fatal: true }).decode(bytes);
    return text.replace(/\r\n?/g, '\n');
  } catch {
    return fail(
      'not-well-formed',
      { file, line: 1 },
      `The bytes of the file are not text in its encoding (${label}).`,
    );
  }
}

/** Turns an offset into a 1-based line number. */
class LineIndex {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1))
      this.#starts.push(i + 1);
  }

  at(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
}
