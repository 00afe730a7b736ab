import type { CommunicationBarringAuthorizationCodeEntry } from '@ocipkit/commands/communication-barring';
import type { BehaviourTable } from '../../engine/behaviour.js';
import { notAllowed } from '../../engine/refusal.js';
import type { User } from '../../platform/model.js';
import type { Platform } from '../../platform/platform.js';

/** Topic of the profile and the codes in the settings of a user. */
const topic = 'Communication Barring';

interface Barring {
  readonly useGroupSetting?: boolean;
  readonly profileName?: string;
  readonly codes?: readonly CommunicationBarringAuthorizationCodeEntry[];
}

/** Which communication barring profile holds for a user, and the codes that lift it. */
export function communicationBarring(table: BehaviourTable): void {
  table
    .on('UserCommunicationBarringGetRequest', ({ userId }, { platform }) => {
      const { useGroupSetting = true, profileName } = barringOf(platform, platform.user(userId));
      return { useGroupSetting, profileName };
    })
    .on('UserCommunicationBarringAuthorizationCodeGetListRequest', ({ userId }, { platform }) => ({
      code: barringOf(platform, platform.user(userId)).codes ?? [],
    }));
}

/** @throws Refusal outside of enterprises */
function barringOf(platform: Platform, user: User): Barring {
  if (!platform.serviceProvider(user.serviceProviderId).isEnterprise) {
    throw notAllowed('Communication barring is for users of enterprises');
  }
  return user.settings[topic] ?? {};
}
