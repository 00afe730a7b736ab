import type { IndexEntry } from '@ocipkit/generator';
import { markup, raw, type Child, type Html } from '../html/html.js';
import { Links, type Site } from '../site.js';
import type { PageContent } from '../theme/layout.js';
import { kebab } from '../urls.js';
import { listing, plural } from '../pages/parts.js';

/** Types under a heading. */
export interface Group {
  readonly title: string;
  readonly entries: readonly IndexEntry[];
}

/** A list of types over one page or, where it is long, several. */
export interface List {
  /** File name without its end, such as `group`. */
  readonly slug: string;
  readonly title: string;
  readonly intro: Child;
  readonly groups: readonly Group[];
}

/** Types on one page. */
const PER_PAGE = 320;

/** The pages of a list; the first has the way to all groups. */
export function listPages(list: List, site: Site): readonly PageContent[] {
  const chunks = chunked(list.groups);
  const places = new Map<Group, string>();
  chunks.forEach((chunk, i) => {
    for (const { group } of chunk) {
      if (!places.has(group)) places.set(group, pathOf(list, i));
    }
  });
  return chunks.map((chunk, i) => {
    const path = pathOf(list, i);
    const links = new Links(site, path);
    const isFirst = i === 0;
    const body = markup`<header class="head"><h1>${list.title}</h1>
${
  isFirst &&
  markup`<p>${list.intro}</p>
`
}</header>
${FILTER}${isFirst && list.groups.length > 1 && jumps(list, places, links, path)}${pager(list, chunks.length, i, links)}
${chunk.map(({ group, entries }) => groupTable(group, entries, links))}${pager(list, chunks.length, i, links)}`;
    const title = isFirst ? list.title : `${list.title}, page ${String(i + 1)}`;
    return { path, title, section: 'browse/index.html', kind: 'browse', body };
  });
}

function pathOf({ slug }: List, page: number): string {
  return `browse/${slug}${page === 0 ? '' : `-${String(page + 1)}`}.html`;
}

interface PartOfGroup {
  readonly group: Group;
  readonly entries: readonly IndexEntry[];
}

function chunked(groups: readonly Group[]): readonly (readonly PartOfGroup[])[] {
  const chunks: PartOfGroup[][] = [[]];
  let room = PER_PAGE;
  for (const group of groups) {
    let rest = group.entries;
    while (rest.length > 0) {
      // A group that fits on a page is not torn apart.
      if (room <= 0 || (rest.length > room && rest.length <= PER_PAGE)) {
        chunks.push([]);
        room = PER_PAGE;
      }
      chunks.at(-1)?.push({ group, entries: rest.slice(0, room) });
      const taken = Math.min(room, rest.length);
      rest = rest.slice(taken);
      room -= taken;
    }
  }
  return chunks.filter((chunk, i) => i === 0 || chunk.length > 0);
}

/** Of the filter that hides what is deprecated; without script all of it is there. */
const FILTER = raw(
  '<p class="filter"><label><input type="checkbox" data-filter="deprecated" checked> Show deprecated</label></p>\n',
);

function jumps(
  { groups }: List,
  places: ReadonlyMap<Group, string>,
  links: Links,
  path: string,
): Html {
  const item = (group: Group): Child => {
    const place = places.get(group);
    if (place === undefined) return undefined;
    const href = `${place === path ? '' : links.to(place)}#${anchorOf(group)}`;
    return markup`<li><a href="${href}">${group.title}</a> <small>${group.entries.length}</small></li>`;
  };
  return markup`<nav class="jumps" aria-label="Groups"><ul>${groups.map(item)}</ul></nav>
`;
}

function anchorOf({ title }: Group): string {
  return `g-${kebab(title)}`;
}

function groupTable(group: Group, entries: readonly IndexEntry[], links: Links): Html {
  const id = anchorOf(group);
  return markup`<section class="group" aria-labelledby="${id}"><h2 id="${id}">${group.title}</h2>
<ul class="types">
${entries.map((entry) => typeItem(entry, links))}</ul></section>
`;
}

/** A type in a list. */
function typeItem(entry: IndexEntry, links: Links): Html {
  const { name, status, successor, summary } = entry;
  return markup`<li${status === 'deprecated' && raw(' class="is-old"')}>${links.type(name)}${status === 'deprecated' && markup` <small>deprecated${successor !== undefined && [', use ', links.type(successor)]}</small>`}${status === 'superseded' && markup` <small>a newer version exists</small>`}${summary !== '' && markup`<p>${short(summary)}</p>`}</li>
`;
}

function short(text: string): string {
  return text.length <= 160 ? text : `${text.slice(0, 157).replace(/\s+\S*$/, '')} …`;
}

function pager(list: List, count: number, current: number, links: Links): Child {
  if (count < 2) return undefined;
  const pages = Array.from({ length: count }, (_, i) =>
    i === current
      ? markup`<b aria-current="page">${i + 1}</b>`
      : markup`<a href="${links.to(pathOf(list, i))}">${i + 1}</a>`,
  );
  return markup`<nav class="pager" aria-label="Pages of the list">Page ${listing(pages, '')}</nav>
`;
}

/** Entries by a key, in the order in which the keys are first met or in the one given. */
export function groupBy(
  entries: readonly IndexEntry[],
  keyOf: (entry: IndexEntry) => string,
  compare?: (a: string, b: string) => number,
): readonly Group[] {
  const groups = new Map<string, IndexEntry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  const keys = [...groups.keys()];
  if (compare !== undefined) keys.sort(compare);
  return keys.map((title) => ({ title, entries: groups.get(title) ?? [] }));
}

export const byText = (a: string, b: string): number => a.localeCompare(b, 'en');

/** `12 requests, 3 of them deprecated` */
export function countText(entries: readonly IndexEntry[], noun: string): string {
  const old = entries.filter(({ status }) => status === 'deprecated').length;
  return plural(entries.length, noun) + (old === 0 ? '' : `, ${String(old)} of them deprecated`);
}
