import { notFound, Refusal, seen } from '../engine/refusal.js';
import { sameId } from './id-map.js';
import type { Agent, ServiceInstance, User } from './model.js';
import type { Platform } from './platform.js';
import { hasService } from './services.js';

/*
 * Agents of call centers: which service they need, and whether they are at work.
 */

/** Services that make a user an agent, from few to many features. */
export const agentServices = [
  'Call Center - Basic',
  'Call Center - Standard',
  'Call Center - Premium',
] as const;

/** Feature level of a call center. */
export type CallCenterType = 'Basic' | 'Standard' | 'Premium';

export function typeOf({ config }: ServiceInstance): CallCenterType {
  const { type } = config;
  return type === 'Standard' || type === 'Premium' ? type : 'Basic';
}

/** Routing by skill level; premium call centers can have it. */
export function isSkillBased(instance: ServiceInstance): boolean {
  return typeOf(instance) === 'Premium' && instance.config.routingType === 'Skill Based';
}

/**
 * The services that fit a type: its own, and those with more features.
 */
function servicesFor(type: CallCenterType): readonly string[] {
  return agentServices.slice(agentServices.indexOf(`Call Center - ${type}`));
}

/** @throws Refusal 4410 if the user has no service for call centers of the type */
export function requireAgentService(platform: Platform, user: User, type: CallCenterType): void {
  if (servicesFor(type).some((service) => hasService(platform, user, service))) return;
  throw new Refusal(
    seen.serviceNotAssigned,
    `The service is not assigned to the user: Call Center - ${type}`,
    user.userId,
  );
}

export function findAgent(instance: ServiceInstance, userId: string): Agent | undefined {
  return instance.agents.find((agent) => sameId(agent.userId, userId));
}

/** @throws Refusal if the user is no agent of the call center */
export function agentOf(instance: ServiceInstance, userId: string): Agent {
  const found = findAgent(instance, userId);
  if (found === undefined) throw notFound('Agent', userId);
  return found;
}

/** Call centers of a user's service provider in which the user is an agent. */
export function callCentersOf(platform: Platform, user: User): readonly ServiceInstance[] {
  return callCentersIn(platform, user.serviceProviderId).filter(
    (instance) => findAgent(instance, user.userId) !== undefined,
  );
}

/** Call centers that a user supervises. */
export function supervisedBy(platform: Platform, user: User): readonly ServiceInstance[] {
  return callCentersIn(platform, user.serviceProviderId).filter(({ supervisorIds }) =>
    supervisorIds.some((id) => sameId(id, user.userId)),
  );
}

function callCentersIn(platform: Platform, serviceProviderId: string): readonly ServiceInstance[] {
  return platform
    .groupsOf(serviceProviderId)
    .flatMap((group) => platform.instancesOf(group, 'Call Center'));
}

/** Where the settings of an agent are kept in `User.settings`. */
export const agentTopic = 'Call Center';

/** The ACD state of an agent in all call centers together; who never signed in is signed out. */
export function acdStateOf({ settings }: User): string {
  const state = settings[agentTopic]?.agentACDState;
  return typeof state === 'string' ? state : 'Sign-Out';
}

/** Agents who have joined a call center and are signed in. */
export function staffOf(platform: Platform, instance: ServiceInstance): readonly string[] {
  return instance.agents
    .filter(({ userId, joined }) => {
      const user = platform.findUser(userId);
      return joined && user !== undefined && acdStateOf(user) !== 'Sign-Out';
    })
    .map(({ userId }) => userId);
}
