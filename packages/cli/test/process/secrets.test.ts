import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MASK } from '@ocipkit/core';
import { SEED_PASSWORD, startSimulator, type StartedSimulator } from '@ocipkit/simulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Folder } from '../support/program.js';
import type { ProcessOptions, ProcessResult } from '../support/process.js';
import { hasTmux, Tmux } from '../support/tmux.js';

/*
 * Secrets are planted wherever a person, a program or the platform may put one. Afterwards none is in what
 * the program wrote, to stdout, stderr or files, but where somebody asked for it.
 */

const secrets = {
  /** Of the account that logs in. */
  login: 'Pl4nted-Login-1',
  user: 'Pl4nted-User-2',
  sip: 'Pl4nted-Sip-3',
  device: 'Pl4nted-Device-4',
  passcode: '90817263',
  /** In places that are wrong, such as a flag or a settings file. */
  stray: 'Pl4nted-Stray-5',
};
const planted = Object.values(secrets);

const userId = 'anna.schmidt@grandharbour.test';

let simulator: StartedSimulator;
let folder: Folder;
/** Files that hold a secret since the test wrote it there. */
const own = new Set<string>();
const heard: { readonly line: string; readonly text: string }[] = [];

async function ocip(args: readonly string[], options: ProcessOptions = {}): Promise<ProcessResult> {
  const ran = await folder.ocip(args, options);
  heard.push({ line: args.join(' '), text: ran.stdout + ran.stderr });
  return ran;
}

async function write(name: string, text: string, mode = 0o600): Promise<string> {
  const path = join(folder.path, name);
  await writeFile(path, text, { mode });
  own.add(path);
  return path;
}

function leaksIn(text: string): readonly string[] {
  return planted.flatMap((secret) => {
    const forms = [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
      Buffer.from(secret).toString('hex'),
    ];
    return forms.some((form) => text.includes(form)) ? [secret] : [];
  });
}

beforeAll(async () => {
  simulator = await startSimulator({ seed: 'demo' });
  folder = await Folder.at(simulator, { OCIP_PASSWORD: secrets.login });
  const change = ['call', 'PasswordModifyRequest', '--userId', 'admin'];
  const ran = await ocip(
    [...change, '--field-env', 'oldPassword=OLD,newPassword=NEW', '--show-xml'],
    { env: { OCIP_PASSWORD: SEED_PASSWORD, OLD: SEED_PASSWORD, NEW: secrets.login } },
  );
  expect(ran.code, ran.stderr).toBe(0);
});
afterAll(async () => {
  await folder[Symbol.asyncDispose]();
  await simulator.stop();
});

