import type { ChoiceDoc, TypePage } from '@ocipkit/generator';
import { sampleFields } from '@ocipkit/core/sample';
import { beforeAll, describe, expect, it } from 'vitest';
import { literal } from '../src/examples/literal.js';
import { importLine } from '../src/examples/typescript.js';
import { minimalValues, type Values } from '../src/examples/values.js';
import { tableReading } from '../src/pages/answer.js';
import { choiceBlocks } from '../src/pages/choices.js';
import { examplesOf } from '../src/pages/examples.js';
import { skeleton } from '../src/pages/skeleton.js';
import { Links, type Site } from '../src/site.js';
import { compile } from './support/compile.js';
import { ownSite } from './support/own-site.js';

let site: Site;
let pages: readonly TypePage[];

beforeAll(async () => {
  site = await ownSite();
  pages = site.reference.entries.map(({ name }) => site.reference.page(name)!);
});

const minimal = ({ name }: TypePage): Values => minimalValues(site.commands.classes.get(name)!.$)!;

describe('TypeScript on the pages', () => {
  it('compiles as it stands', { timeout: 180_000 }, () => {
    const programs = new Map<string, string>();
    for (const page of pages) {
      for (const { id, language, code } of examplesOf(page, site)) {
        if (language === 'ts') programs.set(`${page.name}-${id}`, code);
      }
      const table = tableReading(page);
      if (table !== undefined) programs.set(`${page.name}-table`, table);
      if (page.kind === 'request' && (page.particles ?? []).length > 0) {
        const input = skeleton(page.particles ?? [], minimal(page));
        programs.set(
          `${page.name}-skeleton`,
          `${importLine(page)}\nexport const request = new ${page.name}(${input});\n`,
        );
      }
    }
    expect(programs.size).toBeGreaterThan(1400);
    expect([...compile(programs)]).toEqual([]);
  });

  it(
    'does not compile with two branches, and says what the page says',
    { timeout: 120_000 },
    () => {
      const programs = new Map<string, string>();
      const said = new Map<string, string>();
      for (const page of pages.filter(({ kind }) => kind === 'request')) {
        const links = new Links(site, `reference/${page.name}.html`);
        const blocks = choiceBlocks(page, {
          links,
          prefix: 'c-',
          fieldPrefix: 'f-',
          isSent: true,
        })?.text;
        const error = /<pre class="error"[^>]*>([\s\S]*?)<\/pre>/.exec(blocks ?? '')?.[1];
        const choice = (page.particles ?? []).find((p): p is ChoiceDoc => p.kind === 'choice');
        if (error === undefined || choice === undefined || blocks?.split('pre class').length !== 2)
          continue;
        const { $: type } = site.commands.classes.get(page.name)!;
        const branches = [0, 1].map((at) =>
          sampleFields(type, { optional: true, branch: () => at }),
        );
        const both = Object.assign({}, minimal(page), ...branches) as Values;
        programs.set(page.name, `${importLine(page)}\nnew ${page.name}(${literal(both)});\n`);
        said.set(page.name, error);
      }
      expect(said.size).toBeGreaterThan(5);
      const found = compile(programs);
      for (const [name, error] of said) {
        // The argument is written out in the message, where the page has three dots.
        const [start = '', ...rest] = error.split(/\{ … \}|\n/);
        const message = found.get(name)?.join('\n') ?? '';
        expect(message, name).toContain(start);
        for (const line of rest) expect(message, name).toContain(line);
      }
    },
  );
});
