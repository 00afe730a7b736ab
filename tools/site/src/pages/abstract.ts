import { structureOf } from '@ocipkit/core';
import type { TypePage } from '@ocipkit/generator';
import { codeBlock } from '../html/highlight.js';
import { markup, type Html } from '../html/html.js';
import { literal } from '../examples/literal.js';
import { minimalValues } from '../examples/values.js';
import { elementXml } from '../examples/xml.js';
import { Links, type Site } from '../site.js';

/** The concrete types of an abstract one, each with a value and the `xsi:type` that it makes. */
export function concreteTypes(page: TypePage, site: Site): Html | undefined {
  if (page.abstract !== true) return undefined;
  const base = site.commands.types.get(page.name);
  const links = new Links(site, site.reference.pathOf(page.name) ?? '');
  const forms = base === undefined ? undefined : structureOf(base).subtypes;
  if (base === undefined || forms === undefined || forms.size === 0) {
    // No field is declared with it: values need not say what they are.
    return markup`<ul>${(page.extendedBy ?? []).map((name) => markup`<li>${links.type(name)}</li>`)}</ul>
`;
  }
  const blocks = (page.extendedBy ?? []).map((name) => {
    const type = forms.get(name);
    const values = type === undefined ? undefined : minimalValues(type);
    if (values === undefined)
      return markup`<h3>${links.type(name)}</h3>
`;
    const value = { $type: name, ...values };
    const field = page.name.charAt(0).toLowerCase() + page.name.slice(1);
    return markup`<h3>${links.type(name)}</h3>
${codeBlock(literal(value), 'ts', `A value of ${name}`)}
${codeBlock(elementXml(field, base, value), 'xml', `${name} on the wire`)}
`;
  });
  return markup`<p>A value names its type in <code>$type</code>, which becomes <code>xsi:type</code>.</p>
${blocks}`;
}
