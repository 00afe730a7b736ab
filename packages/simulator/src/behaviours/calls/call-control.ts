import type { BehaviourTable } from '../../engine/behaviour.js';
import { userSettings } from '../../engine/user-settings.js';

/** Services that act during a call, or decide whether it is offered at all. */
export function callControl(table: BehaviourTable): void {
  userSettings(table, {
    services: ['Anonymous Call Rejection'],
    get: 'UserAnonymousCallRejectionGetRequest',
    modify: ['UserAnonymousCallRejectionModifyRequest'],
    defaults: { isActive: false },
  });
  userSettings(table, {
    services: ['Automatic Callback'],
    get: 'UserAutomaticCallbackGetRequest',
    modify: ['UserAutomaticCallbackModifyRequest'],
    defaults: { isActive: false },
  });
  userSettings(table, {
    services: ['Automatic Hold/Retrieve'],
    get: 'UserAutomaticHoldRetrieveGetRequest',
    modify: ['UserAutomaticHoldRetrieveModifyRequest'],
    defaults: { isActive: false, recallTimerSeconds: 120 },
  });
  userSettings(table, {
    services: ['Barge-in Exempt'],
    get: 'UserBargeInExemptGetRequest',
    modify: ['UserBargeInExemptModifyRequest'],
    defaults: { isActive: false },
  });
  userSettings(table, {
    services: ['Call Transfer'],
    get: 'UserCallTransferGetRequest14sp4',
    modify: ['UserCallTransferModifyRequest'],
    defaults: {
      isRecallActive: false,
      recallNumberOfRings: 3,
      useDiversionInhibitorForBlindTransfer: false,
      useDiversionInhibitorForConsultativeCalls: false,
      enableBusyCampOn: false,
      busyCampOnSeconds: 120,
    },
  });
  userSettings(table, {
    services: ['Call Waiting'],
    get: 'UserCallWaitingGetRequest17sp4',
    modify: ['UserCallWaitingModifyRequest'],
    defaults: { isActive: true, disableCallingLineIdDelivery: false },
  });
  userSettings(table, {
    services: ['Directed Call Pickup with Barge-in'],
    get: 'UserDirectedCallPickupWithBargeInGetRequest14sp7',
    modify: ['UserDirectedCallPickupWithBargeInModifyRequest'],
    defaults: { enableBargeInWarningTone: true, enableAutomaticTargetSelection: false },
  });
}
