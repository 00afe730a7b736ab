import { BehaviourTable } from '../engine/behaviour.js';
import { accessDevices } from './devices/access-device.js';
import { accessDeviceTags } from './devices/access-device-tags.js';
import { administratorPolicies } from './owners/administrator-policy.js';
import { administrators } from './owners/administrator.js';
import { alternateNumbers } from './lines/alternate-numbers.js';
import { alternateUserIds } from './users/alternate-user-ids.js';
import { userAnnouncements } from './users/announcements.js';
import { autoAttendants } from './group-services/auto-attendant.js';
import { broadWorksAnywhere } from './lines/broadworks-anywhere.js';
import { broadWorksMobility } from './lines/broadworks-mobility.js';
import { callCenters } from './group-services/call-center.js';
import { callCenterAgents } from './group-services/call-center-agent.js';
import { callCenterServices } from './group-services/call-center-services.js';
import { callCenterUsers } from './group-services/call-center-user.js';
import { callControl } from './calls/call-control.js';
import { callForwarding } from './calls/call-forwarding.js';
import { callForwardingLists } from './calls/call-forwarding-list.js';
import { callForwardingSelective } from './calls/call-forwarding-selective.js';
import { callLogs } from './users/call-logs.js';
import { callMeNow } from './calls/call-me-now.js';
import { callNotify } from './calls/call-notify.js';
import { callPickup } from './group-services/call-pickup.js';
import { callPolicies } from './calls/call-policies.js';
import { callRecording } from './calls/call-recording.js';
import { callRouting } from './calls/call-routing.js';
import { callScreening } from './calls/call-screening.js';
import { callerId } from './calls/caller-id.js';
import { charging } from './calls/charging.js';
import { collaborate } from './messaging/collaborate.js';
import { commPilotExpress } from './calls/commpilot-express.js';
import { communicationBarring } from './calling-plans/communication-barring.js';
import { communicationBarringUserControl } from './calling-plans/communication-barring-user-control.js';
import { customRingback } from './calls/custom-ringback.js';
import { departments } from './owners/department.js';
import { doNotDisturb } from './calls/do-not-disturb.js';
import { domains } from './owners/domain.js';
import { executive } from './calls/executive.js';
import { userFeatureAccessCodes } from './users/feature-access-codes.js';
import { flexibleSeating } from './calls/flexible-seating.js';
import { groups } from './owners/group.js';
import { groupCallingPlans } from './calling-plans/group-calling-plan.js';
import { groupDialing } from './group-services/group-dialing.js';
import { groupNumbers } from './numbers/group-numbers.js';
import { groupSchedules } from './group-services/group-schedule.js';
import { hoteling } from './calls/hoteling.js';
import { huntGroups } from './group-services/hunt-group.js';
import { incomingCallingPlans } from './calling-plans/incoming-calling-plan.js';
import { integratedImp } from './messaging/integrated-imp.js';
import { intercept } from './calls/intercept.js';
import { licensing } from './services/licensing.js';
import { loginInfo } from './users/login-info.js';
import { monitoredUsers } from './calls/monitored-users.js';
import { musicOnHold } from './calls/music-on-hold.js';
import { nightForwarding } from './calls/night-forwarding.js';
import { numberAssignment } from './numbers/number-assignment.js';
import { outgoingCallingPlans } from './calling-plans/outgoing-calling-plan.js';
import { outgoingDigitPlans } from './calling-plans/outgoing-digit-plan.js';
import { passwordRules } from './owners/password-rules.js';
import { passwords } from './users/passwords.js';
import { phoneServices } from './devices/phone-services.js';
import { privacy } from './calls/privacy.js';
import { registrations } from './devices/registration.js';
import { remoteOffice } from './calls/remote-office.js';
import { ringAlong } from './calls/ring-along.js';
import { serviceInstances } from './group-services/service-instance.js';
import { serviceAuthorizations } from './services/service-authorization.js';
import { servicePacks } from './services/service-pack.js';
import { serviceProviders } from './owners/service-provider.js';
import { serviceProviderNumbers } from './numbers/service-provider-numbers.js';
import { serviceSwitches } from './calls/service-switches.js';
import { sharedCallAppearances } from './lines/shared-call-appearance.js';
import { speedDial } from './calls/speed-dial.js';
import { system } from './system.js';
import { trunkGroups } from './group-services/trunk-group.js';
import { users } from './users/user.js';
import { userDevices } from './devices/user-device.js';
import { userIdentities } from './users/user-identity.js';
import { userMemberships } from './users/user-membership.js';
import { userSchedules } from './users/user-schedule.js';
import { userServices } from './services/user-services.js';
import { userSettingsLists } from './group-services/user-settings-list.js';
import { userTrunking } from './users/user-trunking.js';
import { videoAddOn } from './lines/video-add-on.js';
import { virtualOnNet } from './group-services/virtual-on-net.js';
import { voiceMessaging } from './messaging/voice-messaging.js';
import { voicePortals } from './messaging/voice-portal.js';

/** Every topic; each adds the behaviours of its requests. */
const topics: readonly ((table: BehaviourTable) => void)[] = [
  accessDevices,
  accessDeviceTags,
  administratorPolicies,
  administrators,
  alternateNumbers,
  alternateUserIds,
  autoAttendants,
  broadWorksAnywhere,
  broadWorksMobility,
  callCenterAgents,
  callCenters,
  callCenterServices,
  callCenterUsers,
  callControl,
  callerId,
  callForwarding,
  callForwardingLists,
  callForwardingSelective,
  callLogs,
  callMeNow,
  callNotify,
  callPickup,
  callPolicies,
  callRecording,
  callRouting,
  callScreening,
  charging,
  collaborate,
  commPilotExpress,
  communicationBarring,
  communicationBarringUserControl,
  customRingback,
  departments,
  doNotDisturb,
  domains,
  executive,
  flexibleSeating,
  groups,
  groupCallingPlans,
  groupDialing,
  groupNumbers,
  groupSchedules,
  hoteling,
  huntGroups,
  incomingCallingPlans,
  integratedImp,
  intercept,
  licensing,
  loginInfo,
  monitoredUsers,
  musicOnHold,
  nightForwarding,
  numberAssignment,
  outgoingCallingPlans,
  outgoingDigitPlans,
  passwordRules,
  passwords,
  phoneServices,
  privacy,
  registrations,
  remoteOffice,
  ringAlong,
  serviceInstances,
  serviceAuthorizations,
  servicePacks,
  serviceProviders,
  serviceProviderNumbers,
  serviceSwitches,
  sharedCallAppearances,
  speedDial,
  system,
  trunkGroups,
  userAnnouncements,
  userDevices,
  userFeatureAccessCodes,
  userIdentities,
  userMemberships,
  users,
  userSchedules,
  userServices,
  userSettingsLists,
  userTrunking,
  videoAddOn,
  virtualOnNet,
  voiceMessaging,
  voicePortals,
];

export function allBehaviours(): BehaviourTable {
  const table = new BehaviourTable();
  for (const topic of topics) topic(table);
  return table;
}
