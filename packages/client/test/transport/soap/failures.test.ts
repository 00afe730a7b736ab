import type { ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseEndpoint } from '../../../src/transport/endpoint.js';
import { SoapTransport } from '../../../src/transport/soap/soap.js';
import { dialTcp } from '../../../src/transport/tcp.js';
import { ask, document, errorOf, open } from '../support/messages.js';
import { closedPort, pause } from '../support/servers.js';
import { httpReply, serveRaw } from './support/raw-http.js';
import {
  envelope,
  escape,
  fault,
  faultEnvelope,
  NOT_LOGGED_IN,
  reply,
  replyEnvelope,
  serveSoap,
} from './support/soap-server.js';
import { soapChannel } from './support/transports.js';

const OK = replyEnvelope(escape(document('<a/>')));
const PAGE = '<!DOCTYPE html><html><head><title>Apache Tomcat</title></head></html>';

/** The error of an exchange with a front end that answers like this; checks that it ends the channel. */
async function failure(
  answer: (response: ServerResponse) => void,
  options: Parameters<typeof soapChannel>[1] = {},
): Promise<unknown> {
  await using server = await serveSoap(answer);
  const channel = await soapChannel(server, options);
  const error = await errorOf(ask(channel, '<a/>'));
  expect(channel.isOpen).toBe(false);
  return error;
}

const html = (status: number, headers = {}): ((response: ServerResponse) => void) => {
  return (response) => {
    response.writeHead(status, { 'Content-Type': 'text/html', ...headers }).end(PAGE);
  };
};

describe('a fault', () => {
  it.each([500, 200])('is told with HTTP %i', async (status) => {
    const detail = '<string>The server is busy.</string>';
    const error = await failure((response) => {
      fault(response, faultEnvelope('SERVER_BUSY', detail), status);
    });
    expect(error).toMatchObject({
      name: 'SoapFaultError',
      code: 'soap-fault',
      outcome: 'unknown',
      fault: {
        code: 'soapenv:Server.generalException',
        text: 'SERVER_BUSY',
        actor: 'ProvisioningService',
        detail: 'The server is busy.',
      },
    });
  });

  it.each([500, 200])('of a lost session is told with HTTP %i', async (status) => {
    const error = await failure((response) => {
      fault(response, NOT_LOGGED_IN, status);
    });
    expect(error).toMatchObject({ code: 'soap-fault', outcome: 'rejected' });
  });
});

describe('an answer without an OCI-P message', () => {
  it.each<[string, (response: ServerResponse) => void, string]>([
    ['a web page', html(200), 'the body is a web page. It begins with: <!DOCTYPE html><html>'],
    [
      'nothing',
      (r) => r.end(),
      'no content type, and no OCI-P message: the body is empty. It begins with: no body',
    ],
    ['plain text', (r) => r.end('It works!'), 'not well-formed XML. It begins with: It works!'],
    ['another envelope', (r) => r.end(envelope('<x/>')), 'has no processOCIMessageReturn'],
    ['an empty return', (r) => r.end(replyEnvelope('')), 'processOCIMessageReturn is empty'],
    [
      'an entity bomb',
      (r) => r.end(`<!DOCTYPE a [<!ENTITY b "${'x'.repeat(500)}">]>${replyEnvelope('&b;&b;')}`),
      'the body has a DOCTYPE',
    ],
    [
      'bytes in another encoding than they say',
      (r) => {
        r.writeHead(200, { 'Content-Type': 'text/xml; charset=utf-8' });
        r.end(Buffer.from(replyEnvelope('ü'), 'latin1'));
      },
      'its bytes do not fit it',
    ],
  ])('is malformed: %s', async (_what, answer, message) => {
    const error = await failure(answer);
    expect(error).toMatchObject({
      name: 'ProtocolError',
      code: 'malformed-reply',
      outcome: 'unknown',
    });
    expect((error as Error).message).toContain('answered with HTTP 200');
    expect((error as Error).message).toContain(message);
  });

  it('brings a hint where it is a web page', async () => {
    expect(await failure(html(200))).toMatchObject({
      hint: 'Check host, port and path; the path is usually /webservice/services/ProvisioningService.',
    });
  });

  it('is quoted up to 200 characters', async () => {
    const error = await failure((response) => response.end(`<a>${'x'.repeat(10_000)}`));
    expect((error as Error).message).toMatch(/<a>x{197}…$/);
  });

  it.each([
    ['as the header says', { 'Content-Encoding': 'gzip' }],
    ['without a word', {}],
  ])('is not unpacked if it is compressed, %s', async (_how, headers) => {
    const error = await failure((response) => {
      response.writeHead(200, { 'Content-Type': 'text/xml', ...headers }).end(gzipSync(OK));
    });
    expect(error).toMatchObject({ code: 'malformed-reply', outcome: 'unknown' });
    expect((error as Error).message).toMatch(
      /: the body is compressed \(gzip\), which was not asked for\.$/,
    );
  });
});

