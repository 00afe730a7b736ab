import type { BehaviourTable } from '../../engine/behaviour.js';
import { userSettings } from '../../engine/user-settings.js';

/** What calls of a user are given on their way: carrier, priority, classification, zone. */
export function callRouting(table: BehaviourTable): void {
  userSettings(table, {
    services: ['Preferred Carrier User'],
    get: 'UserPreferredCarrierUserGetRequest',
    modify: ['UserPreferredCarrierUserModifyRequest'],
    defaults: {
      intraLataCarrier: { useGroupPreferredCarrier: true },
      interLataCarrier: { useGroupPreferredCarrier: true },
      internationalCarrier: { useGroupPreferredCarrier: true },
    },
  });
  userSettings(table, {
    services: ['Resource Priority'],
    get: 'UserResourcePriorityGetRequest',
    defaults: {
      useDefaultResourcePriority: true,
      defaultResourcePriority: 'q735.4',
      userResourcePriority: 'q735.4',
    },
  });
  userSettings(table, {
    services: ['Security Classification'],
    get: 'UserSecurityClassificationGetRequest22',
    modify: ['UserSecurityClassificationModifyRequest'],
  });
  userSettings(table, {
    services: ['Zone Calling Restrictions'],
    get: 'UserZoneCallingRestrictionsGetRequest',
    modify: ['UserZoneCallingRestrictionsModifyRequest'],
  });
}
