import { markup, raw, type Child, type Html } from '../html/html.js';
import { Links, type Site } from '../site.js';
import type { PageContent } from '../theme/layout.js';
import { collectGuides, documentAt, isFile, type GuideSource } from './collect.js';
import { renderMarkdown, type RenderedMarkdown } from './markdown.js';

/** A guide, ready for its frame, and for the search. */
export interface GuidePage extends PageContent {
  readonly file: string;
  readonly lead: string;
  readonly text: string;
}

/** A link that leads nowhere. */
export class DeadLinkError extends Error {
  override readonly name = 'DeadLinkError';
}

export const GUIDES_INDEX = 'guides/index.html';

/**
 * The pages of the guides.
 *
 * @throws DeadLinkError if a relative link leads to nothing
 */
export async function guidePages(root: string, site: Site): Promise<readonly GuidePage[]> {
  const sources = await collectGuides(root);
  const paths = new Map(sources.map(({ file, path }) => [file, path]));
  const rendered = new Map(
    sources.map((source) => [source, renderGuide(source, paths, root, site)] as const),
  );
  const order = orderOf(sources, rendered, root);
  const pages = [...rendered].map(([source, document]): GuidePage => {
    const links = new Links(site, source.path);
    const isNear = source.file.startsWith('docs/');
    return {
      file: source.file,
      path: source.path,
      title: document.title,
      description: document.lead,
      lead: document.lead,
      text: document.text,
      section: GUIDES_INDEX,
      kind: 'guide',
      aside: navigation(order, isNear ? source : undefined, links),
      contents: document.headings,
      body: markup`<article>${document.body}${isNear && nextGuide(order, source, links)}</article>`,
    };
  });
  return paths.has('docs/README.md') ? pages : [...pages, index(order, site)];
}

function renderGuide(
  source: GuideSource,
  paths: ReadonlyMap<string, string>,
  root: string,
  site: Site,
): RenderedMarkdown {
  const links = new Links(site, source.path);
  return renderMarkdown(source.text, {
    links,
    isType: (name) => /^[A-Z]/.test(name) && site.reference.has(name),
    resolve: (href) => {
      if (/^(?:[a-z]+:|#)/i.test(href)) return href;
      const [target = '', hash] = href.split('#');
      const document = documentAt(source.file, target, root);
      const path = document === undefined ? undefined : paths.get(document);
      if (path !== undefined) return links.to(path) + (hash === undefined ? '' : `#${hash}`);
      if (isFile(source.file, target, root)) return undefined;
      throw new DeadLinkError(`${source.file}: there is nothing at ${href}`);
    },
  });
}

/** A guide in the navigation. */
interface Entry {
  readonly title: string;
  readonly source: GuideSource;
}

/** Guides under a heading, which may be empty. */
interface Chapter {
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** In the order of `docs/README.md`; guides that it does not name come last. */
function orderOf(
  sources: readonly GuideSource[],
  rendered: ReadonlyMap<GuideSource, RenderedMarkdown>,
  root: string,
): readonly Chapter[] {
  const guides = sources.filter(({ file }) => file.startsWith('docs/'));
  const byFile = new Map(guides.map((source) => [source.file, source]));
  const contents = byFile.get('docs/README.md');
  const seen = new Set<string>(['docs/README.md']);
  const chapters: { title: string; entries: Entry[] }[] = [{ title: '', entries: [] }];
  for (const [, heading, label = '', target = ''] of contents?.text.matchAll(
    /^## +(.+)$|\[([^\]]+)\]\(([^)\s#]+)[^)]*\)/gm,
  ) ?? []) {
    if (heading !== undefined) {
      chapters.push({ title: heading, entries: [] });
      continue;
    }
    const file = documentAt('docs/README.md', target, root);
    const source = file === undefined ? undefined : byFile.get(file);
    if (source === undefined || seen.has(source.file)) continue;
    seen.add(source.file);
    chapters.at(-1)?.entries.push({ title: label.replaceAll('`', ''), source });
  }
  const others = guides
    .filter(({ file }) => !seen.has(file))
    .map((source) => ({ title: rendered.get(source)?.title ?? source.file, source }));
  const top = others.filter(({ source }) => !source.file.startsWith('docs/automations/'));
  const automations = others.filter(({ source }) => source.file.startsWith('docs/automations/'));
  chapters.push({ title: contents === undefined ? '' : 'More', entries: top });
  chapters.push({ title: 'Automations', entries: automations });
  return chapters.filter(({ entries }) => entries.length > 0);
}

function navigation(
  chapters: readonly Chapter[],
  current: GuideSource | undefined,
  links: Links,
): Html {
  const item = ({ title, source }: Entry): Child =>
    markup`<li><a href="${links.to(source.path)}"${source === current && raw(' aria-current="page"')}>${title}</a></li>`;
  return markup`${chapters.map(
    ({ title, entries }) =>
      markup`${title !== '' && markup`<p>${title}</p>`}<ul>${entries.map(item)}</ul>
`,
  )}`;
}

function nextGuide(chapters: readonly Chapter[], source: GuideSource, links: Links): Child {
  const all = chapters.flatMap(({ entries }) => entries);
  const at = all.findIndex((entry) => entry.source === source);
  const next = all[at + 1];
  return (
    next !== undefined &&
    markup`<p class="next">Next: <a href="${links.to(next.source.path)}">${next.title}</a></p>`
  );
}

/** Stands in for `docs/README.md`. */
function index(chapters: readonly Chapter[], site: Site): GuidePage {
  const links = new Links(site, GUIDES_INDEX);
  return {
    file: 'docs/README.md',
    path: GUIDES_INDEX,
    title: 'Guides',
    lead: 'All guides.',
    text: '',
    section: GUIDES_INDEX,
    kind: 'guide',
    body: markup`<article><h1>Guides</h1>${navigation(chapters, undefined, links)}</article>`,
  };
}
