import type { AuditRecord } from './types.js';

/** A read per row of a list in an answer: per criterion, phone number, mobile identity. */
export interface FurtherRead {
  /** Key of the list. */
  readonly list: string;
  readonly command: string;
  /** Fields that name the row, from it and from the row it was read for. */
  readonly input: (row: AuditRecord, parent: AuditRecord) => object;
  /** In each of the answers. */
  readonly further?: FurtherRead;
  /** Sent on request only. */
  readonly isOptional?: true;
}

/** A read of settings by the id of the user. */
export interface ServiceRead {
  readonly command: string;
  /** Key of the answer; by default its fields are those of the settings. */
  readonly under?: string;
  readonly further?: FurtherRead;
  /** The request also names the access device of the user. */
  readonly needsDevice?: true;
}

/** Reads of entries by number, all of which a user has. */
export interface NumberedReads {
  readonly under: string;
  readonly command: string;
  /** Field of the request, and key of an entry. */
  readonly field: string;
  readonly numbers: readonly number[];
}

/** What is read for a service. */
export interface ServiceReads {
  readonly reads: readonly ServiceRead[];
  readonly numbered?: NumberedReads;
  /** A list of SIP aliases that is split into user part and domain. */
  readonly split?: string;
}

const read = (command: string): ServiceReads => ({ reads: [{ command }] });

const withCriteria = (command: string, criterion: string): ServiceReads => ({
  reads: [{ command, further: criteria(criterion) }],
});

const criteria = (command: string): FurtherRead => ({
  list: 'criteria',
  command,
  input: ({ criteriaName }) => ({ criteriaName }),
});

const sharedCallAppearance: ServiceReads = {
  reads: [
    {
      command: 'UserSharedCallAppearanceGetRequest21sp1',
      further: {
        list: 'endpoints',
        command: 'UserSharedCallAppearanceGetEndpointRequest22',
        input: ({ deviceLevel, deviceName, linePort }) => ({
          accessDeviceEndpoint: { accessDevice: { deviceLevel, deviceName }, linePort },
        }),
        isOptional: true,
      },
    },
  ],
};

