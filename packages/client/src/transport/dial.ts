import type { LookupFunction, Socket } from 'node:net';
import type { CallScope } from '../call/scope.js';
import { ConnectionError } from '../errors.js';
import { connectSocket, untilReady } from './connect-socket.js';
import type { Endpoint } from './endpoint.js';
import { AT_ONCE_MS, networkError } from './network-errors.js';
import { connectThroughProxy, readProxy, type ProxyOptions } from './proxy.js';

/** How connections are made, whatever they carry. */
export interface ConnectOptions {
  /** Milliseconds for connecting, proxy and TLS handshake included; default 10 s. */
  readonly connectTimeoutMs?: number | undefined;
  /** Goes through a SOCKS or an HTTP proxy. */
  readonly proxy?: ProxyOptions | undefined;
  /** Looks up host names in place of `dns.lookup`. */
  readonly lookup?: LookupFunction | undefined;
}

/**
 * Makes a connection that is ready to be written to, TLS included, in the phase `connect` of a call.
 *
 * @throws ConnectionError, TimeoutError, AbortError; nothing is left open then
 */
export type Dial = (scope: CallScope) => Promise<Socket>;

const DEFAULT_CONNECT_TIMEOUT_MS = 10_000;

/**
 * Gives the way to connect to an endpoint.
 *
 * @param secure begins TLS on a connection that stands; left out, there is none
 * @throws UsageError if the proxy cannot be read
 */
export function dialer(
  endpoint: Endpoint,
  options: ConnectOptions,
  secure?: (socket: Socket) => Socket,
): Dial {
  const { lookup, connectTimeoutMs = DEFAULT_CONNECT_TIMEOUT_MS } = options;
  const proxy = options.proxy === undefined ? undefined : readProxy(options.proxy);
  return async (scope) => {
    scope.phase = 'connect';
    using limit = new ConnectLimit(endpoint, connectTimeoutMs, scope);
    const { signal } = limit;
    if (proxy !== undefined) limit.waitingFor = 'proxy';
    const socket =
      proxy === undefined
        ? await connectSocket(endpoint, lookup, signal, (cause) =>
            networkError(cause, {
              endpoint,
              outcome: scope.outcome,
              stage: 'connect',
              received: 0,
              atOnce: false,
            }),
          )
        : await connectThroughProxy(proxy, endpoint, {
            lookup,
            signal,
            timeoutMs: connectTimeoutMs,
            outcome: scope.outcome,
          });
    if (secure === undefined) return socket;
    limit.waitingFor = 'handshake';
    const startedAt = performance.now();
    const heardBefore = socket.bytesRead;
    return await untilReady(secure(socket), 'secureConnect', signal, (cause) => {
      const received = socket.bytesRead - heardBefore;
      return networkError(cause, {
        endpoint,
        outcome: scope.outcome,
        stage: 'handshake',
        received,
        atOnce: received === 0 && performance.now() - startedAt < AT_ONCE_MS,
      });
    });
  };
}

/** The time that connecting may take: that of the call, and not more than its own. */
class ConnectLimit implements Disposable {
  /** Its reason is the error to throw. */
  readonly signal: AbortSignal;
  waitingFor: 'host' | 'proxy' | 'handshake' = 'host';
  readonly #timer: NodeJS.Timeout;
  readonly #scope: CallScope;
  readonly #onAbort: () => void;

  constructor(endpoint: Endpoint, timeoutMs: number, scope: CallScope) {
    scope.throwIfAborted();
    const controller = new AbortController();
    this.signal = controller.signal;
    this.#scope = scope;
    this.#onAbort = (): void => controller.abort(scope.abortError());
    scope.signal.addEventListener('abort', this.#onAbort, { once: true });
    this.#timer = setTimeout(() => {
      const { message, hint } = missing[this.waitingFor];
      const error = new ConnectionError(
        'connection-failed',
        `No connection to ${endpoint.display} within ${String(timeoutMs)} ms: ${message}.`,
        { outcome: scope.outcome, endpoint: endpoint.display, hint },
      );
      controller.abort(error);
    }, timeoutMs);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#scope.signal.removeEventListener('abort', this.#onAbort);
  }
}

const missing = {
  host: {
    message: 'the host does not answer',
    hint: 'A firewall on the way may drop what is sent; check the host, and the route to it.',
  },
  proxy: {
    message: 'the proxy does not answer',
    hint: 'Check the proxy, and whether it may connect to this host and port.',
  },
  handshake: {
    message: 'the TLS handshake is not answered',
    hint: 'The port may not speak TLS; OCI-P over TLS is usually on 2209.',
  },
} as const;
