import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import { hashPassword } from '../../engine/passwords.js';
import { departmentPath } from '../../platform/departments.js';
import { sameId } from '../../platform/id-map.js';
import { requireAdministrator } from '../../platform/administrators.js';
import { checkLanguageAndZone, newUserId } from '../../platform/identity.js';
import type { Administrator, Group, ServiceProvider } from '../../platform/model.js';
import { checkPassword, passwordRulesOf } from '../../platform/password-rules.js';
import type { Platform } from '../../platform/platform.js';

/** Administrators of service providers and of groups. */
export function administrators(table: BehaviourTable): void {
  ofServiceProviders(table);
  ofGroups(table);
}

function ofServiceProviders(table: BehaviourTable): void {
  const level = 'Service Provider';
  table
    .on('ServiceProviderAdminAddRequest14', (request, { platform }) => {
      const owner = platform.serviceProvider(request.serviceProviderId);
      const { serviceProviderId } = owner;
      const { administratorType } = request;
      add(platform, owner, request, { level, serviceProviderId, administratorType });
    })
    .on('ServiceProviderAdminModifyRequest', (request, { platform }) => {
      modify(platform, requireAdministrator(platform, request.userId, level), request);
    })
    .on('ServiceProviderAdminDeleteRequest', ({ userId }, { platform }) => {
      platform.removeAdministrator(requireAdministrator(platform, userId, level));
    })
    .onFields('ServiceProviderAdminGetRequest22V3', ({ userId }: HasId, { platform }) =>
      shown(platform, requireAdministrator(platform, userId, level)),
    )
    .onFields(
      'ServiceProviderAdminGetListRequest14',
      (request: { serviceProviderId: string }, { platform }: Call) => {
        const { serviceProviderId } = platform.serviceProvider(request.serviceProviderId);
        const all = platform
          .administrators()
          .filter((a) => a.level === level && sameId(a.serviceProviderId, serviceProviderId));
        return { serviceProviderAdminTable: all.map((a) => row(platform, a)) };
      },
    );
}

function ofGroups(table: BehaviourTable): void {
  const level = 'Group';
  table
    .on('GroupAdminAddRequest', (request, { platform }) => {
      const group = platform.group(request.serviceProviderId, request.groupId);
      const { serviceProviderId, groupId } = group;
      add(platform, group, request, { level, serviceProviderId, groupId });
    })
    .on('GroupAdminModifyRequest', (request, { platform }) => {
      modify(platform, requireAdministrator(platform, request.userId, level), request);
    })
    .on('GroupAdminDeleteRequest', ({ userId }, { platform }) => {
      platform.removeAdministrator(requireAdministrator(platform, userId, level));
    })
    .onFields('GroupAdminGetRequest22V3', ({ userId }: HasId, { platform }) =>
      shown(platform, requireAdministrator(platform, userId, level)),
    )
    .onFields(
      'GroupAdminGetListRequest',
      (request: { serviceProviderId: string; groupId: string }, { platform }: Call) => {
        const group = platform.group(request.serviceProviderId, request.groupId);
        const all = platform
          .administrators()
          .filter(
            (a) =>
              (a.level === level || a.level === 'Group Department') &&
              sameId(a.serviceProviderId, group.serviceProviderId) &&
              sameId(a.groupId, group.groupId),
          );
        return { groupAdminTable: all.map((a) => row(platform, a)) };
      },
    );
}

interface HasId {
  readonly userId: string;
}

// Reading

/** What a read tells of one; `lastAuthenticatedDate` is the epoch for those who never logged in. */
function shown(platform: Platform, administrator: Administrator): object {
  const { serviceProviderId, groupId, isDisabled, passwordHash, lastAuthenticatedDate } =
    administrator;
  return {
    serviceProviderId,
    groupId,
    ...row(platform, administrator),
    accountDisabled: isDisabled,
    lastAuthenticatedDate: lastAuthenticatedDate ?? '1970-01-01T00:00:00.000Z',
    hasPassword: passwordHash !== undefined,
  };
}

function row(platform: Platform, administrator: Administrator) {
  const { userId, lastName, firstName, department, administratorType = 'Normal' } = administrator;
  const [first] = platform.system.languages;
  const { language = first?.language ?? 'English' } = administrator;
  const known = platform.system.languages.find((l) => l.language === language);
  return {
    administratorId: userId,
    lastName,
    firstName,
    administratorType,
    department: departmentPath(platform, department),
    language,
    locale: platform.localeOf(language),
    encoding: known?.encoding ?? 'ISO-8859-1',
  };
}

// Adding and modifying

interface AddRequest {
  readonly userId: string;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly password?: string | undefined;
  readonly language?: string | undefined;
}

function add(
  platform: Platform,
  owner: ServiceProvider | Group,
  request: AddRequest,
  more: Pick<Administrator, 'level'> & Partial<Administrator>,
): void {
  const { firstName, lastName, password, language } = request;
  const userId = newUserId(platform, request.userId, owner);
  checkLanguageAndZone(platform, { language });
  if (password !== undefined) checkPassword(passwordRulesOf(platform, owner), userId, password);
  platform.addAdministrator({
    userId,
    ...(firstName === undefined ? {} : { firstName }),
    ...(lastName === undefined ? {} : { lastName }),
    ...(language === undefined ? {} : { language }),
    ...(password === undefined ? {} : { passwordHash: hashPassword(password) }),
    isDisabled: false,
    policy: {},
    ...more,
  });
}

interface ModifyRequest {
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  readonly password?: string | null | undefined;
  readonly language?: string | undefined;
  readonly accountDisabled?: boolean | undefined;
}

function modify(platform: Platform, administrator: Administrator, request: ModifyRequest): void {
  const { firstName, lastName, password, language, accountDisabled } = request;
  checkLanguageAndZone(platform, { language });
  if (typeof password === 'string') {
    checkPassword(passwordRulesOf(platform, administrator), administrator.userId, password);
  }
  platform.change(administrator, (draft) => {
    set(draft, 'firstName', firstName);
    set(draft, 'lastName', lastName);
    set(draft, 'passwordHash', password && hashPassword(password));
    if (language !== undefined) draft.language = language;
    if (accountDisabled !== undefined) draft.isDisabled = accountDisabled;
  });
}

/** Undefined leaves a field as it is, null clears it. */
function set(
  draft: Administrator,
  field: 'firstName' | 'lastName' | 'passwordHash',
  value: string | null | undefined,
): void {
  if (value === null) Reflect.deleteProperty(draft, field);
  else if (value !== undefined) draft[field] = value;
}
