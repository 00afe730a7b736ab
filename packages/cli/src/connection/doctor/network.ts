import { lookup } from 'node:dns/promises';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { exitCodes } from '../../program/exit-codes.js';
import type { Endpoint } from '@ocipkit/client';
import { milliseconds, unlessAborted, withDeadline, type Check } from './check.js';

const LIMIT_MS = 10_000;

/** Looks the name of the host up. */
export async function checkDns({ host }: Endpoint, signal: AbortSignal): Promise<Check> {
  if (isIP(host) !== 0) return { name: 'DNS', state: 'ok', found: `${host} is an address` };
  const start = performance.now();
  try {
    const found = await unlessAborted(lookup(host, { all: true }), withDeadline(signal, LIMIT_MS));
    const addresses = found.map(({ address }) => address).join(', ');
    return { name: 'DNS', state: 'ok', found: `${host}: ${addresses}`, ms: milliseconds(start) };
  } catch (error) {
    signal.throwIfAborted();
    const code = codeOf(error);
    return {
      name: 'DNS',
      state: 'fail',
      found: `${host} is not found (${code})`,
      next:
        code === 'ENOTFOUND'
          ? 'Check the spelling of the host, and whether a VPN is needed.'
          : 'The name servers of this machine do not answer: check its network.',
      exitCode: exitCodes.network,
    };
  }
}

/** Connects, and hangs up. */
export async function checkTcp(
  { host, port, display }: Endpoint,
  signal: AbortSignal,
): Promise<Check> {
  const start = performance.now();
  const socket = connectTcp({ host, port });
  try {
    await untilEvent(socket, 'connect', withDeadline(signal, LIMIT_MS));
    const ms = milliseconds(start);
    return {
      name: 'TCP',
      state: 'ok',
      found: `port ${String(port)} answers in ${String(ms)} ms`,
      ms,
    };
  } catch (error) {
    signal.throwIfAborted();
    const code = codeOf(error);
    return {
      name: 'TCP',
      state: 'fail',
      found: `no connection to ${display} (${code})`,
      next: tcpAdvice[code] ?? 'Check the route and the firewalls between here and the platform.',
      exitCode: exitCodes.network,
    };
  } finally {
    socket.destroy();
  }
}

const tcpAdvice: Readonly<Record<string, string>> = {
  ECONNREFUSED:
    'Nothing listens on this port: check it. Usual are 2209 for tls://, 2208 for tcp://, 443 for https://.',
  'no answer': 'A firewall on the way may drop what is sent: check host, port and route.',
};

/** Waits for an event of a socket; an error, the end of the connection or the signal ends that. */
export async function untilEvent(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal,
): Promise<void> {
  const happened = new Promise<void>((resolve, reject) => {
    socket.once(event, resolve);
    socket.on('error', reject);
    socket.once('close', () => reject(new Error('the connection was closed')));
  });
  await unlessAborted(happened, signal);
}

/** Node's code for what happened, or a few words. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'no answer';
  if (!(error instanceof Error)) return String(error);
  return (error as NodeJS.ErrnoException).code ?? error.message;
}
