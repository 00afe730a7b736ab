/* eslint-disable @typescript-eslint/no-deprecated -- older releases are asked too */
import { describe, expect, it } from 'vitest';
import {
  UserAuthenticationGetRequest,
  UserAuthenticationModifyRequest,
} from '@ocipkit/commands/authentication';
import {
  AuthenticationVerifyRequest22V4,
  PasswordModifyRequest,
  UserGetLoginInfoRequestRI,
} from '@ocipkit/commands/login';
import { UserGetLoginInfoRequest } from '@ocipkit/commands/login-deprecated';
import {
  PasswordGenerateRequest,
  UserPasswordInfoGetRequest22,
  UserPortalPasscodeGetInfoRequest,
  UserPortalPasscodeModifyRequest,
} from '@ocipkit/commands/password';
import { UserPasswordInfoGetRequest } from '@ocipkit/commands/password-deprecated';
import { passwordRulesTopic } from '../../src/platform/password-rules.js';
import { World } from '../support/world.js';

const userId = 'alice@example.test';
const verify = (password: string, id = userId) =>
  new AuthenticationVerifyRequest22V4({ userId: id, password });

describe('changing a password', () => {
  it('takes the old one from its owner, and nothing from an administrator', async () => {
    const world = new World().as('alice');
    const change = (newPassword: string, oldPassword?: string) =>
      new PasswordModifyRequest({ userId, oldPassword, newPassword });
    expect((await world.refusal(change('Fresh-Secret-1'))).code).toBe(4962);
    expect((await world.refusal(change('Fresh-Secret-1', 'wrong'))).code).toBe(4962);
    await world.send(change('Fresh-Secret-1', 'alice-Secret-1'));
    await world.send(verify('Fresh-Secret-1'));
    world.as('sales-admin');
    expect((await world.refusal(change('Other-Secret-1', 'wrong'))).code).toBe(4962);
    await world.send(change('Other-Secret-1'));
    await world.send(verify('Other-Secret-1'));
    expect((await world.refusal(verify('Fresh-Secret-1'))).code).toBe(4962);
  });

  it('is for administrators too, but not for those of a wider level', async () => {
    const world = new World().as('sales-admin');
    const change = (id: string, oldPassword?: string) =>
      new PasswordModifyRequest({ userId: id, oldPassword, newPassword: 'Fresh-Secret-1' });
    expect((await world.refusal(change('acme-admin'))).code).toBe(5404);
    expect((await world.refusal(change('admin'))).code).toBe(5404);
    await world.send(change('sales-admin', 'Sales-Secret-1'));
    await world.send(verify('Fresh-Secret-1', 'sales-admin'));
    expect((await world.as('admin').refusal(change('nobody'))).code).toBe(4008);
  });

  it('follows the rules of the group, and does not tell the password', async () => {
    const world = new World();
    world.sales.settings[passwordRulesTopic] = {
      minLength: 8,
      restrictMinDigits: true,
      minDigits: 2,
      restrictMinUpperCaseLetters: true,
      restrictMinLowerCaseLetters: true,
      restrictMinNonAlphanumericCharacters: true,
    };
    const broken: [string, string][] = [
      ['aB-1234', 'at least 8 characters'],
      ['abcdefG-1', 'at least 2 digits'],
      ['abcdefg-12', 'at least 1 capital letters'],
      ['ABCDEFG-12', 'at least 1 small letters'],
      ['abcdefG12', 'other than letters and digits'],
      [`A1-1${userId}`, 'holds the user id'],
      ['A1-alice-Secret-1', 'holds the old password'],
      ['1-terceS-ecila', 'written backwards'],
    ];
    for (const [newPassword, rule] of broken) {
      const oldPassword = 'alice-Secret-1';
      const request = new PasswordModifyRequest({ userId, oldPassword, newPassword });
      const { message } = await world.refusal(request);
      expect(message).toContain(rule);
      expect(message).not.toContain(newPassword);
    }
    await world.send(verify('alice-Secret-1'));
  });
});

