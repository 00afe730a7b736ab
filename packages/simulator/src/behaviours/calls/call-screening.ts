import type { BehaviourTable } from '../../engine/behaviour.js';
import { showCriteria, userCriteria } from '../../engine/user-criteria.js';
import { userSettings } from '../../engine/user-settings.js';

/** Calls that are accepted, rejected, announced or rung differently, by criteria. */
export function callScreening(table: BehaviourTable): void {
  userCriteria(table, {
    services: ['Selective Call Acceptance'],
    add: 'UserSelectiveCallAcceptanceAddCriteriaRequest16',
    get: 'UserSelectiveCallAcceptanceGetCriteriaRequest21',
    modify: 'UserSelectiveCallAcceptanceModifyCriteriaRequest',
    delete: 'UserSelectiveCallAcceptanceDeleteCriteriaRequest',
    getList: 'UserSelectiveCallAcceptanceGetCriteriaListRequest',
    modifyActive: 'UserSelectiveCallAcceptanceModifyActiveCriteriaListRequest',
  });
  userCriteria(table, {
    services: ['Selective Call Rejection'],
    add: 'UserSelectiveCallRejectionAddCriteriaRequest16',
    get: 'UserSelectiveCallRejectionGetCriteriaRequest21',
    modify: 'UserSelectiveCallRejectionModifyCriteriaRequest16',
    delete: 'UserSelectiveCallRejectionDeleteCriteriaRequest',
    getList: 'UserSelectiveCallRejectionGetCriteriaListRequest',
    modifyActive: 'UserSelectiveCallRejectionModifyActiveCriteriaListRequest',
  });
  userCriteria(table, {
    services: ['Priority Alert'],
    get: 'UserPriorityAlertGetCriteriaRequest21',
    getList: 'UserPriorityAlertGetCriteriaListRequest',
  });
  userCriteria(table, {
    services: ['Pre-alerting Announcement'],
    get: 'UserPreAlertingAnnouncementGetCriteriaRequest21',
  });
  userSettings(table, {
    services: ['Pre-alerting Announcement'],
    get: 'UserPreAlertingAnnouncementGetRequest20',
    defaults: { isActive: false, audioSelection: 'Default', videoSelection: 'Default' },
    show: showCriteria('Pre-alerting Announcement'),
  });
}
