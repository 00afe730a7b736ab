import type { OCIRequest, OCIResponse } from '@ocipkit/core';
import type { ClientError } from '../errors.js';
import type { Answer } from './answer.js';

/** A call on its way: one request, or the requests of a batch. */
export interface Call {
  readonly requests: readonly OCIRequest[];
  readonly endpoint: string;
}

/** What became of one request. */
export type Settled<R = OCIResponse> =
  ({ readonly ok: true } & Answer<R>) | { readonly ok: false; readonly error: ClientError };

/**
 * Stands between the caller and the connection: may look at a call and its results, change the
 * requests, or answer itself. The first interceptor given is the outermost.
 */
export type Interceptor = (
  call: Call,
  next: (call: Call) => Promise<readonly Settled[]>,
) => Promise<readonly Settled[]>;
