import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { AutomationUse } from '../site.js';

/**
 * Which automations send which requests: names of requests in the sources that an automation
 * consists of, its imports included.
 *
 * @param root of the repository
 */
export async function scanAutomations(
  root: string,
): Promise<ReadonlyMap<string, readonly AutomationUse[]>> {
  const folder = join(root, 'packages', 'automations', 'src');
  const sources = await readSources(folder);
  const uses = new Map<string, AutomationUse[]>();
  for (const file of [...sources.keys()].sort()) {
    if (!file.endsWith('/automation.ts') || file.startsWith('registry/')) continue;
    const name = dirname(file);
    const use = { title: await titleOf(root, name), path: `guides/automations/${name}.html` };
    for (const request of requestsIn(file, sources)) {
      const known = uses.get(request);
      if (known === undefined) uses.set(request, [use]);
      else known.push(use);
    }
  }
  return uses;
}

async function readSources(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'));
  const texts = files.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    return [relative(folder, path).split(sep).join('/'), await readFile(path, 'utf8')] as const;
  });
  return new Map(await Promise.all(texts));
}

/** The heading of its guide. */
async function titleOf(root: string, name: string): Promise<string> {
  const text = await readFile(join(root, 'docs', 'automations', `${name}.md`), 'utf8');
  return /^# +(.+)$/m.exec(text)?.[1]?.replaceAll('`', '') ?? name;
}

function requestsIn(file: string, sources: ReadonlyMap<string, string>): ReadonlySet<string> {
  const found = new Set<string>();
  const seen = new Set<string>();
  const waiting = [file];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const text = sources.get(path);
    if (seen.has(path) || text === undefined) continue;
    seen.add(path);
    for (const [name] of text.matchAll(/\b[A-Z]\w*Request(?:\d\w*|RI)?\b/g)) found.add(name);
    for (const [, from = ''] of text.matchAll(/from '(\.[^']+)\.js'/g)) {
      waiting.push(join(dirname(path), `${from}.ts`).split(sep).join('/'));
    }
  }
  return found;
}
