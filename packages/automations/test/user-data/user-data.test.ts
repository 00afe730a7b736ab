import { describe, expect, it } from 'vitest';
import {
  AutomationError,
  AutomationUsageError,
  automations,
  publishedUserData,
  userData,
  type UserData,
} from '../../src/index.js';
import { Simulated } from '../support/simulated.js';

const ben = 'ben.koch@grandharbour.test';
const gina = 'gina.rossi@grandharbour.test';
const lena = 'lena.brandt@grandharbour.test';
const fax = 'fax.berlin@grandharbour.test';

/** Every published key, at every level. */
const published = [
  'disabled',
  'changePassword',
  'skills',
  'loginId',
  'firstName',
  'lastName',
  'team',
  'extension',
  'email',
  'roles',
  'loginInfo',
];
const publishedLogin = [
  'isLoggedIn',
  'lastLogin',
  'lastLogout',
  'browser',
  'phoneMode',
  'os',
  'ipAddress',
  'userAgent',
  'adHelperVersion',
  'appType',
  'appVersion',
];

describe('the record of an agent', () => {
  it('has name, team, skills, roles and the ACD state', async () => {
    await using world = await Simulated.start();
    const data = await userData(world.client, { loginId: gina });
    expect(data).toMatchObject({
      disabled: false,
      disabledReasons: [],
      changePassword: null,
      passwordStatus: 'never',
      skills: ['Bookings'],
      skillLevels: { 'cc-bookings@grandharbour.test': 1 },
      loginId: gina,
      firstName: 'Gina',
      lastName: 'Rossi',
      team: null,
      extension: '8001',
      email: gina,
      roles: ['Agent'],
      loginInfo: {
        isLoggedIn: true,
        loginSource: 'acd',
        acdState: 'Available',
        lastLogin: null,
        ipAddress: '198.51.100.20',
        userAgent: 'Example/6.4',
      },
      complete: true,
      problems: [],
    });
    expect(JSON.parse(JSON.stringify(data))).toEqual(data);
  });

  it('has every published key, and as published no other', async () => {
    await using world = await Simulated.start();
    const data = await userData(world.client, { loginId: gina });
    const form = publishedUserData(data);
    expect(Object.keys(form)).toEqual(published);
    expect(Object.keys(form.loginInfo)).toEqual(publishedLogin);
    expect(Object.keys(data)).toEqual(expect.arrayContaining(published));
    expect(Object.keys(data.loginInfo)).toEqual(expect.arrayContaining(publishedLogin));
  });

  it('is logged out when signed out, whatever the phone does', async () => {
    await using world = await Simulated.start();
    world.simulator.platform.changeUser(world.simulator.platform.user(gina), (user) => {
      user.settings['Call Center'] = { agentACDState: 'Sign-Out' };
    });
    const { loginInfo } = await userData(world.client, { loginId: gina });
    expect(loginInfo).toMatchObject({ isLoggedIn: false, loginSource: 'acd' });
    expect(loginInfo.ipAddress).toBe('198.51.100.20');
  });

  it('tells the reason of an agent who is unavailable', async () => {
    await using world = await Simulated.start();
    const { loginInfo } = await userData(world.client, {
      loginId: 'ivan.petrov@grandharbour.test',
    });
    expect(loginInfo).toMatchObject({ acdState: 'Unavailable', agentUnavailableCode: '2' });
  });

  it('is a supervisor by assignment', async () => {
    await using world = await Simulated.start();
    const data = await userData(world.client, { loginId: lena });
    expect(data.roles).toEqual(['Agent', 'Supervisor']);
    expect(data.skills).toEqual([]);
    expect(data.skillLevels).toEqual({});
  });

  it('has the only call center as team on request, and none of several', async () => {
    await using world = await Simulated.start();
    const one = await userData(world.client, { loginId: lena, team: 'call-center' });
    expect(one.team).toBe('Groups and events');
    const several = await userData(world.client, { loginId: gina, team: 'call-center' });
    expect(several.team).toBeNull();
  });

  it('takes the names of call centers of another group one by one', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    const user = platform.user(ben);
    user.services.push('Call Center - Premium');
    platform.changeInstance(
      platform.instance('cc-bookings@grandharbour.test', 'Call Center'),
      (center) => {
        center.agents.push({ userId: ben, joined: true, skillLevel: 7 });
      },
    );
    const data = await userData(world.client, { loginId: ben });
    expect(data.skills).toEqual(['Bookings']);
    expect(data.skillLevels).toEqual({ 'cc-bookings@grandharbour.test': 7 });
    expect(world.commands).toMatchObject({ GroupCallCenterGetInstanceRequest22: 1 });
  });
});

