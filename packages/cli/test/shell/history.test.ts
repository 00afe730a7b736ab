import { describe, expect, test } from 'vitest';
import { History, holdsSecret } from '../../src/shell/history.js';
import { Workplace } from '../support/run.js';

describe('a line is not kept', () => {
  test.each([
    'call UserModifyRequest22 --userId a@b.test --newPassword Pl4nted',
    'call UserModifyRequest22 --newPassword=Pl4nted --userId a@b.test',
    'call GroupAccessDeviceModifyRequest22 --accessDeviceCredentials.password Pl4nted',
    'call X --list[0].passcode 1234',
    'call X --passcode[0] 1234',
    'whoami --password Pl4nted',
    `user update A B c --updates '{"password": "Pl4nted"}'`,
    'user update A B c --updates "{\\"password\\": \\"Pl4nted\\"}"',
  ])('where it holds a secret: %s', (line) => {
    expect(holdsSecret(line)).toBe(true);
  });

  test.each([
    'call UserModifyRequest22 --userId a@b.test --newPassword',
    'call UserModifyRequest22 --newPassword --userId a@b.test',
    'call UserModifyRequest22 --field-stdin newPassword',
    'call UserModifyRequest22 --field-env newPassword=NEW',
    'whoami --password-stdin',
    'profile add lab --password-file secret.txt --password-env OCI_PASSWORD',
    'describe UserModifyRequest22.newPassword',
    `user update A B c --updates '{"title": "Manager"}'`,
  ])('and is kept where it only names one: %s', (line) => {
    expect(holdsSecret(line)).toBe(false);
  });
});

describe('the history', () => {
  test('is kept across sessions, newest first, each line once', async () => {
    await using place = await Workplace.create();
    const source = { env: { OCIP_CONFIG_DIR: place.configFolder }, cwd: place.cwd };
    const history = await History.open(source);
    for (const line of ['whoami', 'doctor', 'whoami', 'whoami --password Pl4nted'])
      history.add(line);
    expect(await history.save()).toBe(true);
    expect((await History.open(source)).lines).toEqual(['whoami', 'doctor']);
  });
});
