import { SEED_PASSWORD, startSimulator, type StartedSimulator } from '@ocipkit/simulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Workplace } from '../support/run.js';

let simulator: StartedSimulator;
let place: Workplace;
beforeAll(async () => {
  simulator = await startSimulator({ seed: 'demo' });
  place = await Workplace.create({
    OCIP_URL: simulator.tcp!.url,
    OCIP_USERNAME: 'admin',
    OCIP_PASSWORD: SEED_PASSWORD,
  });
});
afterAll(async () => {
  await place[Symbol.asyncDispose]();
  await simulator.stop();
});

/** The values that are suggested for the last word, and whether paths are. */
async function suggested(...words: string[]): Promise<{ values: string[]; paths: string }> {
  const { code, stdout } = await place.ocip(['__complete', '--', ...words]);
  expect(code).toBe(0);
  const lines = stdout.trimEnd().split('\n');
  const paths = lines.pop() ?? '';
  return { values: lines.map((line) => line.split('\t')[0] ?? ''), paths };
}

const valuesOf = async (...words: string[]): Promise<string[]> =>
  (await suggested(...words)).values;

describe('words of commands', () => {
  test('the first words, and those below a group', async () => {
    expect(await valuesOf('')).toEqual(expect.arrayContaining(['call', 'user', 'group', 'sim']));
    expect(await valuesOf('user', '')).toEqual(['data', 'digest', 'update']);
    expect(await valuesOf('us')).toEqual(['user']);
  });

  test('none after a word that is none', async () => {
    expect(await valuesOf('usre', '')).toEqual([]);
  });

  test('hidden ones are not shown', async () => {
    expect(await valuesOf('__')).toEqual([]);
  });
});

describe('flags and their values', () => {
  test('flags by their beginning, those given left out', async () => {
    expect(await valuesOf('group', 'users', '--sec')).toEqual(['--sections']);
    expect(await valuesOf('group', 'users', '--html', 'x', '--ht')).toEqual([]);
  });

  test('choices, also after a comma and an equals sign', async () => {
    expect(await valuesOf('user', 'digest', '--output', 'j')).toEqual(['json']);
    expect(await valuesOf('group', 'users', '--sections', 'user,ut')).toEqual(['user,utilities']);
    expect(await valuesOf('user', 'digest', '--output=cs')).toEqual(['--output=csv']);
  });

  test('files are left to the shell', async () => {
    expect(await suggested('user', 'digest', '--html', 'rep')).toEqual({
      values: [],
      paths: ':file',
    });
    expect((await suggested('sim', 'start', '--state', '')).paths).toBe(':file');
  });
});

describe('requests and their fields', () => {
  test('names of requests', async () => {
    expect(await valuesOf('call', 'UserGetRequest')).toContain('UserGetRequest23V2');
  });

  test('fields, nested ones as well, before the flags of the command', async () => {
    const values = await valuesOf('call', 'UserModifyRequest22', '--a');
    expect(values.slice(0, 2)).toEqual(['--addressLocation', '--address.addressLine1']);
  });

  test('a secret is no flag', async () => {
    expect(await valuesOf('call', 'UserModifyRequest22', '--newPass')).toEqual([]);
  });

  test('values of enumerations and booleans', async () => {
    const call = ['call', 'UserDoNotDisturbModifyRequest', '--isActive'];
    expect(await valuesOf(...call, '')).toEqual(['true', 'false']);
  });
});

describe('ids of the platform', () => {
  test('service providers, groups of one, users of one', async () => {
    expect(await valuesOf('group', 'users', 'gr')).toEqual(['Grand-Harbour']);
    expect(await valuesOf('group', 'users', 'Grand-Harbour', 'B')).toEqual(['Berlin']);
    expect(await valuesOf('user', 'update', 'Grand-Harbour', 'Berlin', 'anna')).toEqual([
      'anna.schmidt@grandharbour.test',
    ]);
  });

  test('a user anywhere, also for a field of a request', async () => {
    const anna = ['anna.schmidt@grandharbour.test'];
    expect(await valuesOf('user', 'digest', 'ann')).toEqual(anna);
    expect(await valuesOf('call', 'UserGetRequest23V2', '--userId', 'ann')).toEqual(anna);
  });

  test('none, and no error, where the platform can’t be reached or somebody would have to be asked', async () => {
    const elsewhere = { env: { OCIP_URL: 'tcp://127.0.0.1:1' } };
    const silent = { env: { OCIP_PASSWORD: undefined } };
    for (const options of [elsewhere, silent]) {
      const ran = await place.ocip(['__complete', '--', 'user', 'digest', 'ann'], options);
      expect([ran.code, ran.stdout, ran.terminal.asked]).toEqual([0, ':none\n', []]);
    }
  });
});

describe('the scripts', () => {
  test.each(['bash', 'zsh', 'fish', 'powershell'])('of %s asks ocip', async (shell) => {
    const { code, stdout } = await place.ocip(['completion', shell]);
    expect(code).toBe(0);
    expect(stdout).toContain('ocip __complete --');
  });

  test('of a shell that is none is refused', async () => {
    const { code, stderr } = await place.ocip(['completion', 'tcsh']);
    expect(code).toBe(2);
    expect(stderr).toContain(
      "'tcsh' is no shell that is known; expected bash, zsh, fish, powershell.",
    );
  });
});
