import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { SEED_PASSWORD, startSimulator } from '@ocipkit/simulator';
import { describe, expect, test, vi } from 'vitest';
import { exitCodes } from '../../src/program/exit-codes.js';
import { parseArguments } from '../../src/program/parse.js';
import { findLeaf } from '../../src/program/tree.js';
import { definitions } from '../../src/settings/definitions.js';
import { everyCommand, piecesOf } from '../support/commands.js';
import { Workplace } from '../support/run.js';
import {
  blocksOf,
  expectPage,
  guide,
  longList,
  repository,
  shortList,
  withCommands,
} from './pages.js';

vi.mock('@napi-rs/keyring', async () => (await import('../support/keyring.js')).keyringModule);

const commands = await everyCommand();
const leaves = commands.map(([leaf]) => leaf);

describe('the list of commands', () => {
  test.each(['docs/cli.md', 'packages/cli/README.md'])('of %s is that of the program', (page) => {
    const path = resolve(repository, page);
    expectPage(path, withCommands(path, longList(leaves)));
  });

  test('of the README of the repository is that of the program, in short', () => {
    const path = resolve(repository, 'README.md');
    expectPage(path, withCommands(path, shortList(leaves)));
  });
});

describe('the guide', () => {
  const text = readFileSync(guide, 'utf8');

  test('has every exit code, and no other', () => {
    const told = [...text.matchAll(/^\| +(\d+) \| \S/gm)].map(([, code]) => Number(code));
    expect(told).toEqual(Object.values(exitCodes));
  });

  test('has every environment variable', () => {
    const told = [...(/^Environment variables: .*$/m.exec(text)?.[0] ?? '').matchAll(/`(\w+)`/g)];
    const known = Object.values(definitions).map(({ environment }) => environment);
    expect(told.map(([, name]) => name).sort()).toEqual([...known, 'OCIP_CONFIG_DIR'].sort());
  });

  const pages = [
    guide,
    resolve(repository, 'packages/cli/README.md'),
    resolve(repository, 'README.md'),
  ];
  const lines = pages.flatMap((page) =>
    blocksOf(readFileSync(page, 'utf8'), 'sh')
      .join('')
      .replace(/\\\n\s*/g, '')
      .split('\n')
      .map((line) => line.replace(/ +#.*$/, '').replace(/^(?:if|elif) |; then$/g, ''))
      .filter((line) => /(?:^|\| )ocip /.test(line)),
  );

  test.each(lines)('shows a line that the program takes: %s', (line) => {
    for (const { words } of piecesOf(line)) {
      if (words[0] !== 'ocip' || words[1]?.startsWith('--') === true) continue;
      const { leaf, count } = findLeaf(words.slice(1), leaves);
      expect(leaf, words.join(' ')).toBeDefined();
      const [, spec] = commands.find(([other]) => other === leaf)!;
      expect(() => parseArguments(spec, words.slice(1 + count))).not.toThrow();
    }
  });

  test('shows what the program prints on the demo data', async () => {
    await using simulator = await startSimulator({ seed: 'demo' });
    await using place = await Workplace.create();
    const port = String(simulator.tcp!.port);
    const told = (screen: string): string =>
      screen
        .replaceAll(new RegExp(`${port}( *)`, 'g'), (_, blanks: string) =>
          blanks === '' ? '2208' : `2208${blanks}${' '.repeat(port.length - 4)}`,
        )
        .replaceAll(place.configFolder, '~/.config/ocip')
        .replace(/Node( +)[\d.]+/, 'Node$120.19.0')
        .replace(
          /\d{4}-\d\d-\d\dT[\d:.]+Z, time zone .*/,
          '2026-01-31T12:00:00.000Z, time zone UTC',
        )
        .replace(/[\d.]+ ms/g, '1.2 ms');
    // The list of commands may just have been written.
    const page = readFileSync(guide, 'utf8');
    let wanted = page;
    for (const block of blocksOf(page, 'text').filter((code) => code.startsWith('$ ocip '))) {
      const [first = '', ...shown] = block.trimEnd().split('\n');
      const [{ words } = { words: [] }] = piecesOf(first.slice(2));
      const args = words
        .slice(1)
        .map((word) => word.replace('127.0.0.1:2208', `127.0.0.1:${port}`));
      const { code, terminal } = await place.ocip(args, { isTerminal: true, width: 200 });
      expect(code, terminal.screen).toBe(0);
      if (args[1] === 'add')
        await place.ocip(['login'], { isTerminal: true, answers: [SEED_PASSWORD] });
      const printed = told(terminal.screen).trimEnd().split('\n');
      // A block that ends with an ellipsis is cut there.
      const cut = shown.at(-1) === '…' ? Math.max(shown.length - 1, 20) : undefined;
      const kept = cut === undefined ? printed : [...printed.slice(0, cut), '…'];
      wanted = wanted.replace(
        block,
        () => `${[first, ...kept].map((l) => l.trimEnd()).join('\n')}\n`,
      );
    }
    expectPage(guide, wanted);
  });
});
