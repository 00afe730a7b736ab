import { connect } from '@ocipkit/client';
import { UserGetRequest23V2 } from '@ocipkit/commands/user';
import type { Benchmark } from '../benchmark.js';
import { startPlatform } from '../platform.js';
import { row, type Row } from '../report.js';
import { percentileOf } from '../stats.js';

const SESSIONS = 5;

/** Calls of one round. */
const CALLS = 5_000;

/** Milliseconds that the platform takes. */
const DELAY = 2;

const get = new UserGetRequest23V2({ userId: 'alexandra.mueller@example.com' });

/** How long a call takes from the caller's point of view, waiting for a session included. */
export const latency: Benchmark = {
  name: 'latency',
  title: `reads by several callers at once over ${String(SESSIONS)} sessions`,
  runs: 3,
  async measure(_setting, runs) {
    await using platform = await startPlatform({ content: 'record', delayMs: DELAY });
    await using client = await connect({
      url: `tcp://127.0.0.1:${String(platform.port)}`,
      username: 'bench',
      password: 'bench',
      pool: { maxSessions: SESSIONS },
    });
    await client.warm(SESSIONS);
    const times = async (callers: number): Promise<readonly number[]> => {
      const ms: number[] = [];
      let left = callers === 1 ? CALLS / SESSIONS : CALLS;
      const call = async (): Promise<void> => {
        while (left > 0) {
          left -= 1;
          const start = performance.now();
          await client.send(get);
          ms.push(performance.now() - start);
        }
      };
      await Promise.all(Array.from({ length: callers }, call));
      return ms;
    };
    await times(SESSIONS);
    const rows: Row[] = [];
    for (const callers of [1, 5, 50]) {
      const rounds: (readonly number[])[] = [];
      for (let round = 0; round < runs; round++) rounds.push(await times(callers));
      for (const part of [0.5, 0.95, 0.99]) {
        const values = rounds.map((ms) => percentileOf(ms, part));
        const who = callers === 1 ? '1 caller' : `${String(callers)} callers`;
        rows.push(row(`${who}, p${String(part * 100)}`, 'ms', values));
      }
    }
    return {
      notes: [
        `The platform, a process of its own, replies with a record after ${String(DELAY)} ms.`,
        'Each caller sends its next request when it has the answer to the last one.',
        'With 50 callers and 5 sessions, nine of ten calls wait for a session at any time.',
      ],
      rows,
    };
  },
};
