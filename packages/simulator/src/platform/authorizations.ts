import { own, Refusal } from '../engine/refusal.js';
import type { Group, InstanceKind, Quantity, ServicePack, ServiceProvider } from './model.js';
import type { Platform } from './platform.js';
import { isUserService, servicesOf, usersWith, usersWithPack } from './services.js';

/*
 * How many of a service or pack a service provider has, how many of them went to its groups, and how
 * many are in use there.
 */

/** As the platform writes it in tables. */
export function quantityText(quantity: Quantity): string {
  return quantity === 'unlimited' ? 'Unlimited' : String(quantity);
}

/** Whether there is a limit, as the platform writes it in tables. */
export function limitText(quantity: Quantity): string {
  return quantity === 'unlimited' ? 'Unlimited' : 'Limited';
}

/** As requests and answers have it in fields. */
export function quantityField(quantity: Quantity): { unlimited: true } | { quantity: number } {
  return quantity === 'unlimited' ? { unlimited: true } : { quantity };
}

/** What remains; nothing where more is used than there is. */
export function leftOf(quantity: Quantity, used: Quantity): Quantity {
  if (quantity === 'unlimited') return 'unlimited';
  return used === 'unlimited' ? 0 : Math.max(0, quantity - used);
}

/** All of them together; unlimited if one is. */
function sumOf(quantities: readonly Quantity[]): Quantity {
  let sum = 0;
  for (const quantity of quantities) {
    if (quantity === 'unlimited') return 'unlimited';
    sum += quantity;
  }
  return sum;
}

/** What the groups of a service provider were given of a service, but for one of them. */
export function allocatedService(
  platform: Platform,
  serviceProviderId: string,
  service: string,
  except?: Group,
): Quantity {
  return allocated(platform, serviceProviderId, except, (group) => group.services[service]);
}

/** The same for a service pack. */
export function allocatedPack(
  platform: Platform,
  serviceProviderId: string,
  pack: string,
  except?: Group,
): Quantity {
  return allocated(platform, serviceProviderId, except, (group) => group.packs[pack]);
}

function allocated(
  platform: Platform,
  serviceProviderId: string,
  except: Group | undefined,
  quantityOf: (group: Group) => Quantity | undefined,
): Quantity {
  const groups = platform.groupsOf(serviceProviderId).filter((group) => group !== except);
  return sumOf(groups.flatMap((group) => quantityOf(group) ?? []));
}

/** How many of a user service are bound in the packs of a service provider. */
export function allocatedToPacks({ packs }: ServiceProvider, service: string): Quantity {
  return sumOf(packs.filter((p) => p.services.includes(service)).map((p) => p.quantity));
}

/** How many of a pack its services allow, with what groups and other packs have set aside. */
export function mostOf(platform: Platform, owner: ServiceProvider, pack: ServicePack): Quantity {
  const others = { ...owner, packs: owner.packs.filter((p) => p !== pack) };
  const limits = pack.services.flatMap((service) => {
    const quantity = owner.services[service] ?? 0;
    const left = leftOf(quantity, allocatedInAll(platform, others, service));
    return left === 'unlimited' ? [] : [left];
  });
  return limits.length === 0 ? 'unlimited' : Math.min(...limits);
}

export function findPack({ packs }: ServiceProvider, name: string): ServicePack | undefined {
  return packs.find((pack) => pack.name === name);
}

// Use

/** Group services that come as instances, and of which kind these are. */
const instanceKinds: Readonly<Record<string, InstanceKind>> = {
  'Auto Attendant': 'Auto Attendant',
  'Auto Attendant - Standard': 'Auto Attendant - Standard',
  'Find-me/Follow-me': 'Find-me/Follow-me',
  'Group Paging': 'Group Paging',
  'Hunt Group': 'Hunt Group',
  'Instant Group Call': 'Instant Group Call',
  'Meet-Me Conferencing': 'Meet-Me Conferencing',
  'Route Point': 'Route Point',
  'Voice Messaging Group': 'Voice Messaging',
  VoiceXML: 'VoiceXML',
};

/** How many instances of a group service there are; undefined for a service without instances. */
export function instanceCount(
  platform: Platform,
  group: Group,
  service: string,
): number | undefined {
  if (service === 'Call Pickup') return group.pickupGroups.length;
  if (service === 'Trunk Group') return group.trunkGroups.length;
  const kind = instanceKinds[service];
  return kind === undefined ? undefined : platform.instancesOf(group, kind).length;
}

