import { inspect, format } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  ErrorResponse,
  MASK,
  MalformedMessageError,
  OCITable,
  redacted,
  redactedValue,
  redactUnknown,
} from '../src/index.js';
import {
  LoginRequest22V5,
  SeatFindRequest,
  SeatFindResponse,
  SeatGetResponse16,
  SeatModifyRequest16,
} from './fixtures/commands.js';
import { SeatProfile } from './fixtures/types.js';
import { decodeCommand, fieldsOf } from './support/messages.js';

const login = new LoginRequest22V5({ userId: 'alice', password: 's3cret' });

describe('#220 a request that is shown', () => {
  it.each([
    ['console.log', format(login)],
    ['console.log inside text', format('sent %o and %O', login, [login])],
    ['inspection with everything', inspect(login, { showHidden: true, depth: Infinity })],
    ['inspection inside an object', inspect({ nested: { deeper: [login] } }, { depth: 8 })],
    // eslint-disable-next-line @typescript-eslint/no-base-to-string -- that is the case
    ['a template', String(login)],
  ])('by %s has no secret', (_, shown) => {
    expect(shown).not.toContain('s3cret');
  });

  it('by console.log has its name and its other fields', () => {
    expect(format(login)).toBe(`LoginRequest22V5 { userId: 'alice', password: '${MASK}' }`);
  });

  it('by an inspector that is not that of Node, too', () => {
    const method = (login as unknown as Record<symbol, () => string>)[
      Symbol.for('nodejs.util.inspect.custom')
    ]!;

    expect(method.call(login)).toBe(`LoginRequest22V5 {"userId":"alice","password":"${MASK}"}`);
  });

  it('is itself unchanged, and as data complete', () => {
    redacted(login);

    expect(login.password).toBe('s3cret');
    expect(JSON.parse(JSON.stringify(login))).toEqual({ userId: 'alice', password: 's3cret' });
  });
});

describe('redacted', () => {
  it('masks marked fields at any depth, in lists and in subtypes', () => {
    const request = new SeatModifyRequest16({
      userId: 'alice',
      pin: '1234',
      password: null,
      profile: { $type: 'SeatProfileWithQueue', name: 'n', password: 's3cret' },
      queueProfile: { name: 'n', password: 's3cret' },
    });

    expect(redacted(request)).toEqual({
      userId: 'alice',
      pin: MASK,
      password: null,
      profile: { $type: 'SeatProfileWithQueue', name: 'n', password: MASK },
      queueProfile: { name: 'n', password: MASK },
    });
  });

  it('keeps values that are no texts', () => {
    const request = new SeatFindRequest({
      groupExternalId: 'g',
      search: { value: 'v', isCaseInsensitive: false },
      newest: true,
      routes: { $items: [{ dtg: 'd' }, { trunk: 't', weight: 2000 }] },
    });

    expect(redacted(request)).toEqual(fieldsOf(request));
  });

  it('masks secrets that stand in the wrong place', () => {
    const request = new SeatModifyRequest16({
      userId: 'alice',
      passwort: 'kept: the name says nothing',
      oldPassword: 's3cret',
      profile: 's3cret',
      password: ['s3cret', 's3cret'],
      address: { city: '<password>s3cret</password>', userPassword: 's3cret' },
      aliasList: ['s3cret'],
      extra: { deep: [{ token: 's3cret', name: 'n' }] },
    } as never);

    expect(JSON.stringify(redacted(request))).not.toContain('s3cret');
    expect(redacted(request)).toMatchObject({
      userId: 'alice',
      passwort: 'kept: the name says nothing',
      extra: { deep: [{ name: 'n' }] },
    });
  });

  it('masks columns whose heading speaks of a secret', () => {
    const response = new SeatFindResponse({
      seatTable: new OCITable(
        ['User Id', 'Auth Password'],
        [['alice', 's3cret'], ['bob', ''], ['eve']],
        {
          userId: 'User Id',
          linePort: 'Line/Port',
        },
      ),
    });
    const { seatTable } = redacted(response) as { seatTable: OCITable };

    expect(seatTable.cells).toEqual([['alice', MASK], ['bob', ''], ['eve']]);
    expect(seatTable.rows[0]).toEqual({ userId: 'alice', authPassword: MASK });
    expect(format(response)).not.toContain('s3cret');
  });

  it('given a table without such a column, then it is the same table', () => {
    const seatTable = new OCITable(['User Id'], [['alice']]);

    expect(redacted(new SeatFindResponse({ seatTable })).seatTable).toBe(seatTable);
  });

  it('given the value of a type, then as in a command', () => {
    expect(redactedValue(SeatProfile, { name: 'n', password: 's3cret' })).toEqual({
      name: 'n',
      password: MASK,
    });
  });

  it('given what was received, then as what is sent', () => {
    const { command } = decodeCommand(
      'SeatGetResponse16',
      '<userId>a</userId><accessPassword>s3cret</accessPassword>',
    );

    expect(redacted(command!)).toMatchObject({ userId: 'a', accessPassword: MASK });
    expect(command).toBeInstanceOf(SeatGetResponse16);
  });
});

