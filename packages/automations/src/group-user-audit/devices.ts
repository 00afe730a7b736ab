import { errorOf } from './problems.js';
import { MASKED, type AuditError, type AuditRecord, type AuditValue } from './types.js';
import type { UserReader } from './user-reader.js';

/** What is known of a device: its fields, and what could not be read. */
interface AuditedDevice {
  readonly fields: AuditRecord;
  readonly errors: readonly { readonly key: string; readonly error: AuditError }[];
}

interface Level {
  readonly device: string;
  readonly tags: string;
  readonly owner: readonly ('serviceProviderId' | 'groupId')[];
}

const groupLevel: Level = {
  device: 'GroupAccessDeviceGetRequest24V3',
  tags: 'GroupAccessDeviceCustomTagGetListRequest',
  owner: ['serviceProviderId', 'groupId'],
};

const levels: Readonly<Record<string, Level>> = {
  Group: groupLevel,
  'Service Provider': {
    device: 'ServiceProviderAccessDeviceGetRequest24V3',
    tags: 'ServiceProviderAccessDeviceCustomTagGetListRequest',
    owner: ['serviceProviderId'],
  },
  System: {
    device: 'SystemAccessDeviceGetRequest24V3',
    tags: 'SystemAccessDeviceCustomTagGetListRequest',
    owner: [],
  },
};

/**
 * The devices of a run. One that several users share is read once; one of a single user is forgotten
 * when it has been read.
 */
export class Devices {
  readonly #devices = new Map<string, Promise<AuditedDevice>>();

  /** The fields of a device; null for what could not be read, which is listed among the user's problems. */
  async fieldsOf(reader: UserReader, level: string, deviceName: string): Promise<AuditRecord> {
    const path = 'user.accessDeviceEndpoint.accessDevice';
    const { serviceProviderId, groupId } = reader.context;
    const key = JSON.stringify([serviceProviderId, groupId, level, deviceName]);
    let device = this.#devices.get(key);
    if (device === undefined) {
      device = readDevice(reader, path, levels[level] ?? groupLevel, deviceName);
      this.#devices.set(key, device);
    }
    const { fields, errors } = await device;
    const isShared =
      typeof fields.numberOfAssignedPorts === 'number' && fields.numberOfAssignedPorts > 1;
    // A refusal stays one for the other users; a lost answer may come the next time.
    if (!isShared && errors.every(({ error }) => error.kind !== 'refused'))
      this.#devices.delete(key);
    for (const { key: failed, error } of errors) {
      reader.problems.add(failed === '' ? path : `${path}.${failed}`, error);
    }
    return fields;
  }
}

async function readDevice(
  reader: UserReader,
  path: string,
  level: Level,
  deviceName: string,
): Promise<AuditedDevice> {
  const owner = Object.fromEntries(level.owner.map((key) => [key, reader.context[key]]));
  const input = { ...owner, deviceName };
  const [device, tags] = await Promise.all([
    reader.send(level.device, path, input, deviceName),
    reader.send(level.tags, `${path}.tags`, input, deviceName),
  ]);
  const { shaper } = reader;
  const errors: AuditedDevice['errors'][number][] = [];
  if (!device.ok) errors.push({ key: '', error: errorOf(device) });
  if (!tags.ok) errors.push({ key: 'tags', error: errorOf(tags) });
  // Every level shows the keys of a device of the group.
  const { userName: _, ...blank } = await shaper.blank(groupLevel.device);
  const { userName = null, ...fields } = device.ok
    ? await shaper.shape(level.device, device.response)
    : {};
  return {
    fields: {
      ...blank,
      ...fields,
      accessDeviceCredentials: device.ok ? { userName } : null,
      tags: tags.ok ? maskedTags((await shaper.shape(level.tags, tags.response)).tags) : null,
      relatedServices: [],
    },
    errors,
  };
}

/** What the platform keeps encrypted is not shown. */
function maskedTags(tags: AuditValue | undefined): AuditValue {
  if (!Array.isArray(tags)) return tags ?? null;
  return (tags as readonly AuditRecord[]).map((tag) =>
    tag.isEncrypted === true ? { ...tag, tagValue: MASKED, actualTagValue: MASKED } : tag,
  );
}
