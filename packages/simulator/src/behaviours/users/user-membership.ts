import type { BehaviourTable } from '../../engine/behaviour.js';
import { sameId } from '../../platform/id-map.js';
import type { User } from '../../platform/model.js';
import type { Platform } from '../../platform/platform.js';
import { userRows } from './user-columns.js';

/** The call park group and the series completion group that a user is in. */
export function userMemberships(table: BehaviourTable): void {
  table
    .on('UserCallParkGetRequest', ({ userId }, { platform }) =>
      membershipOf(platform, platform.user(userId), 'Call Park'),
    )
    .on('UserSeriesCompletionGetRequest', ({ userId }, { platform }) =>
      membershipOf(platform, platform.user(userId), 'Series Completion'),
    );
}

/** A named list of users, as the settings of a group hold it in the `groups` of the service. */
interface MemberGroup {
  readonly name: string;
  readonly userIds: readonly string[];
}

function membershipOf(
  platform: Platform,
  user: User,
  service: 'Call Park' | 'Series Completion',
): { name: string | undefined; userTable: ReturnType<typeof userRows> } {
  const groups = platform.groupOf(user).settings[service]?.groups ?? [];
  const found = (groups as readonly MemberGroup[]).find(({ userIds }) =>
    userIds.some((id) => sameId(id, user.userId)),
  );
  return { name: found?.name, userTable: userRows(platform, found?.userIds ?? []) };
}
