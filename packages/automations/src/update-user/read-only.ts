import type { UserRecord } from '../user-record/types.js';
import { isObject, readOnly } from './fields.js';
import type { Asked } from './input.js';

/** What the read-only fields of a caller come to. */
export interface ReadOnlyFields {
  /** Given with their present value. */
  readonly dropped: readonly string[];
  readonly problems: readonly string[];
}

/** Fields that no update can write are let pass with their present value, and refused with another. */
export function compareReadOnly(asked: Asked, user: UserRecord): ReadOnlyFields {
  const dropped: string[] = [];
  const problems: string[] = [];
  for (const [path, value] of asked.readOnly) {
    const present = valueAt(path, user);
    if (present !== undefined && isPresent(path, value, present)) dropped.push(path);
    else problems.push(problemOf(path));
  }
  return { dropped, problems };
}

function valueAt(path: string, user: UserRecord): unknown {
  const names = path.split('.').filter((name) => name !== 'endpoint');
  let value: unknown = user;
  for (const name of names) value = isObject(value) ? value[name] : undefined;
  return value;
}

/** Other programs show what is not set as an empty text, a flag as false, and a number as text. */
function isPresent(path: string, value: unknown, present: unknown): boolean {
  if (present === null) {
    return value === null || value === '' || (path === 'phoneNumberActivated' && value === false);
  }
  if (value === present) return true;
  return typeof present === 'number' && value === String(present);
}

function problemOf(path: string): string {
  if (path === 'accessDeviceEndpoint' || path === 'trunkAddressing') {
    return `${path} can't be cleared by null; to remove the endpoint, give endpoint: null`;
  }
  if (path.includes('.accessDevice.')) {
    return `${path} is of the device, not of the user; leave it out`;
  }
  const hint = readOnly.get(path as keyof UserRecord);
  return `${path} can't be written and has another value${hint === undefined ? '' : `; ${hint}`}`;
}
