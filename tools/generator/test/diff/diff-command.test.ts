import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { folder, kites, request, schema, write, type Files } from '../support/releases.js';

const packageRoot = resolve(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
  readonly version: string;
};

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(...args: string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(packageRoot, 'dist/cli.js'), ...args],
    { encoding: 'utf8' },
  );
  return { code: status, stdout, stderr };
}

const base = readFileSync(join(kites, 'OCISchemaBASE.xsd'));
const types = readFileSync(join(kites, 'OCISchemaBaseDataTypes.xsd'));
const release = (body: string): Files => ({
  'OCISchemaAS.xsd': schema(body),
  'OCISchemaBASE.xsd': base,
  'OCISchemaBaseDataTypes.xsd': types,
});

const older = release(request('KiteFlyRequest') + request('KiteLandRequest'));
const newer = release(request('KiteFlyRequest') + request('KiteSoarRequest'));

/** A folder with both releases in it. */
function releases(): string {
  const root = folder();
  write(join(root, 'Old'), older);
  write(join(root, 'New'), newer);
  return root;
}

describe('ocip-generate diff', () => {
  it('prints the text of two folders', () => {
    const root = releases();
    const { code, stdout, stderr } = run('diff', join(root, 'Old'), join(root, 'New'));
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^From Old to New\n/);
    expect(stdout).toContain('\n  - KiteLandRequest\n  + KiteSoarRequest\n');
  });

  it('prints one JSON object, from an archive as well', () => {
    const root = releases();
    const bytes = Object.entries(newer).map(([path, text]) => [`New/${path}`, Buffer.from(text)]);
    write(root, { 'New.zip': zipSync(Object.fromEntries(bytes) as Record<string, Uint8Array>) });
    const { code, stdout } = run('diff', join(root, 'Old'), join(root, 'New.zip'), '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      from: { label: 'Old' },
      to: { label: 'New' },
      counts: { requests: { added: 1, removed: 1, changed: 0 } },
      requests: { added: [{ name: 'KiteSoarRequest' }], removed: [{ name: 'KiteLandRequest' }] },
    });
  });

  it('writes a release note to a file, and nothing else', () => {
    const root = releases();
    const note = join(root, 'notes/new.md');
    const outcome = run('diff', join(root, 'Old'), join(root, 'New'), '--markdown', '--out', note);
    expect(outcome).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(note, 'utf8')).toMatch(/^# Changes from Old to New\n/);
  });

  it('finds no difference in a release and itself', () => {
    const old = join(releases(), 'Old');
    const { code, stdout } = run('diff', old, old);
    expect([code, stdout]).toEqual([0, 'Old and Old have the same types.\n']);
  });

  it('begins at the file that is named', () => {
    const root = releases();
    for (const name of ['Old', 'New']) write(join(root, name), { 'kites.xsd': schema('') });
    const both = [join(root, 'Old'), join(root, 'New')];
    const { code, stdout } = run('diff', ...both, '--entry', 'kites.xsd');
    expect([code, stdout]).toEqual([0, 'Old and New have the same types.\n']);
  });

  it('tells which defects it healed', () => {
    const root = releases();
    const flawed = request('KiteFlyRequest', '<xs:element name="x" type=" xs:token"/>');
    write(join(root, 'New'), { 'OCISchemaAS.xsd': schema(flawed) });
    const { code, stderr } = run('diff', join(root, 'Old'), join(root, 'New'));
    expect(code).toBe(0);
    expect(stderr).toMatch(/^New: OCISchemaAS\.xsd:2: warning blank-in-attribute: /);
  });

  it('ends with 1 where a release cannot be read, and says which', () => {
    const root = releases();
    write(join(root, 'New'), { 'OCISchemaAS.xsd': '<xs:schema' });
    const both = [join(root, 'Old'), join(root, 'New')];
    const text = run('diff', ...both);
    expect([text.code, text.stdout]).toEqual([1, '']);
    expect(text.stderr).toContain('error not-well-formed');
    expect(text.stderr).toContain(`'${join(root, 'New')}' cannot be compared.`);
    const json = run('diff', ...both, '--json');
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({
      release: join(root, 'New'),
      diagnostics: [{ code: 'not-well-formed' }],
    });
  });

  it('ends with 1 where the file cannot be written', () => {
    const root = releases();
    const { code, stderr } = run('diff', join(root, 'Old'), join(root, 'New'), '--out', root);
    expect(code).toBe(1);
    expect(stderr).toContain(`'${root}' cannot be written: `);
  });

  it.each([
    ['one release', ['diff', 'Old']],
    ['three releases', ['diff', 'Old', 'New', 'Newer']],
    ['two formats', ['diff', 'Old', 'New', '--json', '--markdown']],
    ['an unknown option', ['diff', 'Old', 'New', '--html']],
  ])('ends with 2 for %s', (_, args) => {
    const { code, stdout, stderr } = run(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: /);
  });
});

describe('ocip-generate', () => {
  let help: Outcome;

  beforeAll(() => {
    help = run('--help');
  });

  it('prints its version', () => {
    expect(run('--version')).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' });
  });

  it('generates where no command is named', () => {
    const old = join(releases(), 'Old');
    const { code, stdout } = run('--schemas', old, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ release: 'Old', counts: { requests: 2 } });
    expect(run('generate', '--schemas', old, '--json').code).toBe(0);
  });

  it('ends with 2 where the schemas are not named, and with 1 where they are not there', () => {
    expect(run().code).toBe(2);
    expect(run().stderr).toContain("required option '--schemas <path>' not specified");
    expect(run('--schemas', join(folder(), 'nowhere')).code).toBe(1);
  });

  it('tells about both commands, and about what the default one takes', () => {
    expect([help.code, help.stderr]).toEqual([0, '']);
    expect(help.stdout).toMatch(/^ {2}generate /m);
    expect(help.stdout).toMatch(/^ {2}diff /m);
    expect(help.stdout).toMatch(/^ {2}--schemas <path> /m);
  });
});
