import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserGetRequest23V2, UserModifyRequest22 } from '@ocipkit/commands/user';
import { restoreSnapshot, SnapshotError, takeSnapshot } from '../../src/store/snapshot.js';
import { readState } from '../../src/store/state-file.js';
import { Simulated } from '../support/simulated.js';
import { World } from '../support/world.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ocipkit-state-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const userId = 'anna.schmidt@grandharbour.test';

describe('a snapshot', () => {
  it('restores a platform that is the same', () => {
    const { platform } = new World();
    const text = JSON.stringify(takeSnapshot(platform));
    const restored = restoreSnapshot(JSON.parse(text));
    expect(JSON.stringify(takeSnapshot(restored))).toBe(text);
    expect(restored.claims.holderOf('number', '+1-2025550101')).toBe('user:alice@example.test');
  });

  it.each([
    ['nothing', null, 'no state of a simulator'],
    ['another document', { users: [] }, 'no state of a simulator'],
    ['another version', { format: 'ocipkit-simulator-state', version: 99 }, 'version 99'],
    ['a part', { format: 'ocipkit-simulator-state', version: 1 }, 'no serviceProviders'],
  ])('is refused: %s', (_, value, why) => {
    expect(() => restoreSnapshot(value)).toThrow(SnapshotError);
    expect(() => restoreSnapshot(value)).toThrow(why);
  });

  it('is refused if two users have one number', () => {
    const { platform } = new World();
    const snapshot = structuredClone(takeSnapshot(platform)) as unknown as {
      users: { phoneNumber: string }[];
    };
    snapshot.users[1]!.phoneNumber = snapshot.users[0]!.phoneNumber;
    expect(() => restoreSnapshot(snapshot)).toThrow('contradicts itself');
  });
});

describe('--state', () => {
  it('keeps what was changed for the next run', async () => {
    const state = join(folder, 'state.json');
    {
      await using world = await Simulated.start({ state });
      const client = await world.client();
      await client.send(new UserModifyRequest22({ userId, title: 'Director' }));
    }
    await using again = await Simulated.start({ state, seed: 'empty' });
    const user = await (await again.client()).send(new UserGetRequest23V2({ userId }));
    expect(user.title).toBe('Director');
    expect(again.simulator.accounts).toEqual([]);
  });

  it('holds no password, and only its owner can read it', async () => {
    const state = join(folder, 'state.json');
    {
      await using world = await Simulated.start({ state });
      const client = await world.client();
      await client.send(new UserModifyRequest22({ userId, newPassword: 'Planted-Secret-9' }));
    }
    const text = await readFile(state, 'utf8');
    expect(text).not.toContain('Planted-Secret-9');
    expect(text).not.toContain('Simulator-1');
    expect((await stat(state)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['state.json']);
  });

  it('refuses a file that holds something else, and leaves it alone', async () => {
    const state = join(folder, 'notes.txt');
    await writeFile(state, 'my notes');
    await expect(Simulated.start({ state })).rejects.toThrow(`can't be read from ${state}`);
    expect(await readFile(state, 'utf8')).toBe('my notes');
  });

  it('has no state before the first run', async () => {
    expect(await readState(join(folder, 'none.json'))).toBeUndefined();
  });
});
