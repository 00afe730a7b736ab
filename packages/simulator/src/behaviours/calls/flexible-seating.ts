import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import { userSettings } from '../../engine/user-settings.js';

/** Kept in the settings of the guest, beside the fields of the read. */
interface Guest {
  readonly isActive?: boolean;
  readonly hostUserId?: string;
}

/** A host's own limit, in its `config`. */
interface HostConfig {
  readonly enforceAssociationLimit?: boolean;
  readonly associationLimitHours?: number;
}

/** Guests who take over the phone of a host, which is a service instance. */
export function flexibleSeating(table: BehaviourTable): void {
  userSettings(table, {
    services: ['Flexible Seating Guest'],
    get: 'UserFlexibleSeatingGuestGetRequest22',
    defaults: { isActive: false, enableAssociationLimit: false, associationLimitHours: 12 },
    show: (kept, _, call) => showHost(kept as Guest, call),
  });
}

function showHost({ isActive = false, hostUserId }: Guest, { platform }: Call) {
  const host = hostUserId === undefined ? undefined : platform.findInstance(hostUserId);
  if (!isActive || host?.kind !== 'Flexible Seating Host') {
    return { hostUserId: undefined, hostAssociationDateTime: undefined };
  }
  const { enforceAssociationLimit = true, associationLimitHours = 24 } = host.config as HostConfig;
  return {
    hostUserId: host.serviceUserId,
    hostLastName: host.profile.callingLineIdLastName,
    hostFirstName: host.profile.callingLineIdFirstName,
    hostEnforcesAssociationLimit: enforceAssociationLimit,
    hostAssociationLimitHours: associationLimitHours,
  };
}
