import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import { own, Refusal } from '../../engine/refusal.js';
import { replacedTexts, replacementOf } from '../../engine/replacement-list.js';
import { userSettings } from '../../engine/user-settings.js';
import type { User } from '../../platform/model.js';

/**
 * Users behind a PBX, and in other networks: identities of calls, the numbers that stand for a user, the
 * keys by which an intelligent network or a voice mail system knows one.
 */
export function userTrunking(table: BehaviourTable): void {
  userSettings(table, {
    services: ['Direct Route'],
    get: 'UserDirectRouteGetRequest',
    modify: ['UserDirectRouteModifyRequest'],
    defaults: {
      outgoingDTGPolicy: 'Direct Route DTG',
      outgoingTrunkIdentityPolicy: 'Direct Route Trunk Identity',
    },
    keep: (merged, request) => {
      const given = replacementOf(request, 'directRouteIdentityList');
      return given?.length === 0 ? { ...merged, directRouteIdentityList: undefined } : merged;
    },
  });
  userSettings(table, {
    services: ['IN Integration'],
    get: 'UserINIntegrationGetRequest',
    modify: ['UserINIntegrationModifyRequest'],
  });
  userSettings(table, {
    services: ['PBX Integration'],
    get: 'UserPBXIntegrationGetRequest',
    defaults: { proxyToHeaderFromNetwork: false },
  });
  userSettings(table, {
    services: ['Route List'],
    get: 'UserRouteListGetRequest24',
    modify: ['UserRouteListModifyRequest'],
    keys: ['userId', 'assignedNumberRangeStartList', 'assignedNumberPrefixList'],
    defaults: {
      treatOriginationsAndPBXRedirectionsAsScreened: false,
      useRouteListIdentityForNonEmergencyCalls: false,
      useRouteListIdentityForEmergencyCalls: false,
      ignoreCallingNameForCallProcessing: false,
    },
    keep: (merged, request, user, call) => ({ ...merged, ...routesOf(request, user, call) }),
    show: showRoutes,
  });
  userSettings(table, {
    services: ['SMDI Message Desk'],
    get: 'UserSMDIMessageDeskGetRequest',
    modify: ['UserSMDIMessageDeskModifyRequest'],
    defaults: { isActive: false },
  });
  userSettings(table, {
    services: ['Terminating Alternate Trunk Identity'],
    get: 'UserTerminatingAlternateTrunkIdentityGetRequest',
    modify: ['UserTerminatingAlternateTrunkIdentityModifyRequest'],
  });
  userSettings(table, {
    services: ['Terminating Closed User Group'],
    get: 'UserTerminatingClosedUserGroupGetRequest',
  });
}

interface Routes {
  /** First numbers of ranges, canonical. */
  readonly numberRanges?: readonly string[];
  readonly numberPrefixes?: readonly string[];
}

function routesOf(request: object, user: User, { platform }: Call): Routes {
  const starts = replacedTexts(request, 'assignedNumberRangeStartList');
  const numberRanges = starts?.map((number) => platform.number(number));
  const numberPrefixes = replacedTexts(request, 'assignedNumberPrefixList');
  for (const other of platform.users()) {
    if (other.userId === user.userId) continue;
    const taken = (other.settings['Route List'] ?? {}) as Routes;
    requireFree(numberRanges, taken.numberRanges, 'Number range');
    if (other.serviceProviderId === user.serviceProviderId) {
      requireFree(numberPrefixes, taken.numberPrefixes, 'Number prefix');
    }
  }
  return {
    ...(numberRanges === undefined ? {} : { numberRanges }),
    ...(numberPrefixes === undefined ? {} : { numberPrefixes }),
  };
}

/** Calls to a number go to one user. */
function requireFree(
  wanted: readonly string[] = [],
  taken: readonly string[] = [],
  what: string,
): void {
  const used = wanted.find((value) => taken.includes(value));
  if (used !== undefined) throw new Refusal(own.inUse, `${what} is already in use: ${used}`);
}

function showRoutes(kept: object) {
  const { numberRanges = [], numberPrefixes = [] } = kept as Routes;
  return {
    assignedNumberRangeTable: numberRanges.map((start) => ({
      numberRangeStart: start,
      numberRangeEnd: start,
      isActive: true,
    })),
    assignedNumberPrefixTable: numberPrefixes.map((numberPrefix) => ({
      numberPrefix,
      isActive: true,
    })),
  };
}
