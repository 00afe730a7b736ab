import type { MessageEncoding } from '@ocipkit/core';
import type { CallScope } from '../call/scope.js';

/*
 * The contract between the client and what carries its messages. A transport opens channels; a
 * channel exchanges one message at a time. Nothing above knows sockets or HTTP.
 */

/** A message on its way out. */
export interface OutgoingText {
  /** The document, declaration included. */
  readonly xml: string;
  /** The encoding that the declaration names. */
  readonly encoding: MessageEncoding;
}

/** A way to a platform over which one message at a time goes out, and one comes back. */
export interface Channel {
  /** False once it has been destroyed or the other side has gone. */
  readonly isOpen: boolean;

  /**
   * Sends a message and resolves with the reply. Sets `scope.sent` before the first byte leaves.
   * Afterwards the channel is open and clean, or destroyed: never in between.
   *
   * @throws ConnectionError, ProtocolError, TimeoutError, AbortError, each with its outcome
   */
  exchange(message: OutgoingText, scope: CallScope): Promise<Uint8Array | string>;

  /** Called once, when the channel stops being open, whoever ended it. */
  onClose(listener: () => void): void;

  /** Ends the channel at once. No error, however often. */
  destroy(): void;

  /** What another process needs to go on with this session; undefined where that is impossible. */
  exportState?(): string | undefined;
}

/** Opens channels to one platform. */
export interface Transport {
  /** For messages and logs: `host:port`, or the URL without user information. */
  readonly endpoint: string;
  /** Nobody on the way can read along. */
  readonly isSecure: boolean;

  /**
   * Opens a channel.
   *
   * @param state what {@link Channel.exportState} gave, to go on with that session
   * @throws ConnectionError, TimeoutError, AbortError, always with the outcome `not-sent`
   */
  open(scope: CallScope, state?: string): Promise<Channel>;

  /** Lets go of what channels share. Channels that are open stay so. */
  close(): void;
}
