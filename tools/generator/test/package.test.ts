import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generate } from '../src/index.js';
import { kites, write } from './support/releases.js';

/*
 * A generated package as its owner meets it: built by tsc, imported by node, bundled by esbuild.
 */

const NAME = '@acme/oci-commands';
const core = dirname(createRequire(import.meta.url).resolve('@ocipkit/core/package.json'));
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

/** A project that has the package in its node_modules. */
let project: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'ocip-package-'));
  const root = join(project, 'node_modules', NAME);
  generate({ schemas: kites, out: root, packageName: NAME, strict: true });
  mkdirSync(join(project, 'node_modules', '@ocipkit'));
  symlinkSync(core, join(project, 'node_modules', '@ocipkit', 'core'));
  execFileSync(process.execPath, [tsc, '-p', root], { encoding: 'utf8' });
});

afterAll(() => {
  rmSync(project, { recursive: true });
});

/** What a program prints, as JSON. */
function printed(program: string, ...nodeArguments: string[]): unknown {
  const file = join(project, 'program.mjs');
  writeFileSync(file, program);
  const output = execFileSync(process.execPath, [...nodeArguments, file], { encoding: 'utf8' });
  return JSON.parse(output) as unknown;
}

/** The modules of the package that a program loads, and what it loads of the runtime as a whole. */
function loadedBy(program: string): string[] {
  const log = join(project, 'loaded.txt');
  write(project, {
    'loaded.txt': '',
    'hooks.mjs': `import { appendFileSync } from 'node:fs';
export async function load(url, context, next) {
  appendFileSync(${JSON.stringify(log)}, url + '\\n');
  return next(url, context);
}`,
    'register.mjs': `import { register } from 'node:module';\nregister('./hooks.mjs', import.meta.url);`,
  });
  printed(`${program}\nconsole.log('0');`, '--import', join(project, 'register.mjs'));
  return readFileSync(log, 'utf8')
    .split('\n')
    .filter((url) => url.includes(`/${NAME}/dist/`))
    .map((url) => url.slice(url.indexOf('/dist/') + '/dist/'.length))
    .sort();
}

