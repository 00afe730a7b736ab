import { expect } from 'vitest';
import type { Progress, RunSummary } from '../../src/index.js';
import type { Simulated } from './simulated.js';

/** A number that no refusal has a known meaning for. */
export const REFUSAL = 9777;

type Result = RunSummary & object;

/** What a run sent, by the names of the requests. */
async function commandsOf(
  world: Simulated,
  run: () => Promise<unknown>,
): Promise<readonly string[]> {
  const before = world.commands;
  await run();
  return Object.entries(world.commands).flatMap(([name, count]) =>
    count > (before[name] ?? 0) ? [name] : [],
  );
}

/** Runs with one request refused each time it is sent. */
export async function without<T>(
  world: Simulated,
  name: string,
  run: () => Promise<T>,
  code: number = REFUSAL,
): Promise<T> {
  world.simulator.faults.set({ only: [name], error: { code, text: 'Not today' } });
  try {
    return await run();
  } finally {
    world.simulator.faults.clear();
  }
}

/**
 * Makes each request of a run fail in turn, those of the root aside: the rest must be there, and the
 * problem listed.
 *
 * @param roots requests without which there is no result
 * @param check what else has to hold
 */
export async function eachPosition<T extends Result>(
  world: Simulated,
  run: () => Promise<T>,
  roots: readonly string[],
  check: (result: T, name: string) => void = () => undefined,
): Promise<void> {
  const names = (await commandsOf(world, run)).filter((name) => !roots.includes(name));
  expect(names).not.toEqual([]);
  for (const name of names) {
    const result = await without(world, name, run);
    expect(result.complete, name).toBe(false);
    const { problems } = result;
    expect(
      problems.map((p) => p.command),
      name,
    ).toContain(name);
    const others = problems.filter((p) => p.command !== name && p.code !== null);
    expect(others, name).toEqual([]);
    for (const problem of problems) expect(problem.path, name).not.toBe('');
    expectPlain(result);
    check(result, name);
  }
}

/** A result is data: it comes back from JSON as it was, without keys that are undefined. */
export function expectPlain(result: object): void {
  expect(JSON.parse(JSON.stringify(result))).toStrictEqual(result);
}

/** Ends a run at a step, by the words of its progress. */
export function abortAt(step: string): {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
} {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    onProgress: (progress) => {
      if (progress.step === step) controller.abort();
    },
  };
}
