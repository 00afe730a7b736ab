import type { CallScope } from '../call/scope.js';
import { ClientError, ConnectionError } from '../errors.js';
import type { Channel, OutgoingText, Transport } from './transport.js';
import { UsageError } from './usage-error.js';

/**
 * Answers a message in place of a platform. It may take its time. An error of the client that it
 * throws is thrown by the call; any other error is a lost connection.
 *
 * @param xml the document that was sent
 * @param channelNumber counts the channels of the transport, from 1
 */
export type MemoryHandler = (
  xml: string,
  channelNumber: number,
) => Promise<string | Uint8Array> | string | Uint8Array;

/** What a {@link MemoryTransport} passes for. */
export interface MemoryOptions {
  /** What errors and logs call it; default `memory`. */
  readonly endpoint?: string | undefined;
  /** Decides which login is used; default true, as over TLS. */
  readonly isSecure?: boolean | undefined;
}

/** A platform inside the process, for tests: channels behave as over sockets, without any. */
export class MemoryTransport implements Transport {
  readonly endpoint: string;
  readonly isSecure: boolean;
  readonly #handler: MemoryHandler;
  readonly #channels = new Set<Channel>();
  #count = 0;

  constructor(
    handler: MemoryHandler,
    { endpoint = 'memory', isSecure = true }: MemoryOptions = {},
  ) {
    this.#handler = handler;
    this.endpoint = endpoint;
    this.isSecure = isSecure;
  }

  /** Channels that are open now. */
  get openChannels(): number {
    return this.#channels.size;
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- rejects rather than throws
  async open(scope: CallScope, state?: string): Promise<Channel> {
    if (state !== undefined) throw new UsageError('A session in memory cannot be taken over.');
    scope.phase = 'connect';
    scope.throwIfAborted();
    const number = (this.#count += 1);
    const channel = new MemoryChannel((xml) => this.#handler(xml, number), this.endpoint);
    this.#channels.add(channel);
    channel.onClose(() => this.#channels.delete(channel));
    return channel;
  }

  /** Ends every open channel, as a platform does that restarts. */
  disconnect(): void {
    for (const channel of [...this.#channels]) channel.destroy();
  }

  /** Channels that are open stay so. */
  close(): void {
    // They share nothing.
  }
}

class MemoryChannel implements Channel {
  readonly #handler: (xml: string) => Promise<string | Uint8Array> | string | Uint8Array;
  readonly #endpoint: string;
  readonly #closing = new AbortController();
  #isBusy = false;

  constructor(handler: (xml: string) => ReturnType<MemoryHandler>, endpoint: string) {
    this.#handler = handler;
    this.#endpoint = endpoint;
  }

  get isOpen(): boolean {
    return !this.#closing.signal.aborted;
  }

  async exchange(message: OutgoingText, scope: CallScope): Promise<string | Uint8Array> {
    if (this.#isBusy) {
      throw new UsageError(
        'An exchange is under way on this channel: one message at a time, or answers are mixed up.',
      );
    }
    scope.throwIfAborted();
    if (!this.isOpen) throw this.#lost('is closed', scope);
    this.#isBusy = true;
    if (scope.phase !== 'login') scope.phase = 'receive';
    scope.sent = true;
    try {
      return await this.#answer(message.xml, scope);
    } catch (cause) {
      this.destroy();
      throw cause instanceof ClientError
        ? cause
        : this.#lost('was lost during the call', scope, cause);
    } finally {
      this.#isBusy = false;
    }
  }

  onClose(listener: () => void): void {
    if (this.isOpen) this.#closing.signal.addEventListener('abort', listener, { once: true });
    else queueMicrotask(listener);
  }

  destroy(): void {
    this.#closing.abort();
  }

  /** Whichever comes first: the answer, the end of the call, the end of the channel. */
  async #answer(xml: string, scope: CallScope): Promise<string | Uint8Array> {
    const { promise: ended, reject } = deferred();
    const onAbort = (): void => reject(scope.abortError());
    const onClosing = (): void => reject(this.#lost('was closed during the call', scope));
    scope.signal.addEventListener('abort', onAbort, { once: true });
    this.#closing.signal.addEventListener('abort', onClosing, { once: true });
    try {
      return await Promise.race([Promise.resolve(xml).then(this.#handler), ended]);
    } finally {
      scope.signal.removeEventListener('abort', onAbort);
      this.#closing.signal.removeEventListener('abort', onClosing);
    }
  }

  #lost(what: string, { outcome }: CallScope, cause?: unknown): ConnectionError {
    return new ConnectionError('connection-lost', `The connection to ${this.#endpoint} ${what}.`, {
      outcome,
      endpoint: this.#endpoint,
      cause,
    });
  }
}

function deferred(): { readonly promise: Promise<never>; readonly reject: (e: Error) => void } {
  let reject!: (error: Error) => void;
  const promise = new Promise<never>((_, no) => {
    reject = no;
  });
  return { promise, reject };
}
