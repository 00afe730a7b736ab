import { describe, expect, it } from 'vitest';
import {
  complex,
  el,
  OCIDataResponse,
  OPTIONAL,
  response,
  xsToken,
  type ResponseType,
} from '../src/codegen.js';
import { decodeMessage, SuccessResponse, type Notice, type ReceivedCommand } from '../src/index.js';
import { SeatGetResponse16, type SeatFindRequest } from './fixtures/commands.js';
import { decode, decodeCommand, document, fieldsOf, message } from './support/messages.js';
import { codes, required, seat } from './support/received.js';

describe('a received command', () => {
  it('is an instance of its class without having been constructed', () => {
    const { command, notices } = decodeCommand('SeatGetResponse16', required);

    expect(command).toBeInstanceOf(SeatGetResponse16);
    expect(command?.$type).toBe('SeatGetResponse16');
    expect(fieldsOf(command)).toEqual({ userId: 'a', isActive: true, phoneNumber: ['1'] });
    expect(notices).toEqual([]);
  });

  it('order is not enforced', () => {
    const { fields, notices } = seat('<remark>r</remark><lastName>l</lastName>');

    expect([fields.remark, fields.lastName]).toEqual(['r', 'l']);
    expect(notices).toEqual([]);
  });

  it('#105 given as bytes or as text, then the result is the same', () => {
    const xml = message('SeatGetResponse16', required);

    expect(decode(Buffer.from(xml, 'latin1')).commands[0]?.command).toEqual(
      decode(xml).commands[0]?.command,
    );
  });
});

describe('lists', () => {
  it('#92 #93 are lists, given one entry or more; optional ones are absent without any', () => {
    expect(seat('').fields.phoneNumber).toEqual(['1']);
    expect(seat('<phoneNumber>2</phoneNumber>').fields.phoneNumber).toEqual(['1', '2']);
    expect(seat('').fields.servicePackName).toBeUndefined();
    expect(seat('<servicePackName>p</servicePackName>').fields.servicePackName).toEqual(['p']);
  });

  it('#92 #98 required ones are empty when nothing came, with a notice', () => {
    const { command, notices } = decodeCommand(
      'SeatGetResponse16',
      '<userId>a</userId><isActive>1</isActive>',
    );

    expect((command as SeatGetResponse16).phoneNumber).toEqual([]);
    expect(codes(notices)).toEqual(['missing SeatGetResponse16.phoneNumber']);
  });

  it('may be interrupted by other elements', () => {
    expect(seat('<lastName>l</lastName><phoneNumber>2</phoneNumber>').fields.phoneNumber).toEqual([
      '1',
      '2',
    ]);
  });
});

describe('objects', () => {
  it('#91 given an empty element, then an object without fields', () => {
    expect(seat('<address/>').fields.address).toEqual({});
  });

  it('#94 three levels deep are typed', () => {
    const { fields, notices } = seat(
      '<sharedLines><line><line><linePort>p</linePort><useHotline>0</useHotline>' +
        '<contact>c</contact></line><owner xsi:type="EnterpriseDepartmentKey">' +
        '<serviceProviderId>s</serviceProviderId><name>n</name></owner></line></sharedLines>',
    );

    expect(fields.sharedLines).toEqual({
      line: [
        {
          line: { linePort: 'p', useHotline: false, contact: ['c'] },
          owner: { $type: 'EnterpriseDepartmentKey', serviceProviderId: 's', name: 'n' },
        },
      ],
    });
    expect(notices).toEqual([]);
  });

  it('#98 lacking a required field say so with the path; the rest is there', () => {
    const { fields, notices } = seat(
      '<sharedLines><line><line><linePort>p</linePort></line></line></sharedLines>',
    );

    expect(fields.sharedLines?.line[0]?.line).toEqual({ linePort: 'p' });
    expect(codes(notices)).toEqual(['missing SeatGetResponse16.sharedLines.line.line.useHotline']);
  });

  it('given text between the elements, then a notice', () => {
    const { fields, notices } = seat('<address>\n  x <city>c</city>\n</address>');

    expect(fields.address).toEqual({ city: 'c' });
    expect(codes(notices)).toEqual(['unexpected-text SeatGetResponse16.address']);
  });

  it('given twice, then the first counts, with a notice', () => {
    const { fields, notices } = seat('<lastName>x</lastName><lastName>y</lastName>');

    expect(fields.lastName).toBe('x');
    expect(codes(notices)).toEqual(['repeated SeatGetResponse16.lastName']);
  });
});

