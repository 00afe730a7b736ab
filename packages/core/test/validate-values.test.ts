import { describe, expect, it } from 'vitest';
import { el, OCIRequest, request, simple, type RequestType } from '../src/codegen.js';
import { assertValid, validate } from '../src/index.js';
import { SeatModifyRequest16 } from './fixtures/commands.js';
import { modify, onlyProblem, probe } from './support/checked.js';
import { codes } from './support/received.js';

describe('texts', () => {
  it("#58 '' is refused by minimum length, with advice where null clears", () => {
    expect(onlyProblem(modify({ title: '' }))).toBe(
      'title: found an empty text, expected a text of 1 to 30 characters (ShortName) ' +
        '(to clear the field, set it to null)',
    );
    expect(onlyProblem(modify({ lastName: '' }))).not.toContain('null');
    expect(modify({ remark: '' })).toEqual([]);
  });

  it('lengths count characters, not UTF-16 units', () => {
    expect(modify({ lastName: '😀'.repeat(30) })).toEqual([]);
    expect(codes(modify({ lastName: '😀'.repeat(31) }))).toEqual([
      'too-long SeatModifyRequest16.lastName',
    ]);
  });

  it('lengths of tokens count after white space is collapsed, with a warning', () => {
    const [problem, ...others] = modify({ lastName: `  a${' '.repeat(40)}b\t` });

    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code: 'white-space', severity: 'warning' });
    expect(() => {
      assertValid(new SeatModifyRequest16({ userId: 'a', lastName: ' a ' }));
    }).not.toThrow();
    expect(codes(modify({ lastName: '   ' }))).toEqual(['too-short SeatModifyRequest16.lastName']);
  });

  it('white space in strings is theirs', () => {
    expect(modify({ remark: '  a  ' })).toEqual([]);
  });

  it.each([
    ['\u0000', 'U+0000'],
    ['a\u000bb', 'U+000B'],
    ['\ud800', 'U+D800'],
    ['\udc00x', 'U+DC00'],
    ['\uffff', 'U+FFFF'],
  ])('#47 %j is refused, the character named', (text, name) => {
    expect(onlyProblem(modify({ remark: text }))).toBe(
      `remark: found ${name}, expected characters that XML can carry`,
    );
  });

  it('a long text is quoted in part', () => {
    expect(onlyProblem(modify({ remark: 'x'.repeat(1000) }))).toContain(
      `found '${'x'.repeat(60)}…' (1000 characters)`,
    );
  });
});

describe('#73 numbers', () => {
  it.each([
    ['count', 1.5, 'wrong-type'],
    ['count', Number.NaN, 'wrong-type'],
    ['count', Infinity, 'wrong-type'],
    ['count', '5', 'wrong-type'],
    ['count', 5n, 'wrong-type'],
    ['count', 2 ** 31, 'out-of-range'],
    ['count', -(2 ** 31) - 1, 'out-of-range'],
    ['moment', 2 ** 53, 'wrong-type'],
    ['ratio', Infinity, 'wrong-type'],
    ['weight', Number.NaN, 'wrong-type'],
  ])('%s: %s is %s', (name, value, code) => {
    expect(codes(probe({ [name]: value }))).toEqual([`${code} ProbeRequest.${name}`]);
  });

  it('inside their range are accepted', () => {
    expect(probe({ count: 2 ** 31 - 1, moment: 2 ** 53 - 1, ratio: -1.5, weight: 1e-9 })).toEqual(
      [],
    );
    expect(codes(modify({ authorizedQuantity: { quantity: 0 } }))).toEqual([
      'out-of-range SeatModifyRequest16.authorizedQuantity.quantity',
    ]);
  });

  it('given as #71 a boolean or a list of them, each is checked', () => {
    expect(codes(probe({ flags: [true, 'true', 1] }))).toEqual([
      'wrong-type ProbeRequest.flags[1]',
      'wrong-type ProbeRequest.flags[2]',
    ]);
  });
});

describe('other primitives', () => {
  it.each([
    ['mark', 'a b', 'wrong-form'],
    ['mark', '', 'wrong-form'],
    ['at', '2024-01-31', 'wrong-form'],
    ['at', '2024-01-31T25:00:00', 'wrong-form'],
    ['at', '2024-02-30T00:00:00', 'wrong-form'],
    ['day', '31.01.2024', 'wrong-form'],
    ['day', '2023-02-29', 'wrong-form'],
    ['data', 'AP8Q', 'wrong-type'],
    ['now', false, 'wrong-type'],
    ['country', 'DE', 'too-short'],
    ['country', 'DEUT', 'too-long'],
    ['country', 'de ', 'too-short'],
    ['country', 'X1X', 'pattern'],
    ['country', 'ZZZ', 'pattern'],
  ])('%s: %j is %s', (name, value, code) => {
    expect(codes(probe({ [name]: value }))).toEqual([`${code} ProbeRequest.${name}`]);
  });

  it('given a Date where a text is due, then the way is shown', () => {
    expect(onlyProblem(probe({ at: new Date() }))).toBe(
      'at: found an object, expected a dateTime such as 2024-01-31T09:30:00Z ' +
        '(write the date as text; fromDate does it)',
    );
  });
});

describe('patterns', () => {
  const matches = (pattern: string, text: string): boolean => {
    class PatternRequest extends OCIRequest<'PatternRequest'> {
      static override readonly $: RequestType = request('PatternRequest', () => [
        el('text', simple('T', 'string', { patterns: [pattern] })),
      ]);
    }
    return validate(new PatternRequest({ text })).length === 0;
  };

  it.each([
    ['0|15', '150', false],
    ['0|15', '15', true],
    ['([0-9]|\\*|#){0,3}', '1*#', true],
    ['([0-9]|\\*|#){0,3}', '1*#4', false],
    ['a$b', 'a$b', true],
    ['^a', '^a', true],
    ['[^a]', 'b', true],
    ['[^a]', 'a', false],
    ['[a^]', '^', true],
    ['\\^\\$', '^$', true],
    ['a\\-b', 'a-b', true],
    ['[a\\-b]', '-', true],
    ['.', '😀', true],
  ])('%s against %j: %s, as a schema means it', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it('one that JavaScript cannot express is left to the platform', () => {
    expect(matches('[a-z-[aeiou]]', 'e')).toBe(true);
    expect(matches('\\i\\c*', 'anything')).toBe(true);
  });
});

describe('enumerations', () => {
  it.each(['simultaneous', 'Simultanous', ' Simultaneous', 'Simultaneous ', ''])(
    '#79 %j is refused with the allowed values',
    (value) => {
      const text = onlyProblem(modify({ ringPolicy: value }));

      expect(text).toContain(
        "one of 'None', 'Circular', 'Regular', 'Simultaneous', 'Weighted Call'",
      );
      expect(text.includes("did you mean 'Simultaneous'?")).toBe(value !== '');
    },
  );

  it('of numbers take numbers', () => {
    expect(modify({ numberOfRings: 20 })).toEqual([]);
    expect(codes(modify({ numberOfRings: 4 }))).toEqual([
      'not-allowed-value SeatModifyRequest16.numberOfRings',
    ]);
    expect(codes(modify({ numberOfRings: '20' }))).toEqual([
      'wrong-type SeatModifyRequest16.numberOfRings',
    ]);
  });

  it('#77 a fixed field takes its value only', () => {
    expect(onlyProblem(modify({ deleteExistingDevices: false }))).toBe(
      'deleteExistingDevices: found false, expected only true',
    );
  });
});
