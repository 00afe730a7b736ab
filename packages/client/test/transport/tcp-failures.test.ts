import { once } from 'node:events';
import type { LookupFunction, Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { AbortError, ConnectionError, ProtocolError, TimeoutError } from '../../src/errors.js';
import { parseEndpoint } from '../../src/transport/endpoint.js';
import { TcpTransport } from '../../src/transport/tcp.js';
import { channelTo, closed, lookupOf } from './support/channels.js';
import { ask, document, errorOf, open } from './support/messages.js';
import { blackHole, closedPort, echo, onMessage, pause, serveTcp } from './support/servers.js';

describe('no connection', () => {
  it('refused: says so, with the ports to check', async () => {
    const port = await closedPort();
    const transport = new TcpTransport(parseEndpoint(`tcp://127.0.0.1:${String(port)}`));
    const error = await errorOf(open(transport));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({
      code: 'connection-refused',
      outcome: 'not-sent',
      endpoint: `127.0.0.1:${String(port)}`,
      cause: { code: 'ECONNREFUSED' },
    });
    expect((error as Error).message).toMatch(/2208.*2209/);
  });

  it('refused at every address of the host', async () => {
    const port = await closedPort();
    const lookup = lookupOf({ address: '::1', family: 6 }, { address: '127.0.0.1', family: 4 });
    const endpoint = parseEndpoint(`tcp://as1.example.test:${String(port)}`);
    expect(await errorOf(open(new TcpTransport(endpoint, { lookup })))).toMatchObject({
      code: 'connection-refused',
      cause: expect.any(AggregateError),
    });
  });

  it('the next attempt is a fresh one', async () => {
    const port = await closedPort();
    const transport = new TcpTransport(parseEndpoint(`tcp://127.0.0.1:${String(port)}`));
    expect(await errorOf(open(transport))).toMatchObject({ code: 'connection-refused' });
    await using server = await serveTcp(echo, '127.0.0.1', port);
    const channel = await open(transport);
    expect(await ask(channel, 'x')).toBe(document('x'));
    expect(server.sockets).toHaveLength(1);
    channel.destroy();
  });

  it('a port that drops what is sent: ended by the time for connecting', async () => {
    await using hole = await blackHole();
    const endpoint = parseEndpoint(`tcp://127.0.0.1:${String(hole.port)}`);
    const error = await errorOf(open(new TcpTransport(endpoint, { connectTimeoutMs: 100 })));
    expect(error).toMatchObject({ code: 'connection-failed', outcome: 'not-sent' });
    expect((error as Error).message).toContain('firewall');
  });

  it.each(['ENOTFOUND', 'EAI_AGAIN'])('host unknown (%s)', async (code) => {
    const lookup: LookupFunction = (_host, _options, done) => {
      done(Object.assign(new Error('lookup failed'), { code }), '');
    };
    const transport = new TcpTransport(parseEndpoint('tcp://as1.invalid'), { lookup });
    expect(await errorOf(open(transport))).toMatchObject({
      code: 'host-unknown',
      outcome: 'not-sent',
      message: expect.stringContaining('as1.invalid'),
    });
  });

  describe('to a host that never answers', () => {
    const endpoint = parseEndpoint('tcp://as1.example.test');
    const lookup: LookupFunction = () => undefined;

    it('ends with the deadline of the call', async () => {
      const transport = new TcpTransport(endpoint, { lookup });
      const error = await errorOf(open(transport, { timeoutMs: 50 }));
      expect(error).toBeInstanceOf(TimeoutError);
      expect(error).toMatchObject({ phase: 'connect', outcome: 'not-sent' });
    });

    it('ends with the time for connecting, which is shorter', async () => {
      const transport = new TcpTransport(endpoint, { lookup, connectTimeoutMs: 50 });
      const error = await errorOf(open(transport));
      expect(error).toMatchObject({ code: 'connection-failed', outcome: 'not-sent' });
      expect((error as Error).message).toContain('within 50 ms');
    });

    it('ends when the caller gives up', async () => {
      const controller = new AbortController();
      const opening = open(new TcpTransport(endpoint, { lookup }), { signal: controller.signal });
      setTimeout(() => controller.abort(new Error('enough')), 20);
      const error = await errorOf(opening);
      expect(error).toBeInstanceOf(AbortError);
      expect(error).toMatchObject({
        phase: 'connect',
        outcome: 'not-sent',
        cause: { message: 'enough' },
      });
    });

    it('does not even begin when the caller has given up before', async () => {
      let looked = false;
      const transport = new TcpTransport(endpoint, { lookup: () => void (looked = true) });
      const error = await errorOf(open(transport, { signal: AbortSignal.abort() }));
      expect(error).toBeInstanceOf(AbortError);
      expect(looked).toBe(false);
    });
  });
});

describe('the other side ends the connection', () => {
  it('at once: its access list may be the reason', async () => {
    await using server = await serveTcp((socket) => void socket.end());
    const channel = await channelTo(server);
    await closed(channel);
    const error = await errorOf(ask(channel, 'x'));
    expect(error).toMatchObject({ code: 'access-denied', outcome: 'not-sent' });
    expect((error as Error).message).toContain('access list');
  });

  it.each([
    ['closed', (socket: Socket) => socket.end()],
    ['reset', (socket: Socket) => socket.resetAndDestroy()],
  ])('%s after the first request, without a byte: same, but nobody knows', async (_, end) => {
    await using server = await serveTcp(onMessage((_message, socket) => void end(socket)));
    expect(await errorOf(ask(await channelTo(server), 'x'))).toMatchObject({
      code: 'access-denied',
      outcome: 'unknown',
    });
  });

  it('without a byte, but not at once: the connection was lost', async () => {
    await using server = await serveTcp(
      onMessage((_message, socket) => void setTimeout(() => socket.end(), 2_200)),
    );
    expect(await errorOf(ask(await channelTo(server), 'x'))).toMatchObject({
      code: 'connection-lost',
      outcome: 'unknown',
    });
  });

  it('between two requests: the next is not sent', async () => {
    await using server = await serveTcp(echo);
    const channel = await channelTo(server);
    await ask(channel, 'x');
    server.sockets[0]!.end();
    await closed(channel);
    expect(await errorOf(ask(channel, 'y'))).toMatchObject({
      code: 'connection-lost',
      outcome: 'not-sent',
    });
  });

  it('reset between two requests: one error of ours, with the cause', async () => {
    await using server = await serveTcp(echo);
    const channel = await channelTo(server);
    await ask(channel, 'x');
    server.sockets[0]!.resetAndDestroy();
    await closed(channel);
    const error = await errorOf(ask(channel, 'y'));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ code: 'connection-lost', cause: { code: 'ECONNRESET' } });
  });

  it('reset while a request is still being written', async () => {
    await using server = await serveTcp((socket) => {
      let seen = 0;
      socket.on('data', (chunk: Buffer) => {
        seen += chunk.length;
        if (seen === chunk.length) socket.write(document('x'));
        else socket.resetAndDestroy();
      });
    });
    const channel = await channelTo(server);
    await ask(channel, 'x');
    const error = await errorOf(ask(channel, 'x'.repeat(20_000_000)));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ code: 'connection-lost', outcome: 'unknown' });
  });

  it('in the middle of a reply: names the bytes that came, and gives no result', async () => {
    const half = '<BroadsoftDocument><command>half';
    await using server = await serveTcp(onMessage((_message, socket) => void socket.end(half)));
    const channel = await channelTo(server);
    const error = await errorOf(ask(channel, 'x'));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ code: 'connection-lost', outcome: 'unknown' });
    expect((error as Error).message).toContain(`after ${String(half.length)} bytes`);
    expect(channel.isOpen).toBe(false);
  });
});

