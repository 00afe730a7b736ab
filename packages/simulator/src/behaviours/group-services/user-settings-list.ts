import type { BehaviourTable, Call, RequestName } from '../../engine/behaviour.js';
import { list } from '../../engine/listing.js';
import { notAllowed } from '../../engine/refusal.js';
import { userReaders, userRow, userSorts, type UserRow } from '../../engine/user-rows.js';
import type { Group, ServiceInstance, User } from '../../platform/model.js';
import type { Platform } from '../../platform/platform.js';
import { hasService, requireGroupService } from '../../platform/services.js';
import { listForwarding } from '../calls/call-forwarding-list.js';

/** Lists of the users of a group, or of an enterprise, with the state of one service. */
export function userSettingsLists(table: BehaviourTable): void {
  table
    .on('GroupUserCallForwardingSettingsGetListRequest', (request, { platform }) => {
      const group = platform.group(request.serviceProviderId, request.groupId);
      return {
        userCallForwardingTable: listForwarding(platform, platform.usersOf(group), request),
      };
    })
    .on('GroupUserCallWaitingSettingsGetListRequest', (request, call) => ({
      userCallWaitingTable: listActive(table, request, call, {
        service: 'Call Waiting',
        get: 'UserCallWaitingGetRequest17sp4',
      }),
    }))
    .on('GroupUserHotelingGuestSettingsGetListRequest', (request, call) => ({
      userHotelingGuestTable: listActive(table, request, call, {
        service: 'Hoteling Guest',
        get: 'UserHotelingGuestGetRequest14sp4',
      }),
    }))
    .on('GroupUserCallingPlanSettingsGetListRequest', (request, { platform }) => {
      const group = platform.group(request.serviceProviderId, request.groupId);
      requireGroupService(group, request.callingPlanService);
      return { userCallingPlanTable: listPlans(platform, [group], request) };
    })
    .on('EnterpriseUserCallingPlanSettingsGetListRequest', (request, { platform }) => {
      const { serviceProviderId, isEnterprise } = platform.serviceProvider(
        request.serviceProviderId,
      );
      if (!isEnterprise) {
        throw notAllowed(`Service provider is not an enterprise: ${serviceProviderId}`);
      }
      const groups = platform
        .groupsOf(serviceProviderId)
        .filter((group) => group.assignedServices.includes(request.callingPlanService));
      return { userCallingPlanTable: listPlans(platform, groups, request) };
    });
}

// Services that are on or off

interface ActiveService {
  readonly service: string;
  /** Tells of one user whether the service is on. */
  readonly get: RequestName;
}

/** Service instances have no user services here: `includeVirtualUsers` adds none. */
function listActive(
  table: BehaviourTable,
  request: { readonly serviceProviderId: string; readonly groupId: string },
  call: Call,
  { service, get }: ActiveService,
) {
  const { platform } = call;
  const rows = platform
    .usersOf(platform.group(request.serviceProviderId, request.groupId))
    .filter((user) => hasService(platform, user, service))
    .map((user) => ({ ...userRow(platform, user), isActive: isActive(table, get, user, call) }));
  return list(rows, request, {
    criteria: { ...userReaders, searchCriteriaServiceStatus: (row) => String(row.isActive) },
    sorts: { ...userSorts, sortByServiceStatus: (row) => String(row.isActive) },
  });
}

/** Asks as the request for the one user would, so that both have the same defaults. */
function isActive(table: BehaviourTable, get: RequestName, user: User, call: Call): boolean {
  const read = table.get(get) as
    ((request: { userId: string }, call: Call) => { isActive?: boolean }) | undefined;
  return read?.({ userId: user.userId }, call).isActive === true;
}

// Calling plans

interface PlanRequest {
  readonly callingPlanService: string;
  readonly includeVirtualUsers?: true | undefined;
}

function listPlans(platform: Platform, groups: readonly Group[], request: PlanRequest) {
  const { callingPlanService: service, includeVirtualUsers } = request;
  const rows = groups.flatMap((group) => [
    ...platform.usersOf(group).map((user) => ({
      ...userRow(platform, user),
      useCustomSettings: hasOwnPlan(user, service),
    })),
    ...(includeVirtualUsers === true ? platform.instancesOf(group) : []).map((instance) => ({
      ...virtualUserRow(platform, instance),
      useCustomSettings: false,
    })),
  ]);
  return list(rows, request, { criteria: userReaders, sorts: userSorts });
}

/** An outgoing plan has several parts with settings of their own; any of them counts. */
function hasOwnPlan({ settings }: User, service: string): boolean {
  return Object.entries(settings).some(
    ([topic, kept]) => topic.startsWith(service) && kept.useCustomSettings === true,
  );
}

/** A service instance in a list of users: its name is the last name, its service the first. */
function virtualUserRow(platform: Platform, instance: ServiceInstance): UserRow {
  const { serviceUserId, profile, phoneNumber, extension, serviceProviderId, groupId } = instance;
  const user: User = {
    userId: serviceUserId,
    serviceProviderId,
    groupId,
    profile: {
      ...profile,
      lastName: profile.name,
      firstName: instance.kind,
      allowVideo: false,
    },
    aliases: [],
    alternateUserIds: [],
    appearances: [],
    registrations: [],
    services: [],
    packs: [],
    schedules: [],
    settings: {},
    ...(phoneNumber === undefined ? {} : { phoneNumber }),
    ...(extension === undefined ? {} : { extension }),
  };
  return userRow(platform, user);
}
