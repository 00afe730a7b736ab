import { describe, expect, it } from 'vitest';
import { EncodeError, encodeMessageText, OCITable, type ComplexType } from '../src/index.js';
import { complex, el, OCIRequest, request, xsToken, type RequestType } from '../src/codegen.js';
import {
  OddNamesRequest,
  PingRequest,
  ProbeRequest,
  SeatFindRequest,
  SeatFindResponse,
  SeatModifyRequest16,
  SeatVerifyRequest,
  type SeatModifyRequest16Input,
} from './fixtures/commands.js';
import { commandXml, contentXml, fieldsOf } from './support/messages.js';

/** The content of a modify request, after its user id. */
const modify = (fields: Omit<SeatModifyRequest16Input, 'userId'>): string => {
  const xml = contentXml(new SeatModifyRequest16({ userId: 'a', ...fields }));
  expect(xml).toMatch(/^<userId>a<\/userId>/);
  return xml.slice('<userId>a</userId>'.length);
};

const anyhow = { validate: false } as const;

describe('the order of fields', () => {
  it('#65 given fields in another order, then they are written in schema order', () => {
    const xml = contentXml(
      new SeatModifyRequest16({ isActive: true, title: 'Dr', lastName: 'Li', userId: 'a' }),
    );

    expect(xml).toBe(
      '<userId>a</userId><lastName>Li</lastName><title>Dr</title><isActive>true</isActive>',
    );
  });

  it('#65 given a derived type, then inherited fields come first', () => {
    const base: ComplexType = complex('Base', () => [el('a', xsToken), el('b', xsToken)]);
    const derived = complex('Derived', () => [el('c', xsToken)], { extends: () => base });
    class DerivedRequest extends OCIRequest<'DerivedRequest'> {
      static override readonly $: RequestType = request('DerivedRequest', () => [
        el('value', derived),
      ]);
    }

    expect(contentXml(new DerivedRequest({ value: { c: '3', b: '2', a: '1' } }))).toBe(
      '<value><a>1</a><b>2</b><c>3</c></value>',
    );
  });

  it('#66 #143 keeps exact names, whatever they are', () => {
    expect(contentXml(new OddNamesRequest({ name: 'n', GroupId: 'g', constructor: 'c' }))).toBe(
      '<constructor>c</constructor><name>n</name><GroupId>g</GroupId>',
    );
  });

  it('#83 given one request sent twice, then both are the same and it is unchanged', () => {
    const request = new SeatModifyRequest16({ userId: 'a', aliasList: { alias: ['x', 'y'] } });
    const before = structuredClone(fieldsOf(request));

    expect(commandXml(request)).toBe(commandXml(request));
    expect(fieldsOf(request)).toEqual(before);
  });
});

describe('the four states of a field', () => {
  it('#55 undefined: no element', () => {
    expect(modify({ title: undefined })).toBe('');
  });

  it('#56 null: a nil element', () => {
    expect(modify({ title: null })).toBe('<title xsi:nil="true"/>');
  });

  it("#58 '': an empty element, never nil", () => {
    expect(modify({ remark: '' })).toBe('<remark/>');
  });

  it('a value: an element with text', () => {
    expect(modify({ remark: ' x ' })).toBe('<remark> x </remark>');
  });

  it('#59 words such as None are text', () => {
    expect(modify({ ringPolicy: 'None', lastName: 'null', title: 'nil' })).toBe(
      '<lastName>null</lastName><title>nil</title><ringPolicy>None</ringPolicy>',
    );
  });

  it('#60 null in nested objects and in lists: nil there, nowhere else', () => {
    const line = { linePort: 'p', useHotline: false };

    expect(
      modify({
        address: null,
        sharedLines: {
          line: [
            { line, note: null },
            { line, note: 'n' },
          ],
        },
      }),
    ).toBe(
      '<address xsi:nil="true"/>' +
        '<sharedLines>' +
        '<line><line><linePort>p</linePort><useHotline>false</useHotline></line><note xsi:nil="true"/></line>' +
        '<line><line><linePort>p</linePort><useHotline>false</useHotline></line><note>n</note></line>' +
        '</sharedLines>',
    );
  });

  it('#61 null of an abstract type: nil and a concrete type', () => {
    expect(modify({ department: null })).toBe(
      '<department xsi:type="EnterpriseDepartmentKey" xsi:nil="true"/>',
    );
  });
});

