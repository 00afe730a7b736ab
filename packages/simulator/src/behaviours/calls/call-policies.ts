import type { BehaviourTable } from '../../engine/behaviour.js';
import { invalid } from '../../engine/refusal.js';
import { userSettings } from '../../engine/user-settings.js';

/** What other parties learn of redirections, and the call processing policies of a user. */
export function callPolicies(table: BehaviourTable): void {
  userSettings(table, {
    topic: 'Call Policies',
    get: 'UserCallPoliciesGetRequest19sp1',
    modify: ['UserCallPoliciesModifyRequest'],
    defaults: {
      redirectedCallsCOLPPrivacy: 'No Privacy',
      callBeingForwardedResponseCallType: 'Never',
      callingLineIdentityForRedirectedCalls: 'Originating Identity',
    },
  });
  userSettings(table, {
    topic: 'Call Processing Policy',
    get: 'UserCallProcessingGetPolicyRequest23',
    alsoGet: ['UserCallProcessingGetPolicyRequest19sp1'],
    modify: ['UserCallProcessingModifyPolicyRequest14sp7'],
    defaults: {
      useUserCLIDSetting: false,
      useUserMediaSetting: false,
      useUserCallLimitsSetting: false,
      useUserDCLIDSetting: false,
      useUserTranslationRoutingSetting: false,
      useMaxSimultaneousCalls: false,
      maxSimultaneousCalls: 10,
      useMaxSimultaneousVideoCalls: false,
      maxSimultaneousVideoCalls: 5,
      useMaxCallTimeForAnsweredCalls: false,
      maxCallTimeForAnsweredCallsMinutes: 600,
      useMaxCallTimeForUnansweredCalls: false,
      maxCallTimeForUnansweredCallsMinutes: 2,
      mediaPolicySelection: 'No Restrictions',
      useMaxConcurrentRedirectedCalls: false,
      maxConcurrentRedirectedCalls: 5,
      useMaxFindMeFollowMeDepth: true,
      maxFindMeFollowMeDepth: 3,
      maxRedirectionDepth: 5,
      useMaxConcurrentFindMeFollowMeInvocations: true,
      maxConcurrentFindMeFollowMeInvocations: 3,
      clidPolicy: 'Use DN',
      emergencyClidPolicy: 'Use DN',
      allowAlternateNumbersForRedirectingIdentity: false,
      useGroupName: false,
      blockCallingNameForExternalCalls: false,
      enableDialableCallerID: false,
      allowConfigurableCLIDForRedirectingIdentity: true,
      allowDepartmentCLIDNameOverride: false,
      useUserPhoneListLookupSetting: false,
      enablePhoneListLookup: false,
      useMaxConcurrentTerminatingAlertingRequests: false,
      maxConcurrentTerminatingAlertingRequests: 10,
      includeRedirectionsInMaximumNumberOfConcurrentCalls: false,
      allowMobileDNForRedirectingIdentity: false,
      allowUserSelectionOfExternalCLIDPolicy: false,
      allowUserConfigurableCLIDModification: false,
    },
    // Routing of XS data mode, which this platform does not have.
    keys: [
      'userId',
      'useUserTranslationRoutingSetting',
      'routeOverrideDomain',
      'routeOverridePrefix',
    ],
    check: ({ mediaPolicySelection, supportedMediaSetName }) => {
      if (
        mediaPolicySelection === 'Use Supported Media Set' &&
        supportedMediaSetName === undefined
      ) {
        throw invalid('A media set is needed for this media policy');
      }
    },
  });
}
