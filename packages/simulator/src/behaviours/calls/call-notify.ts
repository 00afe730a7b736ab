import type { BehaviourTable } from '../../engine/behaviour.js';
import { keepActivation, showCriteria, userCriteria } from '../../engine/user-criteria.js';
import { userSettings } from '../../engine/user-settings.js';

/** Mail about incoming calls that meet a criterion. */
export function callNotify(table: BehaviourTable): void {
  userSettings(table, {
    services: ['Call Notify'],
    get: 'UserCallNotifyGetRequest',
    modify: ['UserCallNotifyModifyRequest'],
    keep: keepActivation,
    show: showCriteria('Call Notify'),
  });
  userCriteria(table, {
    services: ['Call Notify'],
    get: 'UserCallNotifyGetCriteriaRequest21',
  });
}
