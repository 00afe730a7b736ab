import { connect, type Client } from '@ocipkit/client';
import { UserGetRequest23V2, UserModifyRequest22 } from '@ocipkit/commands/user';
import { encodeMessage, type OCIRequest } from '@ocipkit/core';
import type { Benchmark } from '../benchmark.js';
import { PingPong } from '../ping-pong.js';
import { startPlatform, type PlatformOptions } from '../platform.js';
import { ratioAtLeast, row, type Row } from '../report.js';
import { alternateAsync } from '../stats.js';

/** Milliseconds that a subject works in each round. */
const SLICE = 300;

/** Rounds that are run before any is counted. */
const WARM_UP = 3;

const BATCH = 15;

const userId = 'alexandra.mueller@example.com';
const get = new UserGetRequest23V2({ userId });
const modify = new UserModifyRequest22({ userId, lastName: 'Müller', extension: '1234' });

/** Round trips of the client on one connection, against a bare socket and against batches. */
export const exchange: Benchmark = {
  name: 'exchange',
  title: 'requests over one connection, the platform in a process of its own',
  runs: 9,
  async measure(_setting, runs) {
    return {
      notes: [
        'The bare socket sends and receives the same bytes, and does nothing with them.',
        'The client checks and encodes each request, frames, decodes and checks each reply.',
        `Batches are of ${String(BATCH)} requests, rates of requests; ratios are to single sends.`,
        'The platform replies at once, or after 2 ms, which is still quick for one on a network.',
      ],
      rows: [
        ...(await roundTrips('a change, success', modify, { content: 'success' }, runs)),
        ...(await roundTrips('a record of 1.0 kB', get, { content: 'record' }, runs)),
        ...(await batches('changes', modify, { content: 'success' }, runs)),
        ...(await batches('changes, 2 ms', modify, { content: 'success', delayMs: 2 }, runs)),
        ...(await batches('records, 2 ms', get, { content: 'record', delayMs: 2 }, runs)),
      ],
    };
  },
};

async function roundTrips(
  what: string,
  request: OCIRequest,
  options: PlatformOptions,
  runs: number,
): Promise<Row[]> {
  await using platform = await startPlatform(options);
  await using client = await connectTo(platform.port);
  // Session ids are as long as those of the client.
  const identity = { sessionId: crypto.randomUUID() };
  const bytes = encodeMessage({ identity, commands: [{ command: request, echo: '1234' }] });
  using socket = await PingPong.open(platform.port, bytes, '</BroadsoftDocument>\n');
  const rates = await alternateAsync(runs + WARM_UP, {
    socket: async () => ((await socket.run(SLICE)) / SLICE) * 1000,
    client: async () => rateOf(async () => client.send(request)),
  });
  const base = rates.socket.slice(WARM_UP);
  return [
    row(`${what}: client`, '1/s', rates.client.slice(WARM_UP), { base, goal: ratioAtLeast(0.6) }),
    row(`${what}: bare socket`, '1/s', base),
  ];
}

async function batches(
  what: string,
  request: OCIRequest,
  options: PlatformOptions,
  runs: number,
): Promise<Row[]> {
  await using platform = await startPlatform(options);
  await using client = await connectTo(platform.port);
  const requests = Array.from({ length: BATCH }, () => request);
  const rates = await alternateAsync(runs + WARM_UP, {
    single: async () => rateOf(async () => client.send(request)),
    batch: async () => (await rateOf(async () => client.batch(requests))) * BATCH,
  });
  const base = rates.single.slice(WARM_UP);
  return [
    row(`${what}: in batches`, '1/s', rates.batch.slice(WARM_UP), { base, goal: ratioAtLeast(5) }),
    row(`${what}: one by one`, '1/s', base),
  ];
}

async function connectTo(port: number): Promise<Client> {
  return connect({
    url: `tcp://127.0.0.1:${String(port)}`,
    username: 'bench',
    password: 'bench',
    pool: { maxSessions: 1 },
  });
}

/** How often the work can be done in a second, one after the other. */
async function rateOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  let count = 0;
  for (;;) {
    await work();
    count += 1;
    const ms = performance.now() - start;
    if (ms >= SLICE) return (count / ms) * 1000;
  }
}
