import { compareVersions, splitName } from '@ocipkit/core';
import type { IndexEntry, Level, ReferenceKind, Verb } from '@ocipkit/generator';
import { markup, type Child, type Html } from '../html/html.js';
import { Links, type Site } from '../site.js';
import type { PageContent } from '../theme/layout.js';
import { plural } from '../pages/parts.js';
import { byText, countText, groupBy, listPages, type List } from './list.js';
import { levelNames, verbNames } from './names.js';
import { modulePath } from './paths.js';

const verbOrder: readonly Verb[] = ['get', 'list', 'add', 'modify', 'delete', 'other'];
const levels = Object.keys(levelNames) as readonly Level[];

/** Every page that leads to the types. */
export function browsePages(site: Site): readonly PageContent[] {
  const lists = [
    ...levelLists(site),
    ...verbLists(site),
    ...kindLists(site),
    ...moduleLists(site),
    versionList(site),
    deprecatedList(site),
  ];
  return [overview(site), ...lists.flatMap((list) => listPages(list, site))];
}

const requestsOf = ({ reference }: Site): readonly IndexEntry[] =>
  reference.entries.filter(({ kind }) => kind === 'request');

const byVerb = (a: IndexEntry, b: IndexEntry): number =>
  verbOrder.indexOf(a.verb ?? 'other') - verbOrder.indexOf(b.verb ?? 'other') ||
  byText(a.name, b.name);

/** Requests of a level, by what they are about. */
function levelLists(site: Site): readonly List[] {
  const requests = requestsOf(site);
  return levels.flatMap((level) => {
    const own = requests.filter((entry) => entry.level === level).sort(byVerb);
    if (own.length === 0) return [];
    const title = `${levelNames[level]} requests`;
    const intro = `${countText(own, 'request')}, by subject.`;
    const groups = groupBy(
      own,
      ({ subject = '' }) => (subject === '' ? levelNames[level] : subject),
      byText,
    );
    return [{ slug: level.toLowerCase(), title, intro, groups }];
  });
}

function verbLists(site: Site): readonly List[] {
  const requests = requestsOf(site);
  return verbOrder.flatMap((verb) => {
    const own = requests.filter((entry) => (entry.verb ?? 'other') === verb);
    if (own.length === 0) return [];
    const groups = groupBy(
      [...own].sort((a, b) => byText(a.subject ?? '', b.subject ?? '') || byText(a.name, b.name)),
      ({ level }) => levelNames[level ?? 'other'],
      (a, b) => Object.values(levelNames).indexOf(a) - Object.values(levelNames).indexOf(b),
    );
    return [
      {
        slug: `verb-${verb}`,
        title: `${verbNames[verb]} requests`,
        intro: `${countText(own, 'request')}, by level.`,
        groups,
      },
    ];
  });
}

const kinds: Readonly<Record<ReferenceKind, { readonly title: string; readonly noun: string }>> = {
  request: { title: 'Requests', noun: 'request' },
  response: { title: 'Responses', noun: 'response' },
  type: { title: 'Types', noun: 'type' },
  enumeration: { title: 'Enumerations', noun: 'enumeration' },
  simple: { title: 'Simple types', noun: 'simple type' },
};

const kindSlug = (kind: ReferenceKind): string => `kind-${kind}`;

function kindLists({ reference }: Site): readonly List[] {
  return (Object.keys(kinds) as readonly ReferenceKind[]).map((kind) => {
    const own = reference.entries.filter((entry) => entry.kind === kind);
    const groups = groupBy(own, ({ name }) => name.charAt(0).toUpperCase(), byText);
    const { title, noun } = kinds[kind];
    return { slug: kindSlug(kind), title, intro: `${countText(own, noun)}, by name.`, groups };
  });
}

function moduleLists({ reference }: Site): readonly List[] {
  const kindOrder = Object.values(kinds).map(({ title }) => title);
  return reference.modules.map(({ path, source }) => {
    const own = reference.entries.filter((entry) => entry.module === path);
    const groups = groupBy(
      own,
      ({ kind }) => kinds[kind].title,
      (a, b) => kindOrder.indexOf(a) - kindOrder.indexOf(b),
    );
    const intro = markup`${countText(own, 'type')}, from the schema file <code>${source}</code>.`;
    return {
      slug: modulePath(path).replace(/^browse\/|\.html$/g, ''),
      title: `Module ${path}`,
      intro,
      groups,
    };
  });
}

