import type { BehaviourTable } from '../../engine/behaviour.js';
import { replacementOf } from '../../engine/replacement-list.js';
import { keepActivation, showCriteria, userCriteria } from '../../engine/user-criteria.js';
import { userSettings } from '../../engine/user-settings.js';

/** Other phones that ring for a user: all at once, or one after the other. */
export function ringAlong(table: BehaviourTable): void {
  sequentialRing(table);
  simultaneousRing(table);
}

function sequentialRing(table: BehaviourTable): void {
  const location = { numberOfRings: 5, answerConfirmationRequired: false } as const;
  userSettings(table, {
    services: ['Sequential Ring'],
    get: 'UserSequentialRingGetRequest14sp4',
    modify: ['UserSequentialRingModifyRequest'],
    defaults: {
      ringBaseLocationFirst: true,
      baseLocationNumberOfRings: 5,
      continueIfBaseLocationIsBusy: true,
      callerMayStopSearch: true,
      Location01: location,
      Location02: location,
      Location03: location,
      Location04: location,
      Location05: location,
    },
    keep: keepActivation,
    show: showCriteria('Sequential Ring'),
  });
  userCriteria(table, {
    services: ['Sequential Ring'],
    get: 'UserSequentialRingGetCriteriaRequest23',
  });
}

function simultaneousRing(table: BehaviourTable): void {
  userSettings(table, {
    services: ['Simultaneous Ring Personal'],
    get: 'UserSimultaneousRingPersonalGetRequest17',
    modify: ['UserSimultaneousRingPersonalModifyRequest17'],
    defaults: { isActive: false, doNotRingIfOnCall: false },
    keys: ['userId', 'simultaneousRingNumberList'],
    keep: (merged, request) => {
      const numbers = replacementOf(request, 'simultaneousRingNumberList');
      const kept = keepActivation(merged);
      return numbers === undefined ? kept : { ...kept, simultaneousRingNumber: numbers };
    },
    show: showCriteria('Simultaneous Ring Personal'),
  });
  userCriteria(table, {
    services: ['Simultaneous Ring Personal'],
    add: 'UserSimultaneousRingPersonalAddCriteriaRequest',
    get: 'UserSimultaneousRingPersonalGetCriteriaRequest',
    modify: 'UserSimultaneousRingPersonalModifyCriteriaRequest',
    delete: 'UserSimultaneousRingPersonalDeleteCriteriaRequest',
  });
  userSettings(table, {
    services: ['Simultaneous Ring Family'],
    get: 'UserSimultaneousRingFamilyGetRequest17',
    defaults: { isActive: false, doNotRingIfOnCall: false },
    show: showCriteria('Simultaneous Ring Family'),
  });
  userCriteria(table, {
    services: ['Simultaneous Ring Family'],
    get: 'UserSimultaneousRingFamilyGetCriteriaRequest',
  });
}
