import type { BehaviourTable } from '../../engine/behaviour.js';
import { userSettings } from '../../engine/user-settings.js';

/** What parties hear whom a user puts on hold: that of the group, or the user's own. */
export function musicOnHold(table: BehaviourTable): void {
  userSettings(table, {
    groupServices: ['Music On Hold'],
    topic: 'Music On Hold',
    get: 'UserMusicOnHoldGetRequest',
    defaults: { isActive: true },
  });
  userSettings(table, {
    services: ['Music On Hold User'],
    get: 'UserMusicOnHoldUserGetRequest20',
    defaults: {
      enableVideo: false,
      source: { messageSourceSelection: 'Group' },
      useAlternateSourceForInternalCalls: false,
    },
  });
}
