import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startSimulator, SEED_PASSWORD } from '@ocipkit/simulator';
import { expect, it } from 'vitest';

const built = JSON.stringify(new URL('../../dist/index.js', import.meta.url).href);

const USERS = 3000;
/** After so many users everything is loaded, compiled, and as large as it gets. */
const SETTLED = 300;

/** One in five users that stays behind would show. */
const MOST_GROWTH = 2_000_000;

/** The sections with reads of many kinds; the long tables of the others take most of the time. */
const input = {
  serviceProviderId: 'Scale',
  groupId: 'Group-1',
  sections: ['user', 'assignedServices', 'serviceSettings'],
};

interface Report {
  readonly heapBytes: readonly [settled: number, last: number];
  /** Length of the users as JSON. */
  readonly written: number;
  readonly userIds: number;
  readonly summary: {
    readonly complete: boolean;
    readonly users: Readonly<Record<string, number>>;
  };
}

/** Goes through the audit in a process of its own, and keeps nothing but the ids. */
async function auditElsewhere(url: string): Promise<Report> {
  const source = `
    import { connect } from '@ocipkit/client';
    const { groupUserAudit } = await import(${built});
    const client = await connect(${JSON.stringify({
      url,
      username: 'admin',
      password: SEED_PASSWORD,
      login: 'signed',
    })});
    const ids = new Set();
    const heapBytes = [];
    let written = 0;
    const audit = groupUserAudit(client, ${JSON.stringify(input)});
    let step = await audit.next();
    for (; !step.done; step = await audit.next()) {
      ids.add(step.value.userId);
      written += JSON.stringify(step.value).length;
      if (ids.size === ${String(SETTLED)} || ids.size === ${String(USERS)}) {
        step = undefined;
        gc();
        gc();
        heapBytes.push(process.memoryUsage().heapUsed);
      }
    }
    await client.close();
    const { complete, users } = step.value;
    process.stdout.write(
      JSON.stringify({ heapBytes, written, userIds: ids.size, summary: { complete, users } }),
    );
  `;
  const args = ['--expose-gc', '--input-type=module', '--eval', source];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Report;
}

it('keeps no user of a group of 3,000 in memory that has been given out', async () => {
  const simulator = await startSimulator({ seed: `group:${String(USERS)}` });
  const { platform } = simulator;
  for (const user of platform.users()) {
    // 21 requests of some 50, all of a kind.
    platform.changeUser(user, (draft) => {
      draft.services = draft.services.filter((name) => name !== 'Voice Messaging User');
    });
  }
  try {
    const { heapBytes, written, userIds, summary } = await auditElsewhere(simulator.tcp!.url);
    expect(userIds).toBe(USERS);
    expect(summary).toMatchObject({
      complete: true,
      users: { total: USERS, read: USERS, complete: USERS, notRead: 0 },
    });
    const [settled, last] = heapBytes;
    expect(last - settled).toBeLessThan(MOST_GROWTH);
    // What would have to be kept otherwise, at the least.
    expect(written).toBeGreaterThan(6 * MOST_GROWTH);
  } finally {
    await simulator.stop();
  }
});
