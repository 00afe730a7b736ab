import { validate, type ComplexType, type RequestClass } from '@ocipkit/core';
import { choice, complex, el, OPTIONAL, request, xsInt, xsString } from '@ocipkit/core/codegen';
import { registry } from '@ocipkit/commands/registry';
import { describe, expect, test } from 'vitest';
import { adoptFields } from '../../src/call/adopt.js';
import type { Fields } from '../../src/call/fields.js';
import { readJsonText } from '../../src/call/json-text.js';
import { skeletonData, skeletonText } from '../../src/call/skeleton.js';

const names = [...registry].filter(({ kind }) => kind === 'request').map(({ name }) => name);

/** What is wrong with an input, apart from secrets, which are left to be asked for. */
function problems(Request: RequestClass, input: unknown): readonly string[] {
  const fields = adoptFields(Request.$, input as Fields);
  return validate(new Request(fields))
    .filter(({ path, code }) => code !== 'missing' || !/passw|passcode/i.test(path))
    .map(({ path, found, expected }) => `${path}: found ${found}, expected ${expected}`);
}

describe('the skeleton of every request', () => {
  test('reads back as a valid input, as text and as data', async () => {
    expect(names.length).toBeGreaterThan(400);
    for (const name of names) {
      const Request = await registry.request(name);
      expect(problems(Request, readJsonText(skeletonText(Request.$))), name).toEqual([]);
      expect(problems(Request, skeletonData(Request.$)), name).toEqual([]);
    }
  });

  test('has every field of the request, and carries no value of a secret', async () => {
    for (const name of names) {
      const { $: type } = await registry.request(name);
      const text = skeletonText(type);
      for (const line of text.split('\n').filter((l) => l.includes('; secret;'))) {
        expect(line, name).toMatch(/^ *\/\/.*": "…", \/\/ /);
      }
    }
    const { $: type } = await registry.request('UserModifyRequest22');
    const text = skeletonText(type);
    const fields = ['userId', 'department', 'endpoint', 'linePort', 'trunkGroupDeviceEndpoint'];
    for (const field of fields) expect(text).toContain(`"${field}": `);
  });

  test('what stands in comments is valid where it is taken in, one line at a time', async () => {
    const Request: RequestClass = await registry.request('UserModifyRequest22' as string);
    const lines = skeletonText(Request.$).split('\n');
    const simple = lines.filter((line) => /^ {2}\/\/ "\w+": [^[{]/.test(line));
    expect(simple.length).toBeGreaterThan(10);
    for (const line of simple) {
      const text = lines.map((other) => (other === line ? line.replace('// ', '') : other));
      expect(problems(Request, readJsonText(text.join('\n'))), line).toEqual([]);
    }
  });
});

describe('the form of a skeleton', () => {
  const part: ComplexType = complex('Part', () => [
    el('name', xsString),
    el('part', part, OPTIONAL),
  ]);
  const type = request('ExampleRequest', () => [
    el('userId', xsString),
    choice([[el('first', xsInt)], [el('second', xsInt), el('third', xsInt, OPTIONAL)]]),
    el('part', part, OPTIONAL, { max: 3 }),
    choice([[el('a', xsInt)], [el('b', xsInt)]], 0, 5),
  ]);

  test('shows order, choices, lists and types that hold themselves', () => {
    expect(skeletonText(type)).toBe(`{
  "$type": "ExampleRequest",
  "userId": "alice@example.test", // required; a text
  // One of these, 2 in all:
  // 1 of 2: first
  "first": 1, // required; an integer
  // 2 of 2: second, third
  // "second": 1, // required; an integer
  // // "third": 1, // optional; an integer
  // "part": [{ // optional; Part; list of 0 to 3
  //   "name": "Example", // required; a text
  //   // "part": {}, // optional; Part: as above
  // }],
  // "$items": [ // any of these, in any order
  //   // 1 of 2: a
  //   // {
  //   //   "a": 1, // required; an integer
  //   // },
  //   // 2 of 2: b
  //   // {
  //   //   "b": 1, // required; an integer
  //   // },
  // ],
}
`);
  });
});
