import { ControlServer } from './control/control-server.js';
import type { CommandEngine } from './engine/command-engine.js';
import {
  readOptions,
  type KillMode,
  type PlatformHooks,
  type ReadOptions,
  type SimulatorOptions,
} from './options.js';
import { makeServerIdentity, type ServerIdentity } from './wire/certificate.js';
import type { FaultInjector } from './wire/fault-plan.js';
import type { Address } from './wire/listening.js';
import type { EventLog } from './wire/log.js';
import type { Metrics } from './wire/metrics.js';
import { SoapServer } from './wire/soap.js';
import { StreamServer } from './wire/tcp.js';
import { Wire } from './wire/wire.js';

/** A simulator that runs. */
export interface Simulator extends AsyncDisposable {
  /** Undefined where it was not asked for; the same for the others. */
  readonly tcp: Address | undefined;
  readonly tls: Address | undefined;
  readonly soap: Address | undefined;
  readonly https: Address | undefined;
  readonly control: Address | undefined;
  /** What clients have to trust over TLS and HTTPS, as PEM; undefined without either. */
  readonly ca: string | undefined;
  /** What goes wrong on demand. */
  readonly faults: FaultInjector;
  readonly metrics: Metrics;
  readonly log: EventLog;
  /** Ends all sessions; `close` by default. */
  killSessions(mode?: KillMode): void;
  /**
   * Takes no new connections, lets messages that are being answered finish for `drainMs`, and closes
   * everything. Answers that are stalled are given up at once.
   */
  stop(): Promise<void>;
}

/**
 * Puts an engine on the wire.
 *
 * @throws UsageError for options that make no sense; the error of the system where a port can't be had.
 * Nothing is left open then.
 */
export async function createSimulator(
  engine: CommandEngine,
  options: SimulatorOptions = {},
  hooks: PlatformHooks = {},
): Promise<Simulator> {
  const read = readOptions(options);
  const wire = new Wire(engine, read.wire);
  if (options.faults !== undefined) wire.faults.set(options.faults);
  const identity = await identityFor(read, options);
  const simulator = new RunningSimulator(wire, read.drainMs, identity?.ca);
  try {
    await simulator.open(read, identity, hooks);
    return simulator;
  } catch (error) {
    await simulator.stop();
    throw error;
  }
}

async function identityFor(
  { tls, https, host }: ReadOptions,
  { certificate }: SimulatorOptions,
): Promise<ServerIdentity | undefined> {
  if (tls === undefined && https === undefined) return undefined;
  if (certificate !== undefined) return { ...certificate, ca: certificate.cert };
  return makeServerIdentity(host === '0.0.0.0' || host === '::' ? [] : [host]);
}

class RunningSimulator implements Simulator {
  readonly ca: string | undefined;
  readonly #wire: Wire;
  readonly #drainMs: number;
  readonly #streams: StreamServer[] = [];
  readonly #fronts: SoapServer[] = [];
  #tcp: Address | undefined;
  #tls: Address | undefined;
  #soap: Address | undefined;
  #https: Address | undefined;
  #control: ControlServer | undefined;
  #stopped: Promise<void> | undefined;

  constructor(wire: Wire, drainMs: number, ca: string | undefined) {
    this.#wire = wire;
    this.#drainMs = drainMs;
    this.ca = ca;
  }

  get tcp(): Address | undefined {
    return this.#tcp;
  }
  get tls(): Address | undefined {
    return this.#tls;
  }
  get soap(): Address | undefined {
    return this.#soap;
  }
  get https(): Address | undefined {
    return this.#https;
  }
  get control(): Address | undefined {
    return this.#control?.address;
  }
  get faults(): FaultInjector {
    return this.#wire.faults;
  }
  get metrics(): Metrics {
    return this.#wire.metrics;
  }
  get log(): EventLog {
    return this.#wire.log;
  }

  async open(
    { tcp, tls, soap, https, control, host, soapSessionMs }: ReadOptions,
    identity: ServerIdentity | undefined,
    hooks: PlatformHooks,
  ): Promise<void> {
    const wire = this.#wire;
    if (tcp !== undefined) {
      this.#tcp = this.#keep(await StreamServer.tcp(wire, { host, port: tcp }));
    }
    if (tls !== undefined && identity !== undefined) {
      this.#tls = this.#keep(await StreamServer.tls(wire, { host, port: tls }, identity));
    }
    if (soap !== undefined) {
      const front = await SoapServer.start(wire, { host, port: soap }, soapSessionMs);
      this.#soap = this.#keepFront(front);
    }
    if (https !== undefined && identity !== undefined) {
      const front = await SoapServer.start(wire, { host, port: https }, soapSessionMs, identity);
      this.#https = this.#keepFront(front);
    }
    if (control !== undefined) {
      const { faults, metrics, log } = wire;
      const killSessions = (mode?: KillMode): void => this.killSessions(mode);
      this.#control = await ControlServer.start(control, {
        faults,
        metrics,
        log,
        killSessions,
        ...hooks,
      });
    }
  }

  killSessions(mode: KillMode = 'close'): void {
    for (const front of this.#fronts) front.killSessions();
    for (const connection of [...this.#wire.connections]) {
      if (mode === 'forget') connection.session.end();
      else if (mode === 'logout') connection.logOut();
      else connection.finish();
    }
  }

  async stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    await this.#stopped;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #stop(): Promise<void> {
    const closing = Promise.all([
      this.#control?.close(),
      ...this.#streams.map(async (server) => server.close()),
      ...this.#fronts.map(async (server) => server.close()),
    ]);
    const connections = [...this.#wire.connections];
    for (const connection of connections) connection.finish();
    const timer = setTimeout(() => {
      for (const server of [...this.#streams, ...this.#fronts]) server.destroy();
    }, this.#drainMs);
    await closing;
    clearTimeout(timer);
    // They tell of their end a moment after their server.
    await Promise.all(connections.map(async (connection) => connection.ended));
  }

  #keep(server: StreamServer): Address {
    this.#streams.push(server);
    return server.address;
  }

  #keepFront(server: SoapServer): Address {
    this.#fronts.push(server);
    return server.address;
  }
}
