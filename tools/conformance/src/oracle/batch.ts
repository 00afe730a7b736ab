import { closeSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { BATCH } from './schema.js';

const LINE_FEED = 0x0a;
const HEADER = Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>\n<${BATCH}>\n`, 'latin1');
const FOOTER = Buffer.from(`</${BATCH}>\n`, 'latin1');
const FIRST_LINE = 3;
/** Bytes that are collected before they are written. */
const BLOCK = 1 << 20;

/**
 * A file that holds many documents under one root. Each begins on a line of its own; by the lines
 * that it takes, an error finds its document again.
 */
export class Batch {
  readonly path: string;
  /** First line of each document, from 1 on. */
  readonly #lines: number[] = [];
  /** Where each document begins in the file. */
  readonly #offsets: number[] = [];
  #nextLine = FIRST_LINE;
  #end = 0;
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;
  #file: number | undefined;

  constructor(path: string) {
    this.path = path;
    this.#file = openSync(path, 'w');
    this.#append(HEADER);
  }

  /** Number of documents. */
  get size(): number {
    return this.#lines.length;
  }

  /** Size of the file so far. */
  get bytes(): number {
    return this.#end;
  }

  /** Takes in a message as sent, without its XML declaration. Its encoding must be ISO-8859-1. */
  add(message: Uint8Array): void {
    const document = withoutDeclaration(message);
    this.#lines.push(this.#nextLine);
    this.#offsets.push(this.#end);
    this.#append(document);
    this.#nextLine += countLineFeeds(document);
    if (document.at(-1) !== LINE_FEED) {
      this.#append(Uint8Array.of(LINE_FEED));
      this.#nextLine += 1;
    }
  }

  close(): void {
    if (this.#file === undefined) return;
    this.#pending.push(FOOTER);
    this.#flush();
    closeSync(this.#file);
    this.#file = undefined;
  }

  /** The document at an index, as it stands in the file; to be asked for once the batch is closed. */
  document(index: number): Uint8Array {
    const start = this.#offsets[index] ?? this.#end;
    const bytes = Buffer.alloc((this.#offsets[index + 1] ?? this.#end) - start);
    const file = openSync(this.path, 'r');
    try {
      readSync(file, bytes, 0, bytes.length, start);
    } finally {
      closeSync(file);
    }
    return bytes;
  }

  /** A batch of its own with the documents from an index on. */
  from(index: number, path: string): Batch {
    const batch = new Batch(path);
    const bytes = readFileSync(this.path);
    for (let i = index; i < this.size; i++) {
      batch.add(bytes.subarray(this.#offsets[i], this.#offsets[i + 1] ?? this.#end));
    }
    batch.close();
    return batch;
  }

  /** Index of the document on a line of the file; undefined for the lines around the documents. */
  documentAt(line: number): number | undefined {
    if (line < FIRST_LINE || line >= this.#nextLine) return undefined;
    let low = 0;
    let high = this.#lines.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#lines[middle] ?? Infinity) <= line) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #append(bytes: Uint8Array): void {
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    this.#end += bytes.length;
    if (this.#pendingBytes >= BLOCK) this.#flush();
  }

  #flush(): void {
    if (this.#file === undefined) throw new Error(`the batch ${this.path} has been closed`);
    writeSync(this.#file, Buffer.concat(this.#pending));
    this.#pending = [];
    this.#pendingBytes = 0;
  }
}

function countLineFeeds(document: Uint8Array): number {
  let count = 0;
  for (let at = document.indexOf(LINE_FEED); at >= 0; at = document.indexOf(LINE_FEED, at + 1)) {
    count += 1;
  }
  return count;
}

function withoutDeclaration(message: Uint8Array): Uint8Array {
  const start = Buffer.from(message.subarray(0, 100)).toString('latin1');
  const declaration = /^<\?xml[^>]*\?>\s*/.exec(start);
  return message.subarray(declaration?.[0].length ?? 0);
}
