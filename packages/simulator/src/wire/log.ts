import { OCITable, redacted, redactXml, type OCICommand } from '@ocipkit/core';
import type { TransportName } from './session.js';

/** Takes structured log lines; pino's loggers fit as they are. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The default: nothing is written. */
const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** A command of a message, with every secret masked, shortened where it is long. */
export interface LoggedCommand {
  readonly name: string;
  /** Undefined for requests that the release does not have. */
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
}

/** Something that happened on the wire. */
export type WireEvent =
  | {
      readonly kind: 'connected' | 'disconnected' | 'rejected';
      readonly transport: TransportName;
      readonly connection: number;
      readonly address: string;
    }
  | {
      readonly kind: 'received' | 'sent';
      readonly transport: TransportName;
      readonly connection: number;
      readonly commands: readonly LoggedCommand[];
      /** Faults that happen to the message. */
      readonly faults?: readonly string[] | undefined;
    }
  | {
      readonly kind: 'malformed';
      readonly transport: TransportName;
      readonly connection: number;
      readonly reason: string;
      /** How it begins, with every secret masked. */
      readonly text: string;
    };

/** An event with its place and time. */
export type LoggedEvent = WireEvent & {
  /** Counts from 1. */
  readonly number: number;
  /** ISO 8601, UTC. */
  readonly time: string;
};

/** How many events are kept unless told otherwise. */
const DEFAULT_LOG_SIZE = 500;

/** The last events, and all of them to a logger. Memory is bounded; no secret is kept. */
export class EventLog {
  readonly #size: number;
  readonly #logger: Logger;
  #events: LoggedEvent[] = [];
  #count = 0;

  /** @param size how many events are kept */
  constructor(size = DEFAULT_LOG_SIZE, logger: Logger = silent) {
    this.#size = size;
    this.#logger = logger;
  }

  get logger(): Logger {
    return this.#logger;
  }

  add(event: WireEvent): void {
    this.#count += 1;
    const logged = { number: this.#count, time: new Date().toISOString(), ...event };
    if (this.#size > 0) this.#events.push(logged);
    // In bulk, since taking single events from the front costs more.
    if (this.#events.length > this.#size * 2) this.#events = this.#events.slice(-this.#size);
    const isOdd = event.kind === 'malformed' || event.kind === 'rejected';
    if (isOdd) this.#logger.warn(logged, event.kind);
    else this.#logger.debug(logged, event.kind);
  }

  /** The last `n` events, oldest first; all that are kept by default. */
  last(n = this.#size): readonly LoggedEvent[] {
    const count = Math.min(n, this.#size);
    return count <= 0 ? [] : this.#events.slice(-count);
  }

  clear(): void {
    this.#events = [];
  }
}

/** What is logged of a command. */
export function loggedCommand(
  name: string,
  command: OCICommand<string, object> | undefined,
): LoggedCommand {
  if (command === undefined) return { name: clip(name) };
  return {
    name,
    fields: shorten(redacted(command), { left: MOST_VALUES }) as LoggedCommand['fields'],
  };
}

/** How a text that can't be read begins. */
export function loggedText(message: Uint8Array | string): string {
  const head =
    typeof message === 'string'
      ? message.slice(0, MASKED)
      : Buffer.from(message.buffer, message.byteOffset, message.byteLength)
          .subarray(0, MASKED)
          .toString('latin1');
  // Masked before it is cut, so that a cut does not hide what a text is.
  return clip(redactXml(head));
}

const MASKED = 4_000;
const LONGEST_TEXT = 200;
const LONGEST_LIST = 20;
const MOST_VALUES = 200;

function clip(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT)}…`;
}

/** A copy that is small whatever the original is. Only what is masked already may be shortened. */
function shorten(value: unknown, budget: { left: number }): unknown {
  budget.left -= 1;
  if (budget.left < 0) return '…';
  if (typeof value === 'string') return clip(value);
  if (value instanceof OCITable) {
    const { headings, cells } = value as OCITable<object>;
    return {
      headings: headings.slice(0, LONGEST_LIST),
      rows: cells.length,
      first: shorten(cells[0], budget),
    };
  }
  if (Array.isArray(value)) {
    const list: unknown[] = value;
    const head = list.slice(0, LONGEST_LIST).map((entry) => shorten(entry, budget));
    return list.length <= LONGEST_LIST ? head : [...head, `… ${String(list.length)} in all`];
  }
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) return `${String(value.byteLength)} bytes`;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, shorten(entry, budget)]),
  );
}
