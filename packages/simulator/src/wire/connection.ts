import type { Socket } from 'node:net';
import { MessageFramer, MessageTooLargeError } from '@ocipkit/core';
import { answerBytes, pause, piecesOf } from './delivery.js';
import type { Incoming } from './exchange.js';
import type { FaultPlan } from './fault-plan.js';
import { Session, type Peer } from './session.js';
import type { Wire } from './wire.js';

/** What waits to be answered: a message, or the end of what can be read. */
type Waiting = Uint8Array | { readonly unreadable: string; readonly head: Uint8Array };

/** Bytes that may wait before the socket is read no further. */
const MOST_WAITING = 1024 * 1024;
/** How long the client may take to close after the last answer. */
const LINGER_MS = 1_000;

/**
 * A connection over TCP or TLS, and the session that is tied to it. Messages are answered one by one,
 * in the order they came.
 */
export class Connection {
  readonly session: Session;
  /** Resolves when nothing is left of it. */
  readonly ended: Promise<void>;
  readonly #socket: Socket;
  readonly #raw: Socket;
  readonly #peer: Peer;
  readonly #wire: Wire;
  readonly #number: number;
  readonly #framer: MessageFramer;
  readonly #closed = new AbortController();
  /** Nobody waits for an answer any more: stalled messages are given up. */
  readonly #ending = new AbortController();
  #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #isBusy = false;
  /** The client sends no more. */
  #hasEnded = false;
  /** Nothing more is read or answered. */
  #isFinishing = false;
  #isClosing = false;

