import type { BehaviourTable } from '../../engine/behaviour.js';
import { replacedTexts } from '../../engine/replacement-list.js';
import { userSettings } from '../../engine/user-settings.js';
import { colleagueIds } from '../../platform/colleagues.js';
import { userRows } from '../users/user-columns.js';

/** Users who may watch or call another. */
export function privacy(table: BehaviourTable): void {
  userSettings(table, {
    services: ['Privacy'],
    get: 'UserPrivacyGetRequest13mp17',
    modify: ['UserPrivacyModifyRequest'],
    defaults: {
      enableDirectoryPrivacy: false,
      enableAutoAttendantExtensionDialingPrivacy: false,
      enableAutoAttendantNameDialingPrivacy: false,
      enablePhoneStatusPrivacy: false,
    },
    keys: ['userId', 'permittedMonitorUserIdList'],
    keep: (merged, request, user, { platform }) => {
      const ids = replacedTexts(request, 'permittedMonitorUserIdList');
      return ids === undefined ? merged : { ...merged, userIds: colleagueIds(platform, user, ids) };
    },
    show: (kept, _, { platform }) => ({
      permittedMonitorUserIdTable: userRows(platform, idsOf(kept)),
    }),
  });
  userSettings(table, {
    services: ['Push to Talk'],
    get: 'UserPushToTalkGetRequest',
    modify: ['UserPushToTalkModifyRequest'],
    defaults: {
      allowAutoAnswer: true,
      outgoingConnectionSelection: 'One Way',
      accessListSelection: 'Allow Calls From Selected Users',
    },
    keys: ['userId', 'selectedUserIdList'],
    keep: (merged, request, user, { platform }) => {
      const ids = replacedTexts(request, 'selectedUserIdList');
      return ids === undefined ? merged : { ...merged, userIds: colleagueIds(platform, user, ids) };
    },
    show: (kept, _, { platform }) => ({ selectedUserTable: userRows(platform, idsOf(kept)) }),
  });
}

function idsOf(kept: object): readonly string[] {
  return (kept as { readonly userIds?: readonly string[] }).userIds ?? [];
}
