import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { registry } from '@ocipkit/commands/registry';
import { allBehaviours } from '../../src/behaviours/index.js';
import { sinceOf } from '../../src/engine/releases.js';

const path = resolve(import.meta.dirname, '../../../../docs/simulator.md');
const begin = /<!-- commands: [^>]*-->\n/;
const end = '<!-- end of commands -->';

/** Answered by the session itself. */
const ofTheSession = [
  'AuthenticationRequest',
  'AvailabilityTestRequest',
  'LoginRequest14sp4',
  'LoginRequest22V5',
  'LogoutRequest',
  'VerifySessionIsValidRequest',
];

function commandsTable(): string {
  const behaving = new Set([...allBehaviours().names(), ...ofTheSession]);
  const names = [...registry].filter((c) => c.kind === 'request').map((c) => c.name);
  const rows = names
    .sort()
    .map((name): readonly string[] => [
      `\`${name}\``,
      behaving.has(name) ? 'yes' : 'no',
      `R${String(sinceOf(name))}`,
    ]);
  const header = ['Request', 'Behaves', 'Since'];
  const widths = header.map((h, i) => Math.max(h.length, ...rows.map((r) => r[i]!.length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
  const count = rows.filter((r) => r[1] === 'yes').length;
  return [
    '',
    `${String(count)} of ${String(rows.length)} requests behave. R21 stands for release 21 or earlier.`,
    '',
    line(header),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.map(line),
    '',
    '',
  ].join('\n');
}

it('lists every command and whether it behaves', () => {
  const text = readFileSync(path, 'utf8');
  const start = begin.exec(text);
  expect(start).not.toBeNull();
  const from = start!.index + start![0].length;
  const to = text.indexOf(end);
  const wanted = `${text.slice(0, from)}${commandsTable()}${text.slice(to)}`;
  if (process.env.UPDATE_DOCS === '1') writeFileSync(path, wanted);
  else expect(text).toBe(wanted);
});

it('has a behaviour for every request of the open schemas', () => {
  const behaving = new Set([...allBehaviours().names(), ...ofTheSession]);
  const missing = [...registry]
    .filter((c) => c.kind === 'request' && !behaving.has(c.name))
    .map((c) => c.name);
  expect(missing).toEqual([]);
});
