import { sameId } from '../run/cells.js';
import { samePhoneNumber } from '../user-record/phone-number.js';
import type { RecordContact, UserRecord } from '../user-record/types.js';
import { addressMembers, isObject, writeOnly, type Fields } from './fields.js';

/*
 * Elements of UserModifyRequest22 against the user as read. What is asked for and holds already is not
 * sent; after the write the same comparison tells what is in effect.
 */

/** The part of the elements that does not hold yet. */
export function differing(asked: Fields, user: UserRecord): Fields {
  return Object.fromEntries(
    Object.entries(asked).flatMap(([element, value]) => {
      const rest = remaining(element, value, user);
      return rest === undefined ? [] : [[element, rest]];
    }),
  );
}

/** What of an element does not hold yet; undefined if all of it does. */
function remaining(element: string, value: unknown, user: UserRecord): unknown {
  if (writeOnly.has(element)) return value;
  switch (element) {
    case 'address':
      return isObject(value) ? members(value, user.address ?? {}) : value;
    case 'endpoint':
      return isObject(value)
        ? endpointRest(value, user)
        : unless(user.endpointType === 'none', value);
    case 'department':
      return unless(sameDepartment(value, user), value);
    case 'sipAliasList':
      return unless(sameSet(entriesOf(value, 'sipAlias'), user.aliases), value);
    case 'alternateUserIdList':
      return unless(
        sameSet(
          entriesOf(value, 'alternateUserId').map(alternateText),
          user.alternateUserId.map(alternateText),
        ),
        value,
      );
    case 'phoneNumber':
    case 'callingLineIdPhoneNumber': {
      const holds =
        value === null
          ? user[element] === null
          : samePhoneNumber(value as string, user[element], user.countryCode);
      return unless(holds, value);
    }
    default:
      return unless(sameValue(value, presentValue(element, user)), value);
  }
}

function unless(holds: boolean, value: unknown): unknown {
  return holds ? undefined : value;
}

/** The present value of an element without parts. */
function presentValue(element: string, user: UserRecord): unknown {
  if (element === 'newUserExternalId') return user.userExternalId;
  if (element === 'newUserPersonId') return user.userPersonId;
  return (user as unknown as Fields)[element];
}

/** Texts as the platform stores them: surplus blanks do not count. */
function sameValue(a: unknown, b: unknown): boolean {
  if (typeof a === 'string' && typeof b === 'string') return collapse(a) === collapse(b);
  if (isObject(a) && isObject(b)) {
    return Object.keys({ ...a, ...b }).every((key) => sameValue(a[key] ?? null, b[key] ?? null));
  }
  return a === b;
}