describe('the state of a password', () => {
  const read = new UserPasswordInfoGetRequest22({ userId });

  it('is without expiry and lock at first', async () => {
    const world = new World();
    expect(await world.send(read)).toMatchObject({
      isLoginDisabled: false,
      doesNotExpire: true,
      hasPassword: true,
    });
    const older = await world.send(new UserPasswordInfoGetRequest({ userId }));
    expect(older).toMatchObject({ isLoginDisabled: false, doesNotExpire: true });
    delete world.alice.passwordHash;
    expect((await world.send(read)).hasPassword).toBe(false);
  });

  it('expires by the rules of the group', async () => {
    const world = new World();
    world.sales.settings[passwordRulesTopic] = { passwordExpiresDays: 90 };
    expect((await world.send(read)).expirationDays).toBe(90);
    world.alice.settings.Password = { expirationDays: -2, isLoginDisabled: true };
    expect(await world.send(read)).toMatchObject({ expirationDays: -2, isLoginDisabled: true });
    const info = await world.send(new UserGetLoginInfoRequestRI({ userId }));
    expect(info.passwordExpiresDays).toBe(-2);
  });

  it('keeps a locked user out until the password is set anew', async () => {
    const world = new World();
    world.alice.settings.Password = { isLoginDisabled: true };
    expect((await world.refusal(verify('alice-Secret-1'))).code).toBe(5202);
    await world.send(new PasswordModifyRequest({ userId, newPassword: 'Fresh-Secret-1' }));
    await world.send(verify('Fresh-Secret-1'));
  });
});

describe('the portal passcode', () => {
  const read = new UserPortalPasscodeGetInfoRequest({ userId });
  const modify = (newPasscode: string, oldPasscode?: string) =>
    new UserPortalPasscodeModifyRequest({ userId, oldPasscode, newPasscode });

  it('is readable and can be changed', async () => {
    const world = new World();
    const { passcode } = await world.send(read);
    expect(passcode).toMatch(/^\d+$/);
    await world.send(modify('135790'));
    expect(await world.send(read)).toMatchObject({
      passcode: '135790',
      isLoginDisabled: false,
      doesNotExpire: true,
    });
  });

  it('has 4 to 8 digits, and the old one is checked where it is given', async () => {
    const world = new World();
    for (const bad of ['123', '123456789', '12a4']) {
      expect((await world.refusal(modify(bad))).message).toContain('4 to 8 digits');
    }
    expect((await world.refusal(modify('135790', '0000'))).code).toBe(4962);
    const { passcode } = await world.send(read);
    await world.send(modify('135790', passcode));
    expect((await world.send(read)).passcode).toBe('135790');
  });
});

describe('SIP authentication of a user', () => {
  const read = new UserAuthenticationGetRequest({ userId });
  const modify = (more: object) => new UserAuthenticationModifyRequest({ userId, ...more });
  const verifySip = (sipAuthenticationPassword: string, name = 'alice-sip') =>
    new AuthenticationVerifyRequest22V4({
      sipAuthenticationUserName: name,
      sipAuthenticationPassword,
      userId,
    });

  it('needs the service', async () => {
    const world = new World();
    expect((await world.refusal(read)).code).toBe(4410);
    expect((await world.refusal(modify({ userName: 'alice-sip' }))).code).toBe(4410);
  });

  it('shows the name and never the password', async () => {
    const world = new World();
    world.give(world.alice, 'Authentication');
    expect((await world.send(read)).userName).toBeUndefined();
    await world.send(modify({ userName: 'alice-sip', newPassword: 'Sip-Secret-1' }));
    await world.send(verifySip('Sip-Secret-1'));
    await world.send(modify({ userName: 'alice-sip' }));
    await world.send(verifySip('Sip-Secret-1'));
    expect(await world.send(read)).toMatchObject({ userName: 'alice-sip' });
    expect(JSON.stringify(world.alice)).not.toContain('Sip-Secret-1');
    expect((await world.refusal(verifySip('Sip-Secret-2'))).code).toBe(4962);
    expect((await world.refusal(verifySip('Sip-Secret-1', 'bob-sip'))).code).toBe(4962);
  });

  it('wants the old password from the user', async () => {
    const world = new World();
    world.give(world.alice, 'Authentication');
    await world.send(modify({ userName: 'alice-sip', newPassword: 'Sip-Secret-1' }));
    world.as('alice');
    expect((await world.refusal(modify({ newPassword: 'Sip-Secret-2' }))).code).toBe(4962);
    const wrong = modify({ password: { old: 'nothing', new: 'Sip-Secret-2' } });
    expect((await world.refusal(wrong)).code).toBe(4962);
    await world.send(modify({ password: { old: 'Sip-Secret-1', new: 'Sip-Secret-2' } }));
    await world.send(verifySip('Sip-Secret-2'));
  });
});

