import { userDigest } from '@ocipkit/automations';
import { connect, type Client, type Interceptor } from '@ocipkit/client';
import type { OCIRequest } from '@ocipkit/core';
import { GroupHuntGroupAddInstanceRequest20 } from '@ocipkit/commands/hunt-group';
import type { Benchmark, Findings } from '../benchmark.js';
import { ratioAtLeast, row, type Row } from '../report.js';
import { SimulatorProcess } from '../simulator.js';
import { alternateAsync } from '../stats.js';

const userId = 'ben.koch@grandharbour.test';

/** The digest of a user, against the same commands one after another. */
export const digest: Benchmark = {
  name: 'digest',
  title: 'everything about a user of the demo data, the simulator in a process of its own',
  runs: 9,
  measure: (_setting, runs) => measureDigest(20, runs),
};

/** @param latencyMs that the simulator waits before each answer */
export async function measureDigest(latencyMs: number, runs: number): Promise<Findings> {
  await using simulator = await SimulatorProcess.start({
    parameters: ['--latency', `${String(latencyMs)}ms`],
  });
  let requests: readonly OCIRequest[] = [];
  const record: Interceptor = async (call, next) => {
    requests = [...requests, ...call.requests];
    return next(call);
  };
  await using client = await connectTo(simulator, { interceptors: [record] });
  await using single = await connectTo(simulator, { pool: { maxSessions: 1 } });
  const compare = async (label: string): Promise<readonly Row[]> => {
    // Everybody is logged in, and all code was run once, before anything is counted.
    requests = [];
    await userDigest(client, { userId });
    await sendOneByOne(single, requests);
    const samples = await alternateAsync(runs, {
      digest: async () => {
        requests = [];
        return timed(async () => userDigest(client, { userId }));
      },
      oneByOne: async () => timed(async () => sendOneByOne(single, requests)),
    });
    const base = samples.digest.map(({ ms }) => ms);
    const oneByOne = samples.oneByOne.map(({ ms }) => ms);
    const results = samples.digest.map(({ result }) => result);
    return [
      row(`${label}digest`, 'ms', base),
      row(`${label}its requests, one after another`, 'ms', oneByOne, {
        base,
        goal: ratioAtLeast(10),
      }),
      row(
        `${label}digest, requests`,
        'count',
        results.map((r) => r.requests),
      ),
      row(
        `${label}digest, messages`,
        'count',
        results.map((r) => r.messages),
      ),
      row(
        `${label}one after another, messages`,
        'count',
        samples.oneByOne.map(({ result }) => result),
      ),
    ];
  };
  const alone = await compare('');
  const first = await alternateAsync(runs, {
    first: async () => {
      const start = performance.now();
      await using fresh = await connectTo(simulator);
      await userDigest(fresh, { userId });
      return performance.now() - start;
    },
  });
  await addHuntGroups(single);
  const large = await compare(`${String(MORE_HUNT_GROUPS)} more hunt groups: `);
  return {
    notes: [
      `The simulator waits ${String(latencyMs)} ms before each answer.`,
      'The other side sends the requests of the digest of the same round, each when the answer to the one before is there, over one connection; its ratio is to the digest.',
      'Both are logged in before. The first digest of a client is one that connects and logs in as well.',
      'A digest takes three rounds, whatever it reads: with few requests the ratio can be no more than a third of their number.',
    ],
    rows: [...alone, row('first digest of a client', 'ms', first.first), ...large],
  };
}

/** As many as a house of some size has; each costs a request of its own. */
const MORE_HUNT_GROUPS = 20;

async function addHuntGroups(client: Client): Promise<void> {
  const requests = Array.from({ length: MORE_HUNT_GROUPS }, (_, i) => {
    const name = `Bench ${String(i + 1)}`;
    return new GroupHuntGroupAddInstanceRequest20({
      serviceProviderId: 'Grand-Harbour',
      groupId: 'Berlin',
      serviceUserId: `bench-${String(i + 1)}@grandharbour.test`,
      serviceInstanceProfile: {
        name,
        callingLineIdLastName: name,
        callingLineIdFirstName: name,
      },
      policy: 'Regular',
      huntAfterNoAnswer: true,
      noAnswerNumberOfRings: 5,
      forwardAfterTimeout: false,
      forwardTimeoutSeconds: 0,
      allowCallWaitingForAgents: true,
      useSystemHuntGroupCLIDSetting: true,
      includeHuntGroupNameInCLID: false,
      enableNotReachableForwarding: false,
      makeBusyWhenNotReachable: false,
      allowMembersToControlGroupBusy: false,
      enableGroupBusy: false,
      applyGroupBusyWhenTerminatingToAgent: false,
    });
  });
  for (const result of await client.batch(requests)) if (!result.ok) throw result.error;
}

/** Refusals are answers too; how many messages it took. */
async function sendOneByOne(client: Client, requests: readonly OCIRequest[]): Promise<number> {
  for (const request of requests) await client.batch([request]);
  return requests.length;
}

async function timed<T>(
  work: () => Promise<T>,
): Promise<{ readonly ms: number; readonly result: T }> {
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
}

type Options = Pick<Parameters<typeof connect>[0], 'interceptors' | 'pool'>;

async function connectTo(simulator: SimulatorProcess, options: Options = {}): Promise<Client> {
  const { url, account } = simulator;
  return connect({ url, username: account.userId, password: account.password, ...options });
}
