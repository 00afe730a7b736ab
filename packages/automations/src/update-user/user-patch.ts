import type { UserRecord } from '../user-record/types.js';
import { addressMembers, isObject, type Fields } from './fields.js';
import type { UserUpdates } from './types.js';

/**
 * What to update so that a user as read becomes as wanted: the fields that differ, and nothing else. For
 * programs that let people edit a whole record. Fields that can't be written are in it if they differ,
 * so that `updateUser` refuses them by name.
 */
export function userPatch(before: UserRecord, wanted: UserRecord): UserUpdates {
  const a = before as unknown as Fields;
  const patch: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(wanted)) {
    if (!isEqual(a[name], value)) patch[name] = part(name, a[name], value);
  }
  const hadEndpoint = before.endpointType !== 'none';
  if (hadEndpoint && wanted.accessDeviceEndpoint === null && wanted.trunkAddressing === null) {
    Reflect.deleteProperty(patch, 'accessDeviceEndpoint');
    Reflect.deleteProperty(patch, 'trunkAddressing');
    patch.endpoint = null;
  }
  for (const name of ['accessDeviceEndpoint', 'trunkAddressing']) {
    // The endpoint that gives way to the other is not named.
    if (patch[name] === null) Reflect.deleteProperty(patch, name);
  }
  // Follows from the endpoint.
  if ('endpoint' in patch || 'accessDeviceEndpoint' in patch || 'trunkAddressing' in patch) {
    Reflect.deleteProperty(patch, 'endpointType');
  }
  return patch;
}

function part(name: string, before: unknown, value: unknown): unknown {
  if (name === 'address') {
    const { stateOrProvinceDisplayName: _, ...members } = differing(before, value ?? nothing);
    return members;
  }
  const isEndpoint = name === 'accessDeviceEndpoint' || name === 'trunkAddressing';
  if (!isEndpoint || !isObject(value)) return value;
  const members = isObject(before) ? differing(before, value) : withoutNulls(value);
  const { trunkGroupDeviceEndpoint: line } = members;
  const lineBefore = isObject(before) ? before.trunkGroupDeviceEndpoint : undefined;
  return isObject(line) && isObject(lineBefore)
    ? { ...members, trunkGroupDeviceEndpoint: differing(lineBefore, line) }
    : members;
}

const nothing = Object.fromEntries(addressMembers.map((name) => [name, null]));

function differing(before: unknown, value: unknown): Fields {
  const a = isObject(before) ? before : {};
  return Object.fromEntries(
    Object.entries(value as Fields).filter(([name, v]) => !isEqual(a[name] ?? null, v)),
  );
}

function withoutNulls(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== null));
}

function isEqual(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((entry, i) => isEqual(entry, b[i]));
  }
  if (isObject(a) && isObject(b)) {
    return Object.keys({ ...a, ...b }).every((key) => isEqual(a[key], b[key]));
  }
  return a === b;
}
