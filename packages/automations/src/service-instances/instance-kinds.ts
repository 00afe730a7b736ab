import type { ServiceType } from '@ocipkit/commands/common';
import type { GroupService } from '@ocipkit/commands/service-names';
import type { RequestName } from '../run/run.js';

/** Values of the schema's `ServiceType`: kinds of service instances. */
export type InstanceKind = (typeof ServiceType.values)[number];

/** How service instances of a kind are found and read. */
export interface InstanceRequests {
  /** Reads one; takes `serviceUserId`. Undefined: no request does. */
  readonly detail?: InstanceDetail | undefined;
  /**
   * Lists those of a group, for logins that may not list those of the service provider. Undefined: no
   * request does.
   */
  readonly list?: InstanceList | undefined;
  /** The group service without which a group has none. */
  readonly service?: GroupService | undefined;
}

/** Requests that read one service instance. */
type InstanceDetail = Extract<RequestName, `Group${string}GetInstanceRequest${string}`> &
  (
    | 'GroupAutoAttendantGetInstanceRequest24'
    | 'GroupBroadWorksAnywhereGetInstanceRequest19sp1'
    | 'GroupCallCenterGetInstanceRequest22'
    | 'GroupCollaborateBridgeGetInstanceRequest20sp1'
    | 'GroupFindMeFollowMeGetInstanceRequest19sp1'
    | 'GroupFlexibleSeatingHostGetInstanceRequest22'
    | 'GroupGroupPagingGetInstanceRequest19sp1'
    | 'GroupHuntGroupGetInstanceRequest20'
    | 'GroupInstantGroupCallGetInstanceRequest19sp1'
    | 'GroupMeetMeConferencingGetInstanceRequest19sp1'
    | 'GroupRoutePointGetInstanceRequest23'
    | 'GroupVoiceXmlGetInstanceRequest23'
  );

/** Requests that list the service instances of a group; all take its two ids. */
type InstanceList = Extract<RequestName, `Group${string}GetInstanceListRequest`> &
  (
    | 'GroupAutoAttendantGetInstanceListRequest'
    | 'GroupBroadWorksAnywhereGetInstanceListRequest'
    | 'GroupCallCenterGetInstanceListRequest'
    | 'GroupCollaborateBridgeGetInstanceListRequest'
    | 'GroupFindMeFollowMeGetInstanceListRequest'
    | 'GroupFlexibleSeatingHostGetInstanceListRequest'
    | 'GroupGroupPagingGetInstanceListRequest'
    | 'GroupHuntGroupGetInstanceListRequest'
    | 'GroupInstantGroupCallGetInstanceListRequest'
    | 'GroupMeetMeConferencingGetInstanceListRequest'
    | 'GroupRoutePointGetInstanceListRequest'
    | 'GroupVoiceXmlGetInstanceListRequest'
  );

export const instanceRequests: Readonly<Record<InstanceKind, InstanceRequests>> = {
  'Auto Attendant': {
    detail: 'GroupAutoAttendantGetInstanceRequest24',
    list: 'GroupAutoAttendantGetInstanceListRequest',
    service: 'Auto Attendant',
  },
  'Auto Attendant - Standard': {
    detail: 'GroupAutoAttendantGetInstanceRequest24',
    list: 'GroupAutoAttendantGetInstanceListRequest',
    service: 'Auto Attendant - Standard',
  },
  'BroadWorks Anywhere Portal': {
    detail: 'GroupBroadWorksAnywhereGetInstanceRequest19sp1',
    list: 'GroupBroadWorksAnywhereGetInstanceListRequest',
  },
  'Call Center': {
    detail: 'GroupCallCenterGetInstanceRequest22',
    list: 'GroupCallCenterGetInstanceListRequest',
  },
  'Collaborate Bridge': {
    detail: 'GroupCollaborateBridgeGetInstanceRequest20sp1',
    list: 'GroupCollaborateBridgeGetInstanceListRequest',
  },
  'Find-me/Follow-me': {
    detail: 'GroupFindMeFollowMeGetInstanceRequest19sp1',
    list: 'GroupFindMeFollowMeGetInstanceListRequest',
    service: 'Find-me/Follow-me',
  },
  'Flexible Seating Host': {
    detail: 'GroupFlexibleSeatingHostGetInstanceRequest22',
    list: 'GroupFlexibleSeatingHostGetInstanceListRequest',
  },
  'Group Paging': {
    detail: 'GroupGroupPagingGetInstanceRequest19sp1',
    list: 'GroupGroupPagingGetInstanceListRequest',
    service: 'Group Paging',
  },
  'Hunt Group': {
    detail: 'GroupHuntGroupGetInstanceRequest20',
    list: 'GroupHuntGroupGetInstanceListRequest',
    service: 'Hunt Group',
  },
  'Instant Group Call': {
    detail: 'GroupInstantGroupCallGetInstanceRequest19sp1',
    list: 'GroupInstantGroupCallGetInstanceListRequest',
    service: 'Instant Group Call',
  },
  // Release 25 has no request that adds, lists by group or reads one.
  'Instant Conference Bridge': {},
  'Meet-Me Conference Bridge': {
    detail: 'GroupMeetMeConferencingGetInstanceRequest19sp1',
    list: 'GroupMeetMeConferencingGetInstanceListRequest',
    service: 'Meet-Me Conferencing',
  },
  'Route Point': {
    detail: 'GroupRoutePointGetInstanceRequest23',
    list: 'GroupRoutePointGetInstanceListRequest',
    service: 'Route Point',
  },
  VoiceXML: {
    detail: 'GroupVoiceXmlGetInstanceRequest23',
    list: 'GroupVoiceXmlGetInstanceListRequest',
    service: 'VoiceXML',
  },
};

export const instanceKinds = Object.keys(instanceRequests) as readonly InstanceKind[];

export function isInstanceKind(kind: string): kind is InstanceKind {
  return Object.hasOwn(instanceRequests, kind);
}
