import type { Context } from '../program/context.js';
import type { PasswordPlace, Setting } from '../settings/settings.js';
import { passwordAlternatives } from './alternatives.js';
import { KeyringError, openKeyring, type Account } from './keyring.js';
import { noPassword, passwordIn } from './one-line.js';

/** What getting a password needs of the world. */
export interface PasswordContext extends Pick<Context, 'terminal' | 'env' | 'cwd' | 'signal'> {
  /** Whether a person may be asked, where there is a terminal; default true. */
  readonly mayAsk?: boolean | undefined;
}

/**
 * Gets the password of an account from where the settings say it is.
 *
 * @throws CliError with the exit code for logins if there is none to be had
 */
export async function getPassword(
  { value: place, origin }: Setting<PasswordPlace>,
  account: Account,
  context: PasswordContext,
): Promise<string> {
  const { terminal, env, cwd, signal } = context;
  switch (place.kind) {
    case 'keyring':
      return fromKeyring(account, context, origin.kind === 'default');
    case 'command': {
      const { runPasswordCommand } = await import('./password-command.js');
      terminal.status(undefined);
      const isInteractive = canAsk(context);
      return runPasswordCommand(place.command, { signal, isInteractive, cwd, env });
    }
    case 'file': {
      const { readPasswordFile } = await import('./password-file.js');
      return readPasswordFile(place.file);
    }
    case 'environment': {
      const text = env[place.name] ?? '';
      if (text !== '') return text;
      throw noPassword(`The environment variable ${place.name} is not set.`, [
        'The profile has the password there; set it, or name another place.',
      ]);
    }
    case 'stdin':
      return passwordIn(await terminal.readInput(), 'stdin');
    case 'prompt':
      return askPassword(account, context);
  }
}

/**
 * Asks for a password on the terminal; it is not shown.
 *
 * @param lacking why the keyring did not give it
 * @throws CliError where there is no terminal, or the answer is empty
 */
export async function askPassword(
  { username, endpoint }: Account,
  context: PasswordContext,
  lacking?: KeyringError,
): Promise<string> {
  const { terminal } = context;
  if (!canAsk(context)) {
    const why = lacking === undefined ? '' : ` ${lacking.message}`;
    throw noPassword(
      `There is no password for ${username} at ${endpoint}, and nobody can be asked for it.${why}`,
      [
        ...(lacking === undefined ? ['ocip login, on a terminal, keeps it in the keyring.'] : []),
        ...passwordAlternatives,
      ],
      lacking,
    );
  }
  terminal.status(undefined);
  const answer = await terminal.ask(`Password of ${username} at ${endpoint}: `, { hidden: true });
  if (answer === '') throw noPassword('No password was given.');
  return answer;
}

function canAsk({ terminal, mayAsk = true }: PasswordContext): boolean {
  return mayAsk && terminal.isInTerminal && terminal.isErrTerminal;
}

/** Where there is none in the keyring, a person is asked; so too where nobody said to use one. */
async function fromKeyring(
  account: Account,
  context: PasswordContext,
  isDefault: boolean,
): Promise<string> {
  let lacking: KeyringError | undefined;
  try {
    const kept = await (await openKeyring(context.signal)).read(account);
    if (kept !== undefined) return kept;
  } catch (error) {
    if (!isDefault || !(error instanceof KeyringError)) throw error;
    lacking = error;
  }
  return askPassword(account, context, lacking);
}
