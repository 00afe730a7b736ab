import { createHash } from 'node:crypto';
import type { UserService } from '@ocipkit/commands/service-names';
import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import { notFound } from '../../engine/refusal.js';
import { userSettings } from '../../engine/user-settings.js';
import { sameId } from '../../platform/id-map.js';
import type { ServiceInstance, User } from '../../platform/model.js';
import { nationalNumber } from '../../platform/numbers.js';
import { requireService } from '../../platform/services.js';

const services: readonly UserService[] = [
  'Collaborate - Audio',
  'Collaborate - Video',
  'Collaborate - Sharing',
];

/** The bridge that holds the conferences of a user, and the user's own room on it. */
export function collaborate(table: BehaviourTable): void {
  table.on('UserCollaborateBridgeGetRequest20sp1', ({ userId }, call) => {
    const user = call.platform.user(userId);
    requireService(call.platform, user, ...services);
    const { serviceUserId, profile, phoneNumber, extension, config } = bridgeOf(user, call);
    const { supportOutdial = false, maxCollaborateRoomParticipants = 15 } = config as BridgeConfig;
    return {
      bridgeId: serviceUserId,
      bridgeName: profile.name,
      phoneNumber: phoneNumber === undefined ? undefined : nationalNumber(phoneNumber),
      extension,
      supportOutDial: supportOutdial,
      maxCollaborateRoomParticipants,
    };
  });
  userSettings(table, {
    services,
    topic: 'Collaborate My Room',
    get: 'UserCollaborateMyRoomGetRequest',
    defaults: (user) => ({
      roomId: roomIdOf(user),
      roomName: 'My Room',
      attendeeNotification: 'No Notification' as const,
      endCollaborateRoomSessionOnOwnerExit: false,
      ownerRequired: false,
    }),
  });
}

/** The fields of a bridge that are read here; owners are in its `ownerUserIds`. */
interface BridgeConfig {
  readonly isDefault?: boolean;
  readonly ownerUserIds?: readonly string[];
  readonly supportOutdial?: boolean;
  readonly maxCollaborateRoomParticipants?: number;
}

/**
 * The bridge of which the user is an owner, or the default one of the group.
 *
 * @throws Refusal if there is neither
 */
function bridgeOf(user: User, { platform }: Call): ServiceInstance {
  const bridges = platform.instancesOf(platform.groupOf(user), 'Collaborate Bridge');
  const owned = bridges.find(({ config }) =>
    ((config as BridgeConfig).ownerUserIds ?? []).some((id) => sameId(id, user.userId)),
  );
  const found = owned ?? bridges.find(({ config }) => (config as BridgeConfig).isDefault === true);
  if (found === undefined) throw notFound('Collaborate bridge', user.userId);
  return found;
}

/** Ten digits that stay the same for a user. */
function roomIdOf({ userId }: User): string {
  const digest = createHash('sha256').update(userId.toLowerCase()).digest();
  return String(digest.readUInt32BE() % 1_000_000_000).padStart(10, '1');
}
