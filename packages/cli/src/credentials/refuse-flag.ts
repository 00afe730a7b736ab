import { CliError } from '../program/failure.js';

/**
 * There is no flag for a password: arguments stand in the shell's history and in process lists.
 *
 * @throws CliError if there is one, without repeating its value
 */
export function refusePasswordFlag(args: readonly string[]): void {
  const end = args.indexOf('--');
  const flags = end < 0 ? args : args.slice(0, end);
  if (!flags.some((arg) => arg === '--password' || arg.startsWith('--password='))) return;
  throw new CliError(
    'A password is never given as a flag: the history of the shell and the list of processes show it.',
    {
      next: [
        'On a terminal it is asked for; --password-stdin reads it from stdin.',
        'ocip login keeps it in the keyring of the operating system.',
        'If it was a real one, remove the line from the history, and change the password.',
      ],
    },
  );
}