function collapse(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

/** The members that do not hold yet; undefined if there is none. */
function members(value: Fields, present: object): Fields | undefined {
  const rest = Object.entries(value).filter(
    ([name, v]) => v !== undefined && !sameValue(v, (present as Fields)[name] ?? null),
  );
  return rest.length === 0 ? undefined : Object.fromEntries(rest);
}

function sameDepartment(value: unknown, { department }: UserRecord): boolean {
  if (value === null || department === null) return value === department;
  if (!isObject(value)) return false;
  const isGroup = value.$type === 'GroupDepartmentKey';
  return (
    isGroup === (department.groupId !== null) &&
    sameId(value.serviceProviderId as string, department.serviceProviderId) &&
    (!isGroup || sameId(value.groupId as string, department.groupId ?? undefined)) &&
    value.name === department.name
  );
}

function entriesOf(value: unknown, member: string): readonly unknown[] {
  const list = isObject(value) ? value[member] : undefined;
  return Array.isArray(list) ? list : [];
}

function alternateText(entry: unknown): string {
  const { alternateUserId, description } = entry as Fields;
  return JSON.stringify([alternateUserId, description ?? null]);
}

/** Order does not matter among aliases and ids. */
function sameSet(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((entry) => b.includes(entry));
}

// Endpoints

function endpointRest(value: Fields, user: UserRecord): Fields | undefined {
  const { accessDeviceEndpoint: device, trunkAddressing: trunk } = value;
  if (isObject(device)) {
    const present = user.accessDeviceEndpoint;
    if (present === null) return value;
    const rest = lineRest(device, present);
    return rest === undefined ? undefined : { accessDeviceEndpoint: rest };
  }
  const present = user.trunkAddressing;
  if (!isObject(trunk) || present === null) return value;
  const { trunkGroupDeviceEndpoint: line, ...others } = trunk;
  const rest = {
    ...lineOfTrunk(line, present.trunkGroupDeviceEndpoint),
    ...identities(others, members(others, present) ?? {}),
  };
  return Object.keys(rest).length === 0 ? undefined : { trunkAddressing: rest };
}

function lineOfTrunk(line: unknown, present: object | null): Fields {
  if (line === undefined) return {};
  if (!isObject(line) || present === null) {
    return line === null && present === null ? {} : { trunkGroupDeviceEndpoint: line };
  }
  const rest = lineRest(line, present as Present);
  return rest === undefined ? {} : { trunkGroupDeviceEndpoint: rest };
}

/** In XS data mode the two identities can only be cleared together. */
function identities(asked: Fields, rest: Fields): Fields {
  const both = ['alternateTrunkIdentity', 'alternateTrunkIdentityDomain'];
  if (!both.some((name) => rest[name] === null)) return rest;
  return {
    ...rest,
    ...Object.fromEntries(both.filter((name) => name in asked).map((name) => [name, asked[name]])),
  };
}

interface Present {
  readonly contacts: readonly RecordContact[];
}

function lineRest(line: Fields, present: Present): Fields | undefined {
  const { contactList, ...others } = line;
  const rest: Record<string, unknown> = { ...members(others, present) };
  if (contactList !== undefined) {
    const wanted = entriesOf(contactList, 'contact').map(contactText);
    const holds = present.contacts.map(contactText).join('\n') === wanted.join('\n');
    if (!holds) rest.contactList = contactList;
  }
  return Object.keys(rest).length === 0 ? undefined : rest;
}

function contactText(entry: unknown): string {
  const { sipContact, pathHeader } = entry as Fields;
  return JSON.stringify([sipContact, pathHeader ?? null]);
}

// The user as it was

/** Elements as they were, as a request would set them; null where not set. */
export function presentElements(patch: Fields, user: UserRecord): Fields {
  return Object.fromEntries(
    Object.entries(patch)
      .filter(([element]) => !writeOnly.has(element))
      .map(([element, value]) => [element, presentElement(element, value, user)]),
  );
}

function presentElement(element: string, value: unknown, user: UserRecord): unknown {
  switch (element) {
    case 'address':
      return Object.fromEntries(
        addressMembers
          .filter((name) => isObject(value) && name in value)
          .map((name) => [name, user.address?.[name] ?? null]),
      );
    case 'sipAliasList':
      return user.aliases.length === 0 ? null : { sipAlias: user.aliases };
    case 'alternateUserIdList':
      return user.alternateUserId.length === 0
        ? null
        : {
            alternateUserId: user.alternateUserId.map(({ alternateUserId, description }) =>
              description === null ? { alternateUserId } : { alternateUserId, description },
            ),
          };
    case 'department': {
      const { department } = user;
      if (department === null) return null;
      const { serviceProviderId, groupId, name } = department;
      return groupId === null
        ? { $type: 'EnterpriseDepartmentKey', serviceProviderId, name }
        : { $type: 'GroupDepartmentKey', serviceProviderId, groupId, name };
    }
    case 'endpoint':
      return presentEndpoint(user);
    default:
      return presentValue(element, user) ?? null;
  }
}

function presentEndpoint({
  accessDeviceEndpoint: device,
  trunkAddressing: trunk,
}: UserRecord): unknown {
  if (device !== null) {
    return {
      accessDeviceEndpoint: {
        accessDevice: device.accessDevice,
        linePort: device.linePort,
        ...withoutNulls({
          privateIdentity: device.privateIdentity,
          portNumber: device.portNumber,
          useHotline: device.useHotline,
        }),
        contactList: contactList(device.contacts),
        hotlineContact: device.hotlineContact,
      },
    };
  }
  if (trunk === null) return null;
  const { trunkGroupDeviceEndpoint: line, ...others } = trunk;
  return {
    trunkAddressing: {
      trunkGroupDeviceEndpoint:
        line === null
          ? null
          : { name: line.name, linePort: line.linePort, contactList: contactList(line.contacts) },
      ...others,
    },
  };
}

function contactList(contacts: readonly RecordContact[]): unknown {
  if (contacts.length === 0) return null;
  return { contact: contacts.map((c) => withoutNulls({ ...c })) };
}

function withoutNulls(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== null));
}
