import type { GroupServiceModifyAuthorizationListRequest } from '@ocipkit/commands/licensing';
import { GroupService, UserService } from '@ocipkit/commands/service-names';
import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import { notFound } from '../../engine/refusal.js';
import {
  allocatedService,
  allocatedToPacks,
  checkPackQuantity,
  checkServiceQuantity,
  findPack,
  instanceCount,
  limitText,
  quantityField,
  quantityText,
  usageOf,
  userServiceUsage,
} from '../../platform/authorizations.js';
import type { Group, Quantity, ServiceProvider } from '../../platform/model.js';
import type { Platform } from '../../platform/platform.js';
import { usersWithPack } from '../../platform/services.js';

/** What service providers and groups may use of services and packs, and what they use. */
export function licensing(table: BehaviourTable): void {
  table
    .on('GroupServiceGetAuthorizationListRequest', (request, { platform }) => {
      const group = platform.group(request.serviceProviderId, request.groupId);
      const owner = platform.serviceProvider(group.serviceProviderId);
      const usage = userServiceUsage(platform, group);
      return {
        servicePacksAuthorizationTable: owner.packs.map((pack) => packRow(platform, group, pack)),
        groupServicesAuthorizationTable: GroupService.values.map((serviceName) => ({
          ...serviceRow(owner, group, serviceName, usageOf(platform, group, serviceName)),
          assigned: group.assignedServices.includes(serviceName),
          instanceCount: instanceCount(platform, group, serviceName) ?? 0,
        })),
        userServicesAuthorizationTable: UserService.values.map((serviceName) => ({
          ...serviceRow(owner, group, serviceName, usage.get(serviceName) ?? 0),
          userAssignable: true,
          groupServiceAssignable: forInstances.test(serviceName),
        })),
      };
    })
    .on('GroupServiceGetAuthorizationRequest', (request, { platform }) => {
      const group = platform.group(request.serviceProviderId, request.groupId);
      const { servicePackName, userServiceName, groupServiceName } = request;
      if (servicePackName !== undefined) return packAuthorization(platform, group, servicePackName);
      const service = userServiceName ?? groupServiceName ?? '';
      const quantity = group.services[service];
      if (quantity === undefined) return { authorized: false };
      const owner = platform.serviceProvider(group.serviceProviderId);
      return {
        authorized: true,
        authorizedQuantity: quantityField(quantity),
        usedQuantity: { quantity: usageOf(platform, group, service) },
        authorizable: owner.services[service] !== undefined,
      };
    })
    .on('GroupServiceIsAssignedRequest', (request, { platform }) => {
      const group = platform.group(request.serviceProviderId, request.groupId);
      return { isAssigned: group.assignedServices.includes(request.serviceName) };
    })
    .on('GroupServiceModifyAuthorizationListRequest', modifyAuthorizations)
    .on('ServiceProviderServiceGetAuthorizationListRequest', (request, { platform }) => {
      const owner = platform.serviceProvider(request.serviceProviderId);
      return {
        groupServicesAuthorizationTable: GroupService.values.map((serviceName) => ({
          ...ownerRow(platform, owner, serviceName),
          servicePackAllocation: 0,
        })),
        userServicesAuthorizationTable: UserService.values.map((serviceName) => ({
          ...ownerRow(platform, owner, serviceName),
          servicePackAllocation: quantityText(allocatedToPacks(owner, serviceName)),
          userAssignable: true,
          servicePackAssignable: true,
        })),
      };
    });
}

/** User services that auto attendants, hunt groups and their like can have too. */
const forInstances =
  /^(?:Alternate Numbers|Anonymous Call Rejection|Authentication|Basic Call Logs|Enhanced Call Logs|Call Forwarding (?:Always|Busy|No Answer|Not Reachable|Selective)|Call Notify|Call Recording|Calling (?:Name|Number) Delivery|Diversion Inhibitor|External Calling Line ID Delivery|Internal Calling Line ID Delivery|Selective Call (?:Acceptance|Rejection)|Third-Party Voice Mail Support|Voice Messaging User|Group Night Forwarding|Do Not Disturb)$/;

