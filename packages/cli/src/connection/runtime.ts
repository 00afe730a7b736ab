import { randomBytes } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { lstat, mkdir, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire, register } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const RUNTIME = '@ocipkit/core';
const require = createRequire(import.meta.url);

/**
 * Generated commands import the runtime by its name, and it has to be the one that the client uses:
 * another copy has other classes. A folder that finds none gets a link to it; where a link can't be
 * made, or the folder has a copy of its own, imports from the folder are led to the right one, which
 * costs a thread.
 *
 * @param registry path of the folder's registry.js
 */
export async function useOwnRuntime(registry: string): Promise<void> {
  const folder = dirname(registry);
  const found = await runtimeFrom(folder);
  if (found?.path === runtimeFolder()) return;
  const isOurs = found === undefined || (found.isLink && found.path === undefined);
  if (isOurs && (await linkRuntime(folder))) return;
  register('./runtime-hooks.js', import.meta.url, {
    data: { folder: pathToFileURL(`${realpathSync(folder)}/`).href, parent: import.meta.url },
  });
}

/**
 * Lets the generated JavaScript in a folder find the runtime that this program uses, and Node take it
 * for modules: writes a link below `node_modules`, and a `package.json` where there is none.
 *
 * @returns false if the folder can't be written to
 */
async function linkRuntime(folder: string): Promise<boolean> {
  const scope = join(folder, 'node_modules', dirname(RUNTIME));
  const link = join(folder, 'node_modules', RUNTIME);
  const beside = `${link}.${randomBytes(6).toString('hex')}`;
  try {
    await mkdir(scope, { recursive: true });
    await symlink(runtimeFolder(), beside, 'junction');
    // On Windows a link is not replaced by renaming another over it.
    if (process.platform === 'win32') await rm(link, { recursive: true, force: true });
    await rename(beside, link);
    await writeFile(join(folder, 'package.json'), '{\n  "type": "module"\n}\n', {
      flag: 'wx',
    }).catch(unlessThere);
    return true;
  } catch {
    await rm(beside, { force: true }).catch(() => undefined);
    return false;
  }
}

function unlessThere(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
}

interface FoundRuntime {
  /** Undefined for a link that leads nowhere. */
  readonly path: string | undefined;
  readonly isLink: boolean;
}

/**
 * The runtime that modules in a folder get; undefined if there is none. Node is not asked: it keeps in mind
 * what it did not find.
 */
async function runtimeFrom(folder: string): Promise<FoundRuntime | undefined> {
  for (let home = await realpath(folder); ; home = dirname(home)) {
    const place = join(home, 'node_modules', RUNTIME);
    const stats = await lstat(place).catch(() => undefined);
    if (stats !== undefined) {
      const path = await realpath(place).catch(() => undefined);
      return { path, isLink: stats.isSymbolicLink() };
    }
    if (dirname(home) === home) return undefined;
  }
}

function runtimeFolder(): string {
  return realpathSync(dirname(require.resolve(`${RUNTIME}/package.json`)));
}
