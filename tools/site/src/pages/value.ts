import type { ValueDoc } from '@ocipkit/generator';
import { markup, join, type Html } from '../html/html.js';
import type { Links } from '../site.js';
import { plural } from './parts.js';

/** A simple type or an enumeration: what its values may be. */
export function valuePart(value: ValueDoc, links: Links): Html {
  const { base, limits, patterns, primitive, values } = value;
  const facts = [
    base !== undefined && markup`<dt>Base</dt><dd>${links.type(base)}</dd>`,
    markup`<dt>Written as</dt><dd><code>xs:${primitive}</code></dd>`,
    limits !== undefined && markup`<dt>Limits</dt><dd>${limits.replace(/\.$/, '')}</dd>`,
    patterns !== undefined &&
      markup`<dt>Pattern</dt><dd>${join(
        patterns.map((pattern) => markup`<code>${pattern}</code>`),
        ' and ',
      )}</dd>`,
  ];
  return markup`<dl class="related">${facts}</dl>
${values !== undefined && valueList(values)}`;
}

function valueList(values: NonNullable<ValueDoc['values']>): Html {
  const title = markup`<p>${plural(values.length, 'value')}:</p>
`;
  if (values.every(({ doc }) => doc === undefined)) {
    return markup`${title}<ul class="columns">${values.map(({ value }) => markup`<li id="v-${anchor(value)}"><code>${value}</code></li>`)}</ul>
`;
  }
  return markup`${title}<dl class="meanings">
${values.map(
  ({ value, doc }) =>
    markup`<dt id="v-${anchor(value)}"><code>${value}</code></dt><dd>${doc}</dd>
`,
)}</dl>
`;
}

/** Of the anchor of a value: blanks are not allowed there. */
function anchor(value: string): string {
  return value.replace(/\s+/g, '-');
}