  /**
   * @param socket ready to be read
   * @param raw the TCP socket under it; the same without TLS
   */
  constructor(socket: Socket, raw: Socket, peer: Peer, wire: Wire) {
    this.#socket = socket;
    this.#raw = raw;
    this.#peer = peer;
    this.#wire = wire;
    this.#number = wire.nextConnection();
    this.#framer = new MessageFramer(wire.limits.maxMessageBytes, { anyEndTag: true });
    this.session = new Session(wire.metrics);
    const { transport, address } = peer;
    wire.metrics.connectionOpened(transport);
    wire.log.add({ kind: 'connected', transport, connection: this.#number, address });
    socket.setNoDelay(true).setKeepAlive(true, 60_000);
    const { idleMs } = wire.limits;
    if (idleMs !== undefined) socket.setTimeout(idleMs, () => this.#onIdle());
    socket.on('data', (chunk: Buffer) => this.#onData(chunk));
    socket.on('end', () => this.#onEnd());
    // What went wrong matters to nobody: the event `close` follows.
    socket.on('error', () => undefined);
    this.ended = new Promise((resolve) => {
      socket.on('close', () => {
        this.#onClose();
        resolve();
      });
    });
  }

  /** Ends the connection after the message that is being answered. */
  finish(): void {
    this.#ending.abort();
    this.#isFinishing = true;
    this.#waiting = [];
    if (!this.#isBusy) this.#close();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  /** Sends a `LogoutRequest` nobody asked for, if somebody is logged in; then ends. */
  logOut(): void {
    const xml = this.#wire.exchange.logoutText(this.session);
    this.session.end();
    if (xml !== undefined && !this.#isBusy && this.#socket.writable) this.#socket.write(xml);
    this.finish();
  }

  readonly #onData = (chunk: Buffer): void => {
    if (this.#isFinishing) return;
    try {
      for (const message of this.#framer.push(chunk)) this.#enqueue(message, message.length);
    } catch (error) {
      if (!(error instanceof MessageTooLargeError)) throw error;
      this.#enqueueEnd('The message is too large', chunk);
      return;
    }
    // The first byte of a message that has begun with this chunk.
    const { pendingBytes } = this.#framer;
    if (pendingBytes > 0 && pendingBytes <= chunk.length) {
      const head = chunk.subarray(chunk.length - pendingBytes);
      if (head[0] !== LESS_THAN && head[0] !== BYTE_ORDER_MARK) {
        this.#enqueueEnd('The bytes are no XML in an encoding that is known', head);
      }
    }
  };

  #enqueue(item: Waiting, size: number): void {
    this.#waiting.push(item);
    this.#waitingBytes += size;
    if (this.#waitingBytes > MOST_WAITING) this.#socket.pause();
    void this.#run();
  }

  #enqueueEnd(unreadable: string, head: Uint8Array): void {
    this.#isFinishing = true;
    this.#enqueue({ unreadable, head: Uint8Array.from(head.subarray(0, 1000)) }, 0);
  }

  async #run(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (;;) {
      const item = this.#waiting.shift();
      if (item === undefined || this.#closed.signal.aborted) break;
      if (item instanceof Uint8Array) this.#waitingBytes -= item.length;
      if (this.#waitingBytes <= MOST_WAITING) this.#socket.resume();
      try {
        await this.#serve(item);
      } catch (error) {
        const name = error instanceof Error ? error.name : typeof error;
        this.#wire.log.logger.error({ error: name }, 'a connection failed');
        this.destroy();
      }
    }
    this.#isBusy = false;
    if (this.#hasEnded || this.#isFinishing) this.#close();
  }

  async #serve(item: Waiting): Promise<void> {
    const began = performance.now();
    const { exchange, metrics } = this.#wire;
    const incoming =
      item instanceof Uint8Array
        ? exchange.read(item, this.#peer, this.#number)
        : exchange.unreadable(item.unreadable, item.head, this.#peer, this.#number);
    const outcome = exchange.answer(incoming, this.session, this.#peer);
    const { plan } = incoming;
    if (plan.delayMs > 0) await pause(plan.delayMs, this.#closed.signal);
    if (plan.has('stall')) await pause(Infinity, this.#ending.signal);
    else if (plan.has('reset')) this.#raw.resetAndDestroy();
    else if (plan.has('drop') || outcome.kind !== 'answer') this.#stop();
    else {
      await this.#send(outcome.xml, incoming);
      if (outcome.closes || plan.has('truncate')) this.#stop();
    }
    metrics.took(performance.now() - began);
  }

  async #send(xml: string, { encoding, plan }: Incoming): Promise<void> {
    for (const { piece, waitMs } of piecesOf(answerBytes(xml, encoding, plan), plan)) {
      await this.#write(piece);
      if (this.#closed.signal.aborted) return;
      await this.#rest(waitMs, plan);
    }
  }

  async #rest(ms: number, { trickle }: FaultPlan): Promise<void> {
    if (ms > 0) await pause(ms, this.#closed.signal);
    // So that the pieces do not leave together.
    else if (trickle !== undefined) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Ends when the client takes more. */
  async #write(bytes: Uint8Array): Promise<void> {
    if (!this.#socket.writable || this.#socket.write(bytes)) return;
    await new Promise<void>((resolve) => {
      const end = (): void => {
        this.#socket.off('drain', end).off('close', end);
        resolve();
      };
      this.#socket.on('drain', end).on('close', end);
    });
  }

  /** Answers nothing more. */
  #stop(): void {
    this.#isFinishing = true;
    this.#waiting = [];
    this.session.end();
  }

  /**
   * Ends our side, and reads on until the client has ended too: closing with bytes unread would reset
   * the connection, and the client might never see the last answer.
   */
  #close(): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.#isFinishing = true;
    this.session.end();
    if (this.#socket.destroyed) return;
    this.#socket.end();
    this.#socket.resume();
    const timer = setTimeout(() => this.destroy(), LINGER_MS);
    this.#socket.once('close', () => {
      clearTimeout(timer);
    });
  }

  #onEnd(): void {
    this.#hasEnded = true;
    this.#ending.abort();
    if (!this.#isBusy) this.#close();
  }

  #onIdle(): void {
    if (!this.#isBusy) this.#close();
  }

  #onClose(): void {
    this.#closed.abort();
    this.#ending.abort();
    this.session.end();
    const { transport, address } = this.#peer;
    this.#wire.metrics.connectionClosed();
    this.#wire.log.add({ kind: 'disconnected', transport, connection: this.#number, address });
    this.#wire.connections.delete(this);
  }
}

const LESS_THAN = 0x3c;
/** First byte of the byte order mark of UTF-8. UTF-16 can't be cut into messages. */
const BYTE_ORDER_MARK = 0xef;
