import type { BehaviourTable } from '../../engine/behaviour.js';
import { isGroupDepartment, memberRow } from '../../engine/instances.js';
import { notAllowed, notFound } from '../../engine/refusal.js';
import { departmentOf, departmentPath } from '../../platform/departments.js';
import { sameId } from '../../platform/id-map.js';
import type {
  EnterpriseTrunk,
  Group,
  Quantity,
  Settings,
  TrunkGroup,
  User,
} from '../../platform/model.js';
import type { Platform } from '../../platform/platform.js';
import { requireGroupService } from '../../platform/services.js';

/** Trunk groups, how many calls they may have, and enterprise trunks. */
export function trunkGroups(table: BehaviourTable): void {
  capacities(table);
  table
    .on('GroupTrunkGroupGetInstanceListRequest14sp4', (request, { platform }) => {
      const group = groupWithTrunks(platform, request);
      return {
        trunkGroupTable: listed(platform, group, request).map(({ owner, trunk }) => ({
          name: trunk.name,
          department: departmentPath(platform, departmentKeyOf(trunk)),
          deviceName: trunk.accessDevice?.deviceName,
          deviceLevel: trunk.accessDevice?.deviceLevel,
          groupId: owner.groupId,
        })),
      };
    })
    .onFields('GroupTrunkGroupGetInstanceRequest23', ({ trunkGroupKey }: KeyRequest, call) => {
      const { platform } = call;
      const group = groupWithTrunks(platform, trunkGroupKey);
      const trunk = group.trunkGroups.find((t) => sameId(t.name, trunkGroupKey.name));
      if (trunk === undefined) throw notFound('Trunk group', trunkGroupKey.name);
      const { accessDevice: device, config, pilotUserId } = trunk;
      return {
        ...trunkDefaults,
        ...config,
        pilotUserId: pilotUserId === undefined ? undefined : platform.findUser(pilotUserId)?.userId,
        accessDevice:
          device === undefined
            ? undefined
            : { deviceLevel: device.deviceLevel, deviceName: device.deviceName },
        hostedUserTable: platform
          .usersOf(group)
          .filter((user) => isHosted(user, trunk))
          .map((user) => memberRow(platform, user)),
      };
    })
    .on('EnterpriseEnterpriseTrunkGetListRequest', ({ serviceProviderId }, { platform }) => {
      const enterprise = platform.serviceProvider(serviceProviderId);
      if (!enterprise.isEnterprise) {
        throw notAllowed(`Service provider is not an enterprise: ${serviceProviderId}`);
      }
      return { enterpriseTrunkTable: rowsOf(enterprise.enterpriseTrunks) };
    })
    .on('GroupEnterpriseTrunkGetListRequest', (request, { platform }) => ({
      enterpriseTrunkTable: rowsOf(groupWithTrunks(platform, request).enterpriseTrunks),
    }));
}

const service = 'Trunk Group';

interface GroupIds {
  readonly serviceProviderId: string;
  readonly groupId: string;
}

interface KeyRequest {
  readonly trunkGroupKey: GroupIds & { readonly name: string };
}

function groupWithTrunks(platform: Platform, ids: GroupIds): Group {
  const group = platform.group(ids.serviceProviderId, ids.groupId);
  requireGroupService(group, service);
  return group;
}

function rowsOf(trunks: readonly EnterpriseTrunk[] = []) {
  return trunks.map(({ enterpriseTrunkName, routingType }) => ({
    enterpriseTrunkName,
    routingType,
  }));
}

// List

interface ListRequest {
  readonly groupDepartmentName?: string | undefined;
  readonly includeEnterpriseTrunkGroups?: true | undefined;
  readonly onlyTrunkGroupsWithDevice?: true | undefined;
}

function listed(
  platform: Platform,
  group: Group,
  request: ListRequest,
): readonly { readonly owner: Group; readonly trunk: TrunkGroup }[] {
  const { serviceProviderId, groupId } = group;
  const { groupDepartmentName: name, includeEnterpriseTrunkGroups: all } = request;
  const { isEnterprise } = platform.serviceProvider(serviceProviderId);
  if (name !== undefined) {
    departmentOf(platform, { $type: 'GroupDepartmentKey', serviceProviderId, groupId, name });
  }
  const groups = all === true && isEnterprise ? platform.groupsOf(serviceProviderId) : [group];
  return groups
    .flatMap((owner) => owner.trunkGroups.map((trunk) => ({ owner, trunk })))
    .filter(
      ({ trunk }) =>
        (name === undefined || isGroupDepartment(departmentKeyOf(trunk), name)) &&
        (request.onlyTrunkGroupsWithDevice !== true || trunk.accessDevice !== undefined),
    );
}

function departmentKeyOf({ config }: TrunkGroup): User['profile']['department'] {
  return config.department as User['profile']['department'];
}

// One trunk group