describe('secrets that are given', () => {
  test('in a request, by stdin, the environment and files, reach the platform', async () => {
    const user = await ocip(
      [
        'call',
        'UserModifyRequest22',
        '--userId',
        userId,
        '--field-stdin',
        'newPassword',
        '--show-xml',
      ],
      { input: `${secrets.user}\n` },
    );
    expect(user.code, user.stderr).toBe(0);
    const sip = await ocip(
      [
        'call',
        'UserAuthenticationModifyRequest',
        '--userId',
        userId,
        '--userName',
        'anna',
        '--show-xml',
      ].concat(['--field-env', 'newPassword=SIP']),
      { env: { SIP: secrets.sip } },
    );
    expect(sip.code, sip.stderr).toBe(0);
    expect(sip.stderr).toContain(`<newPassword>${MASK}</newPassword>`);
    const passcode = {
      $type: 'UserPortalPasscodeModifyRequest',
      userId,
      newPasscode: secrets.passcode,
    };
    await write('passcode.json', JSON.stringify(passcode));
    const portal = await ocip(['call', '--input', 'passcode.json', '--show-xml', '-o', 'json']);
    expect(portal.code, portal.stderr).toBe(0);
  });

  test('are masked in what would be sent', async () => {
    const device = {
      serviceProviderId: 'Grand-Harbour',
      groupId: 'Berlin',
      deviceName: 'anna.schmidt-phone',
    };
    const credentials = { userName: 'n', password: secrets.device };
    const request = {
      $type: 'GroupAccessDeviceModifyRequest22',
      ...device,
      accessDeviceCredentials: credentials,
    };
    await write('device.json', JSON.stringify(request));
    await write(
      'device.xml',
      `<command xsi:type="GroupAccessDeviceModifyRequest22"><serviceProviderId>Grand-Harbour</serviceProviderId><groupId>Berlin</groupId><deviceName>anna.schmidt-phone</deviceName><accessDeviceCredentials><userName>n</userName><password>${secrets.device}</password></accessDeviceCredentials></command>`,
    );
    for (const input of ['device.json', 'device.xml']) {
      for (const output of ['text', 'json', 'yaml']) {
        const { code, stdout, stderr } = await ocip([
          'call',
          '--input',
          input,
          '--dry-run',
          '-o',
          output,
        ]);
        expect(code, stderr).toBe(0);
        expect(stdout).toContain(MASK);
      }
    }
    await write('batch.ndjson', `${JSON.stringify(request)}\n${JSON.stringify(request)}\n`);
    const batch = await ocip(['call', '--batch', 'batch.ndjson', '--show-xml', '-o', 'csv']);
    expect(batch.stderr).toContain(MASK);
  });

  test.each([
    [
      'a flag of a request',
      ['call', 'UserModifyRequest22', '--userId', userId, '--newPassword', secrets.stray],
    ],
    [
      'a flag with =',
      ['call', 'UserModifyRequest22', '--userId', userId, `--newPassword=${secrets.stray}`],
    ],
    ['a flag for a password', ['whoami', '--password', secrets.stray]],
    [
      'a flag for a password of a call',
      ['call', 'UserGetRequest23V2', '--userId', userId, '--password', secrets.stray],
    ],
    ['a flag that is misspelled', ['whoami', `--pasword=${secrets.stray}`]],
    ['an address', ['whoami', '--url', `tcp://admin:${secrets.stray}@127.0.0.1:1`]],
    [
      'the name of a variable',
      [
        'profile',
        'add',
        'x',
        '--url',
        'tls://a.test',
        '--username',
        'u',
        '--password-env',
        secrets.stray,
      ],
    ],
    [
      'the source of a field',
      [
        'call',
        'UserModifyRequest22',
        '--userId',
        userId,
        '--field-env',
        `newPassword=${secrets.stray}`,
      ],
    ],
  ])('in the wrong place, %s, are refused and not repeated', async (_, args) => {
    const { code, stdout, stderr } = await ocip(args);
    expect([code, stdout], stderr).toEqual([2, '']);
  });

  test('in input that is wrong, are not quoted', async () => {
    await write(
      'wrong.json',
      JSON.stringify({ userId, newPassword: [secrets.stray, 1], lastNme: secrets.stray }),
    );
    expect((await ocip(['call', 'UserModifyRequest22', '--input', 'wrong.json'])).code).toBe(2);
    await write('broken.json', `{"userId": "${userId}", "newPassword": "${secrets.stray}`);
    expect((await ocip(['call', 'UserModifyRequest22', '--input', 'broken.json'])).code).toBe(2);
    await write(
      'broken.xml',
      `<command xsi:type="UserModifyRequest22"><newPassword>${secrets.stray}</newPasswrd></command>`,
    );
    expect((await ocip(['call', '--input', 'broken.xml'])).code).toBe(2);
    const long = { $type: 'UserModifyRequest22', userId, newPassword: secrets.stray.repeat(20) };
    await write('long.json', JSON.stringify(long));
    expect((await ocip(['call', '--input', 'long.json'])).code).toBe(2);
  });

  test('in the settings, are refused and not repeated', async () => {
    const config = join(folder.path, 'config', 'config.json');
    const profile = { url: simulator.tcp!.url, username: 'admin' };
    const wrong = [
      { profile: 'lab', profiles: { lab: { ...profile, password: secrets.stray } } },
      { profile: 'lab', profiles: { lab: { ...profile, password: { text: secrets.stray } } } },
      {
        profile: 'lab',
        profiles: { lab: { ...profile, url: `tls://admin:${secrets.stray}@a.test` } },
      },
      { password: secrets.stray },
    ];
    await ocip(['profile', 'add', 'lab', '--url', simulator.tcp!.url, '--username', 'admin']);
    const right = await readFile(config, 'utf8');
    for (const content of [
      ...wrong.map((value) => JSON.stringify(value)),
      `{"password": "${secrets.stray}`,
    ]) {
      await writeFile(config, content, { mode: 0o600 });
      for (const args of [
        ['whoami'],
        ['config', 'show', '--origin'],
        ['profile', 'list'],
        ['doctor'],
      ]) {
        expect((await ocip(args)).code, content).toBe(2);
      }
    }
    await writeFile(config, right, { mode: 0o600 });
  });

  test('for the login, come from each place and are shown in none', async () => {
    const file = await write('password', `${secrets.login}\n`);
    await write('tells.mjs', `process.stdout.write('${secrets.login}\\n');\n`);
    const url = ['--url', simulator.tcp!.url, '--username', 'admin'];
    const places = [
      ['--password-file', file],
      ['--password-command', `${process.execPath} tells.mjs --token ${secrets.stray}`],
      ['--password-env', 'MY_SECRET'],
    ];
    const env = { OCIP_PASSWORD: undefined, MY_SECRET: secrets.login };
    for (const [i, place] of places.entries()) {
      const name = `p${String(i)}`;
      expect((await ocip(['profile', 'add', name, ...url, ...place], { env })).code).toBe(0);
      for (const args of [
        ['profile', 'show', name],
        ['config', 'show', '-p', name],
        ['whoami', '-p', name],
        ['login', '-p', name],
        ['doctor', '-p', name],
      ]) {
        const { code, stderr } = await ocip(args, { env });
        expect(code, `${args.join(' ')}: ${stderr}`).toBe(0);
      }
    }
    // The arguments of the program stand in the settings, since somebody wrote them there.
    own.add(join(folder.path, 'config', 'config.json'));
    const stdin = await ocip(['login', '--password-stdin'], { env, input: `${secrets.login}\n` });
    expect(stdin.code, stdin.stderr).toBe(0);
    const lines = await ocip(['whoami', '--password-stdin'], {
      env,
      input: `${secrets.stray}\nmore\n`,
    });
    expect(lines.code).toBe(4);
    const refused = await ocip(['doctor'], { env: { OCIP_PASSWORD: secrets.stray } });
    expect(refused.code).toBe(4);
  });
});