function serviceRow(owner: ServiceProvider, group: Group, serviceName: string, usage: number) {
  const quantity = group.services[serviceName];
  return {
    serviceName,
    authorized: quantity !== undefined,
    assigned: usage > 0,
    limited: limitText(quantity ?? 0),
    quantity: quantityText(quantity ?? 0),
    usage,
    licensed: 'Yes',
    allowed: quantityText(owner.services[serviceName] ?? 0),
  };
}

function packRow(platform: Platform, group: Group, pack: ServiceProvider['packs'][number]) {
  const given = group.packs[pack.name];
  const usage = usersWithPack(platform, group, pack.name).length;
  return {
    servicePackName: pack.name,
    authorized: given !== undefined && pack.isAvailableForUse,
    assigned: usage > 0,
    limited: limitText(given ?? 0),
    allocated: quantityText(given ?? 0),
    allowed: quantityText(pack.quantity),
    usage,
    description: pack.description,
  };
}

function ownerRow(platform: Platform, owner: ServiceProvider, serviceName: string) {
  const quantity = owner.services[serviceName];
  const { serviceProviderId } = owner;
  const isUsed = platform
    .groupsOf(serviceProviderId)
    .some((group) => usageOf(platform, group, serviceName) > 0);
  return {
    serviceName,
    authorized: quantity !== undefined,
    assigned: isUsed,
    limited: limitText(quantity ?? 0),
    quantity: quantityText(quantity ?? 0),
    allocated: quantityText(allocatedService(platform, serviceProviderId, serviceName)),
    licensed: 'Yes',
  };
}

function packAuthorization(platform: Platform, group: Group, name: string) {
  const pack = findPack(platform.serviceProvider(group.serviceProviderId), name);
  if (pack === undefined) throw notFound('Service pack', name);
  const quantity = group.packs[name];
  if (quantity === undefined || !pack.isAvailableForUse) return { authorized: false };
  return {
    authorized: true,
    authorizedQuantity: quantityField(quantity),
    usedQuantity: { quantity: usersWithPack(platform, group, name).length },
  };
}

// Change

type Authorization = NonNullable<
  GroupServiceModifyAuthorizationListRequest['userServiceAuthorization']
>[number];

function modifyAuthorizations(
  request: GroupServiceModifyAuthorizationListRequest,
  { platform }: Call,
): void {
  const group = platform.group(request.serviceProviderId, request.groupId);
  const owner = platform.serviceProvider(group.serviceProviderId);
  const { servicePackAuthorization = [], groupServiceAuthorization = [] } = request;
  const services = [...groupServiceAuthorization, ...(request.userServiceAuthorization ?? [])];
  for (const { servicePackName: name, ...authorization } of servicePackAuthorization) {
    if (findPack(owner, name) === undefined) throw notFound('Service pack', name);
    checkPackQuantity(platform, group, name, quantityIn(authorization));
  }
  for (const { serviceName, ...authorization } of services) {
    checkServiceQuantity(platform, group, serviceName, quantityIn(authorization));
  }
  platform.change(group, (draft) => {
    for (const { servicePackName, ...authorization } of servicePackAuthorization) {
      set(draft.packs, servicePackName, quantityIn(authorization));
    }
    for (const { serviceName, ...authorization } of services) {
      set(draft.services, serviceName, quantityIn(authorization));
    }
  });
}

/** Undefined takes the authorization back. */
function quantityIn({
  authorizedQuantity,
}: {
  readonly authorizedQuantity?: Authorization['authorizedQuantity'];
}): Quantity | undefined {
  if (authorizedQuantity === undefined) return undefined;
  return authorizedQuantity.quantity ?? 'unlimited';
}

function set(
  quantities: Record<string, Quantity>,
  name: string,
  quantity: Quantity | undefined,
): void {
  if (quantity === undefined) Reflect.deleteProperty(quantities, name);
  else quantities[name] = quantity;
}
