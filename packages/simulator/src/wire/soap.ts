import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import { encodeBytes, MalformedMessageError } from '@ocipkit/core';
import type { ServerIdentity } from './certificate.js';
import { actualEncoding, damaged, pause, piecesOf } from './delivery.js';
import type { Incoming, Outcome } from './exchange.js';
import type { FaultPlan } from './fault-plan.js';
import { closeServer, listen, type Address } from './listening.js';
import { loggedText } from './log.js';
import { isLoginRequest } from './login.js';
import { Session, type Peer } from './session.js';
import {
  readCall,
  writeAnswer,
  writeFault,
  writeWsdl,
  type SoapCall,
  type SoapFault,
} from './soap-envelope.js';
import { sessionCookie, SoapSessions } from './soap-sessions.js';
import { logFailedHandshakes, RawSockets } from './tcp.js';
import type { Wire } from './wire.js';

/** Path of the provisioning service. */
const SOAP_PATH = '/webservice/services/ProvisioningService';

const NOT_LOGGED_IN: SoapFault = {
  code: 'soapenv:Server.generalException',
  text: 'INVALID_REQUEST',
  detail: 'No request is processed before the user is logged in.',
};

const NO_CALL: SoapFault = {
  code: 'soapenv:Client',
  text: 'INVALID_REQUEST',
  detail: 'The body is no call of processOCIMessage with the argument in0 or arg0.',
};

const WEB_PAGE =
  '<!DOCTYPE html>\n<html><head><title>Service unavailable</title></head>' +
  '<body><h1>The service is unavailable</h1></body></html>\n';

/** What is known of the connection that a request came over. */
interface Connected {
  readonly number: number;
  /** The TCP socket, also under TLS. */
  readonly raw: Socket;
  readonly peer: Peer;
}

/** Serves messages in SOAP 1.1 over HTTP, or HTTPS. */
export class SoapServer {
  readonly address: Address;
  readonly #server: Server;
  readonly #sessions: SoapSessions;
  readonly #ending: AbortController;
  readonly #raw: RawSockets;

  private constructor(
    server: Server,
    address: Address,
    sessions: SoapSessions,
    ending: AbortController,
    raw: RawSockets,
  ) {
    this.#server = server;
    this.address = address;
    this.#sessions = sessions;
    this.#ending = ending;
    this.#raw = raw;
  }

  /** @param identity serves HTTPS with it; plain HTTP without */
  static async start(
    wire: Wire,
    place: { readonly host: string; readonly port: number },
    expiryMs: number,
    identity?: ServerIdentity,
  ): Promise<SoapServer> {
    const server: Server =
      identity === undefined
        ? createServer()
        : createHttpsServer({ cert: identity.cert, key: identity.key, minVersion: 'TLSv1.2' });
    const sessions = new SoapSessions(expiryMs, wire.metrics);
    const ending = new AbortController();
    const raw = new RawSockets(server);
    const front = new FrontEnd(wire, sessions, ending.signal, identity !== undefined);
    front.watch(server, raw);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void front.serve(request, response);
    });
    const scheme = identity === undefined ? 'http' : 'https';
    const address = await listen(server, place, scheme, SOAP_PATH);
    return new SoapServer(server, address, sessions, ending, raw);
  }

  /** Forgets every session; connections stay. */
  killSessions(): void {
    this.#sessions.clear();
  }

  /** Takes no new connections and gives up stalled answers; resolves when all are closed. */
  async close(): Promise<void> {
    this.#ending.abort();
    const closed = closeServer(this.#server);
    this.#server.closeIdleConnections();
    await closed;
    this.#sessions.clear();
  }

  /** Closes what is still open, handshakes included. */
  destroy(): void {
    this.#server.closeAllConnections();
    this.#raw.destroy();
  }
}

class FrontEnd {
  readonly #wire: Wire;
  readonly #sessions: SoapSessions;
  readonly #ending: AbortSignal;
  readonly #isSecure: boolean;
  readonly #connected = new WeakMap<Socket, Connected>();

