import { departmentPath } from '../platform/departments.js';
import type { User } from '../platform/model.js';
import { countryOf, nationalNumber } from '../platform/numbers.js';
import type { Platform } from '../platform/platform.js';
import { keyText, list, type Readers } from './listing.js';

/** Readers for the criteria of lists of users. */
export const userReaders: Readers<UserRow> = {
  searchCriteriaUserLastName: (u) => u.lastName,
  searchCriteriaUserFirstName: (u) => u.firstName,
  searchCriteriaDn: ({ phoneNumber }) =>
    phoneNumber === undefined ? [] : [phoneNumber, nationalNumber(phoneNumber)],
  searchCriteriaEmailAddress: (u) => u.emailAddress,
  searchCriteriaExactUserDepartment: (u) => u.departmentKey,
  searchCriteriaDepartmentName: (u) => u.departmentName,
  searchCriteriaUserId: (u) => u.userId,
  searchCriteriaGroupId: (u) => u.groupId,
  searchCriteriaServiceProviderId: (u) => u.serviceProviderId,
  searchCriteriaExactServiceProvider: (u) => u.serviceProviderId,
  searchCriteriaExactUserNetworkClassOfService: (u) => u.networkClassOfService,
  searchCriteriaUserExternalId: (u) => u.userExternalId,
  searchCriteriaExactUserPersonId: (u) => u.userPersonId,
  searchCriteriaExtension: (u) => u.extension,
  searchCriteriaExactDnActivation: (u) => u.activated,
  searchCriteriaExactUserInTrunkGroup: (u) => u.inTrunkGroup,
  searchCriteriaExactUserGroup: ({ serviceProviderId, groupId }) =>
    keyText({ serviceProviderId, groupId }),
  searchCriteriaResellerId: () => [],
};

/** Readers for the sort criteria of lists of users. */
export const userSorts: Readers<UserRow> = {
  sortByUserId: (u) => u.userId,
  sortByUserLastName: (u) => u.lastName,
  sortByUserFirstName: (u) => u.firstName,
  sortByDn: (u) => u.phoneNumber,
  sortByExtension: (u) => u.extension,
  sortByEmailAddress: (u) => u.emailAddress,
  sortByDepartmentName: (u) => u.departmentName,
  sortByUserDepartment: (u) => u.department,
  sortByGroupId: (u) => u.groupId,
};

export type UserRow = ReturnType<typeof userRow>;

/** Rows of the users that a list request asks for. */
export function listUsers(
  platform: Platform,
  all: Iterable<User>,
  request: object,
): readonly UserRow[] {
  const rows = Array.from(all, (user) => userRow(platform, user));
  return list(rows, request, { criteria: userReaders, sorts: userSorts });
}

/** What every table of users shows. */
export function userCells(platform: Platform, user: User) {
  const { userId, groupId, profile, phoneNumber, extension } = user;
  return {
    userId,
    groupId,
    lastName: profile.lastName,
    firstName: profile.firstName,
    hiraganaLastName: profile.hiraganaLastName ?? profile.lastName,
    hiraganaFirstName: profile.hiraganaFirstName ?? profile.firstName,
    department: departmentPath(platform, profile.department),
    phoneNumber,
    extension,
    emailAddress: profile.emailAddress,
    userExternalId: profile.userExternalId,
  };
}

/** What the lists of users show, and what their criteria look at. */
export function userRow(platform: Platform, user: User) {
  const { profile, phoneNumber, serviceProviderId } = user;
  const record = phoneNumber === undefined ? undefined : platform.numbers.get(phoneNumber);
  const { department } = profile;
  return {
    ...userCells(platform, user),
    serviceProviderId,
    departmentName: department?.name,
    departmentKey: department === undefined ? undefined : keyText(department),
    departmentType: departmentType(department?.$type),
    phoneNumberActivated: record?.isActivated,
    activated: record === undefined ? undefined : String(record.isActivated),
    inTrunkGroup: String(user.endpoint?.kind === 'trunk'),
    countryCode: phoneNumber === undefined ? undefined : countryOf(phoneNumber),
    networkClassOfService: profile.networkClassOfService,
    userPersonId: profile.userPersonId,
  };
}

function departmentType(type: string | undefined): string | undefined {
  if (type === undefined) return undefined;
  return type === 'EnterpriseDepartmentKey' ? 'Enterprise' : 'Group';
}
