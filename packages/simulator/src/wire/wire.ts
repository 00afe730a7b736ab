import type { CommandEngine } from '../engine/command-engine.js';
import { AddressList, plainAddress } from './address-list.js';
import type { Connection } from './connection.js';
import { Exchange, type ExchangeOptions } from './exchange.js';
import { FaultInjector } from './fault-plan.js';
import { EventLog, type Logger } from './log.js';
import { Metrics } from './metrics.js';
import type { Peer, TransportName } from './session.js';

export interface WireOptions extends ExchangeOptions {
  readonly allowedAddresses: readonly string[];
  readonly trustedAddresses: readonly string[];
  /** Connections without a message for so many milliseconds are closed; undefined for never. */
  readonly idleMs: number | undefined;
  readonly logSize: number | undefined;
  readonly logger: Logger | undefined;
}

/** What all transports of a simulator share. */
export class Wire {
  readonly faults = new FaultInjector();
  readonly metrics = new Metrics();
  readonly log: EventLog;
  readonly exchange: Exchange;
  readonly limits: { readonly maxMessageBytes: number; readonly idleMs: number | undefined };
  /** Over TCP and TLS, those that are open. */
  readonly connections = new Set<Connection>();
  readonly #allowed: AddressList;
  readonly #trusted: AddressList;
  #count = 0;

  /** @throws UsageError if an address can't be read */
  constructor(engine: CommandEngine, options: WireOptions) {
    const { maxMessageBytes, idleMs } = options;
    this.log = new EventLog(options.logSize, options.logger);
    this.exchange = new Exchange(engine, options, this);
    this.limits = { maxMessageBytes, idleMs };
    this.#allowed = new AddressList(options.allowedAddresses);
    this.#trusted = new AddressList(options.trustedAddresses);
  }

  /** Numbers connections from 1 on. */
  nextConnection(): number {
    this.#count += 1;
    return this.#count;
  }

  /** Undefined if the address is not allowed: the connection is to be closed at once. */
  admit(remoteAddress: string | undefined, transport: TransportName): Peer | undefined {
    const address = plainAddress(remoteAddress ?? '');
    if (this.#allowed.has(address)) {
      return { address, isTrusted: this.#trusted.has(address), transport };
    }
    this.metrics.connectionRefused();
    this.log.add({ kind: 'rejected', transport, connection: this.nextConnection(), address });
    return undefined;
  }
}
