import type { UserGetResponse23V2 } from '@ocipkit/commands/user';
import { knownRefusals } from '../run/known-refusals.js';
import { plain } from '../run/plain.js';
import type { Problem } from '../run/problem.js';
import type { Outcome } from '../run/section.js';
import type { ListedUser } from './groups.js';
import type { Search } from './search.js';
import type { AliasMatch } from './types.js';

/** A user that was read by the alias itself, taken for an id. */
export interface DirectRead {
  /** Primary id. */
  readonly userId: string;
  readonly isInScope: boolean;
  readonly matches: readonly AliasMatch[];
}

/**
 * Reads the user whose primary or alternate id the alias is, if there is one. That there is none, or
 * that it is out of reach, is no problem: users in scope are read anyway.
 */
export async function readDirectly(
  search: Search,
  alias: string,
): Promise<{ readonly user?: DirectRead; readonly problem?: Problem }> {
  const place = { path: 'searched[User]', subject: alias };
  const outcome = await search.run.ask('UserGetRequest23V2', { userId: alias }, place);
  if (!outcome.ok) {
    const meaning = knownRefusals.meaning(outcome.problem.code);
    const isNobody = meaning === 'not-found' || meaning === 'unauthorized';
    return isNobody ? {} : { problem: outcome.problem };
  }
  const user = outcome.response;
  // Older platforms do not repeat the id.
  const userId = (user.userId as string | undefined) ?? alias;
  const { serviceProviderId, groupId } = user;
  const matches = matchUser(search, { id: userId, name: '', serviceProviderId, groupId }, user);
  return { user: { userId, isInScope: search.includes(serviceProviderId, groupId), matches } };
}

/** Reads a user, and compares its ids and aliases. */
export async function lookAtUser(search: Search, user: ListedUser): Promise<readonly AliasMatch[]> {
  const { id } = user;
  const tally = search.tally('User');
  const outcome: Outcome<UserGetResponse23V2> = await search.run.ask(
    'UserGetRequest23V2',
    { userId: id },
    search.run.member({ path: `searched[User][${id}]`, subject: id }),
  );
  if (!outcome.ok) {
    tally.missHolder(outcome.problem);
    return search.match({ holderType: 'User', ...user }, [['user-id', id]], null);
  }
  tally.read += 1;
  return matchUser(search, user, outcome.response);
}

function matchUser(
  search: Search,
  user: ListedUser,
  profile: UserGetResponse23V2,
): readonly AliasMatch[] {
  const { firstName, lastName, alias = [], defaultAlias, alternateUserId = [] } = profile;
  return search.match(
    { holderType: 'User', ...user, name: `${firstName} ${lastName}`.trim() },
    [
      ['user-id', user.id],
      ...alias.map((stored) => ['alias', stored] as const),
      ['default-alias', defaultAlias],
      ...alternateUserId.map((entry) => ['alternate-user-id', entry.alternateUserId] as const),
    ],
    plain(profile),
  );
}
