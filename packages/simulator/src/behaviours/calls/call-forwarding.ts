import type { BehaviourTable } from '../../engine/behaviour.js';
import { notAllowed } from '../../engine/refusal.js';
import { userSettings } from '../../engine/user-settings.js';

/** Forwarding that is always on, when busy, on no answer, when not reachable, and by criteria. */
export function callForwarding(table: BehaviourTable): void {
  userSettings(table, {
    services: ['Call Forwarding Always'],
    get: 'UserCallForwardingAlwaysGetRequest',
    modify: ['UserCallForwardingAlwaysModifyRequest'],
    defaults: { isActive: false, isRingSplashActive: false },
    check: needsDestination,
  });
  userSettings(table, {
    services: ['Call Forwarding Always Secondary'],
    get: 'UserCallForwardingAlwaysSecondaryGetRequest',
    modify: ['UserCallForwardingAlwaysSecondaryModifyRequest'],
    defaults: { isActive: false, isRingSplashActive: false },
    check: needsDestination,
  });
  userSettings(table, {
    services: ['Call Forwarding Busy'],
    get: 'UserCallForwardingBusyGetRequest',
    modify: ['UserCallForwardingBusyModifyRequest'],
    defaults: { isActive: false },
    check: needsDestination,
  });
  userSettings(table, {
    services: ['Call Forwarding No Answer'],
    get: 'UserCallForwardingNoAnswerGetRequest13mp16',
    modify: ['UserCallForwardingNoAnswerModifyRequest'],
    defaults: { isActive: false, numberOfRings: 3 },
    check: needsDestination,
  });
  userSettings(table, {
    services: ['Call Forwarding Not Reachable'],
    get: 'UserCallForwardingNotReachableGetRequest',
    modify: ['UserCallForwardingNotReachableModifyRequest'],
    defaults: { isActive: false },
    check: needsDestination,
  });
}

/** The platform does not forward to nowhere. */
function needsDestination(next: {
  readonly isActive?: boolean | undefined;
  readonly forwardToPhoneNumber?: string | undefined;
}): void {
  if (next.isActive === true && next.forwardToPhoneNumber === undefined) {
    throw notAllowed('A phone number is needed to activate call forwarding');
  }
}
