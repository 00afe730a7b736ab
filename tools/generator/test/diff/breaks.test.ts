import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { element, kites, request, response, schema, simple, type } from '../support/releases.js';
import { changesOf, choice, diff, OPTIONAL, values } from './support.js';

const head = request('KiteGetRequest');

/** Whom a change of one response breaks. */
function inResponse(older: string, newer: string): readonly (string | undefined)[] {
  const wrap = (fields: string): string => head + response('KiteGetResponse', fields);
  const changes = changesOf(diff(wrap(older), wrap(newer)), 'KiteGetResponse');
  expect(changes).not.toEqual([]);
  return changes.map(({ breaks }) => breaks);
}

describe('what is received', () => {
  const [plain, optional] = [element('x'), element('x', 'xs:token', OPTIONAL)];
  const list = element('x', 'xs:token', 'maxOccurs="unbounded"');
  const nillable = element('x', 'xs:token', 'nillable="true"');
  const [a, b, c] = [element('a'), element('b'), element('c')];

  it.each([
    ['a new optional field', a, a + optional, undefined],
    ['a new required field', a, a + plain, 'newer-client'],
    ['an optional field that is gone', a + optional, a, undefined],
    ['a required field that is gone', a + plain, a, 'older-client'],
    ['a field that may be missing', plain, optional, 'older-client'],
    ['a field that is always there', optional, plain, 'newer-client'],
    ['a field that may be repeated', plain, list, 'older-client'],
    ['a list that is a field', list, plain, 'newer-client'],
    ['a field that may be nil', plain, nillable, 'older-client'],
    ['fields in another order', a + b, b + a, undefined],
    ['a number that is a text', element('x', 'xs:int'), plain, 'older-client'],
    ['a text that is a number', plain, element('x', 'xs:int'), 'newer-client'],
    ['a new branch', choice([a, b]), choice([a, b, c]), 'older-client'],
    [
      'a new branch of an optional choice',
      choice([a, b], OPTIONAL),
      choice([a, b, c], OPTIONAL),
      undefined,
    ],
    ['a branch that is gone', choice([a, b, c]), choice([a, b]), 'newer-client'],
    ['a field that becomes one branch of two', a, choice([a, b]), 'older-client'],
    [
      'a field that becomes a branch of a repeated choice',
      optional,
      choice([optional, c], 'maxOccurs="9"'),
      'older-client',
    ],
    ['a choice that comes along', a, a + choice([b, c]), 'newer-client'],
  ])('%s', (_, older, newer, breaks) => {
    expect(inResponse(older, newer)).toEqual([breaks]);
  });

  it('is read whatever its limits and values', () => {
    const wrap = (facets: string): string =>
      head +
      response('KiteGetResponse', element('x', 'KiteText')) +
      simple('KiteText', 'xs:token', facets);
    const changes = changesOf(diff(wrap(values('red')), wrap(values('blue'))), 'KiteText');
    expect(changes.map(({ breaks }) => breaks)).toEqual([undefined, undefined]);
  });
});

