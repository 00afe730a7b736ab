import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { startSimulator, type StartedSimulator } from '@ocipkit/simulator';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Folder, program, until } from '../support/program.js';
import { hasTmux, Tmux } from '../support/tmux.js';

const isPossible = hasTmux();
if (!isPossible) console.log('skipped: the tests of the shell at a terminal, as there is no tmux');

describe.runIf(isPossible)('the shell at a terminal', { timeout: 60_000 }, () => {
  let simulator: StartedSimulator;
  let folder: Folder;
  let terminal: Tmux;

  const open = async (): Promise<Tmux> =>
    Tmux.start([process.execPath, program, 'shell'], { cwd: folder.path, env: folder.env });

  beforeAll(async () => {
    simulator = await startSimulator({ seed: 'demo' });
    folder = await Folder.at(simulator, {
      OCIP_PROFILE: 'lab',
      OCIP_URL: undefined,
      OCIP_USERNAME: undefined,
    });
    const add = ['profile', 'add', 'lab', '--url', simulator.tcp!.url, '--username', 'admin'];
    const { code, stderr } = await folder.ocip(add);
    expect(code, stderr).toBe(0);
  });
  beforeEach(async () => {
    terminal = await open();
    await terminal.shows(/^ocip lab>$/m);
  });
  afterEach(async () => {
    await terminal[Symbol.asyncDispose]();
    simulator.faults.clear();
  });
  afterAll(async () => {
    await folder[Symbol.asyncDispose]();
    await simulator.stop();
  });

  test('prompts with the profile, runs commands, and ends with exit', async () => {
    await terminal.type('whoami --fields username,loginType');
    await terminal.press('Enter');
    await terminal.shows(/username +loginType\nadmin +System\nocip lab>$/);
    await terminal.type('exit');
    await terminal.press('Enter');
    await terminal.shows(/ended with 0$/);
  });

  test('Ctrl-D ends it, too', async () => {
    await terminal.press('C-d');
    await terminal.shows(/ended with 0$/);
  });

  test('a command that fails says so, and the prompt comes back', async () => {
    await terminal.type('usr digest');
    await terminal.press('Enter');
    await terminal.shows(/There is no command 'usr digest'[^]*ocip lab>$/);
    await terminal.type('user digest "a b');
    await terminal.press('Enter');
    await terminal.shows(/^ocip lab> user digest "a b\nA quote is not closed\.\nocip lab>$/m);
  });

  test('Tab completes a word of a command', async () => {
    await terminal.type('regis');
    await terminal.press('Tab');
    await terminal.shows(/^ocip lab> registration$/m);
    await terminal.press('Tab');
    await terminal.shows(/^ocip lab> registration report$/m);
  });

  test('Tab completes the name of a request, a field, and a value of an enumeration', async () => {
    await terminal.type('call UserGetRequest23V');
    await terminal.press('Tab');
    await terminal.shows(/> call UserGetRequest23V2$/m);
    await terminal.press('C-u');
    await terminal.type('call UserCallCenterModifyRequest19 --agentAC');
    await terminal.press('Tab');
    await terminal.shows(/--agentACDState$/m);
    await terminal.type('Sign-I');
    await terminal.press('Tab');
    await terminal.shows(/--agentACDState Sign-In$/m);
  });

  test('Tab completes an id of the platform', async () => {
    await terminal.type('user digest anna');
    await terminal.press('Tab');
    await terminal.shows(/> user digest anna\.schmidt@grandharbour\.test$/m);
    await terminal.press('Enter');
    await terminal.shows(/^Anna Schmidt\n[^]*ocip lab>$/m);
  });

  test('Tab twice shows what there is', async () => {
    await terminal.type('group users Grand-Harbour ');
    await terminal.press('Tab', 'Tab');
    await terminal.shows(/Berlin +Reservations +Vienna/);
  });

  test('Ctrl-C clears a line, ends a slow command, and does not end the shell', async () => {
    await terminal.type('user digest nobody');
    await terminal.press('C-c');
    await terminal.shows(/user digest nobody\^C\nocip lab>$/);

    simulator.faults.set({ stall: 1, only: ['UserGetRequest23V2'] });
    const before = simulator.metrics.read().commands.UserGetRequest23V2 ?? 0;
    await terminal.type('call UserGetRequest23V2 --userId anna.schmidt@grandharbour.test');
    await terminal.press('Enter');
    await until(
      () => (simulator.metrics.read().commands.UserGetRequest23V2 ?? 0) > before,
      'the request',
    );
    await terminal.press('C-c');
    await terminal.shows(/Interrupted\.[^]*ocip lab>$/);

    simulator.faults.clear();
    await terminal.type('whoami --fields loginType');
    await terminal.press('Enter');
    await terminal.shows(/ocip lab> whoami --fields loginType\nloginType\nSystem\nocip lab>$/);
  });

  test('a command may ask: a change is carried out after the id was typed', async () => {
    await terminal.type('call UserDeleteRequest --userId zoe.peters@grandharbour.test');
    await terminal.press('Enter');
    await terminal.shows(/To go on, type zoe\.peters@grandharbour\.test:$/);
    await terminal.type('no');
    await terminal.press('Enter');
    await terminal.shows(/Nothing was sent\.\nocip lab>$/);
    await terminal.press('Up', 'Enter');
    await terminal.shows(/Nothing was sent[^]*To go on, type zoe\.peters@grandharbour\.test:$/);
    await terminal.type('zoe.peters@grandharbour.test');
    await terminal.press('Enter');
    await terminal.shows(/UserDeleteRequest succeeded\.\nocip lab>$/);
  });

  test('the history is kept for the next time, for its owner only', async () => {
    await terminal.type('describe UserGetRequest23V2.userId -q');
    await terminal.press('Enter');
    await terminal.shows(/userId[^]*ocip lab>$/);
    await terminal.press('C-d');
    await terminal.shows(/ended with 0$/);

    await using again = await open();
    await again.shows(/^ocip lab>$/m);
    await again.press('Up');
    await again.shows(/^ocip lab> describe UserGetRequest23V2\.userId -q$/m);
    const file = join(folder.path, 'config', 'history');
    expect(await readFile(file, 'utf8')).toContain('describe UserGetRequest23V2.userId -q\n');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
});
