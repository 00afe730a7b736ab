import type { BehaviourTable } from '../../engine/behaviour.js';
import { showCriteria, userCriteria, type Criterion } from '../../engine/user-criteria.js';
import { userSettings } from '../../engine/user-settings.js';

interface Called {
  readonly toDnCriteriaSelection?: string;
  readonly phoneNumber?: readonly string[];
}

/** Calls that visitors of a web page ask for. */
export function callMeNow(table: BehaviourTable): void {
  userSettings(table, {
    services: ['Call Me Now'],
    get: 'UserCallMeNowGetRequest',
    defaults: { isActive: false, answerConfirmation: 'None' },
    show: showCriteria('Call Me Now', (criterion) => ({
      callTo: callTo(criterion),
      rejectCall: criterion.rejectCall === true,
    })),
  });
  userCriteria(table, { services: ['Call Me Now'], get: 'UserCallMeNowGetCriteriaRequest' });
}

/** `All calls`, or the numbers one after the other. */
function callTo({ toDnCriteria }: Criterion): string {
  const { toDnCriteriaSelection, phoneNumber = [] } = (toDnCriteria ?? {}) as Called;
  return toDnCriteriaSelection === 'Specified Only' ? phoneNumber.join(',') : 'All calls';
}
