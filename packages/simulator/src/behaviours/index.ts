import { BehaviourTable } from '../engine/behaviour.js';
import { accessDevices } from './access-device.js';
import { accessDeviceTags } from './access-device-tags.js';
import { administratorPolicies } from './administrator-policy.js';
import { administrators } from './administrator.js';
import { alternateNumbers } from './alternate-numbers.js';
import { alternateUserIds } from './alternate-user-ids.js';
import { userAnnouncements } from './announcements.js';
import { autoAttendants } from './auto-attendant.js';
import { broadWorksAnywhere } from './broadworks-anywhere.js';
import { broadWorksMobility } from './broadworks-mobility.js';
import { callCenters } from './call-center.js';
import { callCenterAgents } from './call-center-agent.js';
import { callCenterServices } from './call-center-services.js';
import { callCenterUsers } from './call-center-user.js';
import { callControl } from './call-control.js';
import { callForwarding } from './call-forwarding.js';
import { callForwardingLists } from './call-forwarding-list.js';
import { callForwardingSelective } from './call-forwarding-selective.js';
import { callLogs } from './call-logs.js';
import { callMeNow } from './call-me-now.js';
import { callNotify } from './call-notify.js';
import { callPickup } from './call-pickup.js';
import { callPolicies } from './call-policies.js';
import { callRecording } from './call-recording.js';
import { callRouting } from './call-routing.js';
import { callScreening } from './call-screening.js';
import { callerId } from './caller-id.js';
import { charging } from './charging.js';
import { collaborate } from './collaborate.js';
import { commPilotExpress } from './commpilot-express.js';
import { communicationBarring } from './communication-barring.js';
import { communicationBarringUserControl } from './communication-barring-user-control.js';
import { customRingback } from './custom-ringback.js';
import { departments } from './department.js';
import { doNotDisturb } from './do-not-disturb.js';
import { domains } from './domain.js';
import { executive } from './executive.js';
import { userFeatureAccessCodes } from './feature-access-codes.js';
import { flexibleSeating } from './flexible-seating.js';
import { groups } from './group.js';
import { groupCallingPlans } from './group-calling-plan.js';
import { groupDialing } from './group-dialing.js';
import { groupNumbers } from './group-numbers.js';
import { groupSchedules } from './group-schedule.js';
import { hoteling } from './hoteling.js';
import { huntGroups } from './hunt-group.js';
import { incomingCallingPlans } from './incoming-calling-plan.js';
import { integratedImp } from './integrated-imp.js';
import { intercept } from './intercept.js';
import { licensing } from './licensing.js';
import { loginInfo } from './login-info.js';
import { monitoredUsers } from './monitored-users.js';
import { musicOnHold } from './music-on-hold.js';
import { nightForwarding } from './night-forwarding.js';
import { numberAssignment } from './number-assignment.js';
import { outgoingCallingPlans } from './outgoing-calling-plan.js';
import { outgoingDigitPlans } from './outgoing-digit-plan.js';
import { passwordRules } from './password-rules.js';
import { passwords } from './passwords.js';
import { privacy } from './privacy.js';
import { registrations } from './registration.js';
import { remoteOffice } from './remote-office.js';
import { ringAlong } from './ring-along.js';
import { serviceInstances } from './service-instance.js';
import { serviceAuthorizations } from './service-authorization.js';
import { servicePacks } from './service-pack.js';
import { serviceProviders } from './service-provider.js';
import { serviceProviderNumbers } from './service-provider-numbers.js';
import { serviceSwitches } from './service-switches.js';
import { sharedCallAppearances } from './shared-call-appearance.js';
import { speedDial } from './speed-dial.js';
import { system } from './system.js';
import { trunkGroups } from './trunk-group.js';
import { users } from './user.js';
import { userDevices } from './user-device.js';
import { userIdentities } from './user-identity.js';
import { userMemberships } from './user-membership.js';
import { userSchedules } from './user-schedule.js';
import { userServices } from './user-services.js';
import { userSettingsLists } from './user-settings-list.js';
import { userTrunking } from './user-trunking.js';
import { videoAddOn } from './video-add-on.js';
import { virtualOnNet } from './virtual-on-net.js';
import { voiceMessaging } from './voice-messaging.js';
import { voicePortals } from './voice-portal.js';

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
