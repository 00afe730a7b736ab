import type { ErrorResponse, ResponseOf, SuccessResponse } from '@ocipkit/core';
import { expectTypeOf, test } from 'vitest';
import { UserDirectRouteModifyRequest } from '@ocipkit/commands/direct-route';
import { GroupServiceModifyAuthorizationListRequest } from '@ocipkit/commands/licensing';
import { AuthenticationVerifyRequest22V4 } from '@ocipkit/commands/login';
import { SystemSoftwareVersionGetRequest } from '@ocipkit/commands/system';
import {
  UserGetListInGroupRequest,
  UserGetRequest23V2,
  UserModifyRequest22,
  type UserGetListInGroupResponse,
  type UserGetResponse23V2,
} from '@ocipkit/commands/user';
import { registry } from '@ocipkit/commands/registry';

const userId = 'alice@example.test';

test('the response follows from the request', () => {
  expectTypeOf<ResponseOf<UserGetRequest23V2>>().toEqualTypeOf<UserGetResponse23V2>();
  expectTypeOf<ResponseOf<UserModifyRequest22>>().toEqualTypeOf<SuccessResponse>();
  expectTypeOf<ResponseOf<UserGetRequest23V2>>().not.toEqualTypeOf<ErrorResponse>();
  expectTypeOf<UserGetRequest23V2['$type']>().toEqualTypeOf<'UserGetRequest23V2'>();
});

test('required fields must be there, and input may be left out only where none is required', () => {
  new UserGetRequest23V2({ userId });
  new SystemSoftwareVersionGetRequest();
  // @ts-expect-error userId is missing
  new UserGetRequest23V2({});
  // @ts-expect-error the input is missing
  new UserGetRequest23V2();
  // @ts-expect-error a request without fields takes none
  new SystemSoftwareVersionGetRequest({ userId });
});

test('unknown fields and wrong types do not compile', () => {
  // @ts-expect-error the name is misspelt
  new UserGetRequest23V2({ userID: userId });
  // @ts-expect-error a number is no id
  new UserGetRequest23V2({ userId: 7 });
  // @ts-expect-error in this command the field is called GroupId
  new UserGetListInGroupRequest({ serviceProviderId: 'sp', groupId: 'g' });
});

test('null is allowed only where the schema allows nil, undefined leaves out', () => {
  new UserModifyRequest22({ userId, phoneNumber: null, lastName: undefined });
  // @ts-expect-error the last name cannot be cleared
  new UserModifyRequest22({ userId, lastName: null });
  // @ts-expect-error a required field can be neither
  new UserModifyRequest22({ userId: null });
});

test('a field with a choice takes exactly one branch', () => {
  const service = { serviceName: 'Call Pickup' as const };
  const base = { serviceProviderId: 'sp', groupId: 'g' };
  new GroupServiceModifyAuthorizationListRequest({
    ...base,
    groupServiceAuthorization: [{ ...service, authorizedQuantity: { quantity: 5 } }],
  });
  new GroupServiceModifyAuthorizationListRequest({
    ...base,
    groupServiceAuthorization: [{ ...service, authorizedQuantity: { unlimited: true } }],
  });
  new GroupServiceModifyAuthorizationListRequest({
    ...base,
    groupServiceAuthorization: [
      // @ts-expect-error two branches
      { ...service, authorizedQuantity: { unlimited: true, quantity: 5 } },
    ],
  });
  new GroupServiceModifyAuthorizationListRequest({
    ...base,
    // @ts-expect-error no branch is given
    groupServiceAuthorization: [{ ...service, authorizedQuantity: {} }],
  });
  new GroupServiceModifyAuthorizationListRequest({
    ...base,
    // @ts-expect-error the number alone is not the choice
    groupServiceAuthorization: [{ ...service, authorizedQuantity: 5 }],
  });
  new GroupServiceModifyAuthorizationListRequest({
    ...base,
    // @ts-expect-error fixed to true
    groupServiceAuthorization: [{ ...service, authorizedQuantity: { unlimited: false } }],
  });
});

test('a branch of several fields needs them all, and names may occur in several branches', () => {
  new AuthenticationVerifyRequest22V4({ userId, password: 'x' });
  new AuthenticationVerifyRequest22V4({ linePort: 'lp@example.test', password: 'x' });
  new AuthenticationVerifyRequest22V4({
    userId,
    sipAuthenticationUserName: 'n',
    sipAuthenticationPassword: 'p',
  });
  // @ts-expect-error the password is missing
  new AuthenticationVerifyRequest22V4({ userId });
  // @ts-expect-error no branch has both a passcode and a user id
  new AuthenticationVerifyRequest22V4({ userId, passcode: '1234' });
});

test('a repeated choice is an ordered list of tagged items', () => {
  new UserDirectRouteModifyRequest({
    userId,
    directRouteIdentityList: {
      $items: [{ dtgIdentity: 'a' }, { trunkIdentity: 'sip:b@example.test' }, { dtgIdentity: 'c' }],
    },
  });
  new UserDirectRouteModifyRequest({
    userId,
    // @ts-expect-error an item is one of the alternatives, not both
    directRouteIdentityList: { $items: [{ dtgIdentity: 'a', trunkIdentity: 'b' }] },
  });
});

test('an abstract type is a union told apart by its type name', () => {
  new UserModifyRequest22({
    userId,
    department: { $type: 'EnterpriseDepartmentKey', serviceProviderId: 'e', name: 'd' },
  });
  new UserModifyRequest22({
    userId,
    // @ts-expect-error which kind of department is not said
    department: { serviceProviderId: 'e', name: 'd' },
  });
  new UserModifyRequest22({
    userId,
    // @ts-expect-error a group's department names its group
    department: { $type: 'GroupDepartmentKey', serviceProviderId: 'e', name: 'd' },
  });
});

test('an enumeration takes only its values', () => {
  new GroupServiceModifyAuthorizationListRequest({
    serviceProviderId: 'sp',
    groupId: 'g',
    groupServiceAuthorization: [
      // @ts-expect-error no such service
      { serviceName: 'Call Pick-up', authorizedQuantity: { quantity: 1 } },
    ],
  });
});

test('documented columns of a table are typed, others are text if present', () => {
  type Row = UserGetListInGroupResponse['userTable']['rows'][number];
  expectTypeOf<Row['userId']>().toEqualTypeOf<string | undefined>();
  expectTypeOf<Row['anotherColumn']>().toEqualTypeOf<string | undefined>();
});

test('a class found by name is that class', async () => {
  const found = await registry.request('UserGetRequest23V2');
  expectTypeOf(new found({ userId })).toEqualTypeOf<UserGetRequest23V2>();
  expectTypeOf<ResponseOf<InstanceType<typeof found>>>().toEqualTypeOf<UserGetResponse23V2>();
});
