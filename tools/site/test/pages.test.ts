import type { TypePage } from '@ocipkit/generator';
import { beforeAll, describe, expect, it } from 'vitest';
import { browsePages } from '../src/browse/pages.js';
import { allChoices, allFields } from '../src/pages/particles.js';
import { usesPages } from '../src/pages/related.js';
import { typePage } from '../src/pages/type-page.js';
import type { Site } from '../src/site.js';
import { layout } from '../src/theme/layout.js';
import { ownSite } from './support/own-site.js';

let site: Site;
let pages: ReadonlyMap<string, string>;
let types: readonly TypePage[];

beforeAll(async () => {
  site = await ownSite();
  types = site.reference.entries.map(({ name }) => site.reference.page(name)!);
  pages = new Map(types.map((page) => [page.name, layout(site, typePage(page, site))]));
});

/** Names of the types whose page lacks something. */
const without = (
  what: (markup: string, page: TypePage) => boolean,
  of: (page: TypePage) => boolean = () => true,
): readonly string[] =>
  types
    .filter((page) => of(page) && !what(pages.get(page.name) ?? '', page))
    .map(({ name }) => name);

const isRequest = ({ kind }: TypePage): boolean => kind === 'request';
const text = (markup: string): string => markup.replace(/<wbr>/g, '');

