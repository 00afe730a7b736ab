import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { writeConfig } from '../support/config.js';
import { failKeyring, kept } from '../support/keyring.js';
import { Workplace } from '../support/run.js';

vi.mock('@napi-rs/keyring', async () => (await import('../support/keyring.js')).keyringModule);

beforeEach(() => {
  kept.clear();
  failKeyring(undefined);
});

const LAB = ['profile', 'add', 'lab', '--url', 'tls://as1.example.net', '--username', 'admin'];

async function written(place: Workplace): Promise<unknown> {
  return JSON.parse(await readFile(join(place.configFolder, 'config.json'), 'utf8'));
}

describe('ocip profile add', () => {
  it('keeps a profile; the first is the current one', async () => {
    await using place = await Workplace.create();
    const { code, stdout, stderr } = await place.ocip([...LAB, '-o', 'json']);

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      name: 'lab',
      current: true,
      url: 'tls://as1.example.net',
      username: 'admin',
      password: 'keyring of the operating system',
    });
    expect(stderr).toContain('ocip login');
    expect(await written(place)).toEqual({
      profile: 'lab',
      profiles: { lab: { url: 'tls://as1.example.net', username: 'admin' } },
    });
  });

  it('keeps every value, with paths from the folder of the call', async () => {
    await using place = await Workplace.create();
    await writeFile(join(place.cwd, 'ca.pem'), '-----BEGIN CERTIFICATE-----\n');
    await writeFile(join(place.cwd, 'registry.js'), '');
    const { code, stderr } = await place.ocip([
      ...LAB,
      ...['--login', 'signed', '--ca', 'ca.pem', '--release', '25', '--commands', '.'],
      ...['--timeout', '60', '--sessions', '2', '--password-command', "pass show 'a b'"],
    ]);

    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(await written(place)).toMatchObject({
      profiles: {
        lab: {
          login: 'signed',
          ca: join(place.cwd, 'ca.pem'),
          release: 25,
          commands: place.cwd,
          timeout: 60,
          sessions: 2,
          password: { command: ['pass', 'show', 'a b'] },
        },
      },
    });
  });

  it.each([
    [['--password-file', 'pw'], (cwd: string) => ({ file: join(cwd, 'pw') })],
    [['--password-env', 'LAB_PW'], () => ({ environment: 'LAB_PW' })],
    [['--keyring'], () => 'keyring'],
    [['--password-prompt'], () => 'prompt'],
  ])('keeps where the password is: %j', async (flags, place) => {
    await using workplace = await Workplace.create();
    await workplace.ocip([...LAB, ...flags]);

    expect(await written(workplace)).toMatchObject({
      profiles: { lab: { password: place(workplace.cwd) } },
    });
  });

  it('asks for what is missing on a terminal', async () => {
    await using place = await Workplace.create();
    const { code, terminal } = await place.ocip(['profile', 'add', 'lab'], {
      isTerminal: true,
      answers: ['tls://as1.example.net', ' admin '],
    });

    expect(code).toBe(0);
    expect(terminal.asked.map(({ question }) => question)).toEqual([
      'Address of the platform, such as tls://as1.example.net: ',
      'Account to log in with: ',
    ]);
    expect(await written(place)).toMatchObject({
      profiles: { lab: { url: 'tls://as1.example.net', username: 'admin' } },
    });
  });

  it('warns of an address that is not encrypted', async () => {
    await using place = await Workplace.create();
    const url = ['--url', 'tcp://as1', '--username', 'admin'];

    expect((await place.ocip(['profile', 'add', 'lab', ...url])).stderr).toContain('not encrypted');
    expect((await place.ocip([...LAB, '--force'])).stderr).not.toContain('not encrypted');
  });

  it('refuses a name that is taken; --force changes what is given and leaves the rest', async () => {
    await using place = await Workplace.create();
    await place.ocip([...LAB, '--timeout', '60']);
    const again = ['profile', 'add', 'lab', '--username', 'other'];
    const refused = await place.ocip(again);

    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("There is a profile 'lab' already");
    expect(refused.stderr).toContain('--force');
    expect((await place.ocip([...again, '--force'])).code).toBe(0);
    expect(await written(place)).toMatchObject({
      profiles: { lab: { url: 'tls://as1.example.net', username: 'other', timeout: 60 } },
    });
  });

  it.each([
    [['profile', 'add', 'lab'], '--url and --username is missing, and nobody can be asked'],
    [['profile', 'add', '../x', '--url', 'a', '--username', 'b'], "found '../x', expected a name"],
    [['profile', 'add', '__proto__', '--url', 'a', '--username', 'b'], 'expected a name'],
    [
      ['profile', 'add', 'lab', '--url', 'ftp://x', '--username', 'b'],
      "'ftp' is no known transport",
    ],
    [[...LAB, '--timeout', '0'], '--timeout: found 0, expected a whole number from 1 to 86400'],
    [[...LAB, '--ca', 'none.pem'], 'there is no such file'],
    [[...LAB, '--commands', './none'], 'There are no commands at'],
    [[...LAB, '--keyring', '--password-env', 'X'], 'The password has one place; several are named'],
    [[...LAB, '--password-command', 'a | b'], "'|' means something to a shell only"],
    [[...LAB, '--login', 'none'], 'Allowed choices are signed, plain, trusted'],
  ])('refuses %j', async (args, message) => {
    await using place = await Workplace.create();
    const { code, stdout, stderr } = await place.ocip(args);

    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
    await expect(stat(place.configFolder)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

const twoProfiles = {
  profile: 'lab',
  profiles: {
    lab: { url: 'tls://as1.example.net', username: 'admin' },
    live: { url: 'tls://as2.example.net', username: 'admin', password: { command: ['pass', 'x'] } },
  },
};

describe('ocip profile list', () => {
  it('lists all profiles', async () => {
    await using place = await Workplace.create();
    await writeConfig(place, twoProfiles);
    const { code, stdout } = await place.ocip([
      'profile',
      'list',
      '--fields',
      'name,current',
      '-o',
      'ndjson',
    ]);

    expect(code).toBe(0);
    expect(stdout).toBe('{"name":"lab","current":true}\n{"name":"live","current":false}\n');
  });

  it('says what to do where there are none', async () => {
    await using place = await Workplace.create();
    const { code, stdout, stderr } = await place.ocip(['profile', 'list', '-o', 'json']);

    expect([code, stdout]).toEqual([0, '[]\n']);
    expect(stderr).toContain('ocip profile add <name>');
  });

  it('names the file, line and key of what is wrong in the settings', async () => {
    await using place = await Workplace.create();
    const file = await writeConfig(place, { profiles: { lab: { urll: 'x' } } });
    const { code, stderr } = await place.ocip(['profile', 'list']);

    expect(code).toBe(2);
    expect(stderr).toContain(`${file}:4: profiles.lab.urll is no setting.`);
    expect(stderr).toContain('Did you mean url?');
  });
});

describe('ocip profile show', () => {
  it('shows the current one, or one by its name; of a command only the program', async () => {
    await using place = await Workplace.create();
    await writeConfig(place, twoProfiles);

    expect(JSON.parse((await place.ocip(['profile', 'show', '-o', 'json'])).stdout)).toMatchObject({
      name: 'lab',
      current: true,
    });
    const live = await place.ocip(['profile', 'show', 'live', '-o', 'json']);
    expect(JSON.parse(live.stdout)).toMatchObject({ name: 'live', password: 'command pass' });
  });

  it('says what to do where none is the current one', async () => {
    await using place = await Workplace.create();
    const { code, stderr } = await place.ocip(['profile', 'show']);

    expect(code).toBe(2);
    expect(stderr).toContain('ocip profile use <name>');
  });
});

describe('ocip profile use', () => {
  it('makes a profile the current one', async () => {
    await using place = await Workplace.create();
    await writeConfig(place, twoProfiles);

    expect((await place.ocip(['profile', 'use', 'live'])).code).toBe(0);
    expect(await written(place)).toEqual({ ...twoProfiles, profile: 'live' });
  });

  it('says so where another stays in use', async () => {
    await using place = await Workplace.create();
    await writeConfig(place, twoProfiles);
    const { stderr } = await place.ocip(['profile', 'use', 'live'], {
      env: { OCIP_PROFILE: 'lab' },
    });

    expect(stderr).toContain('lab stays in use: environment variable OCIP_PROFILE names it');
  });

  it('refuses one that does not exist, with the nearest', async () => {
    await using place = await Workplace.create();
    await writeConfig(place, twoProfiles);
    const { code, stderr } = await place.ocip(['profile', 'use', 'lib']);

    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean lab?');
    expect(await written(place)).toEqual(twoProfiles);
  });
});

describe('ocip profile remove', () => {
  it('removes the profile and its password when the name is typed', async () => {
    await using place = await Workplace.create();
    await writeConfig(place, twoProfiles);
    kept.set('ocip: admin at as1.example.net:2209', 'secret-4711');
    kept.set('ocip: admin at as2.example.net:2209', 'another');
    const { code, stdout, stderr } = await place.ocip(['profile', 'remove', 'lab'], {
      isTerminal: true,
      answers: ['lab'],
    });

    expect(code).toBe(0);
    expect(stdout).toBe('Removed lab.\n');
    expect(stderr).toContain('gone from the keyring');
    expect(stderr).toContain('ocip profile use <name>');
    expect([...kept.keys()]).toEqual(['ocip: admin at as2.example.net:2209']);
    expect(await written(place)).toEqual({ profiles: { live: twoProfiles.profiles.live } });
  });

  it('changes nothing when something else is typed', async () => {
    await using place = await Workplace.create();
    await writeConfig(place, twoProfiles);
    const { code, stdout } = await place.ocip(['profile', 'remove', 'lab'], {
      isTerminal: true,
      answers: ['yes'],
    });

    expect([code, stdout]).toEqual([0, '']);
    expect(await written(place)).toEqual(twoProfiles);
  });

  it('refuses without a terminal and without --yes', async () => {
    await using place = await Workplace.create();
    await writeConfig(place, twoProfiles);
    const { code, stderr } = await place.ocip(['profile', 'remove', 'lab']);

    expect(code).toBe(2);
    expect(stderr).toContain('--yes');
    expect(await written(place)).toEqual(twoProfiles);
  });

  it('leaves a password that another profile needs', async () => {
    await using place = await Workplace.create();
    const same = { url: 'as1.example.net:2209', username: 'admin' };
    await writeConfig(place, { profiles: { ...twoProfiles.profiles, same } });
    kept.set('ocip: admin at as1.example.net:2209', 'secret-4711');
    const { stdout, stderr } = await place.ocip([
      'profile',
      'remove',
      'lab',
      '--yes',
      '-o',
      'json',
    ]);

    expect(JSON.parse(stdout)).toMatchObject({ name: 'lab', isPasswordRemoved: false });
    expect(stderr).toContain('the profile same has the same account');
    expect(kept.size).toBe(1);
  });

  it('removes the profile also where there is no keyring, and says what that leaves open', async () => {
    await using place = await Workplace.create();
    await writeConfig(place, twoProfiles);
    failKeyring('no daemon');
    const lab = await place.ocip(['profile', 'remove', 'lab', '--yes']);
    const live = await place.ocip(['profile', 'remove', 'live', '--yes']);

    expect([lab.code, live.code]).toEqual([0, 0]);
    expect(lab.stderr).toContain('not known');
    expect(live.stderr).toBe('What keeps the password stays: command pass.\n');
    expect(await written(place)).toEqual({ profiles: {} });
  });
});
