import { accountAt } from '../connection/endpoint.js';
import type { Profiles, WrittenProfile } from '../settings/profiles.js';
import { KeyringError, openKeyring } from './keyring.js';

/** What became of the password of a profile that is no more. */
export type Forgotten =
  /** It is gone from the keyring. */
  | { readonly kind: 'removed' }
  | { readonly kind: 'none' }
  /** Another profile has the same account, and needs it. */
  | { readonly kind: 'shared'; readonly profile: string }
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * Removes the password of a removed profile from the keyring.
 *
 * @param left the profiles that are left
 */
export async function forgetPassword(
  { url, username, password = 'keyring' }: WrittenProfile,
  left: Profiles,
  signal: AbortSignal,
): Promise<Forgotten> {
  if (url === undefined || username === undefined) return { kind: 'none' };
  try {
    const account = await accountAt(url, username);
    for (const [profile, other] of left.all) {
      if (other.username !== username || other.url === undefined) continue;
      const { endpoint } = await accountAt(other.url, username);
      if (endpoint === account.endpoint) return { kind: 'shared', profile };
    }
    const isRemoved = await (await openKeyring(signal)).remove(account);
    return { kind: isRemoved ? 'removed' : 'none' };
  } catch (error) {
    // Where passwords are kept elsewhere there need not be a keyring at all.
    if (error instanceof KeyringError && password !== 'keyring') return { kind: 'none' };
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}
