import { describe, expect, it } from 'vitest';
import { Run, userDigest, type RunOptions } from '../../src/index.js';
import { Simulated } from '../support/simulated.js';

const ben = 'ben.koch@grandharbour.test';
const only = ['UserDoNotDisturbGetRequest'];

function ask({ client }: Simulated, userId = ben, options: RunOptions = {}) {
  const run = new Run(client, options);
  return run.ask('UserDoNotDisturbGetRequest', { userId }, { path: 'doNotDisturb' });
}

describe('the kind of a problem', () => {
  it('is refused where the platform said no', async () => {
    await using world = await Simulated.start();
    world.simulator.faults.set({ only, error: { code: 9777, text: 'Not today' } });
    expect(await ask(world)).toMatchObject({
      ok: false,
      problem: { kind: 'refused', type: 'Error', code: 9777, command: only[0] },
    });
  });

  it.each(['Warning', 'Info'] as const)(
    'is notice where %s came in place of data',
    async (type) => {
      await using world = await Simulated.start();
      world.simulator.faults.set({ only, notice: { type, code: 1234, text: 'Later' } });
      const { problem } = (await ask(world)) as { problem?: unknown };
      expect(problem).toMatchObject({ kind: 'notice', type, code: 1234, command: only[0] });
      const digest = await userDigest(world.client, { userId: ben });
      expect(digest.complete).toBe(false);
      expect(digest.doNotDisturb).toMatchObject({
        status: 'failed',
        problem: { kind: 'notice', type, path: 'doNotDisturb' },
      });
    },
  );

  it('is invalid where the client did not send what fits no schema', async () => {
    await using world = await Simulated.start();
    const outcome = await ask(world, 'x'.repeat(200));
    expect(outcome).toMatchObject({
      ok: false,
      problem: { kind: 'invalid', type: null, code: null, command: only[0] },
    });
    expect(world.commands).not.toHaveProperty(only[0]!);
  });

  it('is transport where no usable answer came', async () => {
    await using world = await Simulated.start({}, { retry: false });
    world.simulator.faults.set({ only, corrupt: 1 });
    expect(await ask(world)).toMatchObject({
      ok: false,
      problem: { kind: 'transport', type: null, code: null },
    });
  });

  it('is skipped where the run had ended', async () => {
    await using world = await Simulated.start();
    const outcome = await ask(world, ben, { signal: AbortSignal.abort() });
    expect(outcome).toMatchObject({ ok: false, problem: { kind: 'skipped', type: null } });
  });

  it('is skipped where the client was closed', async () => {
    await using world = await Simulated.start();
    await world.client.commands();
    await world.client.close();
    expect(await ask(world)).toMatchObject({ ok: false, problem: { kind: 'skipped' } });
  });
});
