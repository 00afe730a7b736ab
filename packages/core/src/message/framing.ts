/*
 * A message on a stream is one XML document; nothing tells its length. It ends with the end tag of
 * its root. That is searched in the bytes, before decoding: all encodings in use are supersets of
 * ASCII, and a character may be cut in two between reads.
 */

const END_TAG = bytes('</BroadsoftDocument>');
const CDATA_START = bytes('<![CDATA[');
const CDATA_END = bytes(']]>');
const COMMENT_START = bytes('<!--');
const COMMENT_END = bytes('-->');

function bytes(text: string): Uint8Array {
  return Uint8Array.from(text, (c) => c.charCodeAt(0));
}

const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
const EXCLAMATION = 0x21;
const SLASH = 0x2f;
const DASH = 0x2d;

/** Longest message by default. No limit is defined by the protocol; real tables stay far below. */
export const DEFAULT_MAX_MESSAGE_BYTES = 256 * 1024 * 1024;

const enum State {
  /** Before the first byte of a document: white space is skipped. */
  Between,
  Content,
  Cdata,
  Comment,
  /** Inside an end tag, where prefixes are allowed. */
  EndTag,
}

/** Longest end tag of a root that is told from others: a prefix of any sensible length, and blanks. */
const MOST_END_TAG = 200;
const prefixedEndTag = /^(?:[^:\s]+:)?BroadsoftDocument[ \t\r\n]*$/;

export interface FramingOptions {
  /**
   * The end tag may have a prefix, and blanks before its `>`: legal XML, which senders of answers do
   * not write. For servers, which take requests of any origin.
   */
  readonly anyEndTag?: boolean | undefined;
}

/** The stream holds more than a message may. */
export class MessageTooLargeError extends Error {
  override readonly name = 'MessageTooLargeError';
  constructor(readonly limit: number) {
    super(`A message of more than ${String(limit)} bytes came in.`);
  }
}

/**
 * Cuts a stream of bytes into messages. Work is linear in the bytes, wherever reads split them: only
 * new bytes are looked at, and chunks are joined once per message. The end tag does not count inside
 * CDATA sections and comments.
 */
export class MessageFramer {
  readonly #maxBytes: number;
  #chunks: Uint8Array[] = [];
  #size = 0;
  #state = State.Between;
  /** How many bytes of a pattern the last bytes have matched. */
  #matched = 0;
  /** What the `<` that was found may begin; settled by the second and third byte. */
  #pattern = END_TAG;
  readonly #anyEndTag: boolean;
  /** What an end tag holds so far, where prefixes are allowed. */
  #endTag = '';

  constructor(maxBytes = DEFAULT_MAX_MESSAGE_BYTES, { anyEndTag = false }: FramingOptions = {}) {
    this.#maxBytes = maxBytes;
    this.#anyEndTag = anyEndTag;
  }

  /** Bytes of a message that has begun and not ended. */
  get pendingBytes(): number {
    return this.#size;
  }