describe('#128 an error response that echoes the request', () => {
  const error = new ErrorResponse({
    summary: '[Error 6004] password=s3cret',
    summaryEnglish: 's',
    detail: 'cvc: <command><userId>alice</userId><newPassword>s3cret</newPassword></command>',
  });

  it('is shown without its secrets', () => {
    expect(format(error)).not.toContain('s3cret');
    expect(format(error)).toContain('alice');
    expect(redacted(error)).toMatchObject({ type: 'Error', summaryEnglish: 's' });
  });
});

describe('a value without a schema', () => {
  const shown = (value: unknown): unknown => redactUnknown('', value);

  it('is masked by the names inside it', () => {
    expect(
      shown({ userId: 'a', password: 's3cret', list: [{ nonce: 's3cret' }], xml: '<nonce>s3cret' }),
    ).toEqual({ userId: 'a', password: MASK, list: [{ nonce: MASK }], xml: `<nonce>${MASK}` });
  });

  it('under a name that speaks of a secret is masked whole', () => {
    expect(redactUnknown('password', 's3cret')).toBe(MASK);
    expect(redactUnknown('password', { value: 's3cret' })).toBe(MASK);
    expect(shown({ credentials: ['a', 's3cret'], password: 5, token: null })).toEqual({
      credentials: MASK,
      password: MASK,
      token: null,
    });
  });

  it('may hold commands and tables', () => {
    const table = new OCITable(['Token'], [['s3cret']]);
    const value = shown({ login, table }) as { login: unknown; table: OCITable };

    expect(value.login).toEqual({ userId: 'alice', password: MASK });
    expect(value.table.cells).toEqual([[MASK]]);
  });

  it('may hold errors: name, message and facts, masked', () => {
    const error = new MalformedMessageError('not-xml', 'at <password>s3cret</password>');

    expect(shown({ error })).toEqual({
      error: {
        name: 'MalformedMessageError',
        code: 'not-xml',
        message: `at <password>${MASK}</password>`,
      },
    });
  });

  it('keeps numbers, dates, bytes and what is not there', () => {
    const value = {
      n: 1,
      date: new Date(0),
      bytes: new Uint8Array([1]),
      none: undefined,
      nil: null,
    };

    expect(shown(value)).toEqual(value);
  });

  it('may hold itself', () => {
    const value: Record<string, unknown> = { name: 'n', twice: [{ a: 1 }] };
    value.self = value;
    value.again = value.twice;

    expect(shown(value)).toEqual({
      name: 'n',
      twice: [{ a: 1 }],
      self: '[circular]',
      again: [{ a: 1 }],
    });
  });

  it('does not change what it is given, and keeps odd names', () => {
    const value = JSON.parse('{"__proto__": {"password": "s3cret"}}') as object;
    const copy = shown(value) as object;

    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect(JSON.stringify(copy)).toBe(`{"__proto__":{"password":"${MASK}"}}`);
    expect(JSON.stringify(value)).toContain('s3cret');
  });
});
