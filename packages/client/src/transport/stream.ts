import type { Socket } from 'node:net';
import { encodeBytes, MessageFramer, MessageTooLargeError } from '@ocipkit/core';
import type { CallScope } from '../call/scope.js';
import { ConnectionError, ProtocolError, type CallPhase, type ClientError } from '../errors.js';
import type { Endpoint } from './endpoint.js';
import { foreignProtocol } from './foreign-protocol.js';
import { AT_ONCE_MS, networkError } from './network-errors.js';
import type { Channel, OutgoingText } from './transport.js';
import { UsageError } from './usage-error.js';

/** The exchange that is under way. */
interface Exchange {
  readonly scope: CallScope;
  readonly resolve: (reply: Uint8Array) => void;
  readonly reject: (error: ClientError) => void;
  readonly onAbort: () => void;
  /** The request has left this process. */
  isWritten: boolean;
  reply: Uint8Array | undefined;
}

/** What a call is told that comes too late, or was under way. */
type Explain = (scope: CallScope) => ClientError;

/**
 * Messages over a socket, TLS or not. At the first doubt about what belongs to what, the socket is
 * destroyed: a late reply would answer the next request.
 *
 * Between exchanges the socket does not keep the process running.
 */
export class StreamChannel implements Channel {
  readonly #socket: Socket;
  readonly #endpoint: Endpoint;
  readonly #framer: MessageFramer;
  readonly #openedAt = performance.now();
  /** A byte has come from the other side, ever. */
  #isHeard = false;
  #exchange: Exchange | undefined;
  /** Set once it is closed, for those who come too late. */
  #closed: Explain | undefined;
  #closeListeners: (() => void)[] = [];

  /** @param socket connected, handshake done, nothing read from it yet */
  constructor(socket: Socket, endpoint: Endpoint, maxMessageBytes?: number) {
    this.#socket = socket;
    this.#endpoint = endpoint;
    this.#framer = new MessageFramer(maxMessageBytes);
    socket.on('data', this.#onData).on('end', this.#onEnd);
    socket.on('error', this.#onError).on('close', this.#onEnd);
    socket.unref();
  }

  get isOpen(): boolean {
    return this.#closed === undefined;
  }

  exchange(message: OutgoingText, scope: CallScope): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      if (this.#exchange !== undefined) {
        throw new UsageError(
          'An exchange is under way on this channel: one message at a time, or answers are mixed up.',
        );
      }
      scope.throwIfAborted();
      // Ended by the other side, and the event that tells is still to come.
      if (this.#closed === undefined && !this.#socket.writable) this.#onEnd();
      if (this.#closed !== undefined) throw this.#closed(scope);
      const bytes = encodeBytes(withLineFeed(message.xml), message.encoding);
      const onAbort = (): void => {
        this.#close(() => scope.abortError(), 'a call on it was given up');
      };
      const exchange = { scope, resolve, reject, onAbort, isWritten: false, reply: undefined };
      this.#exchange = exchange;
      scope.onAbort(onAbort);
      this.#socket.ref();
      const enter = phaseSetter(scope);
      enter('send');
      scope.sent = true;
      this.#socket.write(bytes, (error) => {
        // What went wrong comes as an event.
        if (error instanceof Error || this.#exchange !== exchange) return;
        enter('receive');
        exchange.isWritten = true;
        this.#finish();
      });
    });
  }

  onClose(listener: () => void): void {
    if (this.#closed === undefined) this.#closeListeners.push(listener);
    else queueMicrotask(listener);
  }

  destroy(): void {
    this.#close((scope) => this.#lost('was destroyed during the call', scope), 'it was destroyed');
  }

  readonly #onData = (chunk: Buffer): void => {
    this.#isHeard = true;
    const exchange = this.#exchange;
    const isStart = this.#framer.pendingBytes === 0;
    let messages: Uint8Array[];
    try {
      messages = this.#framer.push(chunk);
    } catch (error) {
      if (!(error instanceof MessageTooLargeError)) throw error;
      this.#close((scope) => this.#tooLarge(error, scope), 'a message was too large');
      return;
    }
    const [message] = messages;
    const hasMore = this.#framer.pendingBytes > 0;
    if (exchange === undefined || exchange.reply !== undefined) {
      if (message !== undefined || hasMore) this.#closeUnsolicited();
    } else if (message !== undefined) {
      exchange.reply = message;
      if (messages.length > 1 || hasMore) this.#closeUnsolicited();
      else this.#finish();
    } else if (isStart && hasMore) {
      this.#checkStart(chunk.subarray(chunk.length - this.#framer.pendingBytes));
    }
  };

