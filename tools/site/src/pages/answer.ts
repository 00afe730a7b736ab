import type { FieldDoc, TypePage } from '@ocipkit/generator';
import { codeBlock } from '../html/highlight.js';
import { markup, type Child, type Html } from '../html/html.js';
import { tableExample } from '../examples/typescript.js';
import { Links, type Site } from '../site.js';
import { choiceBlocks } from './choices.js';
import { fieldTable } from './fields.js';
import { allFields } from './particles.js';
import { plural, scrolling } from './parts.js';

/** More fields than this are shown on the page of the response alone. */
const MOST_INLINE = 120;

/** What comes back from a request. */
export function answerPart(page: TypePage, site: Site): Html | undefined {
  const { request } = page;
  if (request === undefined) return undefined;
  const links = new Links(site, site.reference.pathOf(page.name) ?? '');
  const answer = request.response === undefined ? undefined : site.reference.page(request.response);
  const refused = markup`<p>${links.core('ErrorResponse')} where the platform refuses; the client throws it as <code>RefusedError</code>.</p>
`;
  if (answer === undefined) {
    return markup`<p>No data: ${links.core('SuccessResponse')}.</p>
${refused}`;
  }
  const particles = answer.particles ?? [];
  const count = allFields(particles).length;
  return markup`<p>${links.type(answer.name)}${request.mayReturnSuccess === true && markup`, or ${links.core('SuccessResponse')} without data`}.</p>
${refused}${
    count === 0
      ? markup`<p>It has no fields.</p>`
      : count > MOST_INLINE
        ? markup`<p>It has ${plural(count, 'field')}: see ${links.type(answer.name, 'fields')}.</p>`
        : markup`${fieldTable(particles, { links, label: 'Fields of the response', prefix: 'r-', isSent: false, choices: 'response-choice-' })}
${choiceBlocks(answer, { links, fieldPrefix: 'r-', prefix: 'response-choice-', isSent: false })}`
  }
${tableColumns(answer, 'r-')}`;
}

/** The columns of each table among the fields. */
export function tableColumns(page: TypePage, prefix: string): Html | undefined {
  const tables = allFields(page.particles ?? []).filter(({ field }) => field.type.kind === 'table');
  if (tables.length === 0) return undefined;
  return markup`${tables.map(({ field, path }) => columnsOf(field, path, prefix))}<p class="note">Columns are found by the text of their heading, so a platform that moves or adds some is read all the same. What was sent stays there in <code>headings</code> and <code>cells</code>.</p>
${reading(page)}`;
}

function columnsOf(field: FieldDoc, path: string, prefix: string): Html {
  const { columns = [] } = field;
  const title = markup`<h3 id="${prefix}columns-${path}">Columns of <code>${path}</code></h3>
`;
  if (columns.length === 0) {
    return markup`${title}<p>No columns are documented. The headings and cells come as the platform sends them.</p>
`;
  }
  const hasMode = columns.some(({ mode }) => mode !== undefined);
  const row = ({ heading, property, mode }: (typeof columns)[number]): Child =>
    markup`<tr><th scope="row">${heading}</th><td><code>${property}</code></td>${hasMode && markup`<td>${mode !== undefined && markup`<span class="mode">${mode}</span>`}</td>`}</tr>
`;
  return markup`${title}${scrolling(
    `Columns of ${path}`,
    markup`<table><thead><tr><th scope="col">Heading</th><th scope="col">Property of a row</th>${hasMode && markup`<th scope="col">Mode</th>`}</tr></thead><tbody>
${columns.map(row)}</tbody></table>`,
  )}
`;
}

function reading(page: TypePage): Child {
  const code = tableReading(page);
  if (code === undefined) return undefined;
  return markup`${codeBlock(code, 'ts', 'Reading the table')}
`;
}

/**
 * How the first table of a response is read. Only of tables that are always there: others are read in
 * the same way, once they are known to be there.
 */
export function tableReading(page: TypePage): string | undefined {
  const table = (page.particles ?? []).find(
    (particle) => particle.kind === 'field' && particle.type.kind === 'table',
  );
  if (page.kind !== 'response' || table?.kind !== 'field') return undefined;
  if (table.list !== undefined || !table.required || table.nillable === true) return undefined;
  return tableExample(page, table.name, table.columns ?? []);
}
