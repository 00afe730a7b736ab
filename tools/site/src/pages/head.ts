import type { TypePage, Verb } from '@ocipkit/generator';
import { breakable, markup, raw, type Child, type Html } from '../html/html.js';
import { Links, type Site } from '../site.js';
import { modulePath } from '../browse/paths.js';
import { codeBlock } from '../html/highlight.js';
import { importLine } from '../examples/typescript.js';
import { listing } from './parts.js';

const kindNames = {
  request: 'Request',
  response: 'Response',
  type: 'Type',
  enumeration: 'Enumeration',
  simple: 'Simple type',
} as const;

const operations: Readonly<Record<Verb, string>> = {
  get: 'reads',
  list: 'reads a list',
  add: 'adds',
  modify: 'modifies',
  delete: 'deletes',
  other: '',
};

/** Name, what kind of thing it is, and whether it is the one to use. */
export function head(page: TypePage, site: Site): Html {
  const links = new Links(site, site.reference.pathOf(page.name) ?? '');
  return markup`<header class="head">
<h1>${breakable(page.name)}</h1>
<p class="facts">${facts(page, links)}</p>
${status(page, links)}${family(page, site, links)}</header>
`;
}

function facts(page: TypePage, links: Links): Child {
  const { request } = page;
  const operation =
    request === undefined
      ? ''
      : operations[request.verb] || (request.access === 'read' ? 'reads' : 'writes');
  return [
    markup`<b>${page.abstract === true && 'Abstract '}${page.abstract === true ? kindNames[page.kind].toLowerCase() : kindNames[page.kind]}</b>`,
    markup` in <a href="${links.to(modulePath(page.module))}">${page.module}</a> (<code>${page.source.file}</code>)`,
    request !== undefined &&
      markup` · ${operation} · ${request.access === 'read' ? 'safe to repeat' : 'not safe to repeat'}`,
    page.modes !== undefined &&
      markup` · <span class="mode">only ${page.modes.join(', ')} data mode</span>`,
  ];
}

function status(page: TypePage, links: Links): Html {
  const { successor } = page;
  const next =
    successor === undefined
      ? ''
      : markup`Use ${links.type(successor.name)}${successor.mode !== undefined && ` in ${successor.mode} data mode`}${successor.derived === true && markup` <small>(no note names it: it is the newest live version)</small>`}.`;
  switch (page.status) {
    case 'current':
      return markup`<p class="status current"><b>Current</b></p>
`;
    case 'superseded':
      return markup`<p class="status superseded"><b>Not the latest of its family.</b> ${successor === undefined ? newest(page, links) : next}</p>
`;
    case 'deprecated':
      return markup`<p class="status deprecated"><b>Deprecated.</b> ${successor === undefined ? 'Nothing is known to replace it.' : next}</p>
`;
  }
}

function newest({ variants = [] }: TypePage, links: Links): Child {
  const last = variants.at(-1);
  return last === undefined ? '' : markup`The newest is ${links.type(last)}.`;
}

function family({ name, variants }: TypePage, site: Site, links: Links): Child {
  if (variants === undefined || variants.length < 2) return undefined;
  const { family = '' } = site.reference.entry(name) ?? {};
  const member = (variant: string): Child => {
    const suffix = variant.startsWith(family) ? variant.slice(family.length) : variant;
    const label = suffix === '' ? 'first' : suffix;
    if (variant === name)
      return markup`<li aria-current="true"><b title="${variant}">${label}</b></li>`;
    const entry = site.reference.entry(variant);
    const path = site.reference.pathOf(variant);
    if (path === undefined) return markup`<li>${label}</li>`;
    return markup`<li><a${entry?.status === 'deprecated' ? raw(' class="old"') : ''} href="${links.to(path)}" title="${variant}">${label}</a></li>`;
  };
  return markup`<div class="family"><p id="versions">Versions of <code>${family}</code>, oldest first</p><ol aria-labelledby="versions">${variants.map(member)}</ol></div>
`;
}

/** How the request is called, with its types as links. */
export function signature(page: TypePage, site: Site): Html | undefined {
  const { request } = page;
  if (request === undefined) return undefined;
  const links = new Links(site, site.reference.pathOf(page.name) ?? '');
  const answers = [
    request.response !== undefined && links.type(request.response),
    (request.response === undefined || request.mayReturnSuccess === true) &&
      links.core('SuccessResponse'),
  ].filter((answer) => answer !== false);
  const api = site.apiPath(page.module, page.name);
  return markup`<p class="signature"><b>${page.name}</b>(input: <span>${page.name}Input</span>) → ${listing(answers, 'or')}</p>
${codeBlock(importLine(page), 'ts', 'Import')}
${
  api !== undefined &&
  markup`<p><a href="${links.to(api)}">API reference of the class</a></p>
`
}`;
}
