import { randomBytes } from 'node:crypto';
import { Session, type SessionObserver } from './session.js';

interface Entry {
  readonly session: Session;
  usedAt: number;
}

/** More than any test opens; a bound for clients that begin logins without end. */
const MOST_SESSIONS = 10_000;

/** The sessions of a web front end, by the value of their cookie. */
export class SoapSessions {
  readonly #entries = new Map<string, Entry>();
  readonly #expiryMs: number;
  readonly #observer: SessionObserver;

  /** @param expiryMs a session that is not used for so many milliseconds is forgotten */
  constructor(expiryMs: number, observer: SessionObserver) {
    this.#expiryMs = expiryMs;
    this.#observer = observer;
  }

  /** Undefined if there is none, or it has expired. */
  find(cookie: string | undefined): Session | undefined {
    const entry = cookie === undefined ? undefined : this.#entries.get(cookie);
    if (cookie === undefined || entry === undefined) return undefined;
    this.#entries.delete(cookie);
    if (performance.now() - entry.usedAt >= this.#expiryMs) {
      entry.session.end();
      return undefined;
    }
    // To the end, so that those unused for longest come first.
    entry.usedAt = performance.now();
    this.#entries.set(cookie, entry);
    return entry.session;
  }

  /** A new session, and its cookie. */
  create(): { readonly session: Session; readonly cookie: string } {
    for (const [oldest, { session, usedAt }] of this.#entries) {
      const isOld = performance.now() - usedAt >= this.#expiryMs;
      if (!isOld && this.#entries.size < MOST_SESSIONS) break;
      session.end();
      this.#entries.delete(oldest);
    }
    const cookie = randomBytes(16).toString('hex').toUpperCase();
    const session = new Session(this.#observer);
    this.#entries.set(cookie, { session, usedAt: performance.now() });
    return { session, cookie };
  }

  /** Forgets all. */
  clear(): void {
    for (const { session } of this.#entries.values()) session.end();
    this.#entries.clear();
  }
}

/** The cookie of a session in a `Cookie` header. */
export function sessionCookie(header = ''): string | undefined {
  return /(?:^|;\s*)JSESSIONID=([^;\s]+)/.exec(header)?.[1];
}
