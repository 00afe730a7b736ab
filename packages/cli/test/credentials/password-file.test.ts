import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPasswordFile } from '../../src/credentials/password-file.js';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ocip-password-'));
  file = join(folder, 'password');
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

async function write(text: string, mode: number): Promise<void> {
  await writeFile(file, text);
  await chmod(file, mode);
}

describe('readPasswordFile', () => {
  it('reads the password, without the line break at its end', async () => {
    await write('secret-4711\n', 0o600);
    expect(await readPasswordFile(file)).toBe('secret-4711');

    await chmod(file, 0o400);
    expect(await readPasswordFile(file)).toBe('secret-4711');
  });

  it.skipIf(process.platform === 'win32').each([0o640, 0o604, 0o620, 0o644, 0o601])(
    'refuses a file of mode %o',
    async (mode) => {
      await write('secret-4711\n', mode);
      const error: unknown = await readPasswordFile(file).catch((e: unknown) => e);

      expect(error).toMatchObject({
        exitCode: 4,
        message: expect.stringContaining(`mode ${mode.toString(8)}`),
        next: [`chmod 600 '${file}'`, expect.any(String)],
      });
      expect((error as Error).message).not.toContain('secret-4711');
    },
  );

  it('refuses a file that is not there, a folder, and what is no password', async () => {
    await expect(readPasswordFile(file)).rejects.toThrow(/there is no such file/);
    await mkdir(file, { mode: 0o700 });
    await expect(readPasswordFile(file)).rejects.toThrow(/is a folder/);
    await rm(file, { recursive: true });
    await write('', 0o600);
    await expect(readPasswordFile(file)).rejects.toThrow(/it is empty/);
    await write('a\nb\n', 0o600);
    await expect(readPasswordFile(file)).rejects.toThrow(/2 lines/);
    await write('x'.repeat(70_000), 0o600);
    await expect(readPasswordFile(file)).rejects.toThrow(/too long/);
  });
});
