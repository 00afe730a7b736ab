import { readFile } from 'node:fs/promises';
import { CliError } from '../program/failure.js';
import { describeOrigin } from '../settings/load.js';
import type { Setting } from '../settings/settings.js';

/**
 * The certificates of authorities to trust, as PEM.
 *
 * @throws CliError if the file can't be read or holds no certificate
 */
export async function readCertificates({ value: path, origin }: Setting<string>): Promise<string> {
  const by = `(named by: ${describeOrigin(origin)})`;
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : code;
    throw new CliError(`The certificates in ${path} can't be read: ${why} ${by}.`, {
      cause: error,
    });
  }
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  throw new CliError(`${path} holds no certificate in PEM ${by}.`);
}
