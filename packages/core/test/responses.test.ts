import { describe, expect, it } from 'vitest';
import { ErrorResponse, SuccessResponse, type Notice } from '../src/index.js';
import { decodeCommand, fieldsOf, sentAndRead } from './support/messages.js';

const both =
  '<summary>[Error 4008] Benutzer nicht gefunden</summary><summaryEnglish>[Error 4008] User not found</summaryEnglish>';

function received(
  content: string,
  attributes = '',
): { error: ErrorResponse; notices: readonly Notice[] } {
  const { command, notices } = decodeCommand('ErrorResponse', content, attributes);
  return { error: command as ErrorResponse, notices };
}

describe('#120 success', () => {
  it('has no data', () => {
    const { command, notices } = decodeCommand('c:SuccessResponse', '', ' xmlns:c="C"');

    expect(command).toBeInstanceOf(SuccessResponse);
    expect(fieldsOf(command)).toEqual({});
    expect(notices).toEqual([]);
  });
});

describe('#124 the code of an error', () => {
  it.each([
    [
      'errorCode',
      `<errorCode>4008</errorCode><summary>x</summary><summaryEnglish>x</summaryEnglish>`,
      4008,
    ],
    ['errorCode before the summary', `<errorCode>1</errorCode>${both}`, 1],
    ['the summary', both, 4008],
    [
      'the English summary',
      '<summary>Pardon?</summary><summaryEnglish>[Error 4008] x</summaryEnglish>',
      4008,
    ],
    ['a summary in another language', '<summary>[Fehler 4008] x</summary><summaryEnglish/>', 4008],
    [
      'neither',
      '<summary>User not found 4008</summary><summaryEnglish>x [Error 1]</summaryEnglish>',
      undefined,
    ],
    ['no summaries at all', '', undefined],
  ])('is taken from %s', (_, content, code) => {
    expect(received(content).error.code).toBe(code);
  });
});

describe('#125 an error', () => {
  it('keeps its type, its summaries and its detail', () => {
    const { error, notices } = received(
      `${both}<detail>a<![CDATA[<b/>]]></detail>`,
      ' type="Error"',
    );

    expect(error.type).toBe('Error');
    expect(error.summary).toBe('[Error 4008] Benutzer nicht gefunden');
    expect(error.summaryEnglish).toBe('[Error 4008] User not found');
    expect(error.detail).toBe('a<b/>');
    expect(notices).toEqual([]);
  });

  it('#98 without its summaries is an error all the same, with notices', () => {
    const { error, notices } = received('', ' type="Error"');

    expect(error.isFailure).toBe(true);
    expect(notices.map((n) => n.path)).toEqual([
      'ErrorResponse.summary',
      'ErrorResponse.summaryEnglish',
    ]);
  });

  it('is made with the type Error unless told otherwise, and survives the wire', () => {
    const made = new ErrorResponse({ summary: '[Error 1] <x>', summaryEnglish: 'y', errorCode: 7 });

    expect(made.type).toBe('Error');
    expect(sentAndRead(made)).toEqual(made);
  });
});

describe('#126 the type of an error', () => {
  it.each([
    [' type="Error"', 'Error', true],
    [' type="Warning"', 'Warning', false],
    [' type="Info"', 'Info', false],
    [' type=" Info "', 'Info', false],
    ['', 'Error', true],
  ])('%j is %s, a failure: %s', (attributes, type, isFailure) => {
    const { error, notices } = received(both, attributes);

    expect(error.type).toBe(type);
    expect(error.isFailure).toBe(isFailure);
    expect(notices).toEqual([]);
  });

  it.each([' type="Fatal"', ' type="warning"', ' type=""'])(
    '%j is unknown: a failure, with a notice',
    (attributes) => {
      const { error, notices } = received(both, attributes);

      expect(error.isFailure).toBe(true);
      expect(notices.map((n) => `${n.code} ${n.path}`)).toEqual([
        'unknown-value ErrorResponse.type',
      ]);
    },
  );
});
