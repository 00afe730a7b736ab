import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Given } from '../../src/program/spec.js';
import { definitions, settingNames } from '../../src/settings/definitions.js';
import { assertProfile, describeOrigin, loadSettings } from '../../src/settings/load.js';
import type { SettingName, Settings } from '../../src/settings/settings.js';

let folder: string;
let cwd: string;
let userFile: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'ocip-settings-')));
  cwd = join(folder, 'project', 'deep');
  userFile = join(folder, 'config', 'config.json');
  await mkdir(cwd, { recursive: true });
  await mkdir(join(folder, 'config'), { mode: 0o700 });
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

type OriginKind = 'flag' | 'environment' | 'project' | 'profile' | 'user' | 'default';

/** Earlier ones win. */
const order: readonly OriginKind[] = [
  'flag',
  'environment',
  'project',
  'profile',
  'user',
  'default',
];

/** What each origin says of each setting, and what that comes to; nothing where it can't be said there. */
type Row = Partial<Record<OriginKind, readonly [written: unknown, value: unknown]>>;

const inCwd = (name: string): string => join(cwd, name);
const inConfig = (name: string): string => join(folder, 'config', name);
const plain = <T>(value: T): readonly [T, T] => [value, value];

function table(): Readonly<Record<SettingName, Row>> {
  return {
    profile: {
      flag: plain('lab'),
      environment: plain('of-environment'),
      project: plain('of-project'),
      user: plain('of-user'),
    },
    url: {
      flag: plain('tls://flag'),
      environment: plain('tls://environment'),
      profile: plain('tls://profile'),
    },
    username: {
      flag: plain('flag'),
      environment: plain('environment'),
      profile: plain('profile'),
    },
    login: { environment: plain('plain'), profile: plain('trusted') },
    password: {
      flag: [true, { kind: 'stdin' }],
      environment: ['secret-4711', { kind: 'environment', name: 'OCIP_PASSWORD' }],
      profile: [{ command: ['pass', 'x'] }, { kind: 'command', command: ['pass', 'x'] }],
      default: [undefined, { kind: 'keyring' }],
    },
    ca: {
      environment: ['env.pem', inCwd('env.pem')],
      profile: ['own.pem', inConfig('own.pem')],
    },
    release: { environment: ['24', 24], project: plain(23), profile: plain(22) },
    commands: {
      flag: ['./flag', inCwd('flag')],
      environment: ['./environment', inCwd('environment')],
      profile: ['./profile', inConfig('profile')],
      user: ['./user', inConfig('user')],
    },
    timeout: {
      flag: plain(1),
      environment: ['2', 2],
      project: plain(3),
      profile: plain(4),
      user: plain(5),
      default: [undefined, 30],
    },
    sessions: {
      environment: ['2', 2],
      project: plain(3),
      profile: plain(4),
      user: plain(6),
      default: [undefined, 5],
    },
    output: {
      flag: plain('json'),
      environment: plain('yaml'),
      project: plain('csv'),
      user: plain('table'),
      default: [undefined, 'text'],
    },
    automations: {
      environment: ['./a.js,package-b', [inCwd('a.js'), 'package-b']],
      user: [['./c.js'], [inConfig('c.js')]],
      default: [undefined, []],
    },
  };
}

/** Writes what the given origins say of a setting, and loads it. The profile in use is lab. */
async function load(
  name: SettingName,
  row: Row,
  origins: readonly OriginKind[],
): Promise<Settings> {
  const said = (origin: OriginKind): unknown =>
    origins.includes(origin) ? row[origin]?.[0] : undefined;
  const only = (value: unknown): object => (value === undefined ? {} : { [name]: value });
  await writeFile(
    userFile,
    JSON.stringify({
      profile: 'lab',
      ...only(said('user')),
      profiles: { lab: only(said('profile')) },
    }),
    { mode: 0o600 },
  );
  await writeFile(join(folder, 'project', '.ocip.json'), JSON.stringify(only(said('project'))));
  const { flag, environment } = definitions[name];
  const text = said('environment') as string | undefined;
  const flags = flag === undefined ? {} : { [flag]: said('flag') as string | undefined };
  return loadSettings(
    { env: { OCIP_CONFIG_DIR: join(folder, 'config'), [environment]: text }, cwd },
    given(flags),
  );
}

