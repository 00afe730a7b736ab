import { describe, expect, it } from 'vitest';
import {
  automations,
  callCenterDigest,
  collectGroupUserAudit,
  findAlias,
  serviceMembership,
  userData,
  type RunOptions,
  type RunSummary,
} from '../../src/index.js';
import { expectPlain } from '../support/positions.js';
import { Simulated } from '../support/simulated.js';

/*
 * The limit of details: members of lists beyond it are not read, and the result says so.
 */

const provider = { serviceProviderId: 'Grand-Harbour' };
const berlin = { ...provider, groupId: 'Berlin' };
const reservations = { ...provider, groupId: 'Reservations' };
const ben = 'ben.koch@grandharbour.test';

/** Reads of details by request: how many there are in all, and how many within a limit of two. */
type Reads = Readonly<Record<string, readonly [all: number, limited: number]>>;

interface Case {
  readonly name: string;
  readonly input: object;
  readonly reads: Reads;
  /** Members that the limit leaves, and where two of them are in the result. */
  readonly left: number;
  readonly paths: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'userDigest',
    input: { userId: ben },
    reads: { GroupHuntGroupGetInstanceRequest20: [4, 2] },
    left: 2,
    paths: [
      'huntGroups[hg-night-line@grandharbour.test]',
      'huntGroups[hg-reservations@grandharbour.test]',
    ],
  },
  {
    name: 'groupAudit',
    input: { ...berlin, sections: ['assignedUsers'] },
    reads: { GroupGetUserServiceAssignedUserListRequest: [27, 2] },
    left: 25,
    paths: ['assignedUsers[Authentication]'],
  },
  {
    name: 'servicePackAudit',
    input: provider,
    reads: {
      GroupServiceGetAuthorizationListRequest: [3, 2],
      GroupGetUserServiceAssignedUserListRequest: [4, 0],
      ServiceProviderServicePackGetDetailListRequest: [2, 0],
    },
    left: 6,
    paths: ['groups[Vienna].packs', 'groups[Berlin].packs[Office].users', 'packs[Office].content'],
  },
  {
    name: 'serviceMembership',
    input: reservations,
    reads: {
      GroupCallCenterGetInstanceRequest22: [2, 2],
      GroupCallCenterGetAgentListRequest: [2, 2],
      GroupHuntGroupGetInstanceRequest20: [1, 0],
      UserAssignedServicesGetListRequest: [3, 2],
    },
    left: 1,
    paths: ['config', 'agents', 'services'].map(
      (section) => `huntGroups[hg-reservations@grandharbour.test].${section}`,
    ),
  },
  {
    name: 'registrationReport',
    input: provider,
    reads: { GroupAccessDeviceGetListRequest: [3, 2] },
    left: 1,
    paths: ['devices[Vienna]'],
  },
  {
    name: 'registrationReport',
    input: { ...berlin, lockouts: true },
    reads: { UserGetRegistrationListRequest: [20, 2] },
    left: 18,
    paths: ['lockouts[carla.moreau@grandharbour.test]'],
  },
  {
    name: 'trunkCapacity',
    input: provider,
    reads: {
      GroupTrunkGroupGetRequest23: [3, 2],
      GroupTrunkGroupGetInstanceListRequest14sp4: [3, 2],
      GroupServiceIsAssignedRequest: [3, 2],
    },
    left: 1,
    paths: ['groups[Vienna].limits', 'groups[Vienna].trunkGroups'],
  },
  {
    name: 'callCenterDigest',
    input: { serviceUserId: 'cc-bookings@grandharbour.test' },
    reads: { UserCallCenterGetRequest23: [5, 2] },
    left: 3,
    paths: [
      'callCenters[cc-bookings@grandharbour.test].agents[ivan.petrov@grandharbour.test].state',
    ],
  },
  {
    name: 'findAlias',
    input: { ...reservations, alias: 'nobody', kinds: ['User'] },
    reads: { UserGetRequest23V2: [12, 2] },
    left: 10,
    paths: ['searched[User][ivan.petrov@grandharbour.test]'],
  },
  {
    name: 'findAlias',
    input: { wholeSystem: true, alias: 'nobody', kinds: ['Fax Messaging'] },
    reads: {
      GroupGetListInServiceProviderRequest: [3, 2],
      GroupGetUserServiceAssignedUserListRequest: [5, 0],
    },
    left: 5,
    paths: ['searched[Fax Messaging]', 'searched[Fax Messaging][Berlin]'],
  },
  {
    name: 'locateFreeExtension',
    input: { ...berlin, start: '4000', end: '4100' },
    reads: { UserAlternateNumbersGetRequest21: [18, 2] },
    left: 16,
    paths: ['checked.alternateNumbers[carla.moreau@grandharbour.test]'],
  },
  {
    name: 'blockNumber',
    input: { ...provider, digitPattern: '+49305559*' },
    reads: {
      GroupIncomingCallingPlanGetListRequest: [3, 2],
      GroupCallingPlanGetDigitPatternListRequest: [3, 2],
    },
    left: 1,
    paths: ['groups[Vienna]'],
  },
];

/** What a run sent, by the names of the requests. */
async function sentBy<T>(
  world: Simulated,
  run: () => Promise<T>,
): Promise<readonly [T, Readonly<Record<string, number>>]> {
  const before = world.commands;
  const result = await run();
  const sent = Object.entries(world.commands).map(
    ([name, count]) => [name, count - (before[name] ?? 0)] as const,
  );
  return [result, Object.fromEntries(sent)];
}

