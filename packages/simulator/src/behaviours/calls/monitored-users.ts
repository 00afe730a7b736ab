import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import { own, Refusal } from '../../engine/refusal.js';
import { userSettings } from '../../engine/user-settings.js';
import { colleagueIds } from '../../platform/colleagues.js';
import { sameId } from '../../platform/id-map.js';
import type { User } from '../../platform/model.js';
import { userRows } from '../users/user-columns.js';

/** Kept by the services that show the state of other users. */
interface Monitor {
  readonly userIds?: readonly string[];
  readonly listURI?: string;
}

/** Users whose state a phone or a console shows. */
export function monitoredUsers(table: BehaviourTable): void {
  userSettings(table, {
    services: ['Busy Lamp Field'],
    get: 'UserBusyLampFieldGetRequest16sp2',
    modify: ['UserBusyLampFieldModifyRequest'],
    defaults: { enableCallParkNotification: false },
    keys: ['userId', 'monitoredUserIdList'],
    keep: (merged, request, user, call) => ({ ...merged, ...replacedIds(request, user, call) }),
    check: (next, user, call) => {
      checkListURI(next as Monitor, user, call);
    },
    show: showMonitored,
  });
  // Consoles choose their users themselves; no request here does.
  userSettings(table, {
    services: ['Client License 4'],
    get: 'UserBroadWorksReceptionistEnterpriseGetRequest',
    show: showMonitored,
  });
  userSettings(table, {
    services: ['BroadWorks Receptionist - Office'],
    get: 'UserBroadWorksReceptionistOfficeGetRequest',
    show: showMonitored,
  });
  userSettings(table, {
    services: ['BroadWorks Receptionist - Small Business'],
    get: 'UserBroadWorksReceptionistSmallBusinessGetRequest',
    show: showMonitored,
  });
}

function showMonitored(kept: object, _: User, { platform }: Call) {
  return { monitoredUserTable: userRows(platform, (kept as Monitor).userIds ?? []) };
}

function replacedIds(request: object, user: User, { platform }: Call): Monitor {
  const { monitoredUserIdList } = request as {
    readonly monitoredUserIdList?: { readonly userId: readonly string[] } | null;
  };
  if (monitoredUserIdList === undefined) return {};
  return { userIds: colleagueIds(platform, user, monitoredUserIdList?.userId ?? []) };
}

/** A phone subscribes to the address, so it can stand for one list only. */
function checkListURI({ listURI }: Monitor, user: User, { platform }: Call): void {
  if (listURI === undefined) return;
  for (const other of platform.users()) {
    const { listURI: taken } = (other.settings['Busy Lamp Field'] ?? {}) as Monitor;
    if (other.userId !== user.userId && sameId(taken, listURI)) {
      throw new Refusal(own.inUse, `List URI is already in use: ${listURI}`);
    }
  }
}
