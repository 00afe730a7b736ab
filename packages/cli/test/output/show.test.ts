import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { show } from '../../src/output/show.js';
import type { Shown } from '../../src/output/shown.js';
import { failureOf } from '../../src/program/failure.js';
import type { Given } from '../../src/program/spec.js';
import { createContext } from '../../src/program/world.js';
import { Workplace } from '../support/run.js';
import { FakeTerminal, type FakeTerminalOptions } from '../support/terminal.js';

let place: Workplace;
beforeAll(async () => {
  place = await Workplace.create();
});
afterAll(async () => {
  await place[Symbol.asyncDispose]();
});

const users = [
  { userId: 'anna@example.test', phoneNumber: '+4930100', extension: '0042', calls: 3 },
  { userId: 'jörg@example.test', phoneNumber: '', extension: '7', calls: 12, note: 'a, "b"' },
];
const result: Shown = {
  data: { groupId: 'g', users, counts: { read: 2 } },
  report: {
    title: 'Users of g',
    subtitle: 'sp',
    parts: [
      {
        title: 'Users',
        blocks: [
          { kind: 'facts', facts: [['In the group', 2]] },
          {
            kind: 'table',
            columns: ['User', 'Calls'],
            rows: users.map((u) => [u.userId, u.calls]),
          },
          { kind: 'text', text: 'The list is not whole.', tone: 'warning' },
        ],
      },
    ],
  },
};

async function shown(
  what: Shown,
  flags: Given['flags'] = {},
  options: FakeTerminalOptions = {},
): Promise<string> {
  const terminal = new FakeTerminal(options);
  const context = createContext({
    terminal,
    env: { OCIP_CONFIG_DIR: place.configFolder },
    cwd: place.cwd,
    signal: new AbortController().signal,
    version: '0',
    takeInterrupts: () => () => undefined,
  });
  await show(what, { args: {}, flags, rest: [] }, context);
  return terminal.stdout;
}

async function problemOf(what: Shown, flags: Given['flags']): Promise<string> {
  const error: unknown = await shown(what, flags).catch((thrown: unknown) => thrown);
  const { exitCode, message, next } = failureOf(error);
  return [exitCode, message, ...next].join('\n');
}

describe('a result is shown', () => {
  test('as a report for people, aligned, where nothing else is asked for', async () => {
    expect(await shown(result)).toBe(
      [
        'Users of g',
        'sp',
        '',
        'Users',
        '  In the group  2',
        '  User               Calls',
        '  anna@example.test      3',
        '  jörg@example.test     12',
        '  The list is not whole.',
        '',
      ].join('\n'),
    );
  });

  test('as JSON that reads back to the same', async () => {
    expect(JSON.parse(await shown(result, { output: 'json' }))).toEqual(result.data);
  });

  test('as YAML that reads back to the same', async () => {
    expect(parseYaml(await shown(result, { output: 'yaml' }))).toEqual(result.data);
  });

  test('as CSV of a list that a query picks, numbers and zeros as they are', async () => {
    expect(await shown(result, { output: 'csv', query: 'users' })).toBe(
      'userId,phoneNumber,extension,calls,note\r\n' +
        'anna@example.test,+4930100,0042,3,\r\n' +
        'jörg@example.test,,7,12,"a, ""b"""\r\n',
    );
  });

  test('as CSV whose cells no spreadsheet runs as a formula', async () => {
    const data = [{ name: '=HYPERLINK("http://evil")' }];
    expect(await shown({ data }, { output: 'csv' })).toContain(`"'=HYPERLINK`);
  });

  test('as one line of JSON for each row', async () => {
    const lines = (await shown(result, { output: 'ndjson', query: 'users' })).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(users);
  });

  test('as a table of chosen fields, also nested ones', async () => {
    const data = [{ a: { b: 1 }, c: 'x' }, { c: 'y' }];
    expect(await shown({ data }, { output: 'table', fields: ['c', 'a.b'] })).toBe(
      'c  a.b\nx    1\ny\n',
    );
  });

  test('by a query alone, as text', async () => {
    expect(await shown(result, { query: 'counts' })).toBe('read  2\n');
    expect(await shown(result, { query: 'users[0].userId' })).toBe('anna@example.test\n');
  });
});

describe('what can’t be shown is refused, with the next step', () => {
  test('a table of something that is no list', async () => {
    expect(await problemOf(result, { output: 'csv' })).toBe(
      '2\nThe result is no list, which csv needs.\nPick a list from it, such as --query users.',
    );
  });

  test('a field that no row has', async () => {
    expect(await problemOf({ data: users }, { fields: ['userid'] })).toContain(
      'The result has no field userid.\nIt has userId, phoneNumber',
    );
  });

  test('a query that is none', async () => {
    expect(await problemOf(result, { query: 'users[' })).toContain('is no JMESPath expression');
  });
});

describe('on a terminal', () => {
  test('tables give way to its width, the widest column first', async () => {
    const text = await shown(
      { data: [{ id: '1', name: 'n'.repeat(80) }] },
      { output: 'table' },
      { isTerminal: true, width: 30 },
    );
    expect(text).toBe(`id  name\n 1  ${'n'.repeat(25)}…\n`);
  });

  test('what would move the cursor or ring is shown as a mark', async () => {
    const text = await shown({ data: { name: 'a\x1b[2Jb\x07c\u202ed' } });
    expect(text).toBe('name  a�[2Jb�c�d\n');
  });
});