describe('a type counts', () => {
  const color = (...list: string[]): string => simple('KiteColor', 'xs:token', values(...list));
  const tail = (...list: string[]): string =>
    type('KiteTail', element('color', 'KiteColor')) + color(...list);
  const added = { code: 'value-added', path: '', after: 'blue' };

  const field = element('tail', 'KiteTail');

  it('as sent where a request leads to it', () => {
    const commands = request('KiteFlyRequest', field);
    const result = diff(commands + tail('red'), commands + tail('red', 'blue'));
    expect(changesOf(result, 'KiteColor')).toEqual([{ ...added, breaks: 'newer-client' }]);
  });

  it('as received where only a response leads to it', () => {
    const commands = head + response('KiteGetResponse', field);
    const result = diff(commands + tail('red'), commands + tail('red', 'blue'));
    expect(changesOf(result, 'KiteColor')).toEqual([added]);
  });

  it('as both where both lead to it', () => {
    const commands = request('KiteGetRequest', field) + response('KiteGetResponse', field);
    const wrap = (attributes: string): string =>
      commands + type('KiteTail', element('color', 'xs:token', attributes));
    expect(changesOf(diff(wrap(''), wrap(OPTIONAL)), 'KiteTail')).toMatchObject([
      { code: 'occurrence-changed', breaks: 'both' },
    ]);
  });

  it('as neither where no command leads to it', () => {
    expect(changesOf(diff(tail('red'), tail('red', 'blue')), 'KiteColor')).toEqual([added]);
  });

  it('as neither where only one of the releases leads to it', () => {
    const commands = (fields: string): string => request('KiteFlyRequest', fields);
    const older = commands('') + tail('red');
    const newer = commands(element('tail', 'KiteTail', OPTIONAL)) + tail('red', 'blue');
    const { enums } = diff(older, newer);
    expect(enums.changed).toEqual([{ name: 'KiteColor', changes: [added] }]);
  });

  it('as sent where it is a form of what is sent, or the base of a request', () => {
    const extended = (name: string, base: string): string =>
      `<xs:complexType name="${name}"><xs:complexContent><xs:extension base="${base}"><xs:sequence/></xs:extension></xs:complexContent></xs:complexType>`;
    const wrap = (fields: string): string =>
      request('KiteFlyRequest', element('key', 'KiteKey')) +
      '<xs:complexType abstract="true" name="KiteKey"/>' +
      extended('KiteKeyA', 'KiteKey').replace(
        '<xs:sequence/>',
        `<xs:sequence>${fields}</xs:sequence>`,
      );
    const result = diff(wrap(''), wrap(element('x', 'xs:token', OPTIONAL)));
    expect(changesOf(result, 'KiteKeyA')).toMatchObject([{ breaks: 'newer-client' }]);
  });

  it('through a type that took the place of another', () => {
    const wrap = (name: string, ...list: string[]): string =>
      request('KiteFlyRequest', element('tail', name)) +
      type('KiteTail', element('color', 'KiteColor')) +
      type('KiteRibbon', element('color', 'KiteColor')) +
      color(...list);
    const { enums } = diff(wrap('KiteTail', 'red'), wrap('KiteRibbon', 'red', 'blue'));
    expect(enums.changed).toMatchObject([{ changes: [{ breaks: 'newer-client' }] }]);
  });
});

describe('the envelope', () => {
  const base = readFileSync(join(kites, 'OCISchemaBASE.xsd'), 'utf8');
  const wrap = (text: string): Record<string, string> => ({
    'OCISchemaAS.xsd': schema(head),
    'OCISchemaBASE.xsd': text,
  });

  it('counts as sent, since answers repeat it', () => {
    const branch = '<xs:element name="userId" type="xs:token"/>';
    const newer = base.replace(branch, branch + branch.replace('userId', 'linePort'));
    expect(changesOf(diff(wrap(base), wrap(newer)), 'C:OCIMessage')).toEqual([
      {
        code: 'branch-added',
        path: '',
        before: '(sessionId | userId)',
        after: 'linePort',
        breaks: 'newer-client',
      },
    ]);
  });

  it('has attributes, those of a command being sent and received', () => {
    const older = base.replace('<xs:attribute name="echo" type="xs:string" use="optional"/>', '');
    expect(older).not.toBe(base);
    expect(changesOf(diff(wrap(older), wrap(base)), 'C:OCICommand')).toEqual([
      { code: 'attribute-added', path: 'echo', after: 'optional', breaks: 'newer-client' },
    ]);
    const required = base.replace('use="optional"', 'use="required"');
    expect(changesOf(diff(wrap(base), wrap(required)), 'C:OCICommand')).toEqual([
      {
        code: 'attribute-changed',
        path: 'echo',
        before: 'optional',
        after: 'required',
        breaks: 'both',
      },
    ]);
    expect(changesOf(diff(wrap(required), wrap(older)), 'C:OCICommand')).toEqual([
      { code: 'attribute-removed', path: 'echo', before: 'required', breaks: 'both' },
    ]);
  });
});
