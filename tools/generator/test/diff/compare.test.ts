import { describe, expect, it } from 'vitest';
import { diffReleases } from '../../src/index.js';
import {
  element,
  read,
  request,
  response,
  schema,
  simple,
  sourceOf,
  type,
  type Files,
} from '../support/releases.js';
import { changesOf, diff, OPTIONAL, values } from './support.js';

/** A release whose entry includes files with these bodies. */
function files(bodies: Readonly<Record<string, string>>): Files {
  const includes = Object.keys(bodies).map((path) => `<xs:include schemaLocation="${path}"/>`);
  return {
    'OCISchemaAS.xsd': schema(includes.join('')),
    ...Object.fromEntries(Object.entries(bodies).map(([path, body]) => [path, schema(body)])),
  };
}

const names = (list: readonly { readonly name: string }[]): string[] => list.map((t) => t.name);

describe('types that come and go', () => {
  const older =
    request('KiteFlyRequest') +
    request('KiteGetRequest') +
    response('KiteGetResponse', element('color')) +
    type('KiteTail') +
    simple('KiteColor', 'xs:token', values('red')) +
    simple('KiteName', 'xs:token');
  const newer =
    request('KiteGetRequest') +
    response('KiteGetResponse', element('color')) +
    request('KiteLandRequest') +
    request('KiteAskRequest') +
    response('KiteAskResponse', element('answer')) +
    type('KiteLine') +
    simple('KiteWind', 'xs:token', values('weak')) +
    simple('KiteSize', 'xs:int');

  it('are listed by what they are for', () => {
    const { requests, responses, types, enums, simpleTypes } = diff(older, newer);
    expect(names(requests.added)).toEqual(['KiteAskRequest', 'KiteLandRequest']);
    expect(names(requests.removed)).toEqual(['KiteFlyRequest']);
    expect(names(responses.added)).toEqual(['KiteAskResponse']);
    expect(names(responses.removed)).toEqual([]);
    expect([names(types.added), names(types.removed)]).toEqual([['KiteLine'], ['KiteTail']]);
    expect([names(enums.added), names(enums.removed)]).toEqual([['KiteWind'], ['KiteColor']]);
    expect(names(simpleTypes.added)).toEqual(['KiteSize']);
    expect(names(simpleTypes.removed)).toEqual(['KiteName']);
  });

  it('are counted', () => {
    expect(diff(older, newer).counts.requests).toEqual({
      from: 2,
      to: 3,
      added: 2,
      removed: 1,
      changed: 0,
      deprecated: 0,
      restored: 0,
      moved: 0,
      breaksOlderClient: 0,
      breaksNewerClient: 0,
    });
  });

  it('come with what answers a request', () => {
    expect(diff(older, newer).requests.added).toEqual([
      { name: 'KiteAskRequest', file: 'OCISchemaAS.xsd', response: 'KiteAskResponse' },
      { name: 'KiteLandRequest', file: 'OCISchemaAS.xsd', response: 'SuccessResponse' },
    ]);
  });

  it('do not include types that are declared inside an element', () => {
    const inside = `<xs:element name="tail"><xs:complexType><xs:sequence>${element('length')}</xs:sequence></xs:complexType></xs:element>`;
    const { types, requests } = diff(request('KiteFlyRequest'), request('KiteFlyRequest', inside));
    expect([types.added, names(requests.changed)]).toEqual([[], ['KiteFlyRequest']]);
  });
});

describe('the same release', () => {
  const content =
    request('KiteFlyRequest', element('color', 'KiteColor', OPTIONAL)) +
    simple('KiteColor', 'xs:token', values('red', 'blue'));

  it('has no difference, whatever its documentation says', () => {
    const older = request('KiteFlyRequest', element('wind'), 'Flies a kite.');
    const newer = request('KiteFlyRequest', element('wind'), 'Flies a kite where there is wind.');
    const { from, to, counts, ...groups } = diff(older, newer);
    expect(from.hash).not.toBe(to.hash);
    for (const group of Object.values(groups)) {
      expect(Object.values(group as object).flat()).toEqual([]);
    }
    expect(counts.requests).toMatchObject({ from: 1, to: 1, added: 0, changed: 0 });
  });

  it('has no difference in another order of files and values', () => {
    const before = files({ 'a.xsd': content, 'b.xsd': type('KiteLine') });
    const after = files({ 'a.xsd': content.replace(values('red', 'blue'), values('blue', 'red')) });
    const both = {
      ...after,
      ...files({ 'b.xsd': type('KiteLine'), 'a.xsd': '' }),
      'a.xsd': after['a.xsd'] ?? '',
    };
    const { requests, types, enums } = diff(before, both);
    expect([requests.changed, types.changed, enums.changed]).toEqual([[], [], []]);
  });
});

describe('a type in another file', () => {
  it('has moved, and is not changed', () => {
    const { requests } = diff(
      files({ 'kites.xsd': request('KiteFlyRequest') }),
      files({ 'wind.xsd': request('KiteFlyRequest') }),
    );
    expect(requests.moved).toEqual([
      { name: 'KiteFlyRequest', before: 'kites.xsd', after: 'wind.xsd' },
    ]);
    expect([requests.added, requests.removed, requests.changed]).toEqual([[], [], []]);
  });
});

