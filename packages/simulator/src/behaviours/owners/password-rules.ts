import type { BehaviourTable } from '../../engine/behaviour.js';
import { passwordRulesOf } from '../../platform/password-rules.js';

/** What holds beside the rules for the password itself. */
const defaults = {
  maxFailedLoginAttempts: 5,
  sendLoginDisabledNotifyEmail: false,
  disallowRulesModification: false,
  disallowPreviousPasswords: false,
  numberOfPreviousPasswords: 1,
  forcePasswordChangeAfterReset: false,
  usePasswordValidationService: false,
  reenableLogin: false,
  lockOutInMinutes: 30,
};

/** The rules for the passwords of a group's users. */
export function passwordRules(table: BehaviourTable): void {
  table.on('GroupPasswordRulesGetRequestRI', (request, { platform }) => ({
    ...defaults,
    ...passwordRulesOf(platform, platform.group(request.serviceProviderId, request.groupId)),
  }));
}
