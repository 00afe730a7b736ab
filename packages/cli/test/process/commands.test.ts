import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { automations } from '@ocipkit/automations';
import { startSimulator, type StartedSimulator } from '@ocipkit/simulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findLeaf } from '../../src/program/tree.js';
import { everyCommand, piecesOf } from '../support/commands.js';
import { Folder } from '../support/program.js';

const commands = await everyCommand();
const schemas = resolve(import.meta.dirname, '../../../../schemas/open');
const anna = 'anna.schmidt@grandharbour.test';

let simulator: StartedSimulator;
let folder: Folder;
beforeAll(async () => {
  simulator = await startSimulator({ seed: 'demo' });
  folder = await Folder.at(simulator);
});
afterAll(async () => {
  await folder[Symbol.asyncDispose]();
  await simulator.stop();
});

interface Run {
  readonly args: readonly string[];
  readonly code?: number;
  /** On stdout. */
  readonly says: string | RegExp;
  /** On stderr; nothing by default. */
  readonly notes?: string | RegExp;
}

// The keyring of the operating system is not reached from here on Linux, where it is a service of the session.
const hasKeyring = process.platform !== 'linux';

/** Each runs in the folder that those before it have left. */
const runs: readonly Run[] = [
  { args: ['profile', 'list'], says: '', notes: 'There are no profiles' },
  {
    args: [
      'profile',
      'add',
      'lab',
      '--url',
      'tcp://127.0.0.1:1',
      '--username',
      'admin',
      '--password-prompt',
    ],
    says: 'tcp://127.0.0.1:1',
    notes: 'not encrypted',
  },
  {
    args: [
      'profile',
      'add',
      'live',
      '--url',
      'tls://as1.example.net',
      '--username',
      'me',
      '-o',
      'json',
    ],
    says: '"name": "live"',
    notes: 'ocip profile use live',
  },
  {
    args: ['profile', 'list', '-o', 'csv'],
    says: /^name,current,url.*\r\nlab,true,tcp.*\r\nlive,false,tls/,
  },
  { args: ['profile', 'use', 'live'], says: 'live' },
  { args: ['profile', 'show', 'lab', '-o', 'yaml'], says: 'password: asked for each time' },
  {
    args: ['profile', 'remove', 'lab', '--yes'],
    says: 'Removed lab.\n',
    notes: 'What keeps the password stays: asked for each time',
  },
  { args: ['config', 'show', '--origin'], says: 'environment variable OCIP_PASSWORD' },
  {
    args: ['login'],
    says: 'admin (System) is logged in',
    notes: 'environment variable OCIP_PASSWORD',
  },
  hasKeyring
    ? { args: ['logout'], says: 'has no password of admin', notes: 'What keeps the password stays' }
    : { args: ['logout'], code: 4, says: '', notes: 'The keyring of the operating system' },
  { args: ['whoami', '-o', 'json'], says: '"loginType": "System"' },
  { args: ['doctor'], says: /login +admin: System[^]*latency/ },
  { args: ['call', 'UserGetRequest23V2', '--userId', anna], says: /lastName +Schmidt/ },
  { args: ['describe', 'UserGetRequest23V2'], says: 'userId' },
  { args: ['search', 'hunt', 'group', '--kind', 'request'], says: 'HuntGroup' },
  { args: ['completion', 'bash'], says: 'complete -F _ocip ocip' },
  { args: ['__complete', '--', 'user', 'dig'], says: /^digest\t.*\n:none\n$/ },
  { args: ['generate', '--help'], says: 'Usage: ocip-generate' },
  { args: ['schema', 'diff', '--help'], says: 'Usage: ocip-generate diff' },
  { args: ['sim', 'start', '--help'], says: 'Usage: ocip-simulator' },
];

