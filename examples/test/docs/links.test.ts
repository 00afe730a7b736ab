import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { markdownFiles, prose, repository, type MarkdownFile } from './markdown.js';

const LINK = /\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)|^\[[^\]]+\]:\s*(\S+)/gm;

const files = markdownFiles();

describe('links between pages', () => {
  test('lead to files of the repository, and to headings that are there', () => {
    expect(files.length).toBeGreaterThan(30);
    expect(files.flatMap(deadLinks)).toEqual([]);
  });

  test('reach every guide from the index, in reading order', () => {
    const index = files.find(({ path }) => path === 'docs/README.md');
    const linked = linksOf(index!).map(({ target }) => join('docs', target));
    const guides = files
      .map(({ path }) => path)
      .filter((path) => path.startsWith('docs/') && path !== 'docs/README.md');
    expect(guides.filter((path) => !linked.includes(path))).toEqual([]);
    expect(new Set(linked).size).toBe(linked.length);
  });

  test('names only tests that are there, as proof of what is promised', () => {
    const named = files.flatMap(({ path, text }) =>
      [...text.matchAll(/`((?:packages|tools)\/[\w/-]+\.test\.ts)`/g)].map(([, test = '']) => ({
        path,
        test,
      })),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter(({ test: file }) => !existsSync(join(repository, file)))).toEqual([]);
  });

  test('name headings as GitHub does', () => {
    const text = '# A `b` – c, d\n\n## Twice\n\n## Twice\n\n## [Link](x.md) and_under';
    expect(anchorsOf(text)).toEqual(['a-b--c-d', 'twice', 'twice-1', 'link-and_under']);
  });
});

function linksOf(file: MarkdownFile): { readonly target: string; readonly line: number }[] {
  const text = prose(file);
  return [...text.matchAll(LINK)].map((match) => ({
    target: match[1] ?? match[2] ?? '',
    line: text.slice(0, match.index).split('\n').length,
  }));
}

function deadLinks(file: MarkdownFile): string[] {
  return linksOf(file)
    .filter(({ target }) => !/^[a-z]+:/i.test(target) && !isAlive(file, target))
    .map(({ target, line }) => `${file.path}:${line}: ${target}`);
}

function isAlive(from: MarkdownFile, target: string): boolean {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? from.path : join(dirname(from.path), decodeURI(path));
  const full = join(repository, file);
  // Nothing above the repository, and nothing that only a build makes.
  if (file.startsWith('..') || !existsSync(full)) return false;
  if (anchor === undefined) return true;
  return statSync(full).isFile() && anchorsOf(readFileSync(full, 'utf8')).includes(anchor);
}

/** Ids of the headings, as GitHub makes them; the site makes the same. */
function anchorsOf(text: string): string[] {
  const seen = new Map<string, number>();
  let isCode = false;
  return text.split('\n').flatMap((line) => {
    if (/^ *```/.test(line)) isCode = !isCode;
    const heading = /^#{1,6} +(.+?)(?: #+)?$/.exec(line)?.[1];
    if (isCode || heading === undefined) return [];
    const slug = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
      .replace(/ /g, '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return [count === 0 ? slug : `${slug}-${count}`];
  });
}
