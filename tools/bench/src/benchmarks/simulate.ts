import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LoginRequest22V5 } from '@ocipkit/commands/login';
import { UserGetRequest23V2 } from '@ocipkit/commands/user';
import { encodeMessage, type OCIRequest } from '@ocipkit/core';
import type { Benchmark, Findings } from '../benchmark.js';
import { findCpus, pinned } from '../cpus.js';
import { processorMs } from '../processor-time.js';
import { RawSocket } from '../raw-socket.js';
import { atLeast, atMost, row, type Row, type Unit } from '../report.js';
import { runProgram, timesOf } from '../run-process.js';
import { SimulatorProcess } from '../simulator.js';
import { alternateAsync } from '../stats.js';

const nothing = fileURLToPath(new URL('../children/nothing.js', import.meta.url));
const echoServer = fileURLToPath(new URL('../children/echo.js', import.meta.url));
const loader = fileURLToPath(new URL('../children/load.js', import.meta.url));

export interface SimulateSizes {
  /** Users of the large seed. */
  readonly users: number;
  /** Connections of the load. */
  readonly connections: number;
  /** Milliseconds that a subject is under load in each round. */
  readonly sliceMs: number;
  /** Rounds under load before any is counted. */
  readonly warmUp: number;
}

/** The simulator: how soon it is there, what it takes, and what it can take. */
export const simulate: Benchmark = {
  name: 'simulate',
  title: 'the simulator as a process: its start, a large seed, and 50 connections',
  runs: 7,
  measure: (_setting, runs) =>
    measureSimulate({ users: 100_000, connections: 50, sliceMs: 1_000, warmUp: 3 }, runs),
};

export async function measureSimulate(sizes: SimulateSizes, runs: number): Promise<Findings> {
  const load = await underLoad(sizes, runs);
  return {
    notes: [
      'The first answer is that of a UserGetRequest23V2 on a bare socket, connecting and a plain login included.',
      'Times and memory of the large seed are of a new process each round; memory is its peak to the end.',
      `Under load, each of ${String(sizes.connections)} connections has one UserGetRequest23V2 under way, made beforehand.`,
      'The echo server finds the ends of messages in the same way and answers with as many bytes, made beforehand; ratios are to it.',
      load.isPinned
        ? 'Each of the two servers is kept on one processor, the process that loads it on another.'
        : 'Nothing is kept on a processor of its own: there is only one, or no `taskset`.',
      'Processor time is that of the server alone; it leaves out what other work on the machine takes.',
    ],
    rows: [...(await starts(runs)), ...(await largeSeed(sizes.users, runs)), ...load.rows],
  };
}

async function starts(runs: number): Promise<Row[]> {
  const samples = await alternateAsync(runs, {
    bare: async () => Promise.resolve(runProgram(process.execPath, [nothing])),
    demo: async () => {
      await using simulator = await SimulatorProcess.start();
      const { readyMs, startedAt, account } = simulator;
      using socket = await RawSocket.open(simulator.port);
      await logIn(socket, account);
      await askForUser(socket, DEMO_USER);
      const ms = performance.now() - startedAt;
      return { readyMs, ms, ownMs: processorMs(simulator.pid) };
    },
  });
  const base = timesOf(samples.bare);
  const ready = samples.demo.map(({ readyMs }) => readyMs);
  return [
    row('bare Node, process', 'ms', base),
    row('demo seed, ready', 'ms', ready, { base }),
    row('demo seed, first answer', 'ms', timesOf(samples.demo), { base, goal: atMost(1_000) }),
    ...ifKnown(
      'demo seed, processor time',
      'ms',
      samples.demo.map(({ ownMs }) => ownMs),
    ),
  ];
}

async function largeSeed(users: number, runs: number): Promise<Row[]> {
  const readyMs: number[] = [];
  const ownMs: (number | undefined)[] = [];
  const answerMs: number[] = [];
  const peakMb: number[] = [];
  // Every round makes all users anew: three are enough.
  for (let round = 0; round < Math.min(runs, 3); round++) {
    await using simulator = await SimulatorProcess.start({
      parameters: ['--seed', `users:${String(users)}`],
    });
    readyMs.push(simulator.readyMs);
    ownMs.push(processorMs(simulator.pid));
    {
      using socket = await RawSocket.open(simulator.port);
      await logIn(socket, simulator.account);
      const start = performance.now();
      await askForUser(socket, `user${String(users)}@example.test`);
      answerMs.push(performance.now() - start);
    }
    peakMb.push(await simulator.stop());
  }
  const what = `${users.toLocaleString('en')} users`;
  return [
    row(`${what}, ready`, 'ms', readyMs, { goal: atMost(10_000) }),
    ...ifKnown(`${what}, processor time`, 'ms', ownMs),
    row(`${what}, first read of the last one`, 'ms', answerMs),
    row(`${what}, peak memory`, 'MB', peakMb, { goal: atMost(1_000) }),
  ];
}

