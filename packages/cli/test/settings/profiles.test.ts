import {
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeProfiles, readProfiles } from '../../src/settings/profiles.js';

let folder: string;
let source: { readonly env: Readonly<Record<string, string>>; readonly cwd: string };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ocip-profiles-'));
  source = { env: { OCIP_CONFIG_DIR: join(folder, 'config') }, cwd: folder };
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

describe('changeProfiles', () => {
  it.skipIf(process.platform === 'win32')(
    'makes folder and file, which only the user may use',
    async () => {
      await changeProfiles(source, () => ({ all: new Map([['lab', {}]]), current: 'lab' }));

      expect((await stat(join(folder, 'config'))).mode & 0o777).toBe(0o700);
      expect((await stat(join(folder, 'config', 'config.json'))).mode & 0o777).toBe(0o600);
      expect(await readdir(join(folder, 'config'))).toEqual(['config.json']);
    },
  );

  it('keeps what else stands in the file', async () => {
    await mkdir(join(folder, 'config'));
    const file = join(folder, 'config', 'config.json');
    await writeFile(file, '{"timeout": 7, "profiles": {"lab": {"url": "tls://a"}}}');
    await changeProfiles(source, ({ all }) => ({
      all: new Map(all).set('live', { url: 'tls://b' }),
      current: 'live',
    }));

    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      profile: 'live',
      timeout: 7,
      profiles: { lab: { url: 'tls://a' }, live: { url: 'tls://b' } },
    });
  });

  it('writes nothing where the change fails', async () => {
    const fail = (): never => {
      throw new Error('no');
    };

    await expect(changeProfiles(source, fail)).rejects.toThrow('no');
    await expect(stat(join(folder, 'config'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.skipIf(process.platform === 'win32')('leaves a link to a file elsewhere a link', async () => {
    await mkdir(join(folder, 'config'));
    const elsewhere = join(folder, 'elsewhere.json');
    await writeFile(elsewhere, '{}');
    await symlink(elsewhere, join(folder, 'config', 'config.json'));
    await changeProfiles(source, () => ({ all: new Map([['lab', {}]]), current: undefined }));

    expect((await lstat(join(folder, 'config', 'config.json'))).isSymbolicLink()).toBe(true);
    expect(JSON.parse(await readFile(elsewhere, 'utf8'))).toEqual({ profiles: { lab: {} } });
  });
});

describe('readProfiles', () => {
  it('has no profiles where there is no file', async () => {
    expect((await readProfiles(source)).all.size).toBe(0);
  });
});