describe('#95 xsi:type inside a command', () => {
  const queue = '<name>n</name><password>p</password>';

  it('names the form of the value', () => {
    expect(
      seat(`<profile xsi:type="SeatProfileWithQueue">${queue}</profile>`).fields.profile,
    ).toEqual({ $type: 'SeatProfileWithQueue', name: 'n', password: 'p' });
  });

  it('equal to the declared type changes nothing', () => {
    expect(seat('<profile xsi:type="SeatProfile"><name>n</name></profile>').fields.profile).toEqual(
      {
        name: 'n',
      },
    );
  });

  it('#96 is resolved under any prefix', () => {
    const { fields, notices } = seat(
      '<profile xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:q="urn:x" ' +
        `i:type="q:SeatProfileWithQueue">${queue}</profile>`,
    );

    expect(fields.profile?.$type).toBe('SeatProfileWithQueue');
    expect(notices).toEqual([]);
  });

  it('under a prefix bound to something else is no type', () => {
    expect(
      seat(`<profile xmlns:i="urn:x" i:type="SeatProfileWithQueue">${queue}</profile>`).fields
        .profile,
    ).toEqual({ name: 'n', password: 'p' });
  });

  it('unknown: read as the declared type, with a notice', () => {
    const { fields, notices } = seat('<profile xsi:type="SeatProfile99"><name>n</name></profile>');

    expect(fields.profile).toEqual({ name: 'n' });
    expect(codes(notices)).toEqual(['unknown-type SeatGetResponse16.profile']);
  });

  it('missing on an abstract type: notices, no crash', () => {
    const { fields, notices } = seat('<department><name>n</name></department>');

    expect(fields.department).toEqual({});
    expect(codes(notices)).toEqual([
      'unknown-type SeatGetResponse16.department',
      'unknown-element SeatGetResponse16.department.name',
    ]);
  });
});

describe('choices', () => {
  const find = (content: string): { fields: SeatFindRequest; notices: readonly Notice[] } => {
    const { command, notices } = decodeCommand(
      'SeatFindRequest',
      `${content}<search><value>v</value><isCaseInsensitive>1</isCaseInsensitive></search>`,
    );
    return { fields: command as SeatFindRequest, notices };
  };

  it('given one branch, then its fields', () => {
    const { fields, notices } = find(
      '<serviceProviderId>s</serviceProviderId><groupId>g</groupId>',
    );

    expect(fields).toMatchObject({ serviceProviderId: 's', groupId: 'g' });
    expect(notices).toEqual([]);
  });

  it('#98 given no branch where one is due, then a notice naming them', () => {
    expect(find('').notices).toEqual([
      {
        code: 'missing',
        path: 'SeatFindRequest',
        message: 'none of serviceProviderId + groupId or groupExternalId came',
      },
    ]);
  });

  it('#98 given half a branch, then a notice for the other half', () => {
    expect(codes(find('<groupId>g</groupId>').notices)).toEqual([
      'missing SeatFindRequest.serviceProviderId',
    ]);
  });

  it('given a repeated one, then one ordered list of its items', () => {
    const { fields, notices } = find(
      '<groupExternalId>g</groupExternalId><routes>' +
        '<dtg>a</dtg><dtg>b</dtg><trunk>t</trunk><weight>2000</weight><dtg>c</dtg>' +
        '<trunk>u</trunk><weight>3000</weight><trunk>v</trunk><weight>4000</weight></routes>',
    );

    expect(fields.routes?.$items).toEqual([
      { dtg: 'a' },
      { dtg: 'b' },
      { trunk: 't', weight: 2000 },
      { dtg: 'c' },
      { trunk: 'u', weight: 3000 },
      { trunk: 'v', weight: 4000 },
    ]);
    expect(notices).toEqual([]);
  });

  it('given a repeated one that is empty or has half an item, then a list and a notice', () => {
    const empty = find('<groupExternalId>g</groupExternalId><routes/>');
    const half = find('<groupExternalId>g</groupExternalId><routes><trunk>t</trunk></routes>');

    expect(empty.fields.routes).toEqual({ $items: [] });
    expect(codes(empty.notices)).toEqual(['missing SeatFindRequest.routes']);
    expect(half.fields.routes).toEqual({ $items: [{ trunk: 't' }] });
    expect(codes(half.notices)).toEqual(['missing SeatFindRequest.routes.weight']);
  });

  it('#135 given a name of several branches, then it is read in each', () => {
    const { command, notices } = decodeCommand(
      'SeatVerifyRequest',
      '<sipUserName>s</sipUserName><userId>u</userId>',
    );

    expect(fieldsOf(command)).toEqual({ sipUserName: 's', userId: 'u' });
    expect(notices).toEqual([]);
  });
});

