import { describe, expect, it } from 'vitest';
import {
  AutomationError,
  AutomationUsageError,
  automations,
  registrationReport,
  valueOf,
  type RegistrationReport,
} from '../../src/index.js';
import { eachPosition, expectPlain, REFUSAL, without } from '../support/positions.js';
import { Simulated } from '../support/simulated.js';

const berlin = { serviceProviderId: 'Grand-Harbour', groupId: 'Berlin' };
const list = 'SystemGetRegistrationContactListRequest21sp1';
const carla = 'carla.moreau@grandharbour.test';

function linesOf(report: RegistrationReport, userId: string) {
  return report.lines.filter((line) => line.userId === userId);
}

describe('a report on registrations', () => {
  it('tells registered, static and expired lines, and users without any', async () => {
    await using world = await Simulated.start();
    const report = await registrationReport(world.client, berlin);
    expect(report.problems).toEqual([]);
    const stateOf = (name: string) =>
      linesOf(report, `${name}@grandharbour.test`).map((line) => line.state);
    expect(stateOf('anna.schmidt')).toEqual(['registered']);
    expect(stateOf('carla.moreau')).toEqual(['expired']);
    expect(stateOf('fax.berlin')).toEqual(['static']);
    expect(stateOf('marta.vidal')).toEqual(['none']);
    expect(stateOf('emil.novak')).toEqual(['none']);
    const { registered, static: fixed, expired, none, unknown } = report.totals;
    expect([fixed, expired, unknown]).toEqual([1, 1, 0]);
    expect(registered + fixed + expired + none).toBe(report.lines.length);
    expectPlain(report);
  });

  it('names users, devices and addresses', async () => {
    await using world = await Simulated.start();
    const report = await registrationReport(world.client, berlin);
    expect(linesOf(report, 'anna.schmidt@grandharbour.test')).toMatchObject([
      {
        lastName: 'Schmidt',
        firstName: 'Anna',
        extension: '6001',
        groupId: 'Berlin',
        deviceLevel: 'Group',
        deviceName: 'anna.schmidt-phone',
        linePort: 'anna.schmidt@grandharbour.test',
        endpointType: 'Primary',
        contacts: [
          {
            state: 'registered',
            publicNetAddress: '198.51.100.20',
            privateNetAddress: '192.168.10.20',
            userAgent: 'Example/6.4',
          },
        ],
      },
    ]);
    const [fax] = linesOf(report, 'fax.berlin@grandharbour.test');
    expect(fax?.contacts[0]).not.toHaveProperty('expiration');
  });

  it('keeps two lines of one device, and two contacts of one line, apart', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    const user = platform.user('anna.schmidt@grandharbour.test');
    platform.changeUser(user, (draft) => {
      const [first] = draft.registrations;
      draft.registrations.push(
        { ...first!, contact: 'sip:anna@192.0.2.9', expires: 0 },
        { ...first!, linePort: 'anna-2@grandharbour.test', endpointType: 'Video Add On' },
      );
    });
    const report = await registrationReport(world.client, berlin);
    const lines = linesOf(report, user.userId);
    expect(lines.map((line) => [line.linePort, line.deviceName, line.state])).toEqual([
      ['anna-2@grandharbour.test', 'anna.schmidt-phone', 'registered'],
      ['anna.schmidt@grandharbour.test', 'anna.schmidt-phone', 'registered'],
    ]);
    expect(lines[1]?.contacts.map((c) => c.state).sort()).toEqual(['expired', 'registered']);
  });

  it('lists devices that nothing is registered from', async () => {
    await using world = await Simulated.start();
    const report = await registrationReport(world.client, berlin);
    const devices = valueOf(report.devices) ?? [];
    expect(devices.map((d) => d.deviceName)).not.toContain('anna.schmidt-phone');
    expect(devices.find((d) => d.deviceName === 'carla.moreau-phone')).toMatchObject({
      deviceLevel: 'Group',
      groupId: 'Berlin',
      deviceType: 'Example Desk Phone 6',
      hasExpired: true,
    });
    const all = await registrationReport(world.client, { serviceProviderId: 'Grand-Harbour' });
    expect(valueOf(all.devices)).toContainEqual(
      expect.objectContaining({ deviceName: 'lobby-gateway', deviceLevel: 'Service Provider' }),
    );
    expect(valueOf(all.devices)?.map((d) => d.deviceName)).toContain('carla.moreau-phone');
    expect(new Set(all.lines.map((line) => line.groupId))).toEqual(
      new Set(['Berlin', 'Vienna', 'Reservations']),
    );
    expect(all.complete).toBe(true);
    expectPlain(all);
  });

  it('narrows down to a device type, on the whole platform if need be', async () => {
    await using world = await Simulated.start();
    const deviceType = 'Example Soft Client';
    const soft = await registrationReport(world.client, { ...berlin, deviceType });
    expect(soft.lines.map((line) => line.userId)).toEqual(['dora.nagy@grandharbour.test']);
    expect(valueOf(soft.devices)).toEqual([]);
    const everywhere = await registrationReport(world.client, {
      deviceType: 'Example Desk Phone 6',
    });
    expect(new Set(everywhere.lines.map((line) => line.serviceProviderId)).size).toBeGreaterThan(1);
    expect(everywhere.lines.every((line) => line.lastName !== undefined)).toBe(true);
    expect(everywhere).not.toHaveProperty('devices');
    expectPlain(everywhere);
  });

  it('narrows down to an endpoint type', async () => {
    await using world = await Simulated.start();
    const shared = await registrationReport(world.client, {
      ...berlin,
      endpointType: 'Shared Call Appearance',
    });
    expect(shared.lines).toEqual([]);
    expect(shared).not.toHaveProperty('devices');
    const primary = await registrationReport(world.client, { ...berlin, endpointType: 'Primary' });
    expect(primary.totals.none).toBe(0);
    expect(primary.lines.length).toBeGreaterThan(10);
  });

  it('reads every user for lockouts on request', async () => {
    await using world = await Simulated.start();
    const report = await registrationReport(world.client, { ...berlin, lockouts: true });
    expect(valueOf(report.lockouts)).toEqual({ users: 20 });
    expect(linesOf(report, carla)[0]?.contacts[0]).toMatchObject({
      state: 'expired',
      registrationActive: false,
    });
    expect(world.commands.UserGetRegistrationListRequest).toBe(20);
    const same = await registrationReport(world.client, berlin);
    expect(report.lines.map((line) => line.state)).toEqual(same.lines.map((line) => line.state));
    expectPlain(report);
  });

  it('costs one message for a group, however big', async () => {
    await using world = await Simulated.start({ seed: 'group:300' });
    const input = { serviceProviderId: 'Scale', groupId: 'Group-1' };
    const report = await registrationReport(world.client, input);
    expect(report.lines).toHaveLength(300);
    expect(report).toMatchObject({ requests: 4, messages: 1, totals: { static: 300 } });
  });
});

