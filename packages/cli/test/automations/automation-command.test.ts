import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { automations } from '@ocipkit/automations';
import { SEED_PASSWORD, startSimulator, type StartedSimulator } from '@ocipkit/simulator';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
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
afterEach(() => {
  simulator.faults.clear();
});
afterAll(async () => {
  await place[Symbol.asyncDispose]();
  await simulator.stop();
});

const anna = 'anna.schmidt@grandharbour.test';
const update = ['user', 'update', 'Grand-Harbour', 'Berlin', anna];

async function titleOfAnna(): Promise<unknown> {
  const { stdout } = await place.ocip(['user', 'digest', anna, '-o', 'json']);
  const digest = JSON.parse(stdout) as { readonly profile: { readonly title?: string } };
  return digest.profile.title;
}

describe('every automation is a command', () => {
  test.each([...automations].map((a) => [a.command, a] as const))(
    'ocip %s',
    async (_, automation) => {
      const { code, stdout } = await place.ocip([...automation.command.split(' '), '--help']);
      expect(code).toBe(0);
      expect(stdout).toContain(automation.description.replace(/\.$/, ''));
      for (const { name } of automation.parameters) expect(stdout).toContain(`--${name} <`);
    },
  );
});

describe('reading', () => {
  test('shows the report, with places or flags for the required ids', async () => {
    const byPlace = await place.ocip(['user', 'digest', anna]);
    const byFlag = await place.ocip(['user', 'digest', '--userId', anna]);
    expect(byPlace.code).toBe(0);
    expect(byPlace.stdout).toMatch(/^Anna Schmidt\nanna\.schmidt@/);
    const timeless = (text: string): string => text.replace(/\d+ ms/, '');
    expect(timeless(byFlag.stdout)).toBe(timeless(byPlace.stdout));
  });

  test('gives the result itself as JSON', async () => {
    const { stdout } = await place.ocip([
      'group',
      'audit',
      'Grand-Harbour',
      'Berlin',
      '-o',
      'json',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ complete: true, groupId: 'Berlin' });
  });

  test('gives members one by one as lines of JSON', async () => {
    const { code, stdout } = await place.ocip([
      ...['group', 'users', 'Grand-Harbour', 'Berlin', '-o', 'ndjson', '--sections', 'user'],
    ]);
    const ids = stdout
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { userId: string }).userId);
    expect(code).toBe(0);
    expect(ids).toContain(anna);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(5);
  });

  test('ends with 6 where some of it is missing, and says what', async () => {
    simulator.faults.set({
      only: ['UserDoNotDisturbGetRequest'],
      error: { code: 9777, text: 'Not today' },
    });
    const { code, stdout } = await place.ocip(['user', 'digest', anna]);
    expect(code).toBe(6);
    expect(stdout).toContain('Not today');
    expect(stdout).toContain('Anna Schmidt');
  });

  test('ends with 3 where the root is refused', async () => {
    const { code, stdout, stderr } = await place.ocip(['user', 'digest', 'nobody@example.test']);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain('User not found');
  });

  test('writes a page with --html', async () => {
    const { code, stderr } = await place.ocip(['user', 'digest', anna, '--html', 'anna.html']);
    expect(code).toBe(0);
    expect(stderr).toContain(`The report is in ${join(place.cwd, 'anna.html')}.`);
    expect(await readFile(join(place.cwd, 'anna.html'), 'utf8')).toContain('<h1>Anna Schmidt</h1>');
  });
});

