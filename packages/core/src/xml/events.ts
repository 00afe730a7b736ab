/** An attribute as it stands in a tag, references resolved. */
export interface Attribute {
  readonly name: string;
  readonly value: string;
}

/** What a parser reports of a document, in order. */
export interface XmlEvents {
  /** @param attributes valid during the call only */
  open(name: string, attributes: readonly Attribute[]): void;
  /** May be called several times for one piece of text, and outside the root. */
  text(text: string): void;
  close(): void;
}
