import type { BehaviourTable } from '../../engine/behaviour.js';
import { keyText, list, type Readers } from '../../engine/listing.js';
import type { User } from '../../platform/model.js';
import { nationalNumber } from '../../platform/numbers.js';
import type { Platform } from '../../platform/platform.js';
import { hasService } from '../../platform/services.js';
import { userColumns } from '../users/user-columns.js';

/** Lists of users with the state of one call forwarding service. */
export function callForwardingLists(table: BehaviourTable): void {
  table.on('EnterpriseUserCallForwardingSettingsGetListRequest', (request, { platform }) => {
    const { serviceProviderId } = platform.serviceProvider(request.serviceProviderId);
    const users = platform.groupsOf(serviceProviderId).flatMap((group) => platform.usersOf(group));
    return { userCallForwardingTable: listForwarding(platform, users, request) };
  });
}

/**
 * Those of the users who have the service, with its state, as criteria, sort and page of the request
 * ask. Service instances have no such services here, so `includeVirtualUsers` adds none.
 */
export function listForwarding(
  platform: Platform,
  users: readonly User[],
  request: { readonly callForwardingService: string },
): readonly ForwardingRow[] {
  const { callForwardingService: service } = request;
  const rows = users
    .filter((user) => hasService(platform, user, service))
    .map((user) => forwardingRow(platform, user, service));
  return list(rows, request, { criteria, sorts });
}

type ForwardingRow = ReturnType<typeof forwardingRow>;

function forwardingRow(platform: Platform, user: User, service: string) {
  const { isActive, forwardToPhoneNumber, defaultForwardToPhoneNumber } = (user.settings[service] ??
    {}) as {
    readonly isActive?: boolean;
    readonly forwardToPhoneNumber?: string;
    /** Of Call Forwarding Selective. */
    readonly defaultForwardToPhoneNumber?: string;
  };
  const { department } = user.profile;
  return {
    ...userColumns(platform, user),
    departmentName: department?.name,
    departmentKey: department === undefined ? undefined : keyText(department),
    inTrunkGroup: String(user.endpoint?.kind === 'trunk'),
    isActive: isActive === true,
    forwardingAddress: forwardToPhoneNumber ?? defaultForwardToPhoneNumber,
  };
}

const criteria: Readers<ForwardingRow> = {
  searchCriteriaUserLastName: (row) => row.lastName,
  searchCriteriaUserFirstName: (row) => row.firstName,
  searchCriteriaUserId: (row) => row.userId,
  searchCriteriaDn: ({ phoneNumber }) =>
    phoneNumber === undefined
      ? []
      : [phoneNumber, phoneNumber.replace('-', ''), nationalNumber(phoneNumber)],
  searchCriteriaExtension: (row) => row.extension,
  searchCriteriaEmailAddress: (row) => row.emailAddress,
  searchCriteriaExactUserDepartment: (row) => row.departmentKey,
  searchCriteriaExactUserInTrunkGroup: (row) => row.inTrunkGroup,
  searchCriteriaForwardedToNumber: (row) => row.forwardingAddress,
};

const sorts: Readers<ForwardingRow> = {
  sortByUserLastName: (row) => row.lastName,
  sortByUserFirstName: (row) => row.firstName,
  sortByUserDepartment: (row) => row.departmentName,
  sortByDn: (row) => row.phoneNumber,
  sortByExtension: (row) => row.extension,
  sortByGroupId: (row) => row.groupId,
  sortByForwardedToNumber: (row) => row.forwardingAddress,
};
