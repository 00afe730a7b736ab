import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../src/index.js';
import { element, folder, kites, request, response, schema, type } from './support/releases.js';

/*
 * The command line as a process: what it prints where, and how it ends. Needs a build.
 */

const cli = resolve(import.meta.dirname, '../dist/cli.js');

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function ocip(...flags: string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...flags], {
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

/** A release on disk, without the base types; that defect is healed. */
function release(body: string): string {
  return folder({ 'OCISchemaAS.xsd': schema(body) });
}

describe('generating', () => {
  it('ends with 0, says on stdout what it did, and has nothing to say on stderr', () => {
    const out = folder();
    expect(ocip('--schemas', kites, '--out', out)).toEqual({
      code: 0,
      out: expect.stringMatching(
        /^kites: 12 requests, 4 responses, 17 types and 4 enumerations from 7 files in \d+\.\d s\n.*: 8 files written, 0 unchanged, 0 removed\n$/,
      ),
      err: '',
    });
    expect(existsSync(join(out, 'index.ts'))).toBe(true);
    expect(ocip('generate', '--schemas', kites, '--out', out).out).toContain(
      '0 files written, 8 unchanged',
    );
  });

  it('writes the reference where it is asked for, with or without the code', () => {
    const reference = folder();
    const alone = ocip('--schemas', kites, '--reference', reference);
    expect(alone).toMatchObject({ code: 0, err: '' });
    expect(alone.out).toContain(`${reference}: 5 files written, 0 unchanged, 0 removed`);
    expect(readdirSync(reference).sort()).toEqual(['index.json', 'types']);
    const both = ocip('--schemas', kites, '--out', folder(), '--reference', reference, '--json');
    expect(JSON.parse(both.out)).toMatchObject({
      written: { written: 8 },
      writtenReference: { written: 0, unchanged: 5, removed: 0 },
    });
  });

  it('takes files that the delivery lacks', () => {
    const schemas = folder({ 'OCISchemaAS.xsd': schema(type('Kite', element('a', 'core:Wing'))) });
    const wing = '<xs:simpleType name="Wing"><xs:restriction base="xs:token"/></xs:simpleType>';
    const base = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="C" targetNamespace="C">${wing}</xs:schema>`;
    const lacking = folder({ 'OCISchemaBASE.xsd': base });
    expect(ocip('--schemas', schemas).code).toBe(1);
    expect(
      ocip('--schemas', schemas, '--supplement', join(lacking, 'OCISchemaBASE.xsd')),
    ).toMatchObject({ code: 0, err: '' });
  });

  it('writes nothing without a folder to write to', () => {
    const { code, out } = ocip('--schemas', kites);
    expect(code).toBe(0);
    expect(out).not.toContain('written');
  });

  it('tells healed defects on stderr with file and line, and still ends with 0', () => {
    const outcome = ocip(
      '--schemas',
      release(`\n${type('Kite', element('a', 'xs:token', 'nillable="true "'))}`),
    );
    expect(outcome.code).toBe(0);
    expect(outcome.err).toContain('OCISchemaAS.xsd:3: warning blank-in-attribute: ');
    expect(outcome.err).toContain('OCISchemaAS.xsd:1: warning missing-base: ');
    expect(outcome.out).not.toContain('warning');
  });

  it('counts remarks on stderr, so that they do not bury the rest', () => {
    const schemas = release(
      request('KiteGetRequest', '', 'The response is either a KiteResponse or an ErrorResponse.') +
        response('KiteGetResponse', element('a')),
    );
    expect(ocip('--schemas', schemas).err).toContain('remarks: 1 response-prose');
  });

  it('takes a selection, a label and a package name', () => {
    const out = folder();
    const flags = [
      '--include',
      'KiteGetRequest*',
      '--label',
      'K1',
      '--package',
      '@acme/kites',
      '--no-deprecated',
      '--no-docs',
    ];
    const outcome = ocip('--schemas', kites, '--out', out, ...flags);
    expect(outcome).toMatchObject({ code: 0, err: '' });
    expect(outcome.out).toContain('K1: 1 requests, 1 responses');
    expect(readdirSync(out).sort()).toEqual(['README.md', 'package.json', 'src', 'tsconfig.json']);
  });

  it('applies a patch file', () => {
    const patches = folder({
      'patches.json': JSON.stringify([{ op: 'remove', target: 'Kite.b', reason: 'Not there.' }]),
    });
    const schemas = release(type('Kite', element('a')));
    const outcome = ocip('--schemas', schemas, '--patches', join(patches, 'patches.json'));
    expect(outcome.code).toBe(0);
    expect(outcome.err).toContain('warning patch-not-applied: The patch of Kite.b was not applied');
  });
});

describe('a release that cannot be generated', () => {
  it('ends with 1, with file, line and reason on stderr, nothing on stdout and nothing written', () => {
    const out = folder();
    const schemas = release(`\n${type('Kite', element('a', 'Nothing'))}`);
    expect(ocip('--schemas', schemas, '--out', out)).toEqual({
      code: 1,
      out: '',
      err: expect.stringContaining(
        "OCISchemaAS.xsd:3: error unresolved-reference: Kite.a refers to 'Nothing', which is not defined.",
      ),
    });
    expect(readdirSync(out)).toEqual([]);
  });

  it.each([
    ['a missing path', () => ['--schemas', '/nowhere'], "There is no '/nowhere'"],
    ['an empty folder', () => ['--schemas', folder()], 'holds no .xsd file'],
    [
      'a patch file that is none',
      () => ['--schemas', kites, '--patches', join(folder({ p: '{' }), 'p')],
      'bad-patch',
    ],
    [
      'a glob that matches nothing',
      () => ['--schemas', kites, '--include', 'Balloon*'],
      "No request matches 'Balloon*'",
    ],
    [
      'healed defects under --strict',
      () => ['--schemas', release(type('Kite')), '--strict'],
      'error missing-base',
    ],
    [
      'a folder that cannot be written',
      () => ['--schemas', kites, '--out', join(folder({ file: '' }), 'file')],
      'not-writable',
    ],
  ])('ends with 1, without a stack trace: %s', (_, flags, why) => {
    const outcome = ocip(...flags());
    expect(outcome).toMatchObject({ code: 1, out: '' });
    expect(outcome.err).toContain(why);
    expect(outcome.err).not.toMatch(/^\s+at /m);
  });
});

describe('wrong usage', () => {
  it.each([
    [['--out', 'somewhere'], "required option '--schemas <path>'"],
    [['--schemas', kites, '--colour'], "unknown option '--colour'"],
    [['generate', '--schemas'], 'argument missing'],
  ])('ends with 2: %j', (flags, why) => {
    const outcome = ocip(...flags);
    expect(outcome).toMatchObject({ code: 2, out: '' });
    expect(outcome.err).toContain(why);
  });

  it('is helped', () => {
    const outcome = ocip('--help');
    expect(outcome).toMatchObject({ code: 0, err: '' });
    for (const flag of ['--schemas', '--out', '--package', '--include', '--strict', '--json']) {
      expect(outcome.out).toContain(flag);
    }
  });
});

describe('--javascript', () => {
  it('writes what Node runs as it is', async () => {
    const out = folder({ 'old.js': '// @generated by ocip-generate\n', 'own.js': '// mine\n' });
    expect(ocip('--schemas', kites, '--out', out, '--javascript')).toMatchObject({ code: 0 });
    const files = readdirSync(out);
    expect(files).toContain('registry.js');
    expect(files).toContain('own.js');
    expect(files).not.toContain('old.js');
    expect(files.filter((file) => file.endsWith('.ts'))).toEqual([]);
    // Beside the repository's packages, so that the runtime is found.
    const home = join(import.meta.dirname, `javascript-${String(process.pid)}`);
    cpSync(out, home, { recursive: true });
    try {
      const { registry } = (await import(/* @vite-ignore */ join(home, 'registry.js'))) as {
        registry: Iterable<{ name: string; kind: string }> & {
          all(): Promise<readonly { $: { name: string } }[]>;
        };
      };
      const classes = await registry.all();
      expect(classes.map((c) => c.$.name)).toEqual(Array.from(registry, ({ name }) => name));
      expect(classes).toHaveLength(16);
    } finally {
      rmSync(home, { recursive: true });
    }
  });

  it('is refused for a package', () => {
    const outcome = ocip('--schemas', kites, '--package', '@x/commands', '--javascript');
    expect(outcome.code).toBe(2);
    expect(outcome.err).toContain("'--javascript' cannot be used with option '--package");
  });
});

describe('--json', () => {
  it('prints one object and nothing else', () => {
    const out = folder();
    const outcome = ocip('--schemas', kites, '--out', out, '--json');
    expect(outcome).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(outcome.out)).toEqual({
      release: 'kites',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      counts: { files: 7, requests: 12, responses: 4, types: 17, enums: 4, choices: 6, tables: 1 },
      diagnostics: [],
      ms: {
        read: expect.any(Number),
        plan: expect.any(Number),
        emit: expect.any(Number),
        reference: expect.any(Number),
        write: expect.any(Number),
      },
      peakRssMb: expect.any(Number),
      written: { written: 8, unchanged: 0, removed: 0 },
    });
  });

  it('lists every diagnostic', () => {
    const outcome = ocip('--schemas', release(response('KiteGetResponse', element('a'))), '--json');
    const { diagnostics } = JSON.parse(outcome.out) as { diagnostics: Diagnostic[] };
    expect(diagnostics).toEqual([
      expect.objectContaining({
        code: 'missing-base',
        severity: 'warning',
        file: 'OCISchemaAS.xsd',
        line: 1,
      }),
      {
        code: 'orphan-response',
        severity: 'warning',
        file: 'OCISchemaAS.xsd',
        line: 2,
        message: 'KiteGetResponse answers no request of the release.',
      },
    ]);
  });

  it('prints the diagnostics of a refused release too, and the errors on stderr', () => {
    const outcome = ocip('--schemas', release(type('Kite', element('a', 'Nothing'))), '--json');
    expect(outcome.code).toBe(1);
    const { diagnostics } = JSON.parse(outcome.out) as { diagnostics: Diagnostic[] };
    expect(diagnostics.map((d) => d.code)).toContain('unresolved-reference');
    expect(outcome.err).toContain('error unresolved-reference');
  });
});
