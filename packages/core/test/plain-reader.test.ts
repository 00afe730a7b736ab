import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAny } from '../src/xml/any-reader.js';
import type { XmlEvents } from '../src/xml/events.js';
import { mayBePlain, readPlain } from '../src/xml/plain-reader.js';
import { encodeMessageText, OCITable, readTree } from '../src/index.js';
import { SeatFindResponse } from './fixtures/commands.js';
import { goldenReplies } from './support/golden.js';

/** What a reader reports, text inside the root joined. */
class Recorder implements XmlEvents {
  readonly events: unknown[] = [];
  #depth = 0;
  #text = '';

  open(
    name: string,
    attributes: readonly { readonly name: string; readonly value: string }[],
  ): void {
    this.#flush();
    this.#depth += 1;
    this.events.push(['open', name, ...attributes.map((a) => [a.name, a.value])]);
  }

  text(text: string): void {
    if (this.#depth > 0) this.#text += text;
  }

  close(): void {
    this.#flush();
    this.#depth -= 1;
    this.events.push(['close']);
  }

  #flush(): void {
    if (this.#text !== '') this.events.push(['text', this.#text]);
    this.#text = '';
  }
}

/** Undefined where the quick way does not get to the end. */
function readQuickly(xml: string): unknown[] | undefined {
  const recorder = new Recorder();
  return mayBePlain(xml) && readPlain(xml, recorder) ? recorder.events : undefined;
}

function readFully(xml: string): unknown[] {
  const recorder = new Recorder();
  readAny(xml, recorder);
  return recorder.events;
}

const declaration = '<?xml version="1.0" encoding="ISO-8859-1"?>\n';

describe('the quick way to read a document', () => {
  const seatTable = new OCITable(
    ['A & B', 'C'],
    [
      ['<1>', 'Zoë'],
      ['', '"x"'],
    ],
  );
  const message = encodeMessageText({
    identity: { sessionId: 's' },
    commands: [new SeatFindResponse({ seatTable })],
  });

  it.each([
    ['a message as this package writes it', message],
    ['a message as platforms write them', goldenReplies[0]?.bytes.toString('latin1') ?? ''],
    ['no declaration', '<a/>'],
    ['a declaration that says standalone', `<?xml version="1.0" standalone="yes" ?><a/>`],
    ['white space around and in tags', ' \n<a\tb = "1"\n c=\'2\' ><d /></a\n>\n\n'],
    ['references', `<a b="&lt;&#xe9;&#10;'&quot;">&amp;amp;&#x1F600;&apos;&gt;&#13;</a>`],
    ['prefixes', '<o:a xmlns:o="C"><o:b o:c="x"/></o:a>'],
  ])('takes %s, and reads what the other way reads', (_what, xml) => {
    expect(readQuickly(xml)).toBeDefined();
    expect(readQuickly(xml)).toEqual(readFully(xml));
  });

  it.each([
    '<a>\r\n</a>',
    '<a>😀</a>',
    '<a><![CDATA[x]]></a>',
    '<a><!-- x --></a>',
    '<a><?x y?></a>',
    '<a b="1\n2"/>',
    '<é/>',
    '<?xml version="1.1"?><a/>',
    `<a ${Array.from({ length: 40 }, (_, i) => `b${String(i)}=""`).join(' ')}/>`,
  ])('leaves %j to the other, which reads it', (xml) => {
    expect(readQuickly(xml)).toBeUndefined();
    expect(readFully(xml).at(-1)).toEqual(['close']);
    expect(readTree(xml).name).toMatch(/^[aé]$/);
  });

  it.each([
    '',
    ' ',
    'x',
    '<',
    '<a',
    '<a>',
    '<a/',
    '<a / >',
    '< a/>',
    '<a></b>',
    '<a></ab>',
    '<ab></a>',
    '<a></ a>',
    '<a></a',
    '<a></a b="1">',
    '<a/><b/>',
    '<a/>x',
    'x<a/>',
    '</a>',
    '<a></a></a>',
    '<a><b></a></b>',
    '<a b/>',
    '<a b=/>',
    '<a b=1/>',
    '<a b="1/>',
    `<a b="1'/>`,
    '<a b="<"/>',
    '<a b="1"c="2"/>',
    '<a b="1" b="2"/>',
    '<a 1b="1"/>',
    '<1/>',
    '<a>&</a>',
    '<a>&x;</a>',
    '<a>&#0;</a>',
    '<a>&#xD800;</a>',
    '<a>&#x110000;</a>',
    '<a>&#xFFFE;</a>',
    '<a>&amp</a>',
    '<a b="&x;"/>',
    '<a>]]></a>',
    '<a>\u0001</a>',
    '<a>\uD800</a>',
    '<a><?xml version="1.0"?></a>',
    ' <?xml version="1.0"?><a/>',
    '<?xml version="1.0"><a/>',
    '<?xml encoding="UTF-8"?><a/>',
    '<!DOCTYPE a><a/>',
  ])('does not take %j, which is not well-formed or no message', (xml) => {
    expect(readQuickly(xml)).toBeUndefined();
    expect(() => readFully(xml)).toThrow();
  });

  it('takes no document that is damaged and that the other refuses, and reads the others alike', () => {
    const piece = fc.constantFrom(
      ...['<a>', '</a>', '<b:c>', '</b:c>', '<a/>', '<a', '>', '/>', '/', '<', '</', '=', '"', "'"],
      ...[' x="1"', " y='&lt;'", ' x=', 'text', ' ', '\n', '\t', '\r', '&amp;', '&#233;', '&', ';'],
      ...['&#x', ']]>', '<!--', '-->', '<![CDATA[', '<?', '?>', 'é', '\u0001', '-', '.', ':', '1'],
    );
    const soup = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));
    const element: fc.Arbitrary<string> = fc.letrec<{ element: string }>((tie) => ({
      element: fc
        .tuple(
          fc.constantFrom('a', 'b:c', '_d.e-f'),
          fc.constantFrom('', ' x="1"', ' x=\'1\'\n y="&amp;"', ' '),
          fc.array(fc.oneof({ maxDepth: 3 }, fc.constantFrom('t', ' ', '&gt;'), tie('element')), {
            maxLength: 4,
          }),
        )
        .map(([name, attributes, content]) =>
          content.length === 0
            ? `<${name}${attributes}/>`
            : `<${name}${attributes}>${content.join('')}</${name} >`,
        ),
    })).element;
    const damaged = fc
      .tuple(fc.constantFrom('', declaration, '\n'), element, fc.nat(), fc.nat({ max: 4 }), soup)
      .map(([before, xml, at, length, insert]) => {
        const from = at % (xml.length + 1);
        return before + xml.slice(0, from) + insert + xml.slice(from + length);
      });
    let taken = 0;
    fc.assert(
      fc.property(fc.oneof(element, damaged, soup), (xml) => {
        const quick = readQuickly(xml);
        if (quick === undefined) return;
        taken += 1;
        expect(quick).toEqual(readFully(xml));
      }),
      { numRuns: 6_000, seed: 7 },
    );
    expect(taken).toBeGreaterThan(1_500);
  });

  it('takes a document by steps whose number does not grow with its square', () => {
    const size = 2 ** 20;
    const many = (text: string): string => text.repeat(Math.ceil(size / text.length));
    // Going back to the beginning for each tag would take longer than a test may.
    expect(readQuickly(`<a>${many('<b c="1">&amp;</b>\n')}</a>`)).toHaveLength(4 * 55_189 + 2);
    for (const xml of [`<a ${many('b="1" ')}/>`, `<a>${many('<b ')}`, many('</'), many('<a>')]) {
      expect(readQuickly(xml)).toBeUndefined();
    }
  });
});
