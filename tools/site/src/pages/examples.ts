import { splitName } from '@ocipkit/core';
import type { TypePage } from '@ocipkit/generator';
import { codeBlock } from '../html/highlight.js';
import { markup, raw, render, type Child, type Html } from '../html/html.js';
import { commandLine, shellText, type CommandLine } from '../examples/command-line.js';
import { namedExample, typedExample } from '../examples/typescript.js';
import { answerValues, minimalValues, secretsIn } from '../examples/values.js';
import { commandXml, refusalXml, successXml } from '../examples/xml.js';
import type { Site } from '../site.js';

/** An example under a heading. */
export interface Example {
  readonly id: string;
  readonly title: string;
  readonly code: string;
  readonly language: string;
  readonly note?: Child;
}

/** Examples of a request or a response, all with the same values. */
export function examplesOf(page: TypePage, site: Site): readonly Example[] {
  if (page.kind === 'response') return answerExamples(page.name, site);
  const command = site.commands.classes.get(page.name);
  if (page.request === undefined || command === undefined) return [];
  const values = minimalValues(command.$);
  if (values === undefined) return [];
  const secrets = secretsIn(command.$, values);
  const call = commandLine(page.name, values, { secrets, isExact: isOlder(page) });
  const { response } = page.request;
  return [
    {
      id: 'typed',
      title: 'TypeScript',
      code: typedExample(page, values, secrets),
      language: 'ts',
      note: 'The least that has to be given. User name and password come from the environment.',
    },
    {
      id: 'by-name',
      title: 'By name',
      code: namedExample(page, values, secrets),
      language: 'ts',
      note: 'For names that come from data. The fields are checked when the request is sent.',
    },
    {
      id: 'cli',
      title: 'Command line',
      code: shellText(call),
      language: 'sh',
      note: callNote(call),
    },
    ...(call.input === undefined
      ? []
      : [{ id: 'cli-input', title: 'input.json', code: call.input, language: 'json' }]),
    {
      id: 'xml-request',
      title: 'XML request',
      code: commandXml(command, values),
      language: 'xml',
      note: 'The whole document. It is sent in one line: the breaks are for reading, and change nothing.',
    },
    ...(response === undefined
      ? [{ id: 'xml-response', title: 'XML response', code: successXml(), language: 'xml' }]
      : answerExamples(response, site)),
    {
      id: 'xml-error',
      title: 'XML response: refused',
      code: refusalXml(values),
      language: 'xml',
      note: 'The number stands in the summary, as [Error nnnn].',
    },
  ];
}

/** Its bare name would stand for the newest of its family. */
export function isOlder({ name, variants = [] }: TypePage): boolean {
  return splitName(name).version.suffix === '' && variants.length > 1 && variants.at(-1) !== name;
}

function callNote({ input, variables }: CommandLine): Child {
  const secret =
    'Arguments are seen by everybody on the machine, so a secret comes from the environment.';
  const nested = 'Nested fields come from a file.';
  return [variables.length > 0 && `${secret} `, input !== undefined && nested];
}

function answerExamples(name: string, site: Site): readonly Example[] {
  const command = site.commands.classes.get(name);
  const values = command === undefined ? undefined : answerValues(command.$);
  if (command === undefined || values === undefined) return [];
  return [
    {
      id: 'xml-response',
      title: 'XML response',
      code: commandXml(command, values),
      language: 'xml',
      note: 'An example: optional fields may be missing.',
    },
  ];
}

/** The examples of a page, one of which is shown at a time where there is script. */
export function exampleTabs(examples: readonly Example[]): Html | undefined {
  if (examples.length === 0) return undefined;
  return markup`<div class="examples">
${examples.map(
  ({ id, title, code, language, note }) =>
    markup`<div class="example" id="example-${id}"><h3>${title}</h3>
${
  render(note) !== '' &&
  markup`<p class="note">${note}</p>
`
}${codeBlock(code, language, title)}</div>
`,
)}</div>`;
}

/** A line that says what absent, nil and empty are on the wire. */
export const ABSENCE = raw(
  '<p class="note">A field that is left out is not sent. <code>null</code> is sent as nil, where the field takes it. An empty string is sent as an empty element.</p>',
);
