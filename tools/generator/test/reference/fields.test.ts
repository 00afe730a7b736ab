import { describe, expect, it } from 'vitest';
import { command, element, request, response, simple, type } from '../support/releases.js';
import { field, fieldsOf, page, type ReferenceSettings } from './support.js';

/** The facts of a field that is the only one of a request. */
function fact(declaration: string, types = '', settings?: ReferenceSettings): unknown {
  return page(
    request('UserKiteModifyRequest', declaration) + types,
    'UserKiteModifyRequest',
    settings,
  ).particles?.[0];
}

const inline = (name: string, content: string, attributes = ''): string =>
  `<xs:element name="${name}" ${attributes}><xs:complexType><xs:sequence>${content}</xs:sequence></xs:complexType></xs:element>`;

describe('a field', () => {
  it('has a name, a type and whether it is required', () => {
    expect(fact(element('kite'))).toEqual({
      kind: 'field',
      name: 'kite',
      type: { name: 'token', kind: 'builtin' },
      typescript: 'string',
      required: true,
      doc: '',
    });
    expect(fact(element('kite', 'xs:int', 'minOccurs="0"'))).toMatchObject({
      type: { name: 'int', kind: 'builtin' },
      typescript: 'number',
      required: false,
      limits: 'Integer.',
    });
  });

  it('has the bounds of its list', () => {
    const list = (bounds: string): unknown => fact(element('kite', 'xs:token', bounds));
    expect(list('minOccurs="0" maxOccurs="unbounded"')).toMatchObject({ list: { min: 0 } });
    expect(list('minOccurs="2" maxOccurs="8"')).toMatchObject({
      list: { min: 2, max: 8 },
      typescript: 'string',
    });
    expect(list('maxOccurs="1"')).not.toHaveProperty('list');
  });

  it('may be nil, have a default, or a single value', () => {
    expect(fact(element('kite', 'xs:token', 'nillable="true"'))).toMatchObject({ nillable: true });
    expect(fact(element('kite', 'xs:boolean', 'default="true"'))).toMatchObject({
      default: 'true',
      required: true,
    });
    expect(fact(element('kite', 'xs:boolean', 'fixed="true"'))).toMatchObject({
      fixed: 'true',
      typescript: 'true',
    });
  });

  it('of a simple type shows its limits', () => {
    const types = simple('Tail', 'xs:token', '<xs:minLength value="1"/><xs:maxLength value="30"/>');
    expect(fact(element('tail', 'Tail'), types)).toMatchObject({
      type: { name: 'Tail', kind: 'simple' },
      typescript: 'Tail',
      limits: '1 to 30 characters.',
    });
  });

  it('of an enumeration shows all values up to thirty, then their number alone', () => {
    const shapes = (count: number): string =>
      simple(
        'Shape',
        'xs:token',
        Array.from({ length: count }, (_, i) => `<xs:enumeration value="S${String(i)}"/>`).join(''),
      );
    const small = fact(element('shape', 'Shape'), shapes(30));
    expect(small).toMatchObject({ type: { name: 'Shape', kind: 'enumeration' }, valueCount: 30 });
    expect(small).toHaveProperty('values.29', 'S29');
    const large = fact(element('shape', 'Shape'), shapes(31));
    expect(large).toMatchObject({ valueCount: 31 });
    expect(large).not.toHaveProperty('values');
  });

  it('of an enumeration in place shows its literals', () => {
    const declaration =
      '<xs:element name="size"><xs:simpleType><xs:restriction base="xs:token">' +
      '<xs:enumeration value="On"/><xs:enumeration value="Off"/></xs:restriction></xs:simpleType></xs:element>';
    expect(fact(declaration)).toMatchObject({
      type: { name: 'token', kind: 'builtin' },
      typescript: "'On' | 'Off'",
      values: ['On', 'Off'],
      valueCount: 2,
    });
  });

  it('of an abstract type names the concrete ones that may stand there', () => {
    const types =
      '<xs:complexType name="Key" abstract="true"><xs:sequence/></xs:complexType>' +
      command('BeachKey', 'Key', element('beach')) +
      command('HillKey', 'Key', element('hill'));
    expect(fact(element('place', 'Key'), types)).toMatchObject({
      type: { name: 'Key', kind: 'type', subtypes: ['BeachKey', 'HillKey'] },
    });
  });

  it('without a type is an empty marker', () => {
    expect(fact('<xs:element name="stop"/>')).toMatchObject({
      type: { kind: 'empty' },
      typescript: 'true',
    });
  });

  it('declared in place has fields of its own', () => {
    expect(fact(inline('tail', element('length', 'xs:int'), 'minOccurs="0"'))).toMatchObject({
      type: { name: 'UserKiteModifyRequestTail', kind: 'inline' },
      typescript: 'UserKiteModifyRequestTail',
      particles: [{ kind: 'field', name: 'length', required: true }],
    });
  });

  it('is marked where it is a secret', () => {
    const types = simple('Password', 'xs:token', '<xs:maxLength value="60"/>');
    expect(fact(element('password', 'Password'), types)).toMatchObject({ secret: true });
    expect(fact(element('passwordExpiresDays', 'xs:int'))).not.toHaveProperty('secret');
  });

  it('is marked where it replaces a list', () => {
    const types = type('ReplacementNameList', element('name', 'xs:token', 'maxOccurs="unbounded"'));
    expect(fact(element('names', 'ReplacementNameList'), types)).toMatchObject({ replaces: true });
  });

  it('of a simple type of the protocol shows what that is made of', () => {
    expect(fact(element('kite', 'core:NonEmptyToken'))).toMatchObject({
      type: { name: 'token', kind: 'builtin' },
      typescript: 'string',
      limits: 'At least 1 character.',
    });
  });
});

