import { describe, expect, it } from 'vitest';
import {
  choice,
  el,
  OCIRequest,
  OPTIONAL,
  request,
  SENSITIVE,
  simple,
  type RequestType,
} from '../src/codegen.js';
import {
  assertValid,
  describeProblem,
  ErrorResponse,
  OCITable,
  validate,
  validateValue,
  ValidationError,
  type Facets,
  type Primitive,
  type Problem,
} from '../src/index.js';
import {
  LoginRequest22V5,
  SeatFindRequest,
  SeatFindResponse,
  SeatGetRequest16,
  SeatModifyRequest16,
  SeatVerifyRequest,
} from './fixtures/commands.js';
import { RouteList, ShortName } from './fixtures/types.js';
import { modify, onlyProblem, probe } from './support/checked.js';
import { codes } from './support/received.js';

describe('a valid request', () => {
  it('has no problems', () => {
    expect(modify({ title: null, remark: '', aliasList: { alias: ['x'] } })).toEqual([]);
    expect(() => {
      assertValid(new SeatGetRequest16({ userId: 'a' }));
    }).not.toThrow();
  });
});

describe('#80 problems in many places', () => {
  const request = new SeatModifyRequest16({
    lastName: 'x'.repeat(31),
    isActive: 'yes',
    ringPolicy: 'simultaneous',
    startMinute: 20,
    pin: '12345',
    endpoint: { accessDevice: { linePort: 'p', portNumber: 80 } },
    aliasList: { alias: ['1', '2', '3', '4'] },
    colour: 'red',
  } as never);

  it('are reported all at once, each with code and path', () => {
    expect(codes(validate(request))).toEqual([
      'unknown-field SeatModifyRequest16.colour',
      'missing SeatModifyRequest16.userId',
      'too-long SeatModifyRequest16.lastName',
      'wrong-type SeatModifyRequest16.isActive',
      'not-allowed-value SeatModifyRequest16.ringPolicy',
      'pattern SeatModifyRequest16.startMinute',
      'pattern SeatModifyRequest16.pin',
      'missing SeatModifyRequest16.endpoint.accessDevice.useHotline',
      'out-of-range SeatModifyRequest16.endpoint.accessDevice.portNumber',
      'too-many SeatModifyRequest16.aliasList.alias',
    ]);
  });

  it('make one error that says where, what was found and what was expected', () => {
    let error: unknown;
    try {
      assertValid(request);
    } catch (caught) {
      error = caught;
    }

    expect(error).toBeInstanceOf(ValidationError);
    expect((error as ValidationError).problems).toHaveLength(10);
    expect((error as ValidationError).message).toBe(
      [
        'Nothing was sent: 10 problems.',
        '  SeatModifyRequest16.colour: found a field that the type does not have, expected a field of SeatModifyRequest16',
        '  SeatModifyRequest16.userId: found nothing, expected a text of 1 to 161 characters (UserId)',
        "  SeatModifyRequest16.lastName: found 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', expected a text of 1 to 30 characters (ShortName)",
        "  SeatModifyRequest16.isActive: found 'yes', expected true or false (give the value itself, not a text)",
        "  SeatModifyRequest16.ringPolicy: found 'simultaneous', expected one of 'None', 'Circular', 'Regular', 'Simultaneous', 'Weighted Call' (did you mean 'Simultaneous'?)",
        '  SeatModifyRequest16.startMinute: found 20, expected an integer matching 0|15|30|45 (MinutePast)',
        '  SeatModifyRequest16.pin: found a text, expected a text matching [0-9][0-9][0-9][0-9] (FourDigits)',
        '  SeatModifyRequest16.endpoint.accessDevice.useHotline: found nothing, expected true or false',
        '  SeatModifyRequest16.endpoint.accessDevice.portNumber: found 80, expected an integer from 1024 to 65535 (PortNumber)',
        '  SeatModifyRequest16.aliasList.alias: found 4 entries, expected 1 to 3 entries',
      ].join('\n'),
    );
  });

  it('given more than ten, then the message shows ten and counts the rest', () => {
    const many = modify({ otherDepartment: Array.from({ length: 14 }, () => 5) });

    expect(many).toHaveLength(14);
    const lines = new ValidationError(many).message.split('\n');

    expect(lines).toHaveLength(12);
    expect(lines.at(-1)).toBe('  … and 4 more');
  });
});

