import type { Client } from '@ocipkit/client';
import { expect, it } from 'vitest';
import {
  automations,
  blockNumber,
  callCenterDigest,
  collectGroupUserAudit,
  findAlias,
  groupAudit,
  groupUserData,
  locateFreeExtension,
  moveNumbers,
  registrationReport,
  removeNumbers,
  serviceMembership,
  servicePackAudit,
  trunkCapacity,
  undoBlockNumber,
  updateUser,
  userData,
  userDigest,
  type BlockResult,
  type RunSummary,
} from '../../src/index.js';
import { makeDocumentUser, prepareGroup } from '../group-user-audit/document-user.js';
import { Simulated } from '../support/simulated.js';
import { TableWatch, type Columns } from '../support/tables.js';

const provider = { serviceProviderId: 'Grand-Harbour' };
const berlin = { ...provider, groupId: 'Berlin' };
const reservations = { ...provider, groupId: 'Reservations' };
const audited = { serviceProviderId: 'Scale', groupId: 'Group-1' };
const anna = 'anna.schmidt@grandharbour.test';
const gina = 'gina.rossi@grandharbour.test';
const numbers = ['2025550141 - 2025550143'];
const digitPattern = '+49900*';

type Result = Pick<RunSummary, 'notes'>;

interface Example {
  readonly automation: string;
  /** What is particular of the example. */
  readonly how?: string;
  readonly run: (client: Client) => Promise<Result>;
  /** Tables that it must have read columns of; there may be more. */
  readonly tables: readonly string[];
  readonly seed?: string;
  /** Signs in as; default is an administrator of the system. */
  readonly username?: string;
  readonly prepare?: (world: Simulated) => void | Promise<void>;
}

let undo: BlockResult['undo'] | undefined;