describe('something else speaks on the port', () => {
  it.each([
    ['HTTP', 'HTTP/1.1 400 Bad Request\r\n\r\n', 'https://'],
    ['a TLS alert', Buffer.of(0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46), 'tls://'],
    ['a TLS handshake', Buffer.of(0x16, 0x03, 0x03, 0x00), 'tls://'],
    ['the first byte of a TLS alert', Buffer.of(0x15), 'tls://'],
    ['SSH', 'SSH-2.0-OpenSSH_9\r\n', 'SSH'],
    ['plain text', '\r\nhello\r\n', 'no XML'],
    ['gzip', Buffer.of(0x1f, 0x8b, 0x08), 'no XML'],
  ])('%s: told at once, with a hint', async (_, answer, hint) => {
    await using server = await serveTcp(
      (socket) => void socket.once('data', () => socket.write(answer)),
    );
    const channel = await channelTo(server);
    const error = await errorOf(ask(channel, 'x'));
    expect(error).toBeInstanceOf(ProtocolError);
    expect(error).toMatchObject({ code: 'malformed-reply', outcome: 'unknown' });
    expect((error as Error).message).toContain(hint);
    expect(channel.isOpen).toBe(false);
  });
});

describe('the deadline of an exchange', () => {
  it('ends waiting for a silent peer', async () => {
    await using server = await serveTcp(onMessage(() => undefined));
    const channel = await channelTo(server);
    const gone = once(server.sockets[0]!, 'close');
    const error = await errorOf(ask(channel, 'x', { timeoutMs: 50 }));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ phase: 'receive', outcome: 'unknown' });
    await gone;
  });

  it('ends a reply that drips and would go on for ever', async () => {
    await using server = await serveTcp(
      onMessage((_message, socket) => {
        const timer = setInterval(() => socket.write('<'), 10);
        socket.on('close', () => clearInterval(timer));
      }),
    );
    const error = await errorOf(ask(await channelTo(server), 'x', { timeoutMs: 200 }));
    expect(error).toMatchObject({ code: 'timeout', phase: 'receive' });
  });

  it('ends sending to a peer that does not read', async () => {
    await using server = await serveTcp((socket) => void socket.pause());
    const channel = await channelTo(server);
    const error = await errorOf(ask(channel, 'x'.repeat(20_000_000), { timeoutMs: 200 }));
    expect(error).toMatchObject({ code: 'timeout', phase: 'send', outcome: 'unknown' });
    expect(channel.isOpen).toBe(false);
  });
});

