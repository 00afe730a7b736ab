import { RefusedError } from '@ocipkit/client';
import { OCIRequest, readTree, SuccessResponse, type RequestType } from '@ocipkit/core';
import { complex, el, OPTIONAL, request, SENSITIVE, xsInt, xsString } from '@ocipkit/core/codegen';
import { describe, expect, test } from 'vitest';
import { requestXml, settledXml } from '../../src/call/xml-text.js';

/** Names that do not tell what they hold: only the schema marks them. */
const inner = complex('Inner', () => [el('word', xsString, SENSITIVE), el('other', xsString)]);

class ExampleRequest extends OCIRequest {
  static override readonly $: RequestType = request('ExampleRequest', () => [
    el('userId', xsString),
    el('word', xsString, OPTIONAL | SENSITIVE),
    el('number', xsInt, OPTIONAL | SENSITIVE),
    el('inner', inner, OPTIONAL, { max: 3 }),
  ]);
}

describe('a request as XML', () => {
  test('masks what the schema marks, at any depth and of any type', () => {
    const text = requestXml([
      new ExampleRequest({
        userId: 'u',
        word: 'S3cret',
        number: 123456,
        inner: [{ word: 'S3cret', other: 'open' }],
      }),
    ]);
    expect(text).not.toContain('S3cret');
    expect(text).not.toContain('123456');
    expect(text).toContain('<other>open</other>');
    expect(text.match(/\[redacted\]/g)).toHaveLength(3);
  });

  test('is well-formed, with what XML gives a meaning escaped', () => {
    const text = requestXml([new ExampleRequest({ userId: `<a> & "b" 'c'` })]);
    const command = readTree(text).children.find(({ name }) => name === 'command');
    expect(command?.type).toBe('ExampleRequest');
    expect(command?.children[0]?.text).toBe(`<a> & "b" 'c'`);
  });

  test('of several commands is one document', () => {
    const text = requestXml([
      new ExampleRequest({ userId: 'a' }),
      new ExampleRequest({ userId: 'b' }),
    ]);
    expect(readTree(text).children.map(({ name }) => name)).toEqual([
      'sessionId',
      'command',
      'command',
    ]);
  });
});

describe('an answer as XML', () => {
  test('is what was received, with attributes and nil', () => {
    const raw = readTree(
      '<command xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:c="C" echo="7&quot;" xsi:type="c:SuccessResponse"><a xsi:nil="true"/><b/></command>',
    );
    const settled = {
      ok: true,
      response: new SuccessResponse(),
      notices: [],
      raw: () => raw,
    } as const;
    expect(settledXml(ExampleRequest.$, settled)).toBe(
      '<command xmlns="" xsi:type="SuccessResponse" echo="7&quot;">\n  <a xsi:nil="true"/>\n  <b/>\n</command>\n',
    );
  });

  test('of a refusal is made of its texts, with secrets masked', () => {
    const error = new RefusedError(
      { type: 'Error', code: 4200, summary: '', summaryEnglish: '[Error 4200] No' },
      '<newPassword>S3cret</newPassword>',
      { request: 'ExampleRequest' },
    );
    const text = settledXml(ExampleRequest.$, { ok: false, error });
    expect(text).toContain('<summaryEnglish>[Error 4200] No</summaryEnglish>');
    expect(text).not.toContain('S3cret');
  });
});
