import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import type { ServerIdentity } from './certificate.js';
import { Connection } from './connection.js';
import { closeServer, listen, type Address } from './listening.js';
import type { Wire } from './wire.js';

/** Serves messages over TCP, or over TLS. */
export class StreamServer {
  readonly address: Address;
  readonly #server: Server;

  readonly #raw: RawSockets;

  private constructor(server: Server, address: Address, raw: RawSockets) {
    this.#server = server;
    this.#raw = raw;
    this.address = address;
  }

  static async tcp(
    wire: Wire,
    place: { readonly host: string; readonly port: number },
  ): Promise<StreamServer> {
    const server = createServer({ allowHalfOpen: true });
    const raw = new RawSockets(server);
    server.on('connection', (socket: Socket) => {
      const peer = wire.admit(socket.remoteAddress, 'tcp');
      if (peer === undefined) socket.destroy();
      else wire.connections.add(new Connection(socket, socket, peer, wire));
    });
    return new StreamServer(server, await listen(server, place, 'tcp'), raw);
  }

  static async tls(
    wire: Wire,
    place: { readonly host: string; readonly port: number },
    { cert, key }: ServerIdentity,
  ): Promise<StreamServer> {
    const server = createTlsServer({
      cert,
      key,
      minVersion: 'TLSv1.2',
      handshakeTimeout: HANDSHAKE_MS,
    });
    const raw = new RawSockets(server);
    // Before the handshake, as a server that knows its clients by their addresses.
    server.on('connection', (socket: Socket) => {
      if (wire.admit(socket.remoteAddress, 'tls') === undefined) socket.destroy();
    });
    server.on('secureConnection', (socket: TLSSocket) => {
      const peer = wire.admit(socket.remoteAddress, 'tls');
      if (peer === undefined) socket.destroy();
      else wire.connections.add(new Connection(socket, raw.under(socket), peer, wire));
    });
    logFailedHandshakes(server, wire);
    return new StreamServer(server, await listen(server, place, 'tls'), raw);
  }

  /** Takes no new connections; resolves when all are closed. */
  async close(): Promise<void> {
    await closeServer(this.#server);
  }

  /** Closes what is still open, handshakes included. */
  destroy(): void {
    this.#raw.destroy();
  }
}

const HANDSHAKE_MS = 10_000;

/** Clients that speak something else, or do not like the certificate. */
export function logFailedHandshakes(server: Server, { log }: Wire): void {
  server.on('tlsClientError', (error: Error) => {
    log.logger.warn({ error: error.message }, 'a TLS handshake failed');
  });
}

/** The TCP sockets of a server, also those under TLS: only they can be reset. */
export class RawSockets {
  readonly #sockets = new Map<string, Socket>();

  constructor(server: Server) {
    server.on('connection', (socket: Socket) => {
      const key = keyOf(socket);
      this.#sockets.set(key, socket);
      socket.on('close', () => {
        if (this.#sockets.get(key) === socket) this.#sockets.delete(key);
      });
    });
  }

  under(socket: Socket): Socket {
    return this.#sockets.get(keyOf(socket)) ?? socket;
  }

  destroy(): void {
    for (const socket of this.#sockets.values()) socket.destroy();
  }
}

function keyOf({ remoteAddress, remotePort }: Socket): string {
  return `${String(remoteAddress)} ${String(remotePort)}`;
}
