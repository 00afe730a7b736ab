import { fileURLToPath } from 'node:url';
import type { Benchmark, Findings } from '../benchmark.js';
import { ratioAtLeast, row, type Row } from '../report.js';
import { peaksOf, runProgram, timesOf } from '../run-process.js';
import { SimulatorProcess } from '../simulator.js';

const child = fileURLToPath(new URL('../children/audit-group.js', import.meta.url));

export interface AuditedGroup {
  readonly users: number;
  /** The most requests that are sent one by one; the time of the others is reckoned from these. */
  readonly sample: number;
}

/** The audit of all users of a group, against the same commands one after another. */
export const audit: Benchmark = {
  name: 'audit',
  title: 'everything about every user of a group, the simulator in a process of its own',
  // It takes minutes.
  runs: 1,
  measure: (_setting, runs) =>
    measureAudit(
      20,
      [
        { users: 100, sample: 10_000 },
        { users: 3_000, sample: 1_000 },
      ],
      runs,
    ),
};

/** What the child prints. */
interface Audited {
  readonly ms: number;
  /** Processor time of the audit. */
  readonly ownMs: number;
  readonly requests: number;
  readonly messages: number;
  readonly users: number;
  readonly heapMb: number;
  readonly peakMb: number;
  readonly oneByOne: { readonly count: number; readonly ms: number };
}

/** @param latencyMs that the simulator waits before each answer */
export async function measureAudit(
  latencyMs: number,
  groups: readonly AuditedGroup[],
  runs: number,
): Promise<Findings> {
  const rows: Row[] = [];
  const notes = [
    `The simulator waits ${String(latencyMs)} ms before each message it answers, whatever the message holds: the ratio is one for platforms where the way takes the time, not the work.`,
    'The audit has five sessions. The other side sends its requests each when the answer to the one before is there, over one connection; its ratio is to the audit.',
    'Everybody is logged in before. The heap is the most that was in use at any time, garbage included. Processor time is that of the audit, without the simulator.',
  ];
  for (const group of groups) {
    const samples = await measureGroup(latencyMs, group, runs);
    const what = `${group.users.toLocaleString('en')} users`;
    rows.push(...rowsOf(what, samples));
    const [{ requests, oneByOne }] = samples;
    notes.push(
      oneByOne.count === requests
        ? `${what}: all ${String(requests)} requests were sent one by one.`
        : `${what}: of ${String(requests)} requests a random ${String(oneByOne.count)} were sent one by one; the time of all is reckoned from these.`,
    );
  }
  return { notes, rows };
}

type Samples = readonly [Audited, ...Audited[]];

async function measureGroup(
  latencyMs: number,
  { users, sample }: AuditedGroup,
  runs: number,
): Promise<Samples> {
  await using simulator = await SimulatorProcess.start({
    parameters: [
      ...['--seed', `group:${String(users)}`],
      ...['--latency', `${String(latencyMs)}ms`],
      ...['--trust', '127.0.0.1'],
    ],
  });
  const parameters = [child, simulator.url, simulator.account.userId, String(sample)];
  const run = (): Audited => {
    const audited = JSON.parse(runProgram(process.execPath, parameters).stdout) as Audited;
    if (audited.users !== users) {
      throw new Error(`the audit read ${String(audited.users)} of ${String(users)} users`);
    }
    return audited;
  };
  return [run(), ...Array.from({ length: runs - 1 }, run)];
}

function rowsOf(what: string, samples: Samples): Row[] {
  const base = timesOf(samples);
  const oneByOne = samples.map(({ requests, oneByOne: { count, ms } }) => (ms / count) * requests);
  const perUser = (of: (audited: Audited) => number): number[] =>
    samples.map((audited) => of(audited) / audited.users);
  return [
    row(`${what}: audit`, 'ms', base),
    row(`${what}: one after another`, 'ms', oneByOne, { base, goal: ratioAtLeast(40) }),
    row(
      `${what}: audit, its processor time`,
      'ms',
      samples.map((a) => a.ownMs),
    ),
    row(
      `${what}: requests per user`,
      'count',
      perUser((a) => a.requests),
    ),
    row(
      `${what}: messages per user`,
      'count',
      perUser((a) => a.messages),
    ),
    row(
      `${what}: peak heap`,
      'MB',
      samples.map((a) => a.heapMb),
    ),
    row(`${what}: peak memory`, 'MB', peaksOf(samples)),
  ];
}
