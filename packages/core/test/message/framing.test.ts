import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MessageFramer, MessageTooLargeError } from '../../src/index.js';
import { goldenReplies } from '../support/golden.js';

function frame(...chunks: readonly (Buffer | string)[]): string[] {
  return pushAll(new MessageFramer(), chunks);
}

function frameAny(...chunks: readonly (Buffer | string)[]): string[] {
  return pushAll(new MessageFramer(undefined, { anyEndTag: true }), chunks);
}

function pushAll(framer: MessageFramer, chunks: readonly (Buffer | string)[]): string[] {
  return chunks
    .flatMap((chunk) =>
      framer.push(typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : chunk),
    )
    .map((message) => Buffer.from(message).toString('latin1'));
}

describe.each(goldenReplies)('a reply with $name', ({ bytes }) => {
  const whole = bytes.toString('latin1');
  const onWire = Buffer.concat([bytes, Buffer.from('\n')]);

  it('comes out as it went in', () => {
    expect(frame(onWire)).toEqual([whole]);
  });

  it('comes out the same where any form of the end tag is taken', () => {
    expect(frameAny(onWire, onWire)).toEqual([whole, whole]);
    expect(frameAny(...[...onWire].map((byte) => Buffer.of(byte)))).toEqual([whole]);
  });

  it('comes out byte by byte', () => {
    expect(frame(...[...onWire].map((byte) => Buffer.of(byte)))).toEqual([whole]);
  });

  it('comes out wherever it is cut in two', () => {
    for (let cut = 0; cut <= onWire.length; cut++) {
      expect(frame(onWire.subarray(0, cut), onWire.subarray(cut)), `cut at ${String(cut)}`).toEqual(
        [whole],
      );
    }
  });

  it('is told from a second one in the same chunk', () => {
    expect(frame(Buffer.concat([onWire, onWire]))).toEqual([whole, whole]);
  });

  it('is not complete before its last byte', () => {
    const framer = new MessageFramer();
    expect(framer.push(bytes.subarray(0, -1))).toEqual([]);
    expect(framer.pendingBytes).toBe(bytes.length - 1);
  });
});

