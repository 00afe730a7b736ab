import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { CommandClass } from '@ocipkit/core';
import type { CommandRegistry } from '@ocipkit/core/registry';
import { UsageError } from '../usage-error.js';

const require = createRequire(import.meta.url);

/** No dependency: only who runs on schemas needs it. */
const GENERATOR = '@ocipkit/generator';

/** Where the commands of the platform come from; `@ocipkit/commands` by default. */
export interface CommandSource {
  /** Folder or zip with the schemas of a release; needs `@ocipkit/generator`. */
  readonly schemas?: string | undefined;
  /** Package or folder with generated commands. */
  readonly commands?: string | undefined;
}

/**
 * Every command of a release.
 *
 * @throws UsageError if there are none to be had there
 */
export async function loadCommands({
  schemas,
  commands,
}: CommandSource): Promise<readonly CommandClass[]> {
  if (schemas !== undefined && commands !== undefined) {
    throw new UsageError('Give either schemas or commands, not both.');
  }
  if (schemas !== undefined) return readRegistry(join(await generate(schemas), 'registry.js'));
  if (commands !== undefined) return readRegistry(registryOf(commands));
  const { registry } = await import('@ocipkit/commands/registry');
  return registry.all();
}

/** The registry of a package, or of a folder with or without `dist`. */
function registryOf(commands: string): string {
  if (commands.startsWith('.') || isAbsolute(commands)) {
    const folder = resolve(commands);
    const built = join(folder, 'dist', 'registry.js');
    return existsSync(built) ? built : join(folder, 'registry.js');
  }
  return `${commands}/registry`;
}

async function readRegistry(specifier: string): Promise<readonly CommandClass[]> {
  let module: { readonly registry?: CommandRegistry };
  try {
    module = (await import(
      isAbsolute(specifier) ? pathToFileURL(specifier).href : specifier
    )) as typeof module;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`There are no commands at ${specifier}: ${reason}`, { cause: error });
  }
  const { registry } = module;
  if (typeof registry?.all !== 'function') {
    throw new UsageError(`${specifier} exports no registry of commands.`);
  }
  return registry.all();
}

/** Generates the commands of a release, or takes those that were generated from it before. */
async function generate(schemas: string): Promise<string> {
  const source = resolve(schemas);
  const manifest = generatorManifest();
  const folder = join(cacheFolder(), await fingerprint(source, manifest));
  if (existsSync(join(folder, 'registry.js'))) return folder;
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
  // Made beside its place and then renamed: it is there whole, or not.
  const making = await mkdtemp(`${folder}.`);
  try {
    await runGenerator(manifest, source, making);
    await linkRuntime(making);
    await rename(making, folder);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    // Another simulator may have been faster.
    if (!existsSync(join(folder, 'registry.js'))) throw error;
  }
  return folder;
}

function generatorManifest(): string {
  try {
    return require.resolve(`${GENERATOR}/package.json`);
  } catch (error) {
    throw new UsageError(
      `To run on the schemas of a release, install ${GENERATOR} beside the simulator.`,
      { cause: error },
    );
  }
}

async function runGenerator(manifest: string, schemas: string, out: string): Promise<void> {
  const cli = join(dirname(manifest), 'dist', 'cli.js');
  const flags = ['--schemas', schemas, '--out', out, '--javascript', '--no-docs', '--json'];
  try {
    await promisify(execFile)(process.execPath, [cli, ...flags], { maxBuffer: 256 * 1024 * 1024 });
  } catch (error) {
    const said = (error as { readonly stderr?: string }).stderr?.trim() ?? '';
    throw new UsageError(`No commands could be generated from ${schemas}:\n${said}`, {
      cause: error,
    });
  }
}

/** Lets the generated files find the very runtime that the simulator uses. */
async function linkRuntime(folder: string): Promise<void> {
  await writeFile(join(folder, 'package.json'), '{"type":"module"}\n');
  const scope = join(folder, 'node_modules', '@ocipkit');
  await mkdir(scope, { recursive: true });
  await symlink(
    dirname(require.resolve('@ocipkit/core/package.json')),
    join(scope, 'core'),
    'junction',
  );
}

function cacheFolder(): string {
  const { XDG_CACHE_HOME: cache, LOCALAPPDATA: local } = process.env;
  return join(cache ?? local ?? join(homedir(), '.cache'), 'ocipkit-simulator');
}

/** Changes whenever the schemas, the generator or the runtime do. */
async function fingerprint(schemas: string, manifest: string): Promise<string> {
  const hash = createHash('sha256');
  hash.update(schemas);
  hash.update(require.resolve('@ocipkit/core/package.json'));
  for (const path of [manifest, ...(await filesIn(schemas))]) {
    const { size, mtimeMs } = await stat(path);
    hash.update(`\n${path} ${String(size)} ${String(mtimeMs)}`);
  }
  return hash.digest('hex').slice(0, 24);
}

async function filesIn(path: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(path, { recursive: true });
    return entries
      .filter((name) => name.endsWith('.xsd'))
      .sort()
      .map((name) => join(path, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return [path];
    throw new UsageError(`There are no schemas at ${path}.`, { cause: error });
  }
}
