import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { Worker } from 'node:worker_threads';
import { MessageFramer } from '@ocipkit/core';
import { parseEndpoint, type Endpoint } from '../../../src/transport/endpoint.js';

/** A server on a free port of the loopback interface; `await using` ends it. */
export interface TestServer extends AsyncDisposable {
  readonly port: number;
  readonly endpoint: Endpoint;
  /** All that ever connected, in order. */
  readonly sockets: readonly Socket[];
}

type OnConnection = (socket: Socket) => void;

/** Speaks plain TCP; port 0 is any that is free. */
export function serveTcp(
  onConnection: OnConnection,
  host = '127.0.0.1',
  port = 0,
): Promise<TestServer> {
  return listen(createServer(), 'connection', 'tcp', onConnection, host, port);
}

/** Speaks TLS. Handshakes that fail are the client's affair. */
export function serveTls(options: TlsOptions, onConnection: OnConnection): Promise<TestServer> {
  const server = createTlsServer(options);
  server.on('tlsClientError', () => undefined);
  return listen(server, 'secureConnection', 'tls', onConnection, '127.0.0.1', 0);
}

async function listen(
  server: Server,
  event: string,
  scheme: string,
  onConnection: OnConnection,
  host: string,
  wanted: number,
): Promise<TestServer> {
  const raw = new Set<Socket>();
  const sockets: Socket[] = [];
  server.on('connection', (socket: Socket) => {
    raw.add(socket);
    socket.on('error', () => undefined).setNoDelay(true);
  });
  server.on(event, (socket: Socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  server.listen(wanted, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const shown = host.includes(':') ? `[${host}]` : host;
  return {
    port,
    sockets,
    endpoint: parseEndpoint(`${scheme}://${shown}:${String(port)}`),
    async [Symbol.asyncDispose]() {
      for (const socket of raw) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Calls back for every message that a client sends on a connection; `number` counts from 1. */
export function onMessage(
  handle: (message: Buffer, socket: Socket, number: number) => void,
): OnConnection {
  return (socket) => {
    const framer = new MessageFramer();
    let number = 0;
    socket.on('data', (chunk: Buffer) => {
      for (const message of framer.push(chunk)) handle(Buffer.from(message), socket, (number += 1));
    });
  };
}

/** Answers every message with the same text that it holds. */
export const echo: OnConnection = onMessage((message, socket) => void socket.write(message));

/** A port of the loopback interface that nobody listens to. */
export async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * A port that takes no further connection and does not say so: the kernel drops what arrives, since
 * the queue of a listener that never accepts is full.
 */
export async function blackHole(): Promise<{ readonly port: number } & AsyncDisposable> {
  const listener = new Worker(
    `const { parentPort } = require('node:worker_threads');
     const server = require('node:net').createServer();
     server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
       parentPort.postMessage(server.address().port);
       Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
     });`,
    { eval: true },
  );
  const [port] = (await once(listener, 'message')) as [number];
  const fillers: Socket[] = [];
  let isFull = false;
  while (!isFull && fillers.length < 64) {
    const filler = connect(port, '127.0.0.1').on('error', () => undefined);
    fillers.push(filler);
    isFull = await Promise.race([
      once(filler, 'connect').then(() => false),
      pause(300).then(() => true),
    ]);
  }
  if (!isFull) throw new Error('This system takes any number of connections that nobody accepts.');
  return {
    port,
    async [Symbol.asyncDispose]() {
      for (const filler of fillers) filler.destroy();
      await listener.terminate();
    },
  };
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
