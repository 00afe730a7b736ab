// Writes bundle/ocip.js, the program that the package's bin names: everything it needs in a few files,
// since loading 150 small modules takes longer than what most commands do. Parts that a command does not
// need stay in files of their own. What the bundle can't do, dist/start.js does: see
// src/program/hand-over.ts.
import { chmodSync, renameSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

// Made beside its place and then renamed, so that whoever runs it now finds one or the other.
const making = 'dist/bundle';
rmSync(making, { recursive: true, force: true });
await build({
  entryPoints: { ocip: 'dist/bin.js' },
  outdir: making,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  chunkNames: 'parts/[name]-[hash]',
  // Programs of their own, and a library with a native part.
  external: ['@napi-rs/keyring', '@ocipkit/generator', '@ocipkit/simulator'],
  define: { OCIP_IS_BUNDLE: 'true' },
  // Names stay, so that the stack of a bug can be read.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'eof',
  // Libraries that are CommonJS ask for Node's modules by `require`.
  banner: {
    js: "import{createRequire as ocipCreateRequire}from'node:module';const require=ocipCreateRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
chmodSync(`${making}/ocip.js`, 0o755);
rmSync('bundle', { recursive: true, force: true });
renameSync(making, 'bundle');
