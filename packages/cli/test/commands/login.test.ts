import { SEED_PASSWORD, startSimulator, type StartedSimulator } from '@ocipkit/simulator';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeConfig } from '../support/config.js';
import { failKeyring, kept } from '../support/keyring.js';
import { Workplace } from '../support/run.js';

vi.mock('@napi-rs/keyring', async () => (await import('../support/keyring.js')).keyringModule);

let simulator: StartedSimulator;
let endpoint: string;

beforeAll(async () => {
  simulator = await startSimulator({ trustedAddresses: ['127.0.0.1'] });
  endpoint = `127.0.0.1:${String(simulator.tcp!.port)}`;
});
afterAll(async () => simulator.stop());
beforeEach(() => {
  kept.clear();
  failKeyring(undefined);
});

/** A workplace with the profile lab, for an account of the simulator. */
async function workplace(profile: object = {}, username = 'admin'): Promise<Workplace> {
  const place = await Workplace.create();
  const lab = { url: `tcp://${endpoint}`, username, ...profile };
  await writeConfig(place, { profile: 'lab', profiles: { lab } });
  return place;
}

const typing = (password: string) => ({ isTerminal: true, answers: [password] });

describe('ocip login', () => {
  it('keeps a password that works in the keyring, and later calls use it', async () => {
    await using place = await workplace();
    const { code, stdout, stderr, terminal } = await place.ocip(['login'], typing(SEED_PASSWORD));

    expect(code).toBe(0);
    expect(terminal.asked).toEqual([
      { question: `Password of admin at ${endpoint}: `, hidden: true },
    ]);
    expect(stdout).toBe(`admin (System) is logged in at ${endpoint}.\n`);
    expect(stderr).toBe('The password is in the keyring.\n');
    expect([...kept]).toEqual([[`ocip: admin at ${endpoint}`, SEED_PASSWORD]]);
    expect((await place.ocip(['whoami'])).code).toBe(0);
  });

  it('reads the password from stdin', async () => {
    await using place = await workplace();
    const { code, stdout } = await place.ocip(['login', '--password-stdin', '-o', 'json'], {
      input: `${SEED_PASSWORD}\n`,
    });

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ username: 'admin', endpoint, isStored: true });
    expect(kept.size).toBe(1);
  });

  it('keeps nothing of a password that is refused, and leaves what was kept', async () => {
    await using place = await workplace();
    kept.set(`ocip: admin at ${endpoint}`, 'before');
    const { code, stdout, stderr } = await place.ocip(['login'], typing('wrong-4711'));

    expect(code).toBe(4);
    expect(stdout).toBe('');
    expect(stderr).toContain('refused the login of admin');
    expect(stderr).not.toContain('wrong-4711');
    expect([...kept.values()]).toEqual(['before']);
  });

  it('asks anew also where the keyring has a password', async () => {
    await using place = await workplace();
    kept.set(`ocip: admin at ${endpoint}`, 'outdated');

    expect((await place.ocip(['login'], typing(SEED_PASSWORD))).code).toBe(0);
    expect([...kept.values()]).toEqual([SEED_PASSWORD]);
  });

  it('says where else to keep it where there is no keyring', async () => {
    await using place = await workplace();
    failKeyring('no daemon');
    const { code, stderr } = await place.ocip(['login'], typing(SEED_PASSWORD));

    expect(code).toBe(0);
    expect(stderr).toContain('its password is kept nowhere');
    expect(stderr).toContain('no daemon');
    expect(stderr).toContain('--password-file');
    expect(stderr).not.toContain(SEED_PASSWORD);
  });

  it('only checks a password that has another place', async () => {
    await using place = await workplace({ password: { environment: 'LAB_PASSWORD' } });
    const { code, stdout, stderr } = await place.ocip(['login', '-o', 'json'], {
      env: { LAB_PASSWORD: SEED_PASSWORD },
    });

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ isStored: false });
    expect(stderr).toBe('Nothing was stored: environment variable LAB_PASSWORD.\n');
    expect(kept.size).toBe(0);
  });

  it('needs no password where the platform trusts this address', async () => {
    await using place = await workplace({ login: 'trusted' });
    const { code, terminal } = await place.ocip(['login']);

    expect(code).toBe(0);
    expect(terminal.asked).toEqual([]);
  });

  it('refuses where nobody can be asked', async () => {
    await using place = await workplace();
    const { code, stderr } = await place.ocip(['login']);

    expect(code).toBe(4);
    expect(stderr).toContain('--password-stdin');
  });

  it.each([
    ['--password', SEED_PASSWORD],
    [`--password=${SEED_PASSWORD}`],
    [`--passwort=${SEED_PASSWORD}`],
  ])('refuses a password as a flag, without repeating it: %s', async (...flags) => {
    await using place = await workplace();
    const { code, stdout, stderr } = await place.ocip(['login', ...flags]);

    expect(code).toBe(2);
    expect(stdout + stderr).not.toContain(SEED_PASSWORD);
  });

  it('names the reason and the alternatives for a password as a flag', async () => {
    await using place = await workplace();
    const { stderr } = await place.ocip(['whoami', '--password', 'secret-4711']);

    expect(stderr).toContain('the list of processes');
    expect(stderr).toContain('--password-stdin');
    expect(stderr).toContain('ocip login');
  });
});

