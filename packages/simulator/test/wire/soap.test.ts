import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from '@ocipkit/client';
import { readTree, SuccessResponse } from '@ocipkit/core';
import { UserGetRequest23V2 } from '@ocipkit/commands/user';
import { describe, expect, test } from 'vitest';
import { PASSWORD } from './support/fake-engine.js';
import { command, document, REQUEST } from './support/raw-client.js';
import { simulate, type Simulated } from './support/simulate.js';

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

async function send(
  url: string,
  body: string | Uint8Array | undefined,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const sent = { 'Content-Type': 'text/xml; charset=utf-8', ...headers };
    const request = httpRequest(url, { method, headers: sent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
      });
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

const escaped = (xml: string): string => xml.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const envelope = (call: string): string =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${call}</s:Body></s:Envelope>`;

const byWsdl = (xml: string): string =>
  envelope(
    `<processOCIMessage xmlns="urn:com:broadsoft:webservice"><in0>${escaped(xml)}</in0></processOCIMessage>`,
  );

const login = (sessionId = 's1'): string =>
  document(command('LoginRequest22V5', `<userId>admin</userId><password>${PASSWORD}</password>`), {
    sessionId,
  });

const user = (userId: string): string =>
  document(command('UserGetRequest23V2', `<userId>${userId}</userId>`));

async function logIn({ simulator }: Simulated): Promise<string> {
  const { headers } = await send(simulator.soap!.url, byWsdl(login()));
  return headers['set-cookie']![0]!.split(';')[0]!;
}

/** The document in an answer. */
function documentIn({ body }: Reply): string {
  const [content] = readTree(body).children[0]!.children;
  expect(content!.name).toBe('processOCIMessageResponse');
  return content!.children[0]!.text;
}

describe('the SOAP front end', () => {
  test('answers in the shape that servers have', async () => {
    await using sim = await simulate({ soap: 0 });
    expect(sim.simulator.tcp).toBeUndefined();
    const reply = await send(sim.simulator.soap!.url, byWsdl(login()));
    expect(reply.status).toBe(200);
    expect(reply.headers['content-type']).toBe('text/xml; charset=utf-8');
    expect(reply.headers['set-cookie']).toEqual([
      expect.stringMatching(/^JSESSIONID=[0-9A-F]{32}; Path=\/webservice; HttpOnly$/),
    ]);
    expect(reply.body).toMatch(
      /<processOCIMessageResponse xmlns=""><(\w+):processOCIMessageReturn xmlns:\1="urn:com:broadsoft:webservice">&lt;\?xml/,
    );
    expect(documentIn(reply)).toMatch(/^<\?xml version="1.0" encoding="ISO-8859-1"\?>\n/);
    expect(documentIn(reply)).toContain('LoginResponse22V5');
  });

  test('reads every form of the call', async () => {
    await using sim = await simulate({ soap: 0 });
    const cookie = await logIn(sim);
    const xml = user('Zoë セ');
    const forms: readonly (readonly [string | Uint8Array, string])[] = [
      [byWsdl(xml), 'text/xml; charset=utf-8'],
      [
        envelope(
          `<ns:processOCIMessage xmlns:ns="urn:com:broadsoft:webservice" s:encodingStyle="x">` +
            `<arg0 xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:type="string">${escaped(xml)}</arg0></ns:processOCIMessage>`,
        ),
        'text/xml;charset="UTF-8"',
      ],
      [
        envelope(`<processOCIMessage><arg0><![CDATA[\n  ${xml}  ]]></arg0></processOCIMessage>`),
        'text/xml; charset=utf-8',
      ],
      [`\n<?xml version="1.0" encoding="UTF-8"?>${byWsdl(xml)}`, 'text/xml'],
      [
        Buffer.from(byWsdl(xml.replace('セ', '&#x30BB;')), 'latin1'),
        'text/xml; charset=ISO-8859-1',
      ],
      [
        Buffer.from(
          `<?xml version="1.0" encoding="ISO-8859-1"?>${byWsdl(xml.replace('セ', '&#x30BB;'))}`,
          'latin1',
        ),
        'text/xml',
      ],
      [Buffer.from(`\uFEFF${byWsdl(xml)}`, 'utf16le'), 'text/xml'],
      [
        byWsdl(
          xml
            .replace(
              '<BroadsoftDocument protocol="OCI" xmlns="C"',
              '<o:BroadsoftDocument protocol="OCI" xmlns:o="C"',
            )
            .replace('</BroadsoftDocument>', '</o:BroadsoftDocument>'),
        ),
        'text/xml; charset=utf-8',
      ],
    ];
    for (const [body, type] of forms) {
      const reply = await send(sim.simulator.soap!.url, body, {
        Cookie: cookie,
        'Content-Type': type,
      });
      expect(documentIn(reply)).toContain('c:SuccessResponse');
      const seen = sim.engine.seen.at(-1)?.command as UserGetRequest23V2;
      expect(seen.userId).toBe('Zoë セ');
    }
    expect(sim.engine.seen).toHaveLength(forms.length);
  });

  test('knows a session by its cookie and its id together', async () => {
    await using sim = await simulate({ soap: 0 });
    const { url } = sim.simulator.soap!;
    const cookie = await logIn(sim);
    const ask = async (headers: Record<string, string>, sessionId = 's1'): Promise<Reply> =>
      send(url, byWsdl(document(REQUEST, { sessionId })), headers);
    expect(documentIn(await ask({ Cookie: `a=b; ${cookie}; c=d` }))).toContain('c:SuccessResponse');
    for (const reply of [
      await ask({}),
      await ask({ Cookie: cookie }, 's2'),
      await ask({ Cookie: 'JSESSIONID=0' }),
    ]) {
      expect(reply.status).toBe(500);
      expect(reply.headers['set-cookie']).toBeUndefined();
      expect(reply.body).toMatch(
        /<faultcode>soapenv:Server.generalException<\/faultcode><faultstring>INVALID_REQUEST<\/faultstring><faultactor>ProvisioningService<\/faultactor>/,
      );
    }
    expect(documentIn(await ask({ Cookie: cookie }))).toContain('c:SuccessResponse');
  });

  test('forgets a session that is not used', async () => {
    await using sim = await simulate({ soap: 0, soapSessionMs: 50 });
    const cookie = await logIn(sim);
    await new Promise((resolve) => setTimeout(resolve, 80));
    const reply = await send(sim.simulator.soap!.url, byWsdl(document(REQUEST)), {
      Cookie: cookie,
    });
    expect(reply.body).toContain('INVALID_REQUEST');
    expect(sim.simulator.metrics.read().openSessions).toBe(0);
  });

  test('answers a logout, and forgets the session', async () => {
    await using sim = await simulate({ soap: 0 });
    const cookie = await logIn(sim);
    const logout = byWsdl(document(command('LogoutRequest', '<userId>admin</userId>')));
    const first = await send(sim.simulator.soap!.url, logout, { Cookie: cookie });
    expect(documentIn(first)).toContain('c:SuccessResponse');
    const second = await send(sim.simulator.soap!.url, logout, { Cookie: cookie });
    expect(second.body).toContain('INVALID_REQUEST');
  });

  test('refuses a message that is not well-formed in its answer, not by a fault', async () => {
    await using sim = await simulate({ soap: 0 });
    const reply = await send(sim.simulator.soap!.url, byWsdl('<BroadsoftDocument>'));
    expect(reply.status).toBe(200);
    expect(documentIn(reply)).toContain('[Error 6004]');
  });

  test('answers by a fault what is no call', async () => {
    await using sim = await simulate({ soap: 0 });
    const calls = [
      '',
      'no xml',
      '<a/>',
      envelope(''),
      envelope('<other/>'),
      envelope('<processOCIMessage/>'),
      byWsdl('x').slice(0, -5),
    ];
    for (const call of calls) {
      const reply = await send(sim.simulator.soap!.url, call);
      expect(reply.status).toBe(500);
      expect(reply.body).toContain('<faultcode>soapenv:Client</faultcode>');
    }
    const unknown = { 'Content-Type': 'text/xml; charset=klingon' };
    expect((await send(sim.simulator.soap!.url, byWsdl('x'), unknown)).status).toBe(500);
  });

  test('describes itself, and knows no other path', async () => {
    await using sim = await simulate({ soap: 0 });
    const { url, port } = sim.simulator.soap!;
    const { status, body } = await send(`${url}?wsdl`, undefined);
    expect(status).toBe(200);
    expect(readTree(body).name).toBe('definitions');
    expect(body).toContain(`<soap:address location="${url}"/>`);
    expect((await send(url, undefined)).status).toBe(405);
    expect((await send(`http://127.0.0.1:${String(port)}/`, 'x')).status).toBe(404);
  });

  test('takes no body above the limit', async () => {
    await using sim = await simulate({ soap: 0, maxMessageBytes: 3000 });
    const reply = await send(sim.simulator.soap!.url, 'x'.repeat(4000));
    expect(reply.status).toBe(413);
    expect((await send(sim.simulator.soap!.url, byWsdl(login()))).status).toBe(200);
  });

  test('keeps characters of any script in both directions', async () => {
    await using sim = await simulate({ soap: 0 });
    sim.engine.answer = () => new SuccessResponse();
    await using client = await connect({
      url: sim.simulator.soap!.url,
      username: 'admin',
      password: PASSWORD,
      soap: { argument: 'arg0' },
    });
    await client.send(new UserGetRequest23V2({ userId: 'Zoë セ 😀' })).catch(() => undefined);
    expect((sim.engine.seen[0]?.command as UserGetRequest23V2).userId).toBe('Zoë セ 😀');
  });
});
