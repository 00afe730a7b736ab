import type { OCIRequest } from '@ocipkit/core';
import { GroupService, UserService } from '@ocipkit/commands/service-names';
import type { BehaviourTable, Call, RequestName } from '../../engine/behaviour.js';
import { invalid, notFound, PlatformNotice, Refusal, seen } from '../../engine/refusal.js';
import { findPack } from '../../platform/authorizations.js';
import type { User } from '../../platform/model.js';
import {
  assignServices,
  hasService,
  servicesOf,
  unassignServices,
} from '../../platform/services.js';

/** Giving users services and packs, and telling which they have. */
export function userServices(table: BehaviourTable): void {
  table
    .on('UserServiceAssignListRequest', (request, { platform }) => {
      const user = platform.user(request.userId);
      const { serviceName = [], servicePackName = [] } = request;
      return assignEach([
        ...serviceName.map((name) => () => {
          assignServices(platform, user, [name], []);
        }),
        ...servicePackName.map((name) => () => {
          assignServices(platform, user, [], [name]);
        }),
      ]);
    })
    .on('UserServiceUnassignListRequest', (request, { platform }) => {
      const { serviceName = [], servicePackName = [] } = request;
      unassignServices(platform, platform.user(request.userId), serviceName, servicePackName);
    })
    .on('UserServiceGetAssignmentListRequest', ({ userId }, { platform }) => {
      const user = platform.user(userId);
      const group = platform.groupOf(user);
      const { packs } = platform.serviceProvider(user.serviceProviderId);
      return {
        servicePacksAssignmentTable: packs
          .filter(({ name }) => group.packs[name] !== undefined)
          .map(({ name, description }) => ({
            servicePackName: name,
            assigned: user.packs.includes(name),
            description,
          })),
        userServicesAssignmentTable: UserService.values
          .filter((serviceName) => group.services[serviceName] !== undefined)
          .map((serviceName) => ({ serviceName, assigned: user.services.includes(serviceName) })),
      };
    })
    .on('UserServiceIsAssignedRequest', (request, { platform }) => {
      const user = platform.user(request.userId);
      const { serviceName, servicePackName = '' } = request;
      if (serviceName !== undefined) return { isAssigned: hasService(platform, user, serviceName) };
      const owner = platform.serviceProvider(user.serviceProviderId);
      if (findPack(owner, servicePackName) === undefined) {
        throw notFound('Service pack', servicePackName);
      }
      return { isAssigned: user.packs.includes(servicePackName) };
    })
    .on('UserAssignedServicesGetListRequest', (request, call) => {
      const { platform, login } = call;
      const userId = request.userId ?? (login.loginType === 'User' ? login.userId : undefined);
      if (userId === undefined) throw invalid('The user id is missing');
      const user = platform.findUser(userId);
      // Auto attendants, hunt groups and their like have no user services here.
      const target = user ?? platform.instance(userId);
      const group = platform.groupOf(target);
      const services = user === undefined ? [] : servicesOf(platform, user);
      return {
        groupServiceEntry: GroupService.values
          .filter((name) => concernsUsers.has(name) && group.assignedServices.includes(name))
          .map((serviceName) => ({
            serviceName,
            isActive: user === undefined ? undefined : switchOf(table, serviceName, user, call),
          })),
        userServiceEntry: UserService.values
          .filter((name) => services.includes(name))
          .map((serviceName) => ({
            serviceName,
            isActive: user === undefined ? undefined : switchOf(table, serviceName, user, call),
          })),
      };
    });
}

/**
 * Assigns one by one, as the platform does: what can be assigned is.
 *
 * @returns a warning if that was a part only
 * @throws Refusal if it was nothing
 */
function assignEach(assignments: readonly (() => void)[]): PlatformNotice | undefined {
  const refusals: Refusal[] = [];
  for (const assign of assignments) {
    try {
      assign();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusals.push(error);
    }
  }
  const [first] = refusals;
  if (first === undefined) return undefined;
  if (refusals.length === assignments.length) throw first;
  const detail = refusals.map(({ text, detail = '' }) => `${text} (${detail})`).join('\n');
  return new PlatformNotice(
    'Warning',
    seen.cannotAssign,
    'Some services were not assigned',
    detail,
  );
}

/** Group services that have something to do with a single user. */
const concernsUsers: ReadonlySet<string> = new Set<GroupService>([
  'Account/Authorization Codes',
  'Call Park',
  'Call Pickup',
  'Enhanced Outgoing Calling Plan',
  'Incoming Calling Plan',
  'Intercept Group',
  'Music On Hold',
  'Music On Hold - Video',
  'Outgoing Calling Plan',
  'Preferred Carrier Group',
  'Series Completion',
  'Service Scripts Group',
]);

