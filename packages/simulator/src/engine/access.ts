import type { OCIRequest } from '@ocipkit/core';
import { sameId } from '../platform/id-map.js';
import type { Platform } from '../platform/platform.js';
import type { Login } from './login.js';
import { Refusal, seen } from './refusal.js';

/** Levels from the narrowest to the widest. */
const order = ['User', 'Group', 'Service Provider', 'Provisioning', 'System'] as const;
type Level = (typeof order)[number];

/**
 * Requests whose level is not that of their name. A `User…` request is for the user, a `Group…` request
 * for the group's administrators, and so on.
 */
const exceptions: Readonly<Record<string, Level>> = {
  // Anyone may ask what the platform is.
  SystemSoftwareVersionGetRequest: 'User',
  SystemLanguageGetListRequest: 'User',
  SystemTimeZoneGetListRequest: 'User',
  SystemDomainGetListRequest: 'Group',
  SystemAccessDeviceTypeGetListRequest: 'Group',
  // Everyone may look for registrations: the list holds those in the login's reach.
  SystemGetRegistrationContactListRequest: 'User',
  // Creating, deleting and moving is for the level above.
  UserAddRequest: 'Group',
  UserDeleteRequest: 'Group',
  UserModifyUserIdRequest: 'Group',
  UserModifyGroupIdRequest: 'Service Provider',
  UserGetListInGroupRequest: 'Group',
  UserGetListInGroupPagedSortedListRequest: 'Group',
  UserGetListInServiceProviderRequest: 'Service Provider',
  UserGetListInSystemRequest: 'Provisioning',
  UserGetServiceInstanceListInServiceProviderRequest: 'Service Provider',
  UserServiceAssignListRequest: 'Group',
  UserServiceUnassignListRequest: 'Group',
  GroupAddRequest: 'Service Provider',
  GroupDeleteRequest: 'Service Provider',
  GroupGetListInServiceProviderRequest: 'Service Provider',
  GroupGetListInServiceProviderPagedSortedListRequest: 'Service Provider',
  GroupServiceModifyAuthorizationListRequest: 'Service Provider',
  GroupDnAssignListRequest: 'Service Provider',
  GroupDnUnassignListRequest: 'Service Provider',
  GroupAdminAddRequest: 'Group',
  GroupDomainAssignListRequest: 'Service Provider',
  ServiceProviderAddRequest: 'Provisioning',
  ServiceProviderDeleteRequest: 'Provisioning',
  ServiceProviderGetListRequest: 'Provisioning',
  ServiceProviderGetRequest: 'Group',
  ServiceProviderDnAddListRequest: 'Provisioning',
  ServiceProviderDnDeleteListRequest: 'Provisioning',
  ServiceProviderServiceModifyAuthorizationListRequest: 'Provisioning',
  ServiceProviderDomainAssignListRequest: 'Provisioning',
};

function levelOf(name: string): Level {
  const family = /^(.*Request)/.exec(name)?.[1] ?? name;
  const exception = exceptions[family];
  if (exception !== undefined) return exception;
  if (name.startsWith('System')) return 'System';
  if (/^(?:ServiceProvider|Enterprise)/.test(name)) return 'Service Provider';
  if (name.startsWith('Group')) return 'Group';
  // Login, password and session requests are for everyone.
  return 'User';
}

/** A department's administrator is held to be one of the group. */
function levelOfLogin({ loginType }: Login): Level {
  switch (loginType) {
    case 'Group Department':
      return 'Group';
    case 'Lawful Intercept':
      return 'User';
    default:
      return loginType;
  }
}

/**
 * Whether a login may send a request: its level must reach, and what the request names must be within
 * it.
 *
 * @throws Refusal 5404 if not
 */
