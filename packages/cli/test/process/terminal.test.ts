import { SEED_PASSWORD, startSimulator, type StartedSimulator } from '@ocipkit/simulator';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Folder, program, until } from '../support/program.js';
import { hasTmux, Tmux } from '../support/tmux.js';

const isPossible = hasTmux();
if (!isPossible) console.log('skipped: the tests of commands at a terminal, as there is no tmux');

describe.runIf(isPossible)('at a terminal', { timeout: 60_000 }, () => {
  let simulator: StartedSimulator;
  let folder: Folder;
  beforeAll(async () => {
    simulator = await startSimulator({ seed: 'demo' });
    folder = await Folder.at(simulator, { OCIP_PASSWORD: undefined });
  });
  afterEach(() => {
    simulator.faults.clear();
  });
  afterAll(async () => {
    await folder[Symbol.asyncDispose]();
    await simulator.stop();
  });

  const run = async (args: readonly string[], env = folder.env): Promise<Tmux> =>
    Tmux.start([process.execPath, program, ...args], { cwd: folder.path, env });
  const withPassword = (): typeof folder.env => ({ ...folder.env, OCIP_PASSWORD: SEED_PASSWORD });

  test('the password is asked for, and not shown', async () => {
    await using terminal = await run(['whoami', '--fields', 'loginType']);
    await terminal.shows(/^Password of admin at 127\.0\.0\.1:\d+:$/m);
    await terminal.type(SEED_PASSWORD);
    await terminal.press('Enter');
    const screen = await terminal.shows(/^System\nended with 0$/m);
    expect(screen).not.toContain(SEED_PASSWORD);
  });

  test('Ctrl-C at a question ends the command with 130', async () => {
    await using terminal = await run(['whoami']);
    await terminal.shows(/^Password of admin/m);
    await terminal.press('C-c');
    await terminal.shows(/Interrupted\.\n(?:[^]*\n)?ended with 130$/);
  });

  test('a profile is made by answering what is missing', async () => {
    await using terminal = await run(['profile', 'add', 'lab']);
    await terminal.shows(/Address of the platform.*:$/m);
    await terminal.type(simulator.tcp!.url);
    await terminal.press('Enter');
    await terminal.shows(/Account to log in with:$/m);
    await terminal.type('admin');
    await terminal.press('Enter');
    await terminal.shows(/^username +admin$[^]*ended with 0$/m);
  });

  test('a change is shown first, and carried out after the id was typed', async () => {
    const ben = 'ben.koch@grandharbour.test';
    const update = [
      'user',
      'update',
      'Grand-Harbour',
      'Berlin',
      ben,
      '--updates',
      '{"title":"Porter"}',
    ];
    await using no = await run(update, withPassword());
    await no.shows(/planned[^]*Porter[^]*To carry this out, type ben\.koch@grandharbour\.test:$/);
    await no.type('ben');
    await no.press('Enter');
    await no.shows(/Nothing was changed\.\nended with 0$/);

    await using yes = await run(update, withPassword());
    await yes.shows(/To carry this out, type ben\.koch@grandharbour\.test:$/);
    await yes.type(ben);
    await yes.press('Enter');
    await yes.shows(/Porter[^]*ended with 0$/);
    const read = ['call', 'UserGetRequest23V2', '--userId', ben, '--query', 'title', '-o', 'json'];
    expect((await folder.ocip(read, { env: withPassword() })).stdout).toBe('"Porter"\n');
  });

  test('progress is a line that is gone at the end, and after Ctrl-C', async () => {
    simulator.faults.set({ latency: 400 });
    const users = ['group', 'users', 'Grand-Harbour', 'Berlin', '--usersAtOnce', '1'];
    await using terminal = await run(users, withPassword());
    await terminal.shows(/^users? \d+\/20, \d+ requests in \d+ messages/m);
    await terminal.press('C-c');
    await until(async () => (await terminal.screen()).endsWith('ended with 130'), 'the end');
    expect(await terminal.screen()).not.toMatch(/^users? \d+\/20/m);
  });
});
