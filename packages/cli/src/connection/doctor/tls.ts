import { isIP } from 'node:net';
import { connect, type PeerCertificate, type TLSSocket } from 'node:tls';
import { exitCodes } from '../../program/exit-codes.js';
import type { Endpoint } from '@ocipkit/client';
import { withDeadline, type Check } from './check.js';
import { codeOf, untilEvent } from './network.js';

const LIMIT_MS = 10_000;
const SOON_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Makes a TLS connection and looks at the certificate. It connects whatever the certificate is, so as to
 * tell about it; nothing is sent.
 *
 * @param ca authorities to trust, as PEM; those of Node by default
 */
export async function checkTls(
  endpoint: Endpoint,
  ca: string | undefined,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const { host, port, scheme, display } = endpoint;
  if (scheme === 'tcp' || scheme === 'http') {
    return [
      {
        name: 'TLS',
        state: 'warn',
        found: `not used: ${scheme}:// is not encrypted`,
        next: 'Use tls:// (usually port 2209) or https://, where the platform has it.',
      },
    ];
  }
  const socket = connect({
    host,
    port,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(ca === undefined ? {} : { ca }),
    minVersion: 'TLSv1.2',
    rejectUnauthorized: false,
  });
  try {
    await untilEvent(socket, 'secureConnect', withDeadline(signal, LIMIT_MS));
    const found = `${socket.getProtocol() ?? ''} with ${socket.getCipher().name}`;
    return [{ name: 'TLS', state: 'ok', found }, judgeCertificate(seenCertificate(socket), host)];
  } catch (error) {
    signal.throwIfAborted();
    return [
      {
        name: 'TLS',
        state: 'fail',
        found: `the handshake with ${display} failed (${codeOf(error)})`,
        next: tlsAdvice(codeOf(error)),
        exitCode: exitCodes.network,
      },
    ];
  } finally {
    socket.destroy();
  }
}

function tlsAdvice(code: string): string {
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH|EPROTO|HTTP_REQUEST/.test(code)) {
    return 'The port may not speak TLS: check it. Without encryption it is tcp://, usually port 2208.';
  }
  if (/ECONNRESET|closed/.test(code)) {
    return 'The platform may not accept this address: check its access list for OCI.';
  }
  return 'The platform may ask for a client certificate or an older TLS; neither is supported here.';
}

/** What a TLS connection tells of the certificate. */
export interface SeenCertificate {
  /** Node's code for why it is not trusted; undefined if it is. */
  readonly problem: string | undefined;
  readonly certificate: Pick<PeerCertificate, 'subject' | 'issuer' | 'valid_to' | 'subjectaltname'>;
}

function seenCertificate(socket: TLSSocket): SeenCertificate {
  const certificate = socket.getPeerCertificate();
  const reason: unknown = socket.authorizationError;
  const problem = typeof reason === 'string' ? reason : codeOf(reason);
  return { problem: socket.authorized ? undefined : problem, certificate };
}

export function judgeCertificate(
  { problem, certificate }: SeenCertificate,
  host: string,
  now = Date.now(),
): Check {
  const expires = new Date(certificate.valid_to);
  const about = `${nameOf(certificate.subject)}, issued by ${nameOf(certificate.issuer)}, valid until ${dayOf(expires)}`;
  if (problem !== undefined) {
    return {
      name: 'certificate',
      state: 'fail',
      found: `not trusted (${problem}): ${about}`,
      next: certificateAdvice(problem, certificate, host),
      exitCode: exitCodes.network,
    };
  }
  const days = Math.floor((expires.getTime() - now) / DAY_MS);
  if (days > SOON_DAYS) return { name: 'certificate', state: 'ok', found: about };
  return {
    name: 'certificate',
    state: 'warn',
    found: `${about}: ${String(days)} days`,
    next: 'Have the certificate of the platform renewed.',
  };
}

function certificateAdvice(
  code: string,
  certificate: SeenCertificate['certificate'],
  host: string,
): string {
  switch (code) {
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return 'Check the clock of this machine; if it is right, the platform needs a new certificate.';
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `It is not for ${host}. Use one of its names: ${certificate.subjectaltname ?? nameOf(certificate.subject)}`;
    default:
      return 'If a private authority issued it, name its certificate: ocip profile add <name> --force --ca <file>, or OCIP_CA.';
  }
}

function nameOf(name: PeerCertificate['subject'] | undefined): string {
  const { CN: common, O: organisation } = name ?? {};
  const [first = 'nobody'] = [common ?? organisation ?? []].flat();
  return first;
}

function dayOf(date: Date): string {
  return Number.isNaN(date.getTime()) ? 'an unknown day' : date.toISOString().slice(0, 10);
}
