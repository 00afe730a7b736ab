import { accountOfClient, type ShownAccount } from '../connection/account.js';
import { accountAt } from '../connection/endpoint.js';
import { accountOf, openClient } from '../connection/open.js';
import type { Context } from '../program/context.js';
import type { Given } from '../program/spec.js';
import { assertProfile } from '../settings/load.js';
import { describePasswordPlace } from '../settings/password-place.js';
import { KeyringError, openKeyring, type Account } from './keyring.js';
import { passwordIn } from './one-line.js';
import { askPassword } from './password.js';

/** A login that worked. */
export interface LoggedIn {
  readonly account: ShownAccount;
  /** The password is in the keyring now. */
  readonly isStored: boolean;
  /** Where the password is, or why it is not in the keyring. */
  readonly place: string;
  /** There is no keyring to be had. */
  readonly lacksKeyring: boolean;
}

/**
 * Logs in once with a new password, and puts it into the keyring if that worked. Where the settings name
 * another place the password is taken from there, and stays there.
 *
 * @throws CliError if there is no password to be had; the errors of the login
 */
export async function logIn(context: Context, given: Given): Promise<LoggedIn> {
  const settings = await context.settings(given);
  await assertProfile(settings);
  const { url, username } = accountOf(settings);
  const { kind } = settings.password.value;
  if (settings.login?.value === 'trusted') {
    return verifyOnly('the platform trusts this address; there is no password', context, given);
  }
  if (kind !== 'keyring' && kind !== 'stdin') {
    return verifyOnly(describePasswordPlace(settings.password.value), context, given);
  }
  const account = await accountAt(url, username);
  const password =
    kind === 'stdin'
      ? passwordIn(await context.terminal.readInput(), 'stdin')
      : await askPassword(account, context);
  await using client = await openClient(context, given, { password });
  const shown = await accountOfClient(client, context, given);
  return { account: shown, ...(await store(account, password, context.signal)) };
}

async function verifyOnly(place: string, context: Context, given: Given): Promise<LoggedIn> {
  await using client = await openClient(context, given);
  const account = await accountOfClient(client, context, given);
  return { account, isStored: false, place, lacksKeyring: false };
}

async function store(
  account: Account,
  password: string,
  signal: AbortSignal,
): Promise<Omit<LoggedIn, 'account'>> {
  try {
    await (await openKeyring(signal)).store(account, password);
    return {
      isStored: true,
      place: describePasswordPlace({ kind: 'keyring' }),
      lacksKeyring: false,
    };
  } catch (error) {
    if (!(error instanceof KeyringError)) throw error;
    return { isStored: false, place: error.message, lacksKeyring: true };
  }
}