describe('missing and unknown fields', () => {
  it('#82 given half an object, then what it lacks is named', () => {
    expect(codes(modify({ endpoint: { accessDevice: {} } }))).toEqual([
      'missing SeatModifyRequest16.endpoint.accessDevice.linePort',
      'missing SeatModifyRequest16.endpoint.accessDevice.useHotline',
    ]);
  });

  it('#81 given a misspelt field at any depth, then the nearest name is offered', () => {
    expect(onlyProblem(modify({ lastname: 'x' }))).toBe(
      'lastname: found a field that the type does not have, ' +
        'expected a field of SeatModifyRequest16 (did you mean lastName?)',
    );
    expect(
      onlyProblem(
        modify({
          sharedLines: { line: [{ line: { linePort: 'p', useHotLine: true, useHotline: true } }] },
        }),
      ),
    ).toContain('sharedLines.line[0].line.useHotLine');
  });

  it('given an unknown field that is undefined, then nothing is wrong', () => {
    expect(
      validate(Object.assign(new SeatGetRequest16({ userId: 'a' }), { x: undefined })),
    ).toEqual([]);
  });

  it.each(['toString', 'constructor', 'hasOwnProperty'])(
    '#103 given an inherited member named %s, then it is no field',
    (name) => {
      expect(validate(new SeatGetRequest16({ userId: 'a' }))).toEqual([]);
      expect(codes(modify({ [name]: 'x' }))).toEqual([`unknown-field SeatModifyRequest16.${name}`]);
    },
  );

  it('#78 given a required field with a default left out, then nothing is wrong', () => {
    expect(validate(new SeatFindRequest({ groupExternalId: 'g', search: { value: 'v' } }))).toEqual(
      [],
    );
  });
});

describe('null', () => {
  it('#57 given where not nillable, then refused with advice', () => {
    expect(onlyProblem(modify({ lastName: null }))).toBe(
      'lastName: found null, expected a text of 1 to 30 characters (ShortName) ' +
        '(the schema does not let this field be cleared; leave it out to keep its value)',
    );
  });

  it('#57 #69 given for a list or in one, then refused', () => {
    expect(codes(modify({ otherDepartment: null }))).toEqual([
      'nil-not-allowed SeatModifyRequest16.otherDepartment',
    ]);
    expect(codes(modify({ aliasList: { alias: ['a', null] } }))).toEqual([
      'nil-not-allowed SeatModifyRequest16.aliasList.alias[1]',
    ]);
  });

  it.each(['title', 'password', 'department', 'address', 'endpoint', 'aliasList'])(
    'given for %s, which is nillable, then accepted',
    (name) => {
      expect(modify({ [name]: null })).toEqual([]);
    },
  );
});

describe('lists', () => {
  it('#70 given an empty one in a replacement, then refused with the way to clear', () => {
    expect(onlyProblem(modify({ aliasList: { alias: [] } }))).toBe(
      'aliasList.alias: found 0 entries, expected 1 to 3 entries ' +
        '(to remove all entries, set SeatModifyRequest16.aliasList to null)',
    );
  });

  it('#69 given undefined inside, or a gap, then refused', () => {
    // eslint-disable-next-line no-sparse-arrays -- the gap is the case
    expect(codes(modify({ aliasList: { alias: ['a', , 'b'] } }))).toEqual([
      'wrong-type SeatModifyRequest16.aliasList.alias[1]',
    ]);
    expect(codes(modify({ otherDepartment: [undefined] }))).toEqual([
      'wrong-type SeatModifyRequest16.otherDepartment[0]',
    ]);
  });

  it('#69 an optional one may be empty', () => {
    expect(modify({ otherDepartment: [] })).toEqual([]);
    expect(probe({ flags: [] })).toEqual([]);
  });

  it('of fixed size have both bounds', () => {
    expect(codes(probe({ position: { value: [1] } }))).toEqual([
      'too-few ProbeRequest.position.value',
    ]);
    expect(codes(probe({ position: { value: [1, 2, 3] } }))).toEqual([
      'too-many ProbeRequest.position.value',
    ]);
    expect(codes(probe({ position: {} }))).toEqual(['missing ProbeRequest.position.value']);
  });

  it('given something else where a list is due, then refused', () => {
    expect(onlyProblem(modify({ aliasList: { alias: 'a' } }))).toBe(
      'aliasList.alias: found a text, expected a list',
    );
  });
});

