import { spawn } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { SEED_PASSWORD, startSimulator, type StartedSimulator } from '@ocipkit/simulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Folder, program } from '../support/program.js';
import type { ProcessResult } from '../support/process.js';

const anna = 'anna.schmidt@grandharbour.test';
const read = ['call', 'UserGetRequest23V2', '--userId', anna];
const list = [
  'call',
  'UserGetListInGroupRequest',
  '--serviceProviderId',
  'Grand-Harbour',
  '--GroupId',
  'Berlin',
];

let simulator: StartedSimulator;
let folder: Folder;
beforeAll(async () => {
  simulator = await startSimulator({ seed: 'demo', tls: true, tcp: true });
  folder = await Folder.at(simulator);
});
afterAll(async () => {
  await folder[Symbol.asyncDispose]();
  await simulator.stop();
});

describe('connection', () => {
  const noWhere = {
    OCIP_URL: 'tcp://127.0.0.1:1',
    OCIP_USERNAME: 'nobody',
    OCIP_PASSWORD: undefined,
  };

  test('flags go before the environment, and the password comes from stdin', async () => {
    const url = ['--url', simulator.tcp!.url, '--username', 'admin', '--password-stdin'];
    const ran = await folder.ocip([...read, ...url, '--timeout', '20', '-o', 'json'], {
      env: noWhere,
      input: `${SEED_PASSWORD}\n`,
    });
    expect(ran.code, ran.stderr).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject({ lastName: 'Schmidt' });
  });

  test('a profile over TLS has its own authority, account, and program that tells the password', async () => {
    const ca = join(folder.path, 'ca.pem');
    await writeFile(ca, simulator.ca!);
    const tells = join(folder.path, 'tells.mjs');
    await writeFile(tells, `process.stdout.write(${JSON.stringify(SEED_PASSWORD)} + '\\n');\n`);
    const env = { OCIP_URL: undefined, OCIP_USERNAME: undefined, OCIP_PASSWORD: undefined };
    const url = `tls://localhost:${String(simulator.tls!.port)}`;
    const added = await folder.ocip(
      ['profile', 'add', 'tls', '--url', url, '--username', 'admin', '--ca', 'ca.pem'].concat([
        '--password-command',
        `'${process.execPath}' '${tells}'`,
        '--release',
        '25',
        '--sessions',
        '2',
      ]),
      { env },
    );
    expect(added.code, added.stderr).toBe(0);

    const ran = await folder.ocip(['whoami', '-p', 'tls', '-o', 'json'], { env });
    expect(ran.code, ran.stderr).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      profile: 'tls',
      username: 'admin',
      release: 25,
    });
  });

  test('a password file that others may read is not taken', async () => {
    const file = join(folder.path, 'password');
    await writeFile(file, `${SEED_PASSWORD}\n`, { mode: 0o600 });
    const env = { OCIP_PASSWORD: undefined, OCIP_URL: undefined, OCIP_USERNAME: undefined };
    const add = ['profile', 'add', 'file', '--url', simulator.tcp!.url, '--username', 'admin'];
    await folder.ocip([...add, '--password-file', 'password'], { env });
    expect((await folder.ocip(['whoami', '-p', 'file'], { env })).code).toBe(0);
    await chmod(file, 0o644);
    const { code, stderr } = await folder.ocip(['whoami', '-p', 'file'], { env });
    expect([code, stderr]).toEqual([4, expect.stringContaining('mode 644')]);
  });

  test('a project file chooses the profile, and may not send the password elsewhere', async () => {
    const project = join(folder.path, 'project', 'deep');
    await mkdir(project, { recursive: true });
    const file = join(folder.path, 'project', '.ocip.json');
    await writeFile(file, '{"output": "json", "timeout": 9}');
    const shown = await folder.ocip(['config', 'show', '--origin'], { cwd: project });
    expect(JSON.parse(shown.stdout)).toContainEqual(
      expect.objectContaining({ setting: 'timeout', value: 9, origin: `project file ${file}` }),
    );
    await writeFile(file, '{"url": "tcp://evil.example.test"}');
    const { code, stderr } = await folder.ocip(['whoami'], { cwd: project });
    expect([code, stderr]).toEqual([2, expect.stringContaining('url')]);
  });
});