export function checkAccess(
  platform: Platform,
  login: Login,
  name: string,
  request: OCIRequest,
): void {
  const level = levelOfLogin(login);
  if (order.indexOf(level) < order.indexOf(levelOf(name))) throw unauthorized(name);
  if (level === 'System' || level === 'Provisioning') return;
  if (namesWiderAccount(platform, request, level)) throw unauthorized(name);
  const named = whatIsNamed(platform, request);
  const isOutside =
    isOther(named.serviceProviderId, login.serviceProviderId) ||
    (level !== 'Service Provider' && isOther(named.groupId, login.groupId)) ||
    (level === 'User' && isOther(named.userId, login.userId));
  if (isOutside) throw unauthorized(name);
}

/** An administrator of a wider level is out of reach, even where no id of an owner tells so. */
function namesWiderAccount(platform: Platform, request: OCIRequest, level: Level): boolean {
  const { userId } = request as unknown as { readonly userId?: unknown };
  const account = typeof userId === 'string' ? platform.account(userId) : undefined;
  return account !== undefined && order.indexOf(levelOfLogin(account.login)) > order.indexOf(level);
}

function unauthorized(name: string): Refusal {
  return new Refusal(seen.unauthorized, `Unauthorized transaction: ${name}`);
}

function isOther(named: string | undefined, ownId: string | undefined): boolean {
  return named !== undefined && !sameId(named, ownId);
}

interface Named {
  readonly serviceProviderId?: string | undefined;
  readonly groupId?: string | undefined;
  readonly userId?: string | undefined;
}

/** The service provider, group and user that a request is about, as far as it names any. */
function whatIsNamed(platform: Platform, request: OCIRequest): Named {
  const fields = request as unknown as Readonly<Record<string, unknown>>;
  const text = (...names: readonly string[]): string | undefined => {
    const value = names.map((name) => fields[name]).find((v) => typeof v === 'string');
    return typeof value === 'string' ? value : undefined;
  };
  const userId = text('userId', 'agentUserId', 'supervisorUserId', 'serviceUserId');
  const target =
    userId === undefined
      ? undefined
      : (platform.findUser(userId) ??
        platform.findInstance(userId) ??
        administrator(platform, userId));
  const external = byExternalId(platform, text);
  const trunkGroup = fields.trunkGroupKey as Named | undefined;
  return {
    serviceProviderId:
      text('serviceProviderId', 'svcProviderId', 'enterpriseId') ??
      target?.serviceProviderId ??
      external?.serviceProviderId ??
      trunkGroup?.serviceProviderId,
    groupId:
      text('groupId', 'GroupId') ?? target?.groupId ?? external?.groupId ?? trunkGroup?.groupId,
    // A new id names nobody yet, and an unknown one is refused as such further on.
    userId: target === undefined ? undefined : idOf(target),
  };
}

/** Whose a device is, or which group is meant, where external ids are used in place of ids. */
function byExternalId(
  platform: Platform,
  text: (name: string) => string | undefined,
): { readonly serviceProviderId?: string; readonly groupId?: string } | undefined {
  const serviceProviderExternalId = text('serviceProviderExternalId');
  const groupExternalId = text('groupExternalId');
  const deviceExternalId = text('deviceExternalId');
  if (serviceProviderExternalId !== undefined) {
    return platform.serviceProviders
      .values()
      .find((s) => sameId(s.serviceProviderExternalId, serviceProviderExternalId));
  }
  if (groupExternalId !== undefined) {
    return [...platform.groups()].find((g) => sameId(g.groupExternalId, groupExternalId));
  }
  return deviceExternalId === undefined ? undefined : platform.findDeviceBy(deviceExternalId);
}

function administrator(
  platform: Platform,
  id: string,
): { serviceProviderId?: string; groupId?: string; userId: string } | undefined {
  return platform.account(id) === undefined ? undefined : platform.administrator(id);
}

function idOf(target: object): string | undefined {
  const { userId, serviceUserId } = target as { userId?: string; serviceUserId?: string };
  return userId ?? serviceUserId;
}
