import type { Client } from '@ocipkit/client';
import type { Context } from '../program/context.js';
import type { Given } from '../program/spec.js';

/** The account that logged in, as the platform sees it. */
export interface ShownAccount {
  readonly profile?: string | undefined;
  readonly username: string;
  readonly endpoint: string;
  /** Level of the account, such as `System` or `Group`. */
  readonly loginType?: string | undefined;
  readonly serviceProviderId?: string | undefined;
  readonly groupId?: string | undefined;
  readonly isEnterprise?: boolean | undefined;
  readonly userDomain?: string | undefined;
  readonly locale?: string | undefined;
  /** Days until the password has to be changed; undefined if it never has. */
  readonly passwordExpiresDays?: number | undefined;
}

/** Connects and logs in, unless that is done, and tells who that was. */
export async function accountOfClient(
  client: Client,
  context: Context,
  given: Given,
): Promise<ShownAccount> {
  await client.warm(1, { signal: context.signal });
  const { profile, username } = await context.settings(given);
  const { account } = client;
  return {
    profile: profile?.value,
    username: username?.value ?? '',
    endpoint: client.endpoint,
    loginType: account?.loginType,
    serviceProviderId: account?.serviceProviderId,
    groupId: account?.groupId,
    isEnterprise: account?.isEnterprise,
    userDomain: account?.userDomain,
    locale: account?.locale,
    passwordExpiresDays: account?.passwordExpiresDays,
  };
}

const SOON_DAYS = 14;

/** What to say of a password that has to be changed soon, or already; undefined otherwise. */
export function expiryNote(days: number | undefined): string | undefined {
  if (days === undefined || days > SOON_DAYS) return undefined;
  if (days < 0) return 'The password has expired.';
  if (days === 0) return 'The password expires today.';
  return `The password expires in ${String(days)} ${days === 1 ? 'day' : 'days'}.`;
}