  /**
   * Takes bytes in and gives the messages that they complete. Bytes after an end tag belong to the
   * next message. A message that lies within one chunk is a view of it: nobody may change the chunk.
   *
   * @throws MessageTooLargeError once a message exceeds the limit; the stream is of no use then.
   * Messages that were complete before it are given first, and the error with the next bytes.
   */
  push(chunk: Uint8Array): Uint8Array[] {
    this.#checkSize();
    const messages: Uint8Array[] = [];
    let start = 0;
    while (start < chunk.length) {
      if (this.#state === State.Between) {
        start = skipSpace(chunk, start);
        if (start === chunk.length) break;
        this.#state = State.Content;
      }
      const end = this.#scan(chunk, start);
      this.#append(chunk.subarray(start, end < 0 ? chunk.length : end));
      if (end < 0 || this.#size > this.#maxBytes) break;
      messages.push(this.#take());
      start = end;
    }
    if (messages.length === 0) this.#checkSize();
    return messages;
  }

  /** Looks for the end of the message from `from` on; the index after it, or -1. */
  #scan(chunk: Uint8Array, from: number): number {
    let i = from;
    while (i < chunk.length) {
      switch (this.#state) {
        case State.Cdata:
          i = this.#scanPast(chunk, i, CDATA_END);
          break;
        case State.Comment:
          i = this.#scanPast(chunk, i, COMMENT_END);
          break;
        case State.EndTag:
          if (this.#readEndTag(chunk[i] ?? 0)) return i + 1;
          i += 1;
          break;
        default:
          if (this.#matched === 0) {
            i = (this.#anyEndTag ? chunk.indexOf(LESS_THAN, i) : indexOfCandidate(chunk, i)) + 1;
            if (i === 0) return -1;
            this.#matched = 1;
          } else if (this.#matchNext(chunk[i] ?? 0)) {
            i += 1;
            if (this.#matched === this.#pattern.length && this.#complete()) return i;
          }
      }
    }
    return -1;
  }

  /** Takes a byte of an end tag; true if it completes that of the root. */
  #readEndTag(byte: number): boolean {
    if (byte === LESS_THAN) {
      // No end tag holds one: what went before was none.
      this.#state = State.Content;
      this.#matched = 1;
      return false;
    }
    if (byte !== GREATER_THAN) {
      if (this.#endTag.length < MOST_END_TAG) this.#endTag += String.fromCharCode(byte);
      return false;
    }
    this.#state = State.Content;
    return prefixedEndTag.test(this.#endTag);
  }

  /** True if the byte goes on with what `<` began; otherwise it is still to be looked at. */
  #matchNext(byte: number): boolean {
    if (this.#anyEndTag && this.#matched === 1 && byte === SLASH) {
      this.#matched = 0;
      this.#endTag = '';
      this.#state = State.EndTag;
      return true;
    }
    if (this.#matched === 1) this.#pattern = byte === SLASH ? END_TAG : CDATA_START;
    else if (this.#matched === 2 && byte === DASH && this.#pattern === CDATA_START) {
      this.#pattern = COMMENT_START;
    }
    const matches = this.#pattern[this.#matched] === byte;
    this.#matched = matches ? this.#matched + 1 : 0;
    return matches;
  }

  /** A whole pattern has been seen; true if it ends the message. */
  #complete(): boolean {
    this.#matched = 0;
    if (this.#pattern === END_TAG) return true;
    this.#state = this.#pattern === CDATA_START ? State.Cdata : State.Comment;
    return false;
  }

  /** Goes on to the end of a section; the index to continue at. */
  #scanPast(chunk: Uint8Array, from: number, pattern: Uint8Array): number {
    for (let i = from; i < chunk.length; i++) {
      const byte = chunk[i];
      if (byte === pattern[this.#matched]) this.#matched += 1;
      else if (this.#matched === 2 && byte === pattern[0]) {
        // `]]]>` and `--->`: the last two of three still match the first two.
        this.#matched = 2;
      } else this.#matched = byte === pattern[0] ? 1 : 0;
      if (this.#matched === pattern.length) {
        this.#matched = 0;
        this.#state = State.Content;
        return i + 1;
      }
    }
    return chunk.length;
  }

  #append(part: Uint8Array): void {
    this.#size += part.length;
    if (this.#size > this.#maxBytes) this.#chunks = [];
    else this.#chunks.push(part);
  }

  #checkSize(): void {
    if (this.#size > this.#maxBytes) throw new MessageTooLargeError(this.#maxBytes);
  }

  #take(): Uint8Array {
    const [only] = this.#chunks;
    const isWhole = only !== undefined && this.#chunks.length === 1;
    const message = isWhole ? only : Buffer.concat(this.#chunks, this.#size);
    this.#chunks = [];
    this.#size = 0;
    this.#state = State.Between;
    return message;
  }
}

/**
 * The index of the next `<` that may begin an end tag of the root, a CDATA section or a comment, as far
 * as the bytes after it are there; or -1. A loop, since one in ten bytes of a table is a `<`, and a
 * native search for each costs more.
 */
function indexOfCandidate(chunk: Uint8Array, from: number): number {
  const last = chunk.length - 1;
  for (let i = from; i <= last; i++) {
    if (chunk[i] !== LESS_THAN) continue;
    if (i === last || chunk[i + 1] === EXCLAMATION) return i;
    if (chunk[i + 1] === SLASH && (i + 1 === last || chunk[i + 2] === END_TAG[2])) return i;
  }
  return -1;
}

/** The index of the first byte from `from` on that is no white space of XML. */
function skipSpace(chunk: Uint8Array, from: number): number {
  let i = from;
  while (i < chunk.length) {
    const byte = chunk[i];
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) break;
    i += 1;
  }
  return i;
}
