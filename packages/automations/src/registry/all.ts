import { userDigestAutomation } from '../user-digest/automation.js';
import { AutomationRegistry } from './automation.js';

/** The automations of this package. Others are added to it in the same way. */
export const automations = new AutomationRegistry().add(userDigestAutomation);
