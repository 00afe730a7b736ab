import type { Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { CallScope } from '../../src/call/scope.js';
import { ConnectionError, TimeoutError } from '../../src/errors.js';
import { parseEndpoint } from '../../src/transport/endpoint.js';
import { TcpTransport } from '../../src/transport/tcp.js';
import { UsageError } from '../../src/transport/usage-error.js';
import { channelTo, closed, lookupOf } from './support/channels.js';
import { ask, asText, document, errorOf, message, open, replies } from './support/messages.js';
import { echo, onMessage, pause, serveTcp, type TestServer } from './support/servers.js';

/** Containers often have no IPv6, not even for themselves. */
const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some((a) => a.address === '::1'),
);

/** Answers before it has read the request, and does something else a little later. */
function answerEarly(later: (socket: Socket) => void): (socket: Socket) => void {
  return (socket) => {
    socket.once('data', () => {
      socket.pause();
      socket.write(document('early'));
      setTimeout(() => later(socket), 100);
    });
  };
}

describe('an exchange', () => {
  it('brings the reply to the request, one after the other on one connection', async () => {
    await using server = await serveTcp(echo);
    const channel = await channelTo(server);
    for (const content of ['one', 'two', 'three']) {
      expect(await ask(channel, content)).toBe(document(content));
    }
    expect(server.sockets).toHaveLength(1);
    expect(channel.isOpen).toBe(true);
  });

  it('sends the bytes of the encoding and one line feed', async () => {
    let sent = Buffer.alloc(0);
    await using server = await serveTcp((socket) => {
      socket.on('data', (chunk: Buffer) => {
        sent = Buffer.concat([sent, chunk]);
        if (sent.at(-1) === 0x0a) socket.write(document('ok'));
      });
    });
    const channel = await channelTo(server);
    await ask(channel, 'é セ');
    expect(sent.toString('latin1')).toBe(`${document('é &#x30BB;')}\n`);
    sent = Buffer.alloc(0);
    using scope = new CallScope({ timeoutMs: 5_000 });
    const xml = `${document('é セ', 'UTF-8')}\n`;
    await channel.exchange({ xml, encoding: 'UTF-8' }, scope);
    expect(sent.toString('utf8')).toBe(xml);
  });

  it('is in the phase of sending, then of receiving, and knows that bytes have left', async () => {
    await using server = await serveTcp(echo);
    const channel = await channelTo(server);
    using scope = new CallScope({ timeoutMs: 5_000 });
    const reply = channel.exchange(message('x'), scope);
    expect(scope).toMatchObject({ phase: 'send', sent: true });
    await reply;
    expect(scope).toMatchObject({ phase: 'receive', sent: true });
  });

  it('stays in the phase of the login, if it is part of one', async () => {
    await using server = await serveTcp(echo);
    const channel = await channelTo(server);
    using scope = new CallScope({ timeoutMs: 5_000 });
    scope.phase = 'login';
    await channel.exchange(message('x'), scope);
    expect(scope.phase).toBe('login');
  });

  it('refuses a second one at the same time and does not disturb the first', async () => {
    await using server = await serveTcp(echo);
    const channel = await channelTo(server);
    const first = ask(channel, 'first');
    expect(await errorOf(ask(channel, 'second'))).toBeInstanceOf(UsageError);
    expect(await first).toBe(document('first'));
    expect(await ask(channel, 'third')).toBe(document('third'));
  });

  it('sends and receives megabytes', async () => {
    await using server = await serveTcp(echo);
    const content = 'x'.repeat(5_000_000);
    expect(await ask(await channelTo(server), content)).toBe(document(content));
  });

  it('waits until a slow reader has taken the whole request', async () => {
    await using server = await serveTcp((socket) => {
      echo(socket);
      socket.pause();
      setTimeout(() => socket.resume(), 200);
    });
    const channel = await channelTo(server);
    using scope = new CallScope({ timeoutMs: 10_000 });
    const content = 'x'.repeat(20_000_000);
    const reply = channel.exchange(message(content), scope);
    await pause(100);
    expect(scope.phase).toBe('send');
    expect(asText(await reply)).toHaveLength(document(content).length);
  });

  it.skipIf(!hasIpv6)('connects to IPv6 addresses', async () => {
    await using server = await serveTcp(echo, '::1');
    expect(await ask(await channelTo(server), 'x')).toBe(document('x'));
  });

  it('tries all addresses of a host', async () => {
    await using server = await serveTcp(echo);
    const endpoint = parseEndpoint(`tcp://as1.example.test:${String(server.port)}`);
    const lookup = lookupOf({ address: '::1', family: 6 }, { address: '127.0.0.1', family: 4 });
    const channel = await open(new TcpTransport(endpoint, { lookup }));
    expect(await ask(channel, 'x')).toBe(document('x'));
    channel.destroy();
  });

  it('cannot go on with a session of another connection', async () => {
    await using server = await serveTcp(echo);
    using scope = new CallScope({ timeoutMs: 5_000 });
    const transport = new TcpTransport(server.endpoint);
    expect(await errorOf(transport.open(scope, 'state'))).toBeInstanceOf(UsageError);
    expect(server.sockets).toHaveLength(0);
  });
});

