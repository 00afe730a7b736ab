import { own, Refusal } from '../engine/refusal.js';
import type { Group, NumberRecord } from './model.js';

/** The phone numbers of all service providers, and which group has which. */
export class NumberInventory implements Iterable<NumberRecord> {
  readonly #records = new Map<string, NumberRecord>();
  readonly #byServiceProvider = new Map<string, Set<NumberRecord>>();
  readonly #byGroup = new Map<string, Set<NumberRecord>>();

  [Symbol.iterator](): Iterator<NumberRecord> {
    return this.#records.values();
  }

  get(number: string): NumberRecord | undefined {
    return this.#records.get(number);
  }

  /** Those of a service provider, sorted; given to groups or not. */
  ofServiceProvider(serviceProviderId: string): readonly NumberRecord[] {
    return sorted(this.#byServiceProvider.get(serviceProviderId.toLowerCase()));
  }

  /** Those of a group, sorted. */
  ofGroup({ serviceProviderId, groupId }: GroupIds): readonly NumberRecord[] {
    return sorted(this.#byGroup.get(keyOf({ serviceProviderId, groupId })));
  }

  /** @throws Refusal if one of them exists; none is added then */
  add(serviceProviderId: string, numbers: readonly string[]): void {
    for (const number of numbers) {
      if (this.#records.has(number)) {
        throw new Refusal(own.exists, `Phone number already exists: ${number}`);
      }
    }
    for (const number of numbers) {
      this.restore({ number, serviceProviderId, isActivated: false });
    }
  }

  /** Puts a record back as it was kept. */
  restore(record: NumberRecord): void {
    this.#records.set(record.number, record);
    entry(this.#byServiceProvider, record.serviceProviderId.toLowerCase()).add(record);
    const { serviceProviderId, groupId } = record;
    if (groupId !== undefined) {
      entry(this.#byGroup, keyOf({ serviceProviderId, groupId })).add(record);
    }
  }

  remove(numbers: readonly string[]): void {
    for (const number of numbers) {
      const record = this.#records.get(number);
      if (record === undefined) continue;
      this.unassign(record);
      this.#records.delete(number);
      this.#byServiceProvider.get(record.serviceProviderId.toLowerCase())?.delete(record);
    }
  }

  /** Gives a number to a group of its service provider. */
  assign(record: NumberRecord, { serviceProviderId, groupId }: GroupIds): void {
    this.unassign(record);
    record.groupId = groupId;
    entry(this.#byGroup, keyOf({ serviceProviderId, groupId })).add(record);
  }

  /** Takes a number back from its group; its department and activation go with it. */
  unassign(record: NumberRecord): void {
    const { serviceProviderId, groupId } = record;
    if (groupId !== undefined) {
      this.#byGroup.get(keyOf({ serviceProviderId, groupId }))?.delete(record);
    }
    delete record.groupId;
    delete record.department;
    record.isActivated = false;
  }
}

type GroupIds = Pick<Group, 'serviceProviderId' | 'groupId'>;

function keyOf({ serviceProviderId, groupId }: GroupIds): string {
  return `${serviceProviderId}\n${groupId}`.toLowerCase();
}

function entry<V>(map: Map<string, Set<V>>, key: string): Set<V> {
  let set = map.get(key);
  if (set === undefined) map.set(key, (set = new Set()));
  return set;
}

function sorted(records: ReadonlySet<NumberRecord> | undefined): readonly NumberRecord[] {
  return [...(records ?? [])].sort((a, b) =>
    a.number.length === b.number.length
      ? a.number < b.number
        ? -1
        : 1
      : a.number.length - b.number.length,
  );
}