function given(flags: Given['flags'] = {}): Given {
  return { args: {}, flags, rest: [] };
}

describe('loadSettings', () => {
  it.each(settingNames)(
    'takes %s from each origin, and from the first that has it',
    async (name) => {
      const row = table()[name];
      const having = order.filter((origin) => row[origin] !== undefined);
      expect(having.length).toBeGreaterThan(1);

      for (const [i, origin] of having.entries()) {
        const settings = await load(name, row, having.slice(i));
        expect(settings[name]?.value, `${name} by ${origin}`).toEqual(row[origin]?.[1]);
        const { kind, ...rest } = settings[name]!.origin;
        expect(kind === 'user' && 'profile' in rest ? 'profile' : kind).toBe(origin);
      }
    },
  );

  it('covers every place where a setting may stand', () => {
    for (const name of settingNames) {
      const { flag, inProject, inUserFile, fallback } = definitions[name];
      const places: OriginKind[] = ['environment'];
      if (flag !== undefined) places.push('flag');
      if (inProject === true) places.push('project');
      if (inUserFile !== 'top') places.push('profile');
      if (inUserFile !== 'profile') places.push('user');
      if (fallback !== undefined) places.push('default');
      expect(Object.keys(table()[name]).sort(), name).toEqual(places.sort());
    }
  });

  it('leaves out what is neither set nor has a default', async () => {
    const settings = await loadSettings({ env: { OCIP_CONFIG_DIR: folder }, cwd }, given());

    expect(settings.url).toBeUndefined();
    expect(settings.profile).toBeUndefined();
    expect(settings.profiles).toEqual([]);
    expect(settings.userFile).toBe(join(folder, 'config.json'));
  });

  it('never has the password itself', async () => {
    const settings = await load('password', table().password, ['environment']);

    expect(JSON.stringify(settings)).not.toContain('secret-4711');
  });

  it('takes an empty environment variable for none', async () => {
    const env = { OCIP_CONFIG_DIR: folder, OCIP_URL: '', OCIP_TIMEOUT: '', OCIP_PASSWORD: '' };
    const settings = await loadSettings({ env, cwd }, given());

    expect(settings.url).toBeUndefined();
    expect(settings.timeout.origin).toEqual({ kind: 'default' });
    expect(settings.password.value).toEqual({ kind: 'keyring' });
  });

  it('takes the project file that is nearest above the folder of the call', async () => {
    await writeFile(join(folder, '.ocip.json'), '{"timeout": 1, "sessions": 1}');
    await writeFile(join(folder, 'project', '.ocip.json'), '{"timeout": 2}');
    const settings = await loadSettings({ env: { OCIP_CONFIG_DIR: folder }, cwd }, given());

    expect(settings.timeout).toEqual({
      value: 2,
      origin: { kind: 'project', file: join(folder, 'project', '.ocip.json') },
    });
    expect(settings.sessions.origin).toEqual({ kind: 'default' });
  });

  it('reads ~/ as the home folder', async () => {
    const env = { OCIP_CONFIG_DIR: folder, OCIP_CA: '~/ca.pem' };
    const settings = await loadSettings({ env, cwd }, given());

    expect(settings.ca?.value).toBe(join(homedir(), 'ca.pem'));
  });

  it('takes commands that are a folder here for that folder, and for a package otherwise', async () => {
    await mkdir(join(cwd, 'mine'));
    const value = async (commands: string): Promise<unknown> =>
      (await loadSettings({ env: { OCIP_CONFIG_DIR: folder }, cwd }, given({ commands }))).commands
        ?.value;

    expect(await value('mine')).toBe(join(cwd, 'mine'));
    expect(await value('other')).toBe('other');
    expect(await value('@acme/commands')).toBe('@acme/commands');
  });

  it.each([
    ['OCIP_TIMEOUT', '0', 'OCIP_TIMEOUT: found 0, expected a whole number from 1 to 86400.'],
    [
      'OCIP_TIMEOUT',
      'soon',
      "OCIP_TIMEOUT: found 'soon', expected a whole number from 1 to 86400.",
    ],
    ['OCIP_SESSIONS', '1.5', "OCIP_SESSIONS: found '1.5', expected a whole number from 1 to 100."],
    ['OCIP_LOGIN', 'simple', "OCIP_LOGIN: found 'simple', expected one of signed, plain, trusted."],
  ])('refuses %s=%s', async (name, text, message) => {
    const env = { OCIP_CONFIG_DIR: folder, [name]: text };

    await expect(loadSettings({ env, cwd }, given())).rejects.toMatchObject({
      name: 'CliError',
      exitCode: 2,
      message,
    });
  });

  it('refuses an address with user information, without repeating it', async () => {
    const env = { OCIP_CONFIG_DIR: folder, OCIP_URL: 'tls://admin:secret-4711@as1' };
    const error: unknown = await loadSettings({ env, cwd }, given()).catch((e: unknown) => e);

    expect(error).toMatchObject({ message: expect.stringContaining('user information') });
    expect((error as Error).message).not.toContain('secret-4711');
  });
});

