import { describe, expect, test } from 'vitest';
import { failureOf } from '../../src/program/failure.js';
import { parseArguments } from '../../src/program/parse.js';
import type { CommandSpec, Given } from '../../src/program/spec.js';

const spec: CommandSpec = {
  words: 'try it',
  summary: 'Tries it',
  args: [
    { name: 'first', description: 'the first', isRequired: true },
    { name: 'more', description: 'more', isRequired: false, isList: true },
  ],
  flags: [
    { name: 'output', short: 'o', type: 'choice', choices: ['json', 'text'], description: 'form' },
    { name: 'groupId', type: 'text', description: 'a group' },
    { name: 'max-details', type: 'integer', description: 'most' },
    { name: 'fields', type: 'texts', description: 'fields' },
    { name: 'sections', type: 'choices', choices: ['a', 'b'], description: 'sections' },
    { name: 'no-docs', type: 'boolean', description: 'without' },
  ],
  run: async () => Promise.resolve(undefined),
};

function given(args: readonly string[], own: CommandSpec = spec): Given {
  const parsed = parseArguments(own, args);
  if (parsed.kind === 'help') throw new Error('asked for help');
  return parsed.given;
}

function problem(args: readonly string[]): string {
  try {
    given(args);
  } catch (error) {
    const { exitCode, message, next } = failureOf(error);
    expect(exitCode).toBe(2);
    return [message, ...next].join('\n');
  }
  throw new Error('it was taken');
}

describe('what follows a command is read', () => {
  test('places and flags, of each type, in any order', () => {
    const { args, flags } = given([
      ...['--max-details', '12', 'x', '-o', 'json', '--fields', 'a,b', 'y', '--fields=c'],
      ...['--sections', 'b', '--no-docs', '--groupId', 'gh', 'z', '-q'],
    ]);
    expect(args).toEqual({ first: 'x', more: ['y', 'z'] });
    expect(flags).toEqual({
      output: 'json',
      groupId: 'gh',
      'max-details': 12,
      fields: ['a', 'b', 'c'],
      sections: ['b'],
      'no-docs': true,
      quiet: true,
      'no-color': false,
    });
  });

  test('a value may begin with a dash after an equals sign', () => {
    expect(given(['x', '--groupId=-1']).flags.groupId).toBe('-1');
  });

  test('help wins, but not after two dashes', () => {
    expect(parseArguments(spec, ['x', '--help'])).toEqual({ kind: 'help' });
    expect(given(['--', '--help']).args).toEqual({ first: '--help', more: [] });
  });

  test('unknown flags are kept in order where a command takes them', () => {
    const open = { ...spec, args: [spec.args![0]!], takesRest: true };
    const { rest, flags } = given(['x', '--userId', 'u', '-o', 'json', '--a[0].b=c'], open);
    expect(rest).toEqual(['--userId', 'u', '--a[0].b=c']);
    expect(flags.output).toBe('json');
  });

  test('all is kept where another program reads it', () => {
    const other = { ...spec, takesAll: true };
    expect(given(['--help', '-o'], other).rest).toEqual(['--help', '-o']);
  });
});

describe('what makes no sense is refused', () => {
  test.each([
    [[], "missing required argument 'first'"],
    [['x', '--outputs', 'json'], 'Did you mean --output?'],
    [['x', '-o', 'xml'], 'Allowed choices are json, text.'],
    [['x', '--max-details', '1.5'], 'It is no whole number.'],
    [['x', '--sections', 'a,c'], "'c' is none of a, b."],
    [['x', '--groupId'], 'argument missing'],
  ])('%j', (args, message) => {
    expect(problem(args)).toContain(message);
    expect(problem(args)).toContain('ocip try it --help lists what it takes.');
  });
});
