import type { UserGetLoginInfoResponseRI } from '@ocipkit/commands/login';
import type { UserGetResponse23V2 } from '@ocipkit/commands/user';
import type { UserDnGetActivationListResponse } from '@ocipkit/commands/user-identity';
import { flag } from '../run/cells.js';
import { rowsOf } from '../run/columns.js';
import type { Problem } from '../run/problem.js';
import { problemAt } from '../run/problem.js';
import type { Run } from '../run/run.js';
import type { Outcome } from '../run/section.js';
import { passwordExpiryOf } from './password-expiry.js';
import { samePhoneNumber } from './phone-number.js';
import type {
  RecordContact,
  RecordDeviceEndpoint,
  RecordTrunkAddressing,
  UserRecord,
} from './types.js';

/** A user as read: the profile, which all else stands on, and what could not be read beside it. */
export interface ReadUser {
  readonly profile: Outcome<UserGetResponse23V2>;
  /** Undefined where the profile could not be read. */
  readonly record: UserRecord | undefined;
  /** Of the two reads beside the profile. */
  readonly problems: readonly Problem[];
}

type NumberRow = UserDnGetActivationListResponse['dnTable']['rows'][number];

/** Columns of the numbers of a user that are read. */
export const numberColumns = ['phoneNumber', 'activated'] as const;

/** Reads a whole user: three requests that share a message. */
export async function readUserRecord(run: Run, userId: string, path: string): Promise<ReadUser> {
  const place = (field: string) => ({ path: `${path}.${field}`, subject: userId });
  const [profile, login, numbers] = await Promise.all([
    run.ask('UserGetRequest23V2', { userId }, { path, subject: userId }),
    run.ask('UserGetLoginInfoRequestRI', { userId }, place('passwordExpiresDays')),
    run.ask('UserDnGetActivationListRequest', { userId }, place('phoneNumberActivated')),
  ]);
  if (!profile.ok) return { profile, record: undefined, problems: [] };
  const record = userRecordOf(
    profile.response,
    login.ok ? login.response : undefined,
    numbers.ok ? rowsOf(run, numbers.response, 'dnTable', numberColumns) : [],
    userId,
  );
  const problems: Problem[] = [];
  if (!login.ok) problems.push(login.problem);
  // Without a number there is nothing that could be missing.
  if (!numbers.ok && record.phoneNumber !== null) {
    problems.push(problemAt(place('phoneNumberActivated').path, numbers.problem));
  }
  return { profile, record, problems };
}

/** Puts the answers of a user together; undefined ones leave their keys null. */
export function userRecordOf(
  user: UserGetResponse23V2,
  login: UserGetLoginInfoResponseRI | undefined,
  numbers: readonly NumberRow[],
  asked: string,
): UserRecord {
  // Older platforms do not repeat the id.
  const userId = (user.userId as string | undefined) ?? asked;
  const { accessDeviceEndpoint, trunkAddressing, department, nameDialingName } = user;
  return {
    serviceProviderId: user.serviceProviderId,
    groupId: user.groupId,
    userId,
    lastName: user.lastName,
    firstName: user.firstName,
    callingLineIdLastName: user.callingLineIdLastName,
    callingLineIdFirstName: user.callingLineIdFirstName,
    nameDialingName: nameDialingName === undefined ? null : { ...nameDialingName },
    hiraganaLastName: user.hiraganaLastName ?? null,
    hiraganaFirstName: user.hiraganaFirstName ?? null,
    phoneNumber: user.phoneNumber ?? null,
    extension: user.extension ?? null,
    callingLineIdPhoneNumber: user.callingLineIdPhoneNumber ?? null,
    department:
      department === undefined
        ? null
        : {
            serviceProviderId: department.serviceProviderId,
            groupId: 'groupId' in department ? department.groupId : null,
            name: department.name,
          },
    departmentFullPath: user.departmentFullPath ?? null,
    language: user.language,
    timeZone: user.timeZone,
    timeZoneDisplayName: user.timeZoneDisplayName,
    defaultAlias: user.defaultAlias,
    aliases: [...(user.alias ?? [])],
    accessDeviceEndpoint:
      accessDeviceEndpoint === undefined ? null : deviceEndpointOf(accessDeviceEndpoint),
    trunkAddressing: trunkAddressing === undefined ? null : trunkOf(trunkAddressing),
    title: user.title ?? null,
    pagerPhoneNumber: user.pagerPhoneNumber ?? null,
    mobilePhoneNumber: user.mobilePhoneNumber ?? null,
    emailAddress: user.emailAddress ?? null,
    yahooId: user.yahooId ?? null,
    addressLocation: user.addressLocation ?? null,
    address: addressOf(user.address),
    countryCode: user.countryCode,
    nationalPrefix: user.nationalPrefix ?? null,
    networkClassOfService: user.networkClassOfService ?? null,
    officeZoneName: user.officeZoneName ?? null,
    primaryZoneName: user.primaryZoneName ?? null,
    impId: user.impId ?? null,
    alternateUserId: (user.alternateUserId ?? []).map(({ alternateUserId, description }) => ({
      alternateUserId,
      description: description ?? null,
    })),
    allowVideo: maybe(user.allowVideo),
    resellerId: user.resellerId ?? null,
    serviceProviderExternalId: user.serviceProviderExternalId ?? null,
    groupExternalId: user.groupExternalId ?? null,
    userExternalId: user.userExternalId ?? null,
    userPersonId: user.userPersonId ?? null,
    isPlace: user.isPlace ?? null,
    locationDialingCode: user.locationDialingCode ?? null,
    domain: userId.includes('@') ? userId.slice(userId.lastIndexOf('@') + 1) : null,
    endpointType:
      accessDeviceEndpoint !== undefined
        ? 'accessDeviceEndpoint'
        : trunkAddressing !== undefined
          ? 'trunkAddressing'
          : 'none',
    phoneNumberActivated: activationOf(user, numbers),
    isEnterprise: login?.isEnterprise ?? null,
    ...passwordExpiryOf(login?.passwordExpiresDays),
  };
}