describe('a generated package', () => {
  it('has an entry for live commands, one for deprecated ones, a registry and a release', () => {
    expect(
      printed(`
import * as live from '${NAME}';
import * as deprecated from '${NAME}/deprecated';
import { registry } from '${NAME}/registry';
import { release } from '${NAME}/release';
const requests = (all) => Object.keys(all).filter((n) => n.includes('Request') && n.startsWith('KiteGet'));
console.log(JSON.stringify({
  live: requests(live), deprecated: requests(deprecated), label: release.label,
  same: (await registry.request('KiteGetRequest22')) === live.KiteGetRequest22,
}));`),
    ).toEqual({
      live: ['KiteGetRequest22'],
      deprecated: ['KiteGetRequest', 'KiteGetRequest14sp4'],
      label: 'kites',
      same: true,
    });
  });

  it('knows its commands without loading them', () => {
    const program = `
import { registry } from '${NAME}/registry';
const info = ({ name, deprecated, successor, access }) => ({ name, deprecated, successor, access });
console.log(JSON.stringify([...registry].filter((c) => c.name.startsWith('KiteGet')).map(info)));`;
    expect(printed(program)).toEqual([
      { name: 'KiteGetRequest', deprecated: true, successor: 'KiteGetRequest22', access: 'read' },
      { name: 'KiteGetResponse', deprecated: true, successor: 'KiteGetResponse22', access: 'read' },
      {
        name: 'KiteGetRequest14sp4',
        deprecated: true,
        successor: 'KiteGetRequest22',
        access: 'read',
      },
      { name: 'KiteGetRequest22', deprecated: false, access: 'read' },
      { name: 'KiteGetResponse22', deprecated: false, access: 'read' },
    ]);
    expect(loadedBy(`import { registry } from '${NAME}/registry'; [...registry];`)).toEqual([
      'registry.js',
    ]);
  });

  it('#141 loads the module of a command that is asked for, and what that module needs', () => {
    const wanted = ['data-types.js', 'services/kite-club.js'];
    expect(loadedBy(`import '${NAME}/services/kite-club';`)).toEqual(wanted);
    expect(
      loadedBy(
        `import { registry } from '${NAME}/registry'; await registry.request('KiteClubGetListRequest');`,
      ),
    ).toEqual(['data-types.js', 'registry.js', 'services/kite-club.js']);
  });

  it('#142 describes its types once, however many clients there are', () => {
    const program = `
import { registry } from '${NAME}/registry';
import { commandTypeOf, structureOf } from '@ocipkit/core';
const all = await Promise.all(Array.from({ length: 100 }, () => registry.request('KiteGetRequest22')));
const types = all.map((Kite) => commandTypeOf(new Kite({ kiteId: 'k' })));
console.log(JSON.stringify([new Set(all).size, new Set(types).size, new Set(types.map(structureOf)).size]));`;
    expect(printed(program)).toEqual([1, 1, 1]);
  });

  it('does nothing on import', () => {
    const program = `
const before = Object.getOwnPropertyNames(globalThis).length;
const { OCIRequest } = await import('@ocipkit/core');
await import('${NAME}'); await import('${NAME}/deprecated'); await import('${NAME}/registry');
console.log(JSON.stringify(Object.getOwnPropertyNames(globalThis).length - before));`;
    expect(printed(program)).toBe(0);
  });

  it('writes and reads what its schemas say', () => {
    const program = `
import { assertValid, decodeMessage, encodeMessageText, resolverOf, validate } from '@ocipkit/core';
import { KiteModifyRequest, KiteGetResponse22, KiteCheckRequest22V4 } from '${NAME}';
import { registry } from '${NAME}/registry';
const resolve = resolverOf(await registry.all());
const back = (command) => {
  assertValid(command);
  const bytes = Buffer.from(encodeMessageText({ identity: { sessionId: 's' }, commands: [command] }, { encoding: 'UTF-8' }));
  const [received] = decodeMessage(bytes, { resolve }).commands;
  return { ...received.command, notices: received.notices };
};
const xml = (command) => encodeMessageText({ identity: { sessionId: 's' }, commands: [command] }).replace(/^.*?<command[^>]*>/s, '').replace(/<\\/command>.*$/s, '');
console.log(JSON.stringify({
  modify: back(new KiteModifyRequest({ kiteId: 'k', passcode: '0000', owner: null, wires: 2,
    fields: [{ $type: 'HillFieldKey', hill: 'h', metres: 1 }], cancelAll: true,
    route: { $items: [{ turn: 'l' }, { climb: 1 }, { turn: 'r' }] } })),
  first: xml(new KiteCheckRequest22V4({ password: 'p', kiteId: 'k' })),
  second: xml(new KiteCheckRequest22V4({ kiteId: 'k', password: 'p', field: 'f' })),
  invalid: validate(new KiteModifyRequest({ kiteId: '', passcode: '12345', owner: 'o', wires: 0 })).map((p) => p.path),
}));`;
    expect(printed(program)).toEqual({
      modify: {
        kiteId: 'k',
        passcode: '0000',
        owner: null,
        wires: 2,
        fields: [{ $type: 'HillFieldKey', hill: 'h', metres: 1 }],
        cancelAll: true,
        route: { $items: [{ turn: 'l' }, { climb: 1 }, { turn: 'r' }] },
        notices: [],
      },
      first: '<kiteId>k</kiteId><password>p</password>',
      second: '<field>f</field><password>p</password><kiteId>k</kiteId>',
      invalid: [
        'KiteModifyRequest.kiteId',
        'KiteModifyRequest.passcode',
        'KiteModifyRequest.wires',
      ],
    });
  });

  it('#139 reads a value that its enumeration lacks, with a notice', () => {
    const program = `
import { decodeMessage, resolverOf } from '@ocipkit/core';
import { registry } from '${NAME}/registry';
const message = '<?xml version="1.0" encoding="UTF-8"?><BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><sessionId xmlns="">s</sessionId><command xsi:type="KiteGetResponse" xmlns=""><shape>Dragon</shape></command></BroadsoftDocument>';
const [received] = decodeMessage(Buffer.from(message), { resolve: resolverOf(await registry.all()) }).commands;
console.log(JSON.stringify({ shape: received.command.shape, notices: received.notices.map((n) => n.code) }));`;
    expect(printed(program)).toEqual({ shape: 'Dragon', notices: ['unknown-value'] });
  });

  it('names the rows of tables as the runtime names undocumented ones', () => {
    const program = `
import { OCITable, structureOf } from '@ocipkit/core';
import { KiteClubGetListResponse } from '${NAME}';
const { columns } = structureOf(KiteClubGetListResponse.$).fields.get('memberTable').element.type;
const plain = new OCITable(Object.values(columns), []).keys;
console.log(JSON.stringify({ documented: Object.keys(columns), plain, read: new OCITable(Object.values(columns), [], columns).keys }));`;
    expect(printed(program)).toEqual({
      documented: ['memberId', 'linePort', 'macAddress', '_constructor', 'linePort2'],
      // A heading that would have the name of another has none where it is not documented.
      plain: ['memberId', 'linePort', 'macAddress', '_constructor', ''],
      read: ['memberId', 'linePort', 'macAddress', '_constructor', 'linePort2'],
    });
  });

  it('says how to build and to use it', () => {
    const readme = readFileSync(join(project, 'node_modules', NAME, 'README.md'), 'utf8');
    expect(readme).toContain(`# ${NAME}`);
    expect(readme).toMatch(/belongs to their owner/);
    const [, example = ''] = /```ts\n(.*?)```/s.exec(readme) ?? [];
    expect(printed(`${example}\nconsole.log(JSON.stringify(Request.name));`)).toMatch(
      /^Kite\w+Request/,
    );
  });
});