function unreadOf({ problems }: RunSummary): readonly string[] {
  return problems.filter(({ kind }) => kind === 'unread').map(({ path }) => path);
}

function expectCounts(sent: Readonly<Record<string, number>>, reads: Reads, which: 0 | 1): void {
  const counts = Object.keys(reads).map((name) => [name, sent[name] ?? 0] as const);
  expect(Object.fromEntries(counts)).toEqual(
    Object.fromEntries(Object.entries(reads).map(([name, count]) => [name, count[which]])),
  );
}

describe('details beyond the limit', () => {
  it.each(cases)('are not read, and are told: $name $input', async (of) => {
    const { name, input, left, paths, reads } = of;
    await using world = await Simulated.start();
    const run = (options: RunOptions) => automations.get(name)!.run(world.client, input, options);
    const [whole, all] = await sentBy(world, () => run({ maxDetails: 1_000 }));
    expect(unreadOf(whole)).toEqual([]);
    expect(whole).not.toHaveProperty('detailsLeft');
    expectCounts(all, reads, 0);
    const [result, limited] = await sentBy(world, () => run({ maxDetails: 2 }));
    expect(result.complete).toBe(false);
    expect(result.detailsLeft).toBe(left);
    expect(unreadOf(result)).toEqual(expect.arrayContaining([...paths]));
    expectCounts(limited, reads, 1);
    expectPlain(result);
    const report = JSON.stringify(automations.get(name)!.report(result));
    expect(report).toContain(`left unread by a limit: ${String(unreadOf(result).length)}`);
  });

  it('are not changed: a group that was not read is not blocked', async () => {
    await using world = await Simulated.start();
    const input = { ...provider, digitPattern: '+49305559*', apply: true };
    const result = await automations
      .get('blockNumber')!
      .run(world.client, input, { maxDetails: 2 });
    expect(result).toMatchObject({
      outcome: 'incomplete',
      complete: false,
      groups: [
        { groupId: 'Berlin', outcome: 'blocked' },
        { groupId: 'Reservations' },
        { groupId: 'Vienna', outcome: 'not-run', problem: { kind: 'unread' }, steps: [] },
      ],
    });
  });

  it('are counted where whole users are left: groupUserAudit', async () => {
    await using world = await Simulated.start();
    const run = () => collectGroupUserAudit(world.client, reservations, { maxDetails: 2 });
    const [audit, sent] = await sentBy(world, run);
    expect(audit.data[0]?.users).toHaveLength(2);
    expect(audit.users).toMatchObject({ total: 12, read: 2, notRead: 10 });
    expect(audit).toMatchObject({ complete: false, detailsLeft: 10 });
    expect(audit.problems).toMatchObject([{ path: 'users', kind: 'unread' }]);
    expect(audit.problems[0]?.message).toContain('10 users');
    expect(sent.UserGetRequest23V2).toBe(2);
  });

  it('are names of call centers of another group: userData', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    platform.user(ben).services.push('Call Center - Premium');
    const bookings = platform.instance('cc-bookings@grandharbour.test', 'Call Center');
    platform.changeInstance(bookings, (center) => {
      center.agents.push({ userId: ben, joined: true, skillLevel: 7 });
    });
    const data = await userData(world.client, { loginId: ben }, { maxDetails: 0 });
    expect(data).toMatchObject({
      skills: ['cc-bookings@grandharbour.test'],
      complete: false,
      detailsLeft: 1,
      problems: [{ path: 'skills[cc-bookings@grandharbour.test]', kind: 'unread', command: null }],
    });
    expect(world.commands).not.toHaveProperty('GroupCallCenterGetInstanceRequest22');
  });

  it('are sections of the status unread', async () => {
    await using world = await Simulated.start();
    const membership = await serviceMembership(world.client, reservations, { maxDetails: 0 });
    const { huntGroups } = membership;
    expect(huntGroups).toMatchObject({
      status: 'value',
      value: [{ config: { status: 'unread' }, agents: { status: 'unread' } }],
    });
    const digest = await callCenterDigest(world.client, reservations, { maxDetails: 0 });
    expect(digest.callCenters).toMatchObject([
      { config: { status: 'unread' }, agents: { status: 'unread' }, queue: { status: 'unread' } },
      { config: { status: 'unread' }, agents: { status: 'unread' }, queue: { status: 'unread' } },
    ]);
  });

  it('leave open whether anybody has an alias', async () => {
    await using world = await Simulated.start();
    const search = await findAlias(
      world.client,
      { ...reservations, alias: 'nobody', kinds: ['User'] },
      { maxDetails: 2 },
    );
    expect(search.found).toBe('unknown');
    expect(search.searched.find(({ kind }) => kind === 'User')).toEqual({
      kind: 'User',
      status: 'value',
      listed: 12,
      read: 2,
      refused: 0,
      failed: 0,
      notSearched: 10,
    });
  });

  it('are skipped, not left by the limit, where the run was ended before', async () => {
    await using world = await Simulated.start();
    const controller = new AbortController();
    const digest = callCenterDigest(world.client, reservations, {
      maxDetails: 0,
      signal: controller.signal,
      onProgress: ({ step }) => {
        if (step === 'call centers') controller.abort();
      },
    });
    await expect(digest).rejects.toMatchObject({ problem: { kind: 'skipped' } });
  });
});
