import { UserService } from '@ocipkit/commands/service-names';
import { Refusal, seen } from '../engine/refusal.js';
import type { Group, Quantity, ServiceProvider, User } from './model.js';
import type { Platform } from './platform.js';
import { maxAppearances, sharedCallAppearanceTopic } from './shared-call-appearance.js';

/*
 * Services: a service provider is authorised for them, and so is a group in turn; group services are
 * assigned to the group, user services to users, one by one or in packs.
 */

const userServices = new Set<string>(UserService.values);

export const isUserService = (name: string): boolean => userServices.has(name);

/** Services of a pack; empty if the service provider has no such pack. */
function servicesOfPack(serviceProvider: ServiceProvider, pack: string): readonly string[] {
  return serviceProvider.packs.find((p) => p.name === pack)?.services ?? [];
}

/** User services that a user has, one by one or in a pack, in the order of assignment. */
export function servicesOf(platform: Platform, user: User): readonly string[] {
  if (user.packs.length === 0) return user.services;
  const serviceProvider = platform.serviceProvider(user.serviceProviderId);
  const packed = user.packs.flatMap((pack) => servicesOfPack(serviceProvider, pack));
  return [...new Set([...user.services, ...packed])];
}

export function hasService(platform: Platform, user: User, service: string): boolean {
  if (user.services.includes(service)) return true;
  if (user.packs.length === 0) return false;
  const serviceProvider = platform.serviceProvider(user.serviceProviderId);
  return user.packs.some((pack) => servicesOfPack(serviceProvider, pack).includes(service));
}

/** @throws Refusal 4410 if the user has none of the services */
export function requireService(
  platform: Platform,
  user: User,
  ...services: readonly string[]
): void {
  if (services.some((service) => hasService(platform, user, service))) return;
  throw new Refusal(
    seen.serviceNotAssigned,
    `The service is not assigned to the user: ${services[0] ?? ''}`,
  );
}

/** @throws Refusal 4410 if none of the group services is assigned to the group */
export function requireGroupService(group: Group, ...services: readonly string[]): void {
  if (services.some((service) => group.assignedServices.includes(service))) return;
  throw new Refusal(
    seen.serviceNotAssigned,
    `The service is not assigned to the group: ${services[0] ?? ''}`,
  );
}

/** Users of a group that have a service, one by one or in a pack. */
export function usersWith(platform: Platform, group: Group, service: string): readonly User[] {
  return platform.usersOf(group).filter((user) => hasService(platform, user, service));
}

export function usersWithPack(platform: Platform, group: Group, pack: string): readonly User[] {
  return platform.usersOf(group).filter((user) => user.packs.includes(pack));
}

/** What is left of an authorisation. */
function isExhausted(allowed: Quantity, used: number): boolean {
  return allowed !== 'unlimited' && used >= allowed;
}

/**
 * Gives a user services and packs.
 *
 * @throws Refusal 4400 if the group is not authorised for one of them, or has no more; the user has
 * none of them then
 */
export function assignServices(
  platform: Platform,
  user: User,
  services: readonly string[],
  packs: readonly string[],
): void {
  const group = platform.groupOf(user);
  for (const service of services) {
    if (user.services.includes(service)) continue;
    const allowed = isUserService(service) ? group.services[service] : undefined;
    if (allowed === undefined) throw cannotAssign(service, 'the group is not authorised for it');
    if (isExhausted(allowed, usersWith(platform, group, service).length)) {
      throw cannotAssign(service, `all ${String(allowed)} of the group are in use`);
    }
  }
  for (const pack of packs) {
    if (user.packs.includes(pack)) continue;
    const allowed = group.packs[pack];
    if (allowed === undefined) throw cannotAssign(pack, 'the group is not authorised for it');
    if (isExhausted(allowed, usersWithPack(platform, group, pack).length)) {
      throw cannotAssign(pack, `all ${String(allowed)} of the group are in use`);
    }
  }
  platform.changeUser(user, (draft) => {
    draft.services = [...new Set([...draft.services, ...services])];
    draft.packs = [...new Set([...draft.packs, ...packs])];
  });
}

/** Takes services and packs away; settings of services that the user no longer has are forgotten. */
export function unassignServices(
  platform: Platform,
  user: User,
  services: readonly string[],
  packs: readonly string[],
): void {
  for (const service of services) {
    if (!user.services.includes(service)) throw notAssigned(service);
  }
  for (const pack of packs) if (!user.packs.includes(pack)) throw notAssigned(pack);
  platform.changeUser(user, (draft) => {
    draft.services = draft.services.filter((s) => !services.includes(s));
    draft.packs = draft.packs.filter((p) => !packs.includes(p));
    forgetLostServices(platform, draft);
  });
}

/** Forgets the settings of services that a user no longer has. */
export function forgetLostServices(platform: Platform, draft: User): void {
  for (const service of Object.keys(draft.settings)) {
    if (isUserService(service) && !hasService(platform, draft, service)) {
      draft.settings = without(draft.settings, service);
    }
  }
  if (maxAppearances(servicesOf(platform, draft)) === 0) {
    draft.appearances = [];
    draft.settings = without(draft.settings, sharedCallAppearanceTopic);
  }
}

function without<T extends object>(object: T, key: string): T {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key)) as T;
}

function cannotAssign(name: string, reason: string): Refusal {
  return new Refusal(seen.cannotAssign, `Cannot assign service or service pack: ${name}`, reason);
}

function notAssigned(name: string): Refusal {
  return new Refusal(seen.serviceNotAssigned, `The service is not assigned to the user: ${name}`);
}
