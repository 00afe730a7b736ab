import { describe, expect, it } from 'vitest';
import {
  UserCommPilotExpressGetRequest,
  UserCommPilotExpressModifyRequest,
} from '@ocipkit/commands/commpilot-express';
import { World } from '../support/world.js';

const userId = 'alice@example.test';
const read = new UserCommPilotExpressGetRequest({ userId });
const modify = (fields: object) => new UserCommPilotExpressModifyRequest({ userId, ...fields });

const voiceMail = { action: 'Transfer To Voice Mail' };
const asDelivered = {
  availableInOffice: { busySetting: voiceMail, noAnswerSetting: voiceMail },
  availableOutOfOffice: { incomingCalls: voiceMail, incomingCallNotify: { sendEmail: false } },
  busy: {
    incomingCalls: { sendCallsToVoiceMailExceptExcludedNumbers: false },
    voiceMailNotify: { sendEmail: false },
  },
  unavailable: {
    incomingCalls: { sendCallsToVoiceMailExceptExcludedNumbers: false },
    voiceMailGreeting: 'No Answer',
  },
};

function world(): World {
  const made = new World();
  made.give(made.alice, 'CommPilot Express');
  return made;
}

describe('CommPilot Express', () => {
  it('has no profile in force at first', async () => {
    expect(await world().send(read)).toEqual(asDelivered);
  });

  it('merges what is modified into each profile', async () => {
    const here = world();
    await here.send(
      modify({
        profile: 'Busy',
        availableInOffice: {
          additionalPhoneNumberToRing: '2025550188',
          busySetting: { action: 'Forward', forwardingPhoneNumber: '2025550189' },
        },
        busy: { voiceMailNotify: { sendEmail: true, emailAddress: 'a@example.test' } },
        unavailable: {
          incomingCalls: { excludedPhoneNumber01: '2025550170' },
          voiceMailGreeting: 'Unavailable',
        },
      }),
    );
    await here.send(
      modify({
        availableInOffice: {
          additionalPhoneNumberToRing: null,
          noAnswerSetting: { action: 'Forward' },
        },
        unavailable: { incomingCalls: { sendCallsToVoiceMailExceptExcludedNumbers: true } },
      }),
    );
    expect(await here.send(read)).toEqual({
      ...asDelivered,
      profile: 'Busy',
      availableInOffice: {
        busySetting: { action: 'Forward', forwardingPhoneNumber: '2025550189' },
        noAnswerSetting: { action: 'Forward' },
      },
      busy: {
        ...asDelivered.busy,
        voiceMailNotify: { sendEmail: true, emailAddress: 'a@example.test' },
      },
      unavailable: {
        incomingCalls: {
          sendCallsToVoiceMailExceptExcludedNumbers: true,
          excludedPhoneNumber01: '2025550170',
        },
        voiceMailGreeting: 'Unavailable',
      },
    });
  });

  it('ends a profile that is in force', async () => {
    const here = world();
    await here.send(modify({ profile: 'Unavailable' }));
    await here.send(modify({ profile: null }));
    expect((await here.send(read)).profile).toBeUndefined();
  });

  it('needs the service', async () => {
    for (const request of [read, modify({})]) {
      expect((await new World().refusal(request)).code).toBe(4410);
    }
  });
});
