import { constants } from 'node:buffer';
import { MalformedMessageError } from '../errors.js';
import { readAny } from './any-reader.js';
import type { Attribute, XmlEvents } from './events.js';
import { mayBePlain, readPlain } from './plain-reader.js';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** The attributes of an element, as far as OCI-P gives them a meaning. */
export interface ElementAttributes {
  /** `xsi:nil` is true. */
  readonly nil: boolean;
  /** Local name of `xsi:type`. */
  readonly type: string | undefined;
  /** Attributes without a prefix, namespace declarations aside. */
  readonly plain: ReadonlyMap<string, string>;
}

/** Receives a document in order. Element names come without their prefix. */
export interface XmlHandler {
  open(name: string, attributes: ElementAttributes): void;
  /** May be called several times for one piece of text. References are resolved. */
  text(text: string): void;
  close(): void;
}

/** Bounds on what is read. */
export interface ReadLimits {
  /** Deepest nesting of elements; default 64. Real messages stay below 12. */
  readonly maxDepth?: number | undefined;
  /** Longest document, in bytes or, where it is given as text, in characters; default 268,435,456. */
  readonly maxLength?: number | undefined;
}

const NO_MAP: ReadonlyMap<string, string> = new Map();
const NO_ATTRIBUTES: ElementAttributes = { nil: false, type: undefined, plain: NO_MAP };
const DEFAULT_DEPTH = 64;
const DEFAULT_LENGTH = 1 << 28;

/** @throws MalformedMessageError if a document is longer than the limit, or than a text can be */
export function checkLength(
  length: number,
  unit: 'bytes' | 'characters',
  { maxLength = DEFAULT_LENGTH }: ReadLimits = {},
): void {
  const limit = Math.min(maxLength, constants.MAX_STRING_LENGTH);
  if (length <= limit) return;
  throw new MalformedMessageError(
    'too-large',
    `The message has ${String(length)} ${unit}; the limit is ${String(limit)}.`,
  );
}

/**
 * Reads a well-formed document and gives the handler that took its parts.
 *
 * Namespaces are resolved as far as needed: `xsi:nil` and `xsi:type` under any prefix, and a prefix
 * that is not declared is an error. No entity is ever expanded but the five of XML.
 *
 * @param create makes a handler; a second one takes the document from its beginning where the quick
 * way does not get to the end
 * @throws MalformedMessageError if the text is not well-formed, has a DOCTYPE, ends too early, or
 * exceeds a limit.
 */
export function readXml<H extends XmlHandler>(
  xml: string,
  create: () => H,
  limits: ReadLimits = {},
): H {
  const maxDepth = limits.maxDepth ?? DEFAULT_DEPTH;
  checkLength(xml.length, 'characters', limits);
  if (mayBePlain(xml)) {
    const handler = create();
    if (readPlain(xml, new Namespaces(handler, maxDepth))) return handler;
  }
  const handler = create();
  readAny(xml, new Namespaces(handler, maxDepth));
  return handler;
}

/** Resolves names, and keeps to the limit of depth. */
class Namespaces implements XmlEvents {
  readonly #handler: XmlHandler;
  readonly #maxDepth: number;
  readonly #scopes = new NamespaceScopes();
  #depth = 0;

  constructor(handler: XmlHandler, maxDepth: number) {
    this.#handler = handler;
    this.#maxDepth = maxDepth;
  }

  open(name: string, attributes: readonly Attribute[]): void {
    this.#depth += 1;
    if (this.#depth > this.#maxDepth) {
      throw new MalformedMessageError(
        'too-deep',
        `The message nests more than ${String(this.#maxDepth)} elements at <${name}>.`,
      );
    }
    const read =
      attributes.length === 0
        ? NO_ATTRIBUTES
        : readAttributes(attributes, this.#scopes, this.#depth);
    this.#handler.open(this.#scopes.localName(name), read);
  }

  text(text: string): void {
    if (this.#depth > 0) this.#handler.text(text);
  }

  close(): void {
    this.#handler.close();
    this.#scopes.leave(this.#depth);
    this.#depth -= 1;
  }
}

function readAttributes(
  attributes: readonly Attribute[],
  scopes: NamespaceScopes,
  depth: number,
): ElementAttributes {
  for (const { name, value } of attributes) {
    if (name.startsWith('xmlns:')) scopes.declare(depth, name.slice(6), value);
  }
  let nil = false;
  let type: string | undefined;
  let plain: Map<string, string> | undefined;
  for (const { name, value } of attributes) {
    const colon = name.indexOf(':');
    if (colon < 0) {
      if (name !== 'xmlns') (plain ??= new Map()).set(name, value);
      continue;
    }
    const prefix = name.slice(0, colon);
    if (prefix === 'xmlns' || prefix === 'xml') continue;
    if (scopes.resolve(prefix) !== XSI) continue;
    const local = name.slice(colon + 1);
    if (local === 'nil') nil = value.trim() === 'true' || value.trim() === '1';
    else if (local === 'type') type = scopes.localName(value.trim());
  }
  return { nil, type, plain: plain ?? NO_MAP };
}

/** Which prefixes are declared where. Few elements declare any, so a short list is enough. */
class NamespaceScopes {
  readonly #declarations: { depth: number; prefix: string; uri: string }[] = [];

  declare(depth: number, prefix: string, uri: string): void {
    this.#declarations.push({ depth, prefix, uri });
  }

  leave(depth: number): void {
    const list = this.#declarations;
    while (list.length > 0 && list[list.length - 1]?.depth === depth) list.pop();
  }

  resolve(prefix: string): string {
    for (let i = this.#declarations.length - 1; i >= 0; i--) {
      const declaration = this.#declarations[i];
      if (declaration?.prefix === prefix) return declaration.uri;
    }
    throw new MalformedMessageError(
      'not-xml',
      `The message uses the prefix '${prefix}' without declaring it.`,
    );
  }

  /** The name without its prefix, which must be declared. */
  localName(name: string): string {
    const colon = name.indexOf(':');
    if (colon < 0) return name;
    this.resolve(name.slice(0, colon));
    return name.slice(colon + 1);
  }
}
