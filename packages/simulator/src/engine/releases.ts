import { splitName } from '@ocipkit/core';

/** Releases that the simulator can play. */
export const releases = [21, 22, 23, 24, 25] as const;
export type ReleaseNumber = (typeof releases)[number];

/**
 * Requests of `schemas/open` that a platform of release 21 does not have although their names do not
 * say so. With which release they came is not known: they are taken to be new in 22.
 */
const after21: ReadonlySet<string> = new Set([
  'EnterpriseUserCallForwardingSettingsGetListRequest',
  'EnterpriseUserCallingPlanSettingsGetListRequest',
  'GroupAlternateUserIdGetListRequest',
  'GroupCallCenterGetAgentPagedSortedListRequest',
  'GroupCollaborateBridgeGetInstanceRequest20sp1',
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
  'UserCollaborateBridgeGetRequest20sp1',
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
  // The service packs of release 21 came after the release as delivered.
  const isOfPack = version.release === 21 && version.pack > 0;
  return isOfPack ? 22 : Math.max(21, version.release);
}
