import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import { notFound } from '../../engine/refusal.js';
import {
  criteriaRows,
  criterionOf,
  readCriterion,
  type Criterion,
} from '../../engine/user-criteria.js';
import { userSettings } from '../../engine/user-settings.js';
import type { User } from '../../platform/model.js';
import { requireService } from '../../platform/services.js';

const SERVICE = 'BroadWorks Anywhere';

/** A further phone of a user, in `settings['BroadWorks Anywhere'].locations`. */
interface Location {
  /** Canonical. */
  readonly phoneNumber: string;
  readonly description?: string;
  readonly outboundAlternateNumber?: string;
  readonly isActive?: boolean;
  readonly broadworksCallControl?: boolean;
  readonly useDiversionInhibitor?: boolean;
  readonly answerConfirmationRequired?: boolean;
  readonly criteria?: readonly Criterion[];
}

/** Phones at which calls to a user ring too. */
export function broadWorksAnywhere(table: BehaviourTable): void {
  userSettings(table, {
    services: [SERVICE],
    get: 'UserBroadWorksAnywhereGetRequest16sp2',
    modify: ['UserBroadWorksAnywhereModifyRequest'],
    defaults: {
      alertAllLocationsForClickToDialCalls: false,
      alertAllLocationsForGroupPagingCalls: false,
    },
    show: (_, user) => ({
      phoneNumberTable: locationsOf(user).map(({ phoneNumber, description }) => ({
        phoneNumber,
        description,
      })),
    }),
  });
  table
    .on('UserBroadWorksAnywhereGetPhoneNumberRequest', (request, call) => {
      const user = requireUser(request.userId, call);
      const { criteria = [], ...location } = locationAt(user, request.phoneNumber, call);
      return {
        isActive: true,
        broadworksCallControl: false,
        useDiversionInhibitor: false,
        answerConfirmationRequired: false,
        ...location,
        criteriaTable: criteriaRows(criteria, user),
      };
    })
    .onFields(
      'UserBroadWorksAnywhereGetSelectiveCriteriaRequest21',
      (request: { userId: string; phoneNumber: string; criteriaName: string }, call) => {
        const user = requireUser(request.userId, call);
        const { criteria = [] } = locationAt(user, request.phoneNumber, call);
        return readCriterion(criterionOf(criteria, request.criteriaName), user);
      },
    );
}

function requireUser(userId: string, { platform }: Call): User {
  const user = platform.user(userId);
  requireService(platform, user, SERVICE);
  return user;
}

function locationsOf({ settings }: User): readonly Location[] {
  return (settings[SERVICE]?.locations ?? []) as readonly Location[];
}

/** @throws Refusal if the user has no location of that number */
function locationAt(user: User, phoneNumber: string, { platform }: Call): Location {
  const number = platform.number(phoneNumber);
  const found = locationsOf(user).find((location) => location.phoneNumber === number);
  if (found === undefined) throw notFound('Location', phoneNumber);
  return found;
}