describe('types of values', () => {
  const key = {
    $type: 'GroupDepartmentKey',
    serviceProviderId: 's',
    groupId: 'g',
    name: 'n',
  } as const;
  const keyXml = '<serviceProviderId>s</serviceProviderId><groupId>g</groupId><name>n</name>';

  it('#62 of an abstract type are named, at the top, in a list and nested', () => {
    const line = { linePort: 'p', useHotline: true };

    expect(modify({ department: key })).toBe(
      `<department xsi:type="GroupDepartmentKey">${keyXml}</department>`,
    );
    expect(
      modify({
        otherDepartment: [
          key,
          { $type: 'EnterpriseDepartmentKey', serviceProviderId: 's', name: 'n' },
        ],
      }),
    ).toBe(
      `<otherDepartment xsi:type="GroupDepartmentKey">${keyXml}</otherDepartment>` +
        '<otherDepartment xsi:type="EnterpriseDepartmentKey">' +
        '<serviceProviderId>s</serviceProviderId><name>n</name></otherDepartment>',
    );
    expect(modify({ sharedLines: { line: [{ line, owner: key }] } })).toContain(
      `<owner xsi:type="GroupDepartmentKey">${keyXml}</owner>`,
    );
  });

  it('#63 of exactly the declared type are not', () => {
    expect(modify({ groupDepartment: key })).toBe(`<groupDepartment>${keyXml}</groupDepartment>`);
    expect(modify({ profile: { $type: 'SeatProfile', name: 'n' } })).toBe(
      '<profile><name>n</name></profile>',
    );
  });

  it('#64 of a restricted type have its own content', () => {
    expect(modify({ queueProfile: { name: 'n', password: 'p' } })).toBe(
      '<queueProfile><name>n</name><password>p</password></queueProfile>',
    );
    expect(modify({ profile: { $type: 'SeatProfileWithQueue', name: 'n', password: 'p' } })).toBe(
      '<profile xsi:type="SeatProfileWithQueue"><name>n</name><password>p</password></profile>',
    );
  });

  it('#67 #68 of plain objects are written to full depth', () => {
    expect(
      modify({
        endpoint: { accessDevice: { linePort: 'p', useHotline: true, portNumber: 5060 } },
      }),
    ).toBe(
      '<endpoint><accessDevice><linePort>p</linePort><useHotline>true</useHotline>' +
        '<portNumber>5060</portNumber></accessDevice></endpoint>',
    );
  });

  it('an object without fields is an empty element', () => {
    expect(modify({ address: {} })).toBe('<address/>');
  });
});

describe('lists', () => {
  it('#69 given none or one entry, then nothing or one element', () => {
    expect(modify({ otherDepartment: [] })).toBe('');
    expect(modify({ aliasList: { alias: ['a'] } })).toBe('<aliasList><alias>a</alias></aliasList>');
  });

  it('#71 of booleans and numbers are written as such', () => {
    expect(
      contentXml(new ProbeRequest({ flags: [true, false], position: { value: [1.5, -0] } })),
    ).toBe(
      '<flags>true</flags><flags>false</flags>' +
        '<position><value>1.5</value><value>0</value></position>',
    );
  });
});

