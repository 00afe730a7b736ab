import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Benchmark } from '../benchmark.js';
import { atMost, row } from '../report.js';
import { peaksOf, timesOf } from '../run-process.js';
import { alternate } from '../stats.js';

/** What the compiler needs for the whole generated package. */
export const typecheck: Benchmark = {
  name: 'typecheck',
  title: 'tsc --noEmit over the generated package',
  runs: 3,
  measure({ workshop }, runs) {
    const folder = workshop.sources();
    const settings = { extends: './tsconfig.json', include: [], files: ['empty.ts'] };
    writeFileSync(join(folder, 'empty.ts'), 'export {};\n');
    const empty = join(folder, 'tsconfig.empty.json');
    writeFileSync(empty, JSON.stringify({ ...settings, compilerOptions: { rootDir: '.' } }));
    const { whole, none } = alternate(runs, {
      whole: () => workshop.runTsc(folder),
      none: () => workshop.runTsc(empty),
    });
    const base = timesOf(none);
    const basePeak = peaksOf(none);
    return {
      notes: ['Ratios are to an empty program under the same settings, standard library included.'],
      rows: [
        row('whole package, time', 'ms', timesOf(whole), { base, goal: atMost(15_000) }),
        row('whole package, peak memory', 'MB', peaksOf(whole), {
          base: basePeak,
          goal: atMost(1024),
        }),
        row('empty program, time', 'ms', base),
        row('empty program, peak memory', 'MB', basePeak),
      ],
    };
  },
};
