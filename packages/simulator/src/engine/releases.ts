import { splitName } from '@ocipkit/core';

/** Releases that the simulator can play. */
export const releases = [21, 22, 23, 24, 25] as const;
export type ReleaseNumber = (typeof releases)[number];

/**
 * Requests of `schemas/open` whose names carry no release and that a platform of release 21 does not
 * have. With which release they came is not known: they are taken to be new in 22.
 */
const after21: ReadonlySet<string> = new Set([
  'EnterpriseUserCallForwardingSettingsGetListRequest',
  'EnterpriseUserCallingPlanSettingsGetListRequest',
  'GroupAlternateUserIdGetListRequest',
  'GroupCallCenterGetAgentPagedSortedListRequest',
  'GroupDnGetAssignmentPagedSortedListRequest',
  'GroupDnGetStatusListRequest',
  'GroupGetListInServiceProviderPagedSortedListRequest',
  'GroupServiceGetAuthorizationRequest',
  'GroupUserCallForwardingSettingsGetListRequest',
  'GroupUserCallWaitingSettingsGetListRequest',
  'GroupUserCallingPlanSettingsGetListRequest',
  'GroupUserHotelingGuestSettingsGetListRequest',
  'PasswordGenerateRequest',
  'ServiceProviderDnGetStatusListRequest',
  'ServiceProviderExtensionLengthGetRequest',
  'UserAlternateUserIdAddRequest',
  'UserAlternateUserIdDeleteRequest',
  'UserAlternateUserIdGetListRequest',
  'UserAlternateUserIdModifyRequest',
  'UserAutomaticCollectCallGetRequest',
  'UserCallForwardingAlwaysSecondaryGetRequest',
  'UserCallForwardingAlwaysSecondaryModifyRequest',
  'UserDirectRouteGetRequest',
  'UserDirectRouteModifyRequest',
  'UserGetListInGroupPagedSortedListRequest',
  'UserModifyGroupIdRequest',
  'UserPBXIntegrationGetRequest',
  'UserResourcePriorityGetRequest',
  'UserSilentAlertingGetRequest',
  'UserSilentAlertingModifyRequest',
  'UserTerminatingAlternateTrunkIdentityGetRequest',
  'UserTerminatingAlternateTrunkIdentityModifyRequest',
  'UserTerminatingClosedUserGroupGetRequest',
]);

/** Service packs of release 21 that the delivery of that release does not have yet. */
const LATE_PACK = 1;

/**
 * Whether a release has a request, by its name: the suffix tells with which release it came. Responses
 * go with their requests.
 */
export function isKnownIn(release: ReleaseNumber, name: string): boolean {
  const request = name.replace('Response', 'Request');
  return sinceOf(request) <= release;
}

/** The release with which a request came, as far as it matters here: 21 or earlier is 21. */
export function sinceOf(request: string): number {
  const { version } = splitName(request);
  if (after21.has(request) || version.suffix === 'RI') return 22;
  const isLate =
    (version.release === 21 && version.pack >= LATE_PACK) ||
    (version.release === 20 && late20.has(request));
  return isLate ? 22 : Math.max(21, version.release);
}

/** The one of a pack of release 20 that release 21 as delivered lacks. */
const late20: ReadonlySet<string> = new Set([
  'GroupCollaborateBridgeGetInstanceRequest20sp1',
  'UserCollaborateBridgeGetRequest20sp1',
]);
