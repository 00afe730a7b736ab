import type { BehaviourTable } from '../../engine/behaviour.js';
import { userSettings } from '../../engine/user-settings.js';
import { hasService } from '../../platform/services.js';
import { readAgent } from './call-center-user.js';

/** What a user may do in call centers: be an agent in them, or listen in on agents. */
export function callCenterServices(table: BehaviourTable): void {
  table.on('UserCallCenterAgentDetailsGetRequest', ({ agentUserId }, { platform }) => {
    const agent = platform.user(agentUserId);
    return {
      isCallCenterBasicAssigned: hasService(platform, agent, 'Call Center - Basic'),
      isCallCenterStandardAssigned: hasService(platform, agent, 'Call Center - Standard'),
      isCallCenterPremiumAssigned: hasService(platform, agent, 'Call Center - Premium'),
    };
  });
  table.onFields('UserCallCenterGetRequest19', readAgent);
  userSettings(table, {
    services: ['Call Center Monitoring'],
    get: 'UserCallCenterMonitoringGetRequest23',
    defaults: {
      playToneToAgentForSilentMonitoring: false,
      playToneToAgentForSupervisorCoaching: false,
    },
  });
}