describe('stdout is data only, in every form', () => {
  // A family, so that there is something to say on stderr.
  const noisy = ['call', 'UserGetRequest', '--userId', anna];
  const forms: Readonly<Record<string, (text: string) => void>> = {
    text: (out) => expect(out).toMatch(/^\w+ +\S/),
    json: (text) => expect(JSON.parse(text)).toMatchObject({ lastName: 'Schmidt' }),
    yaml: (text) => expect(text).toMatch(/^[\w]+: .*\n[^]*lastName: Schmidt\n/),
    csv: (text) =>
      expect(text.split('\r\n').map((line) => line !== '')).toEqual([true, true, false]),
    ndjson: (text) => expect(JSON.parse(text.trimEnd())).toMatchObject({ lastName: 'Schmidt' }),
    table: (text) => expect(text.trimEnd().split('\n')).toHaveLength(2),
  };

  test.each(Object.keys(forms))('%s', async (form) => {
    const ran = await folder.ocip([...noisy, '-o', form]);
    expect(ran.code, ran.stderr).toBe(0);
    forms[form]!(ran.stdout);
    expect(ran.stderr).toContain('stands for UserGetRequest');
    expect(ran.stdout).not.toContain('stands for');
  });

  test('--quiet leaves stderr to errors', async () => {
    expect(await folder.ocip([...noisy, '-q', '-o', 'json'])).toMatchObject({
      code: 0,
      stderr: '',
    });
  });

  test('--show-xml is no data', async () => {
    const { stdout, stderr } = await folder.ocip([...read, '--show-xml', '-o', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ lastName: 'Schmidt' });
    expect(stderr).toMatch(
      /<command[^>]* xsi:type="UserGetRequest23V2"[^]*<lastName>Schmidt<\/lastName>/,
    );
  });

  test('--fields and --query pick', async () => {
    const fields = await folder.ocip([...list, '--fields', 'userId,extension', '-o', 'csv']);
    expect(fields.stdout.split('\r\n').slice(0, 2)).toEqual(['userId,extension', `${anna},6001`]);
    const query = await folder.ocip([
      ...list,
      ...['--query', "userTable[?extension=='6001'].userId | [0]", '-o', 'json'],
    ]);
    expect(JSON.parse(query.stdout)).toBe(anna);
    const missing = await folder.ocip([...list, '--fields', 'userid']);
    expect([missing.code, missing.stdout]).toEqual([2, '']);
    expect(missing.stderr).toContain('It has userId');
  });

  test('an error leaves stdout empty', async () => {
    const { code, stdout } = await folder.ocip([
      'call',
      'UserGetRequest23V2',
      '--userId',
      'x@y.test',
      '-o',
      'json',
    ]);
    expect([code, stdout]).toEqual([3, '']);
  });

  test('a stream gives members as they come, one a line', async () => {
    const args = [
      'group',
      'users',
      'Grand-Harbour',
      'Berlin',
      '--sections',
      'user',
      '-o',
      'ndjson',
    ];
    const { code, stdout, stderr } = await folder.ocip(args);
    expect(code, stderr).toBe(0);
    const ids = stdout
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { userId: string }).userId);
    expect(ids).toContain(anna);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('--html writes a page for its owner only, and shows the report as well', async () => {
    const args = ['user', 'digest', anna, '--html', 'anna.html'];
    const { code, stdout, stderr } = await folder.ocip(args);
    expect([code, stderr]).toEqual([0, `The report is in ${join(folder.path, 'anna.html')}.\n`]);
    expect(stdout).toMatch(/^Anna Schmidt\n/);
    const page = join(folder.path, 'anna.html');
    expect(await readFile(page, 'utf8')).toContain('Anna Schmidt');
    expect((await stat(page)).mode & 0o777).toBe(0o600);
  });
});

describe('colours', () => {
  const escape = '\u001b[';
  const inColor = (
    env: Readonly<Record<string, string>>,
    ...flags: string[]
  ): Promise<ProcessResult> => folder.ocip(['user', 'digest', anna, ...flags], { env });

  test('are for terminals, or for whoever forces them', async () => {
    expect((await inColor({})).stdout).not.toContain(escape);
    expect((await inColor({ FORCE_COLOR: '1' })).stdout).toContain(escape);
  });

  test('NO_COLOR and --no-color go before that', async () => {
    expect((await inColor({ FORCE_COLOR: '1', NO_COLOR: '1' })).stdout).not.toContain(escape);
    expect((await inColor({ FORCE_COLOR: '1' }, '--no-color')).stdout).not.toContain(escape);
  });

  test('are never in data', async () => {
    const { stdout } = await inColor({ FORCE_COLOR: '1' }, '-o', 'json');
    expect(stdout).not.toContain(escape);
  });
});

