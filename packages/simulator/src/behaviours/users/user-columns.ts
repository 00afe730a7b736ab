import type { Cell } from '../../engine/behaviour.js';
import { userCells } from '../../engine/user-rows.js';
import type { User } from '../../platform/model.js';
import type { Platform } from '../../platform/platform.js';

/** The cells that tables of users have, by the property names of their columns. */
export function userColumns(platform: Platform, user: User) {
  const { mobilePhoneNumber, impId, title, isPlace } = user.profile;
  return {
    ...userCells(platform, user),
    mobile: mobilePhoneNumber,
    impId,
    title,
    userPlaceType: isPlace === true ? 'Place' : 'User',
  } satisfies Record<string, Cell>;
}

/** Rows for the users of a list of ids, those left out that are no more. */
export function userRows(platform: Platform, ids: readonly string[]) {
  return ids.flatMap((id) => {
    const user = platform.findUser(id);
    return user === undefined ? [] : [userColumns(platform, user)];
  });
}
