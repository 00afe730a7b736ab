import type { FieldDoc, Paragraph, TypePage } from '@ocipkit/generator';
import { markup, type Html } from '../html/html.js';
import type { Links } from '../site.js';
import { allFields } from './particles.js';
import { listing, scrolling } from './parts.js';

/** Paragraphs and lists, in which the names of types are links. */
export function description(paragraphs: readonly Paragraph[], links: Links): Html | undefined {
  if (paragraphs.length === 0) return undefined;
  return markup`${paragraphs.map((paragraph) =>
    typeof paragraph === 'string'
      ? markup`<p>${links.prose(paragraph)}</p>
`
      : markup`<ul>${paragraph.items.map((item) => markup`<li>${links.prose(item)}</li>`)}</ul>
`,
  )}`;
}

/** What is different from the version before. */
export function changes(
  { changes: changed }: TypePage,
  answer: TypePage | undefined,
  links: Links,
): Html | undefined {
  if (changed === undefined) return undefined;
  const { since, lines } = changed;
  const answered =
    answer?.changes !== undefined && answer.changes.lines.length > 0
      ? markup` The response changed: see ${links.type(answer.name, 'changes')}.`
      : undefined;
  if (lines.length === 0) {
    return markup`<p>Its fields are those of ${links.type(since)}.${answered}</p>
`;
  }
  return markup`<p>Against ${links.type(since)}:</p>
<ul>${lines.map((line) => markup`<li>${links.prose(line)}</li>`)}</ul>
${
  answered !== undefined &&
  markup`<p>${answered}</p>
`
}`;
}

/** Who may, and what else happens. */
export function rights(page: TypePage, links: Links): Html | undefined {
  const { rights: levels = [], effects = [] } = page;
  const lists = allFields(page.particles ?? []).filter(({ field }) => field.replaces === true);
  if (levels.length + effects.length + lists.length === 0) return undefined;
  return markup`<ul>${[...levels, ...effects].map((sentence) => markup`<li>${links.prose(sentence)}</li>`)}${lists.length > 0 && markup`<li>What is given takes the place of the whole list: ${listing(lists.map(({ path }) => markup`<a href="#f-${path}"><code>${path}</code></a>`))}.</li>`}</ul>
`;
}

/** What exists in some data modes of the platform only. */
export function dataModes(page: TypePage, answer: TypePage | undefined): Html | undefined {
  const rows = [
    ...modeRows(page, 'f-', page.kind === 'request' ? 'request' : page.kind),
    ...(answer === undefined ? [] : modeRows(answer, 'r-', 'response')),
  ];
  if (page.modes === undefined && rows.length === 0) return undefined;
  return markup`${
    page.modes !== undefined &&
    markup`<p>The whole ${page.kind} exists in ${listing(page.modes)} data mode only. A platform in another mode does not know it.</p>
`
  }${
    rows.length > 0 &&
    markup`<p>Fields and columns that not every data mode of the platform uses. Where it is not known what another mode does, a field that is sent has no effect or is refused, and one of an answer is not returned.</p>
${scrolling(
  'Data modes',
  markup`<table><thead><tr><th scope="col">Field or column</th><th scope="col">Only in</th><th scope="col">Elsewhere</th><th scope="col">Part of</th></tr></thead><tbody>
${rows}</tbody></table>`,
)}
`
  }`;
}

function modeRows(page: TypePage, prefix: string, use: string): readonly Html[] {
  return allFields(page.particles ?? []).flatMap(({ field, path }) => [
    ...(field.modes === undefined
      ? []
      : [
          modeRow(
            markup`<a href="#${prefix}${path}"><code>${path}</code></a>`,
            field.modes.length === 0 ? 'no mode' : field.modes.join(', '),
            elsewhere(field),
            use,
          ),
        ]),
    ...(field.columns ?? []).flatMap(({ heading, mode }) =>
      mode === undefined
        ? []
        : [
            modeRow(
              markup`<a href="#${prefix}${path}"><code>${path}</code></a>, column “${heading}”`,
              mode,
              'not returned',
              use,
            ),
          ],
    ),
  ]);
}

/** What a mode does with a field that it has no use for. */
const elsewheres: Readonly<Record<NonNullable<FieldDoc['elsewhere']>, string>> = {
  ignored: 'ignored',
  absent: 'not returned',
  refused: 'refused',
};

function elsewhere({ elsewhere: known, unused = [] }: FieldDoc): Html {
  const values = unused.map(
    ({ mode, value }) =>
      markup`<code>${value}</code>${mode !== undefined && markup` in ${mode} data mode`}`,
  );
  if (values.length > 0) return markup`${listing(values)}`;
  return markup`${known === undefined ? 'not known' : elsewheres[known]}`;
}

function modeRow(what: Html, mode: string, other: Html | string, use: string): Html {
  return markup`<tr><th scope="row">${what}</th><td><span class="mode">${mode}</span></td><td>${other}</td><td>${use}</td></tr>
`;
}
