import { describe, expectTypeOf, it } from 'vitest';
import { CommandRegistry } from '../src/index.js';
import type {
  InputOf,
  OCICommand,
  OCIRequest,
  OCITable,
  ResponseOf,
  SuccessResponse,
} from '../src/index.js';
import { ErrorResponse } from '../src/index.js';
import {
  LoginRequest22V5,
  PingRequest,
  ProbeRequest,
  SeatFindRequest,
  SeatGetRequest16,
  SeatModifyRequest16,
  SeatVerifyRequest,
  type SeatFindResponse,
  type SeatGetRequest16Input,
  type SeatGetResponse16,
} from './fixtures/commands.js';
import type { DepartmentKey, RouteList, UnboundedQuantity } from './fixtures/types.js';

/*
 * What must not compile. Each line below an `@ts-expect-error` is a mistake that a user is told of
 * in the editor; should one compile, this file does not.
 */

const search = { value: 'v' };

describe('required fields', () => {
  it('have to be given', () => {
    new SeatGetRequest16({ userId: 'a' });
    // @ts-expect-error userId is missing
    new SeatGetRequest16({});
    // @ts-expect-error the input is missing
    new SeatGetRequest16();
    // @ts-expect-error a required field is not undefined
    new SeatGetRequest16({ userId: undefined });
    // @ts-expect-error linePort is missing two levels down
    new SeatModifyRequest16({ userId: 'a', endpoint: { accessDevice: { useHotline: true } } });
  });

  it('the input may be left out only where none is required', () => {
    new ProbeRequest();
    new ProbeRequest({});
    new PingRequest();
    new PingRequest({});
    // @ts-expect-error LoginRequest22V5 requires userId
    new LoginRequest22V5();
    // @ts-expect-error a branch is required
    new SeatVerifyRequest();
    // @ts-expect-error an error has summaries
    new ErrorResponse();
  });

  it('with a default may be left out', () => {
    new SeatFindRequest({ groupExternalId: 'g', search: { value: 'v' } });
  });
});

describe('unknown fields', () => {
  it('do not compile at any depth', () => {
    // @ts-expect-error the field is called userId
    new SeatGetRequest16({ userid: 'a' });
    // @ts-expect-error there is no such field
    new SeatGetRequest16({ userId: 'a', name: 'b' });
    // @ts-expect-error a request without fields has none
    new PingRequest({ userId: 'a' });
    // @ts-expect-error there is no such field in an address
    new SeatModifyRequest16({ userId: 'a', address: { street: 'x' } });
  });
});

describe('#57 null', () => {
  it('compiles where the schema allows nil, and nowhere else', () => {
    new SeatModifyRequest16({ userId: 'a', title: null, department: null, aliasList: null });
    // @ts-expect-error lastName is not nillable
    new SeatModifyRequest16({ userId: 'a', lastName: null });
    // @ts-expect-error entries of a list are never nil
    new SeatModifyRequest16({ userId: 'a', aliasList: { alias: [null] } });
    // @ts-expect-error nested fields are what the schema says
    new SeatModifyRequest16({ userId: 'a', address: { city: null } });
  });

  it('undefined leaves an optional field out', () => {
    new SeatModifyRequest16({ userId: 'a', lastName: undefined, title: undefined });
  });
});

describe('values', () => {
  it('of enumerations are their words and numbers', () => {
    new SeatModifyRequest16({ userId: 'a', ringPolicy: 'Weighted Call', numberOfRings: 20 });
    // @ts-expect-error the word is misspelt
    new SeatModifyRequest16({ userId: 'a', ringPolicy: 'Simultanous' });
    // @ts-expect-error another case
    new SeatModifyRequest16({ userId: 'a', ringPolicy: 'none' });
    // @ts-expect-error 4 is not among them
    new SeatModifyRequest16({ userId: 'a', numberOfRings: 4 });
  });

  it('are of their type', () => {
    // @ts-expect-error a boolean, not its text
    new SeatModifyRequest16({ userId: 'a', isActive: 'true' });
    // @ts-expect-error a list, not one entry
    new SeatModifyRequest16({ userId: 'a', aliasList: { alias: 'x' } });
    // @ts-expect-error bytes, not base64
    new ProbeRequest({ data: 'AP8Q' });
  });

  it('#77 of fixed fields and markers are one literal', () => {
    new SeatModifyRequest16({ userId: 'a', deleteExistingDevices: true });
    // @ts-expect-error nothing but true
    new SeatModifyRequest16({ userId: 'a', deleteExistingDevices: false });
    // @ts-expect-error a marker is true or absent
    new ProbeRequest({ now: false });
  });
});

