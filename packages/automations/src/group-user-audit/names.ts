/*
 * How fields of answers are called and typed in the audit. What is not listed keeps its name and the
 * type that the schema gives it.
 */

/** Keys of elements that may occur more than once. */
export const listKeys: Readonly<Record<string, string>> = {
  alias: 'aliases',
  alternateNumberEntry: 'alternateNumberEntries',
  code: 'codes',
  codeEntry: 'codes',
  contact: 'contacts',
  dtgIdentity: 'dtgIdentities',
  emailAddress: 'emailAddresses',
  featureAccessCode: 'featureAccessCodes',
  groupServiceEntry: 'groupServices',
  outgoingSMDIMWIPhoneNumber: 'outgoingSMDIMWIPhoneNumbers',
  phoneNumber: 'phoneNumbers',
  scheduleEvents: 'events',
  scheduleGlobalKey: 'schedules',
  simultaneousRingNumber: 'locations',
  speedDialEntry: 'speedCodes',
  trunkIdentity: 'trunkIdentities',
  userServiceEntry: 'userServices',
};

/** Keys of tables. */
export const tableKeys: Readonly<Record<string, string>> = {
  announcementTable: 'announcements',
  assignedNumberPrefixTable: 'prefixes',
  assignedNumberRangeTable: 'dns',
  assistantUserTable: 'assistants',
  callCenterTable: 'callCenters',
  criteriaTable: 'criteria',
  deviceCustomTagsTable: 'tags',
  endpointTable: 'endpoints',
  executiveTable: 'executives',
  mobileIdentityTable: 'mobileIdentities',
  mobileNumberAlertedTable: 'mobileNumbersAlerted',
  monitoredUserTable: 'users',
  permittedMonitorUserIdTable: 'permittedMonitors',
  phoneNumberTable: 'phoneNumbers',
  profileIdentityMobileNumberAlertedTable: 'profileIdentityMobileNumbersAlerted',
  profileTable: 'profiles',
  scheduleTable: 'schedules',
  selectedUserTable: 'users',
  servicePacksAssignmentTable: 'servicePackServices',
  userIdTable: 'users',
  userServicesAssignmentTable: 'userServices',
};

/** Keys of other elements, whose name tells a variant. */
export const fieldKeys: Readonly<Record<string, string>> = {
  fromDnCriteria23: 'fromDnCriteria',
};

/** Elements with a number in their name, which become one list in the order of the numbers. */
export const numberedKeys: readonly {
  readonly pattern: RegExp;
  readonly key: string;
  /** Key of the number in an entry. */
  readonly id?: string;
}[] = [
  { pattern: /^alternateEntry(\d\d)$/, key: 'alternateEntries', id: 'alternateEntryId' },
  { pattern: /^Location(\d\d)$/, key: 'locations' },
];

/** Keys of columns, where a table's own are not used. */
export const columnKeys: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  assignedNumberRangeTable: { numberRangeStart: 'min', numberRangeEnd: 'max' },
  servicePacksAssignmentTable: { servicePackName: 'serviceName' },
};

/** Columns of `true` and `false`. */
export const flagColumns: ReadonlySet<string> = new Set([
  'activated',
  'alertMeFirst',
  'allowOrigination',
  'allowTermination',
  'alternate',
  'assigned',
  'available',
  'blacklisted',
  'deviceSupportVisualDeviceManagement',
  'enableAlerting',
  'executiveAllowOptIn',
  'filter',
  'isActive',
  'isEncrypted',
  'isPrimary',
  'logoffAllowed',
  'optIn',
  'playRingSplash',
  'primary',
  'rejectCall',
  'transferToAttendant',
]);

/** Columns of quantities. */
export const numberColumns: ReadonlySet<string> = new Set([
  'extensionLength',
  'fileSize',
  'numberOfRings',
  'portNumber',
  'skillLevel',
]);

/** Elements that the schema has as numbers and that are names all the same. */
export const identifiers: ReadonlySet<string> = new Set(['speedCode']);
