import type { BehaviourTable } from '../../engine/behaviour.js';
import { userSettings } from '../../engine/user-settings.js';

/** Services that are little more than a switch. */
export function serviceSwitches(table: BehaviourTable): void {
  userSettings(table, {
    services: ['In-Call Service Activation'],
    get: 'UserInCallServiceActivationGetRequest',
    modify: ['UserInCallServiceActivationModifyRequest'],
    defaults: { isActive: false },
  });
  userSettings(table, {
    services: ['Internal Calling Line ID Delivery'],
    get: 'UserInternalCallingLineIDDeliveryGetRequest',
    modify: ['UserInternalCallingLineIDDeliveryModifyRequest'],
    defaults: { isActive: true },
  });
  userSettings(table, {
    services: ['Legacy Automatic Callback'],
    get: 'UserLegacyAutomaticCallbackGetRequest',
    defaults: { isActive: false },
  });
  userSettings(table, {
    services: ['Number Portability Announcement'],
    get: 'UserNumberPortabilityAnnouncementGetRequest',
    modify: ['UserNumberPortabilityAnnouncementModifyRequest'],
    defaults: { enable: false },
  });
  userSettings(table, {
    services: ['Physical Location'],
    get: 'UserPhysicalLocationGetRequest',
    modify: ['UserPhysicalLocationModifyRequest'],
    defaults: { isActive: false },
  });
  userSettings(table, {
    services: ['Prepaid'],
    get: 'UserPrepaidGetRequest',
    modify: ['UserPrepaidModifyRequest'],
    defaults: { isActive: false },
  });
  userSettings(table, {
    services: ['Silent Alerting'],
    get: 'UserSilentAlertingGetRequest',
    modify: ['UserSilentAlertingModifyRequest'],
    defaults: { isActive: false },
  });
  userSettings(table, {
    services: ['Two-Stage Dialing'],
    get: 'UserTwoStageDialingGetRequest13Mp20',
    modify: ['UserTwoStageDialingModifyRequest'],
    defaults: { isActive: false, allowActivationWithUserAddresses: false },
  });
  userSettings(table, {
    services: ['Voice Portal Calling'],
    get: 'UserVoicePortalCallingGetRequest',
    modify: ['UserVoicePortalCallingModifyRequest'],
    defaults: { isActive: false },
  });
}
