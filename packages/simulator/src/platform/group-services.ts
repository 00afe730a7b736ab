import { own, Refusal, seen } from '../engine/refusal.js';
import { instanceCount } from './authorizations.js';
import type { Group } from './model.js';
import type { Platform } from './platform.js';

/**
 * Assigns group services; those that are assigned already stay so.
 *
 * @throws Refusal 4400 if the group is not authorised for one of them; it gets none of them then
 */
export function assignGroupServices(
  platform: Platform,
  group: Group,
  services: readonly string[],
): void {
  for (const service of services) {
    if (group.services[service] !== undefined) continue;
    throw new Refusal(
      seen.cannotAssign,
      `Cannot assign service or service pack: ${service}`,
      'the group is not authorised for it',
    );
  }
  platform.change(group, (draft) => {
    draft.assignedServices = [...new Set([...draft.assignedServices, ...services])];
  });
}

/** Its instance, the voice portal, comes and goes with it. */
const voiceMessaging = 'Voice Messaging Group';

/**
 * Takes group services off a group; their settings are forgotten, the authorization stays.
 *
 * @throws Refusal 4410 if one is not assigned; another if it has instances, such as hunt groups. None
 * is taken off then
 */
export function unassignGroupServices(
  platform: Platform,
  group: Group,
  services: readonly string[],
): void {
  for (const service of services) {
    if (!group.assignedServices.includes(service)) {
      throw new Refusal(
        seen.serviceNotAssigned,
        `The service is not assigned to the group: ${service}`,
      );
    }
    const count = service === voiceMessaging ? 0 : (instanceCount(platform, group, service) ?? 0);
    if (count > 0) {
      throw new Refusal(
        own.inUse,
        `Cannot unassign service: ${service}`,
        `the group has ${String(count)} instances of it`,
      );
    }
  }
  platform.change(group, (draft) => {
    draft.assignedServices = draft.assignedServices.filter((s) => !services.includes(s));
    for (const service of services) Reflect.deleteProperty(draft.settings, service);
  });
  if (!services.includes(voiceMessaging)) return;
  for (const portal of platform.instancesOf(group, 'Voice Messaging')) {
    platform.removeInstance(portal);
  }
}
