import { ConnectionError, type ClientErrorCode, type Outcome } from '../errors.js';
import type { Endpoint, EndpointScheme } from './endpoint.js';

/*
 * The one place that knows what Node calls the failures of sockets and TLS.
 */

/**
 * A platform that keeps a client out ends the connection as soon as it stands. One that ends later has
 * other reasons.
 */
export const AT_ONCE_MS = 2_000;

/** What is known of a connection that failed, beside the error that Node gave. */
export interface NetworkFailure {
  readonly endpoint: Endpoint;
  readonly outcome: Outcome;
  /** `connect` and `handshake` until the connection stands, then `exchange`. */
  readonly stage: 'connect' | 'handshake' | 'exchange';
  /** Bytes of the handshake or of the answer that had come. */
  readonly received: number;
  /** The other side ended the connection right after it stood, and never sent a byte. */
  readonly atOnce: boolean;
}

/**
 * Says what a failure of the network means.
 *
 * @param cause what Node reported; undefined for the plain end of the stream
 */
export function networkError(cause: unknown, failure: NetworkFailure): ConnectionError {
  const { code, message, hint } = explain(cause, failure);
  return new ConnectionError(code, message, {
    outcome: failure.outcome,
    endpoint: failure.endpoint.display,
    hint,
    cause,
  });
}

interface Explanation {
  readonly code: ClientErrorCode;
  readonly message: string;
  readonly hint?: string | undefined;
}

function explain(cause: unknown, failure: NetworkFailure): Explanation {
  const code = codeOf(cause);
  return (
    certificateProblem(code, cause, failure) ??
    tlsProblem(code, cause, failure) ??
    (failure.stage === 'connect' ? connectProblem(code, failure) : lostConnection(code, failure))
  );
}

/** Node's code; of several attempts side by side, the one that tells most. */
function codeOf(cause: unknown): string {
  const errors = cause instanceof AggregateError ? (cause.errors as unknown[]) : [cause];
  const codes = errors.map((error) => (error as NodeJS.ErrnoException | undefined)?.code ?? '');
  // That one address of the host answered at all says more than that another has no route.
  return codes.find((code) => code === 'ECONNREFUSED') ?? codes.find((code) => code !== '') ?? '';
}

// Reaching the host

function connectProblem(code: string, { endpoint }: NetworkFailure): Explanation {
  const { host, display, scheme } = endpoint;
  switch (code) {
    case 'ENOTFOUND':
      return {
        code: 'host-unknown',
        message: `The host ${host} is not known (${code}).`,
        hint: 'Check its spelling, and the name servers of this machine.',
      };
    case 'EAI_AGAIN':
      return {
        code: 'host-unknown',
        message: `The name of the host ${host} could not be looked up (${code}).`,
        hint: 'The name servers of this machine do not answer.',
      };
    case 'ECONNREFUSED':
      return {
        code: 'connection-refused',
        message: `${display} refused the connection (${code}).`,
        hint: `Check host and port: ${usualPorts[scheme]}`,
      };
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'EHOSTDOWN':
    case 'ENETUNREACH':
    case 'ENETDOWN':
    case 'EADDRNOTAVAIL':
      return {
        code: 'connection-failed',
        message: `${display} cannot be reached (${code}).`,
        hint: 'Check the route and the firewalls between this machine and the platform.',
      };
    case 'EMFILE':
    case 'ENFILE':
      return {
        code: 'connection-failed',
        message: `No connection to ${display}: too many files are open (${code}).`,
        hint: 'Raise the limit of open files, or open fewer connections.',
      };
    default:
      return {
        code: 'connection-failed',
        message: `No connection to ${display}${inBrackets(code)}.`,
      };
  }
}

const usualPorts: Readonly<Record<EndpointScheme, string>> = {
  tls: 'OCI-P over TLS is usually on 2209, without TLS on 2208 (tcp://).',
  tcp: 'OCI-P without TLS is usually on 2208, over TLS on 2209 (tls://).',
  https: 'web services over TLS are usually on 443.',
  http: 'web services without TLS are usually on 80.',
};

// A connection that broke

function lostConnection(code: string, failure: NetworkFailure): Explanation {
  const { endpoint, stage, received, atOnce } = failure;
  const { display, scheme } = endpoint;
  if (atOnce) {
    return {
      code: 'access-denied',
      message: `${display} closed the connection at once, without a byte${inBrackets(code)}.`,
      hint:
        'It may not accept clients from the address of this machine: check the access list for OCI ' +
        `on the platform. ${otherPort[scheme]}`,
    };
  }
  if (stage === 'handshake') {
    return {
      code: 'tls-failed',
      message: `${display} closed the connection during the TLS handshake${inBrackets(code)}.`,
      hint: `${WHAT_TLS_MAY_LACK} ${otherPort[scheme]}`,
    };
  }
  if (received > 0) {
    return {
      code: 'connection-lost',
      message:
        `The connection to ${display} was lost in the middle of the answer, ` +
        `after ${String(received)} bytes${inBrackets(code)}.`,
    };
  }
  return {
    code: 'connection-lost',
    message: `${display} closed the connection${inBrackets(code)}.`,
  };
}

