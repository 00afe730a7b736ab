import { CliError } from '../program/failure.js';
import { exitCodes } from '../program/exit-codes.js';

/** Longest text that a password is looked for in, in bytes. */
export const MAX_BYTES = 64 * 1024;

/**
 * The password in what a program, a file or stdin gave: one line break at its end is none of it.
 *
 * @param source what gave it, for messages
 * @throws CliError if there is nothing, or more than a line; the text is not repeated
 */
export function passwordIn(text: string, source: string): string {
  const password = text.replace(/\r?\n$/, '');
  if (password === '') throw noPassword(`${source} gave no password: it is empty.`);
  if (!/[\r\n]/.test(password)) return password;
  throw noPassword(
    `${source} gave ${String(password.split(/\r?\n/).length)} lines, expected the password alone.`,
  );
}

/** There is no password to be had. */
export function noPassword(
  message: string,
  next: readonly string[] = [],
  cause?: unknown,
): CliError {
  return new CliError(message, { exitCode: exitCodes.login, next, cause });
}
