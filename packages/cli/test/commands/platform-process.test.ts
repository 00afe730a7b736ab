import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SEED_PASSWORD, startSimulator, type StartedSimulator } from '@ocipkit/simulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProcess, type ProcessResult } from '../support/process.js';

const SECRET = 'planted-Secret-4711';

let simulator: StartedSimulator;
let folder: string;
let env: Readonly<Record<string, string>>;
let account: readonly string[];

beforeAll(async () => {
  simulator = await startSimulator();
  folder = await realpath(await mkdtemp(join(tmpdir(), 'ocip-process-')));
  // No bus for a keyring, whatever runs on this machine.
  env = { OCIP_CONFIG_DIR: join(folder, 'config'), DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' };
  account = ['--url', `tcp://127.0.0.1:${String(simulator.tcp!.port)}`, '--username', 'admin'];
});
afterAll(async () => {
  await simulator.stop();
  await rm(folder, { recursive: true, force: true });
});

async function ocip(
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
  input = '',
): Promise<ProcessResult> {
  return runProcess(args, { env: { ...env, ...more }, cwd: folder, input });
}

describe('the exit code of a process', () => {
  it('is 0 where the login works', async () => {
    const { code, stdout } = await ocip(['whoami', ...account, '-o', 'json'], {
      OCIP_PASSWORD: SEED_PASSWORD,
    });

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ username: 'admin', loginType: 'System' });
  });

  // Elsewhere it would go into the keyring of whoever runs this.
  it.skipIf(process.platform !== 'linux')('is 0 with the password on stdin', async () => {
    const args = ['login', ...account, '--password-stdin'];

    // Without a keyring the login still counts.
    expect((await ocip(args, {}, `${SEED_PASSWORD}\n`)).code).toBe(0);
  });

  it.each([
    [['whoami']],
    [['profile', 'add', 'lab']],
    [['profile', 'use', 'none']],
    [['whoami', '--password', SECRET]],
    [['config', 'show', '--timeout', 'soon']],
  ])('is 2 for usage that makes no sense: %j', async (args) => {
    const { code, stdout, stderr } = await ocip(args);

    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^Error: /);
    expect(stderr).not.toContain(SECRET);
  });

  it.each(['whoami', 'login', 'doctor'])('is 4 where the login is refused: %s', async (command) => {
    const { code, stdout, stderr } = await ocip([command, ...account], { OCIP_PASSWORD: SECRET });

    expect(code).toBe(4);
    expect(stdout + stderr).not.toContain(SECRET);
  });

  it.each(['whoami', 'login'])('is 4 where there is no password: %s', async (command) => {
    expect((await ocip([command, ...account])).code).toBe(4);
  });

  it.skipIf(process.platform !== 'linux')(
    'is 4 where there is no keyring to log out of',
    async () => {
      const { code, stderr } = await ocip(['logout', ...account]);

      expect(code).toBe(4);
      expect(stderr).toContain('keyring of the operating system');
      expect(stderr).toContain('--password-file');
    },
  );

  it.each(['whoami', 'doctor'])('is 5 where the platform is not reached: %s', async (command) => {
    const args = [command, '--url', 'tls://nowhere.invalid', '--username', 'admin'];
    const { code, stdout, stderr } = await ocip(args, { OCIP_PASSWORD: SECRET });

    expect(code).toBe(5);
    expect(stdout + stderr).not.toContain(SECRET);
  });
});

describe('a password that is kept outside', () => {
  it('comes from a command, whose stderr is passed through', async () => {
    const script = join(folder, 'give.mjs');
    await writeFile(
      script,
      `console.error('unlocking'); console.log(${JSON.stringify(SEED_PASSWORD)});`,
    );
    const command = `'${process.execPath}' '${script}'`;
    await ocip(['profile', 'add', 'by-command', ...account, '--password-command', command]);
    const { code, stderr } = await ocip(['whoami', '--profile', 'by-command']);

    expect(code).toBe(0);
    expect(stderr).toBe('unlocking\n');
  });

  it('comes from a file, unless others may use that', async () => {
    const file = join(folder, 'password');
    await writeFile(file, `${SEED_PASSWORD}\n`, { mode: 0o600 });
    await ocip(['profile', 'add', 'by-file', ...account, '--password-file', 'password']);
    expect((await ocip(['whoami', '-p', 'by-file'])).code).toBe(0);

    if (process.platform === 'win32') return;
    await chmod(file, 0o644);
    const { code, stderr } = await ocip(['whoami', '-p', 'by-file']);
    expect(code).toBe(4);
    expect(stderr).toContain(`chmod 600 '${file}'`);
  });
});

describe('a secret', () => {
  it('is in no output and no file of any of these commands', { timeout: 120_000 }, async () => {
    const home = join(folder, 'planted');
    await mkdir(home);
    const file = join(home, 'password');
    await writeFile(file, SECRET, { mode: 0o600 });
    const places = {
      OCIP_CONFIG_DIR: join(home, 'config'),
      OCIP_PASSWORD: SECRET,
      PLANTED: SECRET,
    };
    const runs: readonly (readonly string[])[] = [
      ['profile', 'add', 'one', ...account, '--password-env', 'PLANTED'],
      ['profile', 'add', 'two', ...account, '--password-file', file],
      ['profile', 'add', 'three', ...account, '--password-env', SECRET],
      ['profile', 'add', 'four', '--url', `tls://admin:${SECRET}@as1`, '--username', 'admin'],
      ['profile', 'add', 'five', ...account, `--password=${SECRET}`],
      ['profile', 'list', '-o', 'yaml'],
      ['profile', 'show', 'one', '-o', 'json'],
      ['profile', 'use', 'two'],
      ['config', 'show', '--origin', '-o', 'json'],
      ['config', 'show', '--url', `tls://admin:${SECRET}@as1`],
      ['whoami'],
      ['whoami', '-p', 'one'],
      ['login'],
      ['login', '--password-stdin'],
      ['login', '--pasword', SECRET],
      ['logout'],
      ['doctor', '-o', 'json'],
      ['doctor', '--url', `tls://x:${SECRET}@as1`],
      ['profile', 'remove', 'one', '--yes'],
    ];
    for (const args of runs) {
      const { stdout, stderr } = await ocip(args, places, `${SECRET}\n`);
      expect(stdout + stderr, args.join(' ')).not.toContain(SECRET);
      // Nor as what a signed login makes of it.
      expect(stdout + stderr, args.join(' ')).not.toMatch(/[\da-f]{40}/);
    }
    const config = join(home, 'config');
    const files = await readdir(config, { recursive: true });
    expect(files).toEqual(['config.json']);
    expect(await readFile(join(config, 'config.json'), 'utf8')).not.toContain(SECRET);
    if (process.platform !== 'win32') {
      expect((await stat(join(config, 'config.json'))).mode & 0o777).toBe(0o600);
    }
  });
});