describe('the record of a user who is no agent', () => {
  it('does not ask for services that are not assigned', async () => {
    await using world = await Simulated.start();
    const data = await userData(world.client, { loginId: ben });
    expect(data).toMatchObject({
      team: 'Front Office',
      skills: [],
      roles: [],
      loginInfo: { isLoggedIn: true, loginSource: 'registration', acdState: null },
      complete: true,
    });
    expect(world.commands).not.toHaveProperty('UserCallCenterGetRequest23');
    expect(world.commands).not.toHaveProperty('UserInterceptUserGetRequest21sp1');
    expect(data.messages).toBe(2);
    expect(data.requests).toBe(6);
  });

  it('has the path of a nested department as team', async () => {
    await using world = await Simulated.start();
    const data = await userData(world.client, { loginId: 'carla.moreau@grandharbour.test' });
    expect(data.team).toBe('Front Office \\ Night Shift');
    expect(data.loginInfo).toMatchObject({ isLoggedIn: false, ipAddress: null, userAgent: null });
    expect(data.registrations?.[0]).toMatchObject({ active: false, static: false });
  });

  it('is not logged in by a static registration', async () => {
    await using world = await Simulated.start();
    const data = await userData(world.client, { loginId: fax });
    expect(data.registrations).toHaveLength(1);
    expect(data.registrations?.[0]).toMatchObject({ static: true, active: true, expiration: null });
    expect(data.loginInfo).toMatchObject({ isLoggedIn: false, loginSource: 'registration' });
    expect(data.loginInfo.ipAddress).toBe('198.51.100.20');
  });

  it('keeps zeros of an extension', async () => {
    await using world = await Simulated.start();
    const data = await userData(world.client, { loginId: 'concierge@alpenrose.test' });
    expect(data.extension).toBe('001');
  });

  it('answers an alternate id with the primary one', async () => {
    await using world = await Simulated.start();
    const data = await userData(world.client, { loginId: 'aschmidt@example.test' });
    expect(data.loginId).toBe('anna.schmidt@grandharbour.test');
    expect(data.complete).toBe(true);
  });

  it('tells where a guest is, on request only', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    platform.user(ben).services.push('Hoteling Guest', 'Hoteling Host');
    const marta = platform.user('marta.vidal@grandharbour.test');
    platform.changeUser(platform.user(ben), (host) => {
      host.settings['Hoteling Host'] = { isActive: true, enforceAssociationLimit: false };
    });
    platform.changeUser(marta, (user) => {
      user.settings['Hoteling Guest'] = {
        isActive: true,
        enableAssociationLimit: false,
        hostUserId: ben,
        hostAssociationDateTime: '2026-05-01T08:00:00.000Z',
      };
    });
    const plain = await userData(world.client, { loginId: marta.userId });
    expect(plain).not.toHaveProperty('guest');
    const data = await userData(world.client, { loginId: marta.userId, guest: true });
    expect(data.guest).toEqual([
      { service: 'Hoteling Guest', hostUserId: ben, since: '2026-05-01T08:00:00.000Z' },
    ]);
    expect(data.loginInfo.lastLogin).toBeNull();
  });
});

describe('a disabled account', () => {
  it('has a locked login', async () => {
    await using world = await Simulated.start();
    world.simulator.platform.user(ben).settings.Password = {
      isLoginDisabled: true,
      expirationDays: -107,
    };
    const data = await userData(world.client, { loginId: ben });
    expect(data).toMatchObject({
      disabled: true,
      disabledReasons: ['login-disabled'],
      changePassword: true,
      passwordStatus: 'expired',
    });
  });

  it.each([
    ['Intercept All', true],
    ['Allow All', false],
  ])('or intercepted calls, if all of them are: %s', async (inboundCallMode, disabled) => {
    await using world = await Simulated.start();
    const user = world.simulator.platform.user(ben);
    user.services.push('Intercept User');
    user.settings['Intercept User'] = { isActive: true, inboundCallMode };
    const data = await userData(world.client, { loginId: ben });
    expect(data.disabled).toBe(disabled);
    expect(data.disabledReasons).toEqual(disabled ? ['intercept'] : []);
  });

  it.each([
    [0, true, 'expired'],
    [1, false, 'expires'],
    [2_147_483_647, null, 'never'],
    [-2_147_483_648, null, 'unknown'],
  ])('has to change the password after %i days: %s', async (days, change, status) => {
    await using world = await Simulated.start();
    world.simulator.platform.user(ben).settings.Password = { expirationDays: days };
    const data = await userData(world.client, { loginId: ben });
    expect(data.changePassword).toBe(change);
    expect(data.passwordStatus).toBe(status);
  });
});