/** The services with settings that audits show, by name. The three that are retired have no read in R25. */
export const auditedServices: Readonly<Record<string, ServiceReads>> = {
  'Advice Of Charge': read('UserAdviceOfChargeGetRequest'),
  'Alternate Numbers': read('UserAlternateNumbersGetRequest21'),
  'Anonymous Call Rejection': read('UserAnonymousCallRejectionGetRequest'),
  'Attendant Console': read('UserAttendantConsoleGetRequest14sp2'),
  Authentication: read('UserAuthenticationGetRequest'),
  'Automatic Callback': read('UserAutomaticCallbackGetRequest'),
  'Automatic Hold/Retrieve': read('UserAutomaticHoldRetrieveGetRequest'),
  'Barge-in Exempt': read('UserBargeInExemptGetRequest'),
  'BroadWorks Anywhere': {
    reads: [
      {
        command: 'UserBroadWorksAnywhereGetRequest16sp2',
        further: {
          list: 'phoneNumbers',
          command: 'UserBroadWorksAnywhereGetPhoneNumberRequest',
          input: ({ phoneNumber }) => ({ phoneNumber }),
          further: {
            list: 'criteria',
            command: 'UserBroadWorksAnywhereGetSelectiveCriteriaRequest21',
            input: ({ criteriaName }, { phoneNumber }) => ({ phoneNumber, criteriaName }),
          },
        },
      },
    ],
  },
  'BroadWorks Mobility': {
    reads: [
      {
        command: 'UserBroadWorksMobilityGetRequest21sp1',
        further: {
          list: 'mobileIdentities',
          command: 'UserBroadWorksMobilityMobileIdentityGetRequest22V3',
          input: ({ mobileNumber }) => ({ mobileNumber }),
        },
      },
    ],
  },
  'Busy Lamp Field': read('UserBusyLampFieldGetRequest16sp2'),
  'Call Forwarding Always': read('UserCallForwardingAlwaysGetRequest'),
  'Call Forwarding Always Secondary': read('UserCallForwardingAlwaysSecondaryGetRequest'),
  'Call Forwarding Busy': read('UserCallForwardingBusyGetRequest'),
  'Call Forwarding No Answer': read('UserCallForwardingNoAnswerGetRequest13mp16'),
  'Call Forwarding Not Reachable': read('UserCallForwardingNotReachableGetRequest'),
  'Call Forwarding Selective': withCriteria(
    'UserCallForwardingSelectiveGetRequest16',
    'UserCallForwardingSelectiveGetCriteriaRequest21',
  ),
  'Call Notify': withCriteria('UserCallNotifyGetRequest', 'UserCallNotifyGetCriteriaRequest21'),
  'Call Recording': read('UserCallRecordingGetRequest23'),
  'Call Transfer': read('UserCallTransferGetRequest14sp4'),
  'Call Waiting': read('UserCallWaitingGetRequest17sp4'),
  'Calling Line ID Blocking Override': read('UserCallingLineIDBlockingOverrideGetRequest'),
  'Calling Line ID Delivery Blocking': read('UserCallingLineIDDeliveryBlockingGetRequest'),
  'Calling Name Delivery': read('UserCallingNameDeliveryGetRequest'),
  'Calling Name Retrieval': read('UserCallingNameRetrievalGetRequest'),
  'Calling Number Delivery': read('UserCallingNumberDeliveryGetRequest'),
  'Calling Party Category': read('UserCallingPartyCategoryGetRequest16'),
  'Charge Number': read('UserChargeNumberGetRequest14sp9'),
  Classmark: read('UserClassmarkGetRequest'),
  'CommPilot Call Manager': read('UserCommPilotCallManagerGetRequest'),
  'CommPilot Express': read('UserCommPilotExpressGetRequest'),
  'Communication Barring User-Control': read('UserCommunicationBarringUserControlGetRequest'),
  'Connected Line Identification Restriction': read(
    'UserConnectedLineIdentificationRestrictionGetRequest',
  ),
  'Direct Route': read('UserDirectRouteGetRequest'),
  'Directed Call Pickup with Barge-in': read('UserDirectedCallPickupWithBargeInGetRequest14sp7'),
  'Do Not Disturb': read('UserDoNotDisturbGetRequest'),
  'Executive-Assistant': read('UserExecutiveAssistantGetRequest'),
  'External Calling Line ID Delivery': read('UserExternalCallingLineIDDeliveryGetRequest'),
  'External Custom Ringback': read('UserExternalCustomRingbackGetRequest'),
  'Fax Messaging': { ...read('UserFaxMessagingGetRequest17sp1'), split: 'aliases' },
  'Group Night Forwarding': read('UserGroupNightForwardingGetRequest'),
  'Hoteling Guest': read('UserHotelingGuestGetRequest14sp4'),
  'Hoteling Host': read('UserHotelingHostGetRequest17'),
  'In-Call Service Activation': read('UserInCallServiceActivationGetRequest'),
  'Integrated IMP': read('UserIntegratedIMPGetRequest21sp1'),
  'Intercept User': read('UserInterceptUserGetRequest21sp1'),
  'Internal Calling Line ID Delivery': read('UserInternalCallingLineIDDeliveryGetRequest'),
  'MWI Delivery to Mobile Endpoint': read('UserMWIDeliveryToMobileEndpointGetRequest23'),
  'Malicious Call Trace': read('UserMaliciousCallTraceGetRequest'),
  'Number Portability Announcement': read('UserNumberPortabilityAnnouncementGetRequest'),
  'Outlook Integration': read('UserOutlookIntegrationGetRequest'),
  'Physical Location': read('UserPhysicalLocationGetRequest'),
  'Pre-alerting Announcement': withCriteria(
    'UserPreAlertingAnnouncementGetRequest20',
    'UserPreAlertingAnnouncementGetCriteriaRequest21',
  ),
  'Preferred Carrier User': read('UserPreferredCarrierUserGetRequest'),
  Prepaid: read('UserPrepaidGetRequest'),
  'Priority Alert': withCriteria(
    'UserPriorityAlertGetCriteriaListRequest',
    'UserPriorityAlertGetCriteriaRequest21',
  ),
  Privacy: read('UserPrivacyGetRequest13mp17'),
  'Push to Talk': read('UserPushToTalkGetRequest'),
  'Remote Office': read('UserRemoteOfficeGetRequest'),
  'Route List': read('UserRouteListGetRequest24'),
  'Security Classification': read('UserSecurityClassificationGetRequest22'),
  'Selective Call Acceptance': withCriteria(
    'UserSelectiveCallAcceptanceGetCriteriaListRequest',
    'UserSelectiveCallAcceptanceGetCriteriaRequest21',
  ),
  'Selective Call Rejection': withCriteria(
    'UserSelectiveCallRejectionGetCriteriaListRequest',
    'UserSelectiveCallRejectionGetCriteriaRequest21',
  ),
  'Sequential Ring': withCriteria(
    'UserSequentialRingGetRequest14sp4',
    'UserSequentialRingGetCriteriaRequest23',
  ),
  'Shared Call Appearance': sharedCallAppearance,
  'Silent Alerting': read('UserSilentAlertingGetRequest'),
  'Simultaneous Ring Personal': withCriteria(
    'UserSimultaneousRingPersonalGetRequest17',
    'UserSimultaneousRingPersonalGetCriteriaRequest',
  ),
  'Speed Dial 100': read('UserSpeedDial100GetListRequest17sp1'),
  'Speed Dial 8': read('UserSpeedDial8GetListRequest'),
  'Terminating Alternate Trunk Identity': read('UserTerminatingAlternateTrunkIdentityGetRequest'),
  'Third-Party Voice Mail Support': read('UserThirdPartyVoiceMailSupportGetRequest17'),
  'Two-Stage Dialing': read('UserTwoStageDialingGetRequest13Mp20'),
  'Video Add-On': read('UserVideoAddOnGetRequest22'),
  'Voice Messaging User': {
    reads: [
      { command: 'UserVoiceMessagingUserGetVoiceManagementRequest23', under: 'management' },
      {
        command: 'UserVoiceMessagingUserGetAdvancedVoiceManagementRequest14sp3',
        under: 'advanced',
      },
      { command: 'UserVoiceMessagingUserGetGreetingRequest20', under: 'greeting' },
      { command: 'UserVoiceMessagingUserGetVoicePortalRequest20', under: 'voicePortal' },
      { command: 'UserVoiceMessagingUserGetAliasListRequest', under: 'aliasList' },
      { command: 'UserVoiceMessagingUserGetOutgoingSMDIMWIRequest', under: 'outgoingSMDIMWI' },
    ],
    numbered: {
      under: 'distributionLists',
      command: 'UserVoiceMessagingUserGetDistributionListRequest',
      field: 'listId',
      numbers: Array.from({ length: 15 }, (_, i) => i),
    },
  },
  'Voice Portal Calling': read('UserVoicePortalCallingGetRequest'),
  'Zone Calling Restrictions': read('UserZoneCallingRestrictionsGetRequest'),
};