/** What holds for fields that a trunk group has not in its `config`. */
const trunkDefaults = {
  maxActiveCalls: 1,
  enableBursting: false,
  capacityExceededTrapInitialCalls: 0,
  capacityExceededTrapOffsetCalls: 0,
  invitationTimeout: 6,
  requireAuthentication: false,
  allowTerminationToTrunkGroupIdentity: false,
  allowTerminationToDtgIdentity: false,
  includeTrunkGroupIdentity: false,
  includeDtgIdentity: false,
  includeTrunkGroupIdentityForNetworkCalls: false,
  includeOtgIdentityForNetworkCalls: false,
  enableNetworkAddressIdentity: false,
  allowUnscreenedCalls: false,
  allowUnscreenedEmergencyCalls: false,
  pilotUserCallingLineIdentityForExternalCallsPolicy: 'No Calls',
  pilotUserChargeNumberPolicy: 'No Calls',
  routeToPeeringDomain: false,
  prefixEnabled: false,
  statefulReroutingEnabled: false,
  sendContinuousOptionsMessage: false,
  continuousOptionsSendingIntervalSeconds: 30,
  failureOptionsSendingIntervalSeconds: 10,
  failureThresholdCounter: 1,
  successThresholdCounter: 1,
  inviteFailureThresholdCounter: 1,
  inviteFailureThresholdWindowSeconds: 30,
  trunkGroupState: 'Available',
  pilotUserCallingLineAssertedIdentityPolicy: 'Unscreened Originating Calls',
  useSystemCallingLineAssertedIdentityPolicy: true,
  totalActiveIncomingCalls: 0,
  totalActiveOutgoingCalls: 0,
  pilotUserCallOptimizationPolicy: 'Optimize For User Services',
  clidSourceForScreenedCallsPolicy: 'Profile Name Profile Number',
  useSystemCLIDSourceForScreenedCallsPolicy: true,
  userLookupPolicy: 'Basic',
  useSystemUserLookupPolicy: true,
  pilotUserCallingLineIdentityForEmergencyCallsPolicy: 'No Calls',
  implicitRegistrationSetSupportPolicy: 'Disabled',
  useSystemImplicitRegistrationSetSupportPolicy: true,
  sipIdentityForPilotAndProxyTrunkModesPolicy: 'User',
  useSystemSIPIdentityForPilotAndProxyTrunkModesPolicy: true,
  useSystemSupportConnectedIdentityPolicy: true,
  supportConnectedIdentityPolicy: 'Disabled',
  useSystemOptionsMessageResponseStatusCodes: true,
};

function isHosted({ endpoint }: User, { name }: TrunkGroup): boolean {
  if (endpoint?.kind !== 'trunk') return false;
  const { trunkGroupDeviceEndpoint: given } = endpoint.config as {
    readonly trunkGroupDeviceEndpoint?: { readonly name?: string };
  };
  return sameId(given?.name, name);
}

// Capacity

/** Calls at a time: kept in the settings of the group and of the service provider. */
interface Capacity {
  readonly maxActiveCalls: Quantity;
  readonly burstingMaxActiveCalls: Quantity;
  readonly numberOfBurstingBTLUs: Quantity | undefined;
}

function capacities(table: BehaviourTable): void {
  table
    .on('ServiceProviderTrunkGroupGetRequest23', ({ serviceProviderId }, { platform }) => {
      const { settings } = platform.serviceProvider(serviceProviderId);
      const { maxActiveCalls, burstingMaxActiveCalls, numberOfBurstingBTLUs } = capacityOf(
        settings,
        'unlimited',
      );
      return {
        maxActiveCalls: shown(maxActiveCalls),
        burstingMaxActiveCalls: shown(burstingMaxActiveCalls),
        numberOfBurstingBTLUs: shown(numberOfBurstingBTLUs ?? 'unlimited'),
      };
    })
    .on('GroupTrunkGroupGetRequest23', (request, { platform }) => {
      const group = groupWithTrunks(platform, request);
      const limits = capacityOf(
        platform.serviceProvider(group.serviceProviderId).settings,
        'unlimited',
      );
      const own = capacityOf(group.settings, 0);
      const left = (field: keyof Capacity): Quantity =>
        remainder(
          limits[field] ?? 'unlimited',
          platform
            .groupsOf(group.serviceProviderId)
            .filter((other) => other !== group)
            .map(({ settings }) => capacityOf(settings, 0)[field] ?? 0),
        );
      return {
        maxActiveCalls: own.maxActiveCalls === 'unlimited' ? 0 : own.maxActiveCalls,
        maxAvailableActiveCalls: shown(left('maxActiveCalls')),
        burstingMaxActiveCalls: shown(own.burstingMaxActiveCalls),
        burstingMaxAvailableActiveCalls: shown(left('burstingMaxActiveCalls')),
        maxAvailableNumberOfBurstingBTLUs: shown(left('numberOfBurstingBTLUs')),
        numberOfBurstingBTLUs:
          own.numberOfBurstingBTLUs === 'unlimited' ? undefined : own.numberOfBurstingBTLUs,
      };
    });
}

function capacityOf(settings: Settings, fallback: Quantity): Capacity {
  const kept: Partial<Capacity> = settings[service] ?? {};
  return {
    maxActiveCalls: kept.maxActiveCalls ?? fallback,
    burstingMaxActiveCalls: kept.burstingMaxActiveCalls ?? fallback,
    numberOfBurstingBTLUs: kept.numberOfBurstingBTLUs,
  };
}

/** What a limit leaves over when others have taken theirs. */
function remainder(limit: Quantity, taken: readonly Quantity[]): Quantity {
  if (limit === 'unlimited') return limit;
  const used = taken.reduce<number>((sum, n) => sum + (n === 'unlimited' ? limit : n), 0);
  return Math.max(0, limit - used);
}

function shown(quantity: Quantity): { unlimited: true } | { quantity: number } {
  return quantity === 'unlimited' ? { unlimited: true } : { quantity };
}
