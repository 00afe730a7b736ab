import { Buffer } from 'node:buffer';
import { MalformedMessageError } from '../errors.js';

/** The encodings a message can be sent in. */
export type MessageEncoding = 'ISO-8859-1' | 'UTF-8';

export function isMessageEncoding(name: string): name is MessageEncoding {
  return name === 'ISO-8859-1' || name === 'UTF-8';
}

const beyondLatin1 = /[^\u0000-\u00FF]/gu; // eslint-disable-line no-control-regex -- the whole of ISO-8859-1
const beyondLatin1Test = /[^\u0000-\u00FF]/; // eslint-disable-line no-control-regex -- as above

/**
 * Turns a document into bytes. Under ISO-8859-1, characters it lacks become numeric references, one
 * for each code point.
 */
export function encodeBytes(xml: string, encoding: MessageEncoding): Uint8Array {
  if (encoding === 'UTF-8') return Buffer.from(xml, 'utf8');
  const safe = beyondLatin1Test.test(xml)
    ? xml.replace(beyondLatin1, (c) => `&#x${(c.codePointAt(0) ?? 0).toString(16).toUpperCase()};`)
    : xml;
  return Buffer.from(safe, 'latin1');
}

const declared = /^<\?xml\s[^>]*?encoding\s*=\s*["']([^"'>]+)["']/;

/** Bytes 0x80 to 0x9F of windows-1252. TextDecoder won't do: in some versions of Node it reads them as ISO-8859-1. */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';
const c1 = /[\u0080-\u009F]/g;

/**
 * Turns bytes into text: by byte order mark, then by the XML declaration, then by `fallback`.
 *
 * @throws MalformedMessageError if the declared encoding is none of UTF-8, UTF-16, ISO-8859-1,
 * US-ASCII and windows-1252, or the bytes are not valid in it.
 */
export function decodeBytes(bytes: Uint8Array, fallback: MessageEncoding = 'ISO-8859-1'): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) {
    return utf8(buffer.subarray(3));
  }
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return withDecoder('utf-16le', buffer.subarray(2));
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return withDecoder('utf-16be', buffer.subarray(2));
  const head = buffer.subarray(0, 200).toString('latin1').trimStart();
  const label = (declared.exec(head)?.[1] ?? fallback).trim().toLowerCase();
  switch (label) {
    case 'utf-8':
    case 'utf8':
      return utf8(buffer);
    case 'iso-8859-1':
    case 'iso8859-1':
    case 'iso_8859-1':
    case 'latin1':
    case 'us-ascii':
    case 'ascii':
      // Not TextDecoder, whose 'iso-8859-1' means windows-1252.
      return buffer.toString('latin1');
    case 'windows-1252':
    case 'cp1252':
      return buffer
        .toString('latin1')
        .replace(c1, (c) => windows1252.charAt(c.charCodeAt(0) - 0x80));
    default:
      throw new MalformedMessageError(
        'unknown-encoding',
        `The message declares the encoding '${label}', which is not supported. ` +
          `Expected ISO-8859-1 or UTF-8.`,
      );
  }
}

function utf8(bytes: Uint8Array): string {
  return withDecoder('utf-8', bytes);
}

function withDecoder(label: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new MalformedMessageError(
      'bad-encoding',
      `The bytes of the message are not valid ${label.toUpperCase()}, although it says so. ` +
        `The sender's declaration and its bytes disagree.`,
      { cause },
    );
  }
}
