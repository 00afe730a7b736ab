import { UserModifyRequest22 } from '@ocipkit/commands/user';
import { nearestNames, validate } from '@ocipkit/core';
import { AutomationUsageError } from '../run/usage-error.js';
import type { UserRecord } from '../user-record/types.js';
import { addressMembers, elements, given, isObject, readOnly, type Fields } from './fields.js';

/** What the caller asks for, in the form of UserModifyRequest22, before it is compared with the user. */
export interface Asked {
  /** Elements without `userId`. */
  readonly elements: Fields;
  /** Name that the caller used, by element; for messages. */
  readonly nameOf: ReadonlyMap<string, string>;
  /** Read-only fields by path, to be compared with the user. */
  readonly readOnly: readonly (readonly [path: string, value: unknown])[];
  /** Empty objects, which ask for nothing. */
  readonly dropped: readonly string[];
}

/**
 * Reads the updates of a caller. The caller's object is not changed.
 *
 * @throws AutomationUsageError naming everything that is unknown, empty, too long, of another type, or
 * can't be cleared; secrets are not quoted
 */
export function readUpdates(updates: unknown): Asked {
  if (!isObject(updates)) throw usage(['updates is no object']);
  const reader = new Reader();
  for (const [name, value] of Object.entries(updates)) {
    if (value !== undefined) reader.field(name, value);
  }
  return reader.end();
}

class Reader {
  readonly #problems: string[] = [];
  readonly #elements: Record<string, unknown> = {};
  readonly #nameOf = new Map<string, string>();
  readonly #readOnly: (readonly [string, unknown])[] = [];
  readonly #dropped: string[] = [];

  field(name: string, value: unknown): void {
    if (readOnly.has(name as keyof UserRecord)) {
      this.#readOnly.push([name, value]);
      return;
    }
    const element = Object.hasOwn(elements, name) ? elements[name] : undefined;
    if (element === undefined) {
      const [near] = nearestNames(name, Object.keys(elements), 1);
      const hint = near === undefined ? '' : `; did you mean ${near}?`;
      this.#problems.push(`${name} is no field of a user${hint}`);
      return;
    }
    if (this.#skips(name, value)) return;
    if (value === null && (name === 'accessDeviceEndpoint' || name === 'trunkAddressing')) {
      // As reads show the endpoint that is not there; it never removes one.
      this.#readOnly.push([name, null]);
      return;
    }
    const other = this.#nameOf.get(element);
    if (other !== undefined) {
      this.#problems.push(`${other} and ${name} exclude each other; give one of them`);
      return;
    }
    this.#nameOf.set(element, name);
    const read = this.#element(name, value);
    if (read !== undefined) this.#elements[element] = read;
  }

  end(): Asked {
    const { oldPassword, newPassword } = this.#elements;
    if (oldPassword !== undefined && newPassword === undefined) {
      this.#problems.push('oldPassword is for a new password; there is none');
    }
    const all = { userId: 'user', ...this.#elements };
    const request = new UserModifyRequest22(all);
    for (const { severity, path, found, expected, hint } of validate(request)) {
      if (severity !== 'error') continue;
      const field = this.#callersPath(path);
      this.#problems.push(
        found === 'null' && !path.includes('[')
          ? `${field} can't be cleared`
          : `${field}: found ${found}, expected ${expected}${hint === undefined ? '' : ` (${hint})`}`,
      );
    }
    if (this.#problems.length > 0) throw usage(this.#problems);
    return {
      elements: this.#elements,
      nameOf: this.#nameOf,
      readOnly: this.#readOnly,
      dropped: this.#dropped,
    };
  }

  /** Drops what asks for nothing, and refuses what looks like a profile with blanks. */
  #skips(name: string, value: unknown): boolean {
    if (value === '') {
      this.#problems.push(`${name} is an empty text; give null to clear it, or leave it out`);
      return true;
    }
    if (!isObject(value)) return false;
    const isDroppable = ['address', 'accessDeviceEndpoint', 'trunkAddressing'].includes(name);
    if (isDroppable && Object.keys(given(value)).length === 0) {
      this.#dropped.push(name);
      return true;
    }
    if (isBlank(value)) {
      this.#problems.push(
        `${name} holds nothing but blanks; give null where it is to be cleared, or leave it out`,
      );
      return true;
    }
    const blanks = blankPaths(value, name);
    for (const path of blanks) {
      this.#problems.push(`${path} is empty; give null to clear it, or leave it out`);
    }
    return blanks.length > 0;
  }

