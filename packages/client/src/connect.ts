import type { CommandRegistry } from '@ocipkit/core';
import type { Requests, Responses } from '@ocipkit/commands/registry';
import { Client } from './client.js';
import { silent } from './observe/logger.js';
import type { ClientOptions } from './options.js';
import { RateLimiter } from './pool/rate-limit.js';
import type { Credentials } from './session/credentials.js';
import { SessionOpener, type ExportedSession } from './session/opener.js';
import type { ConnectOptions as DialOptions } from './transport/dial.js';
import { parseEndpoint, type Endpoint } from './transport/endpoint.js';
import { SoapTransport, type SoapOptions } from './transport/soap/soap.js';
import { dialTcp, TcpTransport } from './transport/tcp.js';
import { dialTls, TlsTransport, type TlsOptions } from './transport/tls.js';
import type { Transport } from './transport/transport.js';
import { UsageError } from './transport/usage-error.js';

/** Where the platform is, and how to get there. */
export interface TransportOptions extends DialOptions {
  /**
   * `tls://host[:2209]`, `tcp://host[:2208]`, `https://host[:port][/path]`, `http://…`, or `host[:port]`
   * alone, which means TLS.
   */
  readonly url?: string | undefined;
  /** A transport of one's own, in place of `url`. */
  readonly transport?: Transport | undefined;
  readonly tls?: TlsOptions | undefined;
  readonly soap?: Omit<SoapOptions, 'maxMessageBytes'> | undefined;
  /** Longest reply that is read, in bytes; default 256 MiB. */
  readonly maxMessageBytes?: number | undefined;
}

/** Everything {@link connect} takes beside the credentials. */
export interface ConnectSettings<Q extends object = Requests, R extends object = Responses>
  extends TransportOptions, ClientOptions<Q, R> {
  /** A session over HTTP to go on with, as `exportSession` gave it. */
  readonly resume?: ExportedSession | undefined;
  /** Connect and log in with the first call instead of now. */
  readonly lazy?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Everything {@link connect} takes. */
export type ConnectOptions<
  Q extends object = Requests,
  R extends object = Responses,
> = ConnectSettings<Q, R> & Credentials;

/**
 * Connects to a platform and logs in.
 *
 * @example
 * await using client = await connect({ url: 'tls://as1.example.net', username, password });
 * const user = await client.send(new UserGetRequest23V2({ userId }));
 *
 * @throws UsageError for options that make no sense; ConnectionError, LoginError, TimeoutError, each
 * with a hint where a person would need one
 */
export async function connect<Q extends object = Requests, R extends object = Responses>(
  options: ConnectOptions<Q, R>,
): Promise<Client<Q, R>> {
  const client = createClient(options, credentialsOf(options));
  if (options.lazy === true) return client;
  try {
    await client.warm(1, { signal: options.signal });
    return client;
  } catch (error) {
    await client.close();
    throw error;
  }
}

/** A client that connects with its first call. */
function createClient<Q extends object, R extends object>(
  settings: ConnectSettings<Q, R>,
  credentials: Credentials,
  limiter?: RateLimiter,
): Client<Q, R> {
  const opener = new SessionOpener(
    settings.transport ?? transportOf(settings),
    credentials,
    settings.encoding ?? 'ISO-8859-1',
    settings.logger ?? silent,
    settings.resume,
  );
  return new Client(opener, async () => settings.registry ?? bundled<Q, R>(), settings, limiter);
}

/** The commands that come with the client; loaded only if a command is asked for by its name. */
async function bundled<Q extends object, R extends object>(): Promise<CommandRegistry<Q, R>> {
  const { registry } = await import('@ocipkit/commands/registry');
  return registry;
}

/** @throws UsageError if the address can't be read or an option makes no sense */
function transportOf({ url, tls, soap, maxMessageBytes, ...rest }: TransportOptions): Transport {
  if (url === undefined)
    throw new UsageError('Say where the platform is: by the option url, or transport.');
  const endpoint: Endpoint = parseEndpoint(url);
  const { lookup, proxy, connectTimeoutMs } = rest;
  const dialing: DialOptions = { lookup, proxy, connectTimeoutMs };
  switch (endpoint.scheme) {
    case 'tls':
      return new TlsTransport(endpoint, { ...dialing, ...tls, maxMessageBytes });
    case 'tcp':
      return new TcpTransport(endpoint, { ...dialing, maxMessageBytes });
    case 'https':
      return new SoapTransport(endpoint, dialTls(endpoint, { ...dialing, ...tls }), {
        ...soap,
        maxMessageBytes,
      });
    case 'http':
      return new SoapTransport(endpoint, dialTcp(endpoint, dialing), { ...soap, maxMessageBytes });
  }
}

function credentialsOf(options: Credentials): Credentials {
  if ('identity' in options) return { identity: options.identity };
  const { username } = options;
  if (typeof (username as unknown) !== 'string' || username === '') {
    throw new UsageError(
      'Say who logs in: by the option username, or identity for calls without a login.',
    );
  }
  if ('passwordHash' in options) return { username, passwordHash: options.passwordHash };
  if ('password' in options) return { username, password: options.password, login: options.login };
  if ((options.login as string | undefined) !== 'trusted') {
    throw new UsageError(
      "Give a password or passwordHash, or say login: 'trusted' to log in without.",
    );
  }
  return { username, login: 'trusted' };
}

/** Settings of clients for many identities. */
export interface TenantsOptions<
  Q extends object = Requests,
  R extends object = Responses,
> extends Omit<ConnectSettings<Q, R>, 'resume' | 'lazy' | 'signal' | 'transport'> {
  /** Gives the credentials of a tenant; asked once for each. */
  readonly credentials: (tenant: string) => Credentials;
}

/**
 * Clients for many identities on one platform. Each has sessions, an account and a refused login of
 * its own, and sees nothing of the others; `commandsPerSecond` holds for all together.
 */
export class Tenants<Q extends object = Requests, R extends object = Responses> {
  readonly #options: TenantsOptions<Q, R>;
  readonly #clients = new Map<string, Client<Q, R>>();
  readonly #limiter: RateLimiter | undefined;

  constructor(options: TenantsOptions<Q, R>) {
    this.#options = options;
    const rate = options.commandsPerSecond;
    this.#limiter = rate === undefined ? undefined : new RateLimiter(rate);
  }

  /** The client of a tenant; it connects with its first call. */
  for(tenant: string): Client<Q, R> {
    let client = this.#clients.get(tenant);
    if (client === undefined) {
      client = createClient(this.#options, this.#options.credentials(tenant), this.#limiter);
      this.#clients.set(tenant, client);
    }
    return client;
  }

  /** Closes the client of a tenant, and forgets it. */
  async release(tenant: string): Promise<void> {
    const client = this.#clients.get(tenant);
    this.#clients.delete(tenant);
    await client?.close();
  }

  /** Closes all clients. */
  async close(): Promise<void> {
    await Promise.all([...this.#clients.keys()].map(async (tenant) => this.release(tenant)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
