import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/index.js';
import { element, request, simple, type } from '../support/releases.js';
import { changesOf, choice, diff, OPTIONAL, values } from './support.js';

const shared =
  simple('KiteName', 'xs:token', '<xs:maxLength value="30"/>') +
  simple('KiteLabel', 'xs:token', '<xs:maxLength value="80"/>') +
  simple('KiteTag', 'xs:token', '<xs:maxLength value="30"/>') +
  type('KiteTail', element('length', 'xs:int')) +
  type('KiteRibbon', element('length', 'xs:int') + element('color', 'xs:token', OPTIONAL));

/** What changed in the fields of a request. */
function changes(older: string, newer: string): readonly Change[] {
  const wrap = (fields: string): string => shared + request('KiteFlyRequest', fields);
  return changesOf(diff(wrap(older), wrap(newer)), 'KiteFlyRequest');
}

describe('a new field', () => {
  const [a, b] = [element('a'), element('b')];

  it.each([
    ['at the end', a + b + element('x'), { at: 'end', follows: 'b' }],
    ['in the middle', a + element('x') + b, { at: 'middle', follows: 'a' }],
    ['at the start', element('x') + a + b, { at: 'start' }],
  ])('says that it is %s', (_, newer, place) => {
    const [change, ...rest] = changes(a + b, newer);
    expect(change).toMatchObject({ code: 'field-added', path: 'x', place });
    expect(rest).toEqual([]);
  });

  it('that follows another new one is in the middle as well', () => {
    const [x, y] = changes(a + b, a + element('x') + element('y') + b);
    expect(x?.place).toEqual({ at: 'middle', follows: 'a' });
    expect(y?.place).toEqual({ at: 'middle', follows: 'x' });
  });

  it('says what it is, and breaks the newer client where it is optional', () => {
    const field = element('x', 'KiteName', `${OPTIONAL} maxOccurs="4"`);
    expect(changes(a, a + field)).toEqual([
      {
        code: 'field-added',
        path: 'x',
        after: 'KiteName, optional list of up to 4',
        required: false,
        place: { at: 'end', follows: 'a' },
        breaks: 'newer-client',
      },
    ]);
  });

  it('breaks both clients where it is required', () => {
    const [change] = changes(a, a + element('x', 'xs:boolean', 'nillable="true"'));
    expect(change).toMatchObject({
      after: 'xs:boolean, required, nillable',
      required: true,
      breaks: 'both',
    });
  });
});

describe('a field that is gone', () => {
  it('breaks the older client where it was optional', () => {
    const field = element('x', 'xs:boolean', `${OPTIONAL} fixed="true"`);
    expect(changes(element('a') + field, element('a'))).toEqual([
      {
        code: 'field-removed',
        path: 'x',
        before: 'xs:boolean, optional, fixed true',
        required: false,
        breaks: 'older-client',
      },
    ]);
  });

  it('breaks both clients where it was required', () => {
    const [change] = changes(element('a') + element('x'), element('a'));
    expect(change).toMatchObject({ required: true, breaks: 'both' });
  });

  it('and has another name now is a removed and an added one', () => {
    const codes = changes(element('a'), element('b')).map(({ code, path }) => [code, path]);
    expect(codes).toEqual([
      ['field-removed', 'a'],
      ['field-added', 'b'],
    ]);
  });
});

describe('a field that is kept', () => {
  it.each([
    ['1..1', '0..1', '', OPTIONAL, 'newer-client'],
    ['0..1', '1..1', OPTIONAL, '', 'older-client'],
    ['1..1', '1..unbounded', '', 'maxOccurs="unbounded"', 'newer-client'],
    ['0..8', '1..4', `${OPTIONAL} maxOccurs="8"`, 'maxOccurs="4"', 'older-client'],
    ['1..4', '0..2', 'maxOccurs="4"', `${OPTIONAL} maxOccurs="2"`, 'both'],
  ])('occurs %s, then %s', (before, after, older, newer, breaks) => {
    const field = (attributes: string): string => element('x', 'xs:token', attributes);
    expect(changes(field(older), field(newer))).toEqual([
      { code: 'occurrence-changed', path: 'x', before, after, breaks },
    ]);
  });

  it('becomes nillable, or no longer is', () => {
    const [plain, nillable] = [element('x'), element('x', 'xs:token', 'nillable="true"')];
    expect(changes(plain, nillable)).toEqual([
      {
        code: 'nillable-changed',
        path: 'x',
        before: 'false',
        after: 'true',
        breaks: 'newer-client',
      },
    ]);
    expect(changes(nillable, plain)).toMatchObject([{ breaks: 'older-client' }]);
  });

  it('has another default, which breaks nobody', () => {
    const field = (value: string): string => element('x', 'xs:boolean', value);
    expect(changes(field('default="true"'), field('default="false"'))).toEqual([
      { code: 'default-changed', path: 'x', before: 'true', after: 'false' },
    ]);
    expect(changes(field(''), field('default="true"'))).toEqual([
      { code: 'default-changed', path: 'x', after: 'true' },
    ]);
  });

  it.each([
    ['', 'fixed="true"', 'older-client'],
    ['fixed="true"', '', 'newer-client'],
    ['fixed="true"', 'fixed="false"', 'both'],
  ])('is fixed otherwise: %s, then %s', (older, newer, breaks) => {
    const field = (value: string): string => element('x', 'xs:boolean', value);
    expect(changes(field(older), field(newer))).toMatchObject([
      { code: 'fixed-changed', path: 'x', breaks },
    ]);
  });

  it('has left its place', () => {
    const fields = (...names: string[]): string => names.map((name) => element(name)).join('');
    expect(changes(fields('a', 'b', 'c', 'd'), fields('b', 'c', 'a', 'd'))).toEqual([
      { code: 'field-moved', path: 'a', before: 'first', after: 'after c', breaks: 'both' },
    ]);
  });

  it('has not left its place because another came before it', () => {
    const codes = changes(element('a') + element('b'), element('x') + element('a') + element('b'));
    expect(codes.map(({ code }) => code)).toEqual(['field-added']);
  });
});