  #element(name: string, value: unknown): unknown {
    switch (name) {
      case 'aliases':
      case 'sipAliasList':
        return replacement(value, 'sipAlias');
      case 'alternateUserId':
      case 'alternateUserIdList':
        return replacement(value, 'alternateUserId', withoutNull('description'));
      case 'department':
        return isObject(value) ? departmentKey(value) : value;
      case 'address':
        return this.#address(value);
      case 'contacts':
        return { accessDeviceEndpoint: { contactList: contacts(value) } };
      case 'accessDeviceEndpoint':
      case 'trunkAddressing':
        return this.#branch(name, value, name);
      case 'endpoint':
        return this.#endpoint(value);
      default:
        return value;
    }
  }

  #address(value: unknown): unknown {
    if (value === null) return Object.fromEntries(addressMembers.map((m) => [m, null]));
    if (!isObject(value)) return value;
    const { stateOrProvinceDisplayName: shown, ...rest } = given(value);
    if (shown !== undefined) this.#readOnly.push(['address.stateOrProvinceDisplayName', shown]);
    return Object.keys(rest).length === 0 ? undefined : rest;
  }

  #endpoint(value: unknown): unknown {
    if (!isObject(value)) return value;
    const { accessDeviceEndpoint, trunkAddressing, ...rest } = given(value);
    const path = 'endpoint';
    return given({
      ...rest,
      accessDeviceEndpoint: isObject(accessDeviceEndpoint)
        ? this.#device(accessDeviceEndpoint, `${path}.accessDeviceEndpoint`)
        : accessDeviceEndpoint,
      trunkAddressing: isObject(trunkAddressing)
        ? this.#trunk(trunkAddressing, `${path}.trunkAddressing`)
        : trunkAddressing,
    });
  }

  #branch(name: string, value: unknown, path: string): unknown {
    if (!isObject(value)) return { [name]: value };
    const inner = name === 'trunkAddressing' ? this.#trunk(value, path) : this.#device(value, path);
    return Object.keys(inner).length === 0 ? undefined : { [name]: inner };
  }

  #device(value: Fields, path: string): Fields {
    const { accessDevice, ...rest } = given(value);
    if (!isObject(accessDevice)) {
      return { ...this.#line(rest, path, deviceReadOnly), ...given({ accessDevice }) };
    }
    const { deviceLevel, deviceName, ...device } = given(accessDevice);
    for (const [member, v] of Object.entries(device)) {
      this.#readOnly.push([`${path}.accessDevice.${member}`, v]);
    }
    return {
      accessDevice: given({ deviceLevel, deviceName }),
      ...this.#line(rest, path, deviceReadOnly),
    };
  }

  #trunk(value: Fields, path: string): Fields {
    const { trunkGroupDeviceEndpoint: line, ...rest } = given(value);
    return given({
      trunkGroupDeviceEndpoint: isObject(line)
        ? this.#line(given(line), `${path}.trunkGroupDeviceEndpoint`, trunkReadOnly)
        : line,
      ...rest,
    });
  }

  /** What the line of a device and that of a trunk have in common: contacts, and members only for reading. */
  #line(line: Fields, path: string, unwritable: ReadonlySet<string>): Fields {
    const { contacts: list, contactList, ...rest } = line;
    if (list !== undefined && contactList !== undefined) {
      this.#problems.push(`${path}: contacts and contactList exclude each other`);
    }
    const writable: Record<string, unknown> = {};
    for (const [member, value] of Object.entries(rest)) {
      if (unwritable.has(member)) this.#readOnly.push([`${path}.${member}`, value]);
      else writable[member] = value;
    }
    const wanted = list ?? contactList;
    const isGiven = list !== undefined || contactList !== undefined;
    return isGiven ? { ...writable, contactList: contacts(wanted ?? null) } : writable;
  }

  /** `UserModifyRequest22.sipAliasList.sipAlias` is `aliases.sipAlias` to who said `aliases`. */
  #callersPath(path: string): string {
    const [, element = '', ...rest] = path.split('.');
    const name = this.#nameOf.get(element);
    const inside =
      rest[0] === name || (name === 'contacts' && rest[0] === 'accessDeviceEndpoint')
        ? rest.slice(1)
        : rest;
    return [name ?? element, ...inside].join('.');
  }
}

const deviceReadOnly = new Set([
  'staticRegistrationCapable',
  'useDomain',
  'supportVisualDeviceManagement',
]);
const trunkReadOnly = new Set(['staticRegistrationCapable', 'useDomain', 'isPilotUser']);

/** The wrapper of a list that replaces the one that is there; an empty list is nil. */
function replacement(
  value: unknown,
  member: string,
  entry: (value: unknown) => unknown = (v) => v,
): unknown {
  const list = isObject(value) && Array.isArray(value[member]) ? value[member] : value;
  if (!Array.isArray(list)) return value;
  return list.length === 0 ? null : { [member]: list.map(entry) };
}

function contacts(value: unknown): unknown {
  return replacement(value, 'contact', withoutNull('pathHeader'));
}

/** Reads show an optional member that is not set as null. */
function withoutNull(member: string): (entry: unknown) => unknown {
  return (entry) => {
    if (!isObject(entry) || entry[member] !== null) return entry;
    const { [member]: _, ...rest } = entry;
    return rest;
  };
}

function departmentKey(value: Fields): Fields {
  const { groupId, $type, ...rest } = given(value);
  return typeof groupId === 'string'
    ? { $type: $type ?? 'GroupDepartmentKey', ...rest, groupId }
    : { $type: $type ?? 'EnterpriseDepartmentKey', ...rest };
}

/** Nothing but empty texts, lists and objects. */
function isBlank(value: unknown): boolean {
  if (value === '') return true;
  if (Array.isArray(value)) return value.every(isBlank);
  if (!isObject(value)) return false;
  return Object.values(given(value)).every(isBlank);
}

/** Empty texts and blank objects; an empty list clears its field, and may stay. */
function blankPaths(value: unknown, path: string): readonly string[] {
  if (value === '') return [path];
  if (Array.isArray(value)) return value.flatMap((v, i) => blankPaths(v, `${path}[${String(i)}]`));
  if (!isObject(value)) return [];
  if (isBlank(value)) return [path];
  return Object.entries(given(value)).flatMap(([name, v]) => blankPaths(v, `${path}.${name}`));
}

/** The error for input that can't be carried out. */
export function usage(problems: readonly string[]): AutomationUsageError {
  return new AutomationUsageError(`updateUser: ${problems.join('; ')}. Nothing was changed.`);
}
