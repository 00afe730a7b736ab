// Builds the site builder, then runs it with the arguments given.
// OCIPKIT_SCHEMAS names the release to document here. It is kept from the build, which would generate
// the commands package of the repository from it.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('../..', import.meta.url));
const environment = { ...process.env };
delete environment.OCIPKIT_SCHEMAS;

const run = (script, args, options) => {
  const { status } = spawnSync(process.execPath, [script, ...args], options);
  if (status !== 0) process.exit(status ?? 1);
};

run(require.resolve('nx/bin/nx.js'), ['run', '@ocipkit/site:build'], {
  cwd: root,
  env: environment,
  stdio: ['ignore', 2, 2],
});
run(`${root}/tools/site/dist/cli.js`, process.argv.slice(2), { stdio: 'inherit' });