describe('primitives', () => {
  const probe = (fields: ConstructorParameters<typeof ProbeRequest>[0]): string =>
    contentXml(new ProbeRequest(fields));

  it('#71 #72 each in its lexical form', () => {
    expect(
      probe({
        text: ' a\tb ',
        label: ' a ',
        word: '01234',
        mark: 'a:b-c.d',
        flag: false,
        count: -0,
        moment: 1_700_000_000_000,
        ratio: 0.25,
        weight: 1e21,
        at: '2024-02-29T23:59:59',
        day: '2024-02-29',
        data: new Uint8Array([0, 255, 16]),
        now: true,
      }),
    ).toBe(
      '<text> a\tb </text><label> a </label><word>01234</word><mark>a:b-c.d</mark>' +
        '<flag>false</flag><count>0</count><moment>1700000000000</moment><ratio>0.25</ratio>' +
        '<weight>1e+21</weight><at>2024-02-29T23:59:59</at><day>2024-02-29</day>' +
        '<data>AP8Q</data><now/>',
    );
  });

  it.each([
    [1e21, '1000000000000000000000'],
    [1.5e22, '15000000000000000000000'],
    [-1e-7, '-0.0000001'],
    [1.25e-7, '0.000000125'],
    [123.456, '123.456'],
  ])('a decimal never has an exponent: %d', (ratio, text) => {
    expect(probe({ ratio })).toBe(`<ratio>${text}</ratio>`);
  });

  it('a slice of a larger buffer is written alone', () => {
    expect(probe({ data: Buffer.from('xabcx').subarray(1, 4) })).toBe('<data>YWJj</data>');
  });

  it('#78 a required field with a default is written when left out', () => {
    const fields = { groupExternalId: 'g' } as const;

    expect(contentXml(new SeatFindRequest({ ...fields, search: { value: 'x' } }))).toContain(
      '<search><value>x</value><isCaseInsensitive>true</isCaseInsensitive></search>',
    );
    expect(
      contentXml(
        new SeatFindRequest({ ...fields, search: { value: 'x', isCaseInsensitive: false } }),
      ),
    ).toContain('<isCaseInsensitive>false</isCaseInsensitive>');
  });

  it('#77 a fixed value is written in exactly its form', () => {
    expect(modify({ deleteExistingDevices: true })).toBe(
      '<deleteExistingDevices>true</deleteExistingDevices>',
    );
  });
});

describe('choices', () => {
  const search = { value: 'x' };
  const searchXml = '<search><value>x</value><isCaseInsensitive>true</isCaseInsensitive></search>';

  it('a branch that is a sequence is written whole, in its order', () => {
    expect(contentXml(new SeatFindRequest({ groupId: 'g', search, serviceProviderId: 's' }))).toBe(
      `<serviceProviderId>s</serviceProviderId><groupId>g</groupId>${searchXml}`,
    );
  });

  it('#76 one whose branches may all be empty is left out', () => {
    expect(contentXml(new SeatFindRequest({ groupExternalId: 'g', search }))).toBe(
      `<groupExternalId>g</groupExternalId>${searchXml}`,
    );
  });

  it('a marker is written as an empty element', () => {
    expect(
      contentXml(new SeatFindRequest({ groupExternalId: 'g', search, firstRow: 2, newest: true })),
    ).toBe(`<groupExternalId>g</groupExternalId>${searchXml}<firstRow>2</firstRow><newest/>`);
  });

  it('a repeated one keeps the order of its items', () => {
    const routes = {
      $items: [{ trunk: 't', weight: 2000 }, { dtg: 'd' }, { weight: 3000, trunk: 'u' }],
    };

    expect(contentXml(new SeatFindRequest({ groupExternalId: 'g', search, routes }))).toContain(
      '<routes><trunk>t</trunk><weight>2000</weight><dtg>d</dtg>' +
        '<trunk>u</trunk><weight>3000</weight></routes>',
    );
  });

  it.each([
    [{ password: 'p', userId: 'u' }, '<userId>u</userId><password>p</password>'],
    [{ password: 'p', linePort: 'l' }, '<linePort>l</linePort><password>p</password>'],
    [{ userId: 'u', sipUserName: 's' }, '<sipUserName>s</sipUserName><userId>u</userId>'],
  ] as const)('#135 names in several branches follow the order of theirs: %j', (fields, xml) => {
    expect(contentXml(new SeatVerifyRequest(fields))).toBe(xml);
  });
});

