import { decodeBytes, redactXml } from '@ocipkit/core';

/**
 * Decodes an HTTP body of XML once: by byte order mark, then by the charset of the content type, then
 * by the XML declaration, then as UTF-8. What a document inside declares does not matter.
 *
 * @throws Error if the charset is unknown, or the bytes do not fit it
 */
export function decodeBody(body: Uint8Array, contentType: string | undefined): string {
  const charset = charsetOf(contentType);
  if (charset === undefined || hasByteOrderMark(body)) return decodeBytes(body, 'UTF-8');
  // Not TextDecoder: its 'iso-8859-1' is windows-1252.
  if (/^iso[-_]?8859-1$|^latin1$/.test(charset)) return asBuffer(body).toString('latin1');
  return new TextDecoder(charset, { fatal: true }).decode(body);
}

function charsetOf(contentType = ''): string | undefined {
  const match = /;\s*charset\s*=\s*(?:"([^"]*)"|([^\s;]+))/i.exec(contentType);
  const charset = (match?.[1] ?? match?.[2] ?? '').trim().toLowerCase();
  return charset === '' ? undefined : charset;
}

function hasByteOrderMark([a, b, c]: Uint8Array): boolean {
  return (
    (a === 0xef && b === 0xbb && c === 0xbf) ||
    (a === 0xff && b === 0xfe) ||
    (a === 0xfe && b === 0xff)
  );
}

function asBuffer(body: Uint8Array): Buffer {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}

/** How much of an answer an error quotes, in characters. */
const QUOTED = 200;
/** Masked before it is cut, so that a cut does not hide what a text is. */
const MASKED = 4_000;

/** The first characters of a body for an error: masked, on one line; `no body` if there is none. */
export function excerpt(body: Uint8Array): string {
  const text = asBuffer(body.subarray(0, MASKED)).toString('utf8');
  return text.trim() === '' ? 'no body' : clip(redactXml(text));
}

/** Cuts a text that is masked already, and puts it on one line. */
export function clip(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  // A pair of surrogates is not cut in two.
  return line.length <= QUOTED ? line : `${line.slice(0, QUOTED).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
