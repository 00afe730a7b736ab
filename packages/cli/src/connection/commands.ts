import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CommandRegistry } from '@ocipkit/core/registry';
import { CliError } from '../program/failure.js';
import { assertProfile, describeOrigin } from '../settings/load.js';
import type { Setting, Settings } from '../settings/settings.js';

const require = createRequire(import.meta.url);

/**
 * The commands of the release in use: those that come with this program, or generated ones that the
 * settings name. Of generated ones only the registry is loaded; each module follows when it is needed.
 *
 * @throws CliError if there are none at that place, or they can't be loaded
 */
export async function loadCommands(settings: Settings): Promise<CommandRegistry> {
  await assertProfile(settings);
  const { commands } = settings;
  if (commands === undefined) {
    const { registry } = await import('@ocipkit/commands/registry');
    return registry;
  }
  const path = findRegistry(commands);
  const { useOwnRuntime } = await import('./runtime.js');
  await useOwnRuntime(path);
  return readRegistry(path, commands);
}

/**
 * The folder with the reference data of the commands in use; undefined where there is none, as for
 * commands that were generated without it.
 *
 * @throws CliError as {@link loadCommands}
 */
export async function referenceFolder(settings: Settings): Promise<string | undefined> {
  await assertProfile(settings);
  const { commands } = settings;
  const path =
    commands === undefined ? require.resolve('@ocipkit/commands/registry') : findRegistry(commands);
  const home = dirname(path);
  const folder = join(basename(home) === 'dist' ? dirname(home) : home, 'reference');
  return existsSync(join(folder, 'index.json')) ? folder : undefined;
}

/**
 * Path of the module with the registry, of a folder with or without `dist`, or of a package.
 *
 * @throws CliError if there is none
 */
export function findRegistry(named: Setting<string>): string {
  const { value: commands } = named;
  if (!isAbsolute(commands)) return packageRegistry(named);
  const found = [join(commands, 'registry.js'), join(commands, 'dist', 'registry.js')].find(
    (path) => existsSync(path),
  );
  if (found !== undefined) return found;
  const isSource = ['', 'src'].some((name) => existsSync(join(commands, name, 'registry.ts')));
  throw noCommands(commands, named, [
    isSource
      ? 'It holds TypeScript: build it, or generate it with ocip generate --javascript.'
      : 'ocip generate --schemas <folder> --javascript --out <folder> makes such a folder.',
  ]);
}

/** A package is looked for from the folder of the call, then beside this program. */
function packageRegistry(named: Setting<string>): string {
  const { value: name } = named;
  const specifier = `${name}/registry`;
  for (const from of [createRequire(join(process.cwd(), 'package.json')), require]) {
    try {
      return from.resolve(specifier);
    } catch {
      // The next one may know it.
    }
  }
  throw noCommands(name, named, [
    `There is no package ${name} that exports ./registry, and no folder of that name.`,
  ]);
}

async function readRegistry(path: string, named: Setting<string>): Promise<CommandRegistry> {
  let module: { readonly registry?: CommandRegistry };
  try {
    module = (await import(pathToFileURL(path).href)) as typeof module;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CliError(`The commands in ${dirname(path)} can't be loaded: ${reason}`, {
      next: ['Generate them anew: ocip generate --schemas <folder> --javascript --out <folder>'],
      cause: error,
    });
  }
  const { registry } = module;
  if (typeof registry?.request === 'function') return registry;
  throw noCommands(path, named, ['Its registry.js exports no registry.']);
}

function noCommands(where: string, { origin }: Setting<string>, next: readonly string[]): CliError {
  return new CliError(`There are no commands at ${where} (named by: ${describeOrigin(origin)}).`, {
    next,
  });
}
