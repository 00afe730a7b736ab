import type { BehaviourTable } from '../../engine/behaviour.js';
import { list } from '../../engine/listing.js';

/** Alternate user ids of a group's users. */
export function alternateUserIds(table: BehaviourTable): void {
  table.on('GroupAlternateUserIdGetListRequest', (request, { platform }) => {
    const { serviceProviderId, groupId } = request;
    const rows = platform
      .usersOf(platform.group(serviceProviderId, groupId))
      .flatMap(({ userId, alternateUserIds }) =>
        alternateUserIds.map(({ alternateUserId }) => ({
          userId,
          alternateUserId,
          userType: 'Normal',
        })),
      );
    return {
      alternateUserIdTable: list(rows, request, {
        criteria: {
          searchCriteriaAlternateUserId: (row) => row.alternateUserId,
          searchCriteriaUserId: (row) => row.userId,
        },
      }),
    };
  });
}
