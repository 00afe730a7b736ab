import type { CallScope } from '../call/scope.js';
import { dialer, type ConnectOptions, type Dial } from './dial.js';
import type { Endpoint } from './endpoint.js';
import { StreamChannel } from './stream.js';
import type { Channel, Transport } from './transport.js';
import { UsageError } from './usage-error.js';

/** What transports over sockets have in common, TLS or not. */
export interface StreamOptions extends ConnectOptions {
  /** Longest reply that is read, in bytes; default 256 MiB. */
  readonly maxMessageBytes?: number | undefined;
}

/** OCI-P over plain TCP: everybody on the way can read along. */
export class TcpTransport implements Transport {
  readonly endpoint: string;
  readonly isSecure = false;
  readonly #open: (scope: CallScope, state?: string) => Promise<Channel>;

  /** @throws UsageError if the endpoint is none of `tcp://`, or an option makes no sense */
  constructor(endpoint: Endpoint, options: StreamOptions = {}) {
    if (endpoint.scheme !== 'tcp') {
      throw new UsageError(`Plain TCP cannot serve an endpoint of ${endpoint.scheme}://.`);
    }
    this.endpoint = endpoint.display;
    this.#open = streamOpener(endpoint, dialTcp(endpoint, options), options);
  }

  open(scope: CallScope, state?: string): Promise<Channel> {
    return this.#open(scope, state);
  }

  /** Nothing is shared. */
  close(): void {
    // Each channel has a socket of its own.
  }
}

/** Gives the way to connect over plain TCP. */
export function dialTcp(endpoint: Endpoint, options: ConnectOptions = {}): Dial {
  return dialer(endpoint, options);
}

/** Puts a channel on every connection that `dial` makes. */
export function streamOpener(
  endpoint: Endpoint,
  dial: Dial,
  { maxMessageBytes }: StreamOptions,
): (scope: CallScope, state?: string) => Promise<Channel> {
  return async (scope, state) => {
    if (state !== undefined) {
      throw new UsageError('A session on a socket ends with it; another cannot go on with it.');
    }
    return new StreamChannel(await dial(scope), endpoint, maxMessageBytes);
  };
}
