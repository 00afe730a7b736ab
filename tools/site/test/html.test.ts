import { describe, expect, it } from 'vitest';
import { highlight } from '../src/html/highlight.js';
import { breakable, markup, raw } from '../src/html/html.js';

const plain = (markup: string): string =>
  markup
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

describe('markup', () => {
  it('escapes texts in content and in attributes', () => {
    const text = `<script>"&'`;
    expect(markup`<p title="${text}">${text}</p>`.text).toBe(
      `<p title="&lt;script&gt;&quot;&amp;'">&lt;script&gt;&quot;&amp;'</p>`,
    );
  });

  it('leaves markup made by itself alone', () => {
    expect(markup`<ul>${['a', '<b>'].map((item) => markup`<li>${item}</li>`)}</ul>`.text).toBe(
      '<ul><li>a</li><li>&lt;b&gt;</li></ul>',
    );
    expect(markup`${raw('<hr>')}`.text).toBe('<hr>');
  });

  it('writes nothing for what is left out, and zero as zero', () => {
    expect(markup`a${undefined}b${false}c${0}`.text).toBe('abc0');
  });

  it('escapes names that may break', () => {
    expect(breakable('aB<cD>').text).toBe('a<wbr>B&lt;c<wbr>D&gt;');
  });
});

describe('highlight', () => {
  const samples: readonly (readonly [string, string])[] = [
    [
      'ts',
      `import { a } from 'b'; // <c>\nconst x: Map<string, number> = new Map(); /* 1 */ \`t\``,
    ],
    ['xml', `<?xml version="1.0"?>\n<a b="c &lt; d"><e>f &amp; g</e><!-- h --></a>`],
    ['json', '{ "a": [1, true, null, "b\\"c"] }'],
    ['sh', `ocip call X --userId 'a b' # c\nFOO=1 npm run docs -- --since "$X"`],
    ['python', `def f(x):\n    """doc"""\n    return x + 1  # c`],
    ['php', `<?php $a = new B('c'); // d`],
    ['nothing known', 'a < b && c'],
  ];

  it.each(samples)('changes no letter of %s', (language, code) => {
    expect(plain(highlight(code, language).text)).toBe(code);
  });

  it('colours what is known', () => {
    expect(highlight('const a = 1', 'ts').text).toBe(
      '<i class="k">const</i> a = <i class="n">1</i>',
    );
  });
});