describe('generating passwords', () => {
  const inSales = { serviceProviderId: 'Acme', groupId: 'Sales' };

  it('gives what was asked for, by the rules of the place', async () => {
    const world = new World();
    world.sales.settings[passwordRulesTopic] = {
      minLength: 20,
      restrictMinDigits: true,
      minDigits: 5,
      restrictMinNonAlphanumericCharacters: true,
      minNonAlphanumericCharacters: 3,
    };
    const answer = await world.send(
      new PasswordGenerateRequest({
        userPassword: { ...inSales, generatePassword: true, generatePasscode: true },
      }),
    );
    expect(answer.userPassword).toHaveLength(20);
    expect(answer.userPassword?.replace(/\D/g, '').length).toBeGreaterThanOrEqual(5);
    expect(answer.userPassword?.replace(/[A-Za-z0-9]/g, '').length).toBeGreaterThanOrEqual(3);
    expect(answer.userPasscode).toMatch(/^\d{4,8}$/);
    expect(answer.userSIPAuthenticationPassword).toBeUndefined();
    expect(answer.groupAdministratorPassword).toBeUndefined();
    const newPassword = answer.userPassword ?? '';
    await world.send(new PasswordModifyRequest({ userId, newPassword }));
  });

  it('serves all kinds of accounts, each with another password', async () => {
    const answer = await new World().send(
      new PasswordGenerateRequest({
        systemAdministratorPassword: { generatePassword: true },
        serviceProviderAdministratorPassword: {
          serviceProviderId: 'Acme',
          generatePassword: true,
        },
        groupAdministratorPassword: { ...inSales, generatePassword: true },
        userPassword: { ...inSales, generateSipPassword: true },
        accessDeviceAuthenticationPassword: { generateDeviceAuthenticationPassword: true },
        trunkGroupAuthenticationPassword: {
          ...inSales,
          generateTrunkGroupAuthenticationPassword: true,
        },
      }),
    );
    const made = [
      answer.systemAdministratorPassword,
      answer.serviceProviderAdministratorPassword,
      answer.groupAdministratorPassword,
      answer.userSIPAuthenticationPassword,
      answer.accessDeviceAuthenticationPassword,
      answer.trunkGroupAuthenticationPassword,
    ];
    expect(made.every((p) => p !== undefined && p.length >= 6)).toBe(true);
    expect(new Set(made).size).toBe(6);
  });

  it('is for administrators of the place', async () => {
    const world = new World();
    const user = (groupId: string) =>
      new PasswordGenerateRequest({
        userPassword: { serviceProviderId: 'Acme', groupId, generatePassword: true },
      });
    const system = new PasswordGenerateRequest({
      systemAdministratorPassword: { generatePassword: true },
    });
    expect((await world.refusal(user('None'))).code).toBe(4152);
    world.as('acme-admin');
    await world.send(user('Support'));
    expect((await world.refusal(system)).code).toBe(5404);
    world.as('sales-admin');
    await world.send(user('Sales'));
    expect((await world.refusal(user('Support'))).code).toBe(5404);
    world.as('alice');
    expect((await world.refusal(user('Sales'))).code).toBe(5404);
  });
});

