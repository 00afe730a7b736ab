import type { BehaviourTable } from '../../engine/behaviour.js';
import { userSettings } from '../../engine/user-settings.js';
import type { Group } from '../../platform/model.js';

/** Calls of a group that are forwarded at night, for a user as the group has it or on the user's own. */
export function nightForwarding(table: BehaviourTable): void {
  userSettings(table, {
    services: ['Group Night Forwarding'],
    get: 'UserGroupNightForwardingGetRequest',
    modify: ['UserGroupNightForwardingModifyRequest'],
    defaults: { nightForwarding: 'Use Group' },
    show: (_, user, { platform }) => modeOf(platform.groupOf(user)),
  });
}

interface GroupMode {
  readonly nightForwarding?: 'Auto On' | 'On' | 'Off';
  readonly businessHours?: { readonly type: 'Group'; readonly name: string };
  readonly holidaySchedule?: { readonly type: 'Group'; readonly name: string };
}

/** Schedules are shown while they decide. */
function modeOf({ settings }: Group) {
  const mode = (settings['Group Night Forwarding'] ?? {}) as GroupMode;
  const { nightForwarding: groupNightForwarding = 'Off', businessHours, holidaySchedule } = mode;
  return groupNightForwarding === 'Auto On'
    ? { groupNightForwarding, businessHours, holidaySchedule }
    : { groupNightForwarding };
}