describe('an HTTP status of failure', () => {
  it.each([
    [400, 'rejected', undefined],
    [401, 'rejected', 'asks for credentials of its own'],
    [403, 'rejected', 'check its access rules'],
    [404, 'rejected', '/webservice/services/ProvisioningService'],
    [408, 'unknown', undefined],
    [502, 'unknown', 'A gateway got no answer'],
    [503, 'unknown', 'down or overloaded'],
    [504, 'unknown', 'A gateway got no answer'],
    [500, 'unknown', undefined],
    [202, 'unknown', undefined],
  ])('%i is told with the outcome %s and the first bytes', async (status, outcome, hint) => {
    const error = await failure(html(status));
    expect(error).toMatchObject({ name: 'ProtocolError', code: 'http-error', outcome });
    expect(error).toMatchObject({
      hint: hint === undefined ? undefined : expect.stringContaining(hint),
    });
    expect((error as Error).message).toContain(
      `HTTP ${String(status)}: <!DOCTYPE html><html><head>`,
    );
  });

  it('counts even with a perfect answer inside', async () => {
    for (const status of [500, 502]) {
      const error = await failure((response) => {
        response.writeHead(status, { 'Content-Type': 'text/xml' }).end(OK);
      });
      expect(error).toMatchObject({ code: 'http-error', outcome: 'unknown' });
    }
  });

  it('is told without a body, with a compressed one, and with an endless one', async () => {
    const empty = await failure((response) => response.writeHead(503).end());
    expect((empty as Error).message).toContain('HTTP 503: no body. The provisioning service');
    const packed = await failure((response) => response.writeHead(404).end(gzipSync(PAGE)));
    expect((packed as Error).message).toContain('HTTP 404: a compressed body. Check');
    const endless = await failure((response) => {
      response.writeHead(502);
      for (let i = 0; i < 100; i++) response.write('x'.repeat(1_000));
    });
    expect((endless as Error).message).toMatch(/HTTP 502: x{200}…/);
  });
});

describe('a redirect', () => {
  it.each([
    [301, 'rejected'],
    [302, 'unknown'],
    [303, 'unknown'],
    [307, 'rejected'],
    [308, 'rejected'],
  ])(
    '%i is not followed; the host it names is told, and no more of it',
    async (status, outcome) => {
      await using other = await serveSoap((response, request) => reply(response, request.document));
      const target = `http://127.0.0.1:${String(other.port)}`;
      const error = await failure(html(status, { Location: `${target}/sso?token=Pl4nted` }));
      expect(error).toMatchObject({ code: 'http-error', outcome });
      expect((error as Error).message).toContain(
        `HTTP ${String(status)}, a redirect to ${target}: `,
      );
      expect(inspect(error)).not.toMatch(/Pl4nted|sso/);
      expect(other.requests).toHaveLength(0);
    },
  );

  it('is told if it names no other host, or none at all', async () => {
    const relative = await failure(html(302, { Location: '/login' }));
    expect((relative as Error).message).toMatch(/a redirect to http:\/\/127\.0\.0\.1:\d+: /);
    expect(((await failure(html(302))) as Error).message).toContain('HTTP 302, a redirect: ');
    const wrong = await failure(html(302, { Location: 'http://[' }));
    expect((wrong as Error).message).toContain('HTTP 302, a redirect: ');
  });
});

