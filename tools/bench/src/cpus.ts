import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Two processors that programs can be kept on; undefined where there are none, or no `taskset`. */
export interface Cpus {
  readonly server: number;
  readonly load: number;
}

export function findCpus(): Cpus | undefined {
  const allowed = allowedCpus();
  const server = allowed[0];
  const load = allowed.at(-1);
  if (server === undefined || load === undefined || server === load) return undefined;
  const [command, parameters] = pinned(server, process.execPath, ['--version']);
  return spawnSync(command, parameters).status === 0 ? { server, load } : undefined;
}

/** A command that is kept on one processor. */
export function pinned(
  cpu: number | undefined,
  command: string,
  parameters: readonly string[],
): [command: string, parameters: readonly string[]] {
  return cpu === undefined
    ? [command, parameters]
    : ['taskset', ['--cpu-list', String(cpu), command, ...parameters]];
}

/** Those that this process may run on; none where nobody tells. */
function allowedCpus(): number[] {
  try {
    return readCpuList(
      /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '',
    );
  } catch {
    // No such file outside Linux.
    return [];
  }
}

/** Reads a list such as `0-2,5`. */
export function readCpuList(list: string): number[] {
  return list.split(',').flatMap((part) => {
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    if (first === undefined) return [];
    const length = Number(last) - Number(first) + 1;
    return Array.from({ length }, (_, i) => Number(first) + i);
  });
}