describe('bad input is refused before anything is sent', () => {
  test.each([
    [['user', 'digest'], 'userId is missing'],
    [['user', 'digest', anna, '--sections', 'phones'], "'phones' is none of"],
    [['group', 'users', 'a', 'b', '--usersAtOnce', '500'], 'whole number from 1 to 100'],
    [['user', 'digest', '--userId', anna, anna], 'one value too many'],
    [[...update, '--updates', '{'], '--updates is no JSON object'],
    [[...update, '--updates', '@missing.json'], "missing.json can't be read"],
    [
      ['number', 'move', 'a', 'b', '--numbers', '1', '--journal', 'a', '--resume', 'b'],
      'Give one of',
    ],
  ])('%j', async (args, message) => {
    const before = simulator.metrics.read().messages;
    const { code, stderr } = await place.ocip(args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(simulator.metrics.read().messages).toBe(before);
  });
});

describe('changing', () => {
  test('is refused where nobody can be asked', async () => {
    const { code, stderr } = await place.ocip([...update, '--updates', '{"title":"Nobody"}']);
    expect(code).toBe(2);
    expect(stderr).toContain('Give --yes to go on without a question.');
    expect(await titleOfAnna()).not.toBe('Nobody');
  });

  test('shows its plan, asks for the id, and does nothing for another answer', async () => {
    const { code, stdout, stderr, terminal } = await place.ocip(
      [...update, '--updates', '{"title":"Other"}'],
      { isTerminal: true, answers: ['anna'] },
    );
    expect([code, stdout]).toEqual([0, '']);
    expect(terminal.asked).toEqual([
      { question: `To carry this out, type ${anna}: `, hidden: false },
    ]);
    expect(stderr).toMatch(/UserModifyRequest22[\s\S]*Nothing was changed\./);
    expect(await titleOfAnna()).not.toBe('Other');
  });

  test('goes on when the id is typed', async () => {
    const { code } = await place.ocip([...update, '--updates', '{"title":"Manager"}'], {
      isTerminal: true,
      answers: [anna],
    });
    expect(code).toBe(0);
    expect(await titleOfAnna()).toBe('Manager');
  });

  test('goes on with --yes, its fields from a file', async () => {
    await writeFile(join(place.cwd, 'fields.json'), '{"title":"Director"}');
    const { code } = await place.ocip([...update, '--updates', '@fields.json', '--yes']);
    expect(code).toBe(0);
    expect(await titleOfAnna()).toBe('Director');
  });

  test('is only planned with --dryRun true', async () => {
    const args = [...update, '--updates', '{"title":"Planned"}', '--dryRun', 'true'];
    const { code, stdout, stderr } = await place.ocip(args);
    expect(code).toBe(0);
    expect(stdout).toContain('planned');
    expect(stderr).toContain('This is a plan; nothing is changed.');
    expect(await titleOfAnna()).not.toBe('Planned');
  });

  test('of what reaches far is only planned without --apply true', async () => {
    const block = ['number', 'block', 'Grand-Harbour', '+4990066601'];
    const { code, stderr } = await place.ocip(block);
    expect(code).toBe(0);
    expect(stderr).toContain('nothing is changed without --apply true');
  });
});

describe('a run that keeps a journal', () => {
  const move = ['number', 'move', 'Grand-Harbour', 'Vienna', '--groupId', 'Berlin'];

  test('writes it, does not overwrite one, and can be taken back by it', async () => {
    const { stdout } = await place.ocip([
      ...['group', 'audit', 'Grand-Harbour', 'Berlin', '-o', 'json'],
      ...['--query', "numbers.value.rows[?holder=='unassigned'].first | [0]"],
    ]);
    const number = JSON.parse(stdout) as string | null;
    expect(number).toEqual(expect.any(String));
    const moved = await place.ocip([
      ...[...move, '--numbers', number!, '--journal', 'move.journal', '--yes'],
    ]);
    expect([moved.code, moved.stderr]).toEqual([0, '']);
    const journal = join(place.cwd, 'move.journal');
    expect(await readFile(journal, 'utf8')).toMatch(/"entry":"plan"[\s\S]*"entry":"end"/);

    const again = await place.ocip([
      ...[...move, '--numbers', number!, '--journal', journal, '--yes'],
    ]);
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('it may be needed to resume a run');

    const back = await place.ocip(['number', 'move', '--rollback', journal, '--yes']);
    expect([back.code, back.stderr]).toEqual([0, '']);
  });

  test('is refused where the file is none', async () => {
    await writeFile(join(place.cwd, 'no.journal'), 'no\n');
    const { code, stderr } = await place.ocip([
      ...['number', 'move', '--resume', join(place.cwd, 'no.journal'), '--yes'],
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain("can't be used as a journal");
  });
});
