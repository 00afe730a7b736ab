// Removes what builds, generation and test runs left behind; `npm ci` is not needed afterwards.
// `dist` and `.tsbuildinfo` go together: `tsc -b` trusts the build info, and would not write
// again a `dist` that was deleted alone.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const projects = ['packages', 'tools']
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(folder, name)));

for (const project of [...projects, 'examples']) {
  for (const made of ['dist', '.tsbuildinfo', 'test-results']) {
    rmSync(join(root, project, made), { recursive: true, force: true });
  }
}
for (const made of [
  '.nx',
  '.eslintcache',
  'test-results',
  'packages/cli/bundle',
  'packages/commands/src',
  'packages/commands/reference',
  'docs/reference',
  'docs-site',
]) {
  rmSync(join(root, made), { recursive: true, force: true });
}
