import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSimulator, type StartedSimulator } from '@ocipkit/simulator';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { exitCodes } from '../../src/program/exit-codes.js';
import { Folder, until } from '../support/program.js';

const anna = 'anna.schmidt@grandharbour.test';

let simulator: StartedSimulator;
let folder: Folder;
beforeAll(async () => {
  simulator = await startSimulator({ seed: 'demo' });
  folder = await Folder.at(simulator);
});
afterEach(() => {
  simulator.faults.clear();
});
afterAll(async () => {
  await folder[Symbol.asyncDispose]();
  await simulator.stop();
});

/** Resolves once the simulator was sent a request of this name, whether it answers or not. */
async function received(name: string, times = 1): Promise<void> {
  await until(
    () => (simulator.metrics.read().commands[name] ?? 0) >= times,
    `the simulator to get ${name}`,
  );
}

describe('the program ends with', () => {
  test('0 where all went well', async () => {
    expect((await folder.ocip(['whoami'])).code).toBe(exitCodes.ok);
  });

  test('1 for a bug, with the stack, also in an automation of one’s own', async () => {
    const module = join(folder.path, 'broken.mjs');
    await writeFile(
      module,
      `export const automations = [{
  name: 'breakIt', command: 'break it', description: 'Breaks.', access: 'read', parameters: [],
  run: async () => undefined.nothing,
  report: () => ({ title: '', parts: [] }),
}];
`,
    );
    const { code, stdout, stderr } = await folder.ocip(['break', 'it'], {
      env: { OCIP_AUTOMATIONS: module },
    });
    expect([code, stdout]).toEqual([exitCodes.bug, '']);
    expect(stderr).toMatch(/^TypeError: .*\n +at .*broken\.mjs:3[^]*Error: This is a bug of ocip/);
    expect(stderr).toContain('ocip --version');
  });

  test.each([
    ['a command that is none', ['user', 'dijest']],
    ['a request that is none', ['call', 'UserGotRequest']],
    ['a field of another type', ['call', 'UserGetRequest23V2', '--userId', 'x'.repeat(200)]],
    ['a parameter that is missing', ['group', 'users', 'Grand-Harbour']],
    ['a profile that is none', ['whoami', '--profile', 'none']],
    ['a form of output that does not fit', ['user', 'digest', anna, '-o', 'csv']],
  ])('2 for %s', async (_, args) => {
    const { code, stdout, stderr } = await folder.ocip(args);
    expect([code, stdout], stderr).toEqual([exitCodes.usage, '']);
    expect(stderr).toMatch(/^Error: /m);
    expect(stderr).not.toContain('    at ');
  });

  test('3 for a refusal, with the number of the platform', async () => {
    const { code, stderr } = await folder.ocip([
      'call',
      'UserGetRequest23V2',
      '--userId',
      'a@b.test',
    ]);
    expect([code, stderr]).toEqual([exitCodes.refused, expect.stringContaining('4008')]);
    expect((await folder.ocip(['user', 'digest', 'a@b.test'])).code).toBe(exitCodes.refused);
  });

  test('4 for a wrong password, and where there is none', async () => {
    const wrong = await folder.ocip(['whoami'], { env: { OCIP_PASSWORD: 'Not-The-One-1' } });
    expect([wrong.code, wrong.stderr]).toEqual([
      exitCodes.login,
      expect.stringContaining('ocip login'),
    ]);
    const none = await folder.ocip(['whoami', '--password-stdin']);
    expect(none.code, none.stderr).toBe(exitCodes.login);
    const doctor = await folder.ocip(['doctor'], { env: { OCIP_PASSWORD: 'Not-The-One-1' } });
    expect(doctor.code).toBe(exitCodes.login);
  });

  test('5 where nothing listens, nothing answers in time, or the connection breaks', async () => {
    const elsewhere = { env: { OCIP_URL: 'tcp://127.0.0.1:1' } };
    for (const args of [['whoami'], ['doctor'], ['user', 'digest', anna]]) {
      expect((await folder.ocip(args, elsewhere)).code, args.join(' ')).toBe(exitCodes.network);
    }
    simulator.faults.set({ stall: 1, only: ['UserGetRequest23V2'] });
    const call = ['call', 'UserGetRequest23V2', '--userId', anna];
    const late = await folder.ocip([...call, '--timeout', '1']);
    expect([late.code, late.stderr]).toEqual([
      exitCodes.network,
      expect.stringContaining('ocip doctor'),
    ]);
    simulator.faults.set({ drop: 1, only: ['UserModifyRequest22'] });
    const modify = ['call', 'UserModifyRequest22', '--userId', anna, '--title', 'Lost'];
    const broken = await folder.ocip(modify);
    expect([broken.code, broken.stderr]).toEqual([
      exitCodes.network,
      expect.stringContaining('its outcome is unknown'),
    ]);
  });

  test('6 where some of it failed, and shows the rest', async () => {
    simulator.faults.set({ error: { code: 4410 }, only: ['UserCallForwardingAlwaysGetRequest'] });
    const digest = await folder.ocip(['user', 'digest', anna, '-o', 'json']);
    expect(digest.code, digest.stderr).toBe(exitCodes.partial);
    expect(JSON.parse(digest.stdout)).toMatchObject({
      complete: false,
      profile: { lastName: 'Schmidt' },
    });
    simulator.faults.clear();
    const input = `{"userId":"${anna}"}\n{"userId":"a@b.test"}\n`;
    const batch = ['call', 'UserGetRequest23V2', '--batch', '-', '--fields', 'result', '-o', 'csv'];
    expect(await folder.ocip(batch, { input })).toMatchObject({
      code: exitCodes.partial,
      stdout: 'result\r\nok\r\nrefused\r\n',
    });
  });
});

