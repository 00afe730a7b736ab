import { describe, expect, it, vi } from 'vitest';
import { CommandRegistry, compareVersions, splitName, UnknownTypeError } from '../src/index.js';
import * as commands from './fixtures/commands.js';

const registry = new CommandRegistry([
  [
    () => import('./fixtures/commands.js'),
    'LoginRequest22V5 LoginResponse22V5 PingRequest? SeatGetRequest16? SeatGetResponse16 SeatModifyRequest16',
  ],
  [
    () => Promise.resolve({}),
    'SeatGetRequest?! SeatGetRequest14sp4?!>SeatGetRequest16 SeatGetRequest22V2? SeatGetRequest22? ' +
      'SeatGetRequestRI? SeatGetResponse! OldRequest14! OldRequest16!',
  ],
]);

/** The error a call fails with. */
async function failure(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('versions', () => {
  it('#136 are ordered by release, pack, letter, revision; RI is newest', () => {
    const sorted = [
      '', '13', '13mp10', '13Mp16', '13mp20', '14', '14sp4', '14sp9', '14sp9A', '14sp9B', '21',
      '21sp1', '21sp1V2', '21sp2', '22', '22V2', '22V5', '22V12', '23', 'RI',
    ]; // prettier-ignore
    const shuffled = sorted.map((suffix) => splitName(`XRequest${suffix}`).version).reverse();

    expect(shuffled.sort(compareVersions).map((v) => v.suffix)).toEqual(sorted);
  });

  it('#136 are parsed', () => {
    expect(splitName('XRequest14sp9A').version).toEqual({
      suffix: '14sp9A',
      release: 14,
      pack: 9,
      letter: 'A',
      revision: 1,
    });
    expect(splitName('XResponse21sp1V2').version).toMatchObject({
      release: 21,
      pack: 1,
      revision: 2,
    });
    expect(splitName('XRequest').version).toMatchObject({ suffix: '', release: 0 });
    expect(splitName('XRequestRI').version).toMatchObject({ release: Infinity });
  });

  it('of a form unknown come after the plain name, without an exception', () => {
    const names = ['XRequest13', 'XRequestBeta', 'XRequest'];
    const order = names.map((n) => splitName(n).version).sort(compareVersions);

    expect(order.map((v) => v.suffix)).toEqual(['', 'Beta', '13']);
  });

  it.each([
    ['UserSpeedDial100GetRequest', 'UserSpeedDial100GetRequest', ''],
    ['SystemQ850CauseAddRequest17sp4V2', 'SystemQ850CauseAddRequest', '17sp4V2'],
    [
      'GroupMessageResponseStatusCodeGetListRequest',
      'GroupMessageResponseStatusCodeGetListRequest',
      '',
    ],
    [
      'GroupMessageResponseStatusCodeGetListResponse22',
      'GroupMessageResponseStatusCodeGetListResponse',
      '22',
    ],
    ['UserGetResponse23V2', 'UserGetResponse', '23V2'],
    ['PlainType', 'PlainType', ''],
  ])('%s is of the family %s, version %j', (name, family, suffix) => {
    const split = splitName(name);

    expect([split.family, split.version.suffix]).toEqual([family, suffix]);
  });
});

describe('what is known without loading', () => {
  it('is kind, access, deprecation and successor', () => {
    expect(registry.info('SeatGetRequest14sp4')).toEqual({
      name: 'SeatGetRequest14sp4',
      kind: 'request',
      family: 'SeatGetRequest',
      version: splitName('SeatGetRequest14sp4').version,
      deprecated: true,
      successor: 'SeatGetRequest16',
      access: 'read',
    });
    expect(registry.info('SeatModifyRequest16')).toMatchObject({
      access: 'write',
      deprecated: false,
      successor: undefined,
    });
    expect(registry.info('SeatGetResponse16')).toMatchObject({ kind: 'response', access: 'read' });
  });

  it('given an unknown name, then undefined', () => {
    expect(registry.info('NoRequest')).toBeUndefined();
    expect(registry.has('NoRequest')).toBe(false);
    expect(registry.has('PingRequest')).toBe(true);
    expect(registry.has('constructor')).toBe(false);
  });

  it('given a request whose name speaks of responses, then it is a request', () => {
    const odd = new CommandRegistry([[() => Promise.resolve({}), 'GroupResponseCodeAddRequest']]);

    expect(odd.info('GroupResponseCodeAddRequest')?.kind).toBe('request');
  });

  it('can be listed in the order of the modules', () => {
    expect([...registry].map((c) => c.name).slice(0, 3)).toEqual([
      'LoginRequest22V5',
      'LoginResponse22V5',
      'PingRequest',
    ]);
  });

  it('given an entry that is none, then refuses to go on', () => {
    expect(() => [...new CommandRegistry([[() => Promise.resolve({}), 'A B-C']])]).toThrow(
      "'B-C' is no entry of a command registry",
    );
  });
});

describe('#138 families', () => {
  it('are listed from oldest to newest, all members, by any of their names', () => {
    const names = [
      'SeatGetRequest',
      'SeatGetRequest14sp4',
      'SeatGetRequest16',
      'SeatGetRequest22',
      'SeatGetRequest22V2',
      'SeatGetRequestRI',
    ];

    expect(registry.family('SeatGetRequest').map((c) => c.name)).toEqual(names);
    expect(registry.family('SeatGetRequest22V2').map((c) => c.name)).toEqual(names);
    expect(registry.family('NoRequest')).toEqual([]);
  });

  it.each([
    [undefined, 'SeatGetRequestRI'],
    [22, 'SeatGetRequestRI'],
  ])('newest for release %s is %s', (release, name) => {
    expect(registry.newest('SeatGetRequest', release)?.name).toBe(name);
  });

  it('newest of a release leaves out what came later, and deprecated ones where others are', () => {
    const plain = new CommandRegistry([
      [() => Promise.resolve({}), 'ARequest! ARequest14 ARequest22 ARequest23!'],
    ]);

    expect(plain.newest('ARequest')?.name).toBe('ARequest22');
    expect(plain.newest('ARequest', 22)?.name).toBe('ARequest22');
    expect(plain.newest('ARequest', 21)?.name).toBe('ARequest14');
    expect(plain.newest('ARequest', 13)?.name).toBe('ARequest');
    expect(registry.newest('OldRequest')?.name).toBe('OldRequest16');
    expect(registry.newest('NoRequest')).toBeUndefined();
  });
});

describe('loading', () => {
  it('by name gives the class', async () => {
    expect(await registry.request('SeatGetRequest16')).toBe(commands.SeatGetRequest16);
    expect(await registry.response('SeatGetResponse16')).toBe(commands.SeatGetResponse16);

    const Ping = await registry.request('PingRequest');
    expect(new Ping()).toBeInstanceOf(commands.PingRequest);
  });

  it('#141 loads a module when it is first asked for, and once', async () => {
    const load = vi.fn(() => import('./fixtures/commands.js'));
    const lazy = new CommandRegistry([[load, 'PingRequest? SeatGetRequest16?']]);

    lazy.info('PingRequest');
    expect(load).not.toHaveBeenCalled();
    await Promise.all([lazy.request('PingRequest'), lazy.request('SeatGetRequest16')]);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('given a module that failed to load, then tries again', async () => {
    const load = vi
      .fn<() => Promise<unknown>>()
      .mockRejectedValueOnce(new Error('disk'))
      .mockResolvedValue(commands);
    const flaky = new CommandRegistry([[load, 'PingRequest?']]);

    await expect(flaky.request('PingRequest')).rejects.toThrow('disk');
    expect(await flaky.request('PingRequest')).toBe(commands.PingRequest);
  });

  it('#85 given an unknown name, then an error with near names', async () => {
    const error = await failure(registry.request('SeatGetRequest1'));

    expect(error).toBeInstanceOf(UnknownTypeError);
    expect(error).toMatchObject({ typeName: 'SeatGetRequest1' });
    expect((error as UnknownTypeError).suggestions[0]).toBe('SeatGetRequest');
    expect((error as Error).message).toMatch(
      /^The loaded release has no request 'SeatGetRequest1'\. Did you mean SeatGetRequest, /,
    );
  });

  it('given a name like no other, then an error without suggestions', async () => {
    const error = await failure(registry.request('Zzz'));

    expect((error as Error).message).toBe("The loaded release has no request 'Zzz'.");
  });

  it('#84 given the name of a response where a request is due, then refused', async () => {
    const error = await failure(registry.request('SeatGetResponse16'));

    expect(error).toBeInstanceOf(UnknownTypeError);
    expect((error as Error).message).toMatch(/^'SeatGetResponse16' is a response, not a request\./);
  });

  it('given a module that lacks what it lists, then an error that says so', async () => {
    const error = await failure(registry.request('OldRequest14'));

    expect((error as Error).message).toBe('The module that lists OldRequest14 does not export it.');
  });

  it('of everything gives every class', async () => {
    const small = new CommandRegistry([
      [() => import('./fixtures/commands.js'), 'PingRequest? SeatGetResponse16'],
    ]);

    expect(await small.all()).toEqual([commands.PingRequest, commands.SeatGetResponse16]);
  });
});
