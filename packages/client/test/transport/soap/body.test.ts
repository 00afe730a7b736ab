import { describe, expect, it } from 'vitest';
import { clip, decodeBody, excerpt } from '../../../src/transport/soap/body.js';

const declared = (encoding: string): string =>
  `<?xml version="1.0" encoding="${encoding}"?><a>ü</a>`;

describe('a body is decoded', () => {
  it.each<[string, Buffer, string | undefined]>([
    ['by the charset', Buffer.from(declared('UTF-8')), 'text/xml; charset=utf-8'],
    ['by a quoted charset', Buffer.from('ü', 'latin1'), 'text/xml;charset="ISO-8859-1"'],
    [
      'by the charset, not the declaration',
      Buffer.from(declared('ISO-8859-1')),
      'text/xml; Charset=UTF-8',
    ],
    [
      'by the charset, not the declaration',
      Buffer.from(declared('UTF-8'), 'latin1'),
      'a/b; charset=latin1',
    ],
    ['by the declaration', Buffer.from(declared('ISO-8859-1'), 'latin1'), 'text/xml'],
    ['by the declaration', Buffer.from(declared('UTF-8')), 'text/xml; charset='],
    ['as UTF-8 if nothing tells', Buffer.from('ü'), undefined],
    ['by its mark', Buffer.from('\u{FEFF}ü'), 'text/xml; charset=iso-8859-1'],
    ['by its mark', Buffer.from('\u{FEFF}ü', 'utf16le'), 'text/xml; charset=utf-8'],
  ])('%s', (_how, bytes, contentType) => {
    const text = decodeBody(bytes, contentType);
    expect(text).toContain('ü');
    expect(text).not.toContain('Ã');
    expect(text.charCodeAt(0)).not.toBe(0xfeff);
  });

  it('with the control characters of ISO-8859-1, not the letters of windows-1252', () => {
    expect(decodeBody(Buffer.of(0x80), 'text/xml; charset=ISO-8859-1')).toBe('\u0080');
  });

  it.each<[string, Buffer, string | undefined]>([
    ['the charset is unknown', Buffer.from('a'), 'text/xml; charset=utf-9'],
    ['the declared encoding is unknown', Buffer.from(declared('utf-9')), undefined],
    ['the bytes do not fit', Buffer.from('ü', 'latin1'), 'text/xml; charset=utf-8'],
  ])('not at all if %s', (_why, bytes, contentType) => {
    expect(() => decodeBody(bytes, contentType)).toThrow();
  });
});

describe('an excerpt', () => {
  it('is masked before it is cut', () => {
    const text = `<x>${'y'.repeat(185)}</x><password>Pl4nted-Secret</password>`;
    expect(excerpt(Buffer.from(text))).toMatch(/y<\/x><p/);
    expect(excerpt(Buffer.from(text.replace('y'.repeat(185), '')))).toBe(
      '<x></x><password>[redacted]</password>',
    );
  });

  it('masks a secret whose element is cut by its limit', () => {
    const text = `<password>${'Pl4nted'.repeat(10_000)}</password>`;
    expect(excerpt(Buffer.from(text))).toBe('<password>[redacted]');
  });

  it('is one line of 200 characters at most', () => {
    expect(excerpt(Buffer.from(`a\r\n\tb\u0007\u001b[31mc${'d'.repeat(300)}`))).toMatch(
      /^a b \[31mcd{191}…$/,
    );
    expect(excerpt(Buffer.from(' \n'))).toBe('no body');
  });

  it('does not cut a character in two', () => {
    const cut = clip(`${'a'.repeat(199)}😀b`);
    expect(cut).toBe(`${'a'.repeat(199)}…`);
  });
});
