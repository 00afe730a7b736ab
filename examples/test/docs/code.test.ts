import { describe, expect, test } from 'vitest';
import { compileBlocks } from './compile.js';
import { codeBlocks, markdownFiles, type CodeBlock } from './markdown.js';

const blocks = markdownFiles().flatMap(codeBlocks);
const typescript = blocks.filter(({ language }) => /^(?:ts|typescript)$/.test(language));

const block = (code: string, line = 1): CodeBlock => ({
  page: 'page.md',
  language: 'ts',
  line,
  code,
  notCompiled: undefined,
});

describe('the TypeScript of the guides', () => {
  test('compiles, each page as one program', { timeout: 120_000 }, () => {
    const compiled = typescript.filter(({ notCompiled }) => notCompiled === undefined);
    expect(compiled.length).toBeGreaterThan(30);
    expect(compileBlocks(compiled)).toEqual([]);
  });

  test('leaves out only blocks that say why', () => {
    const left = typescript.filter(({ notCompiled }) => notCompiled !== undefined);
    expect(left.map(({ page, notCompiled }) => `${page}: ${notCompiled ?? ''}`)).toEqual([]);
  });

  test('is marked as such: no block of code is without a language', () => {
    const unmarked = blocks.filter(({ language }) => language === '');
    expect(unmarked.map(({ page, line }) => `${page}:${line}`)).toEqual([]);
  });
});

describe('the check', () => {
  test(
    'lets a block see the blocks before it, and declare the same names anew',
    { timeout: 60_000 },
    () => {
      const first = block("import { connect } from '@ocipkit/client';\nconst url = 'tls://a';");
      const second = block('const own = await connect({ url, username, password });', 9);
      const third = block("const url = new URL('tls://b');\nurl.hostname;", 20);
      expect(compileBlocks([first, second, third])).toEqual([]);
    },
  );

  test('tells the page and the line of what does not compile', { timeout: 60_000 }, () => {
    const first = block(
      "import { connect } from '@ocipkit/client';\nimport { no } from 'nowhere';",
    );
    const second = block('const wide = 1;\nconst text: string = wide;', 30);
    expect(compileBlocks([first, second])).toEqual([
      expect.stringMatching(/^page\.md:2: Cannot find module 'nowhere'/),
      "page.md:31: Type 'number' is not assignable to type 'string'.",
    ]);
  });
});
