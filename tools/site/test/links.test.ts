import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSite } from '../src/build.js';
import { LinkCheck } from '../src/check/links.js';
import { guidePages } from '../src/guides/pages.js';
import { Links, type Site } from '../src/site.js';
import { kebab, relativeUrl, typeFile } from '../src/urls.js';
import { ownSite, temporaryFolder } from './support/own-site.js';

const folder = temporaryFolder(afterAll);

describe('the check of links', () => {
  it('finds nothing wrong where pages and anchors are there', () => {
    const check = new LinkCheck();
    check.add(
      'a/x.html',
      '<h2 id="top"></h2><a href="../b/y.html#low">y</a><a href="#top">top</a>',
    );
    check.add(
      'b/y.html',
      '<p id="low"><a href="../a/x.html">x</a><a href="https://example.test/">e</a>',
    );
    expect(check.dead(folder)).toEqual([]);
  });

  it('names the page with a link to a missing page', () => {
    const check = new LinkCheck();
    check.add('a/x.html', '<a href="y.html">y</a>');
    expect(check.dead(folder)).toEqual(['a/x.html: a/y.html']);
  });

  it('names the page with a link to a missing anchor', () => {
    const check = new LinkCheck();
    check.add('x.html', '<a href="#gone">gone</a>');
    expect(check.dead(folder)).toEqual(['x.html: x.html#gone']);
  });

  it('takes files that are no pages for what they are', () => {
    writeFileSync(join(folder, 'icon.svg'), '<svg/>');
    const check = new LinkCheck();
    check.add('x.html', '<link href="icon.svg"><img src="gone.svg">');
    expect(check.dead(folder)).toEqual(['x.html: gone.svg']);
  });
});

describe('the folder of the site', () => {
  it('is not emptied where it holds something else', async () => {
    const home = join(folder, 'home');
    mkdirSync(home);
    writeFileSync(join(home, 'letter.txt'), 'mine');
    await expect(buildSite({ out: home, api: false })).rejects.toThrow(
      'something else than a site',
    );
    expect(readFileSync(join(home, 'letter.txt'), 'utf8')).toBe('mine');
  });
});

describe('addresses', () => {
  it('lead from page to page', () => {
    expect(relativeUrl('reference/a.html', 'reference/b.html')).toBe('b.html');
    expect(relativeUrl('guides/automations/a.html', 'reference/b.html')).toBe(
      '../../reference/b.html',
    );
    expect(relativeUrl('index.html', 'guides/index.html')).toBe('guides/index.html');
  });

  it('are in kebab-case', () => {
    expect(typeFile('UserGetRequest23V2')).toBe('user-get-request23-v2.html');
    expect(kebab('Call Center')).toBe('call-center');
  });
});

describe('guides', () => {
  let site: Site;
  beforeAll(async () => {
    site = await ownSite();
  });

  const guides = async (name: string, files: Readonly<Record<string, string>>) => {
    const root = join(folder, name);
    mkdirSync(join(root, 'docs'), { recursive: true });
    for (const [file, text] of Object.entries(files)) writeFileSync(join(root, file), text);
    return guidePages(root, site);
  };

  it('lead to each other by the addresses of their pages', async () => {
    const [first] = await guides('two', {
      'docs/a.md': '# A\n\nSee [b](b.md#more).',
      'docs/b.md': '# B\n\n## More\n',
    });
    expect(first?.body.text).toContain('<a href="b.html#more">b</a>');
  });

  it('do not build with a link to nothing', async () => {
    await expect(guides('dead', { 'docs/a.md': '# A\n\n[gone](gone.md)' })).rejects.toThrow(
      'docs/a.md: there is nothing at gone.md',
    );
  });

  it('take documents along that lie elsewhere, and name files that are none', async () => {
    const pages = await guides('around', {
      'docs/a.md': '# A\n\n[notes](../NOTES.md), [code](../x.ts)',
      'NOTES.md': '# Notes\n',
      'x.ts': '',
    });
    expect(pages.map(({ path }) => path)).toContain('guides/repository/notes.html');
    expect(pages[0]?.body.text).toContain('<span title="../x.ts">code</span>');
  });

  it('lead from the name of a type to its page, and show no remarks for tools', async () => {
    const [page] = await guides('names', {
      'docs/a.md': '# A\n\n<!-- skip: for a test -->\n\n`UserGetRequest23V2` and `userId`\n',
    });
    expect(page?.body.text).toContain('href="../reference/user-get-request23-v2.html"');
    expect(page?.body.text).toContain('<code>userId</code>');
    expect(page?.body.text).not.toContain('skip');
  });

  it('link names in prose, but no words that only look like one', () => {
    const links = new Links(site, 'reference/x.html');
    const made = JSON.stringify(links.prose('Language of UserGetRequest23V2 and NoSuchRequest22.'));
    expect(made).toContain('user-get-request23-v2.html');
    expect(made).not.toContain('language.html');
    expect(made).not.toContain('no-such');
  });
});
