import diagnostics from 'node:diagnostics_channel';

/** A connection was opened and logged in. */
export interface ConnectEvent {
  readonly endpoint: string;
  readonly sessionNumber: number;
  readonly durationMs: number;
}

/** A message went out and its answer came, or failed. */
export interface ExchangeEvent {
  readonly endpoint: string;
  /** Names of the requests, in order. Never their fields. */
  readonly requests: readonly string[];
  readonly durationMs: number;
  /** Code of the error that ended it. */
  readonly error?: string | undefined;
}

/** A call is tried again. */
export interface RetryEvent {
  readonly endpoint: string;
  readonly requests: readonly string[];
  readonly attempt: number;
  readonly delayMs: number;
  readonly reason: string;
}

/*
 * Named channels of node:diagnostics_channel. Publishing to a channel that nobody listens to costs
 * next to nothing.
 */
export const channels = {
  connect: diagnostics.channel('ocipkit:client:connect'),
  exchange: diagnostics.channel('ocipkit:client:exchange'),
  retry: diagnostics.channel('ocipkit:client:retry'),
} as const;
