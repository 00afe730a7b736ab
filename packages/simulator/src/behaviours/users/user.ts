import type { UserModifyRequest22 } from '@ocipkit/commands/user';
import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import { merge } from '../../engine/merge.js';
import { hashPassword, sameDigest } from '../../engine/passwords.js';
import { invalid, notAllowed, own, Refusal, seen } from '../../engine/refusal.js';
import { listUsers } from '../../engine/user-rows.js';
import { departmentFor, departmentPath } from '../../platform/departments.js';
import { checkPassword, passwordRulesOf } from '../../platform/password-rules.js';
import { sameId } from '../../platform/id-map.js';
import {
  checkAliases,
  checkLanguageAndZone,
  extensionOf,
  newUserId,
} from '../../platform/identity.js';
import type { Endpoint, Group, User, UserProfile } from '../../platform/model.js';
import { nationalNumber } from '../../platform/numbers.js';
import { planMove } from '../../platform/move.js';
import type { Platform } from '../../platform/platform.js';
import { readDeviceEndpoint, requireFreePort, type DeviceOwner } from '../devices/endpoint.js';

/** Users: add, read, modify, delete, list, and giving them other ids and groups. */
export function users(table: BehaviourTable): void {
  table
    .on('UserAddRequest22V2', (request, call) => {
      const { platform } = call;
      const group = platform.group(request.serviceProviderId, request.groupId);
      if (platform.usersOf(group).length >= group.userLimit) {
        throw new Refusal(own.limitReached, `User limit reached: ${String(group.userLimit)}`);
      }
      const phoneNumber =
        request.phoneNumber === undefined ? undefined : platform.number(request.phoneNumber);
      if (request.department !== undefined) departmentFor(platform, group, request.department);
      checkLanguageAndZone(platform, request);
      const user: User = {
        userId: newUserId(platform, request.userId, group),
        serviceProviderId: group.serviceProviderId,
        groupId: group.groupId,
        profile: profileOf(request, group),
        ...(phoneNumber === undefined ? {} : { phoneNumber }),
        ...extensionOf(group, request.extension, phoneNumber),
        aliases: [...(request.alias ?? [])],
        alternateUserIds: (request.alternateUserId ?? []).map((entry) => ({
          ...entry,
          alternateUserId: newUserId(platform, entry.alternateUserId, group),
        })),
        ...endpointOf(request, call),
        appearances: [],
        registrations: [],
        ...(request.password === undefined ? {} : { passwordHash: hashPassword(request.password) }),
        services: [],
        packs: [],
        schedules: [],
        settings: {},
      };
      checkAliases(platform, user.aliases);
      if (request.password !== undefined) {
        checkPassword(passwordRulesOf(platform, user), user.userId, request.password);
      }
      platform.addUser(user);
    })
    .on('UserModifyRequest22', (request, call) => {
      modifyUser(request, call);
    })
    .on('UserDeleteRequest', ({ userId }, { platform }) => {
      platform.removeUser(platform.user(userId));
    })
    .on('UserModifyUserIdRequest', ({ userId, newUserId: id }, { platform }) => {
      const user = platform.user(userId);
      platform.moveUser(user, { userId: newUserId(platform, id, platform.groupOf(user)) });
    })
    .on('UserModifyGroupIdRequest', ({ userId, newGroupId, evaluateOnly }, { platform }) => {
      const user = platform.user(userId);
      const target = platform.group(user.serviceProviderId, newGroupId);
      const { obstacles, impacts, change } = planMove(platform, user, target);
      if (evaluateOnly !== true && obstacles.length === 0) {
        platform.moveUser(user, { groupId: target.groupId }, change);
      }
      return {
        error: obstacles.map((text) => moveMessage(own.notAllowed, text)),
        impact: impacts.map((text) => moveMessage(own.lostByMove, text)),
      };
    })
    .onFields('UserGetRequest23V2', readUser)
    .onFields('UserGetRequest21', readUser21)
    .on('UserGetListInGroupRequest', (request, { platform }) => {
      const group = platform.group(request.serviceProviderId, request.GroupId);
      return { userTable: listUsers(platform, platform.usersOf(group), request) };
    })
    .on('UserGetListInGroupPagedSortedListRequest', (request, { platform }) => {
      const group = groupByEither(platform, request);
      return { userTable: listUsers(platform, platform.usersOf(group), request) };
    })
    .on('UserGetListInServiceProviderRequest', (request, { platform }) => {
      const { serviceProviderId } = request;
      if (serviceProviderId === undefined) {
        throw invalid('Service provider external ids are not simulated');
      }
      platform.serviceProvider(serviceProviderId);
      const all = platform.groupsOf(serviceProviderId).flatMap((g) => platform.usersOf(g));
      return { userTable: listUsers(platform, all, request) };
    })
    .on('UserGetListInSystemRequest', (request, { platform }) => ({
      userTable: listUsers(platform, platform.users(), request),
    }));
}

