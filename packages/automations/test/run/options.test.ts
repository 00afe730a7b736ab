import { describe, expect, it } from 'vitest';
import {
  automations,
  AutomationUsageError,
  groupUserAudit,
  trunkCapacity,
  type RunOptions,
} from '../../src/index.js';
import { Simulated } from '../support/simulated.js';

describe('options that nothing can be run with', () => {
  it.each<[RunOptions, string]>([
    [{ maxDetails: -1 }, 'maxDetails is no whole number from 0.'],
    [{ maxDetails: 1.5 }, 'maxDetails is no whole number from 0.'],
    [{ concurrency: 0 }, 'concurrency is no whole number from 1.'],
    [{ timeoutMs: 2 ** 31 }, 'timeoutMs is no whole number from 0 to 2147483647.'],
    [{ timeoutMs: Number.NaN, concurrency: -3 }, 'timeoutMs is no whole number'],
  ])('are refused before anything is sent: %s', async (options, message) => {
    await using world = await Simulated.start();
    const before = world.commands;
    const run = trunkCapacity(world.client, { serviceProviderId: 'Grand-Harbour' }, options);
    await expect(run).rejects.toThrow(AutomationUsageError);
    await expect(run).rejects.toThrow(message);
    const group = { serviceProviderId: 'Grand-Harbour', groupId: 'Berlin' };
    expect(() => groupUserAudit(world.client, group, options)).toThrow(message);
    expect(world.commands).toEqual(before);
  });
});

describe('the deadline of a run', () => {
  const group = { serviceProviderId: 'Grand-Harbour', groupId: 'Reservations' };
  const provider = { serviceProviderId: 'Grand-Harbour' };
  const undo = { groupId: 'Berlin', patternName: 'Nuisance', pattern: 'keep', permissions: [] };
  const inputs: Readonly<Record<string, object>> = {
    userDigest: { userId: 'ben.koch@grandharbour.test' },
    userData: { loginId: 'ben.koch@grandharbour.test' },
    groupUserData: group,
    updateUser: { ...group, userId: 'gina.rossi@grandharbour.test', updates: { title: 'Agent' } },
    groupAudit: group,
    groupUserAudit: group,
    servicePackAudit: provider,
    serviceMembership: group,
    registrationReport: group,
    trunkCapacity: provider,
    callCenterDigest: group,
    findAlias: { ...group, alias: 'nobody' },
    locateFreeExtension: { ...group, start: '8000', end: '8010' },
    blockNumber: { ...provider, digitPattern: '+49305559*' },
    undoBlockNumber: { undo: { ...provider, digitPattern: '+49305559*', groups: [undo] } },
    moveNumbers: { ...group, toGroupId: 'Berlin', numbers: ['+1-2025550144'] },
    removeNumbers: { ...group, numbers: ['+1-2025550144'], dryRun: true },
  };

  it('is tried with every automation', () => {
    expect(Object.keys(inputs).sort()).toEqual([...automations].map(({ name }) => name).sort());
  });

  it.each(Object.keys(inputs))('ends it, and progress is told: %s', async (name) => {
    await using world = await Simulated.start();
    const steps: string[] = [];
    const run = automations.get(name)!.run(world.client, inputs[name]!, {
      timeoutMs: 0,
      onProgress: ({ step }) => {
        steps.push(step);
        // The deadline passes while this runs.
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
      },
    });
    await expect(run).rejects.toMatchObject({
      name: 'AutomationError',
      problem: { kind: 'skipped' },
    });
    expect(steps).not.toEqual([]);
  });
});
