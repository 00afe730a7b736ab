import type {
  Administrator,
  Device,
  Group,
  NumberRecord,
  ServiceInstance,
  ServiceProvider,
  SystemState,
  User,
} from '../platform/model.js';
import { Platform } from '../platform/platform.js';

/** Grows by one when a field of the snapshot changes its meaning. */
const SNAPSHOT_VERSION = 1;

/** All that a platform keeps, as plain data. Passwords are in it as hashes only. */
export interface Snapshot {
  readonly format: 'ocipkit-simulator-state';
  readonly version: number;
  readonly system: SystemState;
  readonly serviceProviders: readonly ServiceProvider[];
  readonly groups: readonly Group[];
  readonly numbers: readonly NumberRecord[];
  readonly devices: readonly Device[];
  readonly users: readonly User[];
  readonly instances: readonly ServiceInstance[];
  readonly administrators: readonly Administrator[];
}

/** What a platform holds now. It shares objects with the platform: write it out before the next change. */
export function takeSnapshot(platform: Platform): Snapshot {
  return {
    format: 'ocipkit-simulator-state',
    version: SNAPSHOT_VERSION,
    system: platform.system,
    serviceProviders: platform.serviceProviders.values(),
    groups: [...platform.groups()],
    numbers: [...platform.numbers],
    devices: platform.devices(),
    users: [...platform.users()],
    instances: [...platform.instances()],
    administrators: platform.administrators(),
  };
}

/** What is wrong with a snapshot. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';
}

/**
 * A platform with the state of a snapshot.
 *
 * @throws SnapshotError if it is none, is of another version, or contradicts itself
 */
export function restoreSnapshot(value: unknown): Platform {
  const snapshot = asSnapshot(value);
  const platform = new Platform(snapshot.system);
  try {
    for (const serviceProvider of snapshot.serviceProviders) {
      platform.serviceProviders.set(serviceProvider.serviceProviderId, serviceProvider);
    }
    for (const group of snapshot.groups) platform.addGroup(group);
    for (const record of snapshot.numbers) platform.numbers.restore(record);
    for (const device of snapshot.devices) platform.addDevice(device);
    for (const user of snapshot.users) platform.addUser(user);
    for (const instance of snapshot.instances) platform.addInstance(instance);
    for (const administrator of snapshot.administrators) platform.addAdministrator(administrator);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SnapshotError(`The state contradicts itself: ${reason}`, { cause: error });
  }
  return platform;
}

const lists = [
  'serviceProviders',
  'groups',
  'numbers',
  'devices',
  'users',
  'instances',
  'administrators',
] as const;

function asSnapshot(value: unknown): Snapshot {
  const snapshot = value as Partial<Snapshot> | null;
  if (typeof snapshot !== 'object' || snapshot?.format !== 'ocipkit-simulator-state') {
    throw new SnapshotError('This is no state of a simulator.');
  }
  if (snapshot.version !== SNAPSHOT_VERSION) {
    throw new SnapshotError(
      `The state has version ${String(snapshot.version)}, this simulator reads version ` +
        `${String(SNAPSHOT_VERSION)}.`,
    );
  }
  for (const name of lists) {
    if (!Array.isArray(snapshot[name])) throw new SnapshotError(`The state has no ${name}.`);
  }
  if (typeof snapshot.system !== 'object') throw new SnapshotError('The state has no system.');
  return snapshot as Snapshot;
}
