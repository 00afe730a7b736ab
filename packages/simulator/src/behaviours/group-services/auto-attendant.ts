import type {
  AutoAttendantAddMenu20,
  GroupAutoAttendantAddInstanceRequest20,
} from '@ocipkit/commands/auto-attendant';
import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import {
  addInstance,
  deleteInstance,
  instanceRow,
  instancesIn,
  readInstance,
} from '../../engine/instances.js';
import { invalid, notAllowed, notFound } from '../../engine/refusal.js';
import type { Group, InstanceKind, Schedule, ServiceInstance } from '../../platform/model.js';
import { scheduleOf } from '../../platform/schedules.js';
import { requireGroupService } from '../../platform/services.js';

const kinds = ['Auto Attendant', 'Auto Attendant - Standard'] as const satisfies InstanceKind[];

/** The menu of an auto attendant that was added without one. */
const defaultMenu = {
  announcementSelection: 'Default',
  enableFirstMenuLevelExtensionDialing: false,
  keyConfiguration: [
    { key: '1', entry: { action: 'Extension Dialing' } },
    { key: '2', entry: { action: 'Name Dialing' } },
    { key: '#', entry: { action: 'Repeat Menu' } },
  ],
};

const defaults = {
  firstDigitTimeoutSeconds: 10,
  transferToOperatorAnnouncementSelection: 'Default',
  enableVideo: false,
  extensionDialingScope: 'Group',
  nameDialingScope: 'Group',
  nameDialingEntries: 'LastName + FirstName',
  businessHoursMenu: defaultMenu,
  afterHoursMenu: defaultMenu,
};

/** Auto attendants: a number that answers with a menu. */
export function autoAttendants(table: BehaviourTable): void {
  table
    .on('GroupAutoAttendantGetInstanceListRequest', (request, call) => ({
      autoAttendantTable: instancesIn(call, request, ...kinds).map((instance) => ({
        ...instanceRow(call.platform, instance),
        video: instance.config.enableVideo === true,
        type: typeOf(instance),
      })),
    }))
    .on('GroupAutoAttendantAddInstanceRequest20', (request, call) => {
      const kind = request.type === 'Standard' ? 'Auto Attendant - Standard' : 'Auto Attendant';
      const group = call.platform.group(request.serviceProviderId, request.groupId);
      requireGroupService(group, kind);
      check(group, request);
      addInstance(call, request, kind, { keys: ['type'] });
    })
    .onFields('GroupAutoAttendantGetInstanceRequest24', readAutoAttendant)
    .onFields('GroupAutoAttendantGetInstanceRequest20', readAutoAttendant)
    .on('GroupAutoAttendantDeleteInstanceRequest', ({ serviceUserId }, call) => {
      deleteInstance(call, serviceUserId, ...kinds);
    });
}

function typeOf({ kind }: ServiceInstance): 'Basic' | 'Standard' {
  return kind === 'Auto Attendant - Standard' ? 'Standard' : 'Basic';
}

function readAutoAttendant(
  { serviceUserId }: { serviceUserId: string },
  { platform }: Call,
): Record<string, unknown> {
  const instance = platform.instance(serviceUserId, ...kinds);
  const type = typeOf(instance);
  return {
    ...(type === 'Standard' ? { holidayMenu: defaultMenu } : {}),
    ...readInstance(platform, instance, defaults),
    type,
  };
}

function check(group: Group, request: GroupAutoAttendantAddInstanceRequest20): void {
  const { businessHours, holidaySchedule, businessHoursMenu, afterHoursMenu, holidayMenu } =
    request;
  checkSchedule(group, businessHours, 'Time');
  checkSchedule(group, holidaySchedule, 'Holiday');
  if (holidayMenu !== undefined && request.type !== 'Standard') {
    throw invalid('Only a standard auto attendant has a menu for holidays');
  }
  for (const menu of [businessHoursMenu, afterHoursMenu, holidayMenu]) checkMenu(menu);
}

/** Schedules can be those of the group; service providers and enterprises have none here. */
function checkSchedule(
  group: Group,
  schedule: { readonly type: string; readonly name: string } | undefined,
  scheduleType: Schedule['scheduleType'],
): void {
  if (schedule === undefined) return;
  if (schedule.type !== 'Group') throw notFound('Schedule', schedule.name);
  scheduleOf(group, { scheduleName: schedule.name, scheduleType });
}

const needsNumber: readonly string[] = [
  'Transfer With Prompt',
  'Transfer Without Prompt',
  'Transfer To Operator',
];

function checkMenu(menu: AutoAttendantAddMenu20 | undefined): void {
  if (menu === undefined) return;
  if (menu.announcementSelection === 'Personal' && menu.audioFile === undefined) {
    throw notAllowed('A personal announcement needs an audio file');
  }
  const keys = new Set<string>();
  for (const { key, entry } of menu.keyConfiguration ?? []) {
    if (keys.has(key)) throw invalid(`Key is configured twice: ${key}`);
    keys.add(key);
    if (needsNumber.includes(entry.action) && entry.phoneNumber === undefined) {
      throw notAllowed(`A phone number is needed for key ${key}`, entry.action);
    }
    // A new auto attendant has no submenus yet.
    if (entry.action === 'Transfer To Submenu') {
      throw notFound('Submenu', entry.submenuId ?? '');
    }
    if (entry.action === 'Return to Previous Menu') {
      throw notAllowed(`Only a submenu has a previous menu: key ${key}`);
    }
  }
}
