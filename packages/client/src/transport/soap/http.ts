import { request, type IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import { OcipError } from '@ocipkit/core';
import type { CallScope } from '../../call/scope.js';
import { ConnectionError, ProtocolError, type CallPhase, type Outcome } from '../../errors.js';
import type { Endpoint } from '../endpoint.js';
import { foreignProtocol } from '../foreign-protocol.js';
import { networkError } from '../network-errors.js';
import type { DialArgs, KeepAliveAgent } from './agent.js';

/** Where requests go. */
export interface HttpTarget {
  readonly endpoint: Endpoint;
  readonly agent: KeepAliveAgent;
  /** Longest body that is read, in bytes. */
  readonly maxBytes: number;
}

export interface HttpRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Ends the exchange when it fires, with the outcome it has by then. */
  readonly closing: AbortSignal;
}

export interface HttpReply {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  /** Whole for the statuses that SOAP uses; the beginning for others. */
  readonly body: Buffer;
}

/** The statuses that come with a SOAP envelope: an answer, or a fault. */
export const isSoapStatus = (status: number): boolean => status === 200 || status === 500;

/** How much is read of a body that is not SOAP. */
const BEGINNING = 4_096;

/**
 * Sends a POST and reads its answer. Makes a connection if need be; `scope.sent` is set when the
 * first byte is handed to it.
 *
 * @throws ConnectionError, ProtocolError, TimeoutError, AbortError; the connection is destroyed then
 */
export function post(
  target: HttpTarget,
  message: HttpRequest,
  scope: CallScope,
): Promise<HttpReply> {
  const progress: Progress = { endpoint: target.endpoint, isSent: false };
  const enter = phaseSetter(scope);
  return new Promise((resolve, reject) => {
    let isSettled = false;
    const settle = (): boolean => {
      if (isSettled) return false;
      isSettled = true;
      scope.signal.removeEventListener('abort', onAbort);
      message.closing.removeEventListener('abort', onClosing);
      return true;
    };
    const fail = (error: unknown): void => {
      if (!settle()) return;
      reject(asClientError(error, progress));
      outgoing.destroy();
    };
    const onAbort = (): void => fail(scope.abortError());
    const onClosing = (): void => fail(closedError(progress));

    enter('connect');
    const outgoing = request(requestArgs(target, message, scope));
    scope.signal.addEventListener('abort', onAbort, { once: true });
    message.closing.addEventListener('abort', onClosing, { once: true });
    outgoing.on('error', fail);
    outgoing.on('socket', (socket) => {
      // One that is dead already reports that by itself.
      if (socket.destroyed) return;
      progress.isSent = scope.sent = true;
      enter('send');
      // Headers leave together with the body, and not earlier.
      outgoing.end(message.body, () => {
        if (!isSettled) enter('receive');
      });
    });
    outgoing.on('response', (response) => {
      readReply(response, target.maxBytes, progress).then((reply) => {
        if (settle()) resolve(reply);
      }, fail);
    });
  });
}

function requestArgs(target: HttpTarget, message: HttpRequest, scope: CallScope): DialArgs {
  const { agent, endpoint } = target;
  const { host, port, path } = endpoint;
  const headers = {
    Host: hostHeader(endpoint),
    ...message.headers,
    'Content-Length': Buffer.byteLength(message.body),
  };
  return { agent, host, port, path, method: 'POST', headers, scope };
}

/** Without the port that goes with the scheme, as some virtual hosts want it; zones are local. */
function hostHeader({ scheme, host, port }: Endpoint): string {
  const name = isIPv6(host) ? `[${host.replace(/%.*/, '')}]` : host;
  return port === (scheme === 'https' ? 443 : 80) ? name : `${name}:${String(port)}`;
}

/** A login stays one phase to the caller, but for the connecting. */
function phaseSetter(scope: CallScope): (phase: CallPhase) => void {
  const isLogin = scope.phase === 'login';
  return (phase) => {
    scope.phase = isLogin && phase !== 'connect' ? 'login' : phase;
  };
}

async function readReply(
  response: IncomingMessage,
  maxBytes: number,
  progress: Progress,
): Promise<HttpReply> {
  const { statusCode: status = 0, headers } = response;
  const isSoap = isSoapStatus(status);
  progress.received = 0;
  if (isSoap && Number(headers['content-length']) > maxBytes) throw tooLarge(maxBytes, progress);
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    progress.received += chunk.length;
    if (isSoap && progress.received > maxBytes) throw tooLarge(maxBytes, progress);
    if (!isSoap && progress.received >= BEGINNING) break;
  }
  return { status, headers, body: Buffer.concat(chunks) };
}

/** How far an exchange has come; what its errors depend on. */
interface Progress {
  readonly endpoint: Endpoint;
  isSent: boolean;
  /** Bytes of the body; undefined before the headers of the answer. */
  received?: number;
}

const outcomeOf = ({ isSent }: Progress): Outcome => (isSent ? 'unknown' : 'not-sent');

function tooLarge(limit: number, progress: Progress): ProtocolError {
  const { display } = progress.endpoint;
  return new ProtocolError(
    'reply-too-large',
    `The answer of ${display} is larger than ${String(limit)} bytes, the most that is read.`,
    {
      outcome: outcomeOf(progress),
      endpoint: display,
      hint: 'Ask for less, page by page, or raise the limit.',
    },
  );
}

function closedError(progress: Progress): ConnectionError {
  return new ConnectionError('connection-lost', 'The session was closed during the call.', {
    outcome: outcomeOf(progress),
    endpoint: progress.endpoint.display,
  });
}

function asClientError(error: unknown, progress: Progress): Error {
  if (error instanceof OcipError) return error;
  const { endpoint, received = 0 } = progress;
  if (isParseError(error)) return noHttp(error, progress);
  return networkError(error, {
    endpoint,
    outcome: outcomeOf(progress),
    stage: 'exchange',
    received,
    atOnce: false,
  });
}

/** What Node's HTTP parser reports. */
interface ParseError extends Error {
  readonly code: string;
  readonly rawPacket?: Buffer;
}

function isParseError(error: unknown): error is ParseError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('HPE_');
}

/** The parser's error holds the bytes it stumbled over, cookies included: it is no cause of ours. */
function noHttp({ message, rawPacket }: ParseError, progress: Progress): ProtocolError {
  const { display, scheme } = progress.endpoint;
  const isTls = rawPacket !== undefined && foreignProtocol(rawPacket)?.what === 'TLS';
  return new ProtocolError(
    'malformed-reply',
    `What came back from ${display} is no HTTP: ${message.replace(/^Parse Error: /, '')}.`,
    {
      outcome: outcomeOf(progress),
      endpoint: display,
      hint: isTls && scheme === 'http' ? 'The port speaks TLS: use https://.' : undefined,
    },
  );
}
