import { describe, expect, it } from 'vitest';
import {
  EncodeError,
  encodeMessage,
  encodeMessageText,
  ErrorResponse,
  identityNames,
  MalformedMessageError,
  responsesOf,
  decodeMessage,
  SuccessResponse,
  ValidationError,
  type Identity,
  type OutgoingMessage,
} from '../src/index.js';
import {
  PingRequest,
  SeatFindRequest,
  SeatFindResponse,
  SeatGetRequest16,
  SeatGetResponse16,
  SeatModifyRequest16,
} from './fixtures/commands.js';
import { decode, document } from './support/messages.js';

const session = { sessionId: 's1' };
const get = (userId: string): SeatGetRequest16 => new SeatGetRequest16({ userId });

const write = (message: Partial<OutgoingMessage>): string =>
  encodeMessageText({ identity: session, commands: [new PingRequest()], ...message });

describe('#50 a message', () => {
  it('is one document: declaration, root, identity, commands, line feed', () => {
    const text = encodeMessageText({
      identity: session,
      trackingId: 'job-17',
      commands: [{ command: get('alice@example.test'), echo: '1' }],
    });

    expect(text).toBe(
      '<?xml version="1.0" encoding="ISO-8859-1"?>\n' +
        '<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
        '<sessionId xmlns="">s1</sessionId>' +
        '<trackingId xmlns="">job-17</trackingId>' +
        '<command xmlns="" xsi:type="SeatGetRequest16" echo="1"><userId>alice@example.test</userId></command>' +
        '</BroadsoftDocument>\n',
    );
  });

  it('as bytes is the same in the declared encoding', () => {
    expect(
      Buffer.from(encodeMessage({ identity: session, commands: [get('é')] })).toString('latin1'),
    ).toBe(encodeMessageText({ identity: session, commands: [get('é')] }));
  });

  it('may name the other protocol, and no third', () => {
    expect(write({ protocol: 'NSOCI' })).toContain('<BroadsoftDocument protocol="NSOCI" ');
    expect(write({ protocol: 'x" y="' as never })).toContain('protocol="x&quot; y=&quot;" ');
  });
});

describe('the identity', () => {
  const identities: readonly (readonly [Identity, string])[] = [
    [{ sessionId: 's' }, '<sessionId xmlns="">s</sessionId>'],
    [{ sessionId: '' }, '<sessionId xmlns=""></sessionId>'],
    [{ userId: 'u' }, '<userId xmlns="">u</userId>'],
    [{ phoneNumber: '+1' }, '<phoneNumber xmlns="">+1</phoneNumber>'],
    [{ linePort: 'l' }, '<linePort xmlns="">l</linePort>'],
    [
      { externalUserIdentity: { role: 'Administrator', organizationId: 'o', id: 'i' } },
      '<externalUserIdentity xmlns=""><id>i</id><organizationId>o</organizationId>' +
        '<role>Administrator</role></externalUserIdentity>',
    ],
  ];

  it.each(identities)('%j is written, and read back', (identity, xml) => {
    const text = write({ identity });

    expect(text).toContain(`XMLSchema-instance">${xml}<command`);
    expect(decode(text).identity).toEqual(identity);
  });

  it('#40 is escaped', () => {
    const identity = { sessionId: '<a>&"' };
    const text = write({ identity });

    expect(text).toContain('<sessionId xmlns="">&lt;a&gt;&amp;"</sessionId>');
    expect(decode(text).identity).toEqual(identity);
  });

  it.each([
    [{}, `found no identity, expected exactly one of ${identityNames.join(', ')}`],
    [{ userId: 'u', sessionId: 's' }, 'found sessionId and userId, expected exactly one'],
    [{ userId: ' ' }, 'userId: must not be empty'],
    [{ sessionId: 5 }, 'sessionId: not a text'],
    [{ sessionId: 'a\u0000' }, 'sessionId: XML cannot carry the character U+0000'],
    [
      { externalUserIdentity: { id: 'i', organizationId: '', role: 'User' } },
      'externalUserIdentity.organizationId: must not be empty',
    ],
    [
      { externalUserIdentity: { id: 'i', organizationId: 'o', role: 'Root' } },
      'externalUserIdentity.role: expected User or Administrator',
    ],
  ])('%j is refused', (identity, expected) => {
    expect(() => write({ identity: identity as never })).toThrow(EncodeError);
    expect(() => write({ identity: identity as never })).toThrow(expected);
  });

  it('may be missing from what is received', () => {
    const text = write({}).replace(/<sessionId.*?<\/sessionId>/, '');

    expect(decode(text).identity).toBeUndefined();
  });

  it('received with white space around a token, then without', () => {
    const text = write({ identity: { userId: 'u' }, trackingId: 't' })
      .replace('>u<', '>\n  u\n<')
      .replace('>t<', '> t <');

    expect(decode(text)).toMatchObject({ identity: { userId: 'u' }, trackingId: 't' });
  });

  it('received with unknown parts, then they are passed over', () => {
    const text = write({
      identity: { externalUserIdentity: { id: 'i', organizationId: 'o', role: 'User' } },
    }).replace('<role>User</role>', '<more><id>x</id></more>y<role>Administrator</role>');

    expect(decode(text).identity).toEqual({
      externalUserIdentity: { id: 'i', organizationId: 'o', role: 'Administrator' },
    });
  });
});

