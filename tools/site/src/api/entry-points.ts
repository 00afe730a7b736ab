import { existsSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

/** A module of the API documentation. */
export interface EntryPoint {
  /** As shown, and in addresses: `client`, `commands/user`. */
  readonly name: string;
  readonly file: string;
}

/** Everything that programs import from the packages written by hand; `cli` is one of them where it exists. */
const PACKAGES: readonly { readonly name: string; readonly source: string }[] = [
  { name: 'client', source: 'packages/client/src/index.ts' },
  { name: 'automations', source: 'packages/automations/src/index.ts' },
  { name: 'simulator', source: 'packages/simulator/src/index.ts' },
  { name: 'core', source: 'packages/core/src/index.ts' },
  { name: 'core/sample', source: 'packages/core/src/sample/sample.ts' },
  { name: 'generator', source: 'tools/generator/src/index.ts' },
  { name: 'cli', source: 'packages/cli/src/index.ts' },
];

/** Gather what other modules have; on a page of their own they would be the largest of all. */
const BARRELS = new Set(['index', 'deprecated']);

/** The packages written by hand. */
export function packageEntries(root: string): EntryPoint[] {
  return PACKAGES.map(({ name, source }) => ({ name, file: join(root, source) })).filter(
    ({ file }) => existsSync(file),
  );
}

/** The modules of the generated commands, sorted by name. */
export function commandEntries(commandsDir: string): EntryPoint[] {
  return readdirSync(commandsDir, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
    .map((path) => path.slice(0, -'.ts'.length).split(sep).join('/'))
    .filter((path) => !BARRELS.has(path))
    .sort()
    .map((path) => ({ name: `commands/${path}`, file: join(commandsDir, `${path}.ts`) }));
}