describe('a report that cannot see everything', () => {
  it('keeps the rest of a group, and of a service provider', async () => {
    await using world = await Simulated.start();
    const provider = { serviceProviderId: 'Grand-Harbour' };
    for (const input of [{ ...berlin, lockouts: true }, provider]) {
      await eachPosition(
        world,
        () => registrationReport(world.client, input),
        [list],
        (report, name) => {
          expect(linesOf(report, carla)).toMatchObject([{ state: 'expired' }]);
          if (name.includes('UserGetListIn')) {
            expect(report.totals.none).toBe(0);
            expect(linesOf(report, carla)[0]).not.toHaveProperty('lastName');
          }
        },
      );
    }
  });

  it('calls nothing registered if it does not know what is expired', async () => {
    await using world = await Simulated.start();
    const { faults } = world.simulator;
    // With this seed the first of the two lists comes, and the second, of what is expired, does not.
    faults.set({ only: [list], seed: 1, error: { code: REFUSAL, rate: 0.5 } });
    const report = await registrationReport(world.client, berlin);
    expect(report.expired).toMatchObject({ status: 'refused', problem: { path: 'expired' } });
    expect(report.totals).toMatchObject({ registered: 0, expired: 0, static: 1 });
    expect(report.totals.unknown).toBeGreaterThan(10);
    expect(report.complete).toBe(false);
    expectPlain(report);
  });

  it('shows the administrator of a group the own group only', async () => {
    await using world = await Simulated.start({}, { username: 'berlin-admin@example.test' });
    const report = await registrationReport(world.client, berlin);
    expect(report.complete).toBe(true);
    expect(report.totals.expired).toBe(1);
    const wide = registrationReport(world.client, { serviceProviderId: 'Grand-Harbour' });
    await expect(wide).rejects.toMatchObject({ problem: { code: 5404, command: list } });
  });

  it('rejects without the registrations, and refuses input that names no place', async () => {
    await using world = await Simulated.start();
    const unknown = registrationReport(world.client, { ...berlin, groupId: 'Nowhere' });
    await expect(unknown).rejects.toThrow(AutomationError);
    await expect(unknown).rejects.toMatchObject({ problem: { code: 4152 } });
    const before = world.simulator.metrics.read().messages;
    for (const wrong of [
      {},
      { groupId: 'Berlin', deviceType: 'Example Desk Phone 6' },
      { serviceProviderId: '' },
      { ...berlin, endpointType: 'Desk' as 'Primary' },
    ]) {
      const failing = registrationReport(world.client, wrong);
      await expect(failing, JSON.stringify(wrong)).rejects.toThrow(AutomationUsageError);
    }
    expect(world.simulator.metrics.read().messages).toBe(before);
  });

  it('keeps what was read when it is ended', async () => {
    await using world = await Simulated.start();
    const controller = new AbortController();
    const report = await registrationReport(
      world.client,
      { ...berlin, lockouts: true },
      {
        signal: controller.signal,
        concurrency: 1,
        onProgress: ({ step, done }) => {
          if (step === 'lockouts' && done === 1) controller.abort();
        },
      },
    );
    expect(report.complete).toBe(false);
    expect(linesOf(report, carla)).toMatchObject([{ state: 'expired' }]);
    const { users } = valueOf(report.lockouts) ?? { users: 0 };
    expect(users).toBeGreaterThan(0);
    expect(users).toBeLessThan(20);
    expect(report.problems.every((p) => p.kind === 'skipped')).toBe(true);
  });

  it('works on an older platform', async () => {
    await using world = await Simulated.start({ release: 'R21' });
    const report = await registrationReport(world.client, berlin);
    expect(report.totals).toMatchObject({ static: 1, expired: 1 });
    expect(report.notes.map((n) => n.command)).toContain('SystemGetRegistrationContactListRequest');
    expect(report.problems).toEqual([]);
  });
});

it('has a row for every contact in the report for people', async () => {
  await using world = await Simulated.start();
  const result = await registrationReport(world.client, berlin);
  const report = automations.findCommand('registration report')?.report(result);
  const [table] = report?.parts.find((part) => part.title === 'Lines')?.blocks ?? [];
  if (table?.kind !== 'table') throw new TypeError('the lines are no table');
  expect(table.rows.every((row) => row.length === table.columns.length)).toBe(true);
  const contacts = result.lines.reduce((n, line) => n + Math.max(1, line.contacts.length), 0);
  expect(table.rows).toHaveLength(contacts);
  const run = () => registrationReport(world.client, berlin);
  const partly = await without(world, 'UserGetListInGroupRequest', run);
  expect(partly.users?.status).toBe('refused');
});
