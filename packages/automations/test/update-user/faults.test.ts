import { describe, expect, it } from 'vitest';
import { updateUser, type UpdateUserInput } from '../../src/index.js';
import { Simulated } from '../support/simulated.js';

const ben = 'ben.koch@grandharbour.test';
const benjamin = 'benjamin.koch@grandharbour.test';
const place = { serviceProviderId: 'Grand-Harbour', groupId: 'Berlin', userId: ben };
const title: UpdateUserInput = { ...place, updates: { title: 'Porter' } };
const secret = 'Sunny-Lobby-42';

function sent(world: Simulated, name: string): number {
  return world.commands[name] ?? 0;
}

describe('a write without an answer', () => {
  it('is settled by reading: it was carried out', async () => {
    await using world = await Simulated.start();
    world.simulator.faults.once({ only: ['UserModifyRequest22'], drop: 1 });
    const result = await updateUser(world.client, title);
    expect(result).toMatchObject({ state: 'applied', user: { title: 'Porter' } });
    expect(result.steps[0]).toMatchObject({ state: 'applied', problem: { kind: 'transport' } });
    expect(result.problems).toMatchObject([{ path: 'steps.UserModifyRequest22' }]);
    expect(sent(world, 'UserModifyRequest22')).toBe(1);
  });

  it('is settled by reading: it was not', async () => {
    await using world = await Simulated.start();
    world.simulator.faults.once({
      only: ['UserModifyRequest22'],
      drop: 1,
      error: { code: 9999 },
    });
    const result = await updateUser(world.client, title);
    expect(result).toMatchObject({ state: 'failed', user: { title: null }, changed: [] });
    expect(sent(world, 'UserModifyRequest22')).toBe(1);
  });

  it('stays unknown for a password, and is not sent again', async () => {
    await using world = await Simulated.start();
    world.simulator.faults.once({ only: ['PasswordModifyRequest'], drop: 1 });
    const result = await updateUser(world.client, { ...place, updates: { newPassword: secret } });
    expect(result).toMatchObject({ state: 'unknown', steps: [{ state: 'unconfirmed' }] });
    expect(result.user?.userId).toBe(ben);
    expect(sent(world, 'PasswordModifyRequest')).toBe(1);
    expect(JSON.stringify(result)).not.toContain(secret);
  });

  it('says what is not confirmed of fields and a password together', async () => {
    await using world = await Simulated.start();
    world.simulator.faults.once({ only: ['UserModifyRequest22'], drop: 1 });
    const updates = { title: 'Porter', newPassword: secret };
    const result = await updateUser(world.client, { ...place, updates });
    expect(result.state).toBe('applied');
    expect(result.warnings.join()).toContain('newPassword can');
  });

  it('stays unknown where reading fails too', async () => {
    await using world = await Simulated.start();
    let reads = 0;
    const result = await updateUser(world.client, title, {
      onProgress: ({ step }) => {
        if (step === 'sending UserModifyRequest22') {
          world.simulator.faults.once({ only: ['UserModifyRequest22'], drop: 1 });
        }
        if (step === 'reading the user again') {
          reads += 1;
          world.simulator.faults.set({ only: ['UserGetRequest23V2'], error: { code: 9999 } });
        }
      },
    });
    expect(reads).toBe(1);
    expect(result).toMatchObject({ state: 'unknown', user: null, changed: [], complete: false });
    expect(result.problems.map((p) => p.path)).toEqual(['user', 'steps.UserModifyRequest22']);
  });

  it('of a user id is settled under the new id', async () => {
    await using world = await Simulated.start();
    world.simulator.faults.once({ only: ['UserModifyUserIdRequest'], drop: 1 });
    const result = await updateUser(world.client, { ...place, newUserId: benjamin });
    expect(result).toMatchObject({ state: 'applied', userId: benjamin });
    expect(sent(world, 'UserModifyUserIdRequest')).toBe(1);
  });

  it('of a user id is settled under the old id', async () => {
    await using world = await Simulated.start();
    world.simulator.faults.once({
      only: ['UserModifyUserIdRequest'],
      drop: 1,
      error: { code: 9999 },
    });
    const result = await updateUser(world.client, { ...place, newUserId: benjamin });
    expect(result).toMatchObject({ state: 'failed', userId: ben, user: { userId: ben } });
  });

  it.each([
    ['applied', 'Vienna', {}],
    ['failed', 'Berlin', { error: { code: 9999 } }],
  ])('of a group is settled by the group of the user: %s', async (state, groupId, error) => {
    await using world = await Simulated.start();
    const result = await updateUser(
      world.client,
      { ...place, newGroupId: 'Vienna', acceptImpacts: true },
      {
        onProgress: ({ step }) => {
          // The evaluation is over; this is for the move.
          if (step !== 'sending UserModifyGroupIdRequest') return;
          world.simulator.faults.once({ only: ['UserModifyGroupIdRequest'], drop: 1, ...error });
        },
      },
    );
    expect(result).toMatchObject({ state, user: { groupId } });
    // Once asked what it thinks, once told to move.
    expect(sent(world, 'UserModifyGroupIdRequest')).toBe(2);
  });
});

