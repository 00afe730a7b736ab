import type { BehaviourTable } from '../../engine/behaviour.js';
import { list, type Readers } from '../../engine/listing.js';
import type { VirtualOnNetUser } from '../../platform/model.js';
import { nationalNumber } from '../../platform/numbers.js';

/** Numbers outside the platform that have an extension in a group. */
export function virtualOnNet(table: BehaviourTable): void {
  table.on('GroupVirtualOnNetEnterpriseExtensionsGetUserListRequest', (request, { platform }) => {
    const { virtualOnNetUsers = [] } = platform.group(request.serviceProviderId, request.groupId);
    return {
      userTable: list(virtualOnNetUsers, request, { criteria }).map((user) => ({ ...user })),
    };
  });
}

const criteria: Readers<VirtualOnNetUser> = {
  searchCriteriaUserLastName: (u) => u.lastName,
  searchCriteriaUserFirstName: (u) => u.firstName,
  searchCriteriaDn: ({ phoneNumber }) => [phoneNumber, nationalNumber(phoneNumber)],
  searchCriteriaExtension: (u) => u.extension,
  searchCriteriaExactVirtualOnNetCallTypeName: (u) => u.virtualOnNetCallTypeName,
};
