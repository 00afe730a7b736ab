import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openKeyring } from '../../src/credentials/keyring.js';
import { failKeyring, kept } from '../support/keyring.js';

vi.mock('@napi-rs/keyring', async () => (await import('../support/keyring.js')).keyringModule);

const account = { username: 'admin', endpoint: 'as1:2209' };

beforeEach(() => {
  kept.clear();
  failKeyring(undefined);
});

describe('openKeyring', () => {
  it('keeps, gives and removes the password of an account', async () => {
    const keyring = await openKeyring(new AbortController().signal);
    expect(await keyring.read(account)).toBeUndefined();

    await keyring.store(account, 'secret-4711');
    expect(await keyring.read(account)).toBe('secret-4711');
    expect(await keyring.read({ ...account, endpoint: 'as2:2209' })).toBeUndefined();

    expect(await keyring.remove(account)).toBe(true);
    expect(await keyring.remove(account)).toBe(false);
    expect(kept.size).toBe(0);
  });

  it('tells of a keyring that fails without what was to be stored', async () => {
    failKeyring('locked');
    const keyring = await openKeyring(new AbortController().signal);
    const error: unknown = await keyring.store(account, 'secret-4711').catch((e: unknown) => e);

    expect(error).toMatchObject({
      exitCode: 4,
      message: "The keyring of the operating system can't be used: locked.",
    });
    expect(JSON.stringify(error)).not.toContain('secret-4711');
  });

  it('says so where the optional package is not there', async () => {
    vi.doMock('@napi-rs/keyring', () => {
      throw new Error('Cannot find native binding');
    });
    vi.resetModules();
    const { openKeyring: open } = await import('../../src/credentials/keyring.js');

    await expect(open(new AbortController().signal)).rejects.toMatchObject({
      exitCode: 4,
      message: expect.stringContaining('@napi-rs/keyring is not installed for this system'),
    });
    vi.doUnmock('@napi-rs/keyring');
  });
});