  readonly #onEnd = (): void => {
    this.#onError(undefined);
  };

  readonly #onError = (cause: Error | undefined): void => {
    const received = this.#framer.pendingBytes;
    const atOnce = !this.#isHeard && performance.now() - this.#openedAt < AT_ONCE_MS;
    this.#close((scope) =>
      networkError(cause, {
        endpoint: this.#endpoint,
        outcome: scope.outcome,
        stage: 'exchange',
        received,
        atOnce,
      }),
    );
  };

  /** Hands over the reply once the request is written too: nothing of the exchange is left then. */
  #finish(): void {
    const exchange = this.#exchange;
    if (exchange?.reply === undefined || !exchange.isWritten) return;
    this.#release(exchange);
    this.#socket.unref();
    exchange.resolve(exchange.reply);
  }

  #release({ scope, onAbort }: Exchange): void {
    this.#exchange = undefined;
    scope.offAbort(onAbort);
  }

  /**
   * Ends the channel for good. A reply that is complete still goes to its request.
   *
   * @param explain the error of the call that is under way
   * @param why the reason that later calls are told; left out, they get the same error
   */
  #close(explain: Explain, why?: string): void {
    if (this.#closed !== undefined) return;
    this.#closed =
      why === undefined ? explain : (scope): ClientError => this.#lost(`is closed: ${why}`, scope);
    // Listeners for errors stay: one may still come, and would end the process if nobody listened.
    this.#socket.off('data', this.#onData).off('end', this.#onEnd).destroy();
    const exchange = this.#exchange;
    if (exchange !== undefined) {
      this.#release(exchange);
      if (exchange.reply === undefined) exchange.reject(explain(exchange.scope));
      else exchange.resolve(exchange.reply);
    }
    const listeners = this.#closeListeners;
    this.#closeListeners = [];
    for (const listener of listeners) listener();
  }

  #closeUnsolicited(): void {
    const why = 'bytes came that no request had asked for';
    this.#close((scope) => this.#lost(`is closed: ${why}`, scope), why);
  }

  /** Ends the wait for an end tag that can't come, since something else than OCI-P speaks. */
  #checkStart(start: Buffer): void {
    const foreign = foreignProtocol(start);
    if (foreign === undefined) return;
    const { display } = this.#endpoint;
    this.#close(
      ({ outcome }) =>
        new ProtocolError('malformed-reply', `${display} answered with ${foreign.what}.`, {
          outcome,
          endpoint: display,
          hint: foreign.hint,
        }),
      'the other side does not speak OCI-P',
    );
  }

  #lost(what: string, { outcome }: CallScope): ConnectionError {
    const { display } = this.#endpoint;
    const message = `The connection to ${display} ${what}.`;
    return new ConnectionError('connection-lost', message, { outcome, endpoint: display });
  }

  #tooLarge(cause: MessageTooLargeError, { outcome }: CallScope): ProtocolError {
    const { display } = this.#endpoint;
    return new ProtocolError(
      'reply-too-large',
      `The answer of ${display} is larger than ${String(cause.limit)} bytes, the most that is read.`,
      {
        outcome,
        endpoint: display,
        cause,
        hint: 'Ask for less, page by page, or raise the limit.',
      },
    );
  }
}

/** A login stays one phase to its caller, whatever it is made of. */
function phaseSetter(scope: CallScope): (phase: CallPhase) => void {
  const isLogin = scope.phase === 'login';
  return (phase) => {
    if (!isLogin) scope.phase = phase;
  };
}

/** Some servers read line by line. */
function withLineFeed(xml: string): string {
  return xml.endsWith('\n') ? xml : `${xml}\n`;
}
