import {
  UserGetListInGroupResponse,
  UserGetRequest23V2,
  UserGetResponse23V2,
  UserModifyRequest22,
} from '@ocipkit/commands';
import { OCITable, resolverOf, type CommandResolver, type OCICommand } from '@ocipkit/core';

/** A message as it comes and goes on a normal day. */
export interface Document {
  readonly name: string;
  readonly commands: readonly OCICommand<string, object>[];
}

/** Knows every command of the documents. */
export const resolve: CommandResolver = resolverOf([
  UserGetListInGroupResponse,
  UserGetRequest23V2,
  UserGetResponse23V2,
  UserModifyRequest22,
]);

const headings = [
  'User Id',
  'Last Name',
  'First Name',
  'Department',
  'Phone Number',
  'Phone Number Activated',
  'Email Address',
  'Hiragana Last Name',
  'Hiragana First Name',
  'In Trunk Group',
  'Extension',
  'Country Code',
  'National Prefix',
];

/** The answer to a search for users: 13 columns, about 240 bytes of XML per row. */
export function userList(rows: number): UserGetListInGroupResponse {
  const cells = Array.from({ length: rows }, (_, i) => {
    const number = String(i).padStart(5, '0');
    return [
      `user${number}@example.com`,
      `Müller-${number}`,
      'Alexandra',
      i % 3 === 0 ? 'Research & Development' : '',
      `+1-24055${number}`,
      String(i % 2 === 0),
      '',
      `Müller-${number}`,
      'Alexandra',
      'false',
      number,
      '1',
      '',
    ];
  });
  return new UserGetListInGroupResponse({ userTable: new OCITable(headings, cells) });
}

const modifyEverything = new UserModifyRequest22({
  userId: 'alexandra.mueller@example.com',
  lastName: 'Müller',
  firstName: 'Alexandra',
  callingLineIdLastName: 'Müller',
  callingLineIdFirstName: 'Alexandra',
  nameDialingName: { nameDialingLastName: 'Mueller', nameDialingFirstName: 'Alexandra' },
  hiraganaLastName: 'Müller',
  hiraganaFirstName: 'Alexandra',
  phoneNumber: '+1-2405551234',
  extension: '1234',
  callingLineIdPhoneNumber: '+1-2405551200',
  department: {
    $type: 'GroupDepartmentKey',
    serviceProviderId: 'Example Telecom',
    groupId: 'Headquarters',
    name: 'Research & Development',
  },
  language: 'English',
  timeZone: 'America/New_York',
  sipAliasList: { sipAlias: ['alexandra@example.com', 'am@example.com', 'mueller@example.com'] },
  endpoint: {
    accessDeviceEndpoint: {
      accessDevice: { deviceLevel: 'Group', deviceName: 'desk-1234' },
      linePort: '2405551234@example.com',
      contactList: { contact: [{ sipContact: 'sip:2405551234@192.0.2.10:5060' }] },
    },
  },
  title: 'Head of "Research & Development"',
  pagerPhoneNumber: null,
  mobilePhoneNumber: '+1-2405559876',
  emailAddress: 'alexandra.mueller@example.com',
  yahooId: null,
  addressLocation: 'Building 4, 2nd floor',
  address: {
    addressLine1: '1 Example Way',
    addressLine2: 'Suite 200',
    city: 'Gaithersburg',
    zipOrPostalCode: '20878',
    country: 'United States',
  },
  networkClassOfService: 'Standard',
  newUserExternalId: null,
  newUserPersonId: 'person-1234',
});

/** What is told of one user. */
export const userRecord = new UserGetResponse23V2({
  userId: 'alexandra.mueller@example.com',
  serviceProviderId: 'Example Telecom',
  groupId: 'Headquarters',
  lastName: 'Müller',
  firstName: 'Alexandra',
  callingLineIdLastName: 'Müller',
  callingLineIdFirstName: 'Alexandra',
  hiraganaLastName: 'Müller',
  hiraganaFirstName: 'Alexandra',
  phoneNumber: '+1-2405551234',
  extension: '1234',
  language: 'English',
  timeZone: 'America/New_York',
  timeZoneDisplayName: '(GMT-05:00) (US) Eastern Time',
  countryCode: '1',
  allowVideo: true,
  defaultAlias: 'alexandra.mueller@example.com',
});

/** The documents, from the smallest to the largest. */
export const documents: readonly Document[] = [
  {
    name: 'UserGet request',
    commands: [new UserGetRequest23V2({ userId: 'alexandra.mueller@example.com' })],
  },
  { name: 'UserGet response', commands: [userRecord] },
  { name: 'UserModify of all fields', commands: [modifyEverything] },
  {
    name: 'batch of 15 commands',
    commands: Array.from({ length: 15 }, (_, i) => {
      const userId = `user${String(i)}@example.com`;
      return i % 3 === 0
        ? new UserGetRequest23V2({ userId })
        : new UserModifyRequest22({
            userId,
            lastName: 'Müller',
            firstName: 'Alexandra',
            phoneNumber: `+1-24055512${String(i + 10)}`,
            extension: String(1000 + i),
            emailAddress: null,
            address: { city: 'Gaithersburg', country: 'United States' },
          });
    }),
  },
  { name: 'table of 200 rows', commands: [userList(200)] },
];