describe('input', () => {
  test('of a call comes from a file, from stdin, or from both files and flags', async () => {
    await writeFile(join(folder.path, 'user.json'), JSON.stringify({ userId: anna }));
    const byFile = await folder.ocip([
      'call',
      'UserGetRequest23V2',
      '--input',
      'user.json',
      '-o',
      'json',
    ]);
    expect(JSON.parse(byFile.stdout)).toMatchObject({ lastName: 'Schmidt' });
    const input = '{"userId": "ben.koch@grandharbour.test"}';
    const byPipe = await folder.ocip(['call', 'UserGetRequest23V2', '--input', '-', '-o', 'json'], {
      input,
    });
    expect(JSON.parse(byPipe.stdout)).toMatchObject({ lastName: 'Koch' });
    const flags = ['--input', '-', '--userId', anna, '-o', 'json'];
    const byBoth = await folder.ocip(['call', 'UserGetRequest23V2', ...flags], { input });
    expect(JSON.parse(byBoth.stdout)).toMatchObject({ lastName: 'Schmidt' });
  });

  test('of a call comes from XML', async () => {
    const input = `<command xsi:type="UserGetRequest23V2"><userId>${anna}</userId></command>`;
    const { code, stdout, stderr } = await folder.ocip(['call', '--input', '-', '-o', 'json'], {
      input,
    });
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ lastName: 'Schmidt' });
  });

  test('of a batch comes line by line', async () => {
    const input = [anna, 'ben.koch@grandharbour.test']
      .map((userId) => JSON.stringify({ userId }))
      .join('\n');
    const args = [
      'call',
      'UserGetRequest23V2',
      '--batch',
      '-',
      '--fields',
      'index,result,lastName',
      '-o',
      'csv',
    ];
    const { code, stdout } = await folder.ocip(args, { input });
    expect([code, stdout]).toEqual([0, 'index,result,lastName\r\n0,ok,Schmidt\r\n1,ok,Koch\r\n']);
  });

  test('of an automation comes from files and stdin as well', async () => {
    await writeFile(join(folder.path, 'numbers.txt'), '# free\n+1-2025550111\n+1-2025550112\n');
    const plan = [
      'number',
      'remove',
      'Grand-Harbour',
      '--groupId',
      'Berlin',
      '--dryRun',
      'true',
      '-o',
      'json',
    ];
    const byFile = await folder.ocip([...plan, '--numbers', '@numbers.txt']);
    const byPipe = await folder.ocip([...plan, '--numbers', '@-'], {
      input: '+1-2025550111\n+1-2025550112\n',
    });
    expect(byFile.code, byFile.stderr).toBe(0);
    const confirmation = (text: string): unknown =>
      (JSON.parse(text) as { confirmation: unknown }).confirmation;
    expect(confirmation(byPipe.stdout)).toBe(confirmation(byFile.stdout));
  });

  test('a file that is not there is named', async () => {
    const { code, stderr } = await folder.ocip([
      'call',
      'UserGetRequest23V2',
      '--input',
      'none.json',
    ]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('none.json')]);
  });

  test('stdin is read once', async () => {
    const args = ['call', 'UserGetRequest23V2', '--input', '-', '--password-stdin'];
    const { code, stderr } = await folder.ocip(args, { input: '{}' });
    expect([code, stderr]).toEqual([2, expect.stringContaining('only one can')]);
  });
});

