import { readFileSync } from 'node:fs';

/** Milliseconds in a tick of `/proc`. */
const TICK = 10;

/**
 * Milliseconds of processor time that a process has had, to the nearest 10; undefined outside Linux.
 * On a busy machine it says more than the clock.
 */
export function processorMs(pid: number): number | undefined {
  try {
    // The name before the last bracket may hold anything.
    const fields = readFileSync(`/proc/${String(pid)}/stat`, 'latin1')
      .split(') ')
      .at(-1);
    const [user, system] = fields?.split(' ').slice(11, 13).map(Number) ?? [];
    return user === undefined || system === undefined ? undefined : (user + system) * TICK;
  } catch {
    return undefined;
  }
}
