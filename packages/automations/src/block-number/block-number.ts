import type { Client } from '@ocipkit/client';
import { sameId } from '../run/cells.js';
import { AutomationUsageError } from '../run/usage-error.js';
import { rowsOf } from '../run/columns.js';
import { Run } from '../run/run.js';
import { rootOf } from '../run/section.js';
import {
  checkBlockInput,
  checkUndoInput,
  type BlockNumberInput,
  type UndoBlockNumberInput,
} from './input.js';
import { defaultName, describe, otherForms } from './pattern.js';
import { placeKey } from './place.js';
import type { Wish } from './plan.js';
import type { GroupRef } from './read.js';
import { outcomeOf, totalsOf, undoOf } from './result.js';
import { GroupsRun } from './groups-run.js';
import type { BlockOptions, BlockResult, BlockUndoGroup } from './types.js';

/**
 * Blocks callers by a digit pattern in all groups of an enterprise or service provider, takes that back, or
 * tells how things are. A group that is so already is not changed. Changes nothing without `apply`.
 *
 * Costs three dependent rounds of reads: enterprise and list of groups; three reads per group, 15 per
 * message, along with the users who have their own rules; those users, where they are to be changed. With
 * `apply` up to two changes per group, each a message of its own and one after the other, and one round to
 * read back. An answer that is lost is settled by reading; no change is sent twice.
 *
 * @throws AutomationUsageError for input that makes no sense, an excluded group that is not there
 * included; AutomationError if the enterprise, or the list of groups where none are named, can't be read
 */
export async function blockNumber(
  client: Client,
  input: BlockNumberInput,
  options: BlockOptions = {},
): Promise<BlockResult> {
  checkBlockInput(input);
  const { serviceProviderId, digitPattern, action = 'block', departments = true } = input;
  const run = new Run(client, options);
  const { isEnterprise, groups } = await scopeOf(run, input);
  const allow = action === 'unblock';
  const wish: Wish = {
    name: input.name ?? defaultName(digitPattern),
    digitPattern,
    adds: action !== 'unblock',
    removes: action === 'unblock' && input.removePattern === true,
    isExact: false,
    allow: ({ kind }) =>
      kind === 'group' ||
      (kind === 'department' && departments) ||
      (kind === 'user' && input.changeExemptUsers === true)
        ? allow
        : undefined,
  };
  const groupsRun = new GroupsRun(run, options, {
    serviceProviderId,
    digitPattern,
    isEnterprise,
    action,
    applies: input.apply === true && action !== 'report',
    listsExempt: true,
  });
  const users = input.changeExemptUsers === true ? 'exempt' : [];
  return finish(
    run,
    await groupsRun.run(groups.map((ref) => ({ ref, wish, users }))),
    {
      action,
      applied: input.apply === true && action !== 'report',
      serviceProviderId,
      isEnterprise,
    },
    { name: wish.name, digitPattern, countryCode: input.countryCode },
  );
}

/**
 * Takes back what a run of {@link blockNumber} has changed, and nothing else: `undo` of its result. What is
 * so already is not changed. A pattern that was added is deleted only if nothing uses it by now. Changes
 * nothing without `apply`.
 *
 * Costs as `blockNumber`.
 *
 * @throws AutomationUsageError if `undo` is none; AutomationError if the enterprise can't be read
 */
export async function undoBlockNumber(
  client: Client,
  input: UndoBlockNumberInput,
  options: BlockOptions = {},
): Promise<BlockResult> {
  checkUndoInput(input);
  const { undo, apply: applies = false } = input;
  const { serviceProviderId, digitPattern } = undo;
  const run = new Run(client, options);
  run.progress('groups read', 0, undo.groups.length);
  const isEnterprise = await readIsEnterprise(run, serviceProviderId);
  const groupsRun = new GroupsRun(run, options, {
    serviceProviderId,
    digitPattern,
    isEnterprise,
    action: 'undo',
    applies,
    listsExempt: undo.groups.some(({ pattern }) => pattern === 'remove'),
  });
  const tasks = undo.groups.map((group) => ({
    ref: { groupId: group.groupId },
    wish: undoWish(group, digitPattern),
    users: group.permissions.flatMap(({ place }) => (place.kind === 'user' ? [place.userId] : [])),
  }));
  return finish(
    run,
    await groupsRun.run(tasks),
    { action: 'undo', applied: applies, serviceProviderId, isEnterprise },
    { name: undo.groups[0]?.patternName ?? defaultName(digitPattern), digitPattern },
  );
}

