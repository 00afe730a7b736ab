import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readUserFile } from '../../src/settings/settings-file.js';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ocip-file-'));
  file = join(folder, 'config.json');
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

async function write(text: string, mode = 0o600): Promise<void> {
  await writeFile(file, text);
  await chmod(file, mode);
}

describe('readUserFile', () => {
  it('takes a file that is not there for an empty one', async () => {
    expect(await readUserFile(file)).toEqual({
      path: file,
      written: {},
      top: {},
      profiles: new Map(),
      warnings: [],
    });
  });

  it.each([
    ['{\n  "timeout": "soon"\n}', /config\.json:2: timeout: found 'soon', expected a whole number/],
    ['{\n  "profiles": {\n    "lab": { "ur": "x" }\n  }\n}', /:3: profiles\.lab\.ur is no setting/],
    ['{ "profiles": [] }', /:1: profiles: found a list, expected an object/],
    ['{ "profiles": { "lab": "x" } }', /profiles\.lab: found a text, expected an object/],
    ['{ "profiles": { "a b": {} } }', /profiles\.a b: found 'a b', expected a name/],
    ['[]', /:1: found a list, expected an object/],
    ['{\n  "timeout": 5,,\n}', /:2: this is no JSON: expected a key in double quotes/],
    ['{ "profile": 7 }', /profile: found 7, expected a name/],
    ['{ "profiles": { "lab": { "release": 100 } } }', /found 100, expected a whole number from 1/],
    ['{ "automations": "x" }', /found a text, expected a list of texts/],
    ['{ "profiles": { "lab": { "url": "" } } }', /found an empty text, expected a text/],
    ['{ "profiles": { "lab": { "ca": null } } }', /found null, expected a text/],
  ])('names file, line and key of what is wrong in %s', async (text, message) => {
    await write(text);

    await expect(readUserFile(file)).rejects.toMatchObject({
      name: 'CliError',
      exitCode: 2,
      message: expect.stringMatching(message),
    });
  });

  it('suggests the nearest name for one that it does not know', async () => {
    await write('{ "profiles": { "lab": { "usrname": "x" } } }');

    await expect(readUserFile(file)).rejects.toMatchObject({
      next: ['Did you mean username?', expect.stringContaining('Known here: url, username')],
    });
  });

  it.each([
    ['{ "url": "tls://as1" }', 'url belongs into a profile.'],
    ['{ "profiles": { "lab": { "output": "json" } } }', 'output belongs at the top of the file.'],
  ])('says where a setting belongs that stands in the wrong place: %s', async (text, next) => {
    await write(text);

    await expect(readUserFile(file)).rejects.toMatchObject({ next: [next] });
  });

  it.each([
    '"secret-4711"',
    '{ "command": "secret-4711" }',
    '{ "file": ["secret-4711"] }',
    '{ "environment": "secret-4711!" }',
    '{ "value": "secret-4711" }',
    '["secret-4711"]',
  ])('never repeats a password that stands there by mistake: %s', async (password) => {
    await write(`{ "profiles": { "lab": { "password": ${password} } } }`);
    const error: unknown = await readUserFile(file).catch((e: unknown) => e);

    expect(error).toMatchObject({
      message: expect.stringMatching(/profiles\.lab\.password: found .*, expected "keyring"/),
    });
    expect(JSON.stringify(error) + (error as Error).message).not.toContain('secret-4711');
  });

  it('never repeats a text that is no JSON', async () => {
    await write('{ "profiles": { "lab": { "password": secret-4711 } } }');
    const error: unknown = await readUserFile(file).catch((e: unknown) => e);

    expect((error as Error).message).toMatch(/this is no JSON/);
    expect((error as Error).message + String((error as Error).stack)).not.toContain('secret-4711');
  });

  it.skipIf(process.platform === 'win32')('reports a file that others may use', async () => {
    await write('{}', 0o644);
    await chmod(folder, 0o700);
    expect((await readUserFile(file)).warnings).toEqual([
      `${file} may be used by others (mode 644): chmod 600 '${file}'`,
    ]);

    await chmod(file, 0o600);
    expect((await readUserFile(file)).warnings).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('reports a folder that others may write to', async () => {
    await write('{}');
    await chmod(folder, 0o777);

    expect((await readUserFile(file)).warnings).toEqual([
      `${folder} may be written to by others (mode 777): chmod 700 '${folder}'`,
    ]);
  });
});
