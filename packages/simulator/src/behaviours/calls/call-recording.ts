import type { OCIRequest } from '@ocipkit/core';
import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import { merge } from '../../engine/merge.js';
import { notAllowed } from '../../engine/refusal.js';
import type { ServiceInstance } from '../../platform/model.js';
import { hasService, requireService } from '../../platform/services.js';

type Kept = Readonly<Record<string, unknown>>;

const SERVICE = 'Call Recording';

/** Which calls of a user or of a service instance are recorded. */
export function callRecording(table: BehaviourTable): void {
  table
    .onFields('UserCallRecordingGetRequest23', ({ userId }: { userId: string }, call) => {
      const instance = call.platform.findInstance(userId);
      return instance === undefined ? readOfUser(userId, call) : readOfInstance(instance);
    })
    .on('UserCallRecordingModifyRequest', (request, call) => {
      const instance = call.platform.findInstance(request.userId);
      if (instance === undefined) modifyOfUser(request, call);
      else modifyOfInstance(instance, request, call);
    });
}

function readOfUser(userId: string, { platform }: Call): Kept {
  const user = platform.user(userId);
  requireService(platform, user, SERVICE);
  return {
    recordingOption: 'Never',
    pauseResumeNotification: 'None',
    enableCallRecordingAnnouncement: false,
    enableRecordCallRepeatWarningTone: false,
    recordCallRepeatWarningToneTimerSeconds: 15,
    mediaStream: 'Dual',
    ...user.settings[SERVICE],
    enableVoiceMailRecording: hasService(platform, user, 'Voice Messaging User')
      ? (user.settings[SERVICE]?.enableVoiceMailRecording ?? false)
      : undefined,
  };
}

function modifyOfUser(request: OCIRequest & { readonly userId: string }, { platform }: Call): void {
  const user = platform.user(request.userId);
  requireService(platform, user, SERVICE);
  platform.changeUser(user, (draft) => {
    draft.settings[SERVICE] = merge<Kept>(draft.settings[SERVICE] ?? {}, request, ['userId']);
  });
}

function readOfInstance({ config }: ServiceInstance): Kept {
  return {
    recordingOption: 'Never',
    mediaStream: 'Dual',
    ...(config[SERVICE] as Kept | undefined),
  };
}

/** A service instance records every call or none, and tells nobody. */
function modifyOfInstance(
  instance: ServiceInstance,
  request: OCIRequest & { readonly recordingOption?: string | undefined },
  { platform }: Call,
): void {
  const { recordingOption } = request;
  if (recordingOption !== undefined && !['Always', 'Never'].includes(recordingOption)) {
    throw notAllowed(`A service instance can not have the recording option: ${recordingOption}`);
  }
  const fields = request as unknown as Kept;
  for (const name of ofUsersOnly) {
    if (fields[name] !== undefined) {
      throw notAllowed(`A service instance can not have the setting: ${name}`);
    }
  }
  platform.changeInstance(instance, (draft) => {
    draft.config[SERVICE] = merge<Kept>(readOfInstance(draft), request, ['userId']);
  });
}

const ofUsersOnly = [
  'pauseResumeNotification',
  'enableCallRecordingAnnouncement',
  'enableRecordCallRepeatWarningTone',
  'recordCallRepeatWarningToneTimerSeconds',
];
