import type { Client } from '@ocipkit/client';
import type { Context } from '../program/context.js';
import type { Given } from '../program/spec.js';

/**
 * A client for completion, which whoever takes it closes; undefined where a person would have to be asked
 * for the password, or nothing names a platform.
 */
export async function clientWithoutAsking(
  context: Context,
  given: Given,
): Promise<Client | undefined> {
  const { password, url } = await context.settings(given);
  if (url === undefined || password.value.kind === 'stdin') return undefined;
  const { openClient } = await import('../connection/open.js');
  try {
    return await openClient(context, given, { mayAsk: false });
  } catch {
    return undefined;
  }
}
