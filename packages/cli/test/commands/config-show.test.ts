import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settingNames } from '../../src/settings/definitions.js';
import { writeConfig } from '../support/config.js';
import { Workplace } from '../support/run.js';

interface Row {
  readonly setting: string;
  readonly value?: unknown;
  readonly origin?: string;
}

function rowsOf(stdout: string): readonly Row[] {
  return JSON.parse(stdout) as readonly Row[];
}

describe('ocip config show', () => {
  it('lists every setting, set or not', async () => {
    await using place = await Workplace.create();
    const { code, stdout } = await place.ocip(['config', 'show', '-o', 'json']);

    expect(code).toBe(0);
    expect(rowsOf(stdout).map(({ setting }) => setting)).toEqual(settingNames);
    expect(rowsOf(stdout).every((row) => row.origin === undefined)).toBe(true);
  });

  it('tells with --origin where each value comes from', async () => {
    await using place = await Workplace.create();
    const file = await writeConfig(place, {
      profile: 'lab',
      sessions: 2,
      profiles: { lab: { url: 'tls://as1' } },
    });
    await writeFile(join(place.cwd, '.ocip.json'), '{"release": 24}');
    const { stdout } = await place.ocip(
      ['config', 'show', '--origin', '--username', 'admin', '-o', 'json'],
      { env: { OCIP_TIMEOUT: '9' } },
    );
    const origins = new Map(rowsOf(stdout).map(({ setting, origin }) => [setting, origin]));

    expect(Object.fromEntries(origins)).toEqual({
      profile: `file ${file}`,
      url: `profile lab in ${file}`,
      username: 'flag --username',
      login: 'not set',
      password: 'default',
      ca: 'not set',
      release: `project file ${join(place.cwd, '.ocip.json')}`,
      commands: 'not set',
      timeout: 'environment variable OCIP_TIMEOUT',
      sessions: `file ${file}`,
      output: 'flag --output',
      automations: 'default',
    });
  });

  it('shows where the password is, and never the password', async () => {
    await using place = await Workplace.create();
    const { stdout, stderr } = await place.ocip(['config', 'show', '--origin'], {
      env: { OCIP_PASSWORD: 'secret-4711' },
    });

    expect(stdout).toContain('environment variable OCIP_PASSWORD');
    expect(stdout + stderr).not.toContain('secret-4711');
  });

  it('shows what there is, and then that the profile does not exist', async () => {
    await using place = await Workplace.create();
    const { code, stdout, stderr } = await place.ocip(['config', 'show'], {
      env: { OCIP_PROFILE: 'lab' },
    });

    expect(code).toBe(2);
    expect(stdout).toContain('lab');
    expect(stderr).toContain("There is no profile 'lab'");
    expect(stderr).toContain('OCIP_PROFILE');
  });

  it.skipIf(process.platform === 'win32')('warns of settings that others may read', async () => {
    await using place = await Workplace.create();
    const file = await writeConfig(place, {});
    await chmod(file, 0o644);

    expect((await place.ocip(['config', 'show'])).stderr).toContain(`chmod 600 '${file}'`);
  });

  it('refuses a project file with what may not stand there', async () => {
    await using place = await Workplace.create();
    await writeFile(join(place.cwd, '.ocip.json'), '{"url": "tls://evil.example.net"}');
    const { code, stderr } = await place.ocip(['config', 'show']);

    expect(code).toBe(2);
    expect(stderr).toContain(
      'url may not be set here, since it decides where the password goes to',
    );
  });
});
