// eslint-disable-next-line @nx/enforce-module-boundaries -- the rule does not look into optionalDependencies
import type { AsyncEntry } from '@napi-rs/keyring';
import { exitCodes } from '../program/exit-codes.js';
import { CliError } from '../program/failure.js';
import { passwordAlternatives } from './alternatives.js';

/** Name under which entries stand in the keyring. */
const SERVICE = 'ocip';

/** An account on a platform. A password is kept for just this pair: it never goes anywhere else. */
export interface Account {
  readonly username: string;
  /** `host:port` or URL, as the client shows it. */
  readonly endpoint: string;
}

/** There is no keyring, or it does not do what was asked. */
export class KeyringError extends CliError {
  constructor(reason: string, cause: unknown) {
    super(`The keyring of the operating system can't be used: ${reason}.`, {
      exitCode: exitCodes.login,
      next: passwordAlternatives,
      cause,
    });
  }
}

/** The keyring of the operating system. */
export interface Keyring {
  /** Undefined if there is none for the account. */
  readonly read: (account: Account) => Promise<string | undefined>;
  readonly store: (account: Account, password: string) => Promise<void>;
  /** Tells whether there was one. */
  readonly remove: (account: Account) => Promise<boolean>;
}

/**
 * Opens the keyring: Keychain on macOS, Credential Manager on Windows, the Secret Service elsewhere.
 *
 * @param signal ends what the keyring is asked for, such as to be unlocked
 * @throws KeyringError, as do the functions of the keyring
 */
export async function openKeyring(signal: AbortSignal): Promise<Keyring> {
  let Entry: typeof AsyncEntry;
  try {
    // eslint-disable-next-line @nx/enforce-module-boundaries -- the rule does not look into optionalDependencies
    ({ AsyncEntry: Entry } = await import('@napi-rs/keyring'));
  } catch (error) {
    throw new KeyringError(
      'the optional package @napi-rs/keyring is not installed for this system',
      error,
    );
  }
  const run = async <T>(
    { username, endpoint }: Account,
    work: (entry: AsyncEntry) => Promise<T>,
  ) => {
    try {
      // The kernel's keyring, which would do in its place on Linux, forgets at the next start.
      const options = { linux: { store: 'secret-service' } } as const;
      return await work(new Entry(SERVICE, `${username} at ${endpoint}`, options));
    } catch (error) {
      signal.throwIfAborted();
      throw new KeyringError(reasonOf(error), error);
    }
  };
  return {
    read: async (account) =>
      run(account, async (entry) => (await entry.getPassword(signal)) ?? undefined),
    store: async (account, password) =>
      run(account, async (entry) => entry.setPassword(password, signal)),
    remove: async (account) => run(account, async (entry) => entry.deletePassword(signal)),
  };
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().replace(/\.$/, '');
}
