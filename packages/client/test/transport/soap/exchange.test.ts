import { describe, expect, it } from 'vitest';
import { CallScope } from '../../../src/call/scope.js';
import { parseEndpoint } from '../../../src/transport/endpoint.js';
import { SoapTransport } from '../../../src/transport/soap/soap.js';
import { dialTcp } from '../../../src/transport/tcp.js';
import { UsageError } from '../../../src/transport/usage-error.js';
import { makeAuthority } from '../support/certificates.js';
import { ask, document, errorOf, message, open } from '../support/messages.js';
import { pause } from '../support/servers.js';
import { httpReply, serveRaw } from './support/raw-http.js';
import { reply, replyEnvelope, escape, serveSoap } from './support/soap-server.js';
import { soapChannel, soapTransport } from './support/transports.js';

const echo: Parameters<typeof serveSoap>[0] = (response, request) => {
  reply(response, request.document);
};

describe('an exchange', () => {
  it('is a POST to the path of the service, with the headers of SOAP 1.1', async () => {
    await using server = await serveSoap(echo);
    const channel = await soapChannel(server);
    expect(await ask(channel, '<a/>')).toBe(document('<a/>'));
    const [request] = server.requests;
    expect(request).toMatchObject({
      method: 'POST',
      path: '/webservice/services/ProvisioningService',
      document: document('<a/>'),
      headers: {
        host: `127.0.0.1:${String(server.port)}`,
        'content-type': 'text/xml; charset=utf-8',
        'content-length': String(Buffer.byteLength(request?.body ?? '')),
        soapaction: '""',
        'accept-encoding': 'identity',
        'user-agent': 'ocipkit',
      },
    });
    expect(request?.headers).not.toHaveProperty('cookie');
    expect(request?.headers).not.toHaveProperty('transfer-encoding');
  });

  it('uses the older form of the call if told to', async () => {
    await using server = await serveSoap(echo);
    const channel = await soapChannel(server, { argument: 'arg0' });
    expect(await ask(channel, '<a/>')).toBe(document('<a/>'));
    expect(server.requests[0]?.body).toContain('<arg0 xsi:type="xsd:string">');
  });

  it('names the program if told to', async () => {
    await using server = await serveSoap(echo);
    await ask(await soapChannel(server, { userAgent: 'night-run (ops@example.test)' }), '<a/>');
    expect(server.requests[0]?.headers['user-agent']).toBe('night-run (ops@example.test)');
  });

  it('carries every character there and back, as it is', async () => {
    await using server = await serveSoap(echo);
    const channel = await soapChannel(server);
    const text = '<a b="&quot;">ü € セールス ő 😀 &amp; ]]&gt; ]]> <![CDATA[<&]]></a>';
    expect(await ask(channel, text)).toBe(document(text));
    expect(server.requests[0]?.body).toContain('ü € セールス ő 😀');
  });

  it('works over one connection again and again', async () => {
    await using server = await serveSoap(echo);
    const channel = await soapChannel(server);
    for (let i = 0; i < 20; i++) {
      const content = `<n>${String(i)}</n>`;
      expect(await ask(channel, content)).toBe(document(content));
    }
    expect(server.requests).toHaveLength(20);
    expect(server.sockets).toHaveLength(1);
  });

  it('works if the front end closes after each answer', async () => {
    await using server = await serveSoap((response, request) => {
      reply(response, request.document, { Connection: 'close' });
    });
    const channel = await soapChannel(server);
    for (let i = 0; i < 3; i++) expect(await ask(channel, '<a/>')).toBe(document('<a/>'));
    expect(server.sockets).toHaveLength(3);
  });

  it('works after the front end has closed a connection that was not in use', async () => {
    await using server = await serveSoap(echo);
    const channel = await soapChannel(server);
    await ask(channel, '<a/>');
    server.sockets[0]?.destroy();
    await pause(50);
    expect(await ask(channel, '<a/>')).toBe(document('<a/>'));
  });

  it('does not reuse a connection that the front end is about to close', async () => {
    await using server = await serveSoap((response, request) => {
      reply(response, request.document, { 'Keep-Alive': 'timeout=1' });
    });
    const channel = await soapChannel(server);
    await ask(channel, '<a/>');
    await ask(channel, '<a/>');
    expect(server.sockets).toHaveLength(2);
  });

  it('keeps a connection for some seconds, so that the front end is not the first to close', async () => {
    await using server = await serveRaw((socket) => {
      socket.write(httpReply(replyEnvelope(escape(document('<a/>')))));
    });
    await ask(await soapChannel(server), '<a/>');
    await pause(1_000);
    expect(server.sockets[0]?.destroyed).toBe(false);
    await expect.poll(() => server.sockets[0]?.destroyed, { timeout: 10_000 }).toBe(true);
  });

  it('takes a large answer', async () => {
    const content = '<row>&amp;é</row>'.repeat(40_000);
    await using server = await serveSoap((response) => {
      reply(response, document(content));
    });
    expect(await ask(await soapChannel(server), '<a/>')).toBe(document(content));
  });

  it.each([
    ['UTF-8 by header', 'text/xml; charset=UTF-8', 'utf8', 'ISO-8859-1'],
    ['UTF-8 by declaration', 'text/xml', 'utf8', 'ISO-8859-1'],
    ['ISO-8859-1 by header', 'text/xml;charset=ISO-8859-1', 'latin1', 'UTF-8'],
  ] as const)(
    'decodes once, by the outer encoding: %s',
    async (_name, contentType, encoding, innerEncoding) => {
      const inner = document('<lastName>Müller</lastName>', innerEncoding);
      await using server = await serveSoap((response) => {
        response.writeHead(200, { 'Content-Type': contentType });
        response.end(Buffer.from(replyEnvelope(escape(inner)), encoding));
      });
      expect(await ask(await soapChannel(server), '<a/>')).toBe(inner);
    },
  );

  it('sets sent and the phases as it goes on', async () => {
    await using server = await serveSoap((response, request) => {
      setTimeout(() => reply(response, request.document), 50);
    });
    const channel = await soapChannel(server);
    using scope = new CallScope({ timeoutMs: 5_000 });
    const reply_ = channel.exchange(message('<a/>'), scope);
    expect([scope.phase, scope.sent]).toEqual(['connect', false]);
    await expect.poll(() => scope.phase, { interval: 1 }).toBe('receive');
    expect(scope.sent).toBe(true);
    await reply_;
  });

  it('is part of a login if the call is in one', async () => {
    await using server = await serveSoap((response) => {
      setTimeout(() => response.destroy(), 20);
    });
    const channel = await soapChannel(server);
    using scope = new CallScope({ timeoutMs: 5_000 });
    scope.phase = 'login';
    await errorOf(channel.exchange(message('<a/>'), scope));
    expect(scope.phase).toBe('login');
  });

  it('does not begin while another is under way on the channel, which goes on', async () => {
    await using server = await serveSoap((response, request) => {
      setTimeout(() => reply(response, request.document), 20);
    });
    const channel = await soapChannel(server);
    const first = ask(channel, '<n>1</n>');
    await expect(ask(channel, '<n>2</n>')).rejects.toBeInstanceOf(UsageError);
    expect(await first).toBe(document('<n>1</n>'));
    expect(await ask(channel, '<n>3</n>')).toBe(document('<n>3</n>'));
    expect(server.requests).toHaveLength(2);
  });
});

