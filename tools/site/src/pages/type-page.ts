import type { TypePage } from '@ocipkit/generator';
import { codeBlock } from '../html/highlight.js';
import { markup, type Html } from '../html/html.js';
import { minimalValues } from '../examples/values.js';
import { Links, type Site } from '../site.js';
import type { PageContent } from '../theme/layout.js';
import { concreteTypes } from './abstract.js';
import { answerPart, tableColumns } from './answer.js';
import { choiceBlocks } from './choices.js';
import { ABSENCE, examplesOf, exampleTabs } from './examples.js';
import { fieldTable } from './fields.js';
import { head, signature } from './head.js';
import { near } from './near.js';
import { allFields } from './particles.js';
import { part, sections } from './parts.js';
import { relatedPart } from './related.js';
import { LONG_SKELETON, skeleton } from './skeleton.js';
import { changes, dataModes, description, rights } from './text.js';
import { valuePart } from './value.js';

/** The page of a request, a response or a type. */
export function typePage(page: TypePage, site: Site): PageContent {
  const path = site.reference.pathOf(page.name) ?? '';
  const links = new Links(site, path);
  const answer =
    page.request?.response === undefined ? undefined : site.reference.page(page.request.response);
  const parts = [
    ...part('signature', 'Signature', signature(page, site)),
    ...part('description', 'Description', description(page.description, links)),
    ...part('changes', 'What changed', changes(page, answer, links)),
    ...part('skeleton', 'Skeleton', skeletonPart(page, site)),
    ...part('value', 'Values', page.value === undefined ? undefined : valuePart(page.value, links)),
    ...part('concrete', 'Concrete types', concreteTypes(page, site)),
    ...part('fields', 'Fields', fieldsPart(page, links)),
    ...part(
      'choices',
      'Choices',
      choiceBlocks(page, {
        links,
        fieldPrefix: 'f-',
        prefix: 'choice-',
        isSent: page.kind !== 'response',
      }),
    ),
    ...part('columns', 'Tables', tableColumns(page, 'f-')),
    ...part('modes', 'Data modes', dataModes(page, answer)),
    ...part('rights', 'Rights and side effects', rights(page, links)),
    ...part('response', 'Response', answerPart(page, site)),
    ...part(
      'examples',
      page.kind === 'response' ? 'Example' : 'Examples',
      exampleTabs(examplesOf(page, site)),
    ),
    ...part('related', 'Used by and related', relatedPart(page, site)),
    ...part('source', 'Source', source(page, site, links)),
  ];
  return {
    path,
    title: page.name,
    description: site.reference.entry(page.name)?.summary,
    section: 'browse/index.html',
    kind: 'reference',
    aside: near(page, site),
    contents: parts,
    body: markup`<article>
${head(page, site)}${sections(parts)}</article>`,
  };
}

function fieldsPart(page: TypePage, links: Links): Html | undefined {
  const { particles } = page;
  if (particles === undefined || (page.abstract === true && particles.length === 0))
    return undefined;
  if (particles.length === 0) return markup`<p>It has no fields.</p>`;
  const isSent = page.kind !== 'response';
  return markup`${
    page.restriction === true &&
    markup`<p class="note">A restriction of ${links.type(page.extends ?? '')}: these are all its fields. Those that differ are marked.</p>
`
  }${fieldTable(particles, { links, label: `Fields of ${page.name}`, prefix: 'f-', choices: 'choice-', isSent })}
${isSent && ABSENCE}`;
}

function skeletonPart(page: TypePage, site: Site): Html | undefined {
  const type = site.commands.types.get(page.name);
  const { particles = [] } = page;
  if (page.kind !== 'request' || type === undefined || particles.length === 0) return undefined;
  const values = minimalValues(type);
  if (values === undefined) return undefined;
  const whole = skeleton(particles, values);
  const label = `Input of ${page.name}`;
  if (whole.split('\n').length <= LONG_SKELETON) return codeBlock(whole, 'ts', label);
  const required = skeleton(onlyGiven(particles, values), values);
  return markup`${codeBlock(required, 'ts', `Required input of ${page.name}`)}
<details><summary>The whole input: ${allFields(particles).length} fields</summary>
${codeBlock(whole, 'ts', label)}
</details>`;
}

function onlyGiven(
  particles: NonNullable<TypePage['particles']>,
  values: Readonly<Record<string, unknown>>,
): NonNullable<TypePage['particles']> {
  return particles.filter((p) => (p.kind === 'choice' ? p.required : p.name in values));
}

function source(page: TypePage, site: Site, links: Links): Html {
  const { file, line } = page.source;
  const api = page.kind === 'request' ? undefined : site.apiPath(page.module, page.name);
  return markup`<p>Release <b>${site.reference.release}</b>, <code>${file}</code>, line ${line}.</p>
${
  api !== undefined &&
  markup`<p><a href="${links.to(api)}">API reference of ${page.name}</a></p>
`
}`;
}