describe('a bundle of three requests', () => {
  async function bundle(entry: string, name = NAME): Promise<{ text: string; own: number }> {
    const file = join(project, 'entry.mjs');
    writeFileSync(file, entry);
    const { outputFiles, metafile } = await build({
      entryPoints: [file],
      bundle: true,
      minify: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'node',
    });
    const [output] = Object.values(metafile.outputs);
    const own = Object.entries(output?.inputs ?? {})
      .filter(([path]) => path.includes(`/${name}/`))
      .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
    return { text: outputFiles[0]?.text ?? '', own };
  }

  const three = 'KiteGetRequest22, KiteSkipRequest, KiteTypeModifyRequest';

  it('has these, what they need, and nothing else', async () => {
    const { text, own } = await bundle(
      `import { ${three} } from '${NAME}'; console.log(${three});`,
    );
    for (const used of ['KiteGetRequest22', 'KiteGetResponse22', 'KiteShape', 'HillFieldKey']) {
      expect(text, used).toContain(`"${used}"`);
    }
    for (const unused of [
      'KiteModifyRequest',
      'KiteClubGetListRequest',
      'KiteGetRequest14sp4',
      'Promise',
    ]) {
      expect(text, unused).not.toContain(`"${unused}"`);
    }
    const everything = await bundle(
      `import * as live from '${NAME}'; import * as dead from '${NAME}/deprecated'; console.log(live, dead);`,
    );
    expect(own).toBeLessThan(everything.own / 2);
  });

  it('is the same from the module as from the entry', async () => {
    const entry = await bundle(`import { ${three} } from '${NAME}'; console.log(${three});`);
    const module = await bundle(`import { ${three} } from '${NAME}/user'; console.log(${three});`);
    expect(module.own).toBe(entry.own);
  });

  it('of a whole set of schemas stays small', async () => {
    const root = join(project, 'node_modules', '@acme', 'open');
    const schemas = resolve(import.meta.dirname, '../../../schemas/open');
    generate({ schemas, out: root, packageName: '@acme/open' });
    execFileSync(process.execPath, [
      tsc,
      '-p',
      root,
      '--isolatedDeclarations',
      'false',
      '--declaration',
      'false',
    ]);
    const names = 'UserGetRequest23V2, UserModifyRequest22, GroupGetListInServiceProviderRequest';
    const program = (from: string): string =>
      `import { ${names} } from '${from}'; console.log(${names});`;
    const { own, text } = await bundle(program('@acme/open'), '@acme/open');
    expect(own).toBeGreaterThan(1_000);
    expect(own).toBeLessThan(10_000);
    // The runtime comes on top. It is the same for three requests as for a thousand.
    expect(text.length - own).toBeLessThan(15_000);
  });
});
