import {
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  realpath,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findRegistry, referenceFolder } from '../../src/connection/commands.js';
import { loadSettings } from '../../src/settings/load.js';
import type { Settings } from '../../src/settings/settings.js';
import { runNode, type ProcessResult } from '../support/process.js';

const core = fileURLToPath(new URL('../../../core/', import.meta.url));
const loader = new URL('../../dist/connection/commands.js', import.meta.url).href;

let folder: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'ocip-commands-')));
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

/** Commands as the generator writes them with --javascript: nothing but modules. */
async function writeCommands(to = folder): Promise<string> {
  await mkdir(to, { recursive: true });
  const registry = `import { CommandRegistry } from '@ocipkit/core/registry';
export const registry = new CommandRegistry([[() => import('./probe.js'), 'ProbeGetRequest?']]);
`;
  const probe = `import { OCIRequest, READ, request } from '@ocipkit/core/codegen';
export class ProbeGetRequest extends OCIRequest {
  static $ = request('ProbeGetRequest', () => [], undefined, READ);
}
`;
  await writeFile(join(to, 'registry.js'), registry);
  await writeFile(join(to, 'probe.js'), probe);
  return to;
}

/** Loads the commands in a process of its own, and tells whether the client would take their requests. */
async function load(commands: string, cwd = core): Promise<ProcessResult> {
  const settings = {
    commands: { value: commands, origin: { kind: 'flag', name: '--commands' } },
    profiles: [],
    warnings: [],
  };
  const script = `
const { loadCommands } = await import(${JSON.stringify(loader)});
const { OCIRequest } = await import(${JSON.stringify(new URL('../../../core/dist/index.js', import.meta.url).href)});
try {
  const registry = await loadCommands(${JSON.stringify(settings)});
  const Request = await registry.request('ProbeGetRequest');
  console.log(new Request() instanceof OCIRequest);
} catch (error) {
  console.log(error.name + ': ' + error.message + '\\n' + (error.next ?? []).join('\\n'));
}`;
  return runNode(['--input-type=module', '--eval', script], { cwd });
}

function named(commands: string): Promise<Settings> {
  const flags = { commands };
  return loadSettings(
    { env: { OCIP_CONFIG_DIR: folder }, cwd: folder },
    { args: {}, flags, rest: [] },
  );
}

describe('loadCommands', () => {
  it('links the runtime into a folder that finds none, and loads its commands', async () => {
    await writeCommands();

    expect(await load(folder)).toMatchObject({ stdout: 'true\n', stderr: '' });
    const link = join(folder, 'node_modules', '@ocipkit', 'core');
    expect(await realpath(link)).toBe(await realpath(core));
    expect(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))).toEqual({
      type: 'module',
    });
  });

  it('leaves the link alone the next time', async () => {
    await writeCommands();
    await load(folder);
    const link = join(folder, 'node_modules', '@ocipkit', 'core');
    const before = await lstat(link);

    expect((await load(folder)).stdout).toBe('true\n');
    expect((await lstat(link)).ino).toBe(before.ino);
  });

  it('mends a link that leads nowhere', async () => {
    await writeCommands();
    const link = join(folder, 'node_modules', '@ocipkit', 'core');
    await mkdir(join(folder, 'node_modules', '@ocipkit'), { recursive: true });
    await symlink(join(folder, 'gone'), link);

    expect((await load(folder)).stdout).toBe('true\n');
    expect(await realpath(link)).toBe(await realpath(core));
  });

  it('gives commands with another copy of the runtime the one of the client', async () => {
    await writeCommands();
    const copy = join(folder, 'node_modules', '@ocipkit', 'core');
    await cp(join(core, 'dist'), join(copy, 'dist'), { recursive: true });
    await cp(join(core, 'package.json'), join(copy, 'package.json'));
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');

    expect((await load(folder)).stdout).toBe('true\n');
    expect((await lstat(copy)).isSymbolicLink()).toBe(false);
  });

  it('loads commands from a folder that nothing can be linked into', async () => {
    await writeCommands();
    await writeFile(join(folder, 'node_modules'), 'a file in the place of the folder');
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');

    expect((await load(folder)).stdout).toBe('true\n');
  });

  it('leaves a package.json as it is', async () => {
    await writeCommands();
    const manifest = '{ "type": "module", "private": true }';
    await writeFile(join(folder, 'package.json'), manifest);
    await load(folder);

    expect(await readFile(join(folder, 'package.json'), 'utf8')).toBe(manifest);
  });

  it('finds the modules of a package that was built', async () => {
    await writeCommands(join(folder, 'dist'));

    expect((await load(folder)).stdout).toBe('true\n');
  });

  it('finds a package from the folder of the call', async () => {
    const home = join(folder, 'node_modules', 'my-commands');
    await writeCommands(join(home, 'dist'));
    const manifest = {
      name: 'my-commands',
      type: 'module',
      exports: { './registry': './dist/registry.js' },
    };
    await writeFile(join(home, 'package.json'), JSON.stringify(manifest));

    expect((await load('my-commands', folder)).stdout).toBe('true\n');
  });

  it('says what is wrong with modules that can’t be loaded', async () => {
    await writeFile(join(folder, 'registry.js'), "import './missing.js';\n");

    const { stdout } = await load(folder);
    expect(stdout).toContain(`CliError: The commands in ${folder} can't be loaded`);
    expect(stdout).toContain('ocip generate');
  });

  it('refuses a registry.js without a registry', async () => {
    await writeFile(join(folder, 'registry.js'), 'export const other = 1;\n');
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');

    expect((await load(folder)).stdout).toContain('exports no registry');
  });
});

describe('findRegistry', () => {
  it('says how commands are made where there are none, and who named the place', async () => {
    const { commands } = await named('./nothing');

    expect(() => findRegistry(commands!)).toThrow(
      expect.objectContaining({
        exitCode: 2,
        message: `There are no commands at ${join(folder, 'nothing')} (named by: flag --commands).`,
        next: [expect.stringContaining('ocip generate --schemas')],
      }),
    );
  });

  it('knows TypeScript that was not built', async () => {
    await mkdir(join(folder, 'src'));
    await writeFile(join(folder, 'src', 'registry.ts'), '');
    const { commands } = await named('.');

    expect(() => findRegistry(commands!)).toThrow(
      expect.objectContaining({ next: [expect.stringContaining('build it')] }),
    );
  });

  it('takes a name that is neither a folder nor a package for neither', async () => {
    const { commands } = await named('no-such-commands');

    expect(() => findRegistry(commands!)).toThrow(/no commands at no-such-commands/);
  });
});

describe('referenceFolder', () => {
  it('finds the reference data beside the commands', async () => {
    await writeCommands();
    await mkdir(join(folder, 'reference'));
    await writeFile(join(folder, 'reference', 'index.json'), '{}');

    expect(await referenceFolder(await named('.'))).toBe(join(folder, 'reference'));
  });

  it('finds it beside the dist of a package', async () => {
    await writeCommands(join(folder, 'dist'));
    await mkdir(join(folder, 'reference'));
    await writeFile(join(folder, 'reference', 'index.json'), '{}');

    expect(await referenceFolder(await named('.'))).toBe(join(folder, 'reference'));
  });

  it('is undefined for commands without it', async () => {
    await writeCommands();

    expect(await referenceFolder(await named('.'))).toBeUndefined();
  });
});
