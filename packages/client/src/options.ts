import type { CommandRegistry, Identity, MessageEncoding } from '@ocipkit/core';
import type { Requests, Responses } from '@ocipkit/commands/registry';
import type { Interceptor } from './call/interceptor.js';
import type { RetryOptions } from './call/retry.js';
import type { Logger } from './observe/logger.js';
import type { PoolOptions } from './pool/pool.js';

/** What may be said for a single call. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for waiting, connecting, login, sending and receiving together. */
  readonly timeoutMs?: number | undefined;
  /** `false` for none. Writes are only ever repeated where nothing was sent, or see `idempotent`. */
  readonly retry?: Partial<RetryOptions> | false | undefined;
  /** The caller vouches that doing the call twice does no harm: it may be repeated like a read. */
  readonly idempotent?: boolean | undefined;
  /** Identity for this call in place of the session's; the platform must trust this address. */
  readonly onBehalfOf?: Exclude<Identity, { readonly sessionId: string }> | undefined;
}

export interface BatchOptions extends CallOptions {
  /** Requests per message, 1 to 15; default 15. */
  readonly messageSize?: number | undefined;
  /**
   * Messages may run side by side and in any order. Default: only if all requests read. Otherwise one
   * message follows the other, since a later request may rely on an earlier one.
   */
  readonly anyOrder?: boolean | undefined;
}

/** What a client is made of, whatever the transport. */
export interface ClientOptions<
  Q extends object = Requests,
  R extends object = Responses,
> extends Omit<CallOptions, 'signal' | 'onBehalfOf' | 'idempotent'> {
  readonly pool?: Partial<PoolOptions> | undefined;
  /** Commands per second over all sessions; unlimited by default. */
  readonly commandsPerSecond?: number | undefined;
  /** Default ISO-8859-1, which every platform reads. */
  readonly encoding?: MessageEncoding | undefined;
  /** The commands of your release; the bundled ones by default. */
  readonly registry?: CommandRegistry<Q, R> | undefined;
  /** Number of the platform's release, such as 22; found out when first needed. */
  readonly release?: number | undefined;
  readonly interceptors?: readonly Interceptor[] | undefined;
  readonly logger?: Logger | undefined;
  /** Check requests before they are sent; default true. */
  readonly validate?: boolean | undefined;
  /** How long `close()` lets running calls finish; default 5 s. */
  readonly drainMs?: number | undefined;
}
