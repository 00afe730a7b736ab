import { phoneNumbersOf, sideNumbersOf, videoLinePortOf } from './holders.js';
import { sameId } from './id-map.js';
import type { DeviceKey, Group, Quantity, User } from './model.js';
import type { Platform } from './platform.js';
import { removeFromSettings } from './references.js';
import { forgetLostServices, usersWith, usersWithPack } from './services.js';

/** What a move to another group of the enterprise means, in sentences. */
interface Move {
  /** What stands against it. */
  readonly obstacles: readonly string[];
  /** What the user loses by it. */
  readonly impacts: readonly string[];
  /** The user without what stays behind. */
  readonly change: (draft: User) => void;
}

interface Loss {
  readonly text: string;
  readonly apply: (draft: User) => void;
}

/**
 * What is of a group stays in it: numbers, departments, devices, trunk groups, memberships, and services
 * that the other group is not authorised for.
 */
export function planMove(platform: Platform, user: User, target: Group): Move {
  if (platform.groupOf(user) === target)
    return { obstacles: [], impacts: [], change: () => undefined };
  const losses = [
    ...numbers(user),
    ...department(user),
    ...endpoints(user),
    ...services(platform, user, target),
    ...memberships(platform, user),
  ];
  return {
    obstacles: obstacles(platform, user, target),
    impacts: losses.map(({ text }) => text),
    change: (draft) => {
      for (const { apply } of losses) apply(draft);
      forgetLostServices(platform, draft);
    },
  };
}

function obstacles(platform: Platform, user: User, target: Group): readonly string[] {
  const { serviceProviderId, groupId } = target;
  const { min, max } = target.extensionLength;
  const extensions = [user, ...sideNumbersOf(user)].flatMap(({ extension }) => extension ?? []);
  return [
    ...(platform.usersOf(target).length >= target.userLimit
      ? ['The user limit of the target group is reached']
      : []),
    ...extensions.flatMap((extension) => {
      const value = `${serviceProviderId}\n${groupId}\n${extension}`;
      if (platform.claims.holderOf('extension', value) !== undefined) {
        return [`Extension ${extension} is in use in the target group`];
      }
      return extension.length < min || extension.length > max
        ? [`Extension ${extension} has not the length that the target group asks for`]
        : [];
    }),
  ];
}

function numbers(user: User): readonly Loss[] {
  const all = phoneNumbersOf(user);
  if (all.length === 0) return [];
  return all.map((number, i) => ({
    text: `Phone number ${number} is unassigned from the user`,
    apply: (draft) => {
      if (i > 0) return;
      for (const holder of [draft, ...sideNumbersOf(draft)]) {
        Reflect.deleteProperty(holder, 'phoneNumber');
      }
      const alternate = draft.settings['Alternate Numbers'] ?? {};
      for (const [name, entry] of Object.entries(alternate)) {
        const isEmpty = name.startsWith('alternateEntry') && !('extension' in (entry as object));
        if (isEmpty) Reflect.deleteProperty(alternate, name);
      }
    },
  }));
}

function department({ profile }: User): readonly Loss[] {
  if (profile.department?.$type !== 'GroupDepartmentKey') return [];
  return [
    {
      text: `The user is removed from department ${profile.department.name}`,
      apply: (draft) => {
        delete draft.profile.department;
      },
    },
  ];
}

function endpoints(user: User): readonly Loss[] {
  const { endpoint } = user;
  const losses: Loss[] = [];
  const isLost = ({ deviceLevel }: DeviceKey): boolean => deviceLevel === 'Group';
  if (endpoint?.kind === 'trunk' && endpoint.config.trunkGroupDeviceEndpoint !== undefined) {
    losses.push({
      text: 'The user is removed from the trunk group',
      apply: (draft) => {
        delete draft.endpoint;
      },
    });
  }
  if (endpoint?.kind === 'device' && isLost(endpoint.device)) {
    losses.push({
      text: `Device ${endpoint.device.deviceName} is unassigned from the user`,
      apply: (draft) => {
        delete draft.endpoint;
        draft.registrations = draft.registrations.filter(({ device }) => !isLost(device));
      },
    });
  }
  for (const { device, linePort } of user.appearances.filter((line) => isLost(line.device))) {
    losses.push({
      text: `The shared call appearance ${linePort} on device ${device.deviceName} is removed`,
      apply: (draft) => {
        draft.appearances = draft.appearances.filter((line) => line.linePort !== linePort);
        draft.registrations = draft.registrations.filter((r) => r.linePort !== linePort);
      },
    });
  }
  const video = videoLinePortOf(user);
  if (video !== undefined && isLost(video.device)) {
    losses.push({
      text: `Device ${video.device.deviceName} is unassigned from Video Add-On`,
      apply: ({ settings }) => {
        Reflect.deleteProperty(settings['Video Add-On'] ?? {}, 'accessDeviceEndpoint');
      },
    });
  }
  return losses;
}

function services(platform: Platform, user: User, target: Group): readonly Loss[] {
  const lacks = (allowed: Quantity | undefined, used: number): boolean =>
    allowed === undefined || (allowed !== 'unlimited' && used >= allowed);
  const lost = user.services.filter((name) =>
    lacks(target.services[name], usersWith(platform, target, name).length),
  );
  const lostPacks = user.packs.filter((name) =>
    lacks(target.packs[name], usersWithPack(platform, target, name).length),
  );
  return [
    ...lost.map((name) => ({
      text: `Service ${name} is unassigned from the user`,
      apply: (draft: User) => {
        draft.services = draft.services.filter((service) => service !== name);
      },
    })),
    ...lostPacks.map((name) => ({
      text: `Service pack ${name} is unassigned from the user`,
      apply: (draft: User) => {
        draft.packs = draft.packs.filter((pack) => pack !== name);
      },
    })),
  ];
}

/** The platform takes the user out of them when it is moved. */
function memberships(platform: Platform, user: User): readonly Loss[] {
  const group = platform.groupOf(user);
  const isUser = (id: string): boolean => sameId(id, user.userId);
  const topics = Object.entries(group.settings).filter(([topic, settings]) => {
    const without = structuredClone({ [topic]: settings });
    removeFromSettings(without, isUser);
    return JSON.stringify(without[topic]) !== JSON.stringify(settings);
  });
  return [
    ...group.pickupGroups
      .filter(({ userIds }) => userIds.some(isUser))
      .map(({ name }) => `The user is removed from call pickup group ${name}`),
    ...topics.map(([topic]) => `The user is removed from ${topic}`),
  ].map((text) => ({ text, apply: () => undefined }));
}