const otherPort: Readonly<Record<EndpointScheme, string>> = {
  tls: 'Or the port does not speak TLS; plain TCP is usually on 2208 (tcp://).',
  tcp: 'Or the port speaks TLS; that is usually on 2209 (tls://).',
  https: 'Or the port does not speak TLS.',
  http: 'Or the port speaks TLS.',
};

// TLS

const WHAT_TLS_MAY_LACK =
  'It may ask for a client certificate (cert and key), or for another version of TLS (minVersion).';

/** What OpenSSL reports when the first bytes from the other side are no TLS at all. */
const notTls = new Set([
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_HTTP_REQUEST',
  'ERR_SSL_UNKNOWN_PROTOCOL',
  'ERR_SSL_RECORD_LAYER_FAILURE',
]);

function tlsProblem(
  code: string,
  cause: unknown,
  { endpoint, stage }: NetworkFailure,
): Explanation | undefined {
  if (code !== 'EPROTO' && !code.startsWith('ERR_SSL_') && !code.startsWith('ERR_TLS_')) {
    return undefined;
  }
  const reason = cause instanceof Error ? cause.message : '';
  const { display, scheme } = endpoint;
  // An alert is TLS, whatever it complains about; its code may be the same bare EPROTO.
  const isAlert = /alert/i.test(`${code} ${reason}`);
  if (stage === 'handshake' && !isAlert && (notTls.has(code) || code === 'EPROTO')) {
    const plain = scheme === 'https' ? 'http://' : 'tcp:// (usually port 2208)';
    return {
      code: 'plain-port',
      message: `${display} does not speak TLS (${code}).`,
      hint: `Use the port for TLS; a connection without encryption has to be asked for with ${plain}.`,
    };
  }
  const subject = stage === 'handshake' ? 'The TLS handshake' : 'The TLS connection';
  return {
    code: 'tls-failed',
    message: `${subject} with ${display} failed (${code}).`,
    hint: isAlert ? alertHint(`${code} ${reason}`) : undefined,
  };
}

function alertHint(alert: string): string {
  if (/protocol.version|unsupported.protocol/i.test(alert)) {
    return 'The platform speaks another version of TLS: see the option minVersion.';
  }
  if (/certificate|unknown.ca|access.denied/i.test(alert)) {
    return 'The platform wants a client certificate that it trusts: see the options cert and key.';
  }
  return WHAT_TLS_MAY_LACK;
}

// Certificates

const AUTHORITY =
  'If the platform has a certificate of a private authority, give that in the option ca.';

/** OpenSSL's names for what is wrong with a certificate, and what helps. */
const certificateHints: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED:
    'Check the clock of this machine; if it is right, the platform needs a new one.',
  CERT_NOT_YET_VALID: 'It is not valid yet: check the clock of this machine.',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'It is made out to other names: connect by one of them, or give it in the option servername.',
  HOSTNAME_MISMATCH:
    'It is made out to other names: connect by one of them, or give it in the option servername.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'It is signed by itself; if you trust it, give it in the option ca.',
  SELF_SIGNED_CERT_IN_CHAIN: AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT: AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: AUTHORITY,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: `${AUTHORITY} Or the platform does not send the certificates in between.`,
  CERT_REVOKED: 'Its authority has revoked it.',
  CERT_UNTRUSTED: AUTHORITY,
  CERT_REJECTED: AUTHORITY,
  CERT_SIGNATURE_FAILURE: 'Its signature is wrong.',
  CERT_CHAIN_TOO_LONG: 'Too many authorities stand between it and one that is trusted.',
  INVALID_CA: 'Its issuer is no authority.',
  INVALID_PURPOSE: 'It is not meant for servers.',
  PATH_LENGTH_EXCEEDED: 'Too many authorities stand between it and one that is trusted.',
};

function certificateProblem(
  code: string,
  cause: unknown,
  { endpoint }: NetworkFailure,
): Explanation | undefined {
  if (!Object.hasOwn(certificateHints, code)) return undefined;
  const { reason } = cause as { readonly reason?: unknown };
  const detail = typeof reason === 'string' ? `: ${reason.replace(/\.$/, '')}` : '';
  return {
    code: 'certificate-rejected',
    message: `The certificate of ${endpoint.display} was not accepted (${code})${detail}.`,
    hint: certificateHints[code],
  };
}

function inBrackets(code: string): string {
  return code === '' ? '' : ` (${code})`;
}