describe('#75 choices', () => {
  it('need one branch, whole', () => {
    new SeatFindRequest({ search, groupExternalId: 'g' });
    new SeatFindRequest({ search, serviceProviderId: 's', groupId: 'g' });
    // @ts-expect-error no branch is given
    new SeatFindRequest({ search });
    // @ts-expect-error half a branch
    new SeatFindRequest({ search, groupId: 'g' });
    // @ts-expect-error two branches
    new SeatFindRequest({ search, serviceProviderId: 's', groupId: 'g', groupExternalId: 'g' });
  });

  it('#76 whose branches may be empty take at most one', () => {
    new SeatFindRequest({ search, groupExternalId: 'g', firstRow: 1 });
    // @ts-expect-error two branches
    new SeatFindRequest({ search, groupExternalId: 'g', firstRow: 1, cursor: 'c' });
  });

  it('that are optional take at most one', () => {
    new SeatFindRequest({ search, groupExternalId: 'g', newest: true });
    // @ts-expect-error two branches
    new SeatFindRequest({ search, groupExternalId: 'g', newest: true, since: '2024-01-31' });
  });

  it('#135 with names in several branches take one of these branches', () => {
    new SeatVerifyRequest({ userId: 'u', password: 'p' });
    new SeatVerifyRequest({ userId: 'u', sipUserName: 's' });
    // @ts-expect-error in no branch do these stand together
    new SeatVerifyRequest({ userId: 'u', linePort: 'l', password: 'p' });
  });

  it('#74 as types take one branch', () => {
    expectTypeOf({ quantity: 5 }).toExtend<UnboundedQuantity>();
    expectTypeOf({ unlimited: true } as const).toExtend<UnboundedQuantity>();
    expectTypeOf<number>().not.toExtend<UnboundedQuantity>();
    expectTypeOf({ unlimited: true, quantity: 5 } as const).not.toExtend<UnboundedQuantity>();
    // @ts-expect-error a number is no quantity
    new SeatModifyRequest16({ userId: 'a', authorizedQuantity: 5 });
  });

  it('that repeat take a list of branches', () => {
    const items: RouteList = { $items: [{ dtg: 'd' }, { trunk: 't', weight: 2000 }] };
    expectTypeOf(items).toExtend<RouteList>();
    // @ts-expect-error an item is one branch
    const both: RouteList = { $items: [{ dtg: 'd', trunk: 't', weight: 2000 }] };
    // @ts-expect-error an item is a whole branch
    const half: RouteList = { $items: [{ trunk: 't' }] };
    expectTypeOf([both, half]).toExtend<RouteList[]>();
  });
});

describe('#62 abstract types', () => {
  it('need the name of a form, and its fields', () => {
    const key = { serviceProviderId: 's', groupId: 'g', name: 'n' };

    new SeatModifyRequest16({ userId: 'a', department: { $type: 'GroupDepartmentKey', ...key } });
    new SeatModifyRequest16({ userId: 'a', groupDepartment: key });
    // @ts-expect-error $type is missing
    new SeatModifyRequest16({ userId: 'a', department: key });
    // @ts-expect-error no form of the type
    new SeatModifyRequest16({ userId: 'a', department: { $type: 'DepartmentKey', ...key } });
    // @ts-expect-error groupId is missing
    new SeatModifyRequest16({ userId: 'a', department: { $type: 'GroupDepartmentKey', name: 'n', serviceProviderId: 's' } }); // prettier-ignore
  });

  it('are narrowed by it', () => {
    const read = (key: DepartmentKey): string => {
      // @ts-expect-error not every form has a group
      const group: unknown = key.groupId;
      return key.$type === 'GroupDepartmentKey' ? key.groupId : `${key.name} ${String(group)}`;
    };
    expectTypeOf(read).returns.toBeString();
  });
});

