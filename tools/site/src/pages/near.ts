import type { IndexEntry, TypePage, Verb } from '@ocipkit/generator';
import { breakable, markup, raw, type Html } from '../html/html.js';
import { Links, type Site } from '../site.js';
import { modulePath } from '../browse/paths.js';
import { levelNames } from '../browse/names.js';

const order: Readonly<Record<Verb, number>> = {
  get: 0,
  list: 1,
  add: 2,
  modify: 3,
  delete: 4,
  other: 5,
};

/** Pages more than this are left to the browse pages. */
const MOST = 40;

const groups = new WeakMap<Site, ReadonlyMap<string, readonly IndexEntry[]>>();

/** The live requests for the same object, and the ways to the lists that the page stands in. */
export function near(page: TypePage, site: Site): Html {
  const links = new Links(site, site.reference.pathOf(page.name) ?? '');
  const entry = site.reference.entry(page.name);
  const subject = entry?.subject ?? '';
  const level = entry?.level;
  const siblings = (groupsOf(site).get(keyOf(entry)) ?? []).filter(
    ({ status, name }) => status === 'current' || name === page.name,
  );
  const item = ({ name }: IndexEntry): Html =>
    markup`<li>${name === page.name ? markup`<a class="type" href="#main" aria-current="page">${breakable(name)}</a>` : links.type(name)}</li>`;
  return markup`${
    siblings.length > 0 &&
    markup`<p>${level === undefined ? '' : levelNames[level]}${subject !== '' && raw(' · ')}${subject}</p>
<ul>${siblings.slice(0, MOST).map(item)}</ul>
`
  }<ul class="ways"><li><a href="${links.to(modulePath(page.module))}">Module ${page.module}</a></li>${level !== undefined && markup`<li><a href="${links.to(`browse/${level.toLowerCase()}.html`)}">All ${levelNames[level].toLowerCase()} requests</a></li>`}<li><a href="${links.to('browse/index.html')}">Browse the release</a></li></ul>`;
}

function groupsOf(site: Site): ReadonlyMap<string, readonly IndexEntry[]> {
  let found = groups.get(site);
  if (found === undefined) {
    const made = new Map<string, IndexEntry[]>();
    for (const entry of site.reference.entries) {
      if (entry.kind !== 'request') continue;
      const list = made.get(keyOf(entry));
      if (list === undefined) made.set(keyOf(entry), [entry]);
      else list.push(entry);
    }
    for (const list of made.values()) {
      list.sort((a, b) => order[a.verb ?? 'other'] - order[b.verb ?? 'other']);
    }
    groups.set(site, (found = made));
  }
  return found;
}

/** Types belong to no object. */
function keyOf(entry: IndexEntry | undefined): string {
  return entry?.level === undefined ? '' : `${entry.level} ${entry.subject ?? ''}`;
}
