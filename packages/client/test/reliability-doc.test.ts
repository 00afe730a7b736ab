import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const packageRoot = new URL('../', import.meta.url);
const text = readFileSync(new URL('../../../docs/reliability.md', import.meta.url), 'utf8');

/** A test as it stands in its file. */
interface Found {
  /** `describe › test`. */
  readonly name: string;
  readonly body: string;
}

const opening =
  /^( *)(?:(describe|test|it)(?:\.\w+)*|\]\)|\S.*\]\))\(\s*(?:'((?:\\.|[^'\\\n])+)'|`([^`]+)`)/gm;

function testsIn(source: string): Found[] {
  const found: Found[] = [];
  let group = '';
  let previous: { name: string; from: number } | undefined;
  const end = (at: number): void => {
    if (previous === undefined) return;
    found.push({ name: previous.name, body: source.slice(previous.from, at) });
    previous = undefined;
  };
  for (const match of source.matchAll(opening)) {
    const [, indent = '', kind, quoted, template = ''] = match;
    const name = quoted?.replaceAll("\\'", "'") ?? template;
    end(match.index);
    if (kind === 'describe') group = name;
    else {
      const isGrouped = indent !== '';
      previous = { name: isGrouped ? `${group} › ${name}` : name, from: match.index };
    }
  }
  end(source.length);
  return found;
}

/** What a test expects a caller to see: class, code and outcome of each error. */
function errorsIn(body: string): string[] {
  const calls = body.matchAll(/(\w+Error),\s*'([a-z-]+)',\s*'(not-sent|rejected|unknown)'/g);
  const errors = [...calls].map(([, type, code, outcome]) => [type!, code!, outcome!].join(' '));
  return [...new Set(errors)].sort();
}

interface Row {
  readonly name: string;
  readonly errors: readonly string[];
}

/** The tables of the document, each under a heading that names its file. */
const sections = [...text.matchAll(/^### .*`(test\/\S+\.test\.ts)`\n([^#]*)/gm)].map(
  ([, file = '', content = '']) => {
    const rows = content
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .slice(2)
      .map((line) => line.slice(2, -2).split(' | '))
      .map(([name = '', seen = '']): Row => {
        const errors = [...seen.matchAll(/`(\w+Error)` `([a-z-]+)` ([a-z-]+)/g)];
        return {
          name: name.trim(),
          errors: errors.map(([, type, code, outcome]) => [type!, code!, outcome!].join(' ')),
        };
      });
    return { file, rows };
  },
);

const read = (file: string): string => readFileSync(new URL(file, packageRoot), 'utf8');

describe('docs/reliability.md', () => {
  test('has a table for each file of fault tests', () => {
    const files = readdirSync(new URL('test/faults/', packageRoot))
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => `test/faults/${name}`);
    expect(sections.map(({ file }) => file).sort()).toEqual(files.sort());
    expect(files.length).toBeGreaterThan(3);
  });

  test.each(sections)('names the tests of $file, all of them', ({ file, rows }) => {
    const found = testsIn(read(file)).map(({ name }) => name);
    expect(new Set(found).size).toBe(found.length);
    expect(rows.map(({ name }) => name).sort()).toEqual(found.sort());
  });

  test.each(sections)('tells what the tests of $file expect of each error', ({ file, rows }) => {
    const tests = new Map(testsIn(read(file)).map(({ name, body }) => [name, body]));
    const documented = rows.map(({ name, errors }) => [name, [...errors].sort()]);
    const expected = rows.map(({ name }) => [name, errorsIn(tests.get(name) ?? '')]);
    expect(documented).toEqual(expected);
  });

  test('names only files and tests that exist behind its promises', () => {
    const [promises = ''] = text.replaceAll(/\s+/g, ' ').split('## Faults ');
    const named = [...promises.matchAll(/`(test\/\S+\.test\.ts)`(?:: (“[^”]+”(?:, “[^”]+”)*))?/g)];
    expect(named.length).toBeGreaterThan(8);
    for (const [, file = '', quoted = ''] of named) {
      const names = testsIn(read(file)).map(({ name }) => name.replace(/^.* › /, ''));
      for (const [, name = ''] of quoted.matchAll(/“([^”]+)”/g)) expect(names).toContain(name);
    }
  });
});