describe('what can not be read', () => {
  const fields: Readonly<Record<string, (data: UserData) => readonly unknown[]>> = {
    UserGetLoginInfoRequestRI: (d) => [d.changePassword, d.lockoutPeriodExpiry],
    UserPasswordInfoGetRequest22: (d) => [d.disabled, d.disabledReasons],
    UserGetRegistrationListRequest: (d) => [
      d.registrations,
      d.loginInfo.ipAddress,
      d.loginInfo.userAgent,
    ],
    UserCallCenterGetRequest23: (d) => [
      d.skills,
      d.skillLevels,
      d.roles,
      d.loginInfo.isLoggedIn,
      d.loginInfo.loginSource,
      d.loginInfo.acdState,
    ],
    UserCallCenterGetSupervisorCallCenterListRequest: (d) => [d.roles],
    UserInterceptUserGetRequest21sp1: (d) => [d.disabled, d.disabledReasons],
  };

  it.each(Object.keys(fields))('is null where %s fails, and the rest is there', async (name) => {
    await using world = await Simulated.start();
    world.simulator.platform.user(gina).services.push('Intercept User');
    const whole = await userData(world.client, { loginId: gina });
    world.simulator.faults.set({ only: [name], error: { code: 9999, text: 'out of order' } });
    const data = await userData(world.client, { loginId: gina });
    expect(data.problems).toMatchObject([{ command: name, kind: 'refused', code: 9999 }]);
    expect(data.complete).toBe(false);
    expect(fields[name]?.(data)).toEqual(fields[name]?.(data).map(() => null));
    expect(whole.complete).toBe(true);
    expect(data.loginId).toBe(whole.loginId);
  });

  it('is asked for service by service where the services can not be read', async () => {
    await using world = await Simulated.start();
    world.simulator.faults.set({
      only: ['UserAssignedServicesGetListRequest'],
      error: { code: 9999 },
    });
    const agent = await userData(world.client, { loginId: gina });
    expect(agent.roles).toEqual(['Agent']);
    expect(agent.loginInfo.acdState).toBe('Available');
    const other = await userData(world.client, { loginId: ben });
    // 4410 of the two services: not assigned, and no problem.
    expect(other).toMatchObject({ roles: [], skills: [], disabled: false });
    expect(other.problems).toMatchObject([{ path: 'services', code: 9999 }]);
  });

  it('leaves the id in place of a name', async () => {
    await using world = await Simulated.start();
    world.simulator.faults.set({
      only: ['GroupCallCenterGetInstanceListRequest'],
      error: { code: 5404 },
    });
    const data = await userData(world.client, { loginId: gina });
    expect(data.skills).toEqual(['cc-bookings@grandharbour.test']);
    expect(data.problems).toMatchObject([{ path: 'skills', code: 5404 }]);
  });

  it('rejects for an unknown user', async () => {
    await using world = await Simulated.start();
    const failing = userData(world.client, { loginId: 'nobody@example.test' });
    await expect(failing).rejects.toThrow(AutomationError);
    await expect(failing).rejects.toMatchObject({ problem: { code: 4008, kind: 'refused' } });
  });

  it('rejects for a user of another group where the login may not see it', async () => {
    await using world = await Simulated.start({}, { username: 'berlin-admin@example.test' });
    await expect(userData(world.client, { loginId: gina })).rejects.toMatchObject({
      problem: { code: 5404 },
    });
    const own = await userData(world.client, { loginId: ben });
    expect(own.complete).toBe(true);
  });

  it('is complete for users who read themselves', async () => {
    const id = 'anna.schmidt@grandharbour.test';
    await using world = await Simulated.start({}, { username: id });
    const data = await userData(world.client, { loginId: id });
    expect(data.problems).toEqual([]);
    expect(data.firstName).toBe('Anna');
  });

  it('refuses an empty id before anything is sent', async () => {
    await using world = await Simulated.start();
    await expect(userData(world.client, { loginId: ' ' })).rejects.toThrow(AutomationUsageError);
    expect(Object.keys(world.commands).filter((name) => name.startsWith('User'))).toEqual([]);
  });
});

describe('a run', () => {
  it('that is ended half-way keeps what was read', async () => {
    await using world = await Simulated.start();
    const ending = new AbortController();
    const data = await userData(
      world.client,
      { loginId: gina },
      {
        signal: ending.signal,
        onProgress: ({ done }) => {
          if (done === 1) ending.abort();
        },
      },
    );
    expect(data.firstName).toBe('Gina');
    expect(data.registrations).toHaveLength(1);
    expect(data.roles).toBeNull();
    expect(data.skills).toBeNull();
    expect(data.problems.map((p) => p.kind)).toEqual(['skipped', 'skipped']);
    expect(data.complete).toBe(false);
  });

  it('on an older platform uses older commands', async () => {
    await using world = await Simulated.start({ release: 'R21' });
    const data = await userData(world.client, { loginId: gina });
    expect(data).toMatchObject({ loginId: gina, roles: ['Agent'], skills: ['Bookings'] });
    expect(data.notes.map((n) => n.command)).toEqual(
      expect.arrayContaining([
        'UserGetRequest21',
        'UserGetLoginInfoRequest',
        'UserPasswordInfoGetRequest',
        'UserCallCenterGetRequest19',
      ]),
    );
    expect(data.problems).toEqual([]);
  });

  it('is reported for people', async () => {
    await using world = await Simulated.start();
    const automation = automations.findCommand('user data');
    const result = await automation?.run(world.client, { loginId: gina });
    const report = automation?.report(result!);
    expect(report).toMatchObject({ title: 'Gina Rossi', subtitle: gina });
    expect(report?.parts.map((p) => p.title)).toEqual([
      'User',
      'Login',
      'Skill levels',
      'Registrations',
      'Run',
    ]);
  });
});
