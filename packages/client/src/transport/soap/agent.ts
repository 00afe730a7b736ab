import { Agent, type ClientRequestArgs } from 'node:http';
import type { Duplex } from 'node:stream';
import type { CallScope } from '../../call/scope.js';
import type { Dial } from '../dial.js';

/** What a request hands through the agent to {@link Dial}. */
export interface DialArgs extends ClientRequestArgs {
  readonly scope: CallScope;
}

/**
 * How long an unused connection is kept. Web servers close theirs after 5 s (Apache httpd) or more,
 * and a request that meets the closing has an unknown outcome.
 */
const KEPT_MS = 4_000;

/** Keeps connections between requests; which of them a request gets has no meaning in HTTP. */
export class KeepAliveAgent extends Agent {
  readonly #dial: Dial;

  constructor(dial: Dial) {
    super({ keepAlive: true, timeout: KEPT_MS });
    this.#dial = dial;
  }

  override createConnection(
    options: ClientRequestArgs,
    done: (error: Error | null, socket: Duplex) => void,
  ): undefined {
    this.#dial((options as DialArgs).scope).then(
      (socket) => {
        done(null, socket);
      },
      (error: unknown) => {
        // The type asks for a socket even then; Node takes none.
        (done as (error: unknown) => void)(error);
      },
    );
    return undefined;
  }

  /** Closes what is unused and keeps nothing from now on; requests under way go on. */
  retire(): void {
    this.maxFreeSockets = 0;
    for (const sockets of Object.values(this.freeSockets)) {
      for (const socket of [...(sockets ?? [])]) socket.destroy();
    }
  }
}
