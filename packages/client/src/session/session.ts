import { randomUUID } from 'node:crypto';
import {
  decodeMessage,
  EncodeError,
  encodeMessageText,
  ErrorResponse,
  MalformedMessageError,
  redactXml,
  requestTypeOf,
  responsesOf,
  type Identity,
  type MessageEncoding,
  type OCIRequest,
  type ReceivedCommand,
} from '@ocipkit/core';
import type { CallScope } from '../call/scope.js';
import { ClientError, ConnectionError, ProtocolError, SoapFaultError } from '../errors.js';
import { isSessionLost } from '../transport/soap/fault.js';
import type { Channel } from '../transport/transport.js';
import type { LoginInfo } from './login.js';

export interface SessionOptions {
  readonly endpoint: string;
  readonly encoding: MessageEncoding;
  /** Named in every message; a session of its own where this is left out. */
  readonly identity?: Identity | undefined;
}

/** A channel with the identity that its messages carry. One exchange at a time. */
export class Session {
  /** Unique for each session, chosen by the client as the protocol asks. */
  readonly id: string;
  readonly channel: Channel;
  readonly openedAt = performance.now();
  /** What the platform said at login; undefined before it, and without one. */
  login: LoginInfo | undefined;
  /** Handed over to another process: it serves no more calls here, and is not logged out. */
  isDetached = false;
  readonly #options: SessionOptions;
  #counter = 0;

  constructor(channel: Channel, options: SessionOptions, id: string = randomUUID()) {
    this.channel = channel;
    this.#options = options;
    this.id = id;
  }

  get isOpen(): boolean {
    return this.channel.isOpen;
  }

  /**
   * Sends up to 15 requests in one message and gives their answers, in order: one each, checked to
   * be answers to these requests.
   *
   * @param onBehalfOf identity for this message in place of the session's
   * @throws ClientError `invalid-request` if a request can't be written; nothing has happened then.
   * ProtocolError if the answers don't fit; then, and on every other error, the channel is destroyed,
   * since what follows on it could not be trusted
   */
  async exchange(
    requests: readonly OCIRequest[],
    scope: CallScope,
    onBehalfOf?: Identity,
  ): Promise<readonly ReceivedCommand[]> {
    const echoes = requests.map(() => String((this.#counter += 1)));
    const { encoding } = this.#options;
    const xml = this.#encode(requests, echoes, onBehalfOf);
    try {
      const reply = await this.channel.exchange({ xml, encoding }, scope);
      return this.#read(reply, requests, echoes);
    } catch (error) {
      this.channel.destroy();
      throw this.#lost(error) ?? error;
    }
  }

  #encode(
    requests: readonly OCIRequest[],
    echoes: readonly string[],
    onBehalfOf: Identity | undefined,
  ): string {
    const { encoding, endpoint } = this.#options;
    try {
      return encodeMessageText(
        {
          identity: onBehalfOf ?? this.#options.identity ?? { sessionId: this.id },
          commands: requests.map((command, i) => ({ command, echo: echoes[i] })),
        },
        { encoding, validate: false },
      );
    } catch (cause) {
      if (!(cause instanceof EncodeError)) throw cause;
      const [only] = requests;
      throw new ClientError('invalid-request', `Nothing was sent: ${cause.message}.`, {
        outcome: 'not-sent',
        cause,
        endpoint,
        request: requests.length === 1 ? only?.$type : undefined,
      });
    }
  }

  /**
   * A fault by which the front end says that it knows no such session. By its words nothing was
   * processed, but nothing proves it: only reads are repeated.
   */
  #lost(error: unknown): ConnectionError | undefined {
    if (!(error instanceof SoapFaultError) || !isSessionLost(error.fault)) return undefined;
    return new ConnectionError('session-lost', 'The platform no longer knows the session.', {
      outcome: 'unknown',
      cause: error,
      endpoint: this.#options.endpoint,
    });
  }

  #read(
    reply: Uint8Array | string,
    requests: readonly OCIRequest[],
    echoes: readonly string[],
  ): readonly ReceivedCommand[] {
    const message = this.#decode(reply, requests);
    const { identity, commands } = message;
    if (identity !== undefined && 'sessionId' in identity) {
      const { sessionId } = identity;
      if (sessionId !== '' && sessionId !== this.id && this.#options.identity === undefined) {
        throw this.#wrong('The reply belongs to another session.', requests);
      }
    }
    const unsolicited = commands.find((c) => c.type.includes('Request'));
    if (unsolicited !== undefined) {
      throw new ConnectionError(
        'session-lost',
        `The platform sent ${unsolicited.type} instead of an answer: it ended the session.`,
        { outcome: 'unknown', endpoint: this.#options.endpoint },
      );
    }
    const [first] = commands;
    if (commands.length === 1 && requests.length > 1 && first?.command instanceof ErrorResponse) {
      // The message was refused as a whole.
      return requests.map(() => first);
    }
    if (commands.length !== requests.length) {
      const found = String(commands.length);
      throw this.#wrong(`${found} answers came to ${String(requests.length)} requests.`, requests);
    }
    commands.forEach((command, i) => {
      this.#check(command, requests[i], echoes, i);
    });
    return commands;
  }

  #decode(
    reply: Uint8Array | string,
    requests: readonly OCIRequest[],
  ): ReturnType<typeof decodeMessage> {
    try {
      return decodeMessage(reply, { resolve: responsesOf(requests) });
    } catch (cause) {
      if (!(cause instanceof MalformedMessageError)) throw cause;
      const text =
        typeof reply === 'string' ? reply : Buffer.from(reply.subarray(0, 200)).toString('latin1');
      // The parser's own words are left out: they may quote what should have been masked.
      throw new ProtocolError(
        'malformed-reply',
        `The reply is no OCI-P message (${cause.code}). It begins with: ${redactXml(text.slice(0, 200))}`,
        { outcome: 'unknown', endpoint: this.#options.endpoint },
      );
    }
  }

  #check(
    answer: ReceivedCommand,
    request: OCIRequest | undefined,
    echoes: readonly string[],
    index: number,
  ): void {
    if (request === undefined) return;
    const type = requestTypeOf(request);
    // A front end may blank or replace the echo; only one of ours in the wrong place tells something.
    if (
      answer.echo !== undefined &&
      answer.echo !== echoes[index] &&
      echoes.includes(answer.echo)
    ) {
      throw this.#wrong('The answers came in another order than the requests.', [request]);
    }
    if (answer.type === 'ErrorResponse') return;
    const expected = type.response?.().$.name;
    if (answer.type === expected) return;
    if (type.mayReturnSuccess && answer.type === 'SuccessResponse') return;
    if (isUnknownToSchema(request)) return;
    throw this.#wrong(
      `${type.name} was answered by ${answer.type}; expected ${expected ?? 'SuccessResponse'}.`,
      [request],
    );
  }

  #wrong(message: string, requests: readonly OCIRequest[]): ProtocolError {
    const [only] = requests;
    return new ProtocolError('wrong-answer', message, {
      outcome: 'unknown',
      endpoint: this.#options.endpoint,
      request: requests.length === 1 && only !== undefined ? requestTypeOf(only).name : undefined,
    });
  }
}

/** Marks requests whose answer no schema describes. */
export const unknownToSchema = Symbol('unknown to the schema');

function isUnknownToSchema(request: OCIRequest): boolean {
  return unknownToSchema in request;
}
