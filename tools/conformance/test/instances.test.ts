import { OCITable, validateValue } from '@ocipkit/core';
import { complex, el, OPTIONAL, xsInt, xsString } from '@ocipkit/core/codegen';
import { describe, expect, it } from 'vitest';
import { buildCommand, buildInstance } from '../src/instances/build.js';
import { findDifference } from '../src/instances/compare.js';
import { expectedFields } from '../src/instances/expected.js';
import { alternativesOf, hasNillable, type Fields } from '../src/instances/particles.js';
import { plansFor } from '../src/instances/plan.js';
import { Random } from '../src/values/random.js';
import { ThingModifyRequest, wholeThing } from './fixture/thing.js';

const type = ThingModifyRequest.$;

function build(name: string, seed = 1): Fields {
  const plan = plansFor(type, 3).find((p) => p.name === name);
  if (plan === undefined) throw new Error(`no plan ${name}`);
  return buildCommand(type, plan, new Random(seed, name));
}

describe('the instances made of a type', () => {
  it('are the smallest and the fullest per alternative, one cleared, and some random ones', () => {
    expect(plansFor(type, 2).map((p) => p.name)).toEqual([
      'minimal-1',
      'full-1',
      'minimal-2',
      'full-2',
      'cleared',
      'random-1',
      'random-2',
    ]);
  });

  it('are two for a type without choices, nillable fields and random instances', () => {
    const plain = complex('Plain', () => [el('a', xsInt, OPTIONAL)]);
    expect(alternativesOf(plain)).toBe(1);
    expect(hasNillable(plain)).toBe(false);
    expect(plansFor(plain, 0).map((p) => p.name)).toEqual(['minimal', 'full']);
  });

  it('are all valid', () => {
    for (const { name } of plansFor(type, 3)) {
      for (let seed = 0; seed < 100; seed++) {
        const fields = build(name, seed);
        expect(validateValue(type, fields), JSON.stringify(fields)).toEqual([]);
      }
    }
  });

  it('have nothing but what is required when minimal', () => {
    expect(Object.keys(build('minimal-1'))).toEqual(['id', 'owner', 'unlimited', 'pair']);
    expect(Object.keys(build('minimal-2'))).toEqual(['id', 'owner', 'amount', 'unit', 'pair']);
  });

  it('have every field and three entries per list when full', () => {
    const { route, tag, ...rest } = build('full-2');
    expect(tag).toHaveLength(3);
    expect(route).toEqual({
      $items: [
        { number: expect.any(String) },
        { uri: expect.any(String) },
        { number: expect.any(String) },
      ],
    });
    expect(Object.keys(rest)).toEqual(
      Object.keys(wholeThing).filter((name) => name !== 'route' && name !== 'tag'),
    );
  });

  it('take each concrete type of an abstract one', () => {
    expect(build('full-1').owner).toMatchObject({ $type: 'GroupKey' });
    expect(build('full-2').owner).toMatchObject({ $type: 'EnterpriseKey' });
  });

  it('have nil in every nillable field when cleared', () => {
    expect(build('cleared').note).toBeNull();
    expect(build('full-1').note).not.toBeNull();
  });

  it('repeat themselves for the same seed', () => {
    expect(build('random-1', 7)).toEqual(build('random-1', 7));
    expect(build('random-1', 7)).not.toEqual(build('random-1', 8));
  });
});

describe('what reading back must give', () => {
  it('is what was put in', () => {
    expect(expectedFields(type, wholeThing)).toEqual(wholeThing);
  });

  it('has the default that was left out, and no empty optional list', () => {
    const { caseMatters, ...rest } = wholeThing;
    expect(caseMatters).toBe(false);
    expect(expectedFields(type, { ...rest, tag: [] })).toEqual({
      ...wholeThing,
      tag: undefined,
      caseMatters: true,
    });
  });

  it('keeps a required list without entries', () => {
    const lists = complex('Lists', () => [el('some', xsInt, 0, { min: 1, max: 3 })]);
    expect(expectedFields(lists, { some: [] })).toEqual({ some: [] });
  });

  it('has no $type where it says nothing new', () => {
    const base = complex('Base', () => [el('a', xsInt)], { subtypes: () => [derived] });
    const derived = complex('Derived', () => [el('a', xsInt)]);
    const holder = complex('Holder', () => [el('x', base), el('y', base)]);
    const value = { x: { $type: 'Base', a: 1 }, y: { $type: 'Derived', a: 2 } };
    expect(expectedFields(holder, value)).toEqual({ x: { a: 1 }, y: { $type: 'Derived', a: 2 } });
  });

  it('is the same for every valid instance, whatever it is made of', () => {
    const text = complex('Text', () => [el('a', xsString)]);
    const plan = plansFor(text, 1)[2]!;
    const value = buildInstance(text, plan, new Random(1));
    expect(expectedFields(text, value)).toEqual(value);
  });
});

describe('the comparison', () => {
  it.each([
    ['a text', { a: 'x' }, { a: 'y' }, 'T.a'],
    ['a type', { a: 1 }, { a: '1' }, 'T.a'],
    ['a lost field', { a: 1 }, {}, 'T.a'],
    ['a field too many', {}, { a: null }, 'T.a'],
    ['an entry', { a: [1, 2] }, { a: [1, 3] }, 'T.a[1]'],
    ['the number of entries', { a: [1, 2] }, { a: [1] }, 'T.a'],
    ['nil and nothing', { a: null }, {}, 'T.a'],
    ['an object and a list', { a: {} }, { a: [] }, 'T.a'],
    ['bytes', { a: Uint8Array.of(1, 2) }, { a: Uint8Array.of(1, 3) }, 'T.a[1]'],
    [
      'a heading',
      { a: new OCITable(['x'], []) },
      { a: new OCITable(['y'], []) },
      'T.a.headings[0]',
    ],
    [
      'a cell',
      { a: new OCITable(['x'], [['1']]) },
      { a: new OCITable(['x'], [['2']]) },
      'T.a.cells[0][0]',
    ],
    ['a table and an object', { a: new OCITable(['x'], []) }, { a: {} }, 'T.a'],
  ])('finds %s that differs', (_what, expected, actual, path) => {
    expect(findDifference(expected, actual, 'T')?.path).toBe(path);
  });

  it('finds nothing between equals', () => {
    const value = { a: [1, { b: new OCITable(['x'], [['']]) }], c: Uint8Array.of(0), d: null };
    const same = { a: [1, { b: new OCITable(['x'], [['']]) }], c: Uint8Array.of(0), d: null };
    expect(findDifference(value, same, 'T')).toBeUndefined();
  });
});