const examples: readonly Example[] = [
  {
    automation: 'blockNumber',
    run: (client) => blockNumber(client, { ...provider, digitPattern }),
    tables: [
      'EnterpriseUserCallingPlanSettingsGetListRequest.userCallingPlanTable',
      'GroupCallingPlanGetDigitPatternListRequest.digitPatternTable',
      'GroupGetListInServiceProviderRequest.groupTable',
    ],
  },
  {
    automation: 'undoBlockNumber',
    prepare: async ({ client }) => {
      const input = { ...provider, groups: ['Berlin'], digitPattern, apply: true };
      ({ undo } = await blockNumber(client, input));
    },
    run: (client) => undoBlockNumber(client, { undo: undo! }),
    tables: ['GroupCallingPlanGetDigitPatternListRequest.digitPatternTable'],
  },
  {
    automation: 'callCenterDigest',
    run: (client) =>
      callCenterDigest(client, { ...reservations, sections: ['agents', 'queue', 'supervisors'] }),
    tables: [
      'GroupCallCenterGetAgentListRequest.agentTable',
      'GroupCallCenterGetInstanceListRequest.callCenterTable',
      'GroupCallCenterGetInstanceQueueStatusRequest.agentsCurrentlyStaffed',
      'GroupCallCenterGetSupervisorListRequest16.supervisorTable',
      'UserCallCenterGetRequest23.callCenterTable',
    ],
  },
  {
    automation: 'callCenterDigest',
    how: 'in pages',
    run: (client) =>
      callCenterDigest(client, {
        serviceUserId: 'cc-bookings@grandharbour.test',
        agentPageSize: 2,
      }),
    tables: ['GroupCallCenterGetAgentPagedSortedListRequest.agentTable'],
  },
  {
    automation: 'findAlias',
    run: (client) =>
      findAlias(client, {
        ...berlin,
        alias: 'aschmidt',
        kinds: ['Alternate User Id', 'Fax Messaging', 'Hunt Group', 'User'],
      }),
    prepare: ({ simulator: { platform } }) => {
      platform.user(gina.replace('gina.rossi', 'fax.berlin')).services.push('Fax Messaging');
    },
    tables: [
      'GroupAlternateUserIdGetListRequest.alternateUserIdTable',
      'GroupGetUserServiceAssignedUserListRequest.userListTable',
      'GroupServiceGetAuthorizationListRequest.groupServicesAuthorizationTable',
      'UserGetListInGroupRequest.userTable',
      'UserGetServiceInstanceListInServiceProviderRequest.serviceInstanceTable',
    ],
  },
  {
    automation: 'findAlias',
    how: 'everywhere',
    run: (client) => findAlias(client, { alias: 'nobody', wholeSystem: true }),
    tables: [
      'GroupGetListInServiceProviderRequest.groupTable',
      'ServiceProviderGetListRequest.serviceProviderTable',
      'UserGetListInSystemRequest.userTable',
    ],
  },
  {
    automation: 'findAlias',
    how: 'for the administrator of a group',
    username: 'berlin-admin@example.test',
    run: (client) => findAlias(client, { ...berlin, alias: 'nobody' }),
    tables: [
      'GroupAutoAttendantGetInstanceListRequest.autoAttendantTable',
      'GroupFlexibleSeatingHostGetInstanceListRequest.flexibleSeatingHostTable',
      'GroupGroupPagingGetInstanceListRequest.pagingGroupTable',
      'GroupHuntGroupGetInstanceListRequest.huntGroupTable',
      'GroupMeetMeConferencingGetInstanceListRequest.conferenceBridgeTable',
      'GroupRoutePointGetInstanceListRequest.routePointTable',
    ],
  },
  {
    automation: 'groupAudit',
    run: (client) =>
      groupAudit(client, { ...berlin, sections: ['licences', 'numbers', 'assignedUsers'] }),
    tables: [
      'GroupDnGetAssignmentListRequest18.dnTable',
      'GroupGetUserServiceAssignedUserListRequest.userListTable',
      'GroupServiceGetAuthorizationListRequest.groupServicesAuthorizationTable',
      'GroupServiceGetAuthorizationListRequest.servicePacksAuthorizationTable',
      'GroupServiceGetAuthorizationListRequest.userServicesAuthorizationTable',
    ],
  },
  {
    automation: 'groupUserAudit',
    seed: 'group:1',
    prepare: ({ simulator: { platform } }) => {
      prepareGroup(platform, platform.user('user1'));
      makeDocumentUser(platform, 'user1');
    },
    run: (client) => collectGroupUserAudit(client, audited),
    tables: [
      'UserAlternateUserIdGetListRequest.userIdTable',
      'UserGetListInGroupPagedSortedListRequest.userTable',
      'UserSelectiveCallRejectionGetCriteriaListRequest.criteriaTable',
      'UserServiceGetAssignmentListRequest.userServicesAssignmentTable',
      'UserSharedCallAppearanceGetRequest21sp1.endpointTable',
    ],
  },
  {
    automation: 'groupUserData',
    run: (client) => groupUserData(client, reservations),
    tables: [
      'GroupCallCenterGetInstanceListRequest.callCenterTable',
      'SystemGetRegistrationContactListRequest21sp1.registrationTable',
      'UserCallCenterGetRequest23.callCenterTable',
      'UserGetListInGroupPagedSortedListRequest.userTable',
    ],
  },
  {
    automation: 'locateFreeExtension',
    run: (client) => locateFreeExtension(client, { ...berlin, start: '6001', end: '7999' }),
    prepare: ({ simulator: { platform } }) => {
      platform.group('Grand-Harbour', 'Berlin').virtualOnNetUsers = [
        {
          lastName: 'Branch',
          firstName: 'Office',
          phoneNumber: '+1-2025550991',
          extension: '6011',
          virtualOnNetCallTypeName: 'Site',
        },
      ];
    },
    tables: [
      'GroupDnGetAssignmentListRequest18.dnTable',
      'GroupGetUserServiceAssignedUserListRequest.userListTable',
      'GroupVirtualOnNetEnterpriseExtensionsGetUserListRequest.userTable',
      'UserGetListInGroupRequest.userTable',
      'UserGetServiceInstanceListInServiceProviderRequest.serviceInstanceTable',
    ],
  },
  {
    automation: 'locateFreeExtension',
    how: 'for the administrator of a group',
    username: 'berlin-admin@example.test',
    run: (client) => locateFreeExtension(client, { ...berlin, start: '6001', end: '7999' }),
    tables: [
      'GroupAutoAttendantGetInstanceListRequest.autoAttendantTable',
      'GroupRoutePointGetInstanceListRequest.routePointTable',
      'GroupServiceGetAuthorizationListRequest.groupServicesAuthorizationTable',
    ],
  },
  {
    automation: 'moveNumbers',
    run: (client) =>
      moveNumbers(client, {
        ...berlin,
        numbers,
        toGroupId: 'Vienna',
        dryRun: true,
      }),
    tables: ['GroupDnGetAssignmentListRequest18.dnTable'],
  },
  {
    automation: 'removeNumbers',
    run: (client) => removeNumbers(client, { ...berlin, numbers, dryRun: true }),
    tables: [
      'GroupDnGetAssignmentListRequest18.dnTable',
      'ServiceProviderDnGetSummaryListRequest.dnSummaryTable',
    ],
  },
  {
    automation: 'registrationReport',
    run: (client) => registrationReport(client, { ...provider, lockouts: true }),
    tables: [
      'GroupAccessDeviceGetListRequest.accessDeviceTable',
      'GroupGetListInServiceProviderRequest.groupTable',
      'ServiceProviderAccessDeviceGetListRequest.accessDeviceTable',
      'SystemGetRegistrationContactListRequest21sp1.registrationTable',
      'UserGetListInServiceProviderRequest.userTable',
      'UserGetRegistrationListRequest.registrationTable',
    ],
  },
  {
    automation: 'registrationReport',
    how: 'of a group',
    run: (client) => registrationReport(client, berlin),
    tables: [
      'GroupAccessDeviceGetListRequest.accessDeviceTable',
      'UserGetListInGroupRequest.userTable',
    ],
  },
  {
    automation: 'serviceMembership',
    run: (client) => serviceMembership(client, berlin),
    tables: [
      'GroupAutoAttendantGetInstanceListRequest.autoAttendantTable',
      'GroupHuntGroupGetInstanceListRequest.huntGroupTable',
      'GroupHuntGroupGetInstanceRequest20.agentUserTable',
    ],
  },
  {
    automation: 'serviceMembership',
    how: 'of a group with call centers',
    run: (client) => serviceMembership(client, reservations),
    tables: [
      'GroupCallCenterGetAgentListRequest.agentTable',
      'GroupCallCenterGetInstanceListRequest.callCenterTable',
    ],
  },
  {
    automation: 'servicePackAudit',
    run: (client) => servicePackAudit(client, provider),
    tables: [
      'GroupGetListInServiceProviderRequest.groupTable',
      'GroupGetUserServiceAssignedUserListRequest.userListTable',
      'GroupServiceGetAuthorizationListRequest.servicePacksAuthorizationTable',
      'ServiceProviderServicePackGetDetailListRequest.userServiceTable',
      'ServiceProviderServicePackGetUtilizationListRequest.serviceUtilizationTable',
    ],
  },
  {
    automation: 'servicePackAudit',
    how: 'of a group',
    run: (client) => servicePackAudit(client, berlin),
    tables: ['GroupServiceGetAuthorizationListRequest.servicePacksAuthorizationTable'],
  },
  {
    automation: 'trunkCapacity',
    prepare: ({ simulator: { platform } }) => {
      platform.serviceProvider('Grand-Harbour').enterpriseTrunks = [
        { enterpriseTrunkName: 'Harbour', routingType: 'Ordered Load Balancing' },
      ];
      const group = platform.group('Grand-Harbour', 'Berlin');
      group.assignedServices.push('Trunk Group');
      group.trunkGroups.push({ name: 'PBX', config: { maxActiveCalls: 30 } });
    },
    run: (client) => trunkCapacity(client, provider),
    tables: [
      'EnterpriseEnterpriseTrunkGetListRequest.enterpriseTrunkTable',
      'GroupGetListInServiceProviderRequest.groupTable',
      'GroupTrunkGroupGetInstanceListRequest14sp4.trunkGroupTable',
    ],
  },
  {
    automation: 'updateUser',
    run: (client) =>
      updateUser(client, {
        ...berlin,
        userId: anna,
        updates: { extension: '6002', department: { ...berlin, name: 'Housekeeping' } },
        dryRun: true,
      }),
    tables: [
      'GroupDepartmentGetListRequest18.departmentTable',
      'UserDnGetActivationListRequest.dnTable',
      'UserGetListInGroupRequest.userTable',
    ],
  },
  {
    automation: 'userData',
    run: (client) => userData(client, { loginId: gina }),
    tables: [
      'GroupCallCenterGetInstanceListRequest.callCenterTable',
      'UserCallCenterGetRequest23.callCenterTable',
      'UserGetRegistrationListRequest.registrationTable',
    ],
  },
  {
    automation: 'userDigest',
    run: (client) => userDigest(client, { userId: anna }),
    tables: [
      'GroupHuntGroupGetInstanceListRequest.huntGroupTable',
      'GroupHuntGroupGetInstanceRequest20.agentUserTable',
      'UserCallPickupGetRequest.userTable',
      'UserGetRegistrationListRequest.registrationTable',
      'UserGetServiceInstanceListInServiceProviderRequest.serviceInstanceTable',
      'UserServiceGetAssignmentListRequest.servicePacksAssignmentTable',
    ],
  },
  {
    automation: 'userDigest',
    how: 'of a user on the phone of another',
    run: (client) => userDigest(client, { userId: 'ben.koch@grandharbour.test' }),
    tables: ['UserSharedCallAppearanceGetRequest21sp1.endpointTable'],
  },
  {
    automation: 'userDigest',
    how: 'of a user with criteria',
    run: (client) => userDigest(client, { userId: 'nils.holm@grandharbour.test' }),
    tables: ['UserCallForwardingSelectiveGetRequest16.criteriaTable'],
  },
  {
    automation: 'userDigest',
    how: 'of an agent',
    run: (client) => userDigest(client, { userId: gina }),
    tables: [
      'GroupCallCenterGetInstanceListRequest.callCenterTable',
      'UserCallCenterGetRequest23.callCenterTable',
    ],
  },
  {
    automation: 'userDigest',
    how: 'of a supervisor',
    run: (client) =>
      userDigest(client, {
        userId: 'lena.brandt@grandharbour.test',
        sections: ['supervisedCallCenters'],
      }),
    tables: ['UserCallCenterGetSupervisorCallCenterListRequest.callCenterTable'],
  },
];

