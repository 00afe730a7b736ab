import type { CommandResolver, OCICommand, ReceivedCommand } from '@ocipkit/core';
import type { Account, Login } from './login.js';
import type { Refusal } from './refusal.js';

/** What the wire needs of the platform behind it. */
export interface CommandEngine {
  /** Knows every request that the platform's release has. */
  readonly resolve: CommandResolver;
  /**
   * Runs one request other than those of the login. Never throws: what goes wrong is in the answer,
   * an `ErrorResponse`.
   */
  execute(received: ReceivedCommand, login: Login): OCICommand<string, object>;
  /** The `ErrorResponse` of a refusal. */
  refuse(refusal: Refusal): OCICommand<string, object>;
  /**
   * Why a request can't be accepted: the release has none of that name, or it does not fit the
   * schema. Undefined if it is in order.
   */
  findFault(received: ReceivedCommand): Refusal | undefined;
  /** An account by user id, alternate user id, or id of an administrator. */
  account(userId: string): Account | undefined;
  /** The user who has a phone number or a line/port, for logins without a session. */
  userIdOf(
    by: { readonly phoneNumber: string } | { readonly linePort: string },
  ): string | undefined;
  /** Domain that ids without one get. */
  readonly defaultDomain: string;
}
