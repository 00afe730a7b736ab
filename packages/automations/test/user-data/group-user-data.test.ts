import { describe, expect, it } from 'vitest';
import {
  AutomationError,
  automations,
  AutomationUsageError,
  groupUserData,
  userData,
  type UserData,
  type UserDataRecord,
} from '../../src/index.js';
import { abortAt, eachPosition, expectPlain } from '../support/positions.js';
import { Simulated } from '../support/simulated.js';

const reservations = { serviceProviderId: 'Grand-Harbour', groupId: 'Reservations' };
const scale = { serviceProviderId: 'Scale', groupId: 'Group-1' };
const gina = 'gina.rossi@grandharbour.test';
const PAGES = 'UserGetListInGroupPagedSortedListRequest';
const REGISTRATIONS = 'SystemGetRegistrationContactListRequest21sp1';

const ofRun = ['complete', 'problems', 'notes', 'requests', 'messages', 'startedAt', 'durationMs'];

/** Without what tells of the run, and the moment of the read. */
function comparable(data: UserDataRecord): object {
  const record = Object.entries(data).filter(([key]) => !ofRun.includes(key));
  return { ...Object.fromEntries(record), loginInfo: { ...data.loginInfo, readAt: null } };
}

describe('the user data of a group', () => {
  it('has the record of every user as it is alone', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    const all = platform.usersOf(platform.group('Grand-Harbour', 'Reservations'));
    const data = await groupUserData(world.client, { ...reservations, guest: true });
    expectPlain(data);
    expect(data).toMatchObject({ ...reservations, complete: true, problems: [] });
    expect(data.total).toBe(all.length);
    const ids = data.users.map((user) => user.loginId);
    expect(ids).toEqual(all.map((user) => user.userId).sort());
    for (const user of data.users) {
      const alone: UserData = await userData(world.client, { loginId: user.loginId, guest: true });
      expect(comparable(user)).toEqual(comparable(alone));
    }
  });

  it('reads registrations and names of call centers once', async () => {
    await using world = await Simulated.start();
    const { users, requests } = await groupUserData(world.client, reservations);
    expect(world.commands[REGISTRATIONS]).toBe(1);
    expect(world.commands.UserGetRegistrationListRequest).toBeUndefined();
    expect(world.commands.GroupCallCenterGetInstanceListRequest).toBe(1);
    expect(users.find((user) => user.loginId === gina)).toMatchObject({ skills: ['Bookings'] });
    expect(requests).toBeLessThanOrEqual(3 + 7 * users.length);
  });

  it('keeps the rest, and lists the problem, whichever command fails', async () => {
    await using world = await Simulated.start();
    // The logins of further sessions are no part of a run.
    await world.client.warm(5);
    await eachPosition(
      world,
      () => groupUserData(world.client, reservations),
      [PAGES, 'UserGetRequest23V2'],
      (data, name) => {
        expect(data.users.length, name).toBe(data.total);
        const touched = data.users.filter((user) => !user.complete);
        expect(touched.length, name).toBeGreaterThan(0);
        for (const user of touched) {
          expect(
            user.problems.map((p) => p.command),
            name,
          ).toContain(name);
        }
      },
    );
  });

  it('says once that registrations could not be read, and knows of nobody but agents', async () => {
    await using world = await Simulated.start();
    world.simulator.faults.set({ only: [REGISTRATIONS], error: { code: 5404, text: 'No' } });
    const data = await groupUserData(world.client, reservations);
    expect(data.problems).toMatchObject([{ path: 'registrations', code: 5404 }]);
    expect(data.users.every((user) => user.registrations === null)).toBe(true);
    expect(data.users.every((user) => user.loginInfo.loginSource !== 'registration')).toBe(true);
  });

  it('leaves out a user that is gone when its turn comes', async () => {
    await using world = await Simulated.start({ seed: 'group:60' });
    const { platform } = world.simulator;
    const last = 'user60@example.test';
    const data = await groupUserData(world.client, scale, {
      onProgress: ({ step }) => {
        const user = step === 'users' ? platform.findUser(last) : undefined;
        if (user !== undefined) platform.removeUser(user);
      },
    });
    expect(data.total).toBe(60);
    expect(data.users).toHaveLength(59);
    expect(data.problems).toMatchObject([
      { path: `users["${last}"]`, kind: 'refused', code: 4008 },
    ]);
    expect(data.complete).toBe(false);
  });

  it('reads no more users than it may', async () => {
    await using world = await Simulated.start();
    const data = await groupUserData(world.client, reservations, { maxDetails: 2 });
    expect(data.users).toHaveLength(2);
    expect(data.complete).toBe(false);
    expect(data.problems.some((p) => p.path === 'users' && p.kind === 'unread')).toBe(true);
  });

  it('keeps what it has when it is cancelled', async () => {
    await using world = await Simulated.start({ seed: 'group:60' });
    const data = await groupUserData(world.client, scale, abortAt('users'));
    expect(data.total).toBe(60);
    expect(data.complete).toBe(false);
    expect(data.problems.some((p) => p.path === 'users' && p.kind === 'skipped')).toBe(true);
  });

  it('uses older commands on an older platform', async () => {
    await using world = await Simulated.start({ release: 'R21' });
    const data = await groupUserData(world.client, reservations);
    expect(data.users).toHaveLength(data.total);
    expect(data.notes.map((note) => note.command)).toContain('UserGetRequest21');
    expect(data.users.find((user) => user.loginId === gina)?.loginInfo).toMatchObject({
      ipAddress: '198.51.100.20',
    });
  });

  it('is for administrators: a user may not list the group', async () => {
    await using world = await Simulated.start({}, { username: 'anna.schmidt@grandharbour.test' });
    await expect(groupUserData(world.client, reservations)).rejects.toThrow(AutomationError);
  });

  it('refuses bad input before anything is sent', async () => {
    await using world = await Simulated.start();
    const before = world.simulator.metrics.read().messages;
    const data = groupUserData(world.client, { ...reservations, groupId: '' });
    await expect(data).rejects.toThrow(AutomationUsageError);
    expect(world.simulator.metrics.read().messages).toBe(before);
  });

  it('is listed among the automations, with a report', async () => {
    await using world = await Simulated.start();
    const automation = automations.findCommand('group user-data');
    const result = await automation?.run(world.client, reservations);
    const report = result === undefined ? undefined : automation?.report(result);
    expect(report?.title).toBe('User data of Reservations');
    expect(JSON.stringify(report)).toContain('Bookings');
  });
});
