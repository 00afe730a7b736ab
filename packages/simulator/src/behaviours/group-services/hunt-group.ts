import type { BehaviourTable } from '../../engine/behaviour.js';
import {
  addInstance,
  deleteInstance,
  instanceRow,
  instancesIn,
  memberRows,
  modifyInstance,
  readInstance,
  usersInReach,
} from '../../engine/instances.js';
import { notAllowed } from '../../engine/refusal.js';
import { sameId } from '../../platform/id-map.js';
import type { Agent, ServiceInstance } from '../../platform/model.js';
import type { Platform } from '../../platform/platform.js';
import { requireGroupService } from '../../platform/services.js';

const defaults = {
  policy: 'Regular',
  huntAfterNoAnswer: false,
  noAnswerNumberOfRings: 5,
  forwardAfterTimeout: false,
  forwardTimeoutSeconds: 0,
  allowCallWaitingForAgents: false,
  useSystemHuntGroupCLIDSetting: true,
  includeHuntGroupNameInCLID: true,
  enableNotReachableForwarding: false,
  makeBusyWhenNotReachable: false,
  allowMembersToControlGroupBusy: false,
  enableGroupBusy: false,
  applyGroupBusyWhenTerminatingToAgent: false,
};

/** Hunt groups: one number behind which several users are called. */
export function huntGroups(table: BehaviourTable): void {
  table
    .on('GroupHuntGroupGetInstanceListRequest', (request, call) => {
      const { platform } = call;
      const group = platform.group(request.serviceProviderId, request.groupId);
      requireGroupService(group, 'Hunt Group');
      return {
        huntGroupTable: instancesIn(call, request, 'Hunt Group').map((instance) => ({
          ...instanceRow(platform, instance),
          policy: policyOf(instance),
        })),
      };
    })
    .on('GroupHuntGroupAddInstanceRequest20', (request, call) => {
      const { platform } = call;
      const group = platform.group(request.serviceProviderId, request.groupId);
      requireGroupService(group, 'Hunt Group');
      checkForwarding(request);
      addInstance(call, request, 'Hunt Group', {
        keys: ['agentUserId'],
        more: { agents: membersOf(platform, group, request.agentUserId ?? []) },
      });
    })
    .onFields(
      'GroupHuntGroupGetInstanceRequest20',
      ({ serviceUserId }: { serviceUserId: string }, { platform }) => {
        const instance = platform.instance(serviceUserId, 'Hunt Group');
        return {
          ...readInstance(platform, instance, defaults),
          agentUserTable: rowsOfAgents(platform, instance),
        };
      },
    )
    .on('GroupHuntGroupModifyInstanceRequest', (request, call) => {
      const { platform } = call;
      const instance = platform.instance(request.serviceUserId, 'Hunt Group');
      const { agentUserIdList: list } = request;
      modifyInstance(call, instance, request, {
        keys: ['agentUserIdList'],
        change: (draft) => {
          checkForwarding(draft.config);
          if (list !== undefined) {
            draft.agents = membersOf(platform, draft, list?.userId ?? [], draft.agents);
          }
        },
      });
    })
    .on('GroupHuntGroupDeleteInstanceRequest', ({ serviceUserId }, call) => {
      deleteInstance(call, serviceUserId, 'Hunt Group');
    });
}

/** Rows of the agents of a hunt group or call center, in their order. */
export function rowsOfAgents(platform: Platform, instance: ServiceInstance) {
  const isWeighted = policyOf(instance) === 'Weighted';
  return instance.agents.flatMap(({ userId, weight, skillLevel }) =>
    memberRows(platform, [userId]).map((row) => ({
      ...row,
      weight: weight ?? (isWeighted ? 0 : undefined),
      skillLevel,
    })),
  );
}

function policyOf({ config }: ServiceInstance): string {
  return typeof config.policy === 'string' ? config.policy : defaults.policy;
}

/** Users in a hunt group; who was in it before keeps the weight. */
function membersOf(
  platform: Platform,
  owner: { readonly serviceProviderId: string; readonly groupId: string },
  ids: readonly string[],
  present: readonly Agent[] = [],
): Agent[] {
  return usersInReach(platform, owner, ids).map(
    ({ userId }) => present.find((a) => sameId(a.userId, userId)) ?? { userId, joined: true },
  );
}

function checkForwarding(config: {
  readonly forwardAfterTimeout?: unknown;
  readonly forwardToPhoneNumber?: unknown;
  readonly enableNotReachableForwarding?: unknown;
  readonly notReachableForwardToPhoneNumber?: unknown;
}): void {
  if (config.forwardAfterTimeout === true && config.forwardToPhoneNumber === undefined) {
    throw notAllowed('A phone number is needed to forward calls after the timeout');
  }
  if (
    config.enableNotReachableForwarding === true &&
    config.notReachableForwardToPhoneNumber === undefined
  ) {
    throw notAllowed('A phone number is needed to forward calls when no agent can be reached');
  }
}
