import type { SessionObserver, TransportName } from './session.js';

/** What a simulator has seen and done since it started, or since the last reset. */
export interface MetricsSnapshot {
  /** Connections ever, by transport. */
  readonly connections: Readonly<Record<TransportName, number>>;
  readonly openConnections: number;
  /** Connections from addresses that are not allowed. */
  readonly refusedConnections: number;
  /** Sessions that are logged in. */
  readonly openSessions: number;
  readonly logins: number;
  readonly refusedLogins: number;
  readonly messages: number;
  /** Messages that could not be read. */
  readonly malformedMessages: number;
  /** Commands by name; those the release does not have under `unknown`. */
  readonly commands: Readonly<Record<string, number>>;
  /** `ErrorResponse`s by number; those without one under `none`. */
  readonly errors: Readonly<Record<string, number>>;
  /** Faults on demand that happened to messages, by name. */
  readonly faults: Readonly<Record<string, number>>;
  readonly latency: LatencySnapshot;
}

/** From the arrival of a message to the end of its answer, waits on demand included. */
interface LatencySnapshot {
  readonly count: number;
  readonly sumMs: number;
  /** Messages that took no longer than so many milliseconds. */
  readonly buckets: readonly { readonly ms: number; readonly count: number }[];
}

const BUCKETS = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000];
/** A bound for what comes from outside; a release has some 5000 requests. */
const MOST_NAMES = 10_000;

/** Counts. Memory is bounded. */
export class Metrics implements SessionObserver {
  #connections: Record<TransportName, number> = { tcp: 0, tls: 0, soap: 0 };
  #open = 0;
  #sessions = 0;
  #refusedConnections = 0;
  #logins = 0;
  #refusedLogins = 0;
  #messages = 0;
  #malformed = 0;
  #commands = new Map<string, number>();
  #errors = new Map<string, number>();
  #faults = new Map<string, number>();
  #buckets = BUCKETS.map(() => 0);
  #count = 0;
  #sumMs = 0;

  connectionOpened(transport: TransportName): void {
    this.#connections[transport] += 1;
    this.#open += 1;
  }

  connectionClosed(): void {
    this.#open -= 1;
  }

  connectionRefused(): void {
    this.#refusedConnections += 1;
  }

  sessionBegan(): void {
    this.#sessions += 1;
    this.#logins += 1;
  }

  sessionEnded(): void {
    this.#sessions -= 1;
  }

  loginRefused(): void {
    this.#refusedLogins += 1;
  }

  message(faults: readonly string[]): void {
    this.#messages += 1;
    for (const name of faults) increase(this.#faults, name);
  }

  malformed(): void {
    this.#malformed += 1;
  }

  command(name: string): void {
    increase(this.#commands, name);
  }

  error(code: number | undefined): void {
    increase(this.#errors, code === undefined ? 'none' : String(code));
  }

  took(ms: number): void {
    const index = BUCKETS.findIndex((limit) => ms <= limit);
    if (index >= 0) this.#buckets[index] = (this.#buckets[index] ?? 0) + 1;
    this.#count += 1;
    this.#sumMs += ms;
  }

  /** Back to zero, but for what is open. */
  reset(): void {
    this.#connections = { tcp: 0, tls: 0, soap: 0 };
    this.#refusedConnections = this.#logins = this.#refusedLogins = 0;
    this.#messages = this.#malformed = this.#count = this.#sumMs = 0;
    this.#commands = new Map();
    this.#errors = new Map();
    this.#faults = new Map();
    this.#buckets = BUCKETS.map(() => 0);
  }

  read(): MetricsSnapshot {
    let below = 0;
    return {
      connections: { ...this.#connections },
      openConnections: this.#open,
      refusedConnections: this.#refusedConnections,
      openSessions: this.#sessions,
      logins: this.#logins,
      refusedLogins: this.#refusedLogins,
      messages: this.#messages,
      malformedMessages: this.#malformed,
      commands: Object.fromEntries(this.#commands),
      errors: Object.fromEntries(this.#errors),
      faults: Object.fromEntries(this.#faults),
      latency: {
        count: this.#count,
        sumMs: this.#sumMs,
        buckets: BUCKETS.map((ms, i) => ({ ms, count: (below += this.#buckets[i] ?? 0) })),
      },
    };
  }

  /** In the text format of Prometheus. */
  toPrometheus(): string {
    const m = this.read();
    const { latency } = m;
    return [
      ...family(
        'connections_total',
        'counter',
        'Connections accepted.',
        'transport',
        m.connections,
      ),
      ...single('connections_open', 'gauge', 'Connections that are open.', m.openConnections),
      ...single(
        'connections_refused_total',
        'counter',
        'Connections from addresses that are not allowed.',
        m.refusedConnections,
      ),
      ...single('sessions_open', 'gauge', 'Sessions that are logged in.', m.openSessions),
      ...single('logins_total', 'counter', 'Logins that succeeded.', m.logins),
      ...single('logins_refused_total', 'counter', 'Logins that were refused.', m.refusedLogins),
      ...single('messages_total', 'counter', 'Messages received.', m.messages),
      ...single(
        'messages_malformed_total',
        'counter',
        'Messages that could not be read.',
        m.malformedMessages,
      ),
      ...family('commands_total', 'counter', 'Commands received.', 'command', m.commands),
      ...family('errors_total', 'counter', 'Error responses sent.', 'code', m.errors),
      ...family('faults_total', 'counter', 'Faults on demand.', 'fault', m.faults),
      ...head('message_seconds', 'histogram', 'Time from a message to its answer.'),
      ...latency.buckets.map(
        ({ ms, count }) =>
          `${PREFIX}message_seconds_bucket{le="${String(ms / 1000)}"} ${String(count)}`,
      ),
      `${PREFIX}message_seconds_bucket{le="+Inf"} ${String(latency.count)}`,
      `${PREFIX}message_seconds_sum ${String(latency.sumMs / 1000)}`,
      `${PREFIX}message_seconds_count ${String(latency.count)}`,
      '',
    ].join('\n');
  }
}

const PREFIX = 'ocip_simulator_';

function head(name: string, type: string, help: string): string[] {
  return [`# HELP ${PREFIX}${name} ${help}`, `# TYPE ${PREFIX}${name} ${type}`];
}

function single(name: string, type: string, help: string, value: number): string[] {
  return [...head(name, type, help), `${PREFIX}${name} ${String(value)}`];
}

function family(
  name: string,
  type: string,
  help: string,
  label: string,
  values: Readonly<Record<string, number>>,
): string[] {
  const lines = Object.entries(values).map(
    ([key, value]) => `${PREFIX}${name}{${label}="${escapeLabel(key)}"} ${String(value)}`,
  );
  return [...head(name, type, help), ...lines];
}

function escapeLabel(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function increase(counts: Map<string, number>, name: string): void {
  const count = counts.get(name);
  if (count !== undefined || counts.size < MOST_NAMES) counts.set(name, (count ?? 0) + 1);
}
