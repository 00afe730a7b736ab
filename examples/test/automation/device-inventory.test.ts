import { automations as registry, AutomationError, checkInput } from '@ocipkit/automations';
import { connect } from '@ocipkit/client';
import { SEED_PASSWORD, startSimulator } from '@ocipkit/simulator';
import { describe, expect, test } from 'vitest';
import { deviceInventory, deviceInventoryAutomation } from '../../src/device-inventory.js';
import { codeBlocks, markdownFiles } from '../docs/markdown.js';
import { readFileSync } from 'node:fs';

const berlin = { serviceProviderId: 'Grand-Harbour', groupId: 'Berlin' };

async function simulated() {
  const simulator = await startSimulator();
  const client = await connect({
    url: simulator.tcp!.url,
    username: 'admin',
    password: SEED_PASSWORD,
  });
  return {
    simulator,
    client,
    async [Symbol.asyncDispose]() {
      await client.close();
      await simulator.stop();
    },
  };
}

describe('an automation of one’s own', () => {
  test('counts devices by type, with the lines on each, in few messages', async () => {
    await using world = await simulated();
    const result = await deviceInventory(world.client, berlin);
    expect(result.complete).toBe(true);
    const count = Object.values(result.types).reduce((sum, n) => sum + n, 0);
    expect(count).toBe(result.devices.length);
    expect(result.devices.length).toBeGreaterThan(5);
    expect(result.devices.find((d) => d.deviceName === 'ben.koch-phone')).toEqual({
      deviceName: 'ben.koch-phone',
      deviceType: 'Example Desk Phone 6',
      lines: { status: 'value', value: expect.any(Number) },
    });
    expect(result.messages).toBeLessThanOrEqual(2 + Math.ceil(result.devices.length / 15));
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  test('tells of a device that could not be read, and keeps the rest', async () => {
    await using world = await simulated();
    const only = ['GroupAccessDeviceGetRequest24V3'];
    world.simulator.faults.set({ error: { code: 9999, text: 'not today' }, only });
    const result = await deviceInventory(world.client, berlin);
    expect(result.complete).toBe(false);
    expect(new Set(result.devices.map(({ lines }) => lines.status))).toEqual(new Set(['refused']));
    expect(result.problems).toHaveLength(result.devices.length);
  });

  test('reads no more details than it may', async () => {
    await using world = await simulated();
    const result = await deviceInventory(world.client, berlin, { maxDetails: 2 });
    const read = result.devices.filter(({ lines }) => lines.status === 'value');
    expect(read).toHaveLength(2);
    expect(result.detailsLeft).toBe(result.devices.length - 2);
  });

  test('rejects where the group is unknown', async () => {
    await using world = await simulated();
    const run = deviceInventory(world.client, { ...berlin, groupId: 'Atlantis' });
    await expect(run).rejects.toThrow(AutomationError);
  });

  test('fits into the registry, with a report', async () => {
    await using world = await simulated();
    registry.add(deviceInventoryAutomation);
    const found = registry.findCommand('device inventory');
    expect(() => checkInput(found!, { groupId: 'Berlin' })).toThrow('serviceProviderId is missing');
    const result = await found!.run(world.client, berlin);
    const report = found!.report(result);
    expect(report.title).toBe('Devices of Berlin');
    expect(report.parts.map(({ title }) => title)).toEqual(['Types', 'Devices', 'Run']);
  });

  test('is what the guide shows', () => {
    const guide = markdownFiles().find(({ path }) => path === 'docs/extend/automation.md');
    const [shown] = codeBlocks(guide!).filter(({ language }) => language === 'ts');
    const file = readFileSync(new URL('../../src/device-inventory.ts', import.meta.url), 'utf8');
    expect(shown!.code.trim()).toBe(file.slice(file.indexOf('import ')).trim());
  });
});