describe('an answer that is too large', () => {
  it('is not even begun if its header tells', async () => {
    const error = await failure(
      (response) => {
        response.setHeader('Content-Length', 50_001).flushHeaders();
      },
      { maxMessageBytes: 50_000 },
    );
    expect(error).toMatchObject({ code: 'reply-too-large', outcome: 'unknown' });
  });

  it('is not read to the end', async () => {
    const body = replyEnvelope(escape(document('x'.repeat(100_000))));
    const error = await failure((response) => void response.write(body), {
      maxMessageBytes: 50_000,
    });
    expect(error).toMatchObject({ code: 'reply-too-large', outcome: 'unknown' });
  });

  it('begins one byte beyond the limit', async () => {
    const answer = (response: ServerResponse): unknown => response.end(OK);
    await using server = await serveSoap(answer);
    const channel = await soapChannel(server, { maxMessageBytes: OK.length });
    expect(await ask(channel, '<a/>')).toBe(document('<a/>'));
    expect(await failure(answer, { maxMessageBytes: OK.length - 1 })).toMatchObject({
      code: 'reply-too-large',
    });
  });
});

describe('a connection', () => {
  it('that is refused leaves the request unsent, and the channel usable', async () => {
    const endpoint = parseEndpoint(`http://127.0.0.1:${String(await closedPort())}`);
    const channel = await soapChannel({ endpoint });
    expect(await errorOf(ask(channel, '<a/>'))).toMatchObject({
      code: 'connection-refused',
      outcome: 'not-sent',
    });
    expect(channel.isOpen).toBe(true);
  });

  it('to a host that is not known leaves the request unsent', async () => {
    const channel = await soapChannel(
      { endpoint: parseEndpoint('http://nowhere.invalid') },
      {
        lookup: (host, _options, callback) => {
          callback(Object.assign(new Error(host), { code: 'ENOTFOUND' }), '', 4);
        },
      },
    );
    expect(await errorOf(ask(channel, '<a/>'))).toMatchObject({
      code: 'host-unknown',
      outcome: 'not-sent',
    });
  });

  it('that is dead before it is used leaves the request unsent', async () => {
    await using server = await serveSoap(() => undefined);
    const dial = dialTcp(server.endpoint);
    const transport = new SoapTransport(server.endpoint, async (scope) =>
      (await dial(scope)).destroy(),
    );
    const channel = await open(transport);
    expect(await errorOf(ask(channel, '<a/>'))).toMatchObject({
      code: 'connection-lost',
      outcome: 'not-sent',
    });
    expect(channel.isOpen).toBe(true);
  });

  it('that ends without an answer leaves the outcome open', async () => {
    await using server = await serveRaw((socket) => socket.destroy());
    const channel = await soapChannel(server);
    expect(await errorOf(ask(channel, '<a/>'))).toMatchObject({
      name: 'ConnectionError',
      code: 'connection-lost',
      outcome: 'unknown',
    });
    expect(channel.isOpen).toBe(false);
  });

  it('that is reset without an answer after it has been kept leaves the outcome open', async () => {
    await using server = await serveRaw((socket, number) => {
      if (number === 1) socket.write(httpReply(OK));
      else socket.resetAndDestroy();
    });
    const channel = await soapChannel(server);
    await ask(channel, '<a/>');
    expect(await errorOf(ask(channel, '<a/>'))).toMatchObject({
      code: 'connection-lost',
      outcome: 'unknown',
    });
    expect(server.sockets).toHaveLength(1);
  });

  it.each([
    ['the headers', httpReply(OK).slice(0, 30)],
    ['the body', httpReply(OK).slice(0, -30)],
    ['a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n100\r\n<Envelope>'],
  ])('that ends in the middle of %s gives no result', async (_where, start) => {
    await using server = await serveRaw((socket) => socket.end(start));
    const error = await errorOf(ask(await soapChannel(server), '<a/>'));
    expect(error).toMatchObject({ code: 'connection-lost', outcome: 'unknown' });
  });

  it('tells how much of the body had come', async () => {
    await using server = await serveRaw((socket) =>
      socket.end(httpReply('x'.repeat(99)).slice(0, -9)),
    );
    const error = await errorOf(ask(await soapChannel(server), '<a/>'));
    expect((error as Error).message).toContain('after 90 bytes');
  });

  it('that ends where the body has no stated length is told by the XML', async () => {
    await using server = await serveRaw((socket) => {
      socket.end(`HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n${OK.slice(0, -30)}`);
    });
    expect(await errorOf(ask(await soapChannel(server), '<a/>'))).toMatchObject({
      code: 'malformed-reply',
      message: expect.stringContaining('the body ends before its document does'),
    });
  });

  it.each([
    ['OCI-P', document('<password>Pl4nted</password>'), undefined],
    ['TLS', Buffer.of(0x15, 3, 1, 0, 2, 2, 70), 'The port speaks TLS: use https://.'],
    [
      'a header that is none',
      'HTTP/1.1 200 OK\r\nSet-Cookie JSESSIONID Pl4nted\r\n\r\n',
      undefined,
    ],
  ])(
    'to something that speaks %s is told, and nothing of what it said',
    async (_what, bytes, hint) => {
      await using server = await serveRaw((socket) => void socket.write(bytes));
      const error = await errorOf(ask(await soapChannel(server), '<a/>'));
      expect(error).toMatchObject({
        code: 'malformed-reply',
        outcome: 'unknown',
        hint,
        cause: undefined,
      });
      expect((error as Error).message).toContain('is no HTTP');
      expect(inspect(error, { depth: 9 }) + JSON.stringify(error)).not.toMatch(/Pl4nted|506c/);
    },
  );

  it('of which the front end wants to make something else ends', async () => {
    await using server = await serveRaw((socket) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n');
    });
    expect(await errorOf(ask(await soapChannel(server), '<a/>'))).toMatchObject({
      outcome: 'unknown',
    });
  });
});

