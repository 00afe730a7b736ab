import type { BehaviourTable } from '../../engine/behaviour.js';
import { notAllowed } from '../../engine/refusal.js';
import { userSettings } from '../../engine/user-settings.js';

/** Phones and persons that stand in for a user: a remote office, and the personal assistant. */
export function remoteOffice(table: BehaviourTable): void {
  userSettings(table, {
    services: ['Remote Office'],
    get: 'UserRemoteOfficeGetRequest',
    modify: ['UserRemoteOfficeModifyRequest'],
    defaults: { isActive: false },
    check: ({ isActive, remoteOfficePhoneNumber }) => {
      if (isActive === true && remoteOfficePhoneNumber === undefined) {
        throw notAllowed('A phone number is needed to activate Remote Office');
      }
    },
  });
  userSettings(table, {
    services: ['Personal Assistant'],
    get: 'UserPersonalAssistantGetRequest24',
    defaults: {
      presence: 'None',
      enableTransferToAttendant: false,
      enableRingSplash: false,
      enableExpirationTime: false,
      alertMeFirst: false,
      alertMeFirstNumberOfRings: 3,
      scheduleTable: [],
    },
  });
}
