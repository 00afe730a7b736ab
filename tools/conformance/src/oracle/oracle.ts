import type { Batch } from './batch.js';
import { messagesByDocument, parseMessages } from './messages.js';
import { runXerces, type Xerces } from './xerces.js';

/** Says which documents are invalid: the reasons by the index of the document in its batch. */
export interface Oracle {
  judge(batch: Batch): Promise<ReadonlyMap<number, readonly string[]>>;
}

/** Xerces with the schemas of a release. */
export class XercesOracle implements Oracle {
  readonly #xerces: Xerces;
  readonly #schema: string;

  /** @param schema path of the driver schema */
  constructor(xerces: Xerces, schema: string) {
    this.#xerces = xerces;
    this.#schema = schema;
  }

  /** @throws Error if the schema can't be compiled, or Java fails */
  async judge(batch: Batch): Promise<ReadonlyMap<number, readonly string[]>> {
    batch.close();
    const messages = parseMessages(await runXerces(this.#xerces, batch.path, this.#schema));
    const fatal = messages.find((m) => m.severity === 'fatal' && m.line !== undefined);
    if (fatal?.line === undefined) return messagesByDocument(messages, batch);
    // Xerces goes on after an error, but not after a document that is not well-formed; and it says
    // so twice, the second time without a place.
    const placed = messages.filter((m) => m.line !== undefined);
    const refused = messagesByDocument(placed, batch);
    const next = (batch.documentAt(fatal.line) ?? 0) + 1;
    if (next < batch.size) {
      const rest = batch.from(next, `${batch.path}.rest`);
      for (const [index, texts] of await this.judge(rest)) refused.set(next + index, [...texts]);
    }
    return refused;
  }
}