const callCenter = read('UserCallCenterGetRequest23');

const collaborate: ServiceReads = {
  reads: [
    { command: 'UserCollaborateBridgeGetRequest20sp1', under: 'bridge' },
    { command: 'UserCollaborateMyRoomGetRequest', under: 'myRoom' },
  ],
};

/** Other services whose settings have a read; the same read serves several. */
export const otherServices: Readonly<Record<string, ServiceReads>> = {
  'Automatic Collect Call': read('UserAutomaticCollectCallGetRequest'),
  'BroadWorks Receptionist - Office': read('UserBroadWorksReceptionistOfficeGetRequest'),
  'BroadWorks Receptionist - Small Business': read(
    'UserBroadWorksReceptionistSmallBusinessGetRequest',
  ),
  'Call Center - Basic': callCenter,
  'Call Center - Standard': callCenter,
  'Call Center - Premium': callCenter,
  'Call Center Monitoring': read('UserCallCenterMonitoringGetRequest23'),
  'Call Me Now': withCriteria('UserCallMeNowGetRequest', 'UserCallMeNowGetCriteriaRequest'),
  'Client License 4': read('UserBroadWorksReceptionistEnterpriseGetRequest'),
  'Collaborate - Audio': collaborate,
  'Collaborate - Video': collaborate,
  'Collaborate - Sharing': collaborate,
  'Custom Ringback User': withCriteria(
    'UserCustomRingbackUserGetCriteriaListRequest',
    'UserCustomRingbackUserGetCriteriaRequest21',
  ),
  Executive: {
    reads: [
      { command: 'UserExecutiveGetAssistantRequest', under: 'assistant' },
      {
        command: 'UserExecutiveGetFilteringRequest',
        under: 'filtering',
        further: criteria('UserExecutiveGetFilteringSelectiveCriteriaRequest21'),
      },
      { command: 'UserExecutiveGetScreeningAlertingRequest', under: 'screeningAlerting' },
    ],
  },
  'Flexible Seating Guest': read('UserFlexibleSeatingGuestGetRequest22'),
  'IN Integration': read('UserINIntegrationGetRequest'),
  'Legacy Automatic Callback': read('UserLegacyAutomaticCallbackGetRequest'),
  'Music On Hold User': read('UserMusicOnHoldUserGetRequest20'),
  'PBX Integration': read('UserPBXIntegrationGetRequest'),
  'Personal Assistant': read('UserPersonalAssistantGetRequest24'),
  'Polycom Phone Services': {
    reads: [{ command: 'UserPolycomPhoneServicesGetRequest', needsDevice: true }],
  },
  'Resource Priority': read('UserResourcePriorityGetRequest'),
  'Shared Call Appearance 5': sharedCallAppearance,
  'Shared Call Appearance 10': sharedCallAppearance,
  'Shared Call Appearance 15': sharedCallAppearance,
  'Shared Call Appearance 20': sharedCallAppearance,
  'Shared Call Appearance 25': sharedCallAppearance,
  'Shared Call Appearance 30': sharedCallAppearance,
  'Shared Call Appearance 35': sharedCallAppearance,
  'Simultaneous Ring Family': withCriteria(
    'UserSimultaneousRingFamilyGetRequest17',
    'UserSimultaneousRingFamilyGetCriteriaRequest',
  ),
  'SMDI Message Desk': read('UserSMDIMessageDeskGetRequest'),
  'Terminating Closed User Group': read('UserTerminatingClosedUserGroupGetRequest'),
  // A group service that a user has settings of.
  'Music On Hold': read('UserMusicOnHoldGetRequest'),
};

/** Retired: no platform of R25 has a read for them. */
export const retiredServices: ReadonlySet<string> = new Set([
  'Attendant Console',
  'CommPilot Call Manager',
  'Outlook Integration',
]);

/** What is read for a service; undefined if nothing is. */
export function readsOf(service: string): ServiceReads | undefined {
  return Object.hasOwn(auditedServices, service)
    ? auditedServices[service]
    : Object.hasOwn(otherServices, service)
      ? otherServices[service]
      : undefined;
}
