import { readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { automations } from '@ocipkit/automations';
import { SEED_PASSWORD, startSimulator, type StartedSimulator } from '@ocipkit/simulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandHelp, listHelp, usageOf } from '../../src/program/help.js';
import { flagsOf, parseArguments } from '../../src/program/parse.js';
import { findLeaf, hiddenLeaves } from '../../src/program/tree.js';
import { everyCommand, piecesOf } from '../support/commands.js';
import { Workplace } from '../support/run.js';

/*
 * The commands as they are written down: whoever changes or removes one sees it in the difference.
 * `npx vitest run test/program/tree.test.ts -u` writes the files anew.
 */

const folder = resolve(import.meta.dirname, '..');
const commands = await everyCommand();
const named = commands.map(([leaf, spec]) => [leaf.words, leaf, spec] as const);
const fileOf = (words: string): string => `${words.replaceAll(' ', '-')}.txt`;

describe('the commands are those written down', () => {
  test('as a tree', async () => {
    const lines = commands.map(([{ group, summary }, spec]) => [
      usageOf(spec),
      `  ${group}: ${summary}`,
      ...flagsOf(spec).map(({ name, short, type, isRequired }) => {
        const kind = [
          type,
          isRequired === true ? 'required' : '',
          short === undefined ? '' : `-${short}`,
        ];
        return `  --${name} ${kind.filter((part) => part !== '').join(' ')}`;
      }),
      '',
    ]);
    await expect(lines.flat().join('\n')).toMatchFileSnapshot(join(folder, 'command-tree.txt'));
  });

  test('as the list that ocip --help shows', async () => {
    const text = listHelp(
      '',
      commands.map(([leaf]) => leaf),
    );
    await expect(text).toMatchFileSnapshot(join(folder, 'help', 'ocip.txt'));
  });

  test.each(named)('as the help of ocip %s', async (words, _, spec) => {
    await expect(commandHelp(spec)).toMatchFileSnapshot(join(folder, 'help', fileOf(words)));
  });

  test('and no others', async () => {
    const files = ['ocip.txt', ...commands.map(([{ words }]) => fileOf(words))];
    expect((await readdir(join(folder, 'help'))).sort()).toEqual(files.sort());
  });
});

describe.each(named)('ocip %s', (words, leaf, spec) => {
  test('is called and summed up in its own help as in the list', () => {
    expect([spec.words, spec.summary]).toEqual([words, leaf.summary]);
    expect(spec.summary).not.toMatch(/\.$/);
  });

  test('has no two flags of one name, written in either way, or of one letter', () => {
    const flags = flagsOf(spec);
    // The parser takes `no-x` for the opposite of `x`, and `a-b` for the same as `aB`.
    const names = flags.map(({ name }) =>
      name.replace(/^no-/, '').replaceAll('-', '').toLowerCase(),
    );
    const letters = flags.flatMap(({ short }) => (short === undefined ? [] : [short]));
    expect(new Set(names).size, names.join(' ')).toBe(names.length);
    expect(new Set(letters).size, letters.join(' ')).toBe(letters.length);
    for (const letter of letters) expect(letter).toMatch(/^[a-zA-Z]$/);
    expect(letters).not.toContain('h');
  });

  test('has no argument in the way of another', () => {
    const args = spec.args ?? [];
    const open = args.findIndex(({ isRequired }) => !isRequired);
    const required = args.map(({ isRequired }) => isRequired);
    expect(required.slice(open < 0 ? args.length : open)).not.toContain(true);
    expect(args.slice(0, -1).some(({ isList }) => isList === true)).toBe(false);
  });

  test('is shown by examples that its parser takes', () => {
    const pieces = (spec.examples ?? []).flatMap(({ line }) => piecesOf(line));
    const own = pieces.filter(({ words: [program] }) => program === 'ocip');
    expect(own.some((piece) => piece.words.slice(1).join(' ').startsWith(words))).toBe(true);
    for (const { words: typed } of own) {
      const { leaf: found, count } = findLeaf(
        typed.slice(1),
        commands.map(([other]) => other),
      );
      const [, used] = commands.find(([other]) => other === found)!;
      expect(parseArguments(used, typed.slice(1 + count)).kind).toBe('run');
    }
  });
});

test('hidden commands are called in their own help as in the list', async () => {
  for (const leaf of hiddenLeaves) expect((await leaf.load()).words).toBe(leaf.words);
});

describe('an example does what it says', () => {
  let simulator: StartedSimulator;
  let place: Workplace;
  beforeAll(async () => {
    simulator = await startSimulator({ seed: 'demo' });
    place = await Workplace.create({
      OCIP_URL: simulator.tcp!.url,
      OCIP_USERNAME: 'admin',
      OCIP_PASSWORD: SEED_PASSWORD,
    });
    const users = [1, 2].map((n) => `{"userId":"user${String(n)}@example.test"}\n`);
    await writeFile(join(place.cwd, 'users.ndjson'), users.join(''));
    const block = ['number', 'block', 'Grand-Harbour', '+4419005550*', '--apply', 'true', '--yes'];
    const { stdout } = await place.ocip([...block, '--query', 'undo', '-o', 'json']);
    await writeFile(join(place.cwd, 'undo.json'), stdout);
  });
  afterAll(async () => {
    await place[Symbol.asyncDispose]();
    await simulator.stop();
  });

  const examples = (named: (words: string) => boolean): readonly (readonly [string])[] =>
    commands
      .filter(([{ words }]) => named(words))
      .flatMap(([, { examples: all = [] }]) => all.map(({ line }) => [line] as const));

  test.each(examples((words) => words === 'call'))('%s: the request is one', async (line) => {
    for (const { words, into } of piecesOf(line)) {
      const { code, stdout, stderr } = await place.ocip([...words.slice(1), '--dry-run']);
      expect(code, stderr).toBe(0);
      if (into !== undefined) await writeFile(join(place.cwd, into), stdout);
    }
  });

  test.each(examples((words) => words === 'describe' || words === 'search'))(
    '%s: something is found',
    async (line) => {
      const { code, stdout } = await place.ocip(piecesOf(line)[0]!.words.slice(1));
      expect([code, stdout !== '']).toEqual([0, true]);
    },
  );

  const ofAutomations = examples((words) =>
    [...automations].some(({ command }) => command === words),
  );
  const isChange = (line: string): boolean =>
    / --(?:journal|apply)\b| --updates \S+ \S+$/.test(line);

  test.each(ofAutomations.filter(([line]) => !isChange(line)))(
    '%s: the demo data has what it asks for',
    async (line) => {
      const { code, stdout, stderr } = await place.ocip(piecesOf(line)[0]!.words.slice(1));
      expect(code, stderr).toBe(0);
      expect(stdout).not.toBe('');
    },
  );

  test.each(ofAutomations.filter(([line]) => isChange(line)))(
    '%s: the input is right, and a person is asked',
    async (line) => {
      const { code, stderr } = await place.ocip(piecesOf(line)[0]!.words.slice(1));
      expect([code, stderr]).toEqual([2, expect.stringContaining('nobody can be asked')]);
    },
  );
});
