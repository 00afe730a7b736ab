import type { Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ConnectionError } from '../../src/errors.js';
import { parseEndpoint } from '../../src/transport/endpoint.js';
import { TcpTransport } from '../../src/transport/tcp.js';
import { TlsTransport, type TlsOptions } from '../../src/transport/tls.js';
import type { Channel } from '../../src/transport/transport.js';
import { UsageError } from '../../src/transport/usage-error.js';
import { makeAuthority, makeSelfSigned, toPfx } from './support/certificates.js';
import { ask, document, errorOf, open } from './support/messages.js';
import { echo, onMessage, serveTcp, serveTls, type TestServer } from './support/servers.js';

const authority = makeAuthority();
const stranger = makeAuthority('Another Authority');
const server = authority.issue();
const { cert: ca } = authority;

async function channelTo({ endpoint }: TestServer, options: TlsOptions): Promise<Channel> {
  const channel = await open(new TlsTransport(endpoint, options));
  onTestFinished(() => channel.destroy());
  return channel;
}

function failureAt({ endpoint }: TestServer, options: TlsOptions): Promise<unknown> {
  return errorOf(open(new TlsTransport(endpoint, options)));
}

describe('a platform whose certificate can be verified', () => {
  it('is talked to', async () => {
    await using platform = await serveTls(server, echo);
    const channel = await channelTo(platform, { ca });
    const content = 'x'.repeat(1_000_000);
    expect(await ask(channel, content)).toBe(document(content));
    expect(await ask(channel, 'again')).toBe(document('again'));
  });

  it('may be vouched for by one of several authorities', async () => {
    await using platform = await serveTls(server, echo);
    const channel = await channelTo(platform, { ca: [stranger.cert, ca] });
    expect(await ask(channel, 'x')).toBe(document('x'));
  });

  it('may be signed by itself, if that certificate is given', async () => {
    const own = makeSelfSigned();
    await using platform = await serveTls(own, echo);
    expect(await ask(await channelTo(platform, { ca: own.cert }), 'x')).toBe(document('x'));
  });

  it('is asked for by its name, but not by an address', async () => {
    await using platform = await serveTls(server, (socket) => {
      echo(socket);
      names.push((socket as unknown as { servername: unknown }).servername);
    });
    const names: unknown[] = [];
    const { port } = platform;
    const byName = parseEndpoint(`tls://localhost:${String(port)}`);
    const lookup = (_h: string, _o: object, done: (e: null, a: never) => void): void => {
      done(null, [{ address: '127.0.0.1', family: 4 }] as never);
    };
    for (const [endpoint, servername] of [
      [byName, undefined],
      [platform.endpoint, undefined],
      [platform.endpoint, 'localhost'],
      [byName, '127.0.0.1'],
    ] as const) {
      const channel = await open(new TlsTransport(endpoint, { ca, lookup, servername }));
      expect(await ask(channel, 'x')).toBe(document('x'));
      channel.destroy();
    }
    expect(names).toEqual(['localhost', false, 'localhost', false]);
  });
});

