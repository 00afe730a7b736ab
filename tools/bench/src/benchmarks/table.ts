import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { encodeMessage } from '@ocipkit/core';
import type { Benchmark, Setting } from '../benchmark.js';
import { userList } from '../documents.js';
import { ratioAtMost, row, type Row } from '../report.js';
import { peaksOf, runProgram } from '../run-process.js';
import { alternate, spreadOf } from '../stats.js';

const child = fileURLToPath(new URL('../children/read-table.js', import.meta.url));

const ROWS = 21_000;

interface Reading {
  readonly rows: number;
  readonly firstMs: number;
  readonly peakMb: number;
  readonly moreMs: readonly number[];
}

/** A large table reply, against the events of the parser that core itself stands on. */
export const table: Benchmark = {
  name: 'table',
  title: 'a table reply of 21,000 rows by 13 columns',
  runs: 7,
  measure(setting, runs) {
    const rows = measureTable(setting, '', ROWS, runs, 4);
    if (setting.large)
      rows.push(...measureTable(setting, '10 times that: ', ROWS * 10, Math.min(runs, 3), 0));
    return {
      notes: [
        'Ratios are to the bare events of saxes over the same text, memory included.',
        '“First” is the first reading in a new process, “again” the median of four more.',
        'Memory is the peak of the process after the first reading.',
      ],
      rows,
    };
  },
};

function measureTable(
  { workshop }: Setting,
  label: string,
  rows: number,
  runs: number,
  again: number,
): Row[] {
  const file = workshop.path(`table-${String(rows)}.xml`);
  const identity = { sessionId: 'session-1234567890' };
  const bytes = encodeMessage({ identity, commands: [userList(rows)] }, { validate: false });
  writeFileSync(file, bytes);
  const read = (way: string) => (): Reading => {
    const { stdout } = runProgram(process.execPath, [child, way, file, String(again)]);
    const reading = JSON.parse(stdout) as Reading;
    if (way !== 'nothing' && reading.rows !== rows) {
      throw new Error(`${way} saw ${String(reading.rows)} of ${String(rows)} rows`);
    }
    return reading;
  };
  const samples = alternate(runs, {
    saxes: read('saxes'),
    core: read('core'),
    fxp: read('fxp'),
    nothing: read('nothing'),
  });
  const first = (list: readonly Reading[]): number[] => list.map((r) => r.firstMs);
  const more = (list: readonly Reading[]): number[] => list.map((r) => spreadOf(r.moreMs).median);
  const { saxes, core, fxp, nothing } = samples;
  const goal = ratioAtMost(2);
  const timesRows = (what: string, of: typeof first): Row[] => [
    row(`${label}core, ${what}`, 'ms', of(core), { base: of(saxes), goal }),
    row(`${label}saxes events, ${what}`, 'ms', of(saxes)),
    row(`${label}fast-xml-parser tree, ${what}`, 'ms', of(fxp), { base: of(saxes) }),
  ];
  return [
    row(`${label}size of the reply`, 'MB', [bytes.length / 1e6]),
    ...timesRows('first', first),
    ...(again === 0 ? [] : timesRows('again', more)),
    row(`${label}core, peak memory`, 'MB', peaksOf(core), { base: peaksOf(saxes) }),
    row(`${label}saxes events, peak memory`, 'MB', peaksOf(saxes)),
    row(`${label}fast-xml-parser tree, peak memory`, 'MB', peaksOf(fxp), { base: peaksOf(saxes) }),
    row(`${label}text only, peak memory`, 'MB', peaksOf(nothing)),
  ];
}