describe('instances', () => {
  it('have the fields of their input, and are read-only', () => {
    const request = new SeatModifyRequest16({ userId: 'a' });

    expectTypeOf(request.userId).toBeString();
    expectTypeOf(request.title).toEqualTypeOf<string | null | undefined>();
    expectTypeOf(request.$type).toEqualTypeOf<'SeatModifyRequest16'>();
    // @ts-expect-error fields are read-only
    request.userId = 'b';
  });

  it('of choices have all fields, each optional', () => {
    const request = new SeatVerifyRequest({ userId: 'u', password: 'p' });

    expectTypeOf(request.userId).toEqualTypeOf<string | undefined>();
    expectTypeOf(request.linePort).toEqualTypeOf<string | undefined>();
  });

  it('of different requests are not the same type', () => {
    expectTypeOf<SeatGetRequest16>().not.toExtend<SeatModifyRequest16>();
    expectTypeOf<SeatGetRequest16>().toExtend<OCIRequest>();
    expectTypeOf<SeatGetRequest16>().toExtend<OCICommand<string, object>>();
  });
});

describe('the response of a request', () => {
  const answer = <Q extends OCIRequest>(request: Q): ResponseOf<Q> => request as never;

  it('is known from the request', () => {
    const get = new SeatGetRequest16({ userId: 'a' });
    const find = new SeatFindRequest({ search, groupExternalId: 'g' });

    expectTypeOf<ResponseOf<typeof get>>().toEqualTypeOf<SeatGetResponse16>();
    expectTypeOf(answer(get)).toEqualTypeOf<SeatGetResponse16>();
    expectTypeOf(answer(new PingRequest())).toEqualTypeOf<SuccessResponse>();
    expectTypeOf(answer(find)).toEqualTypeOf<SeatFindResponse | SuccessResponse>();
  });

  it('has typed fields and rows', () => {
    const response = answer(new SeatGetRequest16({ userId: 'a' }));
    expectTypeOf(response.phoneNumber).toEqualTypeOf<readonly string[]>();
    expectTypeOf(response.remark).toEqualTypeOf<string | null | undefined>();

    type Row = SeatFindResponse['seatTable']['rows'][number];
    expectTypeOf<Row['linePort']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Row['anythingElse']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<SeatFindResponse['agentsCurrentlyStaffed']>().toEqualTypeOf<
      OCITable | null | undefined
    >();
  });

  it('the input of a request is known from it as well', () => {
    expectTypeOf<InputOf<SeatGetRequest16>>().toEqualTypeOf<SeatGetRequest16Input>();
  });
});

describe('a registry', () => {
  const registry = new CommandRegistry<
    { SeatGetRequest16: SeatGetRequest16; PingRequest: PingRequest },
    { SeatGetResponse16: SeatGetResponse16 }
  >([]);

  it('knows the class behind a name', async () => {
    const Get = await registry.request('SeatGetRequest16');

    expectTypeOf(new Get({ userId: 'a' })).toEqualTypeOf<SeatGetRequest16>();
    // @ts-expect-error userId is missing
    new Get({});
    expectTypeOf(
      (await registry.response('SeatGetResponse16')).prototype,
    ).toEqualTypeOf<SeatGetResponse16>();
  });

  it('takes names that come from data', async () => {
    const name: string = ['Any', 'Request'].join('');
    const Any = await registry.request(name);

    expectTypeOf(new Any({ anything: 1 })).toEqualTypeOf<OCIRequest>();
  });
});
