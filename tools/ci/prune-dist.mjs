// Run in a package's folder before `tsc -b`, which only ever adds to `dist`.
//
// - An output whose source is gone goes too. Otherwise a module of a schema release generated
//   earlier would stay in `dist`, be cached with it, and be published.
// - Without `dist` the build info goes: `tsc -b` trusts it, and would write nothing.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';

const dist = 'dist';
if (!existsSync(dist)) {
  rmSync(join('.tsbuildinfo', 'lib.json'), { force: true });
  process.exit();
}

const outputs = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) =>
  entry.isFile(),
);
for (const output of outputs) {
  const file = relative(dist, join(output.parentPath, output.name));
  const source = file.replace(/(?:\.d\.ts|\.js)(?:\.map)?$/, '.ts');
  if (!existsSync(join('src', source))) rmSync(join(dist, file));
}