describe('a field of another type', () => {
  it.each([
    ['KiteName', 'KiteLabel', 'newer-client'],
    ['KiteLabel', 'KiteName', 'older-client'],
    ['KiteName', 'KiteTag', undefined],
    ['xs:int', 'xs:long', 'newer-client'],
    ['xs:int', 'xs:boolean', 'both'],
    ['KiteTail', 'KiteRibbon', 'newer-client'],
    ['KiteRibbon', 'KiteTail', 'older-client'],
    ['KiteName', 'KiteTail', 'both'],
  ])('breaks by what the types allow: %s, then %s', (before, after, breaks) => {
    expect(changes(element('x', before), element('x', after))).toEqual([
      { code: 'type-changed', path: 'x', before, after, ...(breaks && { breaks }) },
    ]);
  });

  it('is not one whose type has changed', () => {
    const body = (length: string): string =>
      request('KiteFlyRequest', element('x', 'KiteTail')) +
      type('KiteTail', element('length', length));
    expect(changesOf(diff(body('xs:int'), body('xs:long')), 'KiteTail')).toMatchObject([
      { code: 'type-changed', path: 'length' },
    ]);
  });
});

describe('a type inside an element', () => {
  const inside = (particles: string): string =>
    `<xs:element name="tail"><xs:complexType><xs:sequence>${particles}</xs:sequence></xs:complexType></xs:element>`;

  it('is compared as a part of the type around it', () => {
    expect(changes(inside(element('a')), inside(element('a') + element('b')))).toMatchObject([
      { code: 'field-added', path: 'tail.b', breaks: 'both' },
    ]);
  });

  it('has choices under the path of the element', () => {
    const [change] = changes(inside(element('a')), inside(choice([element('a'), element('b')])));
    expect(change).toMatchObject({ code: 'choice-introduced', path: 'tail' });
  });

  it('may give way to a named one', () => {
    expect(changes(inside(element('length', 'xs:int')), element('tail', 'KiteTail'))).toEqual([
      { code: 'type-changed', path: 'tail', before: 'a type of its own', after: 'KiteTail' },
    ]);
  });

  it('may be a simple one', () => {
    const field = (...list: string[]): string =>
      `<xs:element name="x"><xs:simpleType><xs:restriction base="xs:token">${values(...list)}</xs:restriction></xs:simpleType></xs:element>`;
    expect(changes(field('red'), field('red', 'blue'))).toEqual([
      { code: 'value-added', path: 'x', after: 'blue', breaks: 'newer-client' },
    ]);
  });
});

describe('inheritance', () => {
  const extending = (base: string, fields: string): string =>
    `<xs:complexType name="KiteTail"><xs:complexContent><xs:extension base="${base}"><xs:sequence>${fields}</xs:sequence></xs:extension></xs:complexContent></xs:complexType>`;
  const use = request('KiteFlyRequest', element('tail', 'KiteTail'));

  it('leaves what changed in the base to the base', () => {
    const body = (fields: string): string =>
      use + type('KitePart', fields) + extending('KitePart', element('length'));
    const result = diff(body(element('a')), body(element('a') + element('b', 'xs:int', OPTIONAL)));
    expect(changesOf(result, 'KitePart')).toMatchObject([{ path: 'b', breaks: 'newer-client' }]);
  });

  it('compares all fields where the base is another one', () => {
    const bases = type('KitePart', element('a')) + type('KiteThing', element('a') + element('b'));
    const older = use + bases + extending('KitePart', element('b') + element('length'));
    const newer = use + bases + extending('KiteThing', element('length'));
    expect(changesOf(diff(older, newer), 'KiteTail')).toEqual([
      { code: 'base-changed', path: '', before: 'KitePart', after: 'KiteThing' },
    ]);
  });

  it('tells which forms of an abstract type come and go', () => {
    const body = (...forms: string[]): string =>
      request('KiteFlyRequest', element('key', 'KiteKey')) +
      '<xs:complexType abstract="true" name="KiteKey"/>' +
      forms.map((name) => extending('KiteKey', element('a')).replace('KiteTail', name)).join('');
    const changes = changesOf(
      diff(body('KiteKeyA', 'KiteKeyB'), body('KiteKeyB', 'KiteKeyC')),
      'KiteKey',
    );
    expect(changes).toEqual([
      { code: 'form-removed', path: '', before: 'KiteKeyA', breaks: 'older-client' },
      { code: 'form-added', path: '', after: 'KiteKeyC', breaks: 'newer-client' },
    ]);
  });

  it('tells that a type has become abstract', () => {
    const body = (attributes: string): string =>
      request('KiteFlyRequest', element('key', 'KiteKey')) +
      `<xs:complexType ${attributes} name="KiteKey"/>` +
      extending('KiteKey', element('a'));
    const result = diff(body(''), body('abstract="true"'));
    expect(changesOf(result, 'KiteKey')).toEqual([
      {
        code: 'abstract-changed',
        path: '',
        before: 'false',
        after: 'true',
        breaks: 'older-client',
      },
    ]);
  });
});
