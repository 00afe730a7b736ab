import { request } from 'node:http';
import type { LookupFunction, Socket } from 'node:net';
import type { SocksClient } from 'socks';
import { ConnectionError, type Outcome } from '../errors.js';
import { connectSocket, type Address } from './connect-socket.js';
import { formatHostAndPort, parseAuthority, splitUrl } from './endpoint.js';
import { UsageError } from './usage-error.js';

/** A proxy on the way to the platform. It resolves the platform's name. */
export interface ProxyOptions {
  /** `socks5://host[:port]`, `socks4://host[:port]` (port 1080) or `http://host[:port]` (port 80). */
  readonly url: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

/** {@link ProxyOptions} taken apart. */
export interface ProxyRoute extends Address {
  readonly kind: 'socks5' | 'socks4' | 'http';
  /** The URL, for messages. */
  readonly display: string;
  readonly username: string | undefined;
  readonly password: string | undefined;
}

/** What an attempt to connect hands on. */
export interface ProxyCall {
  readonly lookup: LookupFunction | undefined;
  /** Its reason is the error to throw. */
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  readonly outcome: Outcome;
}

const EXPECTED =
  'Expected socks5://host[:port], socks4://host[:port] or http://host[:port], and the options ' +
  'username and password beside it.';

/** Names in use for them; with either, the name of the platform is left to the proxy to resolve. */
const kinds: Readonly<Record<string, ProxyRoute['kind']>> = {
  socks: 'socks5',
  socks5: 'socks5',
  socks5h: 'socks5',
  socks4: 'socks4',
  socks4a: 'socks4',
  http: 'http',
};

/** The lengths are one byte each in the SOCKS 5 login (RFC 1929). */
const MAX_SOCKS_BYTES = 255;

/** @throws UsageError saying which forms are known, and never repeating what was given */
export function readProxy({ url, username, password }: ProxyOptions): ProxyRoute {
  const { scheme, authority, rest } = splitUrl(url, '', refuse);
  const kind = Object.hasOwn(kinds, scheme) ? kinds[scheme] : undefined;
  if (kind === undefined) return refuse('Its kind is none of socks5, socks4 and http.');
  if (rest !== '' && rest !== '/') refuse('Nothing may follow host and port.');
  const { host, port = kind === 'http' ? 80 : 1080 } = parseAuthority(authority, refuse);
  if (kind === 'socks4' && password !== undefined) refuse('SOCKS 4 knows no passwords.');
  if (kind === 'http' && username?.includes(':') === true) {
    refuse('The user name of an HTTP proxy cannot hold a colon.');
  }
  for (const text of [username, password] as readonly unknown[]) {
    if (text !== undefined && typeof text !== 'string') {
      refuse('Its user name and password are texts.');
    }
    if (kind === 'socks5' && Buffer.byteLength(text ?? '') > MAX_SOCKS_BYTES) {
      refuse(
        `User name and password of a SOCKS proxy have ${String(MAX_SOCKS_BYTES)} bytes at most.`,
      );
    }
  }
  const display = `${kind}://${formatHostAndPort(host, port)}`;
  return { kind, host, port, display, username, password };
}

function refuse(why: string): never {
  throw new UsageError(`The proxy cannot be read. ${why} ${EXPECTED}`);
}

/**
 * Connects to the proxy and lets it connect to `target`.
 *
 * @throws ConnectionError `proxy-failed`, or the reason of the signal
 */
export async function connectThroughProxy(
  route: ProxyRoute,
  target: Address,
  call: ProxyCall,
): Promise<Socket> {
  const { signal } = call;
  // Few go this way, and the library takes a fifth of the time that this package needs to load.
  const socks = route.kind === 'http' ? undefined : await import('socks');
  const socket = await connectSocket(route, call.lookup, signal, (cause) => {
    const code = (cause as NodeJS.ErrnoException | undefined)?.code;
    return proxyError(route, call, {
      what: `cannot be reached (${code ?? 'closed'})`,
      hint: 'Check its host and port.',
      cause,
    });
  });
  const onAbort = (): void => void socket.destroy();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    if (socks === undefined) await askHttp(socket, route, target, call);
    else await askSocks(socks.SocksClient, socket, route, target, call);
    signal.throwIfAborted();
    return socket;
  } catch (error) {
    socket.destroy();
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

async function askSocks(
  client: typeof SocksClient,
  socket: Socket,
  route: ProxyRoute,
  target: Address,
  call: ProxyCall,
): Promise<void> {
  const { kind, host, port, username, password } = route;
  try {
    await client.createConnection({
      command: 'connect',
      destination: { host: target.host, port: target.port },
      existing_socket: socket,
      proxy: {
        type: kind === 'socks5' ? 5 : 4,
        host,
        port,
        ...(username === undefined ? {} : { userId: username }),
        ...(password === undefined ? {} : { password }),
      },
      // The signal ends it; this only makes the library let go of the password soon after.
      timeout: call.timeoutMs + 1000,
    });
  } catch (error) {
    const { message } = error as Error;
    // Not as the cause: the library's error carries the options, the password among them.
    throw proxyError(route, call, {
      what: `did not connect to ${formatHostAndPort(target.host, target.port)}: ${message}`,
      hint: /auth/i.test(message) ? CHECK_LOGIN : undefined,
    });
  }
}

/** HTTP CONNECT is part of Node's own client; libraries for it make agents, not sockets. */
function askHttp(
  socket: Socket,
  route: ProxyRoute,
  target: Address,
  call: ProxyCall,
): Promise<void> {
  const { username, password } = route;
  const where = formatHostAndPort(target.host, target.port);
  const headers: Record<string, string> = { Host: where };
  if (username !== undefined || password !== undefined) {
    const login = Buffer.from(`${username ?? ''}:${password ?? ''}`).toString('base64');
    headers['Proxy-Authorization'] = `Basic ${login}`;
  }
  return new Promise((resolve, reject) => {
    const fail = (what: string, hint?: string): void => {
      reject(proxyError(route, call, { what, hint }));
    };
    request({ method: 'CONNECT', path: where, headers, createConnection: () => socket })
      .on('connect', ({ statusCode = 0 }, _socket, head) => {
        if (statusCode < 200 || statusCode > 299) {
          fail(`did not connect to ${where}: HTTP ${String(statusCode)}`, httpHints[statusCode]);
        } else if (head.length > 0) {
          // A platform waits to be asked, so these bytes are from the proxy, or not meant for us.
          fail(`sent bytes after its answer that belong to nothing`);
        } else resolve();
      })
      .on('error', (error: NodeJS.ErrnoException) => {
        // Not as the cause: a parser's error carries what it read.
        fail(`gave no answer that is HTTP (${error.code ?? 'closed'})`, 'Check its kind and port.');
      })
      .end();
  });
}

const CHECK_LOGIN = 'Check the options username and password of the proxy.';

const httpHints: Readonly<Record<number, string>> = {
  403: 'The proxy does not allow connections to this host and port.',
  405: 'The proxy does not open connections (method CONNECT).',
  407: CHECK_LOGIN,
  502: 'The proxy cannot reach the platform.',
  503: 'The proxy cannot reach the platform.',
  504: 'The proxy cannot reach the platform.',
};

interface ProxyFailure {
  /** Completes "The proxy …". */
  readonly what: string;
  readonly hint: string | undefined;
  readonly cause?: unknown;
}

function proxyError(
  { display }: ProxyRoute,
  { outcome }: ProxyCall,
  { what, hint, cause }: ProxyFailure,
): ConnectionError {
  return new ConnectionError('proxy-failed', `The proxy ${display} ${what}.`, {
    outcome,
    endpoint: display,
    hint,
    cause,
  });
}