describe('a project file', () => {
  it.each(['url', 'username', 'login', 'password', 'ca', 'commands', 'automations'])(
    'may not have %s, and is told why',
    async (name) => {
      const file = join(cwd, '.ocip.json');
      await writeFile(file, `{\n  "timeout": 5,\n  "${name}": "secret-4711"\n}`);
      const error: unknown = await loadSettings(
        { env: { OCIP_CONFIG_DIR: folder }, cwd },
        given(),
      ).catch((e: unknown) => e);

      expect(error).toMatchObject({
        exitCode: 2,
        message: expect.stringMatching(
          new RegExp(`^${file}:3: ${name} may not be set here, since .*project file`),
        ),
        next: [expect.stringContaining('ocip profile add')],
      });
      expect(JSON.stringify(error)).not.toContain('secret-4711');
    },
  );

  it('may not have profiles of its own', async () => {
    await writeFile(join(cwd, '.ocip.json'), '{"profiles": {}}');

    await expect(loadSettings({ env: { OCIP_CONFIG_DIR: folder }, cwd }, given())).rejects.toThrow(
      /profiles is no setting/,
    );
  });
});

describe('assertProfile', () => {
  it('refuses a profile that does not exist, with the nearest and who named it', async () => {
    await writeFile(userFile, '{"profiles": {"lab": {}, "live": {}}}', { mode: 0o600 });
    const env = { OCIP_CONFIG_DIR: join(folder, 'config'), OCIP_PROFILE: 'lib' };
    const settings = await loadSettings({ env, cwd }, given());

    await expect(assertProfile(settings)).rejects.toMatchObject({
      exitCode: 2,
      message: `There is no profile 'lib' in ${userFile} (named by: environment variable OCIP_PROFILE).`,
      next: ['Did you mean lab?', expect.stringContaining('ocip profile list')],
    });
  });
});

describe('describeOrigin', () => {
  it.each([
    [{ kind: 'flag', name: '--url' }, 'flag --url'],
    [{ kind: 'environment', name: 'OCIP_URL' }, 'environment variable OCIP_URL'],
    [{ kind: 'project', file: '/p/.ocip.json' }, 'project file /p/.ocip.json'],
    [{ kind: 'user', file: '/c' }, 'file /c'],
    [{ kind: 'user', file: '/c', profile: 'lab' }, 'profile lab in /c'],
    [{ kind: 'default' }, 'default'],
  ] as const)('tells %o in words', (origin, words) => {
    expect(describeOrigin(origin)).toBe(words);
  });
});
