import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

type Env = Readonly<Record<string, string | undefined>>;

/** The user's folder for settings: the usual one of the platform, or OCIP_CONFIG_DIR. */
export async function configFolder(env: Env, cwd: string): Promise<string> {
  const { OCIP_CONFIG_DIR: own } = env;
  if (own !== undefined && own !== '') return resolve(cwd, own);
  const { default: envPaths } = await import('env-paths');
  return envPaths('ocip', { suffix: '' }).config;
}

export async function userFilePath(env: Env, cwd: string): Promise<string> {
  return join(await configFolder(env, cwd), 'config.json');
}

const PROJECT_FILE = '.ocip.json';

/** The project file in a folder, or in the nearest one above it. */
export async function findProjectFile(cwd: string): Promise<string | undefined> {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const path = join(folder, PROJECT_FILE);
    if (await isFile(path)) return path;
    if (dirname(folder) === folder) return undefined;
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** A path as people write it in a file or on the command line: relative to a folder, or to home. */
export function pathFrom(folder: string, path: string): string {
  return /^~[/\\]/.test(path) ? join(homedir(), path.slice(2)) : resolve(folder, path);
}

/**
 * A module as people name it: a path if it begins with a dot, a slash or `~/`, and the name of a
 * package otherwise.
 */
export function moduleFrom(folder: string, name: string): string {
  const isPath = /^(?:\.{1,2}(?:[/\\]|$)|[/\\]|~[/\\]|[a-zA-Z]:[/\\])/.test(name);
  return isPath ? pathFrom(folder, name) : name;
}

/** A folder as {@link moduleFrom} has it, or one that is there by that name, or else a package. */
export function folderOrPackage(folder: string, name: string): string {
  const module = moduleFrom(folder, name);
  const path = pathFrom(folder, name);
  return module === name && !name.startsWith('@') && existsSync(path) ? path : module;
}