/** How many of a service a group uses. */
export function usageOf(platform: Platform, group: Group, service: string): number {
  if (isUserService(service)) return usersWith(platform, group, service).length;
  const assigned = group.assignedServices.includes(service) ? 1 : 0;
  return Math.max(assigned, instanceCount(platform, group, service) ?? 0);
}

/** How many users of a group have each user service, one by one or in a pack. */
export function userServiceUsage(platform: Platform, group: Group): ReadonlyMap<string, number> {
  const usage = new Map<string, number>();
  for (const user of platform.usersOf(group)) {
    for (const service of servicesOf(platform, user)) {
      usage.set(service, (usage.get(service) ?? 0) + 1);
    }
  }
  return usage;
}

// Change

/**
 * Whether a group can be given a quantity of a service, or none of it.
 *
 * @throws Refusal if the service provider has not so many left, or the group uses more
 */
export function checkServiceQuantity(
  platform: Platform,
  group: Group,
  service: string,
  quantity: Quantity | undefined,
): void {
  const owner = platform.serviceProvider(group.serviceProviderId);
  if (quantity !== undefined) {
    const others = sumOf([
      allocatedService(platform, owner.serviceProviderId, service, group),
      allocatedToPacks(owner, service),
    ]);
    checkCeiling(service, quantity, owner.services[service], others);
  }
  checkUse(service, quantity, usageOf(platform, group, service));
}

/** The same for a service pack. */
export function checkPackQuantity(
  platform: Platform,
  group: Group,
  name: string,
  quantity: Quantity | undefined,
): void {
  const owner = platform.serviceProvider(group.serviceProviderId);
  const pack = findPack(owner, name);
  if (quantity !== undefined) {
    const others = allocatedPack(platform, owner.serviceProviderId, name, group);
    const available = pack?.isAvailableForUse === true ? pack.quantity : undefined;
    checkCeiling(name, quantity, available, others);
  }
  checkUse(name, quantity, usersWithPack(platform, group, name).length);
}

/**
 * Whether a service provider can be given a quantity of a service, or none of it.
 *
 * @throws Refusal if its groups and service packs were given more
 */
export function checkOwnerQuantity(
  platform: Platform,
  owner: ServiceProvider,
  service: string,
  quantity: Quantity | undefined,
): void {
  const bound = allocatedInAll(platform, owner, service);
  if (quantity === 'unlimited' || (bound !== 'unlimited' && bound <= (quantity ?? 0))) return;
  throw new Refusal(
    own.inUse,
    `Cannot change the authorization of service or service pack: ${service}`,
    `groups and service packs were given ${String(bound)}`,
  );
}

/** What the groups and the service packs of a service provider were given of a service. */
export function allocatedInAll(
  platform: Platform,
  owner: ServiceProvider,
  service: string,
): Quantity {
  return sumOf([
    allocatedService(platform, owner.serviceProviderId, service),
    allocatedToPacks(owner, service),
  ]);
}

/**
 * Whether a service provider has so many of each service as a new service pack takes.
 *
 * @throws Refusal if it is not authorised for one of them, or has not so many left
 */
export function checkNewPack(
  platform: Platform,
  owner: ServiceProvider,
  services: readonly string[],
  quantity: Quantity,
): void {
  for (const service of services) {
    const others = allocatedInAll(platform, owner, service);
    checkCeiling(service, quantity, owner.services[service], others);
  }
}

function checkCeiling(
  name: string,
  wanted: Quantity,
  available: Quantity | undefined,
  others: Quantity,
): void {
  if (available === undefined) {
    throw new Refusal(
      own.notAuthorized,
      `Cannot authorize service or service pack: ${name}`,
      'the service provider is not authorised for it, or it is not available for use',
    );
  }
  if (available === 'unlimited') return;
  if (wanted === 'unlimited' || others === 'unlimited' || wanted + others > available) {
    throw new Refusal(
      own.limitReached,
      `Cannot authorize service or service pack: ${name}`,
      `the service provider has ${String(available)}, other groups and service packs ${String(others)} of them`,
    );
  }
}

function checkUse(name: string, quantity: Quantity | undefined, used: number): void {
  if (quantity === 'unlimited' || used <= (quantity ?? 0)) return;
  throw new Refusal(
    own.inUse,
    `Cannot change the authorization of service or service pack: ${name}`,
    `${String(used)} are in use`,
  );
}