// Reading

/** The fields of a user; what a variant of the request does not have is left out of its answer. */
type UserFields = Readonly<Record<string, unknown>> & {
  readonly accessDeviceEndpoint?: ReturnType<typeof readDeviceEndpoint>;
};

/** Release 21 shows static contacts as plain addresses. */
function readUser21(request: { userId: string }, call: Call): object {
  const fields = readUser(request, call);
  const { accessDeviceEndpoint: endpoint } = fields;
  if (endpoint === undefined) return fields;
  const contact = (endpoint.contact ?? []).map(({ sipContact }) => sipContact);
  return { ...fields, accessDeviceEndpoint: { ...endpoint, contact } };
}

function readUser({ userId }: { userId: string }, { platform }: Call): UserFields {
  const user = platform.user(userId);
  const group = platform.groupOf(user);
  const { profile, phoneNumber, extension, aliases, alternateUserIds, endpoint } = user;
  const { callingLineIdPhoneNumber, department, ...rest } = profile;
  return {
    ...rest,
    serviceProviderId: user.serviceProviderId,
    groupId: user.groupId,
    userId: user.userId,
    phoneNumber: phoneNumber === undefined ? undefined : nationalNumber(phoneNumber),
    extension,
    callingLineIdPhoneNumber:
      callingLineIdPhoneNumber === undefined ? undefined : nationalNumber(callingLineIdPhoneNumber),
    department,
    departmentFullPath: departmentPath(platform, department),
    timeZoneDisplayName: platform.displayNameOf(profile.timeZone),
    defaultAlias: user.userId,
    alias: aliases,
    alternateUserId: alternateUserIds,
    countryCode: platform.system.countryCode,
    groupExternalId: group.groupExternalId,
    locationDialingCode: group.locationDialingCode,
    ...(endpoint?.kind === 'device'
      ? { accessDeviceEndpoint: readDeviceEndpoint(platform, endpoint) }
      : endpoint?.kind === 'trunk'
        ? { trunkAddressing: endpoint.config }
        : {}),
  };
}

function groupByEither(
  platform: Platform,
  {
    serviceProviderId,
    groupId,
    groupExternalId,
  }: {
    readonly serviceProviderId?: string | undefined;
    readonly groupId?: string | undefined;
    readonly groupExternalId?: string | undefined;
  },
): Group {
  if (serviceProviderId !== undefined && groupId !== undefined) {
    return platform.group(serviceProviderId, groupId);
  }
  for (const group of platform.groups()) {
    if (sameId(group.groupExternalId, groupExternalId)) return group;
  }
  throw new Refusal(seen.groupNotFound, `Group not found: ${groupExternalId ?? ''}`);
}

// Adding and modifying

function profileOf(request: object, group: Group): UserProfile {
  const fields = request as Readonly<Record<string, unknown>>;
  const kept: Partial<Record<keyof UserProfile, unknown>> = {};
  for (const name of profileFields) {
    const value = fields[name];
    if (value !== undefined && value !== null) kept[name] = value;
  }
  return {
    language: 'English',
    timeZone: group.timeZone,
    allowVideo: true,
    ...kept,
  } as UserProfile;
}

const profileFields = [
  'lastName',
  'firstName',
  'callingLineIdLastName',
  'callingLineIdFirstName',
  'nameDialingName',
  'hiraganaLastName',
  'hiraganaFirstName',
  'callingLineIdPhoneNumber',
  'department',
  'language',
  'timeZone',
  'title',
  'pagerPhoneNumber',
  'mobilePhoneNumber',
  'emailAddress',
  'yahooId',
  'addressLocation',
  'address',
  'networkClassOfService',
  'officeZoneName',
  'primaryZoneName',
  'impId',
  'allowVideo',
  'isPlace',
] as const satisfies readonly (keyof UserProfile)[];

/** What UserAddRequest says of the endpoint. */
function endpointOf(
  request: DeviceOwner & {
    readonly accessDeviceEndpoint?: unknown;
    readonly trunkAddressing?: unknown;
  },
  call: Call,
): { endpoint?: Endpoint } {
  const { accessDeviceEndpoint, trunkAddressing } = request;
  if (accessDeviceEndpoint !== undefined) {
    return { endpoint: requireFreePort(accessDeviceEndpoint, request, call) };
  }
  return trunkAddressing === undefined
    ? {}
    : { endpoint: { kind: 'trunk', config: { ...(trunkAddressing as object) } } };
}