function noted({ notes }: Result): readonly string[] {
  return notes.flatMap(({ command, insteadOf, missing }) =>
    command === insteadOf ? missing.map((column) => `${command}.${column}`) : [],
  );
}

/** A routing policy comes under either of two headings. */
function hasOneName(column: string): boolean {
  return !column.endsWith('.callCenterTable.routingPolicy');
}

it('has an example of every automation', () => {
  expect(new Set(examples.map(({ automation }) => automation))).toEqual(
    new Set([...automations].map(({ name }) => name)),
  );
});

it.each(examples)(
  '$automation $how notes each column that it reads and that the platform does not send',
  async ({ run, tables, seed = 'demo', username, prepare }) => {
    const watch = new TableWatch();
    const options = { interceptors: [watch.interceptor] };
    await using world = await Simulated.start(
      { seed },
      username === undefined ? options : { ...options, username },
    );
    await prepare?.(world);
    watch.taken();
    const whole = await run(world.client);
    const read: Columns = watch.taken();
    expect(noted(whole)).toEqual([]);
    expect([...read.keys()].sort()).toEqual(expect.arrayContaining([...tables]));
    for (const [table, columns] of read) {
      watch.without = new Map([[table, columns]]);
      const less = await run(world.client);
      const names = [...columns].map((column) => `${table}.${column}`).filter(hasOneName);
      expect(noted(less), table).toEqual(expect.arrayContaining(names));
    }
  },
);
