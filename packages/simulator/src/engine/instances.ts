import type { OCIRequest } from '@ocipkit/core';
import type { DepartmentKey } from '@ocipkit/commands/common';
import type { ServiceInstanceReadProfile19sp1 } from '@ocipkit/commands/hunt-group';
import type {
  ServiceInstanceAddProfile,
  ServiceInstanceModifyProfile,
} from '@ocipkit/commands/service-instance';
import { departmentOf, departmentPath, departmentsOf } from '../platform/departments.js';
import { sameId } from '../platform/id-map.js';
import {
  checkAliases,
  checkLanguageAndZone,
  extensionOf,
  newUserId,
} from '../platform/identity.js';
import type {
  Group,
  InstanceKind,
  InstanceProfile,
  ServiceInstance,
  User,
} from '../platform/model.js';
import { countryOf, nationalNumber } from '../platform/numbers.js';
import type { Platform } from '../platform/platform.js';
import type { Call } from './behaviour.js';
import { merge } from './merge.js';
import { hashPassword } from './passwords.js';
import { invalid, notFound, Refusal, seen } from './refusal.js';
import { userRow } from './user-rows.js';

/*
 * What all service instances share: their profile, their life from the add to the delete request, their
 * rows in lists, and the users that they name.
 */

// Profile

/** `serviceInstanceProfile` as reads show it. */
function readProfile(
  platform: Platform,
  { profile, phoneNumber, extension, aliases }: ServiceInstance,
): ServiceInstanceReadProfile19sp1 {
  const { callingLineIdPhoneNumber, language, timeZone, ...rest } = profile;
  return {
    ...rest,
    ...(phoneNumber === undefined
      ? {}
      : { phoneNumber: nationalNumber(phoneNumber), countryCode: countryOf(phoneNumber) }),
    extension,
    language,
    timeZone,
    timeZoneDisplayName: platform.displayNameOf(timeZone),
    alias: aliases,
    callingLineIdPhoneNumber:
      callingLineIdPhoneNumber === undefined ? undefined : nationalNumber(callingLineIdPhoneNumber),
  };
}

