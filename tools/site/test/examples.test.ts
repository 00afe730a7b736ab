import { decodeMessage, resolverOf, validate } from '@ocipkit/core';
import type { TypePage } from '@ocipkit/generator';
import { beforeAll, describe, expect, it } from 'vitest';
import { commandLine, shellText } from '../src/examples/command-line.js';
import { minimalValues, secretsIn } from '../src/examples/values.js';
import { indented } from '../src/examples/xml.js';
import { examplesOf, type Example } from '../src/pages/examples.js';
import type { Site } from '../src/site.js';
import { ownSite } from './support/own-site.js';

let site: Site;
let examples: readonly (readonly [TypePage, Example])[];

beforeAll(async () => {
  site = await ownSite();
  examples = site.reference.entries.flatMap(({ name }) => {
    const page = site.reference.page(name)!;
    return examplesOf(page, site).map((example) => [page, example] as const);
  });
});

describe('XML examples', () => {
  it('are read back, without a remark, as valid commands of the right type', () => {
    const classes = [...site.commands.classes.values()];
    const resolve = resolverOf(classes);
    const wrong: string[] = [];
    const xml = examples.filter(([, { language }]) => language === 'xml');
    expect(xml.length).toBeGreaterThan(1000);
    for (const [page, { id, code }] of xml) {
      const { commands } = decodeMessage(code, { resolve });
      const [received] = commands;
      const expected =
        id === 'xml-error'
          ? 'ErrorResponse'
          : id === 'xml-request' || page.kind === 'response'
            ? page.name
            : (page.request?.response ?? 'SuccessResponse');
      const problems = received?.command === undefined ? ['unknown'] : validate(received.command);
      const notices = received?.notices ?? [];
      if (received?.type.replace(/^.*:/, '') !== expected || problems.length + notices.length > 0) {
        wrong.push(`${page.name} ${id}: ${JSON.stringify([received?.type, problems, notices])}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('show tables with two rows', () => {
    const [, example] = examples.find(
      ([{ name }, { id }]) =>
        name === 'GroupHuntGroupGetInstanceListRequest' && id === 'xml-response',
    )!;
    expect(example.code.split('<row>')).toHaveLength(3);
  });

  it('are broken into lines between elements only', () => {
    expect(indented('<a><b>x y</b><c/><d></d><e><f>1</f></e></a>')).toBe(
      '<a>\n  <b>x y</b>\n  <c/>\n  <d></d>\n  <e>\n    <f>1</f>\n  </e>\n</a>\n',
    );
  });
});

describe('examples of a page', () => {
  it('show the same values', () => {
    const page = site.reference.page('UserModifyRequest22')!;
    const values = minimalValues(site.commands.classes.get(page.name)!.$)!;
    for (const { id, code } of examplesOf(page, site)) {
      if (['typed', 'by-name', 'cli', 'xml-request'].includes(id)) {
        expect(code, id).toContain(String(values.userId));
      }
    }
  });
});

describe('the command line', () => {
  const call = (values: Readonly<Record<string, unknown>>, secrets: readonly string[] = []) =>
    commandLine('XRequest', values, { secrets, isExact: false });

  it('gives flat fields as arguments', () => {
    expect(call({ userId: 'a', isActive: true, dn: ['1', '2'] }).args).toEqual([
      'call',
      'XRequest',
      '--userId',
      'a',
      '--isActive',
      'true',
      '--dn',
      '1',
      '--dn',
      '2',
    ]);
  });

  it('gives nested fields in a file', () => {
    const { args, input } = call({ address: { city: 'Berlin' } });
    expect(args).toEqual(['call', 'XRequest', '--input', 'input.json']);
    expect(JSON.parse(input ?? '')).toEqual({ address: { city: 'Berlin' } });
  });

  it('takes secrets from the environment, also nested ones, and shows them nowhere', () => {
    const values = { userId: 'a', access: [{ newPassword: 'Example-1', name: 'b' }] };
    const line = call(values, ['access[0].newPassword']);
    expect(line.args).toContain('access[0].newPassword=NEW_PASSWORD');
    expect(shellText(line) + (line.input ?? '')).not.toContain('Example-1');
    expect(shellText(line)).toContain('read -rs NEW_PASSWORD && export NEW_PASSWORD');
  });

  it('keeps fields apart from flags of the same name', () => {
    expect(call({ url: 'x' }).args).toEqual(['call', 'XRequest', '--', '--url', 'x']);
  });

  it('quotes what a shell would take apart', () => {
    expect(shellText(call({ name: "it's; rm" }))).toBe(`ocip call XRequest --name 'it'\\''s; rm'`);
  });

  it('never has a secret among its arguments', () => {
    for (const [page, { id, code }] of examples) {
      const command = site.commands.classes.get(page.name)!;
      if (id !== 'cli' && id !== 'cli-input') continue;
      const values = minimalValues(command.$)!;
      for (const path of secretsIn(command.$, values)) {
        const name = path.replace(/^.*\./, '');
        expect(code, page.name).not.toMatch(new RegExp(`--${name}\\b|"${name}"`));
      }
    }
  });
});