describe('a command runs', () => {
  test.each(runs.map((run) => [run.args.join(' '), run] as const))(
    'ocip %s',
    async (_, { args, code = 0, says, notes = /^$/ }) => {
      const ran = await folder.ocip(args);
      expect(ran.code, ran.stderr).toBe(code);
      expect(ran.stdout).toMatch(says);
      expect(ran.stderr).toMatch(notes);
    },
  );

  test.each([...automations].map(({ command }) => [command] as const))('ocip %s', async (words) => {
    const [, spec] = commands.find(([leaf]) => leaf.words === words)!;
    let [line = ''] = (spec.examples ?? []).map((example) => example.line);
    if (words === 'number undo-block') {
      const block =
        'number block Grand-Harbour +4419005550* --apply true --yes --query undo -o json';
      const { stdout } = await folder.ocip(block.split(' '));
      await writeFile(join(folder.path, 'undo.json'), stdout);
      line = 'ocip number undo-block --undo @undo.json';
    }
    const { code, stdout, stderr } = await folder.ocip(piecesOf(line)[0]!.words.slice(1));
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('Complete:');
    expect(stderr).toMatch(/^(?:This is a plan; .*\n)?$/);
  });

  test('ocip shell, from a pipe', async () => {
    const input = `# comment\nuser data ${anna} -o json\nocip whoami --fields username -o csv\nexit\nnothing\n`;
    const { code, stdout, stderr } = await folder.ocip(['shell'], { input });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/"loginInfo"[^]*}\nusername\r\nadmin\r\n$/);
  });

  test('ocip generate, into commands that run', async () => {
    const out = join(folder.path, 'commands');
    const include = [
      '--include',
      'UserGetRequest23V2',
      'AuthenticationRequest',
      'LoginRequest14sp4',
    ];
    const args = ['generate', '--schemas', schemas, '--javascript', '--out', out, ...include];
    const { code, stderr } = await folder.ocip(args);
    expect(code, stderr).toBe(0);
    expect(await readFile(join(out, 'registry.js'), 'utf8')).toContain('UserGetRequest23V2');
  });

  test('ocip schema diff, of two folders', async () => {
    const [older, newer] = [join(folder.path, 'older'), join(folder.path, 'newer')];
    await Promise.all([release(older, ''), release(newer, '<xs:element name="b" type="xs:int"/>')]);
    const { code, stdout, stderr } = await folder.ocip(['schema', 'diff', older, newer]);
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('ThingModifyRequest');
  });

  test('ocip sim start, until Ctrl-C', async () => {
    const running = folder.start(['sim', 'start', '--tcp', '0', '--json']);
    await running.says('\n');
    const url = /tcp:\/\/127\.0\.0\.1:\d+/.exec(running.stdout)?.[0];
    const { code, stdout } = await folder.ocip(['whoami', '-o', 'json'], {
      env: { OCIP_URL: url },
    });
    expect([code, stdout]).toEqual([0, expect.stringContaining('"username": "admin"')]);
    running.interrupt();
    expect((await running.ended).code).toBe(0);
  });

  test('and there is no other', () => {
    const tested = [...runs.map(({ args }) => args), ['shell']].map((args) => {
      const leaves = commands.map(([leaf]) => leaf);
      return findLeaf(args, leaves).leaf?.words;
    });
    const all = [...tested, ...[...automations].map(({ command }) => command)];
    expect(commands.map(([{ words }]) => words).filter((words) => !all.includes(words))).toEqual(
      [],
    );
  });
});

describe('what is no command', () => {
  test.each([
    [['usr', 'digest'], "There is no command 'usr digest'.\n→ Did you mean ocip user digest?"],
    [['call', 'UserGetReqest23V2'], 'Did you mean UserGetRequest23V2'],
    [['user', 'digest', '--sektions', 'x'], 'Did you mean --sections?'],
    [['--output', 'json', 'whoami'], 'Flags come after the command'],
  ])('%j is told apart from what may be meant', async (args, says) => {
    const { code, stdout, stderr } = await folder.ocip(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(says);
  });

  test.each([
    [[]],
    [['--help']],
    [['help', 'user', 'digest']],
    [['user']],
    [['user', 'digest', '-h']],
  ])('%j asks for help, which is data', async (args) => {
    const { code, stdout, stderr } = await folder.ocip(args);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Usage:');
  });

  test.each(['--version', '-V'])('%s tells the version alone', async (flag) => {
    const manifest = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
    const { version } = JSON.parse(manifest) as { readonly version: string };
    expect(await folder.ocip([flag])).toMatchObject({
      code: 0,
      stdout: `${version}\n`,
      stderr: '',
    });
  });
});

/** The least that is a release: a request of one field or two. */
async function release(path: string, more: string): Promise<void> {
  await mkdir(path);
  await copyFile(join(schemas, 'base.xsd'), join(path, 'base.xsd'));
  await writeFile(
    join(path, 'OCISchemaAS.xsd'),
    `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:core="C">
  <xs:import namespace="C" schemaLocation="base.xsd"/>
  <xs:complexType name="ThingModifyRequest">
    <xs:complexContent><xs:extension base="core:OCIRequest"><xs:sequence>
      <xs:element name="a" type="xs:token"/>${more}
    </xs:sequence></xs:extension></xs:complexContent>
  </xs:complexType>
</xs:schema>
`,
  );
}