describe('the deadline', () => {
  it.each<[string, (response: ServerResponse) => void]>([
    ['a silent front end', () => undefined],
    ['headers without a body', (response) => response.flushHeaders()],
    [
      'a body that comes byte by byte',
      (response) => {
        const timer = setInterval(() => response.write(' '), 10);
        response.on('close', () => clearInterval(timer));
      },
    ],
    [
      'an error page that does not end',
      (response) => {
        response.writeHead(502).write('<html>');
      },
    ],
  ])('ends the wait for %s, and the connection', async (_what, answer) => {
    await using server = await serveSoap(answer);
    const channel = await soapChannel(server);
    expect(await errorOf(ask(channel, '<a/>', { timeoutMs: 150 }))).toMatchObject({
      name: 'TimeoutError',
      code: 'timeout',
      phase: 'receive',
      outcome: 'unknown',
    });
    expect(channel.isOpen).toBe(false);
    await expect.poll(() => server.sockets.every((socket) => socket.destroyed)).toBe(true);
  });

  it('does not let an answer that is late meet the next call', async () => {
    await using server = await serveSoap((response, request, number) => {
      setTimeout(() => reply(response, request.document), number === 1 ? 150 : 0);
    });
    const late = await soapChannel(server);
    await errorOf(ask(late, '<n>1</n>', { timeoutMs: 60 }));
    const next = await soapChannel(server);
    expect(await ask(next, '<n>2</n>')).toBe(document('<n>2</n>'));
    await pause(150);
    expect(await ask(next, '<n>3</n>')).toBe(document('<n>3</n>'));
  });
});