/** By the release that is part of a request's name, newest first. */
function versionList(site: Site): List {
  const versioned = requestsOf(site)
    .map((entry) => ({ entry, version: splitName(entry.name).version }))
    .sort((a, b) => compareVersions(b.version, a.version) || byText(a.entry.name, b.entry.name));
  const titles = new Map(
    versioned.map(({ entry, version }) => [
      entry.name,
      releaseTitle(version.suffix, version.release),
    ]),
  );
  const groups = groupBy(
    versioned.map(({ entry }) => entry),
    ({ name }) => titles.get(name) ?? '',
  );
  return {
    slug: 'versions',
    title: 'Requests by release',
    intro:
      'The number at the end of a name is the release that brought that version. Names without one are the first of their family.',
    groups,
  };
}

function releaseTitle(suffix: string, release: number): string {
  if (suffix === 'RI') return 'RI';
  return release < 1 ? 'Without a number' : `Release ${String(release)}`;
}

function deprecatedList({ reference }: Site): List {
  const own = reference.entries.filter(({ status }) => status === 'deprecated');
  const order = Object.values(kinds).map(({ title }) => title);
  return {
    slug: 'deprecated',
    title: 'Deprecated',
    intro:
      own.length === 0
        ? 'Nothing is deprecated.'
        : `${plural(own.length, 'type')}, each with what takes its place where that is known.`,
    groups: groupBy(
      own,
      ({ kind }) => kinds[kind].title,
      (a, b) => order.indexOf(a) - order.indexOf(b),
    ),
  };
}

function overview(site: Site): PageContent {
  const path = 'browse/index.html';
  const links = new Links(site, path);
  const { reference } = site;
  const requests = requestsOf(site);
  const card = (href: string, title: string, text: Child): Html =>
    markup`<li><a href="${links.to(href)}"><b>${title}</b><span>${text}</span></a></li>
`;
  const count = (entries: readonly IndexEntry[]): string => entries.length.toLocaleString('en');
  const levelCard = (level: Level): Child => {
    const own = requests.filter((entry) => entry.level === level);
    return (
      own.length > 0 &&
      card(`browse/${level.toLowerCase()}.html`, levelNames[level], `${count(own)} requests`)
    );
  };
  const verbCard = (verb: Verb): Child => {
    const own = requests.filter((entry) => entry.verb === verb);
    return (
      own.length > 0 && card(`browse/verb-${verb}.html`, verbNames[verb], `${count(own)} requests`)
    );
  };
  const kindCard = (kind: ReferenceKind): Child =>
    card(
      `browse/${kindSlug(kind)}.html`,
      kinds[kind].title,
      count(reference.entries.filter((entry) => entry.kind === kind)),
    );
  const group = (title: string, id: string, cards: Child): Html =>
    markup`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
<ul class="cards">
${cards}</ul></section>
`;
  const modules = reference.modules.map(
    (module) =>
      markup`<li${module.deprecated === true && markup` class="is-old"`}><a href="${links.to(modulePath(module.path))}">${module.path}</a></li>`,
  );
  return {
    path,
    title: 'Commands',
    description: `All requests, responses and types of release ${reference.release}.`,
    section: path,
    kind: 'browse',
    body: markup`<header class="head"><h1>Commands</h1>
<p>${count(requests)} requests of release <b>${reference.release}</b>, with their responses, types and enumerations. The search above finds them by name, field, value or column.</p></header>
${group('By level', 'levels', levels.map(levelCard))}${group('By what they do', 'verbs', verbOrder.map(verbCard))}${group('By kind', 'kinds', (Object.keys(kinds) as readonly ReferenceKind[]).map(kindCard))}${group('By release', 'releases', [card('browse/versions.html', 'By release', 'The release in the name'), card('whats-new.html', 'What’s new', 'Against an older release'), card('browse/deprecated.html', 'Deprecated', `${count(reference.entries.filter(({ status }) => status === 'deprecated'))} types, with successors`)])}<section aria-labelledby="modules"><h2 id="modules">By service</h2>
<p>The modules of the commands package. Each is a file of the schema, and most of them are a service.</p>
<ul class="columns">${modules}</ul></section>
`,
  };
}
