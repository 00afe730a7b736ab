import type { Client } from '@ocipkit/client';
import { AutomationUsageError } from '../run/usage-error.js';
import { sameId } from '../run/cells.js';
import type { RunOptions } from '../run/options.js';
import type { Problem } from '../run/problem.js';
import { Run } from '../run/run.js';
import { wantedAlias } from './alias.js';
import {
  listFaxUsers,
  lookAtAlternateIds,
  lookAtFax,
  lookAtVoicePortal,
  withoutRepetitions,
} from './groups.js';
import { lookAtInstance } from './instances.js';
import { readLists, type Lists } from './lists.js';
import { Search, type Scope } from './search.js';
import {
  aliasHolderKinds,
  defaultAliasHolderKinds,
  type AliasHolderKind,
  type AliasMatch,
  type AliasSearch,
} from './types.js';
import { lookAtUser, readDirectly, type DirectRead } from './users.js';

/** What `findAlias` takes. */
export interface FindAliasInput {
  /** `user@host`, or the user part by itself: then any host will do. Without `sip:`. */
  readonly alias: string;
  /** Service provider or enterprise to search; needed unless the whole system is. */
  readonly serviceProviderId?: string | undefined;
  /** Group to search; default is all groups of the service provider. */
  readonly groupId?: string | undefined;
  /** Searches every service provider; in place of the two ids. Reads every user there is. */
  readonly wholeSystem?: boolean | undefined;
  /** Ends the search at the first match; default is to find them all. */
  readonly stopAtFirst?: boolean | undefined;
  /** What to look at; default is everything but the fax service of users. */
  readonly kinds?: readonly AliasHolderKind[] | undefined;
}

/**
 * Finds who has a SIP alias: users, service instances, voice portals, and on request the fax service of
 * users. Ids that could be taken for the alias are found, too. No list shows aliases, so everything in
 * scope is read, one request each. Reads only.
 *
 * Costs two dependent rounds: the lists of what is in scope, then the holders. One round more for the
 * whole system, for the fax service, and for logins that may not list the instances of a service
 * provider. Each round is one message per 15 requests.
 *
 * @throws AutomationUsageError before anything is sent if the alias can't be one, or the scope is not
 * clear; AutomationError if the scope does not exist, or nothing of it can be listed
 */
export async function findAlias(
  client: Client,
  input: FindAliasInput,
  options: RunOptions = {},
): Promise<AliasSearch> {
  const { alias, kinds = defaultAliasHolderKinds, stopAtFirst = false } = input;
  const wanted = wantedAlias(alias);
  const scope = scopeIn(input);
  checkKinds(kinds);
  const run = new Run(client, options);
  const search = new Search(run, wanted, scope, kinds, stopAtFirst, options);
  run.progress('the lists', 0);
  const [lists, direct] = await Promise.all([
    readLists(search),
    wanted.host !== undefined && kinds.includes('User') ? readDirectly(search, alias) : undefined,
  ]);
  const known = direct?.user;
  const inScope = known?.isInScope === true ? known : undefined;
  const steps = stepsOf(search, lists, alias, inScope);
  const { matches, stopped } = stopAtFirst
    ? await untilMatch(search, steps)
    : {
        matches: (await Promise.all(steps.map(async ({ look }) => look()))).flat(),
        stopped: false,
      };
  run.progress('done', 1, 1);
  const problems: readonly Problem[] = [
    ...lists.problems,
    ...(direct?.problem === undefined ? [] : [direct.problem]),
    ...search.tallies.flatMap((tally) => tally.problems),
  ];
  const isExhausted = search.tallies.every((tally) => tally.isExhausted);
  return {
    alias,
    scope: scopeName(scope),
    found: matches.length > 0 ? 'yes' : isExhausted ? 'no' : 'unknown',
    matches: withoutRepetitions(matches),
    elsewhere: known?.isInScope === false ? known.matches : [],
    stopped,
    searched: search.tallies.map((tally) => tally.result()),
    ...run.summary(problems),
  };
}

// Input

function scopeIn({ serviceProviderId, groupId, wholeSystem = false }: FindAliasInput): Scope {
  const hasOwner = serviceProviderId !== undefined && serviceProviderId !== '';
  const hasGroup = groupId !== undefined && groupId !== '';
  if (wholeSystem) {
    if (!hasOwner && !hasGroup) return {};
    throw new AutomationUsageError('findAlias: wholeSystem does not go with ids.');
  }
  if (!hasOwner) {
    throw new AutomationUsageError(
      'findAlias: expected serviceProviderId, with or without groupId, or wholeSystem.',
    );
  }
  return hasGroup ? { serviceProviderId, groupId } : { serviceProviderId };
}

function checkKinds(kinds: readonly string[]): void {
  const all: readonly string[] = aliasHolderKinds;
  const unknown = kinds.filter((kind) => !all.includes(kind));
  if (unknown.length > 0 || kinds.length === 0) {
    const what = unknown.length > 0 ? `${unknown.join(', ')} is no kind` : 'kinds is empty';
    throw new AutomationUsageError(`findAlias: ${what}; expected some of ${all.join(', ')}.`);
  }
}

function scopeName({ serviceProviderId, groupId }: Scope): AliasSearch['scope'] {
  if (groupId !== undefined) return 'group';
  return serviceProviderId === undefined ? 'system' : 'serviceProvider';
}

// Search

interface Step {
  /** Kinds of holders that are only listed as they are looked at. */
  readonly lists?: AliasHolderKind;
  readonly look: () => Promise<readonly AliasMatch[]>;
}

/** The search in its order. */
function stepsOf(
  search: Search,
  { instances, groups, users, hasVoicePortal }: Lists,
  alias: string,
  direct: DirectRead | undefined,
): readonly Step[] {
  const others = users.filter(({ id }) => !sameId(id, direct?.userId));
  // Who was read by the alias is not read again.
  search.tally('User').read += users.length - others.length;
  const perGroup = (kind: AliasHolderKind) => (search.kinds.has(kind) ? groups : []);
  return [
    { look: () => Promise.resolve(direct?.matches ?? []) },
    { look: () => search.each(instances, async (instance) => lookAtInstance(search, instance)) },
    {
      lists: 'Voice Portal',
      look: async () => {
        const matches = await search.each(perGroup('Voice Portal'), async (group) =>
          lookAtVoicePortal(search, group, hasVoicePortal),
        );
        const portals = search.tally('Voice Portal');
        portals.isNotAssigned = portals.listed === 0 && groups.length > 0;
        return matches;
      },
    },
    {
      lists: 'Alternate User Id',
      look: () =>
        search.each(perGroup('Alternate User Id'), async (group) =>
          lookAtAlternateIds(search, group, alias, users),
        ),
    },
    { look: () => search.each(others, async (user) => lookAtUser(search, user)) },
    {
      lists: 'Fax Messaging',
      look: async () => {
        const listed = await Promise.all(
          perGroup('Fax Messaging').map(async (group) => listFaxUsers(search, group)),
        );
        return search.each(listed.flat(), async (user) => lookAtFax(search, user));
      },
    },
  ];
}

async function untilMatch(
  search: Search,
  steps: readonly Step[],
): Promise<{ readonly matches: readonly AliasMatch[]; readonly stopped: boolean }> {
  for (const [i, { look }] of steps.entries()) {
    const matches = await look();
    if (matches.length === 0) continue;
    for (const tally of search.tallies) tally.stop();
    for (const { lists } of steps.slice(i + 1)) {
      if (lists !== undefined) search.tally(lists).isLeftOut = true;
    }
    return { matches, stopped: true };
  }
  return { matches: [], stopped: false };
}
