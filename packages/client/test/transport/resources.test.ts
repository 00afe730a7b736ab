import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CallScope } from '../../src/call/scope.js';
import { parseEndpoint } from '../../src/transport/endpoint.js';
import { TcpTransport, type StreamOptions } from '../../src/transport/tcp.js';
import { TlsTransport } from '../../src/transport/tls.js';
import type { Channel } from '../../src/transport/transport.js';
import { makeAuthority } from './support/certificates.js';
import { document, message } from './support/messages.js';
import {
  blackHole,
  echo,
  onMessage,
  serveTcp,
  serveTls,
  type TestServer,
} from './support/servers.js';

const authority = makeAuthority();
const identity = authority.issue();
const { cert: ca } = authority;

/** What sockets leave open in this process and would keep it running. */
function openHandles(): string[] {
  return process
    .getActiveResourcesInfo()
    .filter((name) => /^(?:TCP(?:Socket|Connect)|TLS)/.test(name));
}

const SMALL = 'x';
/** More than the buffers of the kernel hold. */
const LARGE = 'x'.repeat(20_000_000);

describe.each(['deadline', 'abort'] as const)('a call that ends by its %s', (means) => {
  let timersLeft = 0;

  beforeEach(() => {
    timersLeft = 0;
    // Timers of the sources are counted; those of sockets are not these.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Runs the call until `isThere`, ends it, and looks at what it left. */
  async function endAt(
    isThere: (scope: CallScope) => boolean,
    call: (scope: CallScope) => Promise<unknown>,
    phase: string,
    server?: TestServer,
  ): Promise<void> {
    const before = openHandles();
    const controller = new AbortController();
    const scope = new CallScope({ timeoutMs: 5_000, signal: controller.signal });
    const outcome = call(scope).catch((error: unknown) => error);
    await until(() => isThere(scope));
    if (means === 'abort') controller.abort();
    else vi.advanceTimersByTime(5_000);
    const code = means === 'abort' ? 'aborted' : 'timeout';
    expect(await outcome).toMatchObject({ code, phase });
    expect(getEventListeners(scope.signal, 'abort')).toEqual([]);
    scope[Symbol.dispose]();
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
    expect(vi.getTimerCount()).toBe(timersLeft);
    // A server that did not read has not seen yet that the client is gone.
    for (const socket of server?.sockets ?? []) socket.resume();
    await until(() => openHandles().length <= before.length);
  }

  async function until(isSo: () => boolean): Promise<void> {
    for (let i = 0; !isSo(); i++) {
      if (i > 5_000) expect.fail('waited too long');
      await new Promise(setImmediate);
    }
  }

  const connecting = (transport: TcpTransport | TlsTransport) => (scope: CallScope) =>
    transport.open(scope);
  const exchanging =
    (server: TestServer, content: string, options: StreamOptions = {}) =>
    async (scope: CallScope): Promise<unknown> => {
      const channel =
        server.endpoint.scheme === 'tls'
          ? await new TlsTransport(server.endpoint, { ca, ...options }).open(scope)
          : await new TcpTransport(server.endpoint, options).open(scope);
      return channel.exchange(message(content), scope);
    };

  // Under TLS 1.3 the client begins to send before the server knows that it is connected.
  const isSendingTo =
    ({ sockets }: TestServer) =>
    ({ phase }: CallScope) =>
      phase === 'send' && sockets.length > 0;

  it('while the host is looked up', async () => {
    let isLooking = false;
    const lookup = (): void => void (isLooking = true);
    const endpoint = parseEndpoint('tcp://as1.example.test');
    const transport = new TcpTransport(endpoint, { lookup });
    await endAt(() => isLooking, connecting(transport), 'connect');
  });

  it('while the host does not answer', async () => {
    vi.useRealTimers();
    await using hole = await blackHole();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const transport = new TcpTransport(parseEndpoint(`tcp://127.0.0.1:${String(hole.port)}`));
    await endAt((scope) => scope.phase === 'connect', connecting(transport), 'connect');
  });

  it.each(['socks5', 'socks4', 'http'])(
    'while a proxy of the kind %s does not answer',
    async (kind) => {
      await using proxy = await serveTcp((socket) => void socket.resume());
      const url = `${kind}://127.0.0.1:${String(proxy.port)}`;
      const transport = new TcpTransport(parseEndpoint('tcp://as1'), { proxy: { url } });
      // The SOCKS library has a timer that cannot be cleared; it does not keep the process running.
      timersLeft = kind === 'http' ? 0 : 1;
      await endAt(() => proxy.sockets.length > 0, connecting(transport), 'connect');
    },
  );

  it('during the handshake', async () => {
    await using server = await serveTcp((socket) => void socket.resume());
    const transport = new TlsTransport({ ...server.endpoint, scheme: 'tls' });
    await endAt(() => server.sockets.length > 0, connecting(transport), 'connect');
  });

  it('while sending', async () => {
    await using server = await serveTcp((socket) => void socket.pause());
    await endAt(isSendingTo(server), exchanging(server, LARGE), 'send', server);
  });

  it('while sending over TLS', async () => {
    await using server = await serveTls(identity, (socket) => void socket.pause());
    await endAt(isSendingTo(server), exchanging(server, LARGE), 'send', server);
  });

  it('while waiting for the answer', async () => {
    await using server = await serveTcp(onMessage(() => undefined));
    await endAt(({ phase }) => phase === 'receive', exchanging(server, SMALL), 'receive');
  });

  it('while waiting for the answer over TLS', async () => {
    await using server = await serveTls(
      identity,
      onMessage(() => undefined),
    );
    await endAt(({ phase }) => phase === 'receive', exchanging(server, SMALL), 'receive');
  });

  it('in the middle of the answer', async () => {
    let isHalf = false;
    await using server = await serveTcp(
      onMessage((_message, socket) => socket.write('<Broad', () => (isHalf = true))),
    );
    await endAt(() => isHalf, exchanging(server, SMALL), 'receive');
  });
});

describe('an exchange leaves no listener behind', () => {
  it.each([
    ['an answer', document('x')],
    ['an answer and more', document('x') + document('y')],
    ['an answer that is too large', document('x'.repeat(2_000))],
    ['something else', 'HTTP/1.1 400\r\n'],
    ['nothing', ''],
  ])('after %s', async (_, answer) => {
    await using server = await serveTcp(
      onMessage((_message, socket) => {
        if (answer === '') socket.end();
        else socket.write(answer);
      }),
    );
    using scope = new CallScope({ timeoutMs: 5_000 });
    const channel = await new TcpTransport(server.endpoint, { maxMessageBytes: 1_000 }).open(scope);
    await channel.exchange(message('x'), scope).catch(() => undefined);
    expect(getEventListeners(scope.signal, 'abort')).toEqual([]);
    channel.destroy();
  });
});

describe.each([
  ['tcp', (): Promise<TestServer> => serveTcp(onMessage(() => undefined))],
  [
    'tls',
    (): Promise<TestServer> =>
      serveTls(
        identity,
        onMessage(() => undefined),
      ),
  ],
])('over %s', (scheme, serve) => {
  it('a channel keeps the process running during an exchange, and only then', async () => {
    await using server = await serve();
    using scope = new CallScope({ timeoutMs: 5_000 });
    const channel: Channel =
      scheme === 'tls'
        ? await new TlsTransport(server.endpoint, { ca }).open(scope)
        : await new TcpTransport(server.endpoint).open(scope);
    await expect.poll(() => server.sockets.length).toBe(1);
    // What is left then are the sockets of the server.
    const idle = openHandles().length;
    const reply = channel.exchange(message('x'), scope);
    expect(openHandles()).toHaveLength(idle + 1);
    await expect.poll(() => scope.phase).toBe('receive');
    server.sockets[0]!.write(document('x'));
    await reply;
    expect(openHandles()).toHaveLength(idle);
    expect(channel.isOpen).toBe(true);
    channel.destroy();
  });
});

describe('a thousand connections, opened and destroyed', () => {
  it('leave nothing open', async () => {
    await using server = await serveTcp(echo);
    const transport = new TcpTransport(server.endpoint);
    for (let round = 0; round < 20; round++) {
      const opened = Array.from({ length: 50 }, async () => {
        using scope = new CallScope({ timeoutMs: 10_000 });
        const channel = await transport.open(scope);
        await channel.exchange(message('x'), scope);
        channel.destroy();
      });
      await Promise.all(opened);
    }
    await expect.poll(openHandles).toEqual([]);
    expect(server.sockets).toHaveLength(1_000);
    expect(server.sockets.every((socket) => socket.destroyed)).toBe(true);
  });
});
