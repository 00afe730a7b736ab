import type { BehaviourTable } from '../../engine/behaviour.js';
import { alreadyExists, notFound, own, Refusal } from '../../engine/refusal.js';
import {
  allocatedInAll,
  allocatedPack,
  checkNewPack,
  findPack,
  leftOf,
  mostOf,
  quantityField,
  quantityText,
} from '../../platform/authorizations.js';
import type { ServicePack, ServiceProvider } from '../../platform/model.js';
import type { Platform } from '../../platform/platform.js';
import { usersWithPack } from '../../platform/services.js';

/** Service packs: services that a service provider gives to groups and users together. */
export function servicePacks(table: BehaviourTable): void {
  table
    .on('ServiceProviderServicePackAddRequest', (request, { platform }) => {
      const owner = platform.serviceProvider(request.serviceProviderId);
      const { servicePackName: name, servicePackDescription: description } = request;
      if (findPack(owner, name) !== undefined) throw alreadyExists('Service pack', name);
      const services = [...new Set<string>(request.serviceName)];
      const quantity = request.servicePackQuantity.quantity ?? 'unlimited';
      checkNewPack(platform, owner, services, quantity);
      owner.packs.push({
        name,
        ...(description === undefined ? {} : { description }),
        isAvailableForUse: request.isAvailableForUse,
        quantity,
        services,
      });
    })
    .on('ServiceProviderServicePackDeleteRequest', (request, { platform }) => {
      const owner = platform.serviceProvider(request.serviceProviderId);
      const pack = requirePack(owner, request.servicePackName);
      checkUnused(platform, owner, pack);
      owner.packs = owner.packs.filter((p) => p !== pack);
    })
    .on('ServiceProviderServicePackGetListRequest', ({ serviceProviderId }, { platform }) => ({
      servicePackName: platform.serviceProvider(serviceProviderId).packs.map(({ name }) => name),
    }))
    .on('ServiceProviderServicePackGetDetailListRequest', (request, { platform }) => {
      const owner = platform.serviceProvider(request.serviceProviderId);
      const pack = requirePack(owner, request.servicePackName);
      const { serviceProviderId } = owner;
      return {
        servicePackName: pack.name,
        servicePackDescription: pack.description,
        isAvailableForUse: pack.isAvailableForUse,
        servicePackQuantity: quantityField(pack.quantity),
        assignedQuantity: quantityField(allocatedPack(platform, serviceProviderId, pack.name)),
        allowedQuantity: quantityField(mostOf(platform, owner, pack)),
        userServiceTable: pack.services.map((service) => {
          const authorized = owner.services[service] ?? 0;
          const allocated = allocatedInAll(platform, owner, service);
          return {
            service,
            authorized: quantityText(authorized),
            allocated: quantityText(allocated),
            available: quantityText(leftOf(authorized, allocated)),
          };
        }),
      };
    })
    .on('ServiceProviderServicePackGetUtilizationListRequest', (request, { platform }) => {
      const owner = platform.serviceProvider(request.serviceProviderId);
      return {
        servicePackName: owner.packs.map(({ name }) => name),
        serviceUtilizationTable: owner.packs.map((pack) => utilization(platform, owner, pack)),
      };
    });
}

/** @throws Refusal if the service provider has none of that name */
export function requirePack(owner: ServiceProvider, name: string): ServicePack {
  const pack = findPack(owner, name);
  if (pack === undefined) throw notFound('Service pack', name);
  return pack;
}

/** A pack is in use as long as a group is authorised for it or a user has it. */
function checkUnused(
  platform: Platform,
  { serviceProviderId }: ServiceProvider,
  { name }: ServicePack,
): void {
  const group = platform
    .groupsOf(serviceProviderId)
    .find((g) => g.packs[name] !== undefined || usersWithPack(platform, g, name).length > 0);
  if (group === undefined) return;
  throw new Refusal(
    own.inUse,
    `Service pack can't be deleted: ${name}`,
    `the group ${group.groupId} is authorised for it`,
  );
}

function utilization(
  platform: Platform,
  { serviceProviderId }: ServiceProvider,
  { name }: ServicePack,
) {
  return platform.groupsOf(serviceProviderId).flatMap((group) => {
    const total = group.packs[name];
    if (total === undefined) return [];
    return [
      {
        group: group.groupId,
        totalPacks: quantityText(total),
        assigned: usersWithPack(platform, group, name).length,
      },
    ];
  });
}
