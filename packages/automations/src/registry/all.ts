import { blockNumberAutomation, undoBlockNumberAutomation } from '../block-number/automation.js';
import { callCenterDigestAutomation } from '../call-center-digest/automation.js';
import { findAliasAutomation } from '../find-alias/automation.js';
import { groupAuditAutomation } from '../group-audit/automation.js';
import { groupUserAuditAutomation } from '../group-user-audit/automation.js';
import { locateFreeExtensionAutomation } from '../locate-free-extension/automation.js';
import { moveNumbersAutomation } from '../move-numbers/automation.js';
import { registrationReportAutomation } from '../registration-report/automation.js';
import { removeNumbersAutomation } from '../remove-numbers/automation.js';
import { serviceMembershipAutomation } from '../service-membership/automation.js';
import { servicePackAuditAutomation } from '../service-pack-audit/automation.js';
import { trunkCapacityAutomation } from '../trunk-capacity/automation.js';
import { updateUserAutomation } from '../update-user/automation.js';
import { groupUserDataAutomation, userDataAutomation } from '../user-data/automation.js';
import { userDigestAutomation } from '../user-digest/automation.js';
import { AutomationRegistry } from './automation.js';

/** The automations of this package. Others are added to it in the same way. */
export const automations = new AutomationRegistry()
  .add(moveNumbersAutomation)
  .add(removeNumbersAutomation)
  .add(blockNumberAutomation)
  .add(undoBlockNumberAutomation)
  .add(callCenterDigestAutomation)
  .add(groupUserAuditAutomation)
  .add(userDigestAutomation)
  .add(userDataAutomation)
  .add(groupUserDataAutomation)
  .add(updateUserAutomation)
  .add(locateFreeExtensionAutomation)
  .add(servicePackAuditAutomation)
  .add(serviceMembershipAutomation)
  .add(trunkCapacityAutomation)
  .add(registrationReportAutomation)
  .add(groupAuditAutomation)
  .add(findAliasAutomation);
