import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ConnectionError } from '../../src/errors.js';
import { parseEndpoint } from '../../src/transport/endpoint.js';
import type { ProxyOptions } from '../../src/transport/proxy.js';
import { TcpTransport } from '../../src/transport/tcp.js';
import { TlsTransport } from '../../src/transport/tls.js';
import { UsageError } from '../../src/transport/usage-error.js';
import { makeAuthority } from './support/certificates.js';
import { ask, document, errorOf, open } from './support/messages.js';
import { serveHttpProxy, serveSocks4, serveSocks5, type TestProxy } from './support/proxies.js';
import { closedPort, echo, serveTcp, serveTls } from './support/servers.js';

const authority = makeAuthority();
const identity = authority.issue({ hosts: ['as1.example.test'] });
const SECRET = 'Xy7-secret';

const kinds = [
  { scheme: 'socks5', serve: serveSocks5 },
  { scheme: 'socks4', serve: serveSocks4 },
  { scheme: 'http', serve: serveHttpProxy },
];

function via(proxy: Pick<TestProxy, 'port'>, scheme: string, login: object = {}): ProxyOptions {
  return { url: `${scheme}://127.0.0.1:${String(proxy.port)}`, ...login };
}

/** Every way in which an error may come to be seen. */
function seen(error: unknown): string {
  return inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error) + String(error);
}

describe.each(kinds)('through a proxy of the kind $scheme', ({ scheme, serve }) => {
  it('messages go to the platform, whose name the proxy resolves', async () => {
    await using platform = await serveTcp(echo);
    await using proxy = await serve({ leadsTo: platform.port });
    const endpoint = parseEndpoint('tcp://as1.example.test');
    const transport = new TcpTransport(endpoint, { proxy: via(proxy, scheme) });
    const channel = await open(transport);
    onTestFinished(() => channel.destroy());
    const content = 'x'.repeat(500_000);
    expect(await ask(channel, content)).toBe(document(content));
    expect(await ask(channel, 'again')).toBe(document('again'));
    expect(proxy.targets).toEqual(['as1.example.test:2208']);
  });

  it('TLS goes to the platform, and its certificate is checked', async () => {
    await using platform = await serveTls(identity, echo);
    await using proxy = await serve({ leadsTo: platform.port });
    const options = { proxy: via(proxy, scheme), ca: authority.cert };
    const channel = await open(new TlsTransport(parseEndpoint('as1.example.test'), options));
    onTestFinished(() => channel.destroy());
    expect(await ask(channel, 'x')).toBe(document('x'));
    const other = new TlsTransport(parseEndpoint('as2.example.test'), options);
    expect(await errorOf(open(other))).toMatchObject({ code: 'certificate-rejected' });
    expect(proxy.targets).toEqual(['as1.example.test:2209', 'as2.example.test:2209']);
  });

  it('an address of the platform is passed on', async () => {
    await using platform = await serveTcp(echo);
    await using proxy = await serve({ leadsTo: platform.port });
    const endpoint = parseEndpoint('tcp://192.0.2.7:99');
    const channel = await open(new TcpTransport(endpoint, { proxy: via(proxy, scheme) }));
    onTestFinished(() => channel.destroy());
    expect(await ask(channel, 'x')).toBe(document('x'));
    expect(proxy.targets).toEqual(['192.0.2.7:99']);
  });

  it('that cannot be reached: says that it is the proxy', async () => {
    const port = await closedPort();
    const endpoint = parseEndpoint('as1.example.test');
    const error = await errorOf(open(new TlsTransport(endpoint, { proxy: via({ port }, scheme) })));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({
      code: 'proxy-failed',
      outcome: 'not-sent',
      cause: { code: 'ECONNREFUSED' },
      message: expect.stringContaining(`${scheme}://127.0.0.1:${String(port)}`),
    });
  });

  it.each([
    ['speaks something else', 'SSH-2.0-OpenSSH_9\r\n\r\n'],
    ['hangs up', ''],
  ])('that %s', async (_, answer) => {
    await using proxy = await serveTcp(
      (socket) => void socket.once('data', () => socket.end(answer)),
    );
    const endpoint = parseEndpoint('as1.example.test');
    const login = scheme === 'socks4' ? {} : { username: 'u', password: SECRET };
    const transport = new TlsTransport(endpoint, { proxy: via(proxy, scheme, login) });
    const error = await errorOf(open(transport));
    expect(error).toMatchObject({ code: 'proxy-failed', outcome: 'not-sent' });
    expect(seen(error)).not.toContain(SECRET);
  });

  it('that never answers: ended by the time for connecting, or by the caller', async () => {
    await using proxy = await serveTcp((socket) => void socket.resume());
    const endpoint = parseEndpoint('as1.example.test');
    const transport = new TlsTransport(endpoint, {
      proxy: via(proxy, scheme),
      connectTimeoutMs: 100,
    });
    const error = await errorOf(open(transport));
    expect(error).toMatchObject({ code: 'connection-failed', outcome: 'not-sent' });
    expect((error as Error).message).toContain('the proxy does not answer');
    const late = await errorOf(open(transport, { timeoutMs: 50 }));
    expect(late).toMatchObject({ code: 'timeout', phase: 'connect', outcome: 'not-sent' });
    await expect.poll(() => proxy.sockets.map((s) => s.readyState)).toEqual(['closed', 'closed']);
  });
});