describe('escaping', () => {
  it('#46 of markup in text', () => {
    expect(modify({ remark: `<a b='c'>"&amp;"]]></a>` })).toBe(
      `<remark>&lt;a b='c'&gt;"&amp;amp;"]]&gt;&lt;/a&gt;</remark>`,
    );
  });

  it('of carriage returns, which a parser would drop', () => {
    expect(modify({ remark: 'a\r\nb\rc' })).toBe('<remark>a&#xD;\nb&#xD;c</remark>');
  });

  it('of headings and cells', () => {
    expect(
      contentXml(new SeatFindResponse({ seatTable: new OCITable(['a<b'], [['c&d', '']]) })),
    ).toBe(
      '<seatTable><colHeading>a&lt;b</colHeading><row><col>c&amp;d</col><col/></row></seatTable>',
    );
  });
});

describe('a command without fields', () => {
  it('is one empty element', () => {
    expect(commandXml(new PingRequest())).toBe('<command xmlns="" xsi:type="PingRequest"/>');
  });
});

describe('with validation switched off', () => {
  it('what the schema rules out is written', () => {
    const request = new SeatModifyRequest16({ lastName: null, ringPolicy: 'Loud' } as never);

    expect(contentXml(request, anyhow)).toBe(
      '<lastName xsi:nil="true"/><ringPolicy>Loud</ringPolicy>',
    );
  });

  it.each([
    [
      'a character XML cannot carry',
      { lastName: 'a\u000bb' },
      'SeatModifyRequest16.lastName: XML cannot carry the character U+000B',
    ],
    [
      'a value of another kind',
      { isActive: 'yes' },
      'SeatModifyRequest16.isActive: a value of type string cannot be written as boolean',
    ],
    [
      'no list where one is due',
      { otherDepartment: {} },
      'SeatModifyRequest16.otherDepartment: not a list',
    ],
    [
      'no object where one is due',
      { aliasList: 'x' },
      'SeatModifyRequest16.aliasList: not an object',
    ],
    [
      'a form that is none',
      { department: { $type: 'X' } },
      'SeatModifyRequest16.department: $type must be one of EnterpriseDepartmentKey, GroupDepartmentKey',
    ],
    [
      'no form of an abstract type',
      { department: {} },
      'SeatModifyRequest16.department: $type must be one of EnterpriseDepartmentKey, GroupDepartmentKey',
    ],
  ])('what cannot be written is refused with its path: %s', (_, fields, expected) => {
    const request = new SeatModifyRequest16(fields as never);

    expect(() => contentXml(request, anyhow)).toThrow(EncodeError);
    expect(() => contentXml(request, anyhow)).toThrow(expected);
  });

  it('a table that is none is refused', () => {
    const response = new SeatFindResponse({ seatTable: { headings: [] } } as never);

    expect(() => contentXml(response, anyhow)).toThrow(
      'SeatFindResponse.seatTable: not an OCITable',
    );
  });

  it('no secret is quoted', () => {
    const request = new SeatModifyRequest16({ password: ['s3cret'] } as never);

    expect(() => contentXml(request, anyhow)).toThrow(EncodeError);
    expect(() => contentXml(request, anyhow)).not.toThrow('s3cret');
  });
});

describe('#48 #49 any request', () => {
  const text = encodeMessageText({
    identity: { sessionId: 's' },
    commands: [new SeatModifyRequest16({ userId: 'a', department: null })],
  });

  it('declares the prefix of nil and type on the root', () => {
    const root = /<BroadsoftDocument[^>]*>/.exec(text)?.[0];

    expect(root).toContain('xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"');
    expect(root).toContain('xmlns="C"');
    expect(root).toContain('protocol="OCI"');
  });

  it('has every child of the root in no namespace', () => {
    expect(text).toContain('<sessionId xmlns="">');
    expect(text).toContain('<command xmlns="" ');
  });
});