describe('a reply arrives whole', () => {
  it.each(Object.values(replies))('byte by byte: $name', async ({ bytes }) => {
    await using server = await serveTcp(
      onMessage((_message, socket) => {
        void (async (): Promise<void> => {
          for (const byte of bytes) {
            socket.write(Buffer.of(byte));
            await new Promise(setImmediate);
          }
        })();
      }),
    );
    expect(await ask(await channelTo(server), 'x')).toBe(bytes.toString('latin1'));
  });

  it.each([replies.umlauts, replies.refusal])('cut at every offset: $name', async ({ bytes }) => {
    await using server = await serveTcp(
      onMessage((_message, socket, number) => {
        socket.write(bytes.subarray(0, number));
        setTimeout(() => socket.write(bytes.subarray(number)), 1);
      }),
    );
    const channel = await channelTo(server);
    for (let cut = 1; cut <= bytes.length; cut++) {
      expect(await ask(channel, 'x'), `cut at ${String(cut)}`).toBe(bytes.toString('latin1'));
    }
  });

  it('with pauses between the bytes, as long as the deadline lasts', async () => {
    const bytes = Buffer.from('<a></BroadsoftDocument>');
    await using server = await serveTcp(
      onMessage((_message, socket) => {
        bytes.forEach((byte, i) => void setTimeout(() => socket.write(Buffer.of(byte)), 20 * i));
      }),
    );
    expect(await ask(await channelTo(server), 'x')).toBe(bytes.toString());
  });

  it('before the other side has read the whole request, and waits for that', async () => {
    await using server = await serveTcp(answerEarly((socket) => socket.resume()));
    const channel = await channelTo(server);
    using scope = new CallScope({ timeoutMs: 10_000 });
    const reply = await channel.exchange(message('x'.repeat(20_000_000)), scope);
    expect(asText(reply)).toBe(document('early'));
    expect(scope.phase).toBe('receive');
    expect(channel.isOpen).toBe(true);
  });

  it('although the other side never reads the rest of the request', async () => {
    await using server = await serveTcp(answerEarly((socket) => socket.destroy()));
    const channel = await channelTo(server);
    expect(await ask(channel, 'x'.repeat(20_000_000))).toBe(document('early'));
    expect(channel.isOpen).toBe(false);
  });

  it('although the other side closes right behind it', async () => {
    await using server = await serveTcp(
      onMessage((_message, socket) => void socket.end(document('bye'))),
    );
    const channel = await channelTo(server);
    expect(await ask(channel, 'x')).toBe(document('bye'));
    await closed(channel);
    expect(channel.isOpen).toBe(false);
  });
});

describe('bytes that nobody asked for', () => {
  const unsolicited = (reply: string): Promise<TestServer> =>
    serveTcp(onMessage((_message, socket) => void socket.write(reply)));

  it.each([
    ['a second message', `${document('mine')}\n${document('LogoutRequest')}\n`],
    ['the beginning of one', `${document('mine')}\n<?xml`],
    ['anything else', `${document('mine')}\n-`],
  ])('behind the reply, %s: the reply counts, the connection is destroyed', async (_, reply) => {
    await using server = await unsolicited(reply);
    const channel = await channelTo(server);
    expect(await ask(channel, 'x')).toBe(document('mine'));
    expect(channel.isOpen).toBe(false);
    expect(await errorOf(ask(channel, 'y'))).toMatchObject({
      code: 'connection-lost',
      outcome: 'not-sent',
    });
  });

  it('white space behind the reply is nothing', async () => {
    await using server = await unsolicited(`${document('mine')}\r\n \n`);
    const channel = await channelTo(server);
    expect(await ask(channel, 'x')).toBe(document('mine'));
    expect(await ask(channel, 'y')).toBe(document('mine'));
  });

  it('between two requests: destroyed, and told why', async () => {
    await using server = await serveTcp(echo);
    const channel = await channelTo(server);
    await ask(channel, 'x');
    server.sockets[0]!.write(document('LogoutRequest'));
    await closed(channel);
    const error = await errorOf(ask(channel, 'y'));
    expect(error).toBeInstanceOf(ConnectionError);
    expect((error as Error).message).toContain('bytes came that no request had asked for');
  });

  it('before the first request: destroyed', async () => {
    await using server = await serveTcp((socket) => void socket.write('SSH-2.0-x\r\n'));
    const channel = await channelTo(server);
    await closed(channel);
    expect(channel.isOpen).toBe(false);
  });

  it('a late reply never answers the next request', async () => {
    await using server = await serveTcp(
      onMessage((received, socket) => void setTimeout(() => socket.write(received), 150)),
    );
    const channel = await channelTo(server);
    expect(await errorOf(ask(channel, 'first', { timeoutMs: 50 }))).toBeInstanceOf(TimeoutError);
    expect(channel.isOpen).toBe(false);
    expect(await errorOf(ask(channel, 'second'))).toMatchObject({
      code: 'connection-lost',
      outcome: 'not-sent',
    });
    const fresh = await channelTo(server);
    expect(await ask(fresh, 'third')).toBe(document('third'));
  });
});

describe('closing', () => {
  it('is told once, whoever closes, also to those who ask late', async () => {
    await using server = await serveTcp(echo);
    const channel = await channelTo(server);
    let told = 0;
    channel.onClose(() => void (told += 1));
    channel.destroy();
    channel.destroy();
    expect(told).toBe(1);
    await closed(channel);
    await pause(20);
    expect(told).toBe(1);
  });

  it('ends the exchange that is under way', async () => {
    await using server = await serveTcp(onMessage(() => undefined));
    const channel = await channelTo(server);
    const asking = ask(channel, 'x');
    await pause(20);
    channel.destroy();
    expect(await errorOf(asking)).toMatchObject({ code: 'connection-lost', outcome: 'unknown' });
  });

  it('of the transport leaves open channels alone', async () => {
    await using server = await serveTcp(echo);
    const transport = new TcpTransport(server.endpoint);
    const channel = await open(transport);
    transport.close();
    transport.close();
    expect(await ask(channel, 'x')).toBe(document('x'));
    channel.destroy();
  });
});
