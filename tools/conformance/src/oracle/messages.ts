import type { Batch } from './batch.js';

/** What the validator says of one place. */
export interface OracleMessage {
  readonly severity: 'warning' | 'error' | 'fatal';
  readonly text: string;
  /** 1-based line of the batch; undefined where none is told. */
  readonly line: number | undefined;
}

/** Reads the validator's output. A message may hold line ends, if the value it quotes does. */
export function parseMessages(output: string): OracleMessage[] {
  const messages: OracleMessage[] = [];
  for (const part of output.split(/^(?=\[(?:warning|error|fatal)\] )/m)) {
    const match = /^\[(warning|error|fatal)\] ([\s\S]*?)(?: \((-?\d+):-?\d+\))?\s*$/.exec(part);
    if (match === null) continue;
    const [, severity, text = '', line] = match;
    messages.push({
      severity: severity as OracleMessage['severity'],
      text,
      line: line === undefined ? undefined : Number(line),
    });
  }
  return messages;
}

/**
 * The messages by the document they are about.
 *
 * @throws Error if one is about no document: then it is the schema, or the batch, that is broken
 */
export function messagesByDocument(
  messages: readonly OracleMessage[],
  batch: Batch,
): Map<number, string[]> {
  const byDocument = new Map<number, string[]>();
  for (const { severity, text, line } of messages) {
    const document = line === undefined ? undefined : batch.documentAt(line);
    if (document === undefined) {
      throw new Error(`the validator reports, of no document: [${severity}] ${text}`);
    }
    const list = byDocument.get(document);
    if (list === undefined) byDocument.set(document, [text]);
    else list.push(text);
  }
  return byDocument;
}