/** What reads of an instance have in common, with the fields of its own and what they default to. */
export function readInstance(
  platform: Platform,
  instance: ServiceInstance,
  defaults: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> & { serviceInstanceProfile: ServiceInstanceReadProfile19sp1 } {
  return {
    ...defaults,
    ...instance.config,
    serviceInstanceProfile: readProfile(platform, instance),
    networkClassOfService: instance.profile.networkClassOfService,
  };
}

const profileFields = [
  'name',
  'callingLineIdLastName',
  'callingLineIdFirstName',
  'hiraganaLastName',
  'hiraganaFirstName',
  'department',
  'language',
  'timeZone',
  'publicUserIdentity',
  'callingLineIdPhoneNumber',
] as const satisfies readonly (keyof InstanceProfile & keyof ServiceInstanceModifyProfile)[];

/** Undefined leaves a field as it is, null clears it. */
function applyProfile(
  draft: ServiceInstance,
  given: ServiceInstanceAddProfile | ServiceInstanceModifyProfile,
  platform: Platform,
): void {
  const group = platform.groupOf(draft);
  checkLanguageAndZone(platform, given);
  if (given.department) checkDepartment(platform, group, given.department);
  const profile: Record<string, unknown> = { ...draft.profile };
  for (const field of profileFields) {
    const value = given[field];
    if (value === null) Reflect.deleteProperty(profile, field);
    else if (value !== undefined) profile[field] = value;
  }
  const { callingLineIdPhoneNumber, phoneNumber, extension, password } = given;
  if (callingLineIdPhoneNumber) {
    profile.callingLineIdPhoneNumber = platform.number(callingLineIdPhoneNumber);
  }
  draft.profile = profile as unknown as InstanceProfile;
  if (phoneNumber === null) delete draft.phoneNumber;
  else if (phoneNumber !== undefined) draft.phoneNumber = platform.number(phoneNumber);
  if (extension === null) delete draft.extension;
  else if (extension !== undefined) {
    Object.assign(draft, extensionOf(group, extension, undefined));
  }
  if (password !== undefined) draft.passwordHash = hashPassword(password);
  const aliases = aliasesOf(given);
  if (aliases !== undefined) {
    checkAliases(platform, aliases);
    draft.aliases = [...aliases];
  }
}

function aliasesOf(
  given: ServiceInstanceAddProfile | ServiceInstanceModifyProfile,
): readonly string[] | undefined {
  if ('alias' in given) return given.alias;
  if (!('sipAliasList' in given) || given.sipAliasList === undefined) return undefined;
  return given.sipAliasList?.sipAlias ?? [];
}

/** The department must exist, and be one of the group or of its enterprise. */
function checkDepartment(platform: Platform, group: Group, key: DepartmentKey): void {
  const isOwn =
    sameId(key.serviceProviderId, group.serviceProviderId) &&
    (key.$type === 'EnterpriseDepartmentKey' || sameId(key.groupId, group.groupId));
  if (!isOwn) throw notFound('Department', key.name);
  departmentOf(platform, key);
}

// Add, modify, delete

/** Fields that all add requests of instances have. */
export interface AddInstanceRequest {
  readonly serviceProviderId: string;
  readonly groupId: string;
  readonly serviceUserId: string;
  readonly serviceInstanceProfile: ServiceInstanceAddProfile;
  readonly networkClassOfService?: string | undefined;
}

const commonFields = [
  'serviceProviderId',
  'groupId',
  'serviceUserId',
  'serviceInstanceProfile',
  'networkClassOfService',
];

/**
 * Adds the instance that a request describes. Its further fields go into `config`, but for those in
 * `keys`; `more` sets what else there is. The extension is that of the number unless it is given.
 *
 * @throws Refusal as {@link Platform.addInstance}, and where something of the profile is not possible
 */
export function addInstance(
  { platform }: Call,
  request: OCIRequest & AddInstanceRequest,
  kind: InstanceKind,
  { keys = [], more = {} }: { keys?: readonly string[]; more?: Partial<ServiceInstance> } = {},
): ServiceInstance {
  const group = platform.group(request.serviceProviderId, request.groupId);
  const { serviceInstanceProfile: given, networkClassOfService } = request;
  const instance: ServiceInstance = {
    serviceUserId: newUserId(platform, request.serviceUserId, group),
    kind,
    serviceProviderId: group.serviceProviderId,
    groupId: group.groupId,
    isActive: true,
    profile: {
      name: given.name,
      callingLineIdLastName: given.callingLineIdLastName,
      callingLineIdFirstName: given.callingLineIdFirstName,
      language: 'English',
      timeZone: group.timeZone,
      ...(networkClassOfService === undefined ? {} : { networkClassOfService }),
    },
    aliases: [],
    agents: [],
    supervisorIds: [],
    config: merge({}, request, [...commonFields, ...keys]),
    ...more,
  };
  applyProfile(instance, given, platform);
  if (given.extension === undefined) {
    Object.assign(instance, extensionOf(group, undefined, instance.phoneNumber));
  }
  platform.addInstance(instance);
  return instance;
}

/** Fields that all modify requests of instances have. */
export interface ModifyInstanceRequest {
  readonly serviceUserId: string;
  readonly serviceInstanceProfile?: ServiceInstanceModifyProfile | undefined;
  readonly networkClassOfService?: string | undefined;
}

/**
 * Changes an instance as a request says: its profile, and in `config` all fields but those in `keys`.
 * `change` does the rest, to the same draft; where it throws, nothing has changed.
 */
export function modifyInstance(
  { platform }: Call,
  instance: ServiceInstance,
  request: OCIRequest & ModifyInstanceRequest,
  {
    keys = [],
    change,
  }: { keys?: readonly string[]; change?: (draft: ServiceInstance) => void } = {},
): void {
  const { serviceInstanceProfile: given, networkClassOfService } = request;
  platform.changeInstance(instance, (draft) => {
    if (given !== undefined) applyProfile(draft, given, platform);
    if (networkClassOfService !== undefined) {
      draft.profile.networkClassOfService = networkClassOfService;
    }
    draft.config = merge(draft.config, request, [...commonFields, ...keys]);
    change?.(draft);
  });
}

export function deleteInstance(
  { platform }: Call,
  serviceUserId: string,
  ...kinds: readonly InstanceKind[]
): void {
  platform.removeInstance(platform.instance(serviceUserId, ...kinds));
}

// Lists

/** What the instance lists of a group show. */
export function instanceRow(platform: Platform, instance: ServiceInstance) {
  const { serviceUserId, groupId, profile, phoneNumber, extension, isActive } = instance;
  return {
    serviceUserId,
    groupId,
    name: profile.name,
    phoneNumber,
    extension,
    department: departmentPath(platform, profile.department),
    isActive,
  };
}

/** Instances that a list request of a group asks for: all, or those of one of its departments. */
export function instancesIn(
  { platform }: Call,
  {
    serviceProviderId,
    groupId,
    groupDepartmentName: name,
  }: {
    readonly serviceProviderId: string;
    readonly groupId: string;
    readonly groupDepartmentName?: string | undefined;
  },
  ...kinds: readonly InstanceKind[]
): readonly ServiceInstance[] {
  const group = platform.group(serviceProviderId, groupId);
  const all = platform.instancesOf(group).filter((i) => kinds.includes(i.kind));
  if (name === undefined) return all;
  departmentOf(platform, { $type: 'GroupDepartmentKey', serviceProviderId, groupId, name });
  return all.filter(({ profile: { department } }) => isGroupDepartment(department, name));
}

export function isGroupDepartment(key: DepartmentKey | undefined, name: string): boolean {
  return key?.$type === 'GroupDepartmentKey' && sameId(key.name, name);
}

// Users that are named

interface Owner {
  readonly serviceProviderId: string;
  readonly groupId: string;
}

/**
 * The users with these ids, in their order. They are of the owner's group or, in an enterprise, of any of
 * its groups.
 *
 * @throws Refusal 4008 if one is not, and if one is named twice
 */
export function usersInReach(platform: Platform, owner: Owner, ids: readonly string[]): User[] {
  const { isEnterprise } = platform.serviceProvider(owner.serviceProviderId);
  const found = new Set<User>();
  for (const id of ids) {
    const user = platform.user(id);
    const isInReach =
      sameId(user.serviceProviderId, owner.serviceProviderId) &&
      (isEnterprise || sameId(user.groupId, owner.groupId));
    if (!isInReach) throw new Refusal(seen.userNotFound, `User not found: ${id}`);
    if (found.has(user)) throw invalid(`User is named twice: ${id}`);
    found.add(user);
  }
  return [...found];
}

/** Rows of the users that an instance or a group names, with all columns that such tables have. */
export function memberRows(platform: Platform, ids: readonly string[]) {
  return ids.flatMap((id) => {
    const user = platform.findUser(id);
    return user === undefined ? [] : [memberRow(platform, user)];
  });
}

export function memberRow(platform: Platform, user: User) {
  const row = userRow(platform, user);
  const { department } = user.profile;
  const parent =
    department === undefined
      ? undefined
      : departmentsOf(platform, department).find((d) => sameId(d.name, department.name))?.parent;
  return {
    ...row,
    isPhoneNumberActivated: row.phoneNumberActivated,
    parentDepartment: departmentPath(platform, parent),
    parentDepartmentType:
      parent === undefined
        ? undefined
        : parent.$type === 'EnterpriseDepartmentKey'
          ? 'Enterprise'
          : 'Group',
    groupName: platform.groupOf(user).groupName,
  };
}
