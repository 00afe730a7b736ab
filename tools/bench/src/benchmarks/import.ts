import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Benchmark } from '../benchmark.js';
import { atMost, row } from '../report.js';
import { peaksOf, runNode, runProgram, timesOf, type ProcessSample } from '../run-process.js';
import { alternate } from '../stats.js';

/** What it costs a program to start with the generated package. */
export const importing: Benchmark = {
  name: 'import',
  title: 'whole processes that import the generated package and end',
  runs: 15,
  async measure({ workshop }, runs) {
    const name = workshop.packageName;
    const module = subPath(workshop.compiled());
    const [request = ''] = await workshop.requests(1, ['UserGetRequest23V2']);
    const bare = workshop.program('bare.mjs', '');
    const core = workshop.program('core.mjs', `import '@ocipkit/core/codegen';\n`);
    const index = workshop.program('index.mjs', `import '${name}';\n`);
    const one = workshop.program('one.mjs', `import '${name}/${module}';\n`);
    const lazy = workshop.program(
      'lazy.mjs',
      `import { registry } from '${name}/registry';\n` +
        `if (registry.info('${request}') === undefined) throw new Error('not found');\n`,
    );
    const start = (file: string) => () => runProgram(process.execPath, [file]);
    const samples = alternate(runs, {
      bare: start(bare),
      core: start(core),
      index: start(index),
      one: start(one),
      lazy: start(lazy),
    });
    const peaks = alternate(Math.min(runs, 3), {
      bare: () => runNode([bare]),
      index: () => runNode([index]),
    });
    const base = timesOf(samples.bare);
    const difference = (list: readonly ProcessSample[]): number[] =>
      list.map(({ ms }, round) => ms - (base[round] ?? NaN));
    return {
      notes: [
        'Ratios and differences are to bare Node, round by round.',
        `The sub-path is '${module}'; the registry tells what it knows of ${request}.`,
        'Core is the part of it that generated code stands on, and is in all the others.',
      ],
      rows: [
        row('bare Node, process', 'ms', base),
        row('whole index, process', 'ms', timesOf(samples.index), { base }),
        row('one sub-path, process', 'ms', timesOf(samples.one), { base }),
        row('lazy registry, process', 'ms', timesOf(samples.lazy), { base }),
        row('core, process', 'ms', timesOf(samples.core), { base }),
        row('whole index, difference', 'ms', difference(samples.index), { goal: atMost(300) }),
        row('one sub-path, difference', 'ms', difference(samples.one), { goal: atMost(50) }),
        row('lazy registry, difference', 'ms', difference(samples.lazy), { goal: atMost(30) }),
        row('core, difference', 'ms', difference(samples.core)),
        row('bare Node, peak memory', 'MB', peaksOf(peaks.bare)),
        row('whole index, peak memory', 'MB', peaksOf(peaks.index), { base: peaksOf(peaks.bare) }),
      ],
    };
  },
};

/** The module of the user commands; failing that, the largest one. */
function subPath(folder: string): string {
  const dist = join(folder, 'dist');
  if (existsSync(join(dist, 'user.js'))) return 'user';
  const modules = readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter(
      (file) => file.endsWith('.js') && !/(?:^|[\\/])(?:index|registry|release)\.js$/.test(file),
    )
    .map((file) => ({ file, size: statSync(join(dist, file)).size }))
    .sort((a, b) => b.size - a.size);
  return (modules[0]?.file ?? 'index.js').replace(/\.js$/, '').replaceAll('\\', '/');
}