describe('Ctrl-C', () => {
  const slow = 'UserGetRequest23V2';

  test('ends a call with 130, and says what became of it', async () => {
    simulator.faults.set({ stall: 1, only: [slow] });
    const before = simulator.metrics.read().commands[slow] ?? 0;
    const running = folder.start(['call', slow, '--userId', anna]);
    await received(slow, before + 1);
    running.interrupt();
    const { code, signal, stdout, stderr } = await running.ended;
    expect([code, signal, stdout]).toEqual([exitCodes.interrupted, null, '']);
    expect(stderr).toMatch(/^Error: Interrupted\./);
    expect(stderr).not.toContain('    at ');
  });

  test('so does the signal that ends processes', async () => {
    simulator.faults.set({ stall: 1, only: [slow] });
    const before = simulator.metrics.read().commands[slow] ?? 0;
    const running = folder.start(['call', slow, '--userId', anna]);
    await received(slow, before + 1);
    running.terminate();
    expect((await running.ended).code).toBe(exitCodes.interrupted);
  });

  test('leaves a page and the settings as they were, and nothing beside them', async () => {
    const page = join(folder.path, 'digest.html');
    await writeFile(page, 'the page of yesterday');
    const config = join(folder.path, 'config');
    await mkdir(config, { recursive: true, mode: 0o700 });
    await writeFile(join(config, 'config.json'), '{"timeout": 20}', { mode: 0o600 });
    const names = [await readdir(folder.path), await readdir(config)];

    simulator.faults.set({ stall: 1 });
    const before = simulator.metrics.read().messages;
    const running = folder.start(['user', 'digest', anna, '--html', 'digest.html']);
    await until(() => simulator.metrics.read().messages > before, 'the simulator to get a message');
    running.interrupt();
    expect((await running.ended).code).toBe(exitCodes.interrupted);
    expect(await readFile(page, 'utf8')).toBe('the page of yesterday');
    expect(await readFile(join(config, 'config.json'), 'utf8')).toBe('{"timeout": 20}');
    expect([await readdir(folder.path), await readdir(config)]).toEqual(names);
  });

  test('in a change ends after the batch that is under way, and leaves a journal to go on with', async () => {
    const numbers = ['+1-2025550111', '+1-2025550112'];
    const move = [
      'number',
      'move',
      'Grand-Harbour',
      'Vienna',
      '--groupId',
      'Berlin',
      '--batchSize',
      '1',
    ];
    const inVienna = async (): Promise<readonly string[]> => {
      const audit = [
        'group',
        'audit',
        'Grand-Harbour',
        'Vienna',
        '--sections',
        'numbers',
        '-o',
        'json',
      ];
      const { stdout } = await folder.ocip(audit);
      return numbers.filter((number) => stdout.includes(number));
    };
    const asked = 'GroupDnUnassignListRequest';
    simulator.faults.set({ latency: 1000, only: [asked] });
    const args = [...move, '--numbers', numbers.join(','), '--yes', '--journal', 'run.ndjson'];
    const running = folder.start(args);
    await received(asked);
    running.interrupt();
    expect((await running.ended).code).toBe(exitCodes.interrupted);
    simulator.faults.clear();
    expect(await inVienna()).toHaveLength(1);
    const resumed = await folder.ocip(['number', 'move', '--resume', 'run.ndjson', '--yes']);
    expect(resumed.code, resumed.stderr).toBe(exitCodes.ok);
    expect(await inVienna()).toEqual(numbers);
  });

  test('ends a batch after what was answered', async () => {
    simulator.faults.set({ stall: 1, only: [slow] });
    const lines = [1, 2, 3].map((n) => `{"userId":"user${String(n)}@b.test"}\n`);
    await writeFile(join(folder.path, 'users.ndjson'), lines.join(''));
    const before = simulator.metrics.read().commands[slow] ?? 0;
    const running = folder.start(['call', slow, '--batch', 'users.ndjson', '-o', 'json']);
    await received(slow, before + 1);
    running.interrupt();
    const { code, stdout } = await running.ended;
    expect(code).toBe(exitCodes.interrupted);
    expect(JSON.parse(stdout)).toHaveLength(3);
  });
});