describe('looking an account up', () => {
  it('tells what a login would, by id, number or line/port', async () => {
    const world = new World();
    world.platform.changeUser(world.alice, (draft) => {
      draft.endpoint = {
        kind: 'device',
        device: {
          deviceLevel: 'Group',
          serviceProviderId: 'Acme',
          groupId: 'Sales',
          deviceName: 'alice-phone',
        },
        linePort: 'alice-1@example.test',
        contacts: [],
        config: {},
      };
    });
    const alice = {
      loginType: 'User',
      locale: 'en_US',
      encoding: 'ISO-8859-1',
      serviceProviderId: 'Acme',
      groupId: 'Sales',
      isEnterprise: true,
      passwordExpiresDays: 2147483647,
      lastName: 'Archer',
      firstName: 'Alice',
      userId,
      phoneNumber: '2025550101',
    };
    const requests = [
      new UserGetLoginInfoRequestRI({ userId: 'alice' }),
      new UserGetLoginInfoRequestRI({ phoneNumber: '+1-2025550101' }),
      new UserGetLoginInfoRequestRI({ linePort: 'alice-1@example.test' }),
    ];
    for (const request of requests) expect(await world.send(request)).toMatchObject(alice);
    const older = new UserGetLoginInfoRequest({ phoneNumber: '2025550101' });
    expect(await world.send(older)).toMatchObject(alice);
  });

  it('finds administrators, unless a user is meant', async () => {
    const world = new World();
    const find = (loginRole?: 'Administrator' | 'User') =>
      new UserGetLoginInfoRequestRI({ userId: 'sales-admin', loginRole });
    expect(await world.send(find())).toMatchObject({ loginType: 'Group', groupId: 'Sales' });
    expect((await world.send(find('Administrator'))).phoneNumber).toBeUndefined();
    expect((await world.refusal(find('User'))).code).toBe(4008);
  });

  it('refuses addresses that nobody has', async () => {
    const world = new World();
    for (const request of [
      new UserGetLoginInfoRequestRI({ userId: 'nobody' }),
      new UserGetLoginInfoRequestRI({ phoneNumber: '+1-2025550119' }),
      new UserGetLoginInfoRequestRI({ linePort: 'nothing@example.test' }),
      new UserGetLoginInfoRequest({ userId: 'nobody' }),
    ]) {
      expect((await world.refusal(request)).code).toBe(4008);
    }
  });

  it('stays within the reach of the login', async () => {
    const world = new World().as('alice');
    await world.send(new UserGetLoginInfoRequestRI({ phoneNumber: '+1-2025550101' }));
    const bob = new UserGetLoginInfoRequestRI({ phoneNumber: '+1-2025550102' });
    expect((await world.refusal(bob)).code).toBe(5404);
    expect((await world.as('sales-admin').send(bob)).userId).toBe('bob@example.test');
  });
});

describe('checking credentials', () => {
  it('takes id and password, of users and administrators', async () => {
    const world = new World();
    expect(await world.send(verify('alice-Secret-1', 'alice'))).toMatchObject({
      loginType: 'User',
      userId,
      lastName: 'Archer',
    });
    expect(await world.send(verify('Acme-Secret-1', 'acme-admin'))).toMatchObject({
      loginType: 'Service Provider',
      serviceProviderId: 'Acme',
      isEnterprise: true,
    });
  });

  it('takes a number and the portal passcode', async () => {
    const world = new World();
    await world.send(new UserPortalPasscodeModifyRequest({ userId, newPasscode: '135790' }));
    const check = (phoneNumber: string, passcode: string) =>
      new AuthenticationVerifyRequest22V4({ phoneNumber, passcode });
    expect((await world.send(check('2025550101', '135790'))).userId).toBe(userId);
    expect((await world.refusal(check('2025550101', '135791'))).code).toBe(4962);
    expect((await world.refusal(check('2025550119', '135790'))).code).toBe(4962);
    world.alice.settings['Portal Passcode'] = { passcode: '135790', isLoginDisabled: true };
    expect((await world.refusal(check('2025550101', '135790'))).code).toBe(5202);
  });

  it('takes a line/port and the password', async () => {
    const world = new World();
    world.alice.appearances.push({
      device: { deviceLevel: 'Group', deviceName: 'bob-phone' },
      linePort: 'alice-2@example.test',
      contacts: [],
      config: {},
    });
    world.platform.changeUser(world.alice, () => undefined);
    const check = (password: string) =>
      new AuthenticationVerifyRequest22V4({ linePort: 'alice-2@example.test', password });
    expect((await world.send(check('alice-Secret-1'))).userId).toBe(userId);
    expect((await world.refusal(check('bob-Secret-1'))).code).toBe(4962);
  });

  it('refuses unknown ids as it refuses wrong passwords, and tokens', async () => {
    const world = new World();
    const unknown = await world.refusal(verify('alice-Secret-1', 'nobody'));
    const wrong = await world.refusal(verify('wrong'));
    expect(unknown.message).toBe(wrong.message);
    const token = new AuthenticationVerifyRequest22V4({ loginToken: 'ticket' });
    expect((await world.refusal(token)).code).toBe(4962);
    delete world.alice.passwordHash;
    expect((await world.refusal(verify('alice-Secret-1'))).code).toBe(4962);
  });
});