describe.each(kinds.filter((k) => k.scheme !== 'socks4'))(
  'login at $scheme',
  ({ scheme, serve }) => {
    const endpoint = parseEndpoint('tcp://as1.example.test');

    it('is sent', async () => {
      await using platform = await serveTcp(echo);
      await using proxy = await serve({ leadsTo: platform.port, login: `ü:${SECRET}` });
      const login = { username: 'ü', password: SECRET };
      const transport = new TcpTransport(endpoint, { proxy: via(proxy, scheme, login) });
      const channel = await open(transport);
      onTestFinished(() => channel.destroy());
      expect(await ask(channel, 'x')).toBe(document('x'));
      expect(proxy.logins).toEqual([`ü:${SECRET}`]);
      expect(seen(transport)).not.toContain(SECRET);
      expect(seen(channel)).not.toContain(SECRET);
    });

    it('that is refused says so, and does not show it', async () => {
      await using proxy = await serve({ leadsTo: 1, login: 'alice:right' });
      const login = { username: 'alice', password: SECRET };
      const error = await errorOf(
        open(new TcpTransport(endpoint, { proxy: via(proxy, scheme, login) })),
      );
      expect(error).toMatchObject({ code: 'proxy-failed', outcome: 'not-sent' });
      expect((error as Error).message).toContain('Check the options username and password');
      expect(seen(error)).not.toContain(SECRET);
      expect(seen(error)).not.toContain(Buffer.from(`alice:${SECRET}`).toString('base64'));
    });
  },
);

describe('a proxy that refuses the platform', () => {
  const endpoint = parseEndpoint('tcp://as1.example.test');

  it('of the kind socks5', async () => {
    await using proxy = await serveSocks5({ leadsTo: 1, reply: 5 });
    const error = await errorOf(open(new TcpTransport(endpoint, { proxy: via(proxy, 'socks5') })));
    expect(error).toMatchObject({ code: 'proxy-failed' });
    expect((error as Error).message).toMatch(/as1\.example\.test:2208.*ConnectionRefused/);
  });

  it('of the kind socks4', async () => {
    await using proxy = await serveSocks4({ leadsTo: 1, reply: 0x5b });
    const error = await errorOf(open(new TcpTransport(endpoint, { proxy: via(proxy, 'socks4') })));
    expect(error).toMatchObject({ code: 'proxy-failed' });
  });

  it.each([
    [403, 'does not allow'],
    [405, 'CONNECT'],
    [502, 'cannot reach'],
  ])('of the kind http, with %d', async (status, hint) => {
    await using proxy = await serveHttpProxy({ leadsTo: 1, status });
    const error = await errorOf(open(new TcpTransport(endpoint, { proxy: via(proxy, 'http') })));
    expect(error).toMatchObject({ code: 'proxy-failed', hint: expect.stringContaining(hint) });
    expect((error as Error).message).toContain(`HTTP ${String(status)}`);
  });

  it('or sends more than its answer', async () => {
    await using platform = await serveTcp(echo);
    await using proxy = await serveHttpProxy({ leadsTo: platform.port, extra: 'more' });
    const error = await errorOf(open(new TcpTransport(endpoint, { proxy: via(proxy, 'http') })));
    expect(error).toMatchObject({ code: 'proxy-failed' });
  });
});

describe('a proxy that cannot be read', () => {
  const make = (proxy: ProxyOptions) => (): unknown =>
    new TcpTransport(parseEndpoint('tcp://as1'), { proxy });

  it.each([
    [{ url: 'ftp://proxy' }, 'none of socks5, socks4 and http'],
    [{ url: 'proxy:3128' }, 'none of socks5, socks4 and http'],
    [{ url: 'constructor://proxy' }, 'none of socks5, socks4 and http'],
    [{ url: `http://alice:${SECRET}@proxy` }, 'options of their own'],
    [{ url: 'http://proxy/path' }, 'Nothing may follow'],
    [{ url: 'socks5://' }, 'no host'],
    [{ url: 'socks4://proxy', username: 'a', password: SECRET }, 'SOCKS 4 knows no passwords'],
    [{ url: 'http://proxy', username: 'a:b', password: SECRET }, 'colon'],
    [{ url: 'socks5://proxy', username: 'a', password: SECRET.repeat(30) }, '255 bytes'],
  ])('%j is refused with the forms expected', (proxy, why) => {
    expect(make(proxy)).toThrow(UsageError);
    expect(make(proxy)).toThrow(why);
    expect(make(proxy)).toThrow('Expected socks5://host[:port]');
    expect(make(proxy)).not.toThrow(SECRET);
  });

  it('is told from one that can', () => {
    for (const url of ['socks://p', 'socks5h://p', 'socks4a://p:1', 'http://[::1]:3128/']) {
      expect(make({ url })).not.toThrow();
    }
  });
});