describe('every page', () => {
  it('has the exact name as its title', () => {
    expect(without((markup, { name }) => text(markup).includes(`<h1>${name}</h1>`))).toEqual([]);
  });

  it('says whether it is the one to use', () => {
    expect(
      without((markup, { status }) => markup.includes(`<p class="status ${status}">`)),
    ).toEqual([]);
  });

  it('leads from what is deprecated to its successor', () => {
    expect(
      without(
        (markup, { successor }) => text(markup).includes(`>${successor?.name ?? ''}</a>`),
        ({ successor }) => successor !== undefined,
      ),
    ).toEqual([]);
  });

  it('has a row with an anchor for each of its fields', () => {
    expect(
      without((markup, { particles = [] }) =>
        allFields(particles).every(({ path }) => markup.includes(`id="f-${path}"`)),
      ),
    ).toEqual([]);
  });

  it('shows each choice with all of its branches', () => {
    expect(
      without((markup, { particles = [] }) =>
        allChoices(particles).every(({ choice: { number, branches } }) => {
          const block = markup
            .split(`id="choice-${String(number)}"`)[1]
            ?.split('class="choice"')[0];
          return block?.split('<ul class="branch">').length === branches.length + 1;
        }),
      ),
    ).toEqual([]);
  });

  it('tells where in the schema it comes from', () => {
    expect(
      without((markup, { source }) =>
        markup.includes(`<code>${source.file}</code>, line ${String(source.line)}`),
      ),
    ).toEqual([]);
  });

  it('shows the versions of its family', () => {
    expect(
      without(
        (markup) => markup.includes('class="family"'),
        ({ variants = [] }) => variants.length > 1,
      ),
    ).toEqual([]);
  });

  it('uses no id twice', () => {
    expect(
      without((markup) => {
        const ids = [...markup.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
        return new Set(ids).size === ids.length;
      }),
    ).toEqual([]);
  });

  it('keeps its headings in order', () => {
    expect(
      without((markup) => {
        const levels = [...markup.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
        return levels[0] === 1 && levels.every((level, i) => level <= (levels[i - 1] ?? 0) + 1);
      }),
    ).toEqual([]);
  });

  it('is at most 200 kB', () => {
    expect(without((markup) => Buffer.byteLength(markup) <= 200_000)).toEqual([]);
  });

  it('asks nothing of other places', () => {
    expect(without((markup) => !/(?:src|<link[^>]*href)="(?:https?:)?\/\//.test(markup))).toEqual(
      [],
    );
  });
});

describe('the page of a request', () => {
  it.each([
    ['signature', 'Signature'],
    ['description', 'Description'],
    ['fields', 'Fields'],
    ['response', 'Response'],
    ['examples', 'Examples'],
    ['source', 'Source'],
  ])('has the part %s', (id, title) => {
    expect(without((markup) => markup.includes(`<h2 id="${id}">${title}`), isRequest)).toEqual([]);
  });

  it('shows all kinds of examples', () => {
    for (const id of ['typed', 'by-name', 'cli', 'xml-request', 'xml-response', 'xml-error']) {
      expect(
        without((markup) => markup.includes(`id="example-${id}"`), isRequest),
        id,
      ).toEqual([]);
    }
  });

  it('has a skeleton if it has fields', () => {
    expect(
      without(
        (markup) => markup.includes('<h2 id="skeleton">'),
        ({ kind, particles = [] }) => kind === 'request' && particles.length > 0,
      ),
    ).toEqual([]);
  });

  it('has the parts of the page in their order', () => {
    const order = [
      'signature',
      'description',
      'changes',
      'skeleton',
      'fields',
      'choices',
      'modes',
      'rights',
      'response',
      'examples',
      'related',
      'source',
    ];
    expect(
      without((markup) => {
        const ids = [...markup.matchAll(/<h2 id="([^"]*)"/g)].map(([, id = '']) =>
          order.indexOf(id),
        );
        return ids.every((place, i) => place > (ids[i - 1] ?? -1));
      }, isRequest),
    ).toEqual([]);
  });

  it('leads to the response, and the response back', () => {
    const answered = types.filter(({ request }) => request?.response !== undefined);
    expect(answered.length).toBeGreaterThan(100);
    for (const { name, request } of answered) {
      const response = request?.response ?? '';
      const [there, back] = [site.reference.pathOf(response), site.reference.pathOf(name)].map(
        (path) => path?.replace('reference/', '') ?? '',
      );
      expect(pages.get(name)).toContain(`href="${there}"`);
      expect(pages.get(response)).toContain(`href="${back}"`);
    }
  });

  it('tells which automations use it', () => {
    expect(pages.get('UserGetRequest23V2')).toContain('guides/automations/user-digest.html');
  });

  it('marks secrets, and keeps them off the command line', () => {
    const markup = pages.get('UserAuthenticationModifyRequest') ?? '';
    expect(markup).toContain('<span class="mark secret">secret</span>');
    expect(text(markup)).not.toMatch(/--newPassword/);
  });

  it('says that columns are matched by their headings', () => {
    const markup = pages.get('GroupHuntGroupGetInstanceListRequest') ?? '';
    expect(markup).toContain('<th scope="row">Service User Id</th><td><code>serviceUserId</code>');
    expect(markup).toContain('Columns are found by the text of their heading');
  });
});

describe('the page of another type', () => {
  it('lists the values of an enumeration', () => {
    const markup = pages.get('HuntPolicy') ?? '';
    for (const value of ['Circular', 'Regular', 'Simultaneous', 'Uniform', 'Weighted']) {
      expect(markup).toContain(`<code>${value}</code>`);
    }
  });

  it('shows the concrete types of an abstract one, with the xsi:type', () => {
    const markup = text(pages.get('DepartmentKey') ?? '').replace(/<[^>]*>/g, '');
    expect(markup).toContain('xsi:type=&quot;GroupDepartmentKey&quot;');
    expect(markup).toContain('xsi:type=&quot;EnterpriseDepartmentKey&quot;');
  });

  it('moves long lists of uses to pages of their own', () => {
    const uses = usesPages(site.reference.page('UserId')!, site);
    expect(uses.length).toBeGreaterThan(0);
    expect(pages.get('UserId')).toContain('href="user-id.uses.html"');
    expect(uses[0]?.body.text).toContain('user-get-request23-v2.html#f-userId');
  });
});

describe('the pages to browse', () => {
  it('lead to every type, by kind and by module', () => {
    const markup = browsePages(site)
      .filter(({ path }) => /kind-|module-/.test(path))
      .map(({ body }) => body.text)
      .join('');
    for (const { name } of site.reference.entries) {
      const file = site.reference.pathOf(name) ?? '';
      expect(markup.split(`href="../${file}"`).length - 1, name).toBeGreaterThanOrEqual(2);
    }
  });

  it('lead to every request, by level and by what it does', () => {
    const markup = browsePages(site)
      .filter(({ path }) => !/kind-|module-|versions|deprecated/.test(path))
      .map(({ body }) => body.text)
      .join('');
    for (const { name } of site.reference.entries.filter(({ kind }) => kind === 'request')) {
      const file = site.reference.pathOf(name) ?? '';
      expect(markup.split(`href="../${file}"`).length - 1, name).toBeGreaterThanOrEqual(2);
    }
  });
});