describe('tracking id and echo', () => {
  it('are escaped and read back', () => {
    const text = write({
      trackingId: '<t>&',
      commands: [{ command: new PingRequest(), echo: 'a"b<\n\t', requestLocale: 'en_US' }],
    });
    const received = decode(text);

    expect(text).toContain('echo="a&quot;b&lt;&#xA;&#x9;" requestLocale="en_US"');
    expect(received.trackingId).toBe('<t>&');
    expect(received.commands[0]).toMatchObject({ echo: 'a"b<\n\t', requestLocale: 'en_US' });
  });

  it('are undefined where they were left out; an empty echo is empty', () => {
    expect(decode(write({})).trackingId).toBeUndefined();
    expect(decode(write({})).commands[0]?.echo).toBeUndefined();
    expect(
      decode(write({ commands: [{ command: new PingRequest(), echo: '' }] })).commands[0]?.echo,
    ).toBe('');
  });

  it('a tracking id may not be empty', () => {
    expect(() => write({ trackingId: '' })).toThrow('trackingId: must not be empty');
  });

  it('#47 characters that XML cannot carry are refused', () => {
    expect(() => write({ trackingId: 'a\u000b' })).toThrow('trackingId: XML cannot carry');
    expect(() => write({ commands: [{ command: new PingRequest(), echo: '\ud800' }] })).toThrow(
      'echo: XML cannot carry the character U+D800',
    );
  });

  it('a locale belongs to requests only', () => {
    const commands = [{ command: new SuccessResponse(), requestLocale: 'en_US' }];

    expect(() => write({ commands })).toThrow(
      'SuccessResponse: requestLocale belongs to requests only',
    );
  });
});

describe('#51 the number of commands', () => {
  const batch = (count: number): string =>
    write({ commands: Array.from({ length: count }, (_, i) => get(`u${String(i)}`)) });

  it.each([1, 2, 15])('%d are written, and read in order', (count) => {
    const users = decode(batch(count)).commands.map((c) => (c.command as SeatGetRequest16).userId);

    expect(users).toEqual(Array.from({ length: count }, (_, i) => `u${String(i)}`));
  });

  it.each([0, 16])('%d are refused', (count) => {
    expect(() => batch(count)).toThrow(EncodeError);
    expect(() => batch(count)).toThrow(`found ${String(count)} commands, expected 1 to 15`);
  });

  it('more than one answer to one request is seen by the caller', () => {
    const success = '<command xmlns="" xmlns:c="C" xsi:type="c:SuccessResponse"/>';

    expect(decode(document(success + success)).commands).toHaveLength(2);
  });
});

describe('validation', () => {
  it('covers every command of a message; paths say which', () => {
    const commands = [get('a'), get(''), new SeatModifyRequest16({} as never)];
    let error: unknown;
    try {
      encodeMessage({ identity: session, commands });
    } catch (caught) {
      error = caught;
    }

    expect((error as ValidationError).problems.map((p) => p.path)).toEqual([
      '[1] SeatGetRequest16.userId',
      '[2] SeatModifyRequest16.userId',
    ]);
  });

  it('lets warnings pass', () => {
    expect(write({ commands: [get(' a ')] })).toContain('<userId> a </userId>');
  });

  it('can be switched off', () => {
    const message = { identity: session, commands: [get('')] };

    expect(() => encodeMessage(message)).toThrow(ValidationError);
    expect(encodeMessageText(message, { validate: false })).toContain('<userId/>');
  });
});

describe('answers', () => {
  it('are written with the prefix of the core namespace', () => {
    const error = new ErrorResponse({ summary: 's', summaryEnglish: 'e', detail: 'd' });

    expect(write({ commands: [new SuccessResponse()] })).toContain(
      '<command xmlns="" xsi:type="c:SuccessResponse" xmlns:c="C"/>',
    );
    expect(write({ commands: [error] })).toContain(
      '<command xmlns="" xsi:type="c:ErrorResponse" xmlns:c="C" type="Error">' +
        '<summary>s</summary><summaryEnglish>e</summaryEnglish><detail>d</detail></command>',
    );
  });

  it('are known from the requests they belong to', () => {
    const resolve = responsesOf([
      get('a'),
      new PingRequest(),
      new SeatFindRequest({ groupExternalId: 'g', search: { value: 'v' } }),
    ]);

    expect(resolve('SeatGetResponse16')).toBe(SeatGetResponse16);
    expect(resolve('SeatFindResponse')).toBe(SeatFindResponse);
    expect(resolve('LoginResponse22V5')).toBeUndefined();
  });

  it('#122 to another request are unknown to those of this one', () => {
    const text = document(
      '<command xmlns="" xsi:type="LoginResponse22V5"><loginType>x</loginType></command>',
    );
    const [received] = decodeMessage(text, { resolve: responsesOf([get('a')]) }).commands;

    expect(received?.command).toBeUndefined();
    expect(received?.type).toBe('LoginResponse22V5');
  });
});

describe('#121 what is no message', () => {
  const refused: readonly (readonly [string, string, string])[] = [
    ['no command', document(''), 'The message has no command.'],
    ['no type', document('<command xmlns=""/>'), 'Command 1 of the message has no xsi:type.'],
    [
      'a type without a namespace',
      document('<command xmlns="" type="SeatGetRequest16"/>'),
      'Command 1 of the message has no xsi:type.',
    ],
    ['another root', '<Document/>', 'Found <Document> where'],
    ['a web page', '<html><body/></html>', 'This is a web page: check host, port and path.'],
    ['a command as root', '<command/>', 'Found <command> where'],
  ];

  it.each(refused)('%s: refused', (_, text, expected) => {
    let error: unknown;
    try {
      decode(text);
    } catch (caught) {
      error = caught;
    }

    expect(error).toBeInstanceOf(MalformedMessageError);
    expect((error as MalformedMessageError).code).toBe('not-oci');
    expect((error as MalformedMessageError).message).toContain(expected);
  });
});
