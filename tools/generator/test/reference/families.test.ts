import { describe, expect, it } from 'vitest';
import { element, request, response, schema, simple, type } from '../support/releases.js';
import { page, pagesOf, reference } from './support.js';

/** A release with live commands and deprecated ones in a file of their own. */
const release = (live: string, deprecated: string): Record<string, string> => ({
  'OCISchemaAS.xsd':
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:include schemaLocation="User.xsd"/><xs:include schemaLocation="UserDeprecated.xsd"/></xs:schema>',
  'User.xsd': schema(live),
  'UserDeprecated.xsd': schema(deprecated),
});

describe('the status of a type', () => {
  it('is current where nothing newer of its family is live', () => {
    expect(page(request('UserKiteGetRequest'), 'UserKiteGetRequest').status).toBe('current');
  });

  it('is superseded where something newer is', () => {
    const both = request('UserKiteGetRequest14sp4') + request('UserKiteGetRequest22');
    expect(page(both, 'UserKiteGetRequest14sp4')).toMatchObject({ status: 'superseded' });
    expect(page(both, 'UserKiteGetRequest22')).toMatchObject({ status: 'current' });
  });

  it('is deprecated by its file or by a note', () => {
    const files = release(
      request('UserKiteGetRequest22') +
        request('UserKiteAddRequest', '', 'Replaced by: UserKiteGetRequest22'),
      request('UserKiteGetRequest') + simple('KiteColour', 'xs:token'),
    );
    const pages = pagesOf(reference(files));
    expect(pages.get('UserKiteGetRequest')?.status).toBe('deprecated');
    expect(pages.get('UserKiteAddRequest')?.status).toBe('deprecated');
    expect(pages.get('KiteColour')?.status).toBe('deprecated');
  });

  it('is not superseded by a deprecated member of the family', () => {
    const files = release(request('UserKiteGetRequest'), request('UserKiteGetRequest22'));
    expect(page(files, 'UserKiteGetRequest').status).toBe('current');
  });
});

describe('the successor', () => {
  it('is the one that a note names, with the data mode it holds for', () => {
    const files = release(
      request('UserKiteGetRequest22'),
      request('UserKiteGetRequest', '', 'Replaced by: UserKiteGetRequest22 in AS data mode') +
        request('UserKiteReadRequest', '', 'Replaced by: UserKiteGetRequest22'),
    );
    const pages = pagesOf(reference(files));
    expect(pages.get('UserKiteGetRequest')?.successor).toEqual({
      name: 'UserKiteGetRequest22',
      mode: 'AS',
    });
    expect(pages.get('UserKiteReadRequest')?.successor).toEqual({ name: 'UserKiteGetRequest22' });
  });

  it('is marked where no note names it', () => {
    const files = release(request('UserKiteGetRequest22'), request('UserKiteGetRequest'));
    expect(page(files, 'UserKiteGetRequest').successor).toEqual({
      name: 'UserKiteGetRequest22',
      derived: true,
    });
  });

  it('is left out where it is not among the selected types', () => {
    const files = release(
      request('UserKiteGetRequest22'),
      request('UserKiteGetRequest', '', 'Replaced by: UserKiteGetRequest22'),
    );
    expect(
      page(files, 'UserKiteGetRequest', { include: ['UserKiteGetRequest'] }),
    ).not.toHaveProperty('successor');
  });
});

describe('the variants', () => {
  it('are the family from oldest to newest: release, pack, letter, revision, RI last', () => {
    const names = ['', '13mp16', '14sp4', '14sp9A', '17sp4V2', '22', '22V5', '22V12', 'RI'].map(
      (suffix) => `UserKiteGetRequest${suffix}`,
    );
    const shuffled = [...names].reverse().map((name) => request(name));
    expect(page(shuffled.join(''), 'UserKiteGetRequest22').variants).toEqual(names);
  });

  it('of a request are requests, and none where it is alone', () => {
    const types = request('UserKiteGetRequest') + response('UserKiteGetResponse');
    expect(page(types, 'UserKiteGetRequest')).not.toHaveProperty('variants');
  });

  it('of a type that is no command have a release in their names', () => {
    const types =
      simple('Extension', 'xs:token') +
      simple('Extension17', 'xs:token') +
      simple('Port', 'xs:int') +
      simple('Port1025', 'xs:int');
    const pages = pagesOf(reference(types));
    expect(pages.get('Extension')?.variants).toEqual(['Extension', 'Extension17']);
    expect(pages.get('Port1025')).not.toHaveProperty('variants');
  });
});

describe('the changes of a variant', () => {
  const kite = (suffix: string, particles: string, doc = ''): string =>
    request(`UserKiteGetRequest${suffix}`) +
    response(`UserKiteGetResponse${suffix}`, particles, doc);

  it('are told against the one before, in sentences', () => {
    const types =
      simple('Tail', 'xs:token') +
      kite('', element('kiteId')) +
      kite('22', `${element('kiteId', 'xs:token', 'minOccurs="0"')}${element('tail', 'Tail')}`);
    expect(page(types, 'UserKiteGetResponse22').changes).toEqual({
      since: 'UserKiteGetResponse',
      lines: ['`kiteId`: now optional.', '`tail`: added at the end, `Tail, required`.'],
    });
    expect(page(types, 'UserKiteGetResponse')).not.toHaveProperty('changes');
  });

  it('are none where nothing but the version differs', () => {
    const types = kite('', element('kiteId')) + kite('22', element('kiteId'));
    expect(page(types, 'UserKiteGetRequest22').changes).toEqual({
      since: 'UserKiteGetRequest',
      lines: [],
    });
  });

  it('tell of an answer that brings data now', () => {
    const types = request('UserKiteAddRequest') + request('UserKiteAddRequest22');
    const answer = response('UserKiteAddResponse22', element('kiteId'));
    expect(page(types + answer, 'UserKiteAddRequest22').changes?.lines).toEqual([
      'The response `SuccessResponse` became `UserKiteAddResponse22`.',
    ]);
  });

  it('tell of columns', () => {
    const table = element('kiteTable', 'core:OCITable');
    const types =
      kite('', table, 'Contains a table with column headings: "Kite Id" and "Colour".') +
      kite('22', table, 'Contains a table with column headings: "Kite Id", "Tail" and "Line".');
    expect(page(types, 'UserKiteGetResponse22').changes?.lines).toEqual([
      '`kiteTable`: column `Colour` removed.',
      '`kiteTable`: columns `Tail`, `Line` added.',
    ]);
  });

  it('of simple types are their limits and values', () => {
    const shape = (name: string, ...values: string[]): string =>
      simple(name, 'xs:token', values.map((v) => `<xs:enumeration value="${v}"/>`).join(''));
    expect(
      page(shape('Shape', 'Delta') + shape('Shape22', 'Delta', 'Box'), 'Shape22').changes,
    ).toEqual({ since: 'Shape', lines: ['Value `Box` added.'] });
  });
});

describe('the module of a type', () => {
  it('stands on the page with the place in the schema', () => {
    const files = release(request('UserKiteGetRequest'), `\n${type('Old', element('a'))}`);
    expect(page(files, 'Old')).toMatchObject({
      module: 'user-deprecated',
      source: { file: 'UserDeprecated.xsd', line: 3 },
    });
    expect(reference(files).index.modules).toEqual([
      { path: 'user', source: 'User.xsd' },
      { path: 'user-deprecated', source: 'UserDeprecated.xsd', deprecated: true },
    ]);
  });
});
