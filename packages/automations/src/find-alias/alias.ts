import { AutomationUsageError } from '../run/usage-error.js';

/** An alias as asked for: a user part, and perhaps a host. */
export interface WantedAlias {
  readonly user: string;
  /** Undefined: any host will do. */
  readonly host: string | undefined;
}

/** Longest alias and longest user id. */
const LONGEST = 161;

/**
 * Reads the alias that is looked for.
 *
 * @throws AutomationUsageError if it can't be one, with the corrected form where there is one
 */
export function wantedAlias(alias: unknown): WantedAlias {
  if (typeof alias !== 'string' || alias.trim() === '') fail('alias is missing, or no text');
  if (/sips?:/i.test(alias)) {
    fail(`alias is without 'sip:'; try '${alias.replace(/<|>|sips?:/gi, '').trim()}'`);
  }
  const [user = '', host, ...more] = alias.split('@');
  if (more.length > 0) fail('alias has more than one @');
  if (user === '' || host === '') fail('alias is user@host, or the user part by itself');
  if (/[\s#]/.test(alias)) fail('alias has a blank or a #, which no alias has');
  if (alias.length > LONGEST) fail(`alias is longer than ${String(LONGEST)} characters`);
  return { user, host };
}

function fail(why: string): never {
  throw new AutomationUsageError(`findAlias: ${why}.`);
}

/**
 * Whether a stored alias or id is the one that is looked for; undefined if not. User parts are the same
 * but for case, hosts are compared without case.
 *
 * @param defaultDomain host of ids that have none; undefined if it is not known, and then they match
 * only where any host will do
 */
export function matchAlias(
  { user, host }: WantedAlias,
  stored: string,
  defaultDomain: string | undefined,
): { readonly exact: boolean } | undefined {
  const bare = stored.replace(/^sips?:/i, '');
  const at = bare.lastIndexOf('@');
  const storedUser = at < 0 ? bare : bare.slice(0, at);
  const storedHost = at < 0 ? defaultDomain : bare.slice(at + 1);
  if (storedUser.toLowerCase() !== user.toLowerCase()) return undefined;
  if (host !== undefined && host.toLowerCase() !== storedHost?.toLowerCase()) return undefined;
  return { exact: storedUser === user };
}
