import { existsSync, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, posix, relative, sep } from 'node:path';

/** A page written in Markdown. */
export interface GuideSource {
  /** Path in the repository, with `/`. */
  readonly file: string;
  /** Path of its page inside the site. */
  readonly path: string;
  readonly text: string;
}

/** Guides, and the other documents of the repository that they lead to. */
export async function collectGuides(root: string): Promise<readonly GuideSource[]> {
  const docs = join(root, 'docs');
  const files = (await readdir(docs, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => !file.startsWith('docs/reference/'))
    .sort();
  const guides = new Map<string, GuideSource>();
  const waiting = [...files];
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    if (guides.has(file)) continue;
    const text = await readFile(join(root, file), 'utf8');
    guides.set(file, { file, path: guidePath(file), text });
    for (const target of linkedDocuments(file, text, root)) waiting.push(target);
  }
  return [...guides.values()];
}

/** `docs/automations/README.md` is `guides/automations/index.html`; what is not in `docs` is in `guides/repository`. */
function guidePath(file: string): string {
  const inside = file.startsWith('docs/') ? file.slice('docs/'.length) : `repository/${file}`;
  const folder = posix.dirname(inside);
  const base = posix.basename(inside, '.md');
  const name = base === 'README' ? 'index' : base.toLowerCase();
  return posix.join('guides', folder, `${name}.html`);
}

function linkedDocuments(file: string, text: string, root: string): readonly string[] {
  return [...text.matchAll(/\]\(([^)\s#]+)/g)]
    .map(([, target = '']) => documentAt(file, target, root))
    .filter((target) => target !== undefined);
}

/** The document that a relative link leads to; a folder stands for its README. */
export function documentAt(file: string, target: string, root: string): string | undefined {
  if (/^[a-z]+:/i.test(target)) return undefined;
  const path = posix.normalize(posix.join(posix.dirname(file), target));
  if (path.startsWith('..')) return undefined;
  if (path.endsWith('.md')) return existsSync(join(root, path)) ? path : undefined;
  const readme = posix.join(path, 'README.md');
  return existsSync(join(root, readme)) ? readme : undefined;
}

/** True if a relative link leads to something of the repository that is no document. */
export function isFile(file: string, target: string, root: string): boolean {
  const path = posix.join(posix.dirname(file), target);
  return statSync(join(root, path), { throwIfNoEntry: false }) !== undefined;
}