function activationOf(
  { phoneNumber, countryCode }: UserGetResponse23V2,
  numbers: readonly NumberRow[],
): boolean | null {
  const row = numbers.find((r) => samePhoneNumber(r.phoneNumber, phoneNumber, countryCode));
  return flag(row?.activated) ?? null;
}

function addressOf(address: UserGetResponse23V2['address']): UserRecord['address'] {
  if (address === undefined) return null;
  return {
    addressLine1: address.addressLine1 ?? null,
    addressLine2: address.addressLine2 ?? null,
    city: address.city ?? null,
    stateOrProvince: address.stateOrProvince ?? null,
    stateOrProvinceDisplayName: address.stateOrProvinceDisplayName ?? null,
    zipOrPostalCode: address.zipOrPostalCode ?? null,
    country: address.country ?? null,
  };
}

type DeviceEndpoint = NonNullable<UserGetResponse23V2['accessDeviceEndpoint']>;

function deviceEndpointOf(endpoint: DeviceEndpoint): RecordDeviceEndpoint {
  const { deviceLevel, deviceName } = endpoint.accessDevice;
  return {
    accessDevice: { deviceLevel, deviceName },
    linePort: endpoint.linePort,
    privateIdentity: endpoint.privateIdentity ?? null,
    contacts: contactsOf(endpoint.contact),
    staticRegistrationCapable: maybe(endpoint.staticRegistrationCapable),
    useDomain: maybe(endpoint.useDomain),
    portNumber: endpoint.portNumber ?? null,
    supportVisualDeviceManagement: maybe(endpoint.supportVisualDeviceManagement),
    useHotline: maybe(endpoint.useHotline),
    hotlineContact: endpoint.hotlineContact ?? null,
  };
}

function trunkOf(
  trunk: NonNullable<UserGetResponse23V2['trunkAddressing']>,
): RecordTrunkAddressing {
  const endpoint = trunk.trunkGroupDeviceEndpoint;
  return {
    trunkGroupDeviceEndpoint:
      endpoint === undefined
        ? null
        : {
            name: endpoint.name,
            linePort: endpoint.linePort,
            contacts: contactsOf(endpoint.contact),
            staticRegistrationCapable: maybe(endpoint.staticRegistrationCapable),
            useDomain: maybe(endpoint.useDomain),
            isPilotUser: maybe(endpoint.isPilotUser),
          },
    enterpriseTrunkName: trunk.enterpriseTrunkName ?? null,
    alternateTrunkIdentity: trunk.alternateTrunkIdentity ?? null,
    alternateTrunkIdentityDomain: trunk.alternateTrunkIdentityDomain ?? null,
    physicalLocation: trunk.physicalLocation ?? null,
  };
}

/** Older releases give a contact as text. */
function contactsOf(contacts: DeviceEndpoint['contact'] = []): readonly RecordContact[] {
  return contacts.map((contact: DeviceContact | string) =>
    typeof contact === 'string'
      ? { sipContact: contact, pathHeader: null }
      : { sipContact: contact.sipContact, pathHeader: contact.pathHeader ?? null },
  );
}

type DeviceContact = NonNullable<DeviceEndpoint['contact']>[number];

/** Fields that the newest release always has, and an older one may not. */
function maybe(value: boolean | undefined): boolean | null {
  return value ?? null;
}
