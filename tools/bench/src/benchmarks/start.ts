import { fileURLToPath } from 'node:url';
import type { Benchmark } from '../benchmark.js';
import { startPlatform } from '../platform.js';
import { row } from '../report.js';
import { peaksOf, runNode, runProgram, timesOf, type ProcessSample } from '../run-process.js';
import { alternate } from '../stats.js';

const nothing = fileURLToPath(new URL('../children/nothing.js', import.meta.url));
const sendOne = fileURLToPath(new URL('../children/send-one.js', import.meta.url));

/** A program that sends one request, from its start to its end. */
export const start: Benchmark = {
  name: 'start',
  title: 'whole processes that connect, log in, send one request, log out and end',
  runs: 15,
  async measure(_setting, runs) {
    await using platform = await startPlatform({ content: 'record' });
    const port = String(platform.port);
    const samples = alternate(runs, {
      bare: () => runProgram(process.execPath, [nothing]),
      imports: () => runProgram(process.execPath, [sendOne]),
      sends: () => runProgram(process.execPath, [sendOne, port]),
    });
    const peaks = alternate(Math.min(runs, 3), {
      bare: () => runNode([nothing]),
      sends: () => runNode([sendOne, port]),
    });
    const base = timesOf(samples.bare);
    const difference = (list: readonly ProcessSample[]): number[] =>
      list.map(({ ms }, round) => ms - (base[round] ?? NaN));
    return {
      notes: [
        'Ratios and differences are to bare Node, round by round.',
        'The program imports the client and the module of the user commands; one of its runs stops there.',
      ],
      rows: [
        row('bare Node, process', 'ms', base),
        row('imports alone, process', 'ms', timesOf(samples.imports), { base }),
        row('one request, process', 'ms', timesOf(samples.sends), { base }),
        row('imports alone, difference', 'ms', difference(samples.imports)),
        row('one request, difference', 'ms', difference(samples.sends)),
        row('bare Node, peak memory', 'MB', peaksOf(peaks.bare)),
        row('one request, peak memory', 'MB', peaksOf(peaks.sends), { base: peaksOf(peaks.bare) }),
      ],
    };
  },
};
