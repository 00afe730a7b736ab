import { describe, expect, it } from 'vitest';
import {
  decodeMessage,
  encodeMessage,
  MalformedMessageError,
  readTree,
  type MalformedCode,
  type ReadLimits,
} from '../src/index.js';
import { SeatGetResponse16 } from './fixtures/commands.js';
import { decode, document, message, resolve } from './support/messages.js';

/** The code a document is refused with; undefined if it is read. */
function refusal(text: string | Uint8Array, limits?: ReadLimits): MalformedCode | undefined {
  try {
    decodeMessage(text, { resolve, limits });
    return undefined;
  } catch (error) {
    if (error instanceof MalformedMessageError) return error.code;
    throw error;
  }
}

const golden = encodeMessage(
  {
    identity: { sessionId: 's1' },
    trackingId: 't',
    commands: [
      new SeatGetResponse16({
        userId: 'älice',
        isActive: true,
        remark: null,
        phoneNumber: ['+1', '+2'],
        department: { $type: 'EnterpriseDepartmentKey', serviceProviderId: 's', name: '<&>' },
        address: {},
      }),
    ],
  },
  { encoding: 'UTF-8' },
);

describe('#102 document types and entities', () => {
  it.each([
    '<!DOCTYPE a>',
    '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
    '<!DOCTYPE a [<!ENTITY x "y">]>',
    '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://example.test/x"> %x;]>',
  ])('%s is refused', (doctype) => {
    expect(refusal(message('PingRequest', '').replace('\n', `\n${doctype}`))).toBe('doctype');
  });

  it.each([
    '&x;',
    '&nbsp;',
    '&constructor;',
    '&__proto__;',
    '&#0;',
    '&#11;',
    '&#xD800;',
    '&#x110000;',
    '&#99999999999999999999;',
    '& ',
    '&;',
  ])('the reference %s is refused', (reference) => {
    expect(refusal(message('ProbeRequest', `<text>${reference}</text>`))).toBe('not-xml');
  });

  it('the five entities of XML and characters by number are read', () => {
    const [received] = decode(
      message('ProbeRequest', '<text>&lt;&gt;&amp;&quot;&apos;&#9;&#x1F600;</text>'),
    ).commands;

    expect(received?.command).toMatchObject({ text: '<>&"\'\t😀' });
  });
});

describe('limits', () => {
  const nested = (depth: number): string =>
    message('X', '<a>'.repeat(depth - 2) + '</a>'.repeat(depth - 2));

  it('given 64 elements in each other, then read; given 65, then refused', () => {
    expect(refusal(nested(64))).toBeUndefined();
    expect(refusal(nested(65))).toBe('too-deep');
    expect(refusal(nested(12), { maxDepth: 11 })).toBe('too-deep');
  });

  it('given a hundred thousand, then refused without exhausting the stack', () => {
    expect(refusal(nested(100_000))).toBe('too-deep');
    expect(() => readTree(nested(100_000), { maxDepth: 200_000 })).not.toThrow();
  });

  it('given a document longer than the limit, then refused before it is read', () => {
    const text = message('PingRequest', '');

    expect(refusal(text, { maxLength: text.length })).toBeUndefined();
    expect(refusal(text, { maxLength: text.length - 1 })).toBe('too-large');
    expect(refusal(Buffer.from(text), { maxLength: text.length - 1 })).toBe('too-large');
    expect(refusal('not xml at all', { maxLength: 5 })).toBe('too-large');
  });

  it('given more bytes than a text can hold, then refused', () => {
    const bytes = new Uint8Array(2 ** 29 + 1);

    expect(refusal(bytes)).toBe('too-large');
    expect(refusal(bytes, { maxLength: Infinity })).toBe('too-large');
  });

  it('are the same in the raw view', () => {
    const { raw } = decodeMessage(nested(70), { resolve, limits: { maxDepth: 80 } }).commands[0]!;

    expect(raw().name).toBe('command');
  });
});

describe('a truncated document', () => {
  it('cut after any byte is refused, and never read as a shorter answer', () => {
    const end = golden.lastIndexOf(0x3e) + 1;
    const read: number[] = [];
    const codes = new Set<string>();
    for (let cut = 0; cut < end; cut++) {
      const code = refusal(golden.subarray(0, cut));
      if (code === undefined) read.push(cut);
      else codes.add(code);
    }

    expect(read).toEqual([]);
    // A cut through a character of two bytes is no UTF-8; a cut at zero leaves nothing.
    expect([...codes].sort()).toEqual(['bad-encoding', 'not-xml', 'truncated']);
    expect(refusal(golden.subarray(0, end))).toBeUndefined();
  });

  it('says how much came', () => {
    const cut = golden.subarray(0, 300);

    expect(() => decode(cut)).toThrow(
      /^The message ends before its document does .* characters were received\.$/,
    );
  });
});

describe('malformed documents', () => {
  const inside = (content: string): string => message('ProbeRequest', content);

  it.each([
    ['nothing', ''],
    ['blanks', ' \n '],
    ['plain text', 'Service Unavailable'],
    ['JSON', '{"error": "no"}'],
    ['an HTTP head', 'HTTP/1.1 502 Bad Gateway\r\n\r\n<html></html>'],
    ['gzip', '\u001f\u008b\u0008\u0000\u0000'],
    ['crossing tags', inside('<text><word></text></word>')],
    ['a stray closing tag', inside('</text>')],
    ['a second root', `${inside('')}<BroadsoftDocument/>`],
    ['text after the root', `${inside('')}x`],
    ['two messages', inside('') + inside('').slice(inside('').indexOf('<Broad'))],
    ['a bare ampersand', inside('<text>a & b</text>')],
    ['a bare less-than', inside('<text>a < b</text>')],
    ['an end of CDATA in text', inside('<text>a]]>b</text>')],
    ['an attribute without quotes', inside('<text a=b/>')],
    ['an attribute twice', inside('<text a="1" a="2"/>')],
    ['a control character', inside('<text>\u0001</text>')],
    ['a lone surrogate', inside('<text>\ud800</text>')],
    ['a declaration inside', inside('<?xml version="1.0"?>')],
    ['an undeclared prefix on an element', inside('<q:text/>')],
    ['an undeclared prefix on an attribute', inside('<text q:nil="true"/>')],
    ['an undeclared prefix in a type', inside('<text xsi:type="q:T"/>')],
    ['a prefix declared elsewhere', inside('<a xmlns:q="urn:x"/><q:b/>')],
  ])('%s: not-xml', (_, text) => {
    expect(refusal(text)).toBe('not-xml');
  });

  it('#48 nil under an undeclared prefix makes the whole message unreadable', () => {
    const text = inside('<text xsi:nil="true"/>').replace(/ xmlns:xsi="[^"]*"/, '');

    expect(() => decode(text)).toThrow("uses the prefix 'xsi' without declaring it");
  });

  it('comments and processing instructions are passed over', () => {
    const [received] = decode(inside('<!-- a --><?pi b?><text>t</text><!-- c -->')).commands;

    expect(received?.command).toMatchObject({ text: 't' });
    expect(received?.notices).toEqual([]);
  });

  it('given a resolver that fails, then its error is not taken for a malformed message', () => {
    const failing = (): never => {
      throw new TypeError('resolver broke');
    };

    expect(() => decodeMessage(document('<command xsi:type="X"/>'), { resolve: failing })).toThrow(
      new TypeError('resolver broke'),
    );
  });
});
