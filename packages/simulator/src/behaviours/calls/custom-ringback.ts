import type { BehaviourTable } from '../../engine/behaviour.js';
import { userCriteria } from '../../engine/user-criteria.js';
import { userSettings } from '../../engine/user-settings.js';

/** What callers hear in place of the ringing tone: by criteria, or from a server outside. */
export function customRingback(table: BehaviourTable): void {
  userCriteria(table, {
    services: ['Custom Ringback User'],
    getList: 'UserCustomRingbackUserGetCriteriaListRequest',
    get: 'UserCustomRingbackUserGetCriteriaRequest21',
  });
  userSettings(table, {
    services: ['External Custom Ringback'],
    get: 'UserExternalCustomRingbackGetRequest',
    modify: ['UserExternalCustomRingbackModifyRequest'],
    defaults: { isActive: false, useSettingLevel: 'Service Provider' },
  });
}
