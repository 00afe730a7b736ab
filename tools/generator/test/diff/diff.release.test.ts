import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  builtInPatches,
  Diagnostics,
  diffReleases,
  groupNames,
  readRelease,
  readSource,
  renderDiffMarkdown,
  type Breaks,
  type Change,
  type Release,
  type ReleaseDiff,
} from '../../src/index.js';

const folder = process.env.OCIPKIT_RELEASES ?? '';

function read(label: string): Release {
  const source = readSource(join(folder, label));
  return readRelease(source, { patches: builtInPatches }, new Diagnostics());
}

let r21: Release;
let r25: Release;
let diff: ReleaseDiff;

beforeAll(() => {
  r21 = read('R21');
  r25 = read('R25');
  diff = diffReleases(r21, r25);
});

function changesOf(name: string): readonly Change[] {
  const all = groupNames.flatMap((group) => diff[group].changed);
  return all.find((type) => type.name === name)?.changes ?? [];
}

describe('from R21 to R25', () => {
  // Counted over the XSD files by a program of its own.
  it('has as many differences as the files', () => {
    expect(diff.counts).toMatchObject({
      requests: { from: 3013, to: 3987, added: 1067, removed: 93, changed: 188, moved: 1050 },
      responses: { from: 1535, to: 2161, added: 671, removed: 45, changed: 10, moved: 699 },
      types: { from: 560, to: 932, added: 394, removed: 22, changed: 8, moved: 148 },
      enums: { from: 368, to: 467, added: 107, removed: 8, changed: 6, moved: 88 },
      simpleTypes: { from: 652, to: 763, added: 143, removed: 32, changed: 4, moved: 103 },
    });
  });

  it('lets an older client send all it knows: requests only gained what is optional', () => {
    const { requests, responses } = diff.counts;
    expect([requests.breaksOlderClient, requests.breaksNewerClient]).toEqual([0, 188]);
    expect([responses.breaksOlderClient, responses.breaksNewerClient]).toEqual([4, 0]);
  });

  // Held against the files by hand.
  it.each<[string, readonly Partial<Change>[]]>([
    [
      'UserGetListInGroupRequest',
      [
        {
          code: 'field-added',
          path: 'searchCriteriaUserExternalId',
          place: { at: 'middle', follows: 'searchCriteriaUserId' },
          required: false,
          breaks: 'newer-client',
        },
        { code: 'field-added', path: 'searchCriteriaExactUserPersonId' },
      ],
    ],
    [
      'GroupAccessDeviceDeleteRequest',
      [
        {
          code: 'choice-introduced',
          before: 'serviceProviderId, groupId, deviceName',
          after: '(serviceProviderId, groupId, deviceName | deviceExternalId)',
          breaks: 'newer-client',
        },
      ],
    ],
    [
      'SystemCallRecordingModifyPlatformRequest',
      [
        { code: 'nillable-changed', path: 'port', after: 'true' },
        { code: 'choice-introduced', after: '(becomeSystemDefault | becomeResellerDefault)' },
      ],
    ],
    [
      'SystemFileRepositoryDeviceAddRequest20',
      [
        { code: 'branch-added', after: 'protocolSFTP' },
        { code: 'branch-added', after: 'protocolFTPS' },
      ],
    ],
    [
      'SystemCallRecordingAddPlatformRequest20',
      [
        { code: 'occurrence-changed', path: 'port', before: '1..1', after: '0..1' },
        { code: 'field-added', path: 'resellerId' },
      ],
    ],
    [
      'SystemRoutingAddRouteDeviceRequest14',
      [
        {
          code: 'type-changed',
          path: 'transportProtocol',
          before: 'TransportProtocol',
          after: 'ExtendedTransportProtocol',
          breaks: 'newer-client',
        },
      ],
    ],
    [
      'ServiceProviderGetDefaultResponse',
      [{ code: 'occurrence-changed', path: 'defaultDomain', breaks: 'older-client' }],
    ],
    [
      'SystemRoutingProfileGetListResponse',
      [{ code: 'occurrence-changed', path: 'routingProfile', before: '1..unbounded' }],
    ],
    [
      'GroupDeviceTypeFileGetListResponse14sp8',
      [{ code: 'field-removed', path: 'groupHasFilesWithCustomizableTags', required: false }],
    ],
    ['AccessDeviceEndpointAdd', [{ place: { at: 'middle', follows: 'contact' } }]],
    [
      'SIPAuthenticationPassword',
      [{ before: 'maxLength 20', after: 'maxLength 60', breaks: 'newer-client' }],
    ],
    [
      'GroupPagingMaxTargetCapacity',
      [{ before: 'maxInclusive 294', after: 'maxInclusive 149', breaks: 'older-client' }],
    ],
    ['C:OCIRequest', [{ code: 'attribute-added', path: 'requestLocale', after: 'optional' }]],
  ])('%s', (name, expected) => {
    const changes = changesOf(name);
    expect(changes).toMatchObject(expected);
    expect(changes).toHaveLength(expected.length);
  });

  it('does not break a client by a value that is only received', () => {
    expect(changesOf('DeviceManagementFileAuthenticationStatus')).toEqual([
      { code: 'value-added', path: '', after: 'Need Bearer Authentication' },
    ]);
  });

  it('gives every deprecated request a successor, or has none in its family', () => {
    const without = diff.requests.deprecated.filter(({ successor }) => successor === undefined);
    expect(diff.requests.deprecated.length).toBeGreaterThan(200);
    expect(without.length).toBeLessThan(5);
    for (const { successor } of diff.requests.deprecated) {
      if (successor === undefined) continue;
      expect(r25.requests.has(successor), successor).toBe(true);
      expect(r25.deprecated.has(successor), successor).toBe(false);
    }
  });

  it('is sorted', () => {
    for (const group of groupNames) {
      for (const list of Object.values(diff[group]) as { readonly name: string }[][]) {
        const names = list.map(({ name }) => name);
        expect(names).toEqual([...names].sort());
      }
    }
  });

  it('is the same backwards, with the clients changed over', () => {
    const back = diffReleases(r25, r21);
    const swapped: Readonly<Record<Breaks, Breaks>> = {
      'older-client': 'newer-client',
      'newer-client': 'older-client',
      both: 'both',
    };
    for (const group of groupNames) {
      const [there, again] = [diff[group], back[group]];
      expect(again.added.map(({ name }) => name)).toEqual(there.removed.map(({ name }) => name));
      expect(again.changed.map(({ name }) => name)).toEqual(there.changed.map(({ name }) => name));
      const whom = ({ changes }: { readonly changes: readonly Change[] }): Set<Breaks> =>
        new Set(changes.flatMap(({ breaks }) => breaks ?? []));
      expect(again.changed.map(whom)).toEqual(
        there.changed.map((type) => new Set([...whom(type)].map((b) => swapped[b]))),
      );
    }
  });

  it('quotes no documentation in the release note', () => {
    const note = renderDiffMarkdown(diff);
    const docs = [...r21.types.values(), ...r25.types.values()].flatMap(({ doc }) =>
      doc.split(/[.\n]/).map((sentence) => sentence.trim()),
    );
    const sentences = new Set(docs.filter((sentence) => sentence.split(' ').length > 4));
    expect(sentences.size).toBeGreaterThan(1000);
    expect([...sentences].filter((sentence) => note.includes(sentence))).toEqual([]);
  });
});

describe.each(['R21', 'R25'])('%s', (label) => {
  it('does not differ from itself', () => {
    const release = label === 'R21' ? r21 : r25;
    const same = diffReleases(release, release);
    const lists = groupNames.flatMap((group) => Object.values(same[group]) as unknown[][]);
    expect(lists.flat()).toEqual([]);
  });
});
