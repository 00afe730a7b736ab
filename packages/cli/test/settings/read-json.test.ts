import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonTextError, readJson } from '../../src/settings/read-json.js';

describe('readJson', () => {
  it('reads whatever JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(readJson(text).value).toEqual(JSON.parse(text));
      }),
    );
  });

  it('refuses whatever JSON.parse refuses, with a JsonTextError', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...'{}[],:"a1-. \n'.split(''), '\\', 'true', 'null', '"k"'), {
          maxLength: 8,
        }),
        (parts) => {
          const text = parts.join('');
          const isJson = ((): boolean => {
            try {
              JSON.parse(text);
              return true;
            } catch {
              return false;
            }
          })();
          if (!isJson) expect(() => readJson(text)).toThrow(JsonTextError);
        },
      ),
    );
  });

  it('knows the line of each value', () => {
    const { lineOf } = readJson('{\n  "a": 1,\n  "b": {\n    "c": [true,\n      "x"] }\n}\n');

    expect(lineOf([])).toBe(1);
    expect(lineOf(['a'])).toBe(2);
    expect(lineOf(['b', 'c'])).toBe(4);
    expect(lineOf(['b', 'c', '1'])).toBe(5);
    expect(lineOf(['z'])).toBeUndefined();
  });

  it.each([
    ['{\n  "a": 1\n  "b": 2\n}', 3, /expected }/],
    ['{\n  "a": tru\n}', 2, /expected a value/],
    ['{\n  a: 1\n}', 2, /key in double quotes/],
    ['{\n  "a": 1,\n}', 3, /key in double quotes/],
    ['{\n  "a": 1,\n  "a": 2\n}', 3, /twice/],
    ['{}\n\n{}', 3, /nothing after/],
    ['', 1, /expected a value/],
    ['{"a": "b\nc"}', 1, /line breaks/],
  ])('names the line of what is wrong in %j', (text, line, message) => {
    expect(() => readJson(text)).toThrow(
      expect.objectContaining({ line, message: expect.stringMatching(message) }),
    );
  });

  it('keeps a key named __proto__ as a key', () => {
    const { value } = readJson('{"__proto__": {"x": 1}}');

    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it('gives up on values that are nested without end', () => {
    expect(() => readJson('['.repeat(100_000))).toThrow(/nested too deep/);
  });

  it('takes a byte order mark for nothing', () => {
    expect(readJson('\ufeff{"a":1}').value).toEqual({ a: 1 });
  });
});
