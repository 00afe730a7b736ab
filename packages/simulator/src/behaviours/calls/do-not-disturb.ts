import type { BehaviourTable } from '../../engine/behaviour.js';
import { userSettings } from '../../engine/user-settings.js';

export function doNotDisturb(table: BehaviourTable): void {
  userSettings(table, {
    services: ['Do Not Disturb'],
    get: 'UserDoNotDisturbGetRequest',
    modify: ['UserDoNotDisturbModifyRequest'],
    defaults: { isActive: false, ringSplash: false },
  });
}
