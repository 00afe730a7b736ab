import type { BehaviourTable } from '../../engine/behaviour.js';
import { memberRows } from '../../engine/instances.js';
import {
  alreadyExists,
  invalid,
  notAllowed,
  notFound,
  Refusal,
  seen,
} from '../../engine/refusal.js';
import { sameId } from '../../platform/id-map.js';
import type { Group, PickupGroup } from '../../platform/model.js';
import type { Platform } from '../../platform/platform.js';
import { requireGroupService } from '../../platform/services.js';

/** Pickup groups: users who may answer each other's calls. */
export function callPickup(table: BehaviourTable): void {
  table
    .on('GroupCallPickupGetInstanceListRequest', (request, { platform }) => ({
      name: groupOf(platform, request).pickupGroups.map(({ name }) => name),
    }))
    .on('GroupCallPickupGetInstanceRequest', (request, { platform }) => ({
      userTable: memberRows(
        platform,
        pickupGroup(groupOf(platform, request), request.name).userIds,
      ),
    }))
    .on('GroupCallPickupAddInstanceRequest', (request, { platform }) => {
      const group = groupOf(platform, request);
      const { name, userId = [] } = request;
      if (find(group, name) !== undefined) throw alreadyExists('Call pickup group', name);
      const userIds = membersOf(platform, group, userId);
      platform.change(group, (draft) => {
        draft.pickupGroups.push({ name, userIds });
      });
    })
    .on('GroupCallPickupModifyInstanceRequest', (request, { platform }) => {
      const group = groupOf(platform, request);
      const present = pickupGroup(group, request.name);
      const { newName = present.name, userIdList: list } = request;
      const other = find(group, newName);
      if (other !== undefined && other !== present) {
        throw alreadyExists('Call pickup group', newName);
      }
      const userIds =
        list === undefined
          ? present.userIds
          : membersOf(platform, group, list?.userId ?? [], present);
      platform.change(group, (draft) => {
        const changed = pickupGroup(draft, present.name);
        changed.name = newName;
        changed.userIds = userIds;
      });
    })
    .on('GroupCallPickupDeleteInstanceRequest', (request, { platform }) => {
      const group = groupOf(platform, request);
      const { name } = pickupGroup(group, request.name);
      platform.change(group, (draft) => {
        draft.pickupGroups = draft.pickupGroups.filter((p) => p.name !== name);
      });
    })
    .on('UserCallPickupGetRequest', ({ userId }, { platform }) => {
      const user = platform.user(userId);
      const group = platform.groupOf(user);
      requireGroupService(group, 'Call Pickup');
      const found = pickupGroupOf(group, user.userId);
      return { name: found?.name, userTable: memberRows(platform, found?.userIds ?? []) };
    });
}

function groupOf(
  platform: Platform,
  { serviceProviderId, groupId }: { serviceProviderId: string; groupId: string },
): Group {
  const group = platform.group(serviceProviderId, groupId);
  requireGroupService(group, 'Call Pickup');
  return group;
}

function find({ pickupGroups }: Group, name: string): PickupGroup | undefined {
  return pickupGroups.find((p) => sameId(p.name, name));
}

function pickupGroup(group: Group, name: string): PickupGroup {
  const found = find(group, name);
  if (found === undefined) throw notFound('Call pickup group', name);
  return found;
}

function pickupGroupOf({ pickupGroups }: Group, userId: string): PickupGroup | undefined {
  return pickupGroups.find(({ userIds }) => userIds.some((id) => sameId(id, userId)));
}

/** Users of the group who are in no other pickup group than `present`. */
function membersOf(
  platform: Platform,
  group: Group,
  ids: readonly string[],
  present?: PickupGroup,
): string[] {
  const userIds: string[] = [];
  for (const id of ids) {
    const user = platform.user(id);
    if (platform.groupOf(user) !== group) {
      throw new Refusal(seen.userNotFound, `User not found: ${id}`);
    }
    if (userIds.includes(user.userId)) throw invalid(`User is named twice: ${id}`);
    const other = pickupGroupOf(group, user.userId);
    if (other !== undefined && other !== present) {
      throw notAllowed(`User is in another call pickup group: ${id}`, other.name);
    }
    userIds.push(user.userId);
  }
  return userIds;
}
