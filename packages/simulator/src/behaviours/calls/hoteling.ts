import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import { merge } from '../../engine/merge.js';
import { notAllowed, own, Refusal } from '../../engine/refusal.js';
import { userSettings } from '../../engine/user-settings.js';
import { requireColleague } from '../../platform/colleagues.js';
import { sameId } from '../../platform/id-map.js';
import type { User } from '../../platform/model.js';
import { nationalNumber } from '../../platform/numbers.js';
import { hasService, requireService } from '../../platform/services.js';

const GUEST = 'Hoteling Guest';
const HOST = 'Hoteling Host';

interface GuestSettings {
  readonly isActive: boolean;
  readonly enableAssociationLimit: boolean;
  readonly associationLimitHours: number;
  readonly hostUserId?: string;
  /** ISO 8601; set while there is a host. */
  readonly hostAssociationDateTime?: string;
}

interface HostSettings {
  readonly isActive: boolean;
  readonly enforceAssociationLimit: boolean;
  readonly associationLimitHours: number;
  readonly accessLevel: 'Enterprise' | 'Group';
}

const guestDefaults: GuestSettings = {
  isActive: false,
  enableAssociationLimit: true,
  associationLimitHours: 12,
};

const hostDefaults: HostSettings = {
  isActive: false,
  enforceAssociationLimit: true,
  associationLimitHours: 24,
  accessLevel: 'Group',
};

/** Guests who borrow the phone of a host. The guest's settings say where the guest is, and since when. */
export function hoteling(table: BehaviourTable): void {
  userSettings(table, {
    services: [GUEST],
    get: 'UserHotelingGuestGetRequest14sp4',
    modify: ['UserHotelingGuestModifyRequest21'],
    defaults: { ...guestDefaults },
    keys: ['userId', 'hostUserId'],
    keep: (merged, request, user, call) => associated(merged, request, user, call),
    show: (_, user, call) => showHost(user, call),
  });
  table
    .on('UserHotelingHostGetRequest17', ({ userId }, call) => {
      const host = requireHost(userId, call);
      return { ...hostSettings(host), ...showGuest(host, call) };
    })
    .on('UserHotelingHostModifyRequest', (request, call) => {
      const host = requireHost(request.userId, call);
      const keys = ['userId', 'removeGuestAssociation'];
      const next = merge<HostSettings>(hostSettings(host), request, keys);
      call.platform.changeUser(host, (draft) => {
        draft.settings[HOST] = { ...next };
      });
      if (request.removeGuestAssociation === true || !next.isActive) sendAway(host, call);
    });
}

function guestSettings({ settings }: User): GuestSettings {
  return { ...guestDefaults, ...settings[GUEST] };
}

function hostSettings({ settings }: User): HostSettings {
  return { ...hostDefaults, ...settings[HOST] };
}

function requireHost(userId: string, { platform }: Call): User {
  const host = platform.user(userId);
  requireService(platform, host, HOST);
  return host;
}

/** What a modify request leaves of the stay: a new one, the present one, or none. */
function associated(
  merged: Readonly<Record<string, unknown>>,
  request: object,
  guest: User,
  call: Call,
): Readonly<Record<string, unknown>> {
  const { hostUserId: asked } = request as { readonly hostUserId?: string | null };
  const { hostUserId, hostAssociationDateTime, ...rest } = merged;
  const isActive = rest.isActive === true;
  if (typeof asked === 'string') {
    if (!isActive) throw notAllowed('A host needs Hoteling Guest to be switched on');
    const host = freeHost(asked, guest, call);
    return { ...rest, hostUserId: host.userId, hostAssociationDateTime: call.now.toISOString() };
  }
  const stays = isActive && asked === undefined && hostUserId !== undefined;
  return stays ? { ...rest, hostUserId, hostAssociationDateTime } : rest;
}

/** @throws Refusal if the guest can't go to a host */
function freeHost(userId: string, guest: User, call: Call): User {
  const host = requireColleague(call.platform, guest, userId);
  requireService(call.platform, host, HOST);
  const { isActive, accessLevel } = hostSettings(host);
  if (!isActive) throw notAllowed(`The host is not switched on: ${userId}`);
  if (accessLevel === 'Group' && !sameId(host.groupId, guest.groupId)) {
    throw notAllowed(`The host takes guests of its group only: ${userId}`);
  }
  const present = guestAt(host, call);
  if (present !== undefined && present !== guest) {
    throw new Refusal(own.inUse, `The host has a guest already: ${userId}`);
  }
  return host;
}

/** Where a guest is, unless the time is over or the host no longer takes guests. */
function hostOf(guest: User, { platform, now }: Call): User | undefined {
  const settings = guestSettings(guest);
  const { hostUserId, hostAssociationDateTime } = settings;
  if (hostUserId === undefined || hostAssociationDateTime === undefined) return undefined;
  const host = platform.findUser(hostUserId);
  if (host === undefined || !hasService(platform, host, HOST)) return undefined;
  const { isActive, enforceAssociationLimit, associationLimitHours } = hostSettings(host);
  if (!isActive) return undefined;
  const limits = [
    ...(settings.enableAssociationLimit ? [settings.associationLimitHours] : []),
    ...(enforceAssociationLimit ? [associationLimitHours] : []),
  ];
  const hours = (now.getTime() - Date.parse(hostAssociationDateTime)) / 3_600_000;
  return limits.some((limit) => hours >= limit) ? undefined : host;
}

function guestAt(host: User, call: Call): User | undefined {
  const { platform } = call;
  for (const group of platform.groupsOf(host.serviceProviderId)) {
    const guest = platform
      .usersOf(group)
      .find((user) => hasService(platform, user, GUEST) && hostOf(user, call) === host);
    if (guest !== undefined) return guest;
  }
  return undefined;
}

function sendAway(host: User, { platform }: Call): void {
  for (const group of platform.groupsOf(host.serviceProviderId)) {
    for (const user of platform.usersOf(group)) {
      if (!sameId(guestSettings(user).hostUserId, host.userId)) continue;
      platform.changeUser(user, (draft) => {
        const { hostUserId, hostAssociationDateTime, ...rest } = guestSettings(draft);
        draft.settings[GUEST] = rest;
      });
    }
  }
}

function showHost(guest: User, call: Call) {
  const host = hostOf(guest, call);
  if (host === undefined) return { hostUserId: undefined, hostAssociationDateTime: undefined };
  const { enforceAssociationLimit, associationLimitHours } = hostSettings(host);
  return {
    hostUserId: host.userId,
    hostLastName: host.profile.lastName,
    hostFirstName: host.profile.firstName,
    hostEnforcesAssociationLimit: enforceAssociationLimit,
    hostAssociationLimitHours: associationLimitHours,
  };
}

function showGuest(host: User, call: Call) {
  const guest = guestAt(host, call);
  if (guest === undefined) return {};
  const { profile, phoneNumber, extension } = guest;
  return {
    guestLastName: profile.lastName,
    guestFirstName: profile.firstName,
    guestPhoneNumber: phoneNumber === undefined ? undefined : nationalNumber(phoneNumber),
    guestExtension: extension,
    guestLocationDialingCode: call.platform.groupOf(guest).locationDialingCode,
    guestAssociationDateTime: guestSettings(guest).hostAssociationDateTime,
  };
}
