import { describe, expect, it } from 'vitest';
import { measureSimulate } from '../dist/benchmarks/simulate.js';
import { SimulatorProcess } from '../dist/simulator.js';

describe('the benchmark of the simulator', () => {
  it('given tiny sizes, then measures start, seed and load', { timeout: 120_000 }, async () => {
    const sizes = { users: 20, connections: 3, sliceMs: 100, warmUp: 0 };
    const { rows, notes } = await measureSimulate(sizes, 1);

    const names = rows.map(({ what }) => what).filter((what) => !what.includes('processor'));
    expect(names).toEqual([
      'bare Node, process',
      'demo seed, ready',
      'demo seed, first answer',
      '20 users, ready',
      '20 users, first read of the last one',
      '20 users, peak memory',
      'size of the reply',
      '3 connections: simulator',
      '3 connections: echo server',
    ]);
    const valueOf = (what: string): number => rows.find((row) => row.what === what)?.median ?? 0;
    for (const what of names) expect(valueOf(what), what).toBeGreaterThan(0);
    // Every connection waits for at least one reply, so that there is something to compare.
    expect(rows.find(({ what }) => what === '3 connections: simulator')?.ratio).toBeGreaterThan(0);
    expect(notes.join('\n')).toMatch(/kept on (one|a) processor/);
  });

  it('given a simulator that can not start, then says so', { timeout: 60_000 }, async () => {
    const start = SimulatorProcess.start({
      parameters: ['--seed', 'users:none', '--log', 'silent'],
    });

    await expect(start).rejects.toThrow('did not start');
  });
});