describe('a caller who gives up', () => {
  it('before sending: nothing is sent and the connection stays usable', async () => {
    await using server = await serveTcp(echo);
    const channel = await channelTo(server);
    const error = await errorOf(ask(channel, 'x', { signal: AbortSignal.abort('why') }));
    expect(error).toBeInstanceOf(AbortError);
    expect(error).toMatchObject({ outcome: 'not-sent', cause: 'why' });
    expect(await ask(channel, 'y')).toBe(document('y'));
  });

  it('while waiting: the connection is destroyed', async () => {
    await using server = await serveTcp(onMessage(() => undefined));
    const channel = await channelTo(server);
    const controller = new AbortController();
    const asking = ask(channel, 'x', { signal: controller.signal });
    await pause(20);
    controller.abort();
    const error = await errorOf(asking);
    expect(error).toBeInstanceOf(AbortError);
    expect(error).toMatchObject({ phase: 'receive', outcome: 'unknown' });
    expect(channel.isOpen).toBe(false);
  });

  it('after the reply: nothing happens', async () => {
    await using server = await serveTcp(echo);
    const channel = await channelTo(server);
    const controller = new AbortController();
    await ask(channel, 'x', { signal: controller.signal });
    controller.abort();
    expect(channel.isOpen).toBe(true);
  });
});

describe('a reply that is too large', () => {
  it('ends the connection', async () => {
    await using server = await serveTcp(
      onMessage((_message, socket) => void socket.write(document('x'.repeat(2_000)))),
    );
    const channel = await channelTo(server, { maxMessageBytes: 1_000 });
    const error = await errorOf(ask(channel, 'x'));
    expect(error).toBeInstanceOf(ProtocolError);
    expect(error).toMatchObject({ code: 'reply-too-large', outcome: 'unknown' });
    expect((error as Error).message).toContain('1000 bytes');
    expect(channel.isOpen).toBe(false);
  });
});