function modifyUser(request: UserModifyRequest22, call: Call): void {
  const { platform, login } = call;
  const user = platform.user(request.userId);
  const group = platform.groupOf(user);
  checkLanguageAndZone(platform, request);
  if (request.department) departmentFor(platform, group, request.department);
  const { oldPassword, newPassword } = request;
  if (newPassword !== undefined && login.loginType === 'User') {
    checkOldPassword(user, oldPassword);
  }
  platform.changeUser(user, (draft) => {
    const merged = merge(draft.profile, request, notOfProfile);
    draft.profile = profileOf(merged, group);
    if (draft.profile.callingLineIdPhoneNumber !== undefined) {
      draft.profile.callingLineIdPhoneNumber = platform.number(
        draft.profile.callingLineIdPhoneNumber,
      );
    }
    setOrClear(draft, 'phoneNumber', request.phoneNumber, (n) => platform.number(n));
    setOrClear(
      draft,
      'extension',
      request.extension,
      (e) => extensionOf(group, e, undefined).extension,
    );
    if (request.sipAliasList !== undefined) {
      draft.aliases = [...(request.sipAliasList?.sipAlias ?? [])];
      checkAliases(platform, draft.aliases);
    }
    if (request.alternateUserIdList !== undefined) {
      draft.alternateUserIds = (request.alternateUserIdList?.alternateUserId ?? []).map(
        (entry) => ({
          ...entry,
          alternateUserId: newUserId(platform, entry.alternateUserId, group),
        }),
      );
    }
    if (newPassword) {
      checkPassword(passwordRulesOf(platform, user), user.userId, newPassword, oldPassword);
      // A new password ends a lock-out and begins its time anew.
      delete draft.settings.Password;
    }
    setOrClear(draft, 'passwordHash', newPassword, hashPassword);
    modifyEndpoint(draft, request.endpoint, call);
    setExternalIds(draft.profile, request);
  });
}

const notOfProfile = [
  'userId',
  'phoneNumber',
  'extension',
  'oldPassword',
  'newPassword',
  'sipAliasList',
  'alternateUserIdList',
  'endpoint',
  'impPassword',
  'newUserExternalId',
  'newUserPersonId',
];

function setExternalIds(
  profile: UserProfile,
  { newUserExternalId, newUserPersonId }: UserModifyRequest22,
): void {
  setOrClear(profile, 'userExternalId', newUserExternalId, (id) => id);
  setOrClear(profile, 'userPersonId', newUserPersonId, (id) => id);
}

/** Undefined leaves a field, null clears it. */
function setOrClear<T extends object, K extends keyof T & string>(
  target: T,
  name: K,
  value: string | null | undefined,
  make: (value: string) => T[K],
): void {
  if (value === undefined) return;
  if (value === null) Reflect.deleteProperty(target, name);
  else target[name] = make(value);
}

function modifyEndpoint(draft: User, endpoint: UserModifyRequest22['endpoint'], call: Call): void {
  if (endpoint === undefined) return;
  if (endpoint === null) {
    delete draft.endpoint;
    return;
  }
  if (endpoint.trunkAddressing !== undefined) {
    const present = draft.endpoint?.kind === 'trunk' ? draft.endpoint.config : {};
    const config: Record<string, unknown> = { ...present, ...endpoint.trunkAddressing };
    for (const [name, value] of Object.entries(config)) {
      if (value === null) Reflect.deleteProperty(config, name);
    }
    draft.endpoint = { kind: 'trunk', config };
    return;
  }
  const { contactList, ...given } = endpoint.accessDeviceEndpoint;
  const present =
    draft.endpoint?.kind === 'device'
      ? readDeviceEndpoint(call.platform, draft.endpoint)
      : { useHotline: false };
  const next = { ...present, ...given } as Record<string, unknown>;
  if (contactList !== undefined) next.contact = contactList?.contact ?? [];
  for (const [name, value] of Object.entries(next)) {
    if (value === null) Reflect.deleteProperty(next, name);
  }
  if (next.accessDevice === undefined || next.linePort === undefined) {
    throw notAllowed('A new endpoint needs an access device and a line/port');
  }
  draft.endpoint = requireFreePort(next, draft, call);
}

function moveMessage(messageCode: number, text: string) {
  return { messageCode, summary: text, summaryEnglish: text };
}

/** For logins of users: their own password must be known. */
function checkOldPassword(user: User, oldPassword: string | undefined): void {
  const { passwordHash } = user;
  const isRight =
    passwordHash === undefined ||
    (oldPassword !== undefined && sameDigest(hashPassword(oldPassword), passwordHash));
  if (!isRight) throw new Refusal(seen.badPassword, 'Invalid password');
}
