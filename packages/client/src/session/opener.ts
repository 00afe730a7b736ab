import type { MessageEncoding } from '@ocipkit/core';
import type { CallScope } from '../call/scope.js';
import { channels } from '../observe/channels.js';
import type { Logger } from '../observe/logger.js';
import type { SessionFactory } from '../pool/pool.js';
import type { Transport } from '../transport/transport.js';
import type { Credentials } from './credentials.js';
import { login, logout, type LoginInfo } from './login.js';
import { Session, type SessionOptions } from './session.js';

/** What another process needs to go on with a session over HTTP. Whoever has it is logged in. */
export interface ExportedSession {
  readonly sessionId: string;
  /** What the transport needs: the cookie. */
  readonly state: string;
  readonly account: LoginInfo | undefined;
}

/** Opens sessions over one transport with one set of credentials. */
export class SessionOpener implements SessionFactory {
  readonly #transport: Transport;
  readonly #credentials: Credentials;
  readonly #encoding: MessageEncoding;
  readonly #logger: Logger;
  #account: LoginInfo | undefined;
  #count = 0;
  #warned = false;
  #resume: ExportedSession | undefined;

  /** @param resume a session to go on with before any new one is opened */
  constructor(
    transport: Transport,
    credentials: Credentials,
    encoding: MessageEncoding,
    logger: Logger,
    resume?: ExportedSession,
  ) {
    this.#resume = resume;
    this.#transport = transport;
    this.#credentials = credentials;
    this.#encoding = encoding;
    this.#logger = logger;
  }

  get endpoint(): string {
    return this.#transport.endpoint;
  }

  /** What the platform said at the last login. */
  get account(): LoginInfo | undefined {
    return this.#account;
  }

  async open(scope: CallScope): Promise<Session> {
    const { endpoint, isSecure } = this.#transport;
    if (!isSecure && !this.#warned) {
      this.#warned = true;
      this.#logger.warn({ endpoint }, 'the connection is not encrypted');
    }
    const startedAt = performance.now();
    scope.phase = 'connect';
    const resumed = this.#resume;
    this.#resume = undefined;
    const channel = await this.#transport.open(scope, resumed?.state);
    const session = new Session(channel, this.#sessionOptions(), resumed?.sessionId);
    if (resumed !== undefined) session.login = resumed.account;
    else {
      try {
        await login(session, this.#credentials, isSecure, endpoint, scope);
      } catch (error) {
        channel.destroy();
        throw error;
      }
    }
    this.#account = session.login ?? this.#account;
    this.#count += 1;
    const event = {
      endpoint,
      sessionNumber: this.#count,
      durationMs: performance.now() - startedAt,
    };
    this.#logger.info(event, 'connected');
    if (channels.connect.hasSubscribers) channels.connect.publish(event);
    return session;
  }

  #sessionOptions(): SessionOptions {
    const credentials = this.#credentials;
    return {
      endpoint: this.#transport.endpoint,
      encoding: this.#encoding,
      identity: 'identity' in credentials ? credentials.identity : undefined,
    };
  }

  async close(session: Session): Promise<void> {
    const credentials = this.#credentials;
    await logout(session, 'username' in credentials ? credentials.username : undefined);
  }

  /** Lets go of the transport. */
  dispose(): void {
    this.#transport.close();
  }
}
