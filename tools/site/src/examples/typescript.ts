import type { TypePage } from '@ocipkit/generator';
import { literal, propertyName } from './literal.js';
import type { Values } from './values.js';

/** What the commands are imported from. */
const PACKAGE = '@ocipkit/commands';

const CONNECT = `const { OCIP_URL: url = '', OCIP_USERNAME: username = '', OCIP_PASSWORD: password = '' } =
  process.env;
await using client = await connect({ url, username, password });`;

/** The line that brings a type in. */
export function importLine(page: Pick<TypePage, 'name' | 'module'>): string {
  return `import { ${page.name} } from '${PACKAGE}/${page.module}';`;
}

/** A program that sends the request. */
export function typedExample(page: TypePage, values: Values, secrets: readonly string[]): string {
  const isEmpty = Object.keys(values).length === 0;
  const input = isEmpty ? '' : literal(values, '  ', remarkOn(secrets));
  return `import { connect } from '@ocipkit/client';
${importLine(page)}

${CONNECT}

const response = await client.send(
  new ${page.name}(${input}),
);
${use(page)}`;
}

/** The same where the name comes from data. */
export function namedExample(page: TypePage, values: Values, secrets: readonly string[]): string {
  return `import { connect } from '@ocipkit/client';
import { registry } from '${PACKAGE}/registry';

${CONNECT}

const name: string = '${page.name}';
const fields: object = ${literal(values, '', remarkOn(secrets))};

const Request = await registry.request(name);
const response = await client.send(new Request(fields));
console.log(response);`;
}

/** How a column and a row of a table are read. */
export function tableExample(
  page: TypePage,
  table: string,
  columns: readonly { readonly property: string; readonly heading: string }[],
): string {
  const shown = columns.slice(0, 3).map(({ property }) => `row${access(property)}`);
  const [first] = columns;
  const cells =
    first === undefined
      ? ''
      : `\n\n// By heading, as the platform sends it; undefined if there is no such column.
const column = response${access(table)}.column(${JSON.stringify(first.heading).replaceAll('"', "'")});
console.log(column);`;
  return `import type { ${page.name} } from '${PACKAGE}/${page.module}';

declare const response: ${page.name};

for (const row of response${access(table)}) {
  console.log(${shown.length === 0 ? 'row' : shown.join(', ')});
}${cells}`;
}

function access(property: string): string {
  const name = propertyName(property);
  return name === property ? `.${property}` : `[${name}]`;
}

function use({ request }: TypePage): string {
  if (request?.response === undefined) return 'console.log(response.$type); // SuccessResponse';
  return 'console.log(response);';
}

function remarkOn(secrets: readonly string[]): (field: string) => string | undefined {
  const names = new Set(secrets.map((path) => path.replace(/^.*\./, '')));
  return (field) => (names.has(field) ? 'a secret: read it, do not write it down' : undefined);
}
