import type { UserCallCenterModifyRequest19 } from '@ocipkit/commands/call-center-user';
import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import { merge } from '../../engine/merge.js';
import { notAllowed } from '../../engine/refusal.js';
import {
  acdStateOf,
  agentOf,
  agentServices,
  agentTopic,
  callCentersOf,
  isSkillBased,
  supervisedBy,
  typeOf,
} from '../../platform/agents.js';
import type { ServiceInstance, User } from '../../platform/model.js';
import type { Platform } from '../../platform/platform.js';
import { requireService } from '../../platform/services.js';
import { routingTypeOf } from './call-center.js';

const defaults = {
  useDefaultGuardTimer: true,
  enableGuardTimer: false,
  guardTimerSeconds: 5,
  useSystemDefaultUnavailableSettings: true,
  forceAgentUnavailableOnDNDActivation: false,
  forceAgentUnavailableOnPersonalCalls: false,
  forceAgentUnavailableOnBouncedCallLimit: false,
  numberConsecutiveBouncedCallsToForceAgentUnavailable: 3,
  forceAgentUnavailableOnNotReachable: false,
  makeOutgoingCallsAsCallCenter: false,
  useSystemDefaultWrapUpDestination: true,
};

/** A user in call centers: as an agent with a state, and as a supervisor. */
export function callCenterUsers(table: BehaviourTable): void {
  table
    .onFields('UserCallCenterGetRequest23', readAgent)
    .on('UserCallCenterModifyRequest19', modifyAgent)
    .on(
      'UserCallCenterGetSupervisorCallCenterListRequest',
      ({ supervisorUserId }, { platform }) => ({
        callCenterTable: supervisedBy(platform, platform.user(supervisorUserId)).map(rowOf),
      }),
    );
}

/** Settings and call centers of an agent, as all variants of the read show them. */
export function readAgent(
  { userId }: { readonly userId: string },
  { platform }: Call,
): Record<string, unknown> {
  const user = agent(platform, userId);
  const settings: Readonly<Record<string, unknown>> = user.settings[agentTopic] ?? {};
  const { outgoingCallDNIS: dnis } = settings as { outgoingCallDNIS?: { serviceUserId: string } };
  return {
    ...defaults,
    ...settings,
    agentACDState: acdStateOf(user),
    // A call center that has been deleted has no DNIS left.
    outgoingCallDNIS:
      dnis === undefined || platform.findInstance(dnis.serviceUserId) === undefined
        ? undefined
        : dnis,
    callCenterTable: callCentersOf(platform, user).map((instance) => {
      const { joined, skillLevel } = agentOf(instance, user.userId);
      return {
        ...rowOf(instance),
        available: joined,
        logoffAllowed: isLogoffAllowed(instance),
        routingPolicy: routingTypeOf(instance),
        skillLevel: isSkillBased(instance) ? skillLevel : undefined,
      };
    }),
  };
}

function agent(platform: Platform, userId: string): User {
  const user = platform.user(userId);
  requireService(platform, user, ...agentServices);
  return user;
}

function rowOf(instance: ServiceInstance) {
  const { serviceUserId, phoneNumber, extension } = instance;
  return { serviceUserId, phoneNumber, extension, type: typeOf(instance) };
}

function isLogoffAllowed({ config }: ServiceInstance): boolean {
  return config.allowAgentLogoff !== false;
}

function modifyAgent(request: UserCallCenterModifyRequest19, call: Call): void {
  const { platform } = call;
  const user = agent(platform, request.userId);
  if (request.outgoingCallDNIS) {
    agentOf(platform.instance(request.outgoingCallDNIS.serviceUserId, 'Call Center'), user.userId);
  }
  const changes = membershipsOf(user, request, call);
  const settings = nextSettings(user, request);
  platform.changeUser(user, (draft) => {
    draft.settings[agentTopic] = settings;
  });
  for (const { instance, available, skillLevel } of changes) {
    platform.changeInstance(instance, (draft) => {
      const membership = agentOf(draft, user.userId);
      if (available !== undefined) membership.joined = available;
      if (skillLevel !== undefined) membership.skillLevel = skillLevel;
    });
  }
}

/** The reason for being unavailable goes with the state. */
function nextSettings(user: User, request: UserCallCenterModifyRequest19): Record<string, unknown> {
  const present = user.settings[agentTopic] ?? {};
  const next = merge<Record<string, unknown>>(present, request, [
    'userId',
    'callCenterAgentSettings',
  ]);
  const isUnavailable = next.agentACDState === 'Unavailable';
  const stays = acdStateOf(user) === 'Unavailable' || request.agentUnavailableCode !== undefined;
  if (!isUnavailable || !stays) Reflect.deleteProperty(next, 'agentUnavailableCode');
  return next;
}

interface Membership {
  readonly instance: ServiceInstance;
  readonly available: boolean | undefined;
  readonly skillLevel: number | undefined;
}

/** What is to change in single call centers; refused where the user is no agent, or may not leave. */
function membershipsOf(
  user: User,
  { callCenterAgentSettings = [] }: UserCallCenterModifyRequest19,
  { platform, login }: Call,
): readonly Membership[] {
  return callCenterAgentSettings.map(({ serviceUserId, available, skillLevel }) => {
    const instance = platform.instance(serviceUserId, 'Call Center');
    const { joined } = agentOf(instance, user.userId);
    const changes = available !== undefined && available !== joined;
    if (changes && login.loginType === 'User' && !isLogoffAllowed(instance)) {
      throw notAllowed(`Agents may not join or leave the call center: ${serviceUserId}`);
    }
    if (skillLevel !== undefined && !isSkillBased(instance)) {
      throw notAllowed('The call center has no skill-based routing', serviceUserId);
    }
    return { instance, available, skillLevel };
  });
}
