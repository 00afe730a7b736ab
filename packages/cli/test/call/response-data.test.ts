import { OCITable } from '@ocipkit/core';
import { PasswordGenerateResponse } from '@ocipkit/commands/password';
import { UserGetListInGroupResponse, UserGetResponse23V2 } from '@ocipkit/commands/user';
import { describe, expect, test } from 'vitest';
import { responseData, shownResponse } from '../../src/call/response-data.js';

/** As a client gives it: what was received may lack what the schema requires. */
function received<T extends object>(type: { readonly prototype: T }, fields: object): T {
  return Object.assign(Object.create(type.prototype) as T, fields);
}

const table = new OCITable(['User Id', 'Odd Heading'], [['a', '1'], ['b']], { userId: 'User Id' });

describe('the data of a response', () => {
  test('has tables as rows and bytes as base64', () => {
    const response = received(UserGetListInGroupResponse, {
      userTable: table,
      other: [{ content: new Uint8Array([79, 67, 73]) }],
    });
    expect(responseData(response, false)).toEqual({
      userTable: [
        { userId: 'a', oddHeading: '1' },
        { userId: 'b', oddHeading: undefined },
      ],
      other: [{ content: 'T0NJ' }],
    });
  });

  test('has its secrets masked, unless told otherwise', () => {
    const response = received(PasswordGenerateResponse, { userPassword: 'S3cret' });
    expect(responseData(response, false)).toEqual({ userPassword: '[redacted]' });
    expect(responseData(response, true)).toEqual({ userPassword: 'S3cret' });
  });
});

describe('the rows of a response', () => {
  test('are those of its table', () => {
    const response = received(UserGetListInGroupResponse, { total: 2, userTable: table });
    expect(shownResponse(response, false).rows).toHaveLength(2);
  });

  test('are none where it has several tables to choose from', () => {
    const response = received(UserGetListInGroupResponse, { userTable: table, second: table });
    expect(shownResponse(response, false).rows).toBeUndefined();
  });

  test('are the entries of its only list', () => {
    const response = received(UserGetResponse23V2, { entry: [{ a: 1 }, { a: 2 }] });
    expect(shownResponse(response, false).rows).toEqual([{ a: 1 }, { a: 2 }]);
  });

  test('are itself where it has fields beside lists', () => {
    const response = received(UserGetResponse23V2, { userId: 'u', entry: [{ a: 1 }] });
    expect(shownResponse(response, false).rows).toEqual([{ userId: 'u', entry: [{ a: 1 }] }]);
  });
});
