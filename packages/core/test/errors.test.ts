import { describe, expect, it } from 'vitest';
import {
  EncodeError,
  MalformedMessageError,
  OcipError,
  UnknownTypeError,
  ValidationError,
} from '../src/index.js';

const cause = new Error('below');
const problem = {
  code: 'missing',
  severity: 'error',
  path: 'X.a',
  found: 'nothing',
  expected: 'a text',
} as const;

describe.each([
  [
    'MalformedMessageError',
    new MalformedMessageError('not-xml', 'bad', { cause }),
    { code: 'not-xml', cause: 'below' },
  ],
  ['ValidationError', new ValidationError([problem]), { problems: [problem] }],
  ['EncodeError', new EncodeError('X.a', 'bad'), { path: 'X.a' }],
  [
    'UnknownTypeError',
    new UnknownTypeError('X', 'bad', ['Y']),
    { typeName: 'X', suggestions: ['Y'] },
  ],
  ['OcipError', new OcipError('bad'), {}],
])('#129 %s', (name, error, facts) => {
  it('is of its class and of the common one', () => {
    expect(error).toBeInstanceOf(OcipError);
    expect(error).toBeInstanceOf(Error);
    expect(error.constructor.name).toBe(name);
  });

  it('has its name, also in its stack', () => {
    expect(error.name).toBe(name);
    expect(error.stack).toMatch(new RegExp(`^${name}: `));
  });

  it('as JSON has name, message and facts', () => {
    expect(JSON.parse(JSON.stringify(error))).toEqual({ name, message: error.message, ...facts });
  });

  it('survives being thrown and wrapped', () => {
    const wrapped = new Error('outer', { cause: error });

    expect(wrapped.cause).toBe(error);
  });
});

it('the cause is kept', () => {
  expect(new MalformedMessageError('not-xml', 'bad', { cause }).cause).toBe(cause);
});
