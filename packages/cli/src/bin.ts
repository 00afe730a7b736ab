#!/usr/bin/env node
import { readFileSync } from 'node:fs';

const args = process.argv.slice(2);
const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

// Nothing else is loaded to tell the version.
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  process.stdout.write(`${manifest.version}\n`);
} else {
  const { start } = await import('./start.js');
  if ((await start(args, manifest.version)) === 'hand over') {
    // Named at run time, so that the bundle leaves it where it is.
    const unbundled = new URL('../dist/start.js', import.meta.url).href;
    const other = (await import(unbundled)) as { readonly start: typeof start };
    await other.start(args, manifest.version);
  }
}