describe('a certificate that is not accepted', () => {
  it.each([
    ['expired', 'CERT_HAS_EXPIRED', authority.issue({ validFrom: -9, validTo: -2 }), 'clock'],
    ['not yet valid', 'CERT_NOT_YET_VALID', authority.issue({ validFrom: 2, validTo: 9 }), 'clock'],
    [
      'for other names',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      authority.issue({ hosts: ['as2.example.test'] }),
      'servername',
    ],
    [
      'for a name, when the platform is reached by its address',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      authority.issue({ hosts: ['localhost'] }),
      'servername',
    ],
    ['from an unknown authority', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', stranger.issue(), 'option ca'],
    ['signed by itself', 'DEPTH_ZERO_SELF_SIGNED_CERT', makeSelfSigned(), 'option ca'],
  ])('%s', async (_, code, identity, hint) => {
    await using platform = await serveTls(identity, echo);
    const error = await failureAt(platform, { ca });
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({
      code: 'certificate-rejected',
      outcome: 'not-sent',
      endpoint: platform.endpoint.display,
      cause: { code },
      hint: expect.stringContaining(hint),
    });
    expect((error as Error).message).toContain(code);
  });

  it('from an unknown authority that sends itself along', async () => {
    const { cert, key } = stranger.issue();
    await using platform = await serveTls({ key, cert: cert + stranger.cert }, echo);
    expect(await failureAt(platform, { ca })).toMatchObject({
      code: 'certificate-rejected',
      cause: { code: 'SELF_SIGNED_CERT_IN_CHAIN' },
    });
  });

  it('from a private authority that nobody told of', async () => {
    await using platform = await serveTls(server, echo);
    expect(await failureAt(platform, {})).toMatchObject({ code: 'certificate-rejected' });
  });

  it('for other names than the one given', async () => {
    await using platform = await serveTls(server, echo);
    const error = await failureAt(platform, { ca, servername: 'as2.example.test' });
    expect(error).toMatchObject({ code: 'certificate-rejected' });
    expect((error as Error).message).toContain('as2.example.test');
  });

  it('is taken on loud demand, and the connection is TLS all the same', async () => {
    await using platform = await serveTls(makeSelfSigned({ hosts: ['other'] }), echo);
    const channel = await channelTo(platform, { dangerouslyAcceptAnyCertificate: true });
    expect(await ask(channel, 'x')).toBe(document('x'));
  });

  it('taking any certificate never falls back to plain TCP', async () => {
    let seen = '';
    await using platform = await serveTcp((socket) => {
      socket.once('data', (chunk: Buffer) => {
        seen = chunk.toString('latin1');
        socket.write(document('plain'));
      });
    });
    const tls = { ...platform.endpoint, scheme: 'tls' as const };
    const transport = new TlsTransport(tls, { dangerouslyAcceptAnyCertificate: true });
    expect(await errorOf(open(transport))).toMatchObject({ code: 'plain-port' });
    expect(seen.charCodeAt(0)).toBe(0x16);
    expect(platform.sockets).toHaveLength(1);
  });
});

describe('a client certificate', () => {
  const client = authority.issue({ name: 'client' });
  const demanding = { ...server, ca, requestCert: true, rejectUnauthorized: true };
  const authorized = onMessage((message, socket) => {
    expect((socket as unknown as { authorized: boolean }).authorized).toBe(true);
    socket.write(message);
  });

  it.each([
    ['as cert and key', client],
    ['as PKCS #12', { pfx: toPfx(client, 'Xy7-secret'), passphrase: 'Xy7-secret' }],
  ])('is sent, given %s', async (_, options) => {
    await using platform = await serveTls(demanding, authorized);
    expect(await ask(await channelTo(platform, { ca, ...options }), 'x')).toBe(document('x'));
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('that is missing is told, under %s', async (version) => {
    await using platform = await serveTls({ ...demanding, maxVersion: version }, echo);
    // Under 1.3 the client is done before the platform has looked at its certificate.
    const error = await errorOf(
      open(new TlsTransport(platform.endpoint, { ca })).then((channel) => ask(channel, 'x')),
    );
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ code: 'tls-failed' });
    expect((error as Error).message).toContain('client certificate');
  });

  it.each([
    ['a key that is none', { cert: client.cert, key: 'Xy7-secret' }],
    ['a wrong passphrase', { pfx: toPfx(client, 'Xy7-secret'), passphrase: 'Xy7-secret-2' }],
    ['a certificate that is none', { cert: 'Xy7-secret', key: client.key }],
    ['the key of another', { cert: client.cert, key: server.key }],
  ])('with %s is refused before anything is sent, and not repeated', (_, options) => {
    const make = (): unknown => new TlsTransport(parseEndpoint('tls://as1'), options);
    expect(make).toThrow(UsageError);
    expect(make).not.toThrow(/Xy7-secret/);
  });
});

describe('the version of TLS', () => {
  it('is the one that was asked for, or none', async () => {
    await using platform = await serveTls({ ...server, maxVersion: 'TLSv1.2' }, echo);
    const error = await failureAt(platform, { ca, minVersion: 'TLSv1.3' });
    expect(error).toMatchObject({ code: 'tls-failed', outcome: 'not-sent' });
    expect((error as Error).message).toContain('minVersion');
    expect(await ask(await channelTo(platform, { ca }), 'x')).toBe(document('x'));
  });

  it.each([
    ['1.2 or later by default', {}, ['0304', '0303']],
    ['1.3 alone where that is asked for', { minVersion: 'TLSv1.3' as const }, ['0304']],
  ])('is offered as %s', async (_, options, versions) => {
    let hello: Buffer = Buffer.alloc(0);
    await using platform = await serveTcp((socket) => {
      socket.once('data', (chunk: Buffer) => {
        hello = chunk;
        socket.destroy();
      });
    });
    const tls = { ...platform.endpoint, scheme: 'tls' as const };
    await errorOf(open(new TlsTransport(tls, options)));
    expect(offeredVersions(hello)).toEqual(versions);
  });

  it('that a platform has is refused if it is older', async () => {
    const old = {
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    } as const;
    await using platform = await serveTls({ ...server, ...old }, echo);
    expect(await failureAt(platform, { ca })).toMatchObject({ code: 'tls-failed' });
  });
});

/** The extension `supported_versions` (RFC 8446, 4.2.1) of a client's first message. */
function offeredVersions(hello: Buffer): string[] {
  const hex = hello.toString('hex');
  // Kind 002b, two bytes of length, one of the length of the list, then 0304 first if 1.3 is offered.
  const [, length = '00', rest = ''] = /002b00..(..)((?:030[1-4])+)/.exec(hex) ?? [];
  return rest.slice(0, 2 * parseInt(length, 16)).match(/.{4}/g) ?? [];
}

describe('TLS against a port that speaks something else', () => {
  it.each([
    ['XML', document('hello')],
    ['HTTP', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['SSH', 'SSH-2.0-OpenSSH_9\r\n'],
  ])('%s: told, with a hint', async (_, answer) => {
    await using platform = await serveTcp((socket) => {
      socket.once('data', () => socket.write(answer));
    });
    const tls = { ...platform.endpoint, scheme: 'tls' as const };
    const error = await errorOf(open(new TlsTransport(tls)));
    expect(error).toMatchObject({ code: 'plain-port', outcome: 'not-sent' });
    expect((error as Error).message).toContain('2208');
  });

  it('silence: ended by the time for connecting, with a hint', async () => {
    await using platform = await serveTcp(() => undefined);
    const tls = { ...platform.endpoint, scheme: 'tls' as const };
    const error = await errorOf(open(new TlsTransport(tls, { connectTimeoutMs: 100 })));
    expect(error).toMatchObject({ code: 'connection-failed', outcome: 'not-sent' });
    expect((error as Error).message).toContain('TLS handshake is not answered');
  });

  it.each([
    ['closed', (socket: Socket) => socket.end()],
    ['reset', (socket: Socket) => socket.resetAndDestroy()],
  ])('%s at once: the access list, or no TLS', async (_, end) => {
    await using platform = await serveTcp((socket) => void socket.once('data', () => end(socket)));
    const tls = { ...platform.endpoint, scheme: 'tls' as const };
    const error = await errorOf(open(new TlsTransport(tls)));
    expect(error).toMatchObject({ code: 'access-denied', outcome: 'not-sent' });
    expect((error as Error).message).toMatch(/access list.*does not speak TLS/);
  });

  it('closed in the middle of the handshake', async () => {
    await using platform = await serveTcp((socket) => {
      // The head of a handshake record whose body never comes.
      socket.once('data', () => socket.end(Buffer.of(0x16, 0x03, 0x03, 0x00, 0x7a, 0x02)));
    });
    const tls = { ...platform.endpoint, scheme: 'tls' as const };
    expect(await errorOf(open(new TlsTransport(tls)))).toMatchObject({
      code: 'tls-failed',
      outcome: 'not-sent',
    });
  });
});

describe('plain TCP against a port that speaks TLS', () => {
  it('is told, with a hint', async () => {
    await using platform = await serveTls(server, echo);
    const tcp = { ...platform.endpoint, scheme: 'tcp' as const };
    const channel = await open(new TcpTransport(tcp));
    const error = await errorOf(ask(channel, 'x'));
    // Node's server closes without a word; others send an alert, which is recognised.
    expect(error).toMatchObject({ code: 'access-denied', outcome: 'unknown' });
    expect((error as Error).message).toContain('tls://');
    expect(channel.isOpen).toBe(false);
  });
});

describe('over TLS, too', () => {
  it('a connection that ends in the middle of a reply is lost', async () => {
    await using platform = await serveTls(
      server,
      onMessage((_message, socket) => void socket.end('<BroadsoftDocument>')),
    );
    const error = await errorOf(ask(await channelTo(platform, { ca }), 'x'));
    expect(error).toMatchObject({ code: 'connection-lost', outcome: 'unknown' });
    expect((error as Error).message).toContain('after 19 bytes');
  });

  it('a reset is one error of ours', async () => {
    await using platform = await serveTls(server, echo);
    const channel = await channelTo(platform, { ca });
    await ask(channel, 'x');
    const asking = errorOf(ask(channel, 'x'.repeat(5_000_000)));
    platform.sockets[0]!.destroy();
    expect(await asking).toMatchObject({ code: 'connection-lost', outcome: 'unknown' });
  });
});
