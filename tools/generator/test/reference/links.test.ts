import { describe, expect, it } from 'vitest';
import { command, element, request, response, simple, type } from '../support/releases.js';
import { page, pagesOf, reference } from './support.js';

describe('used by', () => {
  it('names types and fields, sorted by type and then in the order of the fields', () => {
    const types =
      simple('Colour', 'xs:token') +
      type('Tail', element('second', 'Colour') + element('first', 'Colour')) +
      request('UserKiteModifyRequest', element('colour', 'Colour'));
    expect(page(types, 'Colour').usedBy).toEqual([
      { type: 'Tail', field: 'second' },
      { type: 'Tail', field: 'first' },
      { type: 'UserKiteModifyRequest', field: 'colour' },
    ]);
  });

  it('counts what is declared in place as part of the type around it', () => {
    const inPlace = `<xs:element name="tail"><xs:complexType><xs:sequence><xs:choice>${element('colour', 'Colour')}${element('length')}</xs:choice></xs:sequence></xs:complexType></xs:element>`;
    const types = simple('Colour', 'xs:token') + type('Kite', inPlace);
    expect(page(types, 'Colour').usedBy).toEqual([{ type: 'Kite', field: 'tail.colour' }]);
    expect([...pagesOf(reference(types)).keys()]).toEqual(['Colour', 'Kite']);
  });

  it('is absent where nothing refers to a type', () => {
    expect(page(simple('Colour', 'xs:token'), 'Colour')).not.toHaveProperty('usedBy');
  });

  it('names selected types alone', () => {
    const types =
      simple('Colour', 'xs:token') +
      request('UserKiteAddRequest', element('colour', 'Colour')) +
      request('UserKiteModifyRequest', element('colour', 'Colour'));
    expect(page(types, 'Colour', { include: ['UserKiteAddRequest'] }).usedBy).toEqual([
      { type: 'UserKiteAddRequest', field: 'colour' },
    ]);
  });
});

describe('requests and responses', () => {
  const types = request('UserKiteGetRequest22') + response('UserKiteGetResponse22');

  it('lead to each other', () => {
    expect(page(types, 'UserKiteGetRequest22').request).toEqual({
      access: 'read',
      verb: 'get',
      level: 'user',
      subject: 'Kite',
      response: 'UserKiteGetResponse22',
    });
    expect(page(types, 'UserKiteGetResponse22').answers).toEqual(['UserKiteGetRequest22']);
  });

  it('have no response where success carries no data', () => {
    expect(page(request('UserKiteAddRequest'), 'UserKiteAddRequest').request).toEqual({
      access: 'write',
      verb: 'add',
      level: 'user',
      subject: 'Kite',
    });
  });

  it('say where success may come in place of the response', () => {
    const patches = [
      { op: 'or-success', target: 'UserKiteGetRequest22', reason: 'Seen.' },
    ] as const;
    expect(page(types, 'UserKiteGetRequest22', { patches }).request).toMatchObject({
      mayReturnSuccess: true,
    });
  });
});

describe('related requests', () => {
  const names = [
    'GroupKiteAddInstanceRequest',
    'GroupKiteGetInstanceRequest14sp4',
    'GroupKiteGetInstanceRequest22',
    'GroupKiteGetInstanceListRequest',
    'GroupKiteModifyInstanceRequest',
    'GroupKiteDeleteInstanceRequest',
    'GroupKiteModifyTailRequest',
    'UserKiteModifyRequest',
  ];
  const types = [...names].reverse().map((name) => request(name));

  it('are those for the same object with other verbs, in the order of its life', () => {
    expect(page(types.join(''), 'GroupKiteModifyInstanceRequest').related).toEqual([
      { name: 'GroupKiteAddInstanceRequest', verb: 'add' },
      { name: 'GroupKiteGetInstanceRequest22', verb: 'get' },
      { name: 'GroupKiteGetInstanceListRequest', verb: 'list' },
      { name: 'GroupKiteDeleteInstanceRequest', verb: 'delete' },
    ]);
  });

  it('leave out the family of the request, and parts of the object', () => {
    const found = page(types.join(''), 'GroupKiteGetInstanceRequest14sp4').related ?? [];
    expect(found.map(({ name }) => name)).not.toContain('GroupKiteGetInstanceRequest22');
    expect(page(types.join(''), 'GroupKiteModifyTailRequest')).not.toHaveProperty('related');
  });
});

describe('bases', () => {
  const types =
    '<xs:complexType name="Key" abstract="true"><xs:sequence/></xs:complexType>' +
    command('BeachKey', 'Key', element('beach')) +
    command('SandKey', 'BeachKey', element('sand'));

  it('and the types that extend them lead to each other', () => {
    expect(page(types, 'Key')).toMatchObject({ abstract: true, extendedBy: ['BeachKey'] });
    expect(page(types, 'BeachKey')).toMatchObject({ extends: 'Key', extendedBy: ['SandKey'] });
    expect(page(types, 'SandKey')).toMatchObject({ extends: 'BeachKey' });
  });

  it('of the protocol itself have no page', () => {
    expect(page(request('UserKiteAddRequest'), 'UserKiteAddRequest')).not.toHaveProperty('extends');
  });
});

describe('a simple type', () => {
  it('shows what it is made of', () => {
    const types =
      simple('KiteId', 'xs:token', '<xs:minLength value="1"/><xs:maxLength value="30"/>') +
      simple('ShortKiteId', 'KiteId', '<xs:maxLength value="8"/><xs:pattern value="[a-z]*"/>');
    expect(page(types, 'ShortKiteId')).toMatchObject({
      kind: 'simple',
      value: {
        primitive: 'token',
        base: 'KiteId',
        limits: '1 to 8 characters, matching `[a-z]*`.',
        patterns: ['[a-z]*'],
      },
    });
  });

  it('shows every value of an enumeration, with its meaning where that is told', () => {
    const documented =
      '<xs:enumeration value="Up"><xs:annotation><xs:documentation>Against the\n wind.</xs:documentation></xs:annotation></xs:enumeration>';
    const types = simple('Way', 'xs:token', `${documented}<xs:enumeration value="None"/>`);
    const value = {
      primitive: 'token',
      values: [{ value: 'Up', doc: 'Against the wind.' }, { value: 'None' }],
    };
    expect(page(types, 'Way')).toMatchObject({ kind: 'enumeration', value });
    expect(page(types, 'Way', { prose: false }).value?.values).toEqual([
      { value: 'Up' },
      { value: 'None' },
    ]);
  });
});

describe('the modes of a type', () => {
  const flagged = (flags: string): string =>
    '<xs:complexType name="UserKiteGetRequest"><xs:annotation><xs:appinfo>' +
    `${flags}</xs:appinfo></xs:annotation><xs:complexContent><xs:extension base="core:OCIRequest">` +
    '<xs:sequence/></xs:extension></xs:complexContent></xs:complexType>';

  it('are those its flags name, where they leave one out', () => {
    const flags =
      '<asDataModeSupported>true</asDataModeSupported><hssDataModeSupported>false</hssDataModeSupported>';
    expect(page(flagged(flags), 'UserKiteGetRequest').modes).toEqual(['AS']);
    const all = '<asDataModeSupported>true</asDataModeSupported>';
    expect(page(flagged(all), 'UserKiteGetRequest')).not.toHaveProperty('modes');
  });
});
