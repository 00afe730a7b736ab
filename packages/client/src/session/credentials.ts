import { createHash } from 'node:crypto';
import type { Identity } from '@ocipkit/core';

/** A password, or a function that gives it when it is needed; what it gives is not kept. */
export type PasswordSource = string | (() => string | Promise<string>);

/**
 * Who logs in, and how that is proven. Logins go one of three ways:
 *
 * - `signed`: two steps, the password is hashed with a nonce. Suits plain TCP.
 * - `plain`: one step with the password itself. Only over TLS or HTTPS.
 * - `trusted`: one step without a password, from an address that the platform trusts.
 */
export type Credentials =
  | {
      readonly username: string;
      readonly password: PasswordSource;
      /** `plain` over a secure transport and `signed` otherwise, unless told. */
      readonly login?: 'signed' | 'plain' | undefined;
    }
  | {
      readonly username: string;
      /** Lower-case hex SHA-1 of the password; as secret as the password itself. Always signed. */
      readonly passwordHash: string;
    }
  | { readonly username: string; readonly login: 'trusted' }
  /** No login: every message names this identity. The address must be on the platform's list. */
  | { readonly identity: Exclude<Identity, { readonly sessionId: string }> };

/** Lower-case hex SHA-1 of a password, as the platform keeps it. */
export function hashPassword(password: string): string {
  return createHash('sha1').update(password, 'utf8').digest('hex');
}

/** The signature of a login: MD5 of the nonce and the password's hash. */
export function signPassword(passwordHash: string, nonce: string): string {
  return createHash('md5').update(`${nonce}:${passwordHash}`, 'utf8').digest('hex');
}
