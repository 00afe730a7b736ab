import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { KillMode, PlatformHooks } from '../options.js';
import { UsageError } from '../usage-error.js';
import type { FaultInjector } from '../wire/fault-plan.js';
import { faultProfiles, type FaultSetting } from '../wire/faults.js';
import { closeServer, listen, type Address } from '../wire/listening.js';
import type { EventLog } from '../wire/log.js';
import type { Metrics } from '../wire/metrics.js';

/** What the control port can reach. */
export interface Controlled extends PlatformHooks {
  readonly faults: FaultInjector;
  readonly metrics: Metrics;
  readonly log: EventLog;
  readonly killSessions: (mode?: KillMode) => void;
}

/** A status, and what is sent with it: as JSON, or text as it is. */
type Reply =
  | { readonly status: number; readonly body: unknown }
  | { readonly status: number; readonly text: string };

interface Asked {
  readonly url: URL;
  readonly body: unknown;
  readonly accept: string;
}

type Handler = (asked: Asked) => Reply | Promise<Reply>;

const MOST_BODY_BYTES = 64 * 1024;
const killModes: readonly KillMode[] = ['close', 'logout', 'forget'];

/**
 * Reads and steers a simulator over HTTP. Listens on 127.0.0.1 only, and takes nothing from web
 * pages: requests that name another host or an origin are refused.
 *
 * | Request | |
 * |---|---|
 * | `GET /health` | `{"status":"ok"}` |
 * | `GET /metrics` | text for Prometheus; JSON where `Accept` asks for it |
 * | `GET /faults` | those that are on, how many wait, and the profiles |
 * | `PUT /faults` | replaces them: an object, the name of a profile, or a list of both |
 * | `POST /faults/once` | for the next message that they can happen to |
 * | `GET /log?last=50` | the last events |
 * | `POST /sessions/kill` | `{"mode":"close"}`, `logout` or `forget`; a body is not needed |
 * | `POST /reset` | the platform's data, faults, metrics and log are as at the start |
 * | `GET /state` | the platform's state |
 */
export class ControlServer {
  readonly address: Address;
  readonly #server: Server;

  private constructor(server: Server, address: Address) {
    this.#server = server;
    this.address = address;
  }

  static async start(port: number, controlled: Controlled): Promise<ControlServer> {
    const routes = routesOf(controlled);
    const server = createServer((request, response) => {
      void serve(request, response, routes);
    });
    return new ControlServer(server, await listen(server, { host: '127.0.0.1', port }, 'http'));
  }

  async close(): Promise<void> {
    const closed = closeServer(this.#server);
    this.#server.closeAllConnections();
    await closed;
  }
}

function routesOf({
  faults,
  metrics,
  log,
  killSessions,
  reset,
  state,
}: Controlled): Readonly<Record<string, Handler>> {
  const initial = faults.read();
  const showFaults = (): Reply =>
    ok({ faults: faults.read(), waiting: faults.waiting, profiles: faultProfiles });
  return {
    'GET /health': () => ok({ status: 'ok' }),
    'GET /metrics': ({ accept }) =>
      /\bjson\b/.test(accept) ? ok(metrics.read()) : { status: 200, text: metrics.toPrometheus() },
    'GET /faults': showFaults,
    'PUT /faults': ({ body }) => {
      faults.set(body as FaultSetting);
      return showFaults();
    },
    'POST /faults/once': ({ body }) => {
      faults.once(body as FaultSetting);
      return showFaults();
    },
    'GET /log': ({ url }) => {
      const last = url.searchParams.get('last');
      if (last !== null && !/^\d{1,6}$/.test(last)) {
        throw new UsageError(
          '`last` is no number. Expected how many events to show, as in ?last=50.',
        );
      }
      return ok(log.last(last === null ? undefined : Number(last)));
    },
    'POST /sessions/kill': ({ body }) => {
      killSessions(killModeOf(body));
      return ok({ status: 'ok' });
    },
    'POST /reset': async () => {
      await reset?.();
      faults.clear();
      faults.set(initial);
      metrics.reset();
      log.clear();
      return ok({ status: 'ok' });
    },
    'GET /state': () =>
      state === undefined
        ? { status: 404, body: { error: 'This platform does not show its state.' } }
        : ok(state()),
  };
}

function killModeOf(body: unknown): KillMode {
  const { mode = 'close' } = (body ?? {}) as { readonly mode?: unknown };
  if (killModes.includes(mode as KillMode)) return mode as KillMode;
  throw new UsageError(`\`mode\` is none of ${killModes.join(', ')}.`);
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  routes: Readonly<Record<string, Handler>>,
): Promise<void> {
  try {
    send(response, await answer(request, routes));
  } catch (error) {
    const isUsage = error instanceof UsageError;
    const text = isUsage ? error.message : 'The request could not be served.';
    send(response, { status: isUsage ? 400 : 500, body: { error: text } });
  }
}

async function answer(
  request: IncomingMessage,
  routes: Readonly<Record<string, Handler>>,
): Promise<Reply> {
  const { headers, method = '' } = request;
  if (!isLocal(headers.host) || headers.origin !== undefined) {
    return { status: 403, body: { error: 'Only for programs on this host, not for web pages.' } };
  }
  if (!URL.canParse(request.url ?? '', 'http://127.0.0.1')) {
    return { status: 400, body: { error: 'The path can not be read.' } };
  }
  const url = new URL(request.url ?? '', 'http://127.0.0.1');
  const handler = Object.hasOwn(routes, `${method} ${url.pathname}`)
    ? routes[`${method} ${url.pathname}`]
    : undefined;
  if (handler === undefined) {
    return { status: 404, body: { error: `Expected one of: ${Object.keys(routes).join(', ')}.` } };
  }
  const text = await readText(request);
  if (text === undefined) return { status: 413, body: { error: 'The body is too large.' } };
  const body = text.trim() === '' ? undefined : parse(text);
  return handler({ url, body, accept: headers.accept ?? '' });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError('The body is no JSON.');
  }
}

/** Names that can't be those of a web page whose address was pointed here. */
function isLocal(host = ''): boolean {
  return /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(host);
}

/** Undefined if it is too long. */
async function readText(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MOST_BODY_BYTES) chunks.push(chunk);
      else resolve(undefined);
    });
    request.on('end', () => {
      resolve(Buffer.concat(chunks).toString('utf8'));
    });
    request.on('close', () => {
      reject(new Error('the connection closed'));
    });
  });
}

function ok(body: unknown): Reply {
  return { status: 200, body };
}

function send(response: ServerResponse, reply: Reply): void {
  if (response.destroyed) return;
  const { status } = reply;
  response.writeHead(status, {
    'Content-Type':
      'text' in reply
        ? 'text/plain; version=0.0.4; charset=utf-8'
        : 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    // The rest of a body that is too large is not read.
    ...(status === 413 && { Connection: 'close' }),
  });
  response.end('text' in reply ? reply.text : `${JSON.stringify(reply.body)}\n`);
}