describe('secrets that the platform tells', () => {
  const asking = ['call', 'UserPortalPasscodeGetInfoRequest', '--userId', userId];

  test.each(['text', 'json', 'yaml', 'csv', 'ndjson', 'table'])(
    'are masked in %s',
    async (output) => {
      const { code, stdout, stderr } = await ocip([...asking, '-o', output, '--show-xml']);
      expect(code, stderr).toBe(0);
      expect(stdout).toContain(MASK);
      expect(stderr).toContain(MASK);
    },
  );

  test('are masked for a query as well', async () => {
    const { stdout } = await ocip([...asking, '--query', 'passcode', '-o', 'json']);
    expect(JSON.parse(stdout)).toBe(MASK);
  });

  test('are shown on stdout to whoever asks for them, and nowhere else', async () => {
    const { stdout, stderr } = await folder.ocip([
      ...asking,
      '--show-secrets',
      '--show-xml',
      '-o',
      'json',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ passcode: secrets.passcode });
    expect(leaksIn(stderr)).toEqual([]);
  });

  test('are masked in a refusal that quotes the request, and in a batch', async () => {
    simulator.faults.set({
      error: { code: 4500, text: `<newPassword>${secrets.user}</newPassword>` },
      only: ['UserModifyRequest22'],
    });
    const modify = [
      'call',
      'UserModifyRequest22',
      '--userId',
      userId,
      '--field-env',
      'newPassword=NEW',
      '--show-xml',
    ];
    const { code } = await ocip(modify, { env: { NEW: secrets.user } });
    expect(code).toBe(3);
    simulator.faults.clear();
  });

  test('are not in what automations show, write and keep', async () => {
    const html = (name: string): readonly string[] => ['--html', `${name}.html`, '-o', 'json'];
    const runs = [
      ['user', 'digest', userId, ...html('digest')],
      ['user', 'data', userId, ...html('data')],
      ['group', 'users', 'Grand-Harbour', 'Berlin', ...html('users')],
      ['group', 'users', 'Grand-Harbour', 'Berlin', '-o', 'ndjson'],
      ['group', 'audit', 'Grand-Harbour', 'Berlin', ...html('audit')],
      ['registration', 'report', 'Grand-Harbour', 'Berlin', ...html('registrations')],
      [
        'user',
        'update',
        'Grand-Harbour',
        'Berlin',
        userId,
        '--updates',
        '{"title":"Concierge"}',
        '--yes',
      ],
      [
        'number',
        'move',
        'Grand-Harbour',
        'Vienna',
        '--groupId',
        'Berlin',
        '--numbers',
        '+1-2025550111',
        '--yes',
        '--journal',
        'run.ndjson',
      ],
    ];
    for (const args of runs) {
      const { code, stderr } = await ocip(args);
      expect(code, `${args.join(' ')}: ${stderr}`).toBe(0);
    }
  });

  test('are not in what is told of a bug', async () => {
    const module = join(folder.path, 'broken.mjs');
    await writeFile(
      module,
      `export const automations = [{
  name: 'breakIt', command: 'break it', description: 'Breaks.', access: 'read', parameters: [],
  run: async (client) => { await client.warm(1); return undefined.nothing; },
  report: () => ({ title: '', parts: [] }),
}];
`,
    );
    const { code } = await ocip(['break', 'it'], { env: { OCIP_AUTOMATIONS: module } });
    expect(code).toBe(1);
  });
});