function undoWish(
  { patternName, pattern, permissions }: BlockUndoGroup,
  digitPattern: string,
): Wish {
  const before = new Map(permissions.map(({ place, allow }) => [placeKey(place), allow]));
  return {
    name: patternName,
    digitPattern,
    adds: pattern === 'add',
    removes: pattern === 'remove',
    isExact: true,
    allow: (place) => before.get(placeKey(place)),
  };
}

async function readIsEnterprise(run: Run, serviceProviderId: string): Promise<boolean> {
  const outcome = await run.ask(
    'ServiceProviderGetRequest22V4',
    { serviceProviderId },
    { path: 'isEnterprise', subject: serviceProviderId },
  );
  return rootOf(outcome).isEnterprise === true;
}

/** The groups that are meant: of the list, or as named where the login may not list them. */
async function scopeOf(
  run: Run,
  { serviceProviderId, groups: wanted, excludeGroups: excluded = [] }: BlockNumberInput,
): Promise<{ readonly isEnterprise: boolean; readonly groups: readonly GroupRef[] }> {
  run.progress('groups listed', 0);
  const [isEnterprise, list] = await Promise.all([
    readIsEnterprise(run, serviceProviderId),
    run.ask(
      'GroupGetListInServiceProviderRequest',
      { serviceProviderId },
      { path: 'groups', subject: serviceProviderId },
    ),
  ]);
  const listed: readonly GroupRef[] | undefined = list.ok
    ? rowsOf(run, list.response, 'groupTable', ['groupId', 'groupName']).map(
        ({ groupId = '', groupName }) => ({
          groupId,
          ...(groupName === undefined || groupName === '' ? {} : { groupName }),
        }),
      )
    : undefined;
  if (wanted === undefined) rootOf(list);
  const missing = excluded.filter(
    (id) => listed?.some(({ groupId }) => sameId(groupId, id)) === false,
  );
  // A slip there would block a group that was to be left alone.
  if (missing.length > 0) {
    const names = missing.join(', ');
    throw new AutomationUsageError(`blockNumber: there is no group ${names} to leave alone.`);
  }
  const named = wanted?.filter((id, i) => wanted.findIndex((other) => sameId(other, id)) === i);
  const meant =
    named?.map((id) => listed?.find(({ groupId }) => sameId(groupId, id)) ?? { groupId: id }) ??
    listed ??
    [];
  const groups = meant.filter(({ groupId }) => !excluded.some((id) => sameId(id, groupId)));
  return { isEnterprise, groups };
}

function finish(
  run: Run,
  { groups, problems }: Awaited<ReturnType<GroupsRun['run']>>,
  head: Pick<BlockResult, 'action' | 'applied' | 'serviceProviderId' | 'isEnterprise'>,
  {
    name,
    digitPattern,
    countryCode,
  }: {
    readonly name: string;
    readonly digitPattern: string;
    readonly countryCode?: string | undefined;
  },
): BlockResult {
  return {
    outcome: outcomeOf(head.action, groups),
    ...head,
    pattern: {
      name,
      digitPattern,
      matches: describe(digitPattern),
      otherForms: otherForms(digitPattern, countryCode),
    },
    groups,
    totals: totalsOf(groups),
    undo: {
      serviceProviderId: head.serviceProviderId,
      digitPattern,
      groups: groups.flatMap((group) => undoOf(group) ?? []),
    },
    ...run.summary(problems),
  };
}
