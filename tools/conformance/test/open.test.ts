import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runConformance } from '../src/run.js';

it('every command of the open schemas is written, read back and validated right', async () => {
  const { commands, report } = await runConformance({
    schemas: fileURLToPath(new URL('../../../schemas/open', import.meta.url)),
    instances: 3,
    seed: 1,
    include: [],
    oracle: false,
    json: false,
  });
  expect(report.failures).toEqual([]);
  expect(commands).toBeGreaterThan(100);
  // Two commands come with the runtime and stand in no registry.
  expect(report.counts.registry.passed).toBe(commands - 2);
  expect(report.counts['same-bytes'].passed).toBeGreaterThan(commands * 5);
  expect(report.counts.refused.passed).toBeGreaterThan(commands * 2);
}, 120_000);
