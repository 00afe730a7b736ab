import type { BehaviourTable } from '../../engine/behaviour.js';
import { userRow } from '../../engine/user-rows.js';
import { checkOwnerQuantity } from '../../platform/authorizations.js';
import { assignGroupServices, unassignGroupServices } from '../../platform/group-services.js';
import { usersWith, usersWithPack } from '../../platform/services.js';
import { requirePack } from './service-pack.js';

/** What a service provider is authorised for, which group services are assigned, and who has what. */
export function serviceAuthorizations(table: BehaviourTable): void {
  table
    .on('ServiceProviderServiceModifyAuthorizationListRequest', (request, { platform }) => {
      const owner = platform.serviceProvider(request.serviceProviderId);
      const { groupServiceAuthorization = [], userServiceAuthorization = [] } = request;
      const changes = [...groupServiceAuthorization, ...userServiceAuthorization].map(
        ({ serviceName, authorizedQuantity }) => ({
          serviceName,
          quantity: authorizedQuantity && (authorizedQuantity.quantity ?? ('unlimited' as const)),
        }),
      );
      for (const { serviceName, quantity } of changes) {
        checkOwnerQuantity(platform, owner, serviceName, quantity);
      }
      platform.change(owner, ({ services }) => {
        for (const { serviceName, quantity } of changes) {
          if (quantity === undefined) Reflect.deleteProperty(services, serviceName);
          else services[serviceName] = quantity;
        }
      });
    })
    .on('GroupServiceAssignListRequest', (request, { platform }) => {
      const group = platform.group(request.serviceProviderId, request.groupId);
      assignGroupServices(platform, group, request.serviceName);
    })
    .on('GroupServiceUnassignListRequest', (request, { platform }) => {
      const group = platform.group(request.serviceProviderId, request.groupId);
      unassignGroupServices(platform, group, request.serviceName);
    })
    .on('GroupGetUserServiceAssignedUserListRequest', (request, { platform }) => {
      const group = platform.group(request.serviceProviderId, request.groupId);
      const { serviceName, servicePackName = '' } = request;
      if (serviceName !== undefined) {
        const users = usersWith(platform, group, serviceName);
        return { userListTable: users.map((user) => userRow(platform, user)) };
      }
      const owner = platform.serviceProvider(group.serviceProviderId);
      const { name } = requirePack(owner, servicePackName);
      const users = usersWithPack(platform, group, name);
      return { userListTable: users.map((user) => userRow(platform, user)) };
    });
}