describe('objects', () => {
  it.each([
    ['a text', 'x'],
    ['a number', 5],
    ['a list of 1', [{}]],
  ])('given %s where one is due, then refused', (found, value) => {
    expect(onlyProblem(modify({ address: value }))).toBe(
      `address: found ${found}, expected an object with the fields of StreetAddress`,
    );
  });

  it('#74 given a number where a choice of unlimited and quantity is due, then refused', () => {
    expect(codes(modify({ authorizedQuantity: 5 }))).toEqual([
      'wrong-type SeatModifyRequest16.authorizedQuantity',
    ]);
    expect(onlyProblem(modify({ authorizedQuantity: {} }))).toBe(
      'authorizedQuantity: found none of the alternatives, ' +
        'expected exactly one of unlimited or quantity',
    );
  });

  it('#64 of a restricted type follow its own rules', () => {
    expect(codes(modify({ queueProfile: { name: 'n' } }))).toEqual([
      'missing SeatModifyRequest16.queueProfile.password',
    ]);
    expect(
      codes(modify({ profile: { $type: 'SeatProfileWithQueue', name: 'n', remark: 'r' } })),
    ).toEqual([
      'unknown-field SeatModifyRequest16.profile.remark',
      'missing SeatModifyRequest16.profile.password',
    ]);
    expect(modify({ profile: { name: 'n' } })).toEqual([]);
  });

  it('#62 of an abstract type have to say which form they are', () => {
    expect(onlyProblem(modify({ department: { name: 'n' } }))).toBe(
      "department.$type: found nothing, expected one of 'EnterpriseDepartmentKey', " +
        "'GroupDepartmentKey' (the field may hold several types; say which it is)",
    );
    expect(codes(modify({ department: { $type: 'DepartmentKey' } }))).toEqual([
      'unknown-type SeatModifyRequest16.department.$type',
    ]);
  });

  it('that name a type which cannot stand there are refused', () => {
    expect(onlyProblem(modify({ address: { $type: 'UserId' } }))).toBe(
      "address.$type: found 'UserId', expected 'StreetAddress'",
    );
    expect(modify({ address: { $type: 'StreetAddress' } })).toEqual([]);
  });
});

describe('choices', () => {
  const find = (fields: object): readonly Problem[] =>
    validate(new SeatFindRequest({ search: { value: 'v' }, ...fields } as never));

  it('#75 given no branch of a required one, then refused', () => {
    const [problem] = find({});

    expect(describeProblem(problem!)).toBe(
      'SeatFindRequest: found none of the alternatives, ' +
        'expected exactly one of serviceProviderId + groupId or groupExternalId',
    );
  });

  it('#75 given two branches, then refused, naming the fields', () => {
    const [problem, ...others] = find({
      groupExternalId: 'x',
      serviceProviderId: 's',
      groupId: 'g',
    });

    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      code: 'choice-conflict',
      path: 'SeatFindRequest',
      found: 'serviceProviderId and groupId and groupExternalId',
    });
  });

  it('#82 given half a branch, then the rest is missing', () => {
    expect(codes(find({ groupId: 'g' }))).toEqual(['missing SeatFindRequest.serviceProviderId']);
  });

  it('#76 given none of one whose branches may be empty, then accepted', () => {
    expect(find({ groupExternalId: 'g' })).toEqual([]);
    expect(codes(find({ groupExternalId: 'g', firstRow: 1, cursor: 'c' }))).toEqual([
      'choice-conflict SeatFindRequest',
    ]);
  });

  it('given none, or both, of an optional one, then accepted, or refused', () => {
    expect(find({ groupExternalId: 'g', newest: true })).toEqual([]);
    expect(
      codes(find({ groupExternalId: 'g', newest: true, since: '2024-01-31T00:00:00Z' })),
    ).toEqual(['choice-conflict SeatFindRequest']);
  });

  it('#135 given names of several branches, then the branch is found that holds them all', () => {
    const verify = (fields: object): string[] =>
      codes(validate(new SeatVerifyRequest(fields as never)));

    expect(verify({ userId: 'u', password: 'p' })).toEqual([]);
    expect(verify({ linePort: 'l', password: 'p' })).toEqual([]);
    expect(verify({ sipUserName: 's', userId: 'u' })).toEqual([]);
    expect(verify({ userId: 'u' })).toEqual(['missing SeatVerifyRequest.password']);
    expect(verify({ userId: 'u', linePort: 'l', password: 'p' })).toEqual([
      'choice-conflict SeatVerifyRequest',
    ]);
  });

  it('given most of one branch and all of a smaller one, then the larger is meant', () => {
    class BranchRequest extends OCIRequest<'BranchRequest'> {
      static override readonly $: RequestType = request('BranchRequest', () => [
        choice([
          [el('a', ShortName), el('b', ShortName), el('c', ShortName)],
          [el('d', ShortName)],
        ]),
      ]);
    }

    expect(codes(validate(new BranchRequest({ a: '1', b: '2', d: '4' })))).toEqual([
      'choice-conflict BranchRequest',
      'missing BranchRequest.c',
    ]);
  });

  describe('that repeat', () => {
    const routes = (value: object): string[] => codes(validateValue(RouteList, value));

    it('take a list of items, each of one branch', () => {
      expect(routes({ $items: [{ dtg: 'd' }, { trunk: 't', weight: 2000 }] })).toEqual([]);
      expect(routes({ $items: [{ dtg: 'd', trunk: 't', weight: 2000 }, {}, 5] })).toEqual([
        'choice-conflict RouteList.$items[0]',
        'choice-missing RouteList.$items[1]',
        'wrong-type RouteList.$items[2]',
      ]);
      expect(routes({ $items: [{ trunk: 't' }, { dtg: 'd', colour: 'red' }] })).toEqual([
        'missing RouteList.$items[0].weight',
        'unknown-field RouteList.$items[1].colour',
      ]);
    });

    it('have bounds', () => {
      expect(routes({ $items: [] })).toEqual(['too-few RouteList.$items']);
      expect(routes({ $items: Array.from({ length: 5 }, () => ({ dtg: 'd' })) })).toEqual([
        'too-many RouteList.$items',
      ]);
      expect(routes({})).toEqual(['missing RouteList.$items']);
      expect(routes({ $items: { dtg: 'd' } })).toEqual(['wrong-type RouteList.$items']);
    });

    it('given their fields beside the list, then the place is shown', () => {
      const problems = validateValue(RouteList, { dtg: 'd', $items: [{ dtg: 'd' }] });

      expect(problems).toHaveLength(1);
      expect(problems[0]?.hint).toBe('put it into an item of $items');
    });
  });
});

