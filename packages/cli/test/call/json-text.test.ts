import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJsonText } from '../../src/call/json-text.js';

describe('JSON with comments', () => {
  test('plain JSON reads as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(readJsonText(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('comments and a comma at the end change nothing of any value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value, null, 1)
          .replace(/([^,{[])\n( *)([}\]])/g, '$1, // the end\n$2/* " */$3')
          .concat(' // "');
        expect(readJsonText(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('what looks like a comment inside a text is text', () => {
    expect(readJsonText('{"a": "http://x /* y */", /* z */ }')).toEqual({
      a: 'http://x /* y */',
    });
  });

  test('a field may be called __proto__ and is a field', () => {
    const value = readJsonText('{"__proto__": 1, }') as object;
    expect(Object.keys(value)).toEqual(['__proto__']);
  });

  test.each([
    ['{"a": }', 'line 1, column 7: expected a value'],
    ['{\n  "a": 1\n  "b": 2\n}', `line 3, column 3: expected ',' or '}'`],
    ['{"a" 1}', `line 1, column 6: expected ':' after a name`],
    ['{a: 1}', 'line 1, column 2: expected a text in double quotes'],
    ['[1, 2', `line 1, column 6: expected ',' or ']'`],
    ['[1] 2', 'line 1, column 5: expected the end of the text'],
    ['{"a": "b\n"}', 'line 1, column 7: expected a text in double quotes'],
    ['{"a": 01}', `line 1, column 8: expected ',' or '}'`],
    ['', 'line 1, column 1: expected a value'],
  ])('%j is refused: %s', (text, message) => {
    expect(() => readJsonText(text)).toThrow(message);
  });

  test('an error quotes nothing of the text, which may hold a secret', () => {
    const error = (() => {
      try {
        readJsonText('{"newPassword": "S3cret-value" oops}');
      } catch (thrown) {
        return String(thrown);
      }
      return 'none';
    })();
    expect(error).toContain('expected');
    expect(error).not.toContain('S3cret');
    expect(error).not.toContain('oops');
  });

  test('nesting without end is refused, not followed', () => {
    expect(() => readJsonText(`${'['.repeat(200)} //`)).toThrow('at most 100 levels');
  });

  test('a text of megabytes is read where comments stand beside it', () => {
    const text = 'x'.repeat(4_000_000);
    expect(readJsonText(`{"a": "${text}", } // end`)).toEqual({ a: text });
  });
});