async function underLoad(
  { connections, sliceMs, warmUp }: SimulateSizes,
  runs: number,
): Promise<{ readonly rows: readonly Row[]; readonly isPinned: boolean }> {
  const cpus = findCpus();
  const folder = mkdtempSync(join(tmpdir(), 'ocipkit-load-'));
  try {
    await using simulator = await SimulatorProcess.start({
      // So that no password has to be handed to the load.
      parameters: ['--trust', '127.0.0.1'],
      cpu: cpus?.server,
    });
    const { userId } = simulator.account;
    const files = { message: join(folder, 'message.xml'), login: join(folder, 'login.xml') };
    writeFileSync(files.login, bytesOf(new LoginRequest22V5({ userId })));
    writeFileSync(files.message, bytesOf(new UserGetRequest23V2({ userId: DEMO_USER })));
    const put = ({ port, pid }: Server, ...login: readonly string[]): LoadResult => {
      const parameters = [port, pid, connections, sliceMs, files.message, ...login].map(String);
      const [command, args] = pinned(cpus?.load, process.execPath, [loader, ...parameters]);
      return JSON.parse(runProgram(command, args).stdout) as LoadResult;
    };
    const { replyBytes } = put(simulator, files.login);
    await using echo = await startEcho(replyBytes, cpus?.server);
    const samples = await alternateAsync(runs + warmUp, {
      echo: async () => Promise.resolve(put(echo)),
      simulator: async () => Promise.resolve(put(simulator, files.login)),
    });
    for (const sample of [...samples.echo, ...samples.simulator]) {
      if (sample.replyBytes !== replyBytes) throw new Error('the replies differ in length');
    }
    const rates = (list: readonly LoadResult[]): number[] =>
      list.slice(warmUp).map(({ count, ms }) => (count / ms) * 1000);
    const ownRates = (list: readonly LoadResult[]): (number | undefined)[] =>
      list
        .slice(warmUp)
        .map(({ count, serverMs }) =>
          (serverMs ?? 0) === 0 ? undefined : (count / Number(serverMs)) * 1000,
        );
    const base = rates(samples.echo);
    const what = `${String(connections)} connections`;
    return {
      isPinned: cpus !== undefined,
      rows: [
        row('size of the reply', 'bytes', [replyBytes]),
        row(`${what}: simulator`, '1/s', rates(samples.simulator), { base, goal: atLeast(2_000) }),
        row(`${what}: echo server`, '1/s', base),
        ...ifKnown(
          `${what}: simulator, per second of its processor`,
          '1/s',
          ownRates(samples.simulator),
          ownRates(samples.echo),
        ),
        ...ifKnown(
          `${what}: echo server, per second of its processor`,
          '1/s',
          ownRates(samples.echo),
        ),
      ],
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A process under load. */
interface Server {
  readonly port: number;
  readonly pid: number;
}

/** What the load prints. */
interface LoadResult {
  readonly count: number;
  readonly ms: number;
  /** Processor time of the server; undefined where nobody tells. */
  readonly serverMs?: number;
  readonly replyBytes: number;
}

/** No row where one of the values is not known. */
function ifKnown(
  what: string,
  unit: Unit,
  values: readonly (number | undefined)[],
  base?: readonly (number | undefined)[],
): Row[] {
  const isKnown = (value: number | undefined): value is number => value !== undefined;
  if (!values.every(isKnown)) return [];
  return [row(what, unit, values, { base: base?.every(isKnown) === true ? base : undefined })];
}

const DEMO_USER = 'ben.koch@grandharbour.test';

const bytesOf = (command: OCIRequest): Uint8Array =>
  encodeMessage({ identity: { sessionId: 'bench' }, commands: [command] });

async function logIn(
  socket: RawSocket,
  account: { readonly userId: string; readonly password: string },
): Promise<void> {
  const reply = await socket.ask(bytesOf(new LoginRequest22V5(account)));
  if (!reply.includes('"LoginResponse22V5"')) throw new Error('the login was refused');
}

async function askForUser(socket: RawSocket, userId: string): Promise<void> {
  const reply = await socket.ask(bytesOf(new UserGetRequest23V2({ userId })));
  if (!reply.includes('"UserGetResponse23V2"')) throw new Error(`${userId} could not be read`);
}

async function startEcho(
  replyBytes: number,
  cpu: number | undefined,
): Promise<AsyncDisposable & Server> {
  const [command, args] = pinned(cpu, process.execPath, [echoServer, String(replyBytes)]);
  const server = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(server, 'exit');
  const [line] = (await Promise.race([once(server.stdout, 'data'), ended])) as [unknown];
  if (!Buffer.isBuffer(line)) throw new Error('the echo server of the benchmark did not start');
  return {
    ...(JSON.parse(String(line)) as Server),
    async [Symbol.asyncDispose]() {
      server.kill();
      await ended;
    },
  };
}
