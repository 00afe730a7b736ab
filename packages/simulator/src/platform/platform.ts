import { notFound, own, Refusal, seen } from '../engine/refusal.js';
import type { Account } from '../engine/login.js';
import { Claims } from './claims.js';
import {
  administratorClaims,
  administratorHolder,
  deviceId,
  instanceClaims,
  instanceHolder,
  linePortsOf,
  phoneNumbersOf,
  userClaims,
  userHolder,
} from './holders.js';
import { IdMap, sameId } from './id-map.js';
import type {
  Administrator,
  Device,
  DeviceKey,
  Group,
  InstanceKind,
  LinePort,
  ServiceInstance,
  ServiceProvider,
  SystemState,
  User,
} from './model.js';
import { canonicalNumber } from './numbers.js';
import { removeFromSettings, renameInSettings } from './references.js';
import { NumberInventory } from './number-inventory.js';

/**
 * The state of the platform, and the rules that hold over all of it: ids, aliases, numbers, extensions
 * and line/ports are unique, what is referred to exists. Reads hand out the objects themselves; a
 * change goes through the methods here, so that it happens as a whole or not at all.
 */
export class Platform {
  readonly system: SystemState;
  readonly claims = new Claims();
  readonly numbers = new NumberInventory();
  readonly serviceProviders = new IdMap<ServiceProvider>();
  readonly #groups = new IdMap<IdMap<Group>>();
  readonly #users = new IdMap<User>();
  readonly #usersByGroup = new Map<Group, Set<User>>();
  readonly #instances = new IdMap<ServiceInstance>();
  readonly #instancesByGroup = new Map<Group, Set<ServiceInstance>>();
  readonly #devices = new IdMap<Device>();
  readonly #administrators = new IdMap<Administrator>();

  constructor(system: SystemState) {
    this.system = system;
  }

  // Ids and numbers

  /** An id as it is kept: with a domain. */
  fullId(id: string, domain = this.system.defaultDomain): string {
    return id.includes('@') ? id : `${id}@${domain}`;
  }

  /** A number as it is kept. */
  number(text: string): string {
    return canonicalNumber(text, this.system.countryCode);
  }

  // Service providers and groups

  /** @throws Refusal if there is none */
  serviceProvider(id: string): ServiceProvider {
    const found = this.serviceProviders.get(id);
    if (found === undefined) throw notFound('Service provider', id);
    return found;
  }

  /** Groups of a service provider, in the order they were added. */
  groupsOf(serviceProviderId: string): readonly Group[] {
    return this.#groups.get(serviceProviderId)?.values() ?? [];
  }

