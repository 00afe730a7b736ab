import type { UserRecord } from '../user-record/types.js';

/** Values by name, of a request or of what a caller gave. */
export type Fields = Readonly<Record<string, unknown>>;

/** Elements of UserModifyRequest22 by the names that callers use for them. */
export const elements: Readonly<Record<string, string>> = {
  ...same(
    'lastName',
    'firstName',
    'callingLineIdLastName',
    'callingLineIdFirstName',
    'nameDialingName',
    'hiraganaLastName',
    'hiraganaFirstName',
    'phoneNumber',
    'extension',
    'callingLineIdPhoneNumber',
    'oldPassword',
    'newPassword',
    'department',
    'language',
    'timeZone',
    'sipAliasList',
    'endpoint',
    'title',
    'pagerPhoneNumber',
    'mobilePhoneNumber',
    'emailAddress',
    'yahooId',
    'addressLocation',
    'address',
    'networkClassOfService',
    'officeZoneName',
    'primaryZoneName',
    'impId',
    'impPassword',
    'alternateUserIdList',
    'allowVideo',
    'newUserExternalId',
    'newUserPersonId',
  ),
  password: 'newPassword',
  aliases: 'sipAliasList',
  alternateUserId: 'alternateUserIdList',
  accessDeviceEndpoint: 'endpoint',
  trunkAddressing: 'endpoint',
  contacts: 'endpoint',
  userExternalId: 'newUserExternalId',
  userPersonId: 'newUserPersonId',
};

function same(...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, name]));
}

/** Keys of a user that no update can write, with what writes them instead. */
export const readOnly: ReadonlyMap<keyof UserRecord, string | undefined> = new Map([
  ['serviceProviderId', undefined],
  ['groupId', 'give newGroupId beside the updates'],
  ['userId', 'give newUserId beside the updates'],
  ['departmentFullPath', 'give department'],
  ['timeZoneDisplayName', 'give timeZone'],
  ['defaultAlias', undefined],
  ['countryCode', undefined],
  ['nationalPrefix', undefined],
  ['domain', undefined],
  ['endpointType', 'give endpoint'],
  ['isEnterprise', undefined],
  ['passwordExpiresDays', undefined],
  ['passwordStatus', undefined],
  ['phoneNumberActivated', undefined],
  ['resellerId', undefined],
  ['serviceProviderExternalId', undefined],
  ['groupExternalId', undefined],
  ['isPlace', undefined],
  ['locationDialingCode', undefined],
] as const);

/** Elements that no read returns. */
export const writeOnly: ReadonlySet<string> = new Set([
  'oldPassword',
  'newPassword',
  'impPassword',
]);

export const addressMembers = [
  'addressLine1',
  'addressLine2',
  'city',
  'stateOrProvince',
  'zipOrPostalCode',
  'country',
] as const;

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object without the fields that are undefined. */
export function given(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined));
}
