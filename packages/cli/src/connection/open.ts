import type { Client, Credentials } from '@ocipkit/client';
import { getPassword } from '../credentials/password.js';
import type { Context } from '../program/context.js';
import { CliError } from '../program/failure.js';
import { textFlag, type Given } from '../program/spec.js';
import { assertProfile } from '../settings/load.js';
import type { Settings } from '../settings/settings.js';
import { readCertificates } from './certificates.js';

/** What may be said in place of the settings. */
export interface OpenOptions {
  /** The password, where it is known already. */
  readonly password?: string | undefined;
  /** Whether a person may be asked for the password; default true. */
  readonly mayAsk?: boolean | undefined;
}

/**
 * A client for the platform and the account that the settings name. It connects with its first call. The
 * password is got at once: a person who types it takes longer than a call may.
 *
 * @throws CliError if the settings name no platform or account, a file of theirs can't be read, or there is
 * no password to be had
 */
export async function openClient(
  context: Context,
  given: Given,
  options: OpenOptions = {},
): Promise<Client> {
  const settings = await context.settings(given);
  await assertProfile(settings);
  const { url, username } = accountOf(settings);
  if (settings.password.value.kind === 'stdin' && textFlag(given, 'input') === '-') {
    throw new CliError('Password and input both come from stdin, which can be read only once.', {
      next: ['Give the input as a file, or keep the password in another place.'],
    });
  }
  const [{ connect }, ca, registry] = await Promise.all([
    import('@ocipkit/client'),
    settings.ca === undefined ? undefined : readCertificates(settings.ca),
    // The client loads those that come with it by itself, when it needs them.
    settings.commands === undefined ? undefined : context.commands(given),
  ]);
  let password = options.password;
  const client = await connect({
    url,
    ...credentialsOf(settings, username, () => password ?? ''),
    lazy: true,
    timeoutMs: settings.timeout.value * 1000,
    pool: { maxSessions: settings.sessions.value },
    release: settings.release?.value,
    ...(ca === undefined ? {} : { tls: { ca } }),
    ...(registry === undefined ? {} : { registry }),
  });
  try {
    if (settings.login?.value !== 'trusted') {
      const account = { username, endpoint: client.endpoint };
      const { mayAsk } = options;
      password ??= await getPassword(settings.password, account, { ...context, mayAsk });
    }
    return client;
  } catch (error) {
    await client.close();
    throw error;
  }
}

/** @throws CliError where either is missing */
export function accountOf({ profile, url, username, profiles }: Settings): {
  readonly url: string;
  readonly username: string;
} {
  const missing = [
    ...(url === undefined ? ['the address of the platform'] : []),
    ...(username === undefined ? ['the account to log in with'] : []),
  ].join(' and ');
  if (url !== undefined && username !== undefined) {
    return { url: url.value, username: username.value };
  }
  const next =
    profile === undefined
      ? [
          profiles.length === 0
            ? 'ocip profile add <name> --url <address> --username <id> keeps both.'
            : `ocip profile use <name> chooses one: ${profiles.join(', ')}.`,
          'Or give --url and --username, or set OCIP_URL and OCIP_USERNAME.',
        ]
      : [`ocip profile add ${profile.value} --force completes the profile.`];
  throw new CliError(`Nothing names ${missing}.`, { next });
}

function credentialsOf({ login }: Settings, username: string, password: () => string): Credentials {
  if (login?.value === 'trusted') return { username, login: 'trusted' };
  return { username, password, login: login?.value };
}
