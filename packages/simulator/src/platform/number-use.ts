import { own, Refusal } from '../engine/refusal.js';
import { sameId } from './id-map.js';
import type { Group, NumberRecord, ServiceInstance, User } from './model.js';
import { sideNumbersOf } from './holders.js';
import type { Platform } from './platform.js';

/** Who has a number, as lists of numbers show it. */
export interface NumberUse {
  readonly userId: string;
  /** Of a service instance: its name. */
  readonly lastName: string;
  /** Of a service instance: its kind. */
  readonly firstName: string;
  /** The one that goes with the number. */
  readonly extension?: string | undefined;
  readonly emailAddress?: string | undefined;
  /** A value of `UserType`. */
  readonly userType: string;
}

/** Undefined for a number that neither a user nor a service instance has. */
export function useOf(platform: Platform, number: string): NumberUse | undefined {
  const id = platform.claims.holderOf('number', number)?.replace(/^\w+:/, '');
  if (id === undefined) return undefined;
  const user = platform.findUser(id);
  if (user !== undefined) return useByUser(user, number);
  const instance = platform.findInstance(id);
  return instance === undefined ? undefined : useByInstance(instance);
}

function useByUser(user: User, number: string): NumberUse {
  const { userId, profile, phoneNumber, extension } = user;
  const side = sideNumbersOf(user).find((s) => s.phoneNumber === number);
  return {
    userId,
    lastName: profile.lastName,
    firstName: profile.firstName,
    extension: phoneNumber === number ? extension : side?.extension,
    emailAddress: profile.emailAddress,
    userType: 'Normal',
  };
}

function useByInstance({ serviceUserId, kind, profile, extension }: ServiceInstance): NumberUse {
  const userType = userTypeOf(kind);
  return {
    userId: serviceUserId,
    lastName: profile.name,
    firstName: userType,
    extension,
    userType,
  };
}

/** The value of `UserType` for a kind of service instance. */
function userTypeOf(kind: ServiceInstance['kind']): string {
  return kind === 'Auto Attendant - Standard' ? 'Auto Attendant' : kind;
}

/**
 * What keeps a number in its group: a user or service instance that has it, or the group or one of its
 * departments whose calling line it is. Undefined if nothing does.
 */
export function obstacleToRemoval(platform: Platform, record: NumberRecord): string | undefined {
  const { number, serviceProviderId, groupId } = record;
  const use = useOf(platform, number);
  if (use !== undefined) return `it is in use by ${use.userId}`;
  const group = groupId === undefined ? undefined : platform.findGroup(serviceProviderId, groupId);
  if (group === undefined) return undefined;
  if (sameId(group.callingLineIdPhoneNumber, number)) {
    return `it is the calling line id of the group ${group.groupId}`;
  }
  const department = group.departments.find((d) => d.callingLineIdPhoneNumber === number);
  return department === undefined
    ? undefined
    : `it is the calling line id of the department ${department.name}`;
}

/**
 * The form in which a number is kept.
 *
 * @throws Refusal if the group does not have it
 */
export function requireGroupNumber(platform: Platform, group: Group, text: string): string {
  const number = platform.number(text);
  const record = platform.numbers.get(number);
  const isOwn =
    sameId(record?.serviceProviderId, group.serviceProviderId) &&
    sameId(record?.groupId, group.groupId);
  if (!isOwn) {
    throw new Refusal(
      own.numberNotAvailable,
      `Phone number is not assigned to the group: ${number}`,
    );
  }
  return number;
}
