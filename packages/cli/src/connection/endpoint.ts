import type { Endpoint } from '@ocipkit/client';
import type { Account } from '../credentials/keyring.js';

/**
 * What an address of a platform means, as the client reads it.
 *
 * @throws UsageError if it can't be read; the address is not repeated
 */
export async function endpointOf(url: string): Promise<Endpoint> {
  const { parseEndpoint } = await import('@ocipkit/client');
  return parseEndpoint(url);
}

/** Whom the keyring has a password for. */
export async function accountAt(url: string, username: string): Promise<Account> {
  return { username, endpoint: (await endpointOf(url)).display };
}
