import { connect, type LookupFunction, type Socket } from 'node:net';
import type { ClientError } from '../errors.js';

/** Where a socket goes. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Idle connections are probed, so that a peer which vanished without a word is noticed. */
const KEEP_ALIVE_MS = 30_000;

/**
 * Connects over TCP; a host with several addresses is tried at all of them, as Node does by default.
 * Whatever happens to the socket later, it never brings the process down by an error that nobody
 * listens to.
 *
 * @param signal its reason is the error to throw
 * @param explain turns what Node reports into the error to throw
 */
export async function connectSocket(
  { host, port }: Address,
  lookup: LookupFunction | undefined,
  signal: AbortSignal,
  explain: (cause: unknown) => ClientError,
): Promise<Socket> {
  signal.throwIfAborted();
  const socket = connect({
    host,
    port,
    // A request is one write and waits for its answer: collecting small writes only delays it.
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_MS,
    ...(lookup === undefined ? {} : { lookup }),
  });
  return untilReady(socket, 'connect', signal, explain);
}

/**
 * Waits until a socket has connected, or its TLS handshake is done. Otherwise the socket is destroyed.
 *
 * @param signal its reason is the error to throw
 * @param explain turns what Node reports into the error to throw; undefined is a close without error
 */
export function untilReady<S extends Socket>(
  socket: S,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal,
  explain: (cause: unknown) => ClientError,
): Promise<S> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      socket.off(event, onReady).off('error', onError).off('close', onClose);
      signal.removeEventListener('abort', onAbort);
    };
    const fail = (error: Error): void => {
      settle();
      socket.destroy();
      reject(error);
    };
    const onReady = (): void => {
      settle();
      resolve(socket);
    };
    const onError = (cause: Error): void => fail(explain(cause));
    const onClose = (): void => fail(explain(undefined));
    const onAbort = (): void => fail(signal.reason as Error);
    socket.on('error', ignore);
    socket.on(event, onReady).on('error', onError).on('close', onClose);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}

function ignore(): void {
  // Who uses the socket hears of errors by listeners of their own.
}