describe('confirmation', () => {
  const title = async (): Promise<unknown> => {
    const { stdout } = await folder.ocip([...read, '--query', 'title', '-o', 'json']);
    return JSON.parse(stdout) as unknown;
  };
  const update = ['user', 'update', 'Grand-Harbour', 'Berlin', anna, '--updates'];

  test('without a terminal a change needs --yes', async () => {
    const before = await title();
    const refused = await folder.ocip([...update, '{"title":"Concierge"}']);
    expect([refused.code, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain('Give --yes');
    expect(await title()).toBe(before);

    const plan = await folder.ocip([...update, '{"title":"Concierge"}', '--dryRun', 'true']);
    expect([plan.code, plan.stderr]).toEqual([0, 'This is a plan; nothing is changed.\n']);
    expect(await title()).toBe(before);

    const done = await folder.ocip([...update, '{"title":"Concierge"}', '-y']);
    expect(done.code, done.stderr).toBe(0);
    expect(await title()).toBe('Concierge');
  });

  test('so does a deletion, but no other call', async () => {
    const { code, stderr } = await folder.ocip(['call', 'UserDeleteRequest', '--userId', anna]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('Nothing was sent')]);
    const dry = await folder.ocip([
      'call',
      'UserDeleteRequest',
      '--userId',
      anna,
      '--dry-run',
      '-o',
      'json',
    ]);
    expect(JSON.parse(dry.stdout)).toMatchObject({ $type: 'UserDeleteRequest', userId: anna });
    const modify = ['call', 'UserModifyRequest22', '--userId', anna, '--title', 'Manager'];
    expect((await folder.ocip(modify)).code).toBe(0);
    expect(await title()).toBe('Manager');
  });

  test('a run with a journal can be taken back', async () => {
    const move = [
      'number',
      'move',
      'Grand-Harbour',
      'Vienna',
      '--groupId',
      'Berlin',
      '--numbers',
      '+1-2025550111',
    ];
    const moved = await folder.ocip([...move, '--journal', 'run.ndjson', '--yes']);
    expect(moved.code, moved.stderr).toBe(0);
    expect((await stat(join(folder.path, 'run.ndjson'))).mode & 0o777).toBe(0o600);
    const again = await folder.ocip([...move, '--journal', 'run.ndjson', '--yes']);
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('--rollback')]);
    const back = await folder.ocip(['number', 'move', '--rollback', 'run.ndjson', '--yes']);
    expect(back.code, back.stderr).toBe(0);
    const audit = [
      'group',
      'audit',
      'Grand-Harbour',
      'Berlin',
      '--sections',
      'numbers',
      '-o',
      'json',
    ];
    expect((await folder.ocip(audit)).stdout).toContain('+1-2025550111');
  });
});

describe('a run', () => {
  const users = ['group', 'users', 'Grand-Harbour', 'Berlin', '-o', 'json'];
  test('ends after --run-timeout with what was read until then', async () => {
    simulator.faults.set({ stall: 1, only: ['UserCallForwardingAlwaysGetRequest'] });
    const args = ['user', 'digest', anna, '--run-timeout', '2', '-o', 'json'];
    const { code, stdout, stderr } = await folder.ocip(args);
    simulator.faults.clear();
    expect(code, stderr).toBe(6);
    expect(JSON.parse(stdout)).toMatchObject({ complete: false, profile: { lastName: 'Schmidt' } });
  });

  test('reads no more details than --max-details, and says so', async () => {
    const audit = ['registration', 'report', 'Grand-Harbour', 'Berlin', '-o', 'json'];
    const few = await folder.ocip([...users, '--max-details', '1']);
    expect(few.code, few.stderr).toBe(6);
    expect(JSON.parse(few.stdout)).toMatchObject({ complete: false, users: { total: 20 } });
    expect((await folder.ocip([...audit, '--concurrency', '1'])).code).toBe(0);
  });

  test('refuses numbers that are none', async () => {
    const { code, stderr } = await folder.ocip([...users, '--max-details', 'many']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('It is no whole number.')]);
  });
});

describe('pipes', () => {
  test('whoever reads the output may stop early', async () => {
    const line = '{ "$0" "$1" search user --limit 0 -o ndjson; echo "code $?" >&2; } | head -n 1';
    const shell = spawn('sh', ['-c', line, process.execPath, program], {
      cwd: folder.path,
      env: { PATH: process.env.PATH, ...folder.env },
    });
    const [stdout, stderr] = await Promise.all([text(shell.stdout), text(shell.stderr)]);
    expect(stdout).toMatch(/^\{.*\}\n$/);
    expect(stderr).toBe('code 0\n');
  });

  test('nothing is left beside the files that were written', async () => {
    const names = [
      ...(await readdir(folder.path)),
      ...(await readdir(join(folder.path, 'config'))),
    ];
    expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});
