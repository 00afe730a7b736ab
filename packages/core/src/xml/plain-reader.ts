import type { Attribute, XmlEvents } from './events.js';

/*
 * Nearly all messages are plain: elements, attributes and text, without comments, CDATA sections and
 * what else a parser has to be ready for. Reading only those takes a fraction of the time.
 */

const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;

const declaration =
  /<\?xml version="1\.0"(?: encoding="[A-Za-z][A-Za-z0-9._-]*")?(?: standalone="(?:yes|no)")?\s?\?>/y;

/** Carriage returns, which are changed; surrogates, which may be alone; and what XML cannot carry. */
const unusual = /[^\t\n\u0020-\uD7FF\uE000-\uFFFD]/;

/** False for a document that {@link readPlain} would not get to the end of. */
export function mayBePlain(xml: string): boolean {
  return !xml.includes('<!') && !xml.includes(']]>') && !unusual.test(xml);
}

/** More attributes than this are left to the other reader: each is compared with those before it. */
const MOST_ATTRIBUTES = 16;

/**
 * Reads a document that is plain and well-formed. Whatever is in doubt is left to {@link readAny}.
 *
 * @param xml one that {@link mayBePlain}
 * @returns false if the document, or something in it, is not plain; events have come all the same
 */
export function readPlain(xml: string, events: XmlEvents): boolean {
  const hasReferences = xml.includes('&');
  const open: string[] = [];
  const attributes: Attribute[] = [];
  let hasRoot = false;
  let i = afterDeclaration(xml);
  for (;;) {
    const tag = xml.indexOf('<', i);
    if (tag < 0) return hasRoot && open.length === 0 && afterBlanks(xml, i) === xml.length;
    if (tag > i) {
      if (open.length > 0) {
        const raw = xml.slice(i, tag);
        const text = hasReferences ? resolved(raw) : raw;
        if (text === undefined) return false;
        events.text(text);
      } else if (afterBlanks(xml, i) !== tag) return false;
    }
    i = tag + 1;
    if (xml.charCodeAt(i) === SLASH) {
      const name = open.pop();
      if (name === undefined || !xml.startsWith(name, i + 1)) return false;
      i = afterBlanks(xml, i + 1 + name.length);
      if (xml.charCodeAt(i) !== GREATER_THAN) return false;
      i += 1;
      events.close();
      continue;
    }
    if (hasRoot && open.length === 0) return false;
    hasRoot = true;
    const nameEnd = afterName(xml, i);
    if (nameEnd === i) return false;
    const name = xml.slice(i, nameEnd);
    i = nameEnd;
    if (xml.charCodeAt(i) !== GREATER_THAN) {
      i = readAttributes(xml, i, attributes, hasReferences);
      if (i < 0) return false;
    }
    events.open(name, attributes);
    if (attributes.length > 0) attributes.length = 0;
    if (xml.charCodeAt(i) === SLASH) {
      if (xml.charCodeAt(i + 1) !== GREATER_THAN) return false;
      events.close();
      i += 2;
    } else {
      open.push(name);
      i += 1;
    }
  }
}

/** Reads up to the `>` or `/` that ends the tag, and gives its index; -1 in doubt. */
function readAttributes(
  xml: string,
  from: number,
  attributes: Attribute[],
  hasReferences: boolean,
): number {
  let i = from;
  for (;;) {
    const start = afterBlanks(xml, i);
    const first = xml.charCodeAt(start);
    if (first === GREATER_THAN || first === SLASH) return start;
    const end = afterName(xml, start);
    if (start === i || end === start || attributes.length === MOST_ATTRIBUTES) return -1;
    const equals = afterBlanks(xml, end);
    if (xml.charCodeAt(equals) !== EQUALS) return -1;
    const quote = afterBlanks(xml, equals + 1);
    const kind = xml.charCodeAt(quote);
    if (kind !== QUOTE && kind !== APOSTROPHE) return -1;
    const close = afterValue(xml, quote + 1, kind);
    if (close < 0) return -1;
    const raw = xml.slice(quote + 1, close);
    const value = hasReferences ? resolved(raw) : raw;
    const name = xml.slice(start, end);
    if (value === undefined || attributes.some((a) => a.name === name)) return -1;
    attributes.push({ name, value });
    i = close + 1;
  }
}

/** The index of the quote that ends a value; -1 if there is none, or something is to be changed. */
function afterValue(xml: string, from: number, quote: number): number {
  for (let i = from; i < xml.length; i++) {
    const code = xml.charCodeAt(i);
    if (code === quote) return i;
    // A tab or a line feed would become a blank.
    if (code === LESS_THAN || code < 0x20) return -1;
  }
  return -1;
}

function afterDeclaration(xml: string): number {
  declaration.lastIndex = 0;
  return declaration.test(xml) ? declaration.lastIndex : 0;
}

function afterBlanks(xml: string, from: number): number {
  let i = from;
  // Other white space has been ruled out, and so has everything else below.
  while (xml.charCodeAt(i) <= 0x20) i += 1;
  return i;
}

/** The index after a name of ASCII characters; `from` if there is none. */
function afterName(xml: string, from: number): number {
  let i = from;
  for (;;) {
    const code = xml.charCodeAt(i);
    const isLetter = (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
    // `_`, then digits and `:`, `-` and `.`
    const isName =
      isLetter ||
      code === 0x5f ||
      (i > from && ((code >= 0x30 && code <= 0x3a) || code === 0x2d || code === 0x2e));
    if (!isName) return i;
    i += 1;
  }
}

const reference = /&(?:(amp|lt|gt|quot|apos)|#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7}));|&/g;

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** The text without references; undefined if one is unknown. */
function resolved(text: string): string | undefined {
  if (!text.includes('&')) return text;
  let unknown = 0;
  const plain = text.replace(
    reference,
    (_match, entity?: string, hexadecimal?: string, decimal?: string) => {
      if (entity !== undefined) return entities[entity] ?? '';
      const code = hexadecimal === undefined ? Number(decimal) : parseInt(hexadecimal, 16);
      if (isCharacter(code)) return String.fromCodePoint(code);
      unknown += 1;
      return '';
    },
  );
  return unknown === 0 ? plain : undefined;
}

function isCharacter(code: number): boolean {
  return (
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff) ||
    code === 0x09 ||
    code === 0x0a ||
    code === 0x0d
  );
}
