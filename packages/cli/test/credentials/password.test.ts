import { beforeEach, describe, expect, it, vi } from 'vitest';
import { getPassword } from '../../src/credentials/password.js';
import type { PasswordPlace, Setting } from '../../src/settings/settings.js';
import { failKeyring, kept } from '../support/keyring.js';
import { FakeTerminal, type FakeTerminalOptions } from '../support/terminal.js';

vi.mock('@napi-rs/keyring', async () => (await import('../support/keyring.js')).keyringModule);

const account = { username: 'admin', endpoint: 'as1.example.net:2209' };
const KEY = 'ocip: admin at as1.example.net:2209';

beforeEach(() => {
  kept.clear();
  failKeyring(undefined);
});

async function get(
  value: PasswordPlace,
  options: FakeTerminalOptions & {
    readonly env?: Readonly<Record<string, string>>;
    readonly mayAsk?: boolean;
  } = {},
  kind: 'default' | 'user' = 'user',
): Promise<string> {
  const setting: Setting<PasswordPlace> = {
    value,
    origin: kind === 'default' ? { kind } : { kind, file: '/config.json', profile: 'lab' },
  };
  return getPassword(setting, account, {
    terminal: new FakeTerminal(options),
    env: options.env ?? {},
    mayAsk: options.mayAsk,
    cwd: process.cwd(),
    signal: new AbortController().signal,
  });
}

describe('getPassword', () => {
  it('takes the password of just this account at this platform from the keyring', async () => {
    kept.set(KEY, 'secret-4711');
    kept.set('ocip: admin at as2.example.net:2209', 'of another platform');

    expect(await get({ kind: 'keyring' })).toBe('secret-4711');
  });

  it('asks where the keyring has none', async () => {
    const options = { isTerminal: true, answers: ['typed'] };

    expect(await get({ kind: 'keyring' }, options)).toBe('typed');
  });

  it('asks where there is no keyring and nobody said to use one', async () => {
    failKeyring('no daemon');
    const options = { isTerminal: true, answers: ['typed'] };

    expect(await get({ kind: 'keyring' }, options, 'default')).toBe('typed');
  });

  it('fails, with the alternatives, where the keyring that was named can’t be used', async () => {
    failKeyring('no daemon.');

    await expect(
      get({ kind: 'keyring' }, { isTerminal: true, answers: ['typed'] }),
    ).rejects.toMatchObject({
      exitCode: 4,
      message: "The keyring of the operating system can't be used: no daemon.",
      next: [
        expect.stringContaining('--password-stdin'),
        expect.stringContaining('--password-command'),
        expect.stringContaining('OCIP_PASSWORD'),
      ],
    });
  });

  it('fails, telling of the keyring, where there is none and nobody can be asked', async () => {
    failKeyring('no daemon');

    await expect(get({ kind: 'keyring' }, {}, 'default')).rejects.toMatchObject({
      exitCode: 4,
      message: expect.stringMatching(/nobody can be asked for it\. The keyring .* no daemon/),
    });
  });

  it('reads a password from stdin', async () => {
    expect(await get({ kind: 'stdin' }, { input: 'secret-4711\r\n' })).toBe('secret-4711');
  });

  it.each(['', '\n', 'a\nb\n'])('refuses %j on stdin', async (input) => {
    await expect(get({ kind: 'stdin' }, { input })).rejects.toMatchObject({ exitCode: 4 });
  });

  it('takes it from an environment variable', async () => {
    const env = { LAB_PASSWORD: 'secret-4711' };

    expect(await get({ kind: 'environment', name: 'LAB_PASSWORD' }, { env })).toBe('secret-4711');
  });

  it('fails where that variable is not set', async () => {
    await expect(get({ kind: 'environment', name: 'LAB_PASSWORD' })).rejects.toMatchObject({
      exitCode: 4,
      message: 'The environment variable LAB_PASSWORD is not set.',
    });
  });

  it('refuses an empty answer', async () => {
    await expect(get({ kind: 'prompt' }, { isTerminal: true, answers: [''] })).rejects.toThrow(
      'No password was given.',
    );
  });

  it('does not ask on a terminal where it may not', async () => {
    const options = { isTerminal: true, answers: ['typed'], mayAsk: false };

    await expect(get({ kind: 'keyring' }, options)).rejects.toMatchObject({ exitCode: 4 });
  });

  it('does not ask where there is no terminal', async () => {
    await expect(get({ kind: 'prompt' }, { answers: ['typed'] })).rejects.toMatchObject({
      exitCode: 4,
      message:
        'There is no password for admin at as1.example.net:2209, and nobody can be asked for it.',
    });
  });
});
