import { open } from 'node:fs/promises';
import { MAX_BYTES, noPassword, passwordIn } from './one-line.js';

/**
 * Reads a password from a file that nobody but its owner may use. Windows has no such modes: there the
 * folder has to be safe.
 *
 * @throws CliError if it can't be read, others may use it, or it holds anything but a password
 */
export async function readPasswordFile(path: string): Promise<string> {
  const file = await open(path, 'r').catch((error: unknown) => {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : code;
    throw noPassword(`The password file ${path} can't be read: ${why}.`, [], error);
  });
  try {
    // Of the opened file, so that no other takes its place in between.
    const { mode, size } = await file.stat();
    if ((mode & 0o170000) === 0o040000) throw noPassword(`The password file ${path} is a folder.`);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      const shown = (mode & 0o777).toString(8).padStart(3, '0');
      throw noPassword(
        `The password file ${path} may be used by others (mode ${shown}), so it is not taken.`,
        [`chmod 600 '${path}'`, 'If others could read it, change the password.'],
      );
    }
    if (size > MAX_BYTES) throw noPassword(`The password file ${path} is too long for a password.`);
    return passwordIn(await file.readFile('utf8'), `The password file ${path}`);
  } finally {
    await file.close();
  }
}
