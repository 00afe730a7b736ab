import { describe, expect, it } from 'vitest';
import {
  UserCallRecordingGetRequest23,
  UserCallRecordingModifyRequest,
} from '@ocipkit/commands/call-recording';
import { createInstance } from '../../src/seed/create.js';
import { World } from '../support/world.js';

const read = (userId: string) => new UserCallRecordingGetRequest23({ userId });
const modify = (userId: string, fields: object) =>
  new UserCallRecordingModifyRequest({ userId, ...fields });

describe('call recording of a user', () => {
  it('records nothing until it is modified', async () => {
    const here = new World();
    here.give(here.alice, 'Call Recording');
    const response = await here.send(read('alice'));
    expect(response).toEqual({
      recordingOption: 'Never',
      pauseResumeNotification: 'None',
      enableCallRecordingAnnouncement: false,
      enableRecordCallRepeatWarningTone: false,
      recordCallRepeatWarningToneTimerSeconds: 15,
      mediaStream: 'Dual',
    });
  });

  it('keeps what is modified', async () => {
    const here = new World();
    here.give(here.alice, 'Call Recording');
    await here.send(modify('alice', { recordingOption: 'Always', mediaStream: 'Single' }));
    await here.send(modify('alice', { pauseResumeNotification: 'Beep' }));
    expect(await here.send(read('alice'))).toMatchObject({
      recordingOption: 'Always',
      pauseResumeNotification: 'Beep',
      mediaStream: 'Single',
    });
  });

  it('shows the recording of messages to users with a mailbox', async () => {
    const here = new World();
    here.give(here.alice, 'Call Recording');
    await here.send(modify('alice', { enableVoiceMailRecording: true }));
    expect((await here.send(read('alice'))).enableVoiceMailRecording).toBeUndefined();
    here.give(here.alice, 'Voice Messaging User');
    expect((await here.send(read('alice'))).enableVoiceMailRecording).toBe(true);
  });

  it('needs the service, and the user', async () => {
    const here = new World();
    expect((await here.refusal(read('alice'))).code).toBe(4410);
    expect((await here.refusal(modify('alice', {}))).code).toBe(4410);
    expect((await here.refusal(read('nobody'))).code).toBe(4008);
  });
});

describe('call recording of a service instance', () => {
  function world(): World {
    const made = new World();
    createInstance(made.platform, made.sales, 'Hunt Group', 'hunt', { name: 'Hunt' });
    return made;
  }

  it('is all calls or none', async () => {
    const here = world();
    expect((await here.send(read('hunt'))).recordingOption).toBe('Never');
    await here.send(modify('hunt', { recordingOption: 'Always' }));
    const response = await here.send(read('hunt'));
    expect(response).toEqual({ recordingOption: 'Always', mediaStream: 'Dual' });
    const demand = modify('hunt', { recordingOption: 'On Demand' });
    expect((await here.refusal(demand)).message).toContain('On Demand');
    expect((await here.send(read('hunt'))).recordingOption).toBe('Always');
  });

  it('has no announcements and tones', async () => {
    const here = world();
    const tone = modify('hunt', { enableRecordCallRepeatWarningTone: true });
    expect((await here.refusal(tone)).message).toContain('enableRecordCallRepeatWarningTone');
  });
});