describe('a refused command', () => {
  it.each([
    ['UserModifyRequest22', { updates: { title: 'Porter' } }],
    ['PasswordModifyRequest', { updates: { newPassword: secret } }],
    ['UserModifyUserIdRequest', { newUserId: benjamin }],
    ['UserModifyGroupIdRequest', { newGroupId: 'Vienna' }],
  ])('leaves the user as it was: %s', async (only, input) => {
    await using world = await Simulated.start();
    world.simulator.faults.set({ only: [only], error: { code: 9999, text: 'no' } });
    const result = await updateUser(world.client, { ...place, ...input });
    expect(result).toMatchObject({ state: 'refused', changed: [], user: { userId: ben } });
    expect(result.problems).toMatchObject([{ command: only, kind: 'refused', code: 9999 }]);
    expect(result.complete).toBe(false);
  });

  it('stops the steps after it', async () => {
    await using world = await Simulated.start();
    world.simulator.faults.set({ only: ['UserModifyRequest22'], error: { code: 9999 } });
    const result = await updateUser(world.client, { ...title, newUserId: benjamin });
    expect(result.steps.map((s) => s.state)).toEqual(['refused', 'not-attempted']);
    expect(sent(world, 'UserModifyUserIdRequest')).toBe(0);
  });

  it('beside the profile leaves its keys null', async () => {
    await using world = await Simulated.start();
    for (const [only, key] of [
      ['UserGetLoginInfoRequestRI', 'isEnterprise'],
      ['UserDnGetActivationListRequest', 'phoneNumberActivated'],
    ] as const) {
      world.simulator.faults.set({ only: [only], error: { code: 9999 } });
      const result = await updateUser(world.client, { ...place, updates: { title: key } });
      expect(result.state).toBe('applied');
      expect(result.user).toMatchObject({ title: key, [key]: null });
      // Before and after.
      expect(result.problems.map((p) => p.command)).toEqual([only, only]);
    }
  });
});

describe('a write that was answered', () => {
  it('is a success, even if the user can not be read again', async () => {
    await using world = await Simulated.start();
    const result = await updateUser(world.client, title, {
      onProgress: ({ step }) => {
        if (step !== 'reading the user again') return;
        world.simulator.faults.set({ only: ['UserGetRequest23V2'], error: { code: 9999 } });
      },
    });
    expect(result).toMatchObject({ state: 'applied', user: null, userId: ben, complete: false });
    expect(result.problems).toMatchObject([{ path: 'user', command: 'UserGetRequest23V2' }]);
  });

  it.each(['Warning', 'Info'] as const)('by %s is reported and verified', async (type) => {
    await using world = await Simulated.start();
    world.simulator.faults.once({
      only: ['UserModifyRequest22'],
      notice: { type, code: 4400, text: 'as far as possible' },
    });
    const result = await updateUser(world.client, title);
    expect(result).toMatchObject({ state: 'applied', user: { title: 'Porter' } });
    expect(result.steps[0]?.notice).toMatchObject({ type, code: 4400 });
    expect(result.warnings.join()).toContain('as far as possible');
  });

  it('is partly in effect where reading shows less', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    const result = await updateUser(
      world.client,
      { ...place, updates: { title: 'a', yahooId: 'b' } },
      {
        onProgress: ({ step }) => {
          // Another writer, between the write and the read.
          if (step !== 'reading the user again') return;
          platform.changeUser(platform.user(ben), (user) => {
            user.profile.title = 'c';
          });
        },
      },
    );
    expect(result.state).toBe('partly');
    expect(result.warnings).toEqual(['Answered as done, but not in effect: title.']);
    expect(result.changed.map((c) => [c.field, c.after])).toEqual([
      ['title', 'c'],
      ['yahooId', 'b'],
    ]);
  });
});

describe('a run that is ended', () => {
  it('before the write changes nothing', async () => {
    await using world = await Simulated.start();
    const ending = new AbortController();
    const result = await updateUser(world.client, title, {
      signal: ending.signal,
      onProgress: ({ step }) => {
        if (step === 'checks') ending.abort();
      },
    });
    expect(result).toMatchObject({
      state: 'failed',
      steps: [{ state: 'not-attempted' }],
      user: { title: null },
    });
    expect(result.problems).toMatchObject([{ kind: 'skipped' }]);
    expect(sent(world, 'UserModifyRequest22')).toBe(0);
  });

  it('after the write says that it was carried out', async () => {
    await using world = await Simulated.start();
    const ending = new AbortController();
    const result = await updateUser(world.client, title, {
      signal: ending.signal,
      onProgress: ({ step }) => {
        if (step === 'reading the user again') ending.abort();
      },
    });
    expect(result).toMatchObject({ state: 'applied', user: null, complete: false });
    expect(world.simulator.platform.user(ben).profile.title).toBe('Porter');
  });
});
