import type { BehaviourTable } from '../../engine/behaviour.js';
import { userSettings } from '../../engine/user-settings.js';

/** Profiles, each of which says what happens to incoming calls; none is in force until it is chosen. */
export function commPilotExpress(table: BehaviourTable): void {
  userSettings(table, {
    services: ['CommPilot Express'],
    get: 'UserCommPilotExpressGetRequest',
    modify: ['UserCommPilotExpressModifyRequest'],
    defaults: {
      availableInOffice: {
        busySetting: { action: 'Transfer To Voice Mail' },
        noAnswerSetting: { action: 'Transfer To Voice Mail' },
      },
      availableOutOfOffice: {
        incomingCalls: { action: 'Transfer To Voice Mail' },
        incomingCallNotify: { sendEmail: false },
      },
      busy: {
        incomingCalls: { sendCallsToVoiceMailExceptExcludedNumbers: false },
        voiceMailNotify: { sendEmail: false },
      },
      unavailable: {
        incomingCalls: { sendCallsToVoiceMailExceptExcludedNumbers: false },
        voiceMailGreeting: 'No Answer',
      },
    },
  });
}
