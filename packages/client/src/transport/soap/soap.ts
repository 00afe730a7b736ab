import { DEFAULT_MAX_MESSAGE_BYTES } from '@ocipkit/core';
import type { CallScope } from '../../call/scope.js';
import { ClientError, ConnectionError } from '../../errors.js';
import type { Dial } from '../dial.js';
import type { Endpoint } from '../endpoint.js';
import type { Channel, OutgoingText, Transport } from '../transport.js';
import { UsageError } from '../usage-error.js';
import { KeepAliveAgent } from './agent.js';
import { SessionCookies } from './cookies.js';
import { writeEnvelope, type SoapArgument } from './envelope.js';
import { post, type HttpTarget } from './http.js';
import { readReply } from './reply.js';

/** How OCI-P is wrapped in SOAP. */
export interface SoapOptions {
  /** Name of the call's argument; default `in0`. */
  readonly argument?: SoapArgument | undefined;
  /** Value of the `User-Agent` header; default `ocipkit`. */
  readonly userAgent?: string | undefined;
  /** Longest HTTP body that is read; default 256 MiB. The envelope is part of it. */
  readonly maxMessageBytes?: number | undefined;
}

/**
 * OCI-P wrapped in SOAP 1.1 over HTTP. Opening a channel connects to nothing: HTTP has no connection
 * of its own. The first exchange connects, and fails with the outcome `not-sent` if it cannot.
 */
export class SoapTransport implements Transport {
  readonly endpoint: string;
  readonly isSecure: boolean;
  readonly #target: HttpTarget;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #argument: SoapArgument;

  /**
   * @param dial makes the connections, over TLS for `https://`
   * @throws UsageError if the endpoint is no web service, or an option makes no sense
   */
  constructor(endpoint: Endpoint, dial: Dial, options: SoapOptions = {}) {
    const { scheme } = endpoint;
    if (scheme !== 'http' && scheme !== 'https') {
      throw new UsageError(`SOAP cannot serve an endpoint of ${scheme}://.`);
    }
    const { argument = 'in0', userAgent = 'ocipkit' } = options;
    const { maxMessageBytes: maxBytes = DEFAULT_MAX_MESSAGE_BYTES } = options;
    if (!/^[\x20-\x7e]+$/.test(userAgent)) {
      throw new UsageError('The option userAgent holds characters that no HTTP header can carry.');
    }
    this.endpoint = endpoint.display;
    this.isSecure = scheme === 'https';
    this.#target = { endpoint, agent: new KeepAliveAgent(dial), maxBytes };
    this.#argument = argument;
    this.#headers = {
      'Content-Type': 'text/xml; charset=utf-8',
      SOAPAction: '""',
      Accept: 'text/xml',
      // Without this header a server may compress.
      'Accept-Encoding': 'identity',
      'User-Agent': userAgent,
    };
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- what is wrong rejects, as elsewhere
  async open(scope: CallScope, state?: string): Promise<Channel> {
    scope.throwIfAborted();
    const cookies = state === undefined ? new SessionCookies() : this.#resumed(state);
    return new SoapChannel(this.#target, this.#headers, this.#argument, cookies);
  }

  close(): void {
    this.#target.agent.retire();
  }

  #resumed(state: string): SessionCookies {
    const { endpoint, cookies } = parseState(state);
    const resumed = SessionCookies.from(cookies);
    // Its cookies are the login; they are not for another host.
    if (resumed !== undefined && endpoint === this.endpoint) return resumed;
    throw new UsageError(`The state to go on with is none of a session at ${this.endpoint}.`);
  }
}

/** What a channel exports. */
interface ChannelState {
  readonly endpoint?: unknown;
  readonly cookies?: unknown;
}

function parseState(state: string): ChannelState {
  try {
    return (JSON.parse(state) as ChannelState | null) ?? {};
  } catch {
    // The parser's error would quote it.
    return {};
  }
}

/** A session of a web front end: its cookies, which no other channel sees. */
class SoapChannel implements Channel {
  readonly #target: HttpTarget;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #argument: SoapArgument;
  readonly #cookies: SessionCookies;
  readonly #closing = new AbortController();
  readonly #listeners: (() => void)[] = [];
  #isBusy = false;

  constructor(
    target: HttpTarget,
    headers: Readonly<Record<string, string>>,
    argument: SoapArgument,
    cookies: SessionCookies,
  ) {
    this.#target = target;
    this.#headers = headers;
    this.#argument = argument;
    this.#cookies = cookies;
  }

  get isOpen(): boolean {
    return !this.#closing.signal.aborted;
  }

  async exchange(message: OutgoingText, scope: CallScope): Promise<string> {
    if (this.#isBusy) {
      throw new UsageError(
        'An exchange is under way on this channel: one message at a time, or answers are mixed up.',
      );
    }
    if (!this.isOpen) {
      throw new ConnectionError('connection-lost', 'The session is closed.', {
        outcome: 'not-sent',
        endpoint: this.#target.endpoint.display,
      });
    }
    scope.throwIfAborted();
    this.#isBusy = true;
    try {
      return await this.#exchange(message, scope);
    } catch (error) {
      if (!(error instanceof ClientError && error.outcome === 'not-sent')) this.destroy();
      throw error;
    } finally {
      this.#isBusy = false;
    }
  }

  /** The encoding that the document declares is not looked at over SOAP; its characters are. */
  async #exchange({ xml }: OutgoingText, scope: CallScope): Promise<string> {
    const cookie = this.#cookies.header;
    const reply = await post(
      this.#target,
      {
        headers: { ...this.#headers, ...(cookie !== undefined && { Cookie: cookie }) },
        body: writeEnvelope(xml, this.#argument),
        closing: this.#closing.signal,
      },
      scope,
    );
    const document = readReply(reply, this.#target.endpoint.display, this.#target.maxBytes);
    this.#cookies.take(reply.headers['set-cookie']);
    return document;
  }

  onClose(listener: () => void): void {
    if (this.isOpen) this.#listeners.push(listener);
    else queueMicrotask(listener);
  }

  destroy(): void {
    if (!this.isOpen) return;
    this.#closing.abort();
    for (const listener of this.#listeners.splice(0)) listener();
  }

  /** The cookies, as text for {@link SoapTransport.open}. Whoever has it and the session id is in. */
  exportState(): string | undefined {
    const cookies = this.isOpen ? this.#cookies.toState() : undefined;
    if (cookies === undefined) return undefined;
    return JSON.stringify({ endpoint: this.#target.endpoint.display, cookies });
  }
}
