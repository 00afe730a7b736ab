import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApi, nameToApiUrl, packageToApiUrl } from '../src/api/index.js';
import { commandEntries } from '../src/api/entry-points.js';

const siteDir = mkdtempSync(join(tmpdir(), 'ocipkit-api-'));
const reference = 'reference/user-get-request23-v2.html';
let warnings: readonly string[] = [];

beforeAll(async () => {
  ({ warnings } = await buildApi({
    siteDir,
    referencePages: { 'user/UserGetRequest23V2': reference },
    sections: [{ title: 'Guides', path: 'guides/index.html' }],
  }));
}, 300_000);

afterAll(() => {
  rmSync(siteDir, { recursive: true, force: true });
});

const page = (url: string): string => readFileSync(join(siteDir, url), 'utf8');

describe('the API documentation', () => {
  test('has a page for each package', () => {
    for (const name of ['client', 'automations', 'simulator', 'core', 'core/sample', 'generator']) {
      expect(existsSync(join(siteDir, packageToApiUrl(name))), name).toBe(true);
    }
  });

  test('has a page for every type of the release, at the address that is told for it', () => {
    const commands = new URL('../../../packages/commands/src', import.meta.url).pathname;
    const missing = commandEntries(commands).flatMap(({ name, file }) => {
      const module = name.slice('commands/'.length);
      const source = readFileSync(file, 'utf8');
      return [...source.matchAll(/^export (?:abstract )?(?:class|type|interface) (\w+)/gm)]
        .map(([, type = '']) => type)
        .filter(
          (type) =>
            !type.endsWith('Input') && !existsSync(join(siteDir, nameToApiUrl(module, type))),
        );
    });
    expect(missing).toEqual([]);
  });

  test('has no page longer than 200 kB; long lists of types have their names only', () => {
    const pages = readdirSync(join(siteDir, 'api'), { recursive: true, encoding: 'utf8' }).filter(
      (path) => path.endsWith('.html'),
    );
    expect(pages.length).toBeGreaterThan(1000);
    const long = pages.filter((path) => statSync(join(siteDir, 'api', path)).size > 200_000);
    expect(long).toEqual([]);
    const names = page('api/commands/common.html');
    expect(names).toContain('<a href="common/UserId.html">UserId</a>');
    expect(names).not.toContain('On This Page');
  });

  test('leads from a command to the page of the reference, and to the parts of the site', () => {
    const html = page(nameToApiUrl('user', 'UserGetRequest23V2'));
    expect(html).toContain(`href="../../../${reference}">Reference page</a>`);
    expect(html).toContain('href="../../../guides/index.html">Guides</a>');
    expect(html).toContain('href="../../../index.html">ocipkit</a>');
  });

  test('links what one package takes from another', () => {
    expect(page(nameToApiUrl('user', 'UserGetRequest23V2'))).toContain(
      'href="../../core/OCIRequest.html"',
    );
    expect(page('api/automations/Automation.html')).toContain('href="../client/Client.html"');
  });

  test('shows the input of a command by its name, and nothing that all commands have', () => {
    const html = page(nameToApiUrl('user', 'UserGetRequest23V2'));
    expect(html).toContain('UserGetRequest23V2Input');
    expect(html).not.toContain('__namedParameters');
    expect(html).not.toContain('kindOf');
  });

  test('has no link that leads nowhere, and no export of a package without a doc comment', () => {
    expect(warnings).toEqual([]);
  });

  test('does not list all commands on the page of what they extend', () => {
    expect(page('api/core/OCIRequest.html')).not.toContain('UserGetRequest23V2');
    expect(page('api/commands/registry/Requests.html')).not.toContain('UserGetRequest23V2');
  });

  test('asks nobody else for anything', () => {
    const html = page(nameToApiUrl('user', 'UserGetRequest23V2'));
    expect(html).not.toMatch(/(?:src|href)="https?:\/\//);
  });
});

describe('a build that fails', () => {
  test('says so in the words of TypeDoc', async () => {
    const commandsDir = mkdtempSync(join(tmpdir(), 'ocipkit-none-'));
    await expect(buildApi({ siteDir, commandsDir: join(commandsDir, 'nowhere') })).rejects.toThrow(
      /ENOENT/,
    );
    rmSync(commandsDir, { recursive: true });
  });
});
