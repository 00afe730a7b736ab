import {
  builtInPatches,
  Diagnostics,
  diffReleases,
  readRelease,
  readSource,
  renderDiffMarkdown,
  type Release,
} from '@ocipkit/generator';
import { markup, type Child, type Html } from '../html/html.js';
import { codeBlock } from '../html/highlight.js';
import { renderMarkdown } from '../guides/markdown.js';
import { Links, type Site } from '../site.js';
import type { PageContent } from '../theme/layout.js';
import { kebab } from '../urls.js';

const PATH = 'whats-new.html';

/** The difference between two releases, as the generator tells it. */
export function compareReleases(since: string, schemas: string): string {
  return renderDiffMarkdown(diffReleases(read(since), read(schemas)));
}

function read(schemas: string): Release {
  return readRelease(readSource(schemas), { patches: builtInPatches }, new Diagnostics());
}

/** What changed since an older release; without one, how to be told. */
export function whatsNewPages(site: Site, changes: string | undefined): readonly PageContent[] {
  if (changes === undefined) return [invitation(site)];
  const [title = '', ...rest] = changes.split(/^(?=## )/m);
  const chapters = rest.flatMap((chapter) => split(chapter));
  const name = /^# (.*)$/m.exec(title)?.[1] ?? 'What’s new';
  const first = page(PATH, name, title, site, contents(chapters, site));
  return [
    first,
    ...chapters.map(({ path, heading, text }) =>
      page(path, `${name}: ${heading}`, `# ${heading}\n\n${text}`, site),
    ),
  ];
}

interface Chapter {
  readonly path: string;
  /** Kind of types that it is about. */
  readonly group: string;
  readonly heading: string;
  readonly text: string;
}

/** Characters of Markdown on one page. */
const MOST = 40_000;

/** `## Requests` with its `### Added (12)` and so on, each a page or, where it is long, several. */
function split(chapter: string): readonly Chapter[] {
  const [head = '', ...sections] = chapter.split(/^(?=### )/m);
  const group = /^## (.*)$/m.exec(head)?.[1] ?? '';
  const own = head.replace(/^## .*$/m, '').trim();
  const parts = sections.map((section) => {
    const [line = '', ...rest] = section.split('\n');
    return {
      heading: `${group}: ${line.replace(/^### /, '').toLowerCase()}`,
      text: rest.join('\n'),
    };
  });
  const all = own === '' ? parts : [{ heading: group, text: own }, ...parts];
  return all.flatMap(({ heading, text }) =>
    pieces(text).map((piece, i) => ({
      group,
      heading: i === 0 ? heading : `${heading}, page ${String(i + 1)}`,
      path: `browse/new-${kebab(heading.replace(/\(.*\)/, '').trim())}${i === 0 ? '' : `-${String(i + 1)}`}.html`,
      text: piece,
    })),
  );
}

function pieces(text: string): readonly string[] {
  const made: string[] = [];
  let piece = '';
  for (const item of text.split(/^(?=- )/m)) {
    if (piece !== '' && piece.length + item.length > MOST) {
      made.push(piece);
      piece = '';
    }
    piece += item;
  }
  return [...made, piece];
}

function contents(chapters: readonly Chapter[], site: Site): Html {
  const links = new Links(site, PATH);
  const groups = [...new Set(chapters.map(({ group }) => group))];
  return markup`${groups.map((group) => {
    const own = chapters.filter((chapter) => chapter.group === group);
    return markup`<h2>${group}</h2>
<ul>${own.map(({ path, heading }) => markup`<li><a href="${links.to(path)}">${heading.replace(`${group}: `, '')}</a></li>`)}</ul>
`;
  })}`;
}

function page(path: string, title: string, text: string, site: Site, after?: Child): PageContent {
  const links = new Links(site, path);
  const { body } = renderMarkdown(text, {
    links,
    isType: (name) => site.reference.has(name),
    resolve: (href) => href,
  });
  return {
    path,
    title,
    section: PATH,
    kind: 'browse',
    body: markup`<article>${body}${after}</article>`,
  };
}

function invitation(site: Site): PageContent {
  const links = new Links(site, PATH);
  return {
    path: PATH,
    title: 'What’s new',
    section: PATH,
    kind: 'browse',
    body: markup`<article><h1>What’s new</h1>
<p>This site was built without an older release to compare with. Given one, this page lists what was added, removed, deprecated and changed, and whom a change breaks:</p>
${codeBlock('npm run docs -- --since ./R24', 'sh', 'Building with an older release')}
<p>What changed between two versions of one command stands on the page of the newer one; <a href="${links.to('browse/versions.html')}">requests by release</a> lists the newest versions first.</p></article>`,
  };
}
