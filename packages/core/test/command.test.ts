import { describe, expect, it } from 'vitest';
import {
  commandTypeOf,
  OCIRequest,
  requestTypeOf,
  structureOf,
  SuccessResponse,
} from '../src/index.js';
import {
  LoginRequest22V5,
  OddNamesRequest,
  PingRequest,
  ProbeRequest,
  SeatGetRequest16,
  SeatGetResponse16,
  SeatModifyRequest16,
} from './fixtures/commands.js';
import { fieldsOf } from './support/messages.js';

describe('a new request', () => {
  it('has its fields as own properties under their names on the wire', () => {
    const request = new SeatModifyRequest16({ userId: 'alice', E164Capable: true });

    expect(fieldsOf(request)).toEqual({ userId: 'alice', E164Capable: true });
    expect(request.E164Capable).toBe(true);
  });

  it('knows its name, its response and whether it only reads', () => {
    const request = new SeatGetRequest16({ userId: 'alice' });

    expect(request.$type).toBe('SeatGetRequest16');
    expect(request).toBeInstanceOf(OCIRequest);
    expect(commandTypeOf(request)).toBe(SeatGetRequest16.$);
    expect(requestTypeOf(request).access).toBe('read');
    expect(requestTypeOf(request).mayReturnSuccess).toBe(false);
    expect(requestTypeOf(request).response?.()).toBe(SeatGetResponse16);
  });

  it('given no response type, then success is the answer and it counts as a write', () => {
    const type = requestTypeOf(new SeatModifyRequest16({ userId: 'alice' }));

    expect(type.response).toBeUndefined();
    expect(type.mayReturnSuccess).toBe(true);
    expect(type.access).toBe('write');
  });

  it('given nothing required, then needs no input', () => {
    expect(fieldsOf(new ProbeRequest())).toEqual({});
    expect(fieldsOf(new PingRequest())).toEqual({});
    expect(fieldsOf(new SuccessResponse())).toEqual({});
  });

  it('given undefined fields, then leaves them out', () => {
    const request = new SeatModifyRequest16({ userId: 'alice', title: undefined });

    expect(Object.keys(request)).toEqual(['userId']);
  });

  it('given the fields of another request of its kind, then copies them', () => {
    const first = new SeatGetRequest16({ userId: 'alice' });

    // eslint-disable-next-line @typescript-eslint/no-misused-spread -- what users write
    expect(new SeatGetRequest16({ ...first })).toEqual(first);
    expect(new SeatGetRequest16(first)).toEqual(first);
  });

  it('#83 does not change the object it is made from', () => {
    const input = Object.freeze({ userId: 'alice', aliasList: Object.freeze({ alias: ['a'] }) });

    expect(new SeatModifyRequest16(input).aliasList).toBe(input.aliasList);
  });

  it.each([
    ['a text', 'alice', 'SeatGetRequest16: expected an object with the fields, found a text'],
    ['null', null, 'SeatGetRequest16: expected an object with the fields, found null'],
    ['a list', ['alice'], 'SeatGetRequest16: expected an object with the fields, found a list'],
    ['a number', 5, 'SeatGetRequest16: expected an object with the fields, found number'],
  ])('given %s instead of fields, then refuses', (_, input, expected) => {
    expect(() => new SeatGetRequest16(input as never)).toThrow(new TypeError(expected));
  });

  it('given fields that say they are those of another type, then refuses', () => {
    const input = { $type: 'SeatModifyRequest16', userId: 'alice' };

    expect(() => new SeatGetRequest16(input)).toThrow(
      new TypeError("SeatGetRequest16: the fields are those of 'SeatModifyRequest16'"),
    );
    expect(
      fieldsOf(new SeatGetRequest16({ ...input, $type: 'SeatGetRequest16' } as never)),
    ).toEqual({
      userId: 'alice',
    });
  });

  it('#103 #143 keeps fields named like members of every object', () => {
    const request = new OddNamesRequest({
      constructor: 'c',
      default: 'd',
      interface: 'i',
      type: 't',
      name: 'n',
    });

    expect(Object.entries(request)).toEqual([
      ['constructor', 'c'],
      ['default', 'd'],
      ['interface', 'i'],
      ['type', 't'],
      ['name', 'n'],
    ]);
    expect(request.$type).toBe('OddNamesRequest');
  });

  it('#103 given a field named __proto__, then its prototype stays', () => {
    const input = JSON.parse('{"__proto__": {"isAdmin": true}, "userId": "a"}') as never;
    const request = new SeatGetRequest16(input);

    expect(Object.getPrototypeOf(request)).toBe(SeatGetRequest16.prototype);
    expect((request as unknown as Record<string, unknown>).isAdmin).toBeUndefined();
  });
});

describe('descriptions', () => {
  it('#142 are resolved once per type, for all instances', () => {
    const [first, second] = [
      new LoginRequest22V5({ userId: 'a' }),
      new LoginRequest22V5({ userId: 'b' }),
    ];

    expect(structureOf(commandTypeOf(first))).toBe(structureOf(commandTypeOf(second)));
  });
});
