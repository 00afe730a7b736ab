import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { runConformance, type RunOptions } from '../src/run.js';
import { hasXerces } from './fixture/java.js';

// Each run starts programs.
vi.setConfig({ testTimeout: 60_000 });

const miniature = fileURLToPath(new URL('fixture/release', import.meta.url));
const withJava = await hasXerces();

const run = (options: Partial<RunOptions> = {}) =>
  runConformance({
    schemas: miniature,
    instances: 5,
    seed: 1,
    include: [],
    oracle: false,
    json: false,
    ...options,
  });

describe('a run over a release in miniature', () => {
  it('passes without an oracle, and counts what the oracle would have judged as skipped', async () => {
    const { release, commands, report, noOracle } = await run();
    expect(report.failures).toEqual([]);
    expect({ release, commands, noOracle }).toEqual({
      release: 'release',
      commands: 5,
      noOracle: 'left out as asked',
    });
    expect(report.counts.registry.passed).toBe(3);
    for (const check of ['build', 'validate', 'encode', 'decode', 'round-trip'] as const) {
      expect(report.counts[check].passed, check).toBeGreaterThan(30);
    }
    expect(report.counts.refused.passed).toBeGreaterThan(10);
    expect(report.counts['oracle-accepts'].skipped).toBe(report.counts.decode.passed);
    expect(report.counts['oracle-refuses'].skipped).toBeGreaterThan(10);
  });

  it('checks only the commands whose names match', async () => {
    const { commands, report } = await run({ include: ['ThingGet*'] });
    expect(commands).toBe(2);
    expect(report.counts.registry.passed).toBe(2);
  });

  it('tells of a release that cannot be generated', async () => {
    await expect(run({ schemas: `${miniature}/missing` })).rejects.toThrow(/missing/);
  });

  it.skipIf(!withJava)('passes with the oracle, the defects of the delivery healed', async () => {
    const { report, noOracle } = await run({ oracle: true, instances: 30 });
    expect(noOracle).toBeUndefined();
    expect(report.failures).toEqual([]);
    expect(report.total.skipped).toBe(0);
    expect(report.counts['oracle-accepts'].passed).toBe(report.counts.decode.passed);
    expect(report.counts['oracle-refuses'].passed).toBeGreaterThan(40);
  });
});
