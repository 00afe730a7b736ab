import { describe, expect, it } from 'vitest';
import { nameFilter, readOptions, UsageError } from '../src/options.js';

describe('the command line', () => {
  it('has a default for everything', () => {
    expect(readOptions([], 'schemas/open')).toEqual({
      schemas: 'schemas/open',
      instances: 3,
      seed: 1,
      include: [],
      oracle: true,
      json: false,
    });
  });

  it('takes all options', () => {
    const text =
      '--schemas a.zip --instances 0 --seed 42 --include A* --include B* --no-oracle --json';
    expect(readOptions(text.split(' '), 'x')).toEqual({
      schemas: 'a.zip',
      instances: 0,
      seed: 42,
      include: ['A*', 'B*'],
      oracle: false,
      json: true,
    });
  });

  it('asks for nothing when help is wanted', () => {
    expect(readOptions(['--help'], 'x')).toBeUndefined();
  });

  it.each([
    ['--instances', 'few'],
    ['--seed', '-1'],
    ['--seed', '1.5'],
    ['--bogus'],
    ['stray'],
    ['--schemas'],
  ])('refuses %s %s', (...parameters) => {
    expect(() => readOptions(parameters, 'x')).toThrow(UsageError);
  });
});

describe('the filter of names', () => {
  it.each([
    [[], 'UserGetRequest', true],
    [['User*'], 'UserGetRequest', true],
    [['User*'], 'SystemUserGetRequest', false],
    [['*Get*2?'], 'UserGetRequest22', true],
    [['*Get*2?'], 'UserGetRequest2', false],
    [['A', 'B'], 'B', true],
    [['a.b'], 'axb', false],
  ] as const)('%j for %s is %s', (globs, name, expected) => {
    expect(nameFilter(globs)(name)).toBe(expected);
  });
});
