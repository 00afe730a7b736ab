import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { fail, type Position } from '../diagnostics.js';

/** An element of a schema file. */
export interface XmlNode {
  /** Local name for the schema namespace's elements; the full name for others. */
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
  const doctype = text.search(/<!DOCTYPE/i);
  if (doctype >= 0) {
    fail('doctype', { file, line: lines.at(doctype) }, 'A schema file must not have a DOCTYPE.');
  }
  const verdict = XMLValidator.validate(text);
  if (verdict !== true) {
    const { line, msg } = verdict.err;
    fail('not-well-formed', { file, line }, `The file is not well-formed XML: ${msg}`);
  }
  const roots = (parser.parse(text) as Ordered[]).filter((n) => !('#text' in n));
  const [root] = roots;
  if (root === undefined || roots.length > 1) {
    fail('not-well-formed', { file, line: 1 }, 'The file is not XML: expected one root element.');
  }
  return toNode(root, file, lines);
}

function toNode(ordered: Ordered, file: string, lines: LineIndex): XmlNode {
  const name = Object.keys(ordered).find((key) => key !== ':@') ?? '';
  const content = ordered[name] as Ordered[];
  const start = (ordered as Record<symbol, { startIndex?: number } | undefined>)[metaData]?.startIndex;
  const children: XmlNode[] = [];
  let text = '';
  for (const child of content) {
    const own = child['#text'];
    if (own === undefined) children.push(toNode(child, file, lines));
    else text += String(own);
  }
  return {
    name,
    attributes: new Map(Object.entries(ordered[':@'] ?? {})),
    children,
    text,
    position: { file, line: lines.at(start ?? 0) },
  };
}

/** By byte order mark, then by declaration; UTF-8 otherwise. */
function decode(file: string, bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']/.exec(head)?.[1];
  const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : undefined;
  const big = bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
  const utf8 = bytes[0] === 0xef && bytes[1] === 0xbb ? 'utf-8' : undefined;
  const label = mark ?? big ?? utf8 ?? declared ?? 'utf-8';
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return fail(
      'not-well-formed',
      { file, line: 1 },
      `The file's bytes are not the encoding it declares (${label}).`,
    );
  }
}

/** Turns an offset into a 1-based line number. */
class LineIndex {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) this.#starts.push(i + 1);
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
