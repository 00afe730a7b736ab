import { setField } from '../base/fields.js';
import { readXml, type ElementAttributes, type ReadLimits, type XmlHandler } from './reader.js';

/** An element as it was received, whatever the schema says of it. */
export interface XmlElement {
  /** Name without prefix. */
  readonly name: string;
  /** Local name of `xsi:type`. */
  readonly type?: string;
  /** True for `xsi:nil`. */
  readonly nil?: true;
  /** Attributes without a prefix. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The element's own text, joined. */
  readonly text: string;
}

interface Building {
  name: string;
  type?: string;
  nil?: true;
  attributes: Record<string, string>;
  children: Building[];
  text: string;
}

/**
 * Reads a document as a tree: the way to what no schema knows.
 *
 * @throws MalformedMessageError for what is no XML, has a DOCTYPE, or is over a limit
 */
export function readTree(xml: string, limits?: ReadLimits): XmlElement {
  const { top } = readXml(xml, () => new TreeBuilder(), limits);
  return top.children[0] ?? top;
}

class TreeBuilder implements XmlHandler {
  readonly top: Building = { name: '', attributes: {}, children: [], text: '' };
  readonly #stack = [this.top];

  open(name: string, { nil, type, plain }: ElementAttributes): void {
    const element: Building = { name, attributes: {}, children: [], text: '' };
    if (type !== undefined) element.type = type;
    if (nil) element.nil = true;
    for (const [key, value] of plain) setField(element.attributes, key, value);
    this.#stack[this.#stack.length - 1]?.children.push(element);
    this.#stack.push(element);
  }

  text(text: string): void {
    const current = this.#stack[this.#stack.length - 1];
    if (current !== undefined) current.text += text;
  }

  close(): void {
    this.#stack.pop();
  }
}