test.runIf(hasTmux())(
  'a line with a secret is not kept in the history of the shell',
  { timeout: 60_000 },
  async () => {
    await using terminal = await Tmux.start(
      [process.execPath, join(import.meta.dirname, '../../bundle/ocip.js'), 'shell'],
      { cwd: folder.path, env: folder.env },
    );
    await terminal.shows(/^ocip lab>$/m);
    for (const line of [
      `call UserModifyRequest22 --userId ${userId} --newPassword ${secrets.stray}`,
      'config show -q',
    ]) {
      await terminal.type(line);
      await terminal.press('Enter');
      await terminal.shows(
        line.startsWith('call') ? /Error: [^]*ocip lab>$/ : /sessions[^]*ocip lab>$/,
      );
    }
    await terminal.type(
      'call UserModifyRequest22 --userId anna.schmidt@grandharbour.test --newPassword',
    );
    await terminal.press('Enter');
    await terminal.shows(/^newPassword:$/m);
    await terminal.type(secrets.user);
    await terminal.press('Enter');
    const screen = await terminal.shows(/succeeded\.\nocip lab>$/);
    expect(screen).not.toContain(secrets.user);
    await terminal.press('C-d');
    await terminal.shows(/ended with 0$/);
    const history = await readFile(join(folder.path, 'config', 'history'), 'utf8');
    expect(history).toContain('config show -q');
    expect(leaksIn(history)).toEqual([]);
  },
);

describe('afterwards', () => {
  test('no secret was written to stdout or stderr', () => {
    expect(heard.length).toBeGreaterThan(50);
    for (const { line, text } of heard) expect(leaksIn(text), `${line}\n${text}`).toEqual([]);
  });

  test('no secret is in a file but those it was written to', async () => {
    await rm(join(folder.path, 'node_modules'), { recursive: true, force: true });
    const entries = await readdir(folder.path, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !own.has(file));
    expect(files.some((file) => file.endsWith('run.ndjson'))).toBe(true);
    expect(files.some((file) => file.endsWith('users.html'))).toBe(true);
    for (const file of files) expect(leaksIn(await readFile(file, 'utf8')), file).toEqual([]);
  });
});
