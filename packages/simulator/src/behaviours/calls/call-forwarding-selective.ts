import type { BehaviourTable } from '../../engine/behaviour.js';
import { notAllowed } from '../../engine/refusal.js';
import {
  keepActivation,
  showCriteria,
  userCriteria,
  type Criterion,
} from '../../engine/user-criteria.js';
import { userSettings } from '../../engine/user-settings.js';
import type { User } from '../../platform/model.js';

const SERVICE = 'Call Forwarding Selective';

interface Settings {
  readonly isActive?: boolean;
  readonly defaultForwardToPhoneNumber?: string;
  readonly criteria?: readonly Criterion[];
}

/** Calls that are forwarded by criteria, each to the default destination or to one of its own. */
export function callForwardingSelective(table: BehaviourTable): void {
  userSettings(table, {
    services: [SERVICE],
    get: 'UserCallForwardingSelectiveGetRequest16',
    modify: ['UserCallForwardingSelectiveModifyRequest'],
    defaults: { isActive: false, playRingReminder: false },
    keep: keepActivation,
    check: (next) => {
      const settings = next as Settings;
      for (const criterion of settings.criteria ?? []) checkDestination(criterion, settings);
    },
    show: showCriteria(SERVICE, (criterion, user) => ({
      forwardTo: destinationOf(criterion, settingsOf(user)),
      blacklisted: selectionOf(criterion) === 'Do not forward',
    })),
  });
  userCriteria(table, {
    services: [SERVICE],
    add: 'UserCallForwardingSelectiveAddCriteriaRequest16',
    get: 'UserCallForwardingSelectiveGetCriteriaRequest21',
    modify: 'UserCallForwardingSelectiveModifyCriteriaRequest',
    delete: 'UserCallForwardingSelectiveDeleteCriteriaRequest',
    defaults: { forwardToNumberSelection: 'Forward To Default Number' },
    check: (next, user) => {
      checkDestination(next, settingsOf(user));
    },
  });
}

function settingsOf({ settings }: User): Settings {
  return settings[SERVICE] ?? {};
}

function selectionOf({ forwardToNumberSelection }: Criterion): unknown {
  return forwardToNumberSelection;
}

function destinationOf(criterion: Criterion, { defaultForwardToPhoneNumber }: Settings): string {
  switch (selectionOf(criterion)) {
    case 'Forward To Specified Number':
      return (criterion as { forwardToPhoneNumber?: string }).forwardToPhoneNumber ?? '';
    case 'Forward To Default Number':
      return defaultForwardToPhoneNumber ?? '';
    default:
      return '';
  }
}

/** The platform does not forward to nowhere. */
function checkDestination(criterion: Criterion, settings: Settings): void {
  if (destinationOf(criterion, settings) !== '') return;
  const { criteriaName, isActive } = criterion;
  const isWanting =
    selectionOf(criterion) === 'Forward To Specified Number' ||
    (selectionOf(criterion) === 'Forward To Default Number' &&
      settings.isActive === true &&
      isActive);
  if (isWanting) throw notAllowed(`A phone number is needed for criteria: ${criteriaName}`);
}
