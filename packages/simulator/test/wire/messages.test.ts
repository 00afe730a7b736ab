import { describe, expect, test } from 'vitest';
import { ErrorResponse, SuccessResponse } from '@ocipkit/core';
import { type UserGetRequest23V2 } from '@ocipkit/commands/user';
import { PASSWORD } from './support/fake-engine.js';
import { command, document, RawClient, REQUEST } from './support/raw-client.js';
import { simulate, type Simulated } from './support/simulate.js';
import type { SimulatorOptions } from '../../src/options.js';

async function loggedIn(
  options: SimulatorOptions = {},
): Promise<{ sim: Simulated; client: RawClient } & AsyncDisposable> {
  const sim = await simulate(options);
  const client = await RawClient.open(sim.simulator.tcp!);
  await client.logIn();
  return {
    sim,
    client,
    [Symbol.asyncDispose]: async () => {
      client[Symbol.dispose]();
      await sim[Symbol.asyncDispose]();
    },
  };
}

const user = (userId: string, echo?: string): string =>
  command('UserGetRequest23V2', `<userId>${userId}</userId>`, echo);

describe('an answer over TCP', () => {
  test('is a declaration, a line feed, the document, a line feed, in ISO-8859-1', async () => {
    await using it = await loggedIn();
    it.sim.engine.answer = () =>
      new ErrorResponse({ summary: 'Zürich セ', summaryEnglish: 'x', detail: 'a]]>b' });
    it.client.write(document(user('x')));
    await it.client.message();
    it.client.write(document(user('x')));
    await expect.poll(() => it.client.bytes.at(-1)).toBe(0x0a);
    const expected =
      `<?xml version="1.0" encoding="ISO-8859-1"?>\n` +
      `<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
      `<sessionId xmlns="">s1</sessionId>` +
      `<command xmlns="" xsi:type="c:ErrorResponse" xmlns:c="C" type="Error" echo="">` +
      `<summary>Zürich &#x30BB;</summary><summaryEnglish>x</summaryEnglish>` +
      `<detail>a]]&gt;b</detail></command></BroadsoftDocument>\n`;
    expect(it.client.bytes.toString('latin1').trimStart()).toBe(expected);
  });

  test('returns the session id, the tracking id and every echo, escaped', async () => {
    await using sim = await simulate();
    using client = await RawClient.open(sim.simulator.tcp!);
    await client.logIn({ sessionId: 'a&amp;&lt;b' });
    const header =
      '<sessionId xmlns="">a&amp;&lt;b</sessionId><trackingId xmlns="">job-&amp;17</trackingId>';
    const answer = await client.ask(
      document(user('x', '&quot;1&quot;') + user('y', '2'), { header }),
    );
    expect(answer).toContain(header);
    expect(answer).toMatch(/echo="&quot;1&quot;".*echo="2"/);
  });

  test('holds the answers in the order of the commands, also after a refused one', async () => {
    await using it = await loggedIn();
    let count = 0;
    it.sim.engine.answer = () =>
      (count += 1) === 2
        ? new ErrorResponse({ summary: '[Error 4008] x', summaryEnglish: '[Error 4008] x' })
        : new SuccessResponse();
    const answer = await it.client.ask(document(user('a', '1') + user('b', '2') + user('c', '3')));
    expect([...answer.matchAll(/type="c:(\w+)".*?echo="(\d)"/g)].map((m) => m.slice(1))).toEqual([
      ['SuccessResponse', '1'],
      ['ErrorResponse', '2'],
      ['SuccessResponse', '3'],
    ]);
    expect(it.sim.engine.seen.map(({ command: c }) => (c as UserGetRequest23V2).userId)).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  test('is in UTF-8 where that is configured, or asked for', async () => {
    for (const encoding of ['UTF-8', 'as-asked'] as const) {
      await using it = await loggedIn({ encoding });
      it.sim.engine.answer = () => new ErrorResponse({ summary: 'Zürich セ', summaryEnglish: 'x' });
      it.client.write(document(user('x'), { encoding: 'UTF-8' }));
      await expect.poll(() => it.client.bytes.toString('utf8')).toContain('</BroadsoftDocument>');
      expect(it.client.bytes.toString('utf8')).toContain('encoding="UTF-8"');
      expect(it.client.bytes.toString('utf8')).toContain('<summary>Zürich セ</summary>');
      await it.client.message();
      const other = await it.client.ask(document(user('x')));
      expect(other).toContain(`encoding="${encoding === 'UTF-8' ? 'UTF-8' : 'ISO-8859-1'}"`);
    }
  });
});

describe('every legal way to write a request is read', () => {
  const xsi = 'http://www.w3.org/2001/XMLSchema-instance';
  const forms: Readonly<Record<string, string | Uint8Array>> = {
    'with another prefix for xsi': `<?xml version="1.0"?><BroadsoftDocument protocol="OCI" xmlns="C" xmlns:i="${xsi}"><sessionId xmlns="">s1</sessionId><command i:type="UserGetRequest23V2" xmlns=""><userId>Zoë</userId></command></BroadsoftDocument>`,
    'with attributes in another order, in single quotes, and xsi on the command': `<BroadsoftDocument xmlns='C' protocol='OCI'><sessionId xmlns=''>s1</sessionId><command echo='' xmlns:xsi='${xsi}' xsi:type='UserGetRequest23V2' xmlns=''><userId>Zoë</userId></command></BroadsoftDocument>`,
    'with white space, comments and line feeds of Windows': `\r\n <?xml version="1.0" encoding="ISO-8859-1"?>\r\n<!-- x -->\r\n<BroadsoftDocument\r\n protocol = "OCI" xmlns="C" xmlns:xsi="${xsi}">\r\n\t<sessionId xmlns="">s1</sessionId>\r\n\t<command xmlns="" xsi:type="UserGetRequest23V2" >\r\n\t\t<userId >\r\n Zoë </userId ><!-- </BroadsoftDocument> -->\r\n\t</command>\r\n</BroadsoftDocument>\r\n`,
    'with CDATA': `<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="${xsi}"><sessionId xmlns=""><![CDATA[s1]]></sessionId><command xmlns="" xsi:type="UserGetRequest23V2"><userId><![CDATA[Zoë]]></userId></command></BroadsoftDocument>`,
    'with numeric references': document(user('Zo&#235;')),
    'with a prefix on the type': `<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="${xsi}"><sessionId xmlns="">s1</sessionId><command xmlns="" xsi:type="UserGetRequest23V2"><userId xsi:type="xs:token" xmlns:xs="http://www.w3.org/2001/XMLSchema">Zoë</userId></command></BroadsoftDocument>`,
    'with a prefix on the root': `<C:BroadsoftDocument protocol="OCI" xmlns:C="C" xmlns:xsi="${xsi}"><sessionId>s1</sessionId><command xsi:type="UserGetRequest23V2"><userId>Zoë</userId></command></C:BroadsoftDocument>`,
    'with blanks in the end tag of the root': document(user('Zoë')).replace(/>\n$/, ' \r\n>'),
    'with a prefix on the root, and blanks in its end tag': `<o:BroadsoftDocument protocol="OCI" xmlns:o="C" xmlns:xsi="${xsi}"><sessionId>s1</sessionId><command xsi:type="UserGetRequest23V2"><userId>Zoë</userId></command></o:BroadsoftDocument\t>`,
    'in UTF-8': Buffer.from(document(user('Zoë'), { encoding: 'UTF-8' }), 'utf8'),
    'in UTF-8 by its byte order mark alone': Buffer.from(
      `\uFEFF${document(user('Zoë')).replace(/^.*\n/, '')}`,
      'utf8',
    ),
    'without a declaration, in ISO-8859-1': document(user('Zoë')).replace(/^.*\n/, ''),
    'as NSOCI': document(user('Zoë')).replace('protocol="OCI"', 'protocol="NSOCI"'),
  };
  for (const [name, form] of Object.entries(forms)) {
    test(name, async () => {
      await using it = await loggedIn();
      const bytes = typeof form === 'string' ? Buffer.from(form, 'latin1') : form;
      expect(await it.client.ask(bytes)).toContain('c:SuccessResponse');
      const [{ command: seen } = { command: undefined }] = it.sim.engine.seen;
      expect((seen as UserGetRequest23V2).userId).toBe('Zoë');
    });
  }

  test('one byte at a time, and several messages at once', async () => {
    await using it = await loggedIn();
    for (const byte of Buffer.from(document(user('Zoë')), 'latin1')) {
      it.client.write(Uint8Array.of(byte));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await it.client.message()).toContain('SuccessResponse');
    it.client.write([1, 2, 3].map((n) => document(user('x', String(n)))).join(' \r\n'));
    for (const n of [1, 2, 3]) {
      expect(await it.client.message()).toContain(`echo="${String(n)}"`);
    }
  });
});

describe('a message that is not in order', () => {
  test('is refused once as a whole if it has more than 15 commands', async () => {
    await using it = await loggedIn();
    const ask = async (count: number): Promise<string> =>
      it.client.ask(document(user('x').repeat(count)));
    expect((await ask(15)).match(/SuccessResponse/g)).toHaveLength(15);
    const refused = await ask(16);
    expect(refused.match(/<command/g)).toHaveLength(1);
    expect(refused).toContain('[Error 6004]');
    expect(it.sim.engine.seen).toHaveLength(15);
    expect(await ask(1)).toContain('SuccessResponse');
  });

  test('is refused, and ends the connection, if it is not well-formed', async () => {
    const broken = [
      document(user('x')).replace('</userId>', '</userID>'),
      document(''),
      document('<command xmlns=""/>'),
      `<!DOCTYPE x [<!ENTITY a "b">]>${document(user('x')).replace(/^.*\n/, '')}`,
      document(user('x'), { encoding: 'EBCDIC' }),
      Buffer.from(document(user('Zoë'), { encoding: 'UTF-8' }), 'latin1'),
      'GET / HTTP/1.1\r\nHost: x\r\n\r\n',
      Buffer.from(`\uFEFF${document(user('x'))}`, 'utf16le'),
    ];
    for (const message of broken) {
      await using it = await loggedIn();
      expect(await it.client.ask(message)).toContain('[Error 6004]');
      expect(await it.client.ended()).toBe('end');
      expect(it.sim.engine.seen).toEqual([]);
      expect(it.sim.simulator.metrics.read().malformedMessages).toBe(1);
    }
  });

  test('is refused, and ends the connection, if it is too large', async () => {
    await using it = await loggedIn({ maxMessageBytes: 2000 });
    const answer = await it.client.ask(document(user('x'.repeat(3000))));
    expect(answer).toContain('[Error 6004] The message is too large');
    expect(await it.client.ended()).toBe('end');
  });

  test('is refused if nobody sends it, or in an unknown protocol; the connection stays', async () => {
    await using it = await loggedIn();
    const asked = [
      document(user('x'), { header: '' }),
      document(user('x'), { header: '<userId xmlns=""/>' }),
      document(user('x')).replace('"OCI"', '"XYZ"'),
    ];
    for (const message of asked) expect(await it.client.ask(message)).toContain('[Error 6004]');
    expect(await it.client.ask(document(user('x')))).toContain('SuccessResponse');
  });

  test('gets an error for a request that the release does not have', async () => {
    await using it = await loggedIn();
    const answer = await it.client.ask(document(command('UserFlyRequest') + user('x')));
    expect(answer).toMatch(/\[Error 6004\].*SuccessResponse/);
  });

  test('gets an error, without its words, where the platform itself fails', async () => {
    await using it = await loggedIn();
    it.sim.engine.answer = () => {
      throw new Error(`oops ${PASSWORD}`);
    };
    const answer = await it.client.ask(document(user('x')));
    expect(answer).toContain('[Error 9001]');
    expect(answer).not.toContain(PASSWORD);
  });
});

describe('a session over TCP', () => {
  test('does not exist before the login', async () => {
    await using sim = await simulate();
    using client = await RawClient.open(sim.simulator.tcp!);
    for (const request of [
      user('x'),
      REQUEST,
      command('LogoutRequest', '<userId>admin</userId>'),
    ]) {
      expect(await client.ask(document(request))).toContain('[Error 9020]');
    }
    expect(await client.ask(document(command('AvailabilityTestRequest')))).toContain('c:Success');
    expect(sim.engine.seen).toEqual([]);
  });

  test('belongs to its socket and to the id of the login', async () => {
    await using it = await loggedIn();
    expect(await it.client.ask(document(REQUEST))).toContain('c:SuccessResponse');
    expect(await it.client.ask(document(REQUEST, { sessionId: 's2' }))).toContain('[Error 9020]');
    using other = await RawClient.open(it.sim.simulator.tcp!);
    expect(await other.ask(document(REQUEST))).toContain('[Error 9020]');
    expect(await it.client.ask(document(REQUEST))).toContain('c:SuccessResponse');
  });

  test('can begin in the message of its first request', async () => {
    await using sim = await simulate();
    using client = await RawClient.open(sim.simulator.tcp!);
    const login = command(
      'LoginRequest22V5',
      `<userId>admin</userId><password>${PASSWORD}</password>`,
    );
    expect(await client.ask(document(login + user('x')))).toMatch(/LoginResponse22V5.*c:Success/);
  });

  test('ends with a logout, which is answered by the close of the connection', async () => {
    await using it = await loggedIn();
    it.client.write(document(command('LogoutRequest', '<userId>admin</userId>')));
    expect(await it.client.ended()).toBe('end');
    expect(it.client.bytes.toString().trim()).toBe('');
    expect(it.sim.simulator.metrics.read().openSessions).toBe(0);
  });

  test('ends with a logout that is answered, where that is configured', async () => {
    await using it = await loggedIn({ answerLogout: true });
    const logout = document(command('LogoutRequest', '<userId>admin</userId>'));
    expect(await it.client.ask(logout)).toContain('c:SuccessResponse');
    expect(await it.client.ended()).toBe('end');
  });

  test('is not ended by a logout of somebody else', async () => {
    await using it = await loggedIn();
    const logout = command('LogoutRequest', '<userId>alice@example.test</userId>');
    expect(await it.client.ask(document(logout))).toContain('[Error 9013]');
    expect(await it.client.ask(document(REQUEST))).toContain('c:SuccessResponse');
  });
});

describe('a message without a session', () => {
  const headers = {
    userId: '<userId xmlns="">alice@example.test</userId>',
    phoneNumber: '<phoneNumber xmlns="">+1-2405550101</phoneNumber>',
    linePort: '<linePort xmlns="">alice-line@example.test</linePort>',
    externalUserIdentity:
      '<externalUserIdentity xmlns=""><id>alice@example.test</id>' +
      '<organizationId>sp1</organizationId><role>User</role></externalUserIdentity>',
  };

  test('is taken from trusted addresses, and its identity comes back', async () => {
    await using sim = await simulate({ trustedAddresses: ['127.0.0.1'] });
    using client = await RawClient.open(sim.simulator.tcp!);
    for (const header of Object.values(headers)) {
      const answer = await client.ask(document(user('x'), { header }));
      expect(answer).toContain('c:SuccessResponse');
      expect(answer).toContain(header);
      expect(sim.engine.seen.at(-1)?.login.userId).toBe('alice@example.test');
    }
    const stranger = document(user('x'), { header: '<userId xmlns="">stranger</userId>' });
    expect(await client.ask(stranger)).toContain('[Error 9020]');
    const elsewhere = headers.externalUserIdentity.replace('sp1', 'sp2');
    expect(await client.ask(document(user('x'), { header: elsewhere }))).toContain('[Error 9020]');
  });

  test('is refused from other addresses', async () => {
    await using sim = await simulate({ trustedAddresses: ['10.0.0.0/8', '::1'] });
    using client = await RawClient.open(sim.simulator.tcp!);
    for (const header of Object.values(headers)) {
      expect(await client.ask(document(user('x'), { header }))).toContain('[Error 9020]');
    }
    expect(sim.engine.seen).toEqual([]);
  });
});