describe('over TLS', () => {
  const authority = makeAuthority();
  const identity = authority.issue();

  it('an exchange works, on a connection that is kept', async () => {
    await using server = await serveSoap(echo, identity);
    const transport = soapTransport(server, { ca: authority.cert });
    expect(transport.isSecure).toBe(true);
    const channel = await open(transport);
    for (let i = 0; i < 3; i++) expect(await ask(channel, '<a/>')).toBe(document('<a/>'));
    expect(server.sockets).toHaveLength(1);
  });

  it('a certificate of an unknown authority is refused before anything is sent', async () => {
    await using server = await serveSoap(echo, identity);
    const channel = await soapChannel(server);
    expect(await errorOf(ask(channel, '<a/>'))).toMatchObject({
      code: 'certificate-rejected',
      outcome: 'not-sent',
    });
    expect(server.requests).toHaveLength(0);
  });

  it('a front end that does not speak it is told apart', async () => {
    await using server = await serveSoap(echo);
    const endpoint = parseEndpoint(`https://127.0.0.1:${String(server.port)}`);
    expect(await errorOf(ask(await soapChannel({ endpoint }), '<a/>'))).toMatchObject({
      code: 'plain-port',
      outcome: 'not-sent',
    });
  });

  it('a front end that speaks nothing else ends a plain exchange', async () => {
    await using server = await serveSoap(echo, identity);
    const endpoint = parseEndpoint(`http://127.0.0.1:${String(server.port)}`);
    const error = await errorOf(ask(await soapChannel({ endpoint }), '<a/>'));
    expect(error).toMatchObject({ outcome: 'unknown', endpoint: endpoint.display });
  });
});

describe('a transport', () => {
  const endpoint = parseEndpoint('http://[2001:db8::1]:8080/x?wsdl');

  it('is named by its URL', () => {
    const transport = soapTransport({ endpoint });
    expect(transport).toMatchObject({ endpoint: 'http://[2001:db8::1]:8080/x', isSecure: false });
  });

  it.each(['tls://h', 'tcp://h'])('is not for %s', (url) => {
    const other = parseEndpoint(url);
    expect(() => new SoapTransport(other, dialTcp(other))).toThrow(UsageError);
  });

  it.each(['a\r\nEvil: 1', 'セ', ''])(
    'does not send %j as the name of the program',
    (userAgent) => {
      expect(() => soapTransport({ endpoint }, { userAgent })).toThrow(UsageError);
    },
  );

  it('lets go of its connections on close; channels that are open work on', async () => {
    await using server = await serveSoap((response, request) => {
      setTimeout(() => reply(response, request.document), 30);
    });
    const transport = soapTransport(server);
    const [idle, busy] = [await open(transport), await open(transport)];
    await Promise.all([ask(idle, '<a/>'), ask(busy, '<a/>')]);
    expect(server.sockets).toHaveLength(2);
    const underWay = ask(busy, '<b/>');
    await pause(10);
    transport.close();
    transport.close();
    expect(await underWay).toBe(document('<b/>'));
    expect(await ask(idle, '<c/>')).toBe(document('<c/>'));
    await expect.poll(() => server.sockets.every((socket) => socket.destroyed)).toBe(true);
    expect(server.sockets).toHaveLength(3);
  });
});
