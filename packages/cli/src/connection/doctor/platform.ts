import type { Client } from '@ocipkit/client';
import type { Context } from '../../program/context.js';
import { failureOf } from '../../program/failure.js';
import type { Given } from '../../program/spec.js';
import { accountOfClient, expiryNote } from '../account.js';
import { findRelease } from '../release.js';
import { milliseconds, type Check } from './check.js';

/** Logs in. */
export async function checkLogin(client: Client, context: Context, given: Given): Promise<Check> {
  try {
    const account = await accountOfClient(client, context, given);
    const { username, loginType, serviceProviderId, groupId, passwordExpiresDays } = account;
    const of = [serviceProviderId, groupId].filter((id) => id !== undefined).join(' / ');
    const found = `${username}: ${loginType ?? 'account'}${of === '' ? '' : ` of ${of}`}`;
    const expiry = expiryNote(passwordExpiresDays);
    if (expiry === undefined) return { name: 'login', state: 'ok', found };
    return { name: 'login', state: 'warn', found: `${found}. ${expiry}`, next: 'Change it.' };
  } catch (error) {
    return failed('login', error, context);
  }
}

export async function checkRelease(client: Client, context: Context): Promise<Check> {
  try {
    const { release, reason } = await findRelease(client);
    if (release !== undefined)
      return { name: 'release', state: 'ok', found: `R${String(release)}` };
    return {
      name: 'release',
      state: 'warn',
      found: reason,
      next: 'Set it: ocip profile add <name> --force --release <number>, or OCIP_RELEASE.',
    };
  } catch (error) {
    return failed('release', error, context);
  }
}

const READS = 5;
const SLOW_MS = 1000;

/** Median of a few small reads, one after the other. A refusal has gone the same way. */
export async function checkLatency(client: Client, context: Context): Promise<Check> {
  const { SystemSoftwareVersionGetRequest: Request } = await import('@ocipkit/commands/system');
  const times: number[] = [];
  try {
    for (let i = 0; i < READS; i++) {
      const start = performance.now();
      await client.send(new Request(), { signal: context.signal }).catch((error: unknown) => {
        if ((error as { readonly code?: unknown }).code !== 'refused') throw error;
      });
      times.push(milliseconds(start));
    }
  } catch (error) {
    return failed('latency', error, context);
  }
  const ms = times.sort((a, b) => a - b)[Math.floor(READS / 2)] ?? 0;
  const found = `${String(ms)} ms, the median of ${String(READS)} reads`;
  if (ms <= SLOW_MS) return { name: 'latency', state: 'ok', found, ms };
  return {
    name: 'latency',
    state: 'warn',
    found,
    ms,
    next: 'Check the route to the platform, and how busy it is.',
  };
}

/** A check that an error ended, told as a command that it ends would tell it. */
export function failed(name: string, error: unknown, { signal }: Pick<Context, 'signal'>): Check {
  signal.throwIfAborted();
  const { message, next, exitCode } = failureOf(error);
  // Whoever reads this is with the doctor already.
  const advice = next
    .map((line) => line.replace(/(?:^|; )ocip doctor [^.]*/, ''))
    .filter((line) => line !== '.' && line !== '')
    .join(' ');
  return {
    name,
    state: 'fail',
    found: message,
    next: advice === '' ? undefined : advice,
    exitCode,
  };
}
