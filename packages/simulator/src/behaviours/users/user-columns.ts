import type { Cell } from '../../engine/behaviour.js';
import { departmentPath } from '../../platform/departments.js';
import type { User } from '../../platform/model.js';
import type { Platform } from '../../platform/platform.js';

/** The cells that tables of users have, by the property names of their columns. */
export function userColumns(platform: Platform, user: User) {
  const { userId, groupId, profile, phoneNumber, extension } = user;
  return {
    userId,
    groupId,
    lastName: profile.lastName,
    firstName: profile.firstName,
    hiraganaLastName: profile.hiraganaLastName ?? profile.lastName,
    hiraganaFirstName: profile.hiraganaFirstName ?? profile.firstName,
    phoneNumber,
    extension,
    mobile: profile.mobilePhoneNumber,
    emailAddress: profile.emailAddress,
    department: departmentPath(platform, profile.department),
    impId: profile.impId,
    title: profile.title,
    userExternalId: profile.userExternalId,
    userPlaceType: profile.isPlace === true ? 'Place' : 'User',
  } satisfies Record<string, Cell>;
}

/** Rows for the users of a list of ids, those left out that are no more. */
export function userRows(platform: Platform, ids: readonly string[]) {
  return ids.flatMap((id) => {
    const user = platform.findUser(id);
    return user === undefined ? [] : [userColumns(platform, user)];
  });
}
