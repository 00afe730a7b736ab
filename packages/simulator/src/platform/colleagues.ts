import { notAllowed } from '../engine/refusal.js';
import { sameId } from './id-map.js';
import type { User } from './model.js';
import type { Platform } from './platform.js';

/**
 * A user whom another may have to do with: of the same group or, in an enterprise, of any of its groups.
 *
 * @throws Refusal if there is none of that id, or it is of another group or enterprise
 */
export function requireColleague(platform: Platform, user: User, id: string): User {
  const other = platform.user(id);
  if (!areColleagues(platform, user, other)) {
    throw notAllowed(`User is not in the same group or enterprise: ${id}`);
  }
  return other;
}

function areColleagues(platform: Platform, a: User, b: User): boolean {
  if (!sameId(a.serviceProviderId, b.serviceProviderId)) return false;
  return sameId(a.groupId, b.groupId) || platform.serviceProvider(a.serviceProviderId).isEnterprise;
}

/** User ids as they are kept: each once, in the order given. */
export function colleagueIds(platform: Platform, user: User, ids: readonly string[]): string[] {
  return [...new Set(ids.map((id) => requireColleague(platform, user, id).userId))];
}
