import {
  assertValid,
  decodeMessage,
  encodeMessage,
  redactXml,
  resolverOf,
  structureOf,
  type CommandClass,
  type ComplexType,
} from '@ocipkit/core';
import { beforeAll, describe, expect, test } from 'vitest';
import * as deprecated from '@ocipkit/commands/deprecated';
import * as live from '@ocipkit/commands';
import { registry } from '@ocipkit/commands/registry';
import { release } from '@ocipkit/commands/release';

let classes: readonly CommandClass[];

beforeAll(async () => {
  classes = await registry.all();
});

describe('the registry', () => {
  test('finds every command that the entries export, and no other', () => {
    const exported = Object.entries({ ...live, ...deprecated })
      .filter(([, value]) => typeof value === 'function')
      .map(([name]) => name);
    expect([...registry].map((info) => info.name).sort()).toEqual(exported.sort());
  });

  test('loads the classes themselves', async () => {
    expect(await registry.request('UserGetRequest23V2')).toBe(live.UserGetRequest23V2);
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- it is what is tested
    expect(await registry.response('LoginResponse14sp4')).toBe(deprecated.LoginResponse14sp4);
  });

  test('tells reads from writes', () => {
    expect(registry.info('UserGetRequest23V2')?.access).toBe('read');
    expect(registry.info('GroupServiceIsAssignedRequest')?.access).toBe('read');
    expect(registry.info('UserModifyRequest22')?.access).toBe('write');
    expect(registry.info('LoginRequest22V5')?.access).toBe('write');
  });

  test('knows deprecated commands and their successors', () => {
    expect(registry.info('LoginRequest14sp4')).toMatchObject({
      deprecated: true,
      successor: 'LoginRequest22V5',
    });
    expect(registry.newest('LoginRequest')?.name).toBe('LoginRequest22V5');
    expect(registry.newest('LoginRequest', 21)?.name).toBe('LoginRequest14sp4');
  });

  test('#84 refuses a response where a request is asked for', async () => {
    await expect(registry.request('UserGetResponse23V2')).rejects.toThrow(/is a response/);
  });

  test('#85 suggests near names for an unknown one', async () => {
    await expect(registry.request('UserGetRequest23V3')).rejects.toMatchObject({
      name: 'UnknownTypeError',
      suggestions: expect.arrayContaining(['UserGetRequest23V2']),
    });
  });
});

describe('the release', () => {
  test('is stamped', () => {
    expect(release).toMatchObject({ label: 'open', trackingId: true });
    expect(release.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(release.identities).toContain('externalUserIdentity');
  });
});

describe('secrets', () => {
  test('every marked field is masked in raw XML as well, where only its name is known', () => {
    const marked = new Set<string>();
    const seen = new Set<ComplexType>();
    const collect = (type: ComplexType): void => {
      if (seen.has(type)) return;
      seen.add(type);
      for (const { element } of structureOf(type).fields.values()) {
        if (element.sensitive) marked.add(element.name);
        if (element.type.kind === 'complex') collect(element.type);
      }
    };
    for (const known of classes) collect(known.$);
    expect(marked).toContain('newPassword');
    const shown = [...marked].filter((name) =>
      redactXml(`<${name}>s3cret</${name}>`).includes('s3cret'),
    );
    expect(shown).toEqual([]);
  });
});

describe('a request through the whole codec', () => {
  const request = new live.UserAddRequest22V2({
    serviceProviderId: 'Example-SP',
    groupId: 'Front Desk',
    userId: 'zoë@example.test',
    lastName: 'セールス & Söhne <1>',
    firstName: 'Zoë',
    callingLineIdLastName: 'Sales',
    callingLineIdFirstName: 'Zoë',
    password: 'S3cret-Example',
    accessDeviceEndpoint: {
      accessDevice: { deviceLevel: 'Group', deviceName: 'phone-1' },
      linePort: 'line1@example.test',
      useHotline: false,
      contact: [{ sipContact: 'sip:a@192.0.2.1' }, { sipContact: 'sip:b@192.0.2.2' }],
    },
    address: { city: 'Åbo', country: 'Finland' },
  });

  test.each(['ISO-8859-1', 'UTF-8'] as const)(
    'is valid and comes back unchanged in %s',
    (encoding) => {
      assertValid(request);
      const bytes = encodeMessage(
        { identity: { sessionId: 's' }, commands: [request] },
        { encoding },
      );
      const { commands } = decodeMessage(bytes, { resolve: resolverOf(classes) });
      expect(commands[0]?.notices).toEqual([]);
      expect(commands[0]?.command).toEqual(request);
    },
  );
});
