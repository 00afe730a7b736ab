import type { BehaviourTable } from '../../engine/behaviour.js';
import { userSettings } from '../../engine/user-settings.js';

/** What callers and called parties are shown of each other. */
export function callerId(table: BehaviourTable): void {
  userSettings(table, {
    services: ['Calling Line ID Blocking Override'],
    get: 'UserCallingLineIDBlockingOverrideGetRequest',
    modify: ['UserCallingLineIDBlockingOverrideModifyRequest'],
    defaults: { isActive: false },
  });
  userSettings(table, {
    services: ['Calling Line ID Delivery Blocking'],
    get: 'UserCallingLineIDDeliveryBlockingGetRequest',
    modify: ['UserCallingLineIDDeliveryBlockingModifyRequest'],
    defaults: { isActive: false },
  });
  userSettings(table, {
    services: ['Calling Name Delivery'],
    get: 'UserCallingNameDeliveryGetRequest',
    modify: ['UserCallingNameDeliveryModifyRequest'],
    defaults: { isActiveForExternalCalls: true, isActiveForInternalCalls: true },
  });
  // The white list and bypassFiltering are kept, but no read has them.
  userSettings(table, {
    services: ['Calling Name Retrieval'],
    get: 'UserCallingNameRetrievalGetRequest',
    modify: ['UserCallingNameRetrievalModifyRequest'],
    defaults: { isActive: false },
  });
  userSettings(table, {
    services: ['Calling Number Delivery'],
    get: 'UserCallingNumberDeliveryGetRequest',
    modify: ['UserCallingNumberDeliveryModifyRequest'],
    defaults: { isActiveForExternalCalls: true, isActiveForInternalCalls: true },
  });
  userSettings(table, {
    services: ['Connected Line Identification Restriction'],
    get: 'UserConnectedLineIdentificationRestrictionGetRequest',
    modify: ['UserConnectedLineIdentificationRestrictionModifyRequest'],
    defaults: { isActive: false },
  });
  userSettings(table, {
    services: ['External Calling Line ID Delivery'],
    get: 'UserExternalCallingLineIDDeliveryGetRequest',
    modify: ['UserExternalCallingLineIDDeliveryModifyRequest'],
    defaults: { isActive: true },
  });
}
