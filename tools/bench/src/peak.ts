import { readFileSync, writeFileSync } from 'node:fs';

/*
 * Loaded with `--import` into the programs that are measured: leaves the peak of their memory in the
 * file that PEAK_FILE names.
 */

/** Peak resident memory of this process in MB. */
export function peakMb(): number {
  try {
    // Not resourceUsage().maxRSS: on Linux that begins with what the parent process had.
    const status = readFileSync('/proc/self/status', 'utf8');
    const kb = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1];
    if (kb !== undefined) return Number(kb) / 1024;
  } catch {
    // No such file outside Linux.
  }
  return process.resourceUsage().maxRSS / 1024;
}

const file = process.env.PEAK_FILE;
if (file !== undefined) process.once('exit', () => writeFileSync(file, String(peakMb())));