describe('the meaning of a field', () => {
  const documented = (doc: string): string =>
    `<xs:element name="kite" type="xs:token"><xs:annotation><xs:documentation>${doc}</xs:documentation></xs:annotation></xs:element>`;

  it('is its documentation in one text', () => {
    const doc = `
        Kite that is flown: the one
        of the owner.

        Any of:
          - red
          - blue`;
    expect(fact(documented(doc))).toMatchObject({
      doc: 'Kite that is flown: the one of the owner.\nAny of:\n- red\n- blue',
    });
  });

  it('leaves the data mode to the field that tells it', () => {
    expect(fact(documented('Kite that is flown. AS data mode only.'))).toMatchObject({
      doc: 'Kite that is flown.',
      modes: ['AS'],
    });
  });

  it('is ours where the schema has none, or where its text is left out', () => {
    const ours = { doc: expect.stringMatching(/^\w.*\.$/) };
    expect(fact(element('groupId'))).toMatchObject(ours);
    const withProse = documented('Kite that is flown.');
    expect(fact(withProse, '', { prose: false })).toMatchObject({ doc: '' });
  });
});

describe('the remarks on data modes', () => {
  const noted = (name: string, doc: string): unknown => {
    const fields = element('reel') + element('line', 'xs:token') + element('tail', 'xs:boolean');
    return field(
      page(request('UserKiteModifyRequest', fields, doc), 'UserKiteModifyRequest'),
      name,
    );
  };

  it('give the modes of a field, and what the other does with it', () => {
    const lead = (rest: string): string =>
      `Flies a kite.\nThe following fields are only kept in AS data mode${rest}:\n  reel`;
    expect(noted('reel', lead(''))).toMatchObject({ modes: ['AS'] });
    expect(noted('reel', lead(''))).not.toHaveProperty('elsewhere');
    const told = (rest: string): unknown => noted('reel', lead(rest));
    expect(told(' and ignored in XS data mode')).toMatchObject({ elsewhere: 'ignored' });
    expect(told(' and not returned in XS data mode')).toMatchObject({ elsewhere: 'absent' });
    expect(told(' and will fail in XS data mode')).toMatchObject({ elsewhere: 'refused' });
    expect(noted('line', lead(''))).not.toHaveProperty('modes');
  });

  it('give the value that stands in for a field of another mode', () => {
    const doc = `Flies a kite.
      The following fields are only kept in AS data mode:
        tail, use value "false" in XS data mode
        line, value "none" is returned in XS data mode
        reel, should be set to "0" if not used`;
    expect(noted('tail', doc)).toMatchObject({ unused: [{ mode: 'XS', value: 'false' }] });
    expect(noted('line', doc)).toMatchObject({
      unused: [{ mode: 'XS', value: 'none' }],
      hints: ['none'],
    });
    expect(noted('reel', doc)).toMatchObject({ unused: [{ value: '0' }] });
  });
});

describe('a table', () => {
  const table = (doc: string, own = ''): string =>
    request('UserKiteGetListRequest') +
    response(
      'UserKiteGetListResponse',
      `<xs:element name="kiteTable" type="core:OCITable"><xs:annotation><xs:documentation>${own}</xs:documentation></xs:annotation></xs:element>`,
      doc,
    );
  const kiteTable = (doc: string, own?: string): unknown =>
    field(page(table(doc, own), 'UserKiteGetListResponse'), 'kiteTable');

  it('has columns with heading, property and mode, which its documentation leaves out', () => {
    const own = `Columns: "Kite Id", "Line/Port", "Country Code".
      Columns in AS data mode only: "Country Code".
      One row per kite.`;
    expect(kiteTable('Lists kites.', own)).toEqual({
      kind: 'field',
      name: 'kiteTable',
      type: { name: 'OCITable', kind: 'table' },
      typescript: 'OCITable<UserKiteGetListResponseKiteTableRow>',
      required: true,
      doc: 'One row per kite.',
      columns: [
        { heading: 'Kite Id', property: 'kiteId' },
        { heading: 'Line/Port', property: 'linePort' },
        { heading: 'Country Code', property: 'countryCode', mode: 'AS' },
      ],
    });
  });

  it('without known columns has none', () => {
    const found = kiteTable('Lists kites.');
    expect(found).toMatchObject({ typescript: 'OCITable' });
    expect(found).not.toHaveProperty('columns');
  });
});

describe('inherited fields', () => {
  const base = type('Sort', element('isAscending', 'xs:boolean'));

  it('come first, with the type that declares them', () => {
    const types = base + command('SortByName', 'Sort', element('name'));
    expect(page(types, 'SortByName').particles).toMatchObject([
      { name: 'isAscending', inheritedFrom: 'Sort' },
      { name: 'name' },
    ]);
    expect(field(page(types, 'SortByName'), 'name')).not.toHaveProperty('inheritedFrom');
  });

  it('are those a restriction keeps, with a mark on what it changes', () => {
    const profile = type(
      'Profile',
      element('name') + element('password', 'xs:token', 'minOccurs="0"') + element('nickname'),
    );
    const guest =
      '<xs:complexType name="Guest"><xs:complexContent><xs:restriction base="Profile"><xs:sequence>' +
      `${element('name')}${element('password')}</xs:sequence></xs:restriction></xs:complexContent></xs:complexType>`;
    const found = page(profile + guest, 'Guest');
    expect(found).toMatchObject({ extends: 'Profile', restriction: true });
    expect(fieldsOf(found.particles).map(({ name, changed }) => [name, changed])).toEqual([
      ['name', undefined],
      ['password', true],
    ]);
  });
});
