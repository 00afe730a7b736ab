import { isIP, type Socket } from 'node:net';
import { connect, createSecureContext, type SecureContext } from 'node:tls';
import type { CallScope } from '../call/scope.js';
import { dialer, type ConnectOptions, type Dial } from './dial.js';
import type { Endpoint } from './endpoint.js';
import { streamOpener, type StreamOptions } from './tcp.js';
import type { Channel, Transport } from './transport.js';
import { UsageError } from './usage-error.js';

/** PEM; several certificates may stand in one text. */
type Pem = string | Buffer;

/** How TLS is spoken. Certificates and host names are verified. */
export interface TlsOptions {
  /** Authorities to trust in place of those that Node trusts. */
  readonly ca?: Pem | readonly Pem[] | undefined;
  /** Client certificate, chain included. */
  readonly cert?: Pem | undefined;
  /** Private key of the client certificate. */
  readonly key?: Pem | undefined;
  /** Client certificate and key in one, as PKCS #12. */
  readonly pfx?: Buffer | undefined;
  /** Opens `key` or `pfx`. */
  readonly passphrase?: string | undefined;
  /** Name that the certificate has to be for; default the host of the endpoint. */
  readonly servername?: string | undefined;
  /** Oldest version of TLS that will do; default `TLSv1.2`. */
  readonly minVersion?: 'TLSv1.2' | 'TLSv1.3' | undefined;
  /**
   * Takes whatever certificate comes: anybody on the way can pose as the platform and read passwords.
   * The connection is TLS all the same, never plain TCP.
   */
  readonly dangerouslyAcceptAnyCertificate?: boolean | undefined;
}

/** OCI-P over TLS. */
export class TlsTransport implements Transport {
  readonly endpoint: string;
  readonly isSecure = true;
  readonly #open: (scope: CallScope, state?: string) => Promise<Channel>;

  /** @throws UsageError if the endpoint is none of `tls://`, or an option makes no sense */
  constructor(endpoint: Endpoint, options: StreamOptions & TlsOptions = {}) {
    if (endpoint.scheme !== 'tls') {
      throw new UsageError(`TLS cannot serve an endpoint of ${endpoint.scheme}://.`);
    }
    this.endpoint = endpoint.display;
    this.#open = streamOpener(endpoint, dialTls(endpoint, options), options);
  }

  open(scope: CallScope, state?: string): Promise<Channel> {
    return this.#open(scope, state);
  }

  /** Nothing is shared. */
  close(): void {
    // Each channel has a socket of its own.
  }
}

/**
 * Gives the way to connect over TLS.
 *
 * @throws UsageError if a certificate or key cannot be used
 */
export function dialTls(endpoint: Endpoint, options: ConnectOptions & TlsOptions = {}): Dial {
  const secureContext = readCertificates(options);
  const name = options.servername ?? endpoint.host;
  const begin = (socket: Socket): Socket =>
    connect({
      socket,
      secureContext,
      // Checked against the certificate.
      host: name,
      // Sent to the platform; TLS allows names only (RFC 6066).
      ...(isIP(name) === 0 ? { servername: name } : {}),
      rejectUnauthorized: options.dangerouslyAcceptAnyCertificate !== true,
    });
  return dialer(endpoint, options, begin);
}

function readCertificates(options: TlsOptions): SecureContext {
  const { ca, cert, key, pfx, passphrase, minVersion = 'TLSv1.2' } = options;
  try {
    return createSecureContext({
      minVersion,
      ...(ca === undefined ? {} : { ca: Array.isArray(ca) ? [...(ca as Pem[])] : (ca as Pem) }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
      ...(pfx === undefined ? {} : { pfx }),
      ...(passphrase === undefined ? {} : { passphrase }),
    });
  } catch (cause) {
    // Node quotes a value that has the wrong type, and it may be the passphrase.
    const isWrongType = (cause as NodeJS.ErrnoException).code === 'ERR_INVALID_ARG_TYPE';
    const why = isWrongType ? 'one of them has the wrong type' : (cause as Error).message;
    throw new UsageError(
      `The TLS options cannot be used: ${why}. ` +
        'Expected ca, cert and key as PEM, pfx as PKCS #12, and the passphrase that opens them.',
      isWrongType ? {} : { cause },
    );
  }
}
