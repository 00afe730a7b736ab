import type { Login } from '../engine/login.js';

/** How a message came in. */
export type TransportName = 'tcp' | 'tls' | 'soap';

/** Who sent a message, as far as the network tells. */
export interface Peer {
  readonly address: string;
  /** Its address is on the list for logins without a password and messages without a session. */
  readonly isTrusted: boolean;
  readonly transport: TransportName;
}

/** The nonce that a login is to be signed with. Good for one attempt. */
export interface Challenge {
  readonly userId: string;
  readonly nonce: string;
}

/** Hears of sessions that log in and end. */
export interface SessionObserver {
  sessionBegan(): void;
  sessionEnded(): void;
}

/**
 * A session as the server sees it. Over TCP it belongs to a socket, over SOAP to a cookie; its id is
 * chosen by the client, with the first message of its login.
 */
export class Session {
  readonly #observer: SessionObserver | undefined;
  #id: string | undefined;
  #login: Login | undefined;
  challenge: Challenge | undefined;

  constructor(observer?: SessionObserver) {
    this.#observer = observer;
  }

  /** Undefined until a login has begun. */
  get id(): string | undefined {
    return this.#id;
  }

  /** Undefined unless logged in. */
  get login(): Login | undefined {
    return this.#login;
  }

  /** True if a message with this id may belong to the session. */
  accepts(id: string): boolean {
    return this.#id === undefined || this.#id === id;
  }

  /** A login has begun: the id is fixed. */
  begin(id: string, challenge?: Challenge): void {
    this.#id = id;
    this.challenge = challenge;
  }

  /** The login has succeeded. */
  open(id: string, login: Login): void {
    this.end();
    this.#id = id;
    this.#login = login;
    this.#observer?.sessionBegan();
  }

  /** Back to the state before any login. */
  end(): void {
    const wasOpen = this.#login !== undefined;
    this.#id = undefined;
    this.#login = undefined;
    this.challenge = undefined;
    if (wasOpen) this.#observer?.sessionEnded();
  }
}
