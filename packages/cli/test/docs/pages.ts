import { readFileSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { expect } from 'vitest';
import { groups, type Leaf } from '../../src/program/tree.js';

export const repository = resolve(import.meta.dirname, '../../../..');
export const guide = resolve(repository, 'docs/cli.md');

/** Compares a page with what it should be, or writes that where UPDATE_DOCS is 1. */
export function expectPage(path: string, wanted: string): void {
  const found = readFileSync(path, 'utf8');
  if (process.env.UPDATE_DOCS === '1') writeFileSync(path, wanted);
  else expect(found, `UPDATE_DOCS=1 writes ${relative(repository, path)} anew`).toBe(wanted);
}

/** A page with its list of commands replaced. */
export function withCommands(path: string, list: string): string {
  const text = readFileSync(path, 'utf8');
  const begin = /<!-- commands of ocip[^>]*-->\n/.exec(text);
  const end = text.indexOf('<!-- end of commands -->');
  if (begin === null || end < 0) throw new Error(`${path} has no place for the list of commands`);
  return `${text.slice(0, begin.index + begin[0].length)}\n${list}\n\n${text.slice(end)}`;
}

/** All commands with what each does. */
export function longList(commands: readonly Leaf[]): string {
  return table(
    ['Command', 'What it does'],
    groups.flatMap((group) =>
      commands
        .filter((leaf) => leaf.group === group)
        .map(({ words, summary }) => [`\`ocip ${words}\``, summary.replaceAll('|', '\\|')]),
    ),
  );
}

/** All commands by their words. */
export function shortList(commands: readonly Leaf[]): string {
  return table(
    ['', 'Commands'],
    groups.map((group) => [
      group,
      commands.flatMap((leaf) => (leaf.group === group ? [`\`${leaf.words}\``] : [])).join(', '),
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) =>
    Math.max(title.length, ...rows.map((row) => row[i]!.length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** Blocks of code of a page, in order. */
export function blocksOf(text: string, language: string): readonly string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(
    ([, code = '']) => code,
  );
}
