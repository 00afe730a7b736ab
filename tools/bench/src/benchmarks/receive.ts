import { fileURLToPath } from 'node:url';
import type { Benchmark } from '../benchmark.js';
import { startPlatform } from '../platform.js';
import { row } from '../report.js';
import { peaksOf, runProgram } from '../run-process.js';
import { alternate } from '../stats.js';

const child = fileURLToPath(new URL('../children/receive-table.js', import.meta.url));

/** About 50 MB. */
const ROWS = 210_000;

interface Receiving {
  readonly rows: number;
  readonly bytes: number;
  readonly ms: number;
  readonly peakMb: number;
  readonly heapMb: number;
}

/** The memory that a large reply takes on its way from the socket to a typed table. */
export const receive: Benchmark = {
  name: 'receive',
  title: 'a table reply of 210,000 rows by 13 columns, over a connection',
  runs: 3,
  async measure(_setting, runs) {
    await using platform = await startPlatform({ content: 'table', rows: ROWS });
    const read = (way: string) => (): Receiving => {
      const { stdout } = runProgram(process.execPath, [child, way, String(platform.port)]);
      const result = JSON.parse(stdout) as Receiving;
      if (way === 'client' && result.rows !== ROWS) {
        throw new Error(`the client saw ${String(result.rows)} of ${String(ROWS)} rows`);
      }
      return result;
    };
    const { client, bytes } = alternate(runs, { client: read('client'), bytes: read('bytes') });
    const heaps = (list: readonly Receiving[]): number[] => list.map((r) => r.heapMb);
    const times = (list: readonly Receiving[]): number[] => list.map((r) => r.ms);
    return {
      notes: [
        'The bytes alone are the chunks of a bare socket, joined to one buffer at the end.',
        'Resident memory is the peak of the process; the heap is what V8 had taken for it.',
      ],
      rows: [
        row(
          'size of the reply',
          'MB',
          bytes.map((r) => r.bytes / 1e6),
        ),
        row('client, peak resident memory', 'MB', peaksOf(client), { base: peaksOf(bytes) }),
        row('bytes alone, peak resident memory', 'MB', peaksOf(bytes)),
        row('client, heap', 'MB', heaps(client), { base: heaps(bytes) }),
        row('bytes alone, heap', 'MB', heaps(bytes)),
        row('client, time', 'ms', times(client), { base: times(bytes) }),
        row('bytes alone, time', 'ms', times(bytes)),
      ],
    };
  },
};