describe('any list of documents', () => {
  /** Pieces that bring the end tag, and beginnings of it, into every state. */
  const piece = fc.oneof(
    fc.constantFrom(
      '<a>',
      '</a>',
      '</',
      '<',
      '<!',
      '<!-',
      '<![',
      ']]>',
      ']]',
      '-->',
      '--',
      'x',
      ' ',
      '\n',
    ),
    fc.constantFrom('</BroadsoftDocumen', '</BroadsoftDocument', '<BroadsoftDocument>'),
    fc
      .array(fc.constantFrom('</BroadsoftDocument>', ']', ']]', '>', '<!--', 'y'), { maxLength: 5 })
      .map((parts) => parts.join(''))
      .filter((text) => !text.includes(']]>'))
      .map((text) => `<![CDATA[${text}]]>`),
    fc
      .array(fc.constantFrom('</BroadsoftDocument>', '-', '>', '<![CDATA[', 'y'), { maxLength: 5 })
      .map((parts) => parts.join(''))
      .filter((text) => !text.includes('-->'))
      .map((text) => `<!--${text}-->`),
  );
  const content = fc
    .array(piece, { maxLength: 12 })
    // Joined, pieces may make up what is none of them; such a document would have another end.
    .map((pieces) => pieces.join('·'));
  const list = fc.array(
    fc.record({
      text: content.map((c) => `<BroadsoftDocument>${c}·</BroadsoftDocument>`),
      space: fc.constantFrom('', '\n', '\r\n', ' \t\n\n'),
    }),
    { minLength: 1, maxLength: 5 },
  );

  it('comes out the same, wherever it is cut', () => {
    fc.assert(
      fc.property(list, fc.array(fc.nat({ max: 2000 }), { maxLength: 20 }), (documents, cuts) => {
        const stream = Buffer.from(documents.map((d) => d.text + d.space).join(''), 'latin1');
        const at = [0, ...cuts.map((cut) => cut % (stream.length + 1)), stream.length];
        at.sort((a, b) => a - b);
        const chunks = at.slice(1).map((end, i) => stream.subarray(at[i], end));
        expect(frame(...chunks)).toEqual(documents.map((d) => d.text));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('between messages', () => {
  it('white space is skipped and does not count as a beginning', () => {
    const framer = new MessageFramer();
    expect(
      pushAll(framer, ['\r\n\t ', '<BroadsoftDocument></BroadsoftDocument>', '\n']),
    ).toHaveLength(1);
    expect(framer.pendingBytes).toBe(0);
  });

  it('anything else begins the next message', () => {
    const framer = new MessageFramer();
    pushAll(framer, ['<BroadsoftDocument></BroadsoftDocument>\nx']);
    expect(framer.pendingBytes).toBe(1);
  });
});

describe('the size limit', () => {
  const small = '<BroadsoftDocument></BroadsoftDocument>';

  it('lets a message of exactly that size pass', () => {
    expect(pushAll(new MessageFramer(small.length), [small, '\n', small])).toEqual([small, small]);
  });

  it('refuses one byte more, complete or not', () => {
    expect(() => new MessageFramer(small.length - 1).push(Buffer.from(small))).toThrow(
      MessageTooLargeError,
    );
    expect(() => new MessageFramer(8).push(Buffer.from('<Broadsof'))).toThrow(MessageTooLargeError);
  });

  it('gives the message that was complete before the one too large', () => {
    const framer = new MessageFramer(small.length);
    const large = `${small.slice(0, 10)}${' '.repeat(100)}`;
    expect(pushAll(framer, [small + large])).toEqual([small]);
    expect(framer.pendingBytes).toBeGreaterThan(small.length);
    expect(() => framer.push(Buffer.from('x'))).toThrow(MessageTooLargeError);
  });
});

describe('16 MB in chunks of 4 KB', () => {
  it('come out whole, without looking at what has been seen before', () => {
    const row = '<row><col>alice@example.test</col><col>Alice</col></row>\n';
    const rows = row.repeat(Math.ceil((16 * 2 ** 20) / row.length));
    const bytes = Buffer.from(`<BroadsoftDocument>${rows}</BroadsoftDocument>`);
    const framer = new MessageFramer();
    const messages: Uint8Array[] = [];
    for (let i = 0; i < bytes.length; i += 4096) {
      messages.push(...framer.push(bytes.subarray(i, i + 4096)));
    }
    // A scan that begins anew with every chunk would read 34 GB, beyond the time a test has.
    expect(messages).toHaveLength(1);
    expect(bytes.equals(messages[0] ?? Buffer.alloc(0))).toBe(true);
  });
});

describe('where any form of the end tag is taken', () => {
  const endTags = [
    ['a prefix', '</C:BroadsoftDocument>'],
    ['blanks before its end', '</BroadsoftDocument \t\r\n>'],
    ['a prefix and blanks', '</o-c.i_2:BroadsoftDocument  >'],
    ['more blanks than are kept', `</BroadsoftDocument${' '.repeat(5_000)}>`],
  ] as const;

  it.each(endTags)('%s ends a message', (_what, endTag) => {
    const document = `<C:BroadsoftDocument><command>x</command>${endTag}`;
    expect(frameAny(`${document}\n${document}`)).toEqual([document, document]);
  });

  it.each(endTags)('%s ends a message that is cut at any offset', (_what, endTag) => {
    const document = `<a><![CDATA[${endTag}]]><!--${endTag}--></C:Other>${endTag}`;
    const onWire = Buffer.from(`${document}\n`, 'latin1');
    const step = Math.ceil(onWire.length / 1_000);
    for (let cut = 0; cut <= onWire.length; cut += step) {
      const messages = frameAny(onWire.subarray(0, cut), onWire.subarray(cut));
      expect(messages, `cut at ${String(cut)}`).toEqual([document]);
    }
  });

  it('none of them counts in CDATA sections and comments', () => {
    const hidden = endTags.map(([, tag]) => tag).join('');
    const document = `<a><![CDATA[${hidden}]]]><!--]]>${hidden}--->--><b/></C:BroadsoftDocument>`;
    expect(frameAny(`<a><![CDATA[${hidden}]]`, `<a><!--${hidden}--`)).toEqual([]);
    expect(frameAny(document)).toEqual([document]);
  });

  it.each([
    '</C:Other>',
    '</BroadsoftDocuments>',
    '</BroadsoftDocumen>',
    '</XBroadsoftDocument>',
    '</a:b:BroadsoftDocument>',
    '</:BroadsoftDocument>',
    '</ BroadsoftDocument>',
    '</Broadsoft Document>',
    '<BroadsoftDocument>',
    '<C:BroadsoftDocument/>',
    `</${'p'.repeat(500)}:BroadsoftDocument>`,
  ])('%s does not end a message', (other) => {
    const document = `<a>${other}</C:BroadsoftDocument >`;
    expect(frameAny(`<a>${other}`)).toEqual([]);
    expect(frameAny(document)).toEqual([document]);
  });

  it('an end tag that breaks off does not hide the next', () => {
    const document = '<a></</b</C:BroadsoftDocument>';
    expect(frameAny(document)).toEqual([document]);
  });

  it('elsewhere only the plain one is', () => {
    for (const [, endTag] of endTags) expect(frame(`<a>${endTag}`)).toEqual([]);
  });

  it('4 MB without an end come in chunks of 4 KB, and the limit holds', () => {
    const limit = 4 * 2 ** 20;
    for (const filler of ['x', '</', '</x>', '<![CDATA[']) {
      const framer = new MessageFramer(limit, { anyEndTag: true });
      const chunk = Buffer.alloc(4096, filler);
      framer.push(Buffer.from('<a></'));
      // Looking again at what has been seen would read 2 GB each time, beyond the time a test has.
      for (let i = 1; i < limit / chunk.length; i++) expect(framer.push(chunk)).toHaveLength(0);
      expect(framer.pendingBytes).toBe(limit - chunk.length + 5);
      expect(() => framer.push(chunk)).toThrow(MessageTooLargeError);
    }
  });
});