describe('namespaces', () => {
  it('keep types of the same name apart', () => {
    const own = simple('NonEmptyToken', 'xs:token', '<xs:maxLength value="9"/>');
    const { simpleTypes } = diff('', own);
    expect(names(simpleTypes.added)).toEqual(['NonEmptyToken']);
    expect(simpleTypes.changed).toEqual([]);
  });

  it('leave the base out of it where a delivery lacks it', () => {
    const body = request('KiteFlyRequest');
    const withBase = read(body).release;
    const without = read(sourceOf(body, true)).release;
    expect(without.types.get('C:OCITable')).toMatchObject({ particles: [] });
    const { types, requests } = diffReleases(withBase, without);
    expect([types.changed, types.removed, requests.changed]).toEqual([[], [], []]);
  });
});

describe('deprecation', () => {
  const older = request('KiteFlyRequest') + request('KiteFlyRequest20');

  it('is told with the successor', () => {
    const newer =
      request('KiteFlyRequest', '', 'Replaced by: KiteFlyRequest20') + request('KiteFlyRequest20');
    const { requests } = diff(older, newer);
    expect(requests.deprecated).toEqual([
      { name: 'KiteFlyRequest', successor: 'KiteFlyRequest20' },
    ]);
    expect(requests.changed).toEqual([]);
    expect(diff(newer, older).requests.restored).toEqual([{ name: 'KiteFlyRequest' }]);
  });

  it('gives a removed request the successor that the older release names', () => {
    const named =
      request('KiteFlyRequest', '', 'Replaced by: KiteSoarRequest') + request('KiteSoarRequest');
    const { requests } = diff(named, request('KiteSoarRequest'));
    expect(requests.removed).toEqual([
      { name: 'KiteFlyRequest', file: 'OCISchemaAS.xsd', successor: 'KiteSoarRequest' },
    ]);
  });

  it('follows the name on to what is live in the newer release', () => {
    const named =
      request('KiteFlyRequest', '', 'Replaced by: KiteSoarRequest') + request('KiteSoarRequest');
    const newer =
      request('KiteSoarRequest', '', 'Replaced by: KiteGlideRequest') + request('KiteGlideRequest');
    expect(diff(named, newer).requests.removed).toMatchObject([{ successor: 'KiteGlideRequest' }]);
  });

  it('gives a removed request the newest of its family where none is named', () => {
    const newer =
      request('KiteFlyRequest20') + request('KiteFlyRequest22V2') + request('KiteFlyRequest22');
    const { requests } = diff(older, newer);
    expect(requests.removed).toMatchObject([{ successor: 'KiteFlyRequest22V2' }]);
  });

  it('gives no successor where the whole family is gone', () => {
    expect(diff(older, request('KiteLandRequest')).requests.removed).toEqual([
      { name: 'KiteFlyRequest', file: 'OCISchemaAS.xsd' },
      { name: 'KiteFlyRequest20', file: 'OCISchemaAS.xsd' },
    ]);
  });

  it('is told of requests that are new and deprecated at once', () => {
    const newer = older + request('KiteFlyRequest19', '', 'Replaced by: KiteFlyRequest20');
    expect(diff(older, newer).requests.added).toMatchObject([
      { name: 'KiteFlyRequest19', deprecated: true, successor: 'KiteFlyRequest20' },
    ]);
  });
});

describe('commands', () => {
  it('that are answered otherwise break both clients', () => {
    const older = request('KiteGetRequest');
    const newer = older + response('KiteGetResponse', element('color'));
    expect(changesOf(diff(older, newer), 'KiteGetRequest')).toEqual([
      {
        code: 'response-changed',
        path: '',
        before: 'SuccessResponse',
        after: 'KiteGetResponse',
        breaks: 'both',
      },
    ]);
  });

  it('that may also be answered by success break the client that does not expect it', () => {
    const body = request('KiteGetRequest') + response('KiteGetResponse', element('color'));
    const patches = [{ op: 'or-success', target: 'KiteGetRequest', reason: 'seen' }] as const;
    const { release } = read(body);
    const patched = read(body, { patches }).release;
    const [change] = changesOf(diffReleases(release, patched), 'KiteGetRequest');
    expect(change).toMatchObject({
      after: 'KiteGetResponse or SuccessResponse',
      breaks: 'older-client',
    });
    const [back] = changesOf(diffReleases(patched, release), 'KiteGetRequest');
    expect(back?.breaks).toBe('newer-client');
  });

  it('that read or write from now on are told, and break nobody', () => {
    const body = request('KiteGetRequest');
    const patches = [
      { op: 'access', target: 'KiteGetRequest', access: 'write', reason: 'seen' },
    ] as const;
    const older = read(body).release;
    const newer = read(body, { patches }).release;
    expect(changesOf(diffReleases(older, newer), 'KiteGetRequest')).toEqual([
      { code: 'access-changed', path: '', before: 'read', after: 'write' },
    ]);
  });

  it('that become something else break both clients', () => {
    const older = request('KiteFlyRequest', element('wind'));
    const newer = type('KiteFlyRequest', element('wind'));
    const result = diff(older, newer);
    expect(result.counts.requests).toMatchObject({ from: 1, to: 0, added: 0, removed: 0 });
    expect(changesOf(result, 'KiteFlyRequest')).toContainEqual({
      code: 'kind-changed',
      path: '',
      before: 'request',
      after: 'type with fields',
      breaks: 'both',
    });
  });
});