  constructor(wire: Wire, sessions: SoapSessions, ending: AbortSignal, isSecure: boolean) {
    this.#wire = wire;
    this.#sessions = sessions;
    this.#ending = ending;
    this.#isSecure = isSecure;
  }

  /** Takes note of connections: who they are from, and what is under them. */
  watch(server: Server, raw: RawSockets): void {
    const wire = this.#wire;
    server.on('connection', (socket: Socket) => {
      const peer = wire.admit(socket.remoteAddress, 'soap');
      if (peer === undefined) socket.destroy();
      else if (!this.#isSecure) this.#onConnection(socket, socket, peer);
    });
    server.on('secureConnection', (socket: Socket) => {
      const peer = wire.admit(socket.remoteAddress, 'soap');
      if (peer !== undefined) this.#onConnection(socket, raw.under(socket), peer);
    });
    logFailedHandshakes(server, wire);
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // What went wrong with the connection matters to nobody.
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    try {
      await this.#serve(request, response);
    } catch (error) {
      const name = error instanceof Error ? error.name : typeof error;
      this.#wire.log.logger.error({ error: name }, 'a request over HTTP failed');
      response.destroy();
    }
  }

  #onConnection(socket: Socket, raw: Socket, peer: Peer): void {
    const { metrics, log } = this.#wire;
    const connection = this.#wire.nextConnection();
    const place = { transport: 'soap', connection, address: peer.address } as const;
    this.#connected.set(socket, { number: connection, raw, peer });
    metrics.connectionOpened('soap');
    log.add({ kind: 'connected', ...place });
    socket.setNoDelay(true);
    socket.on('close', () => {
      metrics.connectionClosed();
      log.add({ kind: 'disconnected', ...place });
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '', method } = request;
    const [path, query] = url.split('?', 2);
    const connected = this.#connected.get(request.socket);
    if (connected === undefined) response.destroy();
    else if (path !== SOAP_PATH) plain(response, 404, 'There is no such service.');
    else if (method === 'GET' && query?.toLowerCase() === 'wsdl') this.#describe(request, response);
    else if (method !== 'POST') plain(response, 405, 'Use POST.', { Allow: 'POST' });
    else await this.#serveCall(request, response, connected);
  }

  #describe({ headers }: IncomingMessage, response: ServerResponse): void {
    const { host = '' } = headers;
    const safe = /^[\w.:[\]-]+$/.test(host) ? host : 'localhost';
    const scheme = this.#isSecure ? 'https' : 'http';
    response.writeHead(200, { 'Content-Type': 'text/xml; charset=utf-8' });
    response.end(writeWsdl(`${scheme}://${safe}${SOAP_PATH}`));
  }