  *groups(): Iterable<Group> {
    for (const groups of this.#groups) yield* groups;
  }

  /** Undefined if there is none. */
  findGroup(serviceProviderId: string, groupId: string): Group | undefined {
    return this.#groups.get(serviceProviderId)?.get(groupId);
  }

  /** @throws Refusal if there is none */
  group(serviceProviderId: string, groupId: string): Group {
    const found = this.findGroup(serviceProviderId, groupId);
    if (found === undefined) {
      throw new Refusal(seen.groupNotFound, `Group not found: ${groupId}`);
    }
    return found;
  }

  /** The group that a user or a service instance is in. */
  groupOf({ serviceProviderId, groupId }: { serviceProviderId: string; groupId: string }): Group {
    return this.group(serviceProviderId, groupId);
  }

  addGroup(group: Group): void {
    let groups = this.#groups.get(group.serviceProviderId);
    if (groups === undefined) {
      this.#groups.set(group.serviceProviderId, (groups = new IdMap()));
    }
    groups.set(group.groupId, group);
    this.#usersByGroup.set(group, new Set());
    this.#instancesByGroup.set(group, new Set());
  }

  /** Takes a group away, with what belongs to it alone: devices, administrators, service instances. */
  removeGroup(group: Group): void {
    this.#removeUsers(this.usersOf(group));
    for (const instance of this.instancesOf(group)) this.removeInstance(instance);
    const isOwn = (o: { serviceProviderId?: string; groupId?: string }): boolean =>
      sameId(o.serviceProviderId, group.serviceProviderId) && sameId(o.groupId, group.groupId);
    for (const device of this.#devices.values()) if (isOwn(device)) this.removeDevice(device);
    for (const admin of this.#administrators.values()) {
      if (isOwn(admin)) this.removeAdministrator(admin);
    }
    for (const record of this.numbers.ofGroup(group)) this.numbers.unassign(record);
    this.#groups.get(group.serviceProviderId)?.delete(group.groupId);
    this.#usersByGroup.delete(group);
    this.#instancesByGroup.delete(group);
  }

  /** Takes a service provider away, with its groups, devices, administrators and phone numbers. */
  removeServiceProvider({ serviceProviderId }: ServiceProvider): void {
    const groups = this.groupsOf(serviceProviderId);
    this.#removeUsers(groups.flatMap((group) => this.usersOf(group)));
    for (const group of groups) this.removeGroup(group);
    const isOwn = (o: { serviceProviderId?: string }): boolean =>
      sameId(o.serviceProviderId, serviceProviderId);
    for (const device of this.#devices.values()) if (isOwn(device)) this.removeDevice(device);
    for (const admin of this.#administrators.values()) {
      if (isOwn(admin)) this.removeAdministrator(admin);
    }
    const records = this.numbers.ofServiceProvider(serviceProviderId);
    this.numbers.remove(records.map(({ number }) => number));
    this.#groups.delete(serviceProviderId);
    this.serviceProviders.delete(serviceProviderId);
  }

  /**
   * Changes an object that has no unique ids of its own: all of it or, where `change` throws, nothing.
   */
  change<T extends object>(object: T, change: (draft: T) => void): void {
    const draft = structuredClone(object);
    change(draft);
    replace(object, draft);
  }

  // Users

  get userCount(): number {
    return this.#users.size;
  }

  *users(): Iterable<User> {
    yield* this.#users;
  }

  /** Users of a group, in the order they were added. */
  usersOf(group: Group): readonly User[] {
    return [...(this.#usersByGroup.get(group) ?? [])];
  }

  /** By user id or alternate user id; an id without domain has the system's default. */
  findUser(id: string): User | undefined {
    const full = this.fullId(id);
    const found = this.#users.get(full);
    if (found !== undefined) return found;
    const holder = this.claims.holderOf('id', full);
    const user =
      holder?.startsWith('user:') === true ? this.#users.get(holder.slice(5)) : undefined;
    return user?.alternateUserIds.some((a) => sameId(a.alternateUserId, full)) === true
      ? user
      : undefined;
  }

  /** @throws Refusal if there is none */
  user(id: string): User {
    const found = this.findUser(id);
    if (found === undefined) throw new Refusal(seen.userNotFound, `User not found: ${id}`);
    return found;
  }

  /** @throws Refusal if something of the user's is taken, or not the group's */
  addUser(user: User): void {
    const group = this.groupOf(user);
    this.#checkNumbers(group, user);
    this.claims.add(userHolder(user), userClaims(user));
    this.#users.set(user.userId, user);
    this.#usersByGroup.get(group)?.add(user);
  }

  /**
   * Changes a user: as a whole, or, where `change` or a rule refuses, not at all. The user id and the
   * group stay: see {@link moveUser}.
   */
  changeUser(user: User, change: (draft: User) => void): void {
    const draft = structuredClone(user);
    change(draft);
    this.#checkNumbers(this.groupOf(user), draft, user);
    this.claims.set(userHolder(user), userClaims(draft));
    replace(user, draft);
  }

  /**
   * Gives a user another id or group, under which all the rest goes on. Lists of the former group no
   * longer name the user.
   *
   * @param change takes away what can't go along
   */
  moveUser(
    user: User,
    to: { userId?: string; groupId?: string },
    change: (draft: User) => void = () => undefined,
  ): User {
    const { userId = user.userId, groupId = user.groupId } = to;
    const moved: User = { ...structuredClone(user), userId, groupId };
    change(moved);
    const former = this.groupOf(user);
    const target = this.groupOf(moved);
    if (former !== target) this.#checkNumbers(target, moved);
    this.#forgetUser(user);
    try {
      this.claims.add(userHolder(moved), userClaims(moved));
    } catch (error) {
      this.#keepUser(user);
      throw error;
    }
    this.#users.set(moved.userId, moved);
    this.#usersByGroup.get(target)?.add(moved);
    if (former !== target) removeFromGroup(former, (id) => sameId(id, user.userId));
    if (!sameId(userId, user.userId)) this.#renameReferences(user.userId, userId);
    return moved;
  }

  /** Takes a user away, and out of every list that names it. */
  removeUser(user: User): void {
    this.#removeUsers([user]);
  }

  #removeUsers(users: readonly User[]): void {
    if (users.length === 0) return;
    for (const user of users) this.#forgetUser(user);
    const gone = new Set(users.map(({ userId }) => userId.toLowerCase()));
    const isGone = (id: string): boolean => gone.has(id.toLowerCase());
    const remains = (id: string): boolean => !isGone(id);
    for (const { settings } of this.#users) removeFromSettings(settings, isGone);
    for (const group of this.groups()) removeFromGroup(group, isGone);
    for (const instance of this.#instances) {
      removeFromSettings({ config: instance.config }, isGone);
      if (instance.agents.some(({ userId }) => isGone(userId))) {
        instance.agents = instance.agents.filter(({ userId }) => remains(userId));
      }
      instance.supervisorIds = instance.supervisorIds.filter(remains);
    }
  }

  #forgetUser(user: User): void {
    this.claims.drop(userHolder(user));
    this.#users.delete(user.userId);
    this.#usersByGroup.get(this.groupOf(user))?.delete(user);
  }

  #keepUser(user: User): void {
    this.claims.set(userHolder(user), userClaims(user));
    this.#users.set(user.userId, user);
    this.#usersByGroup.get(this.groupOf(user))?.add(user);
  }

  #renameReferences(from: string, to: string): void {
    const renamed = (id: string): string => (sameId(id, from) ? to : id);
    for (const { settings } of this.#users) renameInSettings(settings, from, to);
    for (const group of this.groups()) {
      renameInSettings(group.settings, from, to);
      renameInSettings({ trunking: { groups: group.trunkGroups } }, from, to);
      for (const pickup of group.pickupGroups) pickup.userIds = pickup.userIds.map(renamed);
    }
    for (const instance of this.#instances) {
      renameInSettings({ config: instance.config }, from, to);
      for (const agent of instance.agents) agent.userId = renamed(agent.userId);
      instance.supervisorIds = instance.supervisorIds.map(renamed);
    }
  }

  /** Checks the numbers that a user did not have before. */
  #checkNumbers(group: Group, user: User, before?: User): void {
    const known = before === undefined ? [] : phoneNumbersOf(before);
    for (const number of phoneNumbersOf(user)) {
      if (!known.includes(number)) this.#checkNumber(group, number);
    }
  }

  /** A number can only be used in the group that has it. */
  #checkNumber(group: Group, number: string | undefined): void {
    if (number === undefined) return;
    const record = this.numbers.get(number);
    if (
      record === undefined ||
      !sameId(record.serviceProviderId, group.serviceProviderId) ||
      !sameId(record.groupId, group.groupId)
    ) {
      throw new Refusal(
        own.numberNotAvailable,
        `Phone number is not assigned to the group: ${number}`,
      );
    }
  }

  // Service instances

  *instances(): Iterable<ServiceInstance> {
    yield* this.#instances;
  }

  instancesOf(group: Group, kind?: InstanceKind): readonly ServiceInstance[] {
    const all = [...(this.#instancesByGroup.get(group) ?? [])];
    return kind === undefined ? all : all.filter((instance) => instance.kind === kind);
  }

  findInstance(id: string): ServiceInstance | undefined {
    return this.#instances.get(this.fullId(id));
  }

  /** @throws Refusal if there is none of one of the kinds */
  instance(id: string, ...kinds: readonly InstanceKind[]): ServiceInstance {
    const found = this.findInstance(id);
    if (found === undefined || (kinds.length > 0 && !kinds.includes(found.kind))) {
      throw new Refusal(seen.userNotFound, `User not found: ${id}`);
    }
    return found;
  }

  /** @throws Refusal if something of the instance's is taken, or not the group's */
  addInstance(instance: ServiceInstance): void {
    const group = this.groupOf(instance);
    this.#checkNumber(group, instance.phoneNumber);
    this.claims.add(instanceHolder(instance), instanceClaims(instance));
    this.#instances.set(instance.serviceUserId, instance);
    this.#instancesByGroup.get(group)?.add(instance);
  }

  /** As {@link changeUser}. */
  changeInstance(instance: ServiceInstance, change: (draft: ServiceInstance) => void): void {
    const draft = structuredClone(instance);
    change(draft);
    if (draft.phoneNumber !== instance.phoneNumber) {
      this.#checkNumber(this.groupOf(instance), draft.phoneNumber);
    }
    this.claims.set(instanceHolder(instance), instanceClaims(draft));
    replace(instance, draft);
  }

  removeInstance(instance: ServiceInstance): void {
    this.claims.drop(instanceHolder(instance));
    this.#instances.delete(instance.serviceUserId);
    this.#instancesByGroup.get(this.groupOf(instance))?.delete(instance);
  }

  // Devices

  devices(): readonly Device[] {
    return this.#devices.values();
  }

  findDevice(key: DeviceKey): Device | undefined {
    return this.#devices.get(deviceId(key));
  }

  /** By external id, of any owner. */
  findDeviceBy(deviceExternalId: string): Device | undefined {
    return this.devices().find((d) => sameId(d.deviceExternalId, deviceExternalId));
  }

  /** @throws Refusal if there is none */
  device(key: DeviceKey): Device {
    const found = this.findDevice(key);
    if (found === undefined) {
      throw new Refusal(seen.deviceNotFound, `Device not found: ${key.deviceName}`);
    }
    return found;
  }

  /** @throws Refusal if its owner has one of that name, or the type does not exist */
  addDevice(device: Device): void {
    if (this.findDevice(device) !== undefined) {
      throw new Refusal(seen.deviceExists, `Device already exists: ${device.deviceName}`);
    }
    this.deviceType(device.deviceType);
    this.#devices.set(deviceId(device), device);
  }

  removeDevice(device: Device): void {
    this.#devices.delete(deviceId(device));
  }

  /** @throws Refusal if there is none */
  deviceType(name: string): SystemState['deviceTypes'][number] {
    const found = this.system.deviceTypes.find((type) => type.name === name);
    if (found === undefined) {
      throw new Refusal(seen.deviceTypeNotFound, `Device type not found: ${name}`);
    }
    return found;
  }

  /** Line/ports in use on a device, with the users who have them. */
  linePortsOn(device: DeviceKey): readonly { readonly user: User; readonly linePort: LinePort }[] {
    const id = deviceId(device);
    const group =
      device.serviceProviderId !== undefined && device.groupId !== undefined
        ? this.findGroup(device.serviceProviderId, device.groupId)
        : undefined;
    const candidates = group === undefined ? this.users() : this.usersOf(group);
    const found: { user: User; linePort: LinePort }[] = [];
    for (const user of candidates) {
      for (const linePort of linePortsOf(user)) {
        if (deviceId(linePort.device) === id) found.push({ user, linePort });
      }
    }
    return found;
  }

  // Administrators and accounts

  administrators(): readonly Administrator[] {
    return this.#administrators.values();
  }

  /** @throws Refusal if there is none */
  administrator(id: string): Administrator {
    const found = this.#administrators.get(this.fullId(id));
    if (found === undefined) {
      throw new Refusal(seen.userNotFound, `Administrator not found: ${id}`);
    }
    return found;
  }

  /** @throws Refusal if the id is taken */
  addAdministrator(administrator: Administrator): void {
    this.claims.add(administratorHolder(administrator), administratorClaims(administrator));
    this.#administrators.set(administrator.userId, administrator);
  }

  removeAdministrator(administrator: Administrator): void {
    this.claims.drop(administratorHolder(administrator));
    this.#administrators.delete(administrator.userId);
  }

  /** Who logs in under an id. */
  account(id: string): Account | undefined {
    const administrator = this.#administrators.get(this.fullId(id));
    if (administrator !== undefined) return this.#administratorAccount(administrator);
    const user = this.findUser(id);
    if (user === undefined) return undefined;
    return {
      login: {
        userId: user.userId,
        loginType: 'User',
        serviceProviderId: user.serviceProviderId,
        groupId: user.groupId,
        isEnterprise: this.serviceProvider(user.serviceProviderId).isEnterprise,
      },
      passwordHash: user.passwordHash,
      isDisabled: user.settings.Password?.isLoginDisabled === true,
      locale: this.localeOf(user.profile.language),
    };
  }

  #administratorAccount(administrator: Administrator): Account {
    const { userId, level, serviceProviderId, groupId } = administrator;
    const owner =
      serviceProviderId === undefined ? undefined : this.serviceProviders.get(serviceProviderId);
    return {
      login: {
        userId,
        loginType: level,
        serviceProviderId,
        groupId,
        isEnterprise: owner?.isEnterprise ?? false,
      },
      passwordHash: administrator.passwordHash,
      isDisabled: administrator.isDisabled,
      locale: this.localeOf(administrator.language ?? 'English'),
    };
  }

  localeOf(language: string): string {
    return this.system.languages.find((l) => l.language === language)?.locale ?? 'en_US';
  }

  displayNameOf(timeZone: string): string {
    return this.system.timeZones.find((z) => z.name === timeZone)?.displayName ?? timeZone;
  }
}

/** Takes users out of the lists of a group. */
function removeFromGroup(group: Group, isGone: (id: string) => boolean): void {
  removeFromSettings(group.settings, isGone);
  removeFromSettings({ trunking: { groups: group.trunkGroups } }, isGone);
  for (const pickup of group.pickupGroups) {
    pickup.userIds = pickup.userIds.filter((id) => !isGone(id));
  }
}

/** Makes an object what another is; fields that the other lacks go. */
export function replace(object: object, draft: object): void {
  for (const key of Object.keys(object)) {
    if (!(key in draft)) Reflect.deleteProperty(object, key);
  }
  Object.assign(object, draft);
}
