import type { TypePage, Use } from '@ocipkit/generator';
import { markup, join, type Child, type Html } from '../html/html.js';
import { Links, type Site } from '../site.js';
import { listing, plural } from './parts.js';

/** More places than this go to a page of their own. */
const MOST_USES = 60;

/** Fields of that name that lead to a type, with the types that have them. */
interface UsesOfField {
  readonly field: string;
  readonly types: readonly string[];
}

/** What else touches this type. */
export function relatedPart(page: TypePage, site: Site): Html | undefined {
  const links = new Links(site, site.reference.pathOf(page.name) ?? '');
  const rows = [
    row(
      'Answers',
      page.answers?.map((name) => links.type(name)),
    ),
    row('Extends', page.extends === undefined ? undefined : [links.type(page.extends)]),
    row(
      'Extended by',
      page.extendedBy?.map((name) => links.type(name)),
    ),
    row(
      'Same object',
      page.related?.map(({ name }) => links.type(name)),
    ),
    row(
      'Automations',
      site.automations
        .get(page.name)
        ?.map(({ title, path }) => markup`<a href="${links.to(path)}">${title}</a>`),
    ),
  ].filter((entry) => entry !== undefined);
  const uses = usesPart(page, site, links);
  if (rows.length === 0 && uses === undefined) return undefined;
  return markup`${
    rows.length > 0 &&
    markup`<dl class="related">${rows}</dl>
`
  }${uses}`;
}

function row(title: string, items: readonly Child[] | undefined): Html | undefined {
  if (items === undefined || items.length === 0) return undefined;
  return markup`<dt>${title}</dt><dd>${join(items, markup`, `)}</dd>`;
}

function usesPart(page: TypePage, site: Site, links: Links): Html | undefined {
  const { usedBy = [] } = page;
  if (usedBy.length === 0) return undefined;
  const count = plural(new Set(usedBy.map(({ type }) => type)).size, 'type');
  if (usedBy.length > MOST_USES) {
    return markup`<p>Used by ${count}: <a href="${links.to(usesPath(page.name, site, 1))}">all places that refer to ${page.name}</a>.</p>
`;
  }
  return markup`<h3 id="used-by">Used by</h3>
${usesList(usedBy, links)}`;
}

/** Places by the field that refers to the type. */
function usesList(uses: readonly Use[], links: Links): Html {
  return markup`<dl class="uses">
${byField(uses).map(
  ({ field, types }) =>
    markup`<dt><code>${field}</code></dt><dd><ul class="columns">${types.map((type) => markup`<li>${links.type(type, anchorOf(field))}</li>`)}</ul></dd>
`,
)}</dl>
`;
}

/** Uses of simple types are linked to the page alone: long lists stay small. */
function anchorOf(field: string): string {
  return /^[\w.]+$/.test(field) ? `f-${field}` : '';
}

function byField(uses: readonly Use[]): readonly UsesOfField[] {
  const fields = new Map<string, string[]>();
  for (const { field, type } of uses) {
    const types = fields.get(field);
    if (types === undefined) fields.set(field, [type]);
    else types.push(type);
  }
  return [...fields]
    .map(([field, types]) => ({ field, types: [...new Set(types)] }))
    .sort((a, b) => b.types.length - a.types.length);
}

/** Places on one page of uses. */
const USES_PER_PAGE = 700;

function usesPath(name: string, site: Site, number: number): string {
  const path = site.reference.pathOf(name) ?? '';
  return path.replace(/\.html$/, `.uses${number === 1 ? '' : `-${String(number)}`}.html`);
}

export interface UsesPage {
  readonly path: string;
  readonly title: string;
  readonly body: Html;
}

/** The pages that list the places that refer to a type, where there are many. */
export function usesPages(page: TypePage, site: Site): readonly UsesPage[] {
  const { usedBy = [], name } = page;
  if (usedBy.length <= MOST_USES) return [];
  const sorted = byField(usedBy).flatMap(({ field, types }) =>
    types.map((type) => ({ field, type })),
  );
  const count = Math.ceil(sorted.length / USES_PER_PAGE);
  return Array.from({ length: count }, (_, i) => {
    const path = usesPath(name, site, i + 1);
    const links = new Links(site, path);
    const uses = sorted.slice(i * USES_PER_PAGE, (i + 1) * USES_PER_PAGE);
    const pages = Array.from({ length: count }, (__, n) =>
      n === i
        ? markup`<b aria-current="page">${n + 1}</b>`
        : markup`<a href="${links.to(usesPath(name, site, n + 1))}">${n + 1}</a>`,
    );
    const body = markup`<header class="head"><h1>Uses of ${name}</h1>
<p class="facts">${plural(sorted.length, 'place')} that refer to ${links.type(name)}</p></header>
${
  count > 1 &&
  markup`<nav class="pager" aria-label="Pages">Page ${listing(pages, '')}</nav>
`
}${usesList(uses, links)}`;
    return { path, title: `Uses of ${name}`, body };
  });
}