/** The reads that tell, in `isActive`, whether a service is switched on. */
const switches: Readonly<Record<string, RequestName>> = {
  'Advice Of Charge': 'UserAdviceOfChargeGetRequest',
  'Anonymous Call Rejection': 'UserAnonymousCallRejectionGetRequest',
  'Automatic Callback': 'UserAutomaticCallbackGetRequest',
  'Automatic Hold/Retrieve': 'UserAutomaticHoldRetrieveGetRequest',
  'Barge-in Exempt': 'UserBargeInExemptGetRequest',
  'BroadWorks Mobility': 'UserBroadWorksMobilityGetRequest21sp1',
  'Call Forwarding Always': 'UserCallForwardingAlwaysGetRequest',
  'Call Forwarding Always Secondary': 'UserCallForwardingAlwaysSecondaryGetRequest',
  'Call Forwarding Busy': 'UserCallForwardingBusyGetRequest',
  'Call Forwarding No Answer': 'UserCallForwardingNoAnswerGetRequest13mp16',
  'Call Forwarding Not Reachable': 'UserCallForwardingNotReachableGetRequest',
  'Call Forwarding Selective': 'UserCallForwardingSelectiveGetRequest16',
  'Call Me Now': 'UserCallMeNowGetRequest',
  'Call Waiting': 'UserCallWaitingGetRequest17sp4',
  'Calling Line ID Blocking Override': 'UserCallingLineIDBlockingOverrideGetRequest',
  'Calling Line ID Delivery Blocking': 'UserCallingLineIDDeliveryBlockingGetRequest',
  'Calling Name Retrieval': 'UserCallingNameRetrievalGetRequest',
  'Connected Line Identification Restriction':
    'UserConnectedLineIdentificationRestrictionGetRequest',
  'Do Not Disturb': 'UserDoNotDisturbGetRequest',
  'External Calling Line ID Delivery': 'UserExternalCallingLineIDDeliveryGetRequest',
  'External Custom Ringback': 'UserExternalCustomRingbackGetRequest',
  'Fax Messaging': 'UserFaxMessagingGetRequest17sp1',
  'Flexible Seating Guest': 'UserFlexibleSeatingGuestGetRequest22',
  'Hoteling Guest': 'UserHotelingGuestGetRequest14sp4',
  'Hoteling Host': 'UserHotelingHostGetRequest17',
  'In-Call Service Activation': 'UserInCallServiceActivationGetRequest',
  'Integrated IMP': 'UserIntegratedIMPGetRequest21sp1',
  'Intercept User': 'UserInterceptUserGetRequest21sp1',
  'Internal Calling Line ID Delivery': 'UserInternalCallingLineIDDeliveryGetRequest',
  'Legacy Automatic Callback': 'UserLegacyAutomaticCallbackGetRequest',
  'MWI Delivery to Mobile Endpoint': 'UserMWIDeliveryToMobileEndpointGetRequest23',
  'Malicious Call Trace': 'UserMaliciousCallTraceGetRequest',
  'Music On Hold': 'UserMusicOnHoldGetRequest',
  'Physical Location': 'UserPhysicalLocationGetRequest',
  'Pre-alerting Announcement': 'UserPreAlertingAnnouncementGetRequest20',
  Prepaid: 'UserPrepaidGetRequest',
  'Remote Office': 'UserRemoteOfficeGetRequest',
  'SMDI Message Desk': 'UserSMDIMessageDeskGetRequest',
  'Silent Alerting': 'UserSilentAlertingGetRequest',
  'Simultaneous Ring Family': 'UserSimultaneousRingFamilyGetRequest17',
  'Simultaneous Ring Personal': 'UserSimultaneousRingPersonalGetRequest17',
  'Third-Party Voice Mail Support': 'UserThirdPartyVoiceMailSupportGetRequest17',
  'Two-Stage Dialing': 'UserTwoStageDialingGetRequest13Mp20',
  'Video Add-On': 'UserVideoAddOnGetRequest22',
  'Voice Messaging User': 'UserVoiceMessagingUserGetVoiceManagementRequest23',
  'Voice Portal Calling': 'UserVoicePortalCallingGetRequest',
};

/** Whether a service is switched on, as its own read tells; undefined if it has no switch. */
function switchOf(
  table: BehaviourTable,
  service: string,
  { userId }: User,
  call: Call,
): boolean | undefined {
  const name = switches[service];
  const read = name === undefined ? undefined : table.get(name);
  if (read === undefined) return undefined;
  try {
    const request: unknown = { userId };
    const fields = read(request as OCIRequest, call);
    const { isActive } = fields as { readonly isActive?: boolean };
    return isActive;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