describe('what the schema does not know', () => {
  it('#97 an unknown element is a notice and stays in the raw view', () => {
    const { command, notices, raw } = decodeCommand(
      'SeatGetResponse16',
      `${required}<isNew since="22">yes<deep>x</deep></isNew>`,
    );

    expect(command).not.toHaveProperty('isNew');
    expect(codes(notices)).toEqual(['unknown-element SeatGetResponse16.isNew']);
    expect(raw().children.at(-1)).toEqual({
      name: 'isNew',
      attributes: { since: '22' },
      children: [{ name: 'deep', attributes: {}, children: [], text: 'x' }],
      text: 'yes',
    });
  });

  it('an element inside a text is a notice; the text stays', () => {
    const { fields, notices } = seat('<remark>a<b>x</b>c</remark>');

    expect(fields.remark).toBe('ac');
    expect(codes(notices)).toEqual(['unknown-element SeatGetResponse16.remark.b']);
  });

  it('#106 an unknown command has its name and its XML', () => {
    const { type, command, notices, raw } = decodeCommand(
      'SeatGetResponse99',
      '<a xsi:nil="1"/><b xsi:type="q:T" xmlns:q="urn:x"/>',
    );

    expect(type).toBe('SeatGetResponse99');
    expect(command).toBeUndefined();
    expect(notices).toEqual([]);
    expect(raw()).toEqual({
      name: 'command',
      type: 'SeatGetResponse99',
      attributes: {},
      text: '',
      children: [
        { name: 'a', nil: true, attributes: {}, children: [], text: '' },
        { name: 'b', type: 'T', attributes: {}, children: [], text: '' },
      ],
    });
  });

  it('the raw view of a command in a batch is that command', () => {
    const received = decode(
      document(
        '<command xmlns="" xsi:type="X"><a/></command><command xmlns="" xsi:type="Y"><b/></command>',
      ),
    );

    expect(received.commands.map((c) => c.raw().children[0]?.name)).toEqual(['a', 'b']);
  });

  it('at most 100 notices are kept', () => {
    expect(seat('<x/>'.repeat(1000)).notices).toHaveLength(100);
  });

  it('no notice quotes a secret', () => {
    const { command, notices } = decodeCommand(
      'LoginResponse22V5',
      '<loginType>System</loginType><nonce>s3cret<x>s3cret</x></nonce><nonce>s3cret</nonce>',
    );

    expect(command).toMatchObject({ nonce: 's3cret' });
    expect(notices).toHaveLength(2);
    expect(JSON.stringify(notices)).not.toContain('s3cret');
  });
});

describe('#103 names that objects keep for themselves', () => {
  it('given as known fields, then they are data', () => {
    const { command, notices } = decodeCommand(
      'OddNamesRequest',
      '<constructor>c</constructor><default>d</default><type>t</type><name>n</name>',
    );

    expect(fieldsOf(command)).toEqual({
      constructor: 'c',
      default: 'd',
      type: 't',
      name: 'n',
    });
    expect(command?.$type).toBe('OddNamesRequest');
    expect(notices).toEqual([]);
  });

  it('given as unknown elements, then they are unknown and change nothing', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];
    const content = names.map((n) => `<${n}><isAdmin>true</isAdmin></${n}>`).join('');
    const { fields, notices } = seat(content);

    expect(notices).toHaveLength(5);
    expect(Object.keys(fields)).toEqual(['userId', 'isActive', 'phoneNumber']);
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
    expect(Object.getPrototypeOf(fields)).toBe(SeatGetResponse16.prototype);
  });

  it('given in the raw view, then they are attributes and children like others', () => {
    const { raw } = decodeCommand('X', '<__proto__ __proto__="a" constructor="b">t</__proto__>');
    const [child] = raw().children;

    expect(child?.name).toBe('__proto__');
    expect(Object.entries(child!.attributes)).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
    expect(Object.getPrototypeOf(child!.attributes)).toBe(Object.prototype);
  });

  it('given as fields of a nested type, then they are its own', () => {
    class ProtoResponse extends OCIDataResponse<'ProtoResponse'> {
      static override readonly $: ResponseType = response('ProtoResponse', () => [
        el(
          'holder',
          complex('Holder', () => [
            el('__proto__', xsToken, OPTIONAL, { max: 3 }),
            el('constructor', xsToken, OPTIONAL),
          ]),
        ),
      ]);
    }
    const [received] = decodeMessage(
      message('ProtoResponse', '<holder><__proto__>a</__proto__><__proto__>b</__proto__></holder>'),
      { resolve: () => ProtoResponse },
    ).commands as [ReceivedCommand];
    const { holder } = received.command as unknown as { holder: object };

    expect(Object.entries(holder)).toEqual([['__proto__', ['a', 'b']]]);
    expect(Object.getPrototypeOf(holder)).toBe(Object.prototype);
  });
});

describe('#120 a command in the core namespace', () => {
  it.each([
    '<command xmlns="" xmlns:c="C" xsi:type="c:SuccessResponse"/>',
    '<command xmlns="" xmlns:any="C" xsi:type="any:SuccessResponse" echo=""/>',
    '<command xmlns="" xsi:type="SuccessResponse"></command>',
    '<command xmlns="" xsi:type=" SuccessResponse " debugInfo="x"/>',
  ])('is read under any prefix or none: %s', (xml) => {
    const [received] = decode(document(xml)).commands;

    expect(received?.command).toBeInstanceOf(SuccessResponse);
    expect(received?.notices).toEqual([]);
  });
});
