import type { BehaviourTable } from '../../engine/behaviour.js';
import { userSettings } from '../../engine/user-settings.js';

/** Who pays for a call, and how the network is told what kind of line is calling. */
export function charging(table: BehaviourTable): void {
  userSettings(table, {
    services: ['Advice Of Charge'],
    get: 'UserAdviceOfChargeGetRequest',
    modify: ['UserAdviceOfChargeModifyRequest'],
    defaults: { isActive: false, aocType: 'End Of Call' },
  });
  userSettings(table, {
    services: ['Automatic Collect Call'],
    get: 'UserAutomaticCollectCallGetRequest',
    defaults: { enableAutomaticCollectCall: false },
  });
  userSettings(table, {
    services: ['Calling Party Category'],
    get: 'UserCallingPartyCategoryGetRequest16',
    modify: ['UserCallingPartyCategoryModifyRequest16'],
    defaults: { category: 'Ordinary' },
  });
  userSettings(table, {
    services: ['Charge Number'],
    get: 'UserChargeNumberGetRequest14sp9',
    modify: ['UserChargeNumberModifyRequest'],
    defaults: { useChargeNumberForEnhancedTranslations: false, sendChargeNumberToNetwork: false },
  });
  userSettings(table, {
    services: ['Classmark'],
    get: 'UserClassmarkGetRequest',
    modify: ['UserClassmarkModifyRequest'],
  });
}
