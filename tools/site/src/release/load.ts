import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { readCommands, type Commands } from './commands.js';
import { readReference, type Reference } from './reference.js';

const require = createRequire(import.meta.url);

/** A release, to be documented. */
export interface LoadedRelease {
  readonly reference: Reference;
  readonly commands: Commands;
  /** Folder of its generated commands as TypeScript, where they were asked for. */
  readonly sources: string;
  /** Removes what was made for it. */
  readonly dispose: () => Promise<void>;
}

/** The release that the commands package was generated from. */
export async function loadOwnRelease(): Promise<LoadedRelease> {
  const folder = dirname(require.resolve('@ocipkit/commands/package.json'));
  const reference = await readReference(join(folder, 'reference'));
  const commands = await readCommands('@ocipkit/commands/registry');
  return { reference, commands, sources: join(folder, 'src'), dispose: () => Promise.resolve() };
}

/**
 * Another release. What is generated from it goes to a temporary folder, since it carries the text of
 * the schemas.
 *
 * @param options.typescript whether its sources are needed, too
 * @throws Error if it can't be generated
 */
export async function loadRelease(
  schemas: string,
  { typescript }: { readonly typescript: boolean },
): Promise<LoadedRelease> {
  const folder = await mkdtemp(join(tmpdir(), 'ocipkit-site-'));
  const dispose = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const [scripts, sources, data] = ['js', 'ts', 'reference'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  try {
    await linkRuntime(scripts);
    await Promise.all([
      generate(schemas, '--out', scripts, '--javascript', '--no-docs'),
      generate(schemas, '--reference', data, ...(typescript ? ['--out', sources] : [])),
    ]);
    const reference = await readReference(data);
    const commands = await readCommands(pathToFileURL(join(scripts, 'registry.js')).href);
    return { reference, commands, sources, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function generate(schemas: string, ...flags: readonly string[]): Promise<void> {
  const cli = join(dirname(require.resolve('@ocipkit/generator/package.json')), 'dist', 'cli.js');
  const args = [cli, '--schemas', resolve(schemas), ...flags, '--json'];
  try {
    await promisify(execFile)(process.execPath, args, { maxBuffer: 256 * 1024 * 1024 });
  } catch (error) {
    const said = (error as { readonly stderr?: string }).stderr?.trim() ?? '';
    throw new Error(`Nothing could be generated from ${schemas}:\n${said}`, { cause: error });
  }
}

/** Lets the generated files find the very runtime that examples are encoded with. */
async function linkRuntime(folder: string): Promise<void> {
  const scope = join(folder, 'node_modules', '@ocipkit');
  await mkdir(scope, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{"name":"@ocipkit/commands","type":"module"}\n');
  await symlink(
    dirname(require.resolve('@ocipkit/core/package.json')),
    join(scope, 'core'),
    'junction',
  );
}