describe('tables', () => {
  const check = (seatTable: unknown): string[] =>
    codes(validate(new SeatFindResponse({ seatTable } as never)));

  it('need a heading, and a cell in each row', () => {
    expect(check(new OCITable(['a'], [['1'], []]))).toEqual([
      'too-few SeatFindResponse.seatTable.cells[1]',
    ]);
    expect(check(new OCITable([], []))).toEqual(['too-few SeatFindResponse.seatTable']);
    expect(check(new OCITable(['a'], []))).toEqual([]);
  });

  it('hold texts that XML can carry', () => {
    expect(check(new OCITable(['a\u0001'], [['x', '\ud800']]))).toEqual([
      'illegal-character SeatFindResponse.seatTable.headings[0]',
      'illegal-character SeatFindResponse.seatTable.cells[0][1]',
    ]);
    expect(check(new OCITable(['a'], [[5 as never]]))).toEqual([
      'wrong-type SeatFindResponse.seatTable.cells[0][0]',
    ]);
  });

  it('are tables', () => {
    expect(check({ headings: ['a'], cells: [] })).toEqual([
      'wrong-type SeatFindResponse.seatTable',
    ]);
  });
});

describe('attributes of a command', () => {
  it('are checked like fields', () => {
    const error = { summary: 's', summaryEnglish: 's' };

    expect(validate(new ErrorResponse({ ...error, type: 'Info' }))).toEqual([]);
    expect(codes(validate(new ErrorResponse({ ...error, type: 'Fatal' as never })))).toEqual([
      'not-allowed-value ErrorResponse.type',
    ]);
  });
});

describe('secrets', () => {
  const secretTypes: readonly (readonly [Primitive, Facets, unknown])[] = [
    ['token', { maxLength: 3 }, 's3cret'],
    ['token', { minLength: 30 }, 's3cret'],
    ['string', { patterns: ['\\d'] }, 's3cret'],
    ['token', {}, ' s3cret '],
    ['NMTOKEN', {}, 's3cret s3cret'],
    ['int', {}, 's3cret'],
    ['dateTime', {}, 's3cret'],
    ['base64Binary', {}, 's3cret'],
    ['token', {}, ['s3cret']],
    ['token', {}, { is: 's3cret' }],
    ['token', {}, 's3cret\u0000'],
  ];

  it.each(secretTypes)('are never quoted: %s %j', (primitive, facets, value) => {
    class SecretRequest extends OCIRequest<'SecretRequest'> {
      static override readonly $: RequestType = request('SecretRequest', () => [
        el('secret', simple('', primitive, facets), OPTIONAL | SENSITIVE),
      ]);
    }
    const problems = validate(new SecretRequest({ secret: value }));

    expect(problems).toHaveLength(1);
    expect(JSON.stringify(problems)).not.toContain('s3cret');
  });

  it('are not quoted where an object or a list is due either', () => {
    const problems = [
      ...modify({ profile: 's3cret', aliasList: 's3cret', otherDepartment: 's3cret' }),
      ...validateValue(RouteList, { $items: 's3cret' }),
      ...validate(new SeatFindResponse({ seatTable: 's3cret' } as never)),
    ];

    expect(problems).toHaveLength(5);
    expect(JSON.stringify(problems)).not.toContain('s3cret');
  });

  it('in fields that are not theirs are not quoted', () => {
    const problems = validate(new LoginRequest22V5({ userId: 'a', passwort: 's3cret' } as never));

    expect(codes(problems)).toEqual(['unknown-field LoginRequest22V5.passwort']);
    expect(JSON.stringify(problems)).not.toContain('s3cret');
  });
});