describe('ocip logout', () => {
  it('removes the password of the profile from the keyring, and no other', async () => {
    await using place = await workplace();
    kept.set(`ocip: admin at ${endpoint}`, SEED_PASSWORD);
    kept.set('ocip: admin at as2:2209', 'another');
    const { code, stdout } = await place.ocip(['logout']);

    expect(code).toBe(0);
    expect(stdout).toBe(`The password of admin at ${endpoint} is gone from the keyring.\n`);
    expect([...kept.keys()]).toEqual(['ocip: admin at as2:2209']);
  });

  it('says so where there was none', async () => {
    await using place = await workplace();
    const { code, stdout } = await place.ocip(['logout', '-o', 'json']);

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ username: 'admin', endpoint, isRemoved: false });
  });

  it('says what keeps the password still', async () => {
    await using place = await workplace({ password: { command: ['pass', 'lab'] } });

    expect((await place.ocip(['logout'])).stderr).toBe(
      'What keeps the password stays: command pass.\n',
    );
  });

  it('fails where there is no keyring', async () => {
    await using place = await workplace();
    failKeyring('no daemon');

    expect((await place.ocip(['logout'])).code).toBe(4);
  });
});

describe('ocip whoami', () => {
  it('shows account, level, owner, endpoint and release', async () => {
    await using place = await workplace({ password: { environment: 'PW' } }, 'gh-admin');
    const { code, stdout } = await place.ocip(['whoami', '-o', 'json'], {
      env: { PW: SEED_PASSWORD },
    });

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      profile: 'lab',
      username: 'gh-admin',
      endpoint,
      loginType: 'Service Provider',
      serviceProviderId: 'Grand-Harbour',
      isEnterprise: true,
      userDomain: 'example.test',
      locale: 'en_US',
      release: 25,
    });
  });

  it('takes the release from the profile where that names it', async () => {
    await using place = await workplace({ release: 22 });
    const { stdout } = await place.ocip(['whoami', '-o', 'json', '--query', 'release'], {
      env: { OCIP_PASSWORD: SEED_PASSWORD },
    });

    expect(stdout).toBe('22\n');
  });

  it('says what to do where no platform is named', async () => {
    await using place = await Workplace.create();
    const { code, stderr } = await place.ocip(['whoami']);

    expect(code).toBe(2);
    expect(stderr).toContain('ocip profile add <name>');
    expect(stderr).toContain('OCIP_URL');
  });

  it('names a profile that does not exist, and who named it', async () => {
    await using place = await workplace();
    const { code, stderr } = await place.ocip(['whoami', '--profile', 'lib']);

    expect(code).toBe(2);
    expect(stderr).toContain('(named by: flag --profile)');
    expect(stderr).toContain('Did you mean lab?');
  });
});
