import { describe, expect, it } from 'vitest';
import {
  EncodeError,
  encodeMessage,
  encodeMessageText,
  MalformedMessageError,
  type MessageEncoding,
} from '../src/index.js';
import { ProbeRequest } from './fixtures/commands.js';
import { decode, resolve } from './support/messages.js';
import { decodeMessage } from '../src/index.js';

const identity = { sessionId: 's1' };

const write = (text: string, encoding: MessageEncoding): Buffer =>
  Buffer.from(encodeMessage({ identity, commands: [new ProbeRequest({ text })] }, { encoding }));

/** A message whose text field stands between raw bytes. */
function withBytes(declaration: string, bytes: readonly number[]): Buffer {
  const xml = encodeMessageText({ identity, commands: [new ProbeRequest({ text: '|' })] });
  const [before = '', after = ''] = xml.replace(/^<\?xml.*\?>\n/, declaration).split('|');
  return Buffer.concat([
    Buffer.from(before, 'latin1'),
    Buffer.from(bytes),
    Buffer.from(after, 'latin1'),
  ]);
}

const read = (bytes: Uint8Array): string | undefined =>
  (decode(bytes).commands[0]?.command as ProbeRequest).text;

const declaration = (encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?>\n`;

describe('sending', () => {
  it('#43 é under ISO-8859-1 is one byte', () => {
    const bytes = write('é', 'ISO-8859-1');

    expect(bytes.toString('latin1')).toContain('encoding="ISO-8859-1"');
    expect(bytes.includes(Buffer.from([0x3e, 0xe9, 0x3c]))).toBe(true);
  });

  it('#42 characters beyond ISO-8859-1 are references, one for each code point', () => {
    const xml = write('セ€ő😀', 'ISO-8859-1').toString('latin1');

    expect(xml).toContain('<text>&#x30BB;&#x20AC;&#x151;&#x1F600;</text>');
  });

  it('#42 under UTF-8 they are themselves, with that declaration', () => {
    const bytes = write('セ€ő😀', 'UTF-8');

    expect(bytes.toString('utf8')).toContain('encoding="UTF-8"');
    expect(bytes.toString('utf8')).toContain('<text>セ€ő😀</text>');
  });

  it.each(['ISO-8859-1', 'UTF-8'] as const)(
    '#42 under %s every text arrives unchanged',
    (encoding) => {
      const text = 'セールス € ő é ÿ \u0080\u009f\u0085 😀 \u2028 \ufffd \u{10ffff}';

      expect(read(write(text, encoding))).toBe(text);
    },
  );

  it('characters of a document given as text are left to its transport', () => {
    const xml = encodeMessageText({ identity, commands: [new ProbeRequest({ text: '€' })] });

    expect(xml).toContain('encoding="ISO-8859-1"');
    expect(xml).toContain('<text>€</text>');
  });

  it.each(['utf-8', 'latin1', 'UTF-16', ''])(
    'the encoding %j is refused: its declaration and the bytes would disagree',
    (encoding) => {
      const message = { identity, commands: [new ProbeRequest()] };

      expect(() => encodeMessage(message, { encoding: encoding as never })).toThrow(EncodeError);
      expect(() => encodeMessageText(message, { encoding: encoding as never })).toThrow(
        `encoding: found '${encoding}', expected ISO-8859-1 or UTF-8`,
      );
    },
  );
});

describe('#44 receiving', () => {
  it.each(['UTF-8', 'utf-8', 'utf8'])('declared %s', (label) => {
    expect(read(withBytes(declaration(label), [0xc3, 0xa9]))).toBe('é');
  });

  it.each(['ISO-8859-1', 'iso-8859-1', 'latin1', 'US-ASCII'])('declared %s', (label) => {
    expect(read(withBytes(declaration(label), [0xc3, 0xa9]))).toBe('Ã©');
  });

  it('bytes 0x80 to 0x9F are control characters in ISO-8859-1, letters in windows-1252', () => {
    expect(read(withBytes(declaration('ISO-8859-1'), [0x80, 0x9f]))).toBe('\u0080\u009f');
    expect(read(withBytes(declaration('windows-1252'), [0x80, 0x9f]))).toBe('€Ÿ');
  });

  it('without a declaration it is ISO-8859-1, or what the caller says', () => {
    const bytes = withBytes('', [0xc3, 0xa9]);
    const asUtf8 = decodeMessage(bytes, { resolve, fallbackEncoding: 'UTF-8' });

    expect(read(bytes)).toBe('Ã©');
    expect((asUtf8.commands[0]?.command as ProbeRequest).text).toBe('é');
  });

  it('in single quotes, after blanks and without a version of its own', () => {
    expect(
      read(
        withBytes(`\n  <?xml version='1.0' encoding = 'UTF-8' standalone='yes'?>`, [0xc3, 0xa9]),
      ),
    ).toBe('é');
  });

  it('a byte order mark outweighs the declaration', () => {
    const utf8 = withBytes(declaration('ISO-8859-1'), [0xc3, 0xa9]);

    expect(read(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8]))).toBe('é');
  });

  it.each([
    ['little', [0xff, 0xfe]],
    ['big', [0xfe, 0xff]],
  ] as const)('UTF-16, %s end first, by its mark', (end, mark) => {
    const text = withBytes(declaration('UTF-16'), [0x3f])
      .toString('latin1')
      .replace('?</', '😀é</');
    const bytes = Buffer.from(text, 'utf16le');
    if (end === 'big') bytes.swap16();

    expect(read(Buffer.concat([Buffer.from(mark), bytes]))).toBe('😀é');
  });

  it('#45 a document given as text is not decoded again, whatever it declares', () => {
    const xml = withBytes(declaration('ISO-8859-1'), [0x3f])
      .toString('latin1')
      .replace('?</', 'ü€</');

    expect((decode(`\ufeff  \n${xml}`).commands[0]?.command as ProbeRequest).text).toBe('ü€');
  });

  it.each(['ISO-8859-15', 'UTF-7', 'KOI8-R', 'nonsense'])(
    'declared %s: refused by name',
    (label) => {
      let error: unknown;
      try {
        read(withBytes(declaration(label), [0x61]));
      } catch (caught) {
        error = caught;
      }

      expect(error).toBeInstanceOf(MalformedMessageError);
      expect(error).toMatchObject({ code: 'unknown-encoding' });
      expect((error as Error).message).toContain(label.toLowerCase());
    },
  );

  it.each([
    [[0xc3], 'a cut sequence'],
    [[0xff], 'a byte that never occurs'],
    [[0xc0, 0x80], 'an overlong form'],
    [[0xed, 0xa0, 0x80], 'a surrogate'],
  ])('bytes %j that are not UTF-8 although they say so (%s): refused', (bytes) => {
    expect(() => read(withBytes(declaration('UTF-8'), bytes))).toThrow(
      expect.objectContaining({ code: 'bad-encoding' }),
    );
  });

  it('given a piece of a larger buffer, then only the piece is read', () => {
    const bytes = write('é', 'UTF-8');
    const larger = Buffer.concat([Buffer.from('<junk>'), bytes, Buffer.from('<junk>')]);

    expect(read(larger.subarray(6, 6 + bytes.length))).toBe('é');
    expect(read(new Uint8Array(bytes))).toBe('é');
  });
});
