import type { LookupFunction, Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { connect } from '../../src/connect.js';
import { AbortError, ConnectionError, ProtocolError, TimeoutError } from '../../src/errors.js';
import {
  admin,
  clientOf,
  failure,
  leaveNothingOpen,
  pause,
  platformOf,
  quiet,
  read,
  until,
  untilTheEnd,
  write,
} from '../support/faults.js';
import { makeAuthority } from '../transport/support/certificates.js';
import { lookupOf } from '../transport/support/channels.js';
import { blackHole, closedPort, serveTcp } from '../transport/support/servers.js';

leaveNothingOpen();

const authority = makeAuthority();
const { cert: ca } = authority;
const identity = authority.issue();

const tcp = (port: number): { url: string } => ({ url: `tcp://127.0.0.1:${String(port)}` });
const tls = (port: number): { url: string } => ({ url: `tls://127.0.0.1:${String(port)}` });

describe('the host', () => {
  test('that refuses is tried again for reads and writes, and serves the next call once it listens', async () => {
    const port = await closedPort();
    const client = await clientOf(tcp(port), { retry: { attempts: 1, baseMs: 1 } });
    await failure(client.send(read), ConnectionError, 'connection-refused', 'not-sent');
    await failure(client.send(write), ConnectionError, 'connection-refused', 'not-sent');
    expect(client.stats.failedConnects).toBe(4);
    const platform = await platformOf({ port });
    await client.send(write);
    expect(platform.count(write)).toBe(1);
    await quiet(client, platform);
  });

  test('that refuses fails connect() itself', async () => {
    const options = { ...tcp(await closedPort()), ...admin };
    const error = await failure(
      connect(options),
      ConnectionError,
      'connection-refused',
      'not-sent',
    );
    expect(error.hint).toContain('2208');
  });

  test('that drops what is sent ends the call at its deadline, and connect() too', async () => {
    const hole = untilTheEnd(await blackHole());
    const client = await clientOf(tcp(hole.port));
    const sending = client.send(read, { timeoutMs: 150 });
    const error = await failure(sending, TimeoutError, 'timeout', 'not-sent');
    expect(error.phase).toBe('connect');
    await client.close();
    await quiet(client);
    const connecting = connect({ ...tcp(hole.port), ...admin, timeoutMs: 150, drainMs: 60_000 });
    await failure(connecting, TimeoutError, 'timeout', 'not-sent');
  });

  test('that drops what is sent ends connecting at its own limit', async () => {
    const hole = untilTheEnd(await blackHole());
    const retry = { attempts: 1, baseMs: 1 };
    const client = await clientOf(tcp(hole.port), { connectTimeoutMs: 100, retry });
    const error = await failure(
      client.send(write),
      ConnectionError,
      'connection-failed',
      'not-sent',
    );
    expect(error.hint).toContain('firewall');
    expect(client.stats.failedConnects).toBe(2);
    await quiet(client);
  });

  test('that is not known is not tried again; the next call looks it up anew', async () => {
    const platform = await platformOf();
    const lookups: LookupFunction[] = [
      failingLookup('ENOTFOUND'),
      failingLookup('EAI_AGAIN'),
      lookupOf({ address: '127.0.0.1', family: 4 }),
    ];
    const url = `tcp://as1.example.test:${String(platform.port)}`;
    const client = await clientOf(
      { url },
      { lookup: (...parameters) => lookups.shift()!(...parameters) },
    );
    await failure(client.send(read), ConnectionError, 'host-unknown', 'not-sent');
    await failure(client.send(write), ConnectionError, 'host-unknown', 'not-sent');
    await client.send(read);
    expect(platform.connects).toBe(1);
    await quiet(client, platform);
  });
});

function failingLookup(code: string): LookupFunction {
  return (_host, _options, done) => {
    done(Object.assign(new Error('lookup failed'), { code }), '');
  };
}

describe('a connection that is closed at once', () => {
  test('hints at the access list, and is not tried again', async () => {
    let isBarred = true;
    const platform = await platformOf({
      onConnect: (socket) => {
        if (isBarred) socket.resume().end();
        return isBarred;
      },
    });
    const client = await clientOf(platform);
    const error = await failure(client.send(read), ConnectionError, 'access-denied', 'not-sent');
    expect(error.hint).toContain('access list');
    expect(error.message.split(error.hint!)).toHaveLength(2);
    await failure(client.send(write), ConnectionError, 'access-denied', 'not-sent');
    expect(platform.connects).toBe(2);
    isBarred = false;
    await client.send(write);
    await quiet(client, platform);
  });

  test('hints at the access list over TLS too, if the handshake is not answered', async () => {
    const server = untilTheEnd(await serveTcp((socket) => void socket.end()));
    const client = await clientOf(tls(server.port), { tls: { ca } });
    const error = await failure(client.send(write), ConnectionError, 'access-denied', 'not-sent');
    expect(error.hint).toContain('access list');
    expect(server.sockets).toHaveLength(1);
    await quiet(client);
  });
});

describe('the certificate', () => {
  test('that has expired is refused before anything is sent', async () => {
    const platform = await platformOf({ tls: authority.issue({ validFrom: -9, validTo: -1 }) });
    const client = await clientOf(platform, { tls: { ca } });
    const error = await failure(
      client.send(read),
      ConnectionError,
      'certificate-rejected',
      'not-sent',
    );
    expect(error.hint).toContain('clock');
    expect([client.stats.failedConnects, platform.logins.length]).toEqual([1, 0]);
    await quiet(client, platform);
  });

  test('for another name is refused; told that name, the client connects', async () => {
    const platform = await platformOf({ tls: authority.issue({ hosts: ['as1.example.test'] }) });
    const client = await clientOf(platform, { tls: { ca } });
    await failure(client.send(write), ConnectionError, 'certificate-rejected', 'not-sent');
    expect([client.stats.failedConnects, platform.logins.length]).toEqual([1, 0]);
    const told = await clientOf(platform, { tls: { ca, servername: 'as1.example.test' } });
    await told.send(write);
    await quiet(client);
  });

  test('of an unknown authority is refused; told the authority, the client connects', async () => {
    const platform = await platformOf({ tls: identity });
    const client = await clientOf(platform);
    const error = await failure(
      client.send(write),
      ConnectionError,
      'certificate-rejected',
      'not-sent',
    );
    expect(error.hint).toContain('ca');
    expect([client.stats.failedConnects, platform.logins.length]).toEqual([1, 0]);
    const told = await clientOf(platform, { tls: { ca } });
    await told.send(write);
    await quiet(client);
  });
});

describe('the wrong port', () => {
  test('TLS to a plain port that answers is told apart', async () => {
    const answer = (socket: Socket): void => void socket.once('data', () => socket.write('what?'));
    const server = untilTheEnd(await serveTcp(answer));
    const client = await clientOf(tls(server.port), { tls: { ca } });
    const error = await failure(client.send(write), ConnectionError, 'plain-port', 'not-sent');
    expect(error.hint).toContain('tcp://');
    expect(server.sockets).toHaveLength(1);
    await quiet(client);
  });

  test('TLS to a plain port that waits for more ends at the deadline', async () => {
    const platform = await platformOf();
    const client = await clientOf(tls(platform.port), { tls: { ca } });
    const sending = client.send(write, { timeoutMs: 150 });
    const error = await failure(sending, TimeoutError, 'timeout', 'not-sent');
    expect(error.phase).toBe('connect');
    await client.close();
    await quiet(client, platform);
  });

  test('plain to a TLS port sends no password and no request', async () => {
    const platform = await platformOf({ tls: identity });
    const client = await clientOf(tcp(platform.port));
    const error = await failure(client.send(write), ConnectionError, 'access-denied', 'not-sent');
    expect(error.hint).toContain('tls://');
    expect([platform.logins.length, platform.seen.length]).toEqual([0, 0]);
    await quiet(client, platform);
  });

  test('a web server where the platform should be is told apart', async () => {
    const answer = (socket: Socket): void =>
      void socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const server = untilTheEnd(await serveTcp(answer));
    const client = await clientOf(tcp(server.port));
    const sending = client.send(write);
    const error = await failure(sending, ProtocolError, 'malformed-reply', 'not-sent');
    expect(error.hint).toContain('https://');
    expect(server.sockets).toHaveLength(1);
    await quiet(client);
  });
});

describe('a silent peer', () => {
  test('during the TLS handshake ends the call at its deadline', async () => {
    const server = untilTheEnd(await serveTcp((socket) => void socket.resume()));
    const client = await clientOf(tls(server.port), { tls: { ca } });
    const sending = client.send(write, { timeoutMs: 150 });
    const error = await failure(sending, TimeoutError, 'timeout', 'not-sent');
    expect(error.phase).toBe('connect');
    await client.close();
    await until(() => server.sockets.every((socket) => socket.destroyed));
  });

  test('during the TLS handshake ends connecting at its own limit', async () => {
    const server = untilTheEnd(await serveTcp((socket) => void socket.resume()));
    const retry = { attempts: 1, baseMs: 1 };
    const settings = { tls: { ca }, connectTimeoutMs: 100, retry };
    const client = await clientOf(tls(server.port), settings);
    await failure(client.send(write), ConnectionError, 'connection-failed', 'not-sent');
    expect(server.sockets).toHaveLength(2);
    await until(() => server.sockets.every((socket) => socket.destroyed));
    await quiet(client);
  });

  test('during the login ends the call at its deadline; the request was not sent', async () => {
    const platform = await platformOf();
    platform.loginScript.push(() => undefined);
    const client = await clientOf(platform);
    const sending = client.send(write, { timeoutMs: 150 });
    const error = await failure(sending, TimeoutError, 'timeout', 'not-sent');
    expect(error.phase).toBe('login');
    expect(platform.seen).toEqual([]);
    await client.close();
    await quiet(client, platform);
  });

  test('during the login ends opening at its own limit; the next call logs in anew', async () => {
    const platform = await platformOf();
    platform.loginScript.push(() => undefined);
    const client = await clientOf(platform, { pool: { openTimeoutMs: 150 } });
    const sending = client.send(write);
    const error = await failure(sending, TimeoutError, 'timeout', 'not-sent');
    expect(error.phase).toBe('login');
    await client.send(write);
    expect([platform.connects, platform.count(write)]).toEqual([2, 1]);
    await quiet(client, platform);
  });
});

describe('a caller who gives up', () => {
  test('while connecting is told at once, and nothing is left after close', async () => {
    const hole = untilTheEnd(await blackHole());
    const client = await clientOf(tcp(hole.port));
    const sending = client.send(write, { signal: AbortSignal.timeout(50) });
    const error = await failure(sending, AbortError, 'aborted', 'not-sent');
    expect(error.phase).toBe('connect');
    await client.close();
    await quiet(client);
  });

  test('of connect() leaves no connection behind', async () => {
    const hole = untilTheEnd(await blackHole());
    const signal = AbortSignal.timeout(50);
    const connecting = connect({ ...tcp(hole.port), ...admin, signal, drainMs: 60_000 });
    await failure(connecting, AbortError, 'aborted', 'not-sent');
  });

  test('during the TLS handshake is told at once, and nothing is left after close', async () => {
    const server = untilTheEnd(await serveTcp((socket) => void socket.resume()));
    const client = await clientOf(tls(server.port), { tls: { ca } });
    const controller = new AbortController();
    const sending = client.send(write, { signal: controller.signal });
    await until(() => (server.sockets[0]?.bytesRead ?? 0) > 0);
    controller.abort();
    const error = await failure(sending, AbortError, 'aborted', 'not-sent');
    expect(error.phase).toBe('connect');
    await client.close();
    await until(() => server.sockets.every((socket) => socket.destroyed));
  });

  test('during the login is told at once; the session serves the next call', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform);
    let answerLogin = (): void => undefined;
    platform.loginScript.push(({ socket, reply }) => {
      answerLogin = (): void => void socket.write(reply);
    });
    const controller = new AbortController();
    const sending = client.send(write, { signal: controller.signal });
    await until(() => platform.connects === 1 && client.stats.waiting === 1);
    await pause(50);
    controller.abort();
    const error = await failure(sending, AbortError, 'aborted', 'not-sent');
    expect(error.phase).toBe('login');
    answerLogin();
    await client.send(read);
    expect([platform.seen, platform.connects]).toEqual([[read.$type], 1]);
    await quiet(client, platform);
  });
});
