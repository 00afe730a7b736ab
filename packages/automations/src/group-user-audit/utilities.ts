import { localError } from './problems.js';
import { readSchedules } from './schedules.js';
import type { AuditedUtilities, AuditFailure, AuditRecord } from './types.js';
import type { UserReader } from './user-reader.js';

const BARRING = 'UserCommunicationBarringGetRequest';
const BARRING_CODES = 'UserCommunicationBarringAuthorizationCodeGetListRequest';

/** The section `utilities`: ten objects that every user has. */
export async function readUtilities(
  reader: UserReader,
  ruleForm: 'zone' | 'utc',
): Promise<AuditedUtilities> {
  const section = (key: string, command: string, more: object = {}) =>
    reader.section(`utilities.${key}`, command, more);
  const ofEnterprise = async (key: string, command: string) =>
    reader.context.isEnterprise === false
      ? notApplicable(reader, key, command)
      : section(key, command);
  const [
    alternateUserId,
    announcementFile,
    callPolicies,
    callProcessingPolicy,
    communicationBarring,
    communicationBarringAuthorizationCode,
    devicePolicies,
    featureAccessCode,
    portalPasscode,
    userSchedules,
  ] = await Promise.all([
    section('alternateUserId', 'UserAlternateUserIdGetListRequest').then(alternatesOnly),
    section('announcementFile', 'UserAnnouncementFileGetListRequest', {
      includeAnnouncementTable: true,
    }),
    section('callPolicies', 'UserCallPoliciesGetRequest19sp1'),
    section('callProcessingPolicy', 'UserCallProcessingGetPolicyRequest23'),
    ofEnterprise('communicationBarring', BARRING),
    ofEnterprise('communicationBarringAuthorizationCode', BARRING_CODES),
    section('devicePolicies', 'UserDevicePoliciesGetRequest21'),
    section('featureAccessCode', 'UserFeatureAccessCodeGetListRequest21'),
    section('portalPasscode', 'UserPortalPasscodeGetInfoRequest'),
    readSchedules(reader, 'utilities.userSchedules', ruleForm),
  ]);
  const utilities = {
    alternateUserId,
    announcementFile:
      'error' in announcementFile
        ? announcementFile
        : { ...announcementFile, announcementType: null },
    callPolicies,
    callProcessingPolicy,
    communicationBarring,
    communicationBarringAuthorizationCode,
    devicePolicies,
    featureAccessCode,
    portalPasscode,
    userSchedules,
  };
  return utilities as unknown as AuditedUtilities;
}

/** The table has the primary id as well. */
function alternatesOnly(section: AuditRecord | AuditFailure): AuditRecord | AuditFailure {
  if ('error' in section || !Array.isArray(section.users)) return section;
  const users = section.users as readonly AuditRecord[];
  return { ...section, users: users.filter(({ alternate }) => alternate === true) };
}

function notApplicable({ problems }: UserReader, key: string, command: string): AuditFailure {
  const message = 'Communication barring of users is for enterprises only.';
  return problems.fail(`utilities.${key}`, localError('not-applicable', command, message));
}
