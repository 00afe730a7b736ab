import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import {
  addInstance,
  deleteInstance,
  instanceRow,
  instancesIn,
  modifyInstance,
  readInstance,
} from '../../engine/instances.js';
import { invalid, own, Refusal } from '../../engine/refusal.js';
import {
  isSkillBased,
  requireAgentService,
  typeOf,
  type CallCenterType,
} from '../../platform/agents.js';
import type { Group, ServiceInstance } from '../../platform/model.js';

/** What holds for fields that an add request may leave out. */
const defaults = {
  type: 'Basic',
  policy: 'Regular',
  enableVideo: false,
  queueLength: 10,
  enableReporting: false,
  allowCallerToDialEscapeDigit: true,
  escapeDigit: '0',
  resetCallStatisticsUponEntryInQueue: true,
  allowAgentLogoff: true,
  allowCallWaitingForAgents: false,
  allowCallsToAgentsInWrapUp: true,
  overrideAgentWrapUpTime: false,
  forceDeliveryOfCalls: false,
  enableAutomaticStateChangeForAgents: false,
  agentStateAfterCall: 'Available',
  externalPreferredAudioCodec: 'None',
  internalPreferredAudioCodec: 'None',
  playRingingWhenOfferingCall: true,
  callCenterQueueThresholdsIsActive: false,
};

/** Call centers: the instances. Their agents are a topic of their own. */
export function callCenters(table: BehaviourTable): void {
  table
    .on('GroupCallCenterGetInstanceListRequest', (request, call) => ({
      callCenterTable: instancesIn(call, request, 'Call Center').map((instance) => {
        const { enableVideo, policy } = { ...defaults, ...instance.config };
        return {
          ...instanceRow(call.platform, instance),
          video: enableVideo,
          policy,
          type: typeOf(instance),
        };
      }),
    }))
    .on('GroupCallCenterAddInstanceRequest22', (request, call) => {
      const group = call.platform.group(request.serviceProviderId, request.groupId);
      checkConfig(group, request);
      addInstance(call, request, 'Call Center');
    })
    .onFields('GroupCallCenterGetInstanceRequest22', readCallCenter)
    .onFields('GroupCallCenterGetInstanceRequest19sp1', (request: Named, call) => {
      const fields = readCallCenter(request, call);
      return {
        ...fields,
        externalPreferredAudioCodec: olderCodec(fields.externalPreferredAudioCodec),
        internalPreferredAudioCodec: olderCodec(fields.internalPreferredAudioCodec),
      };
    })
    .on('GroupCallCenterModifyInstanceRequest22', (request, call) => {
      const { platform } = call;
      const instance = platform.instance(request.serviceUserId, 'Call Center');
      modifyInstance(call, instance, request, {
        change: (draft) => {
          const type = typeOf(draft);
          if (type !== 'Premium' && request.routingType === undefined) {
            Reflect.deleteProperty(draft.config, 'routingType');
          }
          checkConfig(platform.groupOf(draft), draft.config);
          for (const { userId } of draft.agents) {
            requireAgentService(platform, platform.user(userId), type);
          }
          if (isSkillBased(draft)) for (const agent of draft.agents) agent.skillLevel ??= 1;
        },
      });
    })
    .on('GroupCallCenterDeleteInstanceRequest', ({ serviceUserId }, call) => {
      deleteInstance(call, serviceUserId, 'Call Center');
    });
}

interface Named {
  readonly serviceUserId: string;
}

function readCallCenter({ serviceUserId }: Named, { platform }: Call): Record<string, unknown> {
  const instance = platform.instance(serviceUserId, 'Call Center');
  return {
    ...readInstance(platform, instance, defaults),
    routingType: routingTypeOf(instance),
  };
}

/** Premium call centers have a routing type; by priority unless it is said. */
export function routingTypeOf(instance: ServiceInstance): string | undefined {
  if (typeOf(instance) !== 'Premium') return undefined;
  return isSkillBased(instance) ? 'Skill Based' : 'Priority Based';
}

/** Codecs that came later are none to an older request. */
function olderCodec(codec: unknown): unknown {
  return ['G711', 'G722', 'G729', 'G726', 'AMR', 'AMR-WB'].includes(String(codec)) ? codec : 'None';
}

function checkConfig(
  group: Group,
  config: { readonly type?: CallCenterType | undefined; readonly routingType?: string | undefined },
): void {
  const { type = 'Basic', routingType } = config;
  const service = `Call Center - ${type}`;
  if (group.services[service] === undefined) {
    throw new Refusal(own.notAuthorized, `The group is not authorized for ${service}`);
  }
  if (type !== 'Premium' && routingType !== undefined) {
    throw invalid('Only premium call centers have a routing type');
  }
}