  async #serveCall(
    request: IncomingMessage,
    response: ServerResponse,
    { number, raw, peer }: Connected,
  ): Promise<void> {
    const began = performance.now();
    const { maxMessageBytes } = this.#wire.limits;
    const body = await readBody(request, maxMessageBytes);
    if (body === undefined) {
      plain(response, 413, 'The message is too large.', { Connection: 'close' });
      return;
    }
    const call = callIn(body, request.headers['content-type'], maxMessageBytes);
    if (call === undefined) {
      const place = { transport: 'soap', connection: number } as const;
      const text = loggedText(body);
      this.#wire.log.add({ kind: 'malformed', ...place, reason: NO_CALL.detail, text });
      this.#wire.metrics.malformed();
      sendWhole(response, 500, writeFault(NO_CALL));
      return;
    }
    const { exchange, metrics } = this.#wire;
    const incoming = exchange.read(call.document, peer, number);
    const { session, cookie } = this.#sessionOf(request, incoming);
    const outcome = exchange.answer(incoming, session, peer);
    await this.#deliver(response, raw, call, incoming, outcome, cookie);
    metrics.took(performance.now() - began);
  }

  /** A login begins a session where there is none; nothing else does. */
  #sessionOf(
    request: IncomingMessage,
    { message, plan }: Incoming,
  ): { readonly session: Session; readonly cookie?: string } {
    const isLost = plan.has('loseCookie');
    const known = this.#sessions.find(isLost ? undefined : sessionCookie(request.headers.cookie));
    if (known !== undefined) return { session: known };
    const isLogin = message?.commands.some(({ type }) => isLoginRequest(type)) === true;
    if (!isLogin) return { session: new Session() };
    const { session, cookie } = this.#sessions.create();
    return isLost ? { session } : { session, cookie };
  }

  async #deliver(
    response: ServerResponse,
    raw: Socket,
    call: SoapCall,
    { plan }: Incoming,
    outcome: Outcome,
    cookie: string | undefined,
  ): Promise<void> {
    const gone = new AbortController();
    response.on('close', () => {
      gone.abort();
    });
    if (response.destroyed) return;
    if (plan.delayMs > 0) await pause(plan.delayMs, gone.signal);
    if (plan.has('stall')) {
      await pause(Infinity, AbortSignal.any([gone.signal, this.#ending]));
      response.destroy();
    } else if (plan.has('reset')) raw.resetAndDestroy();
    else if (plan.has('drop') || outcome.kind === 'close') response.destroy();
    else if (plan.html !== undefined) {
      response.writeHead(plan.html, { 'Content-Type': 'text/html; charset=utf-8' }).end(WEB_PAGE);
    } else if (outcome.kind === 'not-logged-in') {
      sendWhole(response, plan.has('faultStatus200') ? 200 : 500, writeFault(NOT_LOGGED_IN));
    } else {
      const envelope = writeAnswer(call.operation, damaged(outcome.xml, plan));
      const bytes = encodeBytes(envelope, actualEncoding('UTF-8', plan));
      const secure = this.#isSecure ? '; Secure' : '';
      response.writeHead(200, {
        'Content-Type': 'text/xml; charset=utf-8',
        'Content-Length': bytes.length,
        ...(cookie !== undefined && {
          'Set-Cookie': `JSESSIONID=${cookie}; Path=/webservice; HttpOnly${secure}`,
        }),
      });
      await sendPieces(response, bytes, plan, gone.signal);
    }
  }
}

/** Undefined if the body is none, whatever is wrong with it. */
function callIn(body: Uint8Array, type: string | undefined, max: number): SoapCall | undefined {
  try {
    return readCall(body, type, max);
  } catch (error) {
    if (error instanceof MalformedMessageError) return undefined;
    throw error;
  }
}

/** Undefined if it is longer than the limit; the rest is thrown away. */
async function readBody(
  request: IncomingMessage,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else resolve(undefined);
    });
    request.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
    request.on('close', () => {
      reject(new Error('the connection closed'));
    });
  });
}

async function sendPieces(
  response: ServerResponse,
  bytes: Uint8Array,
  plan: FaultPlan,
  gone: AbortSignal,
): Promise<void> {
  for (const { piece, waitMs } of piecesOf(bytes, plan)) {
    if (gone.aborted) return;
    await written(response, piece);
    if (waitMs > 0) await pause(waitMs, gone);
    else if (plan.trickle !== undefined) await new Promise((resolve) => setImmediate(resolve));
  }
  // Fewer bytes than the header says: the connection ends in the middle.
  if (plan.has('truncate')) response.socket?.end();
  else response.end();
}

/** Ends when the bytes have left, or nobody takes them. */
async function written(response: ServerResponse, piece: Uint8Array): Promise<void> {
  await new Promise<void>((resolve) => {
    response.write(piece, () => {
      resolve();
    });
  });
}

function sendWhole(response: ServerResponse, status: number, xml: string): void {
  const bytes = encodeBytes(xml, 'UTF-8');
  response.writeHead(status, {
    'Content-Type': 'text/xml; charset=utf-8',
    'Content-Length': bytes.length,
  });
  response.end(bytes);
}

function plain(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', ...headers });
  response.end(`${text}\n`);
}
