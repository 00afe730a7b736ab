import type { ScheduleKey } from '@ocipkit/commands/call-criteria';
import type { BehaviourTable } from '../../engine/behaviour.js';
import type { Group } from '../../platform/model.js';
import type { Platform } from '../../platform/platform.js';
import { addSchedule, checkNotUsed, deleteSchedules } from '../../platform/schedules.js';

/** Schedules of groups. */
export function groupSchedules(table: BehaviourTable): void {
  table
    .on('GroupScheduleAddRequest', (request, { platform }) => {
      const { serviceProviderId, groupId, scheduleName, scheduleType } = request;
      platform.change(platform.group(serviceProviderId, groupId), (draft) => {
        addSchedule(draft, { scheduleName, scheduleType });
      });
    })
    .on('GroupScheduleDeleteListRequest', (request, { platform }) => {
      const { serviceProviderId, groupId, scheduleKey } = request;
      const group = platform.group(serviceProviderId, groupId);
      platform.change(group, (draft) => {
        deleteSchedules(draft, scheduleKey);
        for (const key of scheduleKey) checkNotUsedInGroup(platform, group, key);
      });
    })
    .on('GroupScheduleGetListRequest17sp1', (request, { platform }) => {
      const { serviceProviderId, groupId, scheduleType: wanted } = request;
      return {
        scheduleGlobalKey: platform
          .group(serviceProviderId, groupId)
          .schedules.filter((s) => wanted === undefined || s.scheduleType === wanted)
          .map(({ scheduleName, scheduleType }) => ({
            scheduleKey: { scheduleName, scheduleType },
            scheduleLevel: 'Group' as const,
          })),
      };
    });
}

/** @throws Refusal if the group, one of its users or one of its service instances goes by it */
function checkNotUsedInGroup(platform: Platform, group: Group, key: ScheduleKey): void {
  checkNotUsed(group.settings, 'Group', key);
  for (const user of platform.usersOf(group)) checkNotUsed(user.settings, 'Group', key);
  for (const { config } of platform.instancesOf(group)) {
    // Auto attendants call their time schedule so.
    checkNotUsed({ ...config, timeSchedule: config.businessHours }, 'Group', key);
    checkNotUsed(config, 'Group', key);
  }
}
