import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { Benchmark } from '../benchmark.js';
import { atMost, row } from '../report.js';

const PREFERRED = [
  'UserGetRequest23V2',
  'UserModifyRequest22',
  'GroupGetListInServiceProviderRequest',
];

/** What three commands of the package add to a bundled program. */
export const bundle: Benchmark = {
  name: 'bundle',
  title: 'a minified bundle of a program that sends three requests',
  runs: 1,
  async measure({ workshop }) {
    const names = await workshop.requests(3, PREFERRED);
    const codec = `import { decodeMessage, encodeMessage } from '@ocipkit/core';\n`;
    const exported = 'export { decodeMessage, encodeMessage';
    const core = workshop.program('bundle-core.mjs', `${codec}${exported} };\n`);
    const three = workshop.program(
      'bundle-three.mjs',
      `${codec}import { ${names.join(', ')} } from '${workshop.packageName}';\n` +
        `${exported}, ${names.join(', ')} };\n`,
    );
    const coreAlone = await bundled(core);
    const whole = await bundled(three);
    const added = {
      bytes: whole.bytes - coreAlone.bytes,
      packed: whole.packed - coreAlone.packed,
    };
    return {
      notes: [
        `The requests are ${names.join(', ')}, imported from the index.`,
        'Ratios are to a program that uses encodeMessage and decodeMessage alone.',
      ],
      rows: [
        row('core alone', 'bytes', [coreAlone.bytes]),
        row('with three requests', 'bytes', [whole.bytes], { base: [coreAlone.bytes] }),
        row('three requests add', 'bytes', [added.bytes], {
          base: [coreAlone.bytes],
          goal: atMost(15_000),
        }),
        row('three requests add, gzip', 'bytes', [added.packed], { base: [coreAlone.packed] }),
      ],
    };
  },
};

async function bundled(entry: string): Promise<{ bytes: number; packed: number }> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error(`esbuild made nothing of ${entry}`);
  return { bytes: file.contents.length, packed: gzipSync(file.contents).length };
}
